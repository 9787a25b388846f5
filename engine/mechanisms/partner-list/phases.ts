/** What the management of partners owes in each phase, what bars a partner, and what a launch needs. */
import { text } from '../../../policies/law.ts'
import type { Bar, CoverageRule, LaunchCheck, Share } from '../../core/coverage.ts'
import type { ProcessFact } from '../../core/facts.ts'
import type { SubjectKey } from '../../core/values.ts'

const partner = { of: 'partner', chart: 'partner' } as const
const none = text('未使用合作机构', 'No partner is used')
export const coverage: readonly CoverageRule[] = [
  {
    ...partner,
    phase: 'before',
    says: text('合作机构经批准并列入名单', 'Its partners were approved and listed'),
    inPlace: ['case.listed', 'case.active', 'case.watch', 'case.remediation', 'case.suspended'],
    none,
  },
  {
    ...partner,
    phase: 'during',
    says: text('对合作机构持续管理', 'Its partners are watched'),
    inPlace: ['case.active', 'case.watch', 'case.remediation', 'case.exiting', 'case.runoff'],
    late: ['case.offListDetected'],
    none,
  },
  {
    ...partner,
    phase: 'after',
    says: text('按期评估合作机构', 'Its partners are evaluated in time'),
    inPlace: ['evaluation.current', 'evaluation.due', 'evaluation.recorded'],
    late: ['evaluation.overdue'],
    none,
    notDue: { paths: ['evaluation.none'], says: text('尚未合作', 'The cooperation has not begun') },
  },
]

export const bars: readonly Bar[] = [
  {
    subject: 'partner',
    chart: 'partner',
    paths: ['newBusiness.closed'],
    says: text('不得新增合作业务', 'No new business with this partner'),
  },
]

export const shares: readonly Share[] = [
  {
    phase: 'after',
    says: text('评估未逾期的合作机构', 'Partners whose evaluation is not overdue'),
    done: {
      chart: 'partner',
      paths: ['evaluation.current', 'evaluation.due', 'evaluation.recorded'],
    },
    due: {
      chart: 'partner',
      paths: ['evaluation.current', 'evaluation.due', 'evaluation.recorded', 'evaluation.overdue'],
    },
  },
]

const partnersOf = (review: ProcessFact | null) =>
  (review?.context['partners'] ?? []) as readonly SubjectKey[]
export const launch: readonly LaunchCheck[] = [
  {
    says: text('合作机构均在名单内', 'Every partner is on the list'),
    change: text('使其列入名单，或不再与其合作', 'Have it listed, or go without it'),
    article: '2022-9:14',
    fact: ({ review }) => ({
      kind: 'latestEach',
      mechanism: 'M06',
      chart: 'partner',
      subjects: partnersOf(review),
    }),
    holds: (found: readonly (ProcessFact | null)[] | null, { review }) =>
      partnersOf(review).length === 0
        ? undefined
        : (found ?? []).every((one) => one?.context['listing'] === 'listed'),
  },
]
