/** Sweeps files that no entry refers to once their time is over, and what was left half-way. */
import type { Pool } from 'pg'
import type { Instant, Uuid } from '../core/values.ts'
import type { EvidenceKey } from './evidence.ts'
import type { Intake, LeftMark } from './evidence-intake.ts'
import { followTrail, inInstitution, isNoted, underLock } from './evidence-rows.ts'
import type { EvidenceStore } from './evidence-store.ts'

interface Sweeping {
  readonly pool: Pool
  readonly store: EvidenceStore
  readonly intake: Intake
  readonly now: () => Instant
}

/** Files of one institution that are forgotten in one transaction. */
const MOST = 100
/** Whoever writes all the time may always be ahead of the follower; the next round tries again. */
const TRIES = 10

/** One round; resolves with the number of files that were removed. */
export const sweepOf = (parts: Sweeping) => async (): Promise<number> => {
  const { pool, intake, now } = parts
  const { removed, marks } = await intake.left()
  for (const mark of marks) await settle(parts, mark)
  const at = now()
  const { rows } = await pool.query<{ institution: Uuid }>(
    'select institution from evidence_due($1) d(institution)',
    [at],
  )
  let swept = removed
  for (const { institution } of rows) swept += await sweep(parts, institution, at)
  return swept
}

async function sweep(parts: Sweeping, institution: Uuid, at: Instant): Promise<number> {
  const { pool } = parts
  for (let n = 0; n < TRIES; n++) {
    await followTrail(pool, institution)
    const marks = await forgotten(parts, institution, at)
    if (!marks) continue
    for (const mark of marks) await settle(parts, mark)
    return marks.length
  }
  return 0
}

/** Rows first, and the marks of their files before that is decided; undefined where it cannot be yet. */
async function forgotten(
  { pool, intake }: Sweeping,
  institution: Uuid,
  at: Instant,
): Promise<readonly LeftMark[] | undefined> {
  return inInstitution(pool, institution, async (client) => {
    const { rows } = await client.query<{ hashes: string[] | null }>(
      'select sweep_evidence($1, $2, $3) as hashes',
      [institution, at, MOST],
    )
    const hashes = rows[0]?.hashes
    if (!hashes) return undefined
    const marked = async (key: EvidenceKey) => ({ key, ...(await intake.mark(key)) })
    return Promise.all(hashes.map((hash) => marked({ institution, hash })))
  })
}

/** A file of which the database knows nothing is removed; meanwhile nobody can put it there. */
async function settle({ pool, store }: Sweeping, mark: LeftMark): Promise<void> {
  const { key } = mark
  await underLock(pool, key, async (client) => {
    if (!(await isNoted(client, key))) await store.remove(key)
  })
  await mark.remove()
}
