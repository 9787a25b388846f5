/** A process with clocks of every kind, walked from state to state. */
import { type Clock, type Excluded, span } from '../../engine/core/clocks.ts'
import type { Context } from '../../engine/core/mechanism.ts'
import { type Armed, type Arming, armed } from '../../engine/core/timers.ts'
import type { Day, Effective } from '../../engine/core/values.ts'
import { text } from '../../policies/law.ts'
import { on, shanghai } from './days.ts'

export const PROCESS = '0191e6a0-0000-7000-8000-000000000001'
export const OTHER = '0191e6a0-0000-7000-8000-000000000002'

const title = text('时限', 'Clock')
const received = (c: Context) => c['receivedOn'] as Effective | undefined
const excluded = (c: Context) => (c['excluded'] ?? []) as readonly Excluded[]
const complaint = { kind: 'deadline', fires: 'expire', title, from: received, excluded } as const
export const clocks = {
  K01: {
    ...complaint,
    cite: '2020-3:18',
    span: span(15, 'day'),
    runsIn: ['clock.d15'],
    pausedIn: ['clock.paused'],
  },
  K02: {
    ...complaint,
    cite: '2020-3:18',
    span: span(30, 'day'),
    runsIn: ['clock.d30'],
    pausedIn: ['clock.paused'],
  },
  K03: { ...complaint, cite: '2020-3:18', span: span(60, 'day'), runsIn: ['clock.d60'] },
  acknowledge: {
    title,
    kind: 'deadline',
    fires: 'remind',
    from: 'entered',
    policy: 'complaint.acknowledge',
    span: span(1, 'workday'),
    bounds: [1, 3],
    runsIn: ['case.received', 'case.verifying'],
    pausedIn: ['case.verifying.waiting'],
    unless: (c) => c['acknowledged'] === true,
  },
  performance: {
    title,
    kind: 'deadline',
    fires: 'breakPromise',
    from: 'entered',
    agreed: (c) => c['promisedOn'] as Day | undefined,
    runsIn: ['case.performing'],
  },
  retention: {
    title,
    kind: 'retention',
    fires: 'destroy',
    from: 'entered',
    cite: 'pboc-2020-5:1',
    span: span(3, 'year'),
    runsIn: ['case.archived'],
  },
} satisfies Readonly<Record<string, Clock<Context>>>

export const RECEIVED = { receivedOn: on('2026-11-23') }
export const nothing: Armed = { timers: [], held: {}, read: [] }
export const opening: Arming = {
  clocks,
  process: PROCESS,
  version: 1,
  final: false,
  before: nothing,
  paths: ['case', 'case.received', 'clock', 'clock.d15'],
  context: RECEIVED,
  effective: on('2026-11-23'),
  policy: () => undefined,
  calendar: shanghai,
}
/** Steps one after the other, each raising the version and starting from what the last one left. */
export function walkVia(keep: (state: Armed) => Armed, steps: readonly Partial<Arming>[]): Armed {
  let step: Arming = { ...opening, version: 0 }
  let state: Armed = nothing
  for (const change of steps) {
    step = { ...step, version: step.version + 1, fired: undefined, ...change, before: keep(state) }
    state = armed(step)
  }
  return state
}
export const walk = (...steps: Partial<Arming>[]): Armed => walkVia((state) => state, steps)
/** As a row of the database hands it back. */
export const stored = (state: Armed): Armed => JSON.parse(JSON.stringify(state)) as Armed
export const timer = (state: Armed, clock: string) => state.timers.find((t) => t.clock === clock)
export const due = (state: Armed, clock: string) => timer(state, clock)?.dueAt
export const names = (state: Armed) => state.timers.map((t) => t.clock)
export const at = (...paths: string[]): Partial<Arming> => ({ paths })
