/**
 * The master key of the house: it wraps the keys of the data subjects, and never a value itself. It lies
 * in a file here; a key service or a hardware module stands in its place by the same interface.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, chown, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { KEY_BYTES, decrypt, encrypt } from './aead.ts'
import type { Uuid } from '../core/values.ts'

/** A key as a master key wrapped it. */
interface Wrapped {
  /** Name of the master key. */
  readonly master: string
  readonly bytes: Uint8Array
}
/** What a key is for; one that was wrapped for something else does not unwrap. */
export interface KeyUse {
  readonly institution: Uuid
  /** `request digests`, or `subject <id of the key>`. */
  readonly use: string
}

/** What wraps keys and unwraps them, wherever the master key is. */
export interface KeyWrapper {
  /** Name of the newest master key: by it an institution begins. */
  readonly newest: string
  /** Whether the master key of that name can be used here. */
  knows(master: string): Promise<boolean>
  /** Wraps by the master key of that name. Throws KeyError where it is not known here. */
  wrap(key: Uint8Array, use: KeyUse, by: string): Promise<Wrapped>
  /** Throws KeyError where the master key is not known, or the wrapped key is not what it says. */
  unwrap(wrapped: Wrapped, use: KeyUse): Promise<Uint8Array>
}

/** A key cannot be had. The message says what to do, and never shows a key. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
}

/** One master key in memory. */
interface Master {
  readonly name: string
  readonly key: Buffer
}

const nameOf = (key: Uint8Array): string =>
  createHash('sha256').update('xiaobao master key').update(key).digest('hex').slice(0, 16)

/** Each institution has a key of its own under the master key (HKDF-SHA-256, RFC 5869). */
const keyFor = ({ key }: Master, institution: Uuid): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `xiaobao institution ${institution}`, KEY_BYTES))

const aboutOf = ({ institution, use }: KeyUse): string => `${institution}\n${use}`

/** Master keys in memory, the newest first. */
class Masters {
  readonly #masters: readonly Master[]
  readonly #derived = new Map<string, Buffer>()

  constructor(masters: readonly [Master, ...Master[]]) {
    this.#masters = masters
  }
  get newest(): string {
    return this.#masters[0]?.name ?? ''
  }
  /** The key of an institution under the master key of that name; undefined where that is not known. */
  keyOf(name: string, institution: Uuid): Buffer | undefined {
    const of = `${name} ${institution}`
    const known = this.#derived.get(of)
    const master = this.#masters.find((m) => m.name === name)
    if (known || !master) return known
    const made = keyFor(master, institution)
    this.#derived.set(of, made)
    return made
  }
  has(name: string): boolean {
    return this.#masters.some((m) => m.name === name)
  }
}

/** Wraps by one master key that is kept in memory alone; for tests, and for whoever brings his own. */
export function wrapperOf(key: Uint8Array): KeyWrapper {
  const masters = new Masters([{ name: nameOf(key), key: Buffer.from(key) }])
  return wrapperBy({ now: () => masters, again: () => Promise.resolve(masters) })
}

/** Where master keys are kept: as they were read last, and read again. */
interface Source {
  now(): Masters
  again(): Promise<Masters>
}

function wrapperBy(source: Source): KeyWrapper {
  /** Another server, or an operator, may have added one since the file was read. */
  const withKey = async (name: string): Promise<Masters> => {
    const masters = source.now()
    return masters.has(name) ? masters : source.again()
  }
  const keyOf = async (name: string, { institution }: KeyUse): Promise<Buffer> => {
    const key = (await withKey(name)).keyOf(name, institution)
    if (!key) throw unknownMaster(name)
    return key
  }
  return {
    get newest() {
      return source.now().newest
    },
    knows: async (name) => (await withKey(name)).has(name),
    wrap: async (key, use, by) => ({
      master: by,
      bytes: encrypt(await keyOf(by, use), aboutOf(use), key),
    }),
    unwrap: async ({ master, bytes }, use) => {
      const key = decrypt(await keyOf(master, use), aboutOf(use), bytes)
      if (!key) throw damaged()
      return key
    },
  }
}

const unknownMaster = (name: string) =>
  new KeyError(
    `personal values are encrypted under the master key ${name}, which is not in ${FILE} of KEYS_DIR; ` +
      'copy its line from a server that has it',
  )
const damaged = () =>
  new KeyError(
    'a wrapped key does not unwrap: it was altered, or moved from where it belongs; restore its row ' +
      'from a backup',
  )

const FILE = 'master.key'
const HEADING = `# The master keys of the personal values, the newest first: a name, and 32 bytes in base64. Without this file no
# personal value can ever be read again: keep a copy where the database and its backups are not.
`
const LINE = /^([0-9a-f]{16}) ([A-Za-z0-9+/]{43}=)$/
/** Anybody may read or write it. */
const OTHERS = 0o007

/** The master keys in a folder; made on the first start, readable by their owner alone. */
export async function openMasterKey(folder: string): Promise<KeyWrapper> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, FILE)
  await makeOnce(file)
  let masters = await mastersIn(file)
  return wrapperBy({ now: () => masters, again: async () => (masters = await mastersIn(file)) })
}

/** The master keys in a folder; undefined where it has none. Makes nothing. */
export async function findMasterKey(folder: string): Promise<KeyWrapper | undefined> {
  const there = await stat(path.join(folder, FILE)).catch(() => undefined)
  return there && openMasterKey(folder)
}

/** Puts a new master key before those in the file; gives its name. No institution uses it yet. */
export async function addMasterKey(folder: string): Promise<string> {
  const file = path.join(folder, FILE)
  const old = await linesOf(file)
  const [line, name] = newLine()
  await replace(file, [line, ...old])
  return name
}

/** Leaves only the newest master key in the file; gives the names of those that went. */
export async function retireMasterKeys(folder: string): Promise<readonly string[]> {
  const file = path.join(folder, FILE)
  const [first = '', ...old] = await linesOf(file)
  if (old.length > 0) await replace(file, [first])
  return old.map((line) => line.slice(0, line.indexOf(' ')))
}

/** The lines of the keys, once the file is known to be whole. */
async function linesOf(file: string): Promise<readonly string[]> {
  if (!(await stat(file).catch(() => undefined)))
    throw new KeyError(`${file} is not there; copy it from the server that has it`)
  await mastersIn(file)
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim())
  return lines.filter((line) => LINE.test(line))
}

function newLine(): readonly [line: string, name: string] {
  const key = randomBytes(KEY_BYTES)
  const name = nameOf(key)
  return [`${name} ${key.toString('base64')}`, name]
}

const textOf = (lines: readonly string[]): string => `${HEADING}${lines.join('\n')}\n`

/** Written beside and put in its place as a whole; of two servers that start at once one makes it. */
async function makeOnce(file: string): Promise<void> {
  if (await stat(file).catch(() => undefined)) return
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(beside, textOf([newLine()[0]]), { mode: 0o600, flag: 'wx', flush: true })
  try {
    await link(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(beside, { force: true })
  }
}

/** Whoever runs the command may be another user than the server, who must be able to read it afterwards. */
async function replace(file: string, lines: readonly string[]): Promise<void> {
  const { uid, gid, mode } = await stat(file)
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(beside, textOf(lines), { mode: 0o600, flag: 'wx', flush: true })
    await chown(beside, uid, gid)
    await chmod(beside, mode & 0o770)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

async function mastersIn(file: string): Promise<Masters> {
  const { mode } = await stat(file)
  // Windows tells nothing by these bits: there the folder is kept by its access list.
  if (process.platform !== 'win32' && mode & OTHERS)
    throw new KeyError(`${file} is open to everybody on this machine; run: chmod 600 ${file}`)
  const lines = (await readFile(file, 'utf8'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const masters = lines.map((line): Master => {
    const [, name, base64 = ''] = LINE.exec(line) ?? []
    const key = Buffer.from(base64, 'base64')
    if (name === undefined || key.length !== KEY_BYTES || nameOf(key) !== name)
      throw new KeyError(`a line of ${file} is no master key; restore the file from its copy`)
    return { name, key }
  })
  const [newest, ...older] = masters
  if (!newest) throw new KeyError(`${file} holds no master key; restore it from its copy`)
  return new Masters([newest, ...older])
}
