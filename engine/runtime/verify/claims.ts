/**
 * What entries say of other processes: written down while they are played again, and held against the
 * timeline when all processes have been read. Beyond some megabytes it is kept in a file.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FactKey, ProcessFact } from '../../core/facts.ts'
import { canonical, contextHash } from '../../core/trail.ts'
import type { Instant, Uuid } from '../../core/values.ts'
import { digestOf, stateText, subjectText } from './timeline.ts'
import type { Timeline } from './timeline.ts'

/** A fact of other processes as an entry tells it. */
export interface Claim {
  readonly position: number
  readonly entry: Uuid
  readonly process: Uuid
  readonly recordedAt: Instant
  readonly group?: Uuid
  /** Name of the fact. */
  readonly name: string
  readonly key: FactKey
  /** What must not have been touched for it to still hold. */
  readonly tokens: readonly string[]
  /** What it says, as a hash: of each state, or of the list. */
  readonly said: readonly (number | null)[]
}

const isFact = (value: unknown): value is ProcessFact =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 5 &&
  Array.isArray((value as ProcessFact).paths)

/** A state as a fact tells it; a hash that nothing has where it is not told as a state is. */
const factDigest = (secret: string, value: unknown): number | null => {
  if (value === null || value === undefined) return null
  if (!isFact(value)) return Number.MAX_SAFE_INTEGER
  return digestOf(secret, stateText(value, contextHash(value.context)))
}

/** What a value says, in the form in which the timeline tells it. */
export function saidBy(secret: string, key: FactKey, value: unknown): readonly (number | null)[] {
  switch (key.kind) {
    case 'process':
    case 'latest':
      return [factDigest(secret, value)]
    case 'latestEach':
      return Array.isArray(value)
        ? value.map((one) => factDigest(secret, one))
        : [Number.MAX_SAFE_INTEGER]
    default:
      return [digestOf(secret, canonical(value ?? null))]
  }
}

/** As many as `load_facts` reads. */
const MOST_OPEN = 100

/** What the timeline says of the key before a position; undefined where it cannot be told. */
export function toldOf(
  { timeline, secret }: { readonly timeline: Timeline; readonly secret: string },
  key: FactKey,
  position: number,
): readonly (number | null)[] | undefined {
  const digestAt = (stood: ReturnType<Timeline['about']>[number] | undefined): number | null =>
    stood ? timeline.digest(stood) : null
  if (key.kind === 'process') {
    const stood = timeline.before(key.process, position)
    return stood === 'lost' ? undefined : [digestAt(stood)]
  }
  if (!('mechanism' in key)) return undefined
  if (timeline.lostBefore(key.mechanism, position)) return undefined
  const about = (subject: string) =>
    timeline.about(digestOf(secret, subjectText(key.mechanism, subject)), position, key.chart)
  switch (key.kind) {
    case 'latest':
      return [digestAt(about(key.subject).at(-1))]
    case 'latestEach':
      return key.subjects.map((subject) => digestAt(about(subject).at(-1)))
    case 'open': {
      const open = about(key.subject)
        .filter((stood) => !timeline.standing(stood).final)
        .slice(0, MOST_OPEN)
        .map((stood) => ({
          id: timeline.id(stood),
          version: timeline.version(stood),
          paths: timeline.standing(stood).paths,
        }))
      return [digestOf(secret, canonical(open))]
    }
    case 'count': {
      const counted = about(key.subject).filter((stood) =>
        timeline.standing(stood).paths.some((p) => key.paths.includes(p)),
      )
      return [digestOf(secret, canonical(counted.length))]
    }
  }
}

const CHUNK_CHARS = 1_000_000
const IN_MEMORY_MAX = 8

/** Claims in the order in which they were written. */
export class Claims {
  #lines = ''
  readonly #chunks: string[] = []
  #file: { readonly folder: string; readonly fd: number; readonly sizes: number[] } | undefined

  add(claim: Claim): void {
    this.#lines += `${JSON.stringify(claim)}\n`
    if (this.#lines.length < CHUNK_CHARS) return
    this.#chunks.push(this.#lines)
    this.#lines = ''
    if (this.#chunks.length > IN_MEMORY_MAX) this.#spill()
  }

  #spill(): void {
    if (!this.#file) {
      const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-verify-'))
      this.#file = { folder, fd: openSync(path.join(folder, 'claims'), 'w+', 0o600), sizes: [] }
    }
    for (const chunk of this.#chunks.splice(0)) {
      const bytes = Buffer.from(chunk, 'utf8')
      writeFileSync(this.#file.fd, bytes)
      this.#file.sizes.push(bytes.length)
    }
  }

  *all(): Generator<Claim> {
    const { fd, sizes } = this.#file ?? { fd: 0, sizes: [] }
    let at = 0
    for (const size of sizes) {
      const bytes = Buffer.allocUnsafe(size)
      readSync(fd, bytes, 0, size, at)
      at += size
      yield* claimsIn(bytes.toString('utf8'))
    }
    for (const chunk of [...this.#chunks, this.#lines]) yield* claimsIn(chunk)
  }

  /** Removes what it kept. */
  close(): void {
    if (this.#file) {
      closeSync(this.#file.fd)
      rmSync(this.#file.folder, { recursive: true, force: true })
      this.#file = undefined
    }
    this.#chunks.length = 0
    this.#lines = ''
  }
}

function* claimsIn(lines: string): Generator<Claim> {
  for (const line of lines.split('\n')) if (line !== '') yield JSON.parse(line) as Claim
}
