/**
 * Everything that the entries read so far amount to: processes, records, and the answers to facts.
 *
 * In memory is one state per process that ever was, some kilobytes each: an ended process may still take
 * events, and the rows are compared when the trail has been read. A million processes need gigabytes;
 * reading the trail once more in the order of processes would need one state at a time, and can come
 * when an institution has so many.
 */
import { calendarOf } from '../../core/calendar.ts'
import type { Calendar, CalendarOf } from '../../core/calendar.ts'
import type { FactKey, ProcessFact } from '../../core/facts.ts'
import type { Projection } from '../../core/mechanism.ts'
import type { ProcessState } from '../../core/process.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Instant, Uuid } from '../../core/values.ts'
import { FIRST_ZONE } from '../ground.ts'
import { Records, setIn } from './records.ts'

/** A process as it follows from its entries. */
export interface Derived {
  readonly state: ProcessState
  /** Position of its opening entry. */
  readonly opened: number
  /** Clocks whose timer was counted by another calendar than the one that runs now. */
  readonly foreign: ReadonlySet<string>
}

/** That a fact cannot be told, because a process that it hangs on could not be followed. */
export const UNTOLD = Symbol('untold')

const CLOCK = 'clock'
/** As many as `load_facts` reads. */
const MOST_OPEN = 100

export class House {
  readonly institution: Uuid
  readonly #calendarOf: CalendarOf
  readonly records = new Records()
  readonly processes = new Map<Uuid, Derived>()
  /** Processes that could not be followed to their end: a difference has named each. */
  readonly lost = new Set<Uuid>()
  /** Their mechanisms; `*` where even that is not known. */
  readonly #lostOf = new Set<string>()
  /** The records could not be followed: nothing more is said of duties, facts and projections. */
  recordsLost = false
  /** Tokens touched at one recorded instant, under the group that touched them or the clock. */
  readonly #touched = new Set<string>()
  #touchedAt: Instant | undefined
  #foundingGroup: Uuid | undefined
  readonly #about = new Map<string, Set<Uuid>>()

  constructor(institution: Uuid, calendars: CalendarOf = calendarOf) {
    this.institution = institution
    this.#calendarOf = calendars
  }

  /** The calendar by which an entry was dated: the group that founds has no zone of its own yet. */
  calendarOf(leaf: Leaf | undefined): Calendar {
    const { zone } = this.records
    const founding = leaf?.group !== undefined && leaf.group.id === this.#foundingGroup
    return this.#calendarOf(zone === undefined || founding ? FIRST_ZONE : zone)
  }

  /**
   * Facts are as loaded before the batch, and a group may stand on what it touched itself: its earlier
   * members, and the timers that struck before them, do not speak against what its facts say.
   */
  mayBeOlder(tokens: readonly string[], { recordedAt, group }: Leaf): boolean {
    if (this.#touchedAt !== recordedAt) return false
    const origins = group ? [CLOCK, group.id] : [CLOCK]
    return tokens.some((t) => origins.some((o) => this.#touched.has(`${o} ${t}`)))
  }

  lose(process: Uuid, mechanism = '*'): void {
    this.lost.add(process)
    this.#lostOf.add(mechanism)
  }

  keep(
    derived: Derived,
    line: {
      readonly leaf: Leaf
      readonly touches: readonly string[]
      readonly projections: readonly Projection[]
    },
  ): void {
    const { state } = derived
    const old = this.processes.get(state.id)?.state
    for (const subject of old?.subjects ?? [])
      setIn(this.#about, `${state.mechanism}/${subject}`).delete(state.id)
    for (const subject of state.subjects)
      setIn(this.#about, `${state.mechanism}/${subject}`).add(state.id)
    this.processes.set(state.id, derived)
    if (this.#touchedAt !== line.leaf.recordedAt) this.#touched.clear()
    this.#touchedAt = line.leaf.recordedAt
    const origin = line.leaf.kind === 'clock' ? CLOCK : line.leaf.group?.id
    if (origin !== undefined)
      for (const token of line.touches) this.#touched.add(`${origin} ${token}`)
    if (line.projections.some((p) => p.table === 'institution'))
      this.#foundingGroup = line.leaf.group?.id
    for (const projection of line.projections) this.records.apply(projection)
  }

  /** What a fact was when nothing later than the entries read so far was known. */
  fact(key: FactKey, at: Instant): unknown {
    const on = this.calendarOf(undefined).dayOf(at)
    switch (key.kind) {
      case 'process':
        return this.#processFact(key.process)
      case 'latest':
      case 'open':
      case 'count':
        if (this.#lostOf.has(key.mechanism) || this.#lostOf.has('*')) return UNTOLD
        return this.#aboutSubject(key)
      case 'latestEach':
        if (this.#lostOf.has(key.mechanism) || this.#lostOf.has('*')) return UNTOLD
        return eachTold(
          key.subjects.map((subject) => this.#aboutSubject({ ...key, kind: 'latest', subject })),
        )
      case 'seats':
        return this.records
          .seatsOf(key.person, on)
          .map(({ body, unit, until }) => plain({ body, unit, until }))
      case 'identity': {
        const known = [...this.records.table('person').values()].find(
          (p) => p['issuer'] === key.issuer && p['subject'] === key.subject,
        )
        return known === undefined ? null : { person: known['id'] }
      }
      case 'seat': {
        const seat = this.records.table('seat').get(key.seat)
        return seat === undefined
          ? null
          : plain({ person: seat['person'], body: seat['body'], until: seat['to_on'] })
      }
      case 'interests':
        return this.records.interestsOf(key.person, on, key.subjects)
      case 'policy':
        return this.records.policyAt(key.key, at) ?? null
      case 'unit': {
        const unit = this.records.table('unit').get(key.unit)
        return unit === undefined ? null : plain({ kind: unit['kind'], superior: unit['superior'] })
      }
      case 'bounds':
        return UNTOLD
    }
  }

  #processFact(id: Uuid): ProcessFact | null | typeof UNTOLD {
    if (this.lost.has(id)) return UNTOLD
    const state = this.processes.get(id)?.state
    if (!state) return null
    const { version, paths, final, context } = state
    return { id, version, paths, final, context }
  }
  #aboutSubject(key: Extract<FactKey, { kind: 'latest' | 'open' | 'count' }>): unknown {
    const about = [...(this.#about.get(`${key.mechanism}/${key.subject}`) ?? [])]
      .flatMap((id) => this.processes.get(id) ?? [])
      .filter(({ state }) => key.chart === undefined || state.chart === key.chart)
      .toSorted((a, b) => a.opened - b.opened)
    switch (key.kind) {
      case 'latest': {
        const latest = about.at(-1)
        return latest ? this.#processFact(latest.state.id) : null
      }
      case 'open':
        return about
          .filter(({ state }) => !state.final)
          .slice(0, MOST_OPEN)
          .map(({ state: { id, version, paths } }) => ({ id, version, paths }))
      case 'count':
        return about.filter(({ state }) => state.paths.some((p) => key.paths.includes(p))).length
    }
  }
}

/** One that cannot be told makes the whole untold. */
const eachTold = (each: readonly unknown[]): unknown => (each.includes(UNTOLD) ? UNTOLD : each)

/** Without members that are not there. */
const plain = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined && v !== null))
