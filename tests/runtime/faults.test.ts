// Every step towards the database fails twice: not done, and done with the answer lost. Whatever the
// sender is told, the same request may be sent again, has one effect, and the trail is whole.

import { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, Command } from '../../engine/core/command.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import { Busy } from '../../engine/runtime/execute.ts'
import { Conflict } from '../../engine/runtime/conflict.ts'
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
import type { Call, Server, When } from '../support/faults.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

let world: World
let server: Server
let handler: string
beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES })
  handler = world.person('protection-1')
})
afterAll(async () => {
  await checkHouse(world.database)
  await world.close()
})
beforeEach(() => {
  server = startServer(world)
})
afterEach(() => server.close())

let n = 0
const newGate = () => {
  n++
  const own = `product:gate-${String(n)}`
  return openGate(world.engine, handler, { own, rival: `product:rival-${String(n)}` })
}
const passing = (gate: string): Command => gateCommand(handler, { event: 'pass', process: gate })
const noting = (gate: string, change: Partial<Command> = {}): Command => ({
  ...gateCommand(handler, { event: 'note', process: gate, payload: { note: 'a' } }),
  ...change,
})
const send = (command: Command) => sendTo(server.engine, command)
const entriesOf = async ({ request }: Command) =>
  (await trailOf(world.database)).filter((e) => e.request === request)

const CALLS: readonly Call[] = ['load', 'facts', 'append', 'requestKey']
const matrix = CALLS.flatMap((call) =>
  (['before', 'after'] as const).map((when): [Call, When] => [call, when]),
)
// The store reports a lost connection as a reason to try again.
const error = () => new Conflict([])

describe.each(matrix)('%s fails, and the loss comes %s it was done', (call, when) => {
  it('once: the sender gets the answer all the same', async () => {
    const command = passing(await newGate())
    server.faults.fail(call, { when, times: 1, ...(call === 'requestKey' ? { error } : {}) })
    const answer = await send(command)
    expect(answer).toMatchObject({
      kind: 'accepted',
      repeated: call === 'append' && when === 'after',
    })
    expect(server.faults.count(call)).toBeGreaterThan(
      1 - Number(call === 'append' && when === 'after'),
    )
    expect(await entriesOf(command)).toHaveLength(1)
  })
  it('always: the sender is told, and sends again later', async () => {
    const command = passing(await newGate())
    server.faults.fail(call, { when, times: 1000, ...(call === 'requestKey' ? { error } : {}) })
    const first = await send(command).catch((e: unknown) => e)
    const done = call === 'append' && when === 'after'
    const told = first instanceof Busy ? 'busy' : (first as Answer).kind
    expect(told).toBe(done ? 'accepted' : 'busy')
    expect(await entriesOf(command)).toHaveLength(done ? 1 : 0)
    server.faults.heal()
    expect(await send(command)).toMatchObject({ kind: 'accepted', repeated: done })
    expect(await entriesOf(command)).toHaveLength(1)
  })
  it('for a whole batch: each sender gets one effect', async () => {
    const gates = await Promise.all(Array.from({ length: 8 }, newGate))
    const commands = gates.map(passing)
    server.faults.fail(call, { when, times: 2, ...(call === 'requestKey' ? { error } : {}) })
    const answers = await Promise.all(commands.map(send))
    expect(answers.map((a) => a.kind)).toEqual(commands.map(() => 'accepted'))
    const trail = await trailOf(world.database)
    for (const { request } of commands)
      expect(trail.filter((e) => e.request === request)).toHaveLength(1)
  })
})

describe('a connection that breaks', () => {
  it('at the last try, after the write: it is looked up before it is given up', async () => {
    const command = passing(await newGate())
    server.faults.fail('append', { when: 'before', times: 4 })
    server.faults.inspect(() => {
      const last = server.faults.sizes.length === 5
      if (last) server.faults.fail('append', { when: 'after', times: 1 })
    })
    expect(await send(command)).toMatchObject({ kind: 'accepted', repeated: true })
    expect(server.faults.sizes).toHaveLength(5)
  })
  it('under the writing statement: nothing is left of it, and it is written anew', async () => {
    const command = passing(await newGate())
    const answer = await asOwner(world.database, async (client) => {
      await client.query('begin')
      await client.query('select from head for update')
      const sent = send(command)
      const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock'
        and datname = current_database() and query like '%append_batches%' and query not like '%pg_stat%'`
      await until(() =>
        asOwner(world.database, async (c) => (await c.query(waiting)).rowCount === 1),
      )
      await asOwner(world.database, (c) =>
        c.query(`select pg_terminate_backend(pid) from (${waiting}) w`),
      )
      await until(() => server.faults.count('append') > 1)
      await client.query('commit')
      return sent
    })
    expect(answer).toMatchObject({ kind: 'accepted', repeated: false })
    expect(await entriesOf(command)).toHaveLength(1)
  })
  it('and a database that makes it wait too long is another reason to try again', async () => {
    const options = '-c role=xiaobao_app -c lock_timeout=50ms'
    const pool = new Pool({ ...world.database.config, options })
    const sizes: number[] = []
    const engine = createEngine({
      master: MASTER,
      pool,
      now: () => world.now(),
      mechanisms: WITH_GATES,
      log: { warn: () => undefined, error: () => undefined },
      wrap: (store) => ({
        ...store,
        append: (i, batch) => {
          sizes.push(1)
          return store.append(i, batch)
        },
      }),
    })
    try {
      const gate = await newGate()
      const answer = await asOwner(world.database, async (client) => {
        await client.query('begin')
        await client.query('select from head for update')
        const sent = sendTo(engine, passing(gate))
        await until(() => sizes.length > 1)
        await client.query('commit')
        return sent
      })
      expect(answer).toMatchObject({ kind: 'accepted', repeated: false })
    } finally {
      await pool.end()
    }
  })
})

describe('a conflict', () => {
  const memberOf = (batch: { entries: readonly object[] }, request: string) =>
    (batch.entries as { request?: string; member: number }[]).find((e) => e.request === request)
      ?.member
  it('reruns the member it names alone, the others together, and all are answered', async () => {
    const commands = (await Promise.all(Array.from({ length: 5 }, newGate))).map((g) => noting(g))
    const bad = commands[2]?.request ?? ''
    let left = 1
    server.faults.inspect((batch) => {
      const member = memberOf(batch, bad)
      if (member !== undefined && left-- > 0) throw new Conflict([member])
    })
    const answers = await Promise.all(commands.map(send))
    expect(answers.every((a) => a.kind === 'accepted' && !a.repeated)).toBe(true)
    expect(server.faults.sizes).toEqual([5, 4, 1])
    await trailOf(world.database)
  })
  it('is tried five times at most, and spoils nobody else', async () => {
    const commands = (await Promise.all(Array.from({ length: 5 }, newGate))).map((g) => noting(g))
    const bad = commands[2]?.request ?? ''
    server.faults.inspect((batch) => {
      const member = memberOf(batch, bad)
      if (member !== undefined) throw new Conflict([member])
    })
    const answers = await Promise.allSettled(commands.map(send))
    expect(answers.map((a) => a.status)).toEqual(
      commands.map((c) => (c.request === bad ? 'rejected' : 'fulfilled')),
    )
    expect(answers[2]).toMatchObject({ reason: expect.any(Busy) as unknown })
    expect(server.faults.sizes).toEqual([5, 4, 1, 1, 1, 1])
    expect(await entriesOf(commands[2] as Command)).toHaveLength(0)
    server.faults.inspect(() => undefined)
    expect(await send(commands[2] as Command)).toMatchObject({ kind: 'accepted', repeated: false })
  })
  it('of others does not use up the tries of those it does not name', async () => {
    const commands = (await Promise.all(Array.from({ length: 8 }, newGate))).map((g) => noting(g))
    server.faults.inspect((batch) => {
      if (batch.entries.length > 1) throw new Conflict([0])
    })
    const answers = await Promise.all(commands.map(send))
    expect(answers.every((a) => a.kind === 'accepted')).toBe(true)
  })
})

describe('a member that breaks', () => {
  it.each([
    [
      'in an assignment',
      (gate: string) => gateCommand(handler, { event: 'breakDown', process: gate }),
    ],
    ['in a rule', (gate: string) => gateCommand(handler, { event: 'breakRule', process: gate })],
    [
      'in the database',
      () =>
        gateCommand(world.person('hr-1'), {
          mechanism: 'G01',
          event: 'addPerson',
          process: GOVERNANCE,
          payload: { issuer: 'https://tests.invalid', subject: 'hr-1', name: 'twice' },
        }),
    ],
  ])('%s is rejected alone; the others of its batch go on', async (_, poison) => {
    const gates = await Promise.all(Array.from({ length: 4 }, newGate))
    const bad = poison(gates[0] ?? '')
    // The second is about the same process, after the one that breaks.
    const good = [...gates, gates[0] ?? ''].map((g) => noting(g))
    const [broken, ...answers] = await Promise.allSettled([bad, ...good].map(send))
    expect(answers.map((a) => a.status === 'fulfilled' && a.value.kind)).toEqual(
      good.map(() => 'accepted'),
    )
    expect(broken).not.toMatchObject({ value: { kind: 'accepted' } })
    expect(broken).not.toMatchObject({ reason: expect.any(Busy) as unknown })
    const trail = await trailOf(world.database)
    expect(trail.filter((e) => e.request === bad.request && e.refusal === null)).toEqual([])
  })
  it('does not make the others be played again', async () => {
    const gates = await Promise.all(Array.from({ length: 4 }, newGate))
    const bad = gateCommand(handler, { event: 'breakDown', process: gates[0] ?? '' })
    const [broken] = await Promise.allSettled([bad, ...gates.map((g) => noting(g))].map(send))
    expect(broken?.status).toBe('rejected')
    expect(server.faults.sizes).toEqual([4])
    expect(server.faults.count('load')).toBe(1)
  })
  it('takes its whole group with it, and nothing of the group is written', async () => {
    const gate = await newGate()
    const before = await trailOf(world.database)
    const group = [noting(gate), gateCommand(handler, { event: 'breakDown', process: gate })]
    const [broken, other] = await Promise.allSettled([
      server.engine.execute(INSTITUTION, group),
      send(noting(gate)),
    ])
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: 'a chart that breaks' } })
    expect(other).toMatchObject({ status: 'fulfilled', value: { kind: 'accepted' } })
    expect(await trailOf(world.database)).toHaveLength(before.length + 1)
  })
  it('in a timer leaves that timer where it is, says so, and holds up nothing', async () => {
    const [bad, good] = [await newGate(), await newGate()]
    await send(noting(bad, { payload: { note: 'break the clock' } }))
    const now = world.now()
    world.at('2026-03-04T02:00:00.000Z')
    const last = await send(noting(bad))
    expect(last).toMatchObject({ kind: 'accepted' })
    expect(last).toMatchObject({
      process: { timers: [{ clock: 'expiry' }, { clock: 'reminder' }] },
    })
    expect(server.errors).toContain('the chart refuses a due timer')
    expect(await server.engine.clock.round()).toBeGreaterThan(0)
    // Nothing moves any more, so there is nothing to look at again at once.
    expect(await server.engine.clock.round()).toBe(0)
    const trail = await trailOf(world.database)
    expect(trail.filter((e) => e.process === good && e.event === 'remind')).toHaveLength(1)
    expect(trail.filter((e) => e.process === bad && e.event === 'remind')).toHaveLength(0)
    world.at(now)
  })
})
