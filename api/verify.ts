/** `xiaobao verify`: does everything that is kept follow from the entries? */
import type { Command } from 'commander'

export interface VerifyOptions {
  readonly institution?: string
  /** Name every difference, not only the first. */
  readonly all?: true
}

/** What was found in one institution. */
export interface Verified {
  readonly institution: string
  readonly entries: number
  readonly processes: number
  readonly timers: number
  /** Personal values that were erased; their commitments stay. */
  readonly erased: number
  /** One line each; none where everything follows from the entries. */
  readonly differences: readonly string[]
}
/** Verifies the database that is configured. */
export type Verify = (options: VerifyOptions) => Promise<readonly Verified[]>

/** Adds the command to the program. */
export function registerVerify(program: Command, verify: Verify): void {
  program
    .command('verify')
    .description(
      'derive every process and timer anew from the entries, and name the first difference; may run beside a server',
    )
    .option('--institution <id>', 'one institution instead of all')
    .option('--all', 'name every difference, not only the first')
    .action(async (options: VerifyOptions) => {
      const found = await verify(options)
      for (const one of found) process.stdout.write(textOf(one))
      // For a script that asks whether to go on.
      if (found.some(({ differences }) => differences.length > 0)) process.exitCode = 1
    })
}

function textOf({ institution, differences, ...counts }: Verified): string {
  const { entries, processes, timers, erased } = counts
  const counted = `${entries} entries, ${processes} processes, ${timers} timers, ${erased} erased`
  const lines = differences.length > 0 ? differences : ['everything follows from the entries']
  return [`institution ${institution}: ${counted}`, ...lines.map((line) => `  ${line}`), ''].join(
    '\n',
  )
}
