// The files and the server process of one cluster.

import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync } from 'node:fs'
import { openSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { commandFor, ENVIRONMENT, own } from './account.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { codeOf, EmbeddedError, messageOf } from './failure.ts'

const SOCKET = '.s.PGSQL.5432'
/** sun_path holds 108 bytes with the closing zero; one more is refused by the kernel. */
const LONGEST_SOCKET = 107
const LONGEST_LOG = 10 * 1024 * 1024

/** For a small machine which also runs the product; everything else is PostgreSQL's default. */
const SETTINGS: Readonly<Record<string, string>> = {
  cluster_name: 'xiaobao',
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  // Many containers give 64 MB of /dev/shm, which parallel queries exhaust; ours are short.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  random_page_cost: '1.1',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %a ',
}

/** A cluster, and how to run it. */
export interface Cluster {
  /** The cluster's folder, absolute and without links. */
  readonly folder: string
  readonly account: Account
  readonly binaries: Binaries
  readonly logFile: string
  readonly settings: Readonly<Record<string, string>>
}

/** A running server, as its lock file describes it. */
export interface Postmaster {
  readonly pid: number
  readonly socketDir: string
}

/** The major version that made the cluster, or undefined when there is none yet. */
export function versionOf(folder: string): number | undefined {
  const file = path.join(folder, 'PG_VERSION')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined
}

/**
 * Makes the cluster when there is none. Several processes may do this at once: each makes its own
 * and the first to rename it wins, so half a cluster is never seen.
 *
 * @throws EmbeddedError when initdb fails, with what it said
 */
export async function create(cluster: Cluster): Promise<void> {
  const { folder, account, binaries } = cluster
  if (versionOf(folder) !== undefined) return
  const parent = path.dirname(folder)
  removeAbandoned(parent)
  const fresh = path.join(parent, `postgres.new-${process.pid}`)
  mkdirSync(fresh, { mode: 0o700 })
  own(account, fresh)
  const args = ['-D', fresh, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-k']
  args.push('--locale-provider=libc', '--locale=C', '--no-instructions')
  const run = commandFor(account, path.join(binaries.bin, 'initdb'), args)
  try {
    await promisify(execFile)(run.file, run.args, { ...run.ids, cwd: fresh, env: ENVIRONMENT })
    renameSync(fresh, folder)
    syncFolder(parent)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (versionOf(folder) !== undefined) return
    throw new EmbeddedError(
      `The database folder ${folder} cannot be made: ${messageOf(error).trim()}`,
      { cause: error },
    )
  }
}

function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^postgres\.new-(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(path.join(parent, name), { recursive: true, force: true })
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Starts the server. It outlives this process unless it is stopped. */
export function launch(cluster: Cluster): ChildProcess {
  const { folder, account, binaries, logFile } = cluster
  own(account, folder)
  // A folder restored from a copy is often open to all, and PostgreSQL refuses that.
  chmodSync(folder, 0o700)
  const settings = { ...SETTINGS, ...cluster.settings, unix_socket_directories: socketDir(cluster) }
  const args = ['-D', folder]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const run = commandFor(account, path.join(binaries.bin, 'postgres'), args)
  // A file and not a pipe: the server must be able to write after this process was killed.
  const log = openSync(logFile, oversized(logFile) ? 'w' : 'a', 0o600)
  try {
    const child = spawn(run.file, run.args, {
      ...run.ids,
      cwd: folder,
      env: ENVIRONMENT,
      // Its own process group: Ctrl-C in the terminal is for us, who then drain and stop it.
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

function oversized(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LONGEST_LOG
}

/** The value of `unix_socket_directories`, which is a list: the one name in it is quoted. */
function socketDir({ folder, account }: Cluster): string {
  let chosen = folder
  if (Buffer.byteLength(path.join(folder, SOCKET)) > LONGEST_SOCKET) {
    chosen = mkdtempSync(path.join(tmpdir(), 'xiaobao-'))
    chmodSync(chosen, 0o700)
    own(account, chosen)
  }
  return `"${chosen.replaceAll('"', '""')}"`
}

/** Removes a socket folder made outside the cluster; call it after the server ended. */
export function removeSocketDir(cluster: Cluster, dir: string): void {
  if (dir !== cluster.folder && path.basename(dir).startsWith('xiaobao-'))
    rmSync(dir, { recursive: true, force: true })
}

/** What the lock file of the cluster says; undefined when there is none or it is half written. */
export function readPostmaster(folder: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    const dir = lines[4]
    if (!Number.isInteger(pid) || pid <= 0 || !dir || lines.length < 6) return undefined
    return { pid, socketDir: dir }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * True when the process of the lock file is this cluster's server. After a power cut or in a
 * restarted container that number may belong to anybody; a PostgreSQL server works in its folder.
 */
export function isServer(folder: string, pid: number): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    // Gone meanwhile, a zombie, or somebody else's process: ours would be readable.
    return false
  }
}

/** Removes a lock file whose process is not the server. */
export function removeStaleLock(folder: string): void {
  const lock = readPostmaster(folder)
  // PostgreSQL sees for itself that a dead process left the file. It cannot know that the number
  // now belongs to another program, and would refuse to start until somebody removes the file.
  if (lock !== undefined && isAlive(lock.pid) && !isServer(folder, lock.pid))
    rmSync(path.join(folder, 'postmaster.pid'), { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** The last lines of the server's log, for an error message. */
export function logTail(file: string): string {
  return existsSync(file)
    ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
    : ''
}
