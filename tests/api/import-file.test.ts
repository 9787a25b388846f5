// The real register, where it lies beside the project: 3,186 complaints, counted from the file and from
// what is kept of them.

import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../api/config.ts'
import { importComplaints } from '../../api/import/run.ts'
import type { Summary } from '../../api/import/run.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { keptIn, statedIn, struckIn } from '../support/complaint-register.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

const FILE = path.resolve(packageRoot(), '../shared/data/cfpb-complaints.csv')
const absent = !existsSync(FILE)
const LONG_MS = 300_000

describe(`the register of 3,186 complaints${absent ? ` (not run: file absent, ${FILE})` : ''}`, () => {
  let world: World
  let summary: Summary
  const importing = async () => {
    const person = world.person('protection-1')
    const viewer = await world.engine.viewer({ institution: INSTITUTION, person })
    return importComplaints({
      file: FILE,
      into: { engine: world.engine, viewer },
      now: () => world.now(),
    })
  }
  beforeAll(async () => {
    if (absent) return
    world = await createWorld()
    summary = await importing()
  }, LONG_MS)
  afterAll(async () => {
    if (!absent) await world.close()
  })

  it.skipIf(absent)('is imported whole', () => {
    expect(summary).toMatchObject({ rows: 3186, imported: 3186, rejected: 0, alreadyThere: 0 })
  })
  it.skipIf(absent)('has afterwards the numbers that the file has', async () => {
    const stated = await statedIn(FILE)
    expect(stated).toMatchObject({ received: 3186, late: 93, disputed: 595, inconsistent: 6 })
    expect(await keptIn(world.database)).toEqual(stated)
    const { received, late, disputed, relief, stillOpen, inconsistent } = summary
    const said = { received, late, disputed, ...relief, stillOpen: stillOpen.total, inconsistent }
    expect(said).toEqual(stated)
  })
  it.skipIf(absent)('is late by our clocks only where it says nothing of an answer', async () => {
    expect(await struckIn(world.database)).toBe(0)
    await world.engine.clock.round()
    expect(await struckIn(world.database)).toBe(3)
    expect(summary.sinceFile).toBe(3)
    expect((await keptIn(world.database)).late).toBe(93)
  })
  it.skipIf(absent)(
    'adds nothing when it is imported again',
    async () => {
      const again = await importing()
      expect(again).toMatchObject({ ...summary, imported: 0, alreadyThere: 3186, commands: 0 })
      expect((await keptIn(world.database)).received).toBe(3186)
    },
    LONG_MS,
  )
  it.skipIf(absent)(
    'follows from its trail',
    async () => {
      await checkTrail(world.pool)
    },
    LONG_MS,
  )
})
