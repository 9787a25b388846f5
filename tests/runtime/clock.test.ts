// Time passes by hand. A timer strikes once, at its legal instant, before whatever comes after it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Effective, Instant, Uuid } from '../../engine/core/values.ts'
import type { Timer } from '../../engine/core/clocks.ts'
import { nextDue } from '../../engine/runtime/batch.ts'
import { loopOf } from '../../engine/runtime/clock.ts'
import {
  checkHouse,
  gateCommand,
  insist,
  openGate,
  sendTo,
  startServer,
  trailOf,
  until,
  WITH_GATES,
} from '../support/faults.ts'
import type { Server } from '../support/faults.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

// Opened on 2 March at nine: the reminder is due when 3 March has ended, the expiry when 5 March has.
const OPENED = '2026-03-02T01:00:00.000Z'
const REMINDER = '2026-03-03T16:00:00.000Z'
const EXPIRY = '2026-03-05T16:00:00.000Z'
const LONG_AFTER = '2026-06-01T00:00:00.000Z'

let world: World
let server: Server
let handler: Uuid
let gate: Uuid
beforeEach(async () => {
  world = await createWorld({ mechanisms: WITH_GATES, at: OPENED })
  server = startServer(world)
  handler = world.person('protection-1')
  gate = await openGate(server.engine, handler, { own: 'product:one' })
})
afterEach(async () => {
  await checkHouse(world.database)
  await server.close()
  await world.close()
})

const note = (change: { effective?: Effective; expectedVersion?: number } = {}, process = gate) =>
  gateCommand(handler, { event: 'note', process, payload: { note: 'n' }, ...change })
const send = (change?: Parameters<typeof note>[0]) => sendTo(server.engine, note(change))
const written = async (process = gate) =>
  (await trailOf(world.database)).filter((e) => e.process === process)
const events = async () => (await written()).map((e) => e.event)
const at = (instant: string): Effective => ({ at: instant as Instant })

describe('of the timers due at one instant', () => {
  const due = { dueAt: EXPIRY } as Timer
  it('a deadline strikes before what ends the case, then the name decides, whatever the ids', () => {
    const timers: Timer[] = [
      { ...due, clock: 'consent', kind: 'validity', id: '0' as Uuid },
      { ...due, clock: 'archive', kind: 'retention', id: '1' as Uuid },
      { ...due, clock: 'reply', kind: 'deadline', id: '3' as Uuid },
      { ...due, clock: 'decide', kind: 'deadline', id: '9' as Uuid },
      { ...due, clock: 'expiry', kind: 'validity', id: '8' as Uuid, dueAt: REMINDER as Instant },
    ]
    const struck: string[] = []
    const left = new Set<Uuid>()
    for (;;) {
      const next = nextDue({ timers }, LONG_AFTER as Instant, left)
      if (!next) break
      struck.push(next.clock)
      left.add(next.id)
    }
    expect(struck).toEqual(['expiry', 'decide', 'reply', 'archive', 'consent'])
  })
})
describe('a due timer', () => {
  it('strikes at the instant it is due and not before', async () => {
    world.at('2026-03-03T15:59:59.999Z')
    expect(await server.engine.clock.round()).toBe(0)
    expect(await events()).toEqual(['open'])
    world.at(REMINDER)
    expect(await server.engine.clock.round()).toBe(1)
    expect(await server.engine.clock.round()).toBe(0)
    expect(await events()).toEqual(['open', 'remind'])
  })
  it('strikes after downtime with its legal instant, in legal order, as the clock', async () => {
    world.at(LONG_AFTER)
    expect(await server.engine.clock.round()).toBe(1)
    const [, remind, expire] = await written()
    expect(remind).toMatchObject({
      event: 'remind',
      kind: 'clock',
      actor: 'clock',
      version: 2,
      leaf: {
        effective: { at: REMINDER },
        recordedAt: LONG_AFTER,
        actor: { body: 'clock', via: 'engine' },
      },
    })
    expect(expire).toMatchObject({
      event: 'expire',
      version: 3,
      leaf: { effective: { at: EXPIRY }, recordedAt: LONG_AFTER },
    })
    const seen = await send()
    expect(seen).toMatchObject({
      process: {
        context: { struck: ['remind 2026-03-04', 'expire 2026-03-06'] },
        late: ['reminder', 'expiry'],
        timers: [],
      },
    })
  })
  it('strikes under its own id, and is gone', async () => {
    const [opened] = await written()
    const armed = opened?.leaf.timers?.armed.find((t) => t.clock === 'reminder')
    world.at(LONG_AFTER)
    await server.engine.clock.round()
    const remind = (await written()).find((e) => e.event === 'remind')
    expect(remind).toMatchObject({
      request: armed?.id,
      leaf: { timers: { disarmed: [{ id: armed?.id }] } },
    })
  })
  it('of every process strikes in one round', async () => {
    const more = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        openGate(server.engine, handler, { own: `product:m${String(i)}` }),
      ),
    )
    world.at(LONG_AFTER)
    expect(await server.engine.clock.round()).toBe(41)
    const trail = await trailOf(world.database)
    for (const process of [gate, ...more])
      expect(trail.filter((e) => e.process === process).map((e) => e.event)).toEqual([
        'open',
        'remind',
        'expire',
      ])
  })
  it('does not strike in a process that has moved away from it', async () => {
    await sendTo(server.engine, gateCommand(handler, { event: 'pass', process: gate }))
    world.at(LONG_AFTER)
    expect(await server.engine.clock.round()).toBe(0)
    expect(await events()).toEqual(['open', 'pass'])
  })
})

describe('a command that comes late', () => {
  it('finds the due timers played first, in the same write', async () => {
    world.at(LONG_AFTER)
    const answer = await send()
    expect(answer).toMatchObject({ kind: 'accepted', process: { version: 4 } })
    expect(await events()).toEqual(['open', 'remind', 'expire', 'note'])
    expect(server.faults.sizes.at(-1)).toBe(3)
    expect(await server.engine.clock.round()).toBe(0)
  })
  it('finds them played also where it is refused, and they stay', async () => {
    world.at(LONG_AFTER)
    const answer = await send({ expectedVersion: 1 })
    expect(answer).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'STALE' },
      current: { version: 3 },
    })
    expect(await events()).toEqual(['open', 'remind', 'expire', 'note'])
  })
  it('finds them played also where its group is refused', async () => {
    world.at(LONG_AFTER)
    const wrong = gateCommand(handler, { event: 'judge', process: gate, payload: { note: 'yes' } })
    const answers = await server.engine.execute(INSTITUTION, [note(), wrong])
    expect(answers.map((a) => a.kind)).toEqual(['refused', 'refused'])
    expect(await events()).toEqual(['open', 'remind', 'expire', 'judge'])
  })
  it('is shown the process with them played, before anything is written', async () => {
    world.at(LONG_AFTER)
    const viewer = await server.engine.viewer({ institution: INSTITUTION, person: handler })
    const view = (await server.engine.view(viewer, [gate])).get(gate)
    expect(view?.state).toMatchObject({ version: 3, late: ['reminder', 'expiry'] })
    expect(await events()).toEqual(['open'])
  })
  it('that takes effect earlier plays only what was due by then', async () => {
    world.at(LONG_AFTER)
    expect(await send({ effective: at('2026-03-03T15:00:00.000Z') })).toMatchObject({
      kind: 'accepted',
      process: { version: 2 },
    })
    expect(await events()).toEqual(['open', 'note'])
    expect(await send({ effective: at('2026-03-04T00:00:00.000Z') })).toMatchObject({
      kind: 'accepted',
      process: { version: 4 },
    })
    expect(await events()).toEqual(['open', 'note', 'remind', 'note'])
    await server.engine.clock.round()
    expect((await events()).at(-1)).toBe('expire')
  })
  it('whose effective time is unknown plays none', async () => {
    world.at(LONG_AFTER)
    expect(await send({ effective: { unknown: true } })).toMatchObject({ kind: 'accepted' })
    expect(await events()).toEqual(['open', 'note'])
  })
  it('never takes effect before what the process last knew', async () => {
    world.at(LONG_AFTER)
    await server.engine.clock.round()
    const back = await send({ effective: at('2026-03-03T00:00:00.000Z') })
    expect(back).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'NOT_NOW', rule: 'effective-time' },
    })
  })
  it('does not make the clock strike by naming a time to come', async () => {
    for (const effective of [at(LONG_AFTER), { on: '2026-06-01' } as Effective])
      expect(await send({ effective })).toMatchObject({
        kind: 'refused',
        refusal: { rule: 'effective-time' },
      })
    expect(await events()).toEqual(['open', 'note', 'note'])
  })
  it('as a group takes its steps in time, each timer in its place', async () => {
    world.at(LONG_AFTER)
    const steps = [
      '2026-03-03T00:00:00.000Z',
      '2026-03-04T00:00:00.000Z',
      '2026-03-07T00:00:00.000Z',
    ]
    const answers = await server.engine.execute(
      INSTITUTION,
      steps.map((s) => note({ effective: at(s) })),
    )
    expect(answers.map((a) => a.kind)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await events()).toEqual(['open', 'note', 'remind', 'note', 'expire', 'note'])
  })
})

describe('two servers', () => {
  let other: Server
  beforeEach(() => {
    other = startServer(world)
  })
  afterEach(() => other.close())

  it('with both clocks awake let every timer strike once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        openGate(server.engine, handler, { own: `product:t${String(i)}` }),
      ),
    )
    world.at(LONG_AFTER)
    server.engine.start()
    other.engine.start()
    await Promise.all(
      opened.map((p, i) => insist((i % 2 === 0 ? server : other).engine, note({}, p))),
    )
    await until(async () => {
      const trail = await trailOf(world.database)
      return [gate, ...opened].every((p) =>
        trail.some((e) => e.process === p && e.event === 'expire'),
      )
    })
    await Promise.all([server.engine.stop(), other.engine.stop()])
    const trail = await trailOf(world.database)
    for (const process of [gate, ...opened])
      for (const event of ['remind', 'expire'])
        expect(trail.filter((e) => e.process === process && e.event === event)).toHaveLength(1)
  })
  it('let it strike once where both had seen it due', async () => {
    world.at(REMINDER)
    const held = server.faults.hold('append')
    const first = server.engine.clock.round()
    await held.reached
    expect(await other.engine.clock.round()).toBe(1)
    held.release()
    expect(await first).toBe(0)
    expect(await events()).toEqual(['open', 'remind'])
  })
  it('refuse a command that was judged before the timer struck elsewhere, and judge it anew', async () => {
    world.at('2026-03-03T15:00:00.000Z')
    const held = server.faults.hold('append')
    const first = sendTo(server.engine, { ...note(), expectedVersion: 1 })
    await held.reached
    world.at(REMINDER)
    expect(await other.engine.clock.round()).toBe(1)
    held.release()
    expect(await first).toMatchObject({ kind: 'refused', refusal: { kind: 'STALE' } })
  })
})

describe('the loop', () => {
  const loop = (work: () => Promise<number>, failed: (error: unknown) => void = () => undefined) =>
    loopOf({ intervalMs: 1, work, failed, nowMs: () => 7 })
  it('goes on after a round that failed, and says so', async () => {
    let rounds = 0
    const failures: unknown[] = []
    const one = loop(
      () => (++rounds === 1 ? Promise.reject(new Error('lost')) : Promise.resolve(0)),
      (e) => failures.push(e),
    )
    one.start()
    await until(() => rounds > 2)
    await one.stop()
    expect(failures).toHaveLength(1)
    expect(one.lastRoundMs).toBe(7)
  })
  it('never has two rounds at once, and stops after the one it is in', async () => {
    let running = 0
    let most = 0
    let rounds = 0
    let finish = (): void => undefined
    const one = loop(async () => {
      most = Math.max(most, ++running)
      rounds++
      await new Promise<void>((done) => (finish = done))
      running--
      return 0
    })
    one.start()
    one.wake()
    one.wake()
    await until(() => rounds === 1)
    const stopped = one.stop()
    finish()
    await stopped
    expect({ most, running, rounds }).toEqual({ most: 1, running: 0, rounds: 1 })
  })
  it('looks again at once when it is woken in a round', async () => {
    let rounds = 0
    let finish = (): void => undefined
    const one = loopOf({
      intervalMs: 1_000_000,
      work: () => {
        rounds++
        return new Promise<number>((done) => (finish = () => done(0)))
      },
      failed: () => undefined,
      nowMs: () => 0,
    })
    one.start()
    one.wake()
    finish()
    await until(() => rounds > 1)
    const stopped = one.stop()
    finish()
    await stopped
    expect(rounds).toBe(2)
  })
})
