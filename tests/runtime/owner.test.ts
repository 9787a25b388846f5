// A house that is owned by a role without a superuser's rights.

import { expect, it } from 'vitest'
import { asOwner, gateCommand, openGate, sendTo, trailOf, WITH_GATES } from '../support/faults.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { DENIED, outcome } from '../support/roles.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'

it('a house whose owner is no superuser stands all the same', async () => {
  const beside = await createEmptyDatabase()
  const owned = await createWorld({ mechanisms: WITH_GATES })
  const role = `owner_${owned.database.name.slice(-12)}`
  try {
    await asOwner(owned.database, async (client) => {
      await client.query(`create role ${role} nosuperuser nobypassrls`)
      await client.query(`grant create, usage on schema public to ${role}`)
      const { rows } = await client.query<{ sql: string }>(
        `select format('alter %s %s owner to ${role}', case relkind when 'S' then 'sequence' else 'table' end,
             oid::regclass) as sql from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')
           union all select format('alter function %s owner to ${role}', oid::regprocedure)
             from pg_proc where pronamespace = 'public'::regnamespace
           union all select format('alter policy owner_reads on %s to ${role}', polrelid::regclass)
             from pg_policy where polname = 'owner_reads'`,
      )
      for (const { sql } of rows) await client.query(sql)
    })
    const person = owned.person('protection-1')
    const gate = await openGate(owned.engine, person, { own: 'product:owned' })
    owned.at('2026-03-10T00:00:00.000Z')
    expect(await owned.engine.clock.round()).toBe(1)
    const telling = { gate, event: 'note', note: 'a' }
    const tell = gateCommand(person, { event: 'tell', process: gate, payload: telling })
    expect(await sendTo(owned.engine, tell)).toMatchObject({ kind: 'accepted' })
    expect(await owned.engine.courier.round()).toBe(1)
    expect(await owned.engine.memberships('https://tests.invalid', 'hr-1')).toHaveLength(1)
    // Indexed, and searched by the index.
    expect(await owned.engine.index.round()).toBeGreaterThan(0)
    const asked = { institution: INSTITUTION, person: owned.person('audit-1') }
    const viewer = await owned.engine.viewer(asked)
    const window = { take: 5, backwards: false }
    expect(await owned.engine.trail(viewer, { terms: ['e:tell'] }, window)).toHaveLength(1)
    // Sealed, and asked for across institutions.
    const tiles = '[{"level": 0, "index": 0, "hashes": "aa"}]'
    for (const [sql, rows] of [
      ['select * from to_seal()', 1],
      [`select where seal('${INSTITUTION}', 0, 1, '${tiles}', '', 'note', 'key')`, 1],
      [`select where seal('${INSTITUTION}', 0, 1, '${tiles}', '', 'note', 'key')`, 0],
      ['select * from to_seal()', 1],
      ['select * from to_witness()', 1],
      ['select * from to_beat(null)', 1],
    ] as const)
      expect([sql, (await owned.pool.query(sql)).rowCount]).toEqual([sql, rows])
    const trail = await trailOf(owned.database)
    expect(trail.filter((e) => e.process === gate).map((e) => e.event)).toEqual([
      'open',
      'remind',
      'expire',
      'tell',
      'note',
    ])
    await asOwner(owned.database, async (client) => {
      await client.query(`set role ${role}`)
      expect(await outcome(client, 'delete from entry')).toBe('done')
      await client.query("select set_config('xiaobao.institution', $1, false)", [INSTITUTION])
      expect(await outcome(client, 'delete from entry')).toBe(DENIED)
      expect(await outcome(client, 'truncate entry')).toBe(DENIED)
    })
  } finally {
    await owned.close()
    await asOwner(beside, (client) => client.query(`drop role if exists ${role}`))
    await beside.drop()
  }
})
