/** Rules of the yearly plan, and who may not do both. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { covered } from './coverage.ts'
import { planTypes } from './plan-events.ts'
import type { PlanEvent, planFacts } from './plan-events.ts'
import { resolves } from './resolves.ts'
import { said } from './said.ts'
import { DEMANDED_TOPICS, GROUPS, INPUTS, yearOf } from './terms.ts'
import type { PlanContext } from './terms.ts'

type C = PlanContext
const rule = rulesFor<C, PlanEvent, typeof planFacts>()
const today = ({ on, at }: Pick<PlanEvent, 'on' | 'at'>): string => on ?? at.slice(0, 10)
const submits = ['submitPlan', 'amendPlan'] as const

const draftRules = {
  onePlanPerYear: rule.ofEvent('openPlan', {
    ...said(
      ['该年度已有培训计划', 'There is a plan of this year'],
      ['在该计划中办理', 'Go on in that plan'],
      '2022-9:17',
    ),
    field: ['year'],
    reads: ['latestPlan'],
    holds: ({ payload, facts }) =>
      facts.latestPlan === null || Number(facts.latestPlan.context['year']) < payload.year,
  }),
  yearAtHand: rule.ofEvent('openPlan', {
    ...said(
      ['计划年度须为本年或下一年', 'A plan is of this year or the next'],
      ['指明本年或下一年', 'Name this year or the next'],
      '2022-9:17',
    ),
    field: ['year'],
    holds: (e) => {
      const now = yearOf(today(e))
      return e.payload.year === now || e.payload.year === now + 1
    },
  }),
  everyInputConsidered: rule.ofEvent(submits, {
    ...said(
      [
        '计划须分析投诉原因、新规、审计发现和新入职人员',
        'A plan looks into causes of complaints, new rules, audit findings and new hires',
      ],
      ['补充缺少的分析', 'Look into what is missing'],
      '2022-9:17',
    ),
    field: ['considered'],
    holds: ({ payload }) => INPUTS.every((i) => payload.considered.includes(i)),
  }),
  everyGroupCovered: rule.ofEvent(submits, {
    ...said(
      [
        '计划须覆盖中层管理人员、基层业务人员和新入职人员',
        'A plan covers middle managers, front-line staff and new hires',
      ],
      ['补充缺少的人员范围', 'Add the group that is missing'],
      'pboc-2020-5:training',
    ),
    field: ['groups'],
    holds: ({ payload }) => GROUPS.every((g) => payload.groups.includes(g)),
  }),
  everyTopicPlanned: rule.ofEvent(submits, {
    ...said(
      [
        '计划须包括消保、产品、个人信息安全和反诈内容',
        'A plan has consumer protection, products, security of information and fraud',
      ],
      ['补充缺少的内容', 'Add the topic that is missing'],
      '2022-9:17',
    ),
    field: ['topics'],
    holds: ({ payload }) => DEMANDED_TOPICS.every((t) => payload.topics.includes(t)),
  }),
  hadSessions: rule.ofCase({
    ...said(
      ['尚未举办培训', 'No session was held'],
      ['计划修订后继续执行', 'A changed plan goes on where it was'],
      '2022-9:17',
    ),
    holds: (c) => c.approved !== null && c.sessions > 0,
  }),
  wasApproved: rule.ofCase({
    ...said(
      ['尚无经批准的计划', 'No plan was approved'],
      ['先批准计划', 'Have it approved first'],
      '2022-9:17',
    ),
    holds: (c) => c.approved !== null,
  }),
} as const

const yearRules = {
  topicPlanned: rule.ofEvent('recordSession', {
    ...said(
      ['该内容不在经批准的计划中', 'The approved plan does not have this topic'],
      ['先修订计划', 'Have the plan changed first'],
      '2022-9:17',
    ),
    field: ['topic'],
    holds: ({ payload }, c) => c.approved?.topics.includes(payload.topic) ?? false,
  }),
  planYearBegun: rule.ofCase({
    ...said(
      ['计划年度尚未开始', 'The year of the plan has not begun'],
      ['年度开始后记录', 'Record it once the year has begun'],
      'pboc-2020-5:training',
    ),
    holds: (c, moment) => yearOf(today(moment)) >= (c.year ?? 0),
  }),
  sessionInYear: rule.ofEvent('recordSession', {
    ...said(
      ['培训日期须在计划年度内', 'The session is not of the year of the plan'],
      ['记入相应年度的计划', 'Record it in the plan of its year'],
      'pboc-2020-5:training',
    ),
    field: ['heldOn'],
    holds: (e, c) => yearOf(e.payload.heldOn) === c.year,
  }),
  sessionHeld: rule.ofEvent('recordSession', {
    ...said(
      ['培训日期不得晚于今日', 'The session is still to come'],
      ['举办后记录', 'Record it when it was held'],
      '2022-9:17',
    ),
    field: ['heldOn'],
    holds: (e) => e.payload.heldOn <= today(e),
  }),
  coverageComplete: rule.ofCase({
    ...said(
      ['应训人员未全部合格', 'Not everybody who is to be trained is certified'],
      ['补足覆盖', 'Make up what is missing'],
      'pboc-2020-5:training',
    ),
    reads: ['certifiedMiddle', 'certifiedFront', 'certifiedNew'],
    holds: (c, moment) => covered(c, { on: today(moment), facts: moment.facts }).complete,
  }),
  catchUpAhead: rule.ofEvent('orderCatchUp', {
    ...said(
      ['期限须在今日之后', 'The day that is set has passed'],
      ['设定将来的日期', 'Set a day that is to come'],
      '2022-9:17',
    ),
    field: ['by'],
    holds: (e) => e.payload.by > today(e),
  }),
  ...resolves.rules,
  resolutionOfFigures: rule.ofEvent('noteShortfall', {
    ...said(
      ['决议所指数据与核定的覆盖数据不一致', 'The resolution is about other figures'],
      ['决议须载明覆盖数据的哈希值', 'The resolution must name the hash of the figures'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e, c) => c.coverage !== null && resolves.of(e)?.contentHash === c.coverage.hash,
  }),
  resolutionTimely: rule.ofEvent('noteShortfall', {
    ...said(
      [
        '决议日期早于核定日或晚于今日',
        'The resolution is dated before the figures or in the future',
      ],
      ['载明作出决议的日期', 'Give the day on which it was passed'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e, c) => {
      const date = resolves.of(e)?.date ?? ''
      return date >= (c.coverage?.on ?? '') && date <= today(e)
    },
  }),
} as const

const separationRules = {
  notPlanner: rule.ofCase({
    ...said(
      ['提交计划的人员不得审批', 'Whoever submitted the plan does not decide on it'],
      ['由其他人员审批', 'Another person must decide'],
      '2022-9:17',
    ),
    holds: (c, { by, participants }) =>
      c.draft?.by !== by.person && !(participants.submitter ?? []).includes(by.person ?? ''),
  }),
} as const

export const planRules = {
  ...separationRules,
  ...draftRules,
  ...yearRules,
  ...everydayRules,
} as const
export const planSeparation = { approvePlan: ['notPlanner'], returnPlan: ['notPlanner'] } as const

export const planKit = setup({
  types: planTypes,
  guards: guardsOf<PlanContext, PlanEvent, typeof planRules>(planRules),
})
