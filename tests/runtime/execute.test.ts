// What the one way in answers and records: the order of its checks, the facts of a refusal, its rate.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, Command } from '../../engine/core/command.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { REFUSALS_PER_MINUTE, refusalMeter } from '../../engine/runtime/meter.ts'
import { Conflict } from '../../engine/runtime/conflict.ts'
import {
  checkHouse,
  gateCommand,
  openGate,
  sendTo,
  startServer,
  trailOf,
  WITH_GATES,
} from '../support/faults.ts'
import type { Server } from '../support/faults.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let server: Server
let handler: Uuid
let minute = 0
beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES, at: '2026-03-02T01:00:00.000Z' })
  server = startServer(world)
  handler = world.person('protection-1')
})
afterAll(async () => {
  await checkHouse(world.database)
  await server.close()
  await world.close()
})
// Refusals are counted by the minute; each test has one of its own.
beforeEach(() => {
  world.at(new Date(Date.UTC(2026, 2, 2, 1, ++minute)).toISOString())
})

const send = (command: Command) => sendTo(server.engine, command)
const kindOf = (answer: Answer) => (answer.kind === 'refused' ? answer.refusal.kind : answer.kind)
let n = 0
const open = (rival?: string) =>
  openGate(server.engine, handler, {
    own: `product:x${String(++n)}`,
    ...(rival === undefined ? {} : { rival }),
  })

describe('the founding', () => {
  it('is a trail like any other, and ends the power of the founder', async () => {
    const trail = await trailOf(world.database)
    const founding = trail.filter((e) => e.actor === 'founder')
    expect(founding[0]).toMatchObject({ position: 1, event: 'found', version: 1 })
    expect(founding.at(-1)).toMatchObject({ event: 'completeFounding' })
    const again: Command = {
      asker: { system: 'founder' },
      via: 'engine',
      request: 'again',
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'addUnit',
      payload: { unit: 'more', kind: 'branch', name: 'More' },
    }
    expect(await send(again)).toMatchObject({
      kind: 'refused',
      refusal: { rule: 'founderOnlyFounds' },
    })
  })
})

describe('the checks', () => {
  // Each line breaks one thing more than the line below it; the first that refuses is the answer.
  const wrong = [
    ['MALFORMED', { payload: { note: 7 } }],
    ['NOT_FOUND', { process: '0198c0de-0000-7000-8000-00000000dead' }],
    ['STALE', { expectedVersion: 99 }],
    ['NOT_NOW', { closed: true }],
    ['NOT_YOUR_DUTY', { as: 'audit-1' }],
    ['SEPARATION', { as: 'protection-1' }],
    ['NOT_NOW', { payload: { note: 'no' } }],
  ] as const
  type Wrong = Partial<Command> & { as?: string; closed?: boolean }

  it.each(wrong.map(([kind], i) => [i, kind] as const))(
    'are made in their order: %i, %s, before all below it',
    async (from, kind) => {
      const all = wrong.slice(from).toReversed() as readonly (readonly [string, Wrong])[]
      // What is above overrides what is below where both change the same field.
      const {
        as = 'protection-2',
        closed,
        ...change
      } = Object.assign({}, ...all.map(([, w]) => w)) as Wrong
      const gate = await open()
      if (closed) await send(gateCommand(handler, { event: 'close', process: gate }))
      const answer = await send({
        ...gateCommand(world.person(as), {
          event: 'judge',
          process: gate,
          payload: { note: 'yes' },
        }),
        ...change,
      })
      expect(kindOf(answer)).toBe(kind)
    },
  )
  it('accept what breaks nothing', async () => {
    const gate = await open()
    const judge = gateCommand(world.person('protection-2'), {
      event: 'judge',
      process: gate,
      payload: { note: 'yes' },
      expectedVersion: 1,
    })
    expect(await send(judge)).toMatchObject({ kind: 'accepted', process: { version: 2 } })
  })
  it('find a reused id before everything but the shape', async () => {
    const gate = await open()
    const note = gateCommand(handler, {
      event: 'note',
      process: gate,
      payload: { note: 'a' },
      request: 'order',
    })
    await send(note)
    expect(kindOf(await send({ ...note, process: '0198c0de-0000-7000-8000-00000000dead' }))).toBe(
      'REQUEST_REUSED',
    )
    expect(kindOf(await send({ ...note, payload: {} }))).toBe('MALFORMED')
  })
  it('hide a process of another mechanism, and one that may not be read, as if there were none', async () => {
    const gate = await open()
    const judge = gateCommand(handler, { event: 'note', process: gate, payload: { note: 'a' } })
    const answers = [
      await send({ ...judge, request: 'h1', asker: { person: world.person('court-1') } }),
      await send({
        ...judge,
        request: 'h2',
        process: GOVERNANCE,
        asker: { person: world.person('court-1') },
      }),
      await send({
        ...judge,
        request: 'h3',
        process: '0198c0de-0000-7000-8000-00000000dead',
        asker: { person: world.person('court-1') },
      }),
    ]
    const [first, ...rest] = answers.map(
      (a) => a.kind === 'refused' && { refusal: a.refusal, current: a.current },
    )
    expect(first).toMatchObject({ refusal: { kind: 'NOT_FOUND' }, current: undefined })
    for (const other of rest) expect(other).toEqual(first)
  })
})

describe('a refusal', () => {
  const last = async () => (await trailOf(world.database)).at(-1)
  it('is an entry with its rule, on which nothing follows', async () => {
    const gate = await open()
    const before = (await trailOf(world.database)).find((e) => e.process === gate)
    const answer = await send(
      gateCommand(handler, {
        event: 'judge',
        process: gate,
        payload: { note: 'yes' },
        remark: 'why not',
      }),
    )
    expect(answer).toMatchObject({ kind: 'refused', current: { version: 1 } })
    expect(await last()).toMatchObject({
      kind: 'refused',
      refusal: 'SEPARATION',
      version: 1,
      leaf: {
        refusal: {
          kind: 'SEPARATION',
          rule: 'notOnesOwn',
          possible: expect.arrayContaining(['note']) as unknown,
        },
        from: before?.leaf.to,
      },
    })
    expect((await last())?.leaf).not.toHaveProperty('to')
    expect(JSON.stringify((await last())?.leaf)).not.toContain('why not')
  })
  it('records the facts that were read up to it, and none after', async () => {
    const rival = await open()
    const gate = await open(`product:x${String(n)}`)
    const stranger = gateCommand(world.person('audit-1'), { event: 'pass', process: gate })
    await send(stranger)
    expect((await last())?.leaf).not.toHaveProperty('facts')
    await send(gateCommand(handler, { event: 'pass', process: rival }))
    expect(kindOf(await send(gateCommand(handler, { event: 'pass', process: gate })))).toBe(
      'NOT_NOW',
    )
    expect((await last())?.leaf.facts).toMatchObject({
      rival: { source: `process:${rival}@2`, value: { id: rival } },
    })
  })
})

describe('the rate of refusals', () => {
  const refused = (as: string, process: Uuid, i: number) =>
    gateCommand(world.person(as), {
      event: 'note',
      process,
      payload: { note: 'x' },
      request: `rate-${String(minute)}-${String(i)}`,
    })
  const since = async (position: number) => (await trailOf(world.database)).slice(position)

  it('is recorded singly up to its limit, then summed up once a minute', async () => {
    const gate = await open()
    const { length } = await trailOf(world.database)
    const sent = Array.from({ length: 100 }, (_, i) => refused('audit-1', gate, i))
    const answers = await Promise.all(sent.map(send))
    expect(answers.filter((a) => a.kind === 'refused')).toHaveLength(REFUSALS_PER_MINUTE)
    expect(answers.filter((a) => a.kind === 'throttled')).toHaveLength(100 - REFUSALS_PER_MINUTE)
    const written = await since(length)
    expect(written).toHaveLength(REFUSALS_PER_MINUTE + 1)
    const summary = written.at(-1)
    expect(summary).toMatchObject({
      refusal: 'NOT_NOW',
      request: null,
      leaf: { refusal: { rule: 'refusal-rate' } },
    })
    // Others are not concerned, nor is he once a minute has passed.
    expect(kindOf(await send(refused('audit-1', gate, 1000)))).toBe('throttled')
    expect(kindOf(await send(refused('court-1', gate, 0)))).toBe('NOT_FOUND')
    world.at(new Date(Date.UTC(2026, 2, 2, 1, ++minute)).toISOString())
    // No id was taken by what was throttled: it is answered, and answered the same again.
    for (const i of [60, 61, 99]) {
      const command = sent[i] as Command
      expect(await send(command)).toMatchObject({
        kind: 'refused',
        refusal: { kind: 'NOT_YOUR_DUTY' },
        repeated: false,
      })
      expect(await send(command)).toMatchObject({
        kind: 'refused',
        refusal: { kind: 'NOT_YOUR_DUTY' },
        repeated: true,
      })
    }
  })
  it('leaves the accepted alone', async () => {
    const gate = await open()
    await Promise.all(
      Array.from({ length: 70 }, (_, i) =>
        send(gateCommand(handler, { event: 'judge', process: gate, payload: { note: String(i) } })),
      ),
    )
    expect(
      kindOf(
        await send(
          gateCommand(handler, { event: 'judge', process: gate, payload: { note: 'yes' } }),
        ),
      ),
    ).toBe('throttled')
    expect(
      kindOf(
        await send(gateCommand(handler, { event: 'note', process: gate, payload: { note: 'a' } })),
      ),
    ).toBe('accepted')
  })
  it('counts an attempt once, however often it is tried', async () => {
    const gate = await open()
    let left = 3
    server.faults.inspect(() => {
      if (left-- > 0) throw new Conflict([])
    })
    const answers = await Promise.all(
      Array.from({ length: REFUSALS_PER_MINUTE }, (_, i) => send(refused('audit-1', gate, i))),
    )
    server.faults.inspect(() => undefined)
    expect(new Set(answers.map(kindOf))).toEqual(new Set(['NOT_YOUR_DUTY']))
  })
  it('does not count the same request twice', async () => {
    const gate = await open()
    const same = refused('audit-1', gate, 0)
    for (let i = 0; i <= REFUSALS_PER_MINUTE; i++)
      expect(kindOf(await send(same))).toBe('NOT_YOUR_DUTY')
  })
  it('is kept for each asker by itself', () => {
    const meter = refusalMeter(2)
    const now = world.now()
    expect(['a', 'a', 'a', 'a', 'b'].map((actor) => meter.take(actor, now))).toEqual([
      'record',
      'record',
      'last',
      'drop',
      'record',
    ])
  })
})

describe('batches', () => {
  it('hold what came together, in its order', async () => {
    const gates = await Promise.all(Array.from({ length: 20 }, () => open()))
    const before = server.faults.sizes.length
    const sent = gates.map((process) =>
      gateCommand(handler, { event: 'note', process, payload: { note: 'a' } }),
    )
    await Promise.all(sent.map(send))
    expect(server.faults.sizes.slice(before)).toEqual([20])
    const trail = await trailOf(world.database)
    expect(trail.slice(-20).map((e) => e.request)).toEqual(sent.map((c) => c.request))
  })
  it('play many commands on one process one after the other', async () => {
    const gate = await open()
    const notes = Array.from({ length: 30 }, (_, i) =>
      gateCommand(handler, { event: 'note', process: gate, payload: { note: String(i) } }),
    )
    const answers = await Promise.all(notes.map(send))
    expect(answers.map((a) => a.kind === 'accepted' && a.process.version)).toEqual(
      notes.map((_, i) => i + 2),
    )
    const [now] = answers.slice(-1)
    expect(now).toMatchObject({ process: { context: { notes: notes.map((_, i) => String(i)) } } })
  })
  it('are no larger than they may be, and a group is never cut', async () => {
    const gate = await open()
    const before = server.faults.sizes.length
    const note = (i: number) =>
      gateCommand(handler, { event: 'note', process: gate, payload: { note: String(i) } })
    const [group] = await Promise.all([
      server.engine.execute(
        INSTITUTION,
        Array.from({ length: 300 }, (_, i) => note(i)),
      ),
      ...Array.from({ length: 300 }, (_, i) => send(note(i))),
    ])
    expect(group.every((a) => a.kind === 'accepted')).toBe(true)
    expect(server.faults.sizes.slice(before)).toEqual([300, 256, 44])
  })
  it('answer nothing to nothing', async () => {
    expect(await server.engine.execute(INSTITUTION, [])).toEqual([])
  })
})
