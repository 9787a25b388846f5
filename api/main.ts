/** Puts the house together and opens its doors. */
import path from 'node:path'
import pino from 'pino'
import type { Logger } from 'pino'
import type { Day, Instant, Uuid } from '../engine/core/values.ts'
import { EDITIONS } from '../engine/mechanisms/index.ts'
import { createEngine } from '../engine/runtime/create.ts'
import type { RunningEngine } from '../engine/runtime/create.ts'
import { openDatabase } from '../engine/runtime/database.ts'
import type { Database } from '../engine/runtime/database.ts'
import { createExporter } from '../engine/runtime/export/hand-over.ts'
import { checkCharts } from '../engine/runtime/editions.ts'
import { openKeys } from '../engine/runtime/encryption.ts'
import { createEvidence } from '../engine/runtime/evidence-house.ts'
import type { EvidenceHouse } from '../engine/runtime/evidence-house.ts'
import { storeAt } from '../engine/runtime/evidence-place.ts'
import { openKeyRing } from '../engine/runtime/keyring.ts'
import { createAdmission } from './auth.ts'
import { ConfigError, packageRoot, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { foundInstitution } from './demo.ts'
import { createSchema } from './graphql/schema.ts'
import { greeting } from './greeting.ts'
import { evidenceFolder, evidencePlaceOf } from './evidence-place.ts'
import { enterSealKeys } from './seal-key.ts'
import { serve } from './server.ts'
import type { RunningServer } from './server.ts'
import { LOCAL_ISSUER, createVerifier } from './tokens.ts'

/** The demonstration institution and its governance process: always the same, so it is founded once. */
export const DEMO_INSTITUTION = '0190d3e0-0000-7000-8000-000000000001'
const DEMO_GOVERNANCE = '0190d3e0-0000-7000-8000-0000000000a1'
/** A clock or courier that was not heard of for so long does not run. */
const SILENT_MS = 15_000

export interface Running {
  readonly url: string
  readonly engine: RunningEngine
  /** Answers what it has, stops clock and courier, and leaves the database. */
  stop(): Promise<void>
}

export interface StartOptions {
  /** Time driven by hand, for tests; clock and courier then do not run by themselves. */
  readonly now?: () => Instant
  readonly log?: Logger
  /** Where the greeting goes. */
  readonly print?: (text: string) => void
}

/** Starts everything and listens. */
export async function start(config: Config, options: StartOptions = {}): Promise<Running> {
  // Standard output is for the greeting, so that it can be read and piped.
  const log = options.log ?? pino({ level: config.logLevel }, pino.destination(2))
  const print = options.print ?? ((text: string) => void process.stdout.write(text))
  const schema = createSchema(EDITIONS)
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    root: packageRoot(),
    log: (line) => log.info(line),
    onError: (err) => log.error({ err }, 'a connection to the database broke'),
  })
  const keys = await openKeyRing(config.keysDir)
  const master = await openKeys({ database, folder: config.keysDir, make: true, log })
  const engine = createEngine({
    pool: database.app,
    log,
    keys,
    master,
    sealIntervalMs: config.sealIntervalMs,
    sealSm2: config.sealSm2,
    witnesses: config.witnesses,
    ...(options.now ? { now: options.now } : {}),
  })
  const now = options.now ?? systemNow
  const evidence = evidenceOf({ config, database, engine, now, log })
  try {
    await checkCharts(database.app, EDITIONS)
    const founded = await foundDemonstration(config, database, engine)
    const readsOf = (institution: Uuid) => database.readers.of(institution)
    const { trailName, sealSm2: sm2 } = config
    const parts = { engine, readsOf, keys, trailName, sm2 }
    await enterSealKeys(parts, await database.institutions())
    if (!options.now) {
      engine.start()
      evidence.start()
    }
    const verifier = await createVerifier({
      identity: config.identity,
      dataDir: config.dataDir,
      nowMs: () => Date.parse(now()),
    })
    const server = await serve(
      {
        schema,
        mechanisms: EDITIONS,
        log,
        house: { engine, evidence, now, readsOf },
        admission: createAdmission(verifier, engine),
        exporter: createExporter({
          engine,
          mechanisms: EDITIONS,
          failed: (err) => log.warn({ err }, 'an export that broke off was not recorded so'),
        }),
        unready: () =>
          unready(database, engine, {
            byHand: options.now !== undefined,
            sealIntervalMs: config.sealIntervalMs,
          }),
      },
      config,
    )
    print(await greeting({ url: server.url, config, founded }))
    return { url: server.url, engine, stop: () => stop({ server, engine, evidence, database }) }
  } catch (error) {
    await Promise.all([engine.stop(), evidence.stop()])
    await database.close()
    throw error
  }
}

interface EvidenceParts {
  readonly config: Config
  readonly database: Database
  readonly engine: RunningEngine
  readonly now: () => Instant
  readonly log: Logger
}
function evidenceOf({ config, database, engine, now, log }: EvidenceParts): EvidenceHouse {
  const { evidence: limits } = config
  return createEvidence({
    pool: database.app,
    store: storeAt(evidencePlaceOf(config)),
    folder: evidenceFolder(config),
    secretOf: (institution) => engine.secretOf(institution),
    now,
    log,
    ...(limits ? { limits } : {}),
  })
}

const systemNow = (): Instant => new Date().toISOString() as Instant

interface Stopping {
  readonly server: RunningServer
  readonly engine: RunningEngine
  readonly evidence: EvidenceHouse
  readonly database: Database
}
async function stop({ server, engine, evidence, database }: Stopping): Promise<void> {
  await server.stop()
  await Promise.all([engine.stop(), evidence.stop()])
  await database.close()
}

/** What does not run, by name. */
async function unready(
  database: Database,
  engine: RunningEngine,
  { byHand, sealIntervalMs }: { readonly byHand: boolean; readonly sealIntervalMs: number },
): Promise<string[]> {
  const heard = (lastMs: number | undefined, silentMs: number) =>
    lastMs !== undefined && Date.now() - lastMs < silentMs
  const loops = byHand
    ? []
    : [
        ['clock', engine.clock, SILENT_MS] as const,
        ['courier', engine.courier, SILENT_MS] as const,
        ['seal', engine.seal, SILENT_MS + 2 * sealIntervalMs] as const,
      ]
  const silent = loops
    .filter(([, loop, silentMs]) => !heard(loop.lastRoundMs, silentMs))
    .map(([name]) => name)
  return (await database.readers.ping()) ? silent : ['database', ...silent]
}

/** An empty database gets an institution to try things in. True when it was founded now. */
async function foundDemonstration(
  config: Config,
  database: Database,
  engine: RunningEngine,
): Promise<boolean> {
  if (!(await database.isEmpty())) return false
  await foundInstitution(engine, {
    institution: DEMO_INSTITUTION,
    process: DEMO_GOVERNANCE,
    name: '演示机构 Demonstration institution',
    issuer: config.identity?.issuer ?? LOCAL_ISSUER,
    from: systemNow().slice(0, 10) as Day,
  })
  return true
}

/** Starts by the environment and runs until a signal; a second signal does not wait. */
export async function run(): Promise<void> {
  let running: Running
  try {
    running = await start(readConfig())
  } catch (error) {
    // A wrong setting is the operator's to mend, and its message says how; a trace would bury it.
    const text =
      error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)
    process.stderr.write(`xiaobao: ${text}\n`)
    process.exitCode = 1
    return
  }
  let stopping: Promise<void> | undefined
  const leave = () => {
    if (stopping) process.exit(1)
    stopping = running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`xiaobao: ${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
}

/** `npm start` imports this file to run it; tests import it to use it. */
const STARTERS = ['start.mjs', 'main.js', 'main.ts']
if (STARTERS.includes(path.basename(process.argv[1] ?? ''))) await run()
