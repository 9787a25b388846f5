// The two ways of a request, the short one and Yoga's, and HTTP around them.

import { connect } from 'node:net'
import { createServer } from 'node:http'
import { auditServer } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve } from '../../api/server.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Reply } from '../support/client.ts'
import { tiny } from '../support/tiny-mechanism.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const mechanisms = [...MECHANISMS, tiny]
let world: World
let doors: Doors
let token: string
let failing = false

beforeAll(async () => {
  world = await createWorld({ mechanisms })
  doors = await openDoors(world, {
    mechanisms,
    wrap: (house) => ({
      ...house,
      engine: {
        ...house.engine,
        view: (...asked) =>
          failing
            ? Promise.reject(new Error('secret detail at /root/x.ts:1'))
            : world.engine.view(...asked),
      },
    }),
  })
  token = await doors.token('protection-1')
  await doors.command('loans-1', 'tinyCaseCommand', {
    event: { begin: { product: 'product:demo-loan', unit: 'consumer-loans', note: 'x' } },
  })
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  doors.send({
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
/** Without the ids that differ by request. */
const plain = ({ status, headers, body }: Reply) => ({
  status,
  type: headers.get('content-type'),
  body: JSON.parse(
    JSON.stringify(body).replaceAll(/"requestId":"[^"]*"/g, '"requestId":"…"'),
  ) as unknown,
})

const VIEWER =
  'query A { viewer { institution seats { body } } } query B { viewer { person { id name } } }'
const ACCEPTED = [
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json',
  '*/*',
]
describe.each(ACCEPTED)('accepting %s, both ways give the same', (accept) => {
  test.each<[name: string, body: unknown]>([
    ['one of two operations', { query: VIEWER, operationName: 'B' }],
    ['an unknown operation', { query: VIEWER, operationName: 'C' }],
    ['no operation name', { query: VIEWER }],
    [
      'variables',
      {
        query:
          'query ($n: Int) { processes(first: $n) { totalCount nodes { id title { zh } actions { event } } } }',
        variables: { n: 1 },
      },
    ],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int) { processes(first: $n) { totalCount } }', variables: { n: 'x' } },
    ],
    ['an error in a resolver', { query: '{ processes(first: 1000) { totalCount } }' }],
    ['a syntax error', { query: '{ viewer ' }],
    ['an unknown field', { query: '{ viever }' }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    [
      'directives',
      {
        query: 'query ($a: Boolean!) { viewer { institution @include(if: $a) } }',
        variables: { a: true },
      },
    ],
    ['no query', {}],
    ['a list', [{ query: '{ __typename }' }]],
    ['an unknown member', { query: '{ __typename }', zz: 1 }],
    ['variables as text', { query: '{ __typename }', variables: 'x' }],
    ['half a JSON', '{ "query": '],
    ['nothing', ''],
  ])('%s', async (_name, body) => {
    const short = await post(body, { accept })
    // A query string is a reason to leave the short way, and says nothing itself.
    const long = await doors.send({
      path: '/graphql?x',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, accept },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    expect(plain(short)).toEqual(plain(long))
    expect(short.status).toBeLessThan(500)
  })

  test('a bug', async () => {
    failing = true
    const ask = { query: '{ processes { nodes { version } } }' }
    const [short, long] = [
      await post(ask, { accept }),
      await doors.send({
        path: '/graphql?x',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, accept },
        body: JSON.stringify(ask),
      }),
    ]
    failing = false
    expect(plain(short)).toEqual(plain(long))
    expect(short.text).not.toContain('secret')
    expect(short.body.errors?.[0]?.extensions).toEqual({
      code: 'INTERNAL',
      requestId: short.headers.get('x-request-id'),
    })
  })
})

describe('HTTP', () => {
  test('passes the audit of GraphQL over HTTP', async () => {
    const results = await auditServer({
      url: `${doors.url}/graphql`,
      fetchFn: (url: string, init?: RequestInit) => {
        const headers = new Headers(init?.headers)
        headers.set('authorization', `Bearer ${token}`)
        return fetch(url, { ...init, headers })
      },
    })
    const failed = results.filter(({ status }) => status !== 'ok')
    expect(failed.map(({ id, name }) => `${id} ${name}`)).toEqual([])
    expect(results.length).toBeGreaterThan(50)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ])('refuses what a form of another site can send: %s', async (type) => {
    const reply = await post('query=%7B__typename%7D', { 'content-type': type })
    expect(reply.status).toBe(415)
    expect(reply.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  test.each([
    [1_048_576, 200, undefined],
    [1_048_577, 413, 'BAD_USER_INPUT'],
  ])('takes a body of at most one MiB: %i bytes', async (size, status, code) => {
    const reply = await post(JSON.stringify({ query: '{ __typename }' }).padEnd(size, ' '))
    expect(reply.status).toBe(status)
    expect(reply.body.errors?.[0]?.extensions.code).toBe(code)
  })

  test('takes no endless body whose length is not told', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)),
    })
    const reply = await doors
      .send({
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: endless,
        duplex: 'half',
      } as RequestInit)
      .then(
        ({ status }) => status,
        () => 'closed',
      )
    expect([413, 'closed']).toContain(reply)
  })

  test('answers as a stream of events to who asks for one', async () => {
    const reply = await post(
      { query: '{ viewer { institution } }' },
      { accept: 'text/event-stream' },
    )
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toContain('text/event-stream')
    expect(reply.text).toContain('data: {"data":{"viewer":{"institution":"Test institution"}}}')
  })

  test('a mutation by GET is refused', async () => {
    const query = encodeURIComponent(
      'mutation { tinyCaseCommand(input: { requestId: "g", event: { finish: {} } }) { __typename } }',
    )
    const reply = await doors.send({
      method: 'GET',
      path: `/graphql?query=${query}`,
      headers: { authorization: `Bearer ${token}` },
    })
    expect(reply.status).toBe(405)
  })

  test('GraphiQL is served to anybody and fetches nothing from elsewhere', async () => {
    const page = await doors.send({ method: 'GET', headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.text).toContain('graphiql')
    const tags = page.text.match(/<(script|link|img|iframe)\b[^>]*>/g) ?? []
    expect(tags.filter((tag) => /(src|href)=["']?(https?:)?\/\//.test(tag))).toEqual([])
    const asked = await doors.send({
      method: 'GET',
      path: '/graphql?query=%7B__typename%7D',
      headers: { accept: 'text/html' },
    })
    expect(asked.status).toBe(401)
  })

  test('/health, /ready, and no other page', async () => {
    const at = (path: string) => doors.send({ method: 'GET', path })
    expect(await at('/health')).toMatchObject({ status: 200, body: { status: 'live' } })
    expect(await at('/ready')).toMatchObject({ status: 200, body: { status: 'ready' } })
    expect((await at('/admin')).status).toBe(404)
    expect((await at('//')).status).toBe(404)
  })

  test('/ready says what is missing', async () => {
    const options = {
      schema: undefined as never,
      mechanisms,
      house: {} as never,
      admission: undefined as never,
      exporter: undefined as never,
      log: { warn: () => undefined } as never,
    }
    for (const [unready, waiting] of [
      [async () => ['clock'], ['clock']],
      [() => Promise.reject(new Error('down')), ['database']],
    ] as const) {
      const { createSchema } = await import('../../api/graphql/schema.ts')
      const server = await serve(
        { ...options, schema: createSchema(mechanisms), unready },
        { host: '127.0.0.1', port: 0 },
      )
      const answer = await fetch(`${server.url}/ready`)
      expect([answer.status, await answer.json()]).toEqual([503, { status: 'not ready', waiting }])
      await server.stop()
    }
  })

  test('a port that is taken is an error', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const { createSchema } = await import('../../api/graphql/schema.ts')
    const options = {
      schema: createSchema(mechanisms),
      mechanisms,
      house: {} as never,
      admission: undefined as never,
      exporter: undefined as never,
      log: undefined as never,
      unready: async () => [],
    }
    await expect(serve(options, { host: '127.0.0.1', port })).rejects.toThrow('EADDRINUSE')
    other.close()
  })
})

test('a stop answers what was asked before it and lets nobody in after it', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  let arrived = (): void => undefined
  const asked = new Promise<void>((resolve) => (arrived = resolve))
  const own = await openDoors(world, {
    mechanisms,
    wrap: (house) => ({
      ...house,
      engine: {
        ...house.engine,
        viewer: async (who) => {
          arrived()
          await held
          return world.engine.viewer(who)
        },
      },
    }),
  })
  const answer = own.reply('protection-1', { query: '{ viewer { institution } }' })
  await asked
  const { port, hostname } = new URL(own.url)
  const stopped = own.stop()
  const refused = await new Promise((resolve) => {
    connect(Number(port), hostname)
      .once('error', () => resolve(true))
      .once('connect', () => resolve(false))
  })
  release()
  expect(refused).toBe(true)
  expect((await answer).body.data).toEqual({ viewer: { institution: 'Test institution' } })
  await stopped
})
