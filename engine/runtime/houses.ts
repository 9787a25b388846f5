/**
 * The records of each house (seats, units, house policy) as this server read them last. They count only as
 * long as the load, in its own snapshot, finds that they have not changed since.
 */
import type { SeatHeld } from '../../policies/ability.ts'
import type { Given } from '../../policies/delegation.ts'
import type { SupervisionForm } from '../../policies/supervision.ts'
import { calendarOf } from '../core/calendar.ts'
import type { FactKey } from '../core/facts.ts'
import type { Day, Instant, Uuid } from '../core/values.ts'
import { instantOf } from './rows.ts'

/** What load_house() gives. */
export interface HouseRow {
  readonly zone: string | null
  readonly policies: readonly {
    readonly key: string
    readonly value: number
    readonly from: string
  }[]
  readonly seats: readonly SeatRow[]
  readonly facts: readonly unknown[]
}
/** What load_mandates() gives. */
export interface MandatesRow {
  readonly delegations: readonly Given[]
  readonly supervision: readonly Bound[]
}
interface Bound {
  readonly form: SupervisionForm
  readonly from: Day
}
/** The form of the supervising function on a day. */
export interface SupervisionHeld {
  readonly form: SupervisionForm
  readonly since: Day
}
interface SeatRow extends Omit<SeatHeld, 'unit' | 'scope'> {
  readonly unit: string | null
  /** Absent before the migration that knows of it. */
  readonly scope?: SeatHeld['scope'] | null
  readonly from: Day
  readonly to: Day | null
}

/** The records of one house, of the persons and about the facts that were asked for. */
export interface HouseRead {
  /** The position at which they changed last. */
  readonly changed: number
  readonly zone: string | null
  readonly policies: readonly { readonly key: string; readonly value: number; from: Instant }[]
  readonly seats: ReadonlyMap<Uuid, readonly SeatRow[]>
  readonly facts: ReadonlyMap<string, unknown>
  /** What each of the persons was ever given. */
  readonly given: ReadonlyMap<Uuid, readonly Given[]>
  /** In the order of their days. */
  readonly supervision: readonly Bound[]
}

/** Facts of the records of the house alone, whatever the day. */
const OF_HOUSE: ReadonlySet<FactKey['kind']> = new Set(['unit', 'seat', 'identity'])
export const isOfHouse = (key: FactKey): boolean => OF_HOUSE.has(key.kind)

export interface HouseAsk {
  readonly persons: readonly Uuid[]
  /** Facts of the house. */
  readonly facts: readonly FactKey[]
}

const HOUSES_MAX = 1000
/** Persons, and facts, remembered of one house. */
const EACH_MAX = 5000

export class Houses {
  readonly #known = new Map<Uuid, HouseRead>()

  /** Undefined where something that is asked for has not been read yet. */
  get(institution: Uuid, { persons, facts }: HouseAsk): HouseRead | undefined {
    const known = this.#known.get(institution)
    const all =
      known &&
      persons.every((p) => known.seats.has(p)) &&
      facts.every((key) => known.facts.has(JSON.stringify(key)))
    return all ? known : undefined
  }

  /** Remembers what was read, with what was known before where nothing has changed since. */
  keep(
    institution: Uuid,
    ask: HouseAsk,
    read: { readonly changed: number; readonly row: HouseRow; readonly mandates: MandatesRow },
  ): HouseRead {
    const { row, changed, mandates } = read
    const before = this.#known.get(institution)
    const same = before?.changed === changed ? before : undefined
    const seats = new Map(same && same.seats.size < EACH_MAX ? same.seats : [])
    for (const person of ask.persons)
      seats.set(
        person,
        row.seats.filter((s) => s.person === person),
      )
    const facts = new Map(same && same.facts.size < EACH_MAX ? same.facts : [])
    for (const [n, key] of ask.facts.entries()) facts.set(JSON.stringify(key), row.facts[n] ?? null)
    const policies = row.policies.map((p) => ({ ...p, from: instantOf(p.from) }))
    const given = new Map(same && same.given.size < EACH_MAX ? same.given : [])
    for (const person of ask.persons) {
      const theirs = mandates.delegations.filter((d) => d.delegate === person)
      if (theirs.length > 0) given.set(person, theirs)
      else given.delete(person)
    }
    const { supervision } = mandates
    const made = { changed, zone: row.zone, policies, seats, facts, given, supervision }
    if (this.#known.size >= HOUSES_MAX) this.#known.clear()
    this.#known.set(institution, made)
    return made
  }

  forget(institution: Uuid): void {
    this.#known.delete(institution)
  }
}

/** What holds at an instant. */
export function holdingAt(house: HouseRead, persons: readonly Uuid[], now: Instant) {
  const policies: Record<string, number> = {}
  for (const { key, value, from } of house.policies) if (from <= now) policies[key] = value
  const supervision = supervisionAt(house, now)
  const delegations = house.given.size === 0 ? [] : persons.flatMap((p) => house.given.get(p) ?? [])
  return {
    zone: house.zone,
    policies,
    seats: seatsAt(house, persons, now),
    ...(supervision ? { supervision } : {}),
    ...(delegations.length > 0 ? { delegations } : {}),
  }
}

function supervisionAt(house: HouseRead, now: Instant): SupervisionHeld | undefined {
  if (house.zone === null) return undefined
  const today = calendarOf(house.zone).dayOf(now)
  const bound = house.supervision.findLast(({ from }) => from <= today)
  return bound && { form: bound.form, since: bound.from }
}

function seatsAt(house: HouseRead, persons: readonly Uuid[], now: Instant): readonly SeatHeld[] {
  if (house.zone === null) return []
  const today = calendarOf(house.zone).dayOf(now)
  return persons.flatMap((person) =>
    (house.seats.get(person) ?? [])
      .filter(({ from, to }) => from <= today && (to === null || to > today))
      .map(({ id, body, unit, scope }) => ({
        id,
        person,
        body,
        ...(unit === null ? {} : { unit }),
        ...(scope ? { scope } : {}),
      })),
  )
}
