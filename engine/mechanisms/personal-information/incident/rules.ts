/** Every rule of an incident under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { commonRules, commonSeparated, commonSeparation } from '../common/rules.ts'
import { said } from '../common/said.ts'
import { NOTICE_ITEMS } from '../common/terms.ts'
import { classAfter } from './changes.ts'
import { incidentTypes } from './events.ts'
import type { facts, IncidentEvent } from './events.ts'
import { demands, LOWEST, raises } from './terms.ts'
import type { IncidentContext, Report } from './terms.ts'

type C = IncidentContext
const rule = rulesFor<C, IncidentEvent, typeof facts>()

const separationRules = {
  proposedByAnother: rule.ofCase({
    ...said(
      ['提议人不得自行确认', 'Whoever proposed it does not confirm it'],
      ['由第二人确认', 'A second person must confirm'],
      'pipl:57',
    ),
    holds: (c, { by }) => c.proposal === null || c.proposal.by !== by.person,
  }),
  notFixer: rule.ofCase({
    ...said(
      ['整改人不得验证本人的整改', 'Whoever mended it does not verify it'],
      ['由内部审计或个人信息保护负责人验证', 'Internal audit or another officer must verify it'],
      'pipl:57',
    ),
    holds: (c, { by }) => c.fix === null || c.fix.by !== by.person,
  }),
} as const

const proposed = (kind: NonNullable<C['proposal']>['kind'], zh: string, en: string) =>
  rule.ofCase({
    ...said([zh, en], ['先由一人提议', 'One person must have proposed it'], 'pipl:57'),
    holds: (c) => c.proposal?.kind === kind,
  })

const caseRules = {
  falseAlarmProposed: proposed(
    'falseAlarm',
    '没有待确认的误报提议',
    'Nobody has proposed that it is a false alarm',
  ),
  lowerClassProposed: proposed(
    'lowerClass',
    '没有待确认的降级提议',
    'Nobody has proposed a lower class',
  ),
  exemptionProposed: proposed(
    'exemption',
    '没有待确认的不通知提议',
    'Nobody has proposed not to notify the individuals',
  ),
  classCanFall: rule.ofCase({
    ...said(
      ['已是最低等级', 'It is of the lowest class already'],
      ['无可再降', 'There is nothing to take from it'],
      'cac-2025-incident:4',
    ),
    holds: (c) => c.class !== null && !raises(c.class, LOWEST),
  }),
  exemptionOpen: rule.ofCase({
    ...said(
      ['无需或不得免于通知', 'There is nothing to be exempt from, or notification was ordered'],
      [
        '已通知或已被责令通知的，不适用免除',
        'It is notified already, or is to be notified as ordered',
      ],
      'pipl:57',
    ),
    holds: (c) => (c.individuals === 'due' || c.individuals === 'overdue') && !c.ordered,
  }),
  harmContained: rule.ofCase({
    ...said(
      ['事件尚未得到控制', 'The incident is not contained'],
      ['先采取措施控制影响', 'Contain it first'],
      'pipl:57',
    ),
    holds: (c) => c.contained !== null,
  }),
  reportsMade: rule.ofCase({
    ...said(
      ['尚有应报告而未报告的部门', 'A report that is due has not been made'],
      ['先报告主管部门', 'Report to the authorities first'],
      'pipl:57',
    ),
    holds: (c) => Object.values(c.reports).every((s) => s === 'told' || s === 'notRequired'),
  }),
  individualsSettled: rule.ofCase({
    ...said(
      [
        '个人尚未获通知，不通知的依据也未确定',
        'The individuals are neither notified nor exempt for good',
      ],
      ['通知个人，或待不通知确定', 'Notify them, or wait until the exemption is settled'],
      'pipl:57',
    ),
    holds: (c) => c.individuals === 'told' || c.individuals === 'settled',
  }),
} as const

const payloadRules = {
  discoveredBefore: rule.ofEvent('reportIncident', {
    ...said(
      ['发现时间晚于报告时间', 'It cannot have been discovered after it is reported'],
      ['写明实际发现的时间', 'State the instant of discovery'],
      'pipl:57',
    ),
    field: ['discoveredAt'],
    holds: ({ payload, at }) => payload.discoveredAt === undefined || payload.discoveredAt <= at,
  }),
  classIsRaised: rule.ofEvent('raiseClass', {
    ...said(
      ['有一项低于现有等级', 'In some respect the class would be lower'],
      ['降级须两人办理', 'A lower class takes two people'],
      'cac-2025-incident:4',
    ),
    field: ['class'],
    holds: ({ payload }, c) => raises(c.class, payload.class),
  }),
  classIsLowered: rule.ofEvent('proposeLowerClass', {
    ...said(
      ['没有一项低于现有等级', 'In no respect would the class be lower'],
      ['提高等级无需提议', 'A higher class needs no proposal'],
      'cac-2025-incident:4',
    ),
    field: ['class'],
    holds: ({ payload }, c) => !raises(c.class, payload.class),
  }),
  itemsComplete: rule.ofEvent(['tellAuthority', 'tellIndividuals'], {
    ...said(
      ['通知事项不全', 'The notice lacks something'],
      [
        '写明信息种类、原因、可能的危害、补救措施和联系方式；仅首次报告可以后补',
        'Say the kinds, the cause, the possible harm, the measures and the contact; only the first report may leave something for later',
      ],
      'pipl:57',
    ),
    field: ['items'],
    holds: (e) =>
      (e.type === 'tellAuthority' && e.payload.report === 'supervisorFirst') ||
      NOTICE_ITEMS.every((item) => e.payload.items.includes(item)),
  }),
  policeAreTold: rule.ofEvent('tellAuthority', {
    ...said(
      [
        '涉及关键信息基础设施而未报告公安机关',
        'Critical infrastructure is concerned, and the police were not told',
      ],
      ['同时报告保护工作部门和公安机关', 'Tell its authority and the police'],
      'cac-2025-incident:4',
    ),
    field: ['policeTold'],
    holds: ({ payload }, c) =>
      payload.report !== 'internet' ||
      c.class?.criticalInfrastructure !== true ||
      payload.policeTold,
  }),
  lateShowsContainment: rule.ofEvent('tellAuthority', {
    ...said(
      [
        '逾期报告未说明事件已得到控制',
        'A late report does not show that the incident is contained',
      ],
      ['附处置证据', 'Add the evidence of containment'],
      'house:incident',
    ),
    field: ['containmentHash'],
    holds: ({ payload }, c) =>
      c.reports[payload.report] !== 'overdue' || payload.containmentHash !== undefined,
  }),
  logsInOrder: rule.ofEvent('sealLogs', {
    ...said(
      ['日志的起止日期颠倒，或在将来', 'The logs end before they begin, or in the future'],
      ['写明日志所及的日期', 'State the days that the logs cover'],
      'cybersecurity:21',
    ),
    field: ['to'],
    holds: ({ payload, on }) =>
      payload.from <= payload.to && (on === undefined || payload.to <= on),
  }),
} as const

/** Rules that choose the way of a region beside the case, and refuse nobody. */
const due = (which: Report) =>
  rule.ofEvent(['confirmIncident', 'presumeConfirmed', 'raiseClass'], {
    ...said(
      ['该等级无须作此报告', 'An incident of this class demands no such report'],
      ['提高等级后须报告', 'A higher class would demand it'],
      'pipl:57',
    ),
    holds: (e, c) => demands(classAfter(c, e), which),
  })
const notDue = (which: Report) =>
  rule.ofCase({
    ...said(
      ['该等级仍须作此报告', 'An incident of the lower class demands this report all the same'],
      ['仍须报告', 'It is still due'],
      'pipl:57',
    ),
    holds: (c) => c.proposal?.class === null || !demands(c.proposal?.class ?? LOWEST, which),
  })
const is = (which: Report) =>
  rule.ofEvent('tellAuthority', {
    ...said(
      ['报告的是另一部门', 'Another authority is told'],
      ['指明该部门', 'Name this report'],
      'pipl:57',
    ),
    field: ['report'],
    holds: ({ payload }) => payload.report === which,
  })
const wayRules = {
  internetDue: due('internet'),
  centralBankDue: due('centralBank'),
  firstDue: due('supervisorFirst'),
  writtenDue: due('supervisorWritten'),
  internetNotDue: notDue('internet'),
  centralBankNotDue: notDue('centralBank'),
  firstNotDue: notDue('supervisorFirst'),
  writtenNotDue: notDue('supervisorWritten'),
  isInternet: is('internet'),
  isCentralBank: is('centralBank'),
  isFirst: is('supervisorFirst'),
  isWritten: is('supervisorWritten'),
} as const

export const rules = {
  ...commonSeparation,
  ...separationRules,
  ...commonRules,
  ...everydayRules,
  ...caseRules,
  ...payloadRules,
  ...wayRules,
} as const

const confirms = ['notRecused', 'proposedByAnother'] as const
export const separation = {
  ...commonSeparated,
  confirmFalseAlarm: [...confirms, 'notProposer'],
  confirmLowerClass: confirms,
  confirmExemption: confirms,
  verifyFix: ['notRecused', 'notFixer'],
  rejectFix: ['notRecused', 'notFixer'],
  closeIncident: ['notRecused'],
} as const

export const chart = setup({
  types: incidentTypes,
  guards: guardsOf<IncidentContext, IncidentEvent, typeof rules>(rules),
})
