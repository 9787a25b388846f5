/** Nobody takes part in deciding on themselves, on what they established, or where they have an interest. */
import { rulesFor } from '../../../core/rules.ts'
import { said } from '../said.ts'
import { took } from '../../seen.ts'
import type { AccountabilityContext } from './context.ts'
import type { AccountabilityEvent, facts } from './events.ts'

const rule = rulesFor<AccountabilityContext, AccountabilityEvent, typeof facts>()
const independence = '2019-38:independence'
const somebodyElse = ['由其他人员办理', 'Another person must do it'] as const

export const separationRules = {
  notConcerned: rule.ofCase({
    ...said(
      ['不得办理涉及本人的问责', 'No one acts in a case that concerns themselves'],
      somebodyElse,
      '2020-3:26',
    ),
    holds: (c, { by }) => !c.persons.some((p) => p.person === by.person),
  }),
  notOfConcernedUnit: rule.ofCase({
    ...said(
      ['涉事单位的人员不得查明或核实', 'The unit concerned neither investigates nor verifies'],
      ['由法律合规部门或内部审计办理', 'Legal and compliance or internal audit must do it'],
      independence,
    ),
    holds: (c, { by }) => by.unit === undefined || by.unit !== c.unit,
  }),
  notInvestigator: rule.ofCase({
    ...said(
      ['查明事实、提出建议的人员不得作出决定', 'Whoever investigated or proposed does not decide'],
      ['由其他成员决定', 'Another member must decide'],
      '2020-3:26',
    ),
    holds: (_, { by, participants }) => !took(participants, by.person, ['inspector', 'proposer']),
  }),
  noInterestOfDecider: rule.ofCase({
    ...said(
      ['决定人与涉事单位有利害关系', 'Whoever decides has an interest in the unit concerned'],
      ['由其他成员决定', 'Another member must decide'],
      independence,
    ),
    reads: ['deciderInterests'],
    holds: (_, { facts: { deciderInterests } }) => (deciderInterests ?? []).length === 0,
  }),
  notRemedyClaimant: rule.ofCase({
    ...said(
      ['报告整改的人员不得核实', 'Whoever claims the remedy does not verify it'],
      ['由其他人员核实', 'Another person must verify'],
      '2020-3:26',
    ),
    holds: (c, { by }) => c.remedy === null || c.remedy.claimedBy !== by.person,
  }),
  takesNoFurtherPart: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与问责', 'Whoever stepped aside takes no further part in the case'],
      somebodyElse,
      independence,
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  notYetAside: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      independence,
    ),
    refuses: 'NOT_NOW',
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
} as const

const investigates = ['notConcerned', 'notOfConcernedUnit', 'takesNoFurtherPart'] as const
const decides = ['notConcerned', 'notInvestigator', 'takesNoFurtherPart'] as const

export const separation = {
  nameConcerned: ['notConcerned', 'takesNoFurtherPart'],
  establishFacts: investigates,
  proposeDismissal: investigates,
  mergeCase: investigates,
  confirmDismissal: decides,
  refuseDismissal: decides,
  recordHearing: ['notConcerned', 'takesNoFurtherPart'],
  submitForDecision: investigates,
  returnForFacts: decides,
  reopenFacts: decides,
  decideSanction: [...decides, 'noInterestOfDecider'],
  resolveSanction: decides,
  confirmRemedied: [...investigates, 'notRemedyClaimant'],
  rejectRemedied: [...investigates, 'notRemedyClaimant'],
} as const
