// A world to test in: a database, an engine whose time is driven by hand, and an institution in it.

import { Pool } from 'pg'
import { DEMO_PEOPLE, foundInstitution } from '../../api/demo.ts'
import type { Answer, Command } from '../../engine/core/command.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Day, Instant, Uuid } from '../../engine/core/values.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { EngineOptions, RunningEngine } from '../../engine/runtime/create.ts'
import type { KeyRing } from '../../engine/runtime/keyring.ts'
import type { Body } from '../../policies/duty.ts'
import { createDatabase } from './database.ts'
import type { TestDatabase } from './database.ts'
import { MASTER } from './master.ts'

export const INSTITUTION = '0198c0de-0000-7000-8000-000000000001'
export const GOVERNANCE = '0198c0de-0000-7000-8000-0000000000a1'
export const ISSUER = 'https://tests.invalid'

export interface World {
  readonly database: TestDatabase
  readonly pool: Pool
  readonly engine: RunningEngine
  /** Persons by their subject, `protection-1`. */
  readonly people: ReadonlyMap<string, Uuid>
  /** The time of the engine; moves only by `at()`. */
  now(): Instant
  at(instant: string): void
  /** Sends one command as a person. */
  send(as: string, command: Sent): Promise<Answer>
  /** Persons of a body, in a fixed order. */
  seatsOf(body: Body): readonly Uuid[]
  person(subject: string): Uuid
  close(): Promise<void>
}
export type Sent = Pick<Command, 'mechanism' | 'event'> &
  Partial<Omit<Command, 'asker' | 'via'>> & { readonly payload?: unknown }

export interface WorldOptions {
  readonly at?: string
  readonly mechanisms?: readonly Mechanism[]
  readonly wrap?: EngineOptions['wrap']
  readonly calendarOf?: EngineOptions['calendarOf']
  /** Keys that sign the trail, once the institution has one of them in force. */
  readonly keys?: KeyRing
  readonly witnesses?: EngineOptions['witnesses']
  readonly sealSm2?: boolean
  readonly log?: EngineOptions['log']
}

/** Connections of the engine to a database, as the role it runs under. */
export const appPool = (database: TestDatabase, max = 4): Pool =>
  new Pool({
    ...database.config,
    max,
    options: '-c role=xiaobao_app',
    application_name: 'xiaobao-test',
  })

const quiet = {
  warn: () => undefined,
  error: (detail: object, message: string) =>
    process.stderr.write(
      `${message} ${String((detail as { err?: Error }).err?.stack ?? JSON.stringify(detail))}\n`,
    ),
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const database = await createDatabase()
  const pool = appPool(database)
  let now = (options.at ?? '2026-03-02T01:00:00.000Z') as Instant
  const engine = createEngine({
    master: MASTER,
    pool,
    log: options.log ?? quiet,
    now: () => now,
    ...(options.mechanisms ? { mechanisms: options.mechanisms } : {}),
    ...(options.wrap ? { wrap: options.wrap } : {}),
    ...(options.calendarOf ? { calendarOf: options.calendarOf } : {}),
    ...(options.keys ? { keys: options.keys } : {}),
    ...(options.witnesses ? { witnesses: options.witnesses } : {}),
    ...(options.sealSm2 ? { sealSm2: true } : {}),
  })
  const people = await foundInstitution(engine, {
    institution: INSTITUTION,
    process: GOVERNANCE,
    name: 'Test institution',
    issuer: ISSUER,
    from: '2020-01-01' as Day,
  })
  let n = 0
  const person = (subject: string): Uuid => {
    const id = people.get(subject)
    if (!id) throw new Error(`nobody is called ${subject}`)
    return id
  }
  return {
    database,
    pool,
    engine,
    people,
    now: () => now,
    at: (instant) => {
      now = new Date(instant).toISOString() as Instant
    },
    send: async (as, command) => {
      const [answer] = await engine.execute(INSTITUTION, [
        {
          request: `r-${String(++n)}`,
          payload: {},
          ...command,
          asker: { person: person(as) },
          via: 'api',
        },
      ])
      if (!answer) throw new Error('no answer')
      return answer
    },
    seatsOf: (body) => DEMO_PEOPLE.filter((p) => p.body === body).map((p) => person(p.subject)),
    person,
    close: async () => {
      await engine.stop()
      await pool.end()
      await database.drop()
    },
  }
}
