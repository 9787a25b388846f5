/**
 * Whether the index of the trail is what follows from the entries. Whoever changes it by force can only hide
 * entries from filters, never from the trail; here that is noticed, and mended by making the index anew.
 */
import type { Pool } from 'pg'
import { editionsOf } from '../core/editions.ts'
import type { Mechanism } from '../core/mechanism.ts'
import { TERMS_FORM, termNumber, termsOf } from '../core/terms.ts'
import type { Uuid } from '../core/values.ts'
import { inSnapshot } from './snapshot.ts'
import type { Ask } from './snapshot.ts'
import { ENTRY_LINES, indexedOf } from './trail-index.ts'
import type { EntryLine } from './trail-index.ts'

export interface IndexReport {
  readonly institution: Uuid
  /** Entries that were looked at: those that are indexed. */
  readonly entries: number
  /** Positions whose line of the index is missing or another. */
  readonly wrong: readonly number[]
}

const PAGE = 500
/** So many are named; what else is wrong is mended with them. */
const NAMED = 100

interface Indexed {
  readonly position: string
  readonly process: Uuid | null
  readonly effective_at: Date | null
  readonly terms: readonly string[]
}

/** Compares the index of an institution with its entries, page by page. */
export async function checkIndex(
  pool: Pool,
  institution: Uuid,
  mechanisms: readonly Mechanism[],
): Promise<IndexReport> {
  const editions = editionsOf(mechanisms)
  const wrong: number[] = []
  let entries = 0
  for (let after = 0; ;) {
    const page = await inSnapshot(pool, institution, (ask) => pageAfter(ask, institution, after))
    const indexed = new Map(page.indexed.map((row) => [row.position, row]))
    for (const line of page.lines) {
      const entry = indexedOf(line, editions)
      const effective = entry.leaf.refusal ? null : entry.effectiveAt
      const numbers = termsOf(entry).map((name) => termNumber(institution, name))
      const row = indexed.get(line.position)
      indexed.delete(line.position)
      const same =
        row?.process === line.process &&
        (row.effective_at?.toISOString() ?? null) === effective &&
        sameSet(row.terms.map(Number), numbers)
      if (!same) wrong.push(Number(line.position))
    }
    wrong.push(...[...indexed.keys()].map(Number))
    entries += page.lines.length
    const last = page.lines.at(-1)
    if (!last || wrong.length >= NAMED)
      return { institution, entries, wrong: wrong.slice(0, NAMED) }
    after = Number(last.position)
  }
}

/** Entries up to where the index has come, and their lines in it without the number of the block. */
async function pageAfter(ask: Ask, institution: Uuid, after: number) {
  const lines = await ask<EntryLine>(
    `${ENTRY_LINES} join trail_indexed i on i.institution = e.institution and i.form = $3
      where e.institution = $1 and e.position > $2 and e.position <= i.position
      order by e.position limit ${String(PAGE)}`,
    [institution, after, TERMS_FORM],
  )
  const indexed = await ask<Indexed>(
    `select t.position, t.process, t.effective_at,
        array(select x - ((t.position >> 13) << 40) from unnest(t.terms) x) as terms
      from trail_index t where t.institution = $1 and t.position > $2 and t.position <= $3`,
    [institution, after, lines.at(-1)?.position ?? Number.MAX_SAFE_INTEGER],
  )
  return { lines, indexed }
}

const sameSet = (a: readonly number[], b: readonly number[]): boolean => {
  const [one, other] = [new Set(a), new Set(b)]
  return one.size === other.size && [...one].every((x) => other.has(x))
}

/** Begins the index of an institution anew; it is made by the next round, or by the next question. */
export async function forgetIndex(pool: Pool, institution: Uuid): Promise<void> {
  await pool.query({ text: 'select forget_index($1)', values: [institution] })
}
