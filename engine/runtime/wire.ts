/**
 * Arrays of rows in PostgreSQL's binary form, as the parameters of append(). The server reads them without
 * parsing, and we write them faster than JSON.
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
const texts: Kind = {
  oid: 1009,
  write: (to, values: readonly string[]) => writeList(to, text, values),
}

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
const TYPES = {
  entry_line: ENTRY_LINE,
  process_change: PROCESS_CHANGE,
  private_value: PRIVATE_VALUE,
  armed_timer: ARMED_TIMER,
} as const
export type RowType = keyof typeof TYPES

/** The numbers that the database at hand gave its own types. */
export const ROW_TYPES = `select ${Object.keys(TYPES)
  .map((name) => `'public.${name}'::regtype::oid as ${name}`)
  .join(', ')}`

const writer = new Writer()

/** Rows as an array of one of our types, in the form of a binary parameter. */
export type ArrayOf = (type: RowType, rows: readonly object[]) => Buffer

export function arraysOf(oids: Readonly<Record<RowType, number>>): ArrayOf {
  const kinds = new Map(
    Object.entries(TYPES).map(([name, columns]) => [name, rowOf(oids[name as RowType], columns)]),
  )
  return (type, rows) => {
    writer.begin()
    writeList(writer, kinds.get(type) as Kind, rows)
    return writer.copy()
  }
}
