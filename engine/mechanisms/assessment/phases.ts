/** What internal assessment owes of the unit that carries a product, in each phase of its period. */
import { text } from '../../../policies/law.ts'
import type { CoverageRule } from '../../core/coverage.ts'

const cycle = { of: 'unit', chart: 'cycle' } as const
const scored = [
  'case.provisional',
  'case.appealed',
  'case.finalised',
  'case.linkedToPay',
  'case.rectifying',
  'case.claimed',
  'case.closed',
] as const
const running = ['case.measuring', 'case.scoring'] as const

export const coverage: readonly CoverageRule[] = [
  {
    ...cycle,
    phase: 'before',
    says: text('考核方案已生效', 'The scheme of the assessment is in force'),
    inPlace: ['case.inForce', ...running, ...scored],
  },
  {
    ...cycle,
    phase: 'during',
    says: text('考核期内持续考核', 'The period is being measured'),
    inPlace: [...running, ...scored],
    notDue: {
      paths: ['case.inForce'],
      says: text('考核期尚未开始', 'The period has not begun'),
    },
  },
  {
    ...cycle,
    phase: 'after',
    says: text('考核结果已评定并应用', 'The result is scored and applied'),
    inPlace: scored,
    late: ['case.scoring.overdue', 'case.rectifying.overdue'],
    notDue: {
      paths: ['case.inForce', 'case.measuring', 'case.scoring.pending'],
      says: text('考核期尚未结束', 'The period has not ended'),
    },
  },
]
