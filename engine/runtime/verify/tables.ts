/** What the verifier asks of the database: some hundred rows at a time, of one institution, in one snapshot. */
import type { ClientBase } from 'pg'
import type { Instant, Uuid } from '../../core/values.ts'
import type { ProcessRow, TimerRow } from '../rows.ts'
import { COLUMNS, entryRowOf } from './columns.ts'
import type { EntryRow } from './columns.ts'
import type { Touched } from './house.ts'
import type { Row } from './records.ts'

const PAGE = 1000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const MOST_TOUCHED = 5000

export interface PrivateRow {
  readonly entry: Uuid
  readonly path: string
  readonly subject: string
  /** Salt and value as an earlier release kept them. */
  readonly salt: Buffer | null
  readonly value: unknown
  readonly key: Uuid | null
  readonly sealed: Buffer | null
  /** Whether the key has a row. */
  readonly known: boolean
  /** Null where the key was destroyed, or the role may not see it. */
  readonly master: string | null
  readonly wrapped: Buffer | null
  readonly erased_by: Uuid | null
}
/** Processes that hold values of a subject before a position, and whether any value was not erased by then. */
export interface Holding {
  readonly processes: readonly Uuid[]
  readonly values: boolean
}
/** A key is gone without an erasure; is there in spite of one; or encrypted a value after it was gone. */
export type FalseErasure = 'unfounded' | 'undone' | 'outlived'
export interface ReactionRow {
  readonly entry: Uuid
  readonly n: number
  readonly target: string
  readonly event: string
  readonly process: Uuid | null
  readonly payload: unknown
}
export type KeptProcess = ProcessRow & { readonly opened_position: number }

/** Processes from one id on, up to another; without an end to the last, and entries without a process. */
export interface Range {
  readonly from?: Uuid
  readonly to?: Uuid
}

/** One row that no entry made, named by its table. */
export interface Orphan {
  readonly table: string
  readonly entry?: Uuid
  readonly process?: Uuid
}

const WITHIN = (column: string): string =>
  `t.${column} >= $2 and ($3::uuid is null or t.${column} < $3) and t.${column} <> all ($4)`
const limitsOf = ({ from = FIRST_ID, to }: Range) => [from, to ?? null]

/** Everything comes as PostgreSQL writes it. */
const AS_WRITTEN = { getTypeParser: () => (value: unknown) => value } as never

const HOLDING = `with held as (select e.process, e.position from entry_private v
    join entry e on e.institution = $1 and e.id = v.entry
    where v.institution = $1 and v.subject = $2 and e.position < $3)
  select array(select distinct process from held where process is not null) as processes,
    exists (select from held where position > coalesce((select max(x.position) from erasure r
      join entry x on x.institution = $1 and x.id = r.entry
      where r.institution = $1 and r.subject = $2 and x.position < $3), 0)) as values`

const FALSE_ERASURES = `select k.erased_by as entry, 'unfounded' as what from subject_key k
    where k.institution = $1 and k.erased_by is not null and not exists (select from erasure r
      where r.institution = $1 and r.entry = k.erased_by and r.subject = k.subject)
  union select r.entry, 'undone' from erasure r
    join entry x on x.institution = $1 and x.id = r.entry
    join entry_private v on v.institution = $1 and v.subject = r.subject
    join subject_key k on k.institution = $1 and k.id = v.key and k.erased_by is null
    join entry e on e.institution = $1 and e.id = v.entry and e.position < x.position
    where r.institution = $1
  union select r.entry, 'outlived' from erasure r
    join entry x on x.institution = $1 and x.id = r.entry
    join subject_key k on k.institution = $1 and k.erased_by = r.entry
    join entry_private v on v.institution = $1 and v.key = k.id and v.subject = r.subject
    join entry e on e.institution = $1 and e.id = v.entry and e.position > x.position
    where r.institution = $1
  order by 1, 2`

/** The tables of one institution in one snapshot. */
export class Tables {
  readonly #client: ClientBase
  #seesKeys: boolean | undefined
  readonly institution: Uuid
  constructor(client: ClientBase, institution: Uuid) {
    this.#client = client
    this.institution = institution
  }

  /** Rows of one statement whose first parameter is the institution. */
  async rows<T extends object>(query: string, ...values: readonly unknown[]): Promise<T[]> {
    return (await this.#client.query<T>(query, [this.institution, ...values])).rows
  }

  async #entryRows(name: string, where: string, values: readonly unknown[]): Promise<EntryRow[]> {
    const { rows } = await this.#client.query<(string | null)[]>({
      name: `verify-${name}`,
      text: `select ${COLUMNS.join(', ')} from entry where institution = $1 and ${where} limit ${String(PAGE)}`,
      values: [this.institution, ...values],
      rowMode: 'array',
      types: AS_WRITTEN,
    })
    return rows.map(entryRowOf)
  }

  /** Entries of the processes of a range, one process after the other, each in the order of positions. */
  async *entriesOf({ from = FIRST_ID, to }: Range): AsyncGenerator<readonly EntryRow[]> {
    let [process, position] = [from, '-9223372036854775808']
    for (;;) {
      const rows = await this.#entryRows(
        to === undefined ? 'rest' : 'range',
        `(process, position) > ($2::uuid, $3::bigint)${to === undefined ? '' : ' and process < $4::uuid'}
          order by process, position`,
        [process, position, ...(to === undefined ? [] : [to])],
      )
      const end = rows.at(-1)
      if (!end) return
      ;[process, position] = [end.process ?? '', end.position]
      yield rows
    }
  }

  /** Entries of some processes, in the order of positions. */
  entriesOfAll(processes: readonly Uuid[]): AsyncGenerator<readonly EntryRow[]> {
    return this.#byPosition('all', 'process = any ($3) and', [processes])
  }
  /** Entries that name no process. */
  entriesOfNone(): AsyncGenerator<readonly EntryRow[]> {
    return this.#byPosition('none', 'process is null and', [])
  }
  async *#byPosition(
    name: string,
    where: string,
    values: readonly unknown[],
  ): AsyncGenerator<readonly EntryRow[]> {
    let last = '-9223372036854775808'
    for (;;) {
      const rows = await this.#entryRows(name, `${where} position > $2 order by position`, [
        last,
        ...values,
      ])
      const end = rows.at(-1)
      if (!end) return
      last = end.position
      yield rows
    }
  }

  /** What earlier entries changed that were recorded at the same instant as the one at a position. */
  async touchedBefore(position: number, recordedAt: Instant): Promise<readonly Touched[]> {
    const rows = await this.rows<{ kind: string; leaf: string; touches: readonly string[] }>(
      `select kind, leaf, touches from entry where institution = $1 and position < $2
          and position >= $2 - ${String(MOST_TOUCHED)} and recorded_at = $3 and refusal is null
        order by position desc`,
      position,
      recordedAt,
    )
    return rows.map(({ kind, leaf, touches }) => ({
      touches,
      clock: kind === 'clock',
      group: groupIn(leaf),
    }))
  }

  /** Whether a process has an accepted entry of a version, anywhere. */
  async hasVersion(process: Uuid, version: number): Promise<boolean> {
    const rows = await this.rows(
      `select from entry where institution = $1 and process = $2 and version = $3 and refusal is null
        limit 1`,
      process,
      version,
    )
    return rows.length > 0
  }

  /** Personal values as they are kept, with their keys where the role may see them. */
  async privates(entries: readonly Uuid[]): Promise<PrivateRow[]> {
    this.#seesKeys ??= await this.mayRead('subject_key')
    const keys = this.#seesKeys ? 'k.master, k.wrapped' : 'null as master, null as wrapped'
    return this.rows(
      `select v.entry, v.path, v.subject, v.salt, v.value, v.key, v.sealed, k.id is not null as known,
          ${keys}, k.erased_by from entry_private v
        left join subject_key k on k.institution = $1 and k.id = v.key
        where v.institution = $1 and v.entry = any ($2)`,
      entries,
    )
  }

  async positionsOf(entries: readonly Uuid[]): Promise<ReadonlyMap<Uuid, number>> {
    if (entries.length === 0) return new Map()
    const rows = await this.rows<{ id: Uuid; position: string }>(
      'select id, position from entry where institution = $1 and id = any ($2)',
      entries,
    )
    return new Map(rows.map(({ id, position }) => [id, Number(position)]))
  }

  async holding(subject: string, before: number): Promise<Holding> {
    const [row] = await this.rows<Holding>(HOLDING, subject, before)
    return row ?? { processes: [], values: false }
  }
  falseErasures = (): Promise<{ readonly entry: Uuid; readonly what: FalseErasure }[]> =>
    this.rows(FALSE_ERASURES)

  reactions = (entries: readonly Uuid[]): Promise<ReactionRow[]> =>
    this.rows(
      `select entry, n, target, event, process, payload from reaction
        where institution = $1 and entry = any ($2) order by entry, n`,
      entries,
    )

  async processes(ids: readonly Uuid[]): Promise<KeptProcess[]> {
    const rows = await this.rows<{ row: KeptProcess }>(
      'select row_to_json(p) as row from process p where institution = $1 and id = any ($2)',
      ids,
    )
    return rows.map(({ row }) => row)
  }
  async timers(processes: readonly Uuid[]): Promise<TimerRow[]> {
    const rows = await this.rows<{ row: TimerRow }>(
      'select row_to_json(t) as row from timer t where institution = $1 and process = any ($2)',
      processes,
    )
    return rows.map(({ row }) => row)
  }
  /** Rows of processes, or of timers, of a range, but for some processes. */
  async count(table: 'process' | 'timer', range: Range, but: readonly Uuid[]): Promise<number> {
    const column = table === 'process' ? 'id' : 'process'
    const [row] = await this.rows<{ n: string }>(
      `select count(*) as n from ${table} t where t.institution = $1 and ${WITHIN(column)}`,
      ...limitsOf(range),
      but,
    )
    return Number(row?.n)
  }
  /** Those processes of them that no accepted entry is about. */
  async unopened(table: 'process' | 'timer', range: Range, but: readonly Uuid[]): Promise<Uuid[]> {
    const column = table === 'process' ? 'id' : 'process'
    const rows = await this.rows<{ id: Uuid }>(
      `select distinct t.${column} as id from ${table} t where t.institution = $1
          and ${WITHIN(column)} and not exists (select from entry e where e.institution = $1
            and e.process = t.${column} and e.refusal is null) order by 1`,
      ...limitsOf(range),
      but,
    )
    return rows.map(({ id }) => id)
  }
  async countAll(table: 'entry_private' | 'reaction'): Promise<number> {
    const [row] = await this.rows<{ n: string }>(
      `select count(*) as n from ${table} where institution = $1`,
    )
    return Number(row?.n)
  }

  /** All rows of a projection; it is held in memory on the other side anyway. */
  async projection(table: string): Promise<Row[]> {
    const rows = await this.rows<{ row: Row }>(
      `select row_to_json(t) as row from ${table} t where institution = $1`,
    )
    return rows.map(({ row }) => row)
  }

  /** May this role read the table at all? */
  async mayRead(table: string): Promise<boolean> {
    const { rows } = await this.#client.query<{ may: boolean }>(
      "select has_table_privilege(current_user, $1, 'select') as may",
      [table],
    )
    return rows[0]?.may ?? false
  }

  /** Rows beside the trail that refer to no entry. */
  orphans = (table: 'entry_private' | 'reaction'): Promise<Orphan[]> =>
    this.rows(
      `select distinct '${table}' as "table", t.entry from ${table} t where t.institution = $1
        and not exists (select from entry e where e.institution = $1 and e.id = t.entry)
        order by t.entry`,
    )
  digestOrphans = (): Promise<Orphan[]> =>
    this.rows(
      `select 'request_digest' as "table", d.entry from request_digest d where d.institution = $1
        and not exists (select from entry e where e.institution = $1 and e.actor = d.actor
          and e.request = d.request and e.id = d.entry) order by d.entry`,
    )
  /** Personal values, or reactions, beside entries that say that they have none. */
  uncalled = (
    table: 'entry_private' | 'reaction',
    word: string,
  ): Promise<
    readonly { readonly entry: Uuid; readonly position: string; readonly what: string }[]
  > =>
    this.rows(
      `select t.entry, e.position, t.${table === 'reaction' ? 'n::text' : 'path'} as what from ${table} t
        join entry e on e.institution = $1 and e.id = t.entry
        where t.institution = $1 and position($2 in e.leaf) = 0 order by e.position, what`,
      word,
    )
  /** Reactions answered by an entry that is not there, or that they did not cause. */
  falseAnswers = (): Promise<Orphan[]> =>
    this.rows(
      `select 'reaction' as "table", r.entry from reaction r where r.institution = $1
        and r.answered_by is not null and not exists (select from entry e
          where e.institution = $1 and e.id = r.answered_by and e.cause = r.entry) order by r.entry`,
    )
  /** Ids, and requests of one asker, that more than one entry has. */
  duplicates = (): Promise<{ readonly id: Uuid }[]> =>
    this.rows(
      `select id from entry where institution = $1 group by id having count(*) > 1
        union select (select (array_agg(e.id order by e.position))[2] from entry e
          where e.institution = $1 and e.actor = d.actor and e.request = d.request)
        from (select actor, request from entry where institution = $1 and request is not null
          group by actor, request having count(*) > 1) d`,
    )
  /** Entries whose cause is not an earlier entry. */
  causeless = (): Promise<{ readonly id: Uuid; readonly position: string }[]> =>
    this.rows(
      `select e.id, e.position from entry e where e.institution = $1 and e.cause is not null
        and not exists (select from entry c where c.institution = $1 and c.id = e.cause
          and c.position < e.position) order by e.position`,
    )

  /** The processes whose entries make the records. */
  async governing(mechanisms: readonly string[]): Promise<Uuid[]> {
    const rows = await this.rows<{ id: Uuid }>(
      `select id from process where institution = $1 and mechanism = any ($2)
        union select process from entry where institution = $1 and position = 1
          and process is not null and mechanism = any ($2) order by 1`,
      mechanisms,
    )
    return rows.map(({ id }) => id)
  }
  /** Ids at which processes can be divided into so many ranges of like size. */
  async bounds(parts: number): Promise<Uuid[]> {
    const rows = await this.rows<{ id: Uuid }>(
      `select id from (select id, row_number() over (order by id) as n, count(*) over () as of
          from process where institution = $1) p
        where n > 1 and (n - 1) * $2 / of > (n - 2) * $2 / of order by id`,
      parts,
    )
    return rows.map(({ id }) => id)
  }

  async head(): Promise<{ readonly position: number; readonly loggedAt: string } | undefined> {
    const [row] = await this.rows<{ position: string; logged_at: string }>(
      'select position, logged_at::text from head where institution = $1',
    )
    return row && { position: Number(row.position), loggedAt: row.logged_at }
  }
}

/** The group of a leaf, whatever else it says. */
function groupIn(leaf: string): Uuid | undefined {
  try {
    const { group } = JSON.parse(leaf) as { readonly group?: { readonly id?: Uuid } }
    return group?.id
  } catch {
    return undefined
  }
}
