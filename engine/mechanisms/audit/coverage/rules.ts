/** Rules of the coverage of one unit. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { dayOf } from '../../seen.ts'
import { said } from '../said.ts'
import type { CoverageContext } from './context.ts'
import { coverageTypes } from './events.ts'
import type { CoverageEvent, facts } from './events.ts'

const rule = rulesFor<CoverageContext, CoverageEvent, typeof facts>()
const audit = '2022-9:19'

export const rules = {
  unitIsInside: rule.ofEvent('enterUniverse', {
    ...said(
      ['须是本机构已登记的部门或分支机构', 'It is a registered unit of the institution'],
      ['先登记该单位', 'Register the unit first'],
      audit,
    ),
    field: ['unit'],
    reads: ['enteredUnit'],
    holds: ({ facts: { enteredUnit } }) => enteredUnit !== null && enteredUnit.kind !== 'outside',
  }),
  notYetInUniverse: rule.ofEvent('enterUniverse', {
    ...said(
      ['该单位已在审计范围内', 'The unit is in the audit universe already'],
      ['在该流程中办理', 'Go on in that process'],
      audit,
    ),
    field: ['unit'],
    reads: ['priorCoverage'],
    holds: ({ facts: { priorCoverage } }) => priorCoverage === null || priorCoverage.final,
  }),
  datesAreKnown: rule.ofEvent('enterUniverse', {
    ...said(
      [
        '设立日、最近审计日不得晚于今日，且最近审计须附报告',
        'Neither day lies ahead, no report is older than the unit, and a report is attested',
      ],
      ['更正日期或附报告', 'Correct the days, or attach the report'],
      audit,
    ),
    field: ['lastReportOn'],
    holds: (e) => {
      const { openedOn, lastReportOn, reportHash } = e.payload
      const today = dayOf(e)
      return (
        (openedOn ?? today) <= today &&
        (lastReportOn === undefined ||
          (lastReportOn <= today &&
            lastReportOn >= (openedOn ?? lastReportOn) &&
            reportHash !== undefined))
      )
    },
  }),
  wasReportedOn: rule.ofEvent('enterUniverse', {
    ...said(
      ['该单位未经审计', 'The unit was never audited'],
      ['自设立之日起算', 'It counts from its opening'],
      audit,
    ),
    holds: ({ payload }) => payload.lastReportOn !== undefined,
  }),
  entersPlanned: rule.ofEvent('enterUniverse', {
    ...said(['尚未列入计划', 'No audit of it is planned'], ['列入年度审计计划', 'Plan one'], audit),
    holds: ({ payload }) => payload.engagement !== undefined,
  }),
  closedByNow: rule.ofEvent('closeUnit', {
    ...said(
      ['撤销日期不得晚于今日', 'The unit was not closed in the future'],
      ['更正日期', 'Correct the date'],
      'house:audit',
    ),
    field: ['closedOn'],
    holds: (e) => e.payload.closedOn <= dayOf(e),
  }),
  openingIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['所述原记录与记录不符，或更正后晚于今日', 'It is not as stated, or would lie ahead'],
      ['核对后更正设立日', 'Look it up and correct the day of opening'],
      'house:audit',
    ),
    field: ['record'],
    holds: (e, c) => {
      const { record } = e.payload
      return (
        'openedOn' in record && record.openedOn.was === c.openedOn && record.openedOn.is <= dayOf(e)
      )
    },
  }),
  notYetAside: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  ...everydayRules,
} as const

export const chart = setup({
  types: coverageTypes,
  guards: guardsOf<CoverageContext, CoverageEvent, typeof rules>(rules),
})
