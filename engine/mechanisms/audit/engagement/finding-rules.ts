/** Rules of findings: answered, instructed, rectified one by one, and never accepted against the law. */
import { addMonths, daysBetween } from '../../../core/calendar.ts'
import { rulesFor } from '../../../core/rules.ts'
import { dayOf } from '../../seen.ts'
import { said } from '../said.ts'
import { MOVES, overdueNumbers, stageAfter } from './changes.ts'
import { openFindings, standing } from './context.ts'
import type { EngagementContext, Finding, Stage } from './context.ts'
import type { EngagementEvent, facts } from './events.ts'
import { resolves } from './resolves.ts'

type C = EngagementContext
const rule = rulesFor<C, EngagementEvent, typeof facts>()
const audit = '2022-9:19'
/** A risk is accepted for a year at most, and rectified within a quarter after that. */
const LONGEST_MONTHS = 12
const RECTIFIED_DAYS = 90

const findingOf = (c: C, number: number): Finding | undefined =>
  c.findings.find((f) => f.number === number)
const once = (given: readonly number[], due: readonly number[]): boolean =>
  given.toSorted((a, b) => a - b).join() === due.toSorted((a, b) => a - b).join()

const leadsTo = (stage: Stage) =>
  rule.ofEvent(MOVES, {
    ...said(
      ['整改整体状态不同', 'Rectification as a whole stands elsewhere'],
      ['整体状态取决于最严重的发现', 'It stands as its worst finding does'],
      'house:audit',
    ),
    holds: (e, c) => stageAfter(c, e) === stage,
  })

export const reportRules = {
  findingStands: rule.ofEvent('dropFinding', {
    ...said(
      ['没有该项发现，或已撤销', 'There is no such finding, or it was dropped'],
      ['指明存续的发现', 'Name a finding that stands'],
      audit,
    ),
    field: ['finding'],
    holds: ({ payload }, c) => standing(c).some((f) => f.number === payload.finding),
  }),
  someFindingStands: rule.ofCase({
    ...said(
      ['没有存续的审计发现', 'No finding stands'],
      ['审议无发现的报告并办结', 'Take note that nothing was found'],
      audit,
    ),
    holds: (c) => standing(c).length > 0,
  }),
  noFindingStands: rule.ofCase({
    ...said(
      ['尚有审计发现须责令整改', 'Findings stand that must be instructed on'],
      ['责令整改', 'Instruct rectification'],
      audit,
    ),
    holds: (c) => standing(c).length === 0,
  }),
  actionsAreOfFindings: rule.ofEvent('respond', {
    ...said(
      ['整改措施须对应存续的发现，每项一条', 'Actions answer findings that stand, each once'],
      ['更正措施对应的发现', 'Name findings that stand'],
      audit,
    ),
    field: ['actions'],
    holds: ({ payload: { actions } }, c) =>
      new Set(actions.map((a) => a.finding)).size === actions.length &&
      actions.every((a) => standing(c).some((f) => f.number === a.finding)),
  }),
  resolutionIsOfReport: rule.ofEvent(['instruct', 'closeWithoutFindings', 'orderRectification'], {
    ...said(
      ['决议的内容不是该审计报告', 'The resolution is on another report'],
      ['附对该报告的决议', 'Attach the resolution on this very report'],
      audit,
    ),
    field: ['resolution'],
    holds: (e, c) => c.report !== null && resolves.of(e)?.contentHash === c.report.contentHash,
  }),
  everyFindingIsDue: rule.ofEvent('instruct', {
    ...said(
      ['须为每项存续的发现确定整改期限', 'Every finding that stands is given its day'],
      ['逐项确定期限', 'Give each finding a day'],
      audit,
    ),
    field: ['items'],
    holds: ({ payload: { items } }, c) =>
      once(
        items.map((i) => i.finding),
        standing(c).map((f) => f.number),
      ),
  }),
  everyOverdueIsDue: rule.ofEvent('orderRectification', {
    ...said(
      ['须为每项逾期的发现重新确定期限', 'Every overdue finding is given a new day'],
      ['逐项确定期限', 'Give each of them a day'],
      audit,
    ),
    field: ['items'],
    holds: ({ payload: { items } }, c) =>
      once(
        items.map((i) => i.finding),
        overdueNumbers(c),
      ),
  }),
  dueDaysAreAhead: rule.ofEvent(['instruct', 'orderRectification'], {
    ...said(
      ['整改期限须晚于今日', 'The days by which it is rectified lie ahead'],
      ['更正期限', 'Correct the days'],
      'house:audit',
    ),
    field: ['items'],
    holds: (e) => e.payload.items.every((i) => i.dueOn > dayOf(e)),
  }),
  reportIsIssued: rule.ofCase({
    ...said(
      ['审计报告尚未出具', 'No report has been issued'],
      ['先出具审计报告', 'Issue the report first'],
      audit,
    ),
    holds: (c) => c.report !== null,
  }),
  someLegalBreach: rule.ofCase({
    ...said(
      ['没有违法违规的发现', 'No finding is a breach of the law'],
      ['按一般发现整改', 'It is rectified as any finding'],
      audit,
    ),
    holds: (c) => standing(c).some((f) => f.legalBreach),
  }),
  findingIsLegalBreach: rule.ofEvent('referFinding', {
    ...said(
      ['所移送的不是存续的违法违规发现', 'That finding is no breach of the law that stands'],
      ['指明违法违规的发现', 'Name a finding that is'],
      audit,
    ),
    field: ['finding'],
    holds: ({ payload }, c) =>
      standing(c).some((f) => f.number === payload.finding && f.legalBreach),
  }),
  productIsReviewed: rule.ofEvent('referFinding', {
    ...said(
      ['该产品没有未结的审查流程', 'The product has no open review'],
      ['由消保部门报告未经审查的销售', 'The department reports it as sold without review'],
      '2022-9:9',
    ),
    field: ['product'],
    reads: ['productReview'],
    holds: ({ facts: { productReview } }) => productReview !== null && !productReview.final,
  }),
} as const

export const remedyRules = {
  someOpen: rule.ofCase({
    ...said(
      ['没有待整改的发现', 'No finding waits for rectification'],
      ['待审计跟踪核实', 'What is claimed awaits follow-up'],
      audit,
    ),
    holds: (c) => openFindings(c).length > 0,
  }),
  findingIsOpen: rule.ofEvent(['claimFixed', 'acceptRisk'], {
    ...said(
      ['该项发现不在待整改之列', 'That finding does not wait for rectification'],
      ['指明待整改的发现', 'Name a finding that does'],
      audit,
    ),
    field: ['finding'],
    holds: ({ payload }, c) => findingOf(c, payload.finding)?.status === 'open',
  }),
  someClaimed: rule.ofCase({
    ...said(
      ['没有待核实的整改', 'No fix is claimed'],
      ['待被审计单位报告整改', 'The auditee must claim it first'],
      audit,
    ),
    holds: (c) => c.findings.some((f) => f.status === 'claimed'),
  }),
  findingIsClaimed: rule.ofEvent(['confirmFixed', 'rejectFix'], {
    ...said(
      ['该项发现没有待核实的整改', 'No fix of that finding is claimed'],
      ['指明待核实的发现', 'Name a finding whose fix is claimed'],
      audit,
    ),
    field: ['finding'],
    holds: ({ payload }, c) => findingOf(c, payload.finding)?.status === 'claimed',
  }),
  someRiskMayBeAccepted: rule.ofCase({
    ...said(
      ['违法违规的发现不得以接受风险处理', 'The risk of a breach of the law is never accepted'],
      ['整改', 'Rectify it'],
      audit,
    ),
    holds: (c) => openFindings(c).some((f) => !f.legalBreach),
  }),
  riskMayBeAccepted: rule.ofEvent('acceptRisk', {
    ...said(
      ['违法违规的发现不得以接受风险处理', 'The risk of a breach of the law is never accepted'],
      ['整改', 'Rectify it'],
      audit,
    ),
    field: ['finding'],
    holds: ({ payload }, c) => findingOf(c, payload.finding)?.legalBreach === false,
  }),
  acceptanceIsBounded: rule.ofEvent('acceptRisk', {
    ...said(
      [
        '接受风险不超过一年，到期后一季度内整改',
        'A risk is accepted for a year at most, and rectified within a quarter after that',
      ],
      ['缩短期限', 'Shorten it'],
      'house:audit',
    ),
    field: ['until'],
    holds: (e) => {
      const { until, rectifyBy } = e.payload
      const ahead = daysBetween(until, rectifyBy)
      return (
        until > dayOf(e) &&
        until <= addMonths(dayOf(e), LONGEST_MONTHS) &&
        ahead > 0 &&
        ahead <= RECTIFIED_DAYS
      )
    },
  }),
  someAccepted: rule.ofCase({
    ...said(
      ['没有被接受的风险', 'No risk is accepted'],
      ['按发现跟踪整改', 'Follow the findings up'],
      audit,
    ),
    holds: (c) => c.findings.some((f) => f.status === 'accepted'),
  }),
  findingIsAccepted: rule.ofEvent('closeRisk', {
    ...said(
      ['该项发现的风险未被接受', 'The risk of that finding is not accepted'],
      ['指明被接受风险的发现', 'Name a finding whose risk is'],
      audit,
    ),
    field: ['finding'],
    holds: ({ payload }, c) => findingOf(c, payload.finding)?.status === 'accepted',
  }),
  leadsToOnTime: leadsTo('onTime'),
  leadsToOverdue: leadsTo('overdue'),
  leadsToEscalated: leadsTo('escalated'),
  leadsToFollowUp: leadsTo('followUp'),
  leadsToRiskAccepted: leadsTo('riskAccepted'),
} as const
