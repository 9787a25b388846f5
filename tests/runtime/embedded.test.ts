import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
} from 'node:fs'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startEmbedded } from '../../engine/runtime/embedded.ts'
import type { Embedded, EmbeddedOptions } from '../../engine/runtime/embedded.ts'
import { chooseAccount, isReachable } from '../../engine/runtime/embedded/account.ts'
import { findBinaries, hydrate } from '../../engine/runtime/embedded/binaries.ts'
import { codeOf } from '../../engine/runtime/embedded/failure.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const asRoot = process.getuid?.() === 0
const hasNamespaces = asRoot && chooseAccount() === 'namespace'

/** An empty cluster, made once: most tests begin with a copy of it. */
let prepared: string
let base: string
const started: Embedded[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  prepared = mkdtempSync(path.join(tmpdir(), 'xiaobao-prepared-'))
  const server = await startEmbedded({ dataDir: prepared, log: () => undefined })
  await server.stop()
})

afterAll(() => {
  rmSync(prepared, { recursive: true, force: true })
})

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'xiaobao-embedded-'))
  // mkdtemp makes it 0700, where an ordinary folder can be traversed.
  chmodSync(base, 0o755)
})

function copyPrepared(): void {
  cpSync(path.join(prepared, 'postgres'), path.join(base, 'data/postgres'), { recursive: true })
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of started.splice(0)) {
    if (isAlive(server.pid)) process.kill(server.pid, 'SIGQUIT')
    await until(() => !isAlive(server.pid))
  }
  rmSync(base, { recursive: true, force: true })
})

async function start(more: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({
    dataDir: path.join(base, 'data'),
    log: () => undefined,
    // No test cuts the power.
    settings: { shared_buffers: '16MB', fsync: 'off' },
    ...more,
  })
  started.push(server)
  return server
}

/** Another process that uses the same database until it is killed. */
async function startElsewhere(
  dataDir: string,
  ids: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; pid: number }> {
  const script = `
    import { runnerImport } from 'vite'
    const { module } = await runnerImport(${JSON.stringify(`${ROOT}/engine/runtime/embedded.ts`)})
    const server = await module.startEmbedded({
      dataDir: ${JSON.stringify(dataDir)}, log() {}, settings: { shared_buffers: '16MB' } })
    console.log(server.pid)
    process.stdin.on('data', async () => { await server.stop(); process.exit(0) })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...ids,
  })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, pid: Number(line.toString()) }
}

async function query(server: Embedded, sql: string): Promise<unknown[]> {
  const client = new Client({ ...server.connection, application_name: 'test' })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries === 2000) throw new Error('waited too long')
    await delay(10)
  }
}

/** A process that ended counts as gone, also while nobody has asked for its exit code yet. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  const stat = `/proc/${pid}/stat`
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'latin1'))
}

describe('a new data folder', () => {
  test('gets a database that is durable, private, and in UTF-8 with the C locale', async () => {
    const server = await start({ settings: {} })
    expect(server.attached).toBe(false)
    const rows = await query(
      server,
      `select current_database() as database, current_setting('fsync') as fsync,
         current_setting('listen_addresses') as addresses, current_setting('timezone') as zone,
         current_setting('data_checksums') as checksums, pg_encoding_to_char(encoding) as encoding,
         datcollate as collate
       from pg_database where datname = current_database()`,
    )
    expect(rows).toEqual([
      {
        database: 'xiaobao',
        fsync: 'on',
        addresses: '',
        zone: 'UTC',
        checksums: 'on',
        encoding: 'UTF8',
        collate: 'C',
      },
    ])
    expect(lstatSync(server.connection.host).mode & 0o077).toBe(0)
  })

  test('is reached by its url as well', async () => {
    copyPrepared()
    const server = await start()
    const client = new Client(server.url)
    await client.connect()
    const { rows } = await client.query('select current_database() as database')
    expect(rows).toEqual([{ database: 'xiaobao' }])
    await client.end()
  })

  test('keeps its data over a stop, which ends the server', async () => {
    copyPrepared()
    const first = await start()
    await query(first, 'create table kept as select 1 as one')
    await first.stop()
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)
    const second = await start()
    expect(second.attached).toBe(false)
    expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
  })

  test('may be a copy that is open to all, and is private again', async () => {
    copyPrepared()
    chmodSync(path.join(base, 'data/postgres'), 0o755)
    const server = await start()
    expect(lstatSync(server.connection.host).mode & 0o777).toBe(0o700)
  })

  test('may be started by two at once: both use one server', async () => {
    const [one, other] = await Promise.all([start(), startElsewhere(path.join(base, 'data'))])
    expect(one.pid).toBe(other.pid)
    expect(readdirSync(path.join(base, 'data')).toSorted()).toEqual(['postgres', 'postgres.log'])
  })

  test('may have a path that is too long for a socket', async () => {
    const dataDir = path.join(base, 'long'.repeat(30))
    const first = await start({ dataDir })
    expect(Buffer.byteLength(`${first.connection.host}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107)
    const second = await start({ dataDir })
    expect(second).toMatchObject({ attached: true, connection: first.connection })
    await second.stop()
    await first.stop()
    expect(existsSync(first.connection.host)).toBe(false)
  })

  test('may have a path with spaces, commas, quotes and 中文', async () => {
    const server = await start({ dataDir: path.join(base, `a, "b" 消保`) })
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('after a crash', () => {
  beforeEach(copyPrepared)

  test('of this program, the next start attaches to the running server', async () => {
    const dataDir = path.join(base, 'data')
    const { child, pid } = await startElsewhere(dataDir)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isAlive(pid)).toBe(true)
    const server = await start()
    expect(server).toMatchObject({ attached: true, pid })
    await server.stop()
    await until(() => !isAlive(pid))
  })

  test('of the server, the next start recovers what was committed', async () => {
    const first = await start()
    await query(first, 'create table kept as select 1 as one')
    process.kill(-first.pid, 'SIGKILL')
    await until(() => !isAlive(first.pid))
    expect(existsSync(path.join(base, 'data/postgres/postmaster.pid'))).toBe(true)
    const second = await start()
    expect(second.attached).toBe(false)
    expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
  })

  test.runIf(process.platform === 'linux')(
    'a lock file whose number now belongs to another program is no obstacle',
    async () => {
      const first = await start()
      await first.stop()
      // Not this process: PostgreSQL ignores the number of its own parent.
      const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      children.push(other)
      const lock = `${other.pid}\n${base}\n0\n5432\n${first.connection.host}\n\n\nready\n`
      writeFileSync(path.join(base, 'data/postgres/postmaster.pid'), lock)
      const second = await start()
      expect(second.attached).toBe(false)
    },
  )
})

describe('two programs on one data folder', () => {
  beforeEach(copyPrepared)

  test('the last one to leave stops the server, whoever started it', async () => {
    const dataDir = path.join(base, 'data')
    const first = await start()
    const { child, pid } = await startElsewhere(dataDir)
    expect(pid).toBe(first.pid)
    await first.stop()
    expect(isAlive(pid)).toBe(true)
    child.stdin?.write('stop')
    await once(child, 'exit')
    await until(() => !isAlive(pid))
  })

  test('a session named xiaobao keeps the server, another one does not', async () => {
    const first = await start()
    const session = new Client({ ...first.connection, application_name: 'xiaobao clock' })
    session.on('error', () => undefined)
    await session.connect()
    await first.stop()
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
    await session.end()

    const second = await start()
    expect(second.pid).toBe(first.pid)
    const stranger = new Client({ ...second.connection, application_name: 'psql' })
    stranger.on('error', () => undefined)
    await stranger.connect()
    await second.stop()
    await until(() => !isAlive(second.pid))
  })
})

describe('what cannot work says why', () => {
  test('a server that does not start: its log and the next action', async () => {
    copyPrepared()
    await expect(start({ settings: { shared_buffers: 'many' } })).rejects.toThrow(
      /does not start.*invalid value for parameter "shared_buffers".*DATABASE_URL/s,
    )
  })

  test('a data folder that cannot be made', async () => {
    writeFileSync(path.join(base, 'file'), '')
    await expect(start({ dataDir: path.join(base, 'file') })).rejects.toThrow(
      /cannot be used.*DATA_DIR/,
    )
  })

  test('a cluster of a version that is not here', async () => {
    mkdirSync(path.join(base, 'data/postgres'), { recursive: true })
    writeFileSync(path.join(base, 'data/postgres/PG_VERSION'), '9\n')
    await expect(start()).rejects.toThrow(
      /no PostgreSQL 9, which made the data folder.*DATABASE_URL/,
    )
  })
})

describe.runIf(asRoot && isReachable(ROOT))('not as root', () => {
  const users: readonly (readonly [string, number])[] = [
    ['with a name', 65_534],
    ['without a name', 54_321],
  ]
  test.each(hasNamespaces ? users : users.slice(0, 1))(
    'PostgreSQL runs for a user %s',
    async (_, uid) => {
      chownSync(base, uid, uid)
      const { child, pid } = await startElsewhere(path.join(base, 'data'), { uid, gid: uid })
      expect(ownerOf(pid)).toBe(uid)
      child.stdin?.write('stop')
      await once(child, 'exit')
      expect(isAlive(pid)).toBe(false)
    },
  )
})

describe.runIf(asRoot)('as root', () => {
  test('without user namespaces PostgreSQL runs as nobody', async () => {
    copyPrepared()
    const server = await start({ account: 'nobody' })
    expect(ownerOf(server.pid)).toBe(65_534)
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('without user namespaces and below a private folder, data and binaries move', async () => {
    chmodSync(base, 0o700)
    const refuge = mkdtempSync(path.join(tmpdir(), 'xiaobao-refuge-'))
    try {
      const first = await start({ account: 'nobody', refuge })
      await query(first, 'create table kept as select 1 as one')
      await first.stop()
      expect(existsSync(path.join(base, 'data/postgres'))).toBe(false)
      const second = await start({ refuge })
      expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
      await second.stop()
    } finally {
      rmSync(refuge, { recursive: true, force: true })
    }
  })

  test('data made in a namespace below a private folder cannot be read by nobody', async () => {
    chmodSync(base, 0o700)
    mkdirSync(path.join(base, 'data/postgres'), { recursive: true })
    await expect(start({ account: 'nobody' })).rejects.toThrow(/Move .* and set DATA_DIR/s)
  })

  test.runIf(hasNamespaces)('a data folder goes from nobody to root and back', async () => {
    copyPrepared()
    const first = await start({ account: 'nobody' })
    await query(first, 'create table kept as select 1 as one')
    await first.stop()
    for (const account of ['namespace', 'nobody'] as const) {
      const server = await start({ account })
      expect(await query(server, 'select one from kept')).toEqual([{ one: 1 }])
      await server.stop()
    }
  })
})

describe('binaries', () => {
  test('links that the install script did not make are made', () => {
    const { bundle } = findBinaries(undefined)
    if (bundle === undefined) return
    const copy = path.join(base, 'native')
    cpSync(bundle.folder, copy, { recursive: true, verbatimSymlinks: true })
    const linked = readdirSync(path.join(copy, 'lib')).filter((name) =>
      lstatSync(path.join(copy, 'lib', name)).isSymbolicLink(),
    )
    expect(linked.length).toBeGreaterThan(0)
    for (const name of linked) rmSync(path.join(copy, 'lib', name))
    hydrate(copy)
    for (const name of linked) {
      const original = readFileSync(path.join(bundle.folder, 'lib', name))
      expect(readFileSync(path.join(copy, 'lib', name)).equals(original)).toBe(true)
    }
  })

  test.runIf(existsSync('/usr/lib/postgresql/15/bin/initdb'))(
    'a cluster made by the PostgreSQL of the system is opened by that one',
    async () => {
      const first = await start({ major: 15 })
      await first.stop()
      const second = await start()
      expect(
        await query(second, `select current_setting('server_version')::text ~ '^15' as old`),
      ).toEqual([{ old: true }])
    },
  )
})

/** The real user of a process, as the kernel knows it outside of any namespace. */
function ownerOf(pid: number): number {
  return Number(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
