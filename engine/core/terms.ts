/**
 * Terms: by what an entry of the trail is found. One term for each thing that its columns say, and one for
 * each word of its public text. The leaf holds no personal value, so no term does.
 *
 * Words are those of PostgreSQL's `simple` configuration, that is every run of letters and digits, in lower
 * case; Chinese, which has no spaces, is cut into its characters and into every pair of neighbours. No
 * extension of the database is needed for that, and the same words come out wherever it runs.
 */
import type { Text } from '../../policies/law.ts'
import type { Leaf } from './trail.ts'
import type { Instant } from './values.ts'

/** An entry as far as it can be searched for. */
export interface Indexed {
  readonly leaf: Leaf
  /** Under whose name it was sent: a person, a body of the engine, or `import:<person>`. */
  readonly actor: string
  /** When it took effect; absent where the source does not state it. */
  readonly effectiveAt: Instant | null
  /** What its process was about then. */
  readonly subjects: readonly string[]
  /** What its event is called, in the edition of its process. */
  readonly title: Text
}

/** What the terms are called; a letter each, because they are many. */
const NAMES = {
  kind: 'k',
  actor: 'a',
  body: 'b',
  duty: 'd',
  article: 'r',
  mechanism: 'm',
  event: 'e',
  subject: 's',
  refusalKind: 'f',
  rule: 'u',
  cause: 'c',
  opens: 'o',
  year: 'y',
  month: 'n',
  day: 'j',
  word: 'w',
} as const
export type TermName = keyof typeof NAMES

export const term = (name: TermName, value: string): string => `${NAMES[name]}:${value}`

/** What a term is called. */
export const termName = (of: string): string =>
  Object.entries(NAMES).find(([, letter]) => of.startsWith(`${letter}:`))?.[0] ?? ''

/** Changes with what the terms of an entry are: an index of another form is made anew. */
export const TERMS_FORM = 1

const IMPORT = 'import:'

/** Every term of an entry, some of them more than once. */
export function termsOf(entry: Indexed): string[] {
  const { leaf, actor, effectiveAt } = entry
  const { actor: by, decision, process, refusal, cause } = leaf
  const article = decision?.article ?? refusal?.article
  const some = (name: TermName, value: string | undefined): string[] =>
    value === undefined ? [] : [term(name, value)]
  return [
    term('kind', leaf.kind),
    // Whoever imports acted; that he did so by a file is another question.
    term('actor', actor.startsWith(IMPORT) ? actor.slice(IMPORT.length) : actor),
    ...some('body', by.body),
    ...some('duty', decision?.duty),
    ...(article === undefined ? [] : articleTerms(article)),
    ...some('mechanism', process?.mechanism ?? leaf.mechanism),
    term('event', leaf.event.type),
    ...entry.subjects.map((subject) => term('subject', subject)),
    ...some('refusalKind', refusal?.kind),
    ...some('rule', refusal?.rule),
    ...some('cause', cause?.entry),
    ...(process?.opens && !refusal ? [term('opens', '')] : []),
    // A refused attempt never took effect.
    ...(effectiveAt === null || refusal ? [] : timeTerms(effectiveAt)),
    ...wordTerms(publicText(entry)),
  ]
}

/** An article is found by itself, and by the law that it stands in. */
const articleTerms = (citation: string): string[] => [
  term('article', citation),
  term('article', citation.slice(0, citation.lastIndexOf(':'))),
]

/** Year, month and day in UTC. */
const timeTerms = (at: Instant): string[] => [
  term('year', at.slice(0, 4)),
  term('month', at.slice(0, 7)),
  term('day', at.slice(0, 10)),
]

const SPAN_MAX = 150
/** Nothing takes effect before the years in which legal time can be counted. */
const FIRST = Date.UTC(1900, 0)
/**
 * Terms of which an entry has one where it took effect in a span, `to` excluded: whole years and months
 * where there are such, else days. Undefined where there would be too many.
 */
export function spanTerms(from: Instant, to: Instant): string[] | undefined {
  const terms: string[] = []
  const end = Date.parse(to)
  for (let at = Math.max(FIRST, Date.parse(from.slice(0, 10))); at < end;) {
    if (terms.length === SPAN_MAX) return undefined
    const [name, length, next] = pieceAt(new Date(at), end)
    terms.push(term(name, new Date(at).toISOString().slice(0, length)))
    at = next
  }
  return terms
}

/** The longest piece of time that begins on a day and ends in a span; how its name is written. */
function pieceAt(day: Date, end: number): readonly ['year' | 'month' | 'day', number, number] {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()]
  const first = day.getUTCDate() === 1
  const nextYear = Date.UTC(year + 1, 0)
  if (first && month === 0 && nextYear <= end) return ['year', 4, nextYear]
  const nextMonth = Date.UTC(year, month + 1)
  if (first && nextMonth <= end) return ['month', 7, nextMonth]
  return ['day', 10, Date.UTC(year, month, day.getUTCDate() + 1)]
}

/** What an entry says in words that everybody who reads it may read: titles, grounds, what was sent. */
export function publicText({ leaf, title }: Pick<Indexed, 'leaf' | 'title'>): string[] {
  const { event, refusal, notices, attested } = leaf
  return [
    title.zh,
    title.en,
    ...stringsIn(event.payload),
    ...(event.evidence ?? []),
    ...(refusal ? [refusal.message.zh, refusal.message.en] : []),
    ...(notices ?? []).flatMap(({ about }) => [about.zh, about.en]),
    ...(attested ? [attested.source] : []),
  ]
}

/** Strings of a payload; what stands for a personal value says nothing. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  const keys = Object.keys(value)
  if (keys.length === 1 && keys[0] === 'commitment') return []
  return Object.values(value).flatMap(stringsIn)
}

const HAN = /^\p{Script=Han}/u
const RUNS =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu

/** Runs of text in one form: an id, Chinese, or a word. */
const runsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUNS) ?? []

/** A run in its words; Chinese in characters and in pairs. */
function wordsOf(run: string): string[] {
  if (!HAN.test(run)) return [run]
  const characters = Array.from(run)
  return [...characters, ...characters.slice(1).map((c, n) => `${characters[n] ?? ''}${c}`)]
}

/** Titles are few and come again and again. */
const known = new Map<string, readonly string[]>()
const KNOWN_MAX = 5000
const SHORT = 80
function wordsIn(text: string): readonly string[] {
  const before = known.get(text)
  if (before) return before
  const words = runsOf(text).flatMap(wordsOf)
  if (text.length <= SHORT) {
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(text, words)
  }
  return words
}

const wordTerms = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap(wordsIn))].map((word) => term('word', word))

/** Terms that an entry has where it holds what is searched for; of Chinese the pairs say all. */
export function queryTerms(query: string): string[] {
  const words = runsOf(query).flatMap((run) => {
    const all = wordsOf(run)
    const pairs = all.filter((word) => HAN.test(word) && Array.from(word).length === 2)
    return pairs.length > 0 ? pairs : all
  })
  return [...new Set(words)].map((word) => term('word', word))
}

/** Whether every word of a query stands in a text, and every run of Chinese in one piece. */
export function holdsQuery(texts: readonly string[], query: string): boolean {
  const runs = new Set(texts.flatMap(runsOf))
  return runsOf(query).every((asked) =>
    HAN.test(asked) ? [...runs].some((run) => run.includes(asked)) : runs.has(asked),
  )
}

/** Whether its terms alone say all of a query: of longer Chinese the pairs may stand apart. */
export const saidByTerms = (query: string): boolean =>
  runsOf(query).every((run) => !HAN.test(run) || Array.from(run).length <= 2)

/**
 * Number of a term of an institution, below 2^40. Two terms may have one number; whoever finds an entry by
 * numbers looks whether it has the terms. (cyrb53, of which 40 bits are kept.)
 */
export function termNumber(institution: string, name: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  const text = `${institution}${name}`
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (b & 0xff) * 4294967296 + (a >>> 0)
}
