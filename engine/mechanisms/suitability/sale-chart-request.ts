/** The case region of a sale until it is executed (事中管控). */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  asked,
  executed,
  informed,
  overIndebted,
  rechecked,
  sellerChanged,
} from './sale-changes.ts'
import { saleChart as chart } from './sale-rules.ts'

type State = StateOf<typeof chart>

const asks = [
  'productOnSale',
  'kindIsReviewed',
  'ratingOnShelf',
  'sellerNamed',
  'sellerHoldsSeat',
  'sellerMaySell',
  'capacityFitsAge',
  'meansStated',
  'insuranceStated',
  'needsAnalysed',
  'amountsComparable',
] as const
const onAsk = {
  actions: chart.assign(({ event: e }) => (e.type === 'askSale' ? asked(e) : {})),
} as const

/** Left by the event that asks; what the drawing calls precheck and mismatch is judged in that step. */
export const requested = chart.createStateConfig({
  meta: { title: text('待申请', 'Not asked for'), phase: 'during' },
  on: {
    askSale: [
      { target: 'blocked', guard: { type: 'all', params: [...asks, 'askIsBlocked'] }, ...onAsk },
      {
        target: 'affordability',
        guard: { type: 'all', params: [...asks, 'askIsForALoan'] },
        ...onAsk,
      },
      {
        target: 'adviseStop',
        guard: { type: 'all', params: [...asks, 'askNeedsAdvice'] },
        ...onAsk,
      },
      { target: 'elderCare', guard: { type: 'all', params: [...asks, 'askNeedsCare'] }, ...onAsk },
      { target: 'matched', guard: { type: 'all', params: asks }, ...onAsk },
    ],
  },
} satisfies State)

const rechecks = ['isGraded', 'ratingStillOnShelf'] as const
const onRecheck = {
  actions: chart.assign(({ context: c, event: e }) =>
    e.type === 'recheckSale' ? rechecked(c, e) : {},
  ),
} as const
/** What every sale that is not decided yet takes. */
const open = {
  recheckSale: [
    {
      target: '#M03c.case.blocked',
      guard: { type: 'all', params: [...rechecks, 'nowBlocked'] },
      ...onRecheck,
    },
    {
      target: '#M03c.case.adviseStop',
      guard: { type: 'all', params: [...rechecks, 'nowNeedsAdvice'] },
      ...onRecheck,
    },
    {
      target: '#M03c.case.elderCare',
      guard: { type: 'all', params: [...rechecks, 'nowNeedsCare'] },
      ...onRecheck,
    },
    { target: '#M03c.case.matched', guard: { type: 'all', params: rechecks }, ...onRecheck },
  ],
  declinePurchase: '#M03c.case.cancelled',
  lapseSale: '#M03c.case.cancelled',
  reassignSeller: {
    guard: { type: 'all', params: ['soldByAPerson', 'sellerHoldsSeat', 'sellerMaySell'] },
    actions: chart.assign(({ event: e }) => (e.type === 'reassignSeller' ? sellerChanged(e) : {})),
  },
} as const

export const beforeMatch = {
  /** Outside 2025 No. 7 (art. 3): a loan is not matched by level, but must be one that can be borne. */
  affordability: chart.createStateConfig({
    meta: { title: text('偿债能力评估', 'Can it be borne'), phase: 'during' },
    on: {
      ...open,
      recordAffordability: [
        {
          target: 'matched',
          guard: { type: 'all', params: ['incomeComparable', 'canBeBorne'] },
        },
        { target: 'blocked', guard: 'incomeComparable', actions: assign(() => overIndebted) },
      ],
    },
  } satisfies State),
  adviseStop: chart.createStateConfig({
    meta: { title: text('建议终止购买', 'Advised to stop'), phase: 'during' },
    on: {
      ...open,
      acceptAdvice: 'cancelled',
      insistInWriting: [
        {
          target: 'elderCare',
          guard: { type: 'all', params: ['ratingStillOnShelf', 'careIsDue'] },
          actions: assign(() => ({ insisted: true })),
        },
        {
          target: 'matched',
          guard: 'ratingStillOnShelf',
          actions: assign(() => ({ insisted: true })),
        },
      ],
    },
  } satisfies State),
  /** Art. 18: more time is a clock that must have struck; then the rest of the care is recorded. */
  elderCare: chart.createStateConfig({
    meta: { title: text('老年人特别注意', 'Special care'), phase: 'during' },
    initial: 'considering',
    states: {
      considering: {
        meta: { title: text('考虑期', 'Time to consider') },
        on: { endConsideration: 'ready' },
      },
      ready: {
        meta: { title: text('待完成特别注意', 'Care to be completed') },
        on: {
          completeCare: {
            target: '#M03c.case.matched',
            actions: assign(() => ({ cared: true })),
          },
        },
      },
    },
    on: open,
  } satisfies State),
}

export const untilExecution = {
  matched: chart.createStateConfig({
    meta: { title: text('已匹配', 'Matched'), phase: 'during' },
    on: {
      ...open,
      informConsumer: [
        {
          target: 'declaring',
          guard: { type: 'all', params: ['itemsTold', 'declarationDue'] },
          actions: assign(({ event: e }) => informed(e)),
        },
        {
          target: 'informed',
          guard: 'itemsTold',
          actions: assign(({ event: e }) => informed(e)),
        },
      ],
    },
  } satisfies State),
  informed: chart.createStateConfig({
    meta: { title: text('已告知', 'Informed'), phase: 'during' },
    on: { ...open, confirmPurchase: 'confirmed' },
  } satisfies State),
  declaring: chart.createStateConfig({
    meta: { title: text('待签投保声明', 'Declaration due'), phase: 'during' },
    on: { ...open, signDeclaration: 'confirmed' },
  } satisfies State),
  confirmed: chart.createStateConfig({
    meta: { title: text('已确认', 'Confirmed'), phase: 'during' },
    on: {
      ...open,
      executeSale: {
        target: 'executed',
        guard: {
          type: 'all',
          params: [
            'productStillOnSale',
            'matchStands',
            'sellerStillMaySell',
            'sellerQualified',
            'saleRecorded',
          ],
        },
        actions: assign(({ event: e }) => executed(e)),
      },
    },
  } satisfies State),
}
