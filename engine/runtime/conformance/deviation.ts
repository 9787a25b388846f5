/** What does not follow in a log, in words that name the place and never a personal value. */
import type { Difference } from '../verify/difference.ts'

/** One place where a log is not what its own leaves and the charts make of it. */
export interface Deviation extends Omit<Difference, 'institution' | 'kind'> {
  /** An object that is no process: `product:<id>`. */
  readonly object?: string
}

/** One line for a terminal: where, what, and the two values. */
export function deviationLine(deviation: Deviation): string {
  const { position, entry, process, object, what, expected, found } = deviation
  const place = [
    ...(position === undefined ? [] : [`position ${String(position)}`]),
    ...(entry === undefined ? [] : [`entry ${entry}`]),
    ...(process === undefined ? [] : [`process ${process}`]),
    ...(object === undefined ? [] : [`object ${object}`]),
  ].join(', ')
  const values =
    expected === undefined ? '' : ` (follows: ${expected}; in the file: ${found ?? '–'})`
  return `${place === '' ? 'log' : place}: ${what.en} · ${what.zh}${values}`
}
