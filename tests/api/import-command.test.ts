// `xiaobao import-complaints` as a program of its own: what it prints, how it ends, and killed in the
// middle.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import { packageRoot } from '../../api/config.ts'
import { importComplaints } from '../../api/import/run.ts'
import type { Summary } from '../../api/import/run.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { complaintsIn, keptIn } from '../support/complaint-register.ts'
import { asOwner, until } from '../support/faults.ts'
import { masterIn } from '../support/master.ts'
import { createWorld, INSTITUTION, ISSUER } from '../support/world.ts'
import type { World } from '../support/world.ts'

const ROOT = packageRoot()
const SMALL = path.join(ROOT, 'tests/vectors/complaints-small.csv')
const OLDER = path.join(ROOT, 'tests/vectors/complaints-small-older.csv')
const ROWS = 400

let folder: string
let keysDir: string
let many: string
let world: World
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-cli-'))
  keysDir = masterIn(path.join(folder, 'keys'))
  // Node.js of this version reads no TypeScript, so the program is bundled; packages stay outside.
  for (const name of ['node_modules', 'package.json', 'schema'])
    symlinkSync(path.join(ROOT, name), path.join(folder, name))
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(ROOT, 'api/cli.ts'),
      outDir: path.join(folder, 'out'),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'cli.mjs' } },
    },
  })
  many = path.join(folder, 'many.csv')
  const [header, ...rows] = readFileSync(OLDER, 'utf8').trimEnd().split('\n')
  const lines = Array.from({ length: ROWS }, (_, n) => rows[n % 5])
  writeFileSync(many, [header, ...lines].join('\n'))
  world = await createWorld()
}, 120_000)
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly out: string
  readonly err: string
}
function run(...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    [path.join(folder, 'out/cli.mjs'), 'import-complaints', ...args],
    {
      cwd: folder,
      env: {
        DATABASE_URL: world.database.url,
        OIDC_ISSUER: ISSUER,
        OIDC_AUDIENCE: 'tests',
        KEYS_DIR: keysDir,
      },
    },
  )
  let out = ''
  let err = ''
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    return { code: code as number | null, signal: signal as string | null, out, err }
  })
  return { kill: (signal: NodeJS.Signals) => child.kill(signal), ended }
}
/** Waits for a number of complaints; whoever ends before that has failed. */
const reaches = (child: ReturnType<typeof run>, more: number): Promise<void> =>
  Promise.race([
    until(async () => (await keptIn(world.database)).received > more),
    child.ended.then(({ err }) => {
      throw new Error(`it ended early: ${err}`)
    }),
  ])
const sessionsOf = ({ database }: World): Promise<number> =>
  asOwner(database, async (client) => {
    const { rowCount } = await client.query(
      `select from pg_stat_activity
       where datname = current_database() and application_name = 'xiaobao engine'`,
    )
    return rowCount ?? 0
  })
const summaryOf = ({ out }: Ended): Summary => JSON.parse(out) as Summary

describe('the program', () => {
  it('counts without recording in a dry run, and ends with 1 for rejected rows', async () => {
    const ended = await run(SMALL, '--dry-run', '--json').ended
    expect(ended.code).toBe(1)
    expect(summaryOf(ended)).toMatchObject({ rows: 21, received: 9, imported: 0, rejected: 10 })
    expect(ended.err).toMatch(/^line 12 rejected: /)
    expect((await keptIn(world.database)).received).toBe(0)
  })
  it.each([
    [['--person', 'nobody-1'], /Nobody is known as nobody-1/],
    [['--person', 'supervisor-1'], /no seat in the consumer-protection department/],
    [['--person', INSTITUTION], /--institution/],
    [['--institution', ISSUER], /Nobody is known as protection-1 in institution/],
  ])('says what is wrong with %j, and records nothing', async (args, problem) => {
    const ended = await run(OLDER, ...args).ended
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(problem)
  })
  it('says what is wrong with a file', async () => {
    expect((await run(path.join(folder, 'absent.csv')).ended).err).toMatch(/absent\.csv/)
    const ended = await run(path.join(ROOT, 'package.json')).ended
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/not the complaint register/)
  })
  it('says in one line that the master key is missing, and makes none', async () => {
    const here = keysDir
    keysDir = path.join(folder, 'elsewhere')
    const ended = await run(SMALL).ended
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(/^xiaobao: the personal values of [^\n]+ copy the file [^\n]+\n$/)
    expect(existsSync(path.join(keysDir, 'master.key'))).toBe(false)
    keysDir = here
  })
  it('killed in the middle goes on as if nothing had been', async () => {
    const first = run(many)
    await reaches(first, 0)
    first.kill('SIGKILL')
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' })
    // What it had sent may still be written; only then is it known how far it came.
    await until(async () => (await sessionsOf(world)) === 0)
    const { received } = await keptIn(world.database)
    expect(received).toBeLessThan(ROWS)

    const second = run(many)
    await reaches(second, received)
    second.kill('SIGINT')
    const stopped = await second.ended
    expect(stopped.code).toBe(130)
    expect(stopped.out).toMatch(
      /Stopped before line \d+: asked to stop\..*the same command goes on/,
    )
    const there = (await keptIn(world.database)).received

    const person = world.person('protection-2')
    const last = await run(many, '--person', person, '--institution', INSTITUTION, '--json').ended
    expect(last.code).toBe(0)
    expect(summaryOf(last)).toMatchObject({ imported: ROWS - there, alreadyThere: there })
    const undisturbed = await createWorld()
    try {
      const viewer = await undisturbed.engine.viewer({
        institution: INSTITUTION,
        person: undisturbed.person('protection-1'),
      })
      const { engine } = undisturbed
      await importComplaints({ file: many, into: { engine, viewer }, now: () => world.now() })
      expect(await complaintsIn(world.database)).toEqual(await complaintsIn(undisturbed.database))
    } finally {
      await undisturbed.close()
    }
    await checkTrail(world.pool)
  }, 120_000)
})
