// What an entry causes elsewhere is carried there once, with that entry as its cause.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Uuid } from '../../engine/core/values.ts'
import { reactionRequest } from '../../engine/runtime/courier.ts'
import {
  asOwner,
  checkHouse,
  gateCommand,
  openGate,
  sendTo,
  startServer,
  trailOf,
  until,
  WITH_GATES,
} from '../support/faults.ts'
import type { Server } from '../support/faults.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let server: Server
let handler: Uuid
let from: Uuid
let to: Uuid
beforeEach(async () => {
  world = await createWorld({ mechanisms: WITH_GATES, at: '2026-03-02T01:00:00.000Z' })
  server = startServer(world)
  handler = world.person('protection-1')
  from = await openGate(server.engine, handler, { own: 'product:from' })
  to = await openGate(server.engine, handler, { own: 'product:to' })
})
afterEach(async () => {
  await checkHouse(world.database)
  await server.close()
  await world.close()
})

async function tell(event = 'note', gate = to): Promise<Uuid> {
  const payload = { gate, event, note: 'told' }
  const answer = await sendTo(
    server.engine,
    gateCommand(handler, { event: 'tell', process: from, payload }),
  )
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
  return answer.entry.id
}
const reactions = async () =>
  (
    await asOwner(world.database, (client) =>
      client.query<{
        state: string
        attempts: number
        answered_by: Uuid | null
        next_at: Date
        entry: Uuid
      }>('select state, attempts, answered_by, next_at, entry from reaction order by entry'),
    )
  ).rows
const carried = async () => (await trailOf(world.database)).filter((e) => e.actor === 'courier')
const round = () => server.engine.courier.round()

describe('a reaction', () => {
  it('is carried once, as a command of the courier caused by its entry', async () => {
    const cause = await tell()
    expect(await reactions()).toMatchObject([{ state: 'waiting', attempts: 0, answered_by: null }])
    expect(await carried()).toEqual([])
    expect(await round()).toBe(1)
    expect(await round()).toBe(0)
    const [note, ...rest] = await carried()
    expect(rest).toEqual([])
    expect(note).toMatchObject({
      kind: 'reaction',
      event: 'note',
      process: to,
      request: reactionRequest({ entry: cause, n: 0 }),
      leaf: {
        cause: { entry: cause },
        actor: { body: 'courier', system: 'courier', via: 'engine' },
        event: { payload: { note: 'told' } },
      },
    })
    expect(await reactions()).toMatchObject([{ state: 'done', attempts: 1, answered_by: note?.id }])
  })
  it('that is refused is at its end, with the entry that says why', async () => {
    await sendTo(server.engine, gateCommand(handler, { event: 'close', process: to }))
    await tell()
    await round()
    const [refusal] = await carried()
    expect(refusal).toMatchObject({ kind: 'refused', refusal: 'NOT_NOW' })
    expect(await reactions()).toMatchObject([
      { state: 'refused', attempts: 1, answered_by: refusal?.id },
    ])
    expect(await round()).toBe(0)
  })
  it('to what does not exist is refused', async () => {
    await tell('note', '0198c0de-0000-7000-8000-00000000dead')
    await round()
    expect(await reactions()).toMatchObject([{ state: 'refused' }])
  })
  it('that fails is tried again, later each time, and the others go on', async () => {
    const bad = await tell('breakDown')
    await tell()
    await round()
    const state = async () => {
      const rows = await reactions()
      return { bad: rows.find((r) => r.entry === bad), good: rows.find((r) => r.entry !== bad) }
    }
    const first = await state()
    expect(first.good).toMatchObject({ state: 'done' })
    expect(first.bad).toMatchObject({ state: 'waiting', attempts: 1, answered_by: null })
    // Not yet: it waits its time.
    expect(await round()).toBe(0)
    let wait = (first.bad?.next_at.getTime() ?? 0) - Date.parse(world.now())
    expect(wait).toBeGreaterThan(0)
    for (const attempts of [2, 3, 4]) {
      world.at((await state()).bad?.next_at.toISOString() ?? '')
      expect(await round()).toBe(1)
      const { bad: again } = await state()
      expect(again).toMatchObject({ state: 'waiting', attempts })
      const next = (again?.next_at.getTime() ?? 0) - Date.parse(world.now())
      expect(next).toBeGreaterThan(wait)
      wait = next
    }
    expect((await carried()).map((e) => e.event)).toEqual(['note'])
  })
  it('waits an hour at most', async () => {
    await tell('breakDown')
    await asOwner(world.database, (client) => client.query('update reaction set attempts = 1000'))
    await round()
    const [waiting] = await reactions()
    expect((waiting?.next_at.getTime() ?? 0) - Date.parse(world.now())).toBe(3_600_000)
  })
  it('is done once although its outcome could not be noted', async () => {
    await tell()
    server.faults.fail('noteReaction', { when: 'before', times: 2 })
    await round()
    expect(await reactions()).toMatchObject([{ state: 'waiting', attempts: 0 }])
    expect(server.errors).toContain('a reaction could not be noted')
    await round()
    expect(await reactions()).toMatchObject([{ state: 'done' }])
    expect(await carried()).toHaveLength(1)
  })
  it('whose outcome could not be noted does not hold up the others', async () => {
    await tell()
    await tell()
    await tell()
    server.faults.fail('noteReaction', { when: 'before', times: 2 })
    await round()
    expect((await reactions()).map((r) => r.state).toSorted()).toEqual([
      'done',
      'waiting',
      'waiting',
    ])
    world.at('2026-03-02T02:00:00.000Z')
    await round()
    expect((await reactions()).map((r) => r.state)).toEqual(['done', 'done', 'done'])
    expect(await carried()).toHaveLength(3)
  })
  it('is done once where two servers carry it', async () => {
    const other = startServer(world)
    try {
      const causes = await Promise.all(Array.from({ length: 20 }, () => tell()))
      server.engine.start()
      other.engine.start()
      // Clocks by hand: what came into conflict waits until time has passed.
      await until(async () => {
        world.at(new Date(Date.parse(world.now()) + 1000).toISOString())
        return (await reactions()).every((r) => r.state === 'done')
      })
      await Promise.all([server.engine.stop(), other.engine.stop()])
      const requests = new Set((await carried()).map((e) => e.request))
      expect(requests).toEqual(new Set(causes.map((entry) => reactionRequest({ entry, n: 0 }))))
      expect(await carried()).toHaveLength(causes.length)
    } finally {
      await other.close()
    }
  })
  it('is done once where the other server did it meanwhile', async () => {
    const other = startServer(world)
    try {
      await tell()
      const held = server.faults.hold('append')
      const first = round()
      await held.reached
      expect(await other.engine.courier.round()).toBe(1)
      held.release()
      await first
      expect(await carried()).toHaveLength(1)
      expect(await reactions()).toMatchObject([{ state: 'done' }])
    } finally {
      await other.close()
    }
  })
  it('that was refused before its group was complete leaves nothing', async () => {
    const payload = { gate: to, event: 'note', note: 'told' }
    const group = [
      gateCommand(handler, { event: 'tell', process: from, payload }),
      gateCommand(handler, { event: 'judge', process: from, payload: { note: 'yes' } }),
    ]
    const answers = await server.engine.execute('0198c0de-0000-7000-8000-000000000001', group)
    expect(answers.map((a) => a.kind)).toEqual(['refused', 'refused'])
    expect(await reactions()).toEqual([])
  })
})
