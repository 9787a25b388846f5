/**
 * The periods of an engagement. That consumer protection is audited every year is the law's (art. 19); days
 * of the schedule and of rectification are agreed in the case; the rest is house policy.
 */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { Day, Effective } from '../../../core/values.ts'
import { everydayClocks } from '../../everyday.ts'
import { firstOverdue, nextDue, nextExpiry, nextFollowUp } from './context.ts'
import type { EngagementContext } from './context.ts'

type C = EngagementContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const on = (day: string | null | undefined): Effective | undefined =>
  typeof day === 'string' ? { on: day as Day } : undefined
const day = (d: string | null | undefined): Day | undefined => (d ?? undefined) as Day | undefined
/** Where the institution has set no other. */
export const LOOK_BACK_MONTHS = 24

const planClocks = {
  /** The year of the plan, from its first day to its last. */
  yearScope: {
    kind: 'coverage',
    from: (c: C) => (c.year === null ? undefined : on(`${String(c.year - 1)}-12-31`)),
    title: text('年度审计', 'Audit of the year'),
    cite: '2022-9:19',
    span: span(1, 'year'),
    runsIn: ['yearScope.due'],
    fires: 'reportYearMissed',
  },
  planReview: {
    ...deadline,
    title: text('审计计划审议期限', 'Approval of the plan'),
    policy: 'audit.planReview',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.planReview'],
    fires: 'reportPlanReviewOverdue',
  },
  scheduling: {
    ...deadline,
    title: text('排期期限', 'Scheduling'),
    policy: 'audit.scheduling',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.planApproved'],
    fires: 'reportSchedulingOverdue',
  },
  start: {
    ...deadline,
    title: text('进场期限', 'Beginning of fieldwork'),
    agreed: (c: C) => day(c.schedule?.startBy),
    runsIn: ['case.scheduled'],
    fires: 'reportStartOverdue',
  },
  fieldwork: {
    ...deadline,
    title: text('现场审计期限', 'Fieldwork'),
    agreed: (c: C) => day(c.schedule?.endBy),
    runsIn: ['case.fieldwork'],
    fires: 'reportFieldworkOverdue',
  },
  independence: {
    kind: 'validity',
    from: (c: C) => on(c.independentOn),
    title: text('独立性声明有效期', 'Validity of the declaration of independence'),
    policy: 'audit.independence',
    span: span(LOOK_BACK_MONTHS, 'month'),
    bounds: [6, 60],
    runsIn: ['case.fieldwork', 'case.draftFindings', 'case.auditeeResponse', 'case.reporting'],
    fires: 'lapseIndependence',
  },
} as const

const reportClocks = {
  draft: {
    ...deadline,
    title: text('审计发现送达期限', 'Sending the findings'),
    policy: 'audit.draft',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.draftFindings'],
    fires: 'reportDraftOverdue',
  },
  response: {
    ...deadline,
    title: text('被审计单位答复期限', 'Answer of the auditee'),
    policy: 'audit.response',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.auditeeResponse'],
    fires: 'noteNoResponse',
  },
  report: {
    ...deadline,
    title: text('审计报告期限', 'Report'),
    policy: 'audit.report',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.reporting'],
    fires: 'reportIssueOverdue',
  },
  instruction: {
    ...deadline,
    title: text('审计报告审议期限', 'Instruction on the report'),
    policy: 'audit.instruction',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.boardReview'],
    fires: 'reportInstructionOverdue',
  },
} as const

const remedyClocks = {
  /** The earliest day that was instructed and is still waited for; then the next. */
  rectification: {
    ...deadline,
    title: text('审计整改期限', 'Rectification'),
    agreed: (c: C) => day(nextDue(c)),
    runsIn: ['case.remediation'],
    fires: 'reportFindingOverdue',
  },
  escalation: {
    kind: 'deadline',
    from: (c: C) => on(firstOverdue(c)),
    title: text('逾期整改升级期限', 'Escalation of an overdue finding'),
    policy: 'audit.escalation',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['case.remediation.overdue'],
    fires: 'escalateOverdue',
  },
  order: {
    ...deadline,
    title: text('董事会决定期限', 'Order of the board'),
    policy: 'audit.order',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.remediation.escalated'],
    fires: 'reportOrderOverdue',
  },
  followUp: {
    kind: 'deadline',
    from: (c: C) => on(nextFollowUp(c)),
    title: text('跟踪核实期限', 'Follow-up'),
    policy: 'audit.followUp',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.remediation'],
    fires: 'reportFollowUpOverdue',
  },
  riskAcceptance: {
    ...deadline,
    kind: 'validity',
    title: text('风险接受期限', 'Acceptance of a risk'),
    agreed: (c: C) => day(nextExpiry(c)),
    runsIn: ['case.remediation'],
    fires: 'lapseRiskAcceptance',
  },
} as const

export const clocks = {
  ...everydayClocks,
  ...planClocks,
  ...reportClocks,
  ...remedyClocks,
} as const
