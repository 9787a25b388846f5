/**
 * Rows of the complaint register that the US Consumer Financial Protection Bureau publishes: columns by
 * their header, cells by what they may say. What a cell says in words that are not known is never
 * guessed: the row is refused, with the column and what it says.
 */
import { canonical, sha256 } from '../../engine/core/trail.ts'
import type { Day } from '../../engine/core/values.ts'

type ReliefKind = 'monetary' | 'nonMonetary' | 'none'

/** How the company responded, as the register says. */
type Response =
  | { readonly kind: 'answered'; readonly relief: ReliefKind }
  | { readonly kind: 'inProgress' }
  /** The company did not respond in time, and no response is listed. */
  | { readonly kind: 'unanswered' }

export interface Row {
  readonly line: number
  /** Id in the register; older files have none. */
  readonly complaintId?: string
  /** Day on which the consumer complained to the authority. */
  readonly madeOn?: Day
  /** Day on which the authority sent it to the company, and so its day of receipt. */
  readonly sentOn: Day
  readonly company: string
  readonly product: string
  readonly subProduct?: string
  readonly issue?: string
  readonly subIssue?: string
  readonly narrative?: string
  readonly publicResponse?: string
  readonly tags?: string
  readonly response: Response
  /** The response in the words of the register. */
  readonly says: string
  /** Undefined: the register does not say. */
  readonly timely?: boolean
  readonly disputed?: boolean
  /** Hex SHA-256 of all that the row says, whichever form the file has. */
  readonly digest: string
}

/** Columns by the letters of their names, with the names. */
const COLUMNS = {
  datereceived: 'Date received',
  product: 'Product',
  subproduct: 'Sub-product',
  issue: 'Issue',
  subissue: 'Sub-issue',
  consumercomplaintnarrative: 'Consumer complaint narrative',
  companypublicresponse: 'Company public response',
  company: 'Company',
  state: 'State',
  zipcode: 'ZIP code',
  tags: 'Tags',
  consumerconsentprovided: 'Consumer consent provided?',
  submittedvia: 'Submitted via',
  datesenttocompany: 'Date sent to company',
  companyresponsetoconsumer: 'Company response to consumer',
  timelyresponse: 'Timely response?',
  consumerdisputed: 'Consumer disputed?',
  complaintid: 'Complaint ID',
} as const
type Column = keyof typeof COLUMNS
const NEEDED = [
  'datereceived',
  'product',
  'company',
  'datesenttocompany',
  'companyresponsetoconsumer',
  'timelyresponse',
] as const satisfies readonly Column[]

/** Where each column stands. */
export interface Header {
  readonly places: ReadonlyMap<Column, number>
  /** Columns of the file that this version does not know. */
  readonly unknown: readonly string[]
}

/** Finds the columns by their names. Throws where the file is not such a register. */
export function headerOf(cells: readonly string[]): Header {
  const places = new Map<Column, number>()
  const unknown: string[] = []
  for (const [place, cell] of cells.entries()) {
    const name = cell.toLowerCase().replaceAll(/[^a-z]/g, '')
    if (!isColumn(name)) unknown.push(cell.trim())
    else if (places.has(name)) throw new Error(`The file has the column ${COLUMNS[name]} twice.`)
    else places.set(name, place)
  }
  const missing = NEEDED.filter((name) => !places.has(name)).map((name) => COLUMNS[name])
  if (missing.length > 0)
    throw new Error(
      `The file is not the complaint register as the CFPB publishes it: the first line has no ` +
        `column ${missing.join(', ')}.`,
    )
  return { places, unknown }
}

const isColumn = (name: string): name is Column => Object.hasOwn(COLUMNS, name)

/**
 * The words of the register. Until June 2012 "relief" was what is monetary now: by its own definition,
 * steps taken or to be taken that have "objective, measurable, and verifiable monetary value".
 */
const RESPONSES: ReadonlyMap<string, Response> = new Map<string, Response>(
  Object.entries({
    'closed with monetary relief': { kind: 'answered', relief: 'monetary' },
    'closed with relief': { kind: 'answered', relief: 'monetary' },
    'closed with non-monetary relief': { kind: 'answered', relief: 'nonMonetary' },
    'closed with explanation': { kind: 'answered', relief: 'none' },
    'closed without relief': { kind: 'answered', relief: 'none' },
    closed: { kind: 'answered', relief: 'none' },
    'in progress': { kind: 'inProgress' },
    'untimely response': { kind: 'unanswered' },
  } satisfies Record<string, Response>),
)
const YES_NO: Readonly<Record<string, boolean | undefined>> = {
  yes: true,
  no: false,
  'n/a': undefined,
  '': undefined,
}
const ID = /^[!-~]{1,64}$/
const NAME_MAX = 500

/** What is wrong with a row, for the person who reads the report. */
class Wrong extends Error {
  override readonly name = 'Wrong'
}

/** What the reader knows beside the row. */
export interface Reading {
  readonly header: Header
  /** Nothing is received after it. */
  readonly today: Day
  /** The file is text in UTF-8, so U+FFFD in it is meant. */
  readonly utf8: boolean
}

/** A row by its cells, or what is wrong with it. */
export function rowOf(
  { line, cells }: { readonly line: number; readonly cells: readonly string[] },
  reading: Reading,
): Row | { readonly problem: string } {
  try {
    return read(new Cells(cells, reading), line, reading.today)
  } catch (error) {
    if (error instanceof Wrong) return { problem: error.message }
    throw error
  }
}

function read(cells: Cells, line: number, today: Day): Row {
  const sentOn = cells.day('datesenttocompany', today)
  if (!sentOn) throw new Wrong('Date sent to company is empty, so there is no day of receipt')
  const says = cells.text('companyresponsetoconsumer') ?? ''
  const response = RESPONSES.get(says.toLowerCase())
  if (!response) throw new Wrong(`Company response to consumer says “${says}”, which is not known`)
  const timely = cells.yesNo('timelyresponse')
  const disputed = cells.yesNo('consumerdisputed')
  if (response.kind !== 'answered' && disputed)
    throw new Wrong(`it says “${says}” and that the consumer disputed the response`)
  if (response.kind === 'unanswered' && timely)
    throw new Wrong(`it says “${says}” and that the response was timely`)
  const complaintId = cells.text('complaintid')
  if (complaintId !== undefined && !ID.test(complaintId))
    throw new Wrong(`Complaint ID says “${complaintId.slice(0, 70)}”, which is not an id`)
  return {
    line,
    sentOn,
    company: cells.name('company'),
    product: cells.name('product'),
    response,
    says,
    digest: sha256(canonical(cells.stated())),
    ...present({
      complaintId,
      madeOn: cells.day('datereceived', today),
      subProduct: cells.text('subproduct'),
      issue: cells.text('issue'),
      subIssue: cells.text('subissue'),
      narrative: cells.text('consumercomplaintnarrative'),
      publicResponse: cells.text('companypublicresponse'),
      tags: cells.text('tags'),
      timely,
      disputed,
    }),
  }
}

/** Without the members that are undefined. */
function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** The cells of one row by column. */
class Cells {
  readonly #cells: readonly string[]
  readonly #reading: Reading
  constructor(cells: readonly string[], reading: Reading) {
    this.#cells = cells
    this.#reading = reading
    for (const [name, place] of reading.header.places) this.#check(COLUMNS[name], place)
  }

  #check(name: string, place: number): void {
    const cell = this.#cells[place] ?? ''
    if (cell.includes('\u0000')) throw new Wrong(`${name} holds a NUL character`)
    if (!this.#reading.utf8 && cell.includes('\uFFFD'))
      throw new Wrong(`${name} holds bytes that are no text in UTF-8`)
  }

  /** Undefined: the cell is empty, or the file has no such column. */
  text(name: Column): string | undefined {
    const place = this.#reading.header.places.get(name)
    const cell =
      place === undefined ? '' : (this.#cells[place] ?? '').replaceAll('\r\n', '\n').trim()
    return cell === '' ? undefined : cell
  }

  name(name: 'company' | 'product'): string {
    const text = this.text(name)
    if (text === undefined) throw new Wrong(`${COLUMNS[name]} is empty`)
    if (text.length > NAME_MAX) throw new Wrong(`${COLUMNS[name]} is longer than any name`)
    return text
  }

  yesNo(name: Column): boolean | undefined {
    const text = this.text(name) ?? ''
    const key = text.toLowerCase()
    if (!Object.hasOwn(YES_NO, key))
      throw new Wrong(`${COLUMNS[name]} says “${text.slice(0, 70)}”, where it may say Yes or No`)
    return YES_NO[key]
  }

  day(name: Column, today: Day): Day | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const day = dayOf(text)
    if (!day) throw new Wrong(`${COLUMNS[name]} says “${text.slice(0, 70)}”, which is not a day`)
    if (day > today) throw new Wrong(`${COLUMNS[name]} says ${day}, which is still to come`)
    return day
  }

  /** All that the known columns say, days in one form; the same for both forms of the file. */
  stated(): Readonly<Record<string, string>> {
    const stated: Record<string, string> = {}
    for (const name of this.#reading.header.places.keys()) {
      const text = this.text(name)
      if (text !== undefined) stated[name] = (name.startsWith('date') && dayOf(text)) || text
    }
    return stated
  }
}

const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day as one of the two forms writes it; undefined where it does not exist. */
function dayOf(text: string): Day | undefined {
  const us = US.exec(text)
  const [, year = '', month = '', day = ''] = us
    ? [us[0], us[3], us[1], us[2]]
    : (ISO.exec(text) ?? [])
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00:00.000Z`)
  if (year < '1900' || Number.isNaN(at)) return undefined
  return new Date(at).toISOString().startsWith(iso) ? (iso as Day) : undefined
}
