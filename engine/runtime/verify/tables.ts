/** What the verifier asks of the database: pages of a few hundred rows, one institution at a time. */
import type { PoolClient } from 'pg'
import type { Uuid } from '../../core/values.ts'
import type { ProcessRow, TimerRow } from '../rows.ts'
import type { EntryRow } from './columns.ts'
import type { Row } from './records.ts'

const PAGE = 500
const utc = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`

export interface PrivateRow {
  readonly entry: Uuid
  readonly path: string
  readonly salt: Buffer
  readonly value: unknown
}
export interface ReactionRow {
  readonly entry: Uuid
  readonly n: number
  readonly target: string
  readonly event: string
  readonly process: Uuid | null
  readonly payload: unknown
}
export type KeptProcess = ProcessRow & { readonly opened_position: number }

/** One row that no entry made, named by its table. */
export interface Orphan {
  readonly table: string
  readonly entry?: Uuid
  readonly process?: Uuid
}

/** The tables of one institution in one snapshot. */
export class Tables {
  readonly #client: PoolClient
  readonly institution: Uuid
  constructor(client: PoolClient, institution: Uuid) {
    this.#client = client
    this.institution = institution
  }

  async #rows<T extends object>(query: string, ...values: readonly unknown[]): Promise<T[]> {
    return (await this.#client.query<T>(query, [this.institution, ...values])).rows
  }

  async head(): Promise<{ readonly position: number; readonly loggedAt: string } | undefined> {
    const [row] = await this.#rows<{ position: string; logged_at: string }>(
      `select position, ${utc('logged_at')} from head where institution = $1`,
    )
    return row && { position: Number(row.position), loggedAt: row.logged_at }
  }

  /** Entries in the order of positions. */
  async *entries(): AsyncGenerator<readonly EntryRow[]> {
    let last = '-9223372036854775808'
    for (;;) {
      const rows = await this.#rows<EntryRow>(
        `select position, id, kind, leaf, encode(leaf_hash, 'hex') as leaf_hash,
          ${utc('recorded_at')}, ${utc('logged_at')}, ${utc('effective_at')}, process, version,
          mechanism, event, actor, body, duty, article, refusal, cause, request, touches
        from entry where institution = $1 and position > $2 order by position limit ${String(PAGE)}`,
        last,
      )
      const end = rows.at(-1)
      if (!end) return
      last = end.position
      yield rows
    }
  }

  privates = (entries: readonly Uuid[]): Promise<PrivateRow[]> =>
    this.#rows(
      'select entry, path, salt, value from entry_private where institution = $1 and entry = any ($2)',
      entries,
    )
  reactions = (entries: readonly Uuid[]): Promise<ReactionRow[]> =>
    this.#rows(
      `select entry, n, target, event, process, payload from reaction
        where institution = $1 and entry = any ($2) order by entry, n`,
      entries,
    )

  async processes(ids: readonly Uuid[]): Promise<KeptProcess[]> {
    const rows = await this.#rows<{ row: KeptProcess }>(
      'select row_to_json(p) as row from process p where institution = $1 and id = any ($2)',
      ids,
    )
    return rows.map(({ row }) => row)
  }
  async timers(processes: readonly Uuid[]): Promise<TimerRow[]> {
    const rows = await this.#rows<{ row: TimerRow }>(
      'select row_to_json(t) as row from timer t where institution = $1 and process = any ($2)',
      processes,
    )
    return rows.map(({ row }) => row)
  }
  /** Ids of the processes that have a row, or a timer, a page at a time. */
  async *processIds(table: 'process' | 'timer'): AsyncGenerator<readonly Uuid[]> {
    const column = table === 'process' ? 'id' : 'process'
    let last = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = await this.#rows<{ id: Uuid }>(
        `select distinct ${column} as id from ${table}
          where institution = $1 and ${column} > $2 order by 1 limit ${String(PAGE)}`,
        last,
      )
      const end = rows.at(-1)
      if (!end) return
      last = end.id
      yield rows.map((r) => r.id)
    }
  }

  /** All rows of a projection; it is held in memory on the other side anyway. */
  async projection(table: string): Promise<Row[]> {
    const rows = await this.#rows<{ row: Row }>(
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
    this.#rows(
      `select distinct '${table}' as "table", t.entry from ${table} t where t.institution = $1
        and not exists (select from entry e where e.institution = $1 and e.id = t.entry)
        order by t.entry`,
    )
  digestOrphans = (): Promise<Orphan[]> =>
    this.#rows(
      `select 'request_digest' as "table", d.entry from request_digest d where d.institution = $1
        and not exists (select from entry e where e.institution = $1 and e.id = d.entry
          and e.actor = d.actor and e.request = d.request) order by d.entry`,
    )
  /** Reactions answered by an entry that is not there, or that they did not cause. */
  falseAnswers = (): Promise<Orphan[]> =>
    this.#rows(
      `select 'reaction' as "table", r.entry from reaction r where r.institution = $1
        and r.answered_by is not null and not exists (select from entry e
          where e.institution = $1 and e.id = r.answered_by and e.cause = r.entry) order by r.entry`,
    )
  /** Ids, and requests of one asker, that more than one entry has. */
  duplicates = (): Promise<{ readonly id: Uuid }[]> =>
    this.#rows(
      `select id from entry where institution = $1 group by id having count(*) > 1
        union select (array_agg(id order by position))[2] from entry
          where institution = $1 and request is not null group by actor, request having count(*) > 1`,
    )
  /** Entries whose cause is not an earlier entry. */
  causeless = (): Promise<{ readonly id: Uuid; readonly position: string }[]> =>
    this.#rows(
      `select e.id, e.position from entry e where e.institution = $1 and e.cause is not null
        and not exists (select from entry c where c.institution = $1 and c.id = e.cause
          and c.position < e.position) order by e.position`,
    )
}
