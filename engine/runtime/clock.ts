/**
 * Time: lets due timers strike in processes that nobody asks about. It holds no lock while a command
 * runs; that each timer strikes once is the doing of append(), whatever else is awake.
 */
import type { Instant, Uuid } from '../core/values.ts'
import type { Executor, Runtime } from './execute.ts'

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
