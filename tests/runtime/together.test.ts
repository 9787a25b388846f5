// Commands of several institutions that come at the same time go to the database as one statement: what
// they share is the statement, and not the trouble of one of them.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { foundInstitution } from '../../api/demo.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import { checkHouse, gateCommand, startServer, trailOf, WITH_GATES } from '../support/faults.ts'
import type { Server } from '../support/faults.ts'
import { createWorld, INSTITUTION, ISSUER } from '../support/world.ts'
import type { World } from '../support/world.ts'

const HOUSES: readonly Uuid[] = [
  INSTITUTION,
  ...Array.from({ length: 3 }, (_, i) => `0198c0de-0000-7000-8000-00000000000${String(i + 2)}`),
]
let world: World
let server: Server
const handlers = new Map<Uuid, Uuid>()
beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES })
  handlers.set(INSTITUTION, world.person('protection-1'))
  for (const [n, institution] of HOUSES.slice(1).entries()) {
    const people = await foundInstitution(world.engine, {
      institution,
      process: `0198c0de-0000-7000-8000-0000000000b${String(n)}`,
      name: `Test institution ${String(n + 2)}`,
      issuer: ISSUER,
      from: '2020-01-01' as Day,
    })
    handlers.set(institution, people.get('protection-1') ?? '')
  }
})
afterAll(async () => {
  for (const institution of HOUSES) await checkHouse(world.database, institution)
  await world.close()
})
beforeEach(() => void (server = startServer(world)))
afterEach(() => server.close())

let n = 0
/** Opens a gate in an institution. */
function opens(institution: Uuid, own = `product:t${String(++n)}`) {
  const command = gateCommand(handlers.get(institution) ?? '', { event: 'open', payload: { own } })
  return {
    command,
    sent: () => server.engine.execute(institution, [command]).then(([answer]) => answer?.kind),
  }
}
const everywhere = () => HOUSES.map((institution) => opens(institution))

describe('commands of several institutions at once', () => {
  it('are loaded by one statement and written by one', async () => {
    // The keys of the request digests are asked for once.
    await Promise.all(everywhere().map(({ sent }) => sent()))
    const counted = () => [server.faults.count('load'), server.faults.count('append')]
    const [loads = 0, appends = 0] = counted()
    const answers = await Promise.all(everywhere().map(({ sent }) => sent()))
    expect(answers).toEqual(HOUSES.map(() => 'accepted'))
    expect(counted()).toEqual([loads + 1, appends + 1])
  })

  it('each go into the trail of their own institution alone', async () => {
    const sent = everywhere()
    await Promise.all(sent.map((one) => one.sent()))
    for (const [i, institution] of HOUSES.entries()) {
      const requests = (await trailOf(world.database, institution)).map((e) => e.request)
      expect(sent.map(({ command }) => requests.includes(command.request))).toEqual(
        HOUSES.map((_, other) => other === i),
      )
    }
  })

  it.each(['load', 'append'] as const)(
    'are done each by itself where the %s of one fails, and nothing is done twice',
    async (call) => {
      const refused = Object.assign(new Error('one of them was outrun'), { code: '40001' })
      server.faults.fail(call, { when: 'before', times: 1, error: () => refused })
      const before = server.faults.count(call)
      const sent = everywhere()
      expect(await Promise.all(sent.map((one) => one.sent()))).toEqual(HOUSES.map(() => 'accepted'))
      expect(server.faults.count(call) - before).toBeGreaterThanOrEqual(1 + HOUSES.length)
      for (const [i, institution] of HOUSES.entries()) {
        const trail = await trailOf(world.database, institution)
        expect(trail.filter((e) => e.request === sent[i]?.command.request)).toHaveLength(1)
      }
    },
  )

  it.each(['before', 'after'] as const)(
    'are done once where the connection breaks %s they were written',
    async (when) => {
      server.faults.fail('append', { when, times: 1 })
      const sent = everywhere()
      expect(await Promise.all(sent.map((one) => one.sent()))).toEqual(HOUSES.map(() => 'accepted'))
      for (const [i, institution] of HOUSES.entries()) {
        const trail = await trailOf(world.database, institution)
        expect(trail.filter((e) => e.request === sent[i]?.command.request)).toHaveLength(1)
      }
    },
  )

  it('leave alone those beside one whose batch the database refuses for good', async () => {
    const poisoned = opens(HOUSES[1] as Uuid)
    server.faults.inspect(({ entries }) => {
      for (const entry of entries as { request: string; leaf: string | null }[])
        if (entry.request === poisoned.command.request) entry.leaf = null
    })
    const others = HOUSES.filter((h) => h !== HOUSES[1]).map((institution) => opens(institution))
    const [bad, ...good] = await Promise.allSettled([poisoned, ...others].map((one) => one.sent()))
    expect(bad?.status).toBe('rejected')
    expect(good.map((one) => one.status === 'fulfilled' && one.value)).toEqual(
      others.map(() => 'accepted'),
    )
    const trail = await trailOf(world.database, HOUSES[1])
    expect(trail.some((e) => e.request === poisoned.command.request)).toBe(false)
  })
})
