/** What GraphQL can say of a zod schema: the closed subset of payloads, and the contexts of charts. */
import * as z from 'zod'
import { isName, pascal, screaming } from './names.ts'

export interface EnumShape {
  readonly is: 'enum'
  readonly id: string
  readonly values: readonly string[]
}
export interface ObjectShape {
  readonly is: 'object' | 'oneOf'
  readonly id: string
  readonly fields: Readonly<Record<string, Slot>>
}
export type Shape =
  | { readonly is: 'String' | 'Int' | 'Boolean' | 'Date' | 'DateTime' | 'JSON' }
  | { readonly is: 'ID'; readonly node: string; readonly mechanism: string | undefined }
  | EnumShape
  | { readonly is: 'list'; readonly of: Slot }
  | ObjectShape

/** A place for a value: its shape, and whether it may be absent. */
export interface Slot {
  readonly shape: Shape
  readonly optional: boolean
  readonly personal: boolean
  /** `product` for a subject key of that kind. */
  readonly subject: string | undefined
  readonly says: string | undefined
}

interface Reading {
  /** Where it stands, for the message: `M07 register.claim`. */
  readonly path: string
  /** A payload: nothing outside the subset, and every enum and object named by its author. */
  readonly strict: boolean
  /** The name where the author gave none: contexts are outputs of one mechanism and cannot clash. */
  readonly name: string
}

/** A schema says something that has no form in the API. Stops the start. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError'
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`)
  }
}

/** The payload of an event. */
export const payloadShape = (schema: z.ZodObject, path: string): ObjectShape =>
  objectOf(schema, { path, strict: true, name: '' })

/** The context of a chart, as the facts of its processes. */
export const contextShape = (
  schema: z.ZodObject,
  at: { readonly path: string; readonly name: string },
): ObjectShape => objectOf(schema, { ...at, strict: false })

const inner = (at: Reading, key: string): Reading => ({
  ...at,
  path: `${at.path}.${key}`,
  name: at.name + pascal(key),
})

function objectOf(schema: z.ZodObject, at: Reading): ObjectShape {
  const id = at.strict && at.name === '' ? '' : idOf(schema, at)
  const fields = Object.entries(schema.shape).map(([key, value]): [string, Slot] => {
    const here = inner({ ...at, name: id === '' ? at.name : id }, key)
    if (!isName(key)) throw new ShapeError(here.path, 'the name is not one that GraphQL knows')
    return [key, slotOf(value as z.ZodType, at.strict ? { ...here, name: key } : here)]
  })
  return { is: 'object', id, fields: Object.fromEntries(fields) }
}

function slotOf(schema: z.ZodType, at: Reading): Slot {
  let bare = schema
  let optional = false
  for (;;) {
    if (bare instanceof z.ZodOptional) optional = true
    else if (bare instanceof z.ZodNullable && !at.strict) optional = true
    else if (!(bare instanceof z.ZodReadonly) || at.strict) break
    bare = bare.unwrap() as z.ZodType
  }
  const meta = bare.meta() ?? {}
  return {
    shape: scalarOf(bare, meta) ?? compoundOf(bare, at),
    optional,
    personal: meta['personal'] !== undefined,
    subject: typeof meta['subject'] === 'string' ? meta['subject'] : undefined,
    says: schema.description ?? bare.description,
  }
}

function scalarOf(schema: z.ZodType, meta: z.GlobalMeta): Shape | undefined {
  if (meta['scalar'] === 'Date' || schema instanceof z.ZodISODate) return { is: 'Date' }
  if (meta['scalar'] === 'DateTime' || schema instanceof z.ZodISODateTime) return { is: 'DateTime' }
  if (meta['scalar'] === 'ID' && typeof meta['node'] === 'string')
    return {
      is: 'ID',
      node: meta['node'],
      mechanism: typeof meta['mechanism'] === 'string' ? meta['mechanism'] : undefined,
    }
  if (schema instanceof z.ZodString) return { is: 'String' }
  if (schema instanceof z.ZodNumberFormat && ['safeint', 'int32'].includes(schema.format ?? ''))
    return { is: 'Int' }
  if (schema instanceof z.ZodBoolean) return { is: 'Boolean' }
  return undefined
}

function compoundOf(schema: z.ZodType, at: Reading): Shape {
  if (schema instanceof z.ZodEnum) return enumOf(schema, at)
  if (schema instanceof z.ZodArray) return listOf(schema, at)
  if (schema instanceof z.ZodObject) return objectOf(schema, at)
  if (schema instanceof z.ZodUnion && schema.meta()?.['oneOf'] === true) return oneOf(schema, at)
  if (!at.strict) return looseOf(schema)
  throw new ShapeError(
    at.path,
    `${schema.type} has no form in the API; use what engine/core/payload.ts allows`,
  )
}

/** Contexts never come in, so what has no type of its own may go out as JSON. */
const looseOf = (schema: z.ZodType): Shape =>
  schema instanceof z.ZodStringFormat ? { is: 'String' } : { is: 'JSON' }

function listOf(schema: z.ZodArray, at: Reading): Shape {
  const limits = schema._zod.def.checks?.map((check) => check._zod.def.check) ?? []
  if (at.strict && !limits.includes('max_length'))
    throw new ShapeError(at.path, 'a list says how long it may be: .max(n)')
  const of = slotOf(schema.element as z.ZodType, { ...at, path: `${at.path}[]` })
  if (of.optional) throw new ShapeError(at.path, 'a list has no gaps')
  return { is: 'list', of }
}

function enumOf(schema: z.ZodEnum, at: Reading): EnumShape {
  const values = schema.options.map(String)
  const names = values.map(screaming)
  const bad = names.find((name) => !isName(name))
  if (bad !== undefined) throw new ShapeError(at.path, `${bad} is not a name that GraphQL knows`)
  if (new Set(names).size < names.length)
    throw new ShapeError(at.path, 'two values have one name in the API')
  return { is: 'enum', id: idOf(schema, at), values }
}

/** Exactly one of several shapes: each member of the union is an object with one key of its own. */
function oneOf(schema: z.ZodUnion, at: Reading): ObjectShape {
  const id = idOf(schema, at)
  const fields = schema.options.map((option): [string, Slot] => {
    const entries = option instanceof z.ZodObject ? Object.entries(option.shape) : []
    const [only] = entries
    if (!only || entries.length > 1)
      throw new ShapeError(at.path, 'each shape of a oneOf is an object with one key')
    const slot = slotOf(only[1] as z.ZodType, inner({ ...at, name: id }, only[0]))
    return [only[0], { ...slot, optional: true }]
  })
  return { is: 'oneOf', id, fields: Object.fromEntries(fields) }
}

function idOf(schema: z.ZodType, at: Reading): string {
  const id = schema.meta()?.id
  if (id === undefined && at.strict)
    throw new ShapeError(
      at.path,
      'an enum or a nested object carries .meta({ id }), its name in the API',
    )
  const name = id ?? at.name
  if (!isName(name)) throw new ShapeError(at.path, `${name} is not a name that GraphQL knows`)
  return name
}
