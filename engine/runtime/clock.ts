/**
 * Time: lets due timers strike in processes that nobody asks about. It holds no lock while a command
 * runs; that each timer strikes once is the doing of append(), whatever else is awake.
 */
import { calendarOf } from '../core/calendar.ts'
import type { Instant, Uuid } from '../core/values.ts'
import type { Executor, Runtime } from './execute.ts'
import { FIRST_ZONE } from './ground.ts'

export interface Loop {
  /** One round; resolves with the number of processes or reactions worked on. */
  round(): Promise<number>
  /** Looks again at once instead of at the next interval. */
  wake(): void
  stop(): Promise<void>
  /** When the last round without an error ended; milliseconds of the system's clock. */
  readonly lastRoundMs: number | undefined
}

export interface LoopOptions {
  readonly intervalMs: number
  readonly work: () => Promise<number>
  readonly failed: (error: unknown) => void
  readonly nowMs: () => number
}

/** Runs `work` again and again, one round at a time, until stopped. */
export function loopOf({ intervalMs, work, failed, nowMs }: LoopOptions): Loop & { start(): void } {
  let timeout: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined
  let again = false
  let stopped = true
  let lastRoundMs: number | undefined
  const round = async (): Promise<number> => {
    try {
      const done = await work()
      lastRoundMs = nowMs()
      return done
    } catch (error) {
      failed(error)
      return 0
    }
  }
  const turn = (): void => {
    clearTimeout(timeout)
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = round()
    void running.then((done) => {
      running = undefined
      const soon = again || done > 0
      again = false
      if (!stopped) timeout = setTimeout(turn, soon ? 0 : intervalMs)
    })
  }
  return {
    round,
    wake: turn,
    start: () => {
      stopped = false
      turn()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timeout)
      await running
    },
    get lastRoundMs() {
      return lastRoundMs
    },
  }
}

const MOST_PER_ROUND = 500

/** One round of the clock: every process with a due timer, in legal order. */
export async function strikeDue(
  runtime: Runtime,
  executor: Executor,
  at?: Instant,
): Promise<number> {
  const due = await runtime.store.dueTimers(at ?? runtime.now?.(), MOST_PER_ROUND)
  const processes = new Map<Uuid, Uuid>()
  for (const timer of due) processes.set(timer.process, timer.institution)
  const results = await Promise.allSettled(
    [...processes].map(([process, institution]) => executor.pass(institution, process)),
  )
  const failures = results.filter((r) => r.status === 'rejected')
  for (const { reason } of failures)
    runtime.log.error({ err: reason as unknown }, 'a due timer could not strike')
  // Only when something moved is it worth looking again at once: a timer that cannot strike stays due.
  return results.filter((r) => r.status === 'fulfilled' && r.value > 0).length
}

const DAY_MS = 86_400_000
/** So far can a notice bring forward what was counted by weekends only. */
const MARGIN_MS = 31 * DAY_MS

/**
 * Rounds that go once through all processes with a provisional timer that this calendar may know by now;
 * each resolves with the number that were counted again, and costs nothing once all have been looked at.
 */
export function recountRounds(runtime: Runtime, executor: Executor): () => Promise<number> {
  const { covers } = (runtime.calendarOf ?? calendarOf)(FIRST_ZONE)
  const before = new Date(Date.parse(covers) + MARGIN_MS).toISOString()
  let last: Uuid | undefined
  let done = false
  return async () => {
    if (done) return 0
    const found = await runtime.store.provisional({ before, after: last, most: MOST_PER_ROUND })
    const results = await Promise.allSettled(
      found.map(({ institution, process }) => executor.pass(institution, process)),
    )
    for (const result of results)
      if (result.status === 'rejected')
        runtime.log.error({ err: result.reason as unknown }, 'a process could not be counted again')
    // One that failed is found again: it is looked at once more when the next process starts.
    last = found.at(-1)?.process ?? last
    done = found.length < MOST_PER_ROUND
    return results.filter((r) => r.status === 'fulfilled' && r.value > 0).length
  }
}
