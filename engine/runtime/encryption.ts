/**
 * The master key and the database brought together at a start: whoever has not the key under which values
 * are encrypted does not start, and what an earlier release kept in the open is encrypted first of all.
 */
import type { Pool } from 'pg'
import type { Uuid } from '../core/values.ts'
import type { Database } from './database.ts'
import { within } from './conflict.ts'
import { systemIds } from './ids.ts'
import { KeyError, findMasterKey, openMasterKey } from './keys.ts'
import type { KeyWrapper } from './keys.ts'
import { keyStoreOf } from './keystore.ts'
import { Vault } from './vault.ts'
import type { OpenValue } from './vault.ts'
import { OWN_TYPES, arraysOf } from './wire.ts'
import type { Arrays, Numbers } from './wire.ts'

export interface OpenOptions {
  readonly database: Pick<Database, 'app' | 'institutions' | 'rewrite'>
  /** KEYS_DIR. */
  readonly folder: string
  /**
   * Whether a master key is made where there is none, as a server does. A command may run on another
   * machine, or in a container that is thrown away: what it encrypted there nobody could read again.
   */
  readonly make?: boolean
  readonly log: {
    info(detail: object, message: string): void
    error(detail: object, message: string): void
  }
}

/**
 * Opens the master key, made by the first server or where nobody is known yet, and encrypts what is still in the open. May run at
 * several servers at once, and again after it was broken off.
 *
 * @throws KeyError where values are encrypted under a master key that is not in the folder, or where it
 *   has none and none is to be made
 */
export async function openKeys(options: OpenOptions): Promise<KeyWrapper> {
  const { database, folder, log } = options
  // Where another one is in use, none is made: it would only be in the way of the copy.
  // Whatever is in use was in the folder before: asked in this order, another server that makes it now is no
  // reason to refuse.
  const inUse = await mastersInUse(database.app)
  const found = await findMasterKey(folder)
  await demandKnown(inUse, found)
  const wrapper = found ?? (await firstKey(options))
  const encrypted = await encryptOpen(database, wrapper, log)
  if (encrypted > 0) {
    // The old rows are gone for every statement, but not yet from the files of the database.
    await database.rewrite(['entry_private', 'institution_secret'])
    log.info({ values: encrypted }, 'personal values of an earlier release were encrypted')
  }
  return wrapper
}

async function firstKey({ database, folder, make, log }: OpenOptions): Promise<KeyWrapper> {
  if (make !== true && (await database.institutions()).length > 0)
    throw new KeyError(
      `${folder} has no master.key. Start the server with this KEYS_DIR first, which makes it, or copy the ` +
        'file from the server that has it',
    )
  const wrapper = await openMasterKey(folder)
  log.info(
    { folder, master: wrapper.newest },
    'made master.key: keep a copy where the database and its backups are not',
  )
  return wrapper
}

/** Throws KeyError where an institution wraps by a master key that is not known here. */
export async function checkMasterKeys(pool: Pool, wrapper: KeyWrapper | undefined): Promise<void> {
  await demandKnown(await mastersInUse(pool), wrapper)
}

async function mastersInUse(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ master: string }>(
    'select * from master_keys_in_use() as master',
  )
  return rows.map(({ master }) => master)
}

async function demandKnown(
  inUse: readonly string[],
  wrapper: KeyWrapper | undefined,
): Promise<void> {
  for (const master of inUse)
    if (!(await wrapper?.knows(master)))
      throw new KeyError(
        `the personal values of this database are encrypted under the master key ${master}, which is not ` +
          'in master.key of KEYS_DIR; copy the file from the server that has it, or from its backup',
      )
}

/** Rows that are encrypted together. */
const PAGE = 500
/** Pages in a row of which other servers took every row. */
const IDLE_MAX = 100
const OPEN = `select entry, path, subject, encode(salt, 'hex') as salt, value from entry_private
  where institution = $1 and sealed is null and value is not null order by entry, path limit ${String(PAGE)}`

async function encryptOpen(
  database: OpenOptions['database'],
  wrapper: KeyWrapper,
  log: OpenOptions['log'],
): Promise<number> {
  const pool = database.app
  const vault = new Vault({ store: keyStoreOf(pool), wrapper, nextId: () => systemIds.next(), log })
  const { rows } = await pool.query<Numbers>(OWN_TYPES)
  const arrays = arraysOf(rows[0] as Numbers)
  let done = 0
  for (const institution of await database.institutions()) {
    await vault.requestKey(institution)
    for (let idle = 0; idle < IDLE_MAX;) {
      const page = await encryptPage({ pool, vault, arrays }, institution)
      if (page.open === 0) break
      done += page.done
      idle = page.done === 0 ? idle + 1 : 0
      if (idle === IDLE_MAX)
        throw new Error(`personal values of institution ${institution} cannot be encrypted`)
    }
  }
  return done
}

interface Parts {
  readonly pool: Pool
  readonly vault: Vault
  readonly arrays: Arrays
}

/** How many rows were in the open, and how many of them this server has encrypted. */
async function encryptPage(
  { pool, vault, arrays }: Parts,
  institution: Uuid,
): Promise<{ readonly open: number; readonly done: number }> {
  const values = await within(pool, institution, async (client) => {
    const { rows } = await client.query<OpenValue>(OPEN, [institution])
    return rows
  })
  if (values.length === 0) return { open: 0, done: 0 }
  const subjects = [...new Set(values.map((v) => v.subject))]
  const sealed = await vault.seal(institution, values, await vault.keysOf(institution, subjects))
  const { rows } = await pool.query<{ done: string }>(
    'select encrypt_privates($1, $2, $3) as done',
    [institution, JSON.stringify(sealed.keys), arrays.privates(sealed.privates)],
  )
  // Another server may have been faster with a key: its values are taken with the next page.
  vault.forget(institution, subjects)
  return { open: values.length, done: Number(rows[0]?.done ?? 0) }
}
