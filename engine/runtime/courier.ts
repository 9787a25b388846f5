/**
 * The courier: carries what an entry causes in another process, as a command with that entry as its cause
 * and a request id made from it, so that it happens once. A refusal is final and stays visible; a failure
 * is tried again, later each time, without holding up the others.
 */
import type { Command } from '../core/command.ts'
import type { Instant } from '../core/values.ts'
import type { Executor, Runtime } from './execute.ts'
import type { DueReaction } from './store.ts'

const MOST_PER_ROUND = 200
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 3_600_000

export const reactionRequest = ({ entry, n }: Pick<DueReaction, 'entry' | 'n'>): string =>
  `reaction:${entry}:${String(n)}`

const commandOf = (r: DueReaction): Command => ({
  asker: { system: 'courier' },
  via: 'engine',
  request: reactionRequest(r),
  mechanism: r.target,
  ...(r.process === null ? {} : { process: r.process }),
  event: r.event,
  payload: r.payload,
  cause: r.entry,
})

/** One round: every reaction that waits. */
export async function carryWaiting(runtime: Runtime, executor: Executor): Promise<number> {
  const due = await runtime.store.dueReactions(runtime.now?.(), MOST_PER_ROUND)
  const results = await Promise.allSettled(due.map((r) => carry(runtime, executor, r)))
  // What could not even be noted waits as it did: the next round finds it again.
  for (const result of results)
    if (result.status === 'rejected')
      runtime.log.error({ err: result.reason as unknown }, 'a reaction could not be noted')
  return results.filter((r) => r.status === 'fulfilled').length
}

async function carry(runtime: Runtime, executor: Executor, r: DueReaction): Promise<void> {
  const attempts = r.attempts + 1
  try {
    const [answer] = await executor.execute(r.institution, [commandOf(r)])
    if (answer?.kind === 'accepted')
      await runtime.store.noteReaction(r, { state: 'done', attempts, answeredBy: answer.entry.id })
    else if (answer?.kind === 'refused')
      await runtime.store.noteReaction(r, {
        state: 'refused',
        attempts,
        ...(answer.entry ? { answeredBy: answer.entry.id } : {}),
      })
    else throw new Error('the courier was throttled')
  } catch (error) {
    runtime.log.warn(
      { err: error, reaction: reactionRequest(r) },
      'a reaction failed and is tried again',
    )
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 20))
    const now = runtime.now ? Date.parse(runtime.now()) : Date.now()
    await runtime.store.noteReaction(r, {
      state: 'waiting',
      attempts,
      nextAt: new Date(now + wait).toISOString() as Instant,
    })
  }
}
