/**
 * The institution's records as the entries make them: people, seats, units, subjects, interests and
 * house policy, re-derived row by row in the order of the trail.
 */
import type { SeatHeld } from '../../../policies/ability.ts'
import type { Projection } from '../../core/mechanism.ts'
import type { Day, Instant, Uuid } from '../../core/values.ts'

type Table = Exclude<Projection['table'], 'seat_end'>
export type Row = Readonly<Record<string, unknown>>

interface TableForm {
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** Columns whose values are not shown: they tell who somebody is elsewhere. */
  readonly hidden?: readonly string[]
}

/** The tables that follow from entries; the institution stands before every key. */
export const TABLES: Readonly<Record<Table, TableForm>> = {
  institution: { key: [], columns: ['name', 'zone', 'entry'] },
  unit: { key: ['id'], columns: ['kind', 'superior', 'name', 'entry'] },
  person: { key: ['id'], columns: ['issuer', 'subject', 'entry'], hidden: ['issuer', 'subject'] },
  seat: {
    key: ['id'],
    columns: ['person', 'body', 'unit', 'role', 'from_on', 'to_on', 'delegated_by', 'entry'],
  },
  subject: { key: ['key'], columns: ['kind', 'name', 'entry'] },
  interest: { key: ['person', 'subject', 'kind'], columns: ['from_on', 'to_on', 'entry'] },
  policy_value: { key: ['key', 'from_at'], columns: ['value', 'entry'] },
}
export const TABLE_NAMES = Object.keys(TABLES) as Table[]

export const keyOf = (table: Table, row: Row): string =>
  TABLES[table].key.map((column) => String(row[column])).join(' ')

/** People and policy of one institution: all of it is held in memory, a few hundred bytes a row. */
export class Records {
  readonly #tables = new Map<Table, Map<string, Row>>(TABLE_NAMES.map((t) => [t, new Map()]))
  readonly #seats = new Map<Uuid, Set<Uuid>>()
  readonly #policies = new Map<string, { readonly at: Instant; readonly value: number }[]>()
  readonly #interests = new Map<Uuid, Map<string, Row>>()

  table(name: Table): Map<string, Row> {
    const found = this.#tables.get(name)
    if (!found) throw new Error(`no table ${name}`)
    return found
  }

  get zone(): string | undefined {
    const [row] = this.table('institution').values()
    return row === undefined ? undefined : String(row['zone'])
  }

  apply({ table, row }: Projection): void {
    if (table === 'seat_end') {
      const seat = this.table('seat').get(String(row['id']))
      if (seat?.['body'] === row['body'])
        this.table('seat').set(String(row['id']), { ...seat, to_on: row['to_on'] })
      return
    }
    this.table(table).set(keyOf(table, row), row)
    if (table === 'seat') setIn(this.#seats, String(row['person'])).add(String(row['id']))
    if (table === 'interest') {
      const person = String(row['person'])
      const known = this.#interests.get(person) ?? new Map<string, Row>()
      this.#interests.set(person, known.set(keyOf('interest', row), row))
    }
    if (table === 'policy_value') {
      const key = String(row['key'])
      const value = { at: row['from_at'] as Instant, value: Number(row['value']) }
      const others = (this.#policies.get(key) ?? []).filter((v) => v.at !== value.at)
      this.#policies.set(
        key,
        [...others, value].sort((a, b) => (a.at < b.at ? -1 : 1)),
      )
    }
  }

  /** Seats that a person holds on a day, in the order in which duties are looked for. */
  seatsOf(person: Uuid, on: Day): readonly (SeatHeld & { readonly until?: string })[] {
    return [...(this.#seats.get(person) ?? [])]
      .flatMap((id): readonly Row[] => {
        const seat = this.table('seat').get(id)
        return seat ? [seat] : []
      })
      .filter((seat) => inForce(seat, on))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .map((seat) => ({
        id: String(seat['id']),
        person,
        body: seat['body'] as SeatHeld['body'],
        ...(present(seat['unit']) ? { unit: String(seat['unit']) } : {}),
        ...(present(seat['to_on']) ? { until: String(seat['to_on']) } : {}),
      }))
  }

  /** Interests of a person on a day in some subjects. */
  interestsOf(person: Uuid, on: Day, subjects: readonly string[]): readonly Row[] {
    return [...(this.#interests.get(person)?.values() ?? [])]
      .filter((row) => subjects.includes(String(row['subject'])) && inForce(row, on))
      .map(({ subject, kind }) => ({ subject, kind }))
      .sort((a, b) => (byText(a) < byText(b) ? -1 : 1))
  }

  /** The house policy in force at an instant; undefined where none is set. */
  policyAt(key: string, at: Instant): number | undefined {
    return this.#policies.get(key)?.findLast((v) => v.at <= at)?.value
  }
  policiesAt(at: Instant): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...this.#policies.keys()].flatMap((key) => {
        const value = this.policyAt(key, at)
        return value === undefined ? [] : [[key, value]]
      }),
    )
  }
}

const present = (value: unknown): boolean => value !== undefined && value !== null
const inForce = (row: Row, on: Day): boolean =>
  String(row['from_on']) <= on && (!present(row['to_on']) || String(row['to_on']) > on)
const order = (seat: Row): string => `${String(seat['from_on'])} ${String(seat['id'])}`
const byText = ({ subject, kind }: Row): string => `${String(subject)} ${String(kind)}`

/** The set under a key, made where there is none. */
export function setIn<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const known = map.get(key)
  if (known) return known
  const made = new Set<V>()
  map.set(key, made)
  return made
}
