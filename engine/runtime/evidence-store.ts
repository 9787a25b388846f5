/** Where the files of evidence lie: in a folder, or in an object store. */
import { createReadStream } from 'node:fs'
import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { isHash } from '../core/evidence.ts'
import type { EvidenceKey } from './evidence.ts'

/** What is there of a file, without reading it. */
interface Seen {
  readonly size: number
  /** Another one whenever the bytes may be others. */
  readonly mark: string
}

/** Files under an institution and their hash. Holds what it is given; judges nothing. */
export interface EvidenceStore {
  /** Takes a complete file, in the place of whatever lay under the key; durable when it returns. */
  put(key: EvidenceKey, file: { readonly path: string; readonly size: number }): Promise<void>
  /** Undefined where nothing lies under the key. */
  look(key: EvidenceKey): Promise<Seen | undefined>
  /** The bytes; undefined where nothing lies under the key. */
  open(key: EvidenceKey): Promise<Readable | undefined>
  /** Also where nothing lies there. */
  remove(key: EvidenceKey): Promise<void>
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** `<institution>/<aa>/<hash>`: of nothing else may a path be made. */
export function placeOf({ institution, hash }: EvidenceKey): string {
  if (!UUID.test(institution) || !isHash(hash))
    throw new TypeError('a file of evidence is named by an institution and a SHA-256')
  return `${institution}/${hash.slice(0, 2)}/${hash}`
}

const isAbsent = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'

/** Files in a folder, readable by their owner alone. */
export function folderStore(folder: string): EvidenceStore {
  const at = (key: EvidenceKey) => path.join(folder, placeOf(key))
  return {
    async put(key, file) {
      const to = at(key)
      const made = await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
      await chmod(file.path, 0o400)
      // A name either has the whole content or is not there; whoever reads the old one goes on.
      await rename(file.path, to)
      await syncFolder(path.dirname(to))
      if (made !== undefined) await syncUpTo(path.dirname(to), path.dirname(made))
    },
    async look(key) {
      try {
        const seen = await stat(at(key), { bigint: true })
        // The time of change cannot be set by hand, unlike that of modification.
        const mark = [seen.dev, seen.ino, seen.size, seen.mtimeNs, seen.ctimeNs].join(':')
        return seen.isFile() ? { size: Number(seen.size), mark } : undefined
      } catch (error) {
        if (isAbsent(error)) return undefined
        throw error
      }
    },
    async open(key) {
      try {
        const handle = await open(at(key), 'r')
        return createReadStream('', { fd: handle })
      } catch (error) {
        if (isAbsent(error)) return undefined
        throw error
      }
    },
    remove: (key) => rm(at(key), { force: true }),
  }
}

/** Makes the names in a folder durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Of a folder that is new, the names of it and of those above it, up to one that was there. */
async function syncUpTo(folder: string, known: string): Promise<void> {
  for (let at = path.dirname(folder); at.startsWith(known); at = path.dirname(at)) {
    await syncFolder(at)
    if (at === known) return
  }
}
