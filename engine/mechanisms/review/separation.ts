/** Who may not do both: no one decides what they submitted, nor rules on their own opinion. */
import { rulesFor } from '../../core/rules.ts'
import type { Participants, Uuid } from '../../core/values.ts'
import type { facts, ReviewEvent } from './events.ts'
import { said } from './said.ts'
import type { ReviewContext } from './terms.ts'

const rule = rulesFor<ReviewContext, ReviewEvent, typeof facts>()
const took = (
  participants: Participants,
  person: Uuid | undefined,
  capacities: readonly (keyof Participants)[],
): boolean =>
  person !== undefined && capacities.some((c) => participants[c]?.includes(person) ?? false)

const namesReviewer = ['acceptDossier', 'resumeReview', 'reassign'] as const
const independence = '2019-38:independence'

export const separationRules = {
  notSubmitter: rule.ofCase({
    ...said(
      ['不得审查或裁决本人起草、提交的事项', 'No one decides what they drafted or submitted'],
      ['由其他人员办理', 'Another person must do it'],
      '2022-9:9',
    ),
    holds: (c, { by, participants }) =>
      !took(participants, by.person, ['author', 'submitter']) &&
      !c.authors.includes(by.person ?? ''),
  }),
  notOwnOpinion: rule.ofCase({
    ...said(
      [
        '不得裁决本人参与的审查或提交的争议',
        'No one rules on a review they took part in or a dispute they brought',
      ],
      ['由其他成员裁决', 'Another member must rule'],
      '2022-9:9',
    ),
    holds: (_, { by, participants }) =>
      !took(participants, by.person, ['reviewer', 'handler', 'verifier', 'asker']),
  }),
  notReferrer: rule.ofCase({
    ...said(
      ['提交委员会的人员不参与决议', 'Whoever referred it to the committee does not resolve on it'],
      ['由其他成员决议', 'Other members must resolve'],
      '2022-9:8',
    ),
    holds: (c, { by }) => c.dispute === null || c.dispute.referredBy !== by.person,
  }),
  secondPerson: rule.ofCase({
    ...said(
      ['提议人不得自行确认', 'Whoever proposed it does not confirm it'],
      ['由第二人确认', 'A second person must confirm'],
      '2022-9:9',
    ),
    holds: (c, { by }) => c.proposal === null || c.proposal.by !== by.person,
  }),
  notRecused: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与', 'Whoever stepped aside takes no further part'],
      ['由其他人员办理', 'Another person must do it'],
      independence,
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  reviewerGivesOpinion: rule.ofCase({
    ...said(
      ['意见由指定的审查人出具', 'The opinion is given by the reviewer in charge'],
      ['指定审查人，或由其出具意见', 'Name a reviewer, or let the reviewer give it'],
      '2022-9:9',
    ),
    holds: (c, { by }) => by.body !== 'consumerProtection' || c.reviewer === by.person,
  }),
  reviewerIsNotAuthor: rule.ofEvent(namesReviewer, {
    ...said(
      ['审查人不得是起草人或提交人', 'The reviewer is not an author of what is reviewed'],
      ['指定其他审查人', 'Name another reviewer'],
      '2022-9:9',
    ),
    field: ['handler'],
    holds: ({ payload, participants }, c) =>
      payload.handler === undefined ||
      (!took(participants, payload.handler, ['author', 'submitter']) &&
        !c.authors.includes(payload.handler)),
  }),
  reviewerIsNew: rule.ofEvent(namesReviewer, {
    ...said(
      [
        '逾期或已回避的审查人不得再任',
        'A reviewer who stalled or stepped aside is not named again',
      ],
      ['指定其他审查人', 'Name another reviewer'],
      independence,
    ),
    field: ['handler'],
    holds: ({ type, payload }, c) =>
      payload.handler === undefined ||
      (payload.handler !== c.relieved &&
        !c.work.recused.includes(payload.handler) &&
        (type !== 'resumeReview' || payload.handler !== c.reviewer)),
  }),
  reviewerHasNoInterest: rule.ofEvent(namesReviewer, {
    ...said(
      [
        '审查人与该产品或合作机构有利害关系',
        'The reviewer has an interest in the product or a partner',
      ],
      ['指定其他审查人', 'Name another reviewer'],
      independence,
    ),
    field: ['handler'],
    reads: ['interests'],
    holds: ({ facts }) => (facts.interests ?? []).length === 0,
  }),
} as const

const decides = ['notSubmitter', 'notRecused'] as const
const opines = [...decides, 'reviewerGivesOpinion'] as const
const rules = [...decides, 'notOwnOpinion'] as const
const confirms = [...decides, 'secondPerson'] as const
const names = ['reviewerIsNotAuthor', 'reviewerIsNew', 'reviewerHasNoInterest'] as const

export const separation = {
  acceptDossier: [...decides, ...names],
  reassign: names,
  returnIncomplete: decides,
  scopeIn: decides,
  proposeScopeOut: decides,
  confirmScopeOut: confirms,
  recordFinding: decides,
  returnForRework: opines,
  opineOk: opines,
  opineConditional: opines,
  opineNo: opines,
  meetConditions: decides,
  smUpholdOpinion: rules,
  resumeReview: [...rules, ...names],
  referToCommittee: rules,
  committeeUphold: [...rules, 'notReferrer'],
  committeeAcceptRisk: [...rules, 'notReferrer'],
  proposeNotMaterial: decides,
  confirmNotMaterial: confirms,
  suspendAndReReview: decides,
  findEffective: decides,
  findDefect: decides,
} as const
