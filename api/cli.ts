/** `xiaobao`: the house at the command line. Each command is one line here and a function elsewhere. */
import { Command, InvalidArgumentError } from 'commander'
import { openDatabase } from '../engine/runtime/database.ts'
import { ConfigError, packageRoot, readConfig } from './config.ts'
import { run } from './main.ts'
import { issueToken } from './tokens.ts'

const print = (text: string) => void process.stdout.write(`${text}\n`)

const program = new Command('xiaobao').description(
  '消保: the consumer-protection mechanisms of a financial institution, executed, recorded and provable',
)

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

async function migrateOnly(): Promise<void> {
  const config = readConfig()
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    root: packageRoot(),
    log: () => undefined,
    onError: () => undefined,
  })
  const { applied } = database
  await database.close()
  print(applied.length === 0 ? 'The database is current.' : `Applied: ${applied.join(', ')}`)
}

async function printToken({ person, hours: valid }: { person: string; hours: number }): Promise<void> {
  const config = readConfig()
  if (config.identity)
    throw new Error(
      'Tokens come from the identity provider that is configured (OIDC_ISSUER or JWKS_FILE); ' +
        'this house issues none beside it.',
    )
  print(await issueToken({ dataDir: config.dataDir, subject: person, nowMs: Date.now(), hours: valid }))
}

function hours(value: string): number {
  const parsed = Number(value)
  if (!(parsed > 0 && parsed <= 24 * 31)) throw new InvalidArgumentError('from 0 to 744')
  return parsed
}

try {
  await program.parseAsync()
} catch (error) {
  const known = error instanceof ConfigError || (error instanceof Error && error.name === 'Error')
  process.stderr.write(`xiaobao: ${known ? error.message : String((error as Error).stack ?? error)}\n`)
  process.exitCode = 1
}
