/** The periods of a recording: those of the law with their articles, the others as house policy. */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import { KEEPING, governing } from './retention.ts'
import type { Keeping } from './retention.ts'
import type { RecordingContext } from './terms.ts'

type C = RecordingContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const from = (day: (c: C) => string | null) => (c: C) => {
  const on = day(c)
  return on === null ? undefined : { on: on as Day }
}

const saleClocks = {
  consent: {
    ...deadline,
    title: text('同意表示期限', 'Consent to the recording'),
    policy: 'sales-traceability.consent',
    span: span(1, 'day'),
    bounds: [1, 7],
    runsIn: ['case.consentAsked'],
    fires: 'lapseConsent',
  },
  recording: {
    ...deadline,
    title: text('录制期限', 'Recording'),
    policy: 'sales-traceability.recording',
    span: span(1, 'day'),
    bounds: [1, 3],
    runsIn: ['case.recording'],
    fires: 'lapseRecording',
  },
  restart: {
    ...deadline,
    title: text('重新录制期限', 'Recording again'),
    policy: 'sales-traceability.restart',
    span: span(7, 'day'),
    bounds: [1, 30],
    runsIn: ['case.interrupted'],
    fires: 'lapseRestart',
  },
  conclusion: {
    ...deadline,
    title: text('成交期限', 'Conclusion of the contract'),
    policy: 'sales-traceability.conclusion',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.captured'],
    fires: 'lapseConclusion',
  },
  /** Whoever keeps the contract does not always tell; from its end retention counts. */
  contractCheck: {
    kind: 'coverage',
    from: from((c) => c.contract.checkedOn),
    title: text('合同存续核对', 'Check of the contract'),
    policy: 'sales-traceability.contractCheck',
    span: span(12, 'month'),
    bounds: [3, 24],
    runsIn: ['contract.inForce'],
    fires: 'promptContractCheck',
  },
} as const

const inspectionClocks = {
  /** The whole last day of the cooling-off period is in time. */
  coolingOff: {
    kind: 'deadline',
    from: from((c) => c.contract.coolingOffEndsOn),
    title: text('犹豫期内质检期限', 'Inspection within the cooling-off period'),
    cite: '2017-54:10',
    span: span(0, 'day'),
    runsIn: ['case.qcQueued'],
    unless: (c: C) => c.contract.coolingOffEndsOn === null || c.inspection.defectOn !== null,
    fires: 'reportInspectionOverdue',
  },
  /** Of what has no cooling-off period. */
  inspection: {
    ...deadline,
    title: text('质检期限', 'Inspection'),
    policy: 'sales-traceability.inspection',
    span: span(15, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.qcQueued'],
    unless: (c: C) => c.contract.coolingOffEndsOn !== null || c.inspection.defectOn !== null,
    fires: 'reportInspectionOverdue',
  },
  reinspection: {
    ...deadline,
    title: text('整改后复检期限', 'Inspection of what was rectified'),
    policy: 'sales-traceability.reinspection',
    span: span(5, 'workday'),
    bounds: [1, 15],
    runsIn: ['case.qcQueued'],
    unless: (c: C) => c.inspection.defectOn === null,
    fires: 'reportInspectionOverdue',
  },
  overdueInspection: {
    ...deadline,
    title: text('逾期质检补做期限', 'Overdue inspection'),
    policy: 'sales-traceability.overdueInspection',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.qcOverdue'],
    fires: 'escalateInspection',
  },
  rectification: {
    kind: 'deadline',
    from: from((c) => c.inspection.defectOn),
    title: text('质检问题整改期限', 'Rectification of a defect'),
    cite: '2017-54:10',
    span: span(15, 'workday'),
    runsIn: ['case.qcFailed', 'case.rectifying'],
    unless: (c: C) => c.inspection.orderedBy !== null,
    fires: 'escalateRectification',
  },
  ordered: {
    ...deadline,
    title: text('高级管理层限定的整改期限', 'Rectification by the day that was set'),
    agreed: (c: C) => (c.inspection.orderedBy ?? undefined) as Day | undefined,
    runsIn: ['case.qcFailed', 'case.rectifying'],
    unless: (c: C) => c.inspection.orderedBy === null,
    fires: 'reportOrderMissed',
  },
  escalation: {
    ...deadline,
    title: text('高级管理层处置期限', 'Decision of senior management'),
    policy: 'sales-traceability.escalation',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.escalated'],
    fires: 'reportEscalationOverdue',
  },
} as const

/** Only the rule that lasts longest runs, each under its own citation. */
const keeping = <N extends Exclude<Keeping, 'unsold'>>(name: N, title: Text) =>
  ({
    kind: 'retention',
    title,
    cite: KEEPING[name].cite,
    span: KEEPING[name].span,
    from: from(KEEPING[name].from),
    runsIn: ['case.vaulted'],
    unless: (c: C) => governing(c) !== name,
    fires: 'beginDisposalReview',
  }) as const

const retentionClocks = {
  insuranceShort: keeping(
    'insuranceShort',
    text('一年期及以下保险录制保存期', 'Insurance, up to a year'),
  ),
  insuranceLong: keeping(
    'insuranceLong',
    text('一年期以上保险录制保存期', 'Insurance, over a year'),
  ),
  internetShort: keeping(
    'internetShort',
    text('互联网保险（一年期及以下）保存期', 'Internet insurance, up to a year'),
  ),
  internetLong: keeping(
    'internetLong',
    text('互联网保险（一年期以上）保存期', 'Internet insurance, over a year'),
  ),
  dispute: keeping('dispute', text('纠纷终结后保存期', 'After the end of a dispute')),
  salesZone: keeping('salesZone', text('销售专区录制保存期', 'Sales zone of a bank')),
  suitability: keeping('suitability', text('适当性资料保存期', 'Suitability records')),
  explanation: keeping('explanation', text('说明和提示资料保存期', 'Evidence of explanation')),
  unsold: {
    kind: 'retention',
    title: text('未成交录制保存期', 'Recorded, and nothing sold'),
    policy: 'sales-traceability.unsold',
    span: KEEPING.unsold.span,
    bounds: [3, 12],
    from: from(KEEPING.unsold.from),
    runsIn: ['case.vaulted'],
    unless: (c: C) => governing(c) !== 'unsold',
    fires: 'beginDisposalReview',
  },
  keptLonger: {
    kind: 'retention',
    from: 'entered',
    title: text('决定继续保存的期限', 'Kept longer by decision'),
    agreed: (c: C) => (c.keepUntil ?? undefined) as Day | undefined,
    runsIn: ['case.vaulted'],
    unless: (c: C) => governing(c) !== 'agreed',
    fires: 'endLongerKeeping',
  },
  /** After the end of the case, which was one from its beginning. */
  trace: {
    kind: 'retention',
    from: from((c) => c.trace?.on ?? null),
    title: text('页面轨迹保存期', 'Trace of a sale without a recording'),
    cite: 'pboc-2020-5:evidence',
    span: span(3, 'year'),
    runsIn: ['case.notRequired'],
    unless: (c: C) => c.trace === null || !c.trace.kept,
    fires: 'endTraceRetention',
  },
} as const

const custodyClocks = {
  holdReview: {
    ...deadline,
    title: text('冻结复核', 'Review of a hold'),
    policy: 'sales-traceability.holdReview',
    span: span(180, 'day'),
    bounds: [30, 365],
    runsIn: ['hold.held'],
    fires: 'promptHoldReview',
  },
  retrieval: {
    ...deadline,
    title: text('调阅归还期限', 'Return of the recording'),
    policy: 'sales-traceability.retrieval',
    span: span(10, 'workday'),
    bounds: [1, 30],
    runsIn: ['custody.retrieved'],
    fires: 'reportReturnOverdue',
  },
  disposal: {
    ...deadline,
    title: text('处置审查期限', 'Review of the disposal'),
    policy: 'sales-traceability.disposal',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.disposalReview'],
    fires: 'reportDisposalOverdue',
  },
} as const

export const clocks = {
  ...saleClocks,
  ...inspectionClocks,
  ...retentionClocks,
  ...custodyClocks,
  ...everydayClocks,
} as const
