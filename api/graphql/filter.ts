/** What filters ask, as far as the contract cannot say it by types: text, and ids of one kind. */
import { badUserInput } from '../errors.ts'
import { WrongId, uuidOf } from './decode.ts'

const LONGEST = 500

/** PostgreSQL keeps neither NUL nor half a character, so nothing can equal such text. */
export function checkText(name: string, value: string): string {
  if (value.length > LONGEST) throw badUserInput(`\`${name}\` is longer than ${LONGEST} characters`)
  if (value.includes('\u0000') || !value.isWellFormed())
    throw badUserInput(`\`${name}\` contains a NUL or half a character`)
  return value
}

/** The uuid of an id in a filter; one that is none of ours is an error of shape. */
export function filterId(
  name: string,
  id: string | null | undefined,
  types: readonly string[],
): string | undefined {
  if (id === null || id === undefined) return undefined
  try {
    return uuidOf(id, types, [name])
  } catch (error) {
    if (error instanceof WrongId)
      throw badUserInput(`\`${name}\` is not the id of a ${error.wanted}`)
    throw error
  }
}
