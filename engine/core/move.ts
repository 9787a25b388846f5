/**
 * From one edition of a mechanism to a later one: what the process is there, or why that does not follow
 * by itself. Pure: a dry run, the command and `verify` come to the same.
 */
import type { StateValue } from 'xstate'
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import { changesOf } from './advance.ts'
import type { Advanced } from './advance.ts'
import type { Calendar } from './calendar.ts'
import type { Timer } from './clocks.ts'
import { editionName } from './editions.ts'
import type { Editions } from './editions.ts'
import type { Context, Mechanism, Moved, NeedsDecision } from './mechanism.ts'
import type { ProcessState } from './process.ts'
import { restore, standsAt } from './step.ts'
import type { Position } from './step.ts'
import { armed } from './timers.ts'
import { canonical, chartHash } from './trail.ts'
import type { Instant } from './values.ts'

export interface Move {
  readonly editions: Editions
  /** The process, after what was due has struck. */
  readonly before: ProcessState
  readonly to: Mechanism
  readonly choice?: string | undefined
  readonly now: Instant
  readonly calendar: Calendar
  readonly policy: (key: string) => number | undefined
}

/** It moves, or the reason why somebody must decide. */
export type MoveVerdict =
  | { readonly moves: true; readonly next: Advanced }
  | ({ readonly moves: false } & NeedsDecision)

/** Moves an open process to a later edition. The process moves through all that lie between. */
export function moved(move: Move): MoveVerdict {
  const { editions, before, to } = move
  const from = editions.of(before)
  if (!from) return undecided('原版本未保存', 'the edition that it stands under is not kept')
  let at: Moved = { value: before.value, context: before.context }
  let clocks = new Map(before.timers.map((t) => [t.clock, t.clock]))
  for (const clock of [...Object.keys(before.held), ...before.late]) clocks.set(clock, clock)
  for (const edition of editions.between(from, to)) {
    const verdict = onward(edition, at, move)
    if ('needs' in verdict) return { moves: false, ...verdict }
    clocks = renamed(clocks, verdict.clocks ?? {})
    at = verdict
  }
  const position = standing(to, before, at)
  return 'needs' in position
    ? { moves: false, ...position }
    : arrived(move, { ...at, position, clocks })
}

const undecided = (zh: string, en: string): { readonly moves: false; readonly needs: Text } => ({
  moves: false,
  needs: text(zh, en),
})

function onward(edition: Mechanism, at: Moved, { before, choice }: Move): Moved | NeedsDecision {
  const { move } = edition.edition
  if (!move)
    return {
      needs: text(
        `${editionName(edition)}未规定进行中的流程如何迁移`,
        `${editionName(edition)} does not say how a running process moves to it`,
      ),
    }
  return move(at.value, at.context, {
    chart: before.chart,
    ...(choice === undefined ? {} : { choice }),
  })
}

/** By what a clock was called before: what it is called now. A clock of another name begins anew. */
function renamed(
  clocks: ReadonlyMap<string, string>,
  names: Readonly<Record<string, string>>,
): Map<string, string> {
  const now = new Map(Object.entries(names).map(([name, old]) => [old, name]))
  return new Map([...clocks].map(([first, name]) => [first, now.get(name) ?? name]))
}

/** Where it stands in the chart; an edition that moves a process to nowhere is not believed. */
function standing(to: Mechanism, before: ProcessState, at: Moved): Position | NeedsDecision {
  const wrong = (zh: string, en: string): NeedsDecision => ({
    needs: text(
      `${editionName(to)}的迁移规定有误：${zh}`,
      `What ${editionName(to)} says of moving is wrong: ${en}`,
    ),
  })
  const machine = to.charts[before.chart]
  const context = to.contexts[before.chart]?.safeParse(at.context)
  if (!machine || !context)
    return wrong(`没有状态图“${before.chart}”`, `it has no chart ${before.chart}`)
  if (!context.success || canonical(context.data) !== canonical(at.context))
    return wrong('案情不合其形式', 'the context has not the form of that edition')
  try {
    const position = standsAt(restore(machine, at))
    return position.final ? wrong('迁移不得了结案件', 'no case ends by being moved') : position
  } catch {
    return wrong('没有该状态', 'the state is not one of its chart')
  }
}

interface Arrival extends Moved {
  readonly value: StateValue
  readonly context: Context
  readonly position: Position
}

function arrived(
  move: Move,
  at: Omit<Arrival, 'clocks'> & { readonly clocks: ReadonlyMap<string, string> },
): MoveVerdict {
  const { before, editions, to, now } = move
  const { position, context, value } = at
  const nameOf = (clock: string): string => at.clocks.get(clock) ?? clock
  const version = before.version + 1
  const machine = to.charts[before.chart]
  if (!machine) throw new Error(`${to.id} has no chart ${before.chart}`)
  const clocks = armed({
    clocks: to.clocks,
    process: before.id,
    version,
    final: false,
    before: {
      timers: before.timers.map((t) => named(t, nameOf(t.clock))),
      held: Object.fromEntries(Object.entries(before.held).map(([c, h]) => [nameOf(c), h])),
    },
    paths: position.paths,
    context,
    effective: { at: now },
    policy: move.policy,
    calendar: move.calendar,
  })
  const overdue = clocks.timers.find((t) => t.kind === 'deadline' && t.dueAt <= now)
  if (overdue) return lateAtOnce(to, overdue)
  const about = to.about(context, before.chart)
  const { unit: _, ...rest } = before
  const state: ProcessState = {
    ...rest,
    edition: to.edition.from,
    revision: to.edition.revision,
    hash: chartHash(machine, to.edition.revision),
    version,
    value,
    context,
    paths: position.paths,
    phase: position.phase,
    final: position.final,
    title: about.title,
    ...(about.unit === undefined ? {} : { unit: about.unit }),
    subjects: about.subjects,
    basis: about.basis ?? to.edition.basis,
    late: before.late.map(nameOf),
    held: clocks.held,
    lastEffectiveAt: before.lastEffectiveAt > now ? before.lastEffectiveAt : now,
    timers: clocks.timers,
  }
  return {
    moves: true,
    next: {
      state,
      ...changesOf(before.timers, clocks.timers, editions.of(before)?.clocks ?? to.clocks),
      read: clocks.read,
    },
  }
}

/** A timer under its own name stays the same object, and so is not written again. */
const named = (timer: Timer, clock: string): Timer =>
  timer.clock === clock ? timer : { ...timer, clock }

/** A shorter period must not make somebody late who was in time: that is for a person to decide. */
function lateAtOnce(to: Mechanism, { clock, dueAt }: Timer): MoveVerdict {
  const title = to.clocks[clock]?.title ?? text(clock, clock)
  return undecided(
    `按新版本，“${title.zh}”已于${dueAt}届满，迁移将使其立即逾期`,
    `by the newer text “${title.en}” ran out at ${dueAt}, and moving would make it late at once`,
  )
}
