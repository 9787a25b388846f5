// What a server knows of a house counts only as long as nothing has changed there, whoever changed it.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

let world: World
let other: RunningEngine
beforeAll(async () => {
  world = await createWorld({ at: '2026-03-02T01:00:00.000Z' })
  other = createEngine({
    master: MASTER,
    pool: world.pool,
    now: () => world.now(),
    log: { warn: () => undefined, error: () => undefined },
  })
})
afterAll(async () => {
  await other.stop()
  await world.close()
})

const person = () => world.person('protection-1')
const bodies = async (engine: RunningEngine) =>
  (await engine.viewer({ institution: INSTITUTION, person: person() })).seats.map((s) => s.body)

let n = 0
/** By the other server. */
const govern = async (event: string, payload: object) => {
  const [answer] = await other.execute(INSTITUTION, [
    {
      asker: { person: world.person('hr-1') },
      via: 'api',
      request: `govern-${String(++n)}`,
      mechanism: 'G01',
      process: GOVERNANCE,
      event,
      payload,
    },
  ])
  expect(answer).toMatchObject({ kind: 'accepted' })
}

it('sees a seat that another server has filled, from its first day to its last', async () => {
  expect(await bodies(world.engine)).toEqual(['consumerProtection'])
  const seat = { person: person(), body: 'businessDepartment', unit: 'consumer-loans' }
  await govern('appoint', { ...seat, from: '2026-03-02', to: '2026-03-04' })
  expect(await bodies(world.engine)).toEqual(['consumerProtection', 'businessDepartment'])
  // Nothing is recorded meanwhile: what is known of the house still holds, but not the day.
  for (const [at, held] of [
    ['2026-03-01T15:59:59.999Z', 1],
    ['2026-03-01T16:00:00.000Z', 2],
    ['2026-03-03T15:59:59.999Z', 2],
    ['2026-03-03T16:00:00.000Z', 1],
  ] as const) {
    world.at(at)
    expect([at, (await bodies(world.engine)).length]).toEqual([at, held])
  }
})

it('sees a unit that another server has added, where it had found none before', async () => {
  const register = (request: string) =>
    world.engine.execute(INSTITUTION, [
      {
        asker: { person: person() },
        via: 'api',
        request,
        mechanism: 'M07',
        event: 'register',
        payload: {
          channel: 'phone',
          matter: 'A fee',
          complainant: 'consumer:one',
          product: 'product:demo-loan',
          unit: 'new-branch',
        },
      },
    ])
  expect(await register('before')).toMatchObject([
    { kind: 'refused', refusal: { kind: 'NOT_NOW' } },
  ])
  await govern('addUnit', { unit: 'new-branch', kind: 'branch', superior: 'hq', name: 'New' })
  expect(await register('after')).toMatchObject([{ kind: 'accepted' }])
})
