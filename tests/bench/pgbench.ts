// The measure: pgbench doing the same row writes, in a database of its own with the real tables.

import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { packageRoot } from '../../api/config.ts'
import { migrate } from '../../engine/runtime/migrate.ts'
import { cpuOfEnded } from './cpu.ts'
import { COMPLAINTS, INSTITUTIONS, ask } from './house.ts'
import type { House } from './house.ts'
import type { Measured } from './load.ts'

const DATABASE = 'bench_rows'
const SYSTEM = '/usr/lib/postgresql'
export const SCRIPTS = {
  A: path.join(import.meta.dirname, 'command.sql'),
  B: path.join(import.meta.dirname, 'single.sql'),
} as const

export interface Pgbench {
  readonly version: string
  run(script: keyof typeof SCRIPTS, callers: number, seconds: number): Promise<Measured>
}

/** The one on the PATH, else the newest of the system; undefined where there is none. */
function program(): { readonly file: string; readonly version: string } | undefined {
  const versions = existsSync(SYSTEM) ? readdirSync(SYSTEM) : []
  const installed = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => path.join(SYSTEM, version, 'bin/pgbench'))
    .filter((file) => existsSync(file))
  for (const file of ['pgbench', ...installed])
    try {
      return { file, version: execFileSync(file, ['--version'], { encoding: 'utf8' }).trim() }
    } catch {
      // Not on the PATH: the next one.
    }
  return undefined
}

/** Undefined where no pgbench is installed. Its rows are copies of those that our commands wrote. */
export async function openPgbench(house: House): Promise<Pgbench | undefined> {
  const found = program()
  if (!found) return undefined
  const values = await valuesOf(house)
  await makeTables(house, values)
  let run = 0
  return {
    version: found.version,
    run: async (script, callers, seconds) => {
      const prefix = path.join(house.folder, `pgbench-${String(++run)}`)
      const args = ['-n', '-M', 'prepared', '-l', `--log-prefix=${prefix}`, '-f', SCRIPTS[script]]
      args.push('-c', String(callers), '-j', String(Math.min(callers, availableParallelism())))
      args.push('-T', String(seconds), '-D', `run=${String(run)}`, '-D', 'k=0')
      for (const [name, value] of Object.entries(values)) args.push('-D', `${name}=${value}`)
      args.push('-h', house.postgres.connection.host, '-U', 'postgres', DATABASE)
      const cpu = cpuOfEnded()
      // Environment variables of PostgreSQL clients must not send it somewhere else.
      const { stdout } = await promisify(execFile)(found.file, args, { env: {}, cwd: house.folder })
      return { ...measuredOf(prefix, stdout), cpu: cpuOfEnded() - cpu }
    },
  }
}

/** What a command wrote, as pgbench takes it. */
async function valuesOf(house: House): Promise<Readonly<Record<string, string>>> {
  const [row] = await ask<Record<string, string>>(
    house,
    `select p.chart_hash, p.value::text, p.context::text, p.paths::text, p.title::text,
      p.subjects::text, p.participants::text, p.held::text, e.actor, e.leaf,
      encode(e.leaf_hash, 'hex') as leaf_hash, e.touches::text
    from process p join entry e on e.institution = p.institution and e.process = p.id and e.version = 1
    where p.mechanism = 'M07' and p.version = 1 limit 1`,
  )
  // Of the leaves of all commands, one of middling length.
  const [leaf] = await ask<{ leaf: string }>(
    house,
    `select leaf from entry where mechanism = 'M07' and version > 1 limit 1`,
  )
  return { ...row, leaf: leaf?.leaf ?? row?.['leaf'] ?? '' }
}

const IDS = `
  create function bench_institution(n bigint) returns uuid language sql immutable
    as $$ select ('0190d3e0-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
  create function bench_id(n bigint) returns uuid language sql immutable
    as $$ select ('0190d3e0-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into head select bench_institution(i), 0, now() from generate_series(1, ${String(INSTITUTIONS)}) i`
const FILL = `insert into process (institution, id, mechanism, chart, edition, chart_hash, revision,
    version, value, context, paths, phase, final, title, unit, subjects, participants, held, late, basis,
    reference, opened_by, opened_at, opened_position, last_effective_at)
  select bench_institution(i), bench_id(p), 'M07', 'complaint', '2020-03-01', $1, 1, 1, $2::jsonb,
    $3::jsonb, $4::text[], 'after', false, $5::jsonb, 'consumer-loans', $6::text[], $7::jsonb, $8::jsonb,
    '{}', 'statute', 'M07-' || p, $9::uuid, now(), p, now()
  from generate_series(1, ${String(INSTITUTIONS)}) i, generate_series(1, ${String(COMPLAINTS)}) p`
const FILL_TIMERS = `insert into timer select institution, id, 'K01', id, 'expire', 'deadline', now(),
  now() + interval '15 days', 15, 'day', 1, false, '2020-3:18' from process`

async function makeTables(house: House, values: Readonly<Record<string, string>>): Promise<void> {
  await ask(house, `create database ${DATABASE} template template0`, 'postgres')
  const { host } = house.postgres.connection
  const client = new pg.Client({ host, user: 'postgres', database: DATABASE })
  await client.connect()
  try {
    await migrate(client, path.join(packageRoot(), 'schema/migrations'))
    await client.query(IDS)
    const of = (name: string) => values[name]
    const names = ['chart_hash', 'value', 'context', 'paths', 'title', 'subjects', 'participants']
    await client.query(FILL, [...names, 'held', 'actor'].map(of))
    await client.query(FILL_TIMERS)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** Latencies from its log: a line per transaction, the third field in microseconds. */
function measuredOf(prefix: string, printed: string): Omit<Measured, 'cpu'> {
  const folder = path.dirname(prefix)
  const logs = readdirSync(folder).filter((name) => name.startsWith(`${path.basename(prefix)}.`))
  const latencies = logs.flatMap((name) => {
    const file = path.join(folder, name)
    const lines = readFileSync(file, 'utf8').split('\n')
    rmSync(file)
    return lines.filter(Boolean).map((line) => Number(line.split(' ')[2]) / 1000)
  })
  const tps = Number(/tps = ([\d.]+)/.exec(printed)?.[1])
  if (!(tps > 0)) throw new Error(`pgbench did nothing: ${printed}`)
  return {
    done: latencies.length,
    seconds: latencies.length / tps,
    latencies: Float64Array.from(latencies).sort(),
  }
}
