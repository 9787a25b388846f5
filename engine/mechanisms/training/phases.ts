/** What training owes in each phase of the year, and whom it bars. */
import { text } from '../../../policies/law.ts'
import type { Bar, CoverageRule } from '../../core/coverage.ts'

const plan = { of: 'institution', chart: 'plan' } as const
const running = ['case.underway', 'case.yearClosing'] as const
export const coverage: readonly CoverageRule[] = [
  {
    ...plan,
    phase: 'before',
    says: text('年度培训计划已批准', 'The training plan of the year is approved'),
    inPlace: ['case.planApproved', ...running, 'case.closed'],
  },
  {
    ...plan,
    phase: 'during',
    says: text('培训按计划进行', 'Training is under way as planned'),
    inPlace: [...running, 'case.closed'],
    late: ['case.planApproved.overdue'],
    notDue: {
      paths: ['case.planApproved.waiting'],
      says: text('首期培训尚未到期', 'The first session is not due yet'),
    },
  },
  {
    ...plan,
    phase: 'after',
    says: text('应训人员全部完成培训', 'Everybody who must be trained was'),
    inPlace: ['case.yearClosing.covered', 'case.yearClosing.noted', 'case.closed'],
    late: ['case.yearClosing.uncovered', 'case.yearClosing.catchingUp'],
    notDue: {
      paths: ['case.planApproved', 'case.underway'],
      says: text('年度尚未结束', 'The year has not ended'),
    },
  },
]
export const bars: readonly Bar[] = [
  {
    subject: 'person',
    chart: 'person',
    paths: ['case.restricted'],
    says: text(
      '因培训不合格，不得从事销售和投诉处理',
      'Restricted for want of training: no sales and no complaint work',
    ),
  },
]
