/**
 * The records of an institution (people, seats, units, house policy) as they stood after any of its entries:
 * derived from the entries that make them, and kept from question to question.
 */
import type { CalendarOf } from '../core/calendar.ts'
import type { Editions } from '../core/editions.ts'
import type { Uuid } from '../core/values.ts'
import type { Past } from './asof.ts'
import { House } from './verify/house.ts'
import type { Derived } from './verify/house.ts'
import { follow } from './verify/replay.ts'

/** What is known of one institution. */
interface Known {
  readonly house: House
  readonly governing: Map<Uuid, Derived>
  /** Position of the last entry that was taken in. */
  last: number
  /** The work on it that goes on, one after the other. */
  busy: Promise<unknown>
}

const INSTITUTIONS_MAX = 50

export class PastRecords {
  readonly #editions: Editions
  readonly #calendarOf: CalendarOf | undefined
  readonly #known = new Map<Uuid, Known>()

  constructor(editions: Editions, calendarOf: CalendarOf | undefined) {
    this.#editions = editions
    this.#calendarOf = calendarOf
  }

  /**
   * The house with its records up to a position. It is shared: whoever reads it says by `stand()` as of when,
   * and does not wait for anything between that and reading.
   */
  async house(past: Past, upTo: number): Promise<House> {
    const known = this.#of(past.institution)
    const work = known.busy.then(() => this.#extend(known, past, upTo))
    known.busy = work.catch(() => undefined)
    await work
    return known.house
  }

  #of(institution: Uuid): Known {
    const known = this.#known.get(institution)
    this.#known.delete(institution)
    const made: Known = known ?? {
      // Nothing is held against other processes here, so nothing is hashed under a secret.
      house: new House(institution, '', this.#calendarOf),
      governing: new Map(),
      last: 0,
      busy: Promise.resolve(),
    }
    this.#known.set(institution, made)
    const [eldest] = this.#known.keys()
    if (this.#known.size > INSTITUTIONS_MAX && eldest !== undefined) this.#known.delete(eldest)
    return made
  }

  async #extend(known: Known, past: Past, upTo: number): Promise<void> {
    if (upTo <= known.last) return
    const { house, governing } = known
    for (const { position, leaf } of await past.governing(known.last, upTo)) {
      const id = leaf.process?.id ?? ''
      const derived = governing.get(id)
      house.stand(position)
      const after = follow({ house, editions: this.#editions, derived }, leaf)
      if (!after) throw new Error(`entry ${leaf.id} of the records cannot be followed`)
      const { state, foreign, projections } = after
      governing.set(id, { state, foreign, opened: derived?.opened ?? position })
      house.project(projections, leaf, position)
    }
    known.last = upTo
  }
}
