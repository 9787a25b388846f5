// Two institutions in one database. What separates them is row-level security, so everything here asks
// without a filter of its own, as the role that reads for the API.

import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundInstitution } from '../../api/demo.ts'
import type { Command } from '../../engine/core/command.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import { checkHouse, gateCommand, sendTo, trailOf, WITH_GATES } from '../support/faults.ts'
import { createWorld, INSTITUTION, ISSUER } from '../support/world.ts'
import type { World } from '../support/world.ts'

const OTHER = '0198c0de-0000-7000-8000-000000000002'
const NOBODY = '0198c0de-0000-7000-8000-00000000ffff'
const TABLES = [
  'head',
  'entry',
  'entry_private',
  'process',
  'timer',
  'reaction',
  'institution',
  'unit',
  'person',
  'seat',
  'subject',
  'interest',
  'policy_value',
]

let world: World
let reader: Client
let app: Client
let others: ReadonlyMap<string, Uuid>
/** A gate of each institution. */
let gates: Readonly<Record<string, Uuid>>

/** The same deeds in both, so that every table holds rows of both. */
async function fill(
  institution: Uuid,
  people: ReadonlyMap<string, Uuid>,
  governance: Uuid,
): Promise<Uuid> {
  const person = (subject: string) => people.get(subject) ?? ''
  const send = async (command: Command) => {
    const [answer] = await world.engine.execute(institution, [command])
    if (answer?.kind !== 'accepted') throw new Error(JSON.stringify(answer))
    return answer.process.id
  }
  const g01 = { mechanism: 'G01', process: governance }
  const gate = await send(
    gateCommand(person('protection-1'), {
      event: 'open',
      payload: { own: 'product:one' },
      request: 'open',
      remark: 'r',
    }),
  )
  const payload = { gate, event: 'note', note: 'n' }
  await send(
    gateCommand(person('protection-1'), { event: 'tell', process: gate, payload, request: 'tell' }),
  )
  await send(
    gateCommand(person('protection-1'), {
      ...g01,
      event: 'declareInterest',
      payload: { subject: 'product:demo-loan', kind: 'other', from: '2026-01-01' },
    }),
  )
  await send(
    gateCommand(person('management-1'), {
      ...g01,
      event: 'setPolicy',
      payload: { key: 'gate.expiry', value: institution === OTHER ? 7 : 5 },
    }),
  )
  return gate
}

beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES })
  const process = '0198c0de-0000-7000-8000-0000000000b1'
  // The same people by the same identity provider: persons of each institution by themselves.
  const founding = {
    institution: OTHER,
    process,
    name: 'Other',
    issuer: ISSUER,
    from: '2020-01-01' as Day,
  }
  others = await foundInstitution(world.engine, founding)
  gates = {
    [INSTITUTION]: await fill(INSTITUTION, world.people, '0198c0de-0000-7000-8000-0000000000a1'),
    [OTHER]: await fill(OTHER, others, process),
  }
  ;[reader, app] = await Promise.all([connect('xiaobao_reader'), connect('xiaobao_app')])
})
afterAll(async () => {
  for (const institution of [INSTITUTION, OTHER]) await checkHouse(world.database, institution)
  await Promise.all([reader.end(), app.end()])
  await world.close()
})

async function connect(role: string): Promise<Client> {
  const client = new Client({ ...world.database.config, options: `-c role=${role}` })
  await client.connect()
  return client
}
const setTo = (client: Client, institution: string) =>
  client.query("select set_config('xiaobao.institution', $1, false)", [institution])
const institutionsIn = async (client: Client, table: string) =>
  (await client.query<{ institution: Uuid }>(`select distinct institution from ${table}`)).rows.map(
    (r) => r.institution,
  )

describe.each(['xiaobao_reader', 'xiaobao_app'])('as %s', (role) => {
  const client = () => (role === 'xiaobao_app' ? app : reader)
  const tables =
    role === 'xiaobao_app' ? [...TABLES, 'request_digest', 'institution_secret'] : TABLES
  it.each(tables)(
    '%s shows the rows of the institution that is set, and of no other',
    async (table) => {
      for (const institution of [INSTITUTION, OTHER]) {
        await setTo(client(), institution)
        expect(await institutionsIn(client(), table)).toEqual([institution])
      }
    },
  )
  it.each(tables)(
    '%s shows nothing where none is set, or one that does not exist',
    async (table) => {
      for (const institution of ['', NOBODY]) {
        await setTo(client(), institution)
        expect(await institutionsIn(client(), table)).toEqual([])
      }
    },
  )
  it('shows nothing of another by its key, through a join, a count or an aggregate', async () => {
    await setTo(client(), INSTITUTION)
    for (const sql of [
      `select from process where id = '${gates[OTHER] ?? ''}'`,
      `select from process where institution = '${OTHER}'`,
      `select from entry e left join process p on p.id = e.process where p.institution = '${OTHER}'`,
      `select from process p where exists (select from entry e where e.institution <> p.institution)`,
    ])
      expect([sql, (await client().query(sql)).rowCount]).toEqual([sql, 0])
    const { rows } = await client().query('select count(distinct institution)::int n from entry')
    expect(rows).toEqual([{ n: 1 }])
  })
})
it('a new connection is in no institution', async () => {
  const fresh = await connect('xiaobao_reader')
  try {
    for (const table of TABLES) expect(await institutionsIn(fresh, table)).toEqual([])
  } finally {
    await fresh.end()
  }
})
it('every table of the house is secured, for its owner too', async () => {
  const { rows } = await app.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and relname <> '_prisma_migrations' and not (relrowsecurity and relforcerowsecurity)`,
  )
  expect(rows).toEqual([])
})

describe('the functions that look across institutions', () => {
  it('memberships() tells the institutions of exactly one identity', async () => {
    await setTo(app, NOBODY)
    const ask = async (issuer: string, subject: string) =>
      (await app.query('select * from memberships($1, $2)', [issuer, subject])).rows as unknown[]
    expect(await ask(ISSUER, 'hr-1')).toEqual([
      { institution: INSTITUTION, person: world.person('hr-1') },
      { institution: OTHER, person: others.get('hr-1') },
    ])
    for (const [issuer, subject] of [
      [ISSUER, 'nobody'],
      ['', 'hr-1'],
      ['https://other.invalid', 'hr-1'],
      [ISSUER, '%'],
      [ISSUER, 'HR-1'],
    ] as const)
      expect(await ask(issuer, subject)).toEqual([])
  })
  it('due_timers() and due_reactions() tell what is due, without leaving an institution set', async () => {
    const fresh = await connect('xiaobao_app')
    try {
      const due = await fresh.query<object>(`select * from due_timers('2099-01-01', 100)`)
      expect(new Set(due.rows.map((r) => (r as { institution: Uuid }).institution))).toEqual(
        new Set([INSTITUTION, OTHER]),
      )
      expect(due.fields.map((f) => f.name)).toEqual([
        'institution',
        'process',
        'clock',
        'id',
        'due_at',
      ])
      expect((await fresh.query(`select * from due_timers('2026-03-02', 100)`)).rowCount).toBe(0)
      expect((await fresh.query(`select * from due_reactions('2099-01-01', 100)`)).rowCount).toBe(2)
      expect(await institutionsIn(fresh, 'process')).toEqual([])
    } finally {
      await fresh.end()
    }
  })
  it('charts_in_use() counts, and names no institution and no process', async () => {
    const fresh = await connect('xiaobao_app')
    try {
      const { rows, fields } = await fresh.query<object>('select * from charts_in_use()')
      expect(fields.map((f) => f.name)).toEqual([
        'mechanism',
        'edition',
        'chart',
        'chart_hash',
        'revision',
        'open',
      ])
      expect(rows).toMatchObject([{ mechanism: 'G01', open: '2' }, { mechanism: 'T02' }])
    } finally {
      await fresh.end()
    }
  })
  it('append() and load_batch() set their institution for the statement alone', async () => {
    const fresh = await connect('xiaobao_app')
    try {
      await fresh.query(
        `select load_batch('${OTHER}', null, null, '{}', '{}', '{}', '{}', '[]', '[]')`,
      )
      expect(await institutionsIn(fresh, 'process')).toEqual([])
    } finally {
      await fresh.end()
    }
  })
})

describe('the engine', () => {
  it('keeps the same request id of the same identity apart', async () => {
    const one = (await trailOf(world.database, INSTITUTION)).find((e) => e.request === 'tell')
    const two = (await trailOf(world.database, OTHER)).find((e) => e.request === 'tell')
    expect(one?.id).not.toBe(two?.id)
    expect(two?.leaf.institution).toBe(OTHER)
  })
  it('finds nothing of another institution, by any id', async () => {
    const as = world.person('protection-1')
    const foreign = gateCommand(as, {
      event: 'note',
      process: gates[OTHER] ?? '',
      payload: { note: 'x' },
    })
    const missing = { ...foreign, process: NOBODY, request: 'missing' }
    const [a, b] = [await sendTo(world.engine, foreign), await sendTo(world.engine, missing)]
    expect(a).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_FOUND' } })
    const said = (x: typeof a) => x.kind === 'refused' && [x.refusal, x.current]
    expect(said(a)).toEqual(said(b))
    const [theirs] = await world.engine.execute(OTHER, [foreign])
    expect(theirs).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_FOUND' } })
  })
  it('sees no process of another institution through a fact', async () => {
    const as = world.person('protection-1')
    const open = gateCommand(as, {
      event: 'open',
      payload: { own: 'product:x', rival: 'product:y' },
    })
    const opened = await sendTo(world.engine, open)
    const elsewhere = gateCommand(others.get('protection-1') ?? '', {
      event: 'open',
      payload: { own: 'product:y' },
    })
    const [y] = await world.engine.execute(OTHER, [elsewhere])
    if (opened.kind !== 'accepted' || y?.kind !== 'accepted') throw new Error('not opened')
    const [passed] = await world.engine.execute(OTHER, [
      gateCommand(others.get('protection-1') ?? '', { event: 'pass', process: y.process.id }),
    ])
    expect(passed).toMatchObject({ kind: 'accepted' })
    const pass = gateCommand(as, { event: 'pass', process: opened.process.id })
    expect(await sendTo(world.engine, pass)).toMatchObject({ kind: 'accepted' })
  })
  it('shows a viewer nothing of another institution', async () => {
    const viewer = await world.engine.viewer({
      institution: INSTITUTION,
      person: world.person('protection-1'),
    })
    const seen = await world.engine.view(viewer, Object.values(gates))
    expect([...seen.keys()]).toEqual([gates[INSTITUTION]])
  })
  it('numbers each trail by itself', async () => {
    for (const of of [INSTITUTION, OTHER])
      expect((await trailOf(world.database, of))[0]?.position).toBe(1)
  })
})
