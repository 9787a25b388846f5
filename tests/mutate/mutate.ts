// Whether anybody would notice if a rule, a separation or a guard were taken away.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { packageRoot } from '../../api/config.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { failsInWalks } from '../support/rules-in-walks.ts'
import { waysOf } from '../support/ways.ts'
import { mutantsOf } from './mutants.ts'
import type { Mutant } from './mutants.ts'
import type { Noticed } from './noticed.ts'
import { HELP, readOptions } from './options.ts'
import type { Options } from './options.ts'

const CONFIG = 'tests/mutate/vitest.config.ts'
const print = (line: string) => void process.stdout.write(`${line}\n`)

type Told = Noticed & { readonly files: readonly string[] }
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
  const unproven = chosen(mechanisms, told, options)
    .slice(0, options.prove)
    .filter((mutant) => !isProvenByAny(testsOf(mutant, told), mutant.article))
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
    const all = lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Noticed & { file: string })
    const notices = new Map<string, Told[]>()
    for (const { file: from, ...one } of all.toSorted((a, b) => b.strength - a.strength))
      notices.set(one.mutant, [...(notices.get(one.mutant) ?? []), { ...one, files: [from] }])
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

type Way = 'name' | 'walks' | 'deeds' | 'table' | 'run'

/** Prints what became of the mutants of a mechanism, and gives those that nobody notices. */
function judged(m: Mechanism, told: Notices): readonly Mutant[] {
  const printed = readFileSync(path.join(packageRoot(), `tests/golden/ways/${m.id}.md`), 'utf8')
  const count: Record<Way, number> = { name: 0, walks: 0, deeds: 0, table: 0, run: 0 }
  const mutants = mutantsOf(m)
  const survivors = mutants.filter((mutant) => {
    const way = noticedBy(mutant, { m, printed, notices: told.get(mutant.id) ?? [] })
    if (way) count[way]++
    return !way
  })
  print(
    `${m.id}: ${String(mutants.length)} mutants: ${String(count.name)} refused by name, ${String(count.walks)} ` +
      `noticed by walks, ${String(count.deeds)} by deeds that lead elsewhere and by the table of ways, ` +
      `${String(count.table)} by the table alone, ${String(count.run)} by a test that was run, ` +
      `${String(survivors.length)} by nobody`,
  )
  return survivors
}

/** How surely a mutant is noticed; what only leads elsewhere is believed where the test has failed, or the table. */
function noticedBy(
  mutant: Mutant,
  of: { readonly m: Mechanism; readonly printed: string; readonly notices: readonly Told[] },
): Way | undefined {
  const { m, printed, notices } = of
  const strength = notices[0]?.strength ?? 0
  if (strength === 3) return 'name'
  if (isSeenByWalks(mutant)) return 'walks'
  if (isMissedIn(printed, m, mutant)) return strength === 2 ? 'deeds' : 'table'
  return isProvenByAny(notices, mutant.article) ? 'run' : undefined
}
const isSeenByWalks = ({ kind, mechanism, rule }: Mutant): boolean =>
  kind === 'rule' && failsInWalks(mechanism, rule)

/** So many tests are run before a mutant is said to survive. */
const TRIES = 3

function isMissedIn(printed: string, m: Mechanism, mutant: Mutant): boolean {
  const restore = mutant.apply()
  const missed = waysOf(m) !== printed
  restore()
  return missed
}

/** In an order that the seed decides. The table of ways is looked at for each as it is. */
function chosen(mechanisms: readonly Mechanism[], told: Notices, { seed }: Options) {
  const place = (id: string): number => {
    let hash = seed
    for (const c of id) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 2654435761)
    return hash >>> 0
  }
  return mechanisms
    .flatMap(mutantsOf)
    .filter((mutant) => told.get(mutant.id)?.[0]?.strength === 3 || isSeenByWalks(mutant))
    .toSorted((a, b) => place(a.id) - place(b.id))
}

const WALKS = ['tests/mechanisms/walks.test.ts', 'tests/mechanisms/walks-after.test.ts']
/** The tests that should fail: those that demand the refusal, or the walks of the mechanism. */
const testsOf = (mutant: Mutant, told: Notices): readonly Told[] => {
  const notices = told.get(mutant.id) ?? []
  if (notices[0]?.strength === 3) return notices
  const test = `${mutant.mechanism}, walked at random`
  return [{ mutant: mutant.id, test, files: WALKS, was: '', is: '', strength: 2 }]
}

const isProvenByAny = (notices: readonly Told[], article: string): boolean =>
  notices.slice(0, TRIES).some((one) => isProven(one, article))

/** Puts the mutant into the code: the test that noticed it must fail, and name its article. */
function isProven({ mutant, test, files }: Told, article: string): boolean {
  const pattern = test
    .split(' > ')
    .join(' ')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const ran = vitest([...files, '-t', pattern], { XIAOBAO_MUTANT: mutant }, true)
  const says = `${ran.stdout}${ran.stderr}`
  const proven = ran.status !== 0 && says.includes(article)
  print(
    `${proven ? 'proven' : 'NOT PROVEN'}: ${mutant} (${article}) by ${files.join(' or ')}, ${test}`,
  )
  return proven
}
