/** The commands of `xiaobao`. Each is one line here and a function elsewhere. */
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import pino from 'pino'
import { editionsOf } from '../engine/core/editions.ts'
import { EDITIONS } from '../engine/mechanisms/index.ts'
import type { Instant } from '../engine/core/values.ts'
import { deviationsOf } from '../engine/runtime/conformance.ts'
import { deviationLine } from '../engine/runtime/conformance/deviation.ts'
import { createEngine } from '../engine/runtime/create.ts'
import { checkCharts } from '../engine/runtime/editions.ts'
import { openKeys } from '../engine/runtime/encryption.ts'
import { createExporter } from '../engine/runtime/export/hand-over.ts'
import { openKeyRing } from '../engine/runtime/keyring.ts'
import { addMasterKey, findMasterKey, retireMasterKeys } from '../engine/runtime/keys.ts'
import { rotateKeys } from '../engine/runtime/rotation.ts'
import { checkIndex, forgetIndex } from '../engine/runtime/trail-check.ts'
import { TrailIndex } from '../engine/runtime/trail-index.ts'
import { registerCaseFile } from './case-file/command.ts'
import type { House as CaseHouse } from './case-file/command.ts'
import { withDatabase } from './command-database.ts'
import { readConfig } from './config.ts'
import { registerConformance } from './conformance.ts'
import type { Conformed } from './conformance.ts'
import { registerEditions } from './editions.ts'
import type { House as EditionsHouse } from './editions.ts'
import { registerExport } from './export-command.ts'
import type { House as ExportHouse } from './export-command.ts'
import { registerImport } from './import/command.ts'
import type { House } from './import/command.ts'
import { run } from './main.ts'
import { registerMasterKey } from './master-key.ts'
import type { MasterKeys } from './master-key.ts'
import { registerSealKey } from './seal-key.ts'
import type { House as KeyHouse } from './seal-key.ts'
import { LOCAL_ISSUER, issueToken } from './tokens.ts'
import { registerTrailIndex } from './trail-index.ts'
import type { CheckedIndex, TrailIndexOptions } from './trail-index.ts'
import { registerVerifyFile } from './verify-file.ts'
import { registerWitness } from './witness.ts'

const print = (text: string) => void process.stdout.write(`${text}\n`)

/** All of them but `verify`. */
export function registerCommands(program: Command): void {
  program
    .command('start')
    .description('start the server, and the embedded database unless DATABASE_URL is set')
    .action(run)

  program
    .command('migrate')
    .description('bring the database to the form of this version, and do nothing else')
    .action(migrateOnly)

  program
    .command('token')
    .description('print a token with which to act as a person, where there is no identity provider')
    .requiredOption('--person <subject>', 'the person, for example protection-1')
    .option('--hours <hours>', 'how long it counts', hours, 12)
    .action(printToken)

  registerTrailIndex(program, checkIndexes)
  registerImport(program, withHouse)
  registerEditions(program, withEditions, print)
  registerCaseFile(program, withCases, print)
  registerVerifyFile(program, EDITIONS, {
    print,
    end: (code) => {
      process.exitCode = code
    },
  })
  registerSealKey(program, withKeys, print)
  registerWitness(program, {
    log: () => pino({ level: readConfig().logLevel }, pino.destination(2)),
    print,
  })
  registerExport(program, withExports)
  registerConformance(program, conform, print)

  registerMasterKey(program, masterKeys(), print)
}

/** The house without its doors. Clock and courier are the business of a server. */
function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  return withDatabase(async ({ config, log, database }) => {
    await checkCharts(database.app, EDITIONS)
    const master = await openKeys({ database, folder: config.keysDir, log })
    return work({
      engine: createEngine({ pool: database.app, log, master }),
      issuer: config.identity?.issuer ?? LOCAL_ISSUER,
      isEmpty: () => database.isEmpty(),
    })
  })
}

function withEditions<T>(work: (house: EditionsHouse) => Promise<T>): Promise<T> {
  return withDatabase(async ({ config, log, database }) => {
    await checkCharts(database.app, EDITIONS)
    const master = await openKeys({ database, folder: config.keysDir, log })
    return work({
      engine: createEngine({ pool: database.app, log, master }),
      issuer: config.identity?.issuer ?? LOCAL_ISSUER,
      mechanisms: EDITIONS,
      readsOf: (institution) => database.readers.of(institution),
      now: () => new Date().toISOString() as Instant,
    })
  })
}

/** With the keys of this machine, so that a process of this moment is sealed before it is handed over. */
function withCases<T>(work: (house: CaseHouse) => Promise<T>): Promise<T> {
  return withDatabase(async ({ config, log, database }) => {
    const keys = await openKeyRing(config.keysDir)
    const master = await openKeys({ database, folder: config.keysDir, log })
    return work({
      engine: createEngine({ pool: database.app, log, keys, sealSm2: config.sealSm2, master }),
      issuer: config.identity?.issuer ?? LOCAL_ISSUER,
      editions: editionsOf(EDITIONS),
      institutions: () => database.institutions(),
      readsOf: (institution) => database.readers.of(institution),
      now: () => new Date().toISOString() as Instant,
    })
  })
}

function withExports<T>(work: (house: ExportHouse) => Promise<T>): Promise<T> {
  return withDatabase(async ({ config, log, database }) => {
    await checkCharts(database.app, EDITIONS)
    const master = await openKeys({ database, folder: config.keysDir, log })
    const exporter = createExporter({
      engine: createEngine({ pool: database.app, log, master }),
      mechanisms: EDITIONS,
      failed: (err) => log.warn({ err }, 'that the export broke off could not be recorded'),
    })
    return work({
      exporter,
      institutions: () => database.institutions(),
      readsOf: (institution) => database.readers.of(institution),
    })
  })
}

async function* conform(open: () => AsyncIterable<string>): AsyncGenerator<string, Conformed> {
  const reading = deviationsOf(open, { mechanisms: EDITIONS })
  for (;;) {
    const next = await reading.next()
    if (next.done !== true) {
      yield deviationLine(next.value)
      continue
    }
    const { head, ...found } = next.value
    const { institution, from, to, export: process } = head
    return { ...found, institution, from, to, export: process }
  }
}

function withKeys<T>(work: (house: KeyHouse) => Promise<T>): Promise<T> {
  return withDatabase(async ({ config, log, database }) => {
    await checkCharts(database.app, EDITIONS)
    const master = await openKeys({ database, folder: config.keysDir, log })
    return work({
      engine: createEngine({ pool: database.app, log, master }),
      issuer: config.identity?.issuer ?? LOCAL_ISSUER,
      readsOf: (institution) => database.readers.of(institution),
      keys: await openKeyRing(config.keysDir),
      trailName: config.trailName,
      institutions: await database.institutions(),
    })
  })
}

function checkIndexes({
  institution: only,
  rebuild,
}: TrailIndexOptions): Promise<readonly CheckedIndex[]> {
  return withDatabase(async ({ database, log }) => {
    const pool = database.app
    const found: CheckedIndex[] = []
    const index = new TrailIndex({ pool, mechanisms: EDITIONS, log })
    for (const institution of only === undefined ? await database.institutions() : [only]) {
      if (rebuild) await forgetIndex(pool, institution)
      await index.complete(institution)
      found.push(await checkIndex(pool, institution, EDITIONS))
    }
    return found
  })
}

function masterKeys(): MasterKeys {
  return {
    add: () => addMasterKey(readConfig().keysDir),
    retire: () => retireMasterKeys(readConfig().keysDir),
    use: () =>
      withDatabase(async ({ config, log, database }) =>
        rotateKeys(database, await openKeys({ database, folder: config.keysDir, log })),
      ),
  }
}

function migrateOnly(): Promise<void> {
  return withDatabase(async ({ config, log, database }) => {
    // Whoever only migrates need not have the master key; what lies in the open a server encrypts.
    if (await findMasterKey(config.keysDir))
      await openKeys({ database, folder: config.keysDir, log })
    const { applied } = database
    print(applied.length === 0 ? 'The database is current.' : `Applied: ${applied.join(', ')}`)
  })
}

async function printToken({
  person,
  hours: valid,
}: {
  person: string
  hours: number
}): Promise<void> {
  const config = readConfig()
  if (config.identity)
    throw new Error(
      'Tokens come from the identity provider that is configured (OIDC_ISSUER or JWKS_FILE); ' +
        'this house issues none beside it.',
    )
  print(
    await issueToken({ dataDir: config.dataDir, subject: person, nowMs: Date.now(), hours: valid }),
  )
}

function hours(value: string): number {
  const parsed = Number(value)
  if (!(parsed > 0 && parsed <= 24 * 31)) throw new InvalidArgumentError('from 0 to 744')
  return parsed
}
