/** Events of the proposal, the screening, the assessment and the decision on it (PIPL arts 55 and 56). */
import * as z from 'zod'
import { business } from '../../../../policies/business.ts'
import { informationOfficer } from '../../../../policies/information-officer.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { management } from '../../../../policies/management.ts'
import { system } from '../../../../policies/outsiders.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { day, hash, line, subject, unit } from '../../../core/payload.ts'
import { informationKind, label, words } from '../common/terms.ts'
import { automation, basis, entrustedItem, recipientRole, risk, triggers } from './terms.ts'

/** The department, or the officer for an activity of its own; who proposes does not decide. */
export const proposers = [business.processInformation, informationOfficer.propose]
const recipient = z
  .object({ partner: subject('partner'), role: recipientRole })
  .meta({ id: 'InformationRecipient' })
/** What is to be done with the information; what is assessed and approved is this and nothing else. */
const description = {
  contentHash: hash(),
  kinds: z.array(informationKind).min(1).max(12),
  basis,
  automation,
  personalised: z.boolean(),
  publishes: z.boolean(),
  abroad: z.boolean(),
  /** Empty where nobody else processes or receives it. */
  recipients: z.array(recipient).max(20),
  people: z.int().min(0).max(2_000_000_000),
  institutionPeople: z.int().min(0).max(2_000_000_000),
  endsOn: day().optional(),
}
export type Description = z.output<z.ZodObject<typeof description>>

const contract = z
  .object({
    partner: subject('partner'),
    contractHash: hash(),
    covers: z.array(entrustedItem).min(1).max(8),
  })
  .meta({ id: 'InformationEntrustment' })
/** Art. 24: how the decision is made, that it treats people alike, and how they may refuse it. */
const safeguards = z
  .object({
    modelCardHash: hash(),
    /** No unreasonable difference of price or terms between people. */
    fairnessHash: hash(),
    optOut: z.boolean(),
    humanReview: z.boolean(),
  })
  .meta({ id: 'InformationAutomationSafeguards' })

const toOfficer = (zh: string, en: string): Notice => ({
  to: 'personalInformationOfficer',
  about: text(zh, en),
})
const toBusiness = (zh: string, en: string): Notice => ({
  to: 'businessDepartment',
  about: text(zh, en),
})
export const toldOfViolation: readonly Notice[] = [
  toOfficer('发现违规处理个人信息', 'Unlawful processing was found'),
  toBusiness('个人信息处理已停止', 'The processing is stopped'),
  { to: 'seniorManagement', about: text('发现违规处理个人信息', 'Unlawful processing was found') },
  { to: 'supervisoryBody', about: text('发现违规处理个人信息', 'Unlawful processing was found') },
]

export const proposalEvents = {
  proposeActivity: {
    by: proposers,
    title: text('提出处理活动', 'Propose a processing activity'),
    nature: 'submission',
    opens: true,
    capacity: 'author',
    reads: ['latestActivity'],
    payload: z.object({
      activity: subject('activity'),
      product: subject('product').optional(),
      label: label(),
    }),
  },
  reportUnassessed: {
    by: [informationOfficer.supervise, audit.report, system.report],
    title: text('报告未经评估即处理', 'Report processing without assessment'),
    nature: 'finding',
    opens: true,
    reads: ['latestActivity', 'latestReview'],
    notices: toldOfViolation,
    payload: z.object({
      activity: subject('activity'),
      product: subject('product').optional(),
      label: label(),
      /** The department that processes. */
      unit: unit(),
      evidenceHash: hash(),
      found: words(),
    }),
  },
  lapseDraft: {
    by: clock.strike,
    title: text('逾期未提交', 'Proposed, and not submitted in time'),
    nature: 'record',
    payload: z.object({}),
  },
  submitActivity: {
    by: proposers,
    title: text('提交处理活动说明', 'Submit the description of the activity'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [toOfficer('有处理活动待判断', 'An activity awaits screening')],
    payload: z.object(description),
  },
  screenActivity: {
    by: informationOfficer.assess,
    title: text('逐项判断是否须评估', 'Screen the activity, item by item'),
    nature: 'decision',
    capacity: 'reviewer',
    payload: z.object({ triggers, grounds: words() }),
  },
  presumeTriggered: {
    by: clock.strike,
    title: text('逾期未判断视为须评估', 'Silence: it counts as triggered'),
    nature: 'record',
    notices: [toBusiness('应开展影响评估', 'An impact assessment is due')],
    payload: z.object({}),
  },
  requireAssessment: {
    by: informationOfficer.assess,
    title: text('要求开展影响评估', 'Require the full assessment'),
    nature: 'decision',
    notices: [toBusiness('应开展影响评估', 'An impact assessment is due')],
    payload: z.object({ grounds: words() }),
  },
  escalateLite: {
    by: clock.strike,
    title: text('简式审批逾期', 'The short form is overdue'),
    nature: 'record',
    notices: [{ to: 'seniorManagement', about: text('简式审批逾期', 'A short form is overdue') }],
    payload: z.object({}),
  },
  finishAssessment: {
    by: proposers,
    title: text('完成影响评估', 'Finish the impact assessment'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [toOfficer('有影响评估待审核', 'An assessment awaits the opinion')],
    /** Art. 56: lawfulness and necessity; the effect on rights and the risk; the measures. */
    payload: z.object({
      contentHash: hash(),
      reportHash: hash(),
      legalityHash: hash(),
      impactHash: hash(),
      measuresHash: hash(),
      risk,
      safeguards: safeguards.optional(),
      entrustments: z.array(contract).max(20),
      /** Art. 38: the security assessment, certification or standard contract by which it goes abroad. */
      transferHash: hash().optional(),
    }),
  },
  lapseAssessment: {
    by: clock.strike,
    title: text('评估逾期未完成', 'The assessment was not finished in time'),
    nature: 'record',
    notices: [
      toBusiness('评估逾期', 'The assessment lapsed'),
      toOfficer('评估逾期', 'The assessment lapsed'),
    ],
    payload: z.object({}),
  },
  returnActivity: {
    by: informationOfficer.assess,
    title: text('退回补正', 'Return it to be mended'),
    nature: 'decision',
    capacity: 'reviewer',
    notices: [toBusiness('处理活动被退回', 'The activity was returned')],
    payload: z.object({ opinion: words() }),
  },
  reworkAssessment: {
    by: proposers,
    title: text('重新评估', 'Rework the assessment'),
    nature: 'submission',
    capacity: 'submitter',
    payload: z.object({ plan: line() }),
  },
  approveActivity: {
    by: informationOfficer.assess,
    title: text('同意处理活动', 'Approve the activity'),
    nature: 'decision',
    capacity: 'approver',
    notices: [toBusiness('处理活动获同意', 'The activity was approved')],
    payload: z.object({ opinion: words() }),
  },
  rejectActivity: {
    by: informationOfficer.assess,
    title: text('不同意处理活动', 'Reject the activity'),
    nature: 'decision',
    capacity: 'approver',
    notices: [toBusiness('处理活动未获同意', 'The activity was rejected')],
    payload: z.object({ opinion: words() }),
  },
  escalateOpinion: {
    by: clock.strike,
    title: text('审核意见逾期', 'The opinion is overdue'),
    nature: 'record',
    notices: [{ to: 'seniorManagement', about: text('评估审核逾期', 'An opinion is overdue') }],
    payload: z.object({}),
  },
  confirmApproval: {
    by: management.governInformation,
    title: text('高级管理层批准', 'Senior management approves'),
    nature: 'decision',
    capacity: 'decider',
    notices: [toBusiness('处理活动获批准', 'The activity was approved')],
    payload: z.object({ grounds: words() }),
  },
  declineApproval: {
    by: management.governInformation,
    title: text('高级管理层不予批准', 'Senior management declines'),
    nature: 'decision',
    capacity: 'decider',
    notices: [toBusiness('处理活动未获批准', 'The activity was not approved')],
    payload: z.object({ grounds: words() }),
  },
  escalateApproval: {
    by: clock.strike,
    title: text('高级管理层逾期未批复', 'Senior management has not decided in time'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('高风险处理逾期未批复', 'Processing of high risk awaits a decision'),
      },
    ],
    payload: z.object({}),
  },
  withdrawActivity: {
    by: proposers,
    title: text('撤回', 'Withdraw'),
    nature: 'submission',
    /** Of a change: that nothing was processed in its way. */
    payload: z.object({ reason: line() }),
  },
} as const satisfies EventTable
