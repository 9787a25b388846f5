// What may be done next on a walk, how it is done, and what of it is noted.

import { dutiesOf } from '../../engine/core/load.ts'
import type { Offer } from '../../engine/core/judge.ts'
import type { EventRule } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { View, Viewer } from '../../engine/runtime/engine.ts'
import { checkOffer, checkVaried, leafOf, reasonOf, send, tried } from './walk-oracle.ts'
import type { Decided, Move, Sent, Walk } from './walk-oracle.ts'
import { SAMPLE, dayOf, sampleOf, transcription, variantOf } from './walk-payload.ts'
import type { Said } from './walk-payload.ts'
import { count, times } from './walk-seen.ts'

export async function viewsOf(
  { ground }: Walk,
  { id }: ProcessState,
): Promise<ReadonlyMap<string, View>> {
  const views = new Map<string, View>()
  for (const [subject, viewer] of ground.viewers) {
    const view = (await ground.engine.view(viewer, [id])).get(id)
    if (view) views.set(subject, view)
  }
  return views
}

export function noteState({ seen }: Walk, state: ProcessState): void {
  seen.steps++
  for (const path of state.paths) seen.paths.add(path)
  count(seen.stood, leafOf(state))
  count(seen.values, JSON.stringify(state.value))
}

export function movesOf(
  walk: Walk,
  views: ReadonlyMap<string, View>,
  state: ProcessState,
): readonly Move[] {
  const { ground, mechanism, varied } = walk
  const moves: Move[] = []
  const possible = new Set<string>()
  for (const [subject, view] of views) {
    const viewer = ground.viewers.get(subject) as Viewer
    for (const offer of view.offers) {
      possible.add(offer.event)
      if (offer.allowed) moves.push({ event: offer.event, by: 'person', viewer, offer, state })
    }
  }
  for (const event of possible)
    if (dutiesOf(mechanism.events[event] as EventRule).some((d) => d.body === 'courier'))
      moves.push({ event, by: 'courier', state })
  if (varied.transcribed?.holds(state.context)) {
    const viewer = ground.viewers.get('protection-3') as Viewer
    for (const event of possible)
      if (mechanism.events[event]?.transcribable)
        moves.push({ event, by: 'register', viewer, state })
  }
  const due = nextTimer(state)
  if (due) moves.push({ event: due.fires, by: 'clock', state, years: due.kind === 'retention' })
  return moves
}

const nextTimer = (state: ProcessState) =>
  state.timers.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]

/** Makes a move; undefined where it is refused, which only a payload or an earlier register may be. */
export async function make(walk: Walk, move: Move): Promise<ProcessState | undefined> {
  if (move.by === 'clock') return passTime(walk, move.state)
  const { event, state, viewer } = move
  if (move.by === 'register') return transcribe(walk, { event, state, viewer })
  const sent = (await variantThatGoes(walk, move)) ?? {
    name: SAMPLE,
    sent: { event, state, viewer, payload: sampleOf(walk, { event, state, viewer }) },
  }
  return keep(walk, sent)
}

export async function keep(
  walk: Walk,
  { name, sent }: { readonly name: string; readonly sent: Sent },
): Promise<ProcessState | undefined> {
  const { seen } = walk
  const from = walk.ground.written.length
  const answer = (await send(walk, sent)) as Decided
  const who = sent.viewer ? nameOf(walk, sent.viewer) : 'courier'
  walk.way.push(
    `${who} ${sent.event} ${name}${answer.kind === 'refused' ? ` refused: ${reasonOf(answer)}` : ''}`,
  )
  noteWritten(walk, from)
  if (answer.kind === 'refused') {
    count(seen.refused, sent.event)
    return undefined
  }
  count(seen.variants, `${sent.event} ${name}`)
  if (sent.state) count(seen.taken, `${sent.event} ${leafOf(sent.state)}`)
  await walk.ground.engine.courier.round()
  return walk.ground.process(answer.process.id)
}

export const nameOf = ({ ground }: Walk, viewer: Viewer): string =>
  [...ground.viewers].find(([, v]) => v.person === viewer.person)?.[0] ?? viewer.person

/** Everything that was written since, counted by event and duty. */
export function noteWritten({ ground, mechanism, seen }: Walk, from: number): void {
  for (const { leaf } of ground.written.slice(from)) {
    if (leaf.refusal || leaf.process?.mechanism !== mechanism.id) continue
    count(seen.accepted, leaf.event.type)
    seen.duties.add(`${leaf.event.type} ${leaf.decision?.duty ?? ''}`)
  }
}

export function noteVaried(
  { seen }: Walk,
  at: { readonly what: string; readonly offer: Offer; readonly answer: Decided },
): void {
  const { what, offer, answer } = at
  checkVaried(what, offer, answer)
  if (answer.kind === 'accepted') return
  seen.payloadRules.add(`${offer.event} ${answer.refusal.rule ?? ''}`)
  count(seen.refused, offer.event)
}

/** What is offered by a duty by which nobody has sent it yet is tried by it. */
export async function probeDuties(
  walk: Walk,
  views: ReadonlyMap<string, View>,
  state: ProcessState,
): Promise<void> {
  for (const [subject, { offers }] of views)
    for (const offer of offers) {
      const viewer = walk.ground.viewers.get(subject)
      if (!viewer || !offer.allowed || walk.seen.duties.has(`${offer.event} ${offer.duty.id}`))
        continue
      await checkOffer(walk, { event: offer.event, state, viewer }, offer)
    }
}

/** A variant that was seldom sent, where one is accepted here; of those refused, the reason is held against the offer. */
async function variantThatGoes(walk: Walk, move: Move) {
  const { event, state, viewer, offer } = move
  const said: Said = { event, state, viewer }
  const table = Object.entries(walk.varied.variants[event] ?? {})
  const used = (name: string) => times(walk.seen.variants, `${event} ${name}`)
  const rare = table.toSorted(([a], [b]) => used(a) - used(b))
  const [name, variant] = rare[walk.choose(Math.min(rare.length, 3))] ?? []
  if (!name || !variant || walk.choose(4) > 0) return undefined
  const payload = variantOf(walk, said, variant)
  if (!payload) return undefined
  const sent = { ...said, payload }
  const answer = await tried(walk, sent)
  if (offer)
    noteVaried(walk, {
      what: `${event} ${name} as ${nameOf(walk, viewer as Viewer)}`,
      offer,
      answer,
    })
  return answer.kind === 'accepted' ? { name, sent } : undefined
}

/** As an earlier register records it: with its day, without one, or without but with what it attests. */
export async function transcribe(walk: Walk, said: Said): Promise<ProcessState | undefined> {
  const on = dayOf(walk.ground)
  const times3 = [
    { on },
    { unknown: true, attested: 'late' },
    { unknown: true, attested: 'inTime' },
    undefined,
  ] as const
  const effective = times3[walk.choose(times3.length)]
  const how = { ...transcription(walk.opened.length), ...(effective ? { effective } : {}) }
  const sent = { ...said, payload: sampleOf(walk, said), how }
  const answer = await tried(walk, sent)
  if (answer.kind === 'accepted') return keep(walk, { name: 'transcribed', sent })
  count(walk.seen.refused, said.event)
  return undefined
}

/** Lets the next timer of the process strike. */
async function passTime(walk: Walk, state: ProcessState): Promise<ProcessState> {
  const { ground } = walk
  const due = nextTimer(state)
  if (!due) throw new Error('no timer')
  const from = ground.written.length
  if (due.dueAt > ground.now()) ground.at(due.dueAt)
  await ground.engine.clock.round()
  await ground.engine.courier.round()
  noteWritten(walk, from)
  const after = await ground.process(state.id)
  walk.way.push(`clock ${due.clock} ${due.fires} at ${ground.now()}`)
  if (after.version <= state.version) throw new Error(`timer ${due.clock} did not strike`)
  for (const { leaf } of ground.written.slice(from))
    if (leaf.process?.id === state.id) count(walk.seen.taken, `${leaf.event.type} ${leafOf(state)}`)
  return after
}

/** Lets time pass until a clock fires the event; undefined where it is not under way. */
export async function passUntil(
  walk: Walk,
  from: ProcessState,
  event: string,
): Promise<ProcessState | undefined> {
  let state = from
  while (state.timers.some((t) => t.fires === event)) {
    const before = walk.ground.written.length
    state = await passTime(walk, state)
    if (walk.ground.written.slice(before).some((w) => w.leaf.event.type === event)) return state
  }
  return undefined
}
