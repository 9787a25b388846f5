// `npm run bench`: governed commands through the GraphQL API beside pgbench doing the same row writes,
// turn by turn on one server. Each figure is of commands that were durably recorded before the answer.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { packageRoot } from '../../api/config.ts'
import { sender } from './commands.ts'
import { cpuOf, cpuOfFamily, loadAverage } from './cpu.ts'
import { figuresOf, percentile, ratiosOf, tableOf } from './figures.ts'
import type { Sample } from './figures.ts'
import { Cleanup, ask, openHouse, startServer } from './house.ts'
import type { House, RunningServer } from './house.ts'
import { timeImport } from './importer.ts'
import { run } from './load.ts'
import type { Measured } from './load.ts'
import { HELP, readOptions } from './options.ts'
import type { Contestant, Options } from './options.ts'
import { SCRIPTS, openPgbench } from './pgbench.ts'
import type { Pgbench } from './pgbench.ts'

const TARGET = 0.6
/** Until the server's code has been compiled for what it does: some ten thousand commands. */
const WARM_CALLERS = 32
const WARM_SECONDS = 8

const print = (text: string) => void process.stdout.write(`${text}\n`)
const tell = (text: string) => void process.stderr.write(`${text}\n`)

/** Runs the bench and gives the exit code; a target that is missed is a figure, not a failure. */
export async function main(argv: readonly string[]): Promise<number> {
  let options: Options | undefined
  try {
    options = readOptions(argv)
  } catch (error) {
    tell(`bench: ${(error as Error).message}`)
    return 2
  }
  if (!options) {
    print(HELP)
    return 0
  }
  const cleanup = new Cleanup()
  // At the second signal nothing is waited for.
  const leave = () => void cleanup.run().finally(() => process.exit(130))
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  try {
    await measured(cleanup, options, argv)
    return 0
  } catch (error) {
    tell(`bench: ${String((error as Error).stack ?? error)}`)
    return 1
  } finally {
    await cleanup.run()
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
  }
}

async function measured(
  cleanup: Cleanup,
  options: Options,
  argv: readonly string[],
): Promise<void> {
  const house = await openHouse(cleanup, tell)
  const server = await startServer(house, { cleanup, profile: options.profile, log: tell })
  let samples: readonly Sample[]
  let pgbench: Pgbench | undefined
  let rows: readonly string[]
  try {
    await warmUp(house, server)
    pgbench = await openPgbench(house)
    if (!pgbench) tell('there is no pgbench on this machine: it is not measured')
    samples = await rounds({ house, server, pgbench }, options)
    rows = await rowsPerCommand(house, pgbench)
  } finally {
    await server.stop()
  }
  const imported =
    options.complaints === undefined ? undefined : await timeImport(house, options.complaints)
  const about = await aboutOf(house, pgbench, argv)
  if (options.json)
    print(
      JSON.stringify(
        { about, figures: figuresOf(samples), ratios: ratiosOf(samples), rows, samples, imported },
        undefined,
        2,
      ),
    )
  else report(samples, { about, rows, pgbench: pgbench !== undefined })
  if (imported && !options.json)
    print(
      `import of ${imported.file}: ${String(imported.rows)} rows, ${String(imported.commands)} commands in ` +
        `${imported.seconds.toFixed(1)} s: ${imported.rowsPerSecond.toFixed(0)} rows/s, ` +
        `${imported.commandsPerSecond.toFixed(0)} commands/s`,
    )
}

async function warmUp(house: House, { url }: RunningServer): Promise<void> {
  tell('warming up')
  for (const way of ['lean', 'yoga'] as const)
    await run({ url, callers: WARM_CALLERS, seconds: WARM_SECONDS, next: sender(house, way) })
  await ask(house, 'vacuum analyze')
}

interface Bench {
  readonly house: House
  readonly server: RunningServer
  readonly pgbench: Pgbench | undefined
}

/** Turn by turn, so that what disturbs the machine for a while disturbs all of them. */
async function rounds(bench: Bench, options: Options): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  for (let round = 1; round <= options.rounds; round++)
    for (const callers of options.callers)
      for (const contestant of options.only) {
        const sample = await sampled(bench, { contestant, callers, seconds: options.seconds })
        if (!sample) continue
        samples.push(sample)
        tell(
          `round ${String(round)}: ${contestant} with ${String(callers)}: ${sample.tps.toFixed(0)}/s ` +
            `(load average ${loadAverage().toFixed(1)})`,
        )
      }
  return samples
}

async function sampled(
  { house, server, pgbench }: Bench,
  {
    contestant,
    callers,
    seconds,
  }: {
    readonly contestant: Contestant
    readonly callers: number
    readonly seconds: number
  },
): Promise<Sample | undefined> {
  const byPgbench = contestant === 'A' || contestant === 'B'
  if (byPgbench && !pgbench) return undefined
  const begin = new Date().toISOString()
  const before = { node: cpuOf(server.pid), postgres: cpuOfFamily(house.postgres.pid) }
  let figures: Measured | undefined
  if (byPgbench) figures = await pgbench?.run(contestant, callers, seconds)
  else figures = await run({ url: server.url, callers, seconds, next: sender(house, contestant) })
  if (!figures) return undefined
  const { done, latencies } = figures
  const perCommand = (cpuSeconds: number) => (cpuSeconds * 1e6) / done
  const node = cpuOf(server.pid) - before.node
  const postgres = cpuOfFamily(house.postgres.pid) - before.postgres
  return {
    contestant,
    callers,
    tps: done / figures.seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    batch: byPgbench ? Number.NaN : await batchSince(house, begin),
    node: byPgbench ? Number.NaN : perCommand(node),
    postgres: perCommand(postgres),
    client: perCommand(figures.cpu),
  }
}

/** Commands of an institution that were recorded together, on average: they have one time of recording. */
async function batchSince(house: House, begin: string): Promise<number> {
  const [found] = await ask<{ size: string }>(
    house,
    `select count(*)::float8 / nullif(count(distinct (institution, recorded_at)), 0) as size
      from entry where logged_at >= '${begin}'`,
  )
  return Number(found?.size)
}

const WRITTEN = ['entry', 'process', 'timer', 'head', 'request_digest', 'entry_private'] as const

/** Rows that were inserted, updated and deleted per command, by table. */
async function rowsPerCommand(
  house: House,
  pgbench: Pgbench | undefined,
): Promise<readonly string[]> {
  const of = async (database: string) => {
    const rows = await ask<{ name: string; written: string }>(
      house,
      `select relname as name, n_tup_ins + n_tup_upd + n_tup_del as written from pg_stat_user_tables`,
      database,
    )
    const written = new Map(rows.map((r) => [r.name, Number(r.written)]))
    const entries = written.get('entry') ?? 0
    return WRITTEN.map((t) => `${t} ${((written.get(t) ?? 0) / entries).toFixed(2)}`).join(', ')
  }
  const ours = `ours: ${await of('xiaobao')} (head once per batch)`
  return pgbench ? [ours, `pgbench: ${await of('bench_rows')}`] : [ours]
}

async function aboutOf(house: House, pgbench: Pgbench | undefined, argv: readonly string[]) {
  const [server] = await ask<Record<string, string>>(
    house,
    `select version(), current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous_commit,
      current_setting('shared_buffers') as shared_buffers`,
  )
  return {
    command: ['npm run bench', ...(argv.length > 0 ? ['--', ...argv] : [])].join(' '),
    commit: commit(),
    machine: `${String(availableParallelism())} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    node: process.version,
    pgbench: pgbench?.version ?? 'not measured: there is no pgbench on this machine',
    ...server,
  }
}

function commit(): string {
  try {
    const git = ['-C', packageRoot(), 'describe', '--always', '--dirty']
    return execFileSync('git', git, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}

function report(
  samples: readonly Sample[],
  of: { readonly about: object; readonly rows: readonly string[]; readonly pgbench: boolean },
): void {
  print('')
  for (const [name, value] of Object.entries(of.about)) print(`${name.padEnd(18)} ${String(value)}`)
  print('\nA command is a whole one: token, duty, step, entry and commit, answered over HTTP.')
  print('CPU is microseconds per command: of the Node.js server, of PostgreSQL, of whoever sent.\n')
  print(tableOf(samples))
  print(`\nrows written per command\n  ${of.rows.join('\n  ')}`)
  if (of.pgbench)
    for (const [name, file] of Object.entries(SCRIPTS))
      print(`\n---- pgbench ${name}: ${path.basename(file)}\n${readFileSync(file, 'utf8').trim()}`)
  const most = Math.max(...samples.map((s) => s.callers))
  const ratio = ratiosOf(samples).find(
    (r) => r.callers === most && r.ours === 'lean' && r.to === 'A',
  )
  if (!ratio) return
  const spread = `${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)} by round`
  print(
    `\nours / pgbench A at ${String(most)} callers: ${ratio.median.toFixed(2)} (${spread}); ` +
      `target ${String(TARGET)}: ${ratio.median >= TARGET ? 'reached' : 'MISSED'}`,
  )
}
