/** Events of the score: draft, appeal, ruling, and what follows from it. */
import * as z from 'zod'
import { committee } from '../../../../policies/board.ts'
import { business } from '../../../../policies/business.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { humanResources } from '../../../../policies/human-resources.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { headquarters, management } from '../../../../policies/management.ts'
import { regulator } from '../../../../policies/outsiders.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { entry, hash, line, person, processRef } from '../../../core/payload.ts'
import { RESOLUTION_FACTS } from '../../resolution.ts'
import { cause, resolution, words } from '../terms.ts'
import { effect, indicator } from './context.ts'

const officers = [consumerProtection.assess, humanResources.assess]
/** Whoever is assessed: a unit for itself, senior management for its own score. */
const assessed = [
  business.answerAssessment,
  consumerProtection.answerAssessment,
  headquarters.answerAssessment,
  management.answerAssessment,
]
const score = z
  .object({
    indicator,
    score: z.int().min(0).max(100),
    processes: z.array(processRef()).max(50),
    entries: z.array(entry()).max(50),
  })
  .meta({ id: 'AssessmentScore' })
/** A unit below the mark for the second time is a matter for the committee. */
const belowAgain: Notice = {
  to: 'consumerProtectionCommittee',
  about: text('单位两期低于合格线', 'A unit was below the mark in two periods'),
  when: { counts: 'belowPeriods', atLeast: 2 },
}
const finalised: readonly Notice[] = [
  { to: 'humanResources', about: text('考核结果待应用', 'A result is to be applied') },
  { to: 'businessDepartment', about: text('考核结果已确定', 'A score is final') },
  belowAgain,
]

const scoring = {
  publishDraft: {
    by: officers,
    title: text('公布评分初稿', 'Publish the draft scores'),
    nature: 'finding',
    capacity: 'assessor',
    notices: [
      {
        to: 'businessDepartment',
        about: text('评分初稿已公布，可申诉', 'Draft scores were published'),
      },
    ],
    payload: z.object({ contentHash: hash(), scores: z.array(score).min(1).max(20) }),
  },
  reportScoringOverdue: {
    by: clock.strike,
    title: text('逾期未评分', 'Scores are overdue'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('考核评分逾期', 'Scores are overdue') },
      { to: 'supervisoryBody', about: text('考核评分逾期', 'Scores are overdue') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

const appeals = {
  appeal: {
    by: assessed,
    title: text('申诉', 'Appeal against the draft'),
    nature: 'submission',
    capacity: 'asker',
    notices: [
      { to: 'seniorManagement', about: text('考核申诉待裁决', 'An appeal awaits a ruling') },
    ],
    payload: z.object({ grounds: words() }),
  },
  withdrawAppeal: {
    by: assessed,
    title: text('撤回申诉', 'Withdraw the appeal'),
    nature: 'submission',
    reads: ['belowBefore'],
    notices: finalised,
    payload: z.object({ reason: line(500) }),
  },
  ruleOnAppeal: {
    by: management.ruleOnAppeal,
    title: text('高级管理层裁决申诉', 'Senior management rules on the appeal'),
    nature: 'decision',
    capacity: 'decider',
    reads: ['belowBefore', 'ownInterests'],
    notices: finalised,
    /** Without adjustments the draft stands. */
    payload: z.object({ adjustments: z.array(score).max(20), grounds: words() }),
  },
  ruleByResolution: {
    by: committee.ruleOnAppeal,
    title: text('委员会决议裁决申诉', 'The committee rules on the appeal by resolution'),
    nature: 'decision',
    capacity: 'decider',
    reads: ['belowBefore', ...RESOLUTION_FACTS],
    notices: finalised,
    payload: z.object({ resolution, adjustments: z.array(score).max(20) }),
  },
  passAppealToCommittee: {
    by: clock.strike,
    title: text('逾期未裁决，提交委员会', 'No ruling in time: the appeal passes to the committee'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('考核申诉逾期未裁决', 'An appeal was not ruled on in time'),
      },
      { to: 'supervisoryBody', about: text('考核申诉逾期', 'An appeal was not ruled on in time') },
    ],
    payload: z.object({}),
  },
  reportAppealOverdue: {
    by: clock.strike,
    title: text('委员会逾期未裁决申诉', 'No resolution on the appeal in time'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('考核申诉逾期未决议', 'No resolution on an appeal in time') },
      {
        to: 'supervisoryBody',
        about: text('考核申诉逾期未决议', 'No resolution on an appeal in time'),
      },
    ],
    payload: z.object({}),
  },
  finaliseUnappealed: {
    by: clock.strike,
    title: text('申诉期届满，评分确定', 'Nobody appealed in time: the score is final'),
    nature: 'record',
    reads: ['belowBefore'],
    notices: finalised,
    payload: z.object({}),
  },
} as const satisfies EventTable

const consequences = {
  linkToPay: {
    by: humanResources.linkToPay,
    title: text('应用于薪酬、晋升和评级', 'Apply the result to pay, promotion and rating'),
    nature: 'decision',
    notices: [{ to: 'consumerProtection', about: text('考核结果已应用', 'A result was applied') }],
    payload: z.object({ effects: z.array(effect).min(1).max(5), evidenceHash: hash() }),
  },
  reportPayLinkOverdue: {
    by: clock.strike,
    title: text('考核结果逾期未应用', 'The result was not applied in time'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('考核结果逾期未应用', 'A result was not applied') },
    ],
    payload: z.object({}),
  },
  findWeaknesses: {
    by: officers,
    title: text('指出不足并要求整改', 'Find weaknesses that are to be rectified'),
    nature: 'decision',
    notices: [
      { to: 'businessDepartment', about: text('考核不足待整改', 'Weaknesses are to be rectified') },
    ],
    payload: z.object({ weaknesses: z.array(line(500)).min(1).max(50) }),
  },
  findNoWeakness: {
    by: officers,
    title: text('无需整改，办结', 'Find no weakness and close'),
    nature: 'decision',
    payload: z.object({ grounds: words(2000) }),
  },
  reportConclusionOverdue: {
    by: clock.strike,
    title: text('逾期未提出整改意见', 'No conclusion was drawn in time'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('考核逾期未办结', 'No conclusion was drawn in time') },
    ],
    payload: z.object({}),
  },
  claimRectified: {
    by: assessed,
    title: text('报告已整改', 'Report that it has been rectified'),
    nature: 'submission',
    notices: [{ to: 'consumerProtection', about: text('整改待核实', 'Rectification is claimed') }],
    payload: z.object({ evidenceHash: hash(), describes: words() }),
  },
  confirmRectified: {
    by: [...officers, audit.verify],
    title: text('核实整改完成', 'Confirm that it has been rectified'),
    nature: 'finding',
    capacity: 'verifier',
    payload: z.object({ evidenceHash: hash(), verification: words() }),
  },
  rejectRectified: {
    by: [...officers, audit.verify],
    title: text('整改未通过核实', 'Find that it has not been rectified'),
    nature: 'finding',
    capacity: 'verifier',
    notices: [
      { to: 'businessDepartment', about: text('整改未通过', 'Rectification was not confirmed') },
    ],
    payload: z.object({ verification: words() }),
  },
  reportRectificationOverdue: {
    by: clock.strike,
    title: text('考核整改逾期', 'Rectification is overdue'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('考核整改逾期', 'Rectification is overdue') },
      { to: 'supervisoryBody', about: text('考核整改逾期', 'Rectification is overdue') },
    ],
    payload: z.object({}),
  },
  reportVerificationOverdue: {
    by: clock.strike,
    title: text('逾期未核实整改', 'Rectification was not verified in time'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('整改逾期未核实', 'Rectification was not verified') },
    ],
    payload: z.object({}),
  },
  reportSeriousEvent: {
    by: [
      consumerProtection.reportViolation,
      audit.report,
      management.reportViolation,
      regulator.referViolation,
    ],
    title: text('报告重大违规', 'Report a serious event'),
    nature: 'submission',
    notices: [
      { to: 'seniorManagement', about: text('考核中发现重大违规', 'A serious event was reported') },
    ],
    payload: z.object({ cause, person: person().optional(), describes: words() }),
  },
} as const satisfies EventTable

export const scoreEvents = { ...scoring, ...appeals, ...consequences } as const
