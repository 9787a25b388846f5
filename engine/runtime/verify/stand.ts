/** What stands in the tables, compared with what the entries amount to when all have been read. */
import { timerRow } from '../rows.ts'
import type { TimerRow } from '../rows.ts'
import type { Uuid } from '../../core/values.ts'
import { said, same, unlike } from './difference.ts'
import type { Difference, Said } from './difference.ts'
import type { Derived, House } from './house.ts'
import { keyOf, TABLE_NAMES, TABLES } from './records.ts'
import type { Row } from './records.ts'
import type { KeptProcess, Tables } from './tables.ts'

/** A difference without its institution. */
export type Placed = Said & Pick<Difference, 'position' | 'entry' | 'process'>

export interface Counts {
  processes: number
  timers: number
}

const CHUNK = 200

/** Processes and their timers, both ways: rows that are wrong or missing, and rows that nothing made. */
export async function* processProblems(
  house: House,
  tables: Tables,
  counts: Counts,
): AsyncGenerator<Placed> {
  const ids = [...house.processes.keys()].filter((id) => !house.lost.has(id)).sort()
  for (let i = 0; i < ids.length; i += CHUNK) {
    const chunk = ids.slice(i, i + CHUNK)
    const rows = new Map((await tables.processes(chunk)).map((row) => [row.id, row]))
    const timers = await tables.timers(chunk)
    for (const id of chunk) {
      const derived = house.processes.get(id)
      if (!derived) continue
      counts.processes++
      counts.timers += derived.state.timers.length
      for (const problem of rowProblems(derived, rows.get(id))) yield { ...problem, process: id }
      const own = timers.filter((t) => t.process === id)
      for (const problem of timerProblems(derived, own)) yield { ...problem, process: id }
    }
  }
  for (const table of ['process', 'timer'] as const)
    for await (const page of tables.processIds(table))
      for (const id of page)
        if (!house.processes.has(id) && !house.lost.has(id))
          yield {
            ...(table === 'process'
              ? said('流程没有开启它的条目', 'The process has a row, but no entry opened it')
              : said(
                  '时限所属的流程从未开启',
                  'A timer stands for a process that no entry opened',
                )),
            process: id,
          }
}

function* rowProblems({ state, opened }: Derived, row: KeptProcess | undefined): Generator<Said> {
  if (!row) return void (yield said('流程的行缺失', 'The row of the process is missing'))
  const expected: Partial<Readonly<Record<keyof KeptProcess, unknown>>> = {
    mechanism: state.mechanism,
    chart: state.chart,
    edition: state.edition,
    chart_hash: state.hash,
    revision: state.revision,
    version: state.version,
    value: state.value,
    paths: state.paths,
    phase: state.phase,
    final: state.final,
    title: state.title,
    unit: state.unit,
    subjects: state.subjects,
    participants: state.participants,
    held: state.held,
    late: state.late,
    basis: state.basis,
    reference: state.reference,
    opened_by: state.openedBy,
    opened_at: state.openedAt,
    opened_position: opened,
    last_effective_at: state.lastEffectiveAt,
    closed_at: state.closedAt,
  }
  for (const [name, value] of Object.entries(expected)) {
    const found = normal(name, row[name as keyof KeptProcess])
    if (!same(value, found))
      yield unlike(
        [`流程的“${name}”不符`, `The ${name} of the process is not what follows`],
        value,
        found,
      )
  }
  const keys = unlikeKeys(state.context, row.context)
  if (keys.length > 0)
    yield said(
      `流程案情不符：${keys.join('、')}`,
      `The context of the process is not what follows, in ${keys.join(', ')}`,
    )
}

/** Instants as the engine writes them; what is no instant stays as it is. */
const normal = (name: string, value: unknown): unknown => {
  if (!name.endsWith('_at') || typeof value !== 'string') return value
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? value : at.toISOString()
}

/** Names only: what somebody wrote into a context by force may be anything. */
function unlikeKeys(a: Row, b: Row): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].filter((key) => !same(a[key], b[key])).sort()
}

function* timerProblems({ state, foreign }: Derived, rows: readonly TimerRow[]): Generator<Said> {
  const kept = new Map(rows.map((row) => [row.clock, row]))
  for (const timer of state.timers) {
    const row = kept.get(timer.clock)
    kept.delete(timer.clock)
    if (!row) {
      yield said(
        `时限“${timer.clock}”的行缺失（${timer.dueAt}到期）`,
        `The row of timer ${timer.clock} is missing; it is due at ${timer.dueAt}`,
      )
      continue
    }
    for (const [name, value] of Object.entries(timerRow(state.id, timer))) {
      // Which days the other calendar knew is not recorded, only the day that it came to.
      if (name === 'provisional' && foreign.has(timer.clock)) continue
      const found = normal(name, row[name as keyof TimerRow])
      if (!same(value, found))
        yield unlike(
          [
            `时限“${timer.clock}”的“${name}”不符`,
            `The ${name} of timer ${timer.clock} is not what follows`,
          ],
          value,
          found,
        )
    }
  }
  for (const [clock, row] of kept)
    yield said(
      `时限“${clock}”并非由条目启动（${row.id}）`,
      `Timer ${clock} has a row, but follows from no entry (${row.id})`,
    )
}

/** People, seats, units, subjects, interests and policy, both ways. */
export async function* projectionProblems(house: House, tables: Tables): AsyncGenerator<Placed> {
  for (const table of TABLE_NAMES) {
    const left = new Map(house.records.table(table))
    for (const found of await tables.projection(table)) {
      const row = Object.fromEntries(
        Object.entries(found).map(([name, value]) => [name, normal(name, value)]),
      )
      const key = keyOf(table, row)
      const expected = left.get(key)
      left.delete(key)
      if (expected) yield* projectedProblems(table, expected, row)
      else
        yield {
          ...said(
            `表“${table}”的行“${key}”没有来源条目`,
            `Row ${key} of ${table} follows from no entry`,
          ),
          ...entryOf(row),
        }
    }
    for (const [key, row] of left)
      yield {
        ...said(`表“${table}”缺少行“${key}”`, `Row ${key} of ${table} is missing`),
        ...entryOf(row),
      }
  }
}

function* projectedProblems(
  table: (typeof TABLE_NAMES)[number],
  expected: Row,
  found: Row,
): Generator<Placed> {
  const { columns, hidden = [] } = TABLES[table]
  for (const name of columns) {
    if (same(expected[name], found[name])) continue
    const words = [
      `表“${table}”行“${keyOf(table, expected)}”的“${name}”不符`,
      `The ${name} of row ${keyOf(table, expected)} of ${table} is not what follows`,
    ] as const
    yield {
      ...(hidden.includes(name) ? said(...words) : unlike(words, expected[name], found[name])),
      ...entryOf(expected),
    }
  }
}

const entryOf = (row: Row): { entry?: Uuid } =>
  typeof row['entry'] === 'string' ? { entry: row['entry'] } : {}

/** Rows beside the trail that refer to nothing, and entries that stand twice or without their cause. */
export async function* looseEnds(tables: Tables): AsyncGenerator<Placed> {
  for (const { id } of await tables.duplicates())
    yield {
      ...said('编号或请求重复', 'The id of the entry, or its request, stands twice'),
      entry: id,
    }
  for (const { id, position } of await tables.causeless())
    yield {
      ...said('起因条目不在其前', 'The entry that caused it is not before it'),
      entry: id,
      position: Number(position),
    }
  const orphans = [
    ...(await tables.orphans('entry_private')),
    ...(await tables.orphans('reaction')),
    ...((await tables.mayRead('request_digest')) ? await tables.digestOrphans() : []),
  ]
  for (const { table, entry } of orphans)
    yield {
      ...said(`表“${table}”的行没有来源条目`, `A row of ${table} refers to no entry`),
      ...(entry === undefined ? {} : { entry }),
    }
  for (const { entry } of await tables.falseAnswers())
    yield {
      ...said('引发事项的答复条目不符', 'A reaction names an answer that it did not cause'),
      ...(entry === undefined ? {} : { entry }),
    }
}
