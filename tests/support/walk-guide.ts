// Where a walk goes next: towards an event that no walk has seen, and else to what was seldom done.

import { isClockEvent } from '../../engine/core/load.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import { leavesOf, regionOf } from './walk-chart.ts'
import type { View } from '../../engine/runtime/engine.ts'
import { leafOf, tried } from './walk-oracle.ts'
import type { Move, Steps, Walk } from './walk-oracle.ts'
import { sampleOf } from './walk-payload.ts'
import { count, times } from './walk-seen.ts'

/** What a walk is after, and what it has met on its way. */
export interface Aim {
  event: string | undefined
  tries: number
  readonly given: Set<string>
  /** How often an event of the chart was missed in a state where it should be possible. */
  readonly missed: Map<string, number>
  /** How often each body did what on this walk. */
  readonly done: Map<string, number>
  /** Innermost states of this walk. */
  readonly stood: Set<string>
}
export const noAim = (): Aim => ({
  event: undefined,
  tries: 0,
  given: new Set(),
  missed: new Map(),
  done: new Map(),
  stood: new Set(),
})
/** After so many steps another aim is taken. */
const PATIENCE = 20
const NEARLY = 0.3
const SELDOM = 3
/** Nobody knows what would help. */
const HELPLESS = 3
const MISSED = 0.25
const MOST_MISSED = 4
/** To wait until a clock strikes is dearer than to do something. */
const WAITING = 1.5

/** Takes another aim where this one is reached, or does not come nearer. */
function takeAim(at: Steps, leaves: readonly string[], aim: Aim): void {
  const { walk, map } = at
  const { seen, mechanism } = walk
  const sameAim =
    aim.event !== undefined && aim.tries++ < PATIENCE && times(seen.accepted, aim.event) === 0
  if (sameAim) return
  if (aim.event !== undefined) aim.given.add(aim.event)
  aim.tries = 0
  const all = Object.keys(mechanism.events).filter(
    (e) =>
      !mechanism.events[e]?.opens &&
      !aim.given.has(e) &&
      far(
        map.costs(e, () => 1),
        leaves,
      ) < Infinity,
  )
  const least = Math.min(...all.map((e) => times(seen.accepted, e)))
  const rare = all.filter((e) => times(seen.accepted, e) === least)
  aim.event = rare[walk.choose(rare.length)]
}

/** Over all regions that the event needs: what it costs until it can be taken. */
function far(costs: ReadonlyMap<string, number>, leaves: readonly string[]): number {
  const regions = new Set([...costs.keys()].map(regionOf))
  let sum = 0
  for (const region of regions) {
    const leaf = leaves.find((l) => regionOf(l) === region)
    sum += leaf === undefined ? Infinity : (costs.get(leaf) ?? Infinity)
  }
  return sum
}

/** Learns what mends a rule: the event after which it no longer kept others from what is offered. */
export function learn(
  { seen }: Walk,
  event: string,
  rules: { readonly before: Rules; readonly after: Rules },
): void {
  for (const [name, { rank, rule }] of rules.before) {
    const after = rules.after.get(name)
    if (rank > 0 && after && after.rule !== rule && after.rank <= rank)
      seen.mends.set(rule, (seen.mends.get(rule) ?? new Set()).add(event))
  }
}
/** By event: the rule that keeps from it whoever comes nearest to it; empty where somebody may. */
export type Rules = ReadonlyMap<string, Nearest>
/** Rank 0: somebody may; 1: the matter is not ripe; 2: everybody is barred whose duty it is. */
interface Nearest {
  readonly rank: number
  readonly rule: string
}
export function rulesIn(views: Iterable<View>): Rules {
  const nearest = new Map<string, Nearest>()
  for (const { offers } of views)
    for (const { event, allowed, refusal } of offers) {
      if (refusal?.kind === 'NOT_YOUR_DUTY') continue
      const barred = refusal?.kind === 'SEPARATION' ? 2 : 1
      const rank = allowed ? 0 : barred
      if (rank < (nearest.get(event)?.rank ?? 3))
        nearest.set(event, { rank, rule: refusal?.rule ?? '' })
    }
  return nearest
}

interface Going {
  readonly aim: Aim
  readonly late: boolean
  readonly state: ProcessState
  readonly rules: Rules
}

/** The moves in the order in which they are worth making. */
export async function betterFirst(
  at: Steps,
  moves: readonly Move[],
  going: Going,
): Promise<readonly Move[]> {
  const { walk, map } = at
  const { seen, choose } = walk
  const { aim, state } = going
  const leaves = leavesOf(state.paths)
  miss(at, aim, { leaves, moves })
  takeAim(at, leaves, aim)
  const costs: ReadonlyMap<string, number> =
    aim.event === undefined ? new Map() : map.costs(aim.event, priceOf(walk, aim))
  const price = priceOf(walk, aim)
  const sure = await targetsInTruth(at, moves, { leaves })
  const toOf = (move: Move) => {
    const truly = sure.get(keyOf(move))
    return (l: string) => truly?.filter((s) => regionOf(s) === regionOf(l)) ?? map.to(move.event, l)
  }
  /** What it costs to reach the aim if this event is the next. */
  const after = (event: string, to: (leaf: string) => readonly string[]) =>
    Math.min(
      ...leaves.flatMap((l, i) =>
        to(l)
          .filter((n) => n !== l && costs.has(l))
          .map((n) => price(event, l, n) + far(costs, leaves.with(i, n))),
      ),
    )
  const costOf = new Map(moves.map((m) => [m, after(m.event, toOf(m))]))
  const blocked = [...going.rules]
    .filter(([, { rank }]) => rank > 0)
    .map(([event, { rule }]) => {
      const by = [...(seen.mends.get(rule) ?? []), ...(walk.varied.mends?.[rule] ?? [])]
      return {
        event,
        by,
        cost: after(event, (l) => map.to(event, l)) + (by.length > 0 ? 0 : HELPLESS),
      }
    })
  const best = Math.min(...costOf.values(), ...blocked.map((b) => b.cost))
  const mends = new Set<string>()
  for (const { event, by, cost } of blocked)
    if (event === aim.event || cost <= best + NEARLY) for (const one of by) mends.add(one)
  const leaf = leafOf(state)
  for (const l of leaves) aim.stood.add(l)
  const worth = (move: Move): number => {
    const { event, by } = move
    const to = toOf(move)
    const cost = costOf.get(move) ?? Infinity
    const leaves0 = leaves.some((l) => costs.has(l) && to(l).some((n) => n !== l))
    const ends = !state.final && leaves.some((l) => to(l).some((s) => map.ends.has(s)))
    let sum =
      1.5 / (1 + times(seen.accepted, event)) + 1 / (1 + times(seen.taken, `${event} ${leaf}`))
    sum -= 0.2 * times(aim.done, keyOf(move)) + 0.1 * times(aim.done, event)
    if (leaves.some((l) => to(l).some((s) => !aim.stood.has(s)))) sum += 0.8
    else if (sure.get(keyOf(move))?.every((s) => leaves.includes(s))) sum -= 1
    if (event === aim.event) sum += 4
    else if (cost <= best + NEARLY) sum += 2.5
    else if (mends.has(event)) sum += 2.2
    else if (leaves0 && aim.event !== undefined) sum -= 1
    if (ends && !going.late && cost > best + NEARLY && event !== aim.event) sum -= 3
    if (by === 'clock' && event !== aim.event) sum -= move.years ? 3 : 0.8
    return sum + choose(1000) / 1250
  }
  const valued = moves.map((move) => ({ move, worth: worth(move) }))
  return valued.toSorted((a, b) => b.worth - a.worth).map((v) => v.move)
}

/** Where an event may lead by more ways than one, it is tried where the sample of a body leads. */
async function targetsInTruth(
  { walk, map }: Steps,
  moves: readonly Move[],
  { leaves }: { readonly leaves: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const sure = new Map<string, readonly string[]>()
  for (const move of moves) {
    const { event, state, viewer, by } = move
    if (by !== 'person' || sure.has(keyOf(move))) continue
    if (!leaves.some((l) => map.to(event, l).length > 1)) continue
    const said = { event, state, viewer }
    const answer = await tried(walk, { ...said, payload: sampleOf(walk, said) })
    if (answer.kind !== 'accepted') continue
    const then = leavesOf(answer.process.paths)
    sure.set(keyOf(move), then)
    for (const leaf of leaves) {
      if (map.to(event, leaf).length < 2) continue
      const to = then.find((l) => regionOf(l) === regionOf(leaf)) ?? leaf
      count(walk.seen.went, `${event} ${leaf}`)
      count(walk.seen.went, `${event} ${leaf} ${to}`)
    }
  }
  return sure
}

/** An event by the body that sends it. */
export const keyOf = ({ event, by, offer }: Move): string => `${event} ${offer?.duty.body ?? by}`

/**
 * Dearer than one event: what mostly could not be sent where it should be, what was missed here on this
 * walk, a way that was not the one taken, and waiting for a clock.
 */
const priceOf =
  ({ mechanism, seen }: Walk, { missed }: Aim) =>
  (event: string, leaf: string, to?: string): number => {
    const at = `${event} ${leaf}`
    const rule = mechanism.events[event]
    const waits = rule !== undefined && isClockEvent(rule) ? WAITING : 0
    const met = times(seen.met, at)
    const barred = met === 0 ? 0 : 1 - times(seen.could, at) / met
    const went = times(seen.went, at)
    const astray = went === 0 || to === undefined ? 0 : 1 - times(seen.went, `${at} ${to}`) / went
    return (
      1 + waits + SELDOM * (barred + astray) + Math.min(MOST_MISSED, MISSED * times(missed, at))
    )
  }

/** What the chart takes here and nobody may do makes the way through it dearer, until it can be done. */
function miss(
  { walk, map }: Steps,
  { missed }: Aim,
  { leaves, moves }: { readonly leaves: readonly string[]; readonly moves: readonly Move[] },
): void {
  const open = new Set(moves.map((m) => m.event))
  for (const event of Object.keys(walk.mechanism.events))
    for (const leaf of leaves)
      if (map.to(event, leaf).length > 0) {
        count(walk.seen.met, `${event} ${leaf}`)
        if (open.has(event)) {
          missed.delete(`${event} ${leaf}`)
          count(walk.seen.could, `${event} ${leaf}`)
        } else count(missed, `${event} ${leaf}`)
      }
}
