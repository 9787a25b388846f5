// The matrix of duties: what it says of each duty stands in the trail, column by column.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dutyMatrix } from '../../engine/core/duty-matrix.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { rowsOf } from '../support/edition-world.ts'
import { roam } from '../support/roam.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let doors: Doors
beforeAll(async () => {
  world = await createWorld()
  doors = await openDoors(world)
  await roam(world, { mechanism: 'M07', steps: 20, seed: 4 })
}, 120_000)
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

const ROW = `duty { id body article { citation } } everywhere exercised exercisedIsExact last { position }`
const ask = async (
  filter: object = {},
  as = 'audit-1',
  fields = `duties { ${ROW} }`,
): Promise<Json> => {
  const query = `query ($filter: DutyMatrixFilter) { dutyMatrix(filter: $filter) { ${fields} } }`
  return (await doors.ask(as, query, { filter }))['dutyMatrix'] as Json
}
const list = (json: readonly Json[] | undefined): readonly Json[] => [...(json ?? [])]
const idsOf = (matrix: Json): readonly string[] =>
  list(matrix['duties']).map((row) => String(row['duty']?.['id']))

describe('the matrix of duties', () => {
  it('tells of every duty when it was exercised last, and how often: what the trail says', async () => {
    const kept = await rowsOf<{ duty: string; n: number; last: number }>(
      world,
      `select duty, count(*)::int as n, max(position)::int as last from entry
        where refusal is null and duty is not null group by duty`,
    )
    const told = list((await ask())['duties'])
    const found = told.flatMap((row) =>
      row['last']
        ? [
            {
              duty: row['duty']?.['id'],
              n: row['exercised'],
              last: Number(row['last']['position']),
            },
          ]
        : [],
    )
    const byName = (a: { duty?: unknown }, b: { duty?: unknown }) =>
      String(a.duty) < String(b.duty) ? -1 : 1
    expect(found.toSorted(byName)).toEqual(kept.toSorted(byName))
    expect(told).toHaveLength(dutyMatrix(MECHANISMS).length)
    expect(told.every((row) => row['exercisedIsExact'])).toBe(true)
  })
  it('is asked by article or law, body, mechanism, event, and whether it was ever exercised', async () => {
    const every = list((await ask())['duties'])
    const ids = (holds: (row: Json) => boolean) =>
      every.filter((row) => holds(row)).map((row) => String(row['duty']?.['id']))
    expect(idsOf(await ask({ article: '2020-3' }))).toEqual(
      ids((r) => String(r['duty']?.['article']?.['citation']).startsWith('2020-3:')),
    )
    expect(idsOf(await ask({ body: 'BOARD' }))).toEqual(
      ids((r) => String(r['duty']?.['body']) === 'BOARD'),
    )
    expect(idsOf(await ask({ exercised: false }))).toEqual(ids((r) => !r['last']))
    const register = await ask({ mechanism: 'M07', event: 'register' })
    expect(idsOf(register)).toContain('partner.forward')
    expect(idsOf(await ask({ event: 'moveEdition' }))).toEqual(['seniorManagement.moveEdition'])
  })
  it('is the same by article, by body and by event', async () => {
    const groups = await ask(
      {},
      'audit-1',
      `duties { duty { id } events { mechanism event } }
       byArticle { article { citation } duties { duty { id } } }
       byBody { body duties { duty { id } } }
       byEvent { event { mechanism event } duties { duty { id } } }`,
    )
    const sorted = (ids: readonly unknown[]) => ids.map(String).toSorted()
    const within = (name: string) =>
      list(groups[name]).flatMap((g) => list(g['duties']).map((row) => row['duty']?.['id']))
    const all = idsOf(groups)
    expect(sorted(within('byArticle'))).toEqual(sorted(all))
    expect(sorted(within('byBody'))).toEqual(sorted(all))
    const pairs = list(groups['duties']).flatMap((row) => list(row['events'])).length
    expect(within('byEvent')).toHaveLength(pairs)
  })
  it('is shown to nobody who may not read every process', async () => {
    expect(await ask({}, 'partner-1')).toBeNull()
  })
})
