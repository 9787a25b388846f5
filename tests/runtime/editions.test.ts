import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { checkCharts } from '../../engine/runtime/editions.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

it('starts where every open process finds its chart', async () => {
  await expect(checkCharts(world.pool, MECHANISMS)).resolves.toBeUndefined()
})
it('does not start a release that lacks a mechanism in use, and names it', async () => {
  const without = MECHANISMS.filter((m) => m.id !== 'G01')
  await expect(checkCharts(world.pool, without)).rejects.toThrow(
    /G01 institution, edition 2023-03-01 revision 1 .*: 1 open/,
  )
})
it('does not start on a chart that has changed since', async () => {
  const owner = new Client(world.database.config)
  await owner.connect()
  await owner.query("update process set chart_hash = repeat('0', 64)")
  await owner.end()
  await expect(checkCharts(world.pool, MECHANISMS)).rejects.toThrow(/engine\/mechanisms\/past/)
})
