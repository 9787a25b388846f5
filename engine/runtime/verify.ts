/**
 * Proves that what stands in the tables follows from the entries, and that the entries are those that were
 * sealed. Process by process each entry is held to its form, its hash and its columns, and played again;
 * the process and its timers are compared with what came out, and what entries say of other processes with
 * how those stood. In the order of positions the leaves are held against the tree, and every signed head
 * against tree and keys.
 *
 * It reads one snapshot, so it may run beside a working engine, and keeps some dozen bytes an entry. A
 * history that was rewritten as a whole and signed again with the very key, or restored whole from an older
 * backup, fits itself: that is for a witness to find.
 */
import { randomBytes } from 'node:crypto'
import type { ClientConfig, Pool, PoolClient } from 'pg'
import type { Uuid } from '../core/values.ts'
import type { EvidencePlace } from './evidence-place.ts'
import { Collected } from './verify/collect.ts'
import type { Totals } from './verify/collect.ts'
import type { CosignatureTally } from './verify/cosignatures.ts'
import type { Difference } from './verify/difference.ts'
import type { Tally } from './verify/following.ts'
import type { Ground, Texts } from './verify/house-run.ts'
import type { SealTally } from './verify/sealed.ts'
import { projectingIn } from './verify/house.ts'
import { begin, exported } from './verify/snapshot.ts'
import type { Erased } from './verify/privates.ts'
import { Tables } from './verify/tables.ts'
import type { Range } from './verify/tables.ts'
import { Threads } from './verify/threads.ts'
import { around, readWhole } from './verify/whole.ts'
import type { Whole } from './verify/whole.ts'

export interface Report extends Readonly<Tally>, SealTally, CosignatureTally {
  /** The first ones, in the order of the trail, then of the tables; empty: everything follows. */
  readonly differences: readonly Difference[]
  /** How many there are of each kind. */
  readonly totals: Totals
  /** By which entries personal values were erased, in the order of the trail. */
  readonly erasedBy: readonly Erased[]
}

export interface Progress {
  readonly institution: Uuid
  readonly entries: number
  readonly of: number
}

export interface VerifyOptions extends Texts {
  /** Absent: all; then the connections must be of a role that row-level security lets through. */
  readonly institution?: Uuid
  /** So many differences of an institution are named; all are counted. */
  readonly most?: number
  /** Where the files of evidence lie; absent: they are not looked at. */
  readonly evidence?: EvidencePlace
  /** Verifier keys of witnesses; of others the key that is kept with what they cosigned. */
  readonly witnesses?: readonly string[]
  /** Told after every page of entries. */
  readonly progress?: (done: Progress) => void
}

const MOST = 1000

/**
 * Verifies one institution or all on one connection, and gives a report for each. The role of the
 * connections needs only to read, as xiaobao_app and xiaobao_reader do; the reader does not see the digests
 * of requests, which are then left out. Throws where the database cannot be read, never for a difference.
 */
export async function verify(pool: Pool, options: VerifyOptions): Promise<readonly Report[]> {
  const { institution } = options
  const reports: Report[] = []
  for (const one of institution === undefined ? await institutionsOf(pool) : [institution])
    reports.push(
      await within(pool, one, async (client) => {
        const { ground, of } = await groundOf(client, one, {
          ...options,
          projecting: projectingIn(options.mechanisms),
        })
        const progress = options.progress
        return reportOf(
          one,
          await readWhole(client, ground, {
            texts: options,
            progress: progress && ((entries) => progress({ institution: one, entries, of })),
          }),
        )
      }),
    )
  return reports
}

/** What threads are given. They know the mechanisms of this release, and nothing else. */
export interface ThreadedOptions extends Pick<
  VerifyOptions,
  'most' | 'evidence' | 'witnesses' | 'progress'
> {
  readonly threads: number
  /** Where the master key lies; absent: personal values are only counted. */
  readonly keysDir?: string
  readonly institutions: readonly Uuid[]
  /** From so many entries on an institution is read by all threads at once. */
  readonly large?: number
}

/** From so many entries on an institution is read by all threads at once. */
const LARGE = 20_000
/** So many processes are one range. */
const RANGE = 1000

/**
 * The same by several threads: large institutions are divided among all of them, small ones are read by one
 * thread each. `pool` is of the role xiaobao_app.
 */
export async function verifyByThreads(
  pool: Pool,
  options: ThreadedOptions,
): Promise<readonly Report[]> {
  const threads = new Threads(options.threads, connectionOf(pool))
  try {
    const projecting = await threads.projecting()
    const reports = new Map<Uuid, Report>()
    const small: Ground[] = []
    for (const institution of options.institutions) {
      const report = await within(pool, institution, async (client) => {
        const { ground, of } = await groundOf(client, institution, { ...options, projecting })
        if (of < (options.large ?? LARGE)) return void small.push(ground)
        const { progress } = options
        threads.progress = progress && ((entries) => progress({ institution, entries, of }))
        return reportOf(institution, await byAll(client, ground, threads))
      })
      if (report) reports.set(institution, report)
    }
    threads.progress = undefined
    const wholes = await threads.wholes(small)
    for (const [n, { institution }] of small.entries())
      reports.set(institution, reportOf(institution, wholes[n] as Whole))
    return options.institutions.flatMap((institution) => reports.get(institution) ?? [])
  } finally {
    await threads.end()
  }
}

async function byAll(client: PoolClient, ground: Ground, threads: Threads): Promise<Whole> {
  const tables = new Tables(client, ground.institution)
  const [row] = await tables.rows<{ n: string }>(
    'select count(*) as n from process where institution = $1',
  )
  const count = Math.max(threads.count, Math.ceil(Number(row?.n) / RANGE))
  const bounds = await tables.bounds(count)
  const ranges: Range[] = [...bounds, undefined].map((to, n) => {
    const from = bounds[n - 1]
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  })
  const parts = threads.parts(ground, { snapshot: await exported(client), ranges })
  // Where this connection fails first, what the threads say afterwards is of no use to anybody.
  parts.catch(() => undefined)
  return around(client, ground, () => parts)
}

function reportOf(institution: Uuid, { tally, kept, totals, seal, erasedBy }: Whole): Report {
  const found = new Collected(Math.max(1, kept.length))
  found.merge({ kept, totals })
  return { ...tally, ...seal, differences: found.of(institution), totals, erasedBy }
}

/** What the threads connect with: the same as the pool. */
function connectionOf({ options }: Pool): ClientConfig {
  const { host, port, user, password, database, connectionString, ssl } = options
  const given = { host, port, user, password, database, connectionString, ssl }
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(options.options === undefined ? {} : { options: options.options }),
    application_name: 'xiaobao verify',
  }
}

interface Asking
  extends Pick<VerifyOptions, 'most' | 'evidence' | 'witnesses'>, Pick<ThreadedOptions, 'keysDir'> {
  readonly projecting: readonly string[]
}
async function groundOf(
  client: PoolClient,
  institution: Uuid,
  { projecting, most = MOST, evidence, keysDir, witnesses = [] }: Asking,
): Promise<{ readonly ground: Ground; readonly of: number }> {
  const tables = new Tables(client, institution)
  const governing = await tables.governing(projecting)
  const head = await tables.head()
  const secret = randomBytes(16).toString('hex')
  const ground = { institution, governing, secret, most, evidence, keysDir, witnesses }
  return { ground, of: head?.position ?? 0 }
}

/** Work on one connection in one snapshot of an institution; what fails is not used again. */
async function within<T>(
  pool: Pool,
  institution: Uuid,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let failed: Error | undefined
  try {
    await begin(client, institution)
    return await work(client)
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    if (!failed) await client.query('rollback')
    client.release(failed)
  }
}

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
