/** Rules that look at the case alone: they decide what is offered before a payload exists. */
import { rulesFor } from '../../../core/rules.ts'
import { said } from '../common/said.ts'
import type { facts, ProcessingEvent } from './events.ts'
import { consentNeeded, needsManagement, triggered } from './terms.ts'
import type { ProcessingContext } from './terms.ts'

type C = ProcessingContext
const rule = rulesFor<C, ProcessingEvent, typeof facts>()
const inUse = (c: C) => c.use === 'running' || c.use === 'held' || c.use === 'stopped'

export const standingRules = {
  neverUsed: rule.ofCase({
    ...said(
      ['该活动已处理过个人信息', 'The activity has processed information already'],
      ['须整改、停止处理并删除', 'It is cured, or stopped and the information deleted'],
      'pipl:47',
    ),
    holds: (c) => c.use === 'none',
  }),
  inUse: rule.ofCase({
    ...said(
      ['该活动未在处理个人信息', 'The activity does not process information'],
      ['仅适用于正在进行、暂缓或暂停的活动', 'Only what is or was under way can be taken so'],
      'pipl:55',
    ),
    holds: inUse,
  }),
  heldForChange: rule.ofCase({
    ...said(
      ['没有因变更而搁置的同意意见', 'No approval was set aside for a change'],
      ['须重新评估或解除暂停', 'It must be assessed anew, or the suspension lifted'],
      'pipl:55',
    ),
    holds: (c) => c.use === 'held' && c.setAside !== null,
  }),
  approvedBefore: rule.ofCase({
    ...said(
      ['该活动从未获得同意', 'The activity was never approved'],
      ['先提交说明并评估', 'Submit its description and have it assessed'],
      'pipl:55',
    ),
    holds: (c) => c.setAside !== null,
  }),
  cureEvidenced: rule.ofCase({
    ...said(
      ['尚未提交整改证据', 'No evidence of a cure was handed in'],
      ['由业务部门提交整改证据', 'The department must hand it in'],
      'pipl:52',
    ),
    holds: (c) => c.cure !== null,
  }),
} as const

export const decisionRules = {
  tierIsHigh: rule.ofCase({
    ...said(
      ['不属于须由高级管理层批准的处理', 'It is not for senior management to approve'],
      ['由个人信息保护负责人同意', 'The officer approves it'],
      '2022-9:13',
    ),
    holds: needsManagement,
  }),
  assessmentDue: rule.ofCase({
    ...said(
      ['该活动未被判断为须评估', 'It was not found to need an assessment'],
      ['重新提交说明', 'Submit the description again'],
      'pipl:55',
    ),
    holds: (c) => triggered(c).length > 0,
  }),
  reviewGateHolds: rule.ofCase({
    ...said(
      ['所服务的产品尚未通过消保审查', 'The product that it serves is not cleared by a review'],
      ['待产品通过消保审查', 'The product must be reviewed and cleared first'],
      '2022-9:9',
    ),
    reads: ['latestReview'],
    holds: (c, { facts: { latestReview } }) =>
      c.product === null || (latestReview?.context['clearance'] ?? null) !== null,
  }),
} as const

export const consentRules = {
  noConsentNeeded: rule.ofCase({
    ...said(
      ['须先取得同意', 'Consent must be obtained first'],
      ['取得同意或单独同意', 'Obtain the consent, or the separate consent'],
      'pipl:13',
    ),
    holds: (c) => !consentNeeded(c),
  }),
  consentIsNeeded: rule.ofCase({
    ...said(
      ['无须取得同意', 'No consent is needed'],
      ['直接开始处理', 'It may begin at once'],
      'pipl:13',
    ),
    holds: consentNeeded,
  }),
  consentAsked: rule.ofCase({
    ...said(
      ['该处理没有供同意的文本', 'No text is shown that could be consented to'],
      ['不以同意为基础的处理无需同意', 'What does not rest on consent needs none'],
      'pipl:14',
    ),
    holds: (c) => c.consentText !== null,
  }),
  consentStands: rule.ofCase({
    ...said(
      ['没有尚未撤回的同意', 'No consent stands that could be withdrawn'],
      ['仅已作出的同意可以撤回', 'Only a consent that was given is withdrawn'],
      'pipl:15',
    ),
    holds: (c) => c.consents.given > c.consents.withdrawn,
  }),
  lastConsent: rule.ofCase({
    ...said(
      [
        '尚有其他个人的同意，或处理不以同意为基础',
        'Others consent, or it does not rest on consent',
      ],
      ['仅就撤回者的信息停止处理', 'Only the information of the one who withdrew is concerned'],
      'pipl:15',
    ),
    holds: (c) =>
      inUse(c) && c.basis === 'consent' && c.consents.given - c.consents.withdrawn === 1,
  }),
} as const

export const recipientRules = {
  someRecipient: rule.ofCase({
    ...said(
      ['该活动没有受托人或接收方', 'Nobody else processes or receives it'],
      ['变更接收方须重新判断', 'A new recipient is a change, which is screened anew'],
      'pipl:23',
    ),
    holds: (c) => c.recipients.length > 0,
  }),
  someProcessor: rule.ofCase({
    ...said(
      ['该活动没有受托人', 'The activity has no processor'],
      ['变更受托人须重新判断', 'A new processor is a change, which is screened anew'],
      'pipl:21',
    ),
    holds: (c) => c.recipients.some((r) => r.role === 'processor'),
  }),
} as const

export const deletionRules = {
  deletionProved: rule.ofCase({
    ...said(
      ['尚未提交删除证明', 'The proof of deletion is missing'],
      ['由业务部门或系统提交删除证明', 'The department or the system must hand it in'],
      'pipl:47',
    ),
    holds: (c) => c.deletion !== null,
  }),
  recipientsConfirmed: rule.ofCase({
    ...said(
      [
        '尚有受托人或接收方未证明返还或删除',
        'A processor or recipient has not confirmed return or deletion',
      ],
      ['逐一取得证明', 'Obtain the confirmation of each'],
      'pipl:21',
    ),
    holds: (c) => c.recipients.every((r) => c.confirmations.includes(r.partner)),
  }),
} as const
