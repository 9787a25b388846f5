/** What an import says while it runs, and at its end. */
import type { ImportProgress, Summary } from './run.ts'
import type { Rejected } from './tally.ts'

/** Where progress goes: standard error, so that the summary can be piped. */
export interface Screen {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

const EVERY_MS = { terminal: 100, log: 5000 } as const
/** A file without one good row would fill any log. */
const TOLD_MAX = 200

/** One line that is written over on a terminal; elsewhere a line every few seconds. */
export class Progress {
  readonly #screen: Screen
  readonly #nowMs: () => number
  readonly #begunMs: number
  #saidMs: number
  #told = 0

  constructor(screen: Screen, nowMs: () => number) {
    this.#screen = screen
    this.#nowMs = nowMs
    this.#begunMs = nowMs()
    this.#saidMs = this.#begunMs
  }

  get seconds(): number {
    return (this.#nowMs() - this.#begunMs) / 1000
  }

  show({ counts, line }: ImportProgress): void {
    const now = this.#nowMs()
    const terminal = this.#screen.isTTY === true
    if (now - this.#saidMs < EVERY_MS[terminal ? 'terminal' : 'log']) return
    this.#saidMs = now
    const { rows, imported, alreadyThere, rejected, commands } = counts
    const rate = Math.round(commands / this.seconds)
    const text =
      `line ${String(line)}: ${String(rows)} rows, ${String(imported)} imported, ` +
      `${String(alreadyThere)} already there, ${String(rejected)} rejected, ${String(rate)} commands/s`
    if (terminal) this.#screen.write(`\r\u001B[K${text.slice(0, (this.#screen.columns ?? 80) - 1)}`)
    else this.#screen.write(`${text}\n`)
  }

  reject({ line, reason }: Rejected): void {
    this.#told++
    if (this.#told < TOLD_MAX) this.say(`line ${String(line)} rejected: ${reason}`)
    else if (this.#told === TOLD_MAX) this.say('further rejected rows are only counted')
  }

  say(text: string): void {
    this.#screen.write(`${this.#screen.isTTY ? '\r\u001B[K' : ''}${text}\n`)
  }

  /** Leaves the line of progress for what comes after it. */
  end(): void {
    if (this.#screen.isTTY) this.#screen.write('\r\u001B[K')
  }
}

type Line = readonly [label: string, value: number | string, note?: string]

/** The summary for people. */
export function summaryText(
  summary: Summary,
  took: { readonly seconds: number; readonly dryRun: boolean },
): string {
  const { stopped, unknownColumns } = summary
  const lines = [...linesOf(summary, took.dryRun), ...responses(summary)]
  const width = Math.max(...lines.map(([label]) => label.length))
  const table = lines.map(
    ([label, value, note]) =>
      `  ${label.padEnd(width)}  ${String(value).padStart(8)}${note === undefined ? '' : `  ${note}`}`,
  )
  const { commands } = summary
  const speed =
    commands === 0
      ? []
      : [
          `${String(commands)} commands in ${took.seconds.toFixed(1)} s, ` +
            `${String(Math.round(commands / took.seconds))} a second.`,
        ]
  return [
    `${summary.file} (SHA-256 ${summary.sha256.slice(0, 16)}…)`,
    ...table,
    ...reasons(summary.rejectedRows),
    ...(unknownColumns.length > 0
      ? [`Columns that are not read: ${unknownColumns.join(', ')}`]
      : []),
    ...speed,
    ...(took.dryRun ? ['Dry run: nothing was recorded.'] : []),
    ...(stopped
      ? [
          `Stopped before line ${String(stopped.beforeLine)}: ${stopped.because}. ` +
            'Whatever is counted above is recorded; the same command goes on with the rest.',
        ]
      : []),
    '',
  ].join('\n')
}

function linesOf(s: Summary, dryRun: boolean): readonly Line[] {
  const lines: (Line | false)[] = [
    ['rows read', s.rows],
    !dryRun && ['imported', s.imported],
    (!dryRun || s.alreadyThere > 0) && ['already there', s.alreadyThere],
    s.leftOut > 0 && ['of other companies, left out', s.leftOut],
    ['rejected', s.rejected],
    ['received', s.received],
    ['late, as the source attests', s.late],
    ['disputed, taken on again', s.disputed],
    ['relief: monetary', s.relief.monetary, 'amounts are not stated'],
    ['relief: non-monetary', s.relief.nonMonetary],
    ['relief: none', s.relief.none],
    ['still open', s.stillOpen.total],
    ['  in progress', s.stillOpen.inProgress],
    ['  late without an answer', s.stillOpen.unanswered],
    ['  disputed', s.stillOpen.disputed],
    ['inconsistent', s.inconsistent, 'sent to the company before it was received; taken as stated'],
    ['day of the answer not stated', s.notStated.dayOfAnswer],
    ['timeliness not stated', s.notStated.timeliness],
    ['whether disputed not stated', s.notStated.whetherDisputed],
    !dryRun && ['late since the file', s.sinceFile, 'by our own clocks; not among the late above'],
  ]
  return lines.filter((line) => line !== false)
}

const responses = ({ responses: by }: Summary): readonly Line[] =>
  Object.entries(by)
    .sort(([, a], [, b]) => b - a)
    .map(([says, n]) => [`“${says}”`, n])

/** Rejected rows by their reason, with the first lines of each. */
function reasons(rejected: readonly Rejected[]): readonly string[] {
  const by = new Map<string, number[]>()
  for (const { line, reason } of rejected) by.set(reason, [...(by.get(reason) ?? []), line])
  return [...by].map(([reason, lines]) => {
    const more = lines.length > SHOWN ? `, and ${String(lines.length - SHOWN)} more` : ''
    return `Rejected, nothing of it recorded: ${reason} (line ${lines.slice(0, SHOWN).join(', ')}${more})`
  })
}
const SHOWN = 10
