/**
 * Files on their way in: written to a temporary file and hashed as the bytes come, so that none is ever
 * held whole in memory. Whatever ends half-way is removed at once, or by the sweep where we were killed.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { evidenceRefusal, isHash } from '../core/evidence.ts'
import { Crowded } from './evidence.ts'
import type { EvidenceKey, ReceivedFile, Receiving } from './evidence.ts'

export interface IntakeOptions {
  readonly folder: string
  readonly maxBytes: number
  readonly nowMs: () => number
}

/** So many files come in at a time; each holds a chunk in memory and a file open. */
const AT_ONCE = 16
/** No upload takes as long: the server ends a request before. */
const HALF_MS = 3_600_000
const PART = /^(\d+)-[0-9a-f-]{36}\.part$/
const MARK = /^(\d+)-([0-9a-f-]{36})-([0-9a-f]{64})-[0-9a-f-]{36}\.keeping$/

export class Intake {
  readonly #options: IntakeOptions
  #coming = 0

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  /** Takes the bytes in; stops one byte beyond the limit. */
  async receive(content: AsyncIterable<Uint8Array>): Promise<Receiving> {
    if (this.#coming >= AT_ONCE) throw new Crowded('too many files are coming in')
    this.#coming++
    try {
      return await this.#take(content)
    } finally {
      this.#coming--
    }
  }

  async #take(content: AsyncIterable<Uint8Array>): Promise<Receiving> {
    const { folder, maxBytes } = this.#options
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = path.join(folder, `${this.#stamp()}-${randomUUID()}.part`)
    const handle = await open(file, 'wx', 0o600)
    try {
      const written = await write(handle, content, maxBytes)
      if (written === undefined) return await this.#refused(file, 'tooLarge')
      if (written.size === 0) return await this.#refused(file, 'empty')
      return { received: { path: file, ...written } }
    } catch (error) {
      await rm(file, { force: true })
      throw error
    } finally {
      await handle.close()
    }
  }

  async #refused(file: string, rule: 'tooLarge' | 'empty'): Promise<Receiving> {
    await rm(file, { force: true })
    return { refusal: evidenceRefusal(rule) }
  }

  discard({ path: file }: ReceivedFile): Promise<void> {
    return rm(file, { force: true })
  }

  /**
   * Leaves a mark that a file is about to be put into the store or taken from it, until the database
   * knows: where we are killed in between, the sweep finds the mark and asks the database.
   */
  async mark({ institution, hash }: EvidenceKey): Promise<{ remove(): Promise<void> }> {
    const { folder } = this.#options
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const name = `${this.#stamp()}-${institution}-${hash}-${randomUUID()}.keeping`
    const file = path.join(folder, name)
    await writeFile(file, '', { mode: 0o600, flush: true })
    return { remove: () => rm(file, { force: true }) }
  }

  /** Removes what nobody works on any more, and gives the keys of the marks that were left. */
  async left(): Promise<{ readonly removed: number; readonly marks: readonly LeftMark[] }> {
    const { folder } = this.#options
    const names = await readdir(folder).catch(() => [] as string[])
    let removed = 0
    const marks: LeftMark[] = []
    for (const name of names) {
      const [, stamp, institution, hash] = MARK.exec(name) ?? PART.exec(name) ?? []
      if (stamp === undefined || this.#options.nowMs() - Number(stamp) < HALF_MS) continue
      const remove = () => rm(path.join(folder, name), { force: true })
      if (institution !== undefined && isHash(hash))
        marks.push({ key: { institution, hash }, remove })
      else {
        await remove()
        removed++
      }
    }
    return { removed, marks }
  }

  #stamp(): string {
    return String(Math.max(0, Math.floor(this.#options.nowMs())))
  }
}
export interface LeftMark {
  readonly key: EvidenceKey
  remove(): Promise<void>
}

/** Hash and size of what was written and made durable; undefined where it is more than the limit. */
async function write(
  handle: FileHandle,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ readonly hash: string; readonly size: number } | undefined> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > maxBytes) return undefined
    hash.update(chunk)
    await handle.writeFile(chunk)
  }
  await handle.sync()
  return { hash: hash.digest('hex'), size }
}
