// Who may do what to the tables, tried as each role, and how append() holds against its own caller.

import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leafHash } from '../../engine/core/trail.ts'
import { gateCommand, openGate, sendTo, trailOf, WITH_GATES } from '../support/faults.ts'
import { connectAs, DENIED, outcome } from '../support/roles.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

/** Of the first the reader sees all but the salts of the names. */
/** The index by which the trail is filtered. */
const TRAIL = ['trail_index', 'trail_indexed'] as const
const EVIDENCE = ['evidence', 'evidence_reference', 'evidence_cursor'] as const
const TABLES = [
  'head',
  'entry',
  'entry_private',
  'request_digest',
  'institution_secret',
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
  'subject_key',
  'erasure',
  'sealed',
  'tile',
  'checkpoint',
  'cosignature',
  'witnessing',
  'trail_alarm',
  'supervision',
  'delegation',
  ...EVIDENCE,
  ...TRAIL,
] as const
const HIDDEN: readonly string[] = [
  'request_digest',
  'institution_secret',
  'subject_key',
  ...EVIDENCE,
  ...TRAIL,
]

let world: World
let app: Client
let reader: Client
let owner: Client
beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES })
  const person = world.person('protection-1')
  const gate = await openGate(world.engine, person, { own: 'product:one' })
  const telling = { gate, event: 'note', note: 'a' }
  await sendTo(
    world.engine,
    gateCommand(person, { event: 'tell', process: gate, payload: telling, remark: 'r' }),
  )
  ;[app, reader, owner] = await Promise.all([
    connect('xiaobao_app'),
    connect('xiaobao_reader'),
    connect(),
  ])
})
afterAll(async () => {
  await Promise.all([app.end(), reader.end(), owner.end()])
  await world.close()
})

const connect = (role?: string) => connectAs(world.database, role)
const writes = (table: string) => [
  `insert into ${table} select * from ${table}`,
  `update ${table} set institution = institution`,
  `delete from ${table}`,
  `truncate ${table}`,
]

describe('the tables', () => {
  it('are all named here', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p', 'v', 'm', 'S')
       and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations' order by 1`,
    )
    expect(rows.map((r) => r.name)).toEqual([...TABLES].toSorted())
  })
  it.each(TABLES)('%s: the engine reads and does not write', async (table) => {
    expect(await outcome(app, `select * from ${table}`)).toBe('done')
    for (const sql of writes(table)) expect([sql, await outcome(app, sql)]).toEqual([sql, DENIED])
  })
  it.each(TABLES)('%s: the reader reads what is not secret and does not write', async (table) => {
    expect(await outcome(reader, `select * from ${table}`)).toBe(
      HIDDEN.includes(table) ? DENIED : 'done',
    )
    for (const sql of writes(table))
      expect([sql, await outcome(reader, sql)]).toEqual([sql, DENIED])
  })
  it('let the engine note how a reaction fared, and nothing else of it', async () => {
    const found = await app.query('select from reaction')
    expect(found.rowCount).toBe(1)
    expect(
      await outcome(
        app,
        `update reaction set state = 'done', attempts = 1, next_at = now(), answered_by = null`,
      ),
    ).toBe('done')
    for (const column of ['institution', 'entry', 'n', 'target', 'event', 'process', 'payload'])
      expect(await outcome(app, `update reaction set ${column} = ${column}`)).toBe(DENIED)
  })
  it('keep the ledger of migrations from both', async () => {
    for (const role of [app, reader])
      for (const sql of ['select * from _prisma_migrations', 'delete from _prisma_migrations'])
        expect(await outcome(role, sql)).toBe(DENIED)
  })
  it('leave no way to become somebody else or to make anything', async () => {
    for (const role of [app, reader])
      for (const sql of [
        'create table mine (a int)',
        'create function mine() returns int language sql as $$ select 1 $$',
        'create schema mine',
        'alter table entry disable trigger all',
        'alter table entry disable row level security',
        'drop trigger entry_is_kept on entry',
        'drop policy own_institution on entry',
        'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
        'set session_replication_role = replica',
        'alter role xiaobao_app superuser',
      ])
        expect([sql, await outcome(role, sql)]).toEqual([sql, DENIED])
  })
})

describe('the trail', () => {
  it('is not opened by a grant to oneself', async () => {
    // PostgreSQL only warns of a grant that grants nothing.
    for (const role of [app, reader]) {
      await role
        .query('grant insert, update on entry to xiaobao_app, xiaobao_reader')
        .catch(() => undefined)
      expect(await outcome(role, 'insert into entry select * from entry')).toBe(DENIED)
    }
  })
  it.each(['origin', 'replica', 'local'])(
    'is kept from its owner, a superuser, too: session_replication_role = %s',
    async (role) => {
      await owner.query(`set session_replication_role = ${role}`)
      const before = await owner.query('select count(*) from entry')
      for (const sql of [
        `update entry set leaf = leaf`,
        `update entry set position = position + 1000`,
        'delete from entry',
        `delete from entry where position = (select max(position) from entry)`,
        'truncate entry',
        'truncate entry cascade',
        `merge into entry e using (select 1) x on e.position = 1 when matched then delete`,
        `insert into entry select * from entry on conflict (institution, position) do update set leaf = ''`,
      ])
        expect([sql, await outcome(owner, sql)]).toEqual([sql, DENIED])
      await owner.query('set session_replication_role = origin')
      expect(await owner.query('select count(*) from entry')).toMatchObject({ rows: before.rows })
    },
  )
})

describe('the functions', () => {
  const calls: Readonly<Record<string, string>> = {
    append: `append('${INSTITUTION}', 0, '{}', '{}', '{}', '{}', null)`,
    load_batch: `load_batch('${INSTITUTION}', null, null, '{}', '{}', '{}', '{}', '[]', '[]')`,
    load_batches: `load_batches('{}')`,
    append_batches: `append_batches('{}')`,
    load_house: `load_house('${INSTITUTION}', now(), '{}', '[]')`,
    load_facts: `load_facts('${INSTITUTION}', now(), '[]')`,
    standing_of: `standing_of('${INSTITUTION}', '{}')`,
    memberships: `memberships('a', 'b')`,
    charts_in_use: 'charts_in_use()',
    due_timers: 'due_timers(null, 1)',
    provisional_timers: 'provisional_timers(now(), null, 1)',
    due_reactions: 'due_reactions(null, 1)',
    to_seal: 'to_seal()',
    to_witness: 'to_witness()',
    to_beat: 'to_beat(null)',
    seal: `seal('${INSTITUTION}', 0, 0, '[]', '', '', '')`,
    cosign: `cosign('${INSTITUTION}', 0, '', '')`,
    note_witness: `note_witness('${INSTITUTION}', '', '', '', 0)`,
    raise_alarm: `raise_alarm('${INSTITUTION}', '', '', 0, 0)`,
    load_keys: `load_keys('${INSTITUTION}', '{}')`,
    load_privates: `load_privates('${INSTITUTION}', '{}')`,
    last_erased: `last_erased('${INSTITUTION}', '')`,
    processes_of: `processes_of('${INSTITUTION}', '')`,
    values_added: `values_added('${INSTITUTION}', '', 0, 0)`,
    destroy_key: `destroy_key('${INSTITUTION}', '', '${INSTITUTION}')`,
    keep_request_key: `keep_request_key('${INSTITUTION}', null, '', '')`,
    encrypt_privates: `encrypt_privates('${INSTITUTION}', '[]', '{}')`,
    rewrap_keys: `rewrap_keys('${INSTITUTION}', '[]')`,
    master_keys_in_use: 'master_keys_in_use()',
    write_projections: `write_projections('${INSTITUTION}', '[]')`,
    write_records: `write_records('${INSTITUTION}', '[]')`,
    write_mandates: `write_mandates('${INSTITUTION}', '[]')`,
    load_mandates: `load_mandates('${INSTITUTION}', '{}')`,
    refuse_change: 'refuse_change()',
    current_institution: 'current_institution()',
    process_fact: 'process_fact(null)',
    keep_evidence: `keep_evidence('${INSTITUTION}', repeat('a', 64), 1, 'pdf', null, null, '${INSTITUTION}', now(), now())`,
    refer_evidence: `refer_evidence('${INSTITUTION}', 0, 0, '{}', '{}')`,
    sweep_evidence: `sweep_evidence('${INSTITUTION}', now(), 1)`,
    evidence_due: 'evidence_due(now())',
    trail_terms: "trail_terms(1, '{}')",
    index_trail: `index_trail('${INSTITUTION}', 1, 0, '[]')`,
    forget_index: `forget_index('${INSTITUTION}')`,
    trail_behind: 'trail_behind(1, 1)',
    position_before: `position_before('${INSTITUTION}', now())`,
    process_meets: "process_meets(null, '[]')",
    processes_about: `processes_about('${INSTITUTION}', '{}', 1)`,
    trail_processes: `trail_processes('${INSTITUTION}', 1, 1, 1)`,
    trail_hits: `trail_hits('${INSTITUTION}', '{"after":0,"before":1,"most":1}')`,
  }
  const may = (role: string) => (name: string) =>
    role === 'app'
      ? !name.startsWith('write_') &&
        !['refuse_change', 'values_added', 'destroy_key'].includes(name)
      : name === 'current_institution'
  it('are all named here, and pin their search path where they run as the owner', async () => {
    const { rows } = await owner.query<{ name: string; definer: boolean; config: string[] | null }>(
      `select proname as name, prosecdef as definer, proconfig as config from pg_proc
       where pronamespace = 'public'::regnamespace`,
    )
    expect(rows.map((r) => r.name).toSorted()).toEqual(Object.keys(calls).toSorted())
    const definers = rows.filter((r) => r.definer)
    expect(definers.map((r) => r.name).toSorted()).toEqual([
      'append',
      'charts_in_use',
      'cosign',
      'due_reactions',
      'due_timers',
      'encrypt_privates',
      'evidence_due',
      'forget_index',
      'index_trail',
      'keep_evidence',
      'keep_request_key',
      'master_keys_in_use',
      'memberships',
      'note_witness',
      'processes_about',
      'provisional_timers',
      'raise_alarm',
      'refer_evidence',
      'rewrap_keys',
      'seal',
      'sweep_evidence',
      'to_beat',
      'to_seal',
      'to_witness',
      'trail_behind',
      'trail_hits',
      'trail_processes',
    ])
    for (const { config } of definers) expect(config).toContain('search_path=public, pg_temp')
  })
  it.each(Object.keys(calls))('%s is executed by whom it is for', async (name) => {
    for (const role of ['app', 'reader']) {
      const came = await outcome(role === 'app' ? app : reader, `select ${calls[name] ?? ''}`)
      expect([role, came === DENIED]).toEqual([role, !may(role)(name)])
    }
  })
  it('are not given to others', async () => {
    const { rows } = await owner.query(
      `select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
       where p.pronamespace = 'public'::regnamespace and a.grantee = 0`,
    )
    expect(rows).toEqual([])
  })
})

describe('append() against its caller', () => {
  const leaf = '{"v":1}'
  const entry = (change: object = {}) => ({
    member: 0,
    reads: [],
    touches: [],
    actor: 'somebody',
    id: '0198c0de-0000-7000-8000-0000000000e1',
    kind: 'accepted',
    leaf,
    leaf_hash: `\\x${leafHash(leaf)}`,
    recorded_at: '2026-03-02T01:00:00.000Z',
    event: 'note',
    ...change,
  })
  // From JSON, where each value is as it is written in SQL.
  const call = `select public.append($1, $2,
    (select coalesce(array_agg(x), '{}') from json_populate_recordset(null::entry_line, $3) x),
    (select coalesce(array_agg(x), '{}') from json_populate_recordset(null::process_change, $4) x),
    '{}', '{}', $5)`
  const nothing = { struck: [], projections: [], reactions: [], disarmed: [] }
  const valuesOf = (
    position: number,
    entries: object[],
    { processes = [], ...rest }: { processes?: object[]; struck?: object[] } = {},
  ) => [
    INSTITUTION,
    position,
    JSON.stringify(entries),
    JSON.stringify(processes),
    JSON.stringify({ ...nothing, ...rest }),
  ]
  const append = async (entries: object[], changes?: { processes?: object[]; struck?: object[] }) =>
    outcome(app, call, valuesOf((await trailOf(world.database)).length, entries, changes))
  it('takes what is in order', async () => {
    expect(await append([entry()])).toBe('done')
  })
  it('numbers entries itself, from the head on', async () => {
    const ids = ['e2', 'e3'].map((end) => `0198c0de-0000-7000-8000-0000000000${end}`)
    const { length } = await trailOf(world.database)
    const entries = ids.map((id) => entry({ id, n: -3, position: 1 }))
    await app.query('begin')
    try {
      await app.query(call, valuesOf(length, entries))
      const { rows } = await app.query(
        'select id, position::int from entry order by position desc limit 2',
      )
      expect(rows.toReversed()).toEqual(ids.map((id, n) => ({ id, position: length + 1 + n })))
    } finally {
      await app.query('rollback')
    }
  })
  const changed = async (version: number) => {
    const { rows } = await owner.query<{ row: object }>(
      `select to_jsonb(p) || jsonb_build_object('was', version, 'member', 0,
         'version', $1::int) as row from process p where mechanism = 'T02' limit 1`,
      [version],
    )
    return rows[0]?.row as { id: string }
  }
  it('changes no process without the entry that says so', async () => {
    const process = await changed(3)
    const said = { process: process.id, version: 3 }
    const changes = { processes: [process] }
    expect(await append([entry(said)], changes)).toBe('done')
    for (const entries of [
      [],
      [entry()],
      [entry({ ...said, version: 2 })],
      [entry({ ...said, refusal: 'NOT_NOW' })],
    ])
      expect(await append(entries, changes)).toBe('P0001')
  })
  it('lets no timer strike that is not armed', async () => {
    const { rows } = await owner.query<object>(
      'select process, clock, id, 0 as member from timer limit 1',
    )
    const struck = (change: object) => append([entry()], { struck: [{ ...rows[0], ...change }] })
    expect(await struck({})).toBe('done')
    for (const change of [{ id: INSTITUTION }, { clock: 'other' }, { process: INSTITUTION }])
      expect(await struck(change)).toBe('40001')
  })
  it('does not go by what its caller has put in the way of the real tables', async () => {
    const before = await trailOf(world.database)
    const evil = await connect('xiaobao_app')
    try {
      await evil.query('create temp table entry as select * from public.entry limit 0')
      await evil.query('create temp table head as select * from public.head')
      await evil.query('create temp table process as select * from public.process')
      await evil.query('create temp table person as select * from public.person limit 0')
      await evil.query('create temp table timer as select * from public.timer limit 0')
      await evil.query(`create function pg_temp.write_projections(uuid, json) returns void
        language plpgsql as $$ begin raise exception 'taken in'; end $$`)
      await evil.query(`create function pg_temp.json_to_recordset(json) returns setof record
        language plpgsql as $$ begin raise exception 'taken in'; end $$`)
      await evil.query('set search_path = pg_temp, public')
      await evil.query('begin')
      await evil.query(
        call.replaceAll('json_populate', 'pg_catalog.json_populate'),
        valuesOf(before.length, [entry()]),
      )
      await evil.query('commit')
      expect((await evil.query('select from pg_temp.entry')).rowCount).toBe(0)
      const known = await evil.query(
        `select * from public.memberships('https://tests.invalid', 'hr-1')`,
      )
      expect(known.rowCount).toBe(1)
      const due = await evil.query(`select * from public.due_timers('2099-01-01', 10)`)
      expect(due.rowCount).toBeGreaterThan(0)
      expect(await trailOf(world.database)).toHaveLength(before.length + 1)
    } finally {
      await evil.end()
    }
  })
  it('goes by the institution it is told, not by the one that is set', async () => {
    const other = '0198c0de-0000-7000-8000-00000000000b'
    await app.query("select set_config('xiaobao.institution', $1, false)", [other])
    expect(await append([entry({ id: other })])).toBe('done')
    await app.query("select set_config('xiaobao.institution', $1, false)", [INSTITUTION])
  })
})
