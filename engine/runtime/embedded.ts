// The database that comes with the product: a real PostgreSQL on a unix socket in the data folder.
//
// Every process that uses it keeps one presence session, which holds a shared lock. The last one to
// leave can take that lock alone, and stops the server; whoever is killed leaves the server running
// and the next start attaches to it.

import { mkdirSync, realpathSync } from 'node:fs'
import { Socket } from 'node:net'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { chooseAccount, isReachable, locate } from './embedded/account.ts'
import type { Account } from './embedded/account.ts'
import { copyBinaries, findBinaries } from './embedded/binaries.ts'
import * as server from './embedded/cluster.ts'
import type { Cluster, Postmaster } from './embedded/cluster.ts'
import { codeOf, EmbeddedError, messageOf } from './embedded/failure.ts'

const DATABASE = 'xiaobao'
const USER = 'postgres'
/** Advisory lock in the database `postgres`: shared while present, alone to stop the server. */
const PRESENCE = 7_242_190_117
const LONGEST_START_MS = 300_000
const LONGEST_STOP_MS = 60_000
/** A live process that refuses connections for so long is probably not a server. */
const PATIENCE_MS = 10_000
const POLL_MS = 15
/** Not accepting yet or no longer, or no socket: ask again. */
const NOT_NOW = new Set(['57P01', '57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** What the file system says when the folder is not ours, not a folder, or full. */
const UNUSABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOSPC'])

/** Where and how to run the embedded database; only the first two are needed. */
export interface EmbeddedOptions {
  /** The product's data folder; the cluster lies in `postgres` below it. Made when missing. */
  readonly dataDir: string
  /** Told in one line what is happening. */
  readonly log: (line: string) => void
  /** PostgreSQL settings that replace ours. */
  readonly settings?: Readonly<Record<string, string>>
  /** How PostgreSQL runs when we are root; by default the first way that works. */
  readonly account?: Account
  /** Where binaries and data go if `nobody` cannot reach them. Default /var/lib/xiaobao. */
  readonly refuge?: string
  /** The major version that makes a new cluster. Default: the bundled one. */
  readonly major?: number
}

/** How `pg` connects to the embedded database. */
export interface EmbeddedConnection {
  /** The folder of the unix socket. */
  readonly host: string
  readonly user: string
  readonly database: string
}

/** A running embedded database. */
export interface Embedded {
  readonly connection: EmbeddedConnection
  /** The same as one string, for `pg` and every other client. */
  readonly url: string
  /** True when the server was already running. */
  readonly attached: boolean
  /** The server's process. */
  readonly pid: number
  /**
   * Leaves the database, and stops the server unless somebody else is using it, that is unless a
   * session whose application_name starts with `xiaobao` is left. Close your own sessions first.
   * Returns when the server has ended; calling it again does nothing.
   */
  stop(): Promise<void>
}

interface Reached {
  readonly postmaster: Postmaster
  readonly presence: Presence
  readonly attached: boolean
}

interface Presence {
  readonly client: Client
  readonly socket: Socket
}

/**
 * Starts the embedded PostgreSQL, or attaches to it when it runs already, and makes the database
 * `xiaobao` when it is missing.
 *
 * @throws EmbeddedError with the reason and the next action
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  if (process.platform === 'win32') {
    throw new EmbeddedError(
      'The embedded PostgreSQL needs unix sockets, which Node.js does not have on Windows. ' +
        'Set DATABASE_URL to a PostgreSQL server, or start in the Windows Subsystem for Linux.',
    )
  }
  try {
    return await start(options)
  } catch (error) {
    if (!UNUSABLE.has(codeOf(error) ?? '')) throw error
    throw new EmbeddedError(
      `The data folder ${path.resolve(options.dataDir)} cannot be used: ${messageOf(error)}. ` +
        'Set DATA_DIR to a folder of your own with free space, or start as the owner of this one.',
      { cause: error },
    )
  }
}

async function start(options: EmbeddedOptions): Promise<Embedded> {
  const cluster = prepare(options)
  if (server.versionOf(cluster.folder) === undefined) {
    options.log(`making a new database in ${cluster.folder}`)
    await server.create(cluster)
  }
  const { postmaster, presence, attached } = await reach(cluster, options.log)
  await createDatabase(presence.client)
  presence.socket.unref()
  options.log(`PostgreSQL ${attached ? 'was already running' : 'is running'} (${postmaster.pid})`)
  const connection = { host: postmaster.socketDir, user: USER, database: DATABASE }
  let stopping: Promise<void> | undefined
  return {
    connection,
    url: `postgresql://${USER}@/${DATABASE}?host=${encodeURIComponent(connection.host)}`,
    attached,
    pid: postmaster.pid,
    stop: () => (stopping ??= stop(cluster, { postmaster, presence, attached }, options.log)),
  }
}

function prepare(options: EmbeddedOptions): Cluster {
  const account = options.account ?? chooseAccount()
  const refuge = options.refuge ?? '/var/lib/xiaobao'
  mkdirSync(options.dataDir, { recursive: true })
  const dataDir = realpathSync(options.dataDir)
  const folder = locate(dataDir, account, refuge)
  const found = findBinaries(server.versionOf(folder) ?? options.major)
  const binaries =
    account !== 'nobody' || isReachable(found.bin) ? found : copyBinaries(found, refuge)
  const logFile = path.join(dataDir, 'postgres.log')
  return { folder, account, binaries, logFile, settings: options.settings ?? {} }
}

/** Attaches to the running server or starts one, whichever is possible first. */
async function reach(cluster: Cluster, log: (line: string) => void): Promise<Reached> {
  const begin = performance.now()
  let child: ReturnType<typeof server.launch> | undefined
  let failures = 0
  for (;;) {
    const postmaster = server.readPostmaster(cluster.folder)
    const elapsed = performance.now() - begin
    const ended = child !== undefined && (child.exitCode !== null || child.signalCode !== null)
    const running = postmaster !== undefined && server.isServer(cluster.folder, postmaster.pid)
    if (running) {
      const presence = await enter(postmaster.socketDir)
      if (presence !== undefined)
        return { postmaster, presence, attached: postmaster.pid !== child?.pid }
    }
    if (ended) {
      // Another start may have won, or a server was just stopping: then the next try succeeds.
      child = undefined
      if (!running && ++failures === 3) throw new EmbeddedError(failed(cluster, 'does not start'))
    }
    if (child === undefined && (!running || elapsed > PATIENCE_MS)) {
      log('starting PostgreSQL')
      server.removeStaleLock(cluster.folder)
      child = server.launch(cluster)
      child.once('error', () => undefined)
    }
    if (elapsed > LONGEST_START_MS) throw new EmbeddedError(failed(cluster, 'does not get ready'))
    await delay(POLL_MS)
  }
}

function failed(cluster: Cluster, what: string): string {
  return (
    `The embedded PostgreSQL in ${cluster.folder} ${what}. Its log ${cluster.logFile} ends with:\n` +
    `${server.logTail(cluster.logFile)}\n` +
    'Correct the cause and start again, or set DATABASE_URL to a PostgreSQL server.'
  )
}

/** Connects and takes the shared lock; undefined when the server does not accept us yet. */
async function enter(host: string): Promise<Presence | undefined> {
  const socket = new Socket()
  const client = new Client({
    host,
    user: USER,
    database: 'postgres',
    application_name: 'xiaobao embedded',
    stream: () => socket,
  })
  // Without a listener a server that goes away would end this process; stop() notices it anyway.
  client.on('error', () => undefined)
  try {
    await client.connect()
    // Waits while the last one to leave is deciding; if that stops the server, we start it again.
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE])
    return { client, socket }
  } catch (error) {
    socket.destroy()
    if (NOT_NOW.has(codeOf(error) ?? '') || /terminated unexpectedly/.test(messageOf(error)))
      return undefined
    throw new EmbeddedError(`The embedded PostgreSQL refuses us: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

async function createDatabase(client: Client): Promise<void> {
  const found = await client.query('select from pg_database where datname = $1', [DATABASE])
  if (found.rowCount === 1) return
  try {
    await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // Another start made it at the same moment: 42P04 when seen early, 23505 when seen late.
    if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error
  }
}

async function stop(cluster: Cluster, reached: Reached, log: (line: string) => void) {
  const { postmaster, presence } = reached
  presence.socket.ref()
  const alone = await leave(presence.client)
  if (alone && server.isServer(cluster.folder, postmaster.pid)) {
    process.kill(postmaster.pid, 'SIGINT')
    await ended(cluster, postmaster)
    server.removeSocketDir(cluster, postmaster.socketDir)
    log('PostgreSQL is stopped')
  } else {
    await presence.client.end().catch(() => undefined)
    log('PostgreSQL stays up: somebody else uses it')
  }
  presence.socket.destroy()
}

/** Gives up the presence. True when nobody else is there and nobody can come meanwhile. */
async function leave(client: Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [PRESENCE])
    const lock = await client.query<{ alone: boolean }>(
      'select pg_try_advisory_lock($1) as alone',
      [PRESENCE],
    )
    const others = await client.query(
      `select from pg_stat_activity
       where application_name like 'xiaobao%' and pid <> pg_backend_pid()`,
    )
    return lock.rows[0]?.alone === true && others.rowCount === 0
  } catch {
    // The session broke, so we do not know who else is there: leaving the server up is safe.
    return false
  }
}

/** Resolves when the server has ended. */
async function ended(cluster: Cluster, postmaster: Postmaster): Promise<void> {
  const begin = performance.now()
  while (server.isServer(cluster.folder, postmaster.pid)) {
    if (performance.now() - begin > LONGEST_STOP_MS)
      throw new EmbeddedError(failed(cluster, `does not stop (process ${postmaster.pid})`))
    await delay(POLL_MS)
  }
}
