/** `xiaobao verify`: does everything that is kept follow from the entries, and are they those sealed? */
import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'

export interface VerifyOptions {
  readonly institution?: string
  /** So many differences of each institution are named. */
  readonly most: number
  readonly threads: number
  /** Told how far it is, in words. */
  readonly progress: (line: string) => void
}

/** One place where what is kept is not what follows from the entries. */
interface Difference {
  readonly kind: string
  readonly position?: number
  readonly entry?: string
  readonly process?: string
}

/** What was found in one institution. */
export interface Verified {
  readonly institution: string
  readonly entries: number
  readonly processes: number
  readonly timers: number
  /** Entries under the last signed head, and signed heads. */
  readonly sealed: number
  readonly checkpoints: number
  /** Those of them that are signed by SM2 too. */
  readonly sm2Checkpoints: number
  /** Cosignatures by the known key of a witness, and those by a key that is not known. */
  readonly cosignatures: number
  readonly cosignedByOthers: number
  /** Personal values that were erased; their commitments stay. */
  readonly erased: number
  /** By which entries, and how many each. */
  readonly erasedBy: readonly {
    readonly entry: string
    readonly position?: number
    readonly values: number
  }[]
  /** Personal values that were not looked into: the master key is not here. */
  readonly closed: number
  /** The first ones, in the order of the trail. */
  readonly differences: readonly Difference[]
  /** How many there are of each kind; none where everything follows from the entries. */
  readonly totals: Readonly<Record<string, number>>
  /** A line of each difference. */
  readonly lines: readonly string[]
  /** Days without a heartbeat, and alarms of the seal and of witnesses: to be looked into, no difference. */
  readonly notes: readonly string[]
}
/** Verifies the database that is configured. */
export type Verify = (options: VerifyOptions) => Promise<readonly Verified[]>

const MOST = 20
const EVERY = 1_000_000
/** More would wait for the database. */
const THREADS_MAX = 16

interface Asked {
  readonly institution?: string
  readonly all?: true
  readonly json?: true
  readonly threads: number
}

/** Adds the command to the program. */
export function registerVerify(program: Command, verify: Verify): void {
  program
    .command('verify')
    .description(
      'play every entry again, hold tables, tree and signed heads against the entries, and name what differs; may run beside a server',
    )
    .option('--institution <id>', 'one institution instead of all')
    .option('--all', `name every difference, not only the first ${String(MOST)} of an institution`)
    .option('--threads <n>', 'how many read at the same time', threads, defaultThreads())
    .option('--json', 'one JSON object with counts, differences, and what it took')
    .action(async (asked: Asked) => {
      const from = performance.now()
      const found = await verify({
        ...(asked.institution === undefined ? {} : { institution: asked.institution }),
        most: asked.all ? EVERY : MOST,
        threads: asked.threads,
        progress: progressOn(process.stderr),
      })
      const seconds = (performance.now() - from) / 1000
      if (asked.json) process.stdout.write(`${JSON.stringify(reportOf(found, seconds))}\n`)
      else for (const one of found) process.stdout.write(textOf(one))
      // For a script that asks whether to go on.
      if (found.some(({ totals }) => Object.keys(totals).length > 0)) process.exitCode = 1
    })
}

const defaultThreads = (): number => Math.min(2, availableParallelism())

function threads(value: string): number {
  const parsed = Number(value)
  if (!Number.isInteger(parsed) || parsed < 1 || parsed > THREADS_MAX)
    throw new InvalidArgumentError(`from 1 to ${String(THREADS_MAX)}`)
  return parsed
}

/** Where nobody looks, nothing is said. */
const progressOn =
  (to: NodeJS.WriteStream) =>
  (line: string): void => {
    if (to.isTTY) to.write(`\r\u001b[K${line}`)
  }

/** What a program reads: all institutions, and what it took. */
function reportOf(found: readonly Verified[], seconds: number) {
  const { user, system } = process.cpuUsage()
  return {
    institutions: found.map(({ lines: _lines, ...one }) => one),
    seconds,
    cpuSeconds: (user + system) / 1e6,
    // What the whole process had in memory at most, all threads together.
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  }
}

/** By which entries values were erased, and what was not looked into. */
const asideText = (verified: Verified): readonly string[] => {
  const { erasedBy, closed, cosignedByOthers } = verified
  return [
    ...erasedBy.map(
      ({ entry, position, values }) =>
        `${String(values)} personal values erased by entry ${entry}` +
        (position === undefined ? '' : `, position ${String(position)}`),
    ),
    ...(closed > 0
      ? [`${String(closed)} personal values not looked into: KEYS_DIR has no key that opens them`]
      : []),
    ...(cosignedByOthers > 0
      ? [
          `${String(cosignedByOthers)} cosignatures by keys that are not known: name the witnesses in WITNESSES`,
        ]
      : []),
  ]
}

function textOf(verified: Verified): string {
  const { institution, lines, notes, totals, ...counts } = verified
  const { entries, processes, timers, sealed, checkpoints, cosignatures, erased } = counts
  const { sm2Checkpoints } = counts
  const counted =
    `${String(entries)} entries, ${String(sealed)} of them sealed under ${String(checkpoints)} signed heads, ` +
    (sm2Checkpoints > 0 ? `${String(sm2Checkpoints)} of those by SM2 too, ` : '') +
    `cosigned ${String(cosignatures)} times; ` +
    `${String(processes)} processes, ${String(timers)} timers, ${String(erased)} erased`
  const found = Object.values(totals).reduce((sum, n) => sum + n, 0)
  const kinds = Object.entries(totals).map(([kind, n]) => `${kind} ${String(n)}`)
  const said =
    found === 0
      ? ['everything follows from the entries']
      : [
          ...lines,
          `${String(found)} differences in all: ${kinds.join(', ')}` +
            (found > lines.length ? '; --all names every one' : ''),
        ]
  const all = [...said, ...asideText(verified), ...notes].map((line) => `  ${line}`)
  return [`institution ${institution}: ${counted}`, ...all, ''].join('\n')
}
