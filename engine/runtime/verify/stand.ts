/** What stands in the tables, compared with what the entries amount to when all have been read. */
import { timerRow } from '../rows.ts'
import type { TimerRow } from '../rows.ts'
import type { Uuid } from '../../core/values.ts'
import { said, same, unlike } from './difference.ts'
import type { Placed, Said } from './difference.ts'
import type { Following } from './following.ts'
import type { Derived, House } from './house.ts'
import type { Reader } from './reading.ts'
import { keyOf, TABLE_NAMES, TABLES } from './records.ts'
import type { Row } from './records.ts'
import type { KeptProcess, Tables } from './tables.ts'

/**
 * Processes that were followed to their end, and their timers: rows that are wrong or missing. Gives how
 * many rows there were.
 */
export async function processProblems(
  { tables, tally, emit }: Pick<Reader, 'tables' | 'tally' | 'emit'>,
  followings: readonly Following[],
): Promise<Readonly<Record<'process' | 'timer', number>>> {
  const ids = followings.map(({ id }) => id)
  if (ids.length === 0) return { process: 0, timer: 0 }
  const rows = await tables.processes(ids)
  const timers = await tables.timers(ids)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const timersOf = new Map<Uuid, TimerRow[]>()
  for (const timer of timers)
    timersOf.set(timer.process, [...(timersOf.get(timer.process) ?? []), timer])
  for (const { id, derived, lost } of followings) {
    if (!derived || lost) continue
    tally.processes++
    tally.timers += derived.state.timers.length
    const problems = [
      ...rowProblems(derived, byId.get(id)),
      ...timerProblems(derived, timersOf.get(id) ?? []),
    ]
    for (const problem of problems)
      emit({ ...problem, part: 'process', kind: 'changedSnapshot', process: id })
  }
  const unopened = new Set(followings.filter((f) => !f.derived && !f.lost).map((f) => f.id))
  return {
    process: rows.filter(({ id }) => !unopened.has(id)).length,
    timer: timers.filter(({ process }) => !unopened.has(process)).length,
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
export async function* projectionProblems(
  house: House,
  tables: Tables,
): AsyncGenerator<Said & Pick<Placed, 'entry'>> {
  house.stand(Number.MAX_SAFE_INTEGER)
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
): Generator<Said & Pick<Placed, 'entry'>> {
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
