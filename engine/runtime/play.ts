/**
 * One member of a batch, played in memory: who may, what follows, and the line of the trail that says so.
 *
 * Order of the checks (it decides what is refused with which reason): readable, version, state, duty,
 * separation, rules; the last four are the judgement of the core.
 */
import { DUTIES } from '../../policies/ability.ts'
import { text } from '../../policies/law.ts'
import { advance } from '../core/advance.ts'
import type { Advanced } from '../core/advance.ts'
import { startedAt } from '../core/calendar.ts'
import type { Timer } from '../core/clocks.ts'
import type { Private } from '../core/input.ts'
import { judge } from '../core/judge.ts'
import type { Accepted, Judgement } from '../core/judge.ts'
import type { AnyAsked, Mechanism, Projection } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import { canonical, contextHash, sha256 } from '../core/trail.ts'
import type { EntryKind, Leaf, TimerRecorded } from '../core/trail.ts'
import type { Actor, Effective, Uuid } from '../core/values.ts'
import { holdsOf, isTranscribed, readFacts, sees } from './ground.ts'
import type { FactsRead, Ground } from './ground.ts'
import type { Member } from './member.ts'

/** A line of the trail before it has a position. */
export interface Line {
  readonly leaf: Leaf
  /** Tokens that were read, and that were changed. */
  readonly reads: readonly string[]
  readonly touches: readonly string[]
  readonly actor: string
  readonly privates: readonly Private[]
  readonly projections: readonly Projection[]
  readonly struck?: { readonly process: Uuid; readonly timer: Timer }
  readonly content?: object
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly line: Line; readonly state: ProcessState }
  | {
      readonly kind: 'refused'
      readonly line: Line
      readonly refusal: Refusal
      readonly current?: ProcessState
    }

/** Where a member stands in its group. */
export interface Place {
  readonly group: Uuid
  readonly index: number
  readonly of: number
}

interface Turn {
  readonly ground: Ground
  readonly member: Member
  readonly place: Place
  readonly before: ProcessState | undefined
  /** Its request id had been used for other content. */
  readonly reused: boolean
}

const policies = new WeakMap<Mechanism, string>()
/** Hash of the duties and of the rules of a mechanism: which policy a decision was taken under. */
function policiesOf(mechanism: Mechanism): string {
  const known = policies.get(mechanism)
  if (known) return known
  const rules = Object.entries(mechanism.rules).map(([name, { says, article }]) => ({ name, says, article }))
  const made = sha256(canonical({ duties: DUTIES, rules, separation: mechanism.separation }))
  policies.set(mechanism, made)
  return made
}

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

/** Plays one member on the state before it. Facts that are not known yet are noted in the ground. */
export function play(turn: Turn): Outcome {
  const { ground, member, before } = turn
  const { command } = member
  if (turn.reused) return refused(turn, REUSED)
  if (!member.event.opens && (!before || !sees(ground, member, before) || before.mechanism !== member.mechanism.id))
    return refused(turn, UNREADABLE, { hidden: true })
  if (command.expectedVersion !== undefined && before && command.expectedVersion !== before.version)
    return refused(turn, stale(before.version, command.expectedVersion))
  const effective: Effective = command.effective ?? { at: ground.now }
  const early = misplaced(turn, effective)
  if (early) return refused(turn, early)
  let read: FactsRead = { values: {}, recorded: {}, tokens: [] }
  const judged = judge(
    { mechanism: member.mechanism, chart: member.chart, state: before },
    {
      event: command.event,
      payload: member.payload,
      moment: {
        at: ground.now,
        effective,
        on: dayOf(ground, effective),
        process: member.process,
        entry: member.entry,
        facts: {},
      },
      holds: holdsOf(ground, member),
      facts: (by) => {
        read = readFacts(ground, {
          mechanism: member.mechanism,
          event: member.event,
          context: before?.context ?? {},
          payload: member.payload,
          by,
        })
        return read.values
      },
    },
  )
  return judged.ok
    ? accepted(turn, { judged, effective, read })
    : refused(turn, judged.refusal, { read })
}

const dayOf = ({ calendar }: Ground, effective: Effective) => {
  if ('unknown' in effective) return undefined
  return 'on' in effective ? effective.on : calendar.dayOf(effective.at)
}

/** Time goes forward: nothing takes effect in the future, nor before what the process last knew. */
function misplaced({ ground, member, before }: Turn, effective: Effective): Refusal | undefined {
  if (!member.command.effective || 'unknown' in effective) return undefined
  const day = dayOf(ground, effective)
  const at = startedAt(ground.calendar, effective)
  const no = (zh: string, en: string): Refusal => ({
    kind: 'NOT_NOW',
    rule: 'effective-time',
    message: text(zh, en),
    field: ['effective'],
    possible: [],
  })
  if (at === undefined || at > ground.now) return no('生效时间不得晚于现在', 'Nothing takes effect in the future')
  if (!member.event.backdatable && !isTranscribed(member))
    return no('该事项不得追溯生效', 'This event takes effect when it is recorded')
  const last = before && ground.calendar.dayOf(before.lastEffectiveAt)
  if (before && ('at' in effective ? effective.at < before.lastEffectiveAt : last !== undefined && day !== undefined && day < last))
    return no('生效时间不得早于流程最近一次变更', 'It cannot take effect before what the process last knew')
  return undefined
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

interface Passed {
  readonly judged: Accepted
  readonly effective: Effective
  readonly read: FactsRead
}

function accepted(turn: Turn, passed: Passed): Outcome {
  const { ground, member, before } = turn
  const next = advance({
    mechanism: member.mechanism,
    chart: member.chart,
    process: member.process,
    before,
    judged: passed.judged,
    now: ground.now,
    calendar: ground.calendar,
    policy: (key) => ground.policies[key],
  })
  return { kind: 'accepted', state: next.state, line: lineOf(turn, passed, next) }
}

/** The line of an accepted event. */
function lineOf(turn: Turn, { judged, effective, read }: Passed, next: Advanced): Line {
  const { ground, member, before } = turn
  const { command, mechanism } = member
  const projections = mechanism.projects?.(judged.asked, next.state.context) ?? []
  const leaf: Leaf = {
    ...baseOf(turn),
    kind: kindOf(member),
    actor: { ...actorOf(member, judged.by), via: command.via },
    process: { ...identityOf(next.state), ...(before ? {} : { opens: true as const }) },
    ...(before ? { from: before.value } : {}),
    to: next.state.value,
    context: {
      ...(before ? { from: contextHash(before.context) } : {}),
      to: contextHash(next.state.context),
    },
    ...factsOf(read, next),
    decision: {
      duty: judged.duty.id,
      body: judged.duty.body,
      article: judged.duty.article,
      separation: judged.separation,
      policies: policiesOf(mechanism),
    },
    ...('at' in effective && effective.at === ground.now ? {} : { effective }),
    ...timersOf(next, ground),
    ...(member.event.notices ? { notices: member.event.notices } : {}),
    ...reactionsOf(mechanism, judged.asked, next),
  }
  return {
    leaf,
    reads: [...read.tokens, ...next.read.map((r) => `policy:${r.policy}`), ...dutyTokens(member)],
    touches: touchesOf(next.state, projections),
    actor: member.actor,
    privates: member.privates,
    projections,
    content: member.content,
  }
}

const baseOf = ({ ground, member, place, reused }: Turn) => {
  const { command } = member
  return {
    v: 1 as const,
    id: member.entry,
    institution: ground.institution,
    // A reused id stays with the entry that took it first.
    ...(reused ? {} : { request: command.request }),
    event: {
      type: command.event,
      payload: member.payload,
      ...(member.remark ? { remark: member.remark } : {}),
      ...(command.evidence?.length ? { evidence: command.evidence } : {}),
    },
    recordedAt: ground.now,
    ...(command.cause === undefined ? {} : { cause: { entry: command.cause } }),
    ...(place.of > 1 ? { group: { id: place.group, index: place.index, of: place.of } } : {}),
    ...(command.attested ? { attested: command.attested } : {}),
  }
}

function kindOf(member: Member): EntryKind {
  if (isTranscribed(member)) return 'transcribed'
  if (member.actor === 'courier') return 'reaction'
  return member.command.event === 'correctRecord' ? 'correction' : 'accepted'
}

/** The asker is always named, also where the one who acted in the past is not. */
const actorOf = (member: Member, by: Actor) => {
  const { asker, onBehalfOf } = member.command
  return {
    ...by,
    ...('person' in asker ? { person: asker.person } : { system: asker.system }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  }
}

const identityOf = (state: ProcessState) => ({
  id: state.id,
  mechanism: state.mechanism,
  chart: state.chart,
  edition: state.edition,
  hash: state.hash,
  revision: state.revision,
  version: state.version,
})

export const timerRecorded = (t: Timer): TimerRecorded => ({
  clock: t.clock,
  id: t.id,
  dueAt: t.dueAt,
  citation: t.basis,
})
export const timersOf = ({ armed, disarmed }: Advanced, { calendar }: Ground) =>
  armed.length + disarmed.length === 0
    ? {}
    : {
        timers: { armed: armed.map(timerRecorded), disarmed: disarmed.map(timerRecorded) },
        ...(armed.some((t) => t.unit === 'workday') ? { calendar: calendar.version } : {}),
      }

/** Facts that rules read, and house policy that clocks were armed with. */
export function factsOf(read: FactsRead, next: Pick<Advanced, 'read'>) {
  const policy = next.read.map((r) => [
    `policy:${r.policy}`,
    { value: r.value, source: r.source === 'policy' ? `policy:${r.policy}` : 'default' },
  ])
  const facts = { ...read.recorded, ...(Object.fromEntries(policy) as FactsRead['recorded']) }
  return Object.keys(facts).length === 0 ? {} : { facts }
}

export function reactionsOf(mechanism: Mechanism, asked: AnyAsked, next: Advanced) {
  const made = mechanism.reactions
    .filter((r) => r.on === asked.type)
    .flatMap(({ to, event, make }) => {
      const reaction = make(asked, next.state.context)
      return reaction ? [{ to, event, ...reaction }] : []
    })
  return made.length === 0 ? {} : { reactions: made.map((r, n) => ({ n, ...r })) }
}

const dutyTokens = ({ command: { asker } }: Member) => ('person' in asker ? [`seat:${asker.person}`] : [])

const projectionToken = ({ table, row }: Projection): readonly string[] => {
  switch (table) {
    case 'seat':
      return [`seat:${String(row['person'])}`, `seat:${String(row['id'])}`]
    case 'seat_end':
      return [`seat:${String(row['id'])}`, `seat:${String(row['person'])}`]
    case 'interest':
      return [`interest:${String(row['person'])}`]
    case 'policy_value':
      return [`policy:${String(row['key'])}`]
    case 'unit':
      return [`unit:${String(row['id'])}`]
    default:
      return []
  }
}

/** What an accepted event changed, in the words in which others may have read it. */
export const touchesOf = (state: ProcessState, projections: readonly Projection[] = []): string[] => [
  `process:${state.id}`,
  ...state.subjects.flatMap((s) => [`subject:${s}`, `mechanism:${state.mechanism}/${s}`]),
  ...projections.flatMap(projectionToken),
]

interface RefusedWith {
  readonly read?: FactsRead
  /** The process is not there for this asker; its entry may still say that it is. */
  readonly hidden?: true
}

/** A refused attempt is evidence: with its rule, and the facts read up to the check that refused. */
function refused(turn: Turn, refusal: Refusal, { read, hidden }: RefusedWith = {}): Outcome {
  const { ground, member, before } = turn
  const effective = member.command.effective
  const leaf: Leaf = {
    ...baseOf(turn),
    kind: 'refused',
    actor: { ...claimedBy(turn), via: member.command.via },
    ...(before ? { process: identityOf(before), from: before.value } : {}),
    ...(before ? {} : { mechanism: member.mechanism.id }),
    ...(read && Object.keys(read.recorded).length > 0 ? { facts: read.recorded } : {}),
    ...(effective ? { effective } : {}),
    refusal: hidden && before ? { ...refusal, rule: 'read' } : refusal,
  }
  return {
    kind: 'refused',
    refusal,
    ...(before && sees(ground, member, before) ? { current: before } : {}),
    line: {
      leaf,
      reads: [...(read?.tokens ?? []), ...dutyTokens(member)],
      touches: [],
      actor: member.actor,
      privates: member.privates,
      projections: [],
      ...(turn.reused ? {} : { content: member.content }),
    },
  }

  function claimedBy({ member: m }: Turn): Leaf['actor'] {
    const { asker, onBehalfOf } = m.command
    const seats = 'person' in asker ? (ground.seats.get(asker.person) ?? []) : []
    const [only] = seats
    return {
      ...('person' in asker ? { person: asker.person } : { system: asker.system }),
      ...(only && seats.length === 1 ? { body: only.body, seat: only.id } : {}),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      via: m.command.via,
    }
  }
}

/** A due timer played as a command of the clock, at its legal instant. Undefined: the chart refuses it. */
export function strike(ground: Ground, before: ProcessState, timer: Timer, entry: Uuid): Outcome | undefined {
  const mechanism = ground.mechanisms.find((m) => m.id === before.mechanism)
  const event = mechanism?.events[timer.fires]
  if (!mechanism || !event) return undefined
  const effective: Effective = { at: timer.dueAt }
  let read: FactsRead = { values: {}, recorded: {}, tokens: [] }
  const judged: Judgement = judge(
    { mechanism, chart: before.chart, state: before },
    {
      event: timer.fires,
      payload: {},
      moment: { at: ground.now, effective, on: dayOf(ground, effective), process: before.id, entry, facts: {} },
      holds: (duties) => {
        const duty = duties.find((d) => d.body === 'clock')
        return duty && { duty, by: { body: 'clock' } }
      },
      facts: (by) => {
        read = readFacts(ground, { mechanism, event, context: before.context, payload: {}, by })
        return read.values
      },
    },
  )
  if (!judged.ok) return undefined
  const next = advance({
    mechanism,
    chart: before.chart,
    process: before.id,
    before,
    judged,
    now: ground.now,
    calendar: ground.calendar,
    policy: (key) => ground.policies[key],
    struck: timer,
  })
  const leaf: Leaf = {
    v: 1,
    id: entry,
    institution: ground.institution,
    kind: 'clock',
    actor: { system: 'clock', body: 'clock', via: 'engine' },
    request: timer.id,
    process: identityOf(next.state),
    event: { type: timer.fires, payload: {} },
    from: before.value,
    to: next.state.value,
    context: { from: contextHash(before.context), to: contextHash(next.state.context) },
    ...factsOf(read, next),
    decision: {
      duty: judged.duty.id,
      body: judged.duty.body,
      article: judged.duty.article,
      separation: judged.separation,
      policies: policiesOf(mechanism),
    },
    effective,
    recordedAt: ground.now,
    ...timersOf(next, ground),
    ...(event.notices ? { notices: event.notices } : {}),
    ...reactionsOf(mechanism, judged.asked, next),
  }
  return {
    kind: 'accepted',
    state: next.state,
    line: {
      leaf,
      reads: [...read.tokens, ...next.read.map((r) => `policy:${r.policy}`)],
      touches: touchesOf(next.state),
      actor: 'clock',
      privates: [],
      projections: [],
      struck: { process: before.id, timer },
    },
  }
}
