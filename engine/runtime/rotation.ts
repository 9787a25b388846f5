/**
 * Brings the keys of all subjects under the newest master key. The values stay as they are: only what
 * wraps their keys changes. Once the old master key is destroyed, keys that were erased before cannot be
 * had from a backup of the database either.
 */
import type { Pool } from 'pg'
import type { Uuid } from '../core/values.ts'
import { within } from './conflict.ts'
import type { Database } from './database.ts'
import type { KeyWrapper } from './keys.ts'
import { keyStoreOf } from './keystore.ts'

export interface Rotated {
  /** Name of the master key that wraps now. */
  readonly master: string
  /** Keys that were wrapped anew. */
  readonly keys: number
  /** Keys that are still under another one, as those that a running server made meanwhile. */
  readonly left: number
}

interface KeyRow {
  readonly id: Uuid
  readonly master: string
  readonly wrapped: Buffer
}

const PAGE = 500
const OTHERS = `select id, master, wrapped from subject_key
  where institution = $1 and id > $2 and master <> $3 order by id limit ${String(PAGE)}`
const LEFT = `select count(*)::int as left from subject_key where institution = $1 and master <> $2`
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Wraps anew whatever another master key wraps. From the first step on append() takes no new key under
 * another, so a server without the newest one stops writing and says so. May be broken off and run again.
 *
 * @throws KeyError where a key is under a master key that is not known here
 */
export async function rotateKeys(
  { app, institutions }: Pick<Database, 'app' | 'institutions'>,
  wrapper: KeyWrapper,
): Promise<Rotated> {
  const master = wrapper.newest
  let keys = 0
  let left = 0
  for (const institution of await institutions()) {
    await rotateRequestKey({ app, wrapper }, institution)
    keys += await rotateSubjects({ app, wrapper }, institution)
    left += await within(app, institution, async (client) => {
      const { rows } = await client.query<{ left: number }>(LEFT, [institution, master])
      return rows[0]?.left ?? 0
    })
  }
  return { master, keys, left }
}

interface Parts {
  readonly app: Pool
  readonly wrapper: KeyWrapper
}

async function rotateRequestKey({ app, wrapper }: Parts, institution: Uuid): Promise<void> {
  const store = keyStoreOf(app)
  const kept = await store.requestKey(institution)
  if (!kept?.bytes || kept.master === null || kept.master === wrapper.newest) return
  const use = { institution, use: 'request digests' }
  const key = await wrapper.unwrap({ master: kept.master, bytes: kept.bytes }, use)
  const { master, bytes } = await wrapper.wrap(key, use, wrapper.newest)
  await store.keepRequestKey(institution, { was: kept.bytes, master, wrapped: bytes })
}

async function rotateSubjects({ app, wrapper }: Parts, institution: Uuid): Promise<number> {
  let done = 0
  for (let last = FIRST; ;) {
    const rows = await within(app, institution, async (client) => {
      const found = await client.query<KeyRow>(OTHERS, [institution, last, wrapper.newest])
      return found.rows
    })
    const end = rows.at(-1)
    if (!end) return done
    last = end.id
    const anew = await Promise.all(rows.map((row) => rewrapped(wrapper, institution, row)))
    const { rows: counted } = await app.query<{ done: string }>(
      'select rewrap_keys($1, $2) as done',
      [institution, JSON.stringify(anew)],
    )
    done += Number(counted[0]?.done ?? 0)
  }
}

async function rewrapped(wrapper: KeyWrapper, institution: Uuid, { id, master, wrapped }: KeyRow) {
  const use = { institution, use: `subject ${id}` }
  const key = await wrapper.unwrap({ master, bytes: wrapped }, use)
  const { master: by, bytes } = await wrapper.wrap(key, use, wrapper.newest)
  return {
    id,
    was: wrapped.toString('hex'),
    master: by,
    wrapped: Buffer.from(bytes).toString('hex'),
  }
}
