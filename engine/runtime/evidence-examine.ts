/** Whether a file is there and is what it was: by reading it, and by remembering what was read. */
import { createHash } from 'node:crypto'
import type { EvidenceState } from '../core/evidence.ts'
import type { EvidenceKey } from './evidence.ts'
import { gateOf } from './evidence-gate.ts'
import type { EvidenceStore } from './evidence-store.ts'

export type FileState = Exclude<EvidenceState, 'neverUploaded'>

/** Reads a file whole and compares; holds one chunk of it at a time. */
export async function readThrough(
  store: EvidenceStore,
  key: EvidenceKey,
  size: number,
): Promise<FileState> {
  const seen = await store.look(key)
  if (!seen) return 'missing'
  if (seen.size !== size) return 'altered'
  const content = await store.open(key)
  if (!content) return 'missing'
  const hash = createHash('sha256')
  for await (const chunk of content) hash.update(chunk as Buffer)
  return hash.digest('hex') === key.hash ? 'present' : 'altered'
}

const REMEMBERED_MAX = 20_000
const READING_MAX = 2

interface Remembered {
  readonly mark: string
  readonly state: FileState
}

/**
 * For lists and downloads: a file is read whole when it is first asked for and again when its mark says
 * that it may be another. Few are read at a time, and one that is asked for twice is read once.
 */
export class Examiner {
  readonly #store: EvidenceStore
  readonly #known = new Map<string, Remembered>()
  readonly #asked = new Map<string, Promise<FileState>>()
  readonly #gate = gateOf(READING_MAX)

  constructor(store: EvidenceStore) {
    this.#store = store
  }

  async examine(key: EvidenceKey, size: number): Promise<FileState> {
    const seen = await this.#store.look(key)
    if (!seen) return 'missing'
    if (seen.size !== size) return 'altered'
    const name = `${key.institution} ${key.hash}`
    const known = this.#known.get(name)
    if (known?.mark === seen.mark) return known.state
    const asked = this.#asked.get(name)
    if (asked) return asked
    const answer = this.#gate(() => readThrough(this.#store, key, size)).finally(() =>
      this.#asked.delete(name),
    )
    this.#asked.set(name, answer)
    const state = await answer
    this.#remember(name, { mark: seen.mark, state })
    return state
  }

  #remember(name: string, seen: Remembered): void {
    this.#known.delete(name)
    this.#known.set(name, seen)
    const [eldest] = this.#known.keys()
    if (this.#known.size > REMEMBERED_MAX && eldest !== undefined) this.#known.delete(eldest)
  }
}
