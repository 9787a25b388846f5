/**
 * One GraphQL type for the facts of a mechanism, whatever the edition of a process. What one edition
 * knows and another does not may be null, and an enum has the values of all; so an edition that is
 * superseded takes nothing from the contract.
 */
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { factsType } from './names.ts'
import { ShapeError, contextShape, payloadShape } from './shape.ts'
import type { ObjectShape, Shape, Slot } from './shape.ts'

/** Values of each enum over all editions, by its id; the newest first. */
export type Enumerated = ReadonlyMap<string, readonly string[]>

/** The enums of a mechanism, whose editions are given with the newest first. */
export function enumerated(editions: readonly Mechanism[], nameOf: ContextName): Enumerated {
  const found = new Map<string, readonly string[]>()
  // Within one edition two enums of one name are a mistake, which must not be smoothed over.
  if (editions.length === 1) return found
  for (const m of editions)
    for (const [id, values] of enumsIn(m, nameOf))
      found.set(id, [...new Set([...(found.get(id) ?? []), ...values])])
  return found
}

function enumsIn(m: Mechanism, nameOf: ContextName): Enumerated {
  const found = new Map<string, readonly string[]>()
  const walk = (shape: Shape): void => {
    if (shape.is === 'list') walk(shape.of.shape)
    else if (shape.is === 'enum') {
      const before = found.get(shape.id) ?? shape.values
      if (before.join() !== shape.values.join())
        throw new ShapeError(m.id, `${shape.id} is the name of two enums`)
      found.set(shape.id, shape.values)
    } else if (shape.is === 'object' || shape.is === 'oneOf')
      for (const slot of Object.values(shape.fields)) walk(slot.shape)
  }
  for (const [name, event] of Object.entries(m.events))
    walk(payloadShape(event.payload, `${m.id} ${name}`))
  for (const chart of Object.keys(m.contexts)) {
    const shape = contextOf(m, chart, nameOf)
    if (shape) walk(shape)
  }
  return found
}

/** Name of the type of the facts of a chart. */
export type ContextName = (chart: string) => string

/** The charts that a mechanism has in any edition, and what the type of the facts of each is called. */
export function factsNames(editions: readonly Mechanism[]): {
  readonly charts: readonly string[]
  readonly nameOf: ContextName
} {
  const contexts = Object.assign({}, ...editions.map((m) => m.contexts)) as object
  const slug = editions[0]?.slug ?? ''
  return {
    charts: Object.keys(contexts),
    nameOf: (chart) => factsType({ slug, charts: contexts }, chart),
  }
}

const contextOf = (m: Mechanism, chart: string, nameOf: ContextName): ObjectShape | undefined => {
  const context = m.contexts[chart]
  return context && contextShape(context, { path: `${m.id} context`, name: nameOf(chart) })
}

/** A shape with the values of all editions in its enums. */
export function withEnums<S extends Shape>(shape: S, enums: Enumerated): S
export function withEnums(shape: Shape, enums: Enumerated): Shape {
  switch (shape.is) {
    case 'enum':
      return { ...shape, values: enums.get(shape.id) ?? shape.values }
    case 'list':
      return { ...shape, of: { ...shape.of, shape: withEnums(shape.of.shape, enums) } }
    case 'object':
    case 'oneOf':
      return {
        ...shape,
        fields: Object.fromEntries(
          Object.entries(shape.fields).map(([key, slot]) => [
            key,
            { ...slot, shape: withEnums(slot.shape, enums) },
          ]),
        ),
      }
    default:
      return shape
  }
}

/** What may be known of a process of a chart, over all editions, the newest first. */
export function factsShape(
  editions: readonly Mechanism[],
  chart: string,
  { nameOf, enums }: { readonly nameOf: ContextName; readonly enums: Enumerated },
): ObjectShape {
  const shapes = editions.flatMap((m) => contextOf(m, chart, nameOf) ?? [])
  const [newest, ...older] = shapes.map((shape) => withEnums(shape, enums))
  if (!newest)
    throw new ShapeError(`${editions[0]?.id ?? ''} ${chart}`, 'no edition has this chart')
  return older.reduce((all, shape) => merged(all, shape, `${newest.id}`), newest)
}

function merged(newer: ObjectShape, older: ObjectShape, path: string): ObjectShape {
  const keys = new Set([...Object.keys(newer.fields), ...Object.keys(older.fields)])
  const fields = [...keys].map((key): [string, Slot] => {
    const [a, b] = [newer.fields[key], older.fields[key]]
    if (!a || !b) return [key, { ...((a ?? b) as Slot), optional: true }]
    const shape = either(a.shape, b.shape, `${path}.${key}`)
    return [key, { ...a, shape, optional: a.optional || b.optional }]
  })
  return { ...newer, fields: Object.fromEntries(fields) }
}

function either(a: Shape, b: Shape, path: string): Shape {
  if (JSON.stringify(a) === JSON.stringify(b)) return a
  if (a.is === 'list' && b.is === 'list')
    return { ...a, of: { ...a.of, shape: either(a.of.shape, b.of.shape, `${path}[]`) } }
  if (isObject(a) && isObject(b) && a.is === b.is && a.id === b.id) return merged(a, b, path)
  throw new ShapeError(path, 'an earlier edition has another type of this name; give it another')
}

const isObject = (shape: Shape): shape is ObjectShape =>
  shape.is === 'object' || shape.is === 'oneOf'
