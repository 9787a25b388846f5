/**
 * One member of a batch, played in memory: who may, and what follows.
 *
 * Order of the checks (it decides what is refused with which reason): request id, readable, version,
 * effective time, state, duty, separation, rules; the last four are the judgement of the core.
 */
import { text } from '../../policies/law.ts'
import { advance } from '../core/advance.ts'
import { startedAt } from '../core/calendar.ts'
import type { Timer } from '../core/clocks.ts'
import { judge } from '../core/judge.ts'
import type { Ask, Holds, Judgement } from '../core/judge.ts'
import { MOVE } from '../core/house-events.ts'
import type { EventRule, Mechanism } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import type { EntryKind, Leaf } from '../core/trail.ts'
import type { Supervising } from '../core/supervising.ts'
import type { Effective, Uuid } from '../core/values.ts'
import { bound, editionOf } from './bind.ts'
import { erasedBefore, isGone, withoutContent } from './erased.ts'
import { holdsOf, isTranscribed, nearOf, readFacts, sees } from './ground.ts'
import type { FactsRead, Ground } from './ground.ts'
import { acceptedLine, refusedLine } from './line.ts'
import type { Line, Origin } from './line.ts'
import type { Member } from './member.ts'
import { moveOf, movedLine } from './move.ts'

export type Outcome =
  | { readonly kind: 'accepted'; readonly line: Line; readonly state: ProcessState }
  | {
      readonly kind: 'refused'
      readonly line: Line
      readonly refusal: Refusal
      readonly current?: ProcessState
    }

export interface Turn {
  readonly ground: Ground
  readonly member: Member
  /** Where the member stands in its group. */
  readonly place: { readonly group: Uuid; readonly index: number; readonly of: number }
  readonly before: ProcessState | undefined
  /** Its request id had been used for other content. */
  readonly reused: boolean
}

const NOTHING_READ: FactsRead = { values: {}, recorded: {}, tokens: [] }

/** Plays one member on the state before it. Facts that are not known yet are noted in the ground. */
export function play(asked: Turn): Outcome {
  const taken = bound(asked.ground, asked.member, asked.before)
  const other = 'member' in taken && taken.member !== asked.member
  const turn = other ? { ...asked, member: taken.member } : asked
  const { ground, member, before } = turn
  const { command, mechanism, event } = member
  // An event may stand in several charts, and one of another chart is refused by that of the process.
  const chart = before?.chart ?? member.chart
  const effective: Effective = command.effective ?? { at: ground.now }
  const early = turn.reused ? REUSED : barred(turn, effective)
  if (early) return refused(turn, early, NOTHING_READ)
  if ('refusal' in taken) return refused(turn, taken.refusal, NOTHING_READ)
  if (command.event === MOVE && before) return playMove(turn, before)
  const { judged, read } = judgedWithFacts(
    { ground, mechanism, chart, before, event },
    {
      event: command.event,
      payload: member.payload,
      moment: {
        ...momentOf(ground, { effective, process: member.process, entry: member.entry }),
        ...(command.attested && isTranscribed(member) ? { attested: command.attested } : {}),
      },
      holds: holdsOf(ground, member),
      near: nearOf(ground, member),
      supervising: supervisingOf(ground),
    },
  )
  if (!judged.ok) return refused(turn, judged.refusal, read)
  if (isGone(turn)) return refused(turn, erasedBefore({ mechanism, chart, state: before }), read)
  const next = advance({
    ...stepOf(ground),
    mechanism,
    chart,
    process: member.process,
    before,
    judged,
  })
  const origin = originOf(turn, { ...judged.by, ...askerOf(member) })
  const kind = kindOf(member)
  return {
    kind: 'accepted',
    state: next.state,
    line: acceptedLine(ground, origin, { mechanism, before, kind, judged, effective, read, next }),
  }
}

/** A move to another edition, which no chart takes. */
function playMove(turn: Turn, before: ProcessState): Outcome {
  const { ground, member } = turn
  const verdict = moveOf(ground, member, before)
  if ('refusal' in verdict) return refused(turn, verdict.refusal, NOTHING_READ)
  const origin = originOf(turn, { ...verdict.by, ...askerOf(member) })
  const line = movedLine(ground, origin, { ...verdict, before })
  return { kind: 'accepted', state: verdict.next.state, line }
}

/**
 * A due timer played as a command of the clock, at its legal instant. Undefined: the chart refuses it.
 *
 * Its entry has the id of the timer: whoever plays it, now in memory or later for good, plays the same.
 */
export function strike(
  ground: Ground,
  { before, timer }: { readonly before: ProcessState; readonly timer: Timer },
  entry: Uuid = timer.id,
): Extract<Outcome, { kind: 'accepted' }> | undefined {
  const mechanism = editionOf(ground, before)
  const event = mechanism.events[timer.fires]
  if (!event) return undefined
  const effective: Effective = { at: timer.dueAt }
  const { judged, read } = judgedWithFacts(
    { ground, mechanism, chart: before.chart, before, event },
    {
      event: timer.fires,
      payload: {},
      moment: momentOf(ground, { effective, process: before.id, entry }),
      holds: byClock,
    },
  )
  if (!judged.ok) return undefined
  const next = advance({
    ...stepOf(ground),
    mechanism,
    chart: before.chart,
    process: before.id,
    before,
    judged,
    struck: timer,
  })
  const origin: Origin = {
    actor: 'clock',
    privates: [],
    duty: [],
    struck: { process: before.id, timer },
    leaf: {
      v: 1,
      id: entry,
      institution: ground.institution,
      actor: { system: 'clock', body: 'clock', via: 'engine' },
      request: timer.id,
      event: { type: timer.fires, payload: {} },
      recordedAt: ground.now,
    },
  }
  return {
    kind: 'accepted',
    state: next.state,
    line: acceptedLine(ground, origin, {
      mechanism,
      before,
      kind: 'clock',
      judged,
      effective,
      read,
      next,
    }),
  }
}

/** What the form of the supervising function rests on, of those who ask. */
const supervisingOf = ({ supervision, seats }: Ground): Supervising => ({
  form: supervision?.form,
  sits: (person) => (seats.get(person) ?? []).map((s) => s.body),
})

const byClock: Holds = (duties) => {
  const duty = duties.find((d) => d.body === 'clock')
  return duty && { duty, by: { body: 'clock' } }
}

/** Judges, reading the facts of the event once its duty is known to be held. */
function judgedWithFacts(
  at: {
    readonly ground: Ground
    readonly mechanism: Mechanism
    readonly chart: string
    readonly before: ProcessState | undefined
    readonly event: EventRule
  },
  ask: Omit<Ask, 'facts'>,
): { readonly judged: Judgement; readonly read: FactsRead } {
  const { ground, mechanism, chart, before, event } = at
  let read = NOTHING_READ
  const judged = judge(
    { mechanism, chart, state: before },
    {
      ...ask,
      facts: (by) => {
        const context = before?.context ?? {}
        read = readFacts(ground, { mechanism, event, context, payload: ask.payload, by })
        return read.values
      },
      factsOfPrincipal: () => read.ofPrincipal ?? {},
    },
  )
  return { judged, read }
}

const stepOf = (ground: Ground) => ({
  now: ground.now,
  calendar: ground.calendar,
  policy: (key: string) => ground.policies[key],
})

const momentOf = (
  ground: Ground,
  of: { readonly effective: Effective; readonly process: Uuid; readonly entry: Uuid },
): Ask['moment'] => ({ ...of, at: ground.now, on: dayOf(ground, of.effective), facts: {} })

const dayOf = ({ calendar }: Ground, effective: Effective) => {
  if ('unknown' in effective) return undefined
  return 'on' in effective ? effective.on : calendar.dayOf(effective.at)
}

/** What refuses before the chart is asked. */
function barred(turn: Turn, effective: Effective): Refusal | undefined {
  const { ground, member, before } = turn
  const { expectedVersion } = member.command
  const there = before && before.mechanism === member.mechanism.id && sees(ground, member, before)
  if (!member.event.opens && !there) return UNREADABLE
  if (expectedVersion !== undefined && before && expectedVersion !== before.version)
    return stale(before.version, expectedVersion)
  return member.command.effective ? misplaced(turn, effective) : undefined
}

/** Time goes forward: nothing takes effect in the future, nor before what the process last knew. */
function misplaced({ ground, member, before }: Turn, effective: Effective): Refusal | undefined {
  if ('unknown' in effective) return undefined
  const at = startedAt(ground.calendar, effective)
  if (at === undefined || at > ground.now)
    return wrongTime('生效时间不得晚于现在', 'Nothing takes effect in the future')
  if (!member.event.backdatable && !isTranscribed(member))
    return wrongTime('该事项不得追溯生效', 'This event takes effect when it is recorded')
  if (before && isBefore(ground, effective, before))
    return wrongTime(
      '生效时间不得早于流程最近一次变更',
      'It cannot take effect before what the process last knew',
    )
  return undefined
}

const isBefore = (
  { calendar }: Ground,
  effective: Effective,
  { lastEffectiveAt }: ProcessState,
) => {
  if ('at' in effective) return effective.at < lastEffectiveAt
  return 'on' in effective && effective.on < calendar.dayOf(lastEffectiveAt)
}

const wrongTime = (zh: string, en: string): Refusal => ({
  kind: 'NOT_NOW',
  rule: 'effective-time',
  message: text(zh, en),
  field: ['effective'],
  possible: [],
})
/** The same for what is not there, what is another institution's, and what may not be read. */
const UNREADABLE: Refusal = {
  kind: 'NOT_FOUND',
  rule: 'read',
  message: text('没有这一流程，或您无权查阅', 'There is no such process, or you may not read it'),
  possible: [],
}
const REUSED: Refusal = {
  kind: 'REQUEST_REUSED',
  rule: 'request',
  message: text(
    '该请求编号已用于其他内容，请使用新的编号',
    'This request id was used for other content; use a new one',
  ),
  field: ['requestId'],
  possible: [],
}
const stale = (version: number, expected: number): Refusal => ({
  kind: 'STALE',
  rule: 'version',
  message: text(
    `流程已变更：现为第${String(version)}版，而非第${String(expected)}版。请重新读取后再试`,
    `The process has changed: it is at version ${String(version)}, not ${String(expected)}. Read it again and decide anew`,
  ),
  field: ['expectedVersion'],
  possible: [],
})

function refused(asked: Turn, refusal: Refusal, read: FactsRead): Outcome {
  // What may not be kept is not kept for having been refused.
  const turn = isGone(asked) ? withoutContent(asked) : asked
  const { ground, member, before } = turn
  const { effective } = member.command
  return {
    kind: 'refused',
    refusal,
    ...(before && sees(ground, member, before) ? { current: before } : {}),
    line: refusedLine(originOf(turn, { ...onlySeatOf(turn), ...askerOf(member) }), refusal, {
      mechanism: member.mechanism,
      before,
      effective,
      read,
    }),
  }
}

/** Of a person with one seat it is clear in which capacity he tried. */
function onlySeatOf({ ground, member: { command } }: Turn) {
  const seats = 'person' in command.asker ? (ground.seats.get(command.asker.person) ?? []) : []
  const [only] = seats
  return only && seats.length === 1 ? { body: only.body, seat: only.id } : {}
}

/** The asker is always named, also where the one who acted in the past is not. */
const askerOf = ({ command: { asker, onBehalfOf } }: Member) => ({
  ...('person' in asker ? { person: asker.person } : { system: asker.system }),
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})

/** What the duty was read from: the seats of who acts, of whom for, and what he was given. */
const dutyTokens = (person: Uuid, whom: Uuid | undefined): readonly string[] =>
  whom === undefined
    ? [`seat:${person}`]
    : [`seat:${person}`, `seat:${whom}`, `delegation:${person}`]

function kindOf(member: Member): EntryKind {
  if (isTranscribed(member)) return 'transcribed'
  if (member.actor === 'courier') return 'reaction'
  return member.command.event === 'correctRecord' ? 'correction' : 'accepted'
}

function originOf(
  { ground, member, place, reused }: Turn,
  actor: Omit<Leaf['actor'], 'via'>,
): Origin {
  const { command } = member
  const { asker, cause, attested, evidence } = command
  return {
    actor: member.actor,
    privates: member.privates,
    duty: 'person' in asker ? dutyTokens(asker.person, command.onBehalfOf) : [],
    ...(reused || member.content === undefined ? {} : { content: member.content }),
    leaf: {
      v: 1,
      id: member.entry,
      institution: ground.institution,
      actor: { ...actor, via: command.via },
      ...(reused ? { reused: command.request } : { request: command.request }),
      event: {
        type: command.event,
        payload: member.payload,
        ...(member.remark ? { remark: member.remark } : {}),
        ...(evidence?.length ? { evidence } : {}),
      },
      recordedAt: ground.now,
      ...(cause === undefined ? {} : { cause: { entry: cause } }),
      ...(place.of > 1 ? { group: { id: place.group, index: place.index, of: place.of } } : {}),
      ...(attested ? { attested } : {}),
    },
  }
}
