// A database with a long trail in it: several institutions, of which one has most of the entries.

import pg from 'pg'
import { LOCAL_ISSUER } from '../../api/tokens.ts'
import { foundInstitution } from '../../api/demo.ts'
import { packageRoot } from '../../api/config.ts'
import type { Day, Instant, Uuid } from '../../engine/core/values.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import { openDatabase } from '../../engine/runtime/database.ts'
import { startEmbedded } from '../../engine/runtime/embedded.ts'
import type { Embedded } from '../../engine/runtime/embedded.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import { furnish } from '../support/walk-ground.ts'
import { castOf, recordScripts } from './verify-script.ts'
import { fill } from './verify-trail.ts'

/** Of the entries, the part of the large one; the others share the rest. */
const LARGE = 0.7
const SMALL_ONES = 3
const WALKS = 5
const BEGIN = '2026-03-02T01:00:00.000Z' as Instant

export const startPostgres = (folder: string): Promise<Embedded> =>
  startEmbedded({
    dataDir: folder,
    log: () => undefined,
    // What is measured only reads; the filling need not outlive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', max_wal_size: '8GB' },
  })

const id = (n: number, kind: number): Uuid =>
  `0190d3e0-0000-7000-800${String(kind)}-${String(n).padStart(12, '0')}`

/** Fills the database through the engine. */
export async function fillHouse(
  { url, folder }: { readonly url: string; readonly folder: string },
  entries: number,
  tell: (line: string) => void,
): Promise<void> {
  const recorded = await recordScripts(WALKS)
  tell(`recorded ${String(recorded.scripts.length)} walks`)
  const onError = (error: Error) => tell(error.message)
  const database = await openDatabase({
    url,
    dataDir: folder,
    root: packageRoot(),
    log: () => undefined,
    onError,
  })
  const keys = await openKeyRing(`${folder}/keys`)
  let now = BEGIN
  const engine = createEngine({
    pool: database.app,
    now: () => now,
    log: {
      warn: () => undefined,
      error: (detail, what) => tell(`${what} ${String((detail as { err?: Error }).err?.stack)}`),
    },
    keys,
    refusalsPerMinute: Number.MAX_SAFE_INTEGER,
  })
  try {
    for (let n = 0; n <= SMALL_ONES; n++) {
      const institution = id(n + 1, 0)
      now = BEGIN
      const people = new Map(
        await foundInstitution(engine, {
          institution,
          process: id(n + 1, 1),
          name: `Bench ${String(n + 1)}`,
          issuer: LOCAL_ISSUER,
          from: '2020-01-01' as Day,
        }),
      )
      let requests = 0
      await furnish(people, async (by, event, payload) => {
        const [answer] = await engine.execute(institution, [
          {
            asker: { person: people.get(by) ?? '' },
            via: 'api',
            request: `furnish-${String(++requests)}`,
            mechanism: 'G01',
            process: id(n + 1, 1),
            event,
            payload,
          },
        ])
        if (answer?.kind !== 'accepted') throw new Error(`${event}: ${JSON.stringify(answer)}`)
        return answer.entry.id
      })
      const viewers = await Promise.all(
        [...people].map(
          async ([name, person]) => [name, await engine.viewer({ institution, person })] as const,
        ),
      )
      const { vkey } = await keys.create(`bench.invalid/${institution}`)
      await engine.execute(institution, [
        {
          asker: { system: 'keeper' },
          via: 'engine',
          request: 'seal-key',
          mechanism: 'G01',
          process: id(n + 1, 1),
          event: 'enterSealKey',
          payload: { key: vkey },
        },
      ])
      const part = n === 0 ? LARGE : (1 - LARGE) / SMALL_ONES
      const done = await fill({
        engine,
        institution,
        recorded,
        cast: castOf(viewers),
        at: (instant) => (now = instant),
        entries: Math.round(entries * part),
        told: async (sent) => {
          await engine.seal.round()
          tell(`institution ${String(n + 1)}: ${String(sent)} commands`)
        },
      })
      tell(`institution ${String(n + 1)}: ${JSON.stringify(done)}`)
    }
  } finally {
    await engine.stop()
    await database.close()
  }
  await settled(url)
}

/** As autovacuum leaves it after a while. */
async function settled(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
