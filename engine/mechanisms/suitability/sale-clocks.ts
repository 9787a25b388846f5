/** The periods of a sale: that of keeping the file by law, and house policy. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import { binds } from './common.ts'
import type { SaleContext } from './sale-terms.ts'

type C = SaleContext
const deadline = { kind: 'deadline', from: 'entered' } as const

/** The one rule by which the file is kept; of several that would apply the one that lasts longest. */
export type Governing = 'refusedRetention' | 'contractRetention' | 'saleRetention'
export function governing(c: C): Governing {
  if (c.executedOn === null) return 'refusedRetention'
  // Art. 17 asks for five years from the end of the contract, which outlasts the three years from the
  // beginning of it that the evidence of explanations is kept by PBOC 2020 No. 5 (K15).
  if (c.kind !== 'loan' && binds(c.keptFrom ?? c.executedOn)) return 'saleRetention'
  return 'contractRetention'
}
const keptBy = (rule: Governing) => ({
  kind: 'retention' as const,
  from: (c: C) => (c.keptFrom === null ? undefined : { on: c.keptFrom as Day }),
  unless: (c: C) => governing(c) !== rule || c.record.stage !== 'kept',
  fires: 'endRetention' as const,
})

export const saleClocks = {
  ...everydayClocks,
  openSale: {
    kind: 'validity',
    from: 'entered',
    title: text('购买申请有效期', 'Validity of a request to buy'),
    policy: 'suitability.openSale',
    span: span(30, 'day'),
    bounds: [1, 90],
    runsIn: [
      'case.affordability',
      'case.adviseStop',
      'case.matched',
      'case.elderCare',
      'case.informed',
      'case.declaring',
      'case.confirmed',
    ],
    fires: 'lapseSale',
  },
  /** Art. 18 gives the elderly more time and names no number. */
  consideration: {
    kind: 'validity',
    from: 'entered',
    title: text('老年人考虑时间', 'Time for the elderly to consider'),
    policy: 'suitability.consideration',
    span: span(1, 'day'),
    bounds: [1, 10],
    runsIn: ['case.elderCare.considering'],
    fires: 'endConsideration',
  },
  callBack: {
    ...deadline,
    title: text('回访期限', 'Call-back'),
    policy: 'suitability.callBack',
    span: span(5, 'workday'),
    bounds: [1, 15],
    runsIn: ['callBack.due'],
    fires: 'reportCallBackOverdue',
  },
  remedy: {
    ...deadline,
    title: text('补救期限', 'Offer of a remedy'),
    policy: 'suitability.remedy',
    span: span(15, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.breachFound.pending'],
    fires: 'escalateRemedy',
  },
  forcedRemedy: {
    ...deadline,
    title: text('责令补救期限', 'Remedy by order'),
    policy: 'suitability.forcedRemedy',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.breachFound.escalated'],
    fires: 'reportRemedyOverdue',
  },
  offer: {
    kind: 'validity',
    from: 'entered',
    title: text('补救方案答复期', 'Answer to the offer'),
    policy: 'suitability.offer',
    span: span(30, 'day'),
    bounds: [10, 90],
    runsIn: ['case.remedied.offered'],
    fires: 'lapseOffer',
  },
  unsettled: {
    ...deadline,
    title: text('补救未达成期限', 'Unsettled remedy'),
    policy: 'suitability.unsettled',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.remedied.unsettled'],
    fires: 'reportUnsettled',
  },
  performance: {
    ...deadline,
    title: text('补救履行期限', 'Performance of the remedy'),
    agreed: (c: C) => (c.remedy === null ? undefined : (c.remedy.performBy as Day)),
    runsIn: ['case.remedied.performing'],
    fires: 'reportPerformanceOverdue',
  },
  /** K24. */
  saleRetention: {
    ...keptBy('saleRetention'),
    title: text('适当性档案保存期', 'Keeping of suitability records'),
    cite: '2025-7:17',
    span: span(5, 'year'),
    runsIn: ['case.archived'],
  },
  /** Loans, and contracts that ended before 2025 No. 7 bound: never shorter than K15. */
  contractRetention: {
    ...keptBy('contractRetention'),
    title: text('其他销售档案保存期', 'Keeping of other sales'),
    policy: 'suitability.contractRecords',
    span: span(5, 'year'),
    bounds: [3, 30],
    runsIn: ['case.archived'],
  },
  refusedRetention: {
    ...keptBy('refusedRetention'),
    from: 'entered',
    title: text('未成交记录保存期', 'Keeping of what was not sold'),
    policy: 'suitability.refusedRecords',
    span: span(5, 'year'),
    bounds: [1, 30],
    runsIn: ['case.blocked', 'case.cancelled'],
  },
} as const
