/** Rules of a product rating, and who may not do both. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { binds, dayOf, LEVELS_MIN, said } from './common.ts'
import { FACTORS } from './rating-terms.ts'
import type { RatingContext } from './rating-terms.ts'
import { ratingTypes } from './rating-events.ts'
import type { RatingEvent, ratingFacts } from './rating-events.ts'
import { recordRules, recordSeparation } from './record.ts'

type C = RatingContext
const rule = rulesFor<C, RatingEvent, typeof ratingFacts>()
const tells = ['notifyHolders', 'forceNotice'] as const
const grades = ['rate', 'rerate'] as const
const compares = ['reconcile', 'confirmRerating'] as const

const openingRules = {
  noOpenRating: rule.ofEvent('startRating', {
    ...said(
      ['该产品不得有未结的评级', 'No rating of this product may be open'],
      ['在该流程中办理', 'Go on in that process'],
      '2022-9:11',
    ),
    field: ['product'],
    reads: ['latestRating'],
    holds: (e) => e.facts.latestRating?.final ?? true,
  }),
  fiveProductLevels: rule.ofEvent('startRating', {
    ...said(
      ['产品风险等级至少划分为五级', 'Products are graded in at least five levels'],
      ['将等级划分为五级以上', 'Use a scale of five levels or more'],
      '2025-7:22',
    ),
    field: ['levels'],
    holds: (e) => !binds(dayOf(e)) || e.payload.levels >= LEVELS_MIN,
  }),
  thresholdsFit: rule.ofEvent('startRating', {
    ...said(
      ['低风险、高风险界限须在等级之内且不重叠', 'Low and high risk must lie on the scale, apart'],
      ['更正界限', 'Correct the thresholds'],
      '2025-7:22',
    ),
    field: ['highRiskFrom'],
    holds: ({ payload: p }) => p.lowRiskTo < p.highRiskFrom && p.highRiskFrom <= p.levels,
  }),
} as const

const gradingRules = {
  factorsWeighed: rule.ofEvent(grades, {
    ...said(
      ['评级须逐项考虑全部因素', 'A rating weighs every factor'],
      ['补充遗漏的因素', 'Weigh the factors that are missing'],
      '2025-7:23',
    ),
    field: ['factors'],
    holds: (e) => !binds(dayOf(e)) || FACTORS.every((f) => e.payload.factors.includes(f)),
  }),
  ownLevelOnScale: rule.ofEvent(grades, {
    ...said(
      ['等级须在等级划分之内', 'The level must be on the scale'],
      ['在等级划分内取值', 'Choose a level of the scale'],
      '2025-7:22',
    ),
    field: ['ownLevel'],
    holds: ({ payload }, c) => payload.ownLevel <= c.levels,
  }),
  issuerLevelGiven: rule.ofEvent('rate', {
    ...said(
      [
        '他人发行的产品须载明发行机构评级及其证明，自行发行的不载明',
        'A product that another issues comes with the issuer’s level and its proof; no other does',
      ],
      ['取得发行机构的评级', 'Obtain the rating of the issuer'],
      '2025-7:22',
    ),
    field: ['issuerLevel'],
    holds: ({ payload: p }, c) =>
      c.issuer === null
        ? p.issuerLevel === undefined
        : p.issuerLevel !== undefined && p.issuerLevel <= c.levels && p.issuerProof !== undefined,
  }),
  disagreementDisclosed: rule.ofEvent(compares, {
    ...said(
      [
        '发行与销售评级不一致的，以较高者为准并须披露',
        'Where issuer and seller disagree, the higher level prevails and is disclosed',
      ],
      ['附两个评级的披露', 'Add the disclosure of both levels'],
      '2025-7:22',
    ),
    field: ['disclosure'],
    holds: ({ payload }, c) =>
      c.issuerLevel === null ||
      c.proposal === null ||
      c.issuerLevel === c.proposal.ownLevel ||
      payload.disclosure !== undefined,
  }),
  productCleared: rule.ofCase({
    ...said(
      ['产品须已通过消保审查', 'The product must have been cleared in review'],
      ['先完成该产品的消保审查', 'Complete the consumer-protection review of the product first'],
      '2022-9:9',
    ),
    reads: ['latestReview'],
    holds: (_, { facts: { latestReview } }) =>
      latestReview !== null &&
      latestReview.context['clearance'] !== null &&
      latestReview.context['clearance'] !== undefined,
  }),
  levelUnchanged: rule.ofCase({
    ...said(
      ['等级须未变', 'The level must be the same'],
      ['等级变化的，须告知', 'A change of level is told'],
      '2025-7:22',
    ),
    holds: (c) => c.proposal?.level === c.level,
  }),
} as const

const reratingRules = {
  issuerIsAnother: rule.ofCase({
    ...said(
      ['产品须由他人发行', 'Another must issue the product'],
      ['自行发行的产品由本机构评级', 'What the institution issues it rates itself'],
      '2025-7:22',
    ),
    holds: (c) => c.issuer !== null,
  }),
  issuerLevelOnScale: rule.ofEvent('reportIssuerLevel', {
    ...said(
      ['等级须在等级划分之内', 'The level must be on the scale'],
      ['换算为本机构等级', 'Convert it to the scale of the institution'],
      '2025-7:22',
    ),
    field: ['issuerLevel'],
    holds: ({ payload }, c) => payload.issuerLevel <= c.levels,
  }),
  noticesComplete: rule.ofEvent(tells, {
    ...said(
      [
        '等级调整须告知持有人；自行发行的还须告知销售机构',
        'Holders are told of a change of level, and by an issuer its sellers too',
      ],
      ['补充告知证明', 'Add the proof that they were told'],
      '2025-7:22',
    ),
    field: ['investorsProof'],
    holds: ({ payload: p }, c) =>
      (p.investors === 0 || p.investorsProof !== undefined) &&
      (c.issuer !== null || p.sellersProof !== undefined),
  }),
  undeliveredFollowed: rule.ofEvent('confirmDelivery', {
    ...said(
      ['未送达的须另行告知', 'Whoever was not reached is told in another way'],
      ['附另行告知的安排', 'Add how they are told'],
      '2025-7:22',
    ),
    field: ['followUp'],
    holds: ({ payload: p }, c) =>
      p.delivered >= (c.notices?.investors ?? 0) || p.followUp !== undefined,
  }),
  offTheShelf: rule.ofCase({
    ...said(
      ['产品须已下架', 'The product must be off the shelf'],
      ['先下架', 'Take it off the shelf first'],
      '2025-7:17',
    ),
    holds: (c) => c.shelf === 'closed',
  }),
  contractEndPast: rule.ofEvent('recordLastContractEnd', {
    ...said(
      ['合同终止日不得晚于今日', 'The contract must have ended'],
      ['终止后再登记', 'Record it when it has ended'],
      '2025-7:17',
    ),
    field: ['endedOn'],
    holds: (e) => e.payload.endedOn <= dayOf(e),
  }),
  ratingIsAsStated: rule.ofEvent('correctRating', {
    ...said(
      ['须按现有记录载明原值', 'The value that is recorded now must be stated'],
      ['更正所述原值', 'State what is recorded'],
      'house:suitability-records',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) =>
      'label' in record ? record.label.was === c.label : record.unit.was === c.unit,
  }),
  notYetRecused: rule.ofCase({
    ...said(
      ['须尚未回避', 'Whoever steps aside has not done so yet'],
      ['无需再次回避', 'Once is enough'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person !== undefined && !c.work.recused.includes(by.person),
  }),
} as const

const separationRules = {
  raterDoesNotConfirm: rule.ofCase({
    ...said(
      ['评级人员不得核对、确认或发布本人的评级', 'Whoever rated does not confirm the rating'],
      ['由团队中的另一人办理', 'Another person of the team must do it'],
      '2025-7:24',
    ),
    holds: (c, { by }) => c.proposal === null || c.proposal.by !== by.person,
  }),
  raterHasNoInterest: rule.ofCase({
    ...said(
      [
        '与产品或发行机构有利害关系的人员不得参与评级',
        'Whoever has an interest in the product or its issuer takes no part in the rating',
      ],
      ['由无利害关系的人员办理', 'Someone without an interest must do it'],
      '2025-7:24',
    ),
    reads: ['interests'],
    holds: (_, { facts }) => (facts.interests ?? []).length === 0,
  }),
  raterNotRecused: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与评级', 'Whoever stepped aside takes no further part'],
      ['由其他人员办理', 'Another person must do it'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
} as const

export const ratingRules = {
  ...openingRules,
  ...gradingRules,
  ...reratingRules,
  ...separationRules,
  ...everydayRules,
  ...recordRules,
} as const

const rates = ['raterNotRecused', 'raterHasNoInterest'] as const
export const ratingSeparation = {
  rate: rates,
  rerate: rates,
  returnGrading: ['raterNotRecused', 'raterDoesNotConfirm'],
  reconcile: [...rates, 'raterDoesNotConfirm'],
  confirmRerating: [...rates, 'raterDoesNotConfirm'],
  publishRating: ['raterNotRecused', 'raterDoesNotConfirm'],
  ...recordSeparation,
} as const

/** For the parts of the chart. */
export const ratingChart = setup({
  types: ratingTypes,
  guards: guardsOf<C, RatingEvent, typeof ratingRules>(ratingRules),
})
