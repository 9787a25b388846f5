import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { inOneHouse, variedOf } from '../support/walk-all.ts'
import { chartMap } from '../support/walk-chart.ts'
import { CANARY, worldGround } from '../support/walk-ground.ts'
import type { Ground } from '../support/walk-ground.ts'
import type { Opened } from '../support/walk-payload.ts'
import { chooser, nothingSeen } from '../support/walk-seen.ts'
import { walkOnce } from '../support/walk.ts'
import type { World } from '../support/world.ts'

/** Same seed, same walks: a failure can be walked again. */
const SEED = 20260302
const WALKS = 3
const STEPS = 14
const PAUSE_MS = 120_000

describe('walks on PostgreSQL', () => {
  let world: World
  let ground: Ground
  beforeAll(async () => {
    ;({ world, ground } = await worldGround())
  })
  afterAll(() => world.close())

  it.each(inOneHouse(MECHANISMS).map((m) => [m.id, m] as const))(
    '%s: offers what succeeds, and everything follows from the trail afterwards',
    { timeout: 300_000 },
    async (id, mechanism) => {
      const seen = nothingSeen()
      const map = chartMap(mechanism)
      // Here the real neighbours are there, and nobody stands in for them.
      const { meanwhile: _meanwhile, ...varied } = variedOf(mechanism)
      const opened: Opened[] = []
      for (let n = 0; n < WALKS; n++) {
        const walk = { ground, mechanism, varied, opened, seen, choose: chooser(SEED + n), way: [] }
        await walkOnce({ walk, map, steps: STEPS, lookers: 1, pauseMs: PAUSE_MS })
      }
      // Once for all walks of a mechanism: it takes the longer the more have been walked before.
      const report = await checkTrail(world.pool)
      expect({ id, entries: report.entries }).toEqual({ id, entries: ground.written.length })
    },
  )
  it('keeps what is personal encrypted, and in the open nowhere', async () => {
    // As the superuser, whom no policy keeps from any row.
    const all = new Pool(world.database.config)
    const kept = await all.query('select 1 from entry_private where sealed is not null')
    expect(kept.rowCount).toBeGreaterThan(0)
    const { rows: tables } = await all.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables) {
      const found = await all.query(`select 1 from ${name} t where t::text like $1`, [
        `%${CANARY}%`,
      ])
      expect({ name, found: found.rowCount }).toEqual({ name, found: 0 })
    }
    await all.end()
  })
})
