/**
 * What an entry stood on when it was recorded: the seats of whoever asked as the earlier entries make them,
 * everything else as the entry itself tells it. What the records say today does not count.
 */
import { calendarOf as calendarOfRelease } from '../../core/calendar.ts'
import type { Calendar, CalendarOf } from '../../core/calendar.ts'
import type { Editions } from '../../core/editions.ts'
import type { FactKey } from '../../core/facts.ts'
import type { AnyAsked, Mechanism } from '../../core/mechanism.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { FIRST_ZONE } from '../ground.ts'
import { actedBy } from '../verify/asker.ts'
import { recordedPolicies } from '../verify/ground.ts'
import { House, UNTOLD } from '../verify/house.ts'
import { Records } from '../verify/records.ts'

/** An entry with its place in the trail. */
export interface PastEntry {
  readonly leaf: Leaf
  readonly position: number
}

class RecordsThen extends Records {
  readonly #leaf: Leaf
  constructor(leaf: Leaf) {
    super()
    this.#leaf = leaf
  }
  override policiesAt(): Readonly<Record<string, number>> {
    return recordedPolicies(this.#leaf)
  }
}

export interface PastOptions {
  readonly institution: Uuid
  readonly zone: string
  readonly calendarOf?: CalendarOf | undefined
  readonly editions: Editions
}
export interface Then {
  readonly entry: PastEntry
  /** Earlier entries that changed the seats of whoever asked, or who supervises, in the order of the trail. */
  readonly seats: readonly PastEntry[]
  /** The group that founded the institution: it has no zone of its own yet. */
  readonly founding: Uuid | undefined
}

/** A house of which nothing is known but the entry at hand, and the seats of its asker. */
export class HouseThen extends House {
  override readonly records: RecordsThen
  readonly #zone: string
  readonly #calendars: CalendarOf
  readonly #founding: Uuid | undefined

  constructor(options: PastOptions, { entry, seats, founding }: Then) {
    const { institution, zone, calendarOf = calendarOfRelease, editions } = options
    // Nothing is held against other processes here, so nothing is hashed under a secret.
    super(institution, '', calendarOf)
    this.records = new RecordsThen(entry.leaf)
    this.#zone = zone
    this.#calendars = calendarOf
    this.#founding = founding
    for (const { leaf, position } of seats)
      if (position < entry.position)
        for (const projection of projectionsOf(leaf, editions))
          this.records.apply(projection, position)
    this.stand(entry.position)
  }

  override get recordsLost(): boolean {
    return true
  }
  override calendarOf(leaf: Leaf | undefined): Calendar {
    const founds = leaf?.group !== undefined && leaf.group.id === this.#founding
    return this.#calendars(founds ? FIRST_ZONE : this.#zone)
  }
  override fact(_key: FactKey): unknown {
    return UNTOLD
  }
}

/** The rows that an accepted entry made: registers are made from what was asked, whatever came before. */
function projectionsOf(leaf: Leaf, editions: Editions) {
  const mechanism = leaf.process && editions.of(leaf.process)
  return mechanism?.projects?.(askedOf(leaf, mechanism), {}) ?? []
}

function askedOf(leaf: Leaf, mechanism: Mechanism): AnyAsked {
  const { type, payload } = leaf.event
  const reads = mechanism.events[type]?.reads ?? []
  return {
    type,
    payload,
    by: actedBy(leaf),
    participants: {},
    facts: Object.fromEntries(reads.map((name) => [name, leaf.facts?.[name]?.value ?? null])),
    at: leaf.recordedAt,
    effective: leaf.effective ?? { at: leaf.recordedAt },
    on: undefined,
    process: leaf.process?.id ?? '',
    entry: leaf.id,
  }
}
