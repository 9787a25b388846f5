/** Rules that look at the assessment alone, and those that judge a payload. */
import { setup } from 'xstate'
import { daysBetween } from '../../../core/calendar.ts'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import type { Day } from '../../../core/values.ts'
import { everydayRules } from '../../everyday.ts'
import { said } from '../said.ts'
import { dayOf } from '../../seen.ts'
import { resolves } from '../terms.ts'
import { isBelow, leftToNext, totalOf } from './context.ts'
import type { CycleContext } from './context.ts'
import { ruledScores } from './changes.ts'
import { cycleTypes } from './events.ts'
import type { CycleEvent, facts } from './events.ts'
import { separationRules } from './separation.ts'

type C = CycleContext
const rule = rulesFor<C, CycleEvent, typeof facts>()
/** No period of assessment is longer than a year. */
const LONGEST_DAYS = 366
const rulings = ['ruleOnAppeal', 'ruleByResolution'] as const
const byCommittee = ['approveScheme', 'ruleByResolution'] as const

const openingRules = {
  unitIsAssessed: rule.ofEvent('openCycle', {
    ...said(
      ['被考核单位须是本机构已登记的部门或分支机构', 'The unit assessed is one of the institution'],
      ['先登记该单位', 'Register the unit first'],
      '2022-9:18',
    ),
    field: ['unit'],
    reads: ['assessedUnit'],
    holds: ({ facts: { assessedUnit } }) =>
      assessedUnit !== null && assessedUnit.kind !== 'outside',
  }),
  periodIsSound: rule.ofEvent('openCycle', {
    ...said(
      ['考核期须不短于一日、不超过一年且尚未结束', 'The period is at most a year and not yet over'],
      ['更正考核期', 'Correct the period'],
      '2022-9:18',
    ),
    field: ['to'],
    holds: (e) =>
      e.payload.from < e.payload.to &&
      daysBetween(e.payload.from, e.payload.to) <= LONGEST_DAYS &&
      e.payload.to >= dayOf(e),
  }),
  periodNotCovered: rule.ofEvent('openCycle', {
    ...said(
      ['该单位在此期间已有考核', 'The unit has an assessment for this period'],
      ['在该流程中办理，或另定考核期', 'Go on in that process, or choose a later period'],
      '2022-9:18',
    ),
    field: ['from'],
    reads: ['priorCycle'],
    holds: ({ payload, facts: { priorCycle } }) => {
      if (priorCycle === null || priorCycle.paths.includes('case.withdrawn')) return true
      const prior = leftToNext.safeParse(priorCycle.context)
      return !prior.success || prior.data.period === null || prior.data.period.to < payload.from
    },
  }),
} as const

const schemeRules = {
  schemeCoversUnit: rule.ofEvent('submitScheme', {
    ...said(
      [
        '方案须覆盖本单位，且不得将同一单位同时列入和排除',
        'The scheme covers the unit, and no unit both and not',
      ],
      ['更正覆盖范围', 'Correct which units are covered'],
      '2022-9:18',
    ),
    field: ['units'],
    holds: ({ payload: { units, leftOut } }, c) =>
      c.unit !== null &&
      units.includes(c.unit) &&
      new Set([...units, ...leftOut.map((l) => l.unit)]).size === units.length + leftOut.length,
  }),
  indicatorsAreWhole: rule.ofEvent('submitScheme', {
    ...said(
      [
        '指标不得重复，权重合计须为一百',
        'Each indicator stands once and the weights add up to 100',
      ],
      ['更正指标权重', 'Correct the weights'],
      '2022-9:18',
    ),
    field: ['indicators'],
    holds: ({ payload: { indicators } }) =>
      new Set(indicators.map((i) => i.indicator)).size === indicators.length &&
      indicators.reduce((sum, i) => sum + i.weight, 0) === 100,
  }),
  complaintsAreAssessed: rule.ofEvent('submitScheme', {
    ...said(
      ['考核指标须包含投诉处理', 'Complaint handling is among the indicators'],
      ['加入投诉处理指标', 'Add it'],
      '2020-3:27',
    ),
    field: ['indicators'],
    holds: ({ payload: { indicators } }) =>
      indicators.some((i) => i.indicator === 'complaintHandling'),
  }),
  volumeIsNotAlone: rule.ofEvent('submitScheme', {
    ...said(
      [
        '不得将销售业绩作为销售人员的唯一考核指标',
        'The volume of sales is not the only target of sellers',
      ],
      ['增加其他指标', 'Add another target'],
      '2025-7:16',
    ),
    field: ['sellerTargets'],
    holds: ({ payload: { sellerTargets } }) =>
      !sellerTargets.includes('salesVolume') || sellerTargets.some((t) => t !== 'salesVolume'),
  }),
  weightAsOrdered: rule.ofEvent('submitScheme', {
    ...said(
      ['权重低于监管要求', 'The weight is below what the regulator ordered'],
      ['提高权重', 'Raise the weight'],
      '2025-evaluation:internal-assessment',
    ),
    field: ['weight'],
    holds: ({ payload }, c) => payload.weight >= (c.orderedWeight ?? 0),
  }),
  weightStillAsOrdered: rule.ofCase({
    ...said(
      ['监管要求提高权重后，原方案不得批准', 'The regulator has ordered a higher weight since'],
      ['退回修改权重', 'Return the scheme and raise its weight'],
      '2025-evaluation:internal-assessment',
    ),
    holds: (c) => (c.scheme?.weight ?? 0) >= (c.orderedWeight ?? 0),
  }),
  ...resolves.rules,
  resolutionIsOfContent: rule.ofEvent(byCommittee, {
    ...said(
      ['决议的内容不是所审议的内容', 'The resolution is on other content'],
      ['附对该内容的决议', 'Attach the resolution on this very content'],
      '2022-9:18',
    ),
    field: ['resolution'],
    holds: (e, c) => {
      const content = e.type === 'approveScheme' ? c.scheme?.contentHash : c.draft?.contentHash
      return content !== undefined && resolves.of(e)?.contentHash === content
    },
  }),
  resolutionIsTimely: rule.ofEvent(byCommittee, {
    ...said(
      ['决议日期不得晚于今日', 'The resolution is not dated in the future'],
      ['更正决议日期', 'Correct the date of the resolution'],
      '2022-9:18',
    ),
    field: ['resolution'],
    holds: (e) => (resolves.of(e)?.date ?? '') <= dayOf(e),
  }),
  periodBegun: rule.ofCase({
    ...said(
      ['考核期尚未开始', 'The period has not begun'],
      ['待考核期开始', 'It begins on its first day'],
      'house:assessment',
    ),
    holds: (c, e) => c.period !== null && dayOf(e) >= (c.period.from as Day),
  }),
  schemeInForce: rule.ofCase({
    ...said(
      ['考核方案尚未批准', 'No scheme has been approved'],
      ['直接提起问责', 'Open a case of accountability directly'],
      '2022-9:18',
    ),
    holds: (c) => c.approval !== null,
  }),
  closedByNow: rule.ofEvent('closeUnit', {
    ...said(
      ['撤销日期不得晚于今日', 'The unit was not closed in the future'],
      ['更正日期', 'Correct the date'],
      'house:assessment',
    ),
    field: ['closedOn'],
    holds: (e) => e.payload.closedOn <= dayOf(e),
  }),
} as const

const scoreRules = {
  scoresAreWhole: rule.ofEvent('publishDraft', {
    ...said(
      ['方案的每项指标须评分且只评一次', 'Every indicator of the scheme is scored once'],
      ['逐项评分', 'Score each of them'],
      '2022-9:18',
    ),
    field: ['scores'],
    holds: ({ payload: { scores } }, c) => {
      const due = (c.scheme?.indicators ?? []).map((i) => i.indicator as string).toSorted()
      const given = scores.map((s) => s.indicator as string).toSorted()
      return due.join() === given.join()
    },
  }),
  scoresCiteEvidence: rule.ofEvent(['publishDraft', ...rulings], {
    ...said(
      ['每项评分须引用流程或记录作为依据', 'Every score cites processes or entries it rests on'],
      ['为每项评分注明依据', 'Name what each score rests on'],
      '2022-9:18',
    ),
    field: ['scores'],
    holds: ({ payload }) =>
      ('scores' in payload ? payload.scores : payload.adjustments).every(
        (s) => s.processes.length + s.entries.length > 0,
      ),
  }),
  adjustmentsAreOfDraft: rule.ofEvent(rulings, {
    ...said(
      ['只能调整初稿中的评分，每项一次', 'Only scores of the draft are adjusted, each once'],
      ['更正所调整的指标', 'Name scores of the draft'],
      '2022-9:18',
    ),
    field: ['adjustments'],
    holds: ({ payload: { adjustments } }, c) =>
      new Set(adjustments.map((a) => a.indicator)).size === adjustments.length &&
      adjustments.every((a) => c.scores.some((s) => s.indicator === a.indicator)),
  }),
  draftIsBelow: rule.ofCase({
    ...said(
      ['评分不低于合格线', 'The draft is not below the mark'],
      ['按初稿确定评分', 'It becomes final as drafted'],
      '2022-9:18',
    ),
    holds: (c) => isBelow(c, c.total ?? 0),
  }),
  rulingIsBelow: rule.ofEvent(rulings, {
    ...said(
      ['裁决后的评分不低于合格线', 'After the ruling the score is not below the mark'],
      ['按裁决确定评分', 'It becomes final as ruled'],
      '2022-9:18',
    ),
    holds: ({ payload: { adjustments } }, c) =>
      isBelow(c, totalOf(c.scheme?.indicators ?? [], ruledScores(c, adjustments))),
  }),
  ofManagement: rule.ofCase({
    ...said(
      ['被考核的不是高级管理层', 'The score is not that of senior management'],
      ['由高级管理层裁决', 'Senior management rules'],
      '2022-9:18',
    ),
    holds: (c) => c.ofManagement,
  }),
  answersForItself: rule.ofCase({
    ...said(
      ['高级管理层仅就自身的考核申诉和整改', 'Senior management answers for its own score alone'],
      ['由被考核单位办理', 'The unit assessed must do it'],
      '2022-9:18',
    ),
    holds: (c, { by }) => by.body !== 'seniorManagement' || c.ofManagement,
  }),
  linkIsWhole: rule.ofEvent('linkToPay', {
    ...said(
      ['考核结果须与薪酬和晋升挂钩', 'The result bears on pay and on promotion'],
      ['同时注明绩效薪酬和晋升', 'Name both performance pay and promotion'],
      '2020-3:27',
    ),
    field: ['effects'],
    holds: ({ payload: { effects } }) =>
      effects.includes('performancePay') && effects.includes('promotion'),
  }),
  markReached: rule.ofCase({
    ...said(
      ['低于合格线的单位须整改', 'A unit below the mark rectifies'],
      ['指出不足并要求整改', 'Find the weaknesses'],
      '2022-9:18',
    ),
    holds: (c) => c.belowPeriods === 0,
  }),
  rectificationIsLate: rule.ofCase({
    ...said(
      ['整改未逾期', 'Rectification is not overdue'],
      ['继续整改', 'It goes on within its period'],
      'house:assessment',
    ),
    holds: (c) => c.rectification?.late ?? false,
  }),
  labelIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['所述原记录与记录不符', 'The record is not as stated'],
      ['核对后更正名称', 'Look it up and correct the label'],
      'house:assessment',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) => 'label' in record && record.label.was === c.label,
  }),
} as const
export const rules = {
  ...separationRules,
  ...openingRules,
  ...schemeRules,
  ...scoreRules,
  ...everydayRules,
} as const

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: cycleTypes,
  guards: guardsOf<C, CycleEvent, typeof rules>(rules),
})
