// `npm run bench:trail`: what it costs to search a long trail, wherever a page lies in it, and what it costs
// to record while the index of the trail is kept.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { packageRoot } from '../../api/config.ts'
import { encodeId } from '../../api/graphql/ids.ts'
import { issueToken } from '../../api/tokens.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { openDatabase } from '../../engine/runtime/database.ts'
import { startEmbedded } from '../../engine/runtime/embedded.ts'
import { fillTrail } from '../support/fill-trail.ts'
import { cpuOf, cpuOfFamily } from './cpu.ts'
import { Cleanup, ask, ended, found, institutionId, registration, startServer } from './house.ts'
import type { House } from './house.ts'
import { openMasterKey } from '../../engine/runtime/keys.ts'

const HELP = `npm run bench:trail -- [options]

Pages of a long trail by every filter: the first page beside a deep one. And how fast entries are recorded
with and without the index of the trail being kept at the same time.

  --entries N   length of the trail (200000)
  --pages N     how often each page is asked for (30)
`
const print = (text: string) => void process.stdout.write(`${text}\n`)
const tell = (text: string) => void process.stderr.write(`${text}\n`)

/** Runs the bench and gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      entries: { type: 'string', default: '200000' },
      pages: { type: 'string', default: '30' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    print(HELP)
    return 0
  }
  const cleanup = new Cleanup()
  const leave = () => void cleanup.run().finally(() => process.exit(130))
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  try {
    await measured(cleanup, { entries: Number(values.entries), pages: Number(values.pages) })
    return 0
  } catch (error) {
    tell(`bench: ${String((error as Error).stack ?? error)}`)
    return 1
  } finally {
    await cleanup.run()
  }
}

const INSTITUTION = institutionId(1)

async function measured(
  cleanup: Cleanup,
  { entries, pages }: { readonly entries: number; readonly pages: number },
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-bench-'))
  cleanup.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const postgres = await startEmbedded({ dataDir: folder, log: () => undefined })
  cleanup.add(() => ended(postgres.pid))
  const token = await issueToken({
    dataDir: folder,
    subject: 'audit-1',
    nowMs: Date.now(),
    hours: 12,
  })
  const house: House = { folder, postgres, institutions: [], token }
  const database = await openDatabase({
    url: postgres.url,
    dataDir: folder,
    root: packageRoot(),
    log: () => undefined,
    onError: (error) => tell(`a connection broke: ${error.message}`),
  })
  const log = { warn: () => undefined, error: (_: object, what: string) => tell(what) }
  const engine = createEngine({
    pool: database.app,
    log,
    master: await openMasterKey(`${folder}/keys`),
  })
  const person = await found(engine, 1)
  await recording({ engine, person, postgres: postgres.pid })
  await filled(house, { engine, entries })
  await engine.stop()
  await database.close()
  const server = await startServer(house, { cleanup, profile: undefined, log: tell })
  try {
    await reading(server.url, { token, entries, pages })
  } finally {
    await server.stop()
  }
}

const COMMANDS = 3000
const CALLERS = 64
const ROUNDS = 5
interface Recording {
  readonly engine: RunningEngine
  readonly person: Uuid
  /** Process id of the server. */
  readonly postgres: number
}

/** Registers complaints as fast as it goes, with and without the index being kept. */
async function recording(bench: Recording): Promise<void> {
  let n = 0
  const run = async (): Promise<void> => {
    const goal = n + COMMANDS
    const caller = async () => {
      while (n < goal) await register(bench, n++)
    }
    await Promise.all(Array.from({ length: CALLERS }, caller))
  }
  const cpuNow = () => cpuOf(process.pid) + cpuOfFamily(bench.postgres)
  // Until the code has been compiled for what it does.
  for (let round = 0; round < ROUNDS; round++) await run()
  const figures = { without: [] as number[], with: [] as number[] }
  const cpu = { without: [] as number[], with: [] as number[] }
  for (let round = 0; round < ROUNDS; round++)
    for (const kept of ['without', 'with'] as const) {
      const before = cpuNow()
      const begin = performance.now()
      if (kept === 'with') bench.engine.index.start()
      await run()
      figures[kept].push(COMMANDS / ((performance.now() - begin) / 1000))
      await bench.engine.index.stop()
      cpu[kept].push(((cpuNow() - before) * 1e6) / COMMANDS)
      while ((await bench.engine.index.round()) > 0);
    }
  const [plain, indexed] = [middle(figures.without), middle(figures.with)]
  print(
    `recording: ${plain.toFixed(0)} commands per second, ${indexed.toFixed(0)} while the index is kept ` +
      `(${(indexed / plain).toFixed(2)} of it); CPU ${middle(cpu.without).toFixed(0)} and ` +
      `${middle(cpu.with).toFixed(0)} us per command`,
  )
}

async function register({ engine, person }: Recording, n: number): Promise<void> {
  const [answer] = await engine.execute(INSTITUTION, [
    {
      asker: { person },
      via: 'api',
      request: `bench-${String(n)}`,
      mechanism: 'M07',
      event: 'register',
      payload: { ...registration(n), channel: 'phone' },
    },
  ])
  if (answer?.kind !== 'accepted') throw new Error(JSON.stringify(answer))
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Makes the trail long, and lets the index come up to it. */
async function filled(
  house: House,
  { engine, entries }: { readonly engine: RunningEngine; readonly entries: number },
): Promise<void> {
  const { host } = house.postgres.connection
  const owner = new pg.Client({ host, user: 'postgres', database: 'xiaobao' })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ id: Uuid }>(
      "select id from process where mechanism = 'M07' limit 500",
    )
    const processes = rows.map((row) => row.id)
    await fillTrail(owner, { institution: INSTITUTION, entries, processes, from: '2027-01-01Z' })
  } finally {
    await owner.end()
  }
  const begin = performance.now()
  let resting = 0
  for (let done = 1; done > 0;) {
    const at = performance.now()
    done = await engine.index.round()
    // A round rests as long as it works.
    resting += (performance.now() - at) / 2
  }
  const seconds = (performance.now() - begin - resting) / 1000
  const [size] = await ask<{ bytes: string; entry: string }>(
    house,
    `select pg_total_relation_size('trail_index') as bytes, pg_total_relation_size('entry') as entry`,
  )
  print(
    `indexing: ${(entries / seconds).toFixed(0)} entries per second of work; ` +
      `${(Number(size?.bytes) / entries).toFixed(0)} bytes per entry beside ${(Number(size?.entry) / entries).toFixed(0)} of the trail`,
  )
}

const QUERY = `query ($filter: TrailFilter, $first: Int, $after: String) {
  trail(filter: $filter, first: $first, after: $after) { nodes { position event } pageInfo { endCursor } } }`

const FILTERS: Readonly<Record<string, object>> = {
  'no filter': {},
  kind: { kind: 'ACCEPTED' },
  mechanism: { mechanism: 'M07' },
  event: { event: 'note' },
  body: { body: 'CONSUMER_PROTECTION' },
  'rare duty': { duty: 'board.approvePlan' },
  article: { article: '2020-3:18' },
  subject: { subject: 'product:fill-77' },
  person: { actor: encodeId('Person', '00000000-0000-0000-0000-000000000000') },
  'refusal kind': { refusalKind: 'STALE' },
  rule: { rule: 'state' },
  'time of entering': { from: '2027-01-10T00:00:00Z' },
  'time of effect': { effectiveFrom: '2027-01-05T00:00:00Z', effectiveTo: '2027-12-01T00:00:00Z' },
  'common text': { text: '提前还款' },
  'rare text': { text: 'needle' },
  'text and body': { text: '收费', body: 'CONSUMER_PROTECTION' },
  'two that never meet': { event: 'note', body: 'BUSINESS_DEPARTMENT' },
}

interface Reading {
  readonly token: string
  readonly entries: number
  readonly pages: number
}

/** Each filter at the beginning, in the middle and near the end of the trail, in milliseconds. */
async function reading(url: string, { token, entries, pages }: Reading): Promise<void> {
  const asked = async (filter: object, after: number): Promise<number> => {
    const begin = performance.now()
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: QUERY,
        variables: { filter, first: 20, after: Buffer.from(String(after)).toString('base64url') },
      }),
    })
    const text = await answer.text()
    const took = performance.now() - begin
    if (text.includes('"errors"')) throw new Error(text)
    return took
  }
  print(
    `\na page of 20 among ${String(entries)} entries, milliseconds (median of ${String(pages)})`,
  )
  print(`${'filter'.padEnd(22)}   first  middle    deep  deep/first`)
  for (const [name, filter] of Object.entries(FILTERS)) {
    const places = [0, entries / 2, entries * 0.97].map(Math.floor)
    const times: number[][] = [[], [], []]
    for (let n = -3; n < pages; n++)
      for (const [i, after] of places.entries()) {
        const took = await asked(filter, after)
        if (n >= 0) times[i]?.push(took)
      }
    const [first = 0, half = 0, deep = 0] = times.map(middle)
    const figures = [first, half, deep].map((ms) => ms.toFixed(1).padStart(7)).join(' ')
    print(`${name.padEnd(22)} ${figures}  ${(deep / first).toFixed(2).padStart(10)}`)
  }
}
