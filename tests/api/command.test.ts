// Commands through the doors: one field per mechanism, typed events, refusals as answers.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { tiny } from '../support/tiny-mechanism.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const mechanisms = [...MECHANISMS, tiny]
const BEGIN = { product: 'product:demo-loan', unit: 'consumer-loans', note: 'first' }
const PAINT = { colour: 'DARK_BLUE', on: '2026-03-02' }
let world: World
let doors: Doors
const tinyCommand = (as: string, input: object): Promise<Json> =>
  doors.command(as, 'tinyCaseCommand', input)
const begin = async (): Promise<string> => {
  const answer = await tinyCommand('loans-1', { event: { begin: BEGIN } })
  return answer['process']?.['id'] as string
}

beforeAll(async () => {
  world = await createWorld({ mechanisms })
  doors = await openDoors(world, { mechanisms })
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

describe('an accepted command', () => {
  test('gives the process as it left it, and its entry', async () => {
    const answer = await tinyCommand('loans-1', { event: { begin: BEGIN } })
    expect(answer).toMatchObject({
      __typename: 'Accepted',
      repeated: false,
      process: {
        __typename: 'TinyCase',
        version: 1,
        state: { paths: ['case', 'case.work', 'case.work.wet'], final: false },
      },
    })
    expect(answer['process']?.['reference']).toMatch(/^T01-2026-\d{6}$/)
  })

  test('is done once, however often it is sent', async () => {
    const input = { requestId: 'twice', event: { begin: BEGIN } }
    const first = await tinyCommand('loans-1', input)
    const again = await tinyCommand('loans-1', input)
    expect(again).toEqual(Object.assign(first, { repeated: true }))
    const other = await tinyCommand('loans-1', {
      ...input,
      event: { begin: { ...BEGIN, note: 'other' } },
    })
    expect(other).toMatchObject({ __typename: 'Refused', refusal: { kind: 'REQUEST_REUSED' } })
  })

  test('takes every shape of a payload, and ids as this API printed them', async () => {
    const [like, id] = [await begin(), await begin()]
    const handler = encodeId('Person', world.person('protection-2'))
    const answer = await tinyCommand('protection-1', {
      process: id,
      expectedVersion: 1,
      event: {
        paint: {
          ...PAINT,
          at: '2026-03-02T09:00:00+08:00',
          price: { amount: '12.50', currency: 'CNY' },
          layers: 3,
          glossy: true,
          tags: ['a', 'b'],
          proof: 'ab'.repeat(32),
          handler,
          like,
          way: { spray: { bar: 2 } },
          words: '王女士来电',
          remark: '备注',
          evidence: ['cd'.repeat(32)],
        },
      },
    })
    expect(answer).toMatchObject({ __typename: 'Accepted', process: { id, version: 2 } })
    const data = await doors.ask(
      'protection-1',
      `query ($id: ID!) { process(id: $id) {
        facts { ... on TinyCaseFacts { colour handler steps { entry on } by } }
        entries(last: 1) { nodes { payload remark evidence leaf } }
      } }`,
      { id },
    )
    expect(data['process']?.['facts']).toMatchObject({ colour: 'DARK_BLUE', handler, by: {} })
    const [entry] = (data['process']?.['entries']?.['nodes'] ?? []) as readonly Json[]
    expect(entry?.['payload']).toMatchObject({
      at: '2026-03-02T01:00:00.000Z',
      handler: world.person('protection-2'),
      way: { spray: { bar: 2 } },
      words: '王女士来电',
    })
    expect(entry).toMatchObject({ remark: '备注', evidence: ['cd'.repeat(32)] })
    expect(entry?.['leaf']).not.toContain('王女士')
  })

  test('counts null as left out, as Relay sends it', async () => {
    const id = await begin()
    const answer = await tinyCommand('protection-1', {
      process: id,
      expectedVersion: null,
      onBehalfOf: null,
      event: { paint: { ...PAINT, price: null, way: null, remark: null, evidence: null } },
    })
    expect(answer['__typename']).toBe('Accepted')
  })

  test('takes effect earlier where the event may, and only there', async () => {
    const id = await begin()
    world.at('2026-03-03T02:00:00.000Z')
    const answer = await tinyCommand('protection-1', {
      process: id,
      event: { paint: { ...PAINT, effective: { on: '2026-03-03' } } },
    })
    expect(answer['__typename']).toBe('Accepted')
    const finish = '{ requestId: "x", event: { finish: { effective: { on: "2026-03-02" } } } }'
    const { errors } = (
      await doors.reply('protection-1', {
        query: `mutation { tinyCaseCommand(input: ${finish}) { __typename } }`,
      })
    ).body
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('a refused command', () => {
  test.each<[name: string, as: string, input: (id: string) => object, refusal: object]>([
    [
      'not your duty',
      'audit-1',
      (id) => ({ process: id, event: { paint: PAINT } }),
      { kind: 'NOT_YOUR_DUTY', possible: ['paint', 'finish'] },
    ],
    ['hidden', 'wealth-1', (id) => ({ process: id, event: { finish: {} } }), { kind: 'NOT_FOUND' }],
    [
      'unknown process',
      'protection-1',
      () => ({
        process: encodeId('TinyCase', '0198c0de-0000-7000-8000-00000000dead'),
        event: { finish: {} },
      }),
      { kind: 'NOT_FOUND' },
    ],
    [
      'a case rule',
      'protection-1',
      (id) => ({ process: id, event: { finish: {} } }),
      { kind: 'NOT_NOW', rule: 'painted', article: { citation: '2022-9:9' } },
    ],
    [
      'a payload rule',
      'protection-1',
      (id) => ({ process: id, event: { paint: { ...PAINT, colour: 'RED' } } }),
      { kind: 'NOT_NOW', rule: 'notRed', field: ['colour'] },
    ],
    [
      'stale',
      'protection-1',
      (id) => ({ process: id, expectedVersion: 9, event: { paint: PAINT } }),
      { kind: 'STALE' },
    ],
    [
      'no process named',
      'protection-1',
      () => ({ event: { paint: PAINT } }),
      { kind: 'MALFORMED', field: ['process'] },
    ],
    [
      'a process named at the opening',
      'loans-1',
      (id) => ({ process: id, event: { begin: BEGIN } }),
      { kind: 'MALFORMED', field: ['process'] },
    ],
    [
      'an id of another type',
      'protection-1',
      () => ({ process: encodeId('Person', world.person('loans-1')), event: { paint: PAINT } }),
      { kind: 'MALFORMED', field: ['process'] },
    ],
    [
      'an id of another mechanism',
      'protection-1',
      () => ({ process: encodeId('Review', world.person('loans-1')), event: { paint: PAINT } }),
      { kind: 'MALFORMED', field: ['process'] },
    ],
    [
      'an id that is none',
      'protection-1',
      () => ({ process: 'no id', event: { paint: PAINT } }),
      { kind: 'MALFORMED', field: ['process'] },
    ],
    [
      'a wrong id in the payload',
      'protection-1',
      (id) => ({ process: id, event: { paint: { ...PAINT, handler: id } } }),
      { kind: 'MALFORMED', field: ['handler'] },
    ],
    [
      'a wrong id in onBehalfOf',
      'protection-1',
      (id) => ({ process: id, onBehalfOf: id, event: { paint: PAINT } }),
      { kind: 'MALFORMED', field: ['onBehalfOf'] },
    ],
    [
      'a wrong value',
      'protection-1',
      (id) => ({
        process: id,
        event: { paint: { ...PAINT, price: { amount: '1,5', currency: 'CNY' } } },
      }),
      { kind: 'MALFORMED', field: ['price', 'amount'] },
    ],
    [
      'too many',
      'protection-1',
      (id) => ({ process: id, event: { paint: { ...PAINT, tags: ['1', '2', '3', '4'] } } }),
      { kind: 'MALFORMED', field: ['tags'] },
    ],
  ])('%s', async (...[, as, input, refusal]) => {
    const id = await begin()
    const before = await doors.ask(
      'protection-1',
      'query ($id: ID!) { process(id: $id) { version } }',
      { id },
    )
    const answer = await tinyCommand(as, input(id))
    expect(answer).toMatchObject({ __typename: 'Refused', refusal })
    expect(answer['refusal']?.['message']?.['zh']).not.toBe('')
    const after = await doors.ask(
      'protection-1',
      'query ($id: ID!) { process(id: $id) { version } }',
      { id },
    )
    expect(after).toEqual(before)
  })

  test('says whose duty it is and where the asker sits, and in which states it is taken', async () => {
    const id = await begin()
    const said = async (as: string, event: object) =>
      (await tinyCommand(as, { process: id, event }))['refusal']?.['message']?.['en']
    expect(await said('audit-1', { paint: PAINT })).toMatch(
      /\. It is for .*Consumer-protection department.*; you sit in Internal audit$/,
    )
    await tinyCommand('protection-1', { process: id, event: { paint: PAINT } })
    await tinyCommand('protection-1', { process: id, event: { finish: {} } })
    expect(await said('protection-1', { paint: PAINT })).toBe(
      'The process does not take “Paint” in its present state. It is taken in: Work',
    )
  })

  test('shows the process to who may read it and to nobody else', async () => {
    const id = await begin()
    const seen = await tinyCommand('audit-1', { process: id, event: { finish: {} } })
    expect(seen['current']?.['id']).toBe(id)
    const hidden = await tinyCommand('wealth-1', { process: id, event: { finish: {} } })
    expect(hidden['current']).toBeNull()
  })

  test('beyond the rate is 429 with the time to wait', async () => {
    const id = await begin()
    const send = () =>
      doors.reply('legal-2', {
        query: `mutation ($input: TinyCaseCommandInput!) {
          tinyCaseCommand(input: $input) { __typename }
        }`,
        variables: { input: { requestId: `rate-${n}`, process: id, event: { finish: {} } } },
      })
    let n = 0
    let reply = await send()
    for (n = 1; n < 70 && reply.status === 200; n++) reply = await send()
    expect(reply.status).toBe(429)
    expect(reply.body.errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED' })
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

test('the reads of one operation see what the command before them did', async () => {
  const id = await begin()
  const data = await doors.ask(
    'protection-1',
    `mutation ($a: TinyCaseCommandInput!, $b: TinyCaseCommandInput!) {
      a: tinyCaseCommand(input: $a) { ... on Accepted { process { version actions { event allowed } } } }
      b: tinyCaseCommand(input: $b) { ... on Accepted { process { version state { final } actions { event } } } }
    }`,
    {
      a: { requestId: 'op-a', process: id, event: { paint: PAINT } },
      b: { requestId: 'op-b', process: id, event: { finish: {} } },
    },
  )
  expect(data).toEqual({
    a: {
      process: {
        version: 2,
        actions: [
          { event: 'paint', allowed: true },
          { event: 'finish', allowed: true },
        ],
      },
    },
    b: { process: { version: 3, state: { final: true }, actions: [] } },
  })
})
