// Whatever happens on a walk through any mechanism: its log is valid and has no deviation, and one with
// anything changed in it has.

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import type { OcelEvent } from '../../engine/core/ocel.ts'
import type { Ocel } from '../support/ocel-schema.ts'
import { keptOf, memoryLog } from '../support/export-memory.ts'
import { conformanceOf } from '../support/exports.ts'
import { ocelOf } from '../support/ocel-schema.ts'
import { inOneHouse, variedOf } from '../support/walk-all.ts'
import { chartMap } from '../support/walk-chart.ts'
import { CANARY, memoryGround } from '../support/walk-ground.ts'
import type { Ground } from '../support/walk-ground.ts'
import { chooser, nothingSeen } from '../support/walk-seen.ts'
import { walkOnce } from '../support/walk.ts'

const SEED = 20260305
const STEPS = 7

let ground: Ground
let text: string
let log: Ocel
/** A smaller one: two mechanisms of the same walks. */
let few: string
const kept = () => ground.written.map(({ leaf, position }) => keptOf(leaf, position))

beforeAll(async () => {
  ground = await memoryGround()
  for (const mechanism of inOneHouse(MECHANISMS)) {
    // The real neighbours are there, and nobody stands in for them.
    const { meanwhile: _meanwhile, ...varied } = variedOf(mechanism)
    const walk = {
      ground,
      mechanism,
      varied,
      opened: [],
      seen: nothingSeen(),
      choose: chooser(SEED),
      way: [],
    }
    await walkOnce({ walk, map: chartMap(mechanism), steps: STEPS, lookers: 0, pauseMs: 60_000 })
  }
  text = await memoryLog({ entries: kept(), mechanisms: MECHANISMS })
  log = ocelOf(text)
  few = await memoryLog({
    entries: kept(),
    mechanisms: MECHANISMS,
    ask: { mechanisms: ['M07', 'M11'] },
  })
}, 240_000)

describe('the log of walks through all mechanisms', () => {
  it('is valid, holds everything that happened, and has no deviation', async () => {
    expect(log.events.map((e) => e.id)).toEqual(ground.written.map((w) => w.leaf.id))
    const types = new Set(log.objects.map((o) => o.type.split('.')[0]))
    for (const type of [...MECHANISMS.map((m) => m.id), 'body', 'consumer', 'person', 'product'])
      expect([...types]).toContain(type)
    expect((await conformanceOf(text)).lines).toEqual([])
    expect(text).not.toContain(CANARY)
  })

  it('is the same however little is held in memory', async () => {
    const ask = { mechanisms: ['M07', 'M11'] }
    const own = { entries: kept(), mechanisms: MECHANISMS, ask, remembered: 1 }
    expect(await memoryLog(own)).toBe(few)
  })

  it(
    'of any part of the trail and of any mechanisms is valid and has no deviation',
    { timeout: 120_000 },
    async () => {
      const entries = kept()
      const ids = MECHANISMS.map((m) => m.id)
      await fc.assert(
        fc.asyncProperty(
          fc.nat(entries.length - 1),
          fc.nat(entries.length - 1),
          fc.subarray(ids, { maxLength: 3 }),
          async (a, b, mechanisms) => {
            const ask = { from: Math.min(a, b) + 1, to: Math.max(a, b) + 1, mechanisms }
            const part = await memoryLog({ entries, mechanisms: MECHANISMS, ask, remembered: 5 })
            ocelOf(part)
            expect((await conformanceOf(part)).lines).toEqual([])
          },
        ),
        { seed: SEED, numRuns: 4, endOnFailure: true },
      )
    },
  )
})

type Made = { -readonly [K in keyof OcelEvent]: OcelEvent[K] }
/** What somebody may do to the events of a file; undefined where that leaves it as it is. */
const deeds: Readonly<Record<string, (events: Made[], n: number, m: number) => unknown>> = {
  remove: (events, n) => events.splice(n, 1),
  repeat: (events, n) => events.splice(n, 0, events[n] as Made),
  swap: (events, n, m) => {
    if (n === m) return undefined
    const [one, other] = [events[n], events[m]] as [Made, Made]
    events[n] = other
    return (events[m] = one)
  },
  time: (events, n) => ((events[n] as Made).time = '2026-03-02T01:02:03.004Z'),
  type: (events, n, m) => {
    const other = events[m]?.type ?? ''
    return other === events[n]?.type ? undefined : ((events[n] as Made).type = other)
  },
  id: (events, n) => ((events[n] as Made).id = '0198c0de-0000-7000-8000-00000000dead'),
  attribute: (events, n, m) => {
    const event = events[n] as Made
    const at = m % event.attributes.length
    return (event.attributes = event.attributes.map((a, i) =>
      i === at ? { ...a, value: `${a.value}x` } : a,
    ))
  },
  noAttribute: (events, n, m) => {
    const event = events[n] as Made
    const at = m % event.attributes.length
    return (event.attributes = event.attributes.filter((_, i) => i !== at))
  },
  relation: (events, n) => {
    const event = events[n] as Made
    return event.relationships.length === 0
      ? undefined
      : (event.relationships = event.relationships.slice(1))
  },
}

describe('a log in which somebody changed an event', () => {
  it.each(Object.keys(deeds))('%s: is found, and the place is named', async (deed) => {
    const ocel = ocelOf(few)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(ocel.events.length - 1),
        fc.nat(ocel.events.length - 1),
        async (n, m) => {
          const forged = JSON.parse(few) as Ocel & { events: Made[] }
          const around = forged.events.slice(Math.max(0, n - 1), n + 2)
          if (deeds[deed]?.(forged.events, n, m) === undefined) return
          const { deviations } = await conformanceOf(JSON.stringify(forged))
          expect(deviations.length).toBeGreaterThan(0)
          const named = new Set(deviations.flatMap((d) => [d.entry, d.process]))
          // The event itself, or those beside it where it is not there any more.
          const places = around.flatMap((e) => [
            e.id,
            ...e.relationships.filter((r) => r.qualifier === 'case').map((r) => r.objectId),
          ])
          const last = n === ocel.events.length - 1
          expect(last || places.some((place) => named.has(place))).toBe(true)
        },
      ),
      { seed: SEED, numRuns: 4, endOnFailure: true },
    )
  })
})
