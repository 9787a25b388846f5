// Every attack that a superuser may try on a copy, and where the verifier says that it was.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportLine } from '../../engine/runtime/verify/difference.ts'
import type { Difference } from '../../engine/runtime/verify/difference.ts'
import { underAttack } from '../support/attack.ts'
import type { Attacker, Forged } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { createScene } from '../support/scene.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createScene()
  await checkTrail(world.pool)
}, 120_000)
afterAll(() => world.close())

interface Target {
  readonly id: string
  readonly position: number
  readonly process: string
}
const NEVER = '00000000-0000-7000-8000-000000000bad'

/** The differences after an attack; there must be some. */
async function after<T>(attack: (a: Attacker) => Promise<T>) {
  let target: T | undefined
  const report = await underAttack(
    world.database,
    async (a) => {
      target = await attack(a)
    },
    (pool) => trailOf(pool),
  )
  expect(report.differences).not.toEqual([])
  return { target: target as T, found: report.differences, first: report.differences[0] }
}
const at = ({ id, position }: Target): Partial<Difference> => ({ entry: id, position })
const like = (members: object): unknown => expect.objectContaining(members)
const says = (words: string): unknown => like({ en: expect.stringContaining(words) })

/** An entry in the middle of a process, so that others come before and after it. */
const target = (a: Attacker, where = 'true'): Promise<Target> =>
  a.one<Target>(
    `select id, position::int as position, process from entry e
      where kind not in ('refused', 'clock') and mechanism <> 'G01' and (${where}) and version > 1
        and exists (select from entry l where l.process = e.process and l.version = e.version + 1)
      order by position`,
  )
const forged = (where: string, forge: (leaf: Forged) => void) =>
  after(async (a) => {
    const one = await a.one<Target>(
      `select id, position::int as position, process from entry where ${where} order by position`,
    )
    await a.rewrite(one.id, forge)
    return one
  })
const TAKEN = "kind in ('accepted', 'transcribed') and mechanism = 'M07' and version > 1"
const inside = (leaf: Forged, name: string): Forged => leaf[name] as Forged

describe('a leaf', () => {
  it('that was changed is named by its hash', async () => {
    const { target: one, first } = await after(async (a) => {
      const t = await target(a)
      await a.change(
        'update entry set leaf = replace(leaf, \'"via":"api"\', \'"via":"cli"\') where id = $1',
        t.id,
      )
      return t
    })
    expect(first).toMatchObject({ ...at(one), what: says('hash is not that of the leaf') })
  })
  it('that is not canonical is named', async () => {
    const { target: one, first } = await after(async (a) => {
      const t = await target(a)
      const { leaf } = await a.one<{ leaf: string }>('select leaf from entry where id = $1', t.id)
      await a.writeLeaf(t.id, leaf.replace(':', ': '))
      return t
    })
    expect(first).toMatchObject({ ...at(one), what: says('not in its canonical form') })
  })
  it.each([
    ['no JSON', '{', 'not a JSON object'],
    ['a list', '[]', 'not a JSON object'],
    ['nothing', '{}', "The leaf's v is missing"],
  ])('that is %s is named, and its process is left there', async (_, leaf, words) => {
    const {
      target: one,
      found,
      first,
    } = await after(async (a) => {
      const t = await target(a)
      await a.writeLeaf(t.id, leaf)
      return t
    })
    expect(first).toMatchObject({ ...at(one), what: says(words) })
    expect(found.filter((d) => d.process === one.process)).toHaveLength(1)
  })
  it.each<[string, string, (leaf: Forged) => void]>([
    ['state after', TAKEN, (l) => (l['to'] = { case: 'archived' })],
    ['state before', TAKEN, (l) => (l['from'] = { case: 'archived' })],
    ['hash of the context before', TAKEN, (l) => (inside(l, 'context')['from'] = 'ab'.repeat(32))],
    ['hash of the context after', TAKEN, (l) => (inside(l, 'context')['to'] = 'ab'.repeat(32))],
    ['duty of the decision', TAKEN, (l) => (inside(l, 'decision')['duty'] = 'board.approvePlan')],
    ['article of the decision', TAKEN, (l) => (inside(l, 'decision')['article'] = '2022-9:1')],
    ['body of the decision', TAKEN, (l) => (inside(l, 'decision')['body'] = 'board')],
    ['separation rules', TAKEN, (l) => (inside(l, 'decision')['separation'] = ['never'])],
    ['kind of entry', TAKEN, (l) => (l['kind'] = 'correction')],
    ['version or identity', TAKEN, (l) => (inside(l, 'process')['version'] = 99)],
    ['timers armed', 'leaf like \'%"armed":[{%\'', (l) => (inside(l, 'timers')['armed'] = [])],
    [
      'timers disarmed',
      'leaf like \'%"disarmed":[{%\'',
      (l) => (inside(l, 'timers')['disarmed'] = []),
    ],
    ['version of the calendar', 'leaf like \'%"calendar":%\'', (l) => delete l['calendar']],
    ['notices', 'leaf like \'%"notices":[{%\'', (l) => delete l['notices']],
    ['reactions', 'leaf like \'%"reactions":[{%\'', (l) => delete l['reactions']],
    ['did not hold the seat', TAKEN, (l) => (inside(l, 'actor')['seat'] = NEVER)],
    ['another institution', TAKEN, (l) => (l['institution'] = NEVER)],
  ])('with another %s is named', async (words, where, forge) => {
    const { target: one, found } = await forged(where, forge)
    expect(found).toContainEqual(like({ ...at(one), what: says(words) }))
    expect(found[0]?.position).toBe(one.position)
  })
  it('with another fact is named', async () => {
    const { target: one, first } = await forged(
      `leaf like '%"seat":{"source":"seat:%' and event = 'endAppointment' and kind = 'accepted'`,
      (l) => (inside(inside(l, 'facts'), 'seat')['source'] = `seat:${NEVER}`),
    )
    expect(first).toMatchObject({ ...at(one), what: says('Fact seat') })
  })
  it('with another fact of another process is named', async () => {
    const { target: one, found } = await forged(
      `leaf like '%"source":"mechanism:M01/%' and kind = 'accepted'`,
      (l) => {
        for (const fact of Object.values(inside(l, 'facts')) as Forged[])
          if (String(fact['source']).startsWith('mechanism:'))
            fact['value'] = { id: NEVER, version: 1, paths: [], final: true, context: {} }
      },
    )
    expect(found).toContainEqual(
      like({
        ...at(one),
        what: says('is not what the records said at the time'),
      }),
    )
  })
  it('with another house policy is named', async () => {
    const { target: one, found } = await forged(
      `leaf like '%policy:complaint.acknowledgement"%"value":2%' and kind = 'accepted' and mechanism = 'M07'`,
      (l) => (inside(inside(l, 'facts'), 'policy:complaint.acknowledgement')['value'] = 3),
    )
    expect(found).toContainEqual(
      like({ ...at(one), what: says('is not the house policy in force') }),
    )
  })
  it('with another payload leads to another state', async () => {
    const { target: one, first } = await forged("event = 'register' and kind = 'accepted'", (l) => {
      inside(inside(l, 'event'), 'payload')['matter'] = 'another'
    })
    expect(first).toMatchObject({ ...at(one), what: says('hash of the context after') })
  })
  it('that asks for what its state does not take is not followed', async () => {
    const { target: one, found } = await forged(
      TAKEN,
      (l) => (inside(l, 'event')['type'] = 'archive'),
    )
    const here = found.filter((d) => d.position === one.position)
    expect(here).toContainEqual(like({ what: says('does not follow') }))
  })
})

describe('a column', () => {
  const later = '2026-12-24T00:00:00Z'
  it.each([
    ['leaf_hash', `decode('00', 'hex')`, 'hash'],
    ['id', `'${NEVER}'`, 'id'],
    ['kind', `'correction'`, 'kind'],
    ['recorded_at', `'${later}'`, 'recorded_at'],
    ['logged_at', `'2020-01-01T00:00:00Z'`, 'logged_at'],
    ['effective_at', `'${later}'`, 'effective_at'],
    ['effective_at', 'null', 'effective_at'],
    ['process', `'${NEVER}'`, 'process'],
    ['version', '99', 'version'],
    ['mechanism', `'M02'`, 'mechanism'],
    ['event', `'other'`, 'event'],
    ['actor', `'clock'`, 'actor'],
    ['body', `'board'`, 'body'],
    ['duty', `'board.approvePlan'`, 'duty'],
    ['article', `'2022-9:1'`, 'article'],
    ['refusal', `'STALE'`, 'refusal'],
    ['cause', `'${NEVER}'`, 'cause'],
    ['request', `'other'`, 'request'],
    ['request', 'null', 'request'],
    ['touches', `'{}'`, 'touches'],
  ])('%s set to %s is named', async (name, value, words) => {
    const { target: one, first } = await after(async (a) => {
      const t = await target(a)
      await a.change(`update entry set ${name} = ${value} where id = $1`, t.id)
      return t
    })
    expect(first?.position).toBe(one.position)
    expect(first?.what).toEqual(says(words))
  })
})

describe('a position', () => {
  it('whose entry was taken out is named', async () => {
    const { target: one, first } = await after(async (a) => {
      const t = await target(a)
      await a.change('delete from entry where id = $1', t.id)
      return t
    })
    expect(first).toMatchObject({
      position: one.position,
      what: says('Entries are missing from position'),
    })
  })
  it('whose entry was taken out, and the later ones moved up, is named by its process', async () => {
    const { target: one, first } = await after(async (a) => {
      const t = await target(a)
      await a.change('delete from entry where id = $1', t.id)
      await a.change(
        'update entry set position = position - 1000000 where position > $1',
        t.position,
      )
      await a.change('update entry set position = position + 999999 where position < 0')
      await a.change('update head set position = position - 1')
      return t
    })
    expect(first).toMatchObject({ process: one.process })
    expect(first?.position).toBeGreaterThanOrEqual(one.position)
  })
  it('at the end is missed by the head', async () => {
    const { target: last, first } = await after(async (a) => {
      const t = await a.one<{ position: number }>(
        'select max(position)::int as position from entry',
      )
      await a.change('delete from entry where position >= $1 - 2', t.position)
      return t
    })
    expect(first).toMatchObject({
      position: last.position - 2,
      what: says('missing from the end'),
      expected: String(last.position),
      found: String(last.position - 3),
    })
  })
  it('at the end is missed by its process, where the head was set back too', async () => {
    const { target: last, found } = await after(async (a) => {
      const t = await a.one<Target>(
        `select id, position::int as position, process from entry order by position desc`,
      )
      await a.change('delete from entry where id = $1', t.id)
      await a.change('update head set position = position - 1')
      return t
    })
    expect(found).toContainEqual(like({ process: last.process, what: says('no entry opened it') }))
  })
  it('beyond the head, or without one, is named', async () => {
    const { first } = await after((a) => a.change('update head set position = position - 1'))
    expect(first).toMatchObject({ what: says('beyond the head'), position: expect.any(Number) })
    const none = await after((a) => a.change('delete from head'))
    expect(none.first?.what).toEqual(says('head of the trail is missing'))
    const time = await after((a) => a.change("update head set logged_at = '2020-01-01'"))
    expect(time.first?.what).toEqual(says('time of the head'))
  })
  it('that two entries exchanged is named', async () => {
    const { target: one, first } = await after(async (a) => {
      const t = await a.one<Target & { readonly next: number }>(
        `select e.id, e.position::int as position, e.process, l.position::int as next
          from entry e join entry l on l.process = e.process and l.version = e.version + 1
          where e.mechanism = 'M07' and e.kind = 'accepted' and l.kind = 'accepted' and e.version > 1
          order by e.position`,
      )
      await a.change('update entry set position = -1 where position = $1', t.position)
      await a.change('update entry set position = $1 where position = $2', t.position, t.next)
      await a.change('update entry set position = $1 where position = -1', t.next)
      return t
    })
    expect(first).toMatchObject({ process: one.process, position: one.position })
  })
  it.each([
    ['id', 'request = null'],
    ['request', `id = '${NEVER}'`],
  ])('of an entry whose %s stands twice is named', async (what, other) => {
    const { target: one, found } = await after(async (a) => {
      const t = await target(a)
      await a.change('update head set position = position + 1')
      await a.rows('drop index entry_id')
      await a.rows('drop index entry_request')
      await a.rows(
        `create temp table again on commit drop as select * from entry where id = '${t.id}'`,
      )
      await a.change(`update again set position = (select position from head), ${other}`)
      await a.change('insert into entry select * from again')
      return t
    })
    expect(found).toContainEqual(
      like({ entry: what === 'id' ? one.id : NEVER, what: says('stands twice') }),
    )
  })
})

describe('a refused attempt', () => {
  it.each<[string, (leaf: Forged) => void]>([
    ['version or identity', (l) => (inside(l, 'process')['version'] = 99)],
    ['state before', (l) => (l['from'] = { case: 'archived' })],
    ["leaf's to", (l) => (l['to'] = { case: 'archived' })],
    ["leaf's refusal", (l) => delete l['refusal']],
    ['never opened', (l) => (inside(l, 'process')['id'] = NEVER)],
  ])('with another %s is named', async (words, forge) => {
    const { target: one, found } = await forged("kind = 'refused' and process is not null", forge)
    expect(found).toContainEqual(like({ ...at(one), what: says(words) }))
    expect(found[0]?.position).toBe(one.position)
  })
  it('that claims to have touched something is named', async () => {
    const { first } = await after((a) =>
      a.change(`update entry set touches = '{process:x}' where kind = 'refused'`),
    )
    expect(first?.what).toEqual(says('Column touches'))
  })
})

describe('an entry that another caused', () => {
  it('is named where that one is not before it', async () => {
    const { target: one, found } = await after(async (a) => {
      const t = await a.one<Target>(
        "select id, position::int as position, process from entry where kind = 'reaction'",
      )
      await a.rewrite(t.id, (l) => (l['cause'] = { entry: NEVER }))
      await a.change('update entry set cause = $2 where id = $1', t.id, NEVER)
      return t
    })
    expect(found[0]).toMatchObject({ ...at(one), what: says('that caused it is not before it') })
  })
})

describe('a strike of the clock', () => {
  it('of a timer that was not armed is named', async () => {
    const { target: one, first } = await after(async (a) => {
      const t = await a.one<Target>(
        "select id, position::int as position, process from entry where kind = 'clock' order by position",
      )
      await a.rewrite(t.id, (l) => (l['request'] = NEVER))
      await a.change('update entry set request = $2 where id = $1', t.id, NEVER)
      return t
    })
    expect(first).toMatchObject({ ...at(one), what: says('not armed') })
  })
  it('at another instant is named', async () => {
    const { target: one, found } = await forged(
      "kind = 'clock'",
      (l) => (l['effective'] = { at: '2026-01-01T00:00:00.000Z' }),
    )
    expect(found).toContainEqual(like({ ...at(one), what: says('effective time') }))
  })
  it('that was left out is missed by what came after it', async () => {
    const { target: one, found } = await after(async (a) => {
      const t = await a.one<Target>(
        `select l.id, l.position::int as position, l.process from entry e
          join entry l on l.process = e.process and l.version = e.version + 1
          where e.kind = 'clock' and l.kind = 'accepted' order by l.position`,
      )
      await a.change(
        `delete from entry where kind = 'clock' and process = $1 and position < $2`,
        t.process,
        t.position,
      )
      return t
    })
    const passed = found.find((d) => d.what.en.includes('passed over'))
    expect(passed?.process).toBe(one.process)
  })
})

describe('what the verifier says of an attack', () => {
  it('is one line with place and values', async () => {
    const { target: one, first } = await forged(TAKEN, (l) => (l['to'] = { case: 'archived' }))
    expect(first && reportLine(first)).toMatch(
      new RegExp(
        `position ${String(one.position)}, entry ${one.id}, process ${one.process}: The state after .* · 到达状态不符 \\(follows: \\{.*; kept: \\{"case":"archived"\\}\\)$`,
      ),
    )
  })
})
