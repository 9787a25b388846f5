// What must hold at every step of a walk, whoever looks: offers equal what happens, what cannot be read
// does not exist, a timer is never armed in vain, a process is what its entries say.

import { expect } from 'vitest'
import type { Answer, Command } from '../../engine/core/command.ts'
import { judge, possibleEvents } from '../../engine/core/judge.ts'
import type { Offer } from '../../engine/core/judge.ts'
import { isClockEvent } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import { positionOf } from '../../engine/core/step.ts'
import type { View, Viewer } from '../../engine/runtime/engine.ts'
import { regionOf } from './walk-chart.ts'
import type { ChartMap } from './walk-chart.ts'
import { CANARY } from './walk-ground.ts'
import { dayOf, hopeless, sampleOf } from './walk-payload.ts'
import type { Opened, Payload, Said, Saying } from './walk-payload.ts'
import { count } from './walk-seen.ts'
import type { Seen } from './walk-seen.ts'
import { INSTITUTION } from './world.ts'

export interface Walk extends Saying {
  readonly opened: Opened[]
  readonly seen: Seen
  /** The next choice: 0 ≤ n < of. */
  readonly choose: (of: number) => number
  /** Every step that was taken, so that a failure can be walked again. */
  readonly way: string[]
}
export interface Steps {
  readonly walk: Walk
  readonly map: ChartMap
  readonly steps: number
  /** At one step so many look; over the walks everybody does. */
  readonly lookers: number
  /** So long it takes from one step to the next; sometimes days. */
  readonly pauseMs: number
}
/** What may be done next: somebody sends an event, or time passes until an event is due. */
export interface Move {
  readonly event: string
  readonly by: 'person' | 'courier' | 'register' | 'clock'
  readonly viewer?: Viewer
  readonly offer?: Offer
  readonly state: ProcessState
  /** It takes years until the clock strikes. */
  readonly years?: boolean
}
/** The innermost state of the case region. */
export const leafOf = (state: ProcessState): string =>
  state.paths.findLast((p) => regionOf(p) === 'case') ?? ''

export type Sent = Said & { readonly payload: Payload; readonly how?: Partial<Command> }

/** Sends for the viewer, or for the courier where nobody is named. */
export async function send({ ground, mechanism }: Walk, sent: Sent): Promise<Answer> {
  const { event, state, viewer, payload, how } = sent
  const [answer] = await ground.engine.execute(INSTITUTION, [
    {
      asker: viewer ? { person: viewer.person } : { system: 'courier' },
      via: viewer ? 'api' : 'engine',
      request: ground.request(),
      mechanism: mechanism.id,
      event,
      payload,
      remark: CANARY,
      ...(state ? { process: state.id, expectedVersion: state.version } : {}),
      ...how,
    },
  ])
  if (!answer) throw new Error('no answer')
  if (answer.kind === 'throttled') throw new Error('throttled')
  return answer
}
export type Decided = Exclude<Answer, { kind: 'throttled' }>
export const tried = (walk: Walk, sent: Sent): Promise<Decided> =>
  walk.ground.try(() => send(walk, sent)) as Promise<Decided>

const standing = (mechanism: Mechanism, state: ProcessState) => ({
  mechanism,
  chart: state.chart,
  state,
})
const where = (state: ProcessState | undefined): string => JSON.stringify(state?.value ?? 'nothing')
export const reasonOf = ({ refusal: r }: Extract<Answer, { kind: 'refused' }>): string =>
  `${r.kind} ${r.rule ?? ''} (${r.message.en} ${(r.field ?? []).join('.')})`

function refusedTo(walk: Walk, viewer: Viewer, event: string): void {
  count(walk.seen.refused, event)
  for (const { body } of viewer.seats) walk.seen.refusedTo.add(body)
}

const STRANGE = 4
/** Every offer to a viewer equals what happens when its sample is sent. */
export async function checkOffers(
  walk: Walk,
  viewer: Viewer,
  { state, offers }: View,
): Promise<void> {
  for (const { body } of viewer.seats) walk.seen.looked.add(body)
  for (const offer of offers) {
    // That it is another's duty depends on the seat alone: a part of those is enough at one step.
    if (offer.refusal?.kind === 'NOT_YOUR_DUTY' && walk.choose(STRANGE) > 0) continue
    await checkOffer(walk, { event: offer.event, state, viewer }, offer)
  }
}
/** An offer equals what happens when its sample is sent. */
export async function checkOffer(
  walk: Walk,
  said: Said & { viewer: Viewer },
  offer: Offer,
): Promise<void> {
  const answer = await tried(walk, { ...said, payload: sampleOf(walk, said) })
  const what = `${offer.event} as ${bodiesOf(said.viewer)} in ${where(said.state)}`
  if (offer.allowed) {
    checkAllowed(walk, { said, offer, answer, what })
    return
  }
  if (answer.kind === 'accepted')
    throw new Error(`${what}: not offered (${offer.refusal?.rule ?? ''}), but accepted`)
  expect({ what, kind: answer.refusal.kind, rule: answer.refusal.rule }).toEqual({
    what,
    kind: offer.refusal?.kind,
    rule: offer.refusal?.rule,
  })
  refusedTo(walk, said.viewer, offer.event)
}
const bodiesOf = (viewer: Viewer): string => viewer.seats.map((s) => s.body).join('+')

interface Tried {
  readonly said: Said
  readonly offer: Offer
  readonly answer: Decided
  readonly what: string
}
function checkAllowed(walk: Walk, { said, offer, answer, what }: Tried): void {
  if (answer.kind === 'accepted') {
    walk.seen.duties.add(`${offer.event} ${offer.duty.id}`)
    return
  }
  const { rule = '' } = answer.refusal
  if (!hopeless(walk, said, rule))
    throw new Error(`${what}: offered, but refused: ${reasonOf(answer)}`)
}

/** What is offered may be refused for a payload only by a rule that the offer names. */
export function checkVaried(what: string, offer: Offer, answer: Decided): void {
  if (answer.kind === 'accepted') return
  const { rule = '' } = answer.refusal
  if (!offer.dependsOn.includes(rule))
    throw new Error(
      `${what}: offered, depends on ${offer.dependsOn.join()}, but refused: ${reasonOf(answer)}`,
    )
}

/** Whoever may not read a process is told that there is none, whatever he sends. */
export async function checkUnreadable(
  walk: Walk,
  viewer: Viewer,
  state: ProcessState,
): Promise<void> {
  const events = Object.entries(walk.mechanism.events).filter(([, e]) => !e.opens)
  const [event = ''] = events[walk.choose(events.length)] ?? []
  const said = { event, state, viewer }
  const answer = await tried(walk, { ...said, payload: sampleOf(walk, said) })
  const kind = answer.kind === 'refused' ? answer.refusal.kind : answer.kind
  // A sample that the context cannot fill is malformed before any process is looked for.
  if (kind !== 'MALFORMED')
    expect({ event, to: bodiesOf(viewer), kind }).toEqual({
      event,
      to: bodiesOf(viewer),
      kind: 'NOT_FOUND',
    })
  refusedTo(walk, viewer, event)
}

/** What the state does not take is refused, whoever asks; what a clock fires is nobody's to send. */
export async function checkImpossible(
  walk: Walk,
  viewer: Viewer,
  state: ProcessState,
): Promise<void> {
  const { mechanism } = walk
  const possible = new Set(possibleEvents(standing(mechanism, state)))
  const impossible = Object.entries(mechanism.events)
    .filter(([name, e]) => !e.opens && !possible.has(name) && !isClockEvent(e))
    .map(([name]) => name)
  const never = impossible[walk.choose(impossible.length)]
  if (never !== undefined)
    await expectRefused(walk, { event: never, state, viewer }, ['state', 'shape'])
  for (const { fires } of state.timers) {
    const duties = [mechanism.events[fires]?.by ?? []].flat().map((d) => d.id)
    await expectRefused(walk, { event: fires, state, viewer }, duties)
  }
}
async function expectRefused(
  walk: Walk,
  said: Said & { viewer: Viewer },
  rules: readonly string[],
): Promise<void> {
  const answer = await tried(walk, { ...said, payload: sampleOf(walk, said) })
  const rule = answer.kind === 'refused' ? answer.refusal.rule : 'accepted'
  expect({
    event: said.event,
    in: where(said.state),
    rule,
    among: rules.includes(rule ?? ''),
  }).toEqual({
    event: said.event,
    in: where(said.state),
    rule,
    among: true,
  })
  refusedTo(walk, said.viewer, said.event)
}

/** What the process says of itself follows from its chart and its entries. */
export function checkState(walk: Walk, state: ProcessState): void {
  const { mechanism, ground } = walk
  const chart = mechanism.charts[state.chart]
  if (!chart) throw new Error(`no chart ${state.chart}`)
  const { paths, phase, final } = positionOf(chart, state.value)
  expect({ paths: state.paths, phase: state.phase, final: state.final }).toEqual({
    paths,
    phase,
    final,
  })
  expect(mechanism.contexts[state.chart]?.safeParse(state.context).error).toBeUndefined()
  expect(JSON.stringify(state)).not.toContain(CANARY)
  expect(state.lastEffectiveAt <= ground.now()).toBe(true)
  for (const timer of state.timers) {
    expect({ clock: timer.clock, retention: timer.kind === 'retention' || !state.final }).toEqual({
      clock: timer.clock,
      retention: true,
    })
    checkTimer(walk, state, timer)
  }
  expect(new Set(state.timers.map((t) => t.clock)).size).toBe(state.timers.length)
}

/** A timer that is armed is taken when it is due. */
function checkTimer(
  { mechanism, ground }: Walk,
  state: ProcessState,
  timer: ProcessState['timers'][number],
): void {
  const judged = judge(standing(mechanism, state), {
    event: timer.fires,
    payload: {},
    moment: {
      at: timer.dueAt,
      effective: { at: timer.dueAt },
      on: dayOf(ground),
      process: state.id,
      entry: timer.id,
      facts: {},
    },
    holds: (duties) => duties[0] && { duty: duties[0], by: { body: 'clock' } },
  })
  if (!judged.ok)
    throw new Error(
      `timer ${timer.clock} would strike in vain in ${where(state)}: ${judged.refusal.message.en}`,
    )
}
