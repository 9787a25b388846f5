// Cases that go their way on a real database: whoever may do something does it, the wrong person tries,
// days pass and clocks strike. The same every time.

import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import type { Viewer } from '../../engine/runtime/engine.ts'
import { INSTITUTION } from './world.ts'
import type { World } from './world.ts'

export interface Roaming {
  /** Mechanism id, `M07`. */
  readonly mechanism: string
  readonly steps: number
  readonly seed: number
  /** Takes the place of members of the sample that opens it. */
  readonly opening?: Readonly<Record<string, unknown>>
}

const NO_ENTRY = '00000000-0000-0000-0000-000000000000'
const DAY_MS = 86_400_000

/** Numbers from 0 to `of` − 1, the same for the same seed (xorshift). */
function chooser(seed: number): (of: number) => number {
  let x = ((seed * 2_654_435_761) % 2 ** 32) | 1
  return (of) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return Math.abs(x) % of
  }
}

/** Opens a process and lets it go its way; gives its id. Throws where it cannot be opened. */
export async function roam(
  world: World,
  { mechanism: id, steps, seed, opening = {} }: Roaming,
): Promise<Uuid> {
  const mechanism = MECHANISMS.find((m) => m.id === id)
  if (!mechanism) throw new Error(`no mechanism ${id}`)
  const choose = chooser(seed)
  const viewers = new Map<string, Viewer>()
  for (const [subject, person] of world.people)
    viewers.set(subject, await world.engine.viewer({ institution: INSTITUTION, person }))
  const names = [...viewers.keys()]
  let state = await open(world, { mechanism, viewers, choose, opening })
  let lastEntry = NO_ENTRY
  for (let n = 0; n < steps && !state.final; n++) {
    if (choose(4) === 0) await pass(world, 1 + choose(12))
    const who = names[choose(names.length)] ?? ''
    const viewer = viewers.get(who)
    if (!viewer) continue
    const view = (await world.engine.view(viewer, [state.id])).get(state.id)
    if (!view) continue
    const offers = view.offers.filter((o) => o.allowed || choose(5) === 0)
    const offer = offers[choose(Math.max(1, offers.length))]
    if (!offer) continue
    const payload = sampleOf(world, mechanism, {
      event: offer.event,
      viewer,
      state: view.state,
      lastEntry,
    })
    const remark = choose(3) === 0 ? { remark: `Remark ${String(n)} of a person` } : {}
    const answer = await world.send(who, {
      mechanism: id,
      process: state.id,
      event: offer.event,
      payload,
      ...remark,
    })
    if (answer.kind === 'accepted') {
      state = answer.process
      lastEntry = answer.entry.id
    } else if (answer.kind === 'refused' && answer.current) state = answer.current
  }
  return state.id
}

/** Lets days pass, one after the other, and the clock strike on each. */
export async function pass(world: World, days: number): Promise<void> {
  for (let n = 0; n < days; n++) {
    world.at(new Date(Date.parse(world.now()) + DAY_MS).toISOString())
    await world.engine.clock.round()
  }
}

interface Cast {
  readonly mechanism: Mechanism
  readonly viewers: ReadonlyMap<string, Viewer>
  readonly choose: (of: number) => number
  readonly opening: Readonly<Record<string, unknown>>
}

async function open(
  world: World,
  { mechanism, viewers, choose, opening }: Cast,
): Promise<ProcessState> {
  const events = Object.keys(mechanism.events).filter((e) => mechanism.events[e]?.opens)
  const tries: string[] = []
  for (let n = 0; n < 60; n++) {
    const event = events[choose(events.length)] ?? ''
    const who = [...viewers.keys()][choose(viewers.size)] ?? ''
    const viewer = viewers.get(who)
    const bodies = [mechanism.events[event]?.by ?? []].flat().map((d) => d.body)
    if (!viewer?.seats.some((s) => bodies.includes(s.body))) continue
    const payload = {
      ...sampleOf(world, mechanism, { event, viewer, state: undefined, lastEntry: NO_ENTRY }),
      ...opening,
    }
    const answer = await world.send(who, { mechanism: mechanism.id, event, payload })
    if (answer.kind === 'accepted') return answer.process
    tries.push(`${event} by ${who}: ${JSON.stringify(answer)}`)
  }
  throw new Error(`${mechanism.id} could not be opened: ${tries.join('; ')}`)
}

function sampleOf(
  world: World,
  mechanism: Mechanism,
  at: {
    readonly event: string
    readonly viewer: Viewer
    readonly state: ProcessState | undefined
    readonly lastEntry: Uuid
  },
): object {
  const bodies = [mechanism.events[at.event]?.by ?? []].flat().map((d) => d.body)
  const seat = at.viewer.seats.find((s) => bodies.includes(s.body)) ?? at.viewer.seats[0]
  return (
    (mechanism.samples[at.event]?.({
      context: at.state?.context ?? {},
      on: world.now().slice(0, 10) as Day,
      by: {
        person: at.viewer.person,
        body: seat?.body ?? 'system',
        ...(seat?.unit ? { unit: seat.unit } : {}),
      },
      people: (body) => world.seatsOf(body),
      lastEntry: at.lastEntry,
    }) as object | undefined) ?? {}
  )
}
