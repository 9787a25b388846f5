/** Who may not do both: no one approves what they proposed or assessed, nor clears what they reported. */
import { rulesFor } from '../../core/rules.ts'
import { keepingSeparation } from '../keeping.ts'
import type { facts, PartnerEvent } from './events.ts'
import { said } from './said.ts'
import type { PartnerContext } from './terms.ts'

const rule = rulesFor<PartnerContext, PartnerEvent, typeof facts>()
const independence = '2019-38:independence'
const another = ['由其他人员办理', 'Another person must do it'] as const
const names = ['beginDueDiligence', 'reassign'] as const

export const separationRules = {
  notProposer: rule.ofCase({
    ...said(
      ['不得审批本人提议、报批的机构', 'No one approves what they proposed or submitted'],
      another,
      '2022-9:14',
    ),
    holds: (c, { by }) => !c.authors.includes(by.person ?? ''),
  }),
  notAssessor: rule.ofCase({
    ...said(
      ['参与尽职调查的人员不得审批', 'Whoever assessed the partner does not approve it'],
      another,
      '2022-9:14',
    ),
    holds: (_, { by, participants }) => !(participants.assessor ?? []).includes(by.person ?? ''),
  }),
  notEvaluator: rule.ofCase({
    ...said(
      ['评估人不得决定去留', 'Whoever evaluated the partner does not decide whether it stays'],
      another,
      '2020-9:evaluation',
    ),
    holds: (_, { by, participants }) => !(participants.reviewer ?? []).includes(by.person ?? ''),
  }),
  hasNoInterest: rule.ofCase({
    ...said(
      [
        '与该机构有利害关系的人员不得决定',
        'Whoever has an interest in the partner does not decide',
      ],
      another,
      independence,
    ),
    reads: ['ownInterests'],
    holds: (_, { facts }) => (facts.ownInterests ?? []).length === 0,
  }),
  notRecused: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与', 'Whoever stepped aside takes no further part'],
      another,
      independence,
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  notOwnSignal: rule.ofEvent('dismissSignal', {
    ...said(
      ['报告信号的人员不得自行排除', 'Whoever reported a signal does not dismiss it'],
      another,
      '2022-9:14',
    ),
    // Judged after the rules that say whether there is anything to dismiss at all.
    refuses: 'SEPARATION',
    field: ['aspect'],
    holds: ({ payload, by }, c) => c.aspects[payload.aspect].reportedBy !== by.person,
  }),
  notOwnRemediation: rule.ofCase({
    ...said(
      ['提交整改证据的人员不得验收', 'Whoever reported the remediation does not verify it'],
      another,
      '2022-9:14',
    ),
    holds: (c, { by }) => c.remediation === null || c.remediation.reportedBy !== by.person,
  }),
  notDeclarer: rule.ofCase({
    ...said(
      ['声明返还或删除的人员不得核实', 'Whoever declared the return does not verify it'],
      another,
      'pipl:21',
    ),
    holds: (c, { by }) => c.dataReturn === null || c.dataReturn.by !== by.person,
  }),
  notWhoForbade: rule.ofCase({
    ...said(
      ['作出列入决定的人员不得移出', 'Whoever put it on the list does not take it off'],
      another,
      '2020-9:partner-list',
    ),
    holds: (c, { by }) => c.blacklist === null || c.blacklist.by !== by.person,
  }),
  overseerIsFree: rule.ofEvent(names, {
    ...said(
      [
        '提议人、已回避或有利害关系的人员不得负责',
        'Who proposed it, stepped aside or has an interest is not put in charge',
      ],
      ['指定其他人员', 'Name another person'],
      independence,
    ),
    field: ['handler'],
    reads: ['interests'],
    holds: ({ payload: { handler }, facts: { interests } }, c) =>
      !c.authors.includes(handler) &&
      !c.work.recused.includes(handler) &&
      (interests ?? []).length === 0,
  }),
} as const

export const separation = {
  ...keepingSeparation,
  beginDueDiligence: ['overseerIsFree'],
  reassign: ['overseerIsFree'],
  approvePartner: ['notProposer', 'notAssessor', 'hasNoInterest'],
  signAgreement: ['notProposer', 'notRecused'],
  dismissSignal: ['notRecused', 'hasNoInterest'],
  clearWatch: ['notRecused', 'hasNoInterest'],
  verifyRemediation: ['notRecused', 'hasNoInterest', 'notOwnRemediation'],
  acceptPlan: ['hasNoInterest'],
  resumeOnboarding: ['hasNoInterest'],
  retainPartner: ['notEvaluator', 'hasNoInterest'],
  retainWithConditions: ['notEvaluator', 'hasNoInterest'],
  verifyDataReturn: ['notDeclarer'],
  completeExit: ['notRecused', 'hasNoInterest'],
  liftBlacklisting: ['notWhoForbade', 'hasNoInterest'],
} as const
