/**
 * Arrays of rows in PostgreSQL's binary form, as the parameters of load_batches() and append_batches(). The
 * server reads them without parsing, and we write them faster than JSON.
 */

/** How a value of one type is written; the number is PostgreSQL's own for the type. */
interface Kind {
  readonly oid: number
  write(to: Writer, value: never): void
}

/** Grows, and is used again: what it wrote is copied out. */
class Writer {
  #bytes = Buffer.allocUnsafeSlow(65_536)
  #at = 0

  begin(): void {
    this.#at = 0
  }
  copy(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#at))
  }
  #room(size: number): void {
    if (this.#at + size <= this.#bytes.length) return
    const grown = Buffer.allocUnsafeSlow((this.#at + size) * 2)
    this.#bytes.copy(grown, 0, 0, this.#at)
    this.#bytes = grown
  }
  byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#at++] = value
  }
  int32(value: number): void {
    this.#room(4)
    this.#at = this.#bytes.writeInt32BE(value, this.#at)
  }
  int64(value: bigint): void {
    this.#room(8)
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at)
  }
  text(value: string): void {
    this.#room(value.length * 3)
    this.#at += this.#bytes.write(value, this.#at, 'utf8')
  }
  hex(digits: string): void {
    this.#room(digits.length / 2)
    this.#at += this.#bytes.write(digits, this.#at, 'hex')
  }
  bytes(value: Uint8Array): void {
    this.#room(value.length)
    this.#bytes.set(value, this.#at)
    this.#at += value.length
  }
  /** Leaves room for the length of what follows; `close` fills it in. */
  open(): number {
    this.int32(0)
    return this.#at
  }
  close(begin: number): void {
    this.#bytes.writeInt32BE(this.#at - begin, begin - 4)
  }
}

const MS_UNTIL_2000 = Date.UTC(2000, 0, 1)

const uuid: Kind = {
  oid: 2950,
  write: (to, value: string) => to.hex(value.replaceAll('-', '')),
}
const text: Kind = { oid: 25, write: (to, value: string) => to.text(value) }
const json: Kind = { oid: 114, write: (to, value: string) => to.text(value) }
const int8: Kind = { oid: 20, write: (to, value: number) => to.int64(BigInt(value)) }
const int4: Kind = { oid: 23, write: (to, value: number) => to.int32(value) }
const bool: Kind = { oid: 16, write: (to, value: boolean) => to.byte(value ? 1 : 0) }
const hex: Kind = { oid: 17, write: (to, value: string) => to.hex(value) }
const bytes: Kind = { oid: 17, write: (to, value: Uint8Array) => to.bytes(value) }
const instant: Kind = {
  oid: 1184,
  write: (to, value: string) => to.int64(BigInt(Date.parse(value) - MS_UNTIL_2000) * 1000n),
}
const jsonb: Kind = {
  oid: 3802,
  write: (to, value: unknown) => {
    to.byte(1)
    to.text(JSON.stringify(value))
  },
}
const listOf = (oid: number, of: Kind): Kind => ({
  oid,
  write: (to, values: readonly unknown[]) => writeList(to, of, values),
})
const texts = listOf(1009, text)
const uuids = listOf(2951, uuid)

function writeList(to: Writer, of: Kind, values: readonly unknown[]): void {
  to.int32(values.length === 0 ? 0 : 1)
  to.int32(0)
  to.int32(of.oid)
  if (values.length === 0) return
  to.int32(values.length)
  to.int32(1)
  for (const value of values) writeValue(to, of, value)
}

function writeValue(to: Writer, of: Kind, value: unknown): void {
  if (value === undefined || value === null) {
    to.int32(-1)
    return
  }
  const begin = to.open()
  of.write(to, value as never)
  to.close(begin)
}

/** The columns of a composite type, in its order. */
type Columns = readonly (readonly [name: string, kind: Kind])[]

const rowOf = (oid: number, columns: Columns): Kind => ({
  oid,
  write(to, row: Readonly<Record<string, unknown>>) {
    to.int32(columns.length)
    for (const [name, kind] of columns) {
      to.int32(kind.oid)
      writeValue(to, kind, row[name])
    }
  },
})

const ENTRY_LINE: Columns = [
  ['member', int4],
  ['reads', texts],
  ['id', uuid],
  ['kind', text],
  ['leaf', text],
  ['leaf_hash', hex],
  ['recorded_at', instant],
  ['effective_at', instant],
  ['process', uuid],
  ['version', int4],
  ['mechanism', text],
  ['event', text],
  ['actor', text],
  ['body', text],
  ['duty', text],
  ['article', text],
  ['refusal', text],
  ['cause', uuid],
  ['request', text],
  ['touches', texts],
  ['digest', hex],
]
const PROCESS_CHANGE: Columns = [
  ['id', uuid],
  ['member', int4],
  ['was', int4],
  ['opened_n', int4],
  ['mechanism', text],
  ['chart', text],
  ['edition', text],
  ['chart_hash', text],
  ['revision', int4],
  ['version', int4],
  ['value', jsonb],
  ['context', jsonb],
  ['paths', texts],
  ['phase', text],
  ['final', bool],
  ['title', jsonb],
  ['unit', text],
  ['subjects', texts],
  ['participants', jsonb],
  ['held', jsonb],
  ['late', texts],
  ['basis', text],
  ['reference', text],
  ['opened_by', uuid],
  ['opened_at', instant],
  ['last_effective_at', instant],
  ['closed_at', instant],
]
const PRIVATE_VALUE: Columns = [
  ['entry', uuid],
  ['path', text],
  ['subject', text],
  ['key', uuid],
  ['sealed', bytes],
]
const ARMED_TIMER: Columns = [
  ['process', uuid],
  ['clock', text],
  ['id', uuid],
  ['fires', text],
  ['kind', text],
  ['started_at', instant],
  ['due_at', instant],
  ['n', int4],
  ['unit', text],
  ['since', int4],
  ['provisional', bool],
  ['basis', text],
]
const BATCH_ASKED: Columns = [
  ['inst', uuid],
  ['at', instant],
  ['known', int8],
  ['processes', uuids],
  ['actors', texts],
  ['requests', texts],
  ['persons', uuids],
  ['facts', json],
  ['anew', json],
  ['subjects', texts],
]
/** Rows that stand in lists within another row. */
const ROWS = {
  entry_line: ENTRY_LINE,
  process_change: PROCESS_CHANGE,
  private_value: PRIVATE_VALUE,
  armed_timer: ARMED_TIMER,
} as const
const WRITTEN_LISTS = {
  lines: 'entry_line',
  changes: 'process_change',
  privates: 'private_value',
  armed: 'armed_timer',
} as const

type Numbered = keyof typeof ROWS | `${keyof typeof ROWS}[]` | 'batch_asked' | 'batch_written'
const NUMBERED: readonly Numbered[] = [
  ...(Object.keys(ROWS) as (keyof typeof ROWS)[]).flatMap((name) => [name, `${name}[]`] as const),
  'batch_asked',
  'batch_written',
]
/** The numbers that the database at hand gave its own types. */
export type Numbers = Readonly<Record<Numbered, number>>
export const OWN_TYPES = `select ${NUMBERED.map((name) => `'public.${name}'::regtype::oid as "${name}"`).join(', ')}`

const writer = new Writer()
const arrayOf = (kind: Kind, rows: readonly object[]): Buffer => {
  writer.begin()
  writeList(writer, kind, rows)
  return writer.copy()
}

/** Rows as arrays of our types, in the form of a binary parameter. */
export interface Arrays {
  asked(rows: readonly object[]): Buffer
  written(rows: readonly object[]): Buffer
  privates(rows: readonly object[]): Buffer
}

export function arraysOf(numbers: Numbers): Arrays {
  const lists = Object.entries(WRITTEN_LISTS).map(([column, row]) => {
    const kind = rowOf(numbers[row], ROWS[row])
    return [column, listOf(numbers[`${row}[]`], kind)] as const
  })
  const privates = rowOf(numbers.private_value, PRIVATE_VALUE)
  const asked = rowOf(numbers.batch_asked, BATCH_ASKED)
  const written = rowOf(numbers.batch_written, [
    ['inst', uuid],
    ['read_position', int8],
    ...lists,
    ['rest', json],
  ])
  return {
    asked: (rows) => arrayOf(asked, rows),
    written: (rows) => arrayOf(written, rows),
    privates: (rows) => arrayOf(privates, rows),
  }
}
