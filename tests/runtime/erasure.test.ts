// Erasure against everything that happens at the same time: other servers that remember the key, values on
// their way, a connection that breaks in the middle, and whoever has the database without the master key.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../engine/core/command.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { Engine } from '../../engine/runtime/engine.ts'
import { checkMasterKeys } from '../../engine/runtime/encryption.ts'
import { KeyError, wrapperOf } from '../../engine/runtime/keys.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { asOwner, insist, startServer } from '../support/faults.ts'
import type { Server } from '../support/faults.ts'
import { columnsWith } from '../support/erasure.ts'
import { MASTER } from '../support/master.ts'
import { createWorld, GOVERNANCE, INSTITUTION, ISSUER } from '../support/world.ts'
import type { Sent, World } from '../support/world.ts'

let world: World
let other: Server
beforeAll(async () => {
  world = await createWorld()
  other = startServer(world, EDITIONS)
})
afterAll(async () => {
  await other.close()
  await world.close()
})

let n = 0
const sentBy = (engine: Engine, person: Uuid, command: Sent) =>
  insist(engine, {
    payload: {},
    request: `e-${String(++n)}`,
    ...command,
    asker: { person },
    via: 'api',
  })
const accepted = (answer: Answer) => {
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
  return answer
}
const house = (event: string, payload: object, more: Partial<Sent> = {}): Sent => ({
  mechanism: 'G01',
  process: GOVERNANCE,
  event,
  payload,
  ...more,
})
const as = (subject: string) => world.person(subject)

/** Somebody who has a name, and a seat until they are asked to leave. */
async function employee(): Promise<{ person: Uuid; seat: Uuid }> {
  const name = `员工 ${String(++n)}`
  const add = house('addPerson', { issuer: ISSUER, subject: `employee-${String(n)}`, name })
  const person = accepted(await sentBy(world.engine, as('hr-1'), add)).entry.id
  return { person, seat: await appointed(person) }
}
async function appointed(person: Uuid): Promise<Uuid> {
  const appoint = { person, body: 'consumerProtection', unit: 'cp', from: '2026-01-01' }
  return accepted(await sentBy(world.engine, as('hr-1'), house('appoint', appoint))).entry.id
}
const leaves = (seat: Uuid) =>
  sentBy(
    world.engine,
    as('hr-1'),
    house('endAppointment', { seat, body: 'consumerProtection', to: '2026-03-02' }),
  )
/** What they say of themselves, in the open nowhere. */
const declares = (remark: string): Sent =>
  house(
    'declareInterest',
    { subject: `product:${String(++n)}`, kind: 'other', from: '2026-01-01' },
    { remark },
  )
const proposes = async (person: Uuid): Promise<Uuid> => {
  const payload = { subject: `person:${person}`, ground: 'purposeEnded', reason: 'left' }
  const propose = { mechanism: 'G03', event: 'proposeErasure', payload }
  return accepted(await sentBy(world.engine, as('privacy-1'), propose)).process.id
}
const confirm = (process: Uuid): Sent => ({ mechanism: 'G03', process, event: 'confirmErasure' })
async function erased(person: Uuid): Promise<Uuid> {
  const process = await proposes(person)
  return accepted(await sentBy(world.engine, as('legal-1'), confirm(process))).entry.id
}
/** What a server shows as the remark of an entry. */
async function remarkOf(engine: Engine, entry: Uuid): Promise<unknown> {
  const found = (await engine.privates(INSTITUTION, [entry])).get(entry)
  const remark = found?.find(({ path }) => path === 'remark')
  return remark && ('value' in remark ? remark.value : remark.erased.entry)
}
const keysOf = (person: Uuid) =>
  asOwner(world.database, async (client) => {
    const { rows } = await client.query<{ alive: boolean }>(
      'select erased_by is null as alive from subject_key where subject = $1 order by 1',
      [`person:${person}`],
    )
    return rows.map(({ alive }) => alive)
  })

describe('a server that remembers the key', () => {
  it('shows nothing of an erased subject, and encrypts nothing more with that key', async () => {
    const { person, seat } = await employee()
    const said = accepted(await sentBy(other.engine, person, declares('first words'))).entry.id
    expect(await remarkOf(other.engine, said)).toBe('first words')
    await leaves(seat)
    const by = await erased(person)
    expect(await remarkOf(other.engine, said)).toBe(by)
    expect(await remarkOf(world.engine, said)).toBe(by)

    // Without a seat there is no ground on which their words could be kept: the attempt is, without them.
    const attempt = await sentBy(other.engine, person, declares('words without a seat'))
    expect(attempt).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_FOUND' } })
    expect(await keysOf(person)).toEqual([false])
    await appointed(person)
    const again = accepted(await sentBy(other.engine, person, declares('new words'))).entry.id
    expect(await remarkOf(other.engine, again)).toBe('new words')
    expect(await remarkOf(world.engine, again)).toBe('new words')
    expect(await remarkOf(world.engine, said)).toBe(by)
    expect(await keysOf(person)).toEqual([false, true])
  })

  it('is refused by the database where it has not heard of the erasure', async () => {
    const { person, seat } = await employee()
    await sentBy(other.engine, person, declares('remembered'))
    await leaves(seat)
    await erased(person)
    await appointed(person)
    const before = other.faults.count('append')
    const asked = other.faults.count('keys')
    const next = accepted(await sentBy(other.engine, person, declares('anew'))).entry.id
    // Once with the key that has gone, and once more with a new one.
    expect(other.faults.count('append') - before).toBe(2)
    expect(other.faults.count('keys') - asked).toBe(1)
    expect(await remarkOf(world.engine, next)).toBe('anew')
  })

  it('asks nothing about a subject that it knows', async () => {
    const { person } = await employee()
    await sentBy(other.engine, person, declares('once'))
    const before = other.faults.count('keys')
    for (let i = 0; i < 5; i++) await sentBy(other.engine, person, declares(`words ${String(i)}`))
    expect(other.faults.count('keys')).toBe(before)
  })

  it('tries again where the keys cannot be had', async () => {
    for (const when of ['before', 'after'] as const) {
      const { person } = await employee()
      other.faults.fail('load', { when, times: 2 })
      accepted(await sentBy(other.engine, person, declares('after all')))
      other.faults.heal()
    }
  })
})

describe('values on their way while their subject is erased', () => {
  it('are erased with it or refused, whichever server they come by', async () => {
    for (let round = 0; round < 4; round++) {
      const { person, seat } = await employee()
      for (const engine of [world.engine, other.engine])
        await sentBy(engine, person, declares('before'))
      await leaves(seat)
      const process = await proposes(person)
      const answers = await Promise.all([
        sentBy(round % 2 ? world.engine : other.engine, as('legal-1'), confirm(process)),
        ...Array.from({ length: 4 }, (_, i) =>
          sentBy(i % 2 ? world.engine : other.engine, person, declares(`meanwhile ${String(i)}`)),
        ),
      ])
      expect(answers[0]).toMatchObject({ kind: 'accepted' })
      // No key is left, for nobody without a seat is given a new one.
      expect(await keysOf(person)).toEqual([false])
      for (const { entry } of answers.slice(1) as { entry?: { id: Uuid } }[])
        expect(String(await remarkOf(world.engine, entry?.id ?? ''))).not.toMatch(/meanwhile/)
    }
    const report = await checkTrail(world.pool)
    expect(report.erasedBy.length).toBeGreaterThanOrEqual(4)
  })

  it('of one that nobody knew get one key, whoever makes it', async () => {
    const register = (complainant: string, i: number): Sent => ({
      mechanism: 'M07',
      event: 'register',
      payload: {
        channel: 'phone',
        matter: 'charges',
        complainant,
        narrative: `narrative ${String(i)}`,
      },
    })
    const who = Array.from({ length: 3 }, () => `consumer:new-${String(++n)}`)
    const answers = await Promise.all(
      who.flatMap((subject) =>
        Array.from({ length: 4 }, (_, i) =>
          sentBy(i % 2 ? world.engine : other.engine, as('protection-1'), register(subject, i)),
        ),
      ),
    )
    for (const answer of answers) {
      const { entry } = accepted(answer)
      const shown = (await other.engine.privates(INSTITUTION, [entry.id])).get(entry.id)
      expect(shown).toEqual([expect.objectContaining({ path: 'payload.narrative' })])
    }
    const keys = await asOwner(world.database, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        'select count(*)::int as n from subject_key where subject = any ($1)',
        [who],
      )
      return rows[0]?.n
    })
    expect(keys).toBe(who.length)
    await checkTrail(world.pool)
  })
})

describe('an erasure that is broken off', () => {
  it.each([
    ['the key is destroyed', 'subject_key', 'update'],
    ['the erasure is noted', 'erasure', 'insert'],
    ['the entry is written', 'entry', 'insert'],
  ])('as %s leaves nothing behind, and is done when it is sent again', async (_, table, what) => {
    const { person, seat } = await employee()
    const said = accepted(await sentBy(world.engine, person, declares('still here'))).entry.id
    await leaves(seat)
    const process = await proposes(person)
    // The connection is killed by the very statement, once.
    await asOwner(world.database, (client) =>
      client.query(`create sequence deaths;
        grant usage on sequence deaths to public;
        create function die() returns trigger language plpgsql as $$ begin
          if nextval('deaths') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if;
          return null;
        end $$;
        create trigger dying after ${what} on ${table} for each row execute function die()`),
    )
    const before = other.faults.count('append')
    const answer = await sentBy(other.engine, as('legal-1'), confirm(process))
    await asOwner(world.database, (client) =>
      client.query(`drop trigger dying on ${table}; drop function die(); drop sequence deaths`),
    )
    expect(other.faults.count('append') - before).toBe(2)
    expect(accepted(answer).repeated).toBe(false)
    expect(await keysOf(person)).toEqual([false])
    expect(await remarkOf(world.engine, said)).toBe(accepted(answer).entry.id)
    await checkTrail(world.pool)
  })

  it('for ever leaves the key alive, and no entry that says otherwise', async () => {
    const { person, seat } = await employee()
    const said = accepted(await sentBy(world.engine, person, declares('kept'))).entry.id
    await leaves(seat)
    const process = await proposes(person)
    await asOwner(world.database, (client) =>
      client.query(`create function fail() returns trigger language plpgsql
          as $$ begin raise exception 'no more'; end $$;
        create trigger failing after update on subject_key for each row execute function fail()`),
    )
    const sent = { ...confirm(process), payload: {}, request: 'never', via: 'api' as const }
    const command = { ...sent, asker: { person: as('legal-1') } }
    await expect(other.engine.execute(INSTITUTION, [command])).rejects.toThrow('no more')
    await asOwner(world.database, (client) =>
      client.query('drop trigger failing on subject_key; drop function fail()'),
    )
    expect(await remarkOf(other.engine, said)).toBe('kept')
    expect(await keysOf(person)).toEqual([true])
    await checkTrail(world.pool)
  })
})

describe('the trail itself', () => {
  it('takes no name of anybody whose values could be erased', async () => {
    for (const subject of ['consumer:named', `person:${as('hr-1')}`])
      expect(
        await sentBy(world.engine, as('hr-1'), house('registerSubject', { subject, name: '张三' })),
      ).toMatchObject({ kind: 'refused', refusal: { kind: 'MALFORMED', field: ['subject'] } })
    const words = 'the words of an officer'
    const propose = { subject: 'consumer:nobody', ground: 'purposeEnded', reason: words }
    await sentBy(world.engine, as('privacy-1'), {
      mechanism: 'G03',
      event: 'proposeErasure',
      payload: propose,
    })
    expect(await columnsWith(world.database, ['张三', words])).toEqual([])
  })
})

describe('whoever has the database without the master key', () => {
  it('starts no server on it, and writes nothing', async () => {
    const stranger = wrapperOf(randomBytes(32))
    await expect(checkMasterKeys(world.pool, stranger)).rejects.toThrow(KeyError)
    await expect(checkMasterKeys(world.pool, MASTER)).resolves.toBeUndefined()
    const errors: object[] = []
    const engine = createEngine({
      pool: world.pool,
      master: stranger,
      now: () => world.now(),
      log: { warn: () => undefined, error: (detail) => void errors.push(detail) },
    })
    const sent = { payload: {}, ...declares('unread'), request: 'stranger', via: 'api' as const }
    const command = { ...sent, asker: { person: as('protection-1') } }
    await expect(engine.execute(INSTITUTION, [command])).rejects.toThrow(/master key/)
    const known = accepted(await world.send('protection-1', declares('told'))).entry.id
    expect((await engine.privates(INSTITUTION, [known])).get(known)).toEqual([])
    expect(errors.length).toBeGreaterThan(0)
    await engine.stop()
  })

  it('verifies the trail all the same, and is told what was not looked into', async () => {
    const { verify } = await import('../../engine/runtime/verify.ts')
    const [report] = await verify(world.pool, { institution: INSTITUTION, mechanisms: EDITIONS })
    expect(report?.differences).toEqual([])
    expect(report?.closed).toBeGreaterThan(10)
    expect(report?.erased).toBeGreaterThan(10)
  })
})
