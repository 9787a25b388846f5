/**
 * Timers that were counted by another calendar than the one that runs now. A new year's notice moves
 * what was provisional, so the day that the entry recorded is taken over; everything else about the
 * timer must still follow.
 */
import type { Timer } from '../../core/clocks.ts'
import type { ProcessState } from '../../core/process.ts'
import type { Leaf, TimerRecorded } from '../../core/trail.ts'

export interface Adopted {
  readonly state: ProcessState
  readonly leaf: Leaf
  readonly foreign: ReadonlySet<string>
}

/** Whether an entry, or a timer that it found, was counted by another calendar. */
export const isForeign = (leaf: Leaf, running: string, before: ReadonlySet<string>): boolean =>
  before.size > 0 || (leaf.calendar !== undefined && leaf.calendar !== running)

/**
 * The step as replayed, with the recorded days of timers that working days were counted for. A timer
 * that the entry does not list goes on as it was.
 */
export function adopt(
  replayed: { readonly state: ProcessState; readonly leaf: Leaf },
  recorded: Leaf,
  was: {
    readonly timers: readonly Timer[]
    readonly foreign: ReadonlySet<string>
    readonly calendar: string
  },
): Adopted {
  const counted = recorded.calendar !== undefined && recorded.calendar !== was.calendar
  const foreign = new Set<string>()
  const timers = replayed.state.timers.map((timer) => {
    const old = was.timers.find((t) => t.clock === timer.clock)
    if (timer.unit !== 'workday' || !(counted || was.foreign.has(timer.clock))) return timer
    const armed = recorded.timers?.armed.find((t) => t.clock === timer.clock)
    const disarmed = recorded.timers?.disarmed.some((t) => t.clock === timer.clock)
    if (armed) {
      // By the calendar that runs now the day is derived anew, and so is what follows from it.
      if (!counted) return timer
      foreign.add(timer.clock)
      return asArmed(timer, old, armed)
    }
    if (!old || disarmed === true) return timer
    if (was.foreign.has(timer.clock)) foreign.add(timer.clock)
    return old
  })
  return {
    state: { ...replayed.state, timers },
    leaf: leafWith(replayed.leaf, recorded, { timers, old: was.timers }),
    foreign,
  }
}

/** The day is the recorded one; the id too, where a moved day may have given the timer a new one. */
function asArmed(timer: Timer, old: Timer | undefined, armed: TimerRecorded): Timer {
  const moved = old !== undefined && (armed.id === old.id || timer.id === old.id)
  const id = moved ? armed.id : timer.id
  const since = id === old?.id ? old.since : timer.since
  return { ...timer, id, since, dueAt: armed.dueAt }
}

function leafWith(
  leaf: Leaf,
  recorded: Leaf,
  at: { readonly timers: readonly Timer[]; readonly old: readonly Timer[] },
): Leaf {
  const known = new Set(at.old)
  const kept = new Set(at.timers.map((t) => t.id))
  const armed = at.timers.filter((t) => !known.has(t))
  const disarmed = at.old.filter((t) => !kept.has(t.id))
  const { timers: _, calendar: __, ...rest } = leaf
  if (armed.length + disarmed.length === 0) return rest
  const counted = armed.some((t) => t.unit === 'workday')
  return {
    ...rest,
    timers: { armed: armed.map(timerRecorded), disarmed: disarmed.map(timerRecorded) },
    ...(counted && recorded.calendar !== undefined ? { calendar: recorded.calendar } : {}),
  }
}

const timerRecorded = ({ clock, id, dueAt, basis }: Timer): TimerRecorded => ({
  clock,
  id,
  dueAt,
  citation: basis,
})
