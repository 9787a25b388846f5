// The reading client of an institution sees that institution, whatever its query forgot to say.

import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundInstitution } from '../../api/demo.ts'
import type { Day } from '../../engine/core/values.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import type { Readers, Reads } from '../../engine/runtime/reader.ts'
import { INSTITUTION, ISSUER, createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const OTHER = '0198c0de-0000-7000-8000-000000000002'
const NOBODY = '0198c0de-0000-7000-8000-00000000ffff'
let world: World
let readers: Readers

beforeAll(async () => {
  world = await createWorld()
  await foundInstitution(world.engine, {
    institution: OTHER,
    process: '0198c0de-0000-7000-8000-0000000000a2',
    name: 'Other institution',
    issuer: ISSUER,
    from: '2020-01-01' as Day,
  })
  // One connection, so that everybody gets it right after somebody else.
  readers = createReaders({ connection: world.database.config, connectionsMax: 1 })
})
afterAll(async () => {
  await readers?.end()
  await world?.close()
})

describe('without any filter', () => {
  const MODELS = [
    'head',
    'entry',
    'process',
    'institution',
    'unit',
    'person',
    'seat',
    'subject',
  ] as const
  test.each(MODELS)('%s', async (model) => {
    const all = (reads: Reads) =>
      (reads[model] as Reads['process']).findMany() as Promise<readonly { institution: string }[]>
    for (const institution of [INSTITUTION, OTHER]) {
      const rows = await all(readers.of(institution))
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.filter((row) => row.institution !== institution)).toEqual([])
    }
    expect(await all(readers.of(NOBODY))).toEqual([])
  })

  test('by key, in one turn, from one client each', async () => {
    const process = { institution: OTHER, id: '0198c0de-0000-7000-8000-0000000000a2' }
    const asked = [INSTITUTION, OTHER, NOBODY].map((institution) =>
      readers.of(institution).process.findFirst({ where: process, select: { id: true } }),
    )
    expect(await Promise.all(asked)).toEqual([null, { id: process.id }, null])
  })

  test('a thousand reads at once over three institutions', async () => {
    const asked = Array.from({ length: 1000 }, async (_, n) => {
      const institution = [INSTITUTION, OTHER, NOBODY][n % 3] ?? ''
      const rows = await readers
        .of(institution)
        .seat.findMany({ take: 3, select: { institution: true } })
      return (
        rows.every((row) => row.institution === institution) &&
        rows.length === (institution === NOBODY ? 0 : 3)
      )
    })
    expect((await Promise.all(asked)).filter((right) => !right)).toEqual([])
  })
})

test('a connection that a query failed on is not used again', async () => {
  const reads = readers.of(INSTITUTION)
  await expect(reads.process.findFirst({ where: { unit: 'a\u0000' } })).rejects.toThrow('0x00')
  expect(await reads.institution.findFirst({ select: { institution: true } })).toEqual({
    institution: INSTITUTION,
  })
})

test('the reader writes nothing and joins no transaction', async () => {
  const reads = readers.of(INSTITUTION)
  await expect(reads.process.updateMany({ data: { final: true } })).rejects.toThrow('read-only')
  await expect(reads.entry.deleteMany()).rejects.toThrow('read-only')
})

test('without a setting the role sees nothing', async () => {
  const pool = new Pool({ ...world.database.config, max: 1, options: '-c role=xiaobao_reader' })
  expect((await pool.query('select from process')).rowCount).toBe(0)
  expect((await pool.query('select from person')).rowCount).toBe(0)
  await pool.end()
})
