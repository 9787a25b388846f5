/**
 * The verdict on a sale: where it may go, given the buyer, the rating of the product and the assessment
 * of the consumer. Pure; the rules of the chart ask it, so that what decides is one table.
 */
import type { ProcessFact } from '../../core/facts.ts'
import { binds } from './common.ts'
import { exceeds, reaches } from './decimal.ts'
import type { Money } from './decimal.ts'
import { DECLARATIONS } from './sale-terms.ts'
import type { Block, Buyer, Declaration, SaleKind } from './sale-terms.ts'

/** What of a rating matters to a sale; undefined where the product may not be sold by it. */
export interface Shelved {
  readonly level: number
  readonly levels: number
  readonly lowRiskTo: number
  readonly highRiskFrom: number
}
const int = (value: unknown): number => (typeof value === 'number' ? value : 0)
export const shelved = (rating: ProcessFact | null, kind: SaleKind): Shelved | undefined =>
  rating !== null &&
  !rating.final &&
  rating.context['shelf'] === 'open' &&
  rating.context['productClass'] === kind
    ? {
        level: int(rating.context['level']),
        levels: int(rating.context['levels']),
        lowRiskTo: int(rating.context['lowRiskTo']),
        highRiskFrom: int(rating.context['highRiskFrom']),
      }
    : undefined

/** What of an assessment matters to a sale. */
export type Assessed =
  | { readonly as: 'professional' }
  | { readonly as: 'ordinary'; readonly level: number; readonly levels: number }
  | { readonly as: 'nobody' }
export function assessed(assessment: ProcessFact | null): Assessed {
  if (assessment?.paths.includes('case.professional')) return { as: 'professional' }
  if (!assessment?.paths.includes('case.valid')) return { as: 'nobody' }
  const { level, levels } = assessment.context
  return { as: 'ordinary', level: int(level), levels: int(levels) }
}

export interface Judged {
  readonly kind: SaleKind
  readonly buyer: Buyer
  readonly rating: ProcessFact | null
  readonly assessment: ProcessFact | null
  readonly on: string
}
export interface Verdict {
  readonly to: 'blocked' | 'affordability' | 'adviseStop' | 'care' | 'matched'
  readonly why: readonly Block[]
}

export function verdictOn(judged: Judged): Verdict {
  const { kind, buyer, rating, assessment, on } = judged
  const shelf = kind === 'loan' ? undefined : shelved(rating, kind)
  const who = assessed(assessment)
  const barred = ineligible(judged, shelf, who)
  if (barred.length > 0) return { to: 'blocked', why: barred }
  if (kind === 'loan') return { to: 'affordability', why: [] }
  const unfit = unsuitable(buyer, shelf, who)
  if (unfit.length > 0)
    // Art. 12 is absolute; art. 38 lets insurance be insisted on, from the day on which it binds.
    return { to: kind === 'insurance' && binds(on) ? 'adviseStop' : 'blocked', why: unfit }
  return { to: needsCare(judged) ? 'care' : 'matched', why: [] }
}

/** Who may not buy it at all, however well it fits. */
function ineligible({ kind, buyer }: Judged, shelf: Shelved | undefined, who: Assessed): Block[] {
  const why: Block[] = []
  const lowRisk = shelf !== undefined && shelf.level <= shelf.lowRiskTo
  if (buyer.capacity === 'none') why.push('noCapacity')
  if (buyer.capacity === 'limited' && !(lowRisk && buyer.guardianConsents))
    why.push('guardianOrLowRisk')
  if (buyer.privatePlacement && !buyer.qualified && who.as !== 'professional')
    why.push('notQualified')
  if (kind !== 'loan' && who.as === 'nobody') why.push('notAssessed')
  return why
}

/** Arts 12, 27: a professional investor is not measured by a level, but still by what the funds bear. */
function unsuitable(buyer: Buyer, shelf: Shelved | undefined, who: Assessed): Block[] {
  const why: Block[] = []
  // Levels of two scales cannot be compared: what cannot be shown to fit does not.
  const fits =
    who.as === 'professional' ||
    (who.as === 'ordinary' &&
      shelf !== undefined &&
      who.levels === shelf.levels &&
      shelf.level <= who.level)
  if (!fits) why.push('levelTooHigh')
  if (!buyer.proportionate) why.push('outOfProportion')
  if (!buyer.needsMet) why.push('needsNotMet')
  return why
}

/** Art. 18 (K23): 65 or older, and a high-risk product. */
export function needsCare({ kind, buyer, rating, on }: Judged): boolean {
  const shelf = shelved(rating, kind)
  return binds(on) && buyer.elderly && shelf !== undefined && shelf.level >= shelf.highRiskFrom
}

// ---- what follows from amounts and age ---------------------------------------------------------------

export const ELDERLY_FROM = 65
export interface Premiums {
  readonly singlePremium?: Money | undefined
  readonly yearlyPremium?: Money | undefined
  readonly payYears: number
  readonly familyYearlyIncome: Money
  readonly budget?: Money | undefined
}
/** Art. 39: in each of these cases the buyer declares that the premium is known and can be borne. */
export function declarationsFor(p: Premiums, age: number): Declaration[] {
  const premium = p.singlePremium ?? p.yearlyPremium
  const due: Readonly<Record<Declaration, boolean>> = {
    singlePremium:
      p.singlePremium !== undefined && exceeds(p.singlePremium, 400, p.familyYearlyIncome),
    yearlyPremium:
      p.yearlyPremium !== undefined && exceeds(p.yearlyPremium, 20, p.familyYearlyIncome),
    ageAtLastPremium: p.yearlyPremium !== undefined && p.payYears + age >= 75,
    budget: p.budget !== undefined && premium !== undefined && reaches(premium, 150, p.budget),
  }
  return DECLARATIONS.filter((d) => due[d])
}

/** Debt service above so much of the income is over-indebtedness: house policy. */
export const DEBT_SERVICE_PERCENT = 50
export const OLDEST_AT_MATURITY = 70
/** What a consumer loan may not pay for. */
const FORBIDDEN_PURPOSES: readonly string[] = ['housePurchase', 'investment']
export interface Affordability {
  readonly monthlyIncome: Money
  readonly monthlyDebtService: Money
  readonly ageAtMaturity: number
  readonly purpose: string
}
export const affordable = (a: Affordability): boolean =>
  !exceeds(a.monthlyDebtService, DEBT_SERVICE_PERCENT, a.monthlyIncome) &&
  a.ageAtMaturity <= OLDEST_AT_MATURITY &&
  !FORBIDDEN_PURPOSES.includes(a.purpose)
