/**
 * How long a recording is kept. Several laws may ask for it; the longest wins, and only its clock runs,
 * under its own citation. As long as one of them has not begun to count, because the contract goes on or
 * a dispute is open, nothing is disposed of.
 */
import type { Citation } from '../../../policies/law.ts'
import { addMonths } from '../../core/calendar.ts'
import { span } from '../../core/clocks.ts'
import type { Span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { openHolds } from './terms.ts'
import type { RecordingContext } from './terms.ts'

type C = RecordingContext
export type Keeping = keyof typeof KEEPING

interface Rule {
  readonly cite: Citation
  readonly span: Span
  readonly applies: (c: C) => boolean
  /** The day from which it counts; null: that day has not come. */
  readonly from: (c: C) => string | null
}
const rule = (r: Rule): Rule => r

const insured = (c: C) => c.productClass === 'insurance'
const online = (c: C) => c.channel === 'internet'
const longTerm = (c: C) => c.insurance?.termOverOneYear === true
const sold = (c: C) => c.contract.soldOn !== null
const contractEnd = (c: C) => c.contract.endedOn
/** The day on which the last dispute ended; a hold of another kind ends with its release. */
const disputeEnd = (c: C): string | null =>
  c.holds
    .filter((h) => h.kind === 'dispute' || h.kind === 'suit' || h.kind === 'complaint')
    .flatMap((h) => h.endedOn ?? [])
    .toSorted()
    .at(-1) ?? null
/** 2025 No. 7: investment products and insurance, sold since it is in force. */
const suitable = (c: C) =>
  (['insurance', 'wealth', 'agency', 'fund'] as (string | null)[]).includes(c.productClass) &&
  (c.contract.soldOn ?? '') >= '2026-02-01'

export const KEEPING = {
  /** Term of up to a year. */
  insuranceShort: rule({
    cite: '2017-54:13',
    span: span(5, 'year'),
    applies: (c) => sold(c) && insured(c) && !online(c) && !longTerm(c),
    from: contractEnd,
  }),
  insuranceLong: rule({
    cite: '2017-54:13',
    span: span(10, 'year'),
    applies: (c) => sold(c) && insured(c) && !online(c) && longTerm(c),
    from: contractEnd,
  }),
  internetShort: rule({
    cite: '2020-26:retention',
    span: span(5, 'year'),
    applies: (c) => sold(c) && insured(c) && online(c) && !longTerm(c),
    from: contractEnd,
  }),
  internetLong: rule({
    cite: '2020-26:retention',
    span: span(10, 'year'),
    applies: (c) => sold(c) && insured(c) && online(c) && longTerm(c),
    from: contractEnd,
  }),
  dispute: rule({
    cite: '2017-54:13',
    span: span(2, 'year'),
    applies: (c) => insured(c) && disputeEnd(c) !== null,
    from: disputeEnd,
  }),
  salesZone: rule({
    cite: '2017-110:retention',
    span: span(6, 'month'),
    applies: (c) => sold(c) && c.channel === 'salesZone',
    from: contractEnd,
  }),
  suitability: rule({
    cite: '2025-7:17',
    span: span(5, 'year'),
    applies: suitable,
    from: contractEnd,
  }),
  /** Evidence of what was explained, of what banks and payment institutions sell. */
  explanation: rule({
    cite: 'pboc-2020-5:evidence',
    span: span(3, 'year'),
    applies: (c) => sold(c) && !insured(c),
    from: (c) => c.contract.soldOn,
  }),
  /** Recorded, and nothing was sold: no law names a period. */
  unsold: rule({
    cite: 'house:sales-traceability.unsold',
    span: span(6, 'month'),
    applies: (c) => !sold(c) && c.capturedOn !== null,
    from: (c) => c.capturedOn,
  }),
} as const satisfies Readonly<Record<string, Rule>>

const NAMES = Object.keys(KEEPING) as Keeping[]
const endOf = ({ span: s }: Rule, from: string): Day =>
  addMonths(from as Day, s.unit === 'year' ? s.n * 12 : s.n)

/** Every rule that applies, with the day until which it asks; null: it has not begun to count. */
export const keepings = (c: C): readonly { readonly name: Keeping; readonly until: Day | null }[] =>
  NAMES.filter((name) => KEEPING[name].applies(c)).map((name) => {
    const from = KEEPING[name].from(c)
    return { name, until: from === null ? null : endOf(KEEPING[name], from) }
  })

/**
 * The one rule that lasts longest, or `agreed` where it was decided to keep it longer than any; null
 * while a hold stands or a rule has not begun to count.
 */
export function governing(c: C): Keeping | 'agreed' | null {
  if (openHolds(c).length > 0) return null
  const all = keepings(c)
  if (all.some((k) => k.until === null)) return null
  // Of two that end on one day the first in the table governs.
  let longest: (typeof all)[number] | undefined
  for (const one of all) if ((one.until ?? '') > (longest?.until ?? '')) longest = one
  if (c.keepUntil !== null && c.keepUntil > (longest?.until ?? '')) return 'agreed'
  return longest?.name ?? null
}
