// What a walk stands on: an institution whose time is driven by hand, with everything that is written to
// it held against what every write must keep.

import { Pool } from 'pg'
import { expect } from 'vitest'
import { DEMO_PEOPLE, foundInstitution } from '../../api/demo.ts'
import { parsePayload } from '../../engine/core/input.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Day, Instant, Uuid } from '../../engine/core/values.ts'
import type { Body } from '../../policies/duty.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import type { Viewer } from '../../engine/runtime/engine.ts'
import type { Batch, Store } from '../../engine/runtime/store.ts'
import { memoryStore } from './memory.ts'
import { GOVERNANCE, INSTITUTION, ISSUER, createWorld } from './world.ts'
import { MASTER } from './master.ts'

/** Stands in every personal field that a walk sends; nothing but the private store may know it. */
export const CANARY = 'CANARY-4417'

/** A line of the trail as it was written. */
export interface Written {
  readonly leaf: Leaf
  readonly position: number
}

export interface Ground {
  readonly engine: RunningEngine
  /** By the subject of the person, in a fixed order. */
  readonly viewers: ReadonlyMap<string, Viewer>
  /** Everything that was written, in order. */
  readonly written: readonly Written[]
  now(): Instant
  at(instant: Instant): void
  process(id: Uuid): Promise<ProcessState>
  /** Tries a command without its effect. */
  try<T>(work: () => Promise<T>): Promise<T>
  /** A request id that was not used before. */
  request(): string
  /** Reads again who holds which seats today. */
  look(): Promise<void>
  close(): Promise<void>
}

/** What every write must keep, looked at on its way to the store; while `dry` nothing arrives there. */
class Watch {
  dry = false
  readonly written: Written[] = []
  readonly #versions = new Map<Uuid, number>()
  store: Store | undefined

  wrap(store: Store): Store {
    this.store = store
    // Methods of a class would be lost by spreading.
    const own = Object.create(store) as Store
    own.append = async (institution, batch) => {
      const leaves = batch.entries.map((e) => (e as { leaf: string }).leaf)
      for (const leaf of leaves) expect(leaf).not.toContain(CANARY)
      if (this.dry) return batch.readPosition
      // Where another batch was faster, the store throws and nothing was written.
      const base = await store.append(institution, batch)
      this.#keep(leaves, base)
      this.#checkRows(batch)
      return base
    }
    return own
  }

  #keep(leaves: readonly string[], base: number): void {
    expect({ gapless: base }).toEqual({ gapless: this.written.length })
    for (const text of leaves) {
      const leaf = JSON.parse(text) as Leaf
      this.written.push({ leaf, position: this.written.length + 1 })
      if (leaf.refusal || !leaf.process) continue
      checkReactions(leaf)
      const { id, version } = leaf.process
      expect({ id, version }).toEqual({ id, version: (this.#versions.get(id) ?? 0) + 1 })
      this.#versions.set(id, version)
    }
  }
  #checkRows({ changes }: Batch): void {
    const { privates: _privates, ...rest } = changes
    expect(JSON.stringify(rest)).not.toContain(CANARY)
  }
}

/** What is caused elsewhere must be what the other mechanism takes from the courier. */
function checkReactions({ id, reactions = [] }: Leaf): void {
  for (const { to, event, process, payload } of reactions) {
    const rule = MECHANISMS.find((m) => m.id === to)?.events[event]
    const opens = rule?.opens === true
    const refusal = rule && 'refusal' in parsePayload(rule, payload)
    expect({ id, to, event, opens, refusal }).toEqual({
      id,
      to,
      event,
      opens: process === undefined,
      refusal: false,
    })
  }
}

interface Parts {
  readonly engine: RunningEngine
  readonly watch: Watch
  readonly people: ReadonlyMap<string, Uuid>
  readonly now: () => Instant
  readonly at: (instant: Instant) => void
  readonly close: () => Promise<void>
}
async function groundOf({
  engine,
  watch,
  people: founded,
  now,
  at,
  close,
}: Parts): Promise<Ground> {
  const people = new Map(founded)
  const viewers = new Map<string, Viewer>()
  let requests = 0
  const ground: Ground = {
    engine,
    viewers,
    written: watch.written,
    now,
    at,
    close,
    process: async (id) => {
      const ask = { at: now(), processes: [id], requests: [], persons: [] }
      const loaded = await watch.store?.load(INSTITUTION, ask)
      const [state] = loaded?.processes ?? []
      if (!state) throw new Error(`no process ${id}`)
      return state
    },
    try: async (work) => {
      watch.dry = true
      try {
        return await work()
      } finally {
        watch.dry = false
      }
    },
    request: () => `walk-${String(++requests)}`,
    look: async () => {
      for (const [subject, person] of people)
        viewers.set(subject, await engine.viewer({ institution: INSTITUTION, person }))
    },
  }
  await furnish(people, async (by, event, payload) => {
    const [answer] = await engine.execute(INSTITUTION, [
      {
        asker: { person: people.get(by) ?? '' },
        via: 'api',
        request: ground.request(),
        mechanism: 'G01',
        process: GOVERNANCE,
        event,
        payload,
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(`${event} by ${by}: ${JSON.stringify(answer)}`)
    return answer.entry.id
  })
  await ground.look()
  return ground
}

/** People beside the demonstration's own: of a branch, and with seats of two bodies. */
const NEWCOMERS: Readonly<
  Record<string, readonly (readonly [by: string, body: Body, unit?: string])[]>
> = {
  'east-1': [['hr-1', 'businessDepartment', 'branch-east']],
  'two-seats-1': [
    ['hr-1', 'consumerProtection', 'cp'],
    ['board-1', 'seniorManagement'],
  ],
  // Of every partner that the first walks propose: one partner has one open case at a time.
  'partner-2': Array.from({ length: 24 }, (_, n) => [
    'hr-1',
    'partner',
    `partner:walk-${String(n + 1)}`,
  ]),
}
/** Has an interest in the fund. A sample knows of none, so it is nobody whom samples name. */
export const INTERESTED = 'legal-1'

export async function furnish(
  people: Map<string, Uuid>,
  send: (by: string, event: string, payload: object) => Promise<Uuid>,
) {
  await send(INTERESTED, 'declareInterest', {
    subject: 'product:demo-fund',
    kind: 'ownership',
    from: '2020-01-01',
  })
  for (const [subject, seats] of Object.entries(NEWCOMERS)) {
    const person = await send('hr-1', 'addPerson', { issuer: ISSUER, subject, name: CANARY })
    people.set(subject, person)
    for (const [by, body, unit] of seats)
      await send(by, 'appoint', { person, body, from: '2020-01-01', ...(unit ? { unit } : {}) })
  }
}

const BEGIN = '2026-03-02T01:00:00.000Z' as Instant

/** An institution in memory. Its ids and salts come in order: the same every time. */
export async function memoryGround(mechanisms: readonly Mechanism[] = MECHANISMS): Promise<Ground> {
  let now = BEGIN
  let n = 0
  const watch = new Watch()
  // Never connected: the store stands in its place.
  const pool = new Pool()
  const engine = createEngine({
    master: MASTER,
    pool,
    wrap: () => watch.wrap(memoryStore(() => now)),
    mechanisms,
    now: () => now,
    refusalsPerMinute: Number.MAX_SAFE_INTEGER,
    ids: {
      next: () => `00000000-0000-7000-8000-${String(++n).padStart(12, '0')}`,
      salt: () => new Uint8Array(32).fill(++n % 251),
    },
    log: {
      warn: (detail, message) => {
        throw new Error(`${message}: ${JSON.stringify(detail)}`)
      },
      error: (detail, message) => {
        throw new Error(
          `${message}: ${String((detail as { err?: Error }).err?.stack ?? JSON.stringify(detail))}`,
        )
      },
    },
  })
  const people = await foundInstitution(engine, {
    institution: INSTITUTION,
    process: GOVERNANCE,
    name: 'Walks',
    issuer: ISSUER,
    from: '2020-01-01' as Day,
  })
  return groundOf({
    engine,
    watch,
    people,
    now: () => now,
    at: (instant) => {
      now = instant
    },
    close: () => pool.end(),
  })
}

/** The same on PostgreSQL; the world is closed by whoever made it. */
export async function worldGround() {
  const watch = new Watch()
  const world = await createWorld({ at: BEGIN, wrap: (store) => watch.wrap(store) })
  const { engine, people } = world
  const ground = await groundOf({
    engine,
    watch,
    people,
    now: () => world.now(),
    at: (instant) => world.at(instant),
    close: () => world.close(),
  })
  return { world, ground }
}

/** Persons of a body, in a fixed order. */
export const personsOf = ({ viewers }: Ground, body: string): readonly Uuid[] =>
  DEMO_PEOPLE.filter((p) => p.body === body).map((p) => viewers.get(p.subject)?.person ?? '')
