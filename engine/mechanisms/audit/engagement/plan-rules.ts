/** Rules of the plan, the schedule and the team. */
import { addMonths } from '../../../core/calendar.ts'
import { rulesFor } from '../../../core/rules.ts'
import { dayOf } from '../../seen.ts'
import { said } from '../said.ts'
import { LOOK_BACK_MONTHS } from './clocks.ts'
import type { EngagementContext } from './context.ts'
import type { EngagementEvent, facts } from './events.ts'
import { resolves } from './resolves.ts'

const rule = rulesFor<EngagementContext, EngagementEvent, typeof facts>()
const audit = '2022-9:19'
const schedules = ['scheduleEngagement', 'rescheduleByBoard'] as const

export const planRules = {
  unitIsAudited: rule.ofEvent('proposeEngagement', {
    ...said(
      ['被审计单位须是本机构已登记的单位', 'The unit audited is one of the institution'],
      ['先登记该单位', 'Register the unit first'],
      audit,
    ),
    field: ['unit'],
    reads: ['auditedUnit'],
    holds: ({ facts: { auditedUnit } }) => auditedUnit !== null && auditedUnit.kind !== 'outside',
  }),
  yearIsNotOver: rule.ofEvent('proposeEngagement', {
    ...said(
      ['计划年度已经结束', 'The year of the plan is over'],
      ['列入本年度或以后年度', 'Plan it for this year or a later one'],
      audit,
    ),
    field: ['year'],
    holds: (e) => e.payload.year >= Number(dayOf(e).slice(0, 4)),
  }),
  planIsEndorsed: rule.ofCase({
    ...said(
      ['审计委员会职能尚未出具意见', 'The function of the audit committee has not been heard'],
      ['先由其出具意见', 'It must give its opinion first'],
      audit,
    ),
    holds: (c) => c.plan !== null && c.plan.endorsedBy !== null,
  }),
  planNotYetEndorsed: rule.ofCase({
    ...said(
      ['已出具意见', 'The opinion has been given'],
      ['无需再次出具', 'Once is enough'],
      audit,
    ),
    holds: (c) => c.plan?.endorsedBy === null,
  }),
  ...resolves.rules,
  resolutionIsOfPlan: rule.ofEvent(['approvePlan', 'dropLine', 'rescheduleByBoard'], {
    ...said(
      ['决议的内容不是所提交的审计计划', 'The resolution is on another plan'],
      ['附对该计划的决议', 'Attach the resolution on this very plan'],
      audit,
    ),
    field: ['resolution'],
    holds: (e, c) => c.plan !== null && resolves.of(e)?.contentHash === c.plan.contentHash,
  }),
  resolutionIsTimely: rule.ofEvent(
    [
      'approvePlan',
      'dropLine',
      'rescheduleByBoard',
      'instruct',
      'closeWithoutFindings',
      'orderRectification',
    ],
    {
      ...said(
        ['决议日期不得晚于今日', 'The resolution is not dated in the future'],
        ['更正决议日期', 'Correct the date of the resolution'],
        audit,
      ),
      field: ['resolution'],
      holds: (e) => (resolves.of(e)?.date ?? '') <= dayOf(e),
    },
  ),
  datesAreSound: rule.ofEvent(schedules, {
    ...said(
      ['进场不得早于今日，结束不得早于进场', 'It begins not before today and ends not before that'],
      ['更正日期', 'Correct the dates'],
      'house:audit',
    ),
    field: ['startBy'],
    holds: (e) => e.payload.startBy >= dayOf(e) && e.payload.endBy >= e.payload.startBy,
  }),
  withinYear: rule.ofEvent('scheduleEngagement', {
    ...said(
      ['须在计划年度内进场', 'Fieldwork begins within the year of the plan'],
      ['提前进场时间，或由董事会重新排期', 'Begin earlier, or let the board reschedule'],
      audit,
    ),
    field: ['startBy'],
    holds: ({ payload }, c) => Number(payload.startBy.slice(0, 4)) <= (c.year ?? 0),
  }),
  yearNotMissed: rule.ofCase({
    ...said(
      [
        '年度内未实施的项目由董事会重新排期',
        'What was not executed in its year the board reschedules',
      ],
      ['由董事会决议', 'The board must resolve'],
      audit,
    ),
    holds: (c) => !c.yearMissed,
  }),
  yearWasMissed: rule.ofCase({
    ...said(
      ['项目仍在计划年度内', 'The line is still within its year'],
      ['由内部审计排期', 'Internal audit schedules it'],
      audit,
    ),
    holds: (c) => c.yearMissed,
  }),
  auditorHoldsSeat: rule.ofEvent('appointAuditor', {
    ...said(
      ['该人员不在内部审计部门任职', 'That person holds no seat in internal audit'],
      ['指派内部审计人员', 'Appoint an internal auditor'],
      audit,
    ),
    field: ['auditor'],
    reads: ['auditorSeats'],
    holds: ({ facts: { auditorSeats } }) =>
      (auditorSeats ?? []).some((s) => s.body === 'internalAudit'),
  }),
  auditorIsIndependent: rule.ofEvent('appointAuditor', {
    ...said(
      [
        '审计人员在被审计单位任职或与其有利害关系',
        'The auditor holds a seat or an interest in the auditee',
      ],
      ['指派其他审计人员', 'Appoint another auditor'],
      audit,
    ),
    field: ['auditor'],
    reads: ['auditorSeats', 'auditorInterests'],
    holds: ({ facts: { auditorSeats, auditorInterests } }, c) =>
      !(auditorSeats ?? []).some((s) => s.unit !== undefined && s.unit === c.unit) &&
      (auditorInterests ?? []).length === 0,
  }),
  coolingOffIsOver: rule.ofEvent('appointAuditor', {
    ...said(
      ['审计人员在回避期内经办过被审计事项', 'The auditor handled the matter too recently'],
      ['指派其他审计人员，或待回避期满', 'Appoint another, or wait until the period is over'],
      audit,
    ),
    field: ['lastHandledOn'],
    reads: ['lookBack'],
    holds: (e) =>
      e.payload.lastHandledOn === undefined ||
      addMonths(e.payload.lastHandledOn, e.facts.lookBack ?? LOOK_BACK_MONTHS) < dayOf(e),
  }),
  auditorIsNew: rule.ofEvent('appointAuditor', {
    ...said(
      [
        '已在组内或已回避的人员不得再指派',
        'Whoever is in the team or stepped aside is not appointed',
      ],
      ['指派其他审计人员', 'Appoint another auditor'],
      audit,
    ),
    field: ['auditor'],
    holds: ({ payload }, c) =>
      !c.team.includes(payload.auditor) && !c.work.recused.includes(payload.auditor),
  }),
  independenceStands: rule.ofCase({
    ...said(
      ['独立性声明已到期', 'The declaration of independence has lapsed'],
      ['先重新确认独立性', 'Confirm independence anew first'],
      audit,
    ),
    holds: (c) => c.independentOn !== null,
  }),
  labelIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['所述原记录与记录不符', 'The record is not as stated'],
      ['核对后更正名称', 'Look it up and correct the label'],
      'house:audit',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) => 'label' in record && record.label.was === c.label,
  }),
} as const
