/**
 * The trail as a flat table for tools that know one case per event: CSV (RFC 4180), an entry a row, the
 * process as its case. Pure.
 */
import type { KeptEntry, EventScene, Rendered } from './ocel.ts'

/** Columns, in order. */
export const COLUMNS = [
  'position',
  'entry',
  'case',
  'reference',
  'caseType',
  'activity',
  'activityZh',
  'activityEn',
  'timestamp',
  'effective',
  'kind',
  'resource',
  'body',
  'unit',
  'via',
  'duty',
  'article',
  'from',
  'to',
  'phase',
  'version',
  'edition',
  'revision',
  'about',
  'refusal',
  'rule',
  'cause',
  'payload',
  'leafHash',
] as const
type Column = (typeof COLUMNS)[number]

/** Spreadsheets that know no other sign of UTF-8 read Chinese by it. */
const BYTE_ORDER_MARK = '\uFEFF'
export const tableHead = `${BYTE_ORDER_MARK}${COLUMNS.join(',')}\r\n`

/** One row. Personal values are commitments in the payload, as they are in the leaf. */
export function tableRow(
  { position, text, hash, leaf }: KeptEntry,
  { event, attributes }: Rendered,
  { state }: Pick<EventScene, 'state'>,
): string {
  const named = new Map(attributes.map(({ name, value }) => [name, value]))
  const own: Partial<Readonly<Record<Column, string | undefined>>> = {
    position: String(position),
    entry: event.id,
    case: leaf?.process?.id,
    reference: leaf?.process && state?.reference,
    caseType: leaf?.process && `${leaf.process.mechanism}.${leaf.process.chart}`,
    activity: event.type,
    activityZh: named.get('titleZh'),
    activityEn: named.get('titleEn'),
    timestamp: event.time,
    effective: named.get('effectiveAt') ?? named.get('effectiveOn'),
    resource: named.get('actor'),
    phase: state?.phase,
    about: state?.subjects.join(' '),
    payload: leaf ? JSON.stringify(leaf.event.payload) : text,
    leafHash: hash,
  }
  return `${COLUMNS.map((column) => cell(own[column] ?? named.get(column) ?? '')).join(',')}\r\n`
}

/** Quoted where it must be; what a spreadsheet would take for a formula is marked as text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
