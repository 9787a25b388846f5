/** From a judged event to the process after it: state, timers, and who took part. Pure. */
import type { StateValue } from 'xstate'
import type { Calendar } from './calendar.ts'
import { startedAt } from './calendar.ts'
import type { Timer } from './clocks.ts'
import type { Accepted } from './judge.ts'
import type { Context, Mechanism } from './mechanism.ts'
import type { ProcessState } from './process.ts'
import { armed } from './timers.ts'
import type { PolicyRead } from './timers.ts'
import { chartHash } from './trail.ts'
import type { Instant, Uuid } from './values.ts'

export interface Advance {
  readonly mechanism: Mechanism
  readonly chart: string
  readonly process: Uuid
  /** Undefined when the event opens the process. */
  readonly before: ProcessState | undefined
  readonly judged: Accepted
  /** When it is recorded. */
  readonly now: Instant
  readonly calendar: Calendar
  readonly policy: (key: string) => number | undefined
  /** The timer that strikes in this step. */
  readonly struck?: Timer | undefined
}

export interface Advanced {
  readonly state: ProcessState
  readonly armed: readonly Timer[]
  readonly disarmed: readonly Timer[]
  /** House policy that was read to arm clocks. */
  readonly read: readonly PolicyRead[]
}

/** The process after an accepted event. */
export function advance(a: Advance): Advanced {
  const { mechanism, before, judged } = a
  const { asked, after, position, about } = judged
  const machine = mechanism.charts[a.chart]
  if (!machine) throw new Error(`${mechanism.id} has no chart ${a.chart}`)
  const version = (before?.version ?? 0) + 1
  const context = after.context as Context
  const clocks = armed({
    clocks: mechanism.clocks,
    process: a.process,
    version,
    final: position.final,
    before: { timers: before?.timers ?? [], held: before?.held ?? {} },
    fired: a.struck?.clock,
    paths: position.paths,
    context,
    effective: asked.effective,
    policy: a.policy,
    calendar: a.calendar,
  })
  const at = startedAt(a.calendar, asked.effective)
  const last = before?.lastEffectiveAt
  const state: ProcessState = {
    id: a.process,
    mechanism: mechanism.id,
    chart: a.chart,
    edition: before?.edition ?? mechanism.edition.from,
    hash: before?.hash ?? chartHash(machine, mechanism.edition.revision),
    revision: before?.revision ?? mechanism.edition.revision,
    version,
    value: after.value as StateValue,
    context,
    paths: position.paths,
    phase: position.phase,
    final: position.final,
    title: about.title,
    ...(about.unit === undefined ? {} : { unit: about.unit }),
    subjects: about.subjects,
    participants: judged.participants,
    held: clocks.held,
    late: lateAfter(before?.late ?? [], a.struck),
    basis: about.basis ?? mechanism.edition.basis,
    ...(before?.reference === undefined ? {} : { reference: before.reference }),
    ...openerOf(a),
    openedAt: before?.openedAt ?? at ?? a.now,
    lastEffectiveAt: later(last, at) ?? a.now,
    ...(position.final ? { closedAt: before?.closedAt ?? at ?? a.now } : {}),
    timers: clocks.timers,
  }
  return {
    state,
    ...changesOf(before?.timers ?? [], clocks.timers, mechanism.clocks),
    read: clocks.read,
  }
}

const later = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a

const openerOf = ({ before, judged }: Advance): { openedBy?: Uuid } => {
  const opener = before ? before.openedBy : judged.by.person
  return opener === undefined ? {} : { openedBy: opener }
}

const lateAfter = (late: readonly string[], struck: Timer | undefined): readonly string[] =>
  struck?.kind === 'deadline' && !late.includes(struck.clock) ? [...late, struck.clock] : late

/**
 * A timer that goes on unchanged is the same object, so whatever else differs is written again. Rows are
 * stored in no order: what goes is told in the order of the clocks it was armed by, as what comes.
 */
export function changesOf(
  before: readonly Timer[],
  after: readonly Timer[],
  clocks: Mechanism['clocks'],
) {
  const kept = new Set(after.map((t) => t.id))
  const known = new Set(before)
  const gone = before.filter((t) => !kept.has(t.id))
  const order = gone.length > 1 ? Object.keys(clocks) : []
  return {
    armed: after.filter((t) => !known.has(t)),
    disarmed: gone.toSorted((a, b) => order.indexOf(a.clock) - order.indexOf(b.clock)),
  }
}
