// One story across all eleven mechanisms: a loan is reviewed, disclosed, sold with a partner, complained
// of, disputed, traced back, reviewed again, trained on, assessed and audited.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { processType } from '../../api/graphql/names.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { CONSUMER, FIRST, PARTNER, PRODUCT, SECOND, told } from '../support/story.ts'
import type { Thread } from '../support/thread.ts'
import { worldGround } from '../support/walk-ground.ts'
import type { World } from '../support/world.ts'

let world: World
let doors: Doors
let threads: Readonly<Record<string, Thread>>
const stands = async (name: string) => (await threads[name]?.state())?.paths ?? []
const idOf = (name: string, mechanism: string) => {
  const m = MECHANISMS.find((one) => one.id === mechanism)
  return encodeId(m ? processType(m) : '', threads[name]?.id ?? '')
}
const GATE = `allowed missing { mechanism says { zh en } } pieces { mechanism met }`
const mayLaunch = async (contentHash: string, product = PRODUCT) => {
  const query = `query ($product: String!, $contentHash: String!) {
    launchGate(product: $product, contentHash: $contentHash) { ${GATE} } }`
  return (await doors.ask('system-1', query, { product, contentHash }))['launchGate'] as Json
}

beforeAll(async () => {
  const made = await worldGround()
  world = made.world
  doors = await openDoors(world)
  threads = await told(made.ground)
}, 240_000)
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

test('everybody is where the story leaves them', async () => {
  expect(await stands('review')).toEqual(expect.arrayContaining(['case.live', 'sale.open']))
  expect(await stands('copy')).toContain('case.published')
  expect(await stands('partner')).toContain('case.active')
  expect(await stands('activity')).toContain('case.active')
  expect(await stands('sale')).toContain('case.executed')
  expect(await stands('recording')).toContain('case.vaulted')
  expect(await stands('complaint')).toContain('case.archived')
  expect(await stands('dispute')).toContain('case.settled')
  expect(await stands('coverage')).toContain('window.covered')
  expect(await stands('engagement')).toContain('case.closed')
})
test('and all of it follows from the trail', async () => {
  expect((await checkTrail(world.pool)).differences).toEqual([])
})

describe('coverage', () => {
  const COVERAGE = `cells { mechanism phase status says { zh en } } products complete
    inPlace { numerator denominator percent } rates { phase numerator denominator percent definition { en } }`
  test('of the product is complete, field by field', async () => {
    const data = await doors.ask('board-1', `{ coverage(product: "${PRODUCT}") { ${COVERAGE} } }`)
    const { cells, inPlace } = data['coverage'] as unknown as {
      cells: readonly { mechanism: string; phase: string; status: string }[]
      inPlace: Json
    }
    expect(cells).toHaveLength(33)
    const due = cells.filter((c) => c.status !== 'NOT_APPLICABLE')
    expect(due.filter((c) => c.status !== 'IN_PLACE')).toEqual([])
    expect(new Set(due.map((c) => c.mechanism)).size).toBe(11)
    expect(inPlace).toEqual({ numerator: due.length, denominator: due.length, percent: 100 })
  })
  test('of the institution has its three rates, each with what it counts', async () => {
    const data = await doors.ask('board-1', `{ coverage { ${COVERAGE} } }`)
    const { rates, products } = data['coverage'] as unknown as {
      rates: readonly { phase: string; percent: number | null; definition: readonly object[] }[]
      products: number
    }
    expect(products).toBe(1)
    expect(rates.map((r) => [r.phase, r.percent])).toEqual([
      ['BEFORE', 100],
      ['DURING', 100],
      ['AFTER', 100],
    ])
    for (const rate of rates) expect(rate.definition.length).toBeGreaterThan(0)
  })
  test('of a product that nobody knows is missing, and no rate of nothing is a hundred per cent', async () => {
    const data = await doors.ask(
      'board-1',
      `{ coverage(product: "product:unknown") { ${COVERAGE} } }`,
    )
    const { cells, rates } = data['coverage'] as unknown as {
      cells: readonly { mechanism: string; phase: string; status: string }[]
      rates: readonly { percent: number | null }[]
    }
    expect(cells.find((c) => c.mechanism === 'M01' && c.phase === 'BEFORE')?.status).toBe('MISSING')
    expect(rates.map((r) => r.percent)).toEqual([null, null, null])
  })
  test('is shown to nobody who reads only a part', async () => {
    expect((await doors.ask('loans-1', '{ coverage { products } }'))['coverage']).toBeNull()
  })
})

describe('the launch gate', () => {
  test('lets the content that was cleared pass', async () => {
    const gate = await mayLaunch(SECOND)
    expect(gate).toMatchObject({ allowed: true, missing: [] })
    const asked = (gate['pieces'] as unknown as readonly { mechanism: string }[]).map(
      (p) => p.mechanism,
    )
    expect(new Set(asked)).toEqual(new Set(['M01', 'M02', 'M05', 'M06']))
  })
  test('names every piece that other content and another product lack', async () => {
    const missing = async (contentHash: string, product?: string) =>
      (
        (await mayLaunch(contentHash, product))['missing'] as unknown as readonly {
          mechanism: string
        }[]
      ).map((p) => p.mechanism)
    expect(await missing(FIRST)).toEqual(['M01', 'M02'])
    expect(await missing(FIRST, 'product:unknown')).toEqual(['M01', 'M02', 'M05'])
  })
})

describe('one connected trace', () => {
  const TRACE = `query ($id: ID!) { trace(process: $id) { complete
    processes { id mechanism } links { kind earlier { id } later { id } entry { event } } } }`
  interface Traced {
    complete: boolean
    processes: readonly { id: string; mechanism: string }[]
    links: readonly { kind: string; earlier: { id: string }; later: { id: string } }[]
  }
  const trace = async (name: string, mechanism: string, as = 'audit-1') =>
    (await doors.ask(as, TRACE, { id: idOf(name, mechanism) }))['trace'] as unknown as Traced

  test('leads from the complaint through all eleven mechanisms', async () => {
    const { complete, processes, links } = await trace('complaint', 'M07')
    expect(complete).toBe(true)
    expect(new Set(processes.map((p) => p.mechanism)).size).toBe(11)
    for (const kind of ['CAUSED', 'RELIED_ON', 'NAMED'])
      expect(links.some((l) => l.kind === kind)).toBe(true)
  })
  test('is the same from both of its ends', async () => {
    const ids = async (name: string, mechanism: string) =>
      (await trace(name, mechanism)).processes.map((p) => p.id).toSorted()
    const whole = await ids('complaint', 'M07')
    expect(await ids('review', 'M01')).toEqual(whole)
    expect(await ids('partner', 'M06')).toEqual(whole)
  })
  test('shows a department no more than it may read', async () => {
    const { processes } = await trace('review', 'M01', 'loans-1')
    expect(processes.length).toBeGreaterThan(0)
    expect(processes.length).toBeLessThan((await trace('review', 'M01')).processes.length)
  })
})

describe('a subject', () => {
  const SUBJECT = `query ($key: String!) { subject(key: $key) { key kind
    processes(first: 100) { totalCount nodes { mechanism } } open { totalCount } late { totalCount }
    bars { says { en } process { mechanism } } } }`
  const page = async (key: string, as = 'audit-1') =>
    (await doors.ask(as, SUBJECT, { key }))['subject'] as Json
  test('has its page: everything about it, what is open, late and barred', async () => {
    const product = await page(PRODUCT)
    const mechanisms = new Set(
      ((product['processes']?.['nodes'] ?? []) as unknown as readonly { mechanism: string }[]).map(
        (n) => n.mechanism,
      ),
    )
    expect([...mechanisms].toSorted()).toEqual(['M01', 'M02', 'M03', 'M04', 'M05', 'M07', 'M08'])
    expect(product).toMatchObject({ kind: 'product', late: { totalCount: 0 }, bars: [] })
    expect((await page(CONSUMER))['processes']?.['totalCount']).toBeGreaterThan(3)
    expect((await page(PARTNER))['bars']).toEqual([])
  })
  test('is nothing to who may read nothing about it, nor where there is none', async () => {
    expect(await page('product:unknown')).toBeNull()
    expect(await page('nonsense')).toBeNull()
    expect(await page(CONSUMER, 'wealth-1')).toBeNull()
  })
})
