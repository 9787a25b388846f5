/** Input as GraphQL coerced it → payload as the engine takes it: ids become uuids, nulls are dropped. */
import { decodeId } from './ids.ts'
import type { ObjectShape, Shape } from './shape.ts'

/** An id of another type, or none at all. `field` is its path in the payload. */
export class WrongId extends Error {
  override readonly name = 'WrongId'
  readonly field: readonly string[]
  readonly wanted: string
  constructor(field: readonly string[], wanted: string) {
    super(`${field.join('.')} is not the id of a ${wanted}`)
    this.field = field
    this.wanted = wanted
  }
}

/** Which types of a global id a node of a payload may have. */
export type AcceptedTypes = (node: string, mechanism: string | undefined) => readonly string[]

type Plain = Record<string, unknown>

/** The payload with uuids for ids. Throws WrongId. */
export function decodePayload(value: Plain, shape: ObjectShape, accepted: AcceptedTypes): Plain {
  return decode(value, shape, { path: [], accepted }) as Plain
}

/** The uuid of an id that must be of one of the types. Throws WrongId. */
export function uuidOf(id: string, types: readonly string[], field: readonly string[]): string {
  const decoded = decodeId(id)
  if (!decoded || !types.includes(decoded.type)) throw new WrongId(field, types[0] ?? 'node')
  return decoded.id
}

interface At {
  readonly path: readonly string[]
  readonly accepted: AcceptedTypes
}

function decode(value: unknown, shape: Shape, at: At): unknown {
  if (shape.is === 'ID')
    return uuidOf(String(value), at.accepted(shape.node, shape.mechanism), at.path)
  if (shape.is === 'list' && Array.isArray(value))
    return value.map((item, n) =>
      decode(item, shape.of.shape, { ...at, path: [...at.path, String(n)] }),
    )
  if (shape.is === 'object' || shape.is === 'oneOf') return members(value as Plain, shape, at)
  return value
}

/** Relay sends null for what it leaves out, and the engine counts null as absent. */
function members(value: Plain, shape: ObjectShape, at: At): Plain {
  const present = Object.entries(shape.fields).flatMap(([key, slot]): [string, unknown][] => {
    const member = value[key]
    if (member === undefined || member === null) return []
    return [[key, decode(member, slot.shape, { ...at, path: [...at.path, key] })]]
  })
  return Object.fromEntries(present)
}
