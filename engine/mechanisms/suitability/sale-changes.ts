/** How each event changes what a sale knows. Pure; the chart says when. */
import type { ProcessFact } from '../../core/facts.ts'
import { breached } from '../case-file.ts'
import { binds, dayOf } from './common.ts'
import type { Dated } from './common.ts'
import { exceeds } from './decimal.ts'
import type { SaleEventOf } from './sale-facts.ts'
import { misSaleKey } from './sale-terms.ts'
import type { Buyer, SaleContext } from './sale-terms.ts'
import { assessed, declarationsFor, ELDERLY_FROM, shelved, verdictOn } from './sale-verdict.ts'

type C = SaleContext
type Change = Partial<C>
type Seen = Dated & Parameters<typeof breached>[2]

/** What follows from what was stated of the buyer; the amounts and the age are not kept. */
export function buyerOf(e: SaleEventOf<'askSale'>): Buyer {
  const { amount, buyer, insurance, kind, privatePlacement } = e.payload
  const premium = insurance?.singlePremium ?? insurance?.yearlyPremium ?? amount
  return {
    capacity: buyer.capacity,
    guardianConsents: buyer.guardianConsent !== undefined,
    elderly: buyer.age >= ELDERLY_FROM,
    privatePlacement: privatePlacement ?? false,
    qualified: buyer.qualification !== undefined,
    // What takes more than everything the buyer could pay from is plainly out of proportion (art. 12).
    proportionate:
      kind === 'loan' || buyer.means === undefined || !exceeds(premium, 100, buyer.means),
    needsMet: insurance?.meetsNeeds ?? true,
    declarations:
      insurance !== undefined && binds(dayOf(e)) ? declarationsFor(insurance, buyer.age) : [],
  }
}

interface Matched extends Dated {
  readonly facts: { readonly rating: ProcessFact | null; readonly assessment: ProcessFact | null }
}
function matchOf(kind: NonNullable<C['kind']>, e: Matched): C['match'] {
  const who = assessed(e.facts.assessment)
  return {
    productLevel: shelved(e.facts.rating, kind)?.level ?? null,
    consumerLevel: who.as === 'ordinary' ? who.level : null,
    professional: who.as === 'professional',
    on: dayOf(e),
  }
}
export function asked(e: SaleEventOf<'askSale'>): Change {
  const { payload: p, facts } = e
  const buyer = buyerOf(e)
  return {
    product: p.product,
    consumer: p.consumer,
    partner: p.partner ?? null,
    unit: p.unit,
    kind: p.kind,
    way: p.way,
    seller: p.seller ?? null,
    buyer,
    match: matchOf(p.kind, e),
    blocked: [...verdictOn({ kind: p.kind, buyer, ...facts, on: dayOf(e) }).why],
  }
}
/** The match is made anew; what was insisted on, told or cared for belonged to the old one. */
export function rechecked(c: C, e: SaleEventOf<'recheckSale'>): Change {
  if (c.kind === null || c.buyer === null) return {}
  return {
    match: matchOf(c.kind, e),
    blocked: [...verdictOn({ kind: c.kind, buyer: c.buyer, ...e.facts, on: dayOf(e) }).why],
    insisted: false,
    cared: false,
    informedOn: null,
  }
}
export const overIndebted: Change = { blocked: ['overIndebted'] }
export const informed = (e: Dated): Change => ({ informedOn: dayOf(e) })
export const sellerChanged = (e: SaleEventOf<'reassignSeller'>): Change => ({
  seller: e.payload.seller,
})
export const executed = (e: SaleEventOf<'executeSale'>): Change => ({
  executedOn: dayOf(e),
  recording: e.payload.recording ?? null,
})
export const calledBack = (e: SaleEventOf<'recordCallBack'>): Change => ({
  callBackDoubtful: e.payload.doubtful || !e.payload.reached,
})
export const lookedBack = (c: C): Change => ({ lookbacks: c.lookbacks + 1 })

/** A finding on the same sale in the same quarter is the same mis-sale. */
export function misSold(c: C, e: SaleEventOf<'failLookback'>): Change {
  const key = misSaleKey(c.product ?? '', e.payload.foundOn)
  const known = c.misSaleKeys.includes(key)
  return {
    lookbacks: c.lookbacks + 1,
    breach: 'open',
    practices: [...new Set([...c.practices, ...e.payload.practices])],
    misSaleKeys: known ? c.misSaleKeys : [...c.misSaleKeys, key],
    misSalesInQuarter: (e.facts.misSales ?? 0) + (known ? 0 : 1),
  }
}
export const offered = (e: SaleEventOf<'offerRemedy'> | SaleEventOf<'forceRemedy'>): Change => ({
  remedy: {
    kind: e.payload.kind,
    performBy: e.payload.performBy,
    forced: e.type === 'forceRemedy',
    offeredOn: dayOf(e),
  },
})
export const settled: Change = { breach: 'settled' }
export const contractEnded = (e: SaleEventOf<'endContract'>): Change => ({
  contractEndedOn: e.payload.endedOn,
})
/** Art. 17: kept from the end of the contract. */
export const archivedAtEnd = (e: SaleEventOf<'endContract'>): Change => ({
  ...contractEnded(e),
  keptFrom: e.payload.endedOn,
})
/** Where a remedy came after the end of the contract, the file is kept from the remedy. */
export const archivedAfterRemedy = (e: Dated): Change => ({ ...settled, keptFrom: dayOf(e) })
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
