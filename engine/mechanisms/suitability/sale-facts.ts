/** All events of a sale together, and the facts they read. */
import { text } from '../../../policies/law.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import type { SubjectKey } from '../../core/values.ts'
import { everyday } from './common.ts'
import { recordEvents } from './record.ts'
import { saleAftermathEvents } from './sale-aftermath.ts'
import { saleRequestEvents } from './sale-events.ts'
import { misSaleKey } from './sale-terms.ts'
import type { SaleContext } from './sale-terms.ts'

export const saleEvents = {
  ...saleRequestEvents,
  ...saleAftermathEvents,
  ...everyday,
  ...recordEvents,
} as const satisfies EventTable

export const saleSubjects = (c: SaleContext): SubjectKey[] =>
  [c.product, c.consumer, c.partner, ...c.misSaleKeys].filter((s) => s !== null) as SubjectKey[]

/** What the payload names, or else what the case knows. */
const named = (stated: unknown, known: string | null): string | undefined =>
  typeof stated === 'string' ? stated : (known ?? undefined)

export const saleFacts = {
  rating: {
    title: text('产品风险评级', 'The rating of the product'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const product = named(payload?.['product'], context.product)
      return product === undefined
        ? undefined
        : { kind: 'latest', mechanism: 'M03', chart: 'rating', subject: product as SubjectKey }
    },
  },
  assessment: {
    title: text('消费者风险承受能力评估', 'The assessment of the consumer'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const consumer = named(payload?.['consumer'], context.consumer)
      return consumer === undefined
        ? undefined
        : { kind: 'latest', mechanism: 'M03', chart: 'assessment', subject: consumer as SubjectKey }
    },
  },
  review: {
    title: text('产品消保审查', 'The review of the product'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const product = named(payload?.['product'], context.product)
      return product === undefined
        ? undefined
        : { kind: 'latest', mechanism: 'M01', subject: product as SubjectKey }
    },
  },
  sellerTraining: {
    // In whichever case of training the restriction stands: a newer one does not lift it.
    title: text('销售人员未结的培训', 'Training of the seller that has not ended'),
    kind: 'open',
    key: ({ payload, context }) => {
      const seller = named(payload?.['seller'], context.seller)
      return seller === undefined
        ? undefined
        : { kind: 'open', mechanism: 'M09', chart: 'person', subject: `person:${seller}` }
    },
  },
  sellerSeats: {
    title: text('销售人员的岗位', 'Seats of the seller'),
    kind: 'seats',
    key: ({ payload }) => {
      const seller = named(payload?.['seller'], null)
      return seller === undefined ? undefined : { kind: 'seats', person: seller }
    },
  },
  partnerCase: {
    title: text('合作机构名单管理', 'The case of the partner'),
    kind: 'latest',
    key: ({ context }) =>
      context.partner === null
        ? undefined
        : { kind: 'latest', mechanism: 'M06', subject: context.partner as SubjectKey },
  },
  recording: {
    title: text('销售录音录像', 'The recording of the sale'),
    kind: 'process',
    key: ({ payload }) => {
      const process = named(payload?.['recording'], null)
      return process === undefined ? undefined : { kind: 'process', process }
    },
  },
  /** Every sale of the product that was found to be mis-sold in the quarter of the finding. */
  misSales: {
    title: text('同一产品同一季度不适当销售数', 'Mis-sales of the product in the quarter'),
    kind: 'count',
    key: ({ payload, context }) => {
      const foundOn = named(payload?.['foundOn'], null)
      return foundOn === undefined || context.product === null
        ? undefined
        : {
            kind: 'count',
            mechanism: 'M03',
            chart: 'sale',
            subject: misSaleKey(context.product, foundOn) as SubjectKey,
            paths: ['case.breachFound', 'case.remedied', 'case.archived', 'case.executed'],
          }
    },
  },
} as const satisfies FactTable<SaleContext>

export type SaleEvent = Asked<typeof saleEvents, typeof saleFacts>
export type SaleEventOf<K extends SaleEvent['type']> = Extract<SaleEvent, { type: K }>
export const saleTypes = chartTypes<SaleContext, SaleEvent>()
