/**
 * The words of information disclosure (信息披露, 2022 No. 9 art. 10) that all its charts share: what must
 * be said about which product, and from which day.
 */
import * as z from 'zod'
import { personal } from '../../core/payload.ts'
import type { Day, Effective, Instant } from '../../core/values.ts'

/** Free text of those who work on the case; it may name people. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')

export const productClass = z
  .enum([
    'deposit',
    'personalLoan',
    'otherLoan',
    'card',
    'payment',
    'investment',
    'insurance',
    'service',
    'other',
  ])
  .meta({ id: 'DisclosureProductClass' })
export type ProductClass = z.output<typeof productClass>
export const basis = z.enum(['statute', 'contract', 'voluntary']).meta({ id: 'DisclosureBasis' })

/** What a consumer is told about a product. */
export const item = z
  .enum([
    'basics',
    'riskLevel',
    'risks',
    'fees',
    'rights',
    'complaintChannels',
    'coverage',
    'coolingOff',
    'surrenderLoss',
    'matchingOpinion',
    'other',
  ])
  .meta({ id: 'DisclosureItem' })
export type Item = z.output<typeof item>

/** 2025 No. 7, art. 49: from this day the items of arts 31 and 37 are owed. */
export const SUITABILITY_IN_FORCE = '2026-02-01' as Day
/** NFRA 2026 No. 2: new personal loans show the all-in financing cost from this day. */
export const COST_SHEET_IN_FORCE = '2026-08-01' as Day
/** Measures for online marketing: from this day a platform only leads to the institution's own page. */
export const OWN_PAGE_IN_FORCE = '2026-09-30' as Day

/** Key information of any product or service (art. 10). */
const KEY: readonly Item[] = ['basics', 'risks', 'fees', 'rights', 'complaintChannels']
/** Art. 31: the six items that an ordinary investor is told before the sale. */
const INVESTMENT: readonly Item[] = [
  'basics',
  'riskLevel',
  'risks',
  'fees',
  'matchingOpinion',
  'other',
]
/** Art. 37: seven items, among them the rights of the cooling-off period and the loss on surrender. */
const INSURANCE: readonly Item[] = [
  'basics',
  'coverage',
  'coolingOff',
  'surrenderLoss',
  'fees',
  'matchingOpinion',
  'other',
]
/** What must be said of a product of this class on this day. */
export function requiredItems(of: ProductClass | null, on: string): readonly Item[] {
  if (on < SUITABILITY_IN_FORCE) return KEY
  if (of === 'investment') return [...new Set([...KEY, ...INVESTMENT])]
  return of === 'insurance' ? [...new Set([...KEY, ...INSURANCE])] : KEY
}
export const lacksItems = (
  of: ProductClass | null,
  on: string,
  given: readonly string[],
): boolean => requiredItems(of, on).some((i) => !given.includes(i))

/** Personal loans show the all-in financing cost from the day on which that is owed. */
export const owesCostSheet = (of: ProductClass | null, on: string): boolean =>
  of === 'personalLoan' && on >= COST_SHEET_IN_FORCE
export const isLoan = (of: ProductClass | null): boolean =>
  of === 'personalLoan' || of === 'otherLoan'

/** The day on which a deed takes effect: that is the day whose law it has to meet. */
export const dayOf = (e: { readonly on: Day | undefined; readonly at: Instant }): string =>
  e.on ?? e.at.slice(0, 10)
/** A day that is kept in a context, as what a clock counts from. */
export const since = (on: string | null | undefined): Effective | undefined =>
  on === null || on === undefined ? undefined : { on: on as Day }
