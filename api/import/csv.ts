/**
 * A file of comma-separated values as records with the lines they stand on.
 *
 * A record is one line, or several where a quoted cell goes on. A quote that is never closed would
 * swallow everything after it: then the line it stands on is given up, and reading goes on below it.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** Which bytes were read, whatever the file is called by then. */
export interface Fingerprint {
  /** Hex SHA-256 of the whole file. */
  readonly sha256: string
  readonly bytes: number
  /** False: some bytes are no text in UTF-8, and stand as U+FFFD in what is read. */
  readonly utf8: boolean
}

/** Reads a file once, without keeping it. */
export async function fingerprintOf(file: string): Promise<Fingerprint> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let utf8 = true
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
    utf8 &&= decodes(decoder, chunk)
  }
  utf8 &&= decodes(decoder, undefined)
  return { sha256: hash.digest('hex'), bytes, utf8 }
}

function decodes(decoder: TextDecoder, chunk: Buffer | undefined): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}

interface Placed {
  /** Line of the file on which it begins, the header being 1. */
  readonly line: number
}
export type CsvRecord =
  | (Placed & { readonly cells: readonly string[] })
  | (Placed & { readonly problem: string })

/** More than any row that is published; what is longer has lost a quote. */
const LONGEST_RECORD = 1024 * 1024
const MOST_LINES = 5000

/** The records of a file in order, empty lines left out. The first one is the header. */
export async function* recordsOf(file: string): AsyncGenerator<CsvRecord> {
  const lines = new Lines()
  let columns: number | undefined
  for await (const text of physicalLines(file)) {
    lines.push(text)
    for (const record of lines.take(columns, false)) {
      if ('cells' in record) columns ??= record.cells.length
      yield record
    }
  }
  yield* lines.take(columns, true)
}

async function* physicalLines(file: string): AsyncGenerator<string> {
  let rest = ''
  let first = true
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const parts = (rest + (first ? chunk.replace(/^\uFEFF/, '') : chunk)).split('\n')
    first = false
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}

const quotesIn = (text: string): number => text.split('"').length - 1

/** Lines that are not yet part of a record. */
class Lines {
  readonly #waiting: string[] = []
  #line = 1
  /** How many of the waiting lines have been looked at, and what they add up to. */
  #seen = 0
  #quotes = 0
  #length = 0

  push(text: string): void {
    this.#waiting.push(text)
  }

  /** The records that are complete; at the end of the file, all that is left. */
  *take(columns: number | undefined, ended: boolean): Generator<CsvRecord> {
    for (;;) {
      while (this.#seen < this.#waiting.length && (this.#seen === 0 || this.#quotes % 2 === 1)) {
        const text = this.#waiting[this.#seen] ?? ''
        this.#seen++
        this.#quotes += quotesIn(text)
        this.#length += text.length + 1
      }
      if (this.#seen === 0) return
      const closed = this.#quotes % 2 === 0
      const endless = this.#length > LONGEST_RECORD || this.#seen > MOST_LINES
      if (!closed && !endless && !ended) return
      const record = closed ? this.#whole(columns) : this.#broken(NOT_CLOSED)
      if (record) yield record
    }
  }

  #whole(columns: number | undefined): CsvRecord | undefined {
    const lines = this.#waiting.slice(0, this.#seen)
    const cells = cellsOf(lines.join('\n'))
    if (cells?.length === 0) return this.#done(lines.length, () => undefined)
    const fits = cells && (columns === undefined || cells.length === columns)
    if (fits) return this.#done(lines.length, (line) => ({ line, cells }))
    // Quotes that fit nowhere, or a row of its own that begins below: only the first line is at fault.
    if (lines.length > 1 && (!cells || cellsOf(lines[1] ?? '')?.length === columns))
      return this.#broken(NOT_CLOSED)
    const problem = cells
      ? `it has ${String(cells.length)} columns, where the header has ${String(columns)}`
      : 'a quote stands in the middle of a cell, or is not doubled'
    return this.#done(lines.length, (line) => ({ line, problem }))
  }

  #broken(problem: string): CsvRecord | undefined {
    return this.#done(1, (line) => ({ line, problem }))
  }

  #done(lines: number, make: (line: number) => CsvRecord | undefined): CsvRecord | undefined {
    const record = make(this.#line)
    this.#waiting.splice(0, lines)
    this.#line += lines
    this.#seen = 0
    this.#quotes = 0
    this.#length = 0
    return record
  }
}
const NOT_CLOSED = 'a quote is opened and not closed'

/** Undefined: the quotes are wrong. No cells: an empty line. */
function cellsOf(text: string): readonly string[] | undefined {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text
  if (line === '') return []
  // Without quotes there is nothing to parse, and most rows have none.
  if (!line.includes('"')) return line.split(',')
  try {
    const [cells] = parse(line, { record_delimiter: '\n', max_record_size: 0 })
    return cells
  } catch {
    return undefined
  }
}
