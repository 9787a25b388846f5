/** What the protection of personal information owes in each phase, what bars, and what a launch needs. */
import { text } from '../../../policies/law.ts'
import type { Bar, CoverageRule, LaunchCheck } from '../../core/coverage.ts'
import type { ProcessFact } from '../../core/facts.ts'

const processing = { of: 'product', chart: 'processing' } as const
export const coverage: readonly CoverageRule[] = [
  {
    ...processing,
    phase: 'before',
    says: text('处理活动已经影响评估批准', 'Its processing is approved, in full or in short form'),
    inPlace: [
      'case.approved',
      'case.consenting',
      'case.active',
      'case.changeHold',
      'case.suspended',
    ],
  },
  {
    ...processing,
    phase: 'during',
    says: text('按批准的目的和同意处理', 'It is processed as approved and consented'),
    inPlace: ['use.running', 'use.held', 'use.stopped', 'use.ended'],
    late: ['case.suspended.overdue'],
    notDue: { paths: ['use.none'], says: text('尚未开始处理', 'Processing has not begun') },
  },
  {
    phase: 'after',
    of: 'product',
    chart: 'incident',
    says: text('个人信息事件已按期报告和处置', 'Incidents are reported and dealt with in time'),
    inPlace: ['case'],
    late: [
      'internetReport.overdue',
      'centralBankReport.overdue',
      'firstReport.overdue',
      'writtenReport.overdue',
      'individuals.overdue',
    ],
    none: text('没有涉及该产品的事件', 'No incident concerns it'),
  },
]

export const bars: readonly Bar[] = ['product', 'activity'].map((subject) => ({
  subject: subject as 'product' | 'activity',
  chart: 'processing',
  paths: ['case.suspended', 'case.rejected'],
  says: text(
    '个人信息处理被暂停或驳回',
    'Its processing of personal information is suspended or rejected',
  ),
}))

export const launch: readonly LaunchCheck[] = [
  {
    says: text('个人信息处理活动已批准', 'The processing of personal information is approved'),
    change: text(
      '在个人信息保护机制中取得批准',
      'Have it approved in the mechanism of personal information',
    ),
    article: 'pipl:55',
    fact: ({ product }) => ({
      kind: 'latest',
      mechanism: 'M05',
      chart: 'processing',
      subject: product,
    }),
    holds: (found: ProcessFact | null) =>
      found?.final === false && (found.context['approval'] ?? null) !== null,
  },
]
