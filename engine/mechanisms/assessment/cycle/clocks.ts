/**
 * The periods of an assessment. Article 18 names none: beginning and end of the period are agreed in the
 * case, the others are house policy, labelled as the institution's own wherever they are shown.
 */
import { text } from '../../../../policies/law.ts'
import { addDays } from '../../../core/calendar.ts'
import { span } from '../../../core/clocks.ts'
import type { Day } from '../../../core/values.ts'
import { everydayClocks } from '../../everyday.ts'
import type { CycleContext } from './context.ts'

type C = CycleContext
const deadline = { kind: 'deadline', from: 'entered' } as const
/** The first instant of the period: an agreed day is over when the day before the period is. */
const dayBefore = (c: C): Day | undefined =>
  c.period === null ? undefined : addDays(c.period.from as Day, -1)

export const clocks = {
  ...everydayClocks,
  scheme: {
    ...deadline,
    title: text('方案批准期限', 'The scheme before its period'),
    agreed: dayBefore,
    runsIn: ['case.schemeDraft', 'case.smReview', 'case.bcReview'],
    unless: (c: C) => c.work.breaches.some((b) => b.clock === 'scheme'),
    fires: 'reportSchemeLate',
  },
  endorsement: {
    ...deadline,
    title: text('高级管理层审核期限', 'Endorsement by senior management'),
    policy: 'assessment.endorsement',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.smReview'],
    fires: 'reportEndorsementOverdue',
  },
  approval: {
    ...deadline,
    title: text('委员会审议期限', 'Approval by the committee'),
    policy: 'assessment.approval',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.bcReview'],
    fires: 'reportApprovalOverdue',
  },
  begin: {
    ...deadline,
    kind: 'validity',
    title: text('考核期开始', 'Beginning of the period'),
    agreed: dayBefore,
    runsIn: ['case.inForce'],
    fires: 'startPeriod',
  },
  end: {
    ...deadline,
    kind: 'validity',
    title: text('考核期结束', 'End of the period'),
    agreed: (c: C) => (c.period?.to ?? undefined) as Day | undefined,
    runsIn: ['case.measuring'],
    fires: 'endPeriod',
  },
  scoring: {
    ...deadline,
    title: text('评分期限', 'Scoring'),
    policy: 'assessment.scoring',
    span: span(60, 'day'),
    bounds: [10, 120],
    runsIn: ['case.scoring.pending'],
    fires: 'reportScoringOverdue',
  },
  appealWindow: {
    ...deadline,
    kind: 'validity',
    title: text('申诉期', 'Period to appeal'),
    policy: 'assessment.appealWindow',
    span: span(10, 'workday'),
    bounds: [5, 30],
    runsIn: ['case.provisional'],
    fires: 'finaliseUnappealed',
  },
  ruling: {
    ...deadline,
    title: text('高级管理层裁决期限', 'Ruling of senior management'),
    policy: 'assessment.ruling',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.appealed.beforeManagement'],
    fires: 'passAppealToCommittee',
  },
  appealResolution: {
    ...deadline,
    title: text('委员会裁决期限', 'Ruling of the committee'),
    policy: 'assessment.appealResolution',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.appealed.beforeCommittee'],
    fires: 'reportAppealOverdue',
  },
  payLink: {
    ...deadline,
    title: text('结果应用期限', 'Application to pay'),
    policy: 'assessment.payLink',
    span: span(30, 'day'),
    bounds: [5, 120],
    runsIn: ['case.finalised'],
    fires: 'reportPayLinkOverdue',
  },
  conclusion: {
    ...deadline,
    title: text('提出整改意见期限', 'Conclusion'),
    policy: 'assessment.conclusion',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.linkedToPay'],
    fires: 'reportConclusionOverdue',
  },
  /** From the demand, also after a claim that was not confirmed. */
  rectification: {
    kind: 'deadline',
    from: (c: C) => (c.rectification === null ? undefined : { on: c.rectification.since as Day }),
    title: text('整改期限', 'Rectification'),
    policy: 'assessment.rectification',
    span: span(90, 'day'),
    bounds: [10, 180],
    runsIn: ['case.rectifying.pending'],
    fires: 'reportRectificationOverdue',
  },
  verification: {
    ...deadline,
    title: text('核实期限', 'Verification'),
    policy: 'assessment.verification',
    span: span(15, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.claimed'],
    fires: 'reportVerificationOverdue',
  },
} as const
