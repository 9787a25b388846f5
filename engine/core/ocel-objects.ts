/** The objects of an event log: processes with what changed of them and when, and what they are about. */
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'
import type { Mechanism } from './mechanism.ts'
import { given, pathsOf, processType, subjectObject, typed } from './ocel.ts'
import type {
  AttributeType,
  ObjectName,
  OcelObject,
  OcelType,
  Relationship,
  TimedAttribute,
  Typed,
} from './ocel.ts'
import type { ProcessState } from './process.ts'
import { positionOf } from './step.ts'
import { CAPACITIES } from './values.ts'
import type { Uuid } from './values.ts'

/** Of what does not change (OCEL 2.0 §7): a value that holds from the beginning of time. */
const ALWAYS = '1970-01-01T00:00:00.000Z'

/** A type of objects with what a log says of it. */
export interface Described {
  readonly object: OcelObject
  readonly attributes: readonly Typed[]
}

/** What a process is at one moment. */
function attributesOf(state: ProcessState, mechanism: Mechanism | undefined): readonly Typed[] {
  const machine = mechanism?.charts[state.chart]
  const titles = machine ? positionOf(machine, state.value).titles : []
  return [
    ...given('reference', state.reference),
    typed('titleZh', state.title.zh),
    typed('titleEn', state.title.en),
    typed('stand', pathsOf(mechanism, state.chart, state.value) ?? ''),
    ...given('standZh', titles.length > 0 ? titles.map((t) => t.zh).join('；') : undefined),
    ...given('standEn', titles.length > 0 ? titles.map((t) => t.en).join('; ') : undefined),
    typed('phase', state.phase),
    typed('final', state.final, 'boolean'),
    typed('late', state.late.join(' ')),
    typed('basis', state.basis),
    typed('edition', state.edition),
    typed('revision', state.revision, 'integer'),
    typed('unit', state.unit ?? ''),
    typed('openedAt', state.openedAt, 'time'),
    ...given('closedAt', state.closedAt, 'time'),
  ]
}

/** How one process comes to be what it is in a log: its attributes as they changed. */
export class ProcessTrack {
  readonly #kept = new Map<string, string>()
  readonly #id: Uuid
  #type: string
  #state: ProcessState | undefined

  constructor(id: Uuid, of: Pick<ProcessState, 'mechanism' | 'chart'>) {
    this.#id = id
    this.#type = processType(of)
  }

  /** What changed with the event that was recorded at a time. */
  changes(
    state: ProcessState,
    mechanism: Mechanism | undefined,
    time: string,
  ): readonly (Typed & TimedAttribute)[] {
    this.#state = state
    this.#type = processType(state)
    return attributesOf(state, mechanism).flatMap((attribute) => {
      if ((this.#kept.get(attribute.name) ?? '') === attribute.value) return []
      this.#kept.set(attribute.name, attribute.value)
      return [{ ...attribute, time }]
    })
  }

  /** Name and type, as they are last. */
  get name(): ObjectName {
    return { id: this.#id, type: this.#type }
  }
  /** What the last event left of each attribute. */
  get last(): ReadonlyMap<string, string> {
    return this.#kept
  }

  /** What the process is about, who carries it, and who took part in which capacity. */
  get relationships(): readonly Relationship[] {
    return relatedOf(this.#state).map(({ id, qualifier }) => ({ objectId: id, qualifier }))
  }
}

/** The objects that a process is related to, each once. */
export function relatedOf(
  state: ProcessState | undefined,
): readonly (ObjectName & { readonly qualifier: string })[] {
  if (!state) return []
  const all = [
    ...state.subjects.map((key) => ({ ...subjectObject(key), qualifier: 'about' })),
    ...(state.unit === undefined
      ? []
      : [{ id: `unit:${state.unit}`, type: 'unit', qualifier: 'carriedBy' }]),
    // In an order of their own: that of the members depends on where the process was read from.
    ...CAPACITIES.flatMap((capacity) =>
      (state.participants[capacity] ?? []).map((p) => ({
        id: `person:${p}`,
        type: 'person',
        qualifier: capacity,
      })),
    ),
  ]
  return all.filter(({ id }, n) => all.findIndex((one) => one.id === id) === n)
}

/** An object that is named and has no events of its own: a subject, a person, a unit, a body. */
export function namedObject({ id, type }: ObjectName): Described {
  const body = BODIES[id.slice('body:'.length) as Body] as { zh: string; en: string } | undefined
  const attributes =
    type === 'body' && body ? [typed('nameZh', body.zh), typed('nameEn', body.en)] : []
  return {
    attributes,
    object: {
      id,
      type,
      attributes: attributes.map(({ name, value }) => ({ name, value, time: ALWAYS })),
      relationships: [],
    },
  }
}

/** Types of events or objects with the attributes that were met, in the order of their names. */
export class Declarations {
  readonly #types = new Map<string, Map<string, AttributeType>>()

  add(type: string, attributes: readonly Pick<Typed, 'name' | 'type'>[]): void {
    const known = this.#types.get(type) ?? new Map<string, AttributeType>()
    this.#types.set(type, known)
    for (const { name, type: is } of attributes) if (!known.has(name)) known.set(name, is)
  }

  get all(): readonly OcelType[] {
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    return [...this.#types]
      .map(([name, attributes]) => ({
        name,
        attributes: [...attributes]
          .map(([attribute, type]) => ({ name: attribute, type }))
          .sort(byName),
      }))
      .sort(byName)
  }
}
