// The form of OCEL 2.0 JSON, written after the specification (arXiv 2403.01975, §8) and stricter than the
// schema published at https://www.ocel-standard.org/2.0/ocel20-schema-json.json: what is valid here is
// valid there. That schema has attribute values as strings, whatever the type they are declared with.

import { Ajv } from 'ajv'
import { default as addFormats } from 'ajv-formats'
import type { OcelEvent, OcelObject, OcelType } from '../../engine/core/ocel.ts'

export interface Ocel {
  readonly eventTypes: readonly OcelType[]
  readonly objectTypes: readonly OcelType[]
  readonly events: readonly OcelEvent[]
  readonly objects: readonly OcelObject[]
}

const text = { type: 'string', minLength: 1 } as const
const shaped = (properties: object, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const list = (items: object) => ({ type: 'array', items })
const instant = { type: 'string', format: 'date-time' } as const

const declared = list(
  shaped({
    name: text,
    attributes: list(
      shaped({
        name: text,
        type: { type: 'string', enum: ['string', 'time', 'integer', 'float', 'boolean'] },
      }),
    ),
  }),
)
const relationships = list(shaped({ objectId: text, qualifier: text }))

const OCEL_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    eventTypes: declared,
    objectTypes: declared,
    events: list(
      shaped({
        id: text,
        type: text,
        time: instant,
        attributes: list(shaped({ name: text, value: { type: 'string' } })),
        relationships,
      }),
    ),
    objects: list(
      shaped({
        id: text,
        type: text,
        attributes: list(shaped({ name: text, value: { type: 'string' }, time: instant })),
        relationships,
      }),
    ),
  },
  required: ['eventTypes', 'objectTypes', 'events', 'objects'],
} as const

type AddFormats = (ajv: Ajv) => Ajv
const validate = (addFormats as unknown as AddFormats)(new Ajv({ allErrors: true })).compile(
  OCEL_SCHEMA,
)

const OF_TYPE: Readonly<Record<string, (value: string) => boolean>> = {
  string: () => true,
  time: (value) => !Number.isNaN(Date.parse(value)),
  integer: (value) => /^-?\d+$/.test(value),
  float: (value) => Number.isFinite(Number(value)),
  boolean: (value) => value === 'true' || value === 'false',
}

/**
 * The log of a text. Throws where it is not valid, and for what a schema cannot say: ids that stand
 * twice, relations to objects that are not there, attributes that are not declared or of another type.
 */
export function ocelOf(source: string): Ocel {
  const log: unknown = JSON.parse(source)
  if (!validate(log)) throw new Error(JSON.stringify(validate.errors?.slice(0, 5)))
  const ocel = log as unknown as Ocel
  const objects = new Set(ocel.objects.map((o) => o.id))
  unique(
    'events',
    ocel.events.map((e) => e.id),
  )
  unique(
    'objects',
    ocel.objects.map((o) => o.id),
  )
  for (const { id, relationships: to } of [...ocel.events, ...ocel.objects])
    for (const { objectId } of to)
      if (!objects.has(objectId))
        throw new Error(`${id} is related to ${objectId}, which is not there`)
  checkDeclared(ocel.events, ocel.eventTypes)
  checkDeclared(ocel.objects, ocel.objectTypes)
  return ocel
}

function unique(what: string, ids: readonly string[]): void {
  if (new Set(ids).size !== ids.length) throw new Error(`an id stands twice among the ${what}`)
}

function checkDeclared(
  ones: readonly (OcelEvent | OcelObject)[],
  types: readonly OcelType[],
): void {
  const known = new Map(
    types.map((t) => [t.name, new Map(t.attributes.map((a) => [a.name, a.type]))]),
  )
  unique(
    'types',
    types.map((t) => t.name),
  )
  for (const { id, type, attributes } of ones)
    for (const { name, value } of attributes) {
      const declaredType = known.get(type)?.get(name)
      if (declaredType === undefined || OF_TYPE[declaredType]?.(value) !== true)
        throw new Error(`${id}: attribute ${name} of ${type} is not declared so: ${value}`)
    }
  for (const { type } of ones) if (!known.has(type)) throw new Error(`type ${type} is not declared`)
}
