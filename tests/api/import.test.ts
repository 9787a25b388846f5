// A complaint register through the engine: what is kept equals what the file says, however often and
// however interrupted it is imported.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importComplaints } from '../../api/import/run.ts'
import type { ImportOptions, Summary } from '../../api/import/run.ts'
import type { Instant } from '../../engine/core/values.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { Engine } from '../../engine/runtime/engine.ts'
import type { Store } from '../../engine/runtime/store.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { complaintsIn, keptIn, struckIn } from '../support/complaint-register.ts'
import { asOwner } from '../support/faults.ts'
import { appPool, createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

const VECTORS = path.resolve(import.meta.dirname, '../vectors')
const SMALL = path.join(VECTORS, 'complaints-small.csv')
const OLDER = path.join(VECTORS, 'complaints-small-older.csv')

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(async () => {
  await checkTrail(world.pool)
  await world.close()
})

interface Into {
  readonly as?: string
  readonly engine?: Pick<Engine, 'execute' | 'view'>
}
async function importing(
  file: string,
  { as = 'protection-1', engine = world.engine, ...options }: Into & Partial<ImportOptions> = {},
): Promise<Summary> {
  const viewer = await world.engine.viewer({ institution: INSTITUTION, person: world.person(as) })
  return importComplaints({ file, into: { engine, viewer }, now: () => world.now(), ...options })
}
const entries = () =>
  asOwner(world.database, async (client) => {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from entry')
    return rows[0]?.n
  })

describe('the register of today', () => {
  it('is kept as it says, and each bad row is named with its line', async () => {
    const summary = await importing(SMALL)
    expect(summary).toMatchObject({
      rows: 21,
      imported: 9,
      alreadyThere: 1,
      rejected: 11,
      received: 9,
      late: 2,
      disputed: 1,
      relief: { monetary: 1, nonMonetary: 1, none: 4 },
      stillOpen: { total: 4, inProgress: 2, unanswered: 1, disputed: 1 },
      inconsistent: 1,
      notStated: { dayOfAnswer: 6, timeliness: 1, whetherDisputed: 7 },
      sinceFile: 1,
      unknownColumns: [],
    })
    expect(summary.stopped).toBeUndefined()
    const by = Object.fromEntries(summary.rejectedRows.map((r) => [r.line, r.reason]))
    expect(by).toEqual({
      12: expect.stringMatching(/2023-02-30.*not a day/) as string,
      13: expect.stringMatching(/no day of receipt/) as string,
      14: expect.stringMatching(/handshake.*not known/) as string,
      15: expect.stringMatching(/17 columns/) as string,
      16: expect.stringMatching(/Issue holds a NUL/) as string,
      17: expect.stringMatching(/Perhaps/) as string,
      18: expect.stringMatching(/disputed/) as string,
      19: expect.stringMatching(/timely/) as string,
      20: expect.stringMatching(/still to come/) as string,
      21: expect.stringMatching(/not closed/) as string,
      24: expect.stringMatching(/9000002 is there already.*something else/) as string,
    })
    expect(await keptIn(world.database)).toEqual({
      received: 9,
      late: 2,
      disputed: 1,
      monetary: 1,
      nonMonetary: 1,
      none: 4,
      stillOpen: 4,
      inconsistent: 1,
    })
  })
  it('leaves it to our clocks what became late after the file', async () => {
    const { sinceFile } = await importing(SMALL)
    expect(await struckIn(world.database)).toBe(0)
    await world.engine.clock.round()
    expect(await struckIn(world.database)).toBe(sinceFile)
    expect((await keptIn(world.database)).late).toBe(2)
    expect((await importing(SMALL)).sinceFile).toBe(sinceFile)
    world.at('2026-03-20T00:00:00.000Z')
    await world.engine.clock.round()
    expect(await struckIn(world.database)).toBe(2)
    expect((await importing(SMALL)).sinceFile).toBe(2)
  })
  it('keeps what is personal out of the trail, and under the name of nobody', async () => {
    await importing(SMALL)
    await asOwner(world.database, async (client) => {
      const told = await client.query<{ leaf: string }>(
        `select leaf from entry where leaf like '%no fee%' or leaf like '%Older American%'`,
      )
      expect(told.rows).toEqual([])
      const kept = await client.query<{ entry: string; subject: string }>(
        'select entry, subject from entry_private order by entry, path',
      )
      const of = kept.rows.filter((r) => r.subject.startsWith('consumer:')).map((r) => r.entry)
      const shown = await world.engine.privates(INSTITUTION, [...new Set(of)])
      const words = [...shown.values()].flat().map((p) => ('value' in p ? p.value : ''))
      expect(words.join('\n')).toContain('no fee')
      expect(words.join('\n')).toContain('Older American')
    })
  })
  it('names the person who imports, and nobody who acted', async () => {
    await importing(SMALL)
    await asOwner(world.database, async (client) => {
      const { rows } = await client.query<{ leaf: string }>(
        `select leaf from entry where mechanism = 'M07' order by position`,
      )
      const leaves = rows.map((r) => JSON.parse(r.leaf) as Record<string, unknown>)
      for (const leaf of leaves)
        expect(leaf).toMatchObject({
          kind: 'transcribed',
          actor: { person: world.person('protection-1'), via: 'import' },
          decision: { duty: 'consumerProtection.transcribe' },
          attested: {
            source: expect.stringMatching(/^complaints-small\.csv sha256:[0-9a-f]{16}$/) as string,
            line: expect.any(Number) as number,
          },
        })
      const { rows: people } = await client.query<{ participants: object }>(
        `select participants from process where mechanism = 'M07'`,
      )
      for (const { participants } of people) expect(participants).toEqual({})
    })
  })
})

describe('the older register', () => {
  it('tells rows that differ in nothing apart by how often they come', async () => {
    const summary = await importing(OLDER)
    expect(summary).toMatchObject({
      rows: 6,
      imported: 5,
      rejected: 1,
      rejectedRows: [{ line: 7, reason: expect.stringMatching(/13\/1\/2013/) as string }],
      late: 2,
      disputed: 1,
      relief: { monetary: 1, nonMonetary: 0, none: 3 },
      stillOpen: { total: 2, inProgress: 1, unanswered: 0, disputed: 1 },
      sinceFile: 0,
    })
    expect(await keptIn(world.database)).toMatchObject({
      received: 5,
      late: 2,
      monetary: 1,
      none: 3,
      stillOpen: 2,
    })
    await world.engine.clock.round()
    expect(await struckIn(world.database)).toBe(0)
  })
})

describe('a repeated import', () => {
  it('adds nothing, whoever repeats it and whatever the file is called by then', async () => {
    const first = await importing(SMALL)
    const before = { entries: await entries(), complaints: await complaintsIn(world.database) }
    const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-import-'))
    try {
      // A newer file has the same rows on other lines.
      const [header = '', ...rows] = readFileSync(SMALL, 'utf8').split(/\r\n(?=20|5\/)/)
      const other = path.join(folder, 'renamed.csv')
      writeFileSync(other, [header, ...rows.toReversed()].join('\r\n'))
      for (const file of [SMALL, other])
        for (const as of ['protection-1', 'protection-2']) {
          const again = await importing(file, { as })
          expect(again).toMatchObject({ imported: 0, commands: 0, rejected: first.rejected })
        }
      const again = await importing(SMALL)
      expect(again).toMatchObject({ ...first, imported: 0, alreadyThere: 10, commands: 0 })
    } finally {
      rmSync(folder, { recursive: true })
    }
    expect(await complaintsIn(world.database)).toEqual(before.complaints)
    expect(await entries()).toBe(before.entries)
  })
  it('at the same time as the first is one import', async () => {
    const both = await Promise.all([
      importing(SMALL),
      importing(SMALL, { as: 'protection-2' }),
      importing(SMALL),
    ])
    expect(both.map((s) => s.received)).toEqual([9, 9, 9])
    expect(both.map((s) => s.rejected)).toEqual([11, 11, 11])
    expect(both.reduce((n, s) => n + s.imported, 0)).toBe(9)
    expect((await keptIn(world.database)).received).toBe(9)
  })
})

describe('of one company', () => {
  it('the other rows are left out, and counted', async () => {
    const summary = await importing(SMALL, { company: 'invented bank b, n.a.' })
    expect(summary).toMatchObject({ rows: 21, imported: 2, leftOut: 9, rejected: 10 })
    const rest = await importing(SMALL)
    expect(rest).toMatchObject({ imported: 7, alreadyThere: 3, received: 9 })
  })
})

describe('an import that ends early', () => {
  let folder: string
  let file: string
  let undisturbed: readonly unknown[]
  const ROWS = 150
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-import-'))
    file = path.join(folder, 'many.csv')
    const [header, ...rows] = readFileSync(OLDER, 'utf8').trimEnd().split('\n')
    const good = rows.slice(0, 5)
    const many = Array.from({ length: ROWS }, (_, n) => good[n % good.length])
    writeFileSync(file, [header, ...many].join('\n'))
    const other = await createWorld()
    const viewer = await other.engine.viewer({
      institution: INSTITUTION,
      person: other.person('protection-1'),
    })
    await importComplaints({ file, into: { engine: other.engine, viewer }, now: () => other.now() })
    undisturbed = await complaintsIn(other.database)
    await other.close()
    expect(undisturbed).toHaveLength(ROWS)
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('stops after the rows in flight when asked to, says where, and goes on', async () => {
    const stop = new AbortController()
    const engine: Into['engine'] = {
      view: (...ask) => world.engine.view(...ask),
      execute: (...group) => {
        stop.abort()
        return world.engine.execute(...group)
      },
    }
    const first = await importing(file, { engine, signal: stop.signal })
    expect(first.imported).toBeGreaterThan(0)
    expect(first.imported).toBeLessThan(ROWS)
    expect(first.stopped).toEqual({ beforeLine: first.imported + 2, because: 'asked to stop' })
    expect((await keptIn(world.database)).received).toBe(first.imported)
    const rest = await importing(file)
    expect(rest).toMatchObject({ alreadyThere: first.imported, rejected: 0, received: ROWS })
    expect(await complaintsIn(world.database)).toEqual(undisturbed)
  })

  const dying = (after: number, when: 'before' | 'after') => {
    let written = 0
    const wrap = (store: Store): Store => ({
      ...store,
      append: async (of, batch) => {
        const dead = ++written > after
        if (dead && (when === 'before' || written > after + 1)) throw new TypeError('it died')
        const base = await store.append(of, batch)
        if (dead) throw new TypeError('it died')
        return base
      },
    })
    const pool = appPool(world.database)
    const engine = createEngine({
      master: MASTER,
      pool,
      wrap,
      now: (): Instant => world.now(),
      log: { warn: () => undefined, error: () => undefined },
    })
    return { engine, pool }
  }
  it.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
  ] as const)(
    'after %d writes, %s the next one: goes on as if nothing had been',
    async (n, when) => {
      const { engine, pool } = dying(n, when)
      const first = await importing(file, { engine })
      await pool.end()
      expect(first.stopped).toMatchObject({ because: 'it died' })
      const { received } = await keptIn(world.database)
      expect(received).toBeGreaterThanOrEqual(first.imported)
      expect(received).toBeLessThan(ROWS)
      const rest = await importing(file)
      expect(rest).toMatchObject({ alreadyThere: received, rejected: 0, received: ROWS })
      expect(await complaintsIn(world.database)).toEqual(undisturbed)
    },
  )
})

describe('a refusal of the engine', () => {
  it('is told with its reason, and tried again by the next import', async () => {
    const stranger = 'supervisor-1'
    for (const _ of [1, 2]) {
      const summary = await importing(OLDER, { as: stranger })
      expect(summary).toMatchObject({ imported: 0, rejected: 6, received: 0 })
      expect(summary.rejectedRows[0]).toEqual({
        line: 2,
        reason: expect.stringMatching(/^register was refused: .*NOT_YOUR_DUTY/) as string,
      })
    }
    await asOwner(world.database, async (client) => {
      const { rows } = await client.query(`select request from entry where kind = 'refused'`)
      expect(rows).toHaveLength(10)
    })
    expect(await importing(OLDER)).toMatchObject({ imported: 5, rejected: 1 })
  })
})
