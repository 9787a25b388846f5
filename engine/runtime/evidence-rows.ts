/** What the database knows of the files of evidence, and the lock under which a file comes and goes. */
import type { Pool, PoolClient } from 'pg'
import { evidenceIn } from '../core/evidence.ts'
import type { EvidenceType } from '../core/evidence.ts'
import type { Leaf } from '../core/trail.ts'
import type { Instant, Uuid } from '../core/values.ts'
import type { EvidenceKey } from './evidence.ts'

/** A file as it is about to be noted. */
export interface NewFile extends EvidenceKey {
  readonly size: number
  readonly type: EvidenceType
  readonly person: Uuid
  readonly commitment: string | null
  readonly salt: Uint8Array | null
  readonly at: Instant
  readonly until: Instant
}

/** A transaction of one institution. The connection is not used again where it failed. */
export async function inInstitution<T>(
  pool: Pool,
  institution: Uuid,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let failed: Error | undefined
  try {
    await client.query('begin')
    await client.query("select set_config('xiaobao.institution', $1, true)", [institution])
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(failed)
  }
}

/**
 * Works while nobody else, on whatever server, puts or removes this file. Whoever sends the same file at
 * the same time waits, and an object store may be slow.
 */
export const underLock = <T>(
  pool: Pool,
  key: EvidenceKey,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> =>
  inInstitution(pool, key.institution, async (client) => {
    await client.query("set local lock_timeout = '60s'; set local statement_timeout = '60s'")
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `evidence ${key.institution} ${key.hash}`,
    ])
    return work(client)
  })

/** Notes a file that lies in the store; gives until when it waits for an entry, null: for good. */
export async function noteFile(client: PoolClient, file: NewFile): Promise<Instant | null> {
  const { rows } = await client.query<{ until: Date | null }>(
    'select keep_evidence($1, $2, $3, $4, $5, $6, $7, $8, $9) as until',
    [
      file.institution,
      file.hash,
      file.size,
      file.type,
      file.commitment,
      file.salt,
      file.person,
      file.at,
      file.until,
    ],
  )
  return (rows[0]?.until?.toISOString() ?? null) as Instant | null
}

/** Whether a file is noted; asked under its lock. */
export async function isNoted(client: PoolClient, { institution, hash }: EvidenceKey) {
  const { rowCount } = await client.query(
    'select from evidence where institution = $1 and hash = $2',
    [institution, hash],
  )
  return rowCount === 1
}

/** Bytes that a person has uploaded and no entry refers to, as far as the trail was followed. */
export async function waitingBytes(pool: Pool, institution: Uuid, person: Uuid): Promise<number> {
  return inInstitution(pool, institution, async (client) => {
    const { rows } = await client.query<{ bytes: string }>(
      `select coalesce(sum(size), 0) as bytes from evidence
       where institution = $1 and uploaded_by = $2 and kept_until is not null`,
      [institution, person],
    )
    return Number(rows[0]?.bytes ?? 0)
  })
}

export const nameOf = (pool: Pool, { institution, hash }: EvidenceKey) =>
  inInstitution(pool, institution, async (client) => {
    const { rows } = await client.query<{ commitment: string | null; salt: Buffer | null }>(
      `select name_commitment as commitment, name_salt as salt from evidence
       where institution = $1 and hash = $2`,
      [institution, hash],
    )
    const { commitment, salt } = rows[0] ?? {}
    return commitment && salt ? { commitment, salt } : undefined
  })

const PAGE = 500
/** A follower that finds others ahead of it again and again leaves the rest to them. */
const TRIES = 1000

/** Looks through the entries that nobody has looked through yet, and notes what they refer to. */
export async function followTrail(pool: Pool, institution: Uuid): Promise<void> {
  for (let n = 0, left = true; left && n < TRIES; n++)
    left = await inInstitution(pool, institution, (client) => followPage(client, institution))
}

/** One page; false where the end of the trail is reached. */
async function followPage(client: PoolClient, institution: Uuid): Promise<boolean> {
  const { rows: cursors } = await client.query<{ position: string }>(
    'select position from evidence_cursor where institution = $1',
    [institution],
  )
  const after = Number(cursors[0]?.position ?? 0)
  const { rows } = await client.query<{ position: string; leaf: string; refusal: string | null }>(
    `select position, leaf, refusal from entry where institution = $1 and position > $2
     order by position limit $3`,
    [institution, after, PAGE],
  )
  const last = rows.at(-1)
  if (!last) return false
  const found = rows
    // What was refused stands on nothing.
    .filter(({ refusal }) => refusal === null)
    .flatMap(({ position, leaf }) =>
      evidenceIn(JSON.parse(leaf) as Leaf).map(({ hash }) => ({ hash, position })),
    )
  await client.query('select refer_evidence($1, $2, $3, $4, $5)', [
    institution,
    after,
    last.position,
    found.map(({ hash }) => hash),
    found.map(({ position }) => position),
  ])
  return rows.length === PAGE
}
