// What stands beside the trail may be changed too: each row that does not follow from it is named.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Difference } from '../../engine/runtime/verify/difference.ts'
import { underAttack } from '../support/attack.ts'
import type { Attacker } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { createScene, SECRET } from '../support/scene.ts'
import { INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createScene()
  await checkTrail(world.pool)
}, 120_000)
afterAll(() => world.close())

const NEVER = '00000000-0000-7000-8000-000000000bad'
const like = (members: object): unknown => expect.objectContaining(members)
const says = (words: string): unknown => like({ en: expect.stringContaining(words) })

/** The differences after an attack on the row that a query finds. */
async function after<T extends object>(
  query: string,
  attack: (a: Attacker, row: T) => Promise<unknown>,
): Promise<{ readonly row: T; readonly found: readonly Difference[] }> {
  let row: T | undefined
  const report = await underAttack(
    world.database,
    async (a) => {
      row = await a.one<T>(query)
      await attack(a, row)
    },
    (pool) => trailOf(pool),
  )
  if (!row) throw new Error('nothing was attacked')
  expect(report.differences.filter((d) => d.position !== undefined && !d.entry)).toEqual([])
  return { row, found: report.differences }
}

describe('a process', () => {
  const one =
    "select id from process where mechanism = 'M07' and not final order by opened_position"
  it('each of whose columns was changed is named with what follows', async () => {
    const columns = [
      ['mechanism', "'M02'"],
      ['chart', "'other'"],
      ['edition', "'1999-01-01'"],
      ['chart_hash', "'00'"],
      ['revision', '99'],
      ['version', 'version + 1'],
      ['value', `'{"case":"archived"}'`],
      ['paths', "'{case}'"],
      ['phase', "'none'"],
      ['final', 'not final'],
      ['title', `'{"zh":"","en":""}'`],
      ['unit', "'elsewhere'"],
      ['subjects', "'{product:other}'"],
      ['participants', `'{"handler":[]}'`],
      ['held', `'{"K01":{}}'`],
      ['late', "'{K99}'"],
      ['basis', "'contract'"],
      ['reference', "'M07-1999-000001'"],
      ['opened_by', `'${NEVER}'`],
      ['opened_at', "'2020-01-01'"],
      ['opened_position', '1'],
      ['last_effective_at', "'2020-01-01'"],
      ['closed_at', "'2020-01-01'"],
    ] as const
    const set = columns.map(([column, value]) => `${column} = ${value}`).join()
    const { row, found } = await after<{ id: string }>(one, (a, { id }) =>
      a.change(`update process set ${set} where id = $1`, id),
    )
    expect(found).toEqual(
      columns.map(([column]) =>
        like({
          process: row.id,
          what: says(`The ${column} of the process`),
          expected: expect.any(String),
          found: expect.any(String),
        }),
      ),
    )
  })
  it('whose context was changed is named with the member, without its value', async () => {
    const { row, found } = await after<{ id: string }>(one, (a, { id }) =>
      a.change('update process set context = context || $2 where id = $1', id, { matter: SECRET }),
    )
    expect(found).toEqual([
      {
        kind: 'changedSnapshot',
        institution: INSTITUTION,
        process: row.id,
        what: says('The context of the process is not what follows, in matter'),
      },
    ])
  })
  it('whose row is gone is named', async () => {
    const { row, found } = await after<{ id: string }>(one, async (a, { id }) => {
      await a.change('delete from process where id = $1', id)
    })
    expect(found).toEqual([like({ process: row.id, what: says('row of the process is missing') })])
  })
  it('that no entry opened is named', async () => {
    const { found } = await after<{ id: string }>(one, async (a, { id }) => {
      await a.rows(
        `create temp table again on commit drop as select * from process where id = '${id}'`,
      )
      await a.change(`update again set id = $1, reference = 'other'`, NEVER)
      await a.change('insert into process select * from again')
    })
    expect(found).toEqual([like({ process: NEVER, what: says('no entry opened it') })])
  })
})

describe('a timer', () => {
  const one = 'select process, clock from timer order by process, clock'
  type Timer = { readonly process: string; readonly clock: string }
  it('each of whose columns was changed is named', async () => {
    const columns = [
      ['id', `'${NEVER}'`],
      ['fires', "'other'"],
      ['kind', "'other'"],
      ['started_at', "'2020-01-01'"],
      ['due_at', "due_at + interval '1 year'"],
      ['n', 'n + 1'],
      ['unit', "'hour'"],
      ['since', 'since + 1'],
      ['provisional', 'not provisional'],
      ['basis', "'house:other'"],
    ] as const
    const set = columns.map(([column, value]) => `${column} = ${value}`).join()
    const { row, found } = await after<Timer>(one, (a, { process, clock }) =>
      a.change(`update timer set ${set} where process = $1 and clock = $2`, process, clock),
    )
    expect(found).toEqual(
      columns.map(([column]) =>
        like({
          process: row.process,
          what: says(`The ${column} of timer ${row.clock}`),
        }),
      ),
    )
  })
  it('that was taken away is named', async () => {
    const { row, found } = await after<Timer>(one, (a, { process, clock }) =>
      a.change('delete from timer where process = $1 and clock = $2', process, clock),
    )
    expect(found).toEqual([
      like({
        process: row.process,
        what: says(`The row of timer ${row.clock} is missing`),
      }),
    ])
  })
  it.each(['its process', 'no process'])('that was forged for %s is named', async (whose) => {
    const { row, found } = await after<Timer>(one, async (a, { process, clock }) => {
      await a.rows('create temp table again on commit drop as select * from timer limit 0')
      await a.change(
        'insert into again select * from timer where process = $1 and clock = $2',
        process,
        clock,
      )
      if (whose === 'its process') await a.change("update again set clock = 'forged'")
      else await a.change('update again set process = $1', NEVER)
      await a.change('insert into timer select * from again')
    })
    expect(found).toEqual([
      whose === 'its process'
        ? like({ process: row.process, what: says('follows from no entry') })
        : like({ process: NEVER, what: says('a process that no entry opened') }),
    ])
  })
})

describe('a record', () => {
  it('each of whose columns was changed is named by its entry', async () => {
    const columns = [
      ['institution', 'zone', "'Europe/Berlin'"],
      ['institution', 'name', "'Other'"],
      ['unit', 'kind', "'outside'"],
      ['unit', 'superior', "'west'"],
      ['unit', 'name', "'Other'"],
      ['person', 'issuer', "'other'"],
      ['person', 'subject', "'other'"],
      ['seat', 'person', `'${NEVER}'`],
      ['seat', 'body', "'board'"],
      ['seat', 'unit', "'west'"],
      ['seat', 'role', "'chair'"],
      ['seat', 'from_on', "'2019-01-01'"],
      ['seat', 'to_on', "'2030-01-01'"],
      ['seat', 'delegated_by', `'${NEVER}'`],
      ['subject', 'kind', "'partner'"],
      ['subject', 'name', "'Other'"],
      ['interest', 'from_on', "'2019-01-01'"],
      ['interest', 'to_on', "'2030-01-01'"],
      ['policy_value', 'value', '3'],
      ['policy_value', 'entry', `'${NEVER}'`],
    ] as const
    const { row, found } = await after<Record<string, string>>(
      `select ${[...new Set(columns.map(([table]) => table))]
        .map((table) => `(select entry from ${table} order by entry desc limit 1) as ${table}`)
        .join()}`,
      async (a, entries) => {
        // What changes the entry itself comes last: the others find the row by it.
        for (const [table, column, value] of columns)
          await a.change(
            `update ${table} set ${column} = ${value} where entry = $1`,
            entries[table],
          )
      },
    )
    expect(found).toHaveLength(columns.length)
    for (const [table, column] of columns) {
      const named = found.find(
        (d) => d.what.en.includes(`The ${column} of row`) && d.what.en.includes(` of ${table} `),
      )
      expect(named, `${table} ${column}`).toMatchObject({ entry: row[table] })
      expect(named?.expected === undefined, 'a person is not shown').toBe(table === 'person')
    }
  })
  it.each(['unit', 'person', 'seat', 'subject', 'interest', 'policy_value', 'institution'])(
    'of %s that is gone is named by its entry',
    async (table) => {
      const { row, found } = await after<{ entry: string; ctid: string }>(
        `select entry, ctid::text as ctid from ${table} order by entry desc`,
        (a, { ctid }) => a.change(`delete from ${table} where ctid = $1`, ctid),
      )
      expect(found).toEqual([like({ entry: row.entry, what: says('is missing') })])
    },
  )
  it.each([
    ['seat', 'id', `'${NEVER}'`],
    ['person', 'subject', "'other', id = gen_random_uuid()"],
    ['policy_value', 'from_at', "from_at - interval '1 day'"],
    ['interest', 'kind', "'other'"],
    ['subject', 'key', "'product:other'"],
    ['unit', 'id', "'other'"],
  ])('of %s that no entry made is named', async (table, column, value) => {
    const { row, found } = await after<{ entry: string; ctid: string }>(
      `select entry, ctid::text as ctid from ${table} order by entry desc`,
      async (a, { ctid }) => {
        await a.rows(`create temp table again on commit drop as select * from ${table} limit 0`)
        await a.change(`insert into again select * from ${table} where ctid = $1`, ctid)
        await a.change(`update again set ${column} = ${value}`)
        await a.change(`insert into ${table} select * from again`)
      },
    )
    expect(found).toEqual([like({ entry: row.entry, what: says('follows from no entry') })])
  })
})

describe('a personal value', () => {
  const one = `select p.entry, p.path, p.key, p.subject, e.position::int as position from entry_private p
    join entry e on e.id = p.entry where p.path = 'remark' order by e.position`
  type Value = Readonly<Record<'entry' | 'path' | 'key' | 'subject', string>> & {
    readonly position: number
  }
  const where = 'where entry = $1 and path = $2'
  it.each([
    ['of which a bit was changed', 'sealed = set_byte(sealed, 50, get_byte(sealed, 50) # 1)'],
    [
      'in whose place another of the same person was put',
      `sealed = (select q.sealed from entry_private q where q.subject = v.subject and q.entry <> v.entry limit 1)`,
    ],
    ['that was said to be somebody else’s', `subject = 'person:other'`],
  ])('%s is named by its entry, unseen', async (_, change) => {
    const { row, found } = await after<Value>(one, (a, { entry, path }) =>
      a.change(`update entry_private v set ${change} ${where}`, entry, path),
    )
    expect(found).toEqual([
      like({
        entry: row.entry,
        position: row.position,
        what: says('is not the one committed to'),
      }),
    ])
    expect(found[0]).not.toHaveProperty('found')
  })
  it('that is gone, though no entry erased it, is named', async () => {
    const { row, found } = await after<Value>(one, (a, { entry, path }) =>
      a.change(`delete from entry_private ${where}`, entry, path),
    )
    expect(found).toEqual([
      like({ entry: row.entry, position: row.position, what: says('no entry has erased it') }),
    ])
  })
  it('that no leaf commits to is named', async () => {
    const { row, found } = await after<Value>(one, (a, { entry, path }) =>
      a.change(`update entry_private set path = 'payload.other' ${where}`, entry, path),
    )
    expect(found).toEqual([
      like({ entry: row.entry, what: says('is missing') }),
      like({ entry: row.entry, what: says('committed to by no leaf') }),
    ])
    const loose = await after<Value>(one, (a, { entry, path }) =>
      a.change(`update entry_private set entry = $3 ${where}`, entry, path, NEVER),
    )
    expect(loose.found).toEqual([
      like({ entry: loose.row.entry, what: says('is missing') }),
      like({ entry: NEVER, what: says('A row of entry_private refers to no entry') }),
    ])
  })

  describe('and its key', () => {
    const destroyed =
      'update subject_key set wrapped = null, master = null, erased_by = $2 where id = $1'
    it('destroyed by hand is no erasure', async () => {
      const { row, found } = await after<Value>(one, (a, { entry, key }) =>
        a.change(destroyed, key, entry),
      )
      expect(found).toEqual([
        like({ entry: row.entry, what: says('the entry named erased no such subject') }),
      ])
    })
    it('destroyed by hand is none by a forged row either', async () => {
      const row = 'insert into erasure select institution, $2, id, now() from entry where id = $1'
      const { found } = await after<Value>(one, async (a, { entry, key, subject }) => {
        await a.change(destroyed, key, entry)
        await a.change(row, entry, subject)
      })
      expect(found).toContainEqual(like({ what: says('erasure follows from no entry') }))
    })
    it.each([
      ['deleted', 'delete from subject_key where id = $1'],
      ['replaced', `update subject_key set wrapped = wrapped || '\\x00' where id = $1`],
      [
        'taken for another',
        `update subject_key k set wrapped = (select o.wrapped from subject_key o
          where o.id <> k.id and o.wrapped is not null limit 1) where id = $1`,
      ],
    ])('%s is named at every value that it opened', async (_, change) => {
      const { row, found } = await after<Value>(one, (a, { key }) => a.change(change, key))
      for (const d of found) expect(d.what.en).toContain('The key of the personal value')
      expect(found.map((d) => d.entry)).toContain(row.entry)
    })
  })
})

describe('a reaction', () => {
  // The one of an entry that causes no other, so that the differences are its alone.
  const one = `select entry from reaction r where answered_by is not null and not exists
    (select from reaction o where o.entry = r.entry and o.n <> r.n) order by entry`
  type Reaction = { readonly entry: string }
  it.each([
    ['target', "'M01'"],
    ['event', "'other'"],
    ['process', `'${NEVER}'`],
    ['payload', `'{}'`],
  ])('whose %s is set to %s is named', async (column, value) => {
    const { row, found } = await after<Reaction>(one, (a, { entry }) =>
      a.change(`update reaction set ${column} = ${value} where entry = $1`, entry),
    )
    expect(found).toEqual([like({ entry: row.entry, what: says('is not what the entry causes') })])
  })
  it('that is gone, that no entry caused, or that another entry answered is named', async () => {
    const gone = await after<Reaction>(one, (a, { entry }) =>
      a.change('delete from reaction where entry = $1', entry),
    )
    expect(gone.found[0]).toMatchObject({ entry: gone.row.entry, what: says('is missing') })
    const more = await after<Reaction>(one, (a, { entry }) =>
      a.change('update reaction set n = 7 where entry = $1', entry),
    )
    expect(more.found[1]).toMatchObject({
      entry: more.row.entry,
      what: says('is caused by no entry'),
    })
    const loose = await after<Reaction>(one, (a, { entry }) =>
      a.change(
        `insert into reaction (institution, entry, n, target, event, payload, next_at)
          select institution, $2::uuid, n, target, event, payload, next_at from reaction where entry = $1`,
        entry,
        NEVER,
      ),
    )
    expect(loose.found).toEqual([
      like({ entry: NEVER, what: says('A row of reaction refers to no entry') }),
    ])
    const answered = await after<Reaction>(one, (a, { entry }) =>
      a.change('update reaction set answered_by = $1 where entry = $1', entry),
    )
    expect(answered.found).toEqual([
      like({ entry: answered.row.entry, what: says('an answer that it did not cause') }),
    ])
  })
})

describe('a digest of a request', () => {
  it('that refers to another entry is named', async () => {
    const { found } = await after<{ request: string }>(
      "select request from request_digest where request like 'together-%'",
      (a, { request }) =>
        a.change('update request_digest set entry = $2 where request = $1', request, NEVER),
    )
    expect(found).toEqual([like({ entry: NEVER, what: says('A row of request_digest') })])
  })
})
