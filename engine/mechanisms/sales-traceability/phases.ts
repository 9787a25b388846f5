/** What traceability owes during and after a sale. */
import { text } from '../../../policies/law.ts'
import type { CoverageRule } from '../../core/coverage.ts'

const chart = 'recording'
const none = text('尚无应录制的销售', 'There was no sale to be recorded yet')
export const coverage: readonly CoverageRule[] = [
  {
    phase: 'during',
    of: 'product',
    chart,
    says: text('销售关键环节已录制', 'The key links of each sale are recorded'),
    inPlace: [
      'case.captured',
      'case.qcQueued',
      'case.qcFailed',
      'case.rectifying',
      'case.vaulted',
      'case.disposalReview',
      'case.destroyed',
      'case.notRequired',
    ],
    none,
  },
  {
    phase: 'after',
    of: 'product',
    chart,
    says: text('录制已质检并按期保存', 'Recordings are inspected and kept'),
    inPlace: ['custody.kept', 'custody.retrieved', 'case.destroyed', 'case.notRequired'],
    late: ['case.qcOverdue', 'case.escalated'],
    none,
  },
]
