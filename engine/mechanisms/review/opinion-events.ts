/** Events of the review itself: findings, gates, the opinion, and disputes about it. */
import * as z from 'zod'
import { committee } from '../../../policies/board.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { hash, line, person } from '../../core/payload.ts'
import { RESOLUTION_FACTS, resolutionOf } from '../resolution.ts'
import { words } from './dossier-events.ts'
import { GATE_FACTS } from './gates.ts'
import { area, finding, referralGround } from './terms.ts'

/** The ladder: from the department to senior management the supervisory body is told as well. */
const toManagement: readonly Notice[] = [
  { to: 'seniorManagement', about: text('审查事项待裁决', 'A review awaits a ruling') },
  { to: 'supervisoryBody', about: text('审查事项已升级', 'A review was escalated') },
]
const toCommittee: readonly Notice[] = [
  {
    to: 'consumerProtectionCommittee',
    about: text('审查争议待委员会决议', 'A review dispute awaits a resolution'),
  },
  { to: 'supervisoryBody', about: text('审查争议已提交委员会', 'A review dispute was referred') },
]
const toBusiness = (zh: string, en: string): readonly Notice[] => [
  { to: 'businessDepartment', about: text(zh, en) },
]

const resolution = resolutionOf('Review')

export const reviewEvents = {
  recordFinding: {
    by: [consumerProtection.review, legal.review, informationOfficer.review],
    title: text('记录分项意见', 'Record a finding'),
    nature: 'finding',
    capacity: 'reviewer',
    /** `prohibition`: the law forbids it, so that no body may accept the risk. */
    payload: z.object({
      area,
      result: finding,
      grounds: words(),
      prohibition: z.boolean().optional(),
    }),
  },
  returnForRework: {
    by: [consumerProtection.review, legal.review, informationOfficer.review],
    title: text('退回整改', 'Return for rework'),
    nature: 'decision',
    capacity: 'reviewer',
    notices: toBusiness('审查退回整改', 'A review was returned for rework'),
    payload: z.object({ opinion: words() }),
  },
  opineOk: {
    by: consumerProtection.review,
    title: text('出具同意意见', 'Give a clearing opinion'),
    nature: 'decision',
    capacity: 'reviewer',
    notices: toBusiness('审查通过', 'The review was cleared'),
    reads: GATE_FACTS,
    payload: z.object({ opinion: words() }),
  },
  opineConditional: {
    by: consumerProtection.review,
    title: text('出具附条件意见', 'Give a conditional opinion'),
    nature: 'decision',
    capacity: 'reviewer',
    notices: toBusiness('审查附条件通过', 'The review was cleared on conditions'),
    payload: z.object({ opinion: words(), conditions: z.array(line(500)).min(1).max(30) }),
  },
  opineNo: {
    by: consumerProtection.review,
    title: text('出具否定意见', 'Give a negative opinion'),
    nature: 'decision',
    capacity: 'reviewer',
    notices: toBusiness('审查未通过', 'The review was rejected'),
    payload: z.object({ opinion: words() }),
  },
  fulfilConditions: {
    by: business.submitReview,
    title: text('提交条件落实证据', 'Hand in evidence for conditions'),
    nature: 'submission',
    capacity: 'submitter',
    payload: z.object({
      fulfilments: z
        .array(
          z
            .object({ condition: z.int().min(1).max(30), evidenceHash: hash() })
            .meta({ id: 'ReviewFulfilment' }),
        )
        .min(1)
        .max(30),
    }),
  },
  meetConditions: {
    by: consumerProtection.review,
    title: text('确认条件已落实', 'Confirm that the conditions are met'),
    nature: 'decision',
    capacity: 'verifier',
    notices: toBusiness('条件已落实，审查通过', 'The conditions are met; the review was cleared'),
    reads: GATE_FACTS,
    payload: z.object({ verification: words() }),
  },
  lapseConditions: {
    by: clock.strike,
    title: text('条件逾期未落实', 'Conditions not met in time'),
    nature: 'record',
    notices: toBusiness('条件逾期，退回整改', 'Conditions lapsed; returned for rework'),
    payload: z.object({}),
  },
  escalateStalled: {
    by: clock.strike,
    title: text('审查逾期升级', 'Review not finished in time'),
    nature: 'record',
    notices: toManagement,
    payload: z.object({}),
  },
} as const satisfies EventTable

export const disputeEvents = {
  contest: {
    by: business.submitReview,
    title: text('提出异议', 'Contest the opinion'),
    nature: 'submission',
    capacity: 'asker',
    payload: z.object({ reasons: words() }),
  },
  notAdopt: {
    by: business.submitReview,
    title: text('不采纳条件并说明理由', 'Not adopt the conditions, with reasons'),
    nature: 'submission',
    capacity: 'asker',
    payload: z.object({ reasons: words() }),
  },
  concede: {
    by: business.submitReview,
    title: text('接受审查意见', 'Accept the opinion'),
    nature: 'submission',
    payload: z.object({ reason: line() }),
  },
  closeRejection: {
    by: clock.strike,
    title: text('异议期届满', 'The period to contest has ended'),
    nature: 'record',
    payload: z.object({}),
  },
  escalate: {
    by: consumerProtection.review,
    title: text('提请高级管理层裁决', 'Bring it before senior management'),
    nature: 'submission',
    notices: toManagement,
    payload: z.object({ summary: words() }),
  },
  escalateDispute: {
    by: clock.strike,
    title: text('争议逾期升级', 'Dispute not escalated in time'),
    nature: 'record',
    notices: toManagement,
    payload: z.object({}),
  },
  smUpholdOpinion: {
    by: management.ruleOnReview,
    title: text('高级管理层维持审查意见', 'Senior management upholds the opinion'),
    nature: 'decision',
    capacity: 'decider',
    notices: toBusiness('审查意见被维持', 'The opinion was upheld'),
    payload: z.object({ grounds: words() }),
  },
  resumeReview: {
    by: [management.ruleOnReview, committee.ruleOnReview],
    title: text('更换审查人并恢复审查', 'Resume the review with another reviewer'),
    nature: 'decision',
    reads: ['interests', 'handlerSeats'],
    appoints: { handler: 'reviewer' },
    notices: [{ to: 'consumerProtection', about: text('审查恢复', 'A review was resumed') }],
    /** Without a name the department itself appoints another reviewer. */
    payload: z.object({ handler: person().optional(), grounds: words() }),
  },
  referToCommittee: {
    by: management.ruleOnReview,
    title: text('提交董事会消保委员会', 'Refer to the committee of the board'),
    nature: 'submission',
    notices: toCommittee,
    payload: z.object({ ground: referralGround, grounds: words() }),
  },
  passToCommittee: {
    by: clock.strike,
    title: text('逾期未裁决，提交委员会', 'No ruling in time: it passes to the committee'),
    nature: 'record',
    notices: toCommittee,
    payload: z.object({}),
  },
  committeeUphold: {
    by: committee.ruleOnReview,
    title: text('委员会决议维持审查意见', 'The committee upholds the opinion by resolution'),
    nature: 'decision',
    capacity: 'decider',
    notices: toBusiness('审查意见被维持', 'The opinion was upheld'),
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution }),
  },
  committeeAcceptRisk: {
    by: committee.ruleOnReview,
    title: text('委员会决议接受风险', 'The committee accepts the risk by resolution'),
    nature: 'decision',
    capacity: 'decider',
    notices: [
      { to: 'board', about: text('委员会接受审查风险', 'The committee accepted a risk') },
      { to: 'supervisoryBody', about: text('委员会接受审查风险', 'The committee accepted a risk') },
      { to: 'consumerProtection', about: text('审查意见被推翻', 'The opinion was overruled') },
    ],
    reads: [...GATE_FACTS, ...RESOLUTION_FACTS],
    payload: z.object({ resolution, grounds: words() }),
  },
  reportReferralOverdue: {
    by: clock.strike,
    title: text('委员会逾期未决议', 'No resolution in time'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('委员会逾期未决议', 'The committee has not resolved in time') },
      {
        to: 'supervisoryBody',
        about: text('委员会逾期未决议', 'The committee has not resolved in time'),
      },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
