// The registry describes itself through the doors.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { tiny } from '../support/tiny-mechanism.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const mechanisms = [...MECHANISMS, tiny]
let world: World
let doors: Doors

beforeAll(async () => {
  world = await createWorld({ mechanisms })
  doors = await openDoors(world, { mechanisms })
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

test('every mechanism describes itself', async () => {
  const data = await doors.ask(
    'court-1',
    `{ mechanisms {
    id kind slug title { zh en } commandField processType edition { from revision basis } articles { citation law { certainty } }
    charts { name events states { path title { zh } phase initial final parallel takes } diagram(format: MERMAID) }
    events { name nature opens byClock field personal payload from duties { id } rules { name } notices { to } }
    rules { name says { zh } judges } clocks { name policy citation { citation } bounds length unit runsIn fires } duties { id }
  } mechanism(id: T01) { diagram(format: SVG) } duties(body: CLOCK) { id body } }`,
  )
  const found = data['mechanisms'] as readonly Json[]
  const ids = mechanisms.map((m) => m.id).toSorted()
  const ofTheHouse = (id: string) => id.startsWith('G')
  expect(found.map((m) => m['id'])).toEqual([
    ...ids.filter((id) => !ofTheHouse(id)),
    ...ids.filter(ofTheHouse),
  ])
  const described = found.find((m) => m['id'] === 'T01')
  expect(described).toMatchObject({
    commandField: 'tinyCaseCommand',
    processType: 'TinyCase',
    clocks: [
      {
        name: 'drying',
        policy: 'tiny.drying',
        bounds: [1, 5],
        length: 3,
        unit: 'day',
        fires: 'dry',
      },
    ],
  })
  const paint = ((described?.['events'] ?? []) as readonly Json[]).find(
    (e) => e['name'] === 'paint',
  )
  expect(paint).toMatchObject({
    personal: ['words'],
    from: ['case.work'],
    field: 'paint',
    rules: [{ name: 'notRed' }],
    notices: [{ to: 'BOARD' }],
  })
  expect(paint?.['payload']).toMatchObject({ type: 'object', required: ['colour', 'on'] })
  expect(data['duties']).toEqual([
    { id: 'clock.strike', body: 'CLOCK' },
    { id: 'clock.recount', body: 'CLOCK' },
  ])
})
