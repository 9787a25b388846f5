// Delegations through the doors, and attacks on them with tokens that count: who is not there, who belongs to
// another institution, what has ended. All are refused in the same words, and all are on record.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundInstitution } from '../../api/demo.ts'
import { encodeId } from '../../api/graphql/ids.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import type { Reads } from '../../engine/runtime/reader.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { connectAs } from '../support/roles.ts'
import { GOVERNANCE, INSTITUTION, createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const OTHER = '0198c0de-0000-7000-8000-000000000002'
const THEIRS = '0198c0de-0000-7000-8000-0000000000a2'
const UNKNOWN = '0198c0de-0000-7000-8000-00000000dead'
let world: World
let doors: Doors
let foreign: ReadonlyMap<string, Uuid>
/** Seats by their holder, of both institutions. */
const seats = new Map<Uuid, Uuid>()
let questions = 0

/** Every question to the tables, counted. */
const counted = (reads: Reads): Reads =>
  new Proxy(reads, {
    get: (target, model) => {
      const found = Reflect.get(target, model) as object
      return typeof found !== 'object'
        ? found
        : new Proxy(found, {
            get: (inner, method) => {
              const call = Reflect.get(inner, method) as unknown
              if (typeof call !== 'function') return call
              return (...args: unknown[]) => {
                questions++
                return (call as (...a: unknown[]) => unknown).apply(inner, args)
              }
            },
          })
    },
  })

beforeAll(async () => {
  world = await createWorld({ at: '2026-03-02T01:00:00.000Z' })
  foreign = await foundInstitution(world.engine, {
    institution: OTHER,
    process: THEIRS,
    name: 'Other institution',
    issuer: 'https://other.invalid',
    from: '2020-01-01' as Day,
  })
  doors = await openDoors(world, {
    wrap: (house) => ({ ...house, readsOf: (id) => counted(house.readsOf(id)) }),
  })
  const owner = await connectAs(world.database)
  const { rows } = await owner.query<{ person: Uuid; id: Uuid }>('select person, id from seat')
  for (const { person, id } of rows) seats.set(person, id)
  await owner.end()
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

const personId = (id: Uuid | undefined) => encodeId('Person', id ?? '')
const seatId = (person: Uuid | undefined) => encodeId('Seat', seats.get(person ?? '') ?? UNKNOWN)
const delegated = (by: string, to: string, more: object = {}) =>
  doors.command(by, 'delegationCommand', {
    event: {
      grantDelegation: {
        seat: seatId(world.person(by)),
        person: personId(world.person(to)),
        personSeat: seatId(world.person(to)),
        mechanisms: ['M01'],
        from: '2026-03-02',
        to: '2026-03-12',
        reason: 'away',
        ...more,
      },
    },
  })
let n = 0
const draft = (by: string, onBehalfOf: string) =>
  doors.command(by, 'reviewCommand', {
    onBehalfOf,
    event: {
      openDraft: {
        product: `product:api-${String(++n)}`,
        label: 'a product',
        matter: 'NEW_PRODUCT',
        productClass: 'LOAN',
      },
    },
  })
const refused = async (): Promise<number> => {
  const { rows } = await world.pool.query<{ n: number }>(
    "select set_config('xiaobao.institution', $1, false), (select count(*)::int from entry where kind = 'refused') as n",
    [INSTITUTION],
  )
  return rows[0]?.n ?? 0
}
const said = (answer: Json): string => JSON.stringify(answer['refusal'])

describe('a delegation', () => {
  test('lets the delegate act, and the entry names both', async () => {
    const given = await delegated('loans-1', 'wealth-1')
    expect(given).toMatchObject({ __typename: 'Accepted' })
    const done = await draft('wealth-1', personId(world.person('loans-1')))
    expect(done).toMatchObject({ __typename: 'Accepted' })
    const shown = await doors.ask(
      'wealth-1',
      `query ($entry: ID!, $process: ID!) {
        node(id: $entry) { ... on Entry { actor { person { id } onBehalfOf { id } delegation body } } }
        process(id: $process) { actions { event allowed onBehalfOf { id } } }
      }`,
      { entry: done['entry']?.['id'], process: done['process']?.['id'] },
    )
    expect(shown['node']).toEqual({
      actor: {
        person: { id: personId(world.person('wealth-1')) },
        onBehalfOf: { id: personId(world.person('loans-1')) },
        delegation: given['process']?.['id'],
        body: 'BUSINESS_DEPARTMENT',
      },
    })
    const actions = shown['process']?.['actions'] as unknown as {
      allowed: boolean
      onBehalfOf: { id: string } | null
    }[]
    const offered = actions.filter((a) => a.allowed)
    expect(offered.length).toBeGreaterThan(0)
    expect(offered.every((a) => a.onBehalfOf?.id === personId(world.person('loans-1')))).toBe(true)
    await checkTrail(world.pool)
  })
})

describe('an attack', () => {
  test('on behalf of nobody, of another institution’s person, or of who gave nothing, is one and the same', async () => {
    const before = await refused()
    const ways = [UNKNOWN, foreign.get('loans-1'), world.person('legal-1')]
    const answers: Json[] = []
    for (const whom of ways) answers.push(await draft('wealth-1', personId(whom)))
    for (const answer of answers)
      expect(answer).toMatchObject({
        __typename: 'Refused',
        current: null,
        refusal: { kind: 'NOT_YOUR_DUTY', rule: 'delegation', field: ['onBehalfOf'] },
      })
    expect(new Set(answers.map(said)).size).toBe(1)
    expect(await refused()).toBe(before + 3)
    const oneself = await draft('wealth-1', personId(world.person('wealth-1')))
    expect(oneself).toMatchObject({ refusal: { kind: 'NOT_YOUR_DUTY', rule: 'delegation' } })
    expect(await refused()).toBe(before + 4)
    // What is no person is no command, and leaves no entry.
    const seat = await draft('wealth-1', seatId(world.person('loans-1')))
    expect(seat).toMatchObject({ refusal: { kind: 'MALFORMED', field: ['onBehalfOf'] } })
    expect(await refused()).toBe(before + 4)
  })

  test('with ids of another institution is what it is with ids of nothing', async () => {
    const other = foreign.get('loans-2')
    const pairs: readonly (readonly [object, object])[] = [
      [{ seat: seatId(foreign.get('loans-1')) }, { seat: encodeId('Seat', UNKNOWN) }],
      [{ person: personId(other) }, { person: personId(UNKNOWN) }],
      [
        { person: personId(other), personSeat: seatId(other) },
        { person: personId(UNKNOWN), personSeat: encodeId('Seat', UNKNOWN) },
      ],
    ]
    for (const [theirs, nothing] of pairs) {
      const [a, b] = [
        await delegated('loans-1', 'loans-2', theirs),
        await delegated('loans-1', 'loans-2', nothing),
      ]
      expect(a).toMatchObject({ __typename: 'Refused' })
      expect(said(a)).toBe(said(b))
    }
    const about = (process: string, onBehalfOf?: string) =>
      doors.command('board-1', 'institutionCommand', {
        process,
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
        event: {
          appoint: {
            person: personId(other),
            body: 'SENIOR_MANAGEMENT',
            from: '2026-03-02',
          },
        },
      })
    const asked = [encodeId('Institution', THEIRS), encodeId('Institution', UNKNOWN)]
    const [a, b] = [await about(asked[0] ?? ''), await about(asked[1] ?? '')]
    expect(a).toMatchObject({ refusal: { kind: 'NOT_FOUND' }, current: null })
    expect(said(a)).toBe(said(b))
    const revoke = (id: Uuid) =>
      doors.command('hr-1', 'delegationCommand', {
        process: encodeId('Delegation', id),
        event: { revokeDelegation: { reason: 'attack' } },
      })
    expect(said(await revoke(THEIRS))).toBe(said(await revoke(UNKNOWN)))
  })

  test('by node(id) learns nothing: the same answer, by as many questions', async () => {
    const owner = await connectAs(world.database)
    const { rows } = await owner.query<{ id: Uuid }>(
      'select id from entry where institution = $1 order by position desc limit 1',
      [OTHER],
    )
    await owner.end()
    const theirs: readonly (readonly [string, Uuid | undefined])[] = [
      ['Entry', rows[0]?.id],
      ['Person', foreign.get('board-1')],
      ['Seat', seats.get(foreign.get('board-1') ?? '')],
      ['Institution', THEIRS],
      ['Delegation', THEIRS],
      ['Process', THEIRS],
    ]
    const ask = async (type: string, id: Uuid | undefined) => {
      const before = questions
      const reply = await doors.reply('wealth-1', {
        query: 'query ($id: ID!) { node(id: $id) { id __typename } }',
        variables: { id: encodeId(type, id ?? '') },
      })
      return { text: reply.text, status: reply.status, asked: questions - before }
    }
    for (const [type, id] of theirs)
      expect([type, await ask(type, id)]).toEqual([type, await ask(type, UNKNOWN)])
    // What is there and may not be read, too.
    const secret = await doors.command('legal-1', 'delegationCommand', {
      event: {
        grantDelegation: {
          seat: seatId(world.person('legal-1')),
          person: personId(world.person('legal-2')),
          personSeat: seatId(world.person('legal-2')),
          mechanisms: ['M01'],
          from: '2026-03-02',
          to: '2026-03-12',
          reason: 'away',
        },
      },
    })
    const hidden = Buffer.from(String(secret['process']?.['id']), 'base64url').toString()
    const id = hidden.slice(hidden.indexOf(':') + 1)
    expect(await ask('Delegation', id)).toEqual(await ask('Delegation', UNKNOWN))
  })

  test('of the wrong body, and after the end of seat or delegation, is refused and recorded', async () => {
    const before = await refused()
    const wrong = await doors.command('audit-1', 'delegationCommand', {
      event: {
        grantDelegation: {
          seat: seatId(world.person('audit-1')),
          person: personId(world.person('hr-1')),
          personSeat: seatId(world.person('hr-1')),
          mechanisms: ['M11'],
          from: '2026-03-02',
          to: '2026-03-12',
          reason: 'away',
        },
      },
    })
    expect(wrong).toMatchObject({ refusal: { kind: 'NOT_YOUR_DUTY' } })
    const ends = await doors.command('hr-1', 'institutionCommand', {
      process: encodeId('Institution', GOVERNANCE),
      event: {
        endAppointment: {
          seat: seatId(world.person('loans-1')),
          body: 'BUSINESS_DEPARTMENT',
          to: '2026-03-03',
        },
      },
    })
    expect(ends).toMatchObject({ __typename: 'Accepted' })
    world.at('2026-03-03T01:00:00.000Z')
    const late = await draft('wealth-1', personId(world.person('loans-1')))
    expect(said(late)).toContain('ended with the seat of who gave it')
    const himself = await delegated('loans-1', 'wealth-1')
    expect(himself).toMatchObject({ refusal: { kind: 'NOT_YOUR_DUTY' } })
    expect(await refused()).toBe(before + 3)
  })

  test('on the table is found by verify', async () => {
    expect((await checkTrail(world.pool)).differences).toEqual([])
    const owner = await connectAs(world.database)
    await owner.query(`update delegation set to_on = '2030-01-01', ended_at = null`)
    await owner.end()
    const { differences } = await trailOf(world.pool)
    expect(differences.length).toBeGreaterThan(0)
    expect(JSON.stringify(differences)).toContain('of delegation')
  })
})
