/** `xiaobao conformance FILE`: does an exported log follow from the charts that it names? */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Command } from 'commander'

/** What was looked at. */
export interface Conformed {
  readonly institution: string
  readonly export: string
  readonly from: number
  readonly to: number
  readonly events: number
  readonly objects: number
  readonly processes: number
  readonly root?: string
}
/** Reads the log; gives its deviations one by one, a line each, then what was looked at. */
export type Conform = (open: () => AsyncIterable<string>) => AsyncGenerator<string, Conformed>

interface Options {
  readonly most: number
}

/** Adds the command to the program; `print` gets whole lines. */
export function registerConformance(
  program: Command,
  conform: Conform,
  print: (line: string) => void,
): void {
  program
    .command('conformance')
    .description(
      'play the processes of an exported log (OCEL 2.0 JSON) again by their charts, and name every deviation; needs no database',
    )
    .argument('<file>', 'the log')
    .option('--most <n>', 'name at most so many deviations', Number, 100)
    .action((file: string, options: Options) => run({ file, options, conform }, print))
}

async function run(
  asked: { readonly file: string; readonly options: Options; readonly conform: Conform },
  print: (line: string) => void,
): Promise<void> {
  const { file, options, conform } = asked
  const reading = conform(() => createReadStream(file, 'utf8'))
  let deviations = 0
  for (;;) {
    const next = await reading.next().catch((error: unknown) => {
      throw asSaid(file, error)
    })
    if (next.done === true) {
      print(textOf(next.value, { deviations, sha256: await sha256Of(file) }))
      break
    }
    deviations++
    if (deviations <= options.most) print(next.value)
  }
  if (deviations > 0) process.exitCode = 1
}

/** What is wrong with the file is said of the file, without a trace. */
function asSaid(file: string, error: unknown): unknown {
  return error instanceof Error && ['NoLog', 'JsonError'].includes(error.name)
    ? new Error(`${file}: ${error.message}`, { cause: error })
    : error
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function textOf(
  found: Conformed,
  { deviations, sha256 }: { readonly deviations: number; readonly sha256: string },
): string {
  const { institution, events, objects, processes, from, to, root } = found
  return [
    `institution ${institution}, positions ${String(from)} to ${String(to)}: ${String(events)} events, ${String(processes)} processes, ${String(objects)} objects, ${String(deviations)} deviations`,
    `  SHA-256 ${sha256}; the trail records that of the file in process ${found.export} of M11`,
    ...(root === undefined
      ? []
      : [
          `  root of the tree of ${String(to)} entries ${root}; compare it with a signed head of that size`,
        ]),
  ].join('\n')
}
