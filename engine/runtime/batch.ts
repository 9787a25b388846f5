/** A batch of one institution, stepped in memory: groups in order of arrival over the loaded states. */
import type { Timer } from '../core/clocks.ts'
import { startedAt } from '../core/calendar.ts'
import type { ProcessState } from '../core/process.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { valuesOf } from './ground.ts'
import type { Ground } from './ground.ts'
import type { Member } from './member.ts'
import { play, strike } from './play.ts'
import type { Outcome } from './play.ts'
import { recount } from './recount.ts'
import type { Line } from './line.ts'

/** Commands that stand or fall together; without members it only lets time pass over a process. */
export interface Group {
  readonly id: Uuid
  readonly members: readonly Member[]
  /** Processes whose due timers are played, beside those of the members. */
  readonly passing: readonly Uuid[]
  /** Members whose request id had been used for other content. */
  readonly reused?: ReadonlySet<Member>
}

export interface Played {
  readonly group: Group
  /** Lines in the order of the trail, each with the outcome of a member or none for the clock. */
  readonly lines: readonly {
    readonly line: Line
    readonly member?: Member
    readonly outcome: Outcome
  }[]
}

export interface Stepped {
  readonly played: readonly Played[]
  /** Groups that read what an earlier group of the batch changed; they belong to the next one. */
  readonly deferred: readonly Group[]
  /** Groups at which a rule or a chart broke, with what it threw; nothing of them is kept. */
  readonly broken: ReadonlyMap<Group, unknown>
  /** States before and after, of the processes that changed. */
  readonly after: ReadonlyMap<Uuid, ProcessState>
}

/** A chart that loops over its own due timers would never let a command through. */
const MOST_STRIKES = 200

class States {
  readonly #base: ReadonlyMap<Uuid, ProcessState>
  readonly #changed = new Map<Uuid, ProcessState>()
  constructor(base: ReadonlyMap<Uuid, ProcessState>) {
    this.#base = base
  }
  get(id: Uuid): ProcessState | undefined {
    return this.#changed.get(id) ?? this.#base.get(id)
  }
  set(state: ProcessState): void {
    this.#changed.set(state.id, state)
  }
  get changed(): ReadonlyMap<Uuid, ProcessState> {
    return this.#changed
  }
  draft(): States {
    const view = { get: (id: Uuid) => this.get(id) } as ReadonlyMap<Uuid, ProcessState>
    return new States(view)
  }
  keep(draft: States): void {
    for (const state of draft.changed.values()) this.set(state)
  }
}

export interface Playing {
  readonly ground: Ground
  /** Told of timers that the chart refused or broke at; they are left where they are. */
  readonly stuck: (state: ProcessState, timer: Timer, error?: unknown) => void
}

/** Steps all groups. Pure, and so played again when facts were missing. */
export function stepAll(
  playing: Playing,
  loaded: readonly ProcessState[],
  groups: readonly Group[],
): Stepped {
  const states = new States(new Map(loaded.map((p) => [p.id, p])))
  const touched = new Set<string>()
  const played: Played[] = []
  const deferred: Group[] = []
  const broken = new Map<Group, unknown>()
  for (const group of groups) {
    const draft = states.draft()
    let result: ReturnType<typeof playGroup>
    try {
      result = playGroup(playing, draft, group)
    } catch (error) {
      // A bug in one rule is the trouble of one group.
      broken.set(group, error)
      continue
    }
    if (result.lines.some(({ line }) => line.reads.some((r) => touched.has(r)))) {
      deferred.push(group)
      continue
    }
    states.keep(result.states)
    for (const { line } of result.lines) {
      for (const t of line.touches) touched.add(t)
      for (const { subject } of line.privates) touched.add(valuesOf(subject))
    }
    played.push({ group, lines: result.lines })
  }
  return { played, deferred, broken, after: states.changed }
}

export type PlayedLine = Played['lines'][number]

function playGroup(playing: Playing, states: States, group: Group) {
  if (group.reused?.size) return playReused(playing, states, group)
  const kept: PlayedLine[] = []
  const now = playing.ground.now
  for (const id of group.passing) passTime(playing, states, { id, until: now, into: kept })
  const passed = new Set<Uuid>()
  for (const member of group.members) {
    // Only up to its first member: what a later one is to find, an earlier one may still prevent.
    if (passed.has(member.process)) continue
    passed.add(member.process)
    if (states.get(member.process))
      passTime(playing, states, { id: member.process, until: untilOf(playing, member), into: kept })
  }
  const draft = states.draft()
  const lines: PlayedLine[] = []
  const changed: Changed[] = []
  for (const [index, member] of group.members.entries()) {
    const until = untilOf(playing, member)
    if (index > 0) passTime(playing, draft, { id: member.process, until, into: lines })
    const outcome = play({
      ground: playing.ground,
      member,
      place: { group: group.id, index, of: group.members.length },
      before: draft.get(member.process),
      reused: false,
    })
    demandFresh(member, outcome.line.reads, changed)
    if (outcome.kind === 'refused')
      return { states, lines: [...kept, { line: outcome.line, member, outcome }] }
    for (const token of outcome.line.touches) changed.push({ token, process: member.process })
    draft.set(outcome.state)
    lines.push({ line: outcome.line, member, outcome })
  }
  states.keep(draft)
  return { states, lines: [...kept, ...lines] }
}

interface Changed {
  readonly token: string
  readonly process: Uuid
}
const OF_PROCESS = /^(process|subject|mechanism):/

/**
 * Facts are read as they were committed, so within a group they do not know what an earlier command did.
 * A group that would be judged by such a fact is wrongly put together; what a process knows of itself it
 * has from its own state.
 */
function demandFresh(member: Member, reads: readonly string[], changed: readonly Changed[]): void {
  const stale = changed.find(
    ({ token, process }) =>
      reads.includes(token) && !(OF_PROCESS.test(token) && process === member.process),
  )
  if (stale)
    throw new Error(
      `${member.command.event} reads ${stale.token}, which an earlier command of its group changes; ` +
        'send it by itself once the group is done',
    )
}

/** A group that reuses an id is refused for that, whatever its other members would have met. */
function playReused({ ground }: Playing, states: States, group: Group) {
  const index = group.members.findIndex((m) => group.reused?.has(m))
  const member = group.members[index] as Member
  const place = { group: group.id, index, of: group.members.length }
  const before = states.get(member.process)
  const outcome = play({ ground, member, place, before, reused: true })
  return { states, lines: [{ line: outcome.line, member, outcome }] }
}

/**
 * Timers are played up to the time at which the member takes effect, unknown: none; but never beyond
 * now, or whoever names a day to come would make the clock strike today.
 */
function untilOf({ ground }: Playing, { command }: Member): Instant | undefined {
  if (!command.effective) return ground.now
  const at = startedAt(ground.calendar, command.effective)
  return at !== undefined && at > ground.now ? ground.now : at
}

/**
 * Plays the due timers of a process in legal order, each as an entry of the clock; before them what the
 * calendar has come to know of their days.
 */
function passTime(
  { ground, stuck }: Playing,
  states: States,
  {
    id,
    until,
    into,
  }: { readonly id: Uuid; readonly until: Instant | undefined; readonly into: PlayedLine[] },
): void {
  const first = states.get(id)
  const counted = first && until !== undefined ? recount(ground, first) : undefined
  if (counted) {
    states.set(counted.state)
    into.push({ line: counted.line, outcome: counted })
  }
  const left = new Set<Uuid>()
  for (let n = 0; n < MOST_STRIKES && until !== undefined; n++) {
    const state = states.get(id)
    const timer = state && nextDue(state, until, left)
    if (!state || !timer) return
    let outcome: ReturnType<typeof strike>
    try {
      outcome = strike(ground, { before: state, timer })
      if (!outcome) stuck(state, timer)
    } catch (error) {
      stuck(state, timer, error)
    }
    if (!outcome) {
      left.add(timer.id)
      continue
    }
    states.set(outcome.state)
    into.push({ line: outcome.line, outcome })
  }
}

/**
 * The order in which timers strike: by their instant; of those due at one instant a deadline goes first,
 * so that what was missed is on record before a validity or retention that ends the case; then by name,
 * so that two cases with the same dates come to the same end.
 */
const strikingOrder = (t: Timer): string =>
  `${t.dueAt}|${t.kind === 'deadline' ? '0' : '1'}|${t.clock}`

/** The timer that strikes next; those in `left` are passed over. */
export function nextDue(
  state: Pick<ProcessState, 'timers'>,
  until: Instant,
  left: ReadonlySet<Uuid>,
): Timer | undefined {
  return state.timers
    .filter((t) => t.dueAt <= until && !left.has(t.id))
    .sort((a, b) => (strikingOrder(a) < strikingOrder(b) ? -1 : 1))[0]
}
