/** Every rule of a request under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { commonRules, commonSeparated, commonSeparation } from '../common/rules.ts'
import { said } from '../common/said.ts'
import { requestTypes } from './events.ts'
import type { facts, RequestEvent } from './events.ts'
import { isCredit } from './terms.ts'
import type { RequestContext } from './terms.ts'
import { OUTCOMES } from './words.ts'

type C = RequestContext
const rule = rulesFor<C, RequestEvent, typeof facts>()

const separationRules = {
  judgeIsNew: rule.ofCase({
    ...said(
      ['答复申请的人员不得审理对答复的异议', 'Whoever answered does not judge the contest of it'],
      ['由其他人员审理', 'Another person must judge it'],
      'pipl:50',
    ),
    holds: (c, { by }) => by.person === undefined || !c.answeredBy.includes(by.person),
  }),
} as const

const caseRules = {
  forCreditOnly: rule.ofCase({
    ...said(
      ['仅征信异议须标注', 'Only an objection to a credit record is marked'],
      ['无需标注', 'There is nothing to mark'],
      'credit-reporting:25',
    ),
    holds: isCredit,
  }),
  creditMarked: rule.ofCase({
    ...said(
      ['尚未对存在异议的信用信息作出标注', 'The credit record is not yet marked as disputed'],
      ['先作出标注再核查答复', 'Mark it, then check and answer'],
      'credit-reporting:25',
    ),
    holds: (c) => !isCredit(c) || c.markedDisputed,
  }),
  refusalIsYours: rule.ofCase({
    ...said(
      ['期限届满前由个人信息保护负责人答复', 'Within the period the officer answers'],
      ['高级管理层仅处理逾期的申请', 'Senior management refuses only what is overdue'],
      'pipl:50',
    ),
    holds: (c, { by }) => by.body !== 'seniorManagement' || c.late,
  }),
  contestIsYours: rule.ofCase({
    ...said(
      ['该异议由另一机关审理', 'The contest is judged by somebody else'],
      [
        '诉至法院的由法院裁判，其余由消保部门审理',
        'A suit is judged by the court, everything else by the department',
      ],
      'pipl:50',
    ),
    holds: (c, { by }) => (c.contest?.route === 'court') === (by.body === 'court'),
  }),
} as const

const payloadRules = {
  receivedBefore: rule.ofEvent('registerRequest', {
    ...said(
      ['收到日期晚于登记日期', 'It cannot have been received after its registration'],
      ['写明实际收到的日期', 'State the day of receipt'],
      'pipl:50',
    ),
    field: ['receivedOn'],
    holds: ({ payload, on }) =>
      payload.receivedOn === undefined || on === undefined || payload.receivedOn <= on,
  }),
  aboutTheIndividual: rule.ofEvent(
    ['withdrawRequest', 'answerMore', 'fulfilRequest', 'refuseRequest', 'contestAnswer'],
    {
      ...said(
        ['所述个人不是申请人', 'Another individual is meant than the one who asked'],
        ['写明本申请的个人', 'Name the individual of this request'],
        'pipl:50',
      ),
      field: ['about'],
      holds: ({ payload }, c) => payload.about === c.consumer,
    },
  ),
  agentAuthorised: rule.ofEvent('confirmIdentity', {
    ...said(
      ['代他人申请而没有证明文件', 'There is no proof that the requester may act for another'],
      ['附授权书或监护、亲属关系证明', 'Add the power, or the proof of guardianship or kinship'],
      'pipl:49',
    ),
    field: ['authorisationHash'],
    holds: ({ payload }, c) => c.requester === 'self' || payload.authorisationHash !== undefined,
  }),
  outcomeFits: rule.ofEvent('fulfilRequest', {
    ...said(
      ['办理结果与申请不符', 'The outcome is not what was asked for'],
      ['按申请的内容办理，或说明理由拒绝', 'Do what was asked, or refuse with reasons'],
      'pipl:45',
    ),
    field: ['outcome'],
    holds: ({ payload }, c) => c.kind !== null && OUTCOMES[c.kind].includes(payload.outcome),
  }),
  creditInWriting: rule.ofEvent(['fulfilRequest', 'refuseRequest'], {
    ...said(
      ['征信异议须书面答复', 'An objection to a credit record is answered in writing'],
      ['书面答复', 'Answer in writing'],
      'credit-reporting:25',
    ),
    field: ['inWriting'],
    holds: ({ payload }, c) => !isCredit(c) || payload.inWriting,
  }),
  remedyTold: rule.ofEvent('refuseRequest', {
    ...said(
      ['拒绝时未告知可以起诉', 'The refusal does not say that one may sue'],
      ['告知救济途径', 'Tell which remedies there are'],
      'pipl:50',
    ),
    field: ['remedyTold'],
    holds: ({ payload }) => payload.remedyTold,
  }),
} as const

export const rules = {
  ...commonSeparation,
  ...separationRules,
  ...commonRules,
  ...everydayRules,
  ...caseRules,
  ...payloadRules,
} as const

const acts = ['notRecused', 'inCharge'] as const
const judges = ['notRecused', 'judgeIsNew'] as const
export const separation = {
  ...commonSeparated,
  fulfilRequest: acts,
  refuseRequest: acts,
  upholdContest: judges,
  dismissContest: judges,
} as const

export const chart = setup({
  types: requestTypes,
  guards: guardsOf<RequestContext, RequestEvent, typeof rules>(rules),
})
