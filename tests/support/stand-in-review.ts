// In the place of the review: a product is cleared and on sale as soon as it is said, and held when another
// mechanism reports a concern about it.

import { assign, setup } from 'xstate'
import * as z from 'zod'
import { chartTypes, defineMechanism } from '../../engine/core/mechanism.ts'
import type { Asked, EventTable, MachineOf } from '../../engine/core/mechanism.ts'
import { line, processRef, subject } from '../../engine/core/payload.ts'
import type { SubjectKey } from '../../engine/core/values.ts'
import { text } from '../../policies/law.ts'
import { courier } from '../../policies/machinery.ts'
import { system } from '../../policies/outsiders.ts'

const context = z.object({
  product: z.string().nullable(),
  productClass: z.string().nullable(),
  clearance: z.object({ by: z.string() }).nullable(),
  sale: z.object({ standing: z.string() }),
})
type C = z.output<typeof context>
const events = {
  stand: {
    by: system.report,
    title: text('立', 'Stand'),
    nature: 'record',
    opens: true,
    payload: z.object({ product: subject('product'), productClass: line(20) }),
  },
  reportConcern: {
    by: courier.carry,
    title: text('报', 'Report'),
    nature: 'record',
    payload: z.object({ source: processRef(), kind: line(40) }),
  },
  finish: {
    by: system.report,
    title: text('终', 'Finish'),
    nature: 'record',
    payload: z.object({}),
  },
} as const satisfies EventTable
type E = Asked<typeof events>
const chart = setup({ types: chartTypes<C, E>() })
const machine = chart.createMachine({
  id: 'M01',
  type: 'parallel',
  context: { product: null, productClass: null, clearance: null, sale: { standing: 'none' } },
  states: {
    case: {
      meta: { title: text('邻', 'Neighbour'), phase: 'before' },
      initial: 'nowhere',
      states: {
        nowhere: {
          meta: { title: text('无', 'Nowhere') },
          on: {
            stand: {
              target: 'standing',
              actions: assign(({ event: { payload } }) => ({
                ...payload,
                clearance: { by: 'opinion' },
                sale: { standing: 'open' },
              })),
            },
          },
        },
        standing: {
          meta: { title: text('在', 'Standing') },
          on: {
            reportConcern: { actions: assign(() => ({ sale: { standing: 'held' } })) },
            finish: 'finished',
          },
        },
        finished: { type: 'final', meta: { title: text('终', 'Finished') } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

export const REVIEW = defineMechanism({
  id: 'M01',
  kind: 'mechanism',
  slug: 'review',
  title: text('邻', 'Neighbour'),
  edition: { from: '2026-01-01', revision: 1, basis: 'statute', articles: ['2022-9:9'] },
  context,
  facts: {},
  events,
  rules: {},
  separation: {},
  charts: { review: machine },
  clocks: {},
  about: (c) => ({
    subjects: c.product === null ? [] : [c.product as SubjectKey],
    title: text('邻', 'Neighbour'),
  }),
  reactions: [],
  samples: {
    stand: () => ({ product: 'product:demo-loan', productClass: 'loan' }),
    reportConcern: ({ lastEntry }) => ({ source: lastEntry, kind: 'concern' }),
  },
})
