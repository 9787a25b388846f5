/**
 * Which timers follow from a state. Pure: the same step gives the same timers with the same ids, on the
 * server and when the trail is verified.
 *
 * A clock has a run for as long as the process stays in its `runsIn`, or stands in its `pausedIn` after
 * having been there. A run has either one timer or, while it is paused, spent or cannot be computed, one
 * row of `held`, which remembers what must not be read anew when it goes on.
 */
import { parse, v5 as uuidv5 } from 'uuid'
import { type Calendar, type Due, dueAt, promisedAt, startedAt } from './calendar.ts'
import type { Clock, PolicyClock, SpanUnit, Timer } from './clocks.ts'
import type { Context, Mechanism } from './mechanism.ts'
import type { Effective, Instant, Uuid } from './values.ts'

/** Namespace of timer ids; changing it would change the id of every timer. */
const TIMERS = parse('5b8f6a52-6f4e-4c0e-9d5b-0c6a3f1e7d24')

/** What a run remembers while it has no timer. */
export interface Held {
  /** Absent: the start was never known. */
  readonly startedAt?: Instant
  /** Length in force when it was armed; absent: it never was. */
  readonly n?: number
  readonly unit?: SpanUnit
  /** The due instant at which it fired. It does not fire again for this start and length. */
  readonly fired?: Instant
}
/** By clock. */
export type HeldClocks = Readonly<Record<string, Held>>

/** A house policy that was read to arm a clock: a fact of the entry. */
export interface PolicyRead {
  readonly clock: string
  /** Key of the policy value. */
  readonly policy: string
  /** The length used, within the bounds of the clock and in its unit. */
  readonly value: number
  /** `default`: the institution has set none. */
  readonly source: 'policy' | 'default'
}

export interface Arming {
  readonly clocks: Mechanism['clocks']
  readonly process: Uuid
  /** Version of the process after the step. */
  readonly version: number
  /** The case region has ended: only retention goes on. */
  readonly final: boolean
  /** Before the step; the timer that fires in it is still there. Both empty when the process opens. */
  readonly before: { readonly timers: readonly Timer[]; readonly held: HeldClocks }
  /** The clock that fires in this step. */
  readonly fired?: string | undefined
  /** Every active path after the step, ancestors included. */
  readonly paths: readonly string[]
  /** After the step. */
  readonly context: Context
  /** When the step took effect. */
  readonly effective: Effective
  /** Value of a house policy in force; undefined where the institution has set none. */
  readonly policy: (key: string) => number | undefined
  readonly calendar: Calendar
}
export interface Armed {
  /** In the order of the clocks; a timer that goes on unchanged is the same object as before. */
  readonly timers: readonly Timer[]
  readonly held: HeldClocks
  /** In the order of the clocks. */
  readonly read: readonly PolicyRead[]
}

/**
 * The timers after a step.
 *
 * A run keeps its start and the length it was armed with; a change of policy does not move it. Pauses
 * move only its due date, and a moved due date has a new id, so that no id ever stands for two. A new
 * start is a new run. A clock that has fired is not armed again while its run goes on from the same
 * start, unless its law or the promise was changed to a later end.
 */
export function armed(step: Arming): Armed {
  const timers: Timer[] = []
  const held: Record<string, Held> = {}
  const read: PolicyRead[] = []
  for (const [name, clock] of Object.entries(step.clocks)) {
    const turn = turnOf(step, name, clock)
    if (turn.timer) timers.push(turn.timer)
    if (turn.held) held[name] = turn.held
    if (turn.read) read.push(turn.read)
  }
  return { timers, held, read }
}

interface Turn {
  readonly timer?: Timer
  readonly held?: Held
  readonly read?: PolicyRead | undefined
}

function turnOf(step: Arming, name: string, clock: Clock<Context>): Turn {
  const timer = step.before.timers.find((t) => t.clock === name)
  const run = runBefore(step, name, timer)
  const state = standingOf(clock, step, run !== undefined)
  if (state === 'stopped') return {}
  const start = startOf(step, clock, run)
  const from = startedAt(step.calendar, start)
  const rest = { held: run ?? (from === undefined ? {} : { startedAt: from }) }
  if (state !== 'running' || from === undefined) return rest

  const same = run?.startedAt === from ? run : undefined
  const { due, n, unit, read } = lengthOf(step, name, { clock, start, same })
  if (due === undefined) return rest
  if (same?.fired !== undefined) {
    const changed = 'agreed' in clock || same.n !== n || same.unit !== unit
    if (!changed || due.dueAt <= same.fired) return rest
  }
  const goesOn = same !== undefined && timer?.dueAt === due.dueAt
  const next: Timer = {
    id: goesOn ? timer.id : uuidv5(`${step.process}|${name}|${step.version}`, TIMERS),
    clock: name,
    fires: clock.fires,
    kind: clock.kind,
    ...due,
    n,
    unit,
    since: goesOn ? timer.since : step.version,
    basis: basisOf(clock),
  }
  return { timer: goesOn && alike(timer, next) ? timer : next, read }
}

/** What the run had before this step, and whether it fired in it; undefined: there was none. */
function runBefore(step: Arming, name: string, timer: Timer | undefined): Held | undefined {
  if (timer === undefined) return step.before.held[name]
  const { startedAt: from, n, unit } = timer
  return step.fired === name
    ? { startedAt: from, n, unit, fired: timer.dueAt }
    : { startedAt: from, n, unit }
}

type Place = Pick<Arming, 'paths' | 'final' | 'context'>

type Standing = 'running' | 'paused' | 'excused' | 'stopped'

function standingOf(clock: Clock<Context>, place: Place, hadRun: boolean): Standing {
  if (place.final && clock.kind !== 'retention') return 'stopped'
  const active = (path: string): boolean => place.paths.includes(path)
  const paused = clock.pausedIn?.some(active) ?? false
  if (!clock.runsIn.some(active) && !(paused && hadRun)) return 'stopped'
  if (clock.unless?.(place.context)) return 'excused'
  return paused ? 'paused' : 'running'
}

function startOf(
  step: Arming,
  clock: Clock<Context>,
  run: Held | undefined,
): Effective | undefined {
  if (clock.from !== 'entered') return clock.from(step.context)
  if (run === undefined) return step.effective
  return run.startedAt === undefined ? undefined : { at: run.startedAt }
}

interface Length {
  readonly due: Due | undefined
  readonly n: number
  readonly unit: SpanUnit
  readonly read?: PolicyRead
}

function lengthOf(
  step: Arming,
  name: string,
  {
    clock,
    start,
    same,
  }: {
    readonly clock: Clock<Context>
    readonly start: Effective | undefined
    readonly same: Held | undefined
  },
): Length {
  const excluded = clock.excluded?.(step.context)
  if ('agreed' in clock) {
    const day = clock.agreed(step.context)
    const due = day === undefined ? undefined : promisedAt(step.calendar, { start, day, excluded })
    return { due, n: 0, unit: 'day' }
  }
  const { unit } = clock.span
  const kept = 'policy' in clock && same?.unit === unit ? same.n : undefined
  const read = 'policy' in clock && kept === undefined ? policyOf(step, name, clock) : undefined
  const n = kept ?? read?.value ?? clock.span.n
  const due = dueAt(step.calendar, { start, span: { n, unit }, excluded })
  return read === undefined ? { due, n, unit } : { due, n, unit, read }
}

function policyOf(step: Arming, name: string, clock: PolicyClock<Context>): PolicyRead {
  const set = step.policy(clock.policy)
  const [least, most] = clock.bounds
  const value = Math.min(most, Math.max(least, set ?? clock.span.n))
  return {
    clock: name,
    policy: clock.policy,
    value,
    source: set === undefined ? 'default' : 'policy',
  }
}

const basisOf = (clock: Clock<Context>): string => {
  if ('cite' in clock) return clock.cite
  return 'policy' in clock ? `house:${clock.policy}` : 'contract'
}

const alike = (a: Timer, b: Timer): boolean =>
  a.provisional === b.provisional &&
  a.fires === b.fires &&
  a.kind === b.kind &&
  a.n === b.n &&
  a.unit === b.unit &&
  a.basis === b.basis

export interface ClockState {
  readonly clock: string
  /**
   * `DUE`: it has fired and its run goes on. `STOPPED`: a deadline that ran out, and whose run is over.
   * `UNKNOWN`: its start or its agreed day is not known.
   */
  readonly state: 'RUNNING' | 'PAUSED' | 'DUE' | 'STOPPED' | 'UNKNOWN'
  /** Of a running clock. */
  readonly timer?: Timer
}

/**
 * For display: every clock that has a run and does not stand aside by `unless`, and every deadline that
 * ran out, in order. What stopped in time has left nothing to show.
 */
export function clockStates(
  clocks: Mechanism['clocks'],
  process: Place & {
    readonly timers: readonly Timer[]
    readonly held: HeldClocks
    readonly late: readonly string[]
  },
): readonly ClockState[] {
  return Object.entries(clocks).flatMap(([name, clock]): ClockState[] => {
    const timer = process.timers.find((t) => t.clock === name)
    if (timer) return [{ clock: name, state: 'RUNNING', timer }]
    const held = process.held[name]
    const standing = standingOf(clock, process, held !== undefined)
    if (standing === 'stopped' || standing === 'excused')
      return process.late.includes(name) ? [{ clock: name, state: 'STOPPED' }] : []
    if (held?.fired !== undefined) return [{ clock: name, state: 'DUE' }]
    return [{ clock: name, state: standing === 'paused' ? 'PAUSED' : 'UNKNOWN' }]
  })
}
