/**
 * The institution's records as the entries make them: people, seats, units, subjects, interests and
 * house policy, re-derived row by row in the order of the trail.
 */
import type { SeatHeld } from '../../../policies/ability.ts'
import type { Given, SeatSpan } from '../../../policies/delegation.ts'
import type { Projection } from '../../core/projection.ts'
import type { SupervisionForm } from '../../../policies/supervision.ts'
import type { Day, Instant, Uuid } from '../../core/values.ts'
import type { SupervisionHeld } from '../houses.ts'

type Table = Exclude<Projection['table'], 'seat_end' | 'delegation_end'>
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
    columns: [
      'person',
      'body',
      'unit',
      'role',
      'from_on',
      'to_on',
      'delegated_by',
      'entry',
      'scope',
    ],
  },
  subject: { key: ['key'], columns: ['kind', 'name', 'entry'] },
  interest: { key: ['person', 'subject', 'kind'], columns: ['from_on', 'to_on', 'entry'] },
  policy_value: { key: ['key', 'from_at'], columns: ['value', 'entry'] },
  erasure: { key: ['entry'], columns: ['subject', 'erased_at'] },
  supervision: { key: ['from_on'], columns: ['form', 'articles', 'entry'] },
  delegation: {
    key: ['id'],
    columns: [
      'delegator',
      'seat',
      'delegate',
      'delegate_seat',
      'mechanisms',
      'duties',
      'events',
      'unit',
      'from_on',
      'to_on',
      'ended_at',
      'entry',
    ],
  },
}
export const TABLE_NAMES = Object.keys(TABLES) as Table[]

export const keyOf = (table: Table, row: Row): string =>
  TABLES[table].key.map((column) => String(row[column])).join(' ')

/** A row as it was from an entry on, until the next version. */
interface Version {
  readonly since: number
  readonly row: Row
}

/** Seats are asked for again and again within one day; so many answers are remembered. */
const REMEMBERED = 5000

/**
 * People and policy of one institution as they were at any position: all of it is held in memory, a few
 * hundred bytes a row. It is read as it stood before the entry at `at`.
 */
export class Records {
  /** What later entries made of the records is not known. */
  at = Number.MAX_SAFE_INTEGER
  readonly #tables = new Map<Table, Map<string, Version[]>>(TABLE_NAMES.map((t) => [t, new Map()]))
  readonly #seats = new Map<Uuid, Set<Uuid>>()
  readonly #policies = new Map<string, Set<string>>()
  readonly #interests = new Map<Uuid, Set<string>>()
  readonly #delegations = new Map<Uuid, Set<string>>()
  readonly #identities = new Map<string, Set<Uuid>>()
  /** Positions at which something changed, rising. */
  readonly #changes: number[] = []
  readonly #held = new Map<string, readonly Held[]>()

  #versions(name: Table): Map<string, Version[]> {
    const found = this.#tables.get(name)
    if (!found) throw new Error(`no table ${name}`)
    return found
  }

  /** A row as it stands; undefined where there is none yet. */
  get(table: Table, key: string): Row | undefined {
    const versions = this.#versions(table).get(key)
    return versions?.findLast((v) => v.since < this.at)?.row
  }
  /** All rows as they stand, by key. */
  table(name: Table): Map<string, Row> {
    const rows = new Map<string, Row>()
    for (const key of this.#versions(name).keys()) {
      const row = this.get(name, key)
      if (row) rows.set(key, row)
    }
    return rows
  }

  /** From when the records are as they stand. */
  get epoch(): number {
    const { length } = this.#changes
    const last = this.#changes[length - 1]
    if (last === undefined || last < this.at) return last ?? 0
    let [low, high] = [0, length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#changes[middle] ?? 0) < this.at) low = middle + 1
      else high = middle
    }
    return this.#changes[low - 1] ?? 0
  }

  get zone(): string | undefined {
    const row = this.get('institution', '')
    return row === undefined ? undefined : String(row['zone'])
  }

  /** What the entry at `since` made of the records. */
  apply({ table, row }: Projection, since: number): void {
    if (this.#changes.at(-1) !== since) this.#changes.push(since)
    if (table === 'seat_end') {
      const seat = this.#versions('seat').get(String(row['id']))?.at(-1)?.row
      if (seat?.['body'] === row['body']) this.#set('seat', { ...seat, to_on: row['to_on'] }, since)
      return
    }
    if (table === 'delegation_end') {
      const given = this.#versions('delegation').get(String(row['id']))?.at(-1)?.row
      if (given) this.#set('delegation', { ...given, ended_at: row['ended_at'] }, since)
      return
    }
    this.#set(table, row, since)
    const key = keyOf(table, row)
    if (table === 'seat') setIn(this.#seats, String(row['person'])).add(key)
    if (table === 'delegation') setIn(this.#delegations, String(row['delegate'])).add(key)
    if (table === 'interest') setIn(this.#interests, String(row['person'])).add(key)
    if (table === 'policy_value') setIn(this.#policies, String(row['key'])).add(key)
    if (table === 'person')
      setIn(this.#identities, `${String(row['issuer'])} ${String(row['subject'])}`).add(key)
  }

  #set(table: Table, row: Row, since: number): void {
    const rows = this.#versions(table)
    const key = keyOf(table, row)
    const versions = rows.get(key)
    if (versions) versions.push({ since, row })
    else rows.set(key, [{ since, row }])
  }

  #rowsAt(table: Table, keys: ReadonlySet<string> | undefined): Row[] {
    return [...(keys ?? [])].flatMap((key): readonly Row[] => {
      const row = this.get(table, key)
      return row ? [row] : []
    })
  }

  /** Who is known by an issuer and a subject. */
  personBy(issuer: string, subject: string): Row | undefined {
    return this.#rowsAt('person', this.#identities.get(`${issuer} ${subject}`))[0]
  }

  /** Seats that a person holds on a day, in the order in which duties are looked for. */
  seatsOf(person: Uuid, on: Day): readonly Held[] {
    const name = `${String(this.epoch)} ${on} ${person}`
    const known = this.#held.get(name)
    if (known) return known
    const seats = this.#rowsAt('seat', this.#seats.get(person))
      .filter((seat) => inForce(seat, on))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .map((seat) => ({
        id: String(seat['id']),
        person,
        body: seat['body'] as SeatHeld['body'],
        ...(present(seat['unit']) ? { unit: String(seat['unit']) } : {}),
        ...(present(seat['scope'])
          ? { scope: seat['scope'] as NonNullable<SeatHeld['scope']> }
          : {}),
        ...(present(seat['to_on']) ? { until: String(seat['to_on']) } : {}),
      }))
    if (this.#held.size >= REMEMBERED) this.#held.clear()
    this.#held.set(name, seats)
    return seats
  }

  /** Who holds a seat in a body on a day, each person once, by the seat held longest. */
  membersOf(body: string, on: Day): readonly Row[] {
    return [...this.table('seat').values()]
      .filter((seat) => seat['body'] === body && inForce(seat, on))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .filter((s, i, all) => all.findIndex((o) => o['person'] === s['person']) === i)
      .map(({ person, id, role }) => ({ person, seat: id, role }))
  }

  /** How the institution is supervised on a day; undefined while nothing is bound. */
  supervisionOn(on: Day): SupervisionHeld | undefined {
    const bound = [...this.table('supervision').values()]
      .filter((row) => String(row['from_on']) <= on)
      .sort((a, b) => (String(a['from_on']) < String(b['from_on']) ? -1 : 1))
      .at(-1)
    return (
      bound && { form: bound['form'] as SupervisionForm, since: String(bound['from_on']) as Day }
    )
  }

  /** What a person was ever given, each with both seats as they stand. */
  givenTo(person: Uuid): readonly Given[] {
    return this.#rowsAt('delegation', this.#delegations.get(person))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .flatMap((row) => {
        const [seat, own] = [this.#span(row['seat']), this.#span(row['delegate_seat'])]
        return seat && own ? [givenOf(row, { seat, own })] : []
      })
  }
  #span(id: unknown): SeatSpan | undefined {
    const row = this.get('seat', String(id))
    return (
      row && {
        id: String(row['id']),
        body: row['body'] as SeatSpan['body'],
        unit: present(row['unit']) ? String(row['unit']) : null,
        from: String(row['from_on']),
        to: present(row['to_on']) ? String(row['to_on']) : null,
      }
    )
  }

  /** Interests of a person on a day in some subjects. */
  interestsOf(person: Uuid, on: Day, subjects: readonly string[]): readonly Row[] {
    return this.#rowsAt('interest', this.#interests.get(person))
      .filter((row) => subjects.includes(String(row['subject'])) && inForce(row, on))
      .map(({ subject, kind }) => ({ subject, kind }))
      .sort((a, b) => (byText(a) < byText(b) ? -1 : 1))
  }

  /** The house policy in force at an instant; undefined where none is set. */
  policyAt(key: string, at: Instant): number | undefined {
    let found: Row | undefined
    for (const row of this.#rowsAt('policy_value', this.#policies.get(key))) {
      const from = String(row['from_at'])
      if (from <= at && (found === undefined || from >= String(found['from_at']))) found = row
    }
    return found === undefined ? undefined : Number(found['value'])
  }
  policiesAt(at: Instant): Readonly<Record<string, number>> {
    const policies: Record<string, number> = {}
    for (const key of this.#policies.keys()) {
      const value = this.policyAt(key, at)
      if (value !== undefined) policies[key] = value
    }
    return policies
  }
}

const listed = (value: unknown): readonly string[] | null =>
  Array.isArray(value) ? value.map(String) : null
const givenOf = (row: Row, seats: Pick<Given, 'seat' | 'own'>): Given => ({
  id: String(row['id']),
  delegator: String(row['delegator']),
  delegate: String(row['delegate']),
  ...seats,
  mechanisms: listed(row['mechanisms']) ?? [],
  duties: listed(row['duties']),
  events: listed(row['events']),
  unit: present(row['unit']) ? String(row['unit']) : null,
  from: String(row['from_on']),
  to: String(row['to_on']),
  ended: present(row['ended_at']) ? String(row['ended_at']) : null,
})

type Held = SeatHeld & { readonly until?: string }

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
