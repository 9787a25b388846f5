/**
 * One entry judged again by the code that judged it first: on its process as the earlier entries leave it,
 * the seats as they were, and the facts that the entry recorded. Pure.
 */
import { Editions } from '../../core/editions.ts'
import { observed } from '../../core/explanation.ts'
import type { JudgedRule } from '../../core/explanation.ts'
import { HOUSE_EVENTS, MOVE, RECOUNT } from '../../core/house-events.ts'
import { parsePayload } from '../../core/input.ts'
import type { EventRule, Mechanism } from '../../core/mechanism.ts'
import type { ProcessState } from '../../core/process.ts'
import { eventsOf } from '../../core/step.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Ground } from '../ground.ts'
import { NO_SUCH_EVENT } from '../member.ts'
import type { Member, Taken } from '../member.ts'
import { play } from '../play.ts'
import type { Outcome } from '../play.ts'
import { derivedGround } from '../verify/ground.ts'
import type { House } from '../verify/house.ts'
import { memberOf, played } from '../verify/replay.ts'

/** On what an entry is judged again. */
export interface Bench {
  readonly house: House
  readonly editions: Editions
  readonly leaf: Leaf
  /** The process before it. */
  readonly before: ProcessState | undefined
}

export interface JudgedAgain {
  readonly outcome: Outcome
  readonly ground: Ground
  readonly member: Member
  /** The edition that it was judged by. */
  readonly mechanism: Mechanism
  /** Every rule that was put to the test, in order. */
  readonly judged: readonly JudgedRule[]
}

/** The edition under which an entry was judged; undefined where it is not kept. */
export function editionFor({ editions, leaf, before, house }: Bench): Mechanism | undefined {
  const { process } = leaf
  if (process && leaf.kind === 'moved') return editions.of(process)
  if (before) return editions.of(before)
  if (process) return editions.of(process)
  const id = leaf.mechanism ?? ''
  // Which edition refused to open a process is not recorded: it was the one in force.
  const on = house.calendarOf(leaf).dayOf(leaf.recordedAt)
  const known = editions.all(id)
  const inForce = editions.inForce(id, on) ?? known[0]
  return eventIn(inForce, leaf.event.type)?.opens ? inForce : (known.at(-1) ?? inForce)
}

const eventIn = (mechanism: Mechanism | undefined, type: string): EventRule | undefined => {
  if (Object.hasOwn(HOUSE_EVENTS, type)) return HOUSE_EVENTS[type]
  return mechanism && Object.hasOwn(mechanism.events, type) ? mechanism.events[type] : undefined
}

/** Undefined where nothing follows from what is recorded. */
export function judgeAgain(bench: Bench, mechanism: Mechanism): JudgedAgain | undefined {
  const first = judgedAs(bench, { mechanism, asked: askedOf(bench, mechanism) })
  const { leaf, editions } = bench
  const kind = first?.outcome.kind === 'refused' ? first.outcome.refusal.kind : undefined
  if (leaf.refusal?.kind !== 'NOT_FOUND' || kind === 'NOT_FOUND') return first
  // Of which mechanism it was asked is not recorded beside the process that it named.
  const other = editions.newest.find(
    (m) => m.id !== mechanism.id && eventIn(m, leaf.event.type) !== undefined,
  )
  return other ? judgedAs(bench, { mechanism, asked: other }) : first
}

/** The edition by whose form it was sent; mostly the one that judged it. */
function askedOf({ editions, leaf }: Bench, mechanism: Mechanism): Mechanism {
  const { type } = leaf.event
  const own = eventIn(mechanism, type) !== undefined
  if (own && leaf.refusal?.rule !== 'edition') return mechanism
  const others = editions.all(mechanism.id).filter((m) => m !== mechanism)
  const known = (m: Mechanism) => eventIn(m, type) !== undefined
  return others.findLast(known) ?? (own ? mechanism : (editions.newest.find(known) ?? mechanism))
}

function judgedAs(
  bench: Bench,
  { mechanism, asked }: { readonly mechanism: Mechanism; readonly asked: Mechanism },
): JudgedAgain | undefined {
  const { house, editions, leaf, before } = bench
  const event = eventIn(asked, leaf.event.type)
  if (!event) return undefined
  const judged: JudgedRule[] = []
  const watched = observed(mechanism, (rule) => judged.push(rule))
  const moves = leaf.event.type === MOVE
  const scene = { house, leaf, mechanism: watched, editions, before }
  const ground: Ground = {
    ...derivedGround(scene),
    editions: moves ? editions : new Editions([watched]),
  }
  const own = asked === mechanism && !moves ? watched : asked
  const chart = before?.chart ?? leaf.process?.chart ?? chartOf(own, leaf.event.type)
  const member = sentAs(leaf, {
    mechanism: own,
    event,
    chart,
    process: leaf.process?.id ?? leaf.id,
  })
  const outcome =
    leaf.kind === 'clock'
      ? played(scene, ground)
      : play({ ground, member, place: placeOf(leaf), before, reused: leaf.reused !== undefined })
  return outcome && { outcome, ground, member, mechanism, judged }
}

const placeOf = ({ id, group }: Leaf) => {
  const { id: own = id, index = 0, of = 1 } = group ?? {}
  return { group: own, index, of }
}

const chartOf = (mechanism: Mechanism, event: string): string =>
  Object.entries(mechanism.charts).find(([, m]) => eventsOf(m).has(event))?.[0] ?? ''

/** The command with what stands in the refusal alone: the version that was expected, and another form. */
function sentAs(
  leaf: Leaf,
  taken: Pick<Member, 'mechanism' | 'event' | 'chart' | 'process'>,
): Member {
  const member = memberOf(leaf, taken)
  const expectedVersion = expectedBy(leaf)
  const { type, payload } = leaf.event
  const under = (edition: Mechanism): Taken => {
    const event = eventIn(edition, type)
    if (!event) return { refusal: NO_SUCH_EVENT }
    const parsed = leaf.refusal?.rule === 'edition' ? parsePayload(event, payload) : { payload }
    if ('refusal' in parsed) return parsed
    return { member: { ...member, mechanism: edition, event } }
  }
  return {
    ...member,
    under,
    command: {
      ...member.command,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    },
  }
}

/** The version that a stale command expected is recorded in the words of its refusal. */
function expectedBy({ refusal }: Leaf): number | undefined {
  if (refusal?.kind !== 'STALE') return undefined
  const [, expected] = /, not (-?\d+)\./.exec(refusal.message.en) ?? []
  return expected === undefined ? undefined : Number(expected)
}

/** The event of an entry, in the edition that judged it. */
export const eventOf = ({ member, mechanism }: JudgedAgain, { event, kind }: Leaf): EventRule =>
  kind === 'clock' && event.type === RECOUNT
    ? (HOUSE_EVENTS[RECOUNT] as EventRule)
    : (eventIn(mechanism, event.type) ?? member.event)
