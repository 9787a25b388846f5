/** Who may not do both: nobody approves what they proposed, nor scores or rules on their own. */
import { rulesFor } from '../../../core/rules.ts'
import { said } from '../said.ts'
import { took } from '../../seen.ts'
import type { CycleContext } from './context.ts'
import type { CycleEvent, facts } from './events.ts'

const rule = rulesFor<CycleContext, CycleEvent, typeof facts>()
const independence = '2019-38:independence'

export const separationRules = {
  notAuthor: rule.ofCase({
    ...said(
      ['不得审核、批准本人提交的方案', 'No one endorses or approves a scheme they submitted'],
      ['由其他人员办理', 'Another person must do it'],
      '2022-9:18',
    ),
    holds: (c, { by }) => by.person === undefined || !c.authors.includes(by.person),
  }),
  notEndorser: rule.ofCase({
    ...said(
      ['审核方案的人员不参与委员会批准', 'Whoever endorsed the scheme does not approve it'],
      ['由其他成员决议', 'Other members must resolve'],
      '2022-9:8',
    ),
    holds: (c, { by }) => c.endorsedBy === null || c.endorsedBy !== by.person,
  }),
  notOwnUnit: rule.ofCase({
    ...said(
      ['不得考核、核实本单位', 'No one scores or verifies their own unit'],
      ['由人力资源部门、消保部门或内部审计中的其他人员办理', 'Somebody of another unit must do it'],
      '2022-9:18',
    ),
    holds: (c, { by }) => by.unit === undefined || by.unit !== c.unit,
  }),
  notScorer: rule.ofCase({
    ...said(
      ['评分人不得裁决对其评分的申诉', 'Whoever scored does not rule on the appeal'],
      ['由其他人员裁决', 'Another person must rule'],
      '2022-9:18',
    ),
    holds: (_, { by, participants }) => !took(participants, by.person, ['assessor']),
  }),
  notAppellant: rule.ofCase({
    ...said(
      ['申诉人不得裁决自己的申诉', 'Whoever appealed does not rule on the appeal'],
      ['由其他人员裁决', 'Another person must rule'],
      '2022-9:18',
    ),
    holds: (_, { by, participants }) => !took(participants, by.person, ['asker']),
  }),
  noInterestInUnit: rule.ofCase({
    ...said(
      ['裁决人与该单位有利害关系', 'Whoever rules has an interest in the unit'],
      ['由其他人员裁决', 'Another person must rule'],
      independence,
    ),
    reads: ['ownInterests'],
    holds: (_, { facts: { ownInterests } }) => (ownInterests ?? []).length === 0,
  }),
  notClaimant: rule.ofCase({
    ...said(
      ['报告整改的人员不得核实', 'Whoever claims rectification does not verify it'],
      ['由其他人员核实', 'Another person must verify'],
      '2022-9:18',
    ),
    holds: (c, { by }) =>
      c.rectification?.claimedBy === null || c.rectification?.claimedBy !== by.person,
  }),
  notRecused: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与', 'Whoever stepped aside takes no further part'],
      ['由其他人员办理', 'Another person must do it'],
      independence,
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  notYetRecused: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      independence,
    ),
    refuses: 'NOT_NOW',
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
} as const

const scores = ['notOwnUnit', 'notRecused'] as const
const rulesOn = ['notScorer', 'notAppellant', 'notRecused'] as const
const verifies = ['notClaimant', 'notOwnUnit', 'notRecused'] as const

export const separation = {
  returnScheme: ['notAuthor', 'notRecused'],
  endorseScheme: ['notAuthor', 'notRecused'],
  returnSchemeByCommittee: ['notAuthor', 'notRecused'],
  approveScheme: ['notAuthor', 'notEndorser', 'notRecused'],
  publishDraft: scores,
  ruleOnAppeal: [...rulesOn, 'noInterestInUnit'],
  ruleByResolution: rulesOn,
  findWeaknesses: scores,
  findNoWeakness: scores,
  confirmRectified: verifies,
  rejectRectified: verifies,
} as const
