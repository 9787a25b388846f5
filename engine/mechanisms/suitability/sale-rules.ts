/** Rules of a sale after it was executed, who may not do both, and the chart builder that knows them all. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../core/rules.ts'
import { addDays } from '../../core/calendar.ts'
import type { Day } from '../../core/values.ts'
import { everydayRules } from '../everyday.ts'
import { dayOf, said, took } from './common.ts'
import { recordRules, recordSeparation } from './record.ts'
import { saleTypes } from './sale-facts.ts'
import type { SaleEvent, saleFacts } from './sale-facts.ts'
import { saleRequestRules } from './sale-rules-request.ts'
import { saleRoutingRules } from './sale-rules-routing.ts'
import type { SaleContext } from './sale-terms.ts'

type C = SaleContext
const rule = rulesFor<C, SaleEvent, typeof saleFacts>()
const offers = ['offerRemedy', 'forceRemedy'] as const
/** A finding is dated when it is made; only so late may it be entered. */
const ENTERED_WITHIN_DAYS = 30

const lookbackRules = {
  wasExecuted: rule.ofCase({
    ...said(
      ['销售须已执行', 'The sale must have been executed'],
      ['仅回查已执行的销售', 'Only what was sold is looked back at'],
      '2025-7:13',
    ),
    holds: (c) => c.executedOn !== null,
  }),
  fileKept: rule.ofCase({
    ...said(
      ['档案须仍在保存期内', 'The file must still be within its period of keeping'],
      ['保存期满后不再回查', 'After that it is not looked into any more'],
      '2025-7:17',
    ),
    holds: (c) => c.record.stage === 'kept',
  }),
  noBreachOpen: rule.ofCase({
    ...said(
      ['没有待补救的不适当销售', 'No mis-sale may await its remedy'],
      ['并入已有的补救', 'It joins the remedy that is under way'],
      '2022-9:11',
    ),
    holds: (c) => c.breach !== 'open',
  }),
  foundInTime: rule.ofEvent('failLookback', {
    ...said(
      [
        '发现日期不得早于销售、晚于今日或早于三十日前',
        'The day of the finding must not be before the sale, in the future, or over 30 days ago',
      ],
      ['载明实际发现日期', 'State the day on which it was found'],
      'house:suitability-lookback',
    ),
    field: ['foundOn'],
    holds: (e, c) =>
      e.payload.foundOn <= dayOf(e) &&
      e.payload.foundOn >= (c.executedOn ?? '') &&
      addDays(e.payload.foundOn, ENTERED_WITHIN_DAYS) >= dayOf(e),
  }),
} as const

const remedyRules = {
  performanceAhead: rule.ofEvent(offers, {
    ...said(
      ['履行日不得早于今日', 'The day of performance must not be past'],
      ['载明将履行的日期', 'State the day by which it will be performed'],
      '2022-9:11',
    ),
    field: ['performBy'],
    holds: (e) => e.payload.performBy >= dayOf(e),
  }),
  compensationStated: rule.ofEvent(offers, {
    ...said(
      ['赔偿须载明金额', 'Compensation states its amount'],
      ['载明金额', 'State the amount'],
      '2022-9:11',
    ),
    field: ['amount'],
    holds: ({ payload: p }) => p.kind === 'unwind' || p.amount !== undefined,
  }),
  performancePast: rule.ofEvent('performRemedy', {
    ...said(
      ['履行日不得晚于今日', 'The remedy must have been performed'],
      ['履行后再登记', 'Record it when it was performed'],
      '2022-9:11',
    ),
    field: ['performedOn'],
    holds: (e, c) =>
      e.payload.performedOn <= dayOf(e) && e.payload.performedOn >= (c.remedy?.offeredOn ?? ''),
  }),
  contractRuns: rule.ofCase({
    ...said(
      ['合同须尚未登记终止', 'The end of the contract must not be recorded yet'],
      ['无须再次登记', 'Once is enough'],
      '2025-7:17',
    ),
    holds: (c) => c.contractEndedOn === null,
  }),
  contractEnded: rule.ofCase({
    ...said(
      ['合同须已终止', 'The contract must have ended'],
      ['终止后归档', 'It is archived when it has'],
      '2025-7:17',
    ),
    holds: (c) => c.contractEndedOn !== null,
  }),
  contractEndFits: rule.ofEvent('endContract', {
    ...said(
      ['终止日不得早于销售或晚于今日', 'The contract ends after the sale and not in the future'],
      ['更正终止日', 'Correct the day'],
      '2025-7:17',
    ),
    field: ['endedOn'],
    holds: (e, c) =>
      e.payload.endedOn <= dayOf(e) && e.payload.endedOn >= ((c.executedOn ?? '') as Day),
  }),
  saleUnitIsAsStated: rule.ofEvent('correctSale', {
    ...said(
      ['须按现有记录载明原值', 'The value that is recorded now must be stated'],
      ['更正所述原值', 'State what is recorded'],
      'house:suitability-records',
    ),
    field: ['was'],
    holds: ({ payload }, c) => payload.was === c.unit,
  }),
} as const

const sold = (c: C, by: Parameters<typeof took>[1], participants: Parameters<typeof took>[0]) =>
  took(participants, by, ['seller']) || (c.seller !== null && c.seller === by.person)
const separationRules = {
  inspectorDidNotSell: rule.ofCase({
    ...said(
      ['销售人员不得回访或回查本人的销售', 'Whoever sold does not call back or look back'],
      ['由未参与销售的人员办理', 'Someone who did not sell must do it'],
      '2025-7:13',
    ),
    holds: (c, { by, participants }) => !sold(c, by, participants),
  }),
  remedierDidNotSell: rule.ofCase({
    ...said(
      ['销售人员不得决定补救方案', 'Whoever sold does not decide on the remedy'],
      ['由部门中的另一人办理', 'Another person of the department must do it'],
      '2022-9:11',
    ),
    holds: (c, { by, participants }) => !sold(c, by, participants),
  }),
  closerDidNotInspect: rule.ofCase({
    ...said(
      ['认定不适当销售的人员不得结束补救', 'Whoever found the mis-sale does not close its remedy'],
      ['由第二人办理', 'A second person must do it'],
      'house:suitability-lookback',
    ),
    holds: (_, { by, participants }) => !took(participants, by, ['inspector']),
  }),
} as const

export const saleRules = {
  ...saleRequestRules,
  ...saleRoutingRules,
  ...lookbackRules,
  ...remedyRules,
  ...separationRules,
  ...everydayRules,
  ...recordRules,
} as const

export const saleSeparation = {
  recordCallBack: ['inspectorDidNotSell'],
  passLookback: ['inspectorDidNotSell'],
  failLookback: ['inspectorDidNotSell'],
  offerRemedy: ['remedierDidNotSell'],
  forceRemedy: ['remedierDidNotSell'],
  closeUnsettled: ['inspectorDidNotSell', 'closerDidNotInspect'],
  ...recordSeparation,
} as const

/** For the parts of the chart. */
export const saleChart = setup({
  types: saleTypes,
  guards: guardsOf<C, SaleEvent, typeof saleRules>(saleRules),
})
