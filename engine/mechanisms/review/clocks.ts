/**
 * The periods of the review. Article 9 names none, so each is house policy: a default that the
 * institution may change within bounds, and that is labelled as its own wherever it is shown.
 */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { nextInquiryDay } from '../case-file.ts'
import type { ReviewContext } from './terms.ts'

type C = ReviewContext
const deadline = { kind: 'deadline', from: 'entered' } as const

export const clocks = {
  completeness: {
    ...deadline,
    title: text('受理期限', 'Check of completeness'),
    policy: 'review.completeness',
    span: span(5, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.submitted'],
    fires: 'presumeComplete',
  },
  /** Fail-safe: silence means that it is in scope. A proposal to the contrary does not stop it. */
  triage: {
    ...deadline,
    title: text('适用判断期限', 'Decision on scope'),
    policy: 'review.triage',
    span: span(2, 'workday'),
    bounds: [1, 5],
    runsIn: ['case.triage'],
    fires: 'presumeInScope',
  },
  stalled: {
    ...deadline,
    title: text('审查期限', 'Review'),
    policy: 'review.stalled',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.inReview'],
    fires: 'escalateStalled',
  },
  rework: {
    ...deadline,
    title: text('整改期限', 'Rework'),
    policy: 'review.rework',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.returned'],
    fires: 'lapseRework',
  },
  /** A draft of what was never sold may wait; an interrupted sale does not wait for ever. */
  dossier: {
    ...deadline,
    title: text('补齐材料期限', 'Dossier of an interrupted sale'),
    policy: 'review.dossier',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.draft'],
    unless: (c: C) => c.sale.standing === 'none',
    fires: 'lapseDossier',
  },
  conditions: {
    ...deadline,
    title: text('条件落实期限', 'Conditions'),
    policy: 'review.conditions',
    span: span(60, 'day'),
    bounds: [5, 180],
    runsIn: ['case.conditional'],
    fires: 'lapseConditions',
  },
  dispute: {
    ...deadline,
    title: text('争议升级期限', 'Escalation of a dispute'),
    policy: 'review.dispute',
    span: span(3, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.disputed'],
    fires: 'escalateDispute',
  },
  ruling: {
    ...deadline,
    title: text('高级管理层裁决期限', 'Ruling of senior management'),
    policy: 'review.ruling',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.smRuling'],
    fires: 'passToCommittee',
  },
  referral: {
    ...deadline,
    title: text('委员会决议期限', 'Resolution of the committee'),
    policy: 'review.referral',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.bcReferral.pending'],
    fires: 'reportReferralOverdue',
  },
  contest: {
    ...deadline,
    title: text('异议期', 'Period to contest'),
    policy: 'review.contest',
    span: span(30, 'day'),
    bounds: [10, 60],
    runsIn: ['case.rejected.contestable', 'case.stopped.contestable'],
    fires: 'closeRejection',
  },
  clearance: {
    kind: 'validity',
    from: 'entered',
    title: text('审查结论有效期', 'Validity of a clearance before launch'),
    policy: 'review.clearance',
    span: span(180, 'day'),
    bounds: [30, 365],
    runsIn: ['case.cleared'],
    fires: 'lapseClearance',
  },
  hold: {
    ...deadline,
    title: text('变更暂停期限', 'Held for a change'),
    policy: 'review.hold',
    span: span(10, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.changeHold'],
    fires: 'lapseHold',
  },
  breach: {
    ...deadline,
    title: text('违规处置期限', 'Dealing with a breach'),
    policy: 'review.breach',
    span: span(3, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.breach.pending'],
    fires: 'reportBreachOverdue',
  },
  /** From the launch or the last result; an interruption of the sale does not start it anew. */
  postReviewDue: {
    kind: 'deadline',
    from: (c: C) => (c.postReview.since === null ? undefined : { on: c.postReview.since as Day }),
    title: text('后评价到期', 'Post-review due'),
    policy: 'review.postReviewDue',
    span: span(90, 'day'),
    bounds: [30, 180],
    runsIn: ['postReview.scheduled'],
    fires: 'beginPostReview',
  },
  postReview: {
    ...deadline,
    title: text('后评价期限', 'Post-review'),
    policy: 'review.postReview',
    span: span(30, 'day'),
    bounds: [10, 90],
    runsIn: ['postReview.running'],
    fires: 'flagPostReviewOverdue',
  },
  inquiry: {
    kind: 'deadline',
    from: 'entered',
    title: text('质询答复期限', 'Answer to an inquiry'),
    agreed: (c: C) => nextInquiryDay(c.work),
    runsIn: ['case'],
    fires: 'markInquiryOverdue',
  },
} as const
