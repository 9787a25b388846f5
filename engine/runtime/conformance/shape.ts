/** Events and objects of a log as they were read, before anything in them is believed. */
import type {
  Attribute,
  OcelEvent,
  OcelObject,
  Relationship,
  TimedAttribute,
} from '../../core/ocel.ts'
import type { LogEnd, LogHead } from '../export/ocel-log.ts'

type Members = Readonly<Record<string, unknown>>
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const hasTexts = (value: unknown, names: readonly string[]): value is Members =>
  isMembers(value) && names.every((name) => typeof value[name] === 'string')
const allHave = (value: unknown, names: readonly string[]): boolean =>
  Array.isArray(value) && value.every((one) => hasTexts(one, names))

/** Undefined where the text is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Undefined where it has not the form of an event (OCEL 2.0). */
export function asEvent(value: unknown): OcelEvent | undefined {
  if (!hasTexts(value, ['id', 'type', 'time'])) return undefined
  const { attributes = [], relationships = [] } = value
  return allHave(attributes, ['name', 'value']) && allHave(relationships, ['objectId', 'qualifier'])
    ? ({ ...value, attributes, relationships } as unknown as OcelEvent)
    : undefined
}

/** Undefined where it has not the form of an object (OCEL 2.0). */
export function asObject(value: unknown): OcelObject | undefined {
  if (!hasTexts(value, ['id', 'type'])) return undefined
  const { attributes = [], relationships = [] } = value
  return allHave(attributes, ['name', 'value', 'time']) &&
    allHave(relationships, ['objectId', 'qualifier'])
    ? ({ ...value, attributes, relationships } as unknown as OcelObject)
    : undefined
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** What a log says of itself; undefined where that is not of a form that is known. */
export function asHead(value: unknown): LogHead | undefined {
  return hasTexts(value, ['institution', 'zone', 'export']) &&
    UUID.test(String(value['institution'])) &&
    value['form'] === 1 &&
    Number.isSafeInteger(value['from']) &&
    Number.isSafeInteger(value['to']) &&
    isList(value['mechanisms']) &&
    isList(value['processes']) &&
    typeof value['whole'] === 'boolean'
    ? (value as unknown as LogHead)
    : undefined
}
export const asEnd = (value: unknown): LogEnd | undefined =>
  isMembers(value) &&
  Number.isSafeInteger(value['events']) &&
  Number.isSafeInteger(value['objects'])
    ? (value as unknown as LogEnd)
    : undefined

/** In which of their members two events differ, whatever the order of attributes and relations. */
export function* unlikeMembers(
  expected: Pick<OcelEvent, 'id' | 'type' | 'time' | 'attributes' | 'relationships'>,
  found: OcelEvent,
): Generator<{ readonly member: string; readonly expected: string; readonly found: string }> {
  for (const member of ['id', 'type', 'time'] as const)
    if (expected[member] !== found[member])
      yield { member, expected: expected[member], found: found[member] }
  yield* unlikeAttributes(expected.attributes, found.attributes)
  const [follows, kept] = [related(expected.relationships), related(found.relationships)]
  if (follows !== kept) yield { member: 'relationships', expected: follows, found: kept }
}

export function* unlikeAttributes(
  expected: readonly Attribute[],
  found: readonly (Attribute | TimedAttribute)[],
): Generator<{ readonly member: string; readonly expected: string; readonly found: string }> {
  const follows = new Map(expected.map(({ name, value }) => [name, value]))
  const kept = new Map(found.map(({ name, value }) => [name, value]))
  for (const name of new Set([...follows.keys(), ...kept.keys()]))
    if (follows.get(name) !== kept.get(name))
      yield { member: name, expected: follows.get(name) ?? '–', found: kept.get(name) ?? '–' }
  if (found.length > kept.size)
    yield { member: 'attributes', expected: String(kept.size), found: String(found.length) }
}

export const related = (relationships: readonly Relationship[]): string =>
  relationships
    .map(({ objectId, qualifier }) => `${objectId} ${qualifier}`)
    .sort()
    .join(', ')
