/**
 * The periods of a dispute. The law's are those of court mediation (K70), of the courts' online platform
 * (K71) and of judicial confirmation (K72); the fast track has the limit that its mediator sets (K73). The
 * rest is house policy, labelled as such wherever it is shown.
 */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day, Effective } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import { periodOf } from './terms.ts'
import type { DisputeContext, Period } from './terms.ts'

type C = DisputeContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const since = (day: string | null | undefined): Effective | undefined =>
  day === null || day === undefined ? undefined : { on: day as Day }
const online = (c: C) => c.mediation?.platform === 'courtOnline'

const negotiationClocks = {
  taking: {
    ...deadline,
    title: text('开始协商期限', 'Begin of negotiation'),
    policy: 'dispute.taking',
    span: span(3, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.identified'],
    fires: 'reportTakingOverdue',
  },
  negotiation: {
    ...deadline,
    title: text('协商期限', 'Negotiation'),
    policy: 'dispute.negotiation',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['case.negotiating'],
    fires: 'escalateNegotiation',
  },
  proposal: {
    ...deadline,
    title: text('调解提议答复期限', 'Answer to the proposal of mediation'),
    policy: 'dispute.proposal',
    span: span(15, 'day'),
    bounds: [5, 30],
    runsIn: ['case.proposed'],
    fires: 'lapseProposal',
  },
  remedies: {
    ...deadline,
    title: text('告知救济途径期限', 'Telling of the remedies'),
    policy: 'dispute.remedies',
    span: span(5, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.failed'],
    unless: (c: C) => c.remediesToldOn !== null,
    fires: 'reportRemediesUntold',
  },
  /** From the day on which the remedies were told; an untold consumer is not silent. */
  dispute: {
    kind: 'deadline',
    from: (c: C) => since(c.remediesToldOn),
    title: text('未再主张的终结期限', 'End of a dispute that nobody pursues'),
    policy: 'dispute.silence',
    span: span(90, 'day'),
    bounds: [60, 365],
    runsIn: ['case.consumerDeclined', 'case.failed'],
    unless: (c: C) => c.remediesToldOn === null,
    fires: 'lapseDispute',
  },
} as const

const acceptanceClocks = {
  ruling: {
    ...deadline,
    title: text('拒绝调解裁决期限', 'Ruling on a refusal'),
    policy: 'dispute.ruling',
    span: span(5, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.institutionRefused'],
    fires: 'presumeUnjustified',
  },
  K71: {
    ...deadline,
    title: text('在线调解受理：三个工作日', 'Online mediation: accepted in 3 working days'),
    cite: 'online-mediation:12',
    span: span(3, 'workday'),
    runsIn: ['case.applied'],
    unless: (c: C) => !online(c),
    fires: 'lapseAcceptance',
  },
  acceptance: {
    ...deadline,
    title: text('其他调解组织受理期限', 'Acceptance by other bodies'),
    policy: 'dispute.acceptance',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.applied'],
    unless: online,
    fires: 'lapseAcceptance',
  },
  track: {
    ...deadline,
    title: text('确定调解方式期限', 'Setting of the track'),
    policy: 'dispute.track',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.accepted'],
    fires: 'escalateAssignment',
  },
  delegation: {
    ...deadline,
    title: text('出具授权期限', 'Delegation of a representative'),
    policy: 'dispute.delegation',
    span: span(3, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.accepted', 'case.fastTrack', 'case.ordinaryTrack'],
    unless: (c: C) => c.delegation !== null,
    fires: 'reportDelegationMissing',
  },
  delegationEnds: {
    kind: 'validity',
    from: 'entered',
    title: text('授权有效期', 'Validity of the delegation'),
    agreed: (c: C) => c.delegation?.until as Day | undefined,
    runsIn: ['case'],
    unless: (c: C) => c.delegation === null,
    fires: 'lapseDelegation',
  },
} as const

/** Of the periods of mediation exactly one runs; see `periodOf`. */
const period = (name: Period) =>
  ({
    kind: 'deadline',
    from: (c: C) => since(c.mediation?.signedOn),
    runsIn: ['case.ordinaryTrack'],
    unless: (c: C) => periodOf(c) !== name,
    fires: 'lapseMediation',
  }) as const
const mediationClocks = {
  /** The mediator sets it; no law names a number (K73). */
  fastTrack: {
    ...deadline,
    title: text('速调期限', 'Limit of the fast track'),
    agreed: (c: C) => (c.mediation?.limit ?? undefined) as Day | undefined,
    runsIn: ['case.fastTrack'],
    fires: 'lapseFastTrack',
  },
  K70before: {
    ...period('K70before'),
    title: text('立案前委派调解：三十日', 'Court-appointed before filing: 30 days'),
    cite: 'court-mediation:27',
    span: span(30, 'day'),
  },
  K70ordinary: {
    ...period('K70ordinary'),
    title: text('立案后普通程序委托调解：十五日', 'After filing, ordinary procedure: 15 days'),
    cite: 'court-mediation:27',
    span: span(15, 'day'),
  },
  K70summary: {
    ...period('K70summary'),
    title: text('立案后简易程序委托调解：七日', 'After filing, summary procedure: 7 days'),
    cite: 'court-mediation:27',
    span: span(7, 'day'),
  },
  K71period: {
    ...period('K71period'),
    title: text('在线诉前调解：三十日', 'Online mediation before filing: 30 days'),
    cite: 'online-mediation:24',
    span: span(30, 'day'),
  },
  mediation: {
    ...period('mediation'),
    title: text('其他调解组织调解期限', 'Mediation by other bodies'),
    policy: 'dispute.mediation',
    span: span(60, 'day'),
    bounds: [15, 180],
  },
  /** Set by the body, or extended by both. */
  limit: {
    ...deadline,
    title: text('约定的调解期限', 'Period of mediation as agreed'),
    agreed: (c: C) => (c.mediation?.limit ?? undefined) as Day | undefined,
    runsIn: ['case.ordinaryTrack'],
    unless: (c: C) => periodOf(c) !== 'limit',
    fires: 'lapseMediation',
  },
  opinion: {
    ...deadline,
    title: text('调解意见接受期限', 'Acceptance of the opinion'),
    agreed: (c: C) => c.opinion?.acceptBy as Day | undefined,
    runsIn: ['case.opinionIssued'],
    fires: 'lapseOpinion',
  },
} as const

const outcomeClocks = {
  K72: {
    kind: 'validity',
    from: (c: C) => since(c.agreedOn),
    title: text('申请司法确认：三十日', 'Judicial confirmation: 30 days'),
    cite: 'people-mediation:33',
    span: span(30, 'day'),
    runsIn: ['confirmation.open'],
    fires: 'lapseConfirmation',
  },
  performance: {
    ...deadline,
    title: text('约定的履行日', 'Performance on the agreed day'),
    agreed: (c: C) => c.owed?.by as Day | undefined,
    runsIn: ['case.performing'],
    unless: (c: C) => c.owed === null || c.owed.performedOn !== null,
    fires: 'reportDefault',
  },
  verification: {
    kind: 'deadline',
    from: (c: C) => since(c.owed?.performedOn),
    title: text('确认履行期限', 'Confirmation of the performance'),
    policy: 'dispute.verification',
    span: span(10, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.performing'],
    unless: (c: C) => (c.owed?.performedOn ?? null) === null,
    fires: 'reportVerificationOverdue',
  },
  default: {
    ...deadline,
    title: text('违约处置期限', 'Dealing with a default'),
    policy: 'dispute.default',
    span: span(5, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.defaulted'],
    fires: 'escalateDefault',
  },
  adjudication: {
    ...deadline,
    title: text('诉讼仲裁提醒', 'Reminder of a suit'),
    policy: 'dispute.adjudication',
    span: span(180, 'day'),
    bounds: [60, 365],
    runsIn: ['case.adjudicating'],
    fires: 'remindAdjudication',
  },
  /** Law sets no number. */
  retention: {
    kind: 'retention',
    from: 'entered',
    title: text('纠纷档案保存期', 'Retention of the file of a dispute'),
    policy: 'dispute.retention',
    span: span(5, 'year'),
    bounds: [3, 30],
    runsIn: ['record.kept'],
    fires: 'endRetention',
  },
} as const

export const clocks = {
  ...negotiationClocks,
  ...acceptanceClocks,
  ...mediationClocks,
  ...outcomeClocks,
  ...everydayClocks,
} as const
