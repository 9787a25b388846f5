/**
 * Canonical JSON (RFC 8785) of plain values, three times as fast as the library: nearly every byte of a
 * trail passes through here. Whatever is not plain (a class with `toJSON`, a function, a cycle) is left
 * to the library, and a property test holds both to the same form.
 */
import canonicalize from 'canonicalize'

/** Nothing we write is nested so deep; beyond it there may be a cycle. */
const DEEPEST = 64
/** Nothing in it needs an escape, and there is no half of a surrogate pair. */
const PLAIN = /^[ !#-[\]-~\u00a0-\ud7ff]*$/
const NOT_PLAIN: unique symbol = Symbol('not plain')

/** The canonical form; undefined for what JSON leaves out. Throws for what JSON has no form for. */
export function canonicalJson(value: unknown): string | undefined {
  try {
    return formOf(value, 0)
  } catch (error) {
    if (error !== NOT_PLAIN) throw error
    return canonicalize(value)
  }
}

function formOf(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isFinite(value)) throw NOT_PLAIN
      return JSON.stringify(value)
    case 'object':
      if (value === null) return 'null'
      if (depth > DEEPEST || 'toJSON' in value) throw NOT_PLAIN
      return Array.isArray(value) ? listOf(value, depth + 1) : membersOf(value, depth + 1)
    default:
      throw NOT_PLAIN
  }
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw NOT_PLAIN
  return JSON.stringify(text)
}

function listOf(list: readonly unknown[], depth: number): string {
  let form = '['
  for (let i = 0; i < list.length; i++) {
    const value = list[i]
    if (value === undefined && !(i in list)) throw NOT_PLAIN
    form += `${i === 0 ? '' : ','}${value === undefined ? 'null' : formOf(value, depth)}`
  }
  return `${form}]`
}

function membersOf(object: object, depth: number): string {
  const members = object as Readonly<Record<string, unknown>>
  let form = ''
  for (const key of sorted(Object.keys(members))) {
    const value = members[key]
    if (value !== undefined)
      form += `${form === '' ? '{' : ','}${named(key)}${formOf(value, depth)}`
  }
  return form === '' ? '{}' : `${form}}`
}

function sorted(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i++)
    if ((keys[i] as string) < (keys[i - 1] as string)) return keys.sort()
  return keys
}

/** Names come again and again, and are few: at most so many are remembered, and none that is longer. */
const NAMES_MAX = 10_000
const NAME_LONGEST = 64
const names = new Map<string, string>()
function named(key: string): string {
  const known = names.get(key)
  if (known !== undefined) return known
  const made = `${quoted(key)}:`
  if (key.length > NAME_LONGEST) return made
  if (names.size >= NAMES_MAX) names.clear()
  names.set(key, made)
  return made
}
