/** What does not follow from the trail, in words that name the place and never a personal value. */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import { canonical } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'

/** One place where what is kept is not what follows from the entries. */
export interface Difference {
  readonly institution: Uuid
  /** Absent where no line of the trail can be named, as for a row that no entry made. */
  readonly position?: number
  readonly entry?: Uuid
  readonly process?: Uuid
  readonly what: Text
  /** What follows from the entries. */
  readonly expected?: string
  /** What is kept. */
  readonly found?: string
}

/** A difference before its place is known. */
export interface Said extends Pick<Difference, 'what' | 'expected' | 'found'> {}

const SHOWN_MAX = 200

/** A value as it is shown: canonical JSON, cut where it is long. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '–'
  const form = typeof value === 'string' ? value : canonical(value)
  return form.length > SHOWN_MAX ? `${form.slice(0, SHOWN_MAX)}…` : form
}

/** Something that is not as it must be, without the two values. */
export const said = (zh: string, en: string): Said => ({ what: text(zh, en) })

/** Two values that should be one. */
export const unlike = (
  [zh, en]: readonly [zh: string, en: string],
  expected: unknown,
  found: unknown,
): Said => ({ what: text(zh, en), expected: shown(expected), found: shown(found) })

/** Equal as canonical JSON; null and absent are the same, as a row has no absent column. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === undefined || a === null || b === undefined || b === null)
    return (a ?? undefined) === (b ?? undefined)
  return a === b || canonical(a) === canonical(b)
}

/** One line for a terminal: where, what, and the two values. */
export function reportLine(difference: Difference): string {
  const { institution, position, entry, process, what, expected, found } = difference
  const place = [
    `institution ${institution}`,
    ...(position === undefined ? [] : [`position ${String(position)}`]),
    ...(entry === undefined ? [] : [`entry ${entry}`]),
    ...(process === undefined ? [] : [`process ${process}`]),
  ].join(', ')
  const values =
    expected === undefined ? '' : ` (follows: ${expected}; kept: ${found ?? shown(found)})`
  return `${place}: ${what.en} · ${what.zh}${values}`
}
