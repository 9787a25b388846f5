// A mechanism small enough to read at a glance, with every shape that a payload may have.

import { assign, setup } from 'xstate'
import * as z from 'zod'
import { span } from '../../engine/core/clocks.ts'
import { chartTypes, defineMechanism } from '../../engine/core/mechanism.ts'
import type { Asked, EventTable, MachineOf, Mechanism } from '../../engine/core/mechanism.ts'
import type { FactTable } from '../../engine/core/facts.ts'
import {
  day,
  hash,
  instant,
  line,
  money,
  oneOf,
  person,
  personal,
  processRef,
  subject,
  unit,
} from '../../engine/core/payload.ts'
import { guardsOf, rulesFor } from '../../engine/core/rules.ts'
import { business } from '../../policies/business.ts'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import { clock } from '../../policies/machinery.ts'
import { text } from '../../policies/law.ts'

const colour = z.enum(['red', 'darkBlue']).meta({ id: 'TinyColour' })
const context = z.object({
  note: z.string().nullable(),
  colour: colour.nullable(),
  handler: person().nullable(),
  product: z.string().nullable(),
  unit: z.string().nullable(),
  steps: z.array(z.object({ entry: z.string(), on: z.string().nullable() })),
  by: z.record(z.string(), z.int()),
})
type C = z.output<typeof context>
const facts = {} as const satisfies FactTable<C>

const events = {
  begin: {
    by: business.submitReview,
    title: text('开始', 'Begin'),
    nature: 'submission',
    opens: true,
    capacity: 'submitter',
    payload: z.object({ product: subject('product'), unit: unit(), note: line() }),
  },
  paint: {
    by: consumerProtection.review,
    title: text('上色', 'Paint'),
    nature: 'decision',
    backdatable: true,
    notices: [{ to: 'board', about: text('已上色', 'It was painted') }],
    payload: z.object({
      colour,
      on: day(),
      at: instant().optional(),
      price: money().optional(),
      layers: z.int().optional(),
      glossy: z.boolean().optional(),
      tags: z.array(line(20)).max(3).optional(),
      proof: hash().optional(),
      handler: person().optional(),
      like: processRef('T01').optional(),
      way: oneOf('TinyWay', {
        brush: line(20),
        spray: z.object({ bar: z.int() }).meta({ id: 'TinySpray' }),
      }).optional(),
      words: personal(z.string().trim().min(1).max(100), 'actor').optional(),
    }),
  },
  finish: {
    by: [business.launch, consumerProtection.review],
    title: text('完成', 'Finish'),
    nature: 'record',
    payload: z.object({}),
  },
  dry: { by: clock.strike, title: text('晾干', 'Dry'), nature: 'record', payload: z.object({}) },
} as const satisfies EventTable
type E = Asked<typeof events, typeof facts>

const rule = rulesFor<C, E, typeof facts>()
const rules = {
  painted: rule.ofCase({
    says: text('尚未上色', 'It is not painted yet'),
    change: text('先上色', 'Paint it first'),
    article: '2022-9:9',
    holds: (c) => c.colour !== null,
  }),
  notRed: rule.ofEvent('paint', {
    says: text('不得上红色', 'Red is not allowed'),
    change: text('选择别的颜色', 'Choose another colour'),
    article: 'house:colours',
    field: ['colour'],
    holds: (e) => e.payload.colour !== 'red',
  }),
}
const chart = setup({
  types: chartTypes<C, E>(),
  guards: guardsOf<C, E, typeof rules>(rules),
})
const machine = chart.createMachine({
  id: 'T01',
  type: 'parallel',
  context: {
    note: null,
    colour: null,
    handler: null,
    product: null,
    unit: null,
    steps: [],
    by: {},
  },
  states: {
    case: {
      meta: { title: text('案件', 'Case'), phase: 'before' },
      initial: 'blank',
      states: {
        blank: {
          meta: { title: text('空白', 'Blank') },
          on: {
            begin: {
              target: 'work',
              actions: assign(({ event }) => ({
                note: event.payload.note,
                product: event.payload.product,
                unit: event.payload.unit,
              })),
            },
          },
        },
        work: {
          meta: { title: text('施工', 'Work'), phase: 'during' },
          initial: 'wet',
          states: {
            wet: { meta: { title: text('未干', 'Wet') }, on: { dry: 'dry' } },
            dry: { meta: { title: text('已干', 'Dry') } },
          },
          on: {
            paint: {
              target: 'work',
              reenter: true,
              guard: 'notRed',
              actions: assign(({ context: c, event }) => ({
                colour: event.payload.colour,
                handler: event.payload.handler ?? null,
                steps: [...c.steps, { entry: event.entry, on: event.payload.on }],
              })),
            },
            finish: { target: 'done', guard: 'painted' },
          },
        },
        done: { type: 'final', meta: { title: text('完成', 'Done'), phase: 'after' } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

/** Product colouring: begun by a business department, painted by consumer protection, dried by a clock. */
export const tiny: Mechanism = defineMechanism({
  id: 'T01',
  kind: 'mechanism',
  slug: 'tiny-case',
  title: text('微型机制', 'Tiny mechanism'),
  edition: { from: '2026-01-01', revision: 1, basis: 'statute', articles: ['2022-9:9'] },
  context,
  facts,
  events,
  rules,
  separation: {},
  charts: { main: machine },
  clocks: {
    drying: {
      title: text('晾干期限', 'Drying'),
      kind: 'deadline',
      policy: 'tiny.drying',
      span: span(3, 'day'),
      bounds: [1, 5],
      runsIn: ['case.work.wet'],
      from: 'entered',
      fires: 'dry',
    },
  },
  about: (c) => ({
    subjects: c.product === null ? [] : [c.product as `product:${string}`],
    title: text(`微型 ${c.note ?? ''}`, `Tiny ${c.note ?? ''}`),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  reactions: [],
  samples: {
    begin: () => ({ product: 'product:demo-loan', unit: 'consumer-loans', note: 'sample' }),
    paint: ({ on }) => ({ colour: 'darkBlue' as const, on }),
  },
})
