/**
 * Reads of the engine that belong together: one institution, one snapshot, nothing written. They may be
 * long, so only a few run at once, and commands keep the other connections.
 */
import type { Pool, PoolClient } from 'pg'
import type { Uuid } from '../core/values.ts'

/** What is asked within a snapshot: one statement, its rows. */
export type Ask = <T extends object>(
  statement: string,
  values: readonly unknown[],
) => Promise<readonly T[]>

/** A question takes longer than anybody may wait for; a narrower one does not. */
export class TooBroad extends Error {
  override readonly name = 'TooBroad'
}

const AT_ONCE = 3
const LONGEST_MS = 5000
/** SQLSTATE of a statement that was ended for its length. */
const ENDED = '57014'

const waiting = new WeakMap<Pool, { free: number; readonly queue: (() => void)[] }>()

/** Waits for one of the places of a pool, and gives it back when the work is done. */
async function inTurn<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const places = waiting.get(pool) ?? { free: AT_ONCE, queue: [] }
  waiting.set(pool, places)
  if (places.free > 0) places.free--
  else await new Promise<void>((go) => places.queue.push(go))
  try {
    return await work()
  } finally {
    const next = places.queue.shift()
    if (next) next()
    else places.free++
  }
}

/** Runs work that reads; all of it sees the same. A connection that failed is not used again. */
export const inSnapshot = <T>(
  pool: Pool,
  institution: Uuid,
  work: (ask: Ask) => Promise<T>,
): Promise<T> =>
  inTurn(pool, async () => {
    const client = await pool.connect()
    try {
      await begin(client, institution)
      const ask: Ask = async <R extends object>(statement: string, values: readonly unknown[]) =>
        (await client.query<R>(statement, [...values])).rows
      const result = await work(ask)
      await client.query('commit')
      client.release()
      return result
    } catch (error) {
      client.release(true)
      if ((error as { code?: unknown } | null)?.code === ENDED)
        throw new TooBroad('the question takes too long; a narrower one does not', { cause: error })
      throw error
    }
  })

async function begin(client: PoolClient, institution: Uuid): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  await client.query(
    "select set_config('xiaobao.institution', $1, true), set_config('statement_timeout', $2, true)",
    [institution, String(LONGEST_MS)],
  )
}
