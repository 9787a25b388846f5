/**
 * Searches the trail: pages of positions, each found by an index and none by counting rows away. What is
 * found by the number of a term is held against the entry itself before it is given.
 */
import type { Pool } from 'pg'
import { readFilter } from '../../policies/ability.ts'
import type { Conditions } from '../../policies/ability.ts'
import { editionsOf } from '../core/editions.ts'
import type { Mechanism } from '../core/mechanism.ts'
import {
  holdsQuery,
  publicText,
  queryTerms,
  saidByTerms,
  spanTerms,
  termNumber,
  termsOf,
} from '../core/terms.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { readingSeats } from './engine.ts'
import type { PartReader, TrailAsk, TrailWindow, Viewer } from './engine.ts'
import { inSnapshot } from './snapshot.ts'
import type { Ask } from './snapshot.ts'
import { ENTRY_LINES, indexedOf } from './trail-index.ts'
import type { EntryLine, TrailIndex } from './trail-index.ts'

export interface TrailSearchOptions {
  readonly pool: Pool
  readonly mechanisms: readonly Mechanism[]
  readonly index: TrailIndex
}

/** Whoever reads so few processes is led by them, whatever else is asked. */
const FEW = 2000
/** So many are looked at more than are wanted, because some may only seem to be meant. */
const SPARE = 4
/** Entries that are read at once to be looked at. */
const AT_ONCE = 1000

/** A question as it is asked of the database. */
interface Question {
  readonly institution: Uuid
  readonly ask: TrailAsk
  /** Terms that an entry must have, those of its text among them. */
  readonly need: readonly string[]
  /** Terms of which an entry must have one. */
  readonly one: readonly string[] | undefined
  /** Conditions of which its process must meet one; undefined: every entry may be read. */
  readonly may: readonly Conditions[] | undefined
  /** The processes that it may be of; undefined: any. */
  readonly within: readonly Uuid[] | undefined
}
interface Bounds {
  readonly after: number
  readonly before: number
  readonly backwards: boolean
  readonly most: number
}

export class TrailSearch {
  readonly #options: TrailSearchOptions
  constructor(options: TrailSearchOptions) {
    this.#options = options
  }

  /** Positions of a page, in the order of reading. */
  page(
    viewer: Viewer | PartReader,
    ask: TrailAsk,
    window: TrailWindow,
  ): Promise<readonly number[]> {
    const certain = ask.terms.length === 0 && ask.text === undefined && !ask.effectiveFrom
    return this.#asked(viewer, ask, { window, certain })
  }

  /** How many there are, counted no further than `most`. */
  async count(viewer: Viewer, ask: TrailAsk, most: number): Promise<number> {
    // That two terms have one number is too rare to read thousands of entries for it.
    const certain = ask.text === undefined || saidByTerms(ask.text)
    const window = { take: most, backwards: false }
    return (await this.#asked(viewer, ask, { window, certain })).length
  }

  async #asked(
    viewer: Viewer | PartReader,
    ask: TrailAsk,
    { window, certain }: { readonly window: TrailWindow; readonly certain: boolean },
  ): Promise<readonly number[]> {
    const { pool, index } = this.#options
    const { institution } = viewer
    const conditions = partOf(viewer)
    if (conditions === null || window.take === 0) return []
    if (needsIndex(ask)) await index.upToHead(institution)
    return inSnapshot(pool, institution, async (query) => {
      const question = await questionOf(query, { institution, ask, conditions })
      const bounds = await boundsOf(query, question, window)
      const whole = question.may?.every(({ openedAt }) => openedAt === undefined) ?? true
      return certain && whole
        ? hitsOf(query, question, bounds)
        : this.#meantOf(query, question, bounds)
    })
  }

  /** Pages of hits until enough of them are truly meant. */
  async #meantOf(query: Ask, question: Question, bounds: Bounds): Promise<readonly number[]> {
    const found: number[] = []
    for (let next = bounds; ;) {
      const most = Math.min(bounds.most - found.length + SPARE, AT_ONCE)
      const hits = await hitsOf(query, question, { ...next, most })
      found.push(...(await this.#meant(query, question, hits)))
      const last = hits.at(-1)
      if (found.length >= bounds.most || last === undefined || hits.length < most)
        return found.slice(0, bounds.most)
      next = bounds.backwards ? { ...next, before: last } : { ...next, after: last }
    }
  }

  /** Of hits by numbers those that have the terms, and in which Chinese stands in one piece. */
  async #meant(query: Ask, question: Question, hits: readonly number[]): Promise<number[]> {
    const { institution, ask, need, one } = question
    const editions = editionsOf(this.#options.mechanisms)
    const lines = await query<EntryLine>(
      `${ENTRY_LINES} where e.institution = $1 and e.position = any ($2)`,
      [institution, hits],
    )
    const meant = new Set<number>()
    for (const line of lines) {
      const entry = indexedOf(line, editions)
      const terms = new Set(termsOf(entry))
      const has = (name: string) => terms.has(name)
      if (!need.every(has) || (one && !one.some(has))) continue
      if (ask.text !== undefined && !holdsQuery(publicText(entry), ask.text)) continue
      meant.add(Number(line.position))
    }
    const within = await withinPeriods(query, question, [...meant])
    return hits.filter((position) => within.has(position))
  }
}

/** Of positions those that a viewer may read who reads the entries of a period. */
async function withinPeriods(
  query: Ask,
  { institution, may }: Question,
  positions: readonly number[],
): Promise<ReadonlySet<number>> {
  if (may?.every(({ openedAt }) => openedAt === undefined) ?? true) return new Set(positions)
  const values: unknown[] = [institution, positions]
  const value = (given: unknown): string => `$${String(values.push(given))}`
  const parts = may?.map((one) =>
    [
      `process_meets(p, ${value(JSON.stringify(mayOf([one])))})`,
      ...(one.openedAt?.gte ? [`e.logged_at >= ${value(one.openedAt.gte)}`] : []),
      ...(one.openedAt?.lt ? [`e.logged_at < ${value(one.openedAt.lt)}`] : []),
    ].join(' and '),
  )
  const rows = await query<Hit>(
    `select e.position as place from entry e
      join process p on p.institution = e.institution and p.id = e.process
      where e.institution = $1 and e.position = any ($2) and (${(parts ?? []).join(' or ')})`,
    values,
  )
  return new Set(rows.map(({ place }) => Number(place)))
}

/** Alternatives of which one must hold; null: nothing may be read. */
export const partOf = (reader: Viewer | PartReader): readonly Conditions[] | null =>
  'seats' in reader ? readFilter(readingSeats(reader)) : (reader.part ?? [{}])

/** Asked for nothing that the index knows, the entries themselves are read. */
const needsIndex = ({ terms, text, effectiveFrom, effectiveTo }: TrailAsk): boolean =>
  terms.length > 0 || text !== undefined || effectiveFrom !== undefined || effectiveTo !== undefined

async function questionOf(
  query: Ask,
  {
    institution,
    ask,
    conditions,
  }: {
    readonly institution: Uuid
    readonly ask: TrailAsk
    readonly conditions: readonly Conditions[]
  },
): Promise<Question> {
  const { terms, text, effectiveFrom, effectiveTo } = ask
  const everything = conditions.some((c) => Object.keys(c).length === 0)
  const few =
    everything || ask.process !== undefined
      ? undefined
      : await fewOf(query, institution, conditions)
  return {
    institution,
    ask,
    need: [...terms, ...(text === undefined ? [] : queryTerms(text))],
    one:
      effectiveFrom !== undefined && effectiveTo !== undefined
        ? spanTerms(effectiveFrom, effectiveTo)
        : undefined,
    may: everything ? undefined : conditions,
    within: ask.process === undefined ? few : [ask.process],
  }
}

/** The processes of a viewer who reads only those about some subjects, where they are few. */
async function fewOf(
  query: Ask,
  institution: Uuid,
  conditions: readonly Conditions[],
): Promise<readonly Uuid[] | undefined> {
  const subjects = conditions.flatMap((c) => c.subjects?.has ?? [])
  if (subjects.length < conditions.length) return undefined
  const rows = await query<{ process: Uuid }>('select process from processes_about($1, $2, $3)', [
    institution,
    subjects,
    FEW + 1,
  ])
  return rows.length > FEW ? undefined : rows.map((row) => row.process)
}

/** Between which positions a page lies. Times of entering rise with positions, so they are bounds as well. */
async function boundsOf(
  query: Ask,
  { institution, ask }: Question,
  window: TrailWindow,
): Promise<Bounds> {
  const [head] = await query<{ position: string }>(
    'select position from head where institution = $1',
    [institution],
  )
  const before = async (at: Instant): Promise<number> => {
    const [row] = await query<{ before: string }>('select position_before($1, $2) as before', [
      institution,
      at,
    ])
    return Number(row?.before)
  }
  // Nothing takes effect before it is recorded: what does so from a time on is recorded from then on.
  const froms = [ask.from, ask.effectiveFrom].filter((at) => at !== undefined)
  const afters = await Promise.all(froms.map(before))
  const tos = ask.to === undefined ? [] : [(await before(ask.to)) + 1]
  const upTo = ask.upTo === undefined ? [] : [ask.upTo + 1]
  return {
    after: Math.max(window.after ?? 0, ...afters),
    before: Math.min(window.before ?? Infinity, Number(head?.position ?? 0) + 1, ...upTo, ...tos),
    backwards: window.backwards,
    most: window.take,
  }
}

const hitsOf = async (query: Ask, question: Question, bounds: Bounds): Promise<number[]> => {
  if (bounds.after + 1 >= bounds.before) return []
  const { need, one, within } = question
  const byTerms = need.length > 0 || one !== undefined
  const rows =
    within === undefined && byTerms
      ? await hitsByTerms(query, question, bounds)
      : await hitsByPlace(query, question, bounds)
  return rows.map(({ place }) => Number(place))
}

interface Hit {
  readonly place: string
}

/** Conditions as the database compares them. */
const mayOf = (may: Question['may']) =>
  may?.map(({ mechanism, unit, openedBy, subjects, openedAt }) => ({
    mechanism,
    unit,
    opener: openedBy,
    subject: subjects?.has,
    since: openedAt?.gte,
    until: openedAt?.lt,
  }))

const numbersOf = ({ institution }: Question, names: readonly string[]): number[] =>
  names.map((name) => termNumber(institution, name))

function hitsByTerms(query: Ask, question: Question, bounds: Bounds): Promise<readonly Hit[]> {
  const { institution, ask, need, one, may } = question
  return query<Hit>('select place from trail_hits($1, $2)', [
    institution,
    JSON.stringify({
      ...bounds,
      ...(need.length > 0 ? { need: numbersOf(question, need) } : {}),
      ...(one ? { one: numbersOf(question, one) } : {}),
      since: ask.effectiveFrom,
      until: ask.effectiveTo,
      may: mayOf(may),
    }),
  ])
}

/** By position alone, or by the processes that are meant; what else is asked is looked up row by row. */
function hitsByPlace(query: Ask, question: Question, bounds: Bounds): Promise<readonly Hit[]> {
  const { institution, ask, need, one, may, within } = question
  const values: unknown[] = [institution, bounds.after, bounds.before, bounds.most]
  const value = (given: unknown): string => `$${String(values.push(given))}`
  const conditions = [
    'e.institution = $1 and e.position > $2 and e.position < $3',
    ...(may
      ? [
          `exists (select from process p where p.institution = $1 and p.id = e.process
            and process_meets(p, ${value(JSON.stringify(mayOf(may)))}))`,
        ]
      : []),
    ...(need.length > 0
      ? [`t.terms @> trail_terms(e.position, ${value(numbersOf(question, need))})`]
      : []),
    ...(one ? [`t.terms && trail_terms(e.position, ${value(numbersOf(question, one))})`] : []),
    ...(ask.effectiveFrom ? [`t.effective_at >= ${value(ask.effectiveFrom)}`] : []),
    ...(ask.effectiveTo ? [`t.effective_at < ${value(ask.effectiveTo)}`] : []),
  ]
  const order = `order by position ${bounds.backwards ? 'desc' : 'asc'} limit $4`
  const from = `from entry e ${needsIndex(ask) ? 'join trail_index t using (institution, position)' : ''}`
  const all = conditions.join(' and ')
  if (!within) return query<Hit>(`select position as place ${from} where ${all} ${order}`, values)
  return query<Hit>(
    `select place from unnest(${value(within)}::uuid[]) w(id) cross join lateral (
        select position as place, position ${from} where ${all} and e.process = w.id ${order}) s ${order}`,
    values,
  )
}
