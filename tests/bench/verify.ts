// `npm run bench:verify`: how long `xiaobao verify` takes for a long trail, and how much memory. The trail
// is made of random walks through the mechanisms; what is measured is the built program, as it is run.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot } from '../../api/config.ts'
import { cpuOfFamily, loadAverage } from './cpu.ts'
import { fillHouse, startPostgres } from './verify-house.ts'

const HELP = `npm run bench:verify -- [options]

Verifies a trail of random walks with the built program, and prints entries a second, CPU seconds and the
most memory that the whole process had. Making the trail takes longer than verifying it.

  --entries N      about how many entries the trail has (100000)
  --threads N      threads of the verifier (2)
  --folder FOLDER  keeps the database there; where there is one already, it is verified as it is
`
const print = (line: string) => void process.stdout.write(`${line}\n`)
const tell = (line: string) => void process.stderr.write(`${line}\n`)

interface Verified {
  readonly institutions: readonly {
    readonly entries: number
    readonly processes: number
    readonly checkpoints: number
    readonly totals: Readonly<Record<string, number>>
  }[]
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMemoryBytes: number
}

/** Runs the bench and gives the exit code: 1 where the trail did not verify. */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      entries: { type: 'string', default: '100000' },
      threads: { type: 'string', default: '2' },
      folder: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    print(HELP)
    return 0
  }
  const folder = values.folder ?? mkdtempSync(path.join(tmpdir(), 'xiaobao-verify-'))
  const filled = existsSync(path.join(folder, 'postgres'))
  mkdirSync(folder, { recursive: true })
  const postgres = await startPostgres(folder)
  try {
    if (!filled) await fillHouse({ url: postgres.url, folder }, Number(values.entries), progress())
    return await measured({ folder, postgres, threads: values.threads })
  } finally {
    await postgres.stop()
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const TELL_MS = 5000
/** A line now and then. */
function progress(): (line: string) => void {
  let last = 0
  return (line) => {
    if (Date.now() - last < TELL_MS) return
    last = Date.now()
    tell(line)
  }
}

async function measured({
  folder,
  postgres,
  threads,
}: {
  readonly folder: string
  readonly postgres: { readonly pid: number; readonly url: string }
  readonly threads: string
}): Promise<number> {
  const load = loadAverage()
  const before = cpuOfFamily(postgres.pid)
  const found = await verified({ DATA_DIR: folder, DATABASE_URL: postgres.url }, threads)
  const database = cpuOfFamily(postgres.pid) - before
  const sum = (of: 'entries' | 'processes' | 'checkpoints') =>
    found.institutions.reduce((total, one) => total + one[of], 0)
  const entries = sum('entries')
  const micros = (seconds: number) => `${((seconds * 1e6) / entries).toFixed(0)} us an entry`
  const differences = found.institutions.flatMap((one) => Object.entries(one.totals))
  print(
    `entries            ${String(entries)} in ${String(found.institutions.length)} institutions`,
  )
  print(
    `processes          ${String(sum('processes'))}, ${String(sum('checkpoints'))} signed heads`,
  )
  print(`differences        ${differences.map((d) => d.join(' ')).join(', ') || 'none'}`)
  print(`threads            ${threads} on ${String(availableParallelism())} cores`)
  print(`seconds            ${found.seconds.toFixed(1)}`)
  print(`entries a second   ${(entries / found.seconds).toFixed(0)}`)
  print(`CPU of verify      ${found.cpuSeconds.toFixed(1)} s, ${micros(found.cpuSeconds)}`)
  print(`CPU of PostgreSQL  ${database.toFixed(1)} s, ${micros(database)}`)
  print(
    `peak memory        ${(found.peakMemoryBytes / 2 ** 20).toFixed(0)} MB, all threads together`,
  )
  print(`load average       ${load.toFixed(1)} before, ${loadAverage().toFixed(1)} after`)
  return differences.length === 0 ? 0 : 1
}

/** Runs `xiaobao verify --json` to its end. */
async function verified(env: Readonly<Record<string, string>>, threads: string): Promise<Verified> {
  const cli = path.join(packageRoot(), 'dist/api/cli.js')
  const child = spawn(process.execPath, [cli, 'verify', '--json', '--threads', threads], {
    env: { ...env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0 && code !== 1) throw new Error(`verify ended with ${String(code)}`)
  return JSON.parse(out) as Verified
}
