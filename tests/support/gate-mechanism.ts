// A mechanism of gates, for what a chart can ask of the command path: clocks, facts of other processes,
// reactions, and rules and assignments that break.

import { assign, setup } from 'xstate'
import * as z from 'zod'
import { span } from '../../engine/core/clocks.ts'
import type { FactTable } from '../../engine/core/facts.ts'
import { chartTypes, defineMechanism } from '../../engine/core/mechanism.ts'
import type { Asked, EventTable, MachineOf, Mechanism } from '../../engine/core/mechanism.ts'
import { line, person, processRef, subject } from '../../engine/core/payload.ts'
import { guardsOf, rulesFor } from '../../engine/core/rules.ts'
import type { SubjectKey } from '../../engine/core/values.ts'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import { text } from '../../policies/law.ts'
import { clock, courier } from '../../policies/machinery.ts'

export const GATE = 'T02'

const context = z.object({
  own: subject('product').nullable(),
  rival: subject('product').nullable(),
  shared: subject('activity').nullable(),
  keeper: z.string().nullable(),
  notes: z.array(z.string()),
  /** What the clocks did, in order, each with its effective day. */
  struck: z.array(z.string()),
})
type C = z.output<typeof context>

const facts = {
  rival: {
    title: text('对面的门', 'The gate opposite'),
    kind: 'latest',
    key: ({ context: c }) =>
      c.rival === null ? undefined : { kind: 'latest', mechanism: GATE, subject: c.rival },
  },
  passed: {
    title: text('已通过数', 'How many have passed'),
    kind: 'count',
    key: ({ context: c }) =>
      c.shared === null
        ? undefined
        : { kind: 'count', mechanism: GATE, subject: c.shared, paths: ['case.passed'] },
  },
  keeper: {
    title: text('守门人的岗位', 'The seats of the keeper'),
    kind: 'seats',
    key: ({ payload }) =>
      payload === undefined ? undefined : { kind: 'seats', person: String(payload['keeper']) },
  },
} as const satisfies FactTable<C>

const by = consumerProtection.review
const none = z.object({})
const events = {
  open: {
    by,
    title: text('设门', 'Set up a gate'),
    nature: 'record',
    opens: true,
    capacity: 'submitter',
    payload: z.object({
      own: subject('product'),
      rival: subject('product').optional(),
      shared: subject('activity').optional(),
    }),
  },
  note: {
    by: [by, courier.carry],
    title: text('记录', 'Note'),
    nature: 'record',
    backdatable: true,
    payload: z.object({ note: line() }),
  },
  pass: { by, title: text('通过', 'Pass'), nature: 'decision', reads: ['rival'], payload: none },
  passCounted: {
    by,
    title: text('计数通过', 'Pass if nobody has'),
    nature: 'decision',
    reads: ['passed'],
    payload: none,
  },
  passByKeeper: {
    by,
    title: text('凭守门人通过', 'Pass by leave of a keeper'),
    nature: 'decision',
    reads: ['keeper'],
    payload: z.object({ keeper: person() }),
  },
  /** Makes another process do something, or open. */
  tell: {
    by,
    title: text('转告', 'Tell another gate'),
    nature: 'record',
    payload: z.object({ gate: processRef(GATE), event: line(), note: line().optional() }),
  },
  judge: {
    by,
    title: text('裁断', 'Judge what one began oneself'),
    nature: 'decision',
    payload: z.object({ note: line() }),
  },
  breakRule: { by, title: text('规则出错', 'Break in a rule'), nature: 'record', payload: none },
  breakDown: {
    by: [by, courier.carry],
    title: text('出错', 'Break in the chart'),
    nature: 'record',
    payload: none,
  },
  close: { by, title: text('关闭', 'Close'), nature: 'record', payload: none },
  remind: { by: clock.strike, title: text('提醒', 'Remind'), nature: 'record', payload: none },
  expire: { by: clock.strike, title: text('逾期', 'Expire'), nature: 'record', payload: none },
} as const satisfies EventTable
type E = Asked<typeof events, typeof facts>

const rule = rulesFor<C, E, typeof facts>()
const said = (zh: string, en: string) => ({
  says: text(zh, en),
  change: text('稍后再试', 'Try again when it has changed'),
  article: 'house:gates' as const,
})
const rules = {
  rivalStands: rule.ofCase({
    ...said('对面的门已通过', 'The gate opposite has been passed'),
    reads: ['rival'],
    holds: (_, { facts: { rival } }) => rival === null || !rival.paths.includes('case.passed'),
  }),
  nobodyPassed: rule.ofCase({
    ...said('已有人通过', 'Somebody has passed'),
    reads: ['passed'],
    holds: (_, { facts: { passed } }) => (passed ?? 0) === 0,
  }),
  keeperInOffice: rule.ofEvent('passByKeeper', {
    ...said('守门人已离任', 'The keeper is not in office'),
    reads: ['keeper'],
    field: ['keeper'],
    holds: ({ facts: { keeper } }) => keeper?.some((s) => s.body === 'legalCompliance') ?? false,
  }),
  notOnesOwn: rule.ofCase({
    ...said('不得裁断自己提交的事项', 'Nobody judges what he submitted'),
    holds: (_, { by: { person: who }, participants }) =>
      who === undefined || !participants.submitter?.includes(who),
  }),
  wellNoted: rule.ofEvent('judge', {
    ...said('须写明“准”', 'The note must say “yes”'),
    field: ['note'],
    holds: ({ payload }) => payload.note === 'yes',
  }),
  broken: rule.ofEvent('breakRule', {
    ...said('规则出错', 'This rule breaks'),
    holds: () => {
      throw new Error('a rule that breaks')
    },
  }),
}
const chart = setup({ types: chartTypes<C, E>(), guards: guardsOf<C, E, typeof rules>(rules) })
const machine = chart.createMachine({
  id: GATE,
  type: 'parallel',
  context: { own: null, rival: null, shared: null, keeper: null, notes: [], struck: [] },
  states: {
    case: {
      meta: { title: text('门', 'Gate'), phase: 'before' },
      initial: 'absent',
      states: {
        absent: {
          meta: { title: text('未设', 'Absent') },
          on: {
            open: {
              target: 'standing',
              actions: assign(({ event }) => ({
                own: event.payload.own,
                rival: event.payload.rival ?? null,
                shared: event.payload.shared ?? null,
              })),
            },
          },
        },
        standing: {
          meta: { title: text('未通过', 'Standing') },
          on: {
            note: {
              actions: assign(({ context: c, event }) => ({
                notes: [...c.notes, event.payload.note],
              })),
            },
            pass: { target: 'passed', guard: 'rivalStands' },
            passCounted: { target: 'passed', guard: 'nobodyPassed' },
            passByKeeper: {
              target: 'passed',
              guard: 'keeperInOffice',
              actions: assign(({ event }) => ({ keeper: event.payload.keeper })),
            },
            tell: {},
            judge: { guard: 'wellNoted' },
            breakRule: { guard: 'broken' },
            breakDown: {
              actions: assign(() => {
                throw new Error('a chart that breaks')
              }),
            },
            close: 'closed',
            remind: {
              actions: assign(({ context: c, event }) => {
                if (c.notes.includes('break the clock')) throw new Error('a clock that breaks')
                return { struck: [...c.struck, `remind ${event.on ?? ''}`] }
              }),
            },
            expire: {
              actions: assign(({ context: c, event }) => ({
                struck: [...c.struck, `expire ${event.on ?? ''}`],
              })),
            },
          },
        },
        passed: {
          meta: { title: text('已通过', 'Passed'), phase: 'during' },
          on: { close: 'closed' },
        },
        closed: { type: 'final', meta: { title: text('已关闭', 'Closed'), phase: 'after' } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

const running = { kind: 'deadline', from: 'entered', runsIn: ['case.standing'] } as const

/** Gates that look at each other, remind after a day and expire after three. */
export const gates: Mechanism = defineMechanism({
  id: GATE,
  kind: 'mechanism',
  slug: 'gate',
  title: text('门', 'Gates'),
  edition: { from: '2026-01-01', revision: 1, basis: 'statute', articles: ['2022-9:9'] },
  context,
  facts,
  events,
  rules,
  separation: { judge: ['notOnesOwn'] },
  charts: { main: machine },
  clocks: {
    expiry: {
      ...running,
      title: text('期限', 'Expiry'),
      policy: 'gate.expiry',
      span: span(3, 'day'),
      bounds: [1, 30],
      fires: 'expire',
    },
    reminder: {
      ...running,
      title: text('提醒', 'Reminder'),
      policy: 'gate.reminder',
      span: span(1, 'day'),
      bounds: [1, 30],
      fires: 'remind',
    },
  },
  about: (c) => ({
    subjects: [c.own, c.shared].filter((s): s is SubjectKey & typeof s => s !== null),
    title: text('门', 'Gate'),
  }),
  reactions: [
    {
      on: 'tell',
      to: GATE,
      event: 'note',
      make: ({ payload: { gate, event, note } }) =>
        event === 'note' ? { process: gate, payload: { note: note ?? '' } } : undefined,
    },
    {
      on: 'tell',
      to: GATE,
      event: 'breakDown',
      make: ({ payload: { gate, event } }) =>
        event === 'breakDown' ? { process: gate, payload: {} } : undefined,
    },
  ],
  samples: {
    open: () => ({ own: 'product:sample' }),
    note: () => ({ note: 'sample' }),
    passByKeeper: ({ people }) => ({ keeper: people('legalCompliance')[0] ?? '' }),
    tell: ({ lastEntry }) => ({ gate: lastEntry, event: 'nothing' }),
    judge: () => ({ note: 'yes' }),
  },
})
