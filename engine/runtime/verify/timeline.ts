/**
 * Where every process stood after each of its entries: what others recorded of it as a fact is held
 * against this. Processes are read one after the other, so what was known of one when another looked is
 * told afterwards; until then an entry takes 16 bytes here, and a process some dozens.
 *
 * States are kept as a keyed hash under a secret of the run: whoever forges a fact cannot work out one that
 * has the hash of another.
 */
import type { ProcessState } from '../../core/process.ts'
import { sha256 } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { hashOf } from '../line.ts'

const ID_BYTES = 16
const HEX_DIGITS = 13
/** Never: of what goes on. */
const OPEN = 0xffff_ffff

/** The first 52 bits of a hash, which a number can tell. */
export const digestOf = (secret: string, text: string): number =>
  Number.parseInt(sha256(`${secret}${text}`).slice(0, HEX_DIGITS), 16)

/** A state as a fact tells it, with its context as a hash. */
export const stateText = (
  { id, version, final, paths }: Pick<ProcessState, 'id' | 'version' | 'final' | 'paths'>,
  context: string,
): string => `${id} ${String(version)} ${String(final)} ${paths.join(' ')} ${context}`

export const subjectText = (mechanism: string, subject: string): string => `${mechanism}/${subject}`

/** A list of numbers that grows. */
class Numbers<A extends Uint32Array | Float64Array> {
  #values: A
  length = 0
  readonly #make: (length: number) => A
  constructor(make: (length: number) => A) {
    this.#make = make
    this.#values = make(1024)
  }
  push(value: number): void {
    if (this.length === this.#values.length) {
      const wider = this.#make(this.length * 2)
      wider.set(this.#values as never)
      this.#values = wider
    }
    this.#values[this.length++] = value
  }
  set(at: number, value: number): void {
    this.#values[at] = value
  }
  get last(): number {
    return this.#values[this.length - 1] ?? 0
  }
  /** As long as it is, in memory that threads share. */
  shared(): A {
    const bytes = this.length * this.#values.BYTES_PER_ELEMENT
    const copy = new (this.#values.constructor as new (of: SharedArrayBuffer) => A)(
      new SharedArrayBuffer(bytes),
    )
    copy.set(this.#values.subarray(0, this.length) as never)
    return copy
  }
}
const positions = () => new Numbers((n) => new Uint32Array(n))
const digests = () => new Numbers((n) => new Float64Array(n))

/** A part of a timeline: the processes of one range, in the order of their ids. Threads can share it. */
export interface Segment {
  /** 16 bytes each. */
  readonly ids: Uint8Array
  /** Of each process: the first of its states, which mechanism and chart, and from where it was lost. */
  readonly first: Uint32Array
  readonly chart: Uint32Array
  readonly lost: Uint32Array
  /** Of each state: the entry after which, its hash, and which paths. */
  readonly after: Uint32Array
  readonly digest: Float64Array
  readonly paths: Uint32Array
  /** What a process was about, from one entry to another. */
  readonly subject: Float64Array
  readonly about: Uint32Array
  readonly from: Uint32Array
  readonly until: Uint32Array
  readonly charts: readonly string[]
  /** `true` or `false` for an ended case, then the paths, with blanks between. */
  readonly standings: readonly string[]
}

class Names {
  readonly #known = new Map<string, number>()
  of(name: string): number {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    this.#known.set(name, this.#known.size)
    return this.#known.size - 1
  }
  get all(): readonly string[] {
    return [...this.#known.keys()]
  }
}

/** Writes down one segment while its processes are read. */
export class TimelineWriter {
  readonly #secret: string
  readonly #ids: Buffer[] = []
  readonly #first = positions()
  readonly #chart = positions()
  readonly #lost = positions()
  readonly #after = positions()
  readonly #digest = digests()
  readonly #paths = positions()
  readonly #subject = digests()
  readonly #about = positions()
  readonly #from = positions()
  readonly #until = positions()
  readonly #charts = new Names()
  readonly #standings = new Names()
  #now = new Map<string, number>()
  #subjects: readonly string[] = []

  constructor(secret: string) {
    this.#secret = secret
  }

  /** Begins a process. */
  begin(id: Uuid): void {
    this.#ids.push(Buffer.from(id.replaceAll('-', ''), 'hex'))
    this.#first.push(this.#after.length)
    this.#chart.push(0)
    this.#lost.push(OPEN)
    this.#now = new Map()
    this.#subjects = []
  }

  /** The state of the process after the entry at a position. */
  add(state: ProcessState, position: number): void {
    this.#chart.set(this.#chart.length - 1, this.#charts.of(`${state.mechanism} ${state.chart}`))
    this.#after.push(position)
    this.#digest.push(digestOf(this.#secret, stateText(state, hashOf(state.context))))
    this.#paths.push(this.#standings.of(`${String(state.final)} ${state.paths.join(' ')}`))
    if (state.subjects === this.#subjects) return
    for (const [subject, row] of this.#now)
      if (!(state.subjects as readonly string[]).includes(subject)) {
        this.#until.set(row, position)
        this.#now.delete(subject)
      }
    for (const subject of state.subjects)
      if (!this.#now.has(subject)) {
        this.#now.set(subject, this.#subject.length)
        this.#subject.push(digestOf(this.#secret, subjectText(state.mechanism, subject)))
        this.#about.push(this.#first.length - 1)
        this.#from.push(position)
        this.#until.push(OPEN)
      }
    this.#subjects = state.subjects
  }

  /** From the entry at a position on the process could not be followed. */
  lose(position: number, mechanism: string): void {
    const at = this.#lost.length - 1
    this.#lost.set(at, position)
    if (this.#after.length === this.#first.last)
      this.#chart.set(at, this.#charts.of(`${mechanism} *`))
  }

  done(): Segment {
    const ids = new Uint8Array(new SharedArrayBuffer(this.#ids.length * ID_BYTES))
    for (const [n, id] of this.#ids.entries()) ids.set(id.subarray(0, ID_BYTES), n * ID_BYTES)
    return {
      ids,
      first: this.#first.shared(),
      chart: this.#chart.shared(),
      lost: this.#lost.shared(),
      after: this.#after.shared(),
      digest: this.#digest.shared(),
      paths: this.#paths.shared(),
      subject: this.#subject.shared(),
      about: this.#about.shared(),
      from: this.#from.shared(),
      until: this.#until.shared(),
      charts: this.#charts.all,
      standings: this.#standings.all,
    }
  }
}

/** Where a process stood. */
interface Stood {
  readonly segment: Segment
  readonly process: number
  /** Number of the state; the version less one. */
  readonly state: number
}

/** All segments of one institution. */
export class Timeline {
  readonly #segments: readonly Segment[]
  /** Of each segment, its subjects in the order of their hashes. */
  readonly #orders = new Map<Segment, Uint32Array>()
  readonly #lostOf = new Map<string, number>()

  constructor(segments: readonly Segment[]) {
    this.#segments = segments
    for (const { lost, chart, charts } of segments)
      for (const [at, position] of lost.entries()) {
        if (position === OPEN) continue
        const [mechanism = '*'] = (charts[chart[at] ?? 0] ?? '').split(' ')
        this.#lostOf.set(mechanism, Math.min(position, this.#lostOf.get(mechanism) ?? OPEN))
      }
  }

  /** Whether something of the mechanism could not be followed before a position. */
  lostBefore(mechanism: string, position: number): boolean {
    const from = Math.min(this.#lostOf.get(mechanism) ?? OPEN, this.#lostOf.get('*') ?? OPEN)
    return from <= position
  }

  /** Where a process stood before a position; `lost` where that cannot be told. */
  before(id: Uuid, position: number): Stood | 'lost' | undefined {
    const wanted = Buffer.from(id.replaceAll('-', ''), 'hex')
    for (const segment of this.#segments) {
      const process = placeOf(segment.ids, wanted)
      if (process === undefined) continue
      if ((segment.lost[process] ?? 0) <= position) return 'lost'
      return stoodAt({ segment, process }, position)
    }
    return undefined
  }

  digest = ({ segment, state }: Stood): number => segment.digest[state] ?? Number.NaN
  version = ({ segment, process, state }: Stood): number =>
    state - (segment.first[process] ?? 0) + 1
  standing = ({ segment, state }: Stood): { readonly final: boolean; readonly paths: string[] } => {
    const [final, ...paths] = (segment.standings[segment.paths[state] ?? 0] ?? '').split(' ')
    return { final: final === 'true', paths }
  }
  id = ({ segment, process }: Stood): Uuid => {
    const hex = Buffer.from(
      segment.ids.slice(process * ID_BYTES, (process + 1) * ID_BYTES),
    ).toString('hex')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }

  /** Processes that were about a subject before a position, in the order in which they were opened. */
  about(subject: number, position: number, chart?: string): Stood[] {
    const found: Stood[] = []
    for (const segment of this.#segments)
      for (const row of this.#rowsOf(segment, subject)) {
        const during =
          (segment.from[row] ?? OPEN) < position && (segment.until[row] ?? 0) >= position
        const process = segment.about[row] ?? 0
        const [, own] = (segment.charts[segment.chart[process] ?? 0] ?? '').split(' ')
        const stood =
          during && (chart === undefined || own === chart)
            ? stoodAt({ segment, process }, position)
            : undefined
        if (stood) found.push(stood)
      }
    return found.toSorted((a, b) => openedAt(a) - openedAt(b))
  }

  #rowsOf(segment: Segment, subject: number): Uint32Array {
    let order = this.#orders.get(segment)
    const { subject: all } = segment
    if (!order) {
      order = Uint32Array.from(all.keys()).sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0))
      this.#orders.set(segment, order)
    }
    const begin = lowest(order.length, (n) => (all[order[n] ?? 0] ?? 0) >= subject)
    const end = lowest(order.length, (n) => (all[order[n] ?? 0] ?? 0) > subject)
    return order.subarray(begin, end)
  }
}

const openedAt = ({ segment, process }: Stood): number =>
  segment.after[segment.first[process] ?? 0] ?? OPEN

/** The lowest number from 0 to `length` of which something is true that is true of all above it. */
function lowest(length: number, isTrue: (n: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isTrue(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function placeOf(ids: Uint8Array, wanted: Uint8Array): number | undefined {
  const at = (n: number) => ids.subarray(n * ID_BYTES, (n + 1) * ID_BYTES)
  const count = ids.length / ID_BYTES
  const place = lowest(count, (n) => Buffer.compare(at(n), wanted) >= 0)
  return place < count && Buffer.compare(at(place), wanted) === 0 ? place : undefined
}

/** Undefined where it had not been opened yet. */
function stoodAt(
  { segment, process }: Pick<Stood, 'segment' | 'process'>,
  position: number,
): Stood | undefined {
  const first = segment.first[process] ?? 0
  const end = segment.first[process + 1] ?? segment.after.length
  const next = first + lowest(end - first, (n) => (segment.after[first + n] ?? OPEN) >= position)
  return next === first ? undefined : { segment, process, state: next - 1 }
}
