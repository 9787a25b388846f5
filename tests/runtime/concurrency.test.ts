// Two servers on one database, and servers that die: what one decides, the other must know.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../engine/core/command.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { bundleChild } from '../support/child-process.ts'
import type { Child } from '../support/child-process.ts'
import {
  asOwner,
  checkHouse,
  gateCommand,
  insist,
  openGate,
  sendTo,
  startServer,
  trailOf,
  WITH_GATES,
} from '../support/faults.ts'
import type { Server } from '../support/faults.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

const TODAY = '2026-03-02'
let world: World
let left: Server
let right: Server
let handler: Uuid
beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES, at: `${TODAY}T01:00:00.000Z` })
  handler = world.person('protection-1')
})
afterAll(async () => {
  await checkHouse(world.database)
  await world.close()
})
beforeEach(() => {
  left = startServer(world)
  right = startServer(world)
})
afterEach(() => Promise.all([left.close(), right.close()]))

let n = 0
const open = (change: { rival?: string; shared?: string; own?: string } = {}) =>
  openGate(world.engine, handler, { own: `product:g${String(++n)}`, ...change })
/** Two gates, each of which may be passed only while the other stands. */
async function crossed(): Promise<readonly [Uuid, Uuid]> {
  const [a, b] = [`product:a${String(++n)}`, `product:b${String(n)}`]
  return [await open({ own: a, rival: b }), await open({ own: b, rival: a })]
}
/** Two gates of which only one may be passed. */
async function counted(): Promise<readonly [Uuid, Uuid]> {
  const shared = `activity:s${String(++n)}`
  return [await open({ shared }), await open({ shared })]
}
const command = (event: string, process: Uuid, payload: object = {}) =>
  gateCommand(handler, { event, process, payload })
const kindOf = (answer: { kind: string }) => answer.kind

describe.each([
  ['the latest process about a subject', 'pass', crossed],
  ['a count', 'passCounted', counted],
])('two commands that each read what the other changes: %s', (_, event, pair) => {
  it('are never both accepted, however their steps fall between each other', async () => {
    const [a, b] = await pair()
    const held = left.faults.hold('append')
    const first = sendTo(left.engine, command(event, a))
    await held.reached
    // The left server has read that the other stands. Now it is passed.
    expect(await sendTo(right.engine, command(event, b))).toMatchObject({ kind: 'accepted' })
    held.release()
    expect(await first).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_NOW' } })
    await trailOf(world.database)
  })
  it('are never both accepted in one batch', async () => {
    const [a, b] = await pair()
    const answers = await Promise.all([a, b].map((g) => sendTo(left.engine, command(event, g))))
    expect(answers.map(kindOf)).toEqual(['accepted', 'refused'])
  })
  it('are never both accepted in one group', async () => {
    const [a, b] = await pair()
    const group = [command(event, a), command(event, b)]
    await expect(left.engine.execute(INSTITUTION, group)).rejects.toThrow(
      'an earlier command of its group',
    )
    const trail = await trailOf(world.database)
    expect(trail.filter((e) => e.process === a || e.process === b)).toHaveLength(2)
  })
  it('are never both accepted in two batches of one server', async () => {
    const [a, b] = await pair()
    const held = left.faults.hold('append')
    const first = sendTo(left.engine, command(event, a))
    await held.reached
    const second = await sendTo(left.engine, command(event, b))
    held.release()
    expect([second, await first].map(kindOf)).toEqual(['accepted', 'refused'])
  })
  it('are never both accepted under load from two servers', async () => {
    const pairs = await Promise.all(Array.from({ length: 60 }, pair))
    const answers = await Promise.all(
      pairs.map(([a, b], i) => {
        const [one, other] = i % 2 === 0 ? [left, right] : [right, left]
        return Promise.all([
          insist(one.engine, command(event, a)),
          insist(other.engine, command(event, b)),
        ])
      }),
    )
    // One of them first: so always one, and never both.
    for (const both of answers) expect(both.map(kindOf).toSorted()).toEqual(['accepted', 'refused'])
    await trailOf(world.database)
  })
})

describe('an appointment that ends while a command needs it', () => {
  /** A keeper of the legal department, with the way to end his office today. */
  async function keeper() {
    const appointed = async (body: string) => {
      const person = await sendTo(
        world.engine,
        gateCommand(world.person('hr-1'), {
          mechanism: 'G01',
          process: GOVERNANCE,
          event: 'addPerson',
          payload: {
            issuer: 'https://tests.invalid',
            subject: `keeper-${String(++n)}`,
            name: 'Keeper',
          },
        }),
      )
      if (person.kind !== 'accepted' || !person.entry) throw new Error('not added')
      const id = person.entry.id
      const seat = await sendTo(
        world.engine,
        gateCommand(world.person('hr-1'), {
          mechanism: 'G01',
          process: GOVERNANCE,
          event: 'appoint',
          payload: { person: id, body, from: '2020-01-01' },
        }),
      )
      if (seat.kind !== 'accepted') throw new Error(JSON.stringify(seat))
      return { person: id, seat: seat.entry.id }
    }
    return appointed
  }
  const ending = (seat: Uuid, body: string) =>
    gateCommand(world.person('hr-1'), {
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'endAppointment',
      payload: { seat, body, to: TODAY },
    })
  it('by its rule: the command is judged anew', async () => {
    const { person, seat } = await (await keeper())('legalCompliance')
    const gate = await open()
    const held = left.faults.hold('append')
    const first = sendTo(left.engine, command('passByKeeper', gate, { keeper: person }))
    await held.reached
    expect(await sendTo(right.engine, ending(seat, 'legalCompliance'))).toMatchObject({
      kind: 'accepted',
    })
    held.release()
    expect(await first).toMatchObject({ kind: 'refused', refusal: { rule: 'keeperInOffice' } })
  })
  it('by its duty: the sender no longer has it', async () => {
    const { person, seat } = await (await keeper())('consumerProtection')
    const gate = await open()
    const held = left.faults.hold('append')
    const first = sendTo(left.engine, gateCommand(person, { event: 'close', process: gate }))
    await held.reached
    expect(await sendTo(right.engine, ending(seat, 'consumerProtection'))).toMatchObject({
      kind: 'accepted',
    })
    held.release()
    expect(await first).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_FOUND' } })
  })
  it('by its rule, under load: nobody passes after the end', async () => {
    const appoint = await keeper()
    const keepers = await Promise.all(Array.from({ length: 20 }, () => appoint('legalCompliance')))
    const opened = await Promise.all(keepers.map(() => open()))
    await Promise.all(
      keepers.flatMap(({ person, seat }, i) => [
        insist(left.engine, command('passByKeeper', opened[i] ?? '', { keeper: person })),
        insist(right.engine, ending(seat, 'legalCompliance')),
      ]),
    )
    const trail = await trailOf(world.database)
    for (const { person, seat } of keepers) {
      const end = trail.find(
        (e) => e.event === 'endAppointment' && e.leaf.event.payload['seat'] === seat,
      )
      const pass = trail.find(
        (e) => e.event === 'passByKeeper' && e.leaf.event.payload['keeper'] === person,
      )
      expect(end?.refusal).toBeNull()
      const passedBefore = (pass?.position ?? 0) < (end?.position ?? 0)
      expect(pass?.refusal === null).toBe(passedBefore)
    }
  })
})

describe('one process, two servers', () => {
  it('takes every command once, in the order of its versions', async () => {
    const gate = await open()
    const notes = Array.from({ length: 60 }, (_, i) => command('note', gate, { note: String(i) }))
    const answers = await Promise.all(
      notes.map((c, i) => insist(i % 2 === 0 ? left.engine : right.engine, c)),
    )
    expect(new Set(answers.map(kindOf))).toEqual(new Set(['accepted']))
    const steps = (await trailOf(world.database)).filter((e) => e.process === gate)
    expect(steps).toHaveLength(61)
  })
  it('refuses, of two who expect the same version, one', async () => {
    const gate = await open()
    const both = [left, right].map(({ engine }) =>
      insist(engine, { ...command('note', gate, { note: 'x' }), expectedVersion: 1 }),
    )
    const answers = await Promise.all(both)
    expect(answers.map(kindOf).toSorted()).toEqual(['accepted', 'refused'])
    expect(answers.find((a) => a.kind === 'refused')).toMatchObject({ refusal: { kind: 'STALE' } })
  })
  it('says at every refusal in which version it met the process', async () => {
    const gate = await open()
    const held = left.faults.hold('append')
    const first = sendTo(
      left.engine,
      gateCommand(handler, { event: 'judge', process: gate, payload: { note: 'yes' } }),
    )
    await held.reached
    await sendTo(right.engine, command('note', gate, { note: 'meanwhile' }))
    held.release()
    await first
    const trail = (await trailOf(world.database)).filter((e) => e.process === gate)
    expect(trail.map((e) => [e.event, e.version])).toEqual([
      ['open', 1],
      ['note', 2],
      ['judge', 2],
    ])
  })
})

describe('processes of their own', () => {
  let child: Child
  beforeAll(async () => {
    child = await bundleChild()
  })
  afterAll(() => {
    child.remove()
  })
  const orders = (on: World, commands: readonly Command[]) => ({
    database: on.database.config,
    institution: INSTITUTION,
    now: on.now(),
    commands,
  })

  it('share one database under load: gapless, every request once, every timer once', async () => {
    const own = await createWorld({ mechanisms: WITH_GATES })
    try {
      const sender = own.person('protection-1')
      const opened = await Promise.all(
        Array.from({ length: 30 }, (_, i) => {
          const [a, b] = [`product:${String(i)}`, `product:${String(i % 2 === 0 ? i + 1 : i - 1)}`]
          return openGate(own.engine, sender, { own: a, rival: b })
        }),
      )
      own.at('2026-03-04T00:00:00.000Z')
      const commands = opened.map((process, i) =>
        gateCommand(sender, { event: 'pass', process, request: `pass-${String(i)}` }),
      )
      const notes = opened.map((process, i) =>
        gateCommand(sender, {
          event: 'note',
          process,
          payload: { note: 'n' },
          request: `note-${String(i)}`,
        }),
      )
      const halves = [0, 1].map((h) => commands.filter((_, i) => i % 2 === h))
      // The notes go to both: one of them answers first.
      const ran = await Promise.all(
        halves.map((half) => child.run({ ...orders(own, [...half, ...notes]), clock: true })),
      )
      for (const { answers } of ran) {
        expect(answers).toHaveLength(45)
        expect(answers.filter((a) => a.kind === 'failed' || a.kind === 'throttled')).toEqual([])
      }
      while ((await own.engine.clock.round()) > 0);
      await checkHouse(own.database)
      const trail = await trailOf(own.database)
      for (const { request } of [...commands, ...notes])
        expect(trail.filter((e) => e.request === request)).toHaveLength(1)
      for (const process of opened)
        expect(trail.filter((e) => e.process === process && e.event === 'remind')).toHaveLength(1)
      const passed = (i: number) =>
        trail.some((e) => e.request === `pass-${String(i)}` && e.refusal === null)
      for (let i = 0; i < opened.length; i += 2)
        expect([passed(i), passed(i + 1)].filter(Boolean)).toEqual([true])
    } finally {
      await own.close()
    }
  })

  /** What happened, without the ids and times that differ from run to run. */
  async function resultOf(on: World) {
    const trail = await trailOf(on.database)
    const processes = await asOwner(on.database, (client) =>
      client.query<{ state: object }>(
        `select json_build_object('mechanism', mechanism, 'version', version, 'value', value,
           'context', context, 'final', final) as state from process order by mechanism, context::text`,
      ),
    )
    const timers = await asOwner(on.database, (client) =>
      client.query<object>('select clock, due_at, n from timer order by clock, due_at'),
    )
    return {
      deeds: trail
        .map((e) =>
          [
            e.actor === 'clock' || e.actor === 'founder' ? e.actor : 'person',
            e.request,
            e.event,
            e.version,
            e.refusal,
          ].join(' '),
        )
        .toSorted(),
      states: processes.rows,
      timers: timers.rows,
    }
  }
  const story = (sender: Uuid, gate: Uuid): readonly Command[] => [
    gateCommand(sender, { event: 'open', payload: { own: 'product:new' }, request: 'k-open' }),
    gateCommand(sender, {
      event: 'note',
      process: gate,
      payload: { note: 'a' },
      request: 'k-note',
    }),
    gateCommand(sender, {
      event: 'judge',
      process: gate,
      payload: { note: 'yes' },
      request: 'k-judge',
    }),
    gateCommand(sender, { event: 'pass', process: gate, request: 'k-pass' }),
  ]
  async function storyOf(dies?: 'before' | 'after') {
    const own = await createWorld({ mechanisms: WITH_GATES })
    try {
      const sender = own.person('protection-1')
      const gate = await openGate(own.engine, sender, { own: 'product:old' })
      own.at('2026-03-04T00:00:00.000Z')
      const commands = story(sender, gate)
      const before = (await trailOf(own.database)).length
      const killed =
        dies &&
        (await child.run({ ...orders(own, commands), dies: { at: dies, request: 'k-pass' } }))
      expect(killed).toEqual(dies && { signal: 'SIGKILL', answers: [] })
      expect((await trailOf(own.database)).length - before).toBe(dies === 'after' ? 5 : 0)
      const { answers } = await child.run(orders(own, commands))
      expect(answers.map((a) => a.repeated)).toEqual(answers.map(() => dies === 'after'))
      await checkHouse(own.database)
      const result = await resultOf(own)
      // The ids of persons differ from world to world, and the clock's request is the timer's.
      return JSON.parse(
        JSON.stringify(result).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|q-\d+/g, 'id'),
      ) as typeof result
    } finally {
      await own.close()
    }
  }
  it('may be killed before the write, or after it and before the answer: sent again, nothing differs', async () => {
    const [undisturbed, before, after] = [
      await storyOf(),
      await storyOf('before'),
      await storyOf('after'),
    ]
    expect(undisturbed.deeds.filter((d) => d.includes(' k-'))).toEqual([
      'person k-judge judge 3 SEPARATION',
      'person k-note note 3 ',
      'person k-open open 1 ',
      'person k-pass pass 4 ',
    ])
    expect(before).toEqual(undisturbed)
    expect(after).toEqual(undisturbed)
  })
})
