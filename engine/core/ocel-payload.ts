/** The payload of an entry as attributes: scalars one by one, lists as JSON, commitments left out. */
import type * as z from 'zod'
import { fieldsIn } from './payload-fields.ts'
import type { PayloadField } from './payload-fields.ts'
import type { AttributeType, Typed } from './ocel.ts'

const DEEPEST = 4

/** `payload.<path>` for each value; the type is that of its field, or of the value where none is known. */
export function payloadAttributes(
  schema: z.ZodType | undefined,
  payload: Readonly<Record<string, unknown>>,
): readonly Typed[] {
  const fields = schema ? fieldsIn(schema) : NONE
  const found: Typed[] = []
  const add = (path: string, value: string, type: AttributeType) =>
    found.push({ name: `payload.${path}`, value, type })
  const look = (value: unknown, path: string, depth: number): void => {
    if (value === null || value === undefined || isCommitment(value)) return
    if (typeof value === 'object' && !Array.isArray(value) && depth < DEEPEST)
      for (const [key, member] of Object.entries(value))
        look(member, path === '' ? key : `${path}.${key}`, depth + 1)
    else if (typeof value === 'object') add(path, JSON.stringify(value), 'string')
    else {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      add(path, text, typeOf(value, fields.get(path)))
    }
  }
  look(payload, '', 0)
  return found
}
const NONE: ReadonlyMap<string, PayloadField> = new Map()

/** A personal value stays where it is; that there was one is said by the leaf. */
function isCommitment(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const [key, ...more] = Object.keys(value)
  return key === 'commitment' && more.length === 0
}

/** What the value is not is not declared of it, however the field is called. */
function typeOf(value: unknown, field: PayloadField | undefined): AttributeType {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float'
  return field?.is === 'time' ? 'time' : 'string'
}
