/** Who was faster, and what to do about it: the failures of the database that mean to try again. */
import type { Pool, PoolClient } from 'pg'
import type { Uuid } from '../core/values.ts'

/**
 * What the batch read or changed has moved on, or the connection broke: try again. Members that are
 * known to be concerned, by number.
 */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  readonly members: readonly number[]
  constructor(members: readonly number[], options?: ErrorOptions) {
    super('another batch was faster, or the database was out of reach', options)
    this.members = members
  }
}

/** SQLSTATEs that mean: rolled back because of somebody else, try again. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', '57014'])
const UNIQUE = '23505'
/** Where a request id that was answered meanwhile collides. */
const REQUESTS: ReadonlySet<string> = new Set(['entry_request', 'request_digest_pkey'])
const LOST = /^(08...|57P0[123]|ECONNRESET|ECONNREFUSED|EPIPE|ENOENT)$/
interface PgFailure {
  readonly code?: string
  readonly constraint?: string
  readonly detail?: string
}

/** Whether the connection broke, or was never made: what was under way may have been done. */
export function isLost(error: unknown): boolean {
  if (error instanceof Conflict) return isLost(error.cause)
  if (typeof error !== 'object' || error === null || error instanceof TypeError) return false
  const { code } = error as PgFailure
  return code === undefined || LOST.test(code)
}

function conflictOf(error: unknown): Conflict | undefined {
  if (typeof error !== 'object' || error === null || error instanceof TypeError) return undefined
  const { code, constraint, detail } = error as PgFailure
  // A request id taken meanwhile is found, and answered, when the batch loads again. Any other row that
  // is there already stays there, however often it is tried.
  if (code === UNIQUE && REQUESTS.has(constraint ?? '')) return new Conflict([], { cause: error })
  // The connection broke: whether it was written is found out when the batch loads again.
  if (isLost(error)) return new Conflict([], { cause: error })
  if (!CONFLICTS.has(code ?? '')) return undefined
  return new Conflict(
    (detail ?? '')
      .split(',')
      .filter((m) => /^\d+$/.test(m))
      .map(Number),
    { cause: error },
  )
}

/** Runs work in one transaction of one institution. A connection that failed is not used again. */
export async function within<T>(
  pool: Pool,
  institution: Uuid,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('xiaobao.institution', $1, true)", [institution])
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Runs one question; what another batch is the reason of comes out as a Conflict. */
export async function tried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw conflictOf(error) ?? error
  }
}
