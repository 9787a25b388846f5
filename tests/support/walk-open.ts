// How a walk begins: by an opening that was seldom used, or by a way that leads into the deep.

import { dutiesOf, isClockEvent } from '../../engine/core/load.ts'
import type { EventRule } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Viewer } from '../../engine/runtime/engine.ts'
import {
  keep,
  movesOf,
  nameOf,
  noteWritten,
  passUntil,
  probeDuties,
  transcribe,
  viewsOf,
} from './walk-move.ts'
import { tried } from './walk-oracle.ts'
import type { Move, Walk } from './walk-oracle.ts'
import { SAMPLE, dayOf, sampleOf, transcription, variantOf } from './walk-payload.ts'
import type { Variant } from './walk-payload.ts'
import { count, times } from './walk-seen.ts'
import { GOVERNANCE, INSTITUTION } from './world.ts'

/** Half of the walks begin in the deep, by the way that was taken least. */
export function wayFor({ varied, choose, seen }: Walk): readonly string[] {
  const ways = Object.entries(varied.ways ?? {})
  if (ways.length === 0 || choose(3) === 0) return []
  const [first] = ways.toSorted(
    ([a], [b]) => times(seen.variants, `way ${a}`) - times(seen.variants, `way ${b}`),
  )
  if (!first) return []
  count(seen.variants, `way ${first[0]}`)
  return first[1]
}

/** One step of a way; undefined where nobody may take it. */
export async function stepOnWay(
  walk: Walk,
  state: ProcessState,
  step: string,
): Promise<ProcessState | undefined> {
  const { event, name, body } = readStep(step)
  if (
    walk.varied.transcribed?.holds(state.context) &&
    walk.mechanism.events[event]?.transcribable
  ) {
    const next = await transcribe(walk, {
      event,
      state,
      viewer: walk.ground.viewers.get('protection-3'),
    })
    if (next) return next
  }
  if (isClockEvent(walk.mechanism.events[event] as EventRule)) return passUntil(walk, state, event)
  const views = await viewsOf(walk, state)
  await probeDuties(walk, views, state)
  const moves = movesOf(walk, views, state)
  const fits = (m: Move) =>
    body === 'courier'
      ? m.by === 'courier'
      : m.by === 'person' && (!body || m.offer?.duty.body === body)
  const fit = moves.filter((m) => m.event === event && fits(m))
  const move = fit[walk.choose(fit.length)]
  if (!move) return undefined
  const said = { event, state, viewer: move.viewer }
  const variant = walk.varied.variants[event]?.[name]
  const payload = (variant && variantOf(walk, said, variant)) ?? sampleOf(walk, said)
  return keep(walk, { name, sent: { ...said, payload } })
}

function readStep(step: string) {
  const [rest = '', body] = step.split('@')
  const [event = '', name = SAMPLE] = rest.split(':')
  return { event, name, body }
}

interface Opening {
  readonly event: string
  readonly name: string
  readonly make: Variant | undefined
  /** Nobody where the courier opens it. */
  readonly viewer: Viewer | undefined
  readonly register: boolean
}

export async function open(walk: Walk, first?: string): Promise<ProcessState> {
  const { ground, mechanism, varied } = walk
  if (mechanism.id === 'G01' && walk.opened.length === 0) await keepTrail(walk)
  noteWritten(walk, 0)
  if (mechanism.id === 'G01') {
    walk.opened.push({ id: GOVERNANCE, subjects: [] })
    // The founder is nobody who could look or send; what he did is in the trail.
    for (const { leaf } of ground.written)
      if (typeof leaf.to === 'object')
        for (const [region, inner] of Object.entries(leaf.to))
          if (typeof inner === 'string') walk.seen.paths.add(`${region}.${inner}`)
    await refuseOpening(walk)
    return ground.process(GOVERNANCE)
  }
  await refuseOpening(walk)
  const wanted = first === undefined ? undefined : readStep(first)
  const used = (o: Opening) => times(walk.seen.variants, `${o.event} ${o.name}`)
  // Where what other walks have left refuses the opening of a way, the walk begins by another.
  const astray = (o: Opening) => (wanted && !fits(o, wanted) ? FAR : 0)
  const rare = openingsOf(walk)
    .map((o) => ({ o, n: used(o) * 10 + walk.choose(10) + astray(o) }))
    .toSorted((a, b) => a.n - b.n)
  for (const { o } of rare) {
    const said = { event: o.event, state: undefined, viewer: o.viewer }
    await varied.furnish?.(ground, o.event)
    const payload = o.make ? variantOf(walk, said, o.make) : sampleOf(walk, said)
    if (!payload) continue
    const how = o.register
      ? { ...transcription(walk.opened.length + 1), effective: { on: dayOf(ground) } }
      : {}
    const sent = { ...said, payload, how }
    const answer = await tried(walk, sent)
    if (answer.kind === 'refused') {
      walk.seen.payloadRules.add(`${o.event} ${answer.refusal.rule ?? ''}`)
      count(walk.seen.refused, o.event)
      continue
    }
    const state = await keep(walk, { name: o.name, sent })
    if (!state) throw new Error('it was accepted in trial')
    walk.opened.push({ id: state.id, subjects: state.subjects })
    return state
  }
  throw new Error(`nobody can open ${mechanism.id}`)
}

/** What only the server records of the institution. */
async function keepTrail(walk: Walk): Promise<void> {
  const state = await walk.ground.process(GOVERNANCE)
  for (const event of ['enterSealKey', 'beat']) {
    const [answer] = await walk.ground.engine.execute(INSTITUTION, [
      {
        asker: { system: 'keeper' },
        via: 'engine',
        request: walk.ground.request(),
        mechanism: 'G01',
        process: GOVERNANCE,
        event,
        payload: sampleOf(walk, { event, state, viewer: undefined }),
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(`${event}: ${JSON.stringify(answer)}`)
  }
}

const FAR = 1e6
const fits = (o: Opening, wanted: ReturnType<typeof readStep>): boolean =>
  o.event === wanted.event &&
  o.name === wanted.name &&
  (wanted.body === undefined ||
    (o.viewer?.seats.some((s) => s.body === wanted.body) ?? wanted.body === 'courier'))

function openingsOf({ ground, mechanism, varied }: Walk): readonly Opening[] {
  return Object.entries(mechanism.events).flatMap(([event, rule]): Opening[] => {
    if (!rule.opens) return []
    const bodies = dutiesOf(rule).map((d) => d.body)
    const viewers = [...ground.viewers.values()].filter((v) =>
      v.seats.some((s) => bodies.includes(s.body)),
    )
    const ways: [string, Variant | undefined][] = [
      [SAMPLE, varied.opening],
      ...Object.entries(varied.variants[event] ?? {}),
    ]
    const openers = bodies.includes('courier') ? [...viewers, undefined] : viewers
    const open = openers.flatMap((viewer) =>
      ways.map(([name, make]) => ({ event, name: `${name}`, make, viewer, register: false })),
    )
    const { transcribed } = varied
    const viewer = ground.viewers.get('protection-3')
    return transcribed?.event === event && viewer
      ? [...open, { event, name: 'transcribed', make: transcribed.payload, viewer, register: true }]
      : open
  })
}

/** Nobody opens what it is not their duty to open. */
export async function refuseOpening(walk: Walk): Promise<void> {
  for (const [event, rule] of Object.entries(walk.mechanism.events)) {
    if (!rule.opens) continue
    for (const viewer of walk.ground.viewers.values()) {
      const bodies = dutiesOf(rule).map((d) => d.body)
      if (viewer.seats.some((s) => bodies.includes(s.body))) continue
      const said = { event, state: undefined, viewer }
      const answer = await tried(walk, { ...said, payload: sampleOf(walk, said) })
      if (answer.kind === 'accepted' || answer.refusal.kind !== 'NOT_YOUR_DUTY')
        throw new Error(`${event} by ${nameOf(walk, viewer)}: ${JSON.stringify(answer)}`)
      count(walk.seen.refused, event)
      for (const { body } of viewer.seats) walk.seen.refusedTo.add(body)
    }
  }
}
