/** What internal audit owes of the unit that carries a product: a plan before, an audit within five years. */
import { text } from '../../../policies/law.ts'
import type { CoverageRule, Share } from '../../core/coverage.ts'

const unit = { of: 'unit', chart: 'coverage' } as const
export const coverage: readonly CoverageRule[] = [
  {
    ...unit,
    phase: 'before',
    says: text('已纳入审计范围', 'The unit is in the audit universe'),
    inPlace: ['case.unplanned', 'case.planned'],
    late: ['window.uncovered'],
  },
  {
    ...unit,
    phase: 'after',
    says: text('五年内已审计', 'The unit was audited within five years'),
    inPlace: ['window.covered'],
    late: ['window.uncovered'],
    notDue: {
      paths: ['window.neverAudited', 'window.atRisk'],
      says: text('五年期限未届满', 'The five years have not passed'),
    },
  },
]
export const shares: readonly Share[] = [
  {
    phase: 'after',
    says: text(
      '审计覆盖未逾期的部门和一级分支机构',
      'Departments and first-level branches whose audit is not overdue',
    ),
    done: { chart: 'coverage', paths: ['window.covered', 'window.neverAudited', 'window.atRisk'] },
    due: { chart: 'coverage', paths: ['window'] },
  },
]
