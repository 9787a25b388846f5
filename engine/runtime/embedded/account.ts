// PostgreSQL refuses to run as root. These are the ways around it, and where its files may lie.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { EmbeddedError } from './failure.ts'

const NOBODY = 65534
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** A small environment of our own: a PGDATA or LC_ALL of the user must not reach PostgreSQL. */
export const ENVIRONMENT = { PATH, LC_ALL: 'C', TZ: 'UTC' }

/**
 * How PostgreSQL runs:
 * `self` as this process' user; `namespace` as the same user that sees itself as nobody, which
 * leaves the files to root and works below /root; `nobody` as uid 65534, for which every folder on
 * the way must be open.
 */
export type Account = 'self' | 'namespace' | 'nobody'

/**
 * The first of the ways that works here.
 *
 * @throws EmbeddedError for a user without a name, where there are no user namespaces
 */
export function chooseAccount(): Account {
  const isRoot = process.getuid?.() === 0
  if (!isRoot && hasName()) return 'self'
  try {
    execFileSync('unshare', ['--user', '--', 'true'], { env: ENVIRONMENT, stdio: 'ignore' })
    return 'namespace'
  } catch {
    if (isRoot) return 'nobody'
    throw new EmbeddedError(
      `PostgreSQL does not run for uid ${process.getuid?.()}, which has no name on this system. ` +
        'Add the uid to /etc/passwd, start as another user, or set DATABASE_URL.',
    )
  }
}

/** False in a container that was given any number as its user: PostgreSQL wants to know a name. */
function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}

/** The program, arguments and identity to run `file` under an account. */
export function commandFor(account: Account, file: string, args: readonly string[]) {
  if (account === 'namespace')
    return { file: 'unshare', args: ['--user', '--', file, ...args], ids: {} }
  const ids = account === 'nobody' ? { uid: NOBODY, gid: NOBODY } : {}
  return { file, args: [...args], ids }
}

/** Gives a tree to whom the account needs as its owner; only root can and has to. */
export function own(account: Account, tree: string): void {
  if (process.getuid?.() !== 0) return
  const uid = account === 'nobody' ? NOBODY : 0
  if (lstatSync(tree).uid === uid) return
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    // A tablespace link is followed by PostgreSQL, but what it points to is not ours to give away.
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), uid, uid)
  }
  // The top last: an interrupted change is repeated at the next start.
  chownSync(tree, uid, uid)
}

/** True when every account may traverse the way to this folder. */
export function isReachable(folder: string): boolean {
  for (let at = realpathSync(folder); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

/** Makes a folder that every account may traverse. */
export function makeReachable(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}

/**
 * Where the cluster lies: `postgres` in the data folder. Only when the account cannot get there it
 * lies in the refuge, and the file `postgres.path` in the data folder says so to later starts.
 *
 * @throws EmbeddedError when there is data the account cannot reach
 */
export function locate(dataDir: string, account: Account, refuge: string): string {
  const inside = path.join(dataDir, 'postgres')
  const pointer = path.join(dataDir, 'postgres.path')
  if (existsSync(pointer)) {
    const outside = readFileSync(pointer, 'utf8').trim()
    if (existsSync(path.dirname(outside))) return outside
    throw new EmbeddedError(
      `${pointer} says that the database lies in ${outside}, which does not exist. Restore that ` +
        `folder, or delete ${pointer} to start with an empty database.`,
    )
  }
  if (account !== 'nobody' || isReachable(dataDir)) return inside
  if (existsSync(inside)) {
    throw new EmbeddedError(
      `PostgreSQL does not run as root, this machine has no user namespaces, and uid ${NOBODY} ` +
        `cannot reach ${inside}. Move ${dataDir} to a folder that everybody may traverse ` +
        `(for instance /srv/xiaobao) and set DATA_DIR to it, or start as another user.`,
    )
  }
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const outside = path.join(refuge, name)
  makeReachable(refuge)
  makeReachable(outside)
  writeFileSync(pointer, `${path.join(outside, 'postgres')}\n`)
  return path.join(outside, 'postgres')
}
