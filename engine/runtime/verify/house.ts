/**
 * What the entries before one amount to for it: the records of the institution, and the days that it counts
 * by. What it says of other processes is noted, to be held against the timeline.
 */
import { calendarOf } from '../../core/calendar.ts'
import type { Calendar, CalendarOf } from '../../core/calendar.ts'
import type { FactKey } from '../../core/facts.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import type { Projection } from '../../core/projection.ts'
import type { ProcessState } from '../../core/process.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Instant, Uuid } from '../../core/values.ts'
import { FIRST_ZONE } from '../ground.ts'
import { Records } from './records.ts'

/** A process as it follows from its entries. */
export interface Derived {
  readonly state: ProcessState
  /** Position of its opening entry. */
  readonly opened: number
  /** Clocks whose timer was counted by another calendar than the one that runs now. */
  readonly foreign: ReadonlySet<string>
}

/** That a fact is not told from the records: the timeline tells it, or nobody can. */
export const UNTOLD = Symbol('untold')

const CLOCK = 'clock'

/** What entries changed that were recorded at one instant before another entry. */
export interface Touched {
  readonly touches: readonly string[]
  readonly clock: boolean
  readonly group: Uuid | undefined
}

/** Which mechanisms write records of the house. */
export const projectingIn = (mechanisms: readonly Mechanism[]): readonly string[] =>
  mechanisms.filter((m) => m.projects).map((m) => m.id)

export class House {
  readonly institution: Uuid
  /** Each run has its own: what is kept of states is hashed under it. */
  readonly secret: string
  readonly #calendarOf: CalendarOf
  readonly records = new Records()
  /** From this position on the records could not be followed: no more is said of duties and facts. */
  #recordsLostFrom = Number.POSITIVE_INFINITY
  #foundingGroup: Uuid | undefined
  /** Tokens under who touched them, at the same instant before the entry that is looked at. */
  #touched: ReadonlySet<string> = new Set()

  constructor(institution: Uuid, secret: string, calendars: CalendarOf = calendarOf) {
    this.institution = institution
    this.secret = secret
    this.#calendarOf = calendars
  }

  /** Everything is told as it stood before this position. */
  stand(position: number): void {
    this.records.at = position
  }

  get recordsLost(): boolean {
    return this.#recordsLostFrom < this.records.at
  }
  loseRecords(position: number): void {
    this.#recordsLostFrom = Math.min(position, this.#recordsLostFrom)
  }

  /** The calendar by which an entry was dated: the group that founds has no zone of its own yet. */
  calendarOf(leaf: Leaf | undefined): Calendar {
    const { zone } = this.records
    const founding = leaf?.group !== undefined && leaf.group.id === this.#foundingGroup
    return this.#calendarOf(zone === undefined || founding ? FIRST_ZONE : zone)
  }

  /** What was touched at the same instant before the entry that is looked at. */
  recall(touched: readonly Touched[]): void {
    this.#touched = new Set(
      touched.flatMap(({ touches, clock, group }) => {
        const origin = clock ? CLOCK : group
        return origin === undefined ? [] : touches.map((token) => `${origin} ${token}`)
      }),
    )
  }

  /**
   * Facts are as loaded before the batch, and a group may stand on what it touched itself: its earlier
   * members, and the timers that struck before them, do not speak against what its facts say.
   */
  mayBeOlder(tokens: readonly string[], { group }: Pick<Leaf, 'group'>): boolean {
    const origins = group ? [CLOCK, group.id] : [CLOCK]
    return tokens.some((t) => origins.some((o) => this.#touched.has(`${o} ${t}`)))
  }

  /** What the entry at a position made of the records. */
  project(projections: readonly Projection[], leaf: Leaf, position: number): void {
    if (projections.some((p) => p.table === 'institution')) this.#foundingGroup = leaf.group?.id
    for (const projection of projections) this.records.apply(projection, position)
  }

  /** What a fact was when nothing later was known; UNTOLD where the records do not tell it. */
  fact(key: FactKey, at: Instant): unknown {
    const on = this.calendarOf(undefined).dayOf(at)
    switch (key.kind) {
      case 'seats':
        return this.records
          .seatsOf(key.person, on)
          .map(({ body, unit, until }) => plain({ body, unit, until }))
      case 'membersOf':
        return this.records.membersOf(key.body, on).map(plain)
      case 'identity': {
        const known = this.records.personBy(key.issuer, key.subject)
        return known === undefined ? null : { person: known['id'] }
      }
      case 'seat': {
        const seat = this.records.get('seat', key.seat)
        return seat === undefined
          ? null
          : plain({ person: seat['person'], body: seat['body'], until: seat['to_on'] })
      }
      case 'interests':
        return this.records.interestsOf(key.person, on, key.subjects)
      case 'policy':
        return this.records.policyAt(key.key, at) ?? null
      case 'unit': {
        const unit = this.records.get('unit', key.unit)
        return unit === undefined ? null : plain({ kind: unit['kind'], superior: unit['superior'] })
      }
      case 'supervision':
        return this.records.supervisionOn(on) ?? null
      case 'process':
      case 'latest':
      case 'latestEach':
      case 'open':
      case 'count':
      case 'keeping':
      case 'bounds':
        return UNTOLD
    }
  }
}

/** Without members that are not there. */
const plain = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined && v !== null))
