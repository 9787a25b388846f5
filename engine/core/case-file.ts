/**
 * A case file: one process with everything that proves what is in it, as JSON. It stands inside the page that
 * a person reads, and is checked without a database, without a network and without trusting who made it.
 *
 * Leaves are kept as text, byte for byte as they were hashed. Everything else is either proven by them or
 * derived from them: the texts, the title and the diagram follow from the registry of mechanisms.
 */
import * as z from 'zod'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${String(bytes * 2)}}$`))
const position = z.int().min(1)
const said = z.strictObject({ zh: z.string(), en: z.string() })

const proven = {
  position,
  /** The canonical JSON that was hashed. */
  leaf: z.string(),
  /** The audit path to the root of the checkpoint, from the leaf upwards, base64. */
  hashes: z.array(z.string().max(44)).max(63),
}

/** A personal value with the salt of its commitment. */
const disclosed = z.strictObject({ path: z.string(), salt: hex(32), value: z.unknown() })

const entry = z.strictObject({
  ...proven,
  disclosed: z.array(disclosed),
  /** Paths of values that were erased; the leaf keeps their commitments. */
  erased: z.array(z.string()),
})

const rule = z.strictObject({ says: said, article: z.string(), change: said })
/** What the entries name, in the words of the edition under which they were made. */
const edition = z.strictObject({
  mechanism: z.string(),
  edition: z.string(),
  revision: z.int(),
  title: said,
  articles: z.array(z.string()),
  events: z.record(z.string(), said),
  rules: z.record(z.string(), rule),
  states: z.record(z.string(), said),
  facts: z.record(z.string(), said),
  clocks: z.record(z.string(), said),
})
const texts = z.strictObject({
  editions: z.array(edition),
  duties: z.record(z.string(), z.strictObject({ article: z.string(), says: said })),
  bodies: z.record(z.string(), said),
  laws: z.record(
    z.string(),
    z.strictObject({ title: said, issuer: said, inForceFrom: z.string().optional() }),
  ),
})

const shape = z.strictObject({
  format: z.literal('xiaobao-case-file/1'),
  /** Raised with every change of what a page shows. */
  page: z.int(),
  exportedAt: z.iso.datetime({ precision: 3 }),
  institution: z.strictObject({ id: z.uuid(), name: z.string(), zone: z.string() }),
  process: z.strictObject({
    id: z.uuid(),
    mechanism: z.string(),
    chart: z.string(),
    reference: z.string(),
    title: said,
  }),
  /** The signed note of a head that has every entry below, with the cosignatures of its witnesses. */
  checkpoint: z.string(),
  entries: z.array(entry).min(1),
  /** Entries of the process that no head has yet. */
  unsealed: z.int().min(0),
  /** The entries of the institution that put in force the keys that sign its heads, the last one last. */
  keys: z.array(z.strictObject(proven)),
  texts,
  /** The chart with the state after the last entry marked, as SVG. */
  diagram: z.string().optional(),
})

export type CaseFile = z.output<typeof shape>
export type CaseEntry = CaseFile['entries'][number]
export type CaseTexts = CaseFile['texts']
export type EditionTexts = CaseTexts['editions'][number]
export type ProvenLeaf = CaseFile['keys'][number]
/** A file is made, read and checked as a whole: more is for whoever reads the trail itself. */
export const CASE_ENTRIES_MAX = 2000
export const CASE_BYTES_MAX = 16 * 1024 * 1024
export const CASE_FORMAT = 'xiaobao-case-file/1'

const OPENS = '<script type="application/json" id="case-file">'
const CLOSES = '</script>'

/** Canonical JSON as it may stand in a page: nothing in it ends the element, and no line breaks are special. */
export const embedded = (form: string): string =>
  OPENS +
  form.replaceAll(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ) +
  CLOSES

/** The case file in a page, or in JSON that stands alone; or the place at fault, where it is none. */
export function readCaseFile(
  text: string,
): { readonly file: CaseFile; readonly inPage: boolean } | { readonly problem: string } {
  const [, inside, ...more] = text.split(OPENS)
  // Of two a reader could show the one and check the other.
  const json =
    more.length > 0 ? undefined : parsed(inside?.slice(0, inside.indexOf(CLOSES)) ?? text)
  if (json === undefined) return { problem: 'no case file in it' }
  const read = shape.safeParse(json)
  if (read.success) return { file: read.data, inPage: inside !== undefined }
  const [issue] = read.error.issues
  return { problem: `not the form of a case file, at ${issue?.path.join('.') ?? ''}` }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
