/** Rules of a case of accountability: heard before decided, both levels considered, nobody forgotten. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { said } from '../said.ts'
import { dayOf } from '../../seen.ts'
import { resolves } from '../terms.ts'
import type { AccountabilityContext } from './context.ts'
import { leavesNobody } from './changes.ts'
import { accountabilityTypes } from './events.ts'
import type { AccountabilityEvent, facts } from './events.ts'
import { separationRules } from './separation.ts'

type C = AccountabilityContext
const rule = rulesFor<C, AccountabilityEvent, typeof facts>()
const decides = ['decideSanction', 'resolveSanction'] as const
const ofManagement = (c: C) => c.persons.some((p) => p.ofManagement)

const factRules = {
  sourceIsKnown: rule.ofEvent('openAccountability', {
    ...said(
      ['没有所述的来源流程', 'There is no such process'],
      ['指明发现问题的流程', 'Name the process in which it was found'],
      '2020-3:26',
    ),
    field: ['source'],
    reads: ['source'],
    holds: ({ facts: { source } }) => source !== null,
  }),
  notNamedYet: rule.ofEvent('nameConcerned', {
    ...said(
      ['该人员已列明', 'That person is named already'],
      ['列明其他责任人员', 'Name somebody else'],
      '2020-3:26',
    ),
    field: ['person'],
    holds: ({ payload }, c) => !c.persons.some((p) => p.person === payload.person),
  }),
  directPersonNamed: rule.ofCase({
    ...said(
      ['尚未列明直接责任人员', 'Nobody directly responsible is named'],
      ['先列明直接责任人员', 'Name somebody directly responsible first'],
      '2020-3:26',
    ),
    holds: (c) => c.persons.some((p) => p.involvement === 'direct'),
  }),
  managerConsidered: rule.ofEvent('establishFacts', {
    ...said(
      [
        '须列明负有责任的管理人员，或说明没有的理由',
        'A responsible manager is named, or it is said why there is none',
      ],
      ['列明管理人员或说明理由', 'Name a manager, or say why none is responsible'],
      '2020-3:26',
    ),
    field: ['noManager'],
    holds: ({ payload }, c) =>
      payload.noManager !== undefined || c.persons.some((p) => p.involvement === 'manager'),
  }),
  unitIsNamed: rule.ofEvent('establishFacts', {
    ...said(
      ['尚未明确整改单位', 'No unit that remedies it is named'],
      ['指明单位', 'Name the unit'],
      '2020-3:26',
    ),
    field: ['unit'],
    holds: ({ payload }, c) => (payload.unit ?? c.unit) !== null,
  }),
  dismissalIsYours: rule.ofCase({
    ...said(
      ['涉及管理层成员的事项由委员会决定', 'Where management is concerned the committee decides'],
      ['提交委员会', 'It is for the committee'],
      '2022-9:8',
    ),
    holds: (c, { by }) => by.body !== 'seniorManagement' || !ofManagement(c),
  }),
  mergeTargetOpen: rule.ofEvent('mergeCase', {
    ...said(
      ['所并入的不是另一未结的问责事项', 'That is not another open case of accountability'],
      ['指明未结的问责事项', 'Name an open case'],
      '2020-3:26',
    ),
    field: ['into'],
    reads: ['mergeTarget'],
    holds: ({ process, facts: { mergeTarget } }) =>
      mergeTarget !== null &&
      !mergeTarget.final &&
      mergeTarget.id !== process &&
      mergeTarget.context['persons'] !== undefined,
  }),
} as const

const decisionRules = {
  everyoneHeard: rule.ofCase({
    ...said(
      ['尚有当事人未听取陈述', 'Somebody concerned has not been heard'],
      ['先听取其陈述，或记录其放弃', 'Hear them first, or record that they declined'],
      '2020-3:26',
    ),
    holds: (c) => c.persons.every((p) => p.heard !== null),
  }),
  personIsConcerned: rule.ofEvent(['recordHearing', ...decides], {
    ...said(
      ['该人员不是本案当事人', 'The case does not concern that person'],
      ['指明本案当事人', 'Name somebody concerned'],
      '2020-3:26',
    ),
    field: ['person'],
    holds: ({ payload }, c) => c.persons.some((p) => p.person === payload.person),
  }),
  personUndecided: rule.ofEvent(decides, {
    ...said(
      ['对该人员已作出决定', 'On that person it has been decided'],
      ['退回补充查明后重新决定', 'Return the case to decide anew'],
      '2020-3:26',
    ),
    field: ['person'],
    holds: ({ payload }, c) =>
      c.persons.some((p) => p.person === payload.person && p.sanction === null),
  }),
  colleagueOfNobody: rule.ofEvent('decideSanction', {
    ...said(
      [
        '高级管理层不得对管理层成员作出决定',
        'Senior management does not decide on its own members',
      ],
      ['由委员会或董事会决议', 'Committee or board resolve'],
      '2022-9:8',
    ),
    field: ['person'],
    holds: ({ payload }, c) =>
      c.persons.some((p) => p.person === payload.person && !p.ofManagement),
  }),
  somebodyIsNot: rule.ofCase({
    ...said(
      ['没有待高级管理层决定的人员', 'Nobody is left on whom senior management decides'],
      ['由委员会或董事会决议', 'Committee or board resolve'],
      '2022-9:8',
    ),
    holds: (c) => c.persons.some((p) => !p.ofManagement && p.sanction === null),
  }),
  personIsOfManagement: rule.ofEvent('resolveSanction', {
    ...said(
      ['该人员由高级管理层决定', 'On that person senior management decides'],
      ['提交高级管理层', 'It is for senior management'],
      '2020-3:26',
    ),
    field: ['person'],
    holds: ({ payload }, c) => c.persons.some((p) => p.person === payload.person && p.ofManagement),
  }),
  managementIsConcerned: rule.ofCase({
    ...said(
      ['没有待决议的管理层成员', 'Nobody of management is left to resolve on'],
      ['由高级管理层决定', 'Senior management decides'],
      '2020-3:26',
    ),
    holds: (c) => c.persons.some((p) => p.ofManagement && p.sanction === null),
  }),
  ...resolves.rules,
  resolutionIsOfProposal: rule.ofEvent('resolveSanction', {
    ...said(
      ['决议的内容不是所提交的建议', 'The resolution is on another proposal'],
      ['附对该建议的决议', 'Attach the resolution on this very proposal'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e, c) => c.proposal !== null && resolves.of(e)?.contentHash === c.proposal.contentHash,
  }),
  resolutionIsNotAhead: rule.ofEvent('resolveSanction', {
    ...said(
      ['决议日期不得晚于今日', 'The resolution is not dated in the future'],
      ['更正决议日期', 'Correct the date of the resolution'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e) => (resolves.of(e)?.date ?? '') <= dayOf(e),
  }),
  lastToDecide: rule.ofEvent(decides, {
    ...said(
      ['尚有其他当事人未决定', 'Others are still undecided'],
      ['继续逐人决定', 'Go on deciding on each of them'],
      '2020-3:26',
    ),
    holds: ({ payload }, c) => leavesNobody(c, payload.person),
  }),
  remedyIsLate: rule.ofCase({
    ...said(
      ['整改未逾期', 'The remedy is not overdue'],
      ['继续整改', 'It goes on within its period'],
      'house:assessment',
    ),
    holds: (c) => c.remedy?.late ?? false,
  }),
  unitIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['所述原记录与记录不符', 'The record is not as stated'],
      ['核对后更正单位', 'Look it up and correct the unit'],
      'house:assessment',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) => 'unit' in record && record.unit.was === c.unit,
  }),
  unitIsKnown: rule.ofCase({
    ...said(
      ['尚未明确单位，无可更正', 'No unit is named that could be corrected'],
      ['查明事实时指明单位', 'Name the unit with the facts'],
      'house:assessment',
    ),
    holds: (c) => c.unit !== null,
  }),
} as const

export const rules = {
  ...separationRules,
  ...factRules,
  ...decisionRules,
  ...everydayRules,
} as const

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: accountabilityTypes,
  guards: guardsOf<C, AccountabilityEvent, typeof rules>(rules),
})
