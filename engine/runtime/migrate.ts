// Applies the numbered migrations and keeps Prisma's own ledger of them, so that its command line
// (`prisma migrate status`, `deploy`) and this runner may be mixed on one database.

import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClientBase } from 'pg'
import { codeOf, messageOf } from './embedded/failure.ts'

/** The advisory lock which Prisma takes too: of several starts at once, one migrates. */
const LOCK = 72_707_369

const LEDGER = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

/** The database cannot be migrated. The message says what to do; nothing of the file is kept. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

interface Migration {
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file's bytes in hexadecimal. */
  readonly checksum: string
}

interface Applied {
  readonly migration_name: string
  readonly checksum: string
  readonly finished_at: Date | null
}

/**
 * Applies, in the order of their names, the migrations which the database does not have, each in
 * one transaction. Waits while another process migrates.
 *
 * @param client a connection of its own, outside a transaction, of a user who may create tables
 * @param folder holds one folder per migration with a `migration.sql`
 * @returns the names of those applied now
 * @throws MigrationError when one fails, failed before, was edited after it was applied, or is
 *   unknown to this release
 */
export async function migrate(client: ClientBase, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await client.query(LEDGER)
    const missing = compare(migrations, await readLedger(client))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    // When the connection broke, its lock is gone with it and the first error is the one to tell.
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
  }
}

/**
 * The names of the migrations that `migrate` would apply; changes nothing.
 *
 * @throws MigrationError as `migrate` does
 */
export async function pendingMigrations(client: ClientBase, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const ledger = await client.query<{ exists: boolean }>(
    `select to_regclass('"_prisma_migrations"') is not null as exists`,
  )
  const applied = ledger.rows[0]?.exists === true ? await readLedger(client) : []
  return compare(migrations, applied).map(({ name }) => name)
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'))
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { name, sql: sql.toString('utf8'), checksum }
    }),
  )
}

async function readLedger(client: ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    `select migration_name, checksum, finished_at from "_prisma_migrations"
     where rolled_back_at is null`,
  )
  return rows
}

/** The migrations that are missing from the ledger, or the reason why nothing may be applied. */
function compare(migrations: readonly Migration[], ledger: readonly Applied[]): Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at } of ledger) {
    const migration = byName.get(name)
    if (migration === undefined)
      throw new MigrationError(
        `The database has the migration ${name}, which this release does not know. It was ` +
          'migrated by a newer release: start that one, or restore a backup made before it.',
      )
    if (finished_at === null)
      throw new MigrationError(
        `The migration ${name} failed before, applied by another tool. Undo by hand what it ` +
          `did, run \`npx prisma migrate resolve --rolled-back ${name}\`, and start again.`,
      )
    if (migration.checksum !== checksum)
      throw new MigrationError(
        `The migration ${name} was edited after this database applied it. Restore the file as ` +
          'it was released (`git checkout` it), and put the change into a new migration.',
      )
  }
  const known = new Set(ledger.map(({ migration_name }) => migration_name))
  return migrations.filter(({ name }) => !known.has(name))
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  const { name, sql, checksum } = migration
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      `insert into "_prisma_migrations"
         (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new MigrationError(await explain(client, migration, error), { cause: error })
  }
}

async function explain(client: ClientBase, { name, sql }: Migration, error: unknown) {
  const failed = `The migration ${name} failed and left nothing behind: ${messageOf(error)}.`
  if (codeOf(error) !== '42501')
    return `${failed} Correct the cause and start again; the others before it are applied.`
  const roles = [...sql.matchAll(/\bcreate\s+role\s+(\w+)/gi)].map(([, role]) => role)
  const user = await client.query<{ name: string }>('select quote_ident(current_user) as name')
  const grantee = user.rows[0]?.name ?? 'the user of DATABASE_URL'
  const lines = roles.map((role) => `  CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO ${grantee};`)
  return [`${failed} Let an administrator of the database run`, ...lines]
    .concat(`  GRANT CREATE ON SCHEMA public TO ${grantee};`, 'and start again.')
    .join('\n')
}
