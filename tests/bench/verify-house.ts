// A database with a long trail in it: a large institution, and small ones of which one is filled through
// the engine and copied for the others.

import { Client } from 'pg'
import { LOCAL_ISSUER } from '../../api/tokens.ts'
import { foundInstitution } from '../../api/demo.ts'
import { packageRoot } from '../../api/config.ts'
import type { Day, Instant, Uuid } from '../../engine/core/values.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { openDatabase } from '../../engine/runtime/database.ts'
import { startEmbedded } from '../../engine/runtime/embedded.ts'
import type { Embedded } from '../../engine/runtime/embedded.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import type { KeyRing } from '../../engine/runtime/keyring.ts'
import { furnish } from '../support/walk-ground.ts'
import { cloneTrail } from './verify-clone.ts'
import { castOf, recordScripts } from './verify-script.ts'
import type { Recorded } from './verify-script.ts'
import { fill } from './verify-trail.ts'
import { openMasterKey } from '../../engine/runtime/keys.ts'

/** Of the entries, the part of the large one; the small ones share the rest. */
const LARGE = 0.6
const SMALL_ONES = 4
/** A command makes so many entries, with what the clock and the courier add. */
const ENTRIES_PER_COMMAND = 1.15
const WALKS = 5
const BEGIN = '2026-03-02T01:00:00.000Z' as Instant

/** The embedded database in a folder. What is measured only reads: filling it need not outlive a power cut. */
export const startPostgres = (folder: string): Promise<Embedded> =>
  startEmbedded({
    dataDir: folder,
    log: () => undefined,
    settings: { fsync: 'off', synchronous_commit: 'off', max_wal_size: '8GB' },
  })

const institutionId = (n: number): Uuid => `0190d3e0-0000-7000-8000-${String(n).padStart(12, '0')}`
const governanceId = (n: number): Uuid => `0190d3e0-0000-7000-8001-${String(n).padStart(12, '0')}`

interface Filling {
  readonly engine: RunningEngine
  readonly keys: KeyRing
  readonly recorded: Recorded
  readonly at: (instant: Instant) => void
  readonly tell: (line: string) => void
}

/** Fills the database with about so many entries, sealed as they come. */
export async function fillHouse(
  { url, folder }: { readonly url: string; readonly folder: string },
  entries: number,
  tell: (line: string) => void,
): Promise<void> {
  const recorded = await recordScripts(WALKS)
  tell(`recorded ${String(recorded.scripts.length)} walks`)
  const database = await openDatabase({
    url,
    dataDir: folder,
    root: packageRoot(),
    log: () => undefined,
    onError: (error) => tell(error.message),
  })
  const keys = await openKeyRing(`${folder}/keys`)
  const master = await openMasterKey(`${folder}/keys`)
  let now = BEGIN
  const engine = createEngine({
    pool: database.app,
    now: () => now,
    log: {
      warn: () => undefined,
      error: (detail, what) => tell(`${what} ${JSON.stringify(detail)}`),
    },
    keys,
    master,
    refusalsPerMinute: Number.MAX_SAFE_INTEGER,
  })
  const filling = { engine, keys, recorded, tell, at: (instant: Instant) => (now = instant) }
  try {
    const commands = entries / ENTRIES_PER_COMMAND
    await fillOne(filling, 1, commands * LARGE)
    await fillOne(filling, 2, (commands * (1 - LARGE)) / SMALL_ONES)
    const client = new Client({ connectionString: url })
    await client.connect()
    for (let n = 3; n <= SMALL_ONES + 1; n++)
      await cloneTrail(client, { from: institutionId(2), to: institutionId(n), master })
    while ((await engine.seal.round()) > 0) tell('sealing')
    // As autovacuum leaves it after a while.
    await client.query('vacuum analyze')
    await client.end()
  } finally {
    await engine.stop()
    await database.close()
  }
}

/** Founds an institution, and lets cases go their ways in it. */
async function fillOne(filling: Filling, n: number, commands: number): Promise<void> {
  const { engine, at, tell, recorded } = filling
  const institution = institutionId(n)
  at(BEGIN)
  const people = new Map(
    await foundInstitution(engine, {
      institution,
      process: governanceId(n),
      name: `Bench ${String(n)}`,
      issuer: LOCAL_ISSUER,
      from: '2020-01-01' as Day,
    }),
  )
  await governed(filling, n, people)
  const viewers = await Promise.all(
    [...people].map(
      async ([name, person]) => [name, await engine.viewer({ institution, person })] as const,
    ),
  )
  await fill({
    engine,
    institution,
    recorded,
    cast: castOf(viewers),
    at,
    commands: Math.round(commands),
    told: async (sent) => {
      await engine.seal.round()
      tell(`institution ${String(n)}: ${String(sent)} commands`)
    },
  })
}

/** The key of its trail, and the people of whom the walks know. */
async function governed(
  { engine, keys }: Filling,
  n: number,
  people: Map<string, Uuid>,
): Promise<void> {
  const institution = institutionId(n)
  const base = { mechanism: 'G01', process: governanceId(n) } as const
  const { vkey } = await keys.create(`bench.invalid/${institution}`)
  await engine.execute(institution, [
    {
      ...base,
      asker: { system: 'keeper' },
      via: 'engine',
      request: 'seal-key',
      event: 'enterSealKey',
      payload: { key: vkey },
    },
  ])
  let requests = 0
  await furnish(people, async (by, event, payload) => {
    const [answer] = await engine.execute(institution, [
      {
        ...base,
        asker: { person: people.get(by) ?? '' },
        via: 'api',
        request: `furnish-${String(++requests)}`,
        event,
        payload,
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(`${event}: ${JSON.stringify(answer)}`)
    return answer.entry.id
  })
}
