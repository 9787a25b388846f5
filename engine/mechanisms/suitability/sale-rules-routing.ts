/** Rules that choose where a sale goes: one verdict, five ways. They refuse nobody; see `sale-verdict.ts`. */
import { rulesFor } from '../../core/rules.ts'
import type { ProcessFact } from '../../core/facts.ts'
import { dayOf, said } from './common.ts'
import type { Dated } from './common.ts'
import { buyerOf } from './sale-changes.ts'
import type { SaleEvent, SaleEventOf, saleFacts } from './sale-facts.ts'
import type { SaleContext } from './sale-terms.ts'
import { affordable, needsCare, verdictOn } from './sale-verdict.ts'
import type { Verdict } from './sale-verdict.ts'

type C = SaleContext
const rule = rulesFor<C, SaleEvent, typeof saleFacts>()
const suitable = '2022-9:11'

const verdictOfAsk = (e: SaleEventOf<'askSale'>): Verdict =>
  verdictOn({
    kind: e.payload.kind,
    buyer: buyerOf(e),
    rating: e.facts.rating,
    assessment: e.facts.assessment,
    on: dayOf(e),
  })
interface Rechecked extends Dated {
  readonly facts: { readonly rating: ProcessFact | null; readonly assessment: ProcessFact | null }
}
const verdictNow = (c: C, e: Rechecked): Verdict | undefined =>
  c.kind === null || c.buyer === null
    ? undefined
    : verdictOn({ kind: c.kind, buyer: c.buyer, ...e.facts, on: dayOf(e) })

const goes = {
  blocked: said(
    ['须不得销售', 'It may not be sold'],
    ['适当的可以销售', 'What fits may be'],
    suitable,
  ),
  adviseStop: said(
    ['须为不适当的保险', 'It must be insurance that does not fit'],
    ['适当的无须建议终止', 'What fits needs no advice'],
    '2025-7:38',
  ),
  affordability: said(
    ['须为消费贷款', 'It must be a consumer loan'],
    ['其他产品比较风险等级', 'Other products are matched by level'],
    suitable,
  ),
  care: said(
    ['须为老年人购买高风险产品', 'Someone of 65 or older must buy what is of high risk'],
    ['其他情形无须特别注意', 'Nobody else needs the special care'],
    '2025-7:18',
  ),
} as const
const asked = (to: keyof typeof goes) =>
  rule.ofEvent('askSale', {
    ...goes[to],
    reads: ['rating', 'assessment'],
    holds: (e) => verdictOfAsk(e).to === to,
  })
const rechecked = (to: keyof typeof goes) =>
  rule.ofCase({
    ...goes[to],
    reads: ['rating', 'assessment'],
    holds: (c, e) => verdictNow(c, e)?.to === to,
  })
export const saleRoutingRules = {
  askIsBlocked: asked('blocked'),
  askNeedsAdvice: asked('adviseStop'),
  askIsForALoan: asked('affordability'),
  askNeedsCare: asked('care'),
  nowBlocked: rechecked('blocked'),
  nowNeedsAdvice: rechecked('adviseStop'),
  nowNeedsCare: rechecked('care'),
  careIsDue: rule.ofCase({
    ...goes.care,
    reads: ['rating'],
    holds: (c, e) =>
      c.kind !== null &&
      c.buyer !== null &&
      needsCare({
        kind: c.kind,
        buyer: c.buyer,
        rating: e.facts.rating,
        assessment: null,
        on: dayOf(e),
      }),
  }),
  canBeBorne: rule.ofEvent('recordAffordability', {
    ...said(
      [
        '偿债支出不超过收入的一半，到期年龄和用途合规',
        'Debts take no more than half of the income, and age and purpose are within the rules',
      ],
      ['不得向过度负债者放贷', 'Nobody is lent more than can be borne'],
      suitable,
    ),
    field: ['monthlyDebtService'],
    holds: ({ payload }) => affordable(payload),
  }),
  careWasGiven: rule.ofCase({
    ...said(
      ['须已完成特别注意义务', 'The special care must have been given'],
      ['其他情形无须及时回访', 'Otherwise no prompt call-back is owed'],
      '2025-7:18',
    ),
    holds: (c) => c.cared,
  }),
  declarationDue: rule.ofCase({
    ...said(
      ['须有应签署的投保声明', 'A declaration must be due'],
      ['保费比例不高的无须声明', 'Where the premium is not high none is'],
      '2025-7:39',
    ),
    holds: (c) => (c.buyer?.declarations ?? []).length > 0,
  }),
} as const
