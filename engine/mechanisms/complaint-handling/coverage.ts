/** What complaint handling owes after a sale. */
import { text } from '../../../policies/law.ts'
import type { CoverageRule } from '../../core/coverage.ts'

export const coverage: readonly CoverageRule[] = [
  {
    phase: 'after',
    of: 'product',
    chart: 'complaint',
    says: text('投诉均在期限内处理', 'Every complaint is within its period'),
    inPlace: ['case'],
    late: ['clock.expired'],
    none: text('没有涉及该产品的投诉', 'Nobody has complained of it'),
  },
]
