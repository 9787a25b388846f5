/**
 * Timers that were counted beyond the years of a calendar, counted again by one that knows those years.
 * Nothing else about the process changes: it is the same case on the same day.
 */
import { changesOf } from './advance.ts'
import type { Advanced } from './advance.ts'
import type { Calendar } from './calendar.ts'
import type { Mechanism } from './mechanism.ts'
import type { ProcessState } from './process.ts'
import { armed } from './timers.ts'
import type { Instant } from './values.ts'

export interface Recounting {
  /** The edition under which the process stands. */
  readonly mechanism: Mechanism
  readonly before: ProcessState
  readonly now: Instant
  readonly calendar: Calendar
  readonly policy: (key: string) => number | undefined
}

/** The process with its timers as this calendar counts them. */
export function recounted({ mechanism, before, now, calendar, policy }: Recounting): Advanced {
  const version = before.version + 1
  const { timers, held, read } = armed({
    clocks: mechanism.clocks,
    process: before.id,
    version,
    final: before.final,
    before,
    paths: before.paths,
    context: before.context,
    effective: { at: now },
    policy,
    calendar,
  })
  return {
    state: { ...before, version, timers, held },
    ...changesOf(before.timers, timers, mechanism.clocks),
    read,
  }
}

/**
 * Whether a provisional timer is certain by this calendar. One that stays provisional is left as it is,
 * so that two servers with different calendars cannot undo each other's counting for ever.
 */
export const settles = (before: ProcessState, { armed: again }: Advanced): boolean =>
  before.timers.some(
    (old) => old.provisional && again.some((t) => t.clock === old.clock && !t.provisional),
  )
