// The past, played again from the entries: it is what was answered then, at a thousand times of random walks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editionsOf } from '../../engine/core/editions.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { AsOf } from '../../engine/runtime/asof.ts'
import { PastRecords } from '../../engine/runtime/asof-records.ts'
import type { Past, PastLeaf } from '../../engine/runtime/asof.ts'
import type { Moment } from '../../engine/runtime/engine.ts'
import { registryOf, variedOf } from '../support/walk-all.ts'
import { chartMap } from '../support/walk-chart.ts'
import { memoryGround } from '../support/walk-ground.ts'
import type { Ground, Written } from '../support/walk-ground.ts'
import type { Opened } from '../support/walk-payload.ts'
import { chooser, nothingSeen } from '../support/walk-seen.ts'
import { walkOnce } from '../support/walk.ts'
import { INSTITUTION } from '../support/world.ts'

const SEED = 20_261_127
const WALKS = 2
const STEPS = 16
const PAUSE_MS = 10 * 3_600_000
const TIMES = 1000

/** What somebody who may read everything was shown of a process, and when. */
interface Shown {
  readonly position: number
  readonly at: Instant
  readonly state: ProcessState
}
interface Walked {
  readonly id: string
  readonly ground: Ground
  readonly mechanisms: readonly Mechanism[]
  readonly past: Past
  readonly records: PastRecords
  readonly shown: readonly Shown[]
  /** Processes in which something took effect at another time than it was recorded. */
  readonly backdated: ReadonlySet<Uuid>
}

/** Mechanisms with clocks that read facts of others, that end, and that may be backdated. */
const IDS = ['M07', 'M06', 'M09', 'M05', 'G01']
const walked: Walked[] = []

/** The trail in memory; nothing is taken as it stands now, and any process may be about a subject. */
function pastOf(written: readonly Written[]): Past {
  const taken = (upTo: number): PastLeaf[] =>
    written.filter(({ leaf, position }) => position <= upTo && leaf.process && !leaf.refusal)
  const never = () => Promise.reject(new Error('not asked in memory'))
  return {
    institution: INSTITUTION,
    leaves: async (processes, upTo) => {
      const found = new Map<Uuid, PastLeaf[]>(processes.map((id) => [id, []]))
      for (const one of taken(upTo)) found.get(one.leaf.process?.id ?? '')?.push(one)
      return found
    },
    governing: async (after, upTo) =>
      taken(upTo).filter(
        ({ leaf, position }) => position > after && leaf.process?.mechanism === 'G01',
      ),
    unchanged: async () => [],
    about: async (_subject, upTo) =>
      taken(upTo)
        .filter(({ leaf }) => leaf.process?.opens)
        .flatMap(({ leaf: { process } }) => (process ? [process] : [])),
    changed: never,
    standing: never,
    open: never,
  }
}

async function walkAll(id: string): Promise<Walked> {
  const mechanism = MECHANISMS.find((m) => m.id === id)
  if (!mechanism) throw new Error(`no mechanism ${id}`)
  const mechanisms = registryOf(mechanism)
  const ground = await memoryGround(mechanisms)
  const shown: Shown[] = []
  const varied = variedOf(mechanism)
  const map = chartMap(mechanism)
  const opened: Opened[] = []
  const seen = nothingSeen()
  const audit = ground.viewers.get('audit-1')
  if (!audit) throw new Error('nobody audits')
  const look = async (process: Uuid): Promise<void> => {
    const view = (await ground.engine.view(audit, [process])).get(process)
    if (!view) throw new Error('audit sees everything')
    // Through JSON, as it would have been kept.
    const state = JSON.parse(JSON.stringify(view.state)) as ProcessState
    shown.push({ position: ground.written.length, at: ground.now(), state })
  }
  for (let n = 0; n < WALKS; n++) {
    const choose = chooser(SEED + n)
    await varied.around?.(ground, opened.length + 1)
    const meanwhile = async (on: Ground, state: ProcessState): Promise<void> => {
      await varied.meanwhile?.(on, state)
      await look(state.id)
      const others = [...new Set(shown.map((s) => s.state.id))]
      await look(others[choose(others.length)] ?? state.id)
    }
    const walk = {
      ground,
      mechanism,
      varied: { ...varied, meanwhile },
      opened,
      seen,
      choose,
      way: [],
    }
    await walkOnce({ walk, map, steps: STEPS, lookers: 0, pauseMs: PAUSE_MS })
  }
  const backdated = new Set(
    ground.written.flatMap(({ leaf }: { readonly leaf: Leaf }) =>
      leaf.effective && leaf.kind !== 'clock' ? [leaf.process?.id ?? ''] : [],
    ),
  )
  const records = new PastRecords(editionsOf(mechanisms), undefined)
  return { id, mechanisms, ground, past: pastOf(ground.written), records, shown, backdated }
}

beforeAll(async () => {
  for (const id of IDS) walked.push(await walkAll(id))
}, 300_000)
afterAll(async () => {
  for (const { ground } of walked) await ground.close()
})

/** Rows have no order, and what is absent is no difference. */
const plain = (state: ProcessState): unknown => ({
  ...(JSON.parse(JSON.stringify(state)) as object),
  timers: [...state.timers].sort((a, b) => (a.clock < b.clock ? -1 : 1)),
})
const asked = ({ mechanisms, past, records }: Walked, moment: Moment): AsOf =>
  new AsOf(past, moment, { mechanisms, records })
const shownOf = (walk: Walked, choose: (of: number) => number): Shown =>
  walk.shown[choose(walk.shown.length)] as Shown

describe('the past', () => {
  test(`is what was shown then, at ${String(TIMES)} times`, { timeout: 300_000 }, async () => {
    const choose = chooser(SEED)
    let [struck, differ] = [0, 0]
    for (let n = 0; n < TIMES; n++) {
      const walk = walked[n % walked.length] as Walked
      const { position, at, state } = shownOf(walk, choose)
      const asOf = asked(walk, { position, until: at, effective: at })
      const found = (await asOf.states([state.id])).get(state.id)
      expect(found?.follows).toBe(true)
      expect(plain(found?.state as ProcessState), `${walk.id} at ${at}`).toEqual(plain(state))
      struck += found?.struck ?? 0
      if (state.version > 1) differ++
    }
    // The walks are such that the test can fail: time has passed over deadlines, and cases have gone on.
    expect(struck).toBeGreaterThan(10)
    expect(differ).toBeGreaterThan(TIMES / 2)
  })

  test('by what had been recorded only grows with the position', async () => {
    for (const walk of walked) {
      const choose = chooser(SEED + 1)
      const { state } = shownOf(walk, choose)
      const end = walk.ground.now()
      let before = 0
      for (let position = 0; position <= walk.ground.written.length; position += 43) {
        const asOf = asked(walk, {
          position,
          until: '1970-01-01T00:00:00.000Z' as Instant,
          effective: end,
        })
        const version = (await asOf.states([state.id])).get(state.id)?.state.version ?? 0
        expect(version).toBeGreaterThanOrEqual(before)
        before = version
      }
      expect(before).toBeGreaterThan(0)
    }
  })

  test('by what was in effect is what had been recorded, where nothing was backdated', async () => {
    const choose = chooser(SEED + 2)
    let compared = 0
    for (let n = 0; n < 60; n++) {
      const walk = walked[n % walked.length] as Walked
      const { at, state } = shownOf(walk, choose)
      if (walk.backdated.has(state.id)) continue
      const { written } = walk.ground
      const at1 = written.findLast((w) => w.leaf.recordedAt <= at)?.position ?? 0
      const moments = [
        { position: written.length, until: walk.ground.now(), effective: at },
        { position: at1, until: at, effective: at },
      ]
      const [one, other] = await Promise.all(
        moments.map(async (m) => (await asked(walk, m).states([state.id])).get(state.id)?.state),
      )
      expect(plain(one as ProcessState)).toEqual(plain(other as ProcessState))
      compared++
    }
    expect(compared).toBeGreaterThan(20)
  })

  test('says where the entries do not come to what they say', async () => {
    const walk = walked[0] as Walked
    const { state, position, at } = walk.shown.findLast((s) => s.state.version > 3) as Shown
    const own = walk.ground.written.filter(
      (w) => w.leaf.process?.id === state.id && !w.leaf.refusal,
    )
    const second = own[1] as Written
    const forged = {
      ...second,
      leaf: { ...second.leaf, context: { ...second.leaf.context, to: '0' } },
    }
    const written = walk.ground.written.map((w) => (w === second ? (forged as Written) : w))
    const moment = { position, until: at, effective: at }
    const found = (await asked({ ...walk, past: pastOf(written) }, moment).states([state.id])).get(
      state.id,
    )
    expect(found?.follows).toBe(false)
    const without = walk.ground.written.filter((w) => w !== second)
    const broken = await asked({ ...walk, past: pastOf(without) }, moment).states([state.id])
    expect(broken.get(state.id)?.follows).toBe(false)
  })
})
