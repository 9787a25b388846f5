/**
 * The periods of partner-list management. Law sets two: an internet-loan partner is evaluated at least
 * once a year (K60), a collection agent likewise and once before its agreement ends (K61). Whatever else
 * waits has a house policy, labelled as such wherever it is shown.
 */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day, Effective } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import type { PartnerContext } from './terms.ts'

type C = PartnerContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const since = (day: string | null): Effective | undefined =>
  day === null ? undefined : { on: day as Day }
const evaluatedSince = (c: C) => since(c.evaluation.since)
const collects = (c: C) => c.cooperation.includes('collection')
/** While the yearly evaluation is still to be made, or to be made again. */
const EVALUATED_IN = ['evaluation.current', 'evaluation.due', 'evaluation.recorded'] as const
const WHILE_LISTED = ['case.active', 'case.watch', 'case.remediation', 'case.suspended'] as const

const entryClocks = {
  proposal: {
    ...deadline,
    title: text('提议受理期限', 'Taking up a proposal'),
    policy: 'partner.proposal',
    span: span(10, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.proposed'],
    fires: 'reportProposalOverdue',
  },
  diligence: {
    ...deadline,
    title: text('尽职调查期限', 'Due diligence'),
    policy: 'partner.diligence',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.dueDiligence'],
    fires: 'reportDiligenceOverdue',
  },
  submission: {
    ...deadline,
    title: text('报批期限', 'Submission for approval'),
    policy: 'partner.submission',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.rated'],
    fires: 'reportSubmissionOverdue',
  },
  approval: {
    ...deadline,
    title: text('审批期限', 'Decision on the entry'),
    policy: 'partner.approval',
    span: span(15, 'workday'),
    bounds: [3, 40],
    runsIn: ['case.hqApproval'],
    fires: 'reportApprovalOverdue',
  },
  approvalValid: {
    kind: 'validity',
    from: 'entered',
    title: text('批准有效期', 'Validity of the approval before an agreement'),
    policy: 'partner.approvalValid',
    span: span(180, 'day'),
    bounds: [30, 365],
    runsIn: ['case.contracting'],
    fires: 'lapseApproval',
  },
  publication: {
    ...deadline,
    title: text('公布期限', 'Publication of the list'),
    policy: 'partner.publication',
    span: span(10, 'workday'),
    bounds: [1, 30],
    runsIn: ['case.listed'],
    fires: 'reportPublicationOverdue',
  },
} as const

const watchClocks = {
  watch: {
    ...deadline,
    title: text('关注期限', 'Watch'),
    policy: 'partner.watch',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.watch'],
    fires: 'escalateWatch',
  },
  remediation: {
    ...deadline,
    title: text('整改期限', 'Remediation'),
    policy: 'partner.remediation',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.remediation'],
    fires: 'lapseRemediation',
  },
  suspension: {
    ...deadline,
    title: text('暂停后决定期限', 'Decision after a suspension'),
    policy: 'partner.suspension',
    span: span(90, 'day'),
    bounds: [10, 180],
    runsIn: ['case.suspended'],
    fires: 'escalateSuspension',
  },
  freeze: {
    ...deadline,
    title: text('冻结名单外业务期限', 'Freeze of off-list dealings'),
    policy: 'partner.freeze',
    span: span(3, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.offListDetected'],
    fires: 'reportFreezeOverdue',
  },
  frozen: {
    ...deadline,
    title: text('冻结后决定期限', 'Decision after a freeze'),
    policy: 'partner.frozen',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.frozen'],
    fires: 'escalateFrozen',
  },
  listUpdate: {
    kind: 'deadline',
    from: (c: C) => since(c.outdatedSince),
    title: text('名单更新期限', 'Update of the public list'),
    policy: 'partner.listUpdate',
    span: span(5, 'workday'),
    bounds: [1, 20],
    runsIn: ['case'],
    unless: (c: C) => c.outdatedSince === null,
    fires: 'reportListOutdated',
  },
} as const

const evaluationClocks = {
  /** Early enough for the evaluation to be made within the year. */
  evaluationDue: {
    kind: 'coverage',
    from: evaluatedSince,
    title: text('启动年度评估', 'Begin of the yearly evaluation'),
    policy: 'partner.evaluationDue',
    span: span(10, 'month'),
    bounds: [1, 11],
    runsIn: ['evaluation.current'],
    fires: 'beginEvaluation',
  },
  K60: {
    kind: 'coverage',
    from: evaluatedSince,
    title: text('互联网贷款合作机构至少每年评估一次', 'Internet-loan partners: once a year'),
    cite: '2020-9:evaluation',
    span: span(1, 'year'),
    runsIn: EVALUATED_IN,
    unless: (c: C) => !c.internetLoans || collects(c),
    fires: 'reportEvaluationOverdue',
  },
  K61: {
    kind: 'coverage',
    from: evaluatedSince,
    title: text('催收机构至少每年评估一次', 'Collection agents: once a year'),
    cite: 'collection-standard:evaluation',
    span: span(1, 'year'),
    runsIn: EVALUATED_IN,
    unless: (c: C) => !collects(c),
    fires: 'reportEvaluationOverdue',
  },
  /** Partners of other kinds: no law names the year. */
  evaluation: {
    kind: 'coverage',
    from: evaluatedSince,
    title: text('其他合作机构评估周期', 'Evaluation of other partners'),
    policy: 'partner.evaluation',
    span: span(12, 'month'),
    bounds: [12, 24],
    runsIn: EVALUATED_IN,
    unless: (c: C) => c.internetLoans || collects(c),
    fires: 'reportEvaluationOverdue',
  },
  evaluationDecision: {
    ...deadline,
    title: text('评估后决定期限', 'Decision on an evaluation'),
    policy: 'partner.evaluationDecision',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['evaluation.recorded'],
    unless: (c: C) => c.exit !== null,
    fires: 'reportDecisionOverdue',
  },
  evaluationLapse: {
    ...deadline,
    title: text('逾期未评估暂停期限', 'Suspension for want of an evaluation'),
    policy: 'partner.evaluationLapse',
    span: span(60, 'day'),
    bounds: [10, 90],
    runsIn: ['evaluation.overdue'],
    fires: 'lapseEvaluation',
  },
  finalEvaluation: {
    ...deadline,
    title: text('催收机构协议到期前评估', 'Collection agents: once before the agreement ends'),
    agreed: (c: C) => c.agreement?.endsOn as Day | undefined,
    runsIn: ['case'],
    unless: (c: C) => !collects(c) || c.publication === null || c.evaluation.finalOn !== null,
    fires: 'reportFinalEvaluationMissing',
  },
} as const

const exitClocks = {
  contract: {
    kind: 'validity',
    from: 'entered',
    title: text('协议到期', 'End of the agreement'),
    agreed: (c: C) => c.agreement?.endsOn as Day | undefined,
    runsIn: WHILE_LISTED,
    fires: 'lapseContract',
  },
  exitPlan: {
    ...deadline,
    title: text('退出方案期限', 'Plan of exit'),
    policy: 'partner.exitPlan',
    span: span(15, 'workday'),
    bounds: [3, 40],
    runsIn: ['case.exiting'],
    fires: 'reportPlanOverdue',
  },
  runoff: {
    ...deadline,
    title: text('存量处置期限', 'Run-off as planned'),
    agreed: (c: C) => (c.exit?.until ?? undefined) as Day | undefined,
    runsIn: ['case.runoff'],
    fires: 'reportRunoffOverdue',
  },
  /** The record of handing on personal information (K43); house policy is never shorter. */
  K43: {
    kind: 'retention',
    from: 'entered',
    title: text('提供、委托处理个人信息记录：三年', 'Records of handing on information: 3 years'),
    cite: 'data-regulation:12',
    span: span(3, 'year'),
    runsIn: ['record.kept'],
    unless: (c: C) => !c.handlesInformation,
    fires: 'endStatutoryRetention',
  },
  /** Law sets no number for the rest of the file; less than the three years of K43 cannot be set. */
  retention: {
    kind: 'retention',
    from: 'entered',
    title: text('合作机构档案保存期', 'Retention of the file of a partner'),
    policy: 'partner.retention',
    span: span(5, 'year'),
    bounds: [3, 30],
    runsIn: ['record.kept'],
    fires: 'endRetention',
  },
} as const

export const clocks = {
  ...entryClocks,
  ...watchClocks,
  ...evaluationClocks,
  ...exitClocks,
  ...everydayClocks,
} as const
