// The whole house in one process, on a database that is empty at first.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../api/config.ts'
import { DEMO_PEOPLE } from '../../api/demo.ts'
import { start } from '../../api/main.ts'
import type { Running } from '../../api/main.ts'
import { issueToken } from '../../api/tokens.ts'
import type { Instant } from '../../engine/core/values.ts'
import { createEmptyDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
let config: Config
let printed = ''
let running: Running

const begin = async (options: { now?: () => Instant } = {}): Promise<Running> => {
  printed = ''
  return start(config, { ...options, log, print: (text) => void (printed += text) })
}
const ask = async (subject: string, query: string): Promise<unknown> => {
  const token = await issueToken({ dataDir: config.dataDir, subject, nowMs: Date.now(), hours: 1 })
  const answer = await fetch(`${running.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  return ((await answer.json()) as { data: unknown }).data
}

beforeAll(async () => {
  database = await createEmptyDatabase()
  config = {
    port: 0,
    host: '127.0.0.1',
    dataDir: mkdtempSync(path.join(tmpdir(), 'xiaobao-start-')),
    databaseUrl: database.url,
    identity: undefined,
    trailName: 'trail.test',
    sealIntervalMs: 1000,
    sealSm2: false,
    witnesses: [],
    keysDir: mkdtempSync(path.join(tmpdir(), 'xiaobao-keys-')),
    logLevel: 'silent',
  }
  running = await begin()
})
afterAll(async () => {
  await running?.stop()
  await database?.drop()
  if (config) rmSync(config.dataDir, { recursive: true })
})

describe('a first start', () => {
  test('says where it listens, how to act as each person, and prints a token that counts', async () => {
    expect(printed).toContain(`${running.url}/graphql`)
    for (const { subject } of DEMO_PEOPLE) expect(printed).toContain(subject)
    const token = /Bearer ([\w.-]+)/.exec(printed)?.[1] ?? ''
    const answer = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ viewer { seats { body } } }"}',
    })
    expect(await answer.json()).toEqual({
      data: { viewer: { seats: [{ body: 'CONSUMER_PROTECTION' }] } },
    })
  })

  test('founds the demonstration institution, where everybody has a seat', async () => {
    for (const { subject, also } of DEMO_PEOPLE)
      expect(await ask(subject, '{ viewer { institution seats { id } } }')).toMatchObject({
        viewer: {
          institution: expect.stringContaining('Demonstration') as string,
          seats: also ? [{}, {}] : [{}],
        },
      })
  })

  test('is ready once clock and courier run', async () => {
    // Both look at once when they start; whoever asks before that is told so.
    await Promise.all([running.engine.clock.round(), running.engine.courier.round()])
    const answer = await fetch(`${running.url}/ready`)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }])
  })
})

test('a second start finds what was there, and founds nothing', async () => {
  const query = '{ trail { totalCount } }'
  const before = await ask('audit-1', query)
  await running.stop()
  await expect(fetch(`${running.url}/health`)).rejects.toThrow('fetch failed')
  running = await begin()
  expect(printed).not.toContain('was founded')
  expect(await ask('audit-1', query)).toEqual(before)
})

test('two servers on one database are one system', async () => {
  const other = await begin({ now: () => new Date().toISOString() as Instant })
  const first = running
  running = other
  expect(await ask('audit-1', '{ trail { totalCount } }')).toEqual(
    await (async () => {
      running = first
      return ask('audit-1', '{ trail { totalCount } }')
    })(),
  )
  await other.stop()
})
