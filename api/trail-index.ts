/** `xiaobao trail-index`: is the index by which the trail is filtered what follows from the entries? */
import type { Command } from 'commander'

export interface TrailIndexOptions {
  readonly institution?: string
  /** Make it anew. */
  readonly rebuild?: true
}

/** What was found in one institution. */
export interface CheckedIndex {
  readonly institution: string
  /** Entries that are indexed. */
  readonly entries: number
  /** Positions whose line is not what follows from the entry; the first hundred. */
  readonly wrong: readonly number[]
}

/** Checks, or makes anew and then checks, the database that is configured. */
export type CheckIndex = (options: TrailIndexOptions) => Promise<readonly CheckedIndex[]>

/** Adds the command to the program. */
export function registerTrailIndex(program: Command, check: CheckIndex): void {
  program
    .command('trail-index')
    .description(
      'check the index by which the trail is filtered against the entries; may run beside a server',
    )
    .option('--institution <id>', 'one institution instead of all')
    .option('--rebuild', 'make it anew from the entries')
    .action(async (options: TrailIndexOptions) => {
      const found = await check(options)
      for (const one of found) process.stdout.write(textOf(one))
      if (found.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1
    })
}

function textOf({ institution, entries, wrong }: CheckedIndex): string {
  const head = `institution ${institution}: ${entries} entries indexed`
  return wrong.length === 0
    ? `${head}, all as the entries say\n`
    : `${head}; not as the entries say at ${wrong.join(', ')}. --rebuild makes the index anew\n`
}
