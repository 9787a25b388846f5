/** What the engine asks of the database: each question one statement. */
import type { Pool } from 'pg'
import type { SeatHeld } from '../../policies/ability.ts'
import type { Given } from '../../policies/delegation.ts'
import type { Timer } from '../core/clocks.ts'
import type { FactKey } from '../core/facts.ts'
import type { ProcessState } from '../core/process.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { Houses, holdingAt, isOfHouse } from './houses.ts'
import type { HouseRow, MandatesRow, SupervisionHeld } from './houses.ts'
import { tried, within } from './conflict.ts'
import { keyStoreOf, keysLoaded } from './keystore.ts'
import type { KeyStore, KeysLoaded, KeysRow } from './keystore.ts'
import { instantOf, stateOf, timerOf } from './rows.ts'
import type { ProcessRow, TimerRow } from './rows.ts'
import { Together } from './together.ts'
import { OWN_TYPES, arraysOf } from './wire.ts'
import type { Arrays, Numbers } from './wire.ts'
import type { Membership } from './engine.ts'

/** A request that has been answered, with the entry that answered it. */
export interface Answered {
  readonly actor: string
  readonly request: string
  readonly entry: Uuid
  readonly position: number
  readonly process: Uuid | null
  readonly leaf: string
  /** Null once erased: then any content counts as the same. */
  readonly digest: string | null
}

export interface LoadAsk {
  /** The instant to load as of; undefined: the database's own clock. */
  readonly at: Instant | undefined
  readonly processes: readonly Uuid[]
  readonly requests: readonly { readonly actor: string; readonly request: string }[]
  readonly persons: readonly Uuid[]
  /** Facts that will be read; the values come with the rest. */
  readonly facts?: readonly FactKey[]
  /** Data subjects whose keys are wanted. */
  readonly subjects?: readonly string[]
}
export interface Loaded {
  readonly now: Instant
  /** Position of the head in the same snapshot: whatever comes after it was not seen. */
  readonly position: number
  /** Null while the institution has not been founded. */
  readonly zone: string | null
  readonly processes: readonly ProcessState[]
  readonly requests: readonly Answered[]
  readonly seats: readonly SeatHeld[]
  /** House policy in force, by key. */
  readonly policies: Readonly<Record<string, number>>
  /** What the persons were ever given, in force or not; absent where nothing. */
  readonly delegations?: readonly Given[]
  /** How the institution is supervised today; absent while nothing is bound. */
  readonly supervision?: SupervisionHeld
  /** Values in the order of the keys asked for. */
  readonly facts?: readonly unknown[]
  /** Where subjects were asked for. */
  readonly keys?: KeysLoaded
}

export interface Batch {
  readonly readPosition: number
  readonly entries: readonly object[]
  readonly changes: {
    readonly processes: readonly object[]
    readonly struck: readonly object[]
    readonly privates: readonly object[]
    readonly projections: readonly object[]
    readonly reactions: readonly object[]
    readonly disarmed: readonly object[]
    readonly armed: readonly object[]
    /** Keys of subjects that had none. */
    readonly keys?: readonly object[]
  }
}

export interface DueTimer {
  readonly institution: Uuid
  readonly process: Uuid
  readonly clock: string
  readonly id: Uuid
}
export interface ProvisionalAsk {
  readonly before: string
  readonly after: Uuid | undefined
  readonly most: number
}
export interface DueReaction {
  readonly institution: Uuid
  readonly entry: Uuid
  readonly n: number
  readonly target: string
  readonly event: string
  readonly process: Uuid | null
  readonly payload: unknown
  readonly attempts: number
}

export interface Store extends KeyStore {
  /** All of it in one snapshot. */
  load(institution: Uuid, ask: LoadAsk): Promise<Loaded>
  /** Values in the order of the keys. */
  facts(
    institution: Uuid,
    ask: { readonly at: Instant; readonly keys: readonly FactKey[] },
  ): Promise<readonly unknown[]>
  /**
   * Writes a batch whole or not at all, durable when it returns; gives the position before its first
   * entry. Throws Conflict when something read or changed has moved on since `readPosition`.
   */
  append(institution: Uuid, batch: Batch): Promise<number>
  memberships(issuer: string, subject: string): Promise<readonly Membership[]>
  /** Timers of all institutions that are due, in legal order. */
  dueTimers(at: Instant | undefined, most: number): Promise<readonly DueTimer[]>
  /** Processes of all institutions with a provisional timer due before an instant, in order, after one. */
  provisional(ask: ProvisionalAsk): Promise<readonly Pick<DueTimer, 'institution' | 'process'>[]>
  dueReactions(at: Instant | undefined, most: number): Promise<readonly DueReaction[]>
  /** Notes how a reaction fared; a waiting one is tried again at `nextAt`. */
  noteReaction(
    reaction: Pick<DueReaction, 'institution' | 'entry' | 'n'>,
    outcome: ReactionOutcome,
  ): Promise<void>
}
export interface ReactionOutcome {
  readonly state: 'waiting' | 'done' | 'refused'
  readonly attempts: number
  readonly nextAt?: Instant
  readonly answeredBy?: Uuid
}

interface LoadedRow {
  readonly now: string
  readonly position: number
  /** Position at which the records of the house changed last. */
  readonly changed: number
  /** Null where what the server knows of the house still holds. */
  readonly house: HouseRow | null
  /** With the house. */
  readonly mandates: MandatesRow | null
  readonly processes: readonly ProcessRow[] | null
  readonly timers: readonly TimerRow[] | null
  readonly requests: readonly Answered[] | null
  readonly anew: readonly unknown[] | null
}

function statesOf({ processes, timers }: LoadedRow): readonly ProcessState[] {
  const own = new Map<string, Timer[]>()
  for (const timer of timers ?? [])
    own.set(timer.process, [...(own.get(timer.process) ?? []), timerOf(timer)])
  return (processes ?? []).map((p) => stateOf(p, own.get(p.id) ?? []))
}

interface Statement {
  readonly name: string
  readonly text: string
}
const LOAD: Statement = { name: 'load', text: 'select batch, keys from load_batches($1)' }
const FACTS: Statement = { name: 'facts', text: 'select load_facts($1, $2, $3) as found' }
const APPEND: Statement = { name: 'append', text: 'select base from append_batches($1) base' }
const NOTE_REACTION = `update reaction set state = $4, attempts = $5,
  next_at = coalesce($6::timestamptz, next_at), answered_by = $7
  where institution = $1 and entry = $2 and n = $3 and state = 'waiting'`

const MEMBERSHIPS = {
  name: 'memberships',
  text: 'select institution, person from memberships($1, $2)',
}
const DUE_TIMERS = {
  name: 'due-timers',
  text: 'select institution, process, clock, id from due_timers($1, $2)',
}
const PROVISIONAL = {
  name: 'provisional',
  text: 'select institution, process from provisional_timers($1, $2, $3)',
}
const DUE_REACTIONS = {
  name: 'due-reactions',
  text: `select institution, entry, n, target, event, process, payload, attempts
    from due_reactions($1, $2)`,
}

/** What few batches write goes as JSON; null where there is none of it. */
function restOf(changes: Batch['changes']): string | null {
  const { struck, projections, reactions, disarmed, keys = [] } = changes
  const parts = [struck, projections, reactions, disarmed, keys]
  return parts.every((rows) => rows.length === 0)
    ? null
    : JSON.stringify({ struck, projections, reactions, disarmed, keys })
}

/** Asks the database once for the numbers of its own types. */
function arraysIn(pool: Pool): () => Promise<Arrays> {
  let made: Promise<Arrays> | undefined
  return () =>
    (made ??= tried(() => pool.query<Numbers>(OWN_TYPES)).then(
      ({ rows: [numbers] }) => arraysOf(numbers as Numbers),
      (error: unknown) => {
        made = undefined
        throw error
      },
    ))
}

/** What load_batches() and append_batches() take of one institution, by the names of their columns. */
interface OfInstitution {
  readonly inst: Uuid
}
interface AskedRow extends OfInstitution {
  readonly at: Instant | undefined
  /** Absent where this server knows nothing of the house. */
  readonly known: number | undefined
  readonly processes: readonly Uuid[]
  readonly actors: readonly string[]
  readonly requests: readonly string[]
  readonly persons: readonly Uuid[]
  readonly facts: string
  readonly anew: string
  /** Absent where none are wanted. */
  readonly subjects: readonly string[] | undefined
}
interface WrittenRow extends OfInstitution {
  readonly read_position: number
  readonly lines: Batch['entries']
  readonly changes: Batch['changes']['processes']
  readonly privates: Batch['changes']['privates']
  readonly armed: Batch['changes']['armed']
  readonly rest: string | null
}
interface FoundRow {
  readonly batch: LoadedRow
  readonly keys: KeysRow | null
}
const byInstitution = (a: OfInstitution, b: OfInstitution): number =>
  a.inst < b.inst ? -1 : Number(a.inst > b.inst)

type Find = (asked: AskedRow) => Promise<FoundRow>

function loaderOf(find: Find): Store['load'] {
  const houses = new Houses()
  return async (institution, { at, processes, requests, persons, facts = [], subjects = [] }) => {
    const ask = { persons, facts: facts.filter(isOfHouse) }
    const anew = facts.filter((key) => !isOfHouse(key))
    const known = houses.get(institution, ask)
    try {
      const { batch: row, keys } = await find({
        inst: institution,
        at,
        known: known?.changed,
        processes,
        actors: requests.map((r) => r.actor),
        requests: requests.map((r) => r.request),
        persons,
        facts: JSON.stringify(ask.facts),
        anew: JSON.stringify(anew),
        subjects: subjects.length > 0 ? subjects : undefined,
      })
      const { changed } = row
      const house =
        row.house && row.mandates
          ? houses.keep(institution, ask, { changed, row: row.house, mandates: row.mandates })
          : known
      if (!house) throw new Error('load_batch() gave no records of the house')
      const now = instantOf(row.now)
      const read = new Map(anew.map((key, n) => [key, row.anew?.[n] ?? null]))
      return {
        now,
        position: row.position,
        processes: statesOf(row),
        requests: row.requests ?? [],
        ...holdingAt(house, persons, now),
        facts: facts.map((key) =>
          isOfHouse(key) ? house.facts.get(JSON.stringify(key)) : read.get(key),
        ),
        ...(keys ? { keys: keysLoaded(keys) } : {}),
      }
    } catch (error) {
      // Whatever it was: what is asked for next is asked of the database.
      houses.forget(institution)
      throw error
    }
  }
}

/** The store over a pool whose connections run as xiaobao_app. */
export function storeOf(pool: Pool): Store {
  const one = async <T>(statement: Statement, values: unknown[]): Promise<T> => {
    const { rows } = await tried(() => pool.query<{ found: T }>({ ...statement, values }))
    const [row] = rows
    if (!row) throw new Error(`${statement.name} gave no row`)
    return row.found
  }
  const arrays = arraysIn(pool)
  const found = new Together<AskedRow, FoundRow>({
    order: byInstitution,
    send: async (asks) => {
      const values = [(await arrays()).asked(asks)]
      return (await tried(() => pool.query<FoundRow>({ ...LOAD, values }))).rows
    },
  })
  const written = new Together<WrittenRow, string>({
    order: byInstitution,
    send: async (asks) => {
      const values = [(await arrays()).written(asks)]
      const { rows } = await tried(() => pool.query<{ base: string }>({ ...APPEND, values }))
      return rows.map(({ base }) => base)
    },
  })
  return {
    load: loaderOf((asked) => found.ask(asked)),
    facts: (institution, { at, keys }) =>
      keys.length === 0 ? Promise.resolve([]) : one(FACTS, [institution, at, JSON.stringify(keys)]),
    append: async (institution, { readPosition, entries, changes }) => {
      const base = await written.ask({
        inst: institution,
        read_position: readPosition,
        lines: entries,
        changes: changes.processes,
        privates: changes.privates,
        armed: changes.armed,
        rest: restOf(changes),
      })
      return Number(base)
    },
    ...keyStoreOf(pool),
    memberships: async (issuer, subject) =>
      (await pool.query<Membership>({ ...MEMBERSHIPS, values: [issuer, subject] })).rows,
    dueTimers: async (at, most) =>
      (await pool.query<DueTimer>({ ...DUE_TIMERS, values: [at ?? null, most] })).rows,
    provisional: async ({ before, after, most }) => {
      const values = [before, after ?? null, most]
      return (await pool.query<DueTimer>({ ...PROVISIONAL, values })).rows
    },
    dueReactions: async (at, most) =>
      (await pool.query<DueReaction>({ ...DUE_REACTIONS, values: [at ?? null, most] })).rows,
    noteReaction: ({ institution, entry, n }, { state, attempts, nextAt, answeredBy }) =>
      within(pool, institution, async (c) => {
        await c.query(NOTE_REACTION, [
          institution,
          entry,
          n,
          state,
          attempts,
          nextAt ?? null,
          answeredBy ?? null,
        ])
      }),
  }
}
