/** What the fields of a payload are: their scalar types, and which of them name something. */
import * as z from 'zod'

/** What a field names: a person, a process, a subject by its key, or a unit by its code. */
export type Names = 'person' | 'process' | 'subject' | 'unit'
export interface PayloadField {
  readonly is: 'string' | 'integer' | 'boolean' | 'time'
  readonly names?: Names
}

const known = new WeakMap<z.ZodType, ReadonlyMap<string, PayloadField>>()

/** The fields of a payload schema by their dotted path; members of a list have the path of the list. */
export function fieldsIn(schema: z.ZodType): ReadonlyMap<string, PayloadField> {
  const before = known.get(schema)
  if (before) return before
  const found = new Map<string, PayloadField>()
  walk(schema, '', found)
  known.set(schema, found)
  return found
}

function walk(schema: z.ZodType, path: string, found: Map<string, PayloadField>): void {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return walk(schema.unwrap() as z.ZodType, path, found)
  if (schema instanceof z.ZodArray) return walk(schema.element as z.ZodType, path, found)
  if (schema instanceof z.ZodUnion) {
    for (const option of schema.options) walk(option as z.ZodType, path, found)
    return
  }
  if (schema instanceof z.ZodObject) {
    for (const [key, member] of Object.entries(schema.shape))
      walk(member as z.ZodType, path === '' ? key : `${path}.${key}`, found)
    return
  }
  const names = namesOf(schema)
  found.set(path, { is: scalarOf(schema), ...(names ? { names } : {}) })
}

function scalarOf(schema: z.ZodType): PayloadField['is'] {
  if (schema.meta()?.['scalar'] === 'DateTime') return 'time'
  if (schema instanceof z.ZodBoolean) return 'boolean'
  return schema instanceof z.ZodNumberFormat ? 'integer' : 'string'
}

function namesOf(schema: z.ZodType): Names | undefined {
  const { node, subject, unit } = schema.meta() ?? {}
  if (node === 'Person') return 'person'
  if (node === 'Process') return 'process'
  if (typeof subject === 'string') return 'subject'
  return unit === true ? 'unit' : undefined
}

/** A value in a payload that names something, with the path of its field. */
export interface Named {
  readonly path: string
  readonly names: Names
  readonly value: string
}

/** Everything that a payload names, in the order in which it stands there. */
export function namedIn(schema: z.ZodType, payload: unknown): readonly Named[] {
  const fields = fieldsIn(schema)
  const found: Named[] = []
  const look = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const one of value) look(one, path)
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value))
        look(member, path === '' ? key : `${path}.${key}`)
    else if (typeof value === 'string') {
      const names = fields.get(path)?.names
      if (names) found.push({ path, names, value })
    }
  }
  look(payload, '')
  return found
}
