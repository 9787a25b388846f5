// Bad input: a clear error or a typed refusal, never a trace, never a change.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { ANSWER, openDoors } from '../support/client.ts'
import type { Doors, Json, Reply } from '../support/client.ts'
import { tiny } from '../support/tiny-mechanism.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const mechanisms = [...MECHANISMS, tiny]
const SEND = `mutation ($input: TinyCaseCommandInput!) { tinyCaseCommand(input: $input) { ${ANSWER} } }`
const BEGIN = { product: 'product:demo-loan', unit: 'consumer-loans', note: 'x' }
const PAINT = { colour: 'DARK_BLUE', on: '2026-03-02' }
/** Yoga answers a request that says so, the short way all others. */
const PATHS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['short', {}],
  ['yoga', { accept: 'application/json, text/plain' }],
]
const logged: string[] = []
let world: World
let doors: Doors
let id: string
let before: number

beforeAll(async () => {
  world = await createWorld({ mechanisms })
  const error = (detail: { err?: Error }) => void logged.push(String(detail.err?.stack))
  doors = await openDoors(world, {
    mechanisms,
    log: { error, warn: error, debug: () => undefined } as never,
  })
  const answer = await doors.command('loans-1', 'tinyCaseCommand', { event: { begin: BEGIN } })
  id = answer['process']?.['id'] as string
  before = await positions()
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

async function positions(): Promise<number> {
  const { trail } = (await doors.ask('audit-1', '{ trail { totalCount } }')) as {
    trail: { totalCount: number }
  }
  return trail.totalCount
}
const outcome = ({ status, body, text }: Reply): string => {
  expect(status).toBeLessThan(500)
  expect(text).not.toMatch(/node_modules|\.ts:\d|\n *at |Did you mean/)
  const [error] = body.errors ?? []
  if (error) return error.extensions.code
  const [answer] = Object.values((body.data ?? {}) as Readonly<Record<string, Json>>)
  return String(answer?.['refusal']?.['kind'] ?? answer?.['__typename'])
}
/** A request id of its own for each, unless the input brings one. */
let n = 0
const send = async (input: object, headers: Readonly<Record<string, string>>) =>
  outcome(
    await doors.reply('protection-1', {
      query: SEND,
      variables: { input: { requestId: `bad-${++n}`, process: id, ...input } },
      headers,
    }),
  )
const paint = (more: object) => ({ event: { paint: { ...PAINT, ...more } } })

describe.each(PATHS)('by the %s way', (_way, headers) => {
  test.each<[name: string, input: () => object, outcome: string]>([
    ['an unknown event', () => ({ event: { fly: {} } }), 'BAD_USER_INPUT'],
    ['an event of the clock', () => ({ event: { dry: {} } }), 'BAD_USER_INPUT'],
    ['no event', () => ({ event: {} }), 'BAD_USER_INPUT'],
    ['two events', () => ({ event: { finish: {}, paint: PAINT } }), 'BAD_USER_INPUT'],
    ['an event and a null', () => ({ event: { finish: {}, paint: null } }), 'BAD_USER_INPUT'],
    ['a null event', () => ({ event: { finish: null } }), 'BAD_USER_INPUT'],
    ['two ways at once', () => paint({ way: { brush: 'a', spray: { bar: 1 } } }), 'BAD_USER_INPUT'],
    ['no way', () => paint({ way: {} }), 'BAD_USER_INPUT'],
    ['a null way', () => paint({ way: { brush: null } }), 'BAD_USER_INPUT'],
    ['an unknown field', () => paint({ zz: 1 }), 'BAD_USER_INPUT'],
    [
      '__proto__ as a field',
      () =>
        JSON.parse(
          '{"event":{"paint":{"__proto__":{"a":1},"colour":"DARK_BLUE","on":"2026-03-02"}}}',
        ) as object,
      'BAD_USER_INPUT',
    ],
    ['constructor as an event', () => ({ event: { constructor: {} } }), 'BAD_USER_INPUT'],
    ['an unknown colour', () => paint({ colour: 'PINK' }), 'BAD_USER_INPUT'],
    ['a colour by its inner name', () => paint({ colour: 'darkBlue' }), 'BAD_USER_INPUT'],
    ['a text for a number', () => paint({ layers: '3' }), 'BAD_USER_INPUT'],
    ['2^53 + 1', () => paint({ layers: 2 ** 53 + 1 }), 'BAD_USER_INPUT'],
    ['half a layer', () => paint({ layers: 1.5 }), 'BAD_USER_INPUT'],
    ['a day that does not exist', () => paint({ on: '2026-02-31' }), 'BAD_USER_INPUT'],
    ['a day as a number', () => paint({ on: 20260302 }), 'BAD_USER_INPUT'],
    [
      'an instant that does not exist',
      () => paint({ at: '2026-02-31T00:00:00Z' }),
      'BAD_USER_INPUT',
    ],
    ['an instant without an offset', () => paint({ at: '2026-03-02T00:00:00' }), 'BAD_USER_INPUT'],
    [
      'an instant beyond the year 9999',
      () => paint({ at: '9999-12-31T23:59:59-12:00' }),
      'BAD_USER_INPUT',
    ],
    ['a missing field', () => ({ event: { paint: { colour: 'RED' } } }), 'BAD_USER_INPUT'],
    ['a missing request id', () => ({ requestId: null, ...paint({}) }), 'BAD_USER_INPUT'],
    ['a NUL', () => paint({ tags: ['a\u0000b'] }), 'MALFORMED'],
    ['a lone surrogate', () => paint({ tags: ['a\ud800'] }), 'MALFORMED'],
    ['a NUL in personal text', () => paint({ words: '\u0000' }), 'MALFORMED'],
    ['a NUL in the remark', () => paint({ remark: 'a\u0000' }), 'MALFORMED'],
    ['evidence that is no hash', () => paint({ evidence: ['abc'] }), 'MALFORMED'],
    ['an empty text', () => paint({ words: '  ' }), 'MALFORMED'],
    ['a text too long', () => paint({ words: 'x'.repeat(101) }), 'MALFORMED'],
    ['an empty request id', () => ({ requestId: '', ...paint({}) }), 'MALFORMED'],
    ['a huge request id', () => ({ requestId: 'r'.repeat(129), ...paint({}) }), 'MALFORMED'],
    ['a request id with spaces', () => ({ requestId: 'a b', ...paint({}) }), 'MALFORMED'],
    ['a request id with a NUL', () => ({ requestId: 'a\u0000', ...paint({}) }), 'MALFORMED'],
    ['an empty id', () => ({ process: '', ...paint({}) }), 'MALFORMED'],
    ['a huge id', () => ({ process: 'x'.repeat(100_000), ...paint({}) }), 'MALFORMED'],
    ['an id in another spelling', () => ({ process: `${id}==`, ...paint({}) }), 'MALFORMED'],
    ['a uuid for an id', () => ({ process: world.person('loans-1'), ...paint({}) }), 'MALFORMED'],
    [
      'an id with SQL in it',
      () => ({ process: encodeId('TinyCase', "' or 1=1 --"), ...paint({}) }),
      'MALFORMED',
    ],
    [
      'a version beyond 32 bits',
      () => ({ expectedVersion: 2 ** 31, ...paint({}) }),
      'BAD_USER_INPUT',
    ],
    ['variables as a list', () => [] as object, 'BAD_USER_INPUT'],
  ])('%s', async (_name, input, expected) => {
    const given = input()
    const asked = Array.isArray(given)
      ? outcome(await doors.reply('protection-1', { query: SEND, variables: given, headers }))
      : await send(given, headers)
    expect(asked).toBe(expected)
  })

  test.each<[name: string, query: string]>([
    ['nothing', ''],
    ['half a document', '{ viewer {'],
    ['an unknown field', '{ viewer { persons } }'],
    ['a fragment that spreads itself', '{ viewer { ...A } } fragment A on Viewer { ...A }'],
    ['a page too large', '{ processes(first: 101) { totalCount } }'],
    ['a negative page', '{ processes(last: -1) { totalCount } }'],
    ['two ends', '{ trail(first: 1, last: 1) { totalCount } }'],
    ['a cursor that is none', '{ processes(after: "x") { totalCount } }'],
    [
      'a cursor of another list',
      `{ processes(after: "${Buffer.from('12').toString('base64url')}") { totalCount } }`,
    ],
    ['a NUL in a filter', '{ processes(filter: { unit: "a\\u0000" }) { totalCount } }'],
    ['half a character in a filter', '{ trail(filter: { event: "\\ud800" }) { totalCount } }'],
    ['a wrong id in a filter', '{ trail(filter: { actor: "x" }) { totalCount } }'],
    [
      'an instant that does not exist in a filter',
      '{ trail(filter: { from: "2026-02-30T00:00:00Z" }) { totalCount } }',
    ],
    ['an unknown mechanism', '{ mechanism(id: M99) { id } }'],
    [
      'two operations and no name',
      'query A { viewer { institution } } query B { viewer { institution } }',
    ],
    ['a subscription', 'subscription { viewer { institution } }'],
    [
      'forty aliases',
      `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: duties { id }`).join(' ')} }`,
    ],
    [
      'a deep document',
      `{ processes { nodes { ${'entries { nodes { process { '.repeat(6)} id ${'} } }'.repeat(6)} } } }`,
    ],
    [
      'pages within pages',
      '{ processes(first: 100) { nodes { entries(first: 100) { nodes { id } } } } }',
    ],
    [
      'pages within a fragment',
      '{ processes(first: 100) { nodes { ...E } } } fragment E on Process { entries(first: 100) { nodes { id } } }',
    ],
    [
      'fragments that double',
      `{ viewer { ...F0 } } ${Array.from({ length: 24 }, (_, i) => `fragment F${i} on Viewer { a: desk { ...G${i} } b: desk { ...G${i} } } fragment G${i} on Desk { __typename }`).join(' ')} `,
    ],
    ['fifty thousand tokens', `{ ${'viewer { institution } '.repeat(12_500)} }`],
  ])('%s is an error of shape', async (_name, query) => {
    expect(outcome(await doors.reply('protection-1', { query, headers }))).toBe('BAD_USER_INPUT')
  })

  test.each<[name: string, query: string, empty: object]>([
    [
      'an id that is none',
      '{ node(id: "x") { id } process(id: "") { id } }',
      { node: null, process: null },
    ],
    ['an id with a NUL', '{ node(id: "\\u0000") { id } }', { node: null }],
    [
      'an id of a type that is none',
      `{ node(id: "${encodeId('Query', '0198c0de-0000-7000-8000-00000000dead')}") { id } }`,
      { node: null },
    ],
  ])('%s is nothing', async (_name, query, empty) => {
    expect((await doors.reply('protection-1', { query, headers })).body).toEqual({ data: empty })
  })
})

test('and nothing of it has changed anything', async () => {
  expect(await positions()).toBe(before)
  expect(logged).toEqual([])
})
