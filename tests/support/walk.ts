// Random walks through a mechanism: at every step the offers to everybody are held against what really
// happens when they are sent, and then one of them, or the clock, moves the process on.

import { Pool } from 'pg'
import { expect } from 'vitest'
import { DEMO_PEOPLE, foundInstitution } from '../../api/demo.ts'
import type { Answer } from '../../engine/core/command.ts'
import { isClockEvent } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Day, Instant, Uuid } from '../../engine/core/values.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import type { View, Viewer } from '../../engine/runtime/engine.ts'
import type { Body } from '../../policies/duty.ts'
import { memoryStore } from './memory.ts'
import type { MemoryStore } from './memory.ts'

const INSTITUTION = '0198c0de-0000-7000-8000-000000000001'
const GOVERNANCE = '0198c0de-0000-7000-8000-0000000000a1'
const NO_ENTRY = '00000000-0000-0000-0000-000000000000'

export interface Ground {
  readonly engine: RunningEngine
  readonly store: MemoryStore
  readonly viewers: Map<string, Viewer>
  readonly seatsOf: (body: Body) => readonly Uuid[]
  now(): Instant
  at(instant: Instant): void
}

/** An institution in memory, whose time is driven by hand. */
export async function memoryGround(mechanisms: readonly Mechanism[] = MECHANISMS): Promise<Ground> {
  let now = '2026-03-02T01:00:00.000Z' as Instant
  const store = memoryStore(() => now)
  let n = 0
  const engine = createEngine({
    pool: new Pool(),
    wrap: () => store,
    mechanisms,
    now: () => now,
    refusalsPerMinute: Number.MAX_SAFE_INTEGER,
    // Ids in order, so that a walk is the same every time.
    ids: {
      next: () => `00000000-0000-7000-8000-${String(++n).padStart(12, '0')}`,
      salt: () => new Uint8Array(32).fill(++n % 251),
    },
    log: {
      warn: () => undefined,
      error: (detail, message) => {
        throw new Error(`${message}: ${JSON.stringify(detail)}`)
      },
    },
  })
  const people = await foundInstitution(engine, {
    institution: INSTITUTION,
    process: GOVERNANCE,
    name: 'Walks',
    issuer: 'https://tests.invalid',
    from: '2020-01-01' as Day,
  })
  const viewers = new Map<string, Viewer>()
  for (const [subject, person] of people) viewers.set(subject, await engine.viewer({ institution: INSTITUTION, person }))
  return {
    engine,
    store,
    viewers,
    seatsOf: (body) => DEMO_PEOPLE.filter((p) => p.body === body).map((p) => people.get(p.subject) ?? ''),
    now: () => now,
    at: (instant) => {
      now = instant
    },
  }
}

/** What a walk has seen, by event. */
export interface Seen {
  readonly accepted: Map<string, number>
  readonly refused: Map<string, number>
  readonly paths: Set<string>
}
export const nothingSeen = (): Seen => ({ accepted: new Map(), refused: new Map(), paths: new Set() })
const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

/** Over a walk everybody looks; at one step so many. */
const VIEWERS_PER_STEP = 9

interface Walk {
  readonly ground: Ground
  readonly mechanism: Mechanism
  readonly seen: Seen
  /** The next choice: 0 ≤ n < of. */
  readonly choose: (of: number) => number
}

function payloadOf({ ground, mechanism }: Walk, viewer: Viewer, at: { event: string; state: ProcessState | undefined }) {
  const sample = mechanism.samples[at.event]
  const duties = [mechanism.events[at.event]?.by ?? []].flat()
  // Somebody whose duty it is not sends what the one whose duty it is would send.
  const entitled = (v: Viewer) => v.seats.find((s) => duties.some((d) => d.body === s.body))
  const seat = entitled(viewer) ?? [...ground.viewers.values()].map(entitled).find((s) => s !== undefined)
  const last = at.state && ground.store.entries.findLast((e) => e['process'] === at.state?.id)
  return (
    sample?.({
      context: at.state?.context ?? {},
      on: ground.now().slice(0, 10) as Day,
      by: { person: seat?.person ?? viewer.person, body: seat?.body ?? 'system', ...(seat?.unit ? { unit: seat.unit } : {}) },
      people: ground.seatsOf,
      // The last seat of a body, so that the first holder goes on holding it.
      seats: (body) =>
        [...ground.viewers.values()].flatMap((v) => v.seats.filter((x) => x.body === body).map((x) => x.id)).toReversed(),
      lastEntry: last?.id ?? NO_ENTRY,
    }) ?? {}
  )
}

let requests = 0
async function send(walk: Walk, viewer: Viewer, at: { event: string; state: ProcessState | undefined; dry: boolean }): Promise<Answer> {
  const { ground, mechanism } = walk
  ground.store.dry = at.dry
  try {
    const [answer] = await ground.engine.execute(INSTITUTION, [
      {
        asker: { person: viewer.person },
        via: 'api',
        request: `walk-${String(++requests)}`,
        mechanism: mechanism.id,
        event: at.event,
        payload: payloadOf(walk, viewer, at),
        ...(at.state ? { process: at.state.id, expectedVersion: at.state.version } : {}),
      },
    ])
    if (!answer) throw new Error('no answer')
    return answer
  } finally {
    ground.store.dry = false
  }
}

/** Every offer to every viewer equals what happens when it is sent. */
async function checkOffers(walk: Walk, views: ReadonlyMap<string, View>): Promise<void> {
  for (const [subject, { state, offers }] of views)
    for (const offer of offers) {
      const viewer = walk.ground.viewers.get(subject) as Viewer
      const answer = await send(walk, viewer, { event: offer.event, state, dry: true })
      const what = `${walk.mechanism.id} ${offer.event} as ${subject} in ${JSON.stringify(state.value)}`
      if (offer.allowed && answer.kind === 'refused')
        expect.fail(`${what}: offered, but refused by ${answer.refusal.rule ?? ''} ${answer.refusal.message.en} ${String(answer.refusal.field)}`)
      if (!offer.allowed) {
        count(walk.seen.refused, offer.event)
        if (answer.kind !== 'refused') expect.fail(`${what}: not offered (${offer.refusal?.rule ?? ''}), but accepted`)
        else expect({ what, kind: answer.refusal.kind, rule: answer.refusal.rule }).toEqual({ what, kind: offer.refusal?.kind, rule: offer.refusal?.rule })
      }
    }
}

/** What the state does not take is refused, whoever asks. */
async function checkImpossible(walk: Walk, state: ProcessState, possible: ReadonlySet<string>): Promise<void> {
  const impossible = Object.entries(walk.mechanism.events)
    .filter(([name, e]) => !e.opens && !possible.has(name) && !isClockEvent(e))
    .map(([name]) => name)
  const event = impossible[walk.choose(impossible.length)]
  const viewers = [...walk.ground.viewers.values()]
  const viewer = viewers[walk.choose(viewers.length)]
  if (!event || !viewer) return
  const answer = await send(walk, viewer, { event, state, dry: true })
  expect({ event, kind: answer.kind }).toEqual({ event, kind: 'refused' })
  count(walk.seen.refused, event)
}

async function openOne(walk: Walk): Promise<ProcessState> {
  const founded = walk.ground.store.processes.get(GOVERNANCE)
  if (founded?.mechanism === walk.mechanism.id) {
    // The founder is nobody who could look or send; what he did is in the trail.
    for (const { leaf } of walk.ground.store.entries) {
      const { event, to } = JSON.parse(leaf) as Leaf
      count(walk.seen.accepted, event.type)
      if (typeof to === 'object') for (const [region, state] of Object.entries(to)) walk.seen.paths.add(`${region}.${String(state)}`)
    }
    return founded
  }
  const openings = Object.entries(walk.mechanism.events).filter(([, e]) => e.opens)
  const attempts = openings.flatMap(([event, e]) =>
    [...walk.ground.viewers.values()]
      .filter((v) => v.seats.some((s) => [e.by].flat().some((d) => d.body === s.body)))
      .map((viewer) => ({ event, viewer })),
  )
  const rare = attempts.toSorted((a, b) => (walk.seen.accepted.get(a.event) ?? 0) - (walk.seen.accepted.get(b.event) ?? 0))
  const picked = rare[walk.choose(Math.min(4, rare.length))]
  if (!picked) throw new Error(`nobody can open ${walk.mechanism.id}`)
  for (const [event] of openings) {
    const stranger = walk.ground.viewers.get('court-1') as Viewer
    const answer = await send(walk, stranger, { event, state: undefined, dry: true })
    if (answer.kind === 'refused') count(walk.seen.refused, event)
  }
  const answer = await send(walk, picked.viewer, { event: picked.event, state: undefined, dry: false })
  if (answer.kind !== 'accepted') throw new Error(`${picked.event} cannot open: ${JSON.stringify(answer)}`)
  count(walk.seen.accepted, picked.event)
  return answer.process
}

/** Lets the next timer of the process strike. */
async function passTime(walk: Walk, state: ProcessState): Promise<boolean> {
  const next = state.timers.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
  if (!next) return false
  if (next.dueAt > walk.ground.now()) walk.ground.at(next.dueAt)
  await walk.ground.engine.clock.round()
  const after = walk.ground.store.processes.get(state.id)
  expect({ clock: next.clock, moved: (after?.version ?? 0) > state.version }).toEqual({ clock: next.clock, moved: true })
  for (const e of walk.ground.store.entries) if (e['process'] === state.id && e['kind'] === 'clock') count(walk.seen.accepted, String(e['event']))
  return true
}

/** Walks one process for so many steps, checking everything at each of them. */
export async function walk(of: Walk, steps: number): Promise<void> {
  let state = await openOne(of)
  for (let step = 0; step < steps; step++) {
    const views = new Map<string, View>()
    const everybody = [...of.ground.viewers]
    const shift = of.choose(everybody.length)
    const some = everybody.filter((_, i) => (i + shift) % everybody.length < VIEWERS_PER_STEP)
    for (const [subject, { institution, person }] of everybody)
      of.ground.viewers.set(subject, await of.ground.engine.viewer({ institution, person }))
    for (const [subject] of some) {
      const viewer = of.ground.viewers.get(subject) as Viewer
      const view = (await of.ground.engine.view(viewer, [state.id])).get(state.id)
      if (view) views.set(subject, view)
    }
    for (const path of state.paths) of.seen.paths.add(path)
    await checkOffers(of, views)
    const open = [...views].flatMap(([subject, { offers, state: seen }]) =>
      offers.filter((o) => o.allowed).map(({ event }) => ({ subject, event, seen })),
    )
    await checkImpossible(of, state, new Set([...views.values()].flatMap((v) => v.offers.map((o) => o.event))))
    if ((of.choose(5) === 0 || open.length === 0) && (await passTime(of, state))) {
      state = of.ground.store.processes.get(state.id) as ProcessState
      continue
    }
    if (open.length === 0) return
    const rare = open.toSorted((a, b) => (of.seen.accepted.get(a.event) ?? 0) - (of.seen.accepted.get(b.event) ?? 0))
    const picked = rare[of.choose(Math.min(12, rare.length))]
    if (!picked) return
    const answer = await send(of, of.ground.viewers.get(picked.subject) as Viewer, { event: picked.event, state: picked.seen, dry: false })
    if (answer.kind !== 'accepted') expect.fail(`${picked.event} as ${picked.subject}: ${JSON.stringify(answer)}`)
    else {
      count(of.seen.accepted, picked.event)
      state = answer.process
    }
  }
}
