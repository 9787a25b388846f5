/**
 * The trail as an object-centric event log, OCEL 2.0 JSON (ocel-standard.org/2.0): the forms, and how an
 * entry becomes an event. Pure.
 *
 * The published schema knows attribute values as strings; what they are stands in the declarations of the
 * types. Each event carries its leaf and the hash of it, so that a log can be held against the trail, and
 * everything else in it can be derived again. A leaf holds no personal value, so neither does a log.
 */
import type { StateValue } from 'xstate'
import { namedIn } from './payload-fields.ts'
import type { Names } from './payload-fields.ts'
import { HOUSE_EVENTS, houseTitle } from './house-events.ts'
import type { EventRule, Mechanism } from './mechanism.ts'
import { payloadAttributes } from './ocel-payload.ts'
import type { ProcessState } from './process.ts'
import { positionOf } from './step.ts'
import type { Leaf } from './trail.ts'
import type { Instant, Uuid } from './values.ts'

export type AttributeType = 'string' | 'time' | 'integer' | 'float' | 'boolean'

export interface Attribute {
  readonly name: string
  readonly value: string
}
export interface TimedAttribute extends Attribute {
  readonly time: string
}
/** An attribute with its declared type. */
export interface Typed extends Attribute {
  readonly type: AttributeType
}
export interface Relationship {
  readonly objectId: string
  readonly qualifier: string
}
export interface OcelEvent {
  readonly id: string
  readonly type: string
  readonly time: string
  readonly attributes: readonly Attribute[]
  readonly relationships: readonly Relationship[]
}
export interface OcelObject {
  readonly id: string
  readonly type: string
  readonly attributes: readonly TimedAttribute[]
  readonly relationships: readonly Relationship[]
}
/** A type of events or objects, as a log declares it. */
export interface OcelType {
  readonly name: string
  readonly attributes: readonly { readonly name: string; readonly type: AttributeType }[]
}

/** An entry as it is kept. */
export interface KeptEntry {
  readonly id: Uuid
  readonly position: number
  /** The text of its leaf and the hash that stands beside it, whether or not it is its own. */
  readonly text: string
  readonly hash: string
  readonly loggedAt: Instant
  /** Undefined where the text cannot be read as a leaf. */
  readonly leaf: Leaf | undefined
}

/** What is known where an entry stands. */
export interface EventScene {
  /** The edition that the process stands under, as far as it is kept. */
  readonly mechanism: Mechanism | undefined
  /** Of a move: the edition before it. */
  readonly was?: Mechanism | undefined
  /** The process after the entry. */
  readonly state: ProcessState | undefined
  /** The entry before it in the log. */
  readonly previous: Uuid | undefined
  /** How the process stood before the log begins, where this is its first event here. */
  readonly given: string | undefined
}

/** An event with the types of its attributes, and the objects it is related to. */
export interface Rendered {
  readonly event: OcelEvent
  readonly attributes: readonly Typed[]
  readonly objects: readonly ObjectName[]
}
export interface ObjectName {
  readonly id: string
  readonly type: string
}

/** Of processes that are named in a log and have no event in it. */
export const MENTIONED = 'process'
/** Of entries that cannot be read: somebody has written over them. */
const UNREADABLE = 'unreadable'

/** Type of the object that a process is: mechanism and chart. */
export const processType = ({ mechanism, chart }: Pick<ProcessState, 'mechanism' | 'chart'>) =>
  `${mechanism}.${chart}`
/** Type of the event that an entry is; a refused attempt is told apart from what was done. */
const eventType = (leaf: Leaf): string =>
  [
    leaf.process?.mechanism ?? leaf.mechanism ?? 'none',
    leaf.event.type,
    ...(leaf.refusal ? ['refused'] : []),
  ].join('.')

const ruleOf = (mechanism: Mechanism | undefined, name: string): EventRule | undefined =>
  mechanism && Object.hasOwn(mechanism.events, name) ? mechanism.events[name] : HOUSE_EVENTS[name]

/** The event that an entry is. */
export function eventOf(entry: KeptEntry, scene: EventScene): Rendered {
  const { leaf } = entry
  const own: readonly Typed[] = [
    typed('position', entry.position, 'integer'),
    ...(leaf ? leafAttributes(leaf, scene) : []),
    ...given('previous', scene.previous),
    ...given('given', scene.given),
    typed('leafHash', entry.hash),
    typed('leaf', entry.text),
  ]
  const related = leaf ? relatedTo(leaf, scene) : []
  return {
    attributes: own,
    objects: related.map(({ id, type }) => ({ id, type })),
    event: {
      id: leaf?.id ?? entry.id,
      type: leaf ? eventType(leaf) : UNREADABLE,
      time: leaf?.recordedAt ?? entry.loggedAt,
      attributes: own.map(({ name, value }) => ({ name, value })),
      relationships: related.map(({ id, qualifier }) => ({ objectId: id, qualifier })),
    },
  }
}

export const typed = (
  name: string,
  value: string | number | boolean,
  type: AttributeType = 'string',
): Typed => ({ name, value: String(value), type })
/** The attribute where there is a value. */
export const given = (
  name: string,
  value: string | number | boolean | undefined,
  type: AttributeType = 'string',
): readonly Typed[] => (value === undefined ? [] : [typed(name, value, type)])

function leafAttributes(leaf: Leaf, { mechanism, was }: EventScene): readonly Typed[] {
  const { process, actor, decision, refusal, event, group, attested } = leaf
  const title = ruleOf(mechanism, event.type)?.title ?? houseTitle(event.type)
  return [
    typed('kind', leaf.kind),
    ...given('titleZh', title?.zh),
    ...given('titleEn', title?.en),
    ...given('mechanism', process?.mechanism ?? leaf.mechanism),
    ...given('chart', process?.chart),
    ...given('edition', process?.edition),
    ...given('revision', process?.revision, 'integer'),
    ...given('version', process?.version, 'integer'),
    ...given('from', pathsOf(was ?? mechanism, process?.chart, leaf.from)),
    ...given('to', pathsOf(mechanism, process?.chart, leaf.to)),
    ...given('actor', actor.person ?? actor.system),
    ...given('body', actor.body),
    ...given('unit', actor.unit),
    typed('via', actor.via),
    ...given('duty', decision?.duty),
    ...given('article', decision?.article ?? refusal?.article),
    ...effectiveAttributes(leaf),
    ...given('cause', leaf.cause?.entry),
    ...given('group', group?.id),
    ...given('attestedSource', attested?.source),
    ...given('attestedLine', attested?.line, 'integer'),
    ...given('evidence', event.evidence?.join(' ')),
    ...given('refusal', refusal?.kind),
    ...given('rule', refusal?.rule),
    ...given('refusedZh', refusal?.message.zh),
    ...given('refusedEn', refusal?.message.en),
    ...payloadAttributes(ruleOf(mechanism, event.type)?.payload, event.payload),
  ]
}

/** When it took effect, where that is not when it was recorded. */
function effectiveAttributes({ effective }: Leaf): readonly Typed[] {
  if (effective === undefined) return []
  if ('at' in effective) return [typed('effectiveAt', effective.at, 'time')]
  return 'on' in effective
    ? [typed('effectiveOn', effective.on)]
    : [typed('effectiveUnknown', effective.attested ?? 'notStated')]
}

/** Innermost active paths; the value itself where its chart is not kept. */
export function pathsOf(
  mechanism: Mechanism | undefined,
  chart: string | undefined,
  value: StateValue | undefined,
): string | undefined {
  if (value === undefined) return undefined
  const machine = chart === undefined ? undefined : mechanism?.charts[chart]
  return machine ? positionOf(machine, value).leaves.join(' ') : JSON.stringify(value)
}

interface Related extends ObjectName {
  readonly qualifier: string
}

const KINDS: Readonly<Record<Exclude<Names, 'subject'>, (value: string) => ObjectName>> = {
  person: (value) => ({ id: `person:${value}`, type: 'person' }),
  process: (value) => ({ id: value, type: MENTIONED }),
  unit: (value) => unitObject(value),
}
/** The seat of a partner has its subject in the place of a unit. */
const unitObject = (unit: string): ObjectName =>
  unit.includes(':') ? subjectObject(unit) : { id: `unit:${unit}`, type: 'unit' }
export const subjectObject = (key: string): ObjectName => ({
  id: key,
  type: key.slice(0, Math.max(0, key.indexOf(':'))) || 'subject',
})
const namedObject = (names: Names, value: string): ObjectName =>
  names === 'subject' ? subjectObject(value) : KINDS[names](value)

/** The objects of an event, each once: the first of its relations is the one that says most. */
function relatedTo(leaf: Leaf, { mechanism, state }: EventScene): readonly Related[] {
  const { process, actor, event, reactions = [] } = leaf
  const schema = ruleOf(mechanism, event.type)?.payload
  const all: Related[] = [
    ...(process ? [{ id: process.id, type: processType(process), qualifier: 'case' }] : []),
    ...(actor.person ? [{ ...KINDS.person(actor.person), qualifier: 'actor' }] : []),
    ...(actor.onBehalfOf ? [{ ...KINDS.person(actor.onBehalfOf), qualifier: 'onBehalfOf' }] : []),
    ...(schema ? namedIn(schema, event.payload) : []).map(({ path, names, value }) => ({
      ...namedObject(names, value),
      qualifier: path,
    })),
    ...(state?.subjects ?? []).map((key) => ({ ...subjectObject(key), qualifier: 'about' })),
    ...(actor.unit ? [{ ...unitObject(actor.unit), qualifier: 'unit' }] : []),
    ...(actor.body ? [{ id: `body:${actor.body}`, type: 'body', qualifier: 'body' }] : []),
    ...reactions.flatMap((r) =>
      r.process === undefined
        ? []
        : [{ id: r.process, type: MENTIONED, qualifier: `causes ${r.to}.${r.event}` }],
    ),
  ]
  return all.filter(({ id }, n) => all.findIndex((one) => one.id === id) === n)
}
