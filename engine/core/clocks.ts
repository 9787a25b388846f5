/** Clocks: rules about time, and the timers that follow from a state. */
import type { Citation, Text } from '../../policies/law.ts'
import type { Day, Effective, Instant, Uuid } from './values.ts'

export type SpanUnit = 'hour' | 'day' | 'workday' | 'month' | 'year'
export interface Span {
  readonly n: number
  readonly unit: SpanUnit
}
export const span = (n: number, unit: SpanUnit): Span => ({ n, unit })

/** Whole days that do not count: from the first to the last, both included. */
export interface Excluded {
  readonly from: Day
  readonly to: Day
}

export type ClockKind = 'deadline' | 'validity' | 'retention' | 'coverage'

interface ClockRule<C> {
  readonly title: Text
  readonly kind: ClockKind
  /** State paths in which it runs; it stops when none of them holds any more. */
  readonly runsIn: readonly string[]
  /**
   * What it counts from: a fact in the context, or `entered`, the effective time of the event that led
   * into `runsIn`. Undefined or unknown: it cannot be computed, and is shown as such.
   */
  readonly from: 'entered' | ((context: C) => Effective | undefined)
  /** Paths in which it stands still; no timer is armed there. */
  readonly pausedIn?: readonly string[]
  /** Past pauses; their days are added to the due day. */
  readonly excluded?: (context: C) => readonly Excluded[]
  /** Does not run although the state is in `runsIn`. */
  readonly unless?: (context: C) => boolean
}

/** A clock of the law: its length is the law's, and its citation is printed beside it. */
export interface StatutoryClock<C> extends ClockRule<C> {
  readonly cite: Citation
  readonly span: Span
}

/** A clock of house policy: a default that the institution may change within bounds. */
export interface PolicyClock<C> extends ClockRule<C> {
  /** Key of the policy value, `<mechanism>.<name>`. */
  readonly policy: string
  readonly span: Span
  /** Smallest and largest value the institution may set, in the unit of `span`. */
  readonly bounds: readonly [number, number]
}

/** A clock of contract: due on a day that was agreed or promised in the case itself. */
export interface AgreedClock<C> extends ClockRule<C> {
  readonly agreed: (context: C) => Day | undefined
}

export type Clock<C> = (StatutoryClock<C> | PolicyClock<C> | AgreedClock<C>) & {
  /** The event it fires when it is due; a duty of the clock alone. */
  readonly fires: string
}

/** One armed row of a clock. */
export interface Timer {
  /** UUIDv5 of process, clock and `since`; also the request id of the clock's command. */
  readonly id: Uuid
  readonly clock: string
  readonly fires: string
  readonly kind: ClockKind
  readonly startedAt: Instant
  /** First instant at which it is late: the start of the day after the last day. */
  readonly dueAt: Instant
  /** Length in force when it was armed; a later change of policy does not move it. */
  readonly n: number
  readonly unit: SpanUnit
  /** Version of the process that armed it. */
  readonly since: number
  /** Working days were counted beyond the years that the calendar covers. */
  readonly provisional: boolean
  /** Citation or `house:<policy key>`, or `contract`. */
  readonly basis: string
}
