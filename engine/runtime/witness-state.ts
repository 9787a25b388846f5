/**
 * What a witness remembers, in a folder of its own: for each log the latest head that it cosigned, and the
 * heads that it refused. A head is on the disk before its cosignature leaves the house.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseCheckpoint, parseNote } from '../core/note.ts'

/** A head that was cosigned. */
export interface SeenHead {
  readonly origin: string
  readonly size: number
  /** Base64. */
  readonly root: string
  /** The checkpoint with the signatures of the log and of the witness. */
  readonly note: string
}

/** Why a head is not cosigned. */
export interface Refusal {
  readonly kind:
    | 'MALFORMED'
    | 'UNKNOWN_LOG'
    | 'BAD_SIGNATURE'
    | 'SHORTER'
    | 'OTHER_SIZE'
    | 'INCONSISTENT'
  readonly origin?: string
  /** Size of the head that was sent, and of the one that was cosigned last. */
  readonly size?: number
  readonly known?: number
}

export interface WitnessState {
  latest(origin: string): SeenHead | undefined
  /** By the SHA-256 of the origin, hex. */
  byHash(originHash: string): SeenHead | undefined
  /** Runs work on one log after the work before it has ended. */
  inTurn<T>(origin: string, work: () => Promise<T>): Promise<T>
  keep(head: SeenHead): Promise<void>
  /** Keeps a head that was refused although its log signed it: proof that the log is not what it was. */
  noteRefusal(refusal: Refusal, note: string): Promise<void>
  close(): Promise<void>
}

export const hashOfOrigin = (origin: string): string =>
  createHash('sha256').update(origin, 'utf8').digest('hex')

/**
 * Opens the folder, which is made where there is none. Throws where another witness has it, and where a
 * head cannot be read: a witness that has forgotten would cosign anything.
 */
export async function openWitnessState(folder: string, now: () => string): Promise<WitnessState> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unlock = await lock(folder)
  try {
    const heads = await readHeads(folder)
    return stateOf({ folder, now, heads, unlock })
  } catch (error) {
    await unlock()
    throw error
  }
}

interface Parts {
  readonly folder: string
  readonly now: () => string
  readonly heads: Map<string, SeenHead>
  readonly unlock: () => Promise<void>
}

function stateOf({ folder, now, heads, unlock }: Parts): WitnessState {
  const turns = new Map<string, Promise<unknown>>()
  let lastRefusal = ''
  return {
    latest: (origin) => heads.get(hashOfOrigin(origin)),
    byHash: (hash) => heads.get(hash),
    inTurn: (origin, work) => {
      const turn = (turns.get(origin) ?? Promise.resolve()).then(work)
      turns.set(
        origin,
        turn.catch(() => undefined),
      )
      return turn
    },
    keep: async (head) => {
      const hash = hashOfOrigin(head.origin)
      await writeWhole(path.join(folder, `${hash}${CHECKPOINT}`), head.note)
      heads.set(hash, head)
    },
    noteRefusal: async (refusal, note) => {
      const line = JSON.stringify({ ...refusal, note })
      // A log that is refused tries again and again.
      if (line === lastRefusal) return
      lastRefusal = line
      await appendLine(path.join(folder, REFUSALS), JSON.stringify({ at: now(), ...refusal, note }))
    },
    close: async () => {
      await Promise.all(turns.values())
      await unlock()
    },
  }
}

const CHECKPOINT = '.checkpoint'
const REFUSALS = 'refusals.jsonl'
const REFUSALS_BYTES_MAX = 64 * 1024 * 1024

async function readHeads(folder: string): Promise<Map<string, SeenHead>> {
  const heads = new Map<string, SeenHead>()
  for (const file of await readdir(folder)) {
    if (!file.endsWith(CHECKPOINT)) continue
    const note = await readFile(path.join(folder, file), 'utf8')
    const parsed = parseNote(note)
    const head = parsed && parseCheckpoint(parsed.text)
    if (!head || `${hashOfOrigin(head.origin)}${CHECKPOINT}` !== file)
      throw new Error(
        `${path.join(folder, file)} is not a head of the log it is named for. ` +
          'Restore it: a witness without it would cosign anything.',
      )
    const root = Buffer.from(head.root).toString('base64')
    heads.set(hashOfOrigin(head.origin), { origin: head.origin, size: head.size, root, note })
  }
  return heads
}

/** Either the former content or the new one is there after a crash, and the new one once this resolves. */
async function writeWhole(file: string, content: string): Promise<void> {
  const beside = `${file}.new`
  const handle = await open(beside, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
  await syncFolder(path.dirname(file))
}
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function appendLine(file: string, line: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  // The first refusals are what counts; a log that goes on for ever must not fill the disk.
  if (size > REFUSALS_BYTES_MAX) return
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.writeFile(`${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** One witness to a folder: two would not know what the other has cosigned. */
async function lock(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'pid')
  for (;;)
    try {
      const handle = await open(file, 'wx', 0o600)
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(await readFile(file, 'utf8').catch(() => '0'))
      if (pid !== process.pid && isRunning(pid))
        throw new Error(
          `Another witness (process ${String(pid)}) has the folder ${folder}. One folder, one witness.`,
        )
      await rm(file, { force: true })
    }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
