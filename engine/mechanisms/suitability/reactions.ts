/** What suitability causes elsewhere; each is carried once, with its entry as the cause. */
import { TAMPERING } from './common.ts'
import type { SaleEventOf } from './sale-facts.ts'
import { PATTERN } from './sale-terms.ts'
import type { SaleContext } from './sale-terms.ts'

interface Placed {
  readonly unit: string | null
}
interface At {
  readonly process: string
}
const given = (fields: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  )
/** M10: who is answerable. M11: the universe of audit learns of it. */
const accountable = (cause: string) => (e: At, c: Placed) => ({
  payload: { cause, source: e.process, ...given({ unit: c.unit }) },
})
const atRisk = (kind: string) => (e: At, c: Placed) => ({
  payload: { kind, source: e.process, ...given({ unit: c.unit }) },
})
const accountableStaff =
  (cause: string) => (e: At & { readonly payload: { staff?: string | undefined } }, c: Placed) => ({
    payload: { cause, source: e.process, ...given({ unit: c.unit, person: e.payload.staff }) },
  })

/** Who answered, hinted or sold first tampered with the assessment too: it is invalidated. */
function toAssessment({ payload, facts, process }: SaleEventOf<'failLookback'>) {
  const { assessment } = facts
  const kind = TAMPERING.find((t) => payload.practices.includes(t))
  if (kind === undefined || assessment === null) return undefined
  if (!assessment.paths.some((p) => p === 'case.valid' || p === 'case.expired')) return undefined
  return {
    process: assessment.id,
    payload: {
      kind,
      evidence: payload.evidence,
      source: process,
      ...given({ staff: payload.staff }),
    },
  }
}
/** A pattern of mis-sales is a concern about the product: its review holds the sale. */
function toReview({ facts, process }: SaleEventOf<'failLookback'>, c: SaleContext) {
  if (facts.review === null || c.misSalesInQuarter < PATTERN) return undefined
  return { process: facts.review.id, payload: { source: process, kind: 'misSale' } }
}

/** Through whom it was mis-sold: a signal about the partner. */
const toPartner = ({ facts: { partnerCase }, process }: SaleEventOf<'failLookback'>) =>
  partnerCase === null
    ? undefined
    : { process: partnerCase.id, payload: { kind: 'misSale', source: process } }

const M10 = { to: 'M10', event: 'openAccountability' } as const
const M11 = { to: 'M11', event: 'reportRisk' } as const

export const ratingReactions = [
  { on: 'escalateUnnotified', ...M10, make: accountable('statutoryBreach') },
  { on: 'escalateUnnotified', ...M11, make: atRisk('statutoryBreach') },
  { on: 'reportReratingOverdue', ...M11, make: atRisk('statutoryBreach') },
] as const
export const assessmentReactions = [
  { on: 'reportTampering', ...M10, make: accountableStaff('tampering') },
  { on: 'reportTampering', ...M11, make: atRisk('tampering') },
  { on: 'findTampering', ...M10, make: accountableStaff('tampering') },
  { on: 'findTampering', ...M11, make: atRisk('tampering') },
] as const
export const saleReactions = [
  { on: 'failLookback', to: 'M03', event: 'findTampering', make: toAssessment },
  { on: 'failLookback', to: 'M06', event: 'reportSignal', make: toPartner },
  { on: 'failLookback', ...M10, make: accountableStaff('misSale') },
  { on: 'failLookback', ...M11, make: atRisk('misSale') },
  { on: 'escalateRemedy', ...M10, make: accountable('misSale') },
  { on: 'escalateRemedy', ...M11, make: atRisk('misSale') },
  { on: 'reportPerformanceOverdue', ...M10, make: accountable('defaultOnSettlement') },
  { on: 'reportPerformanceOverdue', ...M11, make: atRisk('defaultOnSettlement') },
  { on: 'failLookback', to: 'M01', event: 'reportConcern', make: toReview },
] as const
