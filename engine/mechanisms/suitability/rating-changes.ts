/** How each event changes what a rating knows. Pure; the chart says when. */
import { breached, recused } from '../case-file.ts'
import { dayOf } from './common.ts'
import type { RatingEventOf, RatingRecord } from './rating-events.ts'
import type { RatingContext } from './rating-terms.ts'

type C = RatingContext
type Change = Partial<C>
type Seen = Parameters<typeof dayOf>[0] & Parameters<typeof breached>[2]

export const started = ({ payload: p, by }: RatingEventOf<'startRating'>): Change => ({
  product: p.product,
  label: p.label,
  unit: by.unit ?? null,
  productClass: p.productClass,
  issuer: p.issuer ?? null,
  mandate: p.mandate,
  levels: p.levels,
  lowRiskTo: p.lowRiskTo,
  highRiskFrom: p.highRiskFrom,
})
/** The higher of the two prevails (art. 22). */
export const higherOf = (own: number, issuer: number | null): number => Math.max(own, issuer ?? own)

export function graded(c: C, e: RatingEventOf<'rate'> | RatingEventOf<'rerate'>): Change {
  const given = e.type === 'rate' ? e.payload.issuerLevel : undefined
  const issuerLevel = given ?? c.issuerLevel
  const { ownLevel } = e.payload
  return {
    issuerLevel,
    proposal: {
      ownLevel,
      level: higherOf(ownLevel, issuerLevel),
      by: e.by.person ?? null,
      on: dayOf(e),
    },
  }
}
export const returned: Change = { proposal: null }
export const reconciled = (e: RatingEventOf<'reconcile'>): Change => ({
  disclosure: e.payload.disclosure ?? null,
})
/** The grading comes into force, on the day on which it was made. */
export const inForce = (c: C): Change =>
  c.proposal === null
    ? {}
    : {
        ownLevel: c.proposal.ownLevel,
        level: c.proposal.level,
        ratedOn: c.proposal.on,
        proposal: null,
        reratedFor: null,
      }
export const published = (c: C): Change => ({ ...inForce(c), shelf: 'open' })
export const confirmed = (c: C, e: RatingEventOf<'confirmRerating'>, changes: boolean): Change => ({
  ...inForce(c),
  disclosure: e.payload.disclosure ?? null,
  ...(changes
    ? { previousLevel: c.level, shelf: 'held' as const, notices: null }
    : { shelf: 'open' as const }),
})
export const issuerSaid = (e: RatingEventOf<'reportIssuerLevel'>): Change => ({
  issuerLevel: e.payload.issuerLevel,
  reratedFor: 'issuer',
  // What was graded before the issuer spoke is graded again.
  proposal: null,
})
export const notified = (
  e: RatingEventOf<'notifyHolders'> | RatingEventOf<'forceNotice'>,
): Change => ({
  shelf: 'open',
  notices: {
    investors: e.payload.investors,
    delivered: 0,
    forced: e.type === 'forceNotice',
    on: dayOf(e),
  },
})
export const delivered = (c: C, e: RatingEventOf<'confirmDelivery'>): Change => ({
  notices: c.notices && { ...c.notices, delivered: e.payload.delivered },
})
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
/** A grading that was made before stands until somebody returns it. */
export const steppedAside = (c: C, e: RatingEventOf<'recuseFromRating'>): Change => ({
  work: recused(c.work, e.by.person ?? ''),
})
export const corrected = (record: RatingRecord): Change =>
  'label' in record ? { label: record.label.is } : { unit: record.unit.is }
