// A house to measure: the embedded PostgreSQL in a temporary folder, ten institutions with complaints in
// them, and the built server as a process of its own.

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { foundInstitution } from '../../api/demo.ts'
import { packageRoot } from '../../api/config.ts'
import { LOCAL_ISSUER, issueToken } from '../../api/tokens.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { openDatabase } from '../../engine/runtime/database.ts'
import { openMasterKey } from '../../engine/runtime/keys.ts'
import { startEmbedded } from '../../engine/runtime/embedded.ts'
import type { Embedded } from '../../engine/runtime/embedded.ts'

export const INSTITUTIONS = 10
/** Complaints of each institution before anything is measured. */
export const COMPLAINTS = 1000
const PERSON = 'protection-1'
/** What is registered of the complaint of that number. */
export const registration = (n: number) => ({
  matter: 'A fee of 12.50 that nobody had told of',
  complainant: `consumer:bench-${String(n % 500)}`,
  product: 'product:demo-loan',
  unit: 'consumer-loans',
})
const STOP_MS = 20_000

export interface House {
  /** Where everything lies; removed at the end. */
  readonly folder: string
  readonly postgres: Embedded
  readonly institutions: readonly { readonly id: Uuid; readonly complaints: readonly Uuid[] }[]
  readonly token: string
}

export const institutionId = (n: number): Uuid =>
  `0190d3e0-0000-7000-8000-${String(n).padStart(12, '0')}`
const governanceId = (n: number): Uuid => `0190d3e0-0000-7000-8001-${String(n).padStart(12, '0')}`

/** What is to be undone at the end, or when somebody presses Ctrl-C: the last begun first. */
export class Cleanup {
  readonly #steps: (() => Promise<void> | void)[] = []
  add(step: () => Promise<void> | void): void {
    this.#steps.push(step)
  }
  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) await step()
  }
}

/** Starts the database and fills it through the engine. */
export async function openHouse(cleanup: Cleanup, log: (line: string) => void): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-bench-'))
  cleanup.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const postgres = await startEmbedded({ dataDir: folder, log: () => undefined })
  cleanup.add(() => ended(postgres.pid))
  const institutions = await founded(postgres.url, folder, log)
  const ask = { dataDir: folder, subject: PERSON, nowMs: Date.now(), hours: 12 }
  return { folder, postgres, institutions, token: await issueToken(ask) }
}

/** Stops the database whoever is connected: nobody but us can be. */
export async function ended(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 1000; tries++) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await delay(20)
  }
}

async function founded(url: string, dataDir: string, log: (line: string) => void) {
  const database = await openDatabase({
    url,
    dataDir,
    root: packageRoot(),
    log: () => undefined,
    onError: (error) => log(`a connection broke: ${error.message}`),
  })
  const engine = createEngine({
    // Where the server that is measured finds it.
    master: await openMasterKey(path.join(dataDir, 'keys')),
    pool: database.app,
    log: {
      warn: () => undefined,
      error: (detail, what) => log(`${what} ${JSON.stringify(detail)}`),
    },
  })
  try {
    const institutions = []
    for (let n = 1; n <= INSTITUTIONS; n++) {
      const id = institutionId(n)
      log(`founding institution ${String(n)} of ${String(INSTITUTIONS)}`)
      const person = await found(engine, n)
      institutions.push({ id, complaints: await registered(engine, { institution: id, person }) })
    }
    return institutions
  } finally {
    await engine.stop()
    await database.close()
  }
}

/** Founds an institution; gives the person who will send the commands. */
export async function found(engine: RunningEngine, n: number): Promise<Uuid> {
  const people = await foundInstitution(engine, {
    institution: institutionId(n),
    process: governanceId(n),
    name: `Bench ${String(n)}`,
    issuer: LOCAL_ISSUER,
    from: '2020-01-01' as Day,
  })
  return people.get(PERSON) as Uuid
}

async function registered(
  engine: RunningEngine,
  { institution, person }: { readonly institution: Uuid; readonly person: Uuid },
): Promise<readonly Uuid[]> {
  const answers = await Promise.all(
    Array.from({ length: COMPLAINTS }, (_, n) =>
      engine.execute(institution, [
        {
          asker: { person },
          via: 'api',
          request: `fill-${String(n)}`,
          mechanism: 'M07',
          event: 'register',
          payload: { ...registration(n), channel: 'phone' },
        },
      ]),
    ),
  )
  return answers.map(([answer]) => {
    if (answer?.kind !== 'accepted') throw new Error(`not registered: ${JSON.stringify(answer)}`)
    return answer.process.id
  })
}

export interface RunningServer {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}
export interface ServerStart {
  readonly cleanup: Cleanup
  /** A folder for a CPU profile. */
  readonly profile: string | undefined
  readonly log: (line: string) => void
}

/** What `npm start` tells Node.js. */
function startOptions(): readonly string[] {
  const { scripts } = JSON.parse(
    readFileSync(path.join(packageRoot(), 'package.json'), 'utf8'),
  ) as { readonly scripts: { readonly start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

/** The built server over the database of the house, run as `npm start` runs it. */
export async function startServer(
  house: House,
  { cleanup, profile, log }: ServerStart,
): Promise<RunningServer> {
  const main = path.join(packageRoot(), 'dist/api/main.js')
  if (!existsSync(main)) throw new Error(`${main} is missing: run npm run build`)
  const profiling =
    profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`]
  const child = spawn(process.execPath, [...startOptions(), ...profiling, main], {
    env: {
      NODE_ENV: 'production',
      DATA_DIR: house.folder,
      DATABASE_URL: house.postgres.url,
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A session of its own, as a service has and as each process of PostgreSQL has: Linux divides the
    // cores among sessions first, and the server must not share the part of whoever sends.
    detached: true,
  })
  let wanted = false
  child.once('exit', (code, signal) => {
    if (!wanted) log(`the server ended by itself with ${String(code ?? signal)}`)
  })
  const stop = () => {
    wanted = true
    return stopped(child)
  }
  cleanup.add(stop)
  const url = await greeted(child)
  return { url: `${url}/graphql`, pid: child.pid as number, stop }
}

function greeted(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString()
      const url = /(http:\/\/[\d.:]+)\/graphql/.exec(text)?.[1]
      // The greeting is printed as a whole once the server listens.
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)))
  })
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(late)
}

/** One question to a database of the server, as its owner. */
export async function ask<T extends pg.QueryResultRow>(
  house: House,
  text: string,
  database = 'xiaobao',
): Promise<readonly T[]> {
  const client = new pg.Client({ host: house.postgres.connection.host, user: 'postgres', database })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}
