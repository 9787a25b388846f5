/** Rows of the process and timer tables as JSON, and the states they stand for. */
import type { Text } from '../../policies/law.ts'
import type { ClockKind, SpanUnit, Timer } from '../core/clocks.ts'
import type { Basis, Context, Phase } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { HeldClocks } from '../core/timers.ts'
import type { Instant, Participants, SubjectKey } from '../core/values.ts'

export interface ProcessRow {
  readonly id: string
  readonly mechanism: string
  readonly chart: string
  readonly edition: string
  readonly chart_hash: string
  readonly revision: number
  readonly version: number
  readonly value: ProcessState['value']
  readonly context: Context
  readonly paths: readonly string[]
  readonly phase: Phase
  readonly final: boolean
  readonly title: Text
  readonly unit: string | null
  readonly subjects: readonly SubjectKey[]
  readonly participants: Participants
  readonly held: HeldClocks
  readonly late: readonly string[]
  readonly basis: Basis
  readonly reference: string
  readonly opened_by: string | null
  readonly opened_at: string
  readonly last_effective_at: string
  readonly closed_at: string | null
}

export interface TimerRow {
  readonly process: string
  readonly clock: string
  readonly id: string
  readonly fires: string
  readonly kind: ClockKind
  readonly started_at: string
  readonly due_at: string
  readonly n: number
  readonly unit: SpanUnit
  readonly since: number
  readonly provisional: boolean
  readonly basis: string
}

/** PostgreSQL writes instants in the zone of the session; the engine knows one form. */
export const instantOf = (at: string): Instant => new Date(at).toISOString() as Instant

export const timerOf = (row: TimerRow): Timer => ({
  id: row.id,
  clock: row.clock,
  fires: row.fires,
  kind: row.kind,
  startedAt: instantOf(row.started_at),
  dueAt: instantOf(row.due_at),
  n: row.n,
  unit: row.unit,
  since: row.since,
  provisional: row.provisional,
  basis: row.basis,
})

export const timerRow = (process: string, timer: Timer): TimerRow => ({
  process,
  clock: timer.clock,
  id: timer.id,
  fires: timer.fires,
  kind: timer.kind,
  started_at: timer.startedAt,
  due_at: timer.dueAt,
  n: timer.n,
  unit: timer.unit,
  since: timer.since,
  provisional: timer.provisional,
  basis: timer.basis,
})

export const stateOf = (row: ProcessRow, timers: readonly Timer[]): ProcessState => ({
  id: row.id,
  mechanism: row.mechanism,
  chart: row.chart,
  edition: row.edition,
  hash: row.chart_hash,
  revision: row.revision,
  version: row.version,
  value: row.value,
  context: row.context,
  paths: row.paths,
  phase: row.phase,
  final: row.final,
  title: row.title,
  ...(row.unit === null ? {} : { unit: row.unit }),
  subjects: row.subjects,
  participants: row.participants,
  held: row.held,
  late: row.late,
  basis: row.basis,
  reference: row.reference,
  ...(row.opened_by === null ? {} : { openedBy: row.opened_by }),
  openedAt: instantOf(row.opened_at),
  lastEffectiveAt: instantOf(row.last_effective_at),
  ...(row.closed_at === null ? {} : { closedAt: instantOf(row.closed_at) }),
  timers,
})

/** Number for people: mechanism, year of opening, and the position of the opening entry. */
export const referencePrefix = (mechanism: string, year: string): string => `${mechanism}-${year}-`
export const referenceOf = (prefix: string, position: number): string =>
  `${prefix}${String(position).padStart(6, '0')}`
