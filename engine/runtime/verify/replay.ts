/**
 * One entry played again by the code that played it first: from the state before it, to the state after
 * it, or to what does not follow. Pure.
 *
 * It is played on the records as the earlier entries make them. Where the line that comes out is the
 * line that is kept, all of it follows: who was entitled, the facts, the state and what was armed. Where
 * not, it is played on what the entry itself says, which tells a wrong record from a wrong step.
 */
import { startedAt } from '../../core/calendar.ts'
import type { Command } from '../../core/command.ts'
import type { Editions, Under } from '../../core/editions.ts'
import type { FactKey } from '../../core/facts.ts'
import { RECOUNT, moveEdition } from '../../core/house-events.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import type { Projection } from '../../core/projection.ts'
import type { ProcessState } from '../../core/process.ts'
import { canonical, chartHash } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import { nextDue } from '../batch.ts'
import type { Ground } from '../ground.ts'
import { actorOf } from '../member.ts'
import type { Member } from '../member.ts'
import { play, strike } from '../play.ts'
import type { Outcome } from '../play.ts'
import { recountAs } from '../recount.ts'
import { adopt, isForeign } from './adopt.ts'
import { askerOf } from './asker.ts'
import { said, unlike } from './difference.ts'
import type { Said } from './difference.ts'
import { disagreements, recordProblems } from './disagree.ts'
import { derivedGround, factKeys, recordedGround } from './ground.ts'
import type { Scene } from './ground.ts'
import type { Derived, House } from './house.ts'

export interface Replayed {
  readonly problems: readonly Said[]
  /** Undefined: it could not be followed, and nothing can be said of what comes after it. */
  readonly after?: {
    readonly state: ProcessState
    readonly foreign: ReadonlySet<string>
    readonly touches: readonly string[]
    readonly projections: readonly Projection[]
  }
  /** Its timers were counted by another calendar, or it was decided under other texts of duties. */
  readonly other: { readonly calendar: boolean; readonly policies: boolean }
}

const NOTHING_OTHER = { calendar: false, policies: false }
const lost = (problem: Said): Replayed => ({ problems: [problem], other: NOTHING_OTHER })

/** On what an entry is played again. */
export interface Stage {
  readonly house: House
  readonly editions: Editions
  /** The process before it. */
  readonly derived: Derived | undefined
}

/** Who may be played again at once: a scene, or what keeps it from being played at all. */
function sceneOf(
  { house, editions, derived }: Stage,
  leaf: Leaf,
): { readonly scene: Scene } | { readonly wrong: Said } {
  const { process } = leaf
  if (!process) return { wrong: said('该条目没有流程', 'The entry names no process') }
  const wrong = startProblem(leaf, derived)
  if (wrong) return { wrong }
  // A process stands under the edition that its earlier entries say, whatever this one says of it.
  const under = leaf.kind === 'moved' ? process : (derived?.state ?? process)
  const mechanism = editions.of(under)
  if (!mechanism) return { wrong: unknown(editions, under) }
  return { scene: { house, leaf, mechanism, editions, before: derived?.state } }
}

/**
 * Plays an entry again on the records as the earlier entries make them. Undefined where the line that comes
 * out is not, letter by letter, the line that is kept: `examine` then says why.
 */
export function replay(stage: Stage, leaf: Leaf, form: string): Replayed | undefined {
  const found = sceneOf(stage, leaf)
  if (!('scene' in found)) return undefined
  const { scene } = found
  const first = attempt(scene, stage.derived, derivedGround)
  if (first.kind !== 'followed' || first.form !== form) return undefined
  return { problems: skipped(scene), after: first.after, other: otherOf(scene, stage.derived) }
}

/**
 * Plays an entry again for the sake of the state after it: on the records, and where it does not come to what
 * it says by them, on what it says itself. Undefined where it cannot be followed either way.
 */
export function follow(stage: Stage, leaf: Leaf): Replayed['after'] {
  const found = sceneOf(stage, leaf)
  if (!('scene' in found)) return undefined
  const comesTo = (played: Attempt) =>
    played.kind === 'followed' && played.leaf.context?.to === leaf.context?.to
  const first = attempt(found.scene, stage.derived, derivedGround)
  const played = comesTo(first) ? first : attempt(found.scene, stage.derived, recordedGround)
  return played.kind === 'followed' ? played.after : undefined
}

/** Facts of other processes as an entry tells them, by name. */
export function timedFacts(stage: Stage, leaf: Leaf): readonly (readonly [string, FactKey])[] {
  if (leaf.facts === undefined) return []
  const found = sceneOf(stage, leaf)
  return 'scene' in found ? factKeys(found.scene).filter(([, key]) => TIMED.has(key.kind)) : []
}
const TIMED: ReadonlySet<FactKey['kind']> = new Set([
  'process',
  'latest',
  'latestEach',
  'open',
  'count',
  'keeping',
])

/** Plays an entry again that is not what follows, and says in what. Its form has been checked. */
export function examine(stage: Stage, leaf: Leaf & Required<Pick<Leaf, 'process'>>): Replayed {
  const { derived } = stage
  const { process } = leaf
  const found = sceneOf(stage, leaf)
  if ('wrong' in found) return lost(found.wrong)
  const { scene } = found
  const first = attempt(scene, derived, derivedGround)
  if (first.kind === 'followed' && first.form === canonical(leaf))
    return { problems: skipped(scene), after: first.after, other: otherOf(scene, derived) }
  const second = attempt(scene, derived, recordedGround)
  const records = recordProblems(scene, first.kind === 'followed' ? first.leaf : undefined)
  if (second.kind === 'refused')
    return { ...lost(second.problem), problems: [second.problem, ...records] }
  const problems = [...disagreements(leaf, second.leaf), ...records]
  const policies = second.leaf.decision?.policies !== leaf.decision?.policies
  if (problems.length === 0 && !policies && first.kind === 'refused' && !mayBeOlder(scene))
    problems.push(first.problem)
  return {
    problems: [...problems, ...skipped(scene)],
    after: { ...second.after, state: { ...second.after.state, version: process.version } },
    other: { ...otherOf(scene, derived), policies },
  }
}

const unknown = (editions: Editions, { mechanism, chart, edition, revision, hash }: Under): Said =>
  unlike(
    [
      '被取代的版本未知，其后无法重演',
      'Superseded edition unknown; from here on it cannot be followed',
    ],
    editions.all(mechanism).map((m) => editionText(m, chart)),
    `${mechanism} ${edition} revision ${String(revision)}, chart ${chart} ${hash}`,
  )

const editionText = (m: Mechanism, chart: string): string => {
  const machine = m.charts[chart]
  const { from, revision } = m.edition
  const hash = machine ? chartHash(machine, revision) : 'none'
  return `${m.id} ${from} revision ${String(revision)}, chart ${chart} ${hash}`
}

/** Whether the seat of the asker was touched by what may be the same batch. */
const mayBeOlder = ({ house, leaf }: Scene): boolean =>
  house.recordsLost || house.mayBeOlder([`seat:${leaf.actor.person ?? ''}`], leaf)

function otherOf({ house, leaf }: Scene, derived: Derived | undefined): Replayed['other'] {
  const running = house.calendarOf(leaf).version
  return {
    calendar: isForeign(leaf, running, derived?.foreign ?? new Set()),
    policies: false,
  }
}

function startProblem(leaf: Leaf, derived: Derived | undefined): Said | undefined {
  if (leaf.process?.opens && derived)
    return said('该流程此前已开启', 'The process had been opened before')
  if (!leaf.process?.opens && !derived)
    return said(
      '该流程从未开启，开启条目缺失',
      'The process was never opened: its opening entry is missing',
    )
  if (leaf.kind !== 'clock' || leaf.event.type === RECOUNT) return undefined
  const timer = derived?.state.timers.find((t) => t.id === leaf.request)
  return timer ? undefined : said('到期的时限从未启动', 'The timer that struck was not armed')
}

type Attempt =
  | {
      readonly kind: 'followed'
      readonly leaf: Leaf
      readonly form: string
      readonly after: NonNullable<Replayed['after']>
    }
  | { readonly kind: 'refused'; readonly problem: Said }

function attempt(
  scene: Scene,
  derived: Derived | undefined,
  ground: (scene: Scene) => Ground,
): Attempt {
  try {
    const outcome = played(scene, ground(scene))
    if (outcome?.kind !== 'accepted') return { kind: 'refused', problem: refusedNow(outcome) }
    const { line, state } = outcome
    const running = scene.house.calendarOf(scene.leaf).version
    const was = {
      timers: derived?.state.timers ?? [],
      foreign: derived?.foreign ?? new Set<string>(),
      calendar: running,
    }
    const settled = isForeign(scene.leaf, running, was.foreign)
      ? adopt({ state, leaf: line.leaf }, scene.leaf, was)
      : { state, leaf: line.leaf, foreign: new Set<string>() }
    const { touches, projections } = line
    return {
      kind: 'followed',
      leaf: settled.leaf,
      form: canonical(settled.leaf),
      after: { state: settled.state, foreign: settled.foreign, touches, projections },
    }
  } catch (error) {
    return {
      kind: 'refused',
      problem: unlike(
        [
          '该条目无法重演，其后不再核对',
          'The entry cannot be played again; the rest of its process is not checked',
        ],
        '',
        error instanceof Error ? error.message : String(error),
      ),
    }
  }
}

const refusedNow = (outcome: Outcome | undefined): Said =>
  unlike(
    [
      '该条目不由此前的条目得出：重演时被拒绝，其流程其后不再核对',
      'The entry does not follow: played again it is refused; the rest of its process is not checked',
    ],
    outcome?.kind === 'refused'
      ? `${outcome.refusal.kind} ${outcome.refusal.rule ?? ''}`
      : 'NOT_NOW',
    'accepted',
  )

/** What comes of an accepted entry on a ground; undefined where nothing can. */
export function played(scene: Scene, ground: Ground): Outcome | undefined {
  const { leaf, before } = scene
  if (leaf.kind === 'clock' && leaf.event.type === RECOUNT)
    return before && recountAs(ground, before, leaf.id)
  if (leaf.kind === 'clock') {
    const timer = before?.timers.find((t) => t.id === leaf.request)
    return before && timer ? strike(ground, { before, timer }, leaf.id) : undefined
  }
  const member = memberFrom(scene)
  if (!member) return undefined
  const { id = leaf.id, index = 0, of = 1 } = leaf.group ?? {}
  return play({ ground, member, place: { group: id, index, of }, before, reused: false })
}

/** The command that an entry records, as it was when it had been parsed and sealed. */
function memberFrom({ leaf, mechanism }: Scene): Member | undefined {
  const { process } = leaf
  const { type } = leaf.event
  const known = Object.hasOwn(mechanism.events, type) ? mechanism.events[type] : undefined
  const event = leaf.kind === 'moved' ? moveEdition : known
  if (!event || !process) return undefined
  return memberOf(leaf, { mechanism, event, chart: process.chart, process: process.id })
}

/** The command of a leaf, as an edition takes it. */
export function memberOf(
  leaf: Leaf,
  taken: Pick<Member, 'mechanism' | 'event' | 'chart' | 'process'>,
): Member {
  const { actor, effective, cause, attested } = leaf
  const { type, payload, remark, evidence } = leaf.event
  const via = actor.via as Command['via']
  const asker = askerOf(leaf)
  return {
    ...taken,
    command: {
      asker,
      via,
      request: leaf.request ?? leaf.reused ?? '',
      mechanism: taken.mechanism.id,
      process: taken.process,
      event: type,
      payload,
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
      ...(effective ? { effective } : {}),
      ...(cause ? { cause: cause.entry } : {}),
      ...(attested ? { attested } : {}),
      ...(evidence ? { evidence } : {}),
    },
    actor: actorOf(asker, via),
    entry: leaf.id,
    payload,
    ...(remark ? { remark } : {}),
    privates: [],
    content: {},
  }
}

/** No deadline is passed over in silence: what was due by then strikes first, unless its chart refuses it. */
function skipped(scene: Scene): Said[] {
  const { house, leaf, before } = scene
  const until = leaf.effective ? startedAt(house.calendarOf(leaf), leaf.effective) : leaf.recordedAt
  // What is due by the days counted so far may not be due any more once they are counted again.
  if (!before || until === undefined || leaf.event.type === RECOUNT) return []
  const refused = new Set<string>()
  for (;;) {
    const timer = nextDue(before, until, refused)
    if (!timer || (leaf.kind === 'clock' && timer.id === leaf.request)) return []
    if (strikes(scene, timer.id))
      return [
        unlike(
          ['到期的时限被越过', 'A timer that was due was passed over'],
          `${timer.clock} ${timer.id} at ${timer.dueAt}`,
          leaf.event.type,
        ),
      ]
    refused.add(timer.id)
  }
}

function strikes(scene: Scene, id: string): boolean {
  const { before } = scene
  const timer = before?.timers.find((t) => t.id === id)
  if (!before || !timer) return false
  const reads = scene.mechanism.events[timer.fires]?.reads ?? []
  // Its facts were never recorded, so what it would have done cannot be told.
  if (reads.length > 0) return false
  try {
    return strike(recordedGround(scene), { before, timer }, scene.leaf.id) !== undefined
  } catch {
    return false
  }
}
