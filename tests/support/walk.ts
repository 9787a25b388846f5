// Random walks through a mechanism: at every step what is offered is held against what really happens,
// and then one event, or time, moves the process on to where no walk has been.

import type { ProcessState } from '../../engine/core/process.ts'
import type { Instant } from '../../engine/core/values.ts'
import type { View } from '../../engine/runtime/engine.ts'
import { betterFirst, keyOf, learn, noAim, rulesIn } from './walk-guide.ts'
import type { Aim, Rules } from './walk-guide.ts'
import { make, movesOf, noteState, noteVaried, probeDuties, viewsOf } from './walk-move.ts'
import { open, stepOnWay, wayFor } from './walk-open.ts'
import { checkImpossible, checkOffers, checkState, checkUnreadable, tried } from './walk-oracle.ts'
import type { Steps, Walk } from './walk-oracle.ts'
import { STOP, variantOf } from './walk-payload.ts'
import { count, times } from './walk-seen.ts'

/** Walks one process for so many steps, and looks at everything at each of them. */
export async function walkOnce(at: Steps): Promise<void> {
  const { walk } = at
  const at0 = walk.way.length
  try {
    const way = wayFor(walk)
    let state = await open(walk, way[0])
    await walk.varied.meanwhile?.(walk.ground, state)
    noteState(walk, state)
    for (const step of way.slice(1)) {
      if (step === STOP) return
      const next = await stepOnWay(walk, state, step)
      if (!next) break
      state = next
      await walk.varied.meanwhile?.(walk.ground, state)
      noteState(walk, state)
    }
    const aim = noAim()
    const last: Last = {}
    for (let step = 0; step < at.steps; step++) {
      if (walk.mechanism.id === 'G01') await walk.ground.look()
      // An end from which nothing leads to anything new is an end.
      if (state.final && step > 0 && aim.event === undefined) break
      state = await oneStep(at, state, { aim, last, late: step > at.steps * LATE })
      noteState(walk, state)
    }
  } catch (error) {
    const way = walk.way.slice(at0).join('\n  ')
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `${walk.mechanism.id}, walk ${String(walk.opened.length)} on its ground:\n  ${way}\n${why}`,
      { cause: error },
    )
  }
}

/** What ends a case is put off until so much of the walk is done. */
const LATE = 0.7

interface Last {
  event?: string
  rules?: Rules
}

interface How {
  readonly aim: Aim
  readonly last: Last
  readonly late: boolean
}

async function oneStep(at: Steps, before: ProcessState, how: How): Promise<ProcessState> {
  const { walk } = at
  goOn(at)
  await walk.varied.meanwhile?.(walk.ground, before)
  const views = await viewsOf(walk, before)
  const state = [...views.values()][0]?.state ?? before
  checkState(walk, state)
  await lookAround(at, views, state)
  const { aim, last, late } = how
  const rules = rulesIn(views.values())
  if (last.event && last.rules) learn(walk, last.event, { before: last.rules, after: rules })
  await probeDuties(walk, views, state)
  await probe(walk, views, state)
  const moves = await betterFirst(at, movesOf(walk, views, state), { aim, late, state, rules })
  for (const move of moves.slice(0, TRIES)) {
    const next = await make(walk, move)
    Object.assign(last, { event: move.event, rules })
    count(aim.done, move.event)
    count(aim.done, keyOf(move))
    if (next) return next
  }
  return state
}

/** Moves of an earlier register are not offered: they are tried. */
const TRIES = 6

/** Nobody wakes the clock: what is due meanwhile is played before whatever comes next. */
function goOn({ walk: { ground, choose }, pauseMs }: Steps): void {
  const days = choose(SOMETIMES) === 0 ? 1 + choose(MOST_DAYS) : 0
  ground.at(new Date(Date.parse(ground.now()) + pauseMs + days * DAY_MS).toISOString() as Instant)
}

const SOMETIMES = 8

const MOST_DAYS = 5

const DAY_MS = 86_400_000

/** Some look closely: each offer is held against what happens. */
async function lookAround(
  at: Steps,
  views: ReadonlyMap<string, View>,
  state: ProcessState,
): Promise<void> {
  const { walk, lookers } = at
  const everybody = [...walk.ground.viewers]
  // Coprime to any number of people that is not a multiple of it: in turn, and never in pairs.
  const first = walk.seen.steps * lookers
  for (let i = 0; i < lookers; i++) {
    const [subject, viewer] = everybody[(first + i) % everybody.length] ?? []
    if (!subject || !viewer) continue
    const view = views.get(subject)
    if (view) await checkOffers(walk, viewer, view)
    else await checkUnreadable(walk, viewer, state)
  }
  const readers = [...views.keys()]
  const reader = walk.ground.viewers.get(readers[walk.choose(readers.length)] ?? '')
  if (reader) await checkImpossible(walk, reader, state)
}

/** One offer is tried with another payload than its sample: only a rule that it names may refuse it. */
async function probe(
  walk: Walk,
  views: ReadonlyMap<string, View>,
  state: ProcessState,
): Promise<void> {
  const open = [...views].flatMap(([subject, { offers }]) =>
    offers
      .filter((o) => o.allowed && walk.varied.variants[o.event])
      .map((offer) => ({ subject, offer, tried: times(walk.seen.probed, offer.event) })),
  )
  const least = Math.min(...open.map((o) => o.tried))
  const rare = open.filter((o) => o.tried === least)
  const one = rare[walk.choose(rare.length)]
  if (!one) return
  const { event } = one.offer
  count(walk.seen.probed, event)
  const names = Object.entries(walk.varied.variants[event] ?? {})
  const [name, variant] = names[walk.choose(names.length)] ?? []
  const viewer = walk.ground.viewers.get(one.subject)
  const payload = variant && variantOf(walk, { event, state, viewer }, variant)
  if (!payload) return
  const answer = await tried(walk, { event, state, viewer, payload })
  noteVaried(walk, { what: `${event} ${String(name)} as ${one.subject}`, offer: one.offer, answer })
}
