/** The periods of both charts: one of the law, the others house policy. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import type { PersonContext, PlanContext } from './terms.ts'

const deadline = { kind: 'deadline', from: 'entered' } as const
/** The last day before the year of the plan: a year from it is the year. */
const newYearsEve = (c: PlanContext) =>
  c.year === null ? undefined : { on: `${String(c.year - 1)}-12-31` as Day }
const from = (day: (c: PersonContext) => string | null) => (c: PersonContext) => {
  const on = day(c)
  return on === null ? undefined : { on: on as Day }
}

export const planClocks = {
  planning: {
    ...deadline,
    title: text('计划编制期限', 'Drafting of the plan'),
    policy: 'training.planning',
    span: span(60, 'day'),
    bounds: [15, 120],
    runsIn: ['case.needs'],
    fires: 'reportPlanningOverdue',
  },
  approval: {
    ...deadline,
    title: text('计划审批期限', 'Approval of the plan'),
    policy: 'training.approval',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.planDraft'],
    fires: 'reportApprovalOverdue',
  },
  /** Six months of the year: by 30 June. Once missed it is not missed again. */
  firstSession: {
    kind: 'deadline',
    from: newYearsEve,
    title: text('首次培训期限', 'First session of the year'),
    policy: 'training.firstSession',
    span: span(6, 'month'),
    bounds: [3, 9],
    runsIn: ['case.planApproved.waiting'],
    unless: (c: PlanContext) => c.work.breaches.some((b) => b.clock === 'firstSession'),
    fires: 'reportFirstSessionMissing',
  },
  yearEnd: {
    kind: 'coverage',
    from: newYearsEve,
    title: text('年度专题培训全员覆盖', 'Everybody trained once in the year'),
    cite: 'pboc-2020-5:training',
    span: span(1, 'year'),
    runsIn: ['case.needs', 'case.planDraft', 'case.planApproved', 'case.underway'],
    fires: 'assessCoverage',
  },
  shortfall: {
    ...deadline,
    title: text('覆盖缺口处置期限', 'Dealing with a shortfall'),
    policy: 'training.shortfall',
    span: span(30, 'day'),
    bounds: [10, 90],
    runsIn: ['case.yearClosing.uncovered'],
    fires: 'reportShortfallOverdue',
  },
  catchUp: {
    ...deadline,
    title: text('限期补足', 'Making up by the day that was set'),
    agreed: (c: PlanContext) => (c.catchUpBy ?? undefined) as Day | undefined,
    runsIn: ['case.yearClosing.catchingUp'],
    fires: 'assessCatchUp',
  },
  closing: {
    ...deadline,
    title: text('年度总结期限', 'Report of the year'),
    policy: 'training.closing',
    span: span(60, 'day'),
    bounds: [15, 120],
    runsIn: ['case.yearClosing.covered', 'case.yearClosing.noted'],
    fires: 'reportClosingOverdue',
  },
  ...everydayClocks,
} as const

export const personClocks = {
  due: {
    ...deadline,
    title: text('培训期限', 'Training is due'),
    agreed: (c: PersonContext) => (c.dueOn ?? undefined) as Day | undefined,
    runsIn: ['case.enrolled'],
    fires: 'reportTrainingOverdue',
  },
  waiver: {
    ...deadline,
    kind: 'validity',
    title: text('暂缓期', 'Length of a waiver'),
    policy: 'training.waiver',
    span: span(90, 'day'),
    bounds: [15, 180],
    runsIn: ['case.waived'],
    fires: 'endWaiver',
  },
  session: {
    ...deadline,
    title: text('完成培训期限', 'Finishing the course'),
    policy: 'training.session',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.inSession'],
    fires: 'reportSessionStalled',
  },
  restriction: {
    kind: 'deadline',
    from: from((c) => c.overdueSince),
    title: text('逾期至限制上岗', 'Overdue until restricted'),
    policy: 'training.restriction',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.overdue'],
    fires: 'restrictOverdue',
  },
  grading: {
    ...deadline,
    title: text('评分期限', 'Grading'),
    policy: 'training.grading',
    span: span(10, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.exam', 'case.restricted.examined'],
    fires: 'reportGradingOverdue',
  },
  remedial: {
    kind: 'deadline',
    from: from((c) => c.failedOn),
    title: text('补训补考期限', 'Remedial course and examination'),
    policy: 'training.remedial',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.failed', 'case.remedial'],
    fires: 'restrictFailed',
  },
  restricted: {
    ...deadline,
    title: text('限制上岗督办', 'A restriction that lasts'),
    policy: 'training.restricted',
    span: span(90, 'day'),
    bounds: [15, 180],
    runsIn: ['case.restricted.barred'],
    fires: 'escalateRestriction',
  },
  effect: {
    kind: 'deadline',
    from: from((c) => c.certifiedOn),
    title: text('成效评估', 'Measuring the effect'),
    policy: 'training.effect',
    span: span(90, 'day'),
    bounds: [30, 180],
    runsIn: ['case.certified'],
    fires: 'promptEffect',
  },
  /** A certificate after a finding does not expire: it is measured and archived. */
  expiring: {
    kind: 'validity',
    from: from((c) => c.certifiedOn),
    title: text('合格证明到期提示', 'The certificate is about to expire'),
    policy: 'training.expiring',
    span: span(11, 'month'),
    bounds: [6, 11],
    runsIn: ['case.certified', 'case.evaluated'],
    unless: (c: PersonContext) => c.purpose === 'required',
    fires: 'reportExpiring',
  },
  certificate: {
    kind: 'validity',
    from: from((c) => c.certifiedOn),
    title: text('合格证明有效期', 'Validity of the certificate'),
    policy: 'training.certificate',
    span: span(12, 'month'),
    bounds: [12, 12],
    runsIn: ['case.expiring'],
    fires: 'lapseCertificate',
  },
  archive: {
    ...deadline,
    title: text('专项培训归档', 'Archiving of training after a finding'),
    policy: 'training.archive',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.evaluated'],
    unless: (c: PersonContext) => c.purpose === 'yearly',
    fires: 'archiveUnclosed',
  },
  ...everydayClocks,
} as const
