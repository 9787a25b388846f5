/** Text that a filter compares with columns of the database. */
import { badUserInput } from '../errors.ts'

const LONGEST = 500

/** PostgreSQL keeps neither NUL nor half a character, so nothing can equal such text. */
export function checkText(name: string, value: string): string {
  if (value.length > LONGEST) throw badUserInput(`\`${name}\` is longer than ${LONGEST} characters`)
  if (value.includes('\u0000') || !value.isWellFormed())
    throw badUserInput(`\`${name}\` contains a NUL or half a character`)
  return value
}
