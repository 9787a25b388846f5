// The heartbeat: once a day, by whichever server, and a day without it is seen.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEngine } from '../../engine/runtime/create.ts'
import { silencesIn } from '../../engine/runtime/heartbeat.ts'
import { keepingNotes } from '../../engine/runtime/keeping-notes.ts'
import type { Day } from '../../engine/core/values.ts'
import { openDoors } from '../support/client.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { asOwner, trailOf } from '../support/faults.ts'
import { createSealedWorld } from '../support/sealed.ts'
import type { SealedWorld } from '../support/sealed.ts'
import { appPool, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

let house: SealedWorld
beforeAll(async () => {
  // In Shanghai it is 2 March, an hour after midnight.
  house = await createSealedWorld({ at: '2026-03-01T17:00:00.000Z' })
})
afterAll(() => house?.close())

const beats = async () => {
  const trail = await trailOf(house.world.database)
  return trail
    .filter((e) => e.event === 'beat')
    .map((e) => ({ ...(e.leaf as unknown as Beat).event.payload, refused: e.refusal }))
}
interface Beat {
  readonly event: { readonly payload: { readonly on: string; readonly sealed: number } }
}

test('is recorded once a day where the institution is, however many servers there are', async () => {
  const pool = appPool(house.world.database, 4)
  const other = createEngine({
    pool,
    master: MASTER,
    keys: house.keys,
    now: () => house.world.now(),
    log: house.log,
  })
  const all = () =>
    Promise.all(
      [house.world.engine, other, house.world.engine].map((engine) => engine.beat.round()),
    )
  await all()
  await house.draft(2)
  await house.seal()
  house.world.at('2026-03-02T15:59:59.999Z')
  await all()
  expect(await beats()).toMatchObject([{ on: '2026-03-02', sealed: 0, refused: null }])
  house.world.at('2026-03-02T16:00:00.000Z')
  await all()
  // Nobody runs on the 4th, the 5th and the 6th.
  house.world.at('2026-03-07T01:00:00.000Z')
  await all()
  const head = await house.world.pool.query<{ size: string }>('select size from sealed')
  const sealed = Number(head.rows[0]?.size)
  expect(sealed).toBeGreaterThan(0)
  expect(await beats()).toMatchObject([
    { on: '2026-03-02', refused: null },
    { on: '2026-03-03', sealed, witnessed: 0, alarms: 0, refused: null },
    { on: '2026-03-07', sealed, refused: null },
  ])
  await pool.end()
})

test('that is missing is shown to who reads everything', async () => {
  const doors = await openDoors(house.world)
  const ask = (as: string) => doors.ask(as, '{ silences { from to } }')
  expect(await ask('audit-1')).toEqual({ silences: [{ from: '2026-03-04', to: '2026-03-06' }] })
  expect(await ask('loans-1')).toEqual({ silences: null })
  // Today is not over; yesterday is.
  house.world.at('2026-03-09T02:00:00.000Z')
  expect(await ask('audit-1')).toEqual({
    silences: [
      { from: '2026-03-04', to: '2026-03-06' },
      { from: '2026-03-08', to: '2026-03-08' },
    ],
  })
  // Who verifies is told too.
  const notes = await keepingNotes(house.world.pool, INSTITUTION, '2026-03-09' as Day)
  expect(notes).toEqual([
    expect.stringMatching(/^no heartbeat from 2026-03-04 to 2026-03-06: /),
    expect.stringMatching(/^no heartbeat on 2026-03-08: /),
  ])
  await doors.stop()
})

test('is what only the server says', async () => {
  const payload = { on: '2026-03-08', sealed: 0, witnessed: 0, alarms: 0 }
  const sent = { mechanism: 'G01', process: GOVERNANCE, event: 'beat', payload }
  for (const [as, kind] of [
    ['management-1', 'NOT_YOUR_DUTY'],
    // A service account sees nothing of the house.
    ['system-1', 'NOT_FOUND'],
  ] as const)
    expect(await house.world.send(as, sent)).toMatchObject({ kind: 'refused', refusal: { kind } })
  await checkTrail(house.world.pool)
})

test('is left to the server that is at it', async () => {
  const before = (await beats()).length
  house.world.at('2026-03-10T02:00:00.000Z')
  await asOwner(house.world.database, async (client) => {
    await client.query('select pg_advisory_lock($1)', [7_242_190_203])
    await house.world.engine.beat.round()
    expect(await beats()).toHaveLength(before)
  })
  await house.world.engine.beat.round()
  expect(await beats()).toHaveLength(before + 1)
})

test('days are counted over months, and a day that is there twice is no silence', () => {
  const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-01', '2026-03-03'] as Day[]
  expect(silencesIn(days, '2026-03-03' as Day)).toEqual([{ from: '2026-03-02', to: '2026-03-02' }])
  expect(silencesIn(days, '2026-03-04' as Day)).toHaveLength(1)
  expect(silencesIn(days, '2026-03-06' as Day).at(-1)).toEqual({
    from: '2026-03-04',
    to: '2026-03-05',
  })
  expect(silencesIn([], '2026-03-06' as Day)).toEqual([])
})
