/** What a complaint causes elsewhere; each is carried once, with its entry as the cause. */
import type { Caused } from '../../core/mechanism.ts'
import type { Context } from './context.ts'
import type { EventOf } from './events.ts'

type CauseEvent = EventOf<'confirmCause'>
const found = ({ payload }: CauseEvent, kinds: readonly string[]): boolean =>
  payload.kinds.some((kind) => kinds.includes(kind))

/** A product, its price or its words were the cause: its review is told, and decides what follows. */
const toReview = (e: CauseEvent): Caused | undefined => {
  const review = e.facts.latestReview
  if (review === null || review.final || !found(e, ['product', 'price', 'copy'])) return undefined
  return { process: review.id, payload: { complaint: e.process } }
}
/** What consumers were told was the cause: the package deviates from what was checked. */
const toDisclosure = (e: CauseEvent): Caused | undefined => {
  const disclosed = e.facts.latestPackage
  if (disclosed === null || disclosed.final || !found(e, ['copy'])) return undefined
  return { process: disclosed.id, payload: { source: e.process } }
}
const toPartner = (e: CauseEvent): Caused | undefined => {
  const partner = e.facts.listedPartner
  if (partner === null || partner.final || !found(e, ['partner'])) return undefined
  return { process: partner.id, payload: { kind: 'upheldComplaint', source: e.process } }
}

const optional = (fields: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  )
/** The part that is split off is a complaint of its own, received when the whole was received. */
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

/** Who is answerable for a lapse, and what it says of the risk: both count from the unit that handles. */
const lapse =
  (field: 'cause' | 'kind', value: string) =>
  ({ process }: { readonly process: string }, c: Context) => ({
    payload: { [field]: value, source: process, ...optional({ unit: c.owner ?? c.unit }) },
  })
/** Periods of the law that ended without what was due (2020 No. 3 arts 18, 20, 26). */
const STATUTORY = ['expire', 'expireReview', 'expirePbocAnswer'] as const

export const reactions = [
  { on: 'confirmCause', to: 'M01', event: 'reportComplaintCause', make: toReview },
  { on: 'confirmCause', to: 'M02', event: 'reportDeviation', make: toDisclosure },
  { on: 'confirmCause', to: 'M06', event: 'reportSignal', make: toPartner },
  { on: 'split', to: 'M07', event: 'register', make: splitOff },
  { on: 'declareMajor', to: 'G04', event: 'reportMatter', make: lapse('kind', 'majorComplaint') },
  ...STATUTORY.flatMap(
    (on) =>
      [
        { on, to: 'M10', event: 'openAccountability', make: lapse('cause', 'statutoryBreach') },
        { on, to: 'M11', event: 'reportRisk', make: lapse('kind', 'statutoryBreach') },
      ] as const,
  ),
  {
    on: 'markPerformanceOverdue',
    to: 'M10',
    event: 'openAccountability',
    make: lapse('cause', 'defaultOnSettlement'),
  },
  {
    on: 'escalateRectification',
    to: 'M11',
    event: 'reportRisk',
    make: lapse('kind', 'complaints'),
  },
  { on: 'reportRepeatedCause', to: 'M11', event: 'reportRisk', make: lapse('kind', 'complaints') },
] as const
