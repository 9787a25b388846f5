import { assign, setup } from 'xstate'
import * as z from 'zod'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import { business } from '../../policies/business.ts'
import { clock } from '../../policies/machinery.ts'
import { text } from '../../policies/law.ts'
import { span } from '../../engine/core/clocks.ts'
import type { FactTable } from '../../engine/core/facts.ts'
import {
  chartTypes,
  defineMechanism,
  type Asked,
  type EventTable,
  type MachineOf,
} from '../../engine/core/mechanism.ts'
import { day, line, person } from '../../engine/core/payload.ts'
import { guardsOf, rulesFor } from '../../engine/core/rules.ts'
import type { Day } from '../../engine/core/values.ts'

const context = z.object({ n: z.int(), since: z.string().nullable() })
type C = z.output<typeof context>
const facts = {
  interests: {
    title: text('利害关系', 'Interests'),
    kind: 'interests',
    key: ({ payload }) =>
      payload === undefined
        ? undefined
        : { kind: 'interests', person: String(payload['handler']), subjects: [] },
  },
} as const satisfies FactTable<C>
const events = {
  open: {
    by: business.submitReview,
    title: text('开', 'Open'),
    nature: 'submission',
    opens: true,
    payload: z.object({ on: day(), note: line(), maybe: day().optional() }),
  },
  assign: {
    by: consumerProtection.review,
    title: text('分', 'Assign'),
    nature: 'decision',
    reads: ['interests'],
    payload: z.object({ handler: person() }),
  },
  lapse: { by: clock.strike, title: text('止', 'Lapse'), nature: 'record', payload: z.object({}) },
} as const satisfies EventTable
type E = Asked<typeof events, typeof facts>
const rule = rulesFor<C, E, typeof facts>()
const said = { says: text('', ''), change: text('', ''), article: 'house:x' } as const
const rules = {
  positive: rule.ofCase({ ...said, holds: (c) => c.n > 0 }),
  free: rule.ofEvent('assign', {
    ...said,
    holds: (e) => (e.facts.interests ?? []).length === 0 && e.payload.handler !== '',
  }),
  long: rule.ofEvent('open', { ...said, holds: (e) => e.payload.note.length > 3 }),
}
const S = setup({ types: chartTypes<C, E>(), guards: guardsOf<C, E, typeof rules>(rules) })
const title = { title: text('a', 'a') }
const good = S.createMachine({
  id: 'M99',
  type: 'parallel',
  context: { n: 0, since: null },
  states: {
    case: {
      initial: 'a',
      states: {
        a: {
          meta: title,
          on: {
            open: {
              target: 'b',
              guard: 'long',
              actions: assign(({ event }) => ({ since: event.payload.on as string })),
            },
          },
        },
        b: { meta: title, on: { assign: { target: 'a', guard: { type: 'all', params: ['positive', 'free'] } }, lapse: 'a' } },
      },
    },
  },
} satisfies MachineOf<typeof S>)
const base = {
  id: 'M99',
  kind: 'mechanism',
  slug: 'x',
  title: text('', ''),
  edition: { from: '2026-01-01', revision: 1, basis: 'statute', articles: [] },
  context,
  facts,
  events,
  rules,
  separation: {},
  about: () => ({ subjects: [], title: text('', '') }),
  reactions: [],
  samples: {
    open: ({ on }: { on: Day }) => ({ on, note: 'note' }),
    assign: () => ({ handler: 'x' }),
  },
} as const
const due = { title: text('', ''), kind: 'deadline', span: span(3, 'day'), cite: '2020-3:18' } as const
defineMechanism({
  ...base,
  charts: { main: good },
  clocks: { k: { ...due, runsIn: ['case.b'], from: 'entered', fires: 'lapse' } },
})

// a clock names a state that does not exist
// @ts-expect-error
defineMechanism({ ...base, charts: { main: good }, clocks: { k: { ...due, runsIn: ['case.zz'], from: 'entered', fires: 'lapse' } } })
// a clock fires an unknown event
// @ts-expect-error
defineMechanism({ ...base, charts: { main: good }, clocks: { k: { ...due, runsIn: ['case.b'], from: 'entered', fires: 'zap' } } })
// a clock fires an event whose payload it cannot fill
// @ts-expect-error
defineMechanism({ ...base, charts: { main: good }, clocks: { k: { ...due, runsIn: ['case.b'], from: 'entered', fires: 'assign' } } })
// a chart over another event table
// @ts-expect-error
defineMechanism({ ...base, charts: { main: setup({ types: chartTypes<C, { type: 'other' }>() }).createMachine({ context: { n: 1, since: null } }) }, clocks: {} })
// separation by an unknown rule
// @ts-expect-error
defineMechanism({ ...base, separation: { assign: ['nope'] }, charts: { main: good }, clocks: {} })
// an event without a sample
// @ts-expect-error
defineMechanism({ ...base, samples: { open: base.samples.open }, charts: { main: good }, clocks: {} })
// a reaction on an unknown event
// @ts-expect-error
defineMechanism({ ...base, reactions: [{ on: 'zap', to: 'M01', event: 'x', make: () => undefined }], charts: { main: good }, clocks: {} })
// an event without a duty
// @ts-expect-error
export const noDuty = { x: { title: text('', ''), nature: 'record', payload: z.object({}) } } as const satisfies EventTable
// a fact that the event does not read
// @ts-expect-error
rule.ofEvent('open', { ...said, holds: (e) => e.facts.interests === null })
// an unknown guard
// @ts-expect-error
S.createMachine({ context: { n: 0, since: null }, initial: 'a', states: { a: { on: { open: { guard: 'nope' } } } } })
// an unknown rule inside `all`
// @ts-expect-error
S.createMachine({ context: { n: 0, since: null }, initial: 'a', states: { a: { on: { open: { guard: { type: 'all', params: ['nope'] } } } } } })
// a payload field that does not exist
// @ts-expect-error
S.createMachine({ context: { n: 0, since: null }, initial: 'a', states: { a: { on: { open: { actions: assign({ n: ({ event }) => event.payload.nix }) } } } } })
// an event that is not in the table, beside one that is
// @ts-expect-error
S.createMachine({ context: { n: 0, since: null }, initial: 'a', states: { a: { on: { open: 'a', nowhere: 'a' } } } } satisfies MachineOf<typeof S>)
// a state without a proper title
// @ts-expect-error
S.createMachine({ context: { n: 0, since: null }, initial: 'a', states: { a: { meta: { titel: text('', '') } } } })
