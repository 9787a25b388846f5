/**
 * Proves that what stands in the tables follows from the entries: each entry is read in the order of the
 * trail, held to its form, its hash and its columns, and played again; then every process, timer and
 * record is compared with what came out. The first difference is the first place to look.
 *
 * It reads one snapshot, so it may run beside a working engine. It cannot notice a history that was
 * rewritten as a whole, nor entries removed from the end together with all that followed from them: that
 * is what signed checkpoints are for.
 */
import type { Pool, PoolClient } from 'pg'
import type { Uuid } from '../core/values.ts'
import type { Difference } from './verify/difference.ts'
import { Reading } from './verify/reading.ts'
import type { Progress, Tally, Texts } from './verify/reading.ts'
import { Tables } from './verify/tables.ts'

export interface Report extends Readonly<Tally> {
  /** In the order of the trail, then of the tables; empty: everything follows from the entries. */
  readonly differences: readonly Difference[]
}

export interface VerifyOptions extends Texts {
  /** Absent: all; then the connections must be of a role that row-level security lets through. */
  readonly institution?: Uuid
  readonly stopAtFirst?: boolean
  /** Told after every page of entries. */
  readonly progress?: (done: Progress) => void
}

/**
 * Verifies one institution or all, and gives a report for each. The role of the connections needs only
 * to read, as xiaobao_app and xiaobao_reader do; the reader does not see the digests of requests, which
 * are then left out. Throws where the database cannot be read, never for a difference.
 */
export async function verify(pool: Pool, options: VerifyOptions): Promise<readonly Report[]> {
  const { institution } = options
  const reports: Report[] = []
  for (const one of institution === undefined ? await institutionsOf(pool) : [institution]) {
    const tally = emptyTally(one)
    const differences: Difference[] = []
    for await (const difference of read(pool, tally, options)) {
      differences.push(difference)
      if (options.stopAtFirst) break
    }
    reports.push({ ...tally, differences })
    if (options.stopAtFirst && differences.length > 0) break
  }
  return reports
}

/**
 * The differences of one institution one by one, for a caller that cannot hold them all. Ends with what
 * was looked at; whoever ends it early gives the connection back.
 */
export async function* differencesOf(
  pool: Pool,
  institution: Uuid,
  options: Omit<VerifyOptions, 'institution' | 'stopAtFirst'>,
): AsyncGenerator<Difference, Tally> {
  const tally = emptyTally(institution)
  yield* read(pool, tally, options)
  return tally
}

async function* read(
  pool: Pool,
  tally: Tally,
  { progress, ...texts }: Omit<VerifyOptions, 'institution' | 'stopAtFirst'>,
): AsyncGenerator<Difference> {
  const { institution } = tally
  const client = await pool.connect()
  let failed: Error | undefined
  try {
    await begin(client, institution)
    const reading = new Reading(new Tables(client, institution), texts, tally)
    for await (const placed of reading.all(progress)) yield { institution, ...placed }
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    if (!failed) await client.query('rollback')
    client.release(failed)
  }
}

/** One snapshot, and the rows of one institution. */
async function begin(client: PoolClient, institution: Uuid): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  await client.query("select set_config('xiaobao.institution', $1, true)", [institution])
  // The limit of a reader is meant for pages of the API; this reads everything.
  await client.query('set local statement_timeout = 0')
}

const emptyTally = (institution: Uuid): Tally => ({
  institution,
  entries: 0,
  processes: 0,
  timers: 0,
  erased: 0,
  otherCalendar: 0,
  otherPolicies: 0,
  lost: 0,
})

/** Every institution that has an entry, a head or a row. */
async function institutionsOf(pool: Pool): Promise<readonly Uuid[]> {
  const { rows: security } = await pool.query<{ active: boolean }>(
    "select row_security_active('entry') as active",
  )
  if (security[0]?.active)
    throw new Error(
      'this role sees one institution at a time: name the institution, or connect as a role that ' +
        'row-level security lets through',
    )
  const { rows } = await pool.query<{ institution: Uuid }>(
    `with recursive seen as (
        (select institution from entry order by institution limit 1)
        union all
        select (select e.institution from entry e where e.institution > seen.institution
          order by e.institution limit 1) from seen where seen.institution is not null)
      select institution from seen where institution is not null
      union select institution from head union select institution from institution
      order by institution`,
  )
  return rows.map((r) => r.institution)
}
