/** `xiaobao import-complaints FILE`: options, database and signals around the import. */
import type { Command } from 'commander'
import type { Instant } from '../../engine/core/values.ts'
import type { Engine, Viewer } from '../../engine/runtime/engine.ts'
import { viewerNamed } from '../person.ts'
import { Progress, summaryText } from './report.ts'
import { ASKED_TO_STOP, importComplaints } from './run.ts'
import type { ImportOptions, Summary } from './run.ts'

interface Options {
  readonly institution?: string
  readonly person: string
  readonly company?: string
  readonly dryRun?: true
  readonly json?: true
}

/** The house as a command finds it. */
export interface House {
  readonly engine: Engine
  /** Issuer of the tokens of its people. */
  readonly issuer: string
  /** True when nobody is known to any institution yet. */
  readonly isEmpty: () => Promise<boolean>
}
/** Opens the house for as long as the work lasts. */
export type WithHouse = <T>(work: (house: House) => Promise<T>) => Promise<T>

/** Adds the command to the program. */
export function registerImport(program: Command, withHouse: WithHouse): void {
  program
    .command('import-complaints')
    .description(
      'import a complaint register in the form that the US CFPB publishes (CSV); a row that is there already is left as it is',
    )
    .argument('<file>', 'the CSV file')
    .option(
      '--institution <id>',
      'into which institution; needed where the person belongs to several',
    )
    .option(
      '--person <person>',
      'who imports: subject or id of a person in consumer protection',
      'protection-1',
    )
    .option('--company <name>', 'only the rows of this company, as the file names it')
    .option('--dry-run', 'read and count, and record nothing; needs no database')
    .option('--json', 'print the summary as JSON')
    .action((file: string, options: Options) => runImport({ file, options, withHouse }))
}

interface Asked {
  readonly file: string
  readonly options: Options
  readonly withHouse: WithHouse
}

async function runImport({ file, options, withHouse }: Asked): Promise<void> {
  const stop = new AbortController()
  const progress = new Progress(process.stderr, () => Date.now())
  const leave = () => {
    if (stop.signal.aborted) process.exit(INTERRUPTED)
    stop.abort()
    progress.say('stopping after the rows in flight; once more to stop at once')
  }
  process.on('SIGINT', leave)
  process.on('SIGTERM', leave)
  const asked: Omit<ImportOptions, 'into'> = {
    file,
    ...(options.company === undefined ? {} : { company: options.company }),
    now: () => new Date().toISOString() as Instant,
    signal: stop.signal,
    onProgress: (p) => progress.show(p),
    onRejected: (r) => progress.reject(r),
  }
  try {
    const summary = options.dryRun
      ? await importComplaints(asked)
      : await withHouse(async (house) => {
          const viewer = await importer(house, options)
          return importComplaints({ ...asked, into: { engine: house.engine, viewer } })
        })
    progress.end()
    print(summary, { seconds: progress.seconds, options })
  } finally {
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
  }
}

/** What a shell expects of a program that Ctrl-C ended. */
const INTERRUPTED = 130

function print(
  summary: Summary,
  { seconds, options }: { readonly seconds: number; readonly options: Options },
): void {
  const dryRun = options.dryRun === true
  const text = options.json
    ? `${JSON.stringify({ ...summary, dryRun, seconds }, null, 2)}\n`
    : summaryText(summary, { seconds, dryRun })
  process.stdout.write(text)
  if (summary.stopped)
    process.exitCode = summary.stopped.because === ASKED_TO_STOP ? INTERRUPTED : 1
  else if (summary.rejected > 0) process.exitCode = 1
}

/** The person who imports, with the seat that an import needs. */
async function importer(house: House, options: Options): Promise<Viewer> {
  const { person } = options
  if (await house.isEmpty())
    throw new Error(
      'The database is empty: there is no institution to import into. Run `npm start` once first; ' +
        'it makes a demonstration institution.',
    )
  const viewer = await viewerNamed(house, {
    ...options,
    hint: 'Name somebody of the consumer-protection department with --person.',
  })
  if (!viewer.seats.some((s) => s.body === 'consumerProtection'))
    throw new Error(
      `${person} holds no seat in the consumer-protection department today, ` +
        'and transcribing an earlier register is a duty of that department.',
    )
  return viewer
}
