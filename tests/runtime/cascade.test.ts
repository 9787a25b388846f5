// A timer that strikes may arm another that is due already: after a downtime the whole chain is played.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkTrail } from '../support/checkTrail.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ at: '2026-03-02T01:00:00.000Z' })
})
afterAll(() => world.close())

const HASH = 'ab'.repeat(32)
async function submitted(n: number): Promise<string> {
  const opened = await world.send('loans-1', {
    mechanism: 'M01',
    event: 'openDraft',
    payload: {
      product: `product:p${String(n)}`,
      label: 'loan',
      matter: 'newProduct',
      productClass: 'loan',
    },
  })
  if (opened.kind !== 'accepted') throw new Error(JSON.stringify(opened))
  const dossier = {
    terms: HASH,
    price: HASH,
    agreement: HASH,
    copy: HASH,
    channels: ['app'],
    targetMarket: HASH,
  }
  const sent = await world.send('loans-1', {
    mechanism: 'M01',
    process: opened.process.id,
    event: 'submit',
    payload: { contentHash: HASH, dossier, partners: [] },
  })
  if (sent.kind !== 'accepted') throw new Error(JSON.stringify(sent))
  return opened.process.id
}
const strikes = async (process: string) => {
  const client = await world.pool.connect()
  try {
    await client.query("select set_config('xiaobao.institution', $1, false)", [INSTITUTION])
    const { rows } = await client.query<{ event: string; effective: string }>(
      `select event, effective_at::text as effective from entry
       where process = $1 and kind = 'clock' order by position`,
      [process],
    )
    return rows
  } finally {
    client.release(true)
  }
}

it('plays what fell due while nobody was awake, in legal order, in one round', async () => {
  const cases = [await submitted(1), await submitted(2)]
  world.at('2026-07-01T01:00:00.000Z')
  await world.engine.clock.round()
  expect(await world.engine.clock.round()).toBe(0)
  for (const process of cases) {
    const struck = await strikes(process)
    expect(struck.map((s) => s.event).slice(0, 3)).toEqual([
      'presumeComplete',
      'presumeInScope',
      'escalateStalled',
    ])
    expect(struck.map((s) => s.effective)).toEqual(struck.map((s) => s.effective).toSorted())
  }
  await checkTrail(world.pool, { institution: INSTITUTION })
})
it('and so does the command that comes first', async () => {
  const process = await submitted(3)
  world.at('2026-12-01T01:00:00.000Z')
  const answer = await world.send('protection-1', {
    mechanism: 'M01',
    process,
    event: 'note',
    payload: { text: 'late' },
  })
  expect(answer.kind).toBe('accepted')
  expect((await strikes(process)).length).toBeGreaterThan(2)
  expect(GOVERNANCE).not.toBe(process)
})
