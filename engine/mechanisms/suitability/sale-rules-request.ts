/** Rules of a sale until it is executed. */
import { rulesFor } from '../../core/rules.ts'
import type { FactValues, ProcessFact } from '../../core/facts.ts'
import { binds, dayOf, said } from './common.ts'
import { oneCurrency } from './decimal.ts'
import { assessed, shelved } from './sale-verdict.ts'
import type { SaleEvent, saleFacts } from './sale-facts.ts'
import { INSURANCE_ITEMS, INVESTMENT_ITEMS, LOAN_ITEMS } from './sale-terms.ts'
import type { InformedItem, SaleContext, SaleKind } from './sale-terms.ts'

type C = SaleContext
const rule = rulesFor<C, SaleEvent, typeof saleFacts>()
const suitable = '2022-9:11'
const namesSeller = ['askSale', 'reassignSeller'] as const

const CLASSES: Readonly<Record<SaleKind, readonly string[]>> = {
  investment: ['investment'],
  insurance: ['insurance'],
  loan: ['loan', 'card'],
}
const onSale = (review: ProcessFact | null): boolean => {
  const sale = review?.context['sale'] as { readonly standing?: string } | undefined
  return sale?.standing === 'open'
}
const restricted = (training: FactValues['open'] | null): boolean =>
  (training ?? []).some((t) => t.paths.includes('case.restricted'))

/** K64: from this day a borrower is shown the sheet of the all-in cost. */
const COST_SHEET_FROM = '2026-08-01'
function itemsFor(c: C, on: string): readonly InformedItem[] {
  if (c.kind === 'loan') return on >= COST_SHEET_FROM ? [...LOAN_ITEMS, 'costSheet'] : LOAN_ITEMS
  if (!binds(on) || c.match?.professional) return ['basics', 'risks', 'fees']
  return c.kind === 'insurance' ? INSURANCE_ITEMS : INVESTMENT_ITEMS
}

/** In scope of a recording (M04): every sale online, all insurance, and investments at the counter. */
const recordingDue = (c: C): boolean =>
  c.way === 'online' || c.kind === 'insurance' || (c.kind === 'investment' && c.way === 'counter')
/** A sealed recording of this consumer, product and seller, made after the match. */
const recordsIt = (recording: ProcessFact | null, c: C): boolean => {
  if (recording === null || c.match === null) return false
  const { contentSealed, capturedOn, product, consumer, seller } = recording.context
  return (
    typeof contentSealed === 'string' &&
    typeof capturedOn === 'string' &&
    capturedOn >= c.match.on &&
    product === c.product &&
    consumer === c.consumer &&
    (seller ?? null) === c.seller
  )
}

const askRules = {
  productOnSale: rule.ofEvent('askSale', {
    ...said(
      ['产品须已通过消保审查并在售', 'The product must have been cleared in review and be on sale'],
      ['先完成消保审查并推出产品', 'Have the product reviewed and launched first'],
      '2022-9:9',
    ),
    field: ['product'],
    reads: ['review'],
    holds: (e) => onSale(e.facts.review),
  }),
  kindIsReviewed: rule.ofEvent('askSale', {
    ...said(
      ['销售类别须与审查的产品类别一致', 'The kind of sale must be that of the reviewed product'],
      ['更正销售类别', 'Correct the kind of the sale'],
      suitable,
    ),
    field: ['kind'],
    reads: ['review'],
    holds: (e) =>
      CLASSES[e.payload.kind].some((c) => c === e.facts.review?.context['productClass']),
  }),
  ratingOnShelf: rule.ofEvent('askSale', {
    ...said(
      ['产品须已评级并上架', 'The product must be rated and on the shelf'],
      ['先完成产品风险评级并发布', 'Rate the product and publish its rating first'],
      suitable,
    ),
    field: ['product'],
    reads: ['rating'],
    holds: ({ payload: { kind }, facts }) =>
      kind === 'loan' || shelved(facts.rating, kind) !== undefined,
  }),
  sellerNamed: rule.ofEvent('askSale', {
    ...said(
      ['由员工销售的须指明员工，线上自助的不指明', 'Whoever sells is named; online nobody is'],
      ['使方式与人员一致', 'Let the way and the person agree'],
      '2025-7:16',
    ),
    field: ['seller'],
    holds: ({ payload: p }) => (p.way === 'online') === (p.seller === undefined),
  }),
  sellerHoldsSeat: rule.ofEvent(namesSeller, {
    ...said(
      ['销售人员须在业务部门任职', 'The seller must hold a seat in a business department'],
      ['指明在岗的销售人员', 'Name somebody who holds one'],
      '2025-7:16',
    ),
    field: ['seller'],
    reads: ['sellerSeats'],
    holds: ({ payload, facts }) =>
      payload.seller === undefined ||
      (facts.sellerSeats ?? []).some((s) => s.body === 'businessDepartment'),
  }),
  sellerMaySell: rule.ofEvent(namesSeller, {
    ...said(
      ['销售人员不得处于限制上岗状态', 'The seller must not be restricted'],
      ['先完成培训并解除限制', 'Complete the training that lifts the restriction'],
      '2025-7:16',
    ),
    field: ['seller'],
    reads: ['sellerTraining'],
    holds: (e) => !restricted(e.facts.sellerTraining),
  }),
  capacityFitsAge: rule.ofEvent('askSale', {
    ...said(
      [
        '不满八周岁的无民事行为能力，不满十六周岁的不具有完全民事行为能力',
        'Below eight nobody has capacity, and below sixteen nobody has it in full',
      ],
      ['更正行为能力', 'Correct the capacity'],
      'civil-code:19',
    ),
    field: ['buyer', 'capacity'],
    holds: ({
      payload: {
        buyer: { age, capacity },
      },
    }) => (age >= 8 || capacity === 'none') && (age >= 16 || capacity !== 'full'),
  }),
  meansStated: rule.ofEvent('askSale', {
    ...said(
      [
        '投资和保险须了解消费者的财务状况',
        'For investment and insurance the means of the consumer must be known',
      ],
      ['载明财务状况', 'State the means'],
      suitable,
    ),
    field: ['buyer', 'means'],
    holds: ({ payload: p }) => p.kind === 'loan' || p.buyer.means !== undefined,
  }),
  insuranceStated: rule.ofEvent('askSale', {
    ...said(
      [
        '保险须载明保费和需求分析结论，其他销售不载明',
        'Insurance states premiums and needs; nothing else does',
      ],
      ['使类别与内容一致，并载明一种保费', 'Let kind and content agree, and state one premium'],
      '2025-7:39',
    ),
    field: ['insurance'],
    holds: ({ payload: { kind, insurance: i } }) =>
      kind === 'insurance'
        ? i !== undefined && (i.singlePremium === undefined) !== (i.yearlyPremium === undefined)
        : i === undefined,
  }),
  needsAnalysed: rule.ofEvent('askSale', {
    ...said(
      [
        '保险须分析需求和支付能力，可简化的除外',
        'Needs and the ability to pay are analysed, unless the product is a simple one',
      ],
      ['附需求分析', 'Add the analysis of needs'],
      '2025-7:40',
    ),
    field: ['insurance', 'needsAnalysis'],
    holds: (e) => {
      const { insurance: i } = e.payload
      return !binds(dayOf(e)) || !i || i.simplified === true || i.needsAnalysis !== undefined
    },
  }),
  amountsComparable: rule.ofEvent('askSale', {
    ...said(
      ['各项金额须为同一币种', 'All amounts must be in one currency'],
      ['换算为同一币种', 'Convert them to one currency'],
      suitable,
    ),
    field: ['amount'],
    holds: ({ payload: { amount, buyer, insurance: i } }) =>
      oneCurrency([
        amount,
        buyer.means,
        i?.singlePremium,
        i?.yearlyPremium,
        i?.familyYearlyIncome,
        i?.budget,
      ]),
  }),
} as const

const conductRules = {
  incomeComparable: rule.ofEvent('recordAffordability', {
    ...said(
      ['收入和支出须为同一币种', 'Income and debts must be in one currency'],
      ['换算为同一币种', 'Convert them to one currency'],
      suitable,
    ),
    field: ['monthlyIncome'],
    holds: ({ payload: p }) => oneCurrency([p.monthlyIncome, p.monthlyDebtService]),
  }),
  isGraded: rule.ofCase({
    ...said(
      ['消费贷款不比较风险等级', 'A consumer loan is not matched by level'],
      ['重新评估偿债能力', 'Assess anew whether it can be borne'],
      suitable,
    ),
    holds: (c) => c.kind !== 'loan',
  }),
  ratingStillOnShelf: rule.ofCase({
    ...said(
      ['产品评级须在架', 'The rating must be on the shelf'],
      ['待评级恢复', 'Wait until the rating is in force again'],
      suitable,
    ),
    reads: ['rating'],
    holds: (c, { facts }) => c.kind !== null && shelved(facts.rating, c.kind) !== undefined,
  }),
  itemsTold: rule.ofEvent('informConsumer', {
    ...said(
      ['须逐项告知规定的信息', 'Every item that is prescribed must be told'],
      ['补充遗漏的事项', 'Tell the items that are missing'],
      '2025-7:31',
    ),
    field: ['items'],
    holds: (e, c) => itemsFor(c, dayOf(e)).every((item) => e.payload.items.includes(item)),
  }),
  soldByAPerson: rule.ofCase({
    ...said(
      ['线上自助销售没有销售人员', 'Online nobody sells'],
      ['仅员工销售的可以更换', 'Only a sale by a person changes hands'],
      '2025-7:16',
    ),
    holds: (c) => c.way !== 'online',
  }),
} as const

const executionRules = {
  productStillOnSale: rule.ofCase({
    ...said(
      ['产品须仍在售', 'The product must still be on sale'],
      ['待消保审查恢复销售', 'Wait until its review lets the sale go on'],
      '2022-9:9',
    ),
    reads: ['review'],
    holds: (_, { facts }) => onSale(facts.review),
  }),
  matchStands: rule.ofCase({
    ...said(
      [
        '产品等级和评估结果须与匹配时一致且有效',
        'Rating and assessment must be valid and as they were when matched',
      ],
      ['重新校验适当性', 'Check the match again'],
      '2025-7:29',
    ),
    reads: ['rating', 'assessment'],
    holds: (c, { facts, ...e }) => {
      if (c.kind === 'loan') return true
      if (c.kind === null || c.match === null) return false
      const who = assessed(facts.assessment)
      return (
        shelved(facts.rating, c.kind)?.level === c.match.productLevel &&
        who.as === (c.match.professional ? 'professional' : 'ordinary') &&
        (who.as !== 'ordinary' || who.level === c.match.consumerLevel) &&
        binds(c.match.on) === binds(dayOf(e))
      )
    },
  }),
  sellerStillMaySell: rule.ofCase({
    ...said(
      ['销售人员不得处于限制上岗状态', 'The seller must not be restricted'],
      ['更换销售人员', 'Let another person sell'],
      '2025-7:16',
    ),
    reads: ['sellerTraining'],
    holds: (_, { facts }) => !restricted(facts.sellerTraining),
  }),
  sellerQualified: rule.ofEvent('executeSale', {
    ...said(
      ['销售人员须持有效资质', 'The seller must hold a valid qualification'],
      ['附在有效期内的资质证明', 'Add a certificate that is valid today'],
      '2025-7:16',
    ),
    field: ['certificate'],
    holds: (e, c) =>
      c.seller === null ||
      (e.payload.certificate !== undefined && e.payload.certificate.validUntil >= dayOf(e)),
  }),
  saleRecorded: rule.ofEvent('executeSale', {
    ...said(
      [
        '须录制的销售须有已封存的同一销售的录制',
        'A sale in scope needs the sealed recording of this very sale',
      ],
      ['先完成销售录制并指明该流程', 'Complete the recording of the sale and name it'],
      '2022-9:12',
    ),
    field: ['recording'],
    reads: ['recording'],
    holds: ({ facts: { recording } }, c) => !recordingDue(c) || recordsIt(recording, c),
  }),
} as const

export const saleRequestRules = {
  ...askRules,
  ...conductRules,
  ...executionRules,
} as const
