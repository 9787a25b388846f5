/** Rules that judge a payload: conditions of the offer, or the way that is taken. */
import { rulesFor } from '../../../core/rules.ts'
import { said } from '../common/said.ts'
import type { facts, ProcessingEvent } from './events.ts'
import {
  declaredTriggers,
  ENTRUSTED,
  processorsOf,
  RECIPIENT_TOLD,
  separateNeeded,
  triggered,
  TRIGGERS,
} from './terms.ts'
import type { ProcessingContext } from './terms.ts'

type C = ProcessingContext
const rule = rulesFor<C, ProcessingEvent, typeof facts>()
const everyOf = <T>(needed: readonly T[], given: readonly T[]): boolean =>
  needed.every((one) => given.includes(one))

export const proposalRules = {
  noOpenActivity: rule.ofEvent(['proposeActivity', 'reportUnassessed'], {
    ...said(
      ['该处理活动已有未结的流程', 'A case of this activity is open'],
      ['在该流程中办理', 'Go on in that case'],
      'pipl:55',
    ),
    field: ['activity'],
    reads: ['latestActivity'],
    holds: (e) => e.facts.latestActivity?.final ?? true,
  }),
  contentNotRejected: rule.ofEvent('submitActivity', {
    ...said(
      [
        '该说明已被否决，不得原样再次提交',
        'This description was rejected and is not brought again',
      ],
      ['修改处理活动', 'Change the activity'],
      'pipl:55',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => !c.rejected.includes(payload.contentHash),
  }),
  endLiesAhead: rule.ofEvent('submitActivity', {
    ...said(
      ['处理期限已经届满', 'The stated end of the purpose has passed'],
      ['写明将来的日期，或不写明', 'State a day that lies ahead, or none'],
      'pipl:47',
    ),
    field: ['endsOn'],
    holds: ({ payload, on }) =>
      payload.endsOn === undefined || on === undefined || payload.endsOn > on,
  }),
  answersFit: rule.ofEvent('screenActivity', {
    ...said(
      ['判断与活动说明不符', 'The answers contradict the description'],
      [
        '说明载明的敏感信息、自动化决策、受托人、接收方、公开和出境均应判断为是',
        'What the description states is answered by yes: sensitive kinds, automated decisions, processors, recipients, publication and transfer abroad',
      ],
      'pipl:55',
    ),
    field: ['triggers'],
    holds: ({ payload }, c) => {
      const declared = declaredTriggers(c)
      return TRIGGERS.every((t) => payload.triggers[t] || !declared[t])
    },
  }),
  someTrigger: rule.ofEvent('screenActivity', {
    ...said(
      ['各项均判断为否', 'Every item is answered by no'],
      ['适用简式审批', 'The short form applies'],
      'pipl:55',
    ),
    field: ['triggers'],
    holds: ({ payload }) => TRIGGERS.some((t) => payload.triggers[t]),
  }),
} as const

export const assessmentRules = {
  assessmentOfContent: rule.ofEvent('finishAssessment', {
    ...said(
      ['评估的不是所提交的处理活动', 'Something else was assessed than what was submitted'],
      ['评估所提交的说明', 'Assess the description that was submitted'],
      'pipl:56',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => payload.contentHash === c.contentHash,
  }),
  automationSafeguarded: rule.ofEvent('finishAssessment', {
    ...said(
      [
        '自动化决策缺少透明、公平说明，或缺少拒绝方式',
        'The automated decision lacks transparency, fairness or a way to refuse it',
      ],
      [
        '附模型说明和公平性说明；个性化营销可关闭；仅凭自动化作出的重大决定可由人工处理',
        'Add the model card and the proof of fairness; personalised marketing can be turned off, and a person looks at a major decision made by automation alone',
      ],
      'pipl:24',
    ),
    field: ['safeguards'],
    holds: ({ payload: { safeguards } }, c) =>
      !triggered(c).includes('automated') ||
      (safeguards !== undefined &&
        (!c.personalised || safeguards.optOut) &&
        (c.automation !== 'sole' || safeguards.humanReview)),
  }),
  processorsBound: rule.ofEvent('finishAssessment', {
    ...said(
      ['与受托人的约定不全', 'What was agreed with a processor is incomplete'],
      [
        '约定目的、期限、方式、种类、保护措施、监督、不得转委托、返还或删除',
        'Agree purpose, term, method, kinds, protection, supervision, no sub-entrusting, and return or deletion',
      ],
      'pipl:21',
    ),
    field: ['entrustments'],
    holds: ({ payload }, c) =>
      processorsOf(c).every((partner) =>
        payload.entrustments.some((e) => e.partner === partner && everyOf(ENTRUSTED, e.covers)),
      ),
  }),
  transferLawful: rule.ofEvent('finishAssessment', {
    ...said(
      ['向境外提供没有法定条件', 'Nothing permits the transfer abroad'],
      [
        '附安全评估、认证或标准合同',
        'Add the security assessment, the certification or the standard contract',
      ],
      'pipl:38',
    ),
    field: ['transferHash'],
    holds: ({ payload }, c) =>
      !triggered(c).includes('crossBorder') || payload.transferHash !== undefined,
  }),
} as const

export const consentPayloadRules = {
  consentTextShown: rule.ofEvent('goLive', {
    ...said(
      ['须取得同意而没有同意文本', 'Consent is needed, and there is no text to consent to'],
      ['附同意文本', 'Add the text of the consent'],
      'pipl:14',
    ),
    field: ['consentTextHash'],
    holds: ({ payload }) => payload.consentTextHash !== undefined,
  }),
  consentIsOfText: rule.ofEvent('recordConsent', {
    ...said(
      ['同意的不是现行文本', 'Another text was consented to'],
      ['按现行文本取得同意', 'Obtain the consent to the present text'],
      'pipl:14',
    ),
    field: ['textHash'],
    holds: ({ payload }, c) => payload.textHash === c.consentText,
  }),
  consentCovers: rule.ofEvent('recordConsent', {
    ...said(
      ['缺少同意或单独同意', 'The consent, or a separate consent, is missing'],
      [
        '敏感信息、向他人提供、公开和出境须分别取得单独同意',
        'Sensitive kinds, giving to others, publishing and transfer abroad each need a consent of their own',
      ],
      'pipl:29',
    ),
    field: ['separate'],
    holds: ({ payload }, c) =>
      (c.basis !== 'consent' || payload.general) && everyOf(separateNeeded(c), payload.separate),
  }),
  recipientTold: rule.ofEvent('recordConsent', {
    ...said(
      ['未告知接收方的全部事项', 'Not everything about the recipient was told'],
      [
        '告知接收方名称、联系方式、处理目的、方式和种类',
        'Tell its name, contact, purpose, method and kinds',
      ],
      'pipl:23',
    ),
    field: ['recipientTold'],
    holds: ({ payload }, c) =>
      !separateNeeded(c).includes('providing') ||
      everyOf(RECIPIENT_TOLD, payload.recipientTold ?? []),
  }),
} as const

export const controlRules = {
  recipientKnown: rule.ofEvent(['recordProvision', 'confirmProcessorDeletion'], {
    ...said(
      [
        '该合作机构不在经批准的受托人、接收方之列',
        'The partner is none of those that were approved',
      ],
      ['变更接收方须重新判断', 'A new recipient is a change, which is screened anew'],
      'pipl:23',
    ),
    field: ['partner'],
    holds: ({ payload }, c) => c.recipients.some((r) => r.partner === payload.partner),
  }),
  processorKnown: rule.ofEvent('recordInspection', {
    ...said(
      ['该合作机构不是受托人', 'The partner is no processor of this activity'],
      ['检查受托人', 'Inspect one of its processors'],
      'pipl:21',
    ),
    field: ['partner'],
    holds: ({ payload }, c) => processorsOf(c).includes(payload.partner),
  }),
  confirmsForItself: rule.ofEvent('confirmProcessorDeletion', {
    ...said(
      ['合作机构只能就自身作出证明', 'A partner confirms for itself alone'],
      ['由该合作机构证明', 'The partner concerned must confirm it'],
      'pipl:21',
    ),
    field: ['partner'],
    holds: ({ payload, by }) => by.body !== 'partner' || by.unit === payload.partner,
  }),
  retentionAhead: rule.ofEvent('retainByLaw', {
    ...said(
      ['保存期已经届满', 'The period is over already'],
      ['写明尚未届满的保存期', 'State a day that lies ahead'],
      'pipl:47',
    ),
    field: ['until'],
    holds: ({ payload, on }) => on !== undefined && payload.until > on,
  }),
} as const
