/** What dispute resolution owes after a sale. */
import { text } from '../../../policies/law.ts'
import type { CoverageRule } from '../../core/coverage.ts'

export const coverage: readonly CoverageRule[] = [
  {
    phase: 'after',
    of: 'product',
    chart: 'dispute',
    says: text('纠纷在多元化解机制中处理', 'Disputes are being resolved, or were'),
    inPlace: ['case'],
    late: ['case.defaulted'],
    none: text('没有涉及该产品的纠纷', 'There is no dispute about it'),
  },
]
