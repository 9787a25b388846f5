import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { migrate, pendingMigrations } from '../../engine/runtime/migrate.ts'
import { createDatabase, createEmptyDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

let folder: string
let database: TestDatabase
const clients: Client[] = []

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-migrations-'))
  database = await createEmptyDatabase()
})

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()))
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, name, 'migration.sql'), sql)
}

async function connect(more: { user?: string } = {}): Promise<Client> {
  const client = new Client({ ...database.config, ...more })
  await client.connect()
  clients.push(client)
  return client
}

async function names(client: Client, sql: string): Promise<unknown[]> {
  const { rows } = await client.query<{ name: string }>(sql)
  return rows.map(({ name }) => name)
}

const TABLES = `select relname as name from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`

describe('migrate', () => {
  test('applies in the order of the names, once, whole scripts with functions', async () => {
    write('0002_second', 'insert into first values (2)')
    write(
      '0001_first',
      `create table first (n int);
       create function f() returns int language plpgsql as $$ begin return 1; end $$;`,
    )
    writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"')
    const client = await connect()
    expect(await pendingMigrations(client, folder)).toEqual(['0001_first', '0002_second'])
    expect(await names(client, TABLES)).toEqual([])
    expect(await migrate(client, folder)).toEqual(['0001_first', '0002_second'])
    expect(await migrate(client, folder)).toEqual([])
    expect(await pendingMigrations(client, folder)).toEqual([])
    expect((await client.query('select n, f() from first')).rows).toEqual([{ n: 2, f: 1 }])
  })

  test('keeps the ledger as Prisma does', async () => {
    write('0001_first', 'select 1')
    const client = await connect()
    await migrate(client, folder)
    const { rows } = await client.query(
      `select migration_name, checksum, applied_steps_count, rolled_back_at, length(id) as id,
         finished_at >= started_at as finished from "_prisma_migrations"`,
    )
    expect(rows).toEqual([
      {
        migration_name: '0001_first',
        // printf 'select 1' | sha256sum
        checksum: '822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f',
        applied_steps_count: 1,
        rolled_back_at: null,
        id: 36,
        finished: true,
      },
    ])
  })

  test('of four starts at once, one applies and none fails', async () => {
    write('0001_first', 'create table first (n int); select pg_sleep(0.05)')
    write('0002_second', 'create table second (n int)')
    const all = await Promise.all([connect(), connect(), connect(), connect()])
    const applied = await Promise.all(all.map((client) => migrate(client, folder)))
    expect(applied.flat().toSorted()).toEqual(['0001_first', '0002_second'])
  })

  test('a migration that fails leaves nothing, and runs once it is corrected', async () => {
    write('0001_first', 'create table first (n int)')
    write('0002_second', 'create table second (n int); select 1 / 0')
    write('0003_third', 'create table third (n int)')
    const client = await connect()
    await expect(migrate(client, folder)).rejects.toThrow(
      /0002_second failed and left nothing behind: division by zero.*start again/,
    )
    expect(await names(client, TABLES)).toEqual(['_prisma_migrations', 'first'])
    write('0002_second', 'create table second (n int)')
    expect(await migrate(client, folder)).toEqual(['0002_second', '0003_third'])
  })

  test('a migration that cannot be noted in the ledger is undone', async () => {
    write(
      '0001_first',
      `create table first (n int);
       alter table "_prisma_migrations" add check (migration_name <> '0001_first')`,
    )
    const client = await connect()
    await expect(migrate(client, folder)).rejects.toThrow(/left nothing behind/)
    expect(await names(client, TABLES)).toEqual(['_prisma_migrations'])
  })

  test('the lock is given back also after a failure', async () => {
    write('0001_first', 'select 1 / 0')
    await expect(migrate(await connect(), folder)).rejects.toThrow(/division/)
    write('0001_first', 'select 1')
    expect(await migrate(await connect(), folder)).toEqual(['0001_first'])
  })
})

describe('migrate refuses', () => {
  test('a migration that was edited after it was applied', async () => {
    write('0001_first', 'create table first (n int)')
    const client = await connect()
    await migrate(client, folder)
    write('0001_first', 'create table first (n bigint)')
    write('0002_second', 'create table second (n int)')
    const edited = /0001_first was edited.*put the change into a new migration/
    await expect(migrate(client, folder)).rejects.toThrow(edited)
    await expect(pendingMigrations(client, folder)).rejects.toThrow(edited)
    expect(await names(client, TABLES)).toEqual(['_prisma_migrations', 'first'])
  })

  test('a database of a newer release', async () => {
    write('0001_first', 'select 1')
    write('0002_second', 'select 2')
    const client = await connect()
    await migrate(client, folder)
    rmSync(path.join(folder, '0002_second'), { recursive: true })
    await expect(migrate(client, folder)).rejects.toThrow(/0002_second.*newer release/)
  })

  test('to go on after another tool failed, until that is resolved', async () => {
    write('0001_first', 'select 1')
    const client = await connect()
    await migrate(client, folder)
    await client.query('update "_prisma_migrations" set finished_at = null')
    await expect(migrate(client, folder)).rejects.toThrow(
      /0001_first failed before.*resolve --rolled-back 0001_first/,
    )
    await client.query('update "_prisma_migrations" set rolled_back_at = now()')
    expect(await migrate(client, folder)).toEqual(['0001_first'])
  })

  test('a user without the right to make roles, and prints what an administrator must run', async () => {
    const admin = await connect()
    const user = `limited_${database.name}`
    const role = `made_${database.name}`
    await admin.query(`create role ${user} login; grant create on schema public to ${user}`)
    try {
      write(
        '0001_roles',
        `do $$ begin
           if not exists (select from pg_roles where rolname = '${role}') then
             create role ${role} nologin;
           end if;
         end $$; create table first (n int)`,
      )
      const client = await connect({ user })
      const failure = migrate(client, folder)
      await expect(failure).rejects.toThrow(
        `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO ${user};`,
      )
      const message = String(await failure.catch((error: unknown) => error))
      for (const line of message.split('\n').filter((text) => text.startsWith('  ')))
        await admin.query(line)
      expect(await migrate(client, folder)).toEqual(['0001_roles'])
    } finally {
      await admin.query(`drop owned by ${user}; drop role ${user}; drop role if exists ${role}`)
    }
  })
})

describe('the databases of the tests', () => {
  test('are clones: many at once, each with all migrations and its own rows', async () => {
    write('0001_first', 'create table first (n int); create role ' + `r_${database.name}`)
    const all = await Promise.all([1, 2, 3, 4].map(() => createDatabase(folder)))
    expect(new Set(all.map(({ name }) => name)).size).toBe(4)
    try {
      for (const { config, url } of all) {
        const client = new Client(config)
        await client.connect()
        await client.query('insert into first values (1)')
        const { rows } = await client.query('select count(*)::int as n from first')
        expect(rows).toEqual([{ n: 1 }])
        await client.end()
        const byUrl = new Client(url)
        await byUrl.connect()
        expect(await migrate(byUrl, folder)).toEqual([])
        await byUrl.end()
      }
    } finally {
      await Promise.all(all.map((one) => one.drop()))
    }
    const server = new Client({ ...inject('postgres'), database: 'postgres' })
    await server.connect()
    await server.query(`drop role r_${database.name}`)
    const left = await names(
      server,
      `select datname as name from pg_database
       where datname in (${all.map(({ name }) => `'${name}'`).join()})`,
    )
    expect(left).toEqual([])
    await server.end()
  })
})
