import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const product = (key: string) => ({
  mechanism: 'G01',
  process: GOVERNANCE,
  event: 'registerSubject',
  payload: { subject: `product:${key}`, name: key },
})
const entries = async (where = 'true') =>
  (
    await world.pool.query<{ n: number; last: number }>(
      `select count(*)::int n, max(position)::int last from entry where ${where}`,
    )
  ).rows[0]

describe('execute', () => {
  it('records what was founded, gaplessly', async () => {
    await world.pool.query("select set_config('xiaobao.institution', $1, false)", [INSTITUTION])
    const client = await world.pool.connect()
    await client.query("select set_config('xiaobao.institution', $1, false)", [INSTITUTION])
    const { rows } = await client.query<{ n: number; last: number }>('select count(*)::int n, max(position)::int last from entry')
    client.release(true)
    expect(rows[0]?.n).toBe(rows[0]?.last)
  })
  it('accepts, repeats and refuses', async () => {
    const sent = { ...product('a'), request: 'same' }
    const first = await world.send('hr-1', sent)
    expect(first).toMatchObject({ kind: 'accepted', repeated: false })
    const again = await world.send('hr-1', sent)
    expect(again).toMatchObject({ kind: 'accepted', repeated: true })
    const other = await world.send('hr-1', { ...product('b'), request: 'same' })
    expect(other).toMatchObject({ kind: 'refused', refusal: { kind: 'REQUEST_REUSED' } })
    const wrong = await world.send('court-1', product('c'))
    expect(wrong).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_FOUND' } })
    const duty = await world.send('audit-1', product('c'))
    expect(duty).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_YOUR_DUTY' } })
    const stale = await world.send('hr-1', { ...product('c'), expectedVersion: 1 })
    expect(stale).toMatchObject({ kind: 'refused', refusal: { kind: 'STALE' } })
    const self = await world.send('hr-1', {
      mechanism: 'G01', process: GOVERNANCE, event: 'appoint',
      payload: { person: world.person('hr-1'), body: 'legalCompliance', from: '2026-01-01' },
    })
    expect(self).toMatchObject({ kind: 'refused', refusal: { kind: 'SEPARATION', rule: 'nobodyAppointsHimself' } })
    expect(entries).toBeDefined()
  })
})
