// Working days beyond the published years: counted by weekends for now, and again once the notice is out.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTICES, calendarsBy } from '../../engine/core/calendar.ts'
import type { CalendarOf } from '../../engine/core/calendar.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import { institution } from '../../engine/mechanisms/institution/index.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { reportLine } from '../../engine/runtime/verify/difference.ts'
import { underAttack } from '../support/attack.ts'
import type { Forged } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { openDoors } from '../support/client.ts'
import type { Doors } from '../support/client.ts'
import { CASES, first } from '../support/edition-mechanism.ts'
import { rowsOf } from '../support/edition-world.ts'
import { INSTITUTION, createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

const mechanisms = [institution, first]
const until = (year: number): CalendarOf =>
  calendarsBy({
    source: `notices until ${String(year)}`,
    holidays: NOTICES.holidays.filter((d) => Number(d.slice(0, 4)) <= year),
    workdays: NOTICES.workdays.filter((d) => Number(d.slice(0, 4)) <= year),
  })
const older = until(2025)
const newer = until(2026)

/** Ten working days from 24 April 2026: by weekends only until 8 May, by the notice until 12 May. */
const FILED = '2026-04-24T02:00:00.000Z'
const BY_WEEKENDS = '2026-05-08T16:00:00.000Z'
const BY_NOTICE = '2026-05-12T16:00:00.000Z'

let world: World
let doors: Doors
let later: RunningEngine[]
beforeAll(async () => {
  world = await createWorld({ mechanisms, calendarOf: older, at: FILED })
  doors = await openDoors(world, { mechanisms })
  const log = { warn: () => undefined, error: (_: object, what: string) => expect.fail(what) }
  const engine = () =>
    createEngine({
      master: MASTER,
      pool: world.pool,
      log,
      now: () => world.now(),
      mechanisms,
      calendarOf: newer,
    })
  later = [engine(), engine(), engine()]
})
afterAll(async () => {
  await doors.stop()
  await world.close()
})

async function filed(): Promise<string> {
  const payload = { product: 'product:x' }
  const answer = await world.send('loans-1', { mechanism: CASES, event: 'file', payload })
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
  return answer.process.id
}
const timerOf = async (process: string) => {
  const query = `select due_at, provisional from timer where process = $1 and clock = 'answer'`
  const [row] = await rowsOf<{ due_at: Date; provisional: boolean }>(world, query, process)
  return row && { due: row.due_at.toISOString(), provisional: row.provisional }
}
const recounts = async (process: string): Promise<Leaf[]> => {
  const query = `select leaf from entry where process = $1 and event = 'updateCalendar' order by position`
  return (await rowsOf<{ leaf: string }>(world, query, process)).map(
    (r) => JSON.parse(r.leaf) as Leaf,
  )
}
const viewed = async (engine: RunningEngine, process: string) => {
  const person = world.person('protection-1')
  const viewer = await engine.viewer({ institution: INSTITUTION, person })
  return (await engine.view(viewer, [process])).get(process)
}

let silent: string
let asked: string
let others: string[]

describe('beyond the years that are published', () => {
  it('a timer is provisional, and says so', async () => {
    silent = await filed()
    asked = await filed()
    others = [await filed(), await filed(), await filed()]
    expect(await timerOf(silent)).toEqual({ due: BY_WEEKENDS, provisional: true })
    const id = Buffer.from(`EditionCase:${silent}`).toString('base64url')
    const { process } = await doors.ask(
      'protection-1',
      `query ($id: ID!) { process(id: $id) { timers { clock provisional explanation { zh en } } } }`,
      { id },
    )
    const timers = process?.['timers'] as unknown as { clock: string; provisional: boolean }[]
    expect(timers.map((t) => [t.clock, t.provisional])).toEqual([
      ['answer', true],
      ['reminder', false],
    ])
    expect(JSON.stringify(timers[0])).toContain('beyond the published calendar')
    await checkTrail(world.pool, { mechanisms, calendarOf: older })
  })
  it('rounds of a server that knows no more leave it as it is', async () => {
    await world.engine.clock.round()
    expect(await recounts(silent)).toEqual([])
  })
})

describe('once they are published', () => {
  it('whoever looks sees the day of the notice, and nothing is written by that', async () => {
    const view = await viewed(later[0] as RunningEngine, silent)
    const timer = view?.state.timers.find((t) => t.clock === 'answer')
    expect(timer).toMatchObject({ dueAt: BY_NOTICE, provisional: false })
    expect(await recounts(silent)).toEqual([])
  })
  it('a command finds the timer counted again, by an entry of its own before it', async () => {
    const [engine] = later
    const answers = await engine?.execute(INSTITUTION, [
      {
        asker: { person: world.person('protection-1') },
        via: 'api',
        request: 'contest-1',
        mechanism: CASES,
        event: 'contest',
        process: asked,
        payload: {},
      },
    ])
    expect(answers).toMatchObject([{ kind: 'accepted', process: { version: 3 } }])
    expect(await timerOf(asked)).toEqual({ due: BY_NOTICE, provisional: false })
    expect(await recounts(asked)).toMatchObject([{ kind: 'clock', process: { version: 2 } }])
  })
  it('what is backdated is still taken, though it took effect before the count', async () => {
    const [backdated = ''] = others
    const answers = await later[0]?.execute(INSTITUTION, [
      {
        asker: { person: world.person('protection-1') },
        via: 'api',
        request: 'check-1',
        mechanism: CASES,
        event: 'check',
        process: backdated,
        payload: { desk: 'x' },
        effective: { at: FILED as never },
      },
    ])
    expect(answers).toMatchObject([{ kind: 'accepted' }])
    expect(await recounts(backdated)).toHaveLength(1)
  })
  it('the clock counts silent ones again at its first round, each once, whoever else is awake', async () => {
    // The provisional day has passed while no server ran: it must not strike by that day.
    world.at('2026-05-09T02:00:00.000Z')
    await Promise.all(later.slice(0, 2).map((engine) => engine.clock.round()))
    for (const process of [silent, ...others]) {
      expect(await timerOf(process)).toEqual({ due: BY_NOTICE, provisional: false })
      expect(await recounts(process)).toHaveLength(1)
    }
    expect((await viewed(world.engine, silent))?.state.late).toEqual([])
    const [leaf] = await recounts(silent)
    expect(leaf).toMatchObject({
      kind: 'clock',
      actor: { system: 'clock', body: 'clock' },
      calendar: newer('Asia/Shanghai').version,
      decision: { duty: 'clock.recount', article: 'house:engine' },
      timers: {
        armed: [{ clock: 'answer', dueAt: BY_NOTICE }],
        disarmed: [{ dueAt: BY_WEEKENDS }],
      },
    })
    // One that starts later finds nothing to do, and the one with the older calendar undoes nothing.
    await later[2]?.clock.round()
    await world.engine.clock.round()
    expect(await recounts(silent)).toHaveLength(1)
  })
  it('the deadline strikes at its legal instant, the one of the notice', async () => {
    world.at('2026-05-13T02:00:00.000Z')
    await later[0]?.clock.round()
    const state = (await viewed(later[0] as RunningEngine, silent))?.state
    expect(state).toMatchObject({ late: ['answer'] })
    const [struck] = await rowsOf<{ effective_at: Date }>(
      world,
      `select effective_at from entry where process = $1 and event = 'answerLate'`,
      silent,
    )
    expect(struck?.effective_at.toISOString()).toBe(BY_NOTICE)
  })
})

describe('verify', () => {
  it.each([
    ['the calendar that counted again', newer],
    ['a calendar that knows less', older],
    ['the calendar of this release', undefined],
  ])('follows the trail by %s', async (_what, calendarOf) => {
    await checkTrail(world.pool, { mechanisms, ...(calendarOf ? { calendarOf } : {}) })
  })
  it('names a count that was tampered with', async () => {
    const report = await underAttack(
      world.database,
      async (a) => {
        const { id } = await a.one<{ id: string }>(
          `select id from entry where process = $1 and event = 'updateCalendar'`,
          silent,
        )
        await a.rewrite(id, (leaf) => {
          const { armed } = leaf['timers'] as { armed: Forged[] }
          for (const timer of armed) timer['dueAt'] = '2026-06-30T16:00:00.000Z'
        })
      },
      (pool) => trailOf(pool, { mechanisms, calendarOf: newer }),
    )
    expect(report.differences.map(reportLine).join('\n')).toMatch(/timers armed/)
  })
})
