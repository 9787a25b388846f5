/** `xiaobao export`: a range of the trail as a file, by the operator of the machine, for a recorded reason. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { randomUUID } from 'node:crypto'
import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { calendarOf } from '../engine/core/calendar.ts'
import type { Uuid } from '../engine/core/values.ts'
import { MECHANISMS } from '../engine/mechanisms/index.ts'
import { EXPORT_FORMATS } from '../engine/runtime/export/ask.ts'
import type { ExportFormat } from '../engine/runtime/export/ask.ts'
import type { Export, Exporter, Summary } from '../engine/runtime/export/hand-over.ts'
import type { Reads } from '../engine/runtime/reader.ts'
import { ExportQueryError, readQuery } from './export-query.ts'

interface Options {
  readonly format: ExportFormat
  readonly institution?: string
  readonly from?: string
  readonly to?: string
  readonly mechanism: readonly string[]
  readonly process: readonly string[]
  readonly reason: string
  readonly out: string
}

/** The house as this command finds it. */
export interface House {
  readonly exporter: Exporter
  readonly institutions: () => Promise<readonly Uuid[]>
  readonly readsOf: (institution: Uuid) => Reads
}
export type WithHouse = <T>(work: (house: House) => Promise<T>) => Promise<T>

const several = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  ...value.split(',').filter((one) => one !== ''),
]
function reason(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('say why: it is recorded')
  return value
}

/** Adds the command to the program. */
export function registerExport(program: Command, withHouse: WithHouse): void {
  program
    .command('export')
    .description(
      'write a range of the trail as an event log (OCEL 2.0 JSON) or a table (CSV); who, why, what and the digest of the file are recorded in the trail itself; may run beside a server',
    )
    .addOption(
      new Option('--format <format>', 'the form of the file')
        .choices(EXPORT_FORMATS)
        .default('ocel'),
    )
    .requiredOption('--reason <text>', 'why you export; recorded, so name no persons', reason)
    .requiredOption('--out <file>', 'the file to write; - for standard output')
    .option('--institution <id>', 'of which institution; needed where there are several')
    .option('--from <time>', 'recorded on or after this day or instant, 2026-03-01')
    .option('--to <time>', 'recorded before this day or instant')
    .option('--mechanism <id>', 'only this mechanism, M07; may be repeated', several, [])
    .option(
      '--process <name>',
      'only this process, by id or reference; may be repeated',
      several,
      [],
    )
    .action((options: Options) => withHouse((house) => run(options, house)))
}

async function run(options: Options, house: House): Promise<void> {
  const institution = await institutionOf(options, house)
  const reads = house.readsOf(institution)
  const zone = await reads.institution.findFirst({ where: { institution } })
  if (!zone) throw new Error(`There is no institution ${institution}.`)
  const { format, from, to, mechanism: mechanisms, process: processes } = options
  const ask = await readQuery(
    { format, reason: options.reason, from, to, mechanisms, processes },
    {
      institution,
      reads,
      calendar: calendarOf(zone.zone),
      known: MECHANISMS.map((m) => m.id),
    },
  ).catch((error: unknown) => {
    if (error instanceof ExportQueryError) throw new Error(error.message, { cause: error })
    throw error
  })
  const answer = await house.exporter({
    institution,
    asker: { system: 'operator' },
    via: 'cli',
    request: `export:${randomUUID()}`,
    ask,
    reads,
    may: {},
  })
  if (answer.kind === 'refused')
    throw new Error(`${answer.refusal.message.en} · ${answer.refusal.message.zh}`)
  if (answer.kind === 'throttled')
    throw new Error('Too many refused attempts; try again in a minute.')
  const summary = await write(answer.export, options.out)
  process.stderr.write(`${textOf(answer.export, { institution, summary, out: options.out })}\n`)
}

async function institutionOf({ institution }: Options, house: House): Promise<Uuid> {
  if (institution !== undefined) return institution.toLowerCase()
  const [only, ...others] = await house.institutions()
  if (only === undefined) throw new Error('The database is empty: there is no trail to export.')
  if (others.length > 0)
    throw new Error(
      `There are several institutions. Name one with --institution: ${[only, ...others].join(', ')}`,
    )
  return only
}

/** A file appears under its name only when it is whole. Ctrl-C breaks the export off, and that is recorded. */
async function write({ parts }: Export, out: string): Promise<Summary> {
  const stop = new AbortController()
  const leave = () => stop.abort()
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  let summary: Summary | undefined
  async function* file(): AsyncGenerator<Buffer> {
    summary = yield* parts
  }
  const unfinished = `${out}.part`
  try {
    const from = Readable.from(file(), { objectMode: false })
    if (out === '-') await pipeline(from, process.stdout, { signal: stop.signal, end: false })
    else {
      await pipeline(from, createWriteStream(unfinished, { mode: 0o600 }), { signal: stop.signal })
      await rename(unfinished, out)
    }
    if (!summary) throw new Error('The export ended early.')
    return summary
  } catch (error) {
    // That it broke off is recorded before the database is left.
    await parts.return(undefined as never)
    if (out !== '-') await rm(unfinished, { force: true })
    if (stop.signal.aborted)
      throw new Error('Broken off, and recorded so; nothing was written.', { cause: error })
    throw error
  } finally {
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
  }
}

function textOf(
  { process: id, from, to }: Export,
  at: { readonly institution: Uuid; readonly summary: Summary; readonly out: string },
): string {
  const { events, objects, bytes, sha256 } = at.summary
  return [
    `institution ${at.institution}: ${String(events)} events, ${String(objects)} objects of positions ${String(from)} to ${String(to)}`,
    `  ${at.out === '-' ? 'standard output' : at.out}, ${String(bytes)} bytes, SHA-256 ${sha256}`,
    `  recorded as process ${id} of M11`,
  ].join('\n')
}
