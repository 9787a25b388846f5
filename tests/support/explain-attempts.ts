// Attempts that are kept whatever comes of them: of anybody, at wherever the process stands, and in every
// way in which the engine refuses before it asks the chart.

import type { Command } from '../../engine/core/command.ts'
import type { Offer } from '../../engine/core/judge.ts'
import { isClockEvent } from '../../engine/core/load.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Viewer } from '../../engine/runtime/engine.ts'
import { send } from './walk-oracle.ts'
import type { Walk } from './walk-oracle.ts'
import { sampleOf } from './walk-payload.ts'
import { INSTITUTION } from './world.ts'

const EACH = 5
const NOWHERE = '0198c0de-0000-7000-8000-00000000dead'

/** Some attempts on a process as it stands. */
export async function attempt(walk: Walk, state: ProcessState): Promise<void> {
  const events = Object.entries(walk.mechanism.events).filter(([, e]) => !isClockEvent(e))
  for (let n = 0; n < EACH; n++) {
    const [event = '', rule] = events[walk.choose(events.length)] ?? []
    const viewers = [...walk.ground.viewers.values()]
    const viewer = viewers[walk.choose(viewers.length)]
    const at = rule?.opens ? undefined : state
    const said = { event, state: at, viewer }
    const how = HOW[walk.choose(HOW.length)]?.(walk, at)
    await send(walk, { ...said, payload: sampleOf(walk, said), ...(how ? { how } : {}) })
  }
  await offered(walk, state)
  await ofAnother(walk, state)
}

/** What separation, or else a rule of the case, keeps from somebody whose duty it is. */
async function offered(walk: Walk, state: ProcessState): Promise<void> {
  const viewers = [...walk.ground.viewers.values()]
  const found: { readonly viewer: Viewer; readonly offer: Offer }[] = []
  for (let n = 0; n < LOOKED_AT; n++) {
    const viewer = viewers[walk.choose(viewers.length)]
    const views = viewer && (await walk.ground.engine.view(viewer, [state.id]))
    for (const offer of views?.get(state.id)?.offers ?? [])
      if (offer.refusal && offer.refusal.kind !== 'NOT_YOUR_DUTY' && viewer)
        found.push({ viewer, offer })
  }
  const apart = found.filter((f) => f.offer.refusal?.kind === 'SEPARATION')
  const among = apart.length > 0 ? apart : found
  const one = among[walk.choose(among.length)]
  if (!one) return
  const said = { event: one.offer.event, state, viewer: one.viewer }
  await send(walk, { ...said, payload: sampleOf(walk, said) })
}
const LOOKED_AT = 10

type How = (walk: Walk, state: ProcessState | undefined) => Partial<Command>
/** Mostly as it should be sent. */
const HOW: readonly How[] = [
  () => ({}),
  () => ({}),
  () => ({}),
  (_walk, state) => (state ? { expectedVersion: state.version + 7 } : {}),
  () => ({ effective: { on: '2035-01-01' as never } }),
  (_walk, state) => (state ? { process: NOWHERE } : {}),
  (walk) => ({ onBehalfOf: [...walk.ground.viewers.values()][0]?.person ?? '' }),
]

/** The process is named to another mechanism, which knows of no such process. */
async function ofAnother(walk: Walk, state: ProcessState): Promise<void> {
  const { ground, mechanism } = walk
  const other = MECHANISMS.find((m) => m.id !== mechanism.id && m.events['note'])
  const [viewer] = ground.viewers.values()
  if (!other || !viewer || walk.choose(EACH) > 0) return
  await ground.engine.execute(INSTITUTION, [
    {
      asker: { person: viewer.person },
      via: 'api',
      request: ground.request(),
      mechanism: other.id,
      process: state.id,
      event: 'note',
      payload: { text: 'a note' },
    },
  ])
}
