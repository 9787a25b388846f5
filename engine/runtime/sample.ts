/**
 * The population of a sample, and the sample: of entries, or of the processes that entries opened, that meet a
 * filter and stand up to a position. What lies before a position does not change, so the same question has the
 * same answer for ever.
 */
import type { Pool } from 'pg'
import { digestOf, draw } from '../core/sample.ts'
import type { Member } from '../core/sample.ts'
import { term } from '../core/terms.ts'
import type { Uuid } from '../core/values.ts'
import type { PartReader, SampleAnswer, SampleAsk, TrailAsk, Viewer } from './engine.ts'
import { TooBroad, inSnapshot } from './snapshot.ts'
import { partOf } from './trail-search.ts'
import type { TrailSearch } from './trail-search.ts'

/** A larger population takes longer than anybody may wait for. */
const POPULATION_MAX = 200_000
const PAGE = 2000

type Reader = Viewer | PartReader

interface Row {
  readonly position: string
  readonly id: Uuid
  readonly process: Uuid | null
  readonly stratum: string | null
  readonly amount: string | null
  readonly currency: string | null
}

/** By what strata are told apart: a column of the entry, or the month in which it entered the trail. */
export const STRATA = {
  mechanism: 'e.mechanism',
  event: 'e.event',
  body: 'e.body',
  duty: 'e.duty',
  kind: 'e.kind',
  month: "to_char(e.logged_at at time zone 'UTC', 'YYYY-MM')",
} as const

export class Samples {
  readonly #pool: Pool
  readonly #search: TrailSearch
  constructor(pool: Pool, search: TrailSearch) {
    this.#pool = pool
    this.#search = search
  }

  /** Draws. Rejects with TooBroad where the population is too large. */
  async draw(viewer: Reader, ask: SampleAsk): Promise<SampleAnswer> {
    const upTo = await this.#upTo(viewer, ask.filter)
    const filter: TrailAsk = {
      ...ask.filter,
      upTo,
      // A process is drawn by the entry that opened it.
      terms: [...ask.filter.terms, ...(ask.of === 'PROCESSES' ? [term('opens', '')] : [])],
    }
    const members = await this.#population(viewer, filter, ask)
    const sample = draw(members, ask)
    const { of, method, size, seed, stratum, amount } = ask
    const part = partOf(viewer) ?? []
    const whole = part.some((one) => Object.keys(one).length === 0)
    const asked = {
      filter,
      of,
      method,
      size,
      seed,
      stratum,
      amount,
      ...(whole ? {} : { part }),
    }
    return {
      ...sample,
      upTo,
      ...(whole ? {} : { part }),
      digest: digestOf(JSON.parse(JSON.stringify(asked)) as object, sample),
    }
  }

  async #upTo({ institution }: Reader, { upTo }: TrailAsk): Promise<number> {
    const [head] = await inSnapshot(this.#pool, institution, (ask) =>
      ask<{ position: string }>('select position from head where institution = $1', [institution]),
    )
    return Math.min(upTo ?? Infinity, Number(head?.position ?? 0))
  }

  /** Page by page, so that others have their turn. */
  async #population(viewer: Reader, filter: TrailAsk, ask: SampleAsk): Promise<Member[]> {
    const members: Member[] = []
    for (let after = 0; ;) {
      const window = { after, take: PAGE, backwards: false }
      const found = await this.#search.page(viewer, filter, window)
      members.push(...(await this.#members(viewer, found, ask)))
      if (members.length > POPULATION_MAX)
        throw new TooBroad(`a population has at most ${String(POPULATION_MAX)} members`)
      const last = found.at(-1)
      if (last === undefined || found.length < PAGE) return members
      after = last
    }
  }

  async #members(
    { institution }: Reader,
    positions: readonly number[],
    { stratum, amount }: SampleAsk,
  ): Promise<Member[]> {
    const column = stratum === undefined ? 'null' : STRATA[stratum]
    const path = amount?.path.split('.') ?? []
    const money = (member: string) =>
      amount === undefined ? 'null' : `e.leaf::jsonb #>> ($3::text[] || '{${member}}')`
    const rows = await inSnapshot(this.#pool, institution, (query) =>
      query<Row>(
        `select e.position, e.id, e.process, ${column} as stratum, ${money('amount')} as amount,
            ${money('currency')} as currency
          from entry e where e.institution = $1 and e.position = any ($2) order by e.position`,
        [institution, positions, ...(amount ? [['event', 'payload', ...path]] : [])],
      ),
    )
    return rows.map((row) => memberOf(row, amount?.currency))
  }
}

function memberOf(row: Row, currency: string | undefined): Member {
  const minor = row.currency === currency ? minorOf(row.amount) : undefined
  return {
    position: Number(row.position),
    id: row.id,
    ...(row.process === null ? {} : { process: row.process }),
    ...(row.stratum === null ? {} : { stratum: row.stratum }),
    ...(minor === undefined ? {} : { amount: minor }),
  }
}

const AMOUNT = /^(\d{1,15})(?:\.(\d{1,2}))?$/
/** Hundredths of an amount as payloads write it; undefined for what is none. */
function minorOf(amount: string | null): bigint | undefined {
  const [, whole, cents = ''] = AMOUNT.exec(amount ?? '') ?? []
  return whole === undefined ? undefined : BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'))
}
