// Samples through the door: the same for ever, over the population that the filter says and nothing else.

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { asOwner } from '../support/faults.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let doors: Doors
const FIELDS = `population upTo method seed size without total digest
  strata { name size drawn } drawn { position stratum amount hits entry { id event } process { id } }`

interface Row {
  readonly position: number
  readonly id: string
  readonly event: string
  readonly body: string | null
  readonly refusal: string | null
  readonly version: number | null
}
const rowsNow = (): Promise<readonly Row[]> =>
  asOwner(world.database, async (owner) => {
    const found = await owner.query<Row>(
      'select position::int, id, event, body, refusal, version from entry order by position',
    )
    return found.rows
  })

const register = (n: number) =>
  world.send('protection-1', {
    mechanism: 'M07',
    event: 'register',
    payload: { channel: 'phone', matter: `matter ${String(n)}`, complainant: 'consumer:sample' },
  })

beforeAll(async () => {
  world = await createWorld()
  doors = await openDoors(world)
  for (let n = 0; n < 40; n++) {
    const answer = await register(n)
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
    if (n % 4 === 0)
      await world.send('loans-1', { mechanism: 'M07', process: answer.process.id, event: 'note' })
  }
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

const sample = async (args: string, as = 'audit-1'): Promise<Json> =>
  (await doors.ask(as, `{ sample(${args}) { ${FIELDS} } }`))['sample'] as Json
const positionsIn = (found: Json): number[] =>
  (found['drawn'] as unknown as readonly { position: number }[]).map((d) => d.position)

describe('a sample', () => {
  test('is what anybody draws who knows the trail and SHA-256', async () => {
    const found = await sample(
      'filter: { event: "register" }, method: SIMPLE, size: 5, seed: "2026"',
    )
    const population = (await rowsNow()).filter((r) => r.event === 'register')
    const lot = ({ id }: Row) => createHash('sha256').update(`2026\n${id}`).digest('hex')
    const expected = population
      .toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1))
      .slice(0, 5)
      .map((r) => r.position)
      .toSorted((a, b) => a - b)
    expect(found['population']).toBe(population.length)
    expect(positionsIn(found)).toEqual(expected)
  })

  test.each(['SIMPLE', 'SYSTEMATIC'])(
    'by %s stays the same when the trail grows',
    async (method) => {
      const asked = (upTo: string) =>
        sample(`filter: { mechanism: M07${upTo} }, method: ${method}, size: 8, seed: "s"`)
      const first = await asked('')
      for (let n = 0; n < 6; n++) await register(100 + n)
      const again = await asked(`, upTo: ${String(first['upTo'])}`)
      expect(again).toEqual(first)
      const grown = await asked('')
      expect(Number(grown['population'])).toBe(Number(first['population']) + 6)
      expect(grown['digest']).not.toBe(first['digest'])
    },
  )

  test('by another seed is another', async () => {
    const drawn = new Set<string>()
    for (const seed of ['a', 'b', 'c', 'd'])
      drawn.add(
        positionsIn(
          await sample(`filter: { mechanism: M07 }, method: SIMPLE, size: 6, seed: "${seed}"`),
        ).join(),
      )
    expect(drawn.size).toBe(4)
  })

  test('of processes draws each by the entry that opened it', async () => {
    const found = await sample(
      'of: PROCESSES, filter: { mechanism: M07 }, method: SIMPLE, size: 500, seed: "s"',
    )
    const opened = (await rowsNow()).filter((r) => r.event === 'register' && !r.refusal)
    expect(found['population']).toBe(opened.length)
    expect(positionsIn(found)).toEqual(opened.map((r) => r.position))
    const drawn = found['drawn'] as unknown as readonly { process: { id: string } | null }[]
    expect(new Set(drawn.map((d) => d.process?.id)).size).toBe(opened.length)
  })

  test('by strata gives each its share', async () => {
    const found = await sample(
      'filter: { mechanism: M07 }, method: STRATIFIED, by: BODY, size: 12, seed: "s"',
    )
    const all = (await rowsNow()).filter((r) => ['register', 'note'].includes(r.event))
    const sizes = new Map<string, number>()
    for (const { body } of all) sizes.set(body ?? '', (sizes.get(body ?? '') ?? 0) + 1)
    const strata = found['strata'] as unknown as readonly {
      name: string
      size: number
      drawn: number
    }[]
    expect(new Map(strata.map((s) => [s.name, s.size]))).toEqual(sizes)
    expect(strata.reduce((sum, s) => sum + s.drawn, 0)).toBe(12)
    expect(positionsIn(found)).toHaveLength(12)
  })

  test('of nothing is empty, and is an answer', async () => {
    const found = await sample('filter: { event: "nothing" }, method: SIMPLE, size: 3, seed: "s"')
    expect([found['population'], found['drawn']]).toEqual([0, []])
  })
})

test('a sample by money draws in proportion to the amounts of its currency', async () => {
  const given: Record<number, string> = {}
  await asOwner(world.database, async (owner) => {
    const { rows } = await owner.query<{ position: string; leaf: string }>(
      "select position, leaf from entry where event = 'register' order by position",
    )
    await owner.query('alter table entry disable trigger user')
    for (const [n, row] of rows.entries()) {
      const leaf = JSON.parse(row.leaf) as { event: { payload: Record<string, unknown> } }
      const currency = n % 5 === 4 ? 'USD' : 'CNY'
      const amount = n === 7 ? '90000.5' : `${String(n * 10)}.25`
      leaf.event.payload['claim'] = { amount, currency }
      if (currency === 'CNY') given[Number(row.position)] = amount
      await owner.query('update entry set leaf = $2 where position = $1 and institution = $3', [
        row.position,
        JSON.stringify(leaf),
        INSTITUTION,
      ])
    }
  })
  const found = await sample(
    'filter: { event: "register" }, method: MONETARY, amount: "claim", size: 9, seed: "s"',
  )
  const cents = (amount: string): number => Math.round(Number(amount) * 100)
  const total = Object.values(given).reduce((sum, amount) => sum + cents(amount), 0)
  expect(found['total']).toBe((total / 100).toFixed(2))
  expect(found['without']).toBe(Number(found['population']) - Object.keys(given).length)
  const drawn = found['drawn'] as unknown as readonly {
    position: number
    amount: string
    hits: number
  }[]
  expect(drawn.reduce((sum, d) => sum + d.hits, 0)).toBe(9)
  for (const { position, amount } of drawn) expect(cents(amount)).toBe(cents(given[position] ?? ''))
  // One complaint claims most of the money, so most of the units are of it.
  const most = drawn.find((d) => d.amount === '90000.50')
  expect(most?.hits).toBeGreaterThan(5)
})

describe('a question for a sample', () => {
  test.each([
    ['method: SIMPLE, size: 0, seed: "s"', 'size'],
    ['method: SIMPLE, size: 501, seed: "s"', 'size'],
    ['method: SIMPLE, size: 5, seed: ""', 'seed'],
    ['method: SIMPLE, size: 5, seed: "\\u0000"', 'seed'],
    ['method: STRATIFIED, size: 5, seed: "s"', 'by'],
    ['method: SIMPLE, by: BODY, size: 5, seed: "s"', 'by'],
    ['method: MONETARY, size: 5, seed: "s"', 'amount'],
    ['method: MONETARY, amount: "a\'; drop table entry", size: 5, seed: "s"', 'amount'],
    ['method: MONETARY, amount: "claim", currency: "yuan", size: 5, seed: "s"', 'currency'],
  ])('that is none is an error of input: %s', async (args, named) => {
    const { body } = await doors.reply('audit-1', { query: `{ sample(${args}) { population } }` })
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(body.errors?.[0]?.message).toContain(named)
  })
  test('is not answered to who reads a part only', async () => {
    for (const who of ['loans-1', 'partner-1', 'mediation-1'])
      expect(await sample('method: SIMPLE, size: 5, seed: "s"', who)).toBe(null)
  })
})
