/**
 * The periods of a processing activity. The law sets those of retention (K40, K43) and of the audit of a
 * large handler (K47); the rest is house policy and labelled so.
 */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { Day, Effective } from '../../../core/values.ts'
import { everydayClocks } from '../../everyday.ts'
import { governing, recordSince } from './changes.ts'
import { processorsOf, TEN_MILLION } from './terms.ts'
import type { ProcessingContext } from './terms.ts'

type C = ProcessingContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const since = (day: string | null | undefined): Effective | undefined =>
  day === null || day === undefined ? undefined : { on: day as Day }
const inUse = ['use.running', 'use.held', 'use.stopped'] as const

/** The processor that was looked at longest ago; one never looked at counts from the approval. */
const inspectedSince = (c: C): string | undefined =>
  processorsOf(c)
    .map((p) => c.inspections.find((i) => i.partner === p)?.on ?? c.approval?.on ?? '')
    .toSorted()
    .at(0)
const auditedSince = (c: C) => since(c.auditedOn ?? c.liveSince)

const statutory = {
  /** PIPL art. 56: the report and the record of the processing. */
  K40: {
    title: text('评估报告和处理情况记录：三年', 'Assessment report and processing record: 3 years'),
    kind: 'retention',
    cite: 'pipl:56',
    span: span(3, 'year'),
    runsIn: ['assessmentRecord.kept'],
    from: (c: C) => since(recordSince(c)),
    unless: (c: C) => governing(c) !== 'K40',
    fires: 'endAssessmentRetention',
  },
  K43: {
    title: text('提供、委托处理情况记录：三年', 'Record of providing and entrusting: 3 years'),
    kind: 'retention',
    cite: 'data-regulation:12',
    span: span(3, 'year'),
    runsIn: ['assessmentRecord.kept'],
    from: (c: C) => since(c.provisions?.lastOn),
    unless: (c: C) => governing(c) !== 'K43',
    fires: 'endProvisionRetention',
  },
  K47: {
    title: text(
      '合规审计：处理超过一千万人信息的，每两年至少一次',
      'Compliance audit: at least every two years above ten million people',
    ),
    kind: 'coverage',
    cite: 'cac-2025-audit:coverage',
    span: span(2, 'year'),
    runsIn: inUse,
    from: auditedSince,
    unless: (c: C) => c.institutionPeople <= TEN_MILLION,
    fires: 'flagAuditOverdue',
  },
} as const

const house = {
  draft: {
    ...deadline,
    title: text('提交说明期限（内部要求）', 'Submitting the description (house policy)'),
    policy: 'information.draft',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.proposed'],
    fires: 'lapseDraft',
  },
  /** Fail-safe: silence means that it is assessed. */
  screening: {
    ...deadline,
    title: text('判断期限（内部要求）', 'Screening (house policy)'),
    policy: 'information.screening',
    span: span(5, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.screening'],
    fires: 'presumeTriggered',
  },
  lite: {
    ...deadline,
    title: text('简式审批期限（内部要求）', 'Short form (house policy)'),
    policy: 'information.lite',
    span: span(5, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.lite'],
    fires: 'escalateLite',
  },
  assessment: {
    ...deadline,
    title: text('评估期限（内部要求）', 'Assessment (house policy)'),
    policy: 'information.assessment',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.assessment', 'case.returned'],
    fires: 'lapseAssessment',
  },
  opinion: {
    ...deadline,
    title: text('审核意见期限（内部要求）', 'Opinion of the officer (house policy)'),
    policy: 'information.opinion',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.opinion'],
    fires: 'escalateOpinion',
  },
  ruling: {
    ...deadline,
    title: text('高级管理层批复期限（内部要求）', 'Decision of senior management (house policy)'),
    policy: 'information.ruling',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.ruling'],
    fires: 'escalateApproval',
  },
  approval: {
    kind: 'validity',
    from: 'entered',
    title: text(
      '同意意见有效期（内部要求）',
      'Validity of an approval not yet used (house policy)',
    ),
    policy: 'information.approval',
    span: span(180, 'day'),
    bounds: [30, 365],
    runsIn: ['case.approved'],
    fires: 'lapseApproval',
  },
  consenting: {
    ...deadline,
    title: text('取得同意期限（内部要求）', 'Obtaining the first consent (house policy)'),
    policy: 'information.consenting',
    span: span(90, 'day'),
    bounds: [10, 180],
    runsIn: ['case.consenting'],
    fires: 'lapseConsenting',
  },
  changeHold: {
    ...deadline,
    title: text('变更提交期限（内部要求）', 'Submitting a change (house policy)'),
    policy: 'information.changeHold',
    span: span(10, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.changeHold'],
    fires: 'lapseHold',
  },
  suspension: {
    ...deadline,
    title: text('整改期限（内部要求）', 'Cure of a suspended activity (house policy)'),
    policy: 'information.suspension',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.suspended.uncured'],
    fires: 'escalateSuspension',
  },
  /** PIPL art. 47 sets no number. */
  deletion: {
    ...deadline,
    title: text('删除期限（内部要求）', 'Deletion (house policy)'),
    policy: 'information.deletion',
    span: span(30, 'day'),
    bounds: [1, 60],
    runsIn: ['case.terminating'],
    fires: 'flagDeletionOverdue',
  },
  inspection: {
    kind: 'coverage',
    title: text('对受托人的检查周期（内部要求）', 'Inspection of processors (house policy)'),
    policy: 'information.inspection',
    span: span(12, 'month'),
    bounds: [3, 12],
    runsIn: ['use.running'],
    from: (c: C) => since(inspectedSince(c)),
    unless: (c: C) => processorsOf(c).length === 0,
    fires: 'flagInspectionOverdue',
  },
  /** PIPL art. 54 says regularly, and no number. */
  audit: {
    kind: 'coverage',
    title: text('合规审计周期（内部要求）', 'Compliance audit (house policy)'),
    policy: 'information.audit',
    span: span(3, 'year'),
    bounds: [1, 5],
    runsIn: inUse,
    from: auditedSince,
    unless: (c: C) => c.institutionPeople > TEN_MILLION,
    fires: 'flagAuditOverdue',
  },
} as const

const agreed = {
  /** Kept by other law until the day found by legal and compliance. */
  legalRetention: {
    kind: 'retention',
    from: 'entered',
    title: text('依法保存至', 'Kept by other law until'),
    agreed: (c: C) => (c.retention?.until ?? undefined) as Day | undefined,
    runsIn: ['case.retained'],
    fires: 'endLegalRetention',
  },
  purposeEnd: {
    kind: 'deadline',
    from: 'entered',
    title: text('处理目的期限', 'Stated end of the purpose'),
    /** While a change is held, the end of what was approved before it still counts. */
    agreed: (c: C) => (c.setAside?.endsOn ?? c.endsOn ?? undefined) as Day | undefined,
    runsIn: inUse,
    fires: 'lapsePurpose',
  },
} as const

export const clocks = { ...statutory, ...house, ...agreed, ...everydayClocks } as const
