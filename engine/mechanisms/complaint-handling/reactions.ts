/** What a complaint causes elsewhere; each is carried once, with its entry as the cause. */
import type { Context } from './context.ts'
import type { EventOf } from './events.ts'

/** A product, its price or its words were the cause: its review is told, and decides what follows. */
const REVIEWED: readonly string[] = ['product', 'price', 'copy']
const toReview = ({ payload, facts, process }: EventOf<'confirmCause'>) => {
  const review = facts.latestReview
  if (review === null || review.final) return undefined
  if (!payload.kinds.some((kind) => REVIEWED.includes(kind))) return undefined
  return { process: review.id, payload: { complaint: process } }
}

/** The part that is split off is a complaint of its own, received when the whole was received. */
const optional = (fields: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  )
const splitOff = ({ payload, process }: EventOf<'split'>, c: Context) => ({
  payload: {
    channel: c.channel,
    matter: payload.matter,
    complainant: c.complainant,
    representatives: c.representatives,
    complainants: c.complainants,
    faceToFace: c.faceToFace,
    concerned: c.concerned,
    pbocBusiness: c.pbocBusiness,
    splitFrom: process,
    ...optional({
      forwardedBy: c.forwardedBy,
      receivedOn: c.receivedOn,
      madeOn: c.madeOn,
      product: payload.product ?? c.product,
      partner: payload.partner ?? c.partner,
      organisation: payload.organisation ?? c.organisation,
      unit: c.unit,
    }),
  },
})

export const reactions = [
  { on: 'confirmCause', to: 'M01', event: 'reportComplaintCause', make: toReview },
  { on: 'split', to: 'M07', event: 'register', make: splitOff },
] as const
