// The viewer: who asks, what waits on the desk, and whom one may know by name.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { tiny } from '../support/tiny-mechanism.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const mechanisms = [...MECHANISMS, tiny]
let world: World
let doors: Doors
const wealth: string[] = []

const idsIn = (page: Json): string[] =>
  (page['nodes'] as readonly Json[]).map((node) => String(node['id']))
const begin = async (as: string, unit: string): Promise<string> => {
  const event = { begin: { product: 'product:demo-fund', unit, note: 'n' } }
  const answer = await doors.command(as, 'tinyCaseCommand', { event })
  return answer['process']?.['id'] as string
}

beforeAll(async () => {
  world = await createWorld({ mechanisms })
  doors = await openDoors(world, { mechanisms })
  wealth.push(await begin('wealth-1', 'wealth'))
  const loan = await begin('loans-1', 'consumer-loans')
  wealth.push(await begin('wealth-1', 'wealth'))
  const paint = { colour: 'DARK_BLUE', on: '2026-03-02' }
  await doors.command('protection-1', 'tinyCaseCommand', { process: loan, event: { paint } })
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

describe('the viewer', () => {
  test('is a person in seats, with duties', async () => {
    const { viewer } = (await doors.ask(
      'wealth-1',
      '{ viewer { person { id name } seats { body unit person { id } } duties { id } } }',
    )) as { viewer: Json }
    const id = encodeId('Person', world.person('wealth-1'))
    expect(viewer).toMatchObject({
      person: { id, name: '演示人员 Demonstration wealth-1' },
      seats: [{ body: 'BUSINESS_DEPARTMENT', unit: 'wealth', person: { id } }],
    })
    expect((viewer['duties'] as readonly Json[]).map((d) => d['id'])).toContain(
      'businessDepartment.launch',
    )
  })

  test('finds on the desk what his duties lead on from, what falls due, and notices', async () => {
    const desk = async (as: string): Promise<Json> =>
      (
        await doors.ask(
          as,
          '{ viewer { desk { waiting { totalCount nodes { id } } dueSoon(first: 100) { clock dueAt process { id } } notices { to about { en } entry { event } } } } }',
        )
      )['viewer']?.['desk'] as Json
    expect(idsIn((await desk('wealth-1'))['waiting'] as Json)).toEqual(wealth)
    expect((await desk('wealth-1'))['dueSoon']).toHaveLength(2)
    expect((await desk('protection-1'))['waiting']?.['totalCount']).toBe(3)
    expect((await desk('audit-1'))['waiting']?.['totalCount']).toBe(0)
    expect((await desk('board-1'))['notices']?.[0]).toEqual({
      to: 'BOARD',
      about: { en: 'It was painted' },
      entry: { event: 'paint' },
    })
  })

  test('sees names and seats of others only where he reads everything', async () => {
    const names = (as: string) =>
      doors.ask(
        as,
        'query ($id: ID!) { node(id: $id) { ... on Person { name } } seats(body: LEGAL_COMPLIANCE) { person { name } } }',
        { id: encodeId('Person', world.person('legal-1')) },
      )
    expect(await names('audit-1')).toMatchObject({
      node: { name: '演示人员 Demonstration legal-1' },
    })
    expect((await names('audit-1'))['seats']).toHaveLength(2)
    expect(await names('partner-1')).toEqual({ node: { name: null }, seats: [] })
  })
})
