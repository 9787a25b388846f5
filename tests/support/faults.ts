// A store that fails, waits or counts on demand, further servers on the same database, and a look at
// what is really written there.

import { Client } from 'pg'
import type { Pool, QueryConfig } from 'pg'
import { expect } from 'vitest'
import type { Answer, Command } from '../../engine/core/command.ts'
import { contextHash, leafHash } from '../../engine/core/trail.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { institution } from '../../engine/mechanisms/institution/index.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import type { Engine } from '../../engine/runtime/engine.ts'
import type { Batch, Store } from '../../engine/runtime/store.ts'
import { checkTrail } from './checkTrail.ts'
import type { TestDatabase } from './database.ts'
import { GATE, gates } from './gate-mechanism.ts'
import { appPool, INSTITUTION } from './world.ts'
import type { Sent, World } from './world.ts'
import { MASTER } from './master.ts'

export const WITH_GATES = [institution, gates]

export type Call = 'load' | 'facts' | 'append' | 'keys' | 'requestKey' | 'noteReaction'
/** `before`: nothing was done; `after`: it was done and the answer lost. */
export type When = 'before' | 'after'

/** As `pg` reports a connection that breaks under a statement. */
export const lost = (): Error => new Error('Connection terminated unexpectedly')

export interface Held {
  /** Resolves when a call has come and waits. */
  readonly reached: Promise<void>
  release(): void
}

export interface Faults {
  readonly wrap: (store: Store) => Store
  /** A pool whose statements fail as `fail` says: below the store, where connections break. */
  readonly under: (pool: Pool) => Pool
  /** The next calls fail. */
  fail(call: Call, fault: { when: When; times: number; error?: () => unknown }): void
  /** Nothing fails any more. */
  heal(): void
  /** The next call waits before it does anything. */
  hold(call: Call): Held
  /** Looks at every batch before it is written, and may throw. */
  inspect(look: (batch: Batch) => void): void
  /** How often it was called; `keys` also with a load. */
  count(call: Call): number
  /** How many entries each batch had that was to be written. */
  readonly sizes: readonly number[]
}

interface Fault {
  readonly when: When
  readonly error: () => unknown
  left: number
}

/** The statements of the pool by the call of the store that asks them. */
const STATEMENTS: Readonly<Record<string, Call>> = {
  load: 'load',
  facts: 'facts',
  append: 'append',
  keys: 'keys',
}

export function createFaults(): Faults {
  const faults = new Map<Call, Fault>()
  const holds = new Map<Call, { reached: () => void; released: Promise<void> }>()
  const counts = new Map<Call, number>()
  const sizes: number[] = []
  let inspect: (batch: Batch) => void = () => undefined
  const through = async <T>(call: Call, work: () => Promise<T>): Promise<T> => {
    counts.set(call, (counts.get(call) ?? 0) + 1)
    const held = holds.get(call)
    if (held) {
      holds.delete(call)
      held.reached()
      await held.released
    }
    const fault = faults.get(call)
    const fails = fault !== undefined && fault.left-- > 0
    if (fails && fault.when === 'before') throw fault.error()
    const done = await work()
    if (fails) throw fault.error()
    return done
  }
  return {
    under: (pool) =>
      new Proxy(pool, {
        get: (target, key): unknown => {
          const value: unknown = Reflect.get(target, key)
          if (key !== 'query') return value
          return (asked: QueryConfig) => {
            const call = STATEMENTS[asked.name ?? '']
            const ask = () => target.query(asked)
            return call ? through(call, ask) : ask()
          }
        },
      }),
    wrap: (store) => ({
      ...store,
      load: (i, ask) => {
        // The keys of subjects come with the load that wants them.
        if (ask.subjects && ask.subjects.length > 0)
          counts.set('keys', (counts.get('keys') ?? 0) + 1)
        return store.load(i, ask)
      },
      append: (i, batch) => {
        sizes.push(batch.entries.length)
        inspect(batch)
        return store.append(i, batch)
      },
      requestKey: (i) => through('requestKey', () => store.requestKey(i)),
      noteReaction: (r, outcome) => through('noteReaction', () => store.noteReaction(r, outcome)),
    }),
    fail: (call, { when, times, error = lost }) => {
      faults.set(call, { when, error, left: times })
    },
    heal: () => {
      faults.clear()
    },
    hold: (call) => {
      let release = (): void => undefined
      const released = new Promise<void>((done) => (release = done))
      const reached = new Promise<void>((done) => holds.set(call, { reached: done, released }))
      return { reached, release }
    },
    inspect: (look) => {
      inspect = look
    },
    count: (call) => counts.get(call) ?? 0,
    sizes,
  }
}

/** A server of its own on the database of a world, with its own connections and queue. */
export interface Server {
  readonly engine: RunningEngine
  readonly faults: Faults
  /** What its engine logged as an error. */
  readonly errors: string[]
  close(): Promise<void>
}
export function startServer(world: World, mechanisms: readonly Mechanism[] = WITH_GATES): Server {
  const pool = appPool(world.database)
  pool.on('error', () => undefined)
  const faults = createFaults()
  const errors: string[] = []
  const engine = createEngine({
    master: MASTER,
    pool: faults.under(pool),
    now: () => world.now(),
    mechanisms,
    wrap: faults.wrap,
    log: { warn: () => undefined, error: (_, message) => errors.push(message) },
  })
  return {
    engine,
    faults,
    errors,
    close: async () => {
      await engine.stop()
      await pool.end()
    },
  }
}

let n = 0
/** A command of a gate, or of the mechanism named, with a request id of its own where none is given. */
export const gateCommand = (person: Uuid, sent: Partial<Sent> & Pick<Sent, 'event'>): Command => ({
  mechanism: GATE,
  request: `q-${String(++n)}`,
  payload: {},
  ...sent,
  asker: { person },
  via: 'api',
})

/** Sends one command; its only answer. */
export async function sendTo(engine: Engine, command: Command): Promise<Answer> {
  const [answer] = await engine.execute(INSTITUTION, [command])
  if (!answer) throw new Error('no answer')
  return answer
}

/** Sends it again, as a client does whose request failed, until there is an answer. */
export async function insist(engine: Engine, command: Command, tries = 50): Promise<Answer> {
  try {
    return await sendTo(engine, command)
  } catch (error) {
    if (tries === 1) throw error
    return insist(engine, command, tries - 1)
  }
}

/** Sets up a gate and gives its process. */
export async function openGate(
  engine: Engine,
  person: Uuid,
  payload: { own: string; rival?: string; shared?: string },
): Promise<Uuid> {
  const answer = await insist(engine, gateCommand(person, { event: 'open', payload }))
  if (answer.kind !== 'accepted') throw new Error(`not opened: ${JSON.stringify(answer)}`)
  return answer.process.id
}

export interface Written {
  readonly position: number
  readonly id: Uuid
  readonly kind: string
  readonly process: Uuid | null
  readonly version: number | null
  readonly event: string
  readonly actor: string
  readonly request: string | null
  readonly refusal: string | null
  readonly leaf: Leaf
}

/** Runs statements on a database as its superuser. */
export async function asOwner<T>(
  database: TestDatabase,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(database.config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Holds everything that is kept against the trail, of which it must follow. */
export async function checkHouse(database: TestDatabase, institution = INSTITUTION): Promise<void> {
  const pool = appPool(database, 1)
  try {
    await checkTrail(pool, { institution, mechanisms: WITH_GATES })
  } finally {
    await pool.end()
  }
}

/** The trail as it is written, after a first look: nothing missing, nothing twice. */
export function trailOf(database: TestDatabase, of = INSTITUTION): Promise<readonly Written[]> {
  return asOwner(database, async (client) => {
    const entries = await client.query<Written & { leaf: string; hash: string }>(
      `select position::int, id, kind, process, version, event, actor, request, refusal, leaf,
         encode(leaf_hash, 'hex') as hash from entry where institution = $1 order by position`,
      [of],
    )
    const head = await client.query<{ position: number }>(
      'select position::int from head where institution = $1',
      [of],
    )
    const processes = await client.query<{ id: Uuid; version: number; context: object }>(
      'select id, version, context from process where institution = $1',
      [of],
    )
    const rows = entries.rows.map(({ leaf, ...row }) => ({
      ...row,
      leaf: JSON.parse(leaf) as Leaf,
    }))
    expect(rows.map((e) => e.position)).toEqual(rows.map((_, i) => i + 1))
    expect(head.rows[0]?.position ?? 0).toBe(rows.length)
    expect(entries.rows.filter((e) => leafHash(e.leaf) !== e.hash)).toEqual([])
    for (const { id, version, context } of processes.rows) {
      const steps = rows.filter((e) => e.process === id && e.refusal === null)
      expect(steps.map((e) => e.version)).toEqual(steps.map((_, i) => i + 1))
      expect(version).toBe(steps.length)
      expect(steps.at(-1)?.leaf.context?.to).toBe(contextHash(context))
    }
    return rows
  })
}

/** Waits until something has come about; fails when it does not within twenty seconds. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(what, { timeout: 20_000, interval: 10 }).toBe(true)
}
