// Whether anybody would notice if a rule, a separation or a guard were taken away.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { packageRoot } from '../../api/config.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { waysOf } from '../support/ways.ts'
import { mutantsOf } from './mutants.ts'
import type { Mutant } from './mutants.ts'
import type { Noticed } from './noticed.ts'
import { HELP, readOptions } from './options.ts'
import type { Options } from './options.ts'

const CONFIG = 'tests/mutate/vitest.config.ts'
const print = (line: string) => void process.stdout.write(`${line}\n`)

type Told = Noticed & { readonly file: string }
/** By mutant, what noticed it, the plainest first. */
type Notices = ReadonlyMap<string, readonly Told[]>

/** Runs the check and gives the exit code. */
export function main(argv: readonly string[]): number {
  const options = readOptions(argv)
  if (!options) {
    print(HELP)
    return 0
  }
  const mechanisms = MECHANISMS.filter(
    ({ id }) => options.mechanisms.length === 0 || options.mechanisms.includes(id),
  )
  const told = journeys()
  if (!told) {
    print('the journeys fail without any mutant: mend that first')
    return 1
  }
  const survivors = mechanisms.flatMap((m) => judged(m, told))
  print(survivors.length === 0 ? 'no mutant survives' : `${String(survivors.length)} survive:`)
  for (const { id, article } of survivors) print(`  ${id} (${article})`)
  const unproven = doubtfulFirst(mechanisms, told, options)
    .slice(0, options.prove)
    .filter(({ id, article }) => !isProvenByAny(told.get(id) ?? [], article))
  print(
    unproven.length === 0
      ? 'whatever was put into the code made a test fail that names its article'
      : `${String(unproven.length)} not proven:`,
  )
  for (const { id, article } of unproven) print(`  ${id} (${article})`)
  return survivors.length + unproven.length === 0 ? 0 : 1
}

/** Runs the journeys once, and gives what each mutant is noticed by; undefined where a test fails. */
function journeys(): Notices | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-mutants-'))
  try {
    const file = path.join(folder, 'noticed.jsonl')
    if (vitest([], { XIAOBAO_MUTANTS: file }).status !== 0 || !existsSync(file)) return undefined
    const lines = readFileSync(file, 'utf8').split('\n')
    const all = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Told)
    const notices = new Map<string, Told[]>()
    for (const one of all.toSorted((a, b) => b.strength - a.strength))
      notices.set(one.mutant, [...(notices.get(one.mutant) ?? []), one])
    return notices
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function vitest(args: readonly string[], env: NodeJS.ProcessEnv, quiet = false) {
  const root = packageRoot()
  const program = path.join(root, 'node_modules/vitest/vitest.mjs')
  return spawnSync(
    process.execPath,
    [program, 'run', '--config', CONFIG, '--root', root, ...args],
    {
      cwd: root,
      env: { ...process.env, ...env, CI: 'true' },
      encoding: 'utf8',
      stdio: quiet ? 'pipe' : 'inherit',
      maxBuffer: 1 << 28,
    },
  )
}

/** Prints what became of the mutants of a mechanism, and gives those that nobody notices. */
function judged(m: Mechanism, told: Notices): readonly Mutant[] {
  const printed = readFileSync(path.join(packageRoot(), `tests/golden/ways/${m.id}.md`), 'utf8')
  const count = { tests: 0, table: 0 }
  const survivors = mutantsOf(m).filter((mutant) => {
    const notices = told.get(mutant.id) ?? []
    if ((notices[0]?.strength ?? 0) > 1) count.tests++
    else if (isMissedIn(printed, m, mutant)) count.table++
    else if (isProvenByAny(notices, mutant.article)) count.tests++
    else return true
    return false
  })
  print(
    `${m.id}: ${String(count.tests + count.table + survivors.length)} mutants, ${String(count.tests)} noticed by tests of behaviour, ` +
      `${String(count.table)} by the table of ways alone, ${String(survivors.length)} by nobody`,
  )
  return survivors
}
/** So many tests are run before a mutant is said to survive. */
const TRIES = 3

function isMissedIn(printed: string, m: Mechanism, mutant: Mutant): boolean {
  const restore = mutant.apply()
  const missed = waysOf(m) !== printed
  restore()
  return missed
}

/**
 * First those of which only a deed shows that leads elsewhere, where it is not sure that the test looks
 * there; what the test demands to be refused, or the table of ways shows, is certain. Within each in an
 * order that the seed decides.
 */
function doubtfulFirst(
  mechanisms: readonly Mechanism[],
  told: Notices,
  { seed }: Options,
): readonly Mutant[] {
  const place = (id: string): number => {
    let hash = seed
    for (const c of id) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 2654435761)
    return hash >>> 0
  }
  const certain = ({ id, kind }: Mutant): number =>
    Number(kind === 'guard' || told.get(id)?.[0]?.strength === 3)
  return mechanisms
    .flatMap(mutantsOf)
    .filter(({ id }) => told.has(id))
    .toSorted((a, b) => certain(a) - certain(b) || place(a.id) - place(b.id))
}

const isProvenByAny = (notices: readonly Told[], article: string): boolean =>
  notices.slice(0, TRIES).some((one) => isProven(one, article))

/** Puts the mutant into the code: the test that noticed it must fail, and name its article. */
function isProven({ mutant, test, file }: Told, article: string): boolean {
  const pattern = test
    .split(' > ')
    .join(' ')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const ran = vitest([file, '-t', pattern], { XIAOBAO_MUTANT: mutant }, true)
  const says = `${ran.stdout}${ran.stderr}`
  const proven = ran.status !== 0 && says.includes(article)
  print(`${proven ? 'proven' : 'NOT PROVEN'}: ${mutant} (${article}) by ${file}, ${test}`)
  return proven
}
