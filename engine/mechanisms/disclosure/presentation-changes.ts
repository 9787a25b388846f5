/** How each event changes what the case of one consumer knows. Pure; the chart says when. */
import { breached } from '../case-file.ts'
import type { Acknowledgement, PresentationEventOf } from './presentation-events.ts'
import { onDisplay } from './presentation-rules.ts'
import { nextDelivery } from './presentation-terms.ts'
import type { PresentationContext } from './presentation-terms.ts'
import { dayOf } from './terms.ts'

type C = PresentationContext
type Change = Partial<PresentationContext>
type Timed = Parameters<typeof breached>[2] & Parameters<typeof dayOf>[0]

export function shownFirst(e: PresentationEventOf<'show'>): Change {
  const found = onDisplay(e.facts.shownPackage)
  const { product, campaign, consumer, partner, means, copyHash, items } = e.payload
  return {
    product,
    campaign: campaign ?? null,
    consumer,
    partner: partner ?? null,
    unit: found?.unit ?? null,
    productClass: found?.productClass ?? null,
    means,
    copyHash,
    costSheetHash: found?.costSheetHash ?? null,
    items,
    shownOn: dayOf(e),
    timesShown: 1,
  }
}
export const shownAgain = (c: C, e: PresentationEventOf<'showAgain'>): Change => ({
  copyHash: e.payload.copyHash,
  costSheetHash: onDisplay(e.facts.packageNow)?.costSheetHash ?? null,
  items: e.payload.items,
  shownOn: dayOf(e),
  timesShown: c.timesShown + 1,
  acknowledgement: null,
})
const proofOf = (given: Acknowledgement) => {
  if ('signedSheet' in given) return { kind: 'signedSheet' as const, hash: given.signedSheet.hash }
  if ('popUp' in given) return { kind: 'popUp' as const, hash: given.popUp.logHash }
  return { kind: 'confirmation' as const, hash: given.confirmation.hash }
}
export const acknowledged = (c: C, e: PresentationEventOf<'confirm'>): Change => ({
  acknowledgement: {
    ...proofOf(e.payload.acknowledgement),
    copyHash: c.copyHash ?? '',
    on: dayOf(e),
  },
})
export const stale: Change = { acknowledgement: null }
export const contracted = (e: PresentationEventOf<'enterContract'>): Change => ({
  contract: { hash: e.payload.contractHash, on: dayOf(e) },
})
export const ended = (e: Timed): Change => ({ endedOn: dayOf(e) })

export const noticeSent = (c: C, e: PresentationEventOf<'sendServiceNotice'>): Change => ({
  notices: [
    ...c.notices,
    { notice: e.entry, kind: e.payload.kind, on: dayOf(e), delivered: false, late: false },
  ],
})
const marked = (c: C, id: string | undefined, change: Partial<C['notices'][number]>): Change => ({
  notices: c.notices.map((n) => (n.notice === id ? { ...n, ...change } : n)),
})
export const delivered = (c: C, e: PresentationEventOf<'recordServiceDelivery'>): Change =>
  marked(c, e.payload.notice, { delivered: true })
export const undelivered = (c: C, e: Timed): Change => ({
  ...marked(c, nextDelivery(c)?.notice, { late: true }),
  work: breached(c.work, 'serviceDelivery', e),
})

export const held = (c: C, e: PresentationEventOf<'placeHold'>): Change => ({
  holds: [...c.holds, e.entry],
  disposalBy: null,
})
export const released = (c: C, e: PresentationEventOf<'releaseHold'>): Change => ({
  holds: c.holds.filter((h) => h !== e.payload.hold),
})
export const disposalProposed = (e: PresentationEventOf<'proposeDisposal'>): Change => ({
  disposalBy: e.by.person ?? null,
})
