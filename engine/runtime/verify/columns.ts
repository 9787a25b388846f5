/**
 * The columns of an entry are copies for queries; what counts is the leaf. They are compared as PostgreSQL
 * writes them, which is how they come: to read them first would cost more than all the rest.
 */
import { startedAt } from '../../core/calendar.ts'
import type { Calendar } from '../../core/calendar.ts'
import { leafHash } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Instant, Uuid } from '../../core/values.ts'
import { actorOf } from '../member.ts'
import { askerOf } from './asker.ts'
import { same, unlike } from './difference.ts'
import type { Said } from './difference.ts'

/** The columns of an entry in the order in which they are read, each as PostgreSQL writes it. */
export const COLUMNS = [
  'position',
  'id',
  'kind',
  'leaf',
  'leaf_hash',
  'recorded_at',
  'effective_at',
  'process',
  'version',
  'mechanism',
  'event',
  'actor',
  'body',
  'duty',
  'article',
  'refusal',
  'cause',
  'request',
  'touches',
] as const
type Column = (typeof COLUMNS)[number]
type Filled = 'position' | 'id' | 'kind' | 'leaf' | 'leaf_hash' | 'recorded_at' | 'touches'
/** A row of the table of entries; instants in UTC, bytes in hex. */
export type EntryRow = Readonly<Record<Filled, string>> &
  Readonly<Record<Exclude<Column, Filled>, string | null>>

export const entryRowOf = (values: readonly (string | null)[]): EntryRow => ({
  position: values[0] ?? '',
  id: values[1] ?? '',
  kind: values[2] ?? '',
  leaf: values[3] ?? '',
  leaf_hash: values[4] ?? '',
  recorded_at: values[5] ?? '',
  effective_at: values[6] ?? null,
  process: values[7] ?? null,
  version: values[8] ?? null,
  mechanism: values[9] ?? null,
  event: values[10] ?? null,
  actor: values[11] ?? null,
  body: values[12] ?? null,
  duty: values[13] ?? null,
  article: values[14] ?? null,
  refusal: values[15] ?? null,
  cause: values[16] ?? null,
  request: values[17] ?? null,
  touches: values[18] ?? '',
})

const column = (name: string, expected: unknown, found: unknown): Said =>
  unlike([`列“${name}”与叶不符`, `Column ${name} is not what the leaf says`], expected, found)

/** The hash of the leaf, which holds also where the leaf cannot be read. */
export function* hashProblems(row: EntryRow): Generator<Said> {
  const hash = `\\x${leafHash(row.leaf)}`
  if (hash !== row.leaf_hash)
    yield unlike(
      ['叶的哈希不符：叶或哈希被改动', 'The hash is not that of the leaf: one of them was changed'],
      hash,
      row.leaf_hash,
    )
}

const ENDING_ZEROS = /\.?0+$/
/** An instant as PostgreSQL writes it in UTC: `2026-11-23 08:00:00.12+00`. */
const instantText = (at: Instant): string =>
  `${at.slice(0, 10)} ${at.slice(11, 19)}${at.slice(19, 23).replace(ENDING_ZEROS, '')}+00`

/** Every column that does not say what the leaf says. */
export function* columnProblems(row: EntryRow, leaf: Leaf, calendar: Calendar): Generator<Said> {
  const { process, decision, refusal } = leaf
  const effective = leaf.effective ? startedAt(calendar, leaf.effective) : leaf.recordedAt
  const wrong: [Column, unknown][] = []
  const differs = (name: Column, value: string | undefined): void => {
    if ((value ?? null) !== row[name]) wrong.push([name, value])
  }
  differs('id', leaf.id)
  differs('kind', leaf.kind)
  differs('recorded_at', instantText(leaf.recordedAt))
  differs('effective_at', effective && instantText(effective))
  differs('process', process?.id)
  differs('version', process && String(process.version))
  differs('mechanism', process?.mechanism ?? leaf.mechanism)
  differs('event', leaf.event.type)
  differs('actor', actorOf(askerOf(leaf), leaf.actor.via as 'api'))
  differs('body', leaf.actor.body)
  differs('duty', decision?.duty)
  differs('article', decision?.article ?? refusal?.article)
  differs('refusal', refusal?.kind)
  differs('cause', leaf.cause?.entry)
  differs('request', leaf.request)
  for (const [name, value] of wrong) yield column(name, value, row[name])
  if (leaf.kind === 'refused') yield* touchProblems(row, [])
}

/** What needs quotes within an array as PostgreSQL writes it. */
const QUOTED = /^$|^null$|["\\{},\s]/i
const arrayText = (texts: readonly Uuid[]): string =>
  `{${texts.map((t) => (QUOTED.test(t) ? `"${t.replaceAll(/["\\]/g, '\\$&')}"` : t)).join(',')}}`

/** Tokens of what the entry changed. */
export function* touchProblems(
  row: EntryRow,
  touches: readonly string[],
  words: readonly [zh: string, en: string] = [
    '列“touches”不符',
    'Column touches is not what the entry changed',
  ],
): Generator<Said> {
  const form = arrayText(touches)
  if (!same(form, row.touches)) yield unlike(words, form, row.touches)
}
