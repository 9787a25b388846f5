import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { institution } from '../../engine/mechanisms/institution/index.ts'
import { review } from '../../engine/mechanisms/review/index.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { verify } from '../../engine/runtime/verify.ts'
import { reportLine } from '../../engine/runtime/verify/difference.ts'
import { onCopyOf } from '../support/attack.ts'
import type { Attacker } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { createScene, SECRET } from '../support/scene.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createScene()
  await checkTrail(world.pool)
  // A database that somebody is connected to cannot be copied.
  await world.pool.end()
}, 120_000)
afterAll(() => world.database.drop())

/** What is true of a copy, as the engine's own role sees it. */
const onCopy = (attack: (a: Attacker) => Promise<void>, role = 'xiaobao_app') =>
  onCopyOf(world.database, attack, (as) => trailOf(as(role)))
const nothing = async () => undefined

describe('an untouched trail', () => {
  it('follows, whatever happened in it', async () => {
    const report = await onCopy(async (a) => {
      // The scene is as varied as the tests need it to be.
      const kinds = await a.rows<{ kind: string; n: number }>(
        'select kind, count(*)::int n from entry group by kind',
      )
      for (const kind of ['accepted', 'refused', 'clock', 'reaction'])
        expect(kinds.find((k) => k.kind === kind)?.n ?? 0, kind).toBeGreaterThan(0)
      for (const table of ['timer', 'reaction', 'entry_private', 'policy_value', 'interest'])
        await a.one(`select from ${table}`)
    })
    expect(report.differences).toEqual([])
    expect(report).toMatchObject({ lost: 0, erased: 0, otherCalendar: 0, otherPolicies: 0 })
    expect(report.processes).toBeGreaterThan(8)
    expect(report.timers).toBeGreaterThan(3)
  })

  it('is read by the reader too, whose role sees no digests', async () => {
    const digest = (a: Attacker) => a.change('update request_digest set entry = gen_random_uuid()')
    expect((await onCopy(digest, 'xiaobao_reader')).differences).toEqual([])
    expect((await onCopy(digest)).differences[0]?.what.en).toContain('request_digest')
  })

  it('is verified in every institution by a role that may see them all', async () => {
    const other = '0198c0de-0000-7000-8000-000000000002'
    await onCopyOf(
      world.database,
      (a) => a.change('insert into head values ($1, 2, now())', other),
      async (as) => {
        const reports = await verify(as(), { mechanisms: MECHANISMS })
        expect(reports.map((r) => r.institution)).toEqual([INSTITUTION, other])
        expect(reports[0]?.differences).toEqual([])
        expect(reports[1]?.differences[0]).toMatchObject({ institution: other, position: 1 })
        await expect(verify(as('xiaobao_app'), { mechanisms: MECHANISMS })).rejects.toThrow(
          /one institution at a time/,
        )
      },
    )
  })

  it('tells how far it is, names as many as are wanted, and gives the connection back', async () => {
    await onCopyOf(
      world.database,
      (a) => a.change("update process set phase = 'x'"),
      async (as) => {
        const pool = as('xiaobao_app')
        const told: number[] = []
        const progress = (p: { entries: number; of: number }) => told.push(p.entries / p.of)
        const options = { institution: INSTITUTION, mechanisms: MECHANISMS, progress }
        const all = await verify(pool, options)
        expect(all[0]?.differences.length).toBeGreaterThan(1)
        expect(told.at(-1)).toBe(1)
        const [first] = await verify(pool, { ...options, most: 1 })
        expect(first?.differences).toEqual(all[0]?.differences.slice(0, 1))
        expect(first?.totals).toEqual(all[0]?.totals)
        expect(first?.totals).toEqual({ changedSnapshot: all[0]?.differences.length })
        expect(first?.entries).toBe(all[0]?.entries)
        const failing = () => {
          throw new Error('nobody listens')
        }
        await expect(verify(pool, { ...options, progress: failing })).rejects.toThrow('listens')
        expect(pool.idleCount).toBe(pool.totalCount)
      },
    )
  })
})

describe('what is no difference', () => {
  it('is a digest that was deleted', async () => {
    expect((await onCopy((a) => a.change('delete from request_digest'))).differences).toEqual([])
  })

  it('is a day that another calendar came to', async () => {
    const report = await onCopy(async (a) => {
      const { id, process, clock, due_at } = await a.one<{
        id: string
        process: string
        clock: string
        due_at: Date
      }>(
        `select e.id, t.process, t.clock, t.due_at from timer t join entry e on e.process = t.process
          and e.version = t.since and e.kind <> 'refused' where t.unit = 'workday'`,
      )
      const moved = new Date(due_at.getTime() + 86_400_000).toISOString()
      await a.rewrite(id, (leaf) => {
        leaf['calendar'] = 'chinese-days 0.0.1, 2025'
        const { armed } = leaf['timers'] as { armed: { clock: string; dueAt: string }[] }
        for (const timer of armed) if (timer.clock === clock) timer.dueAt = moved
      })
      await a.change(
        'update timer set due_at = $3, provisional = not provisional where process = $1 and clock = $2',
        process,
        clock,
        moved,
      )
    })
    expect(report.differences).toEqual([])
    expect(report.otherCalendar).toBeGreaterThan(0)
  })

  it('is a decision under other texts of duties', async () => {
    const report = await onCopy(async (a) => {
      const { id } = await a.one<{ id: string }>(
        "select id from entry where kind = 'accepted' and mechanism = 'M07'",
      )
      await a.rewrite(id, (leaf) => {
        ;(leaf['decision'] as Record<string, string>)['policies'] = 'ab'.repeat(32)
      })
    })
    expect(report.differences).toEqual([])
    expect(report.otherPolicies).toBe(1)
  })
})

describe('what cannot be followed', () => {
  it('is an edition whose text is no longer kept; it is named, and the rest is still checked', async () => {
    const later = { ...review, edition: { ...review.edition, revision: 99 } }
    const mechanisms = MECHANISMS.map((m) => (m.id === 'M01' ? later : m))
    const report = await onCopyOf(world.database, nothing, (as) =>
      trailOf(as('xiaobao_app'), { mechanisms }),
    )
    const unknown = report.differences.filter((d) =>
      d.what.en.startsWith('Superseded edition unknown'),
    )
    expect(unknown.length).toBe(3)
    expect(report.differences).toEqual(unknown)
    expect(report.lost).toBe(3)
    expect(unknown[0]).toMatchObject({ position: expect.any(Number), process: expect.any(String) })
    expect(unknown[0]?.found).toMatch(/^M01 2023-03-01 revision 1, chart review [0-9a-f]{64}$/)
  })
  it.each(['revision', 'chart'])(
    'is an institution whose %s is not kept: it is said once',
    async (what) => {
      const { edition, charts } = institution
      const other = what === 'chart' ? { charts: { institution: review.charts['review'] } } : {}
      const later = {
        ...institution,
        charts,
        edition: what === 'revision' ? { ...edition, revision: 99 } : edition,
        ...other,
      } as Mechanism
      const mechanisms = MECHANISMS.map((m) => (m.id === 'G01' ? later : m))
      const report = await onCopyOf(world.database, nothing, (as) =>
        trailOf(as('xiaobao_app'), { mechanisms }),
      )
      expect(report.differences).toEqual([
        expect.objectContaining({ position: 1, process: GOVERNANCE }),
      ])
      expect(report.differences[0]?.what.en).toContain('Superseded edition unknown')
    },
  )
})

describe('a report', () => {
  it('never shows a personal value', async () => {
    const report = await onCopy(async (a) => {
      await a.change(
        `update entry_private set sealed = sealed || '\\x00' where path in ('remark', 'payload.name')`,
      )
      await a.change('update person set subject = $2 where subject = $1', SECRET, `${SECRET}-other`)
      await a.change('update process set context = context || $1', JSON.stringify({ name: SECRET }))
    })
    expect(report.differences.length).toBeGreaterThan(5)
    const lines = report.differences.map(reportLine).join('\n')
    expect(lines).not.toContain(SECRET)
    expect(JSON.stringify(report)).not.toContain(SECRET)
    expect(lines).toMatch(/institution .*, position \d+, entry .*: The personal value at remark/)
  })
})
