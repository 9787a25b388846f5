// The index of the trail: complete at once, whoever keeps it, and never more than what the entries say.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TrailAsk, Viewer } from '../../engine/runtime/engine.ts'
import { checkIndex, forgetIndex } from '../../engine/runtime/trail-check.ts'
import {
  asOwner,
  gateCommand,
  openGate,
  sendTo,
  startServer,
  WITH_GATES,
} from '../support/faults.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let viewer: Viewer
let gate: string
beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES })
  viewer = await world.engine.viewer({ institution: INSTITUTION, person: world.person('audit-1') })
  gate = await openGate(world.engine, world.person('protection-1'), { own: 'product:one' })
})
afterAll(() => world?.close())

const note = async (engine = world.engine): Promise<void> => {
  const process = gate
  const payload = { note: 'a line' }
  const sent = gateCommand(world.person('protection-1'), { event: 'note', process, payload })
  expect(await sendTo(engine, sent)).toMatchObject({ kind: 'accepted' })
}
const count = (ask: Partial<TrailAsk>, engine = world.engine): Promise<number> =>
  engine.trailCount(viewer, { terms: [], ...ask }, 1000)
const owner = (sql: string) => asOwner(world.database, (client) => client.query(sql))
const check = () => checkIndex(world.pool, INSTITUTION, WITH_GATES)

describe('what was just recorded', () => {
  test('is found at once, whichever server recorded it', async () => {
    const other = startServer(world)
    try {
      for (let n = 1; n <= 6; n++) {
        await note(n % 2 === 0 ? world.engine : other.engine)
        expect(await count({ terms: ['e:note'] })).toBe(n)
        expect(await count({ terms: ['e:note'] }, other.engine)).toBe(n)
        expect(await other.engine.index.round()).toBe(0)
      }
    } finally {
      await other.close()
    }
  })
  test('is indexed once, however many servers and questions do it together', async () => {
    const before = await count({ terms: ['e:note'] })
    for (let n = 0; n < 8; n++) await note()
    const others = [startServer(world), startServer(world)]
    try {
      const counts = await Promise.all([
        ...others.map((o) => o.engine.index.round().then(() => before + 8)),
        ...Array.from({ length: 6 }, (_, n) =>
          count({ terms: ['e:note'] }, (others[n % 3] ?? world).engine),
        ),
      ])
      expect(counts).toEqual(counts.map(() => before + 8))
    } finally {
      for (const other of others) await other.close()
    }
    expect((await check()).wrong).toEqual([])
  })
})

describe('an index of another form', () => {
  const set = (form: number) => owner(`update trail_indexed set form = ${String(form)}`)
  test('is made anew where it is older', async () => {
    const before = await count({ terms: ['e:note'] })
    await set(0)
    await owner("update trail_index set terms = '{}'")
    expect(await count({ terms: ['e:note'] })).toBe(before)
    expect((await check()).wrong).toEqual([])
  })
  test('is left to the newer release where it is newer', async () => {
    await set(99)
    try {
      await expect(count({ terms: ['e:note'] })).rejects.toThrow(/index of the trail is being made/)
      expect(await world.engine.index.round()).toBe(0)
    } finally {
      await set(1)
    }
  })
})

test('an index that somebody changed is told by its lines, and made anew', async () => {
  const before = await count({ terms: ['e:note'] })
  expect((await check()).wrong).toEqual([])
  for (const sql of [
    "update trail_index set terms = '{}' where position = 7",
    'delete from trail_index where position = 11',
    'update trail_index set process = gen_random_uuid() where position = 13',
    'update trail_index set effective_at = now() where position = 17',
    `insert into trail_index select institution, 1000000, null, null, '{1}' from trail_index limit 1`,
  ])
    await owner(sql)
  expect((await check()).wrong).toEqual([7, 11, 13, 17, 1_000_000])
  await forgetIndex(world.pool, INSTITUTION)
  expect(await check()).toMatchObject({ entries: 0, wrong: [] })
  expect(await count({ terms: ['e:note'] })).toBe(before)
  expect((await check()).wrong).toEqual([])
})
