/** Names and media types of files, as senders give them. */

const LONGEST = 255
/** Control characters, and what turns the direction of writing to make one name look like another. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

/**
 * The last part of a name that may come with a path; undefined where none was given, null where it is no
 * name. It is never made part of a path: only a commitment to it is kept.
 */
export function fileName(given: string | undefined | null): string | undefined | null {
  if (given === undefined || given === null) return undefined
  const name = (given.split(/[/\\]/).at(-1) ?? '').trim()
  const good = name !== '' && name.length <= LONGEST && !UNPRINTABLE.test(name)
  return good && name.isWellFormed() ? name : null
}

/** Media types by which senders say nothing of a file. */
export const isOpen = (media: string | undefined): boolean =>
  media === undefined || OPEN.test(media)
const OPEN = /^((application|binary)\/octet-stream|application\/x-www-form-urlencoded|) *(;|$)/i
