// A migrated database per test file, cloned from a template that is made once per run.

import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { inject } from 'vitest'
import { migrate } from '../../engine/runtime/migrate.ts'

const MIGRATIONS = path.resolve(import.meta.dirname, '../../schema/migrations')
/** Advisory lock in the database `postgres`, for what concerns the whole server. */
const SERVER_WIDE = 7_242_190_118

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly name: string
  /** What `pg` takes. Connects as the superuser; the product's roles are reached with `role`. */
  readonly config: { readonly host: string; readonly user: string; readonly database: string }
  readonly url: string
  /** Removes it. Sessions in it get two seconds to end and are ended then. */
  drop(): Promise<void>
}

/**
 * A database with all migrations applied. Call it in `beforeAll` and `drop` it in `afterAll`.
 *
 * @param migrations another folder of migrations than the product's
 */
export async function createDatabase(migrations: string = MIGRATIONS): Promise<TestDatabase> {
  const template = `template_${hashOf(migrations)}`
  await withServer(async (server) => {
    // Roles belong to the server: two migrations at once would fail on the same role.
    await server.query('select pg_advisory_lock($1)', [SERVER_WIDE])
    const found = await server.query('select from pg_database where datname = $1', [template])
    if (found.rowCount === 0) await makeTemplate(server, template, migrations)
  })
  return clone(template)
}

/** A database without anything in it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return clone('template0')
}

async function makeTemplate(server: Client, template: string, migrations: string): Promise<void> {
  // Renamed when complete: if the migration fails, the next file must not find half of it.
  const partial = `${template}_new`
  await server.query(`drop database if exists ${partial}`)
  await server.query(`create database ${partial} template template0`)
  const client = new Client({ ...inject('postgres'), database: partial })
  await client.connect()
  try {
    await migrate(client, migrations)
  } finally {
    await client.end()
  }
  await server.query(`alter database ${partial} rename to ${template}`)
}

async function clone(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await withServer((server) => server.query(`create database ${name} template ${template}`))
  const config = { ...inject('postgres'), database: name }
  return {
    name,
    config,
    url: `postgresql://${config.user}@/${name}?host=${encodeURIComponent(config.host)}`,
    drop: () =>
      withServer(async (server) => {
        await sessionsEnded(server, name)
        await server.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

/**
 * `pool.end()` resolves before the server has noticed; a session that is ended by force meanwhile
 * is an error that nobody listens to any more, and fails the whole run.
 */
async function sessionsEnded(server: Client, name: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const left = await server.query('select from pg_stat_activity where datname = $1', [name])
    if (left.rowCount === 0) return
    await delay(10)
  }
}

async function withServer<T>(work: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ ...inject('postgres'), database: 'postgres' })
  await server.connect()
  try {
    return await work(server)
  } finally {
    await server.end()
  }
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).toSorted()) {
    if (!name.includes('.'))
      hash.update(name).update(readFileSync(path.join(folder, name, 'migration.sql')))
  }
  return hash.digest('hex').slice(0, 16)
}
