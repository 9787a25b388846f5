/** On what a step is played again: the records as re-derived, or as its entry says. */
import type { SeatHeld } from '../../../policies/ability.ts'
import type { Given } from '../../../policies/delegation.ts'
import { Editions } from '../../core/editions.ts'
import type { FactKey } from '../../core/facts.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import type { ProcessState } from '../../core/process.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { FactCache, ofPrincipal } from '../ground.ts'
import type { Ground } from '../ground.ts'
import { actedBy } from './asker.ts'
import { UNTOLD } from './house.ts'
import type { House } from './house.ts'

/** Facts that are answered at once; nothing is ever missing. */
class Answers extends FactCache {
  readonly #answer: (key: FactKey) => unknown
  constructor(answer: (key: FactKey) => unknown) {
    super()
    this.#answer = answer
  }
  override get(key: FactKey): unknown {
    return this.#answer(key) ?? null
  }
}

export interface Scene {
  readonly house: House
  readonly leaf: Leaf
  /** The edition under which the process stands; of a move the one that it moves to. */
  readonly mechanism: Mechanism
  /** Every edition that is known. */
  readonly editions: Editions
  readonly before: ProcessState | undefined
}

const NO_FACTS: readonly [string, FactKey][] = []

/** The facts that an entry names, with the key by which each was read. */
export function factKeys({ leaf, mechanism, before }: Scene): readonly [string, FactKey][] {
  const reads = mechanism.events[leaf.event.type]?.reads ?? []
  if (reads.length === 0) return NO_FACTS
  const by = actedBy(leaf)
  const ask = { payload: leaf.event.payload, context: before?.context ?? {}, by }
  return reads.flatMap((name): [string, FactKey][] => {
    const key = mechanism.facts[name]?.key(ask)
    const own: [string, FactKey][] = key === undefined ? [] : [[name, key]]
    if (by.onBehalfOf === undefined) return own
    const as = { ...by, person: by.onBehalfOf }
    const theirs = mechanism.facts[name]?.key({ ...ask, by: as })
    return theirs === undefined || JSON.stringify(theirs) === JSON.stringify(key)
      ? own
      : [...own, [ofPrincipal(name), theirs]]
  })
}

const alone = new WeakMap<Mechanism, Editions>()
/** One edition as if there were no other: an entry is played by the text that it names. */
function only(mechanism: Mechanism): Editions {
  const known = alone.get(mechanism)
  if (known) return known
  const made = new Editions([mechanism])
  alone.set(mechanism, made)
  return made
}

function groundOf(
  scene: Scene,
  own: Pick<Ground, 'seats' | 'delegations' | 'policies' | 'facts'>,
): Ground {
  const { house, leaf, mechanism } = scene
  return {
    institution: house.institution,
    editions: leaf.kind === 'moved' ? scene.editions : only(mechanism),
    now: leaf.recordedAt,
    calendar: house.calendarOf(leaf),
    // What was accepted was accepted; its values are not looked at here.
    erasedAt: () => undefined,
    supervision: house.records.supervisionOn(house.calendarOf(undefined).dayOf(leaf.recordedAt)),
    // Another mechanism's clocks may have changed since: the recorded bounds are those it was judged by.
    bounds: () => {
      const [name = ''] = factKeys(scene).find(([, key]) => key.kind === 'bounds') ?? []
      return (leaf.facts?.[name]?.value ?? null) as readonly [number, number] | null
    },
    ...own,
  }
}

/** The ground as the earlier entries make it. */
export function derivedGround(scene: Scene): Ground {
  const { house, leaf } = scene
  const { person } = leaf.actor
  const on = house.calendarOf(undefined).dayOf(leaf.recordedAt)
  const recorded = recordedFacts(scene)
  return groundOf(scene, {
    seats: new Map(person === undefined ? [] : [[person, house.records.seatsOf(person, on)]]),
    delegations: delegationsOf(leaf, house.records.givenTo(person ?? '')),
    policies: house.records.policiesAt(leaf.recordedAt),
    facts: new Answers((key) => {
      const known = house.fact(key, leaf.recordedAt)
      return known === UNTOLD ? recorded(key) : known
    }),
  })
}

/** House policy that clocks were armed with, as an entry says. */
export const recordedPolicies = ({ facts = {} }: Leaf): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, { value, source }]) =>
      name.startsWith('policy:') && source !== 'default' && typeof value === 'number'
        ? [[name.slice('policy:'.length), value] as const]
        : [],
    ),
  )

/** The ground as the entry itself says that it was. */
export function recordedGround(scene: Scene): Ground {
  const { leaf } = scene
  const { person, seat, body, unit } = leaf.actor
  const { onBehalfOf } = leaf.actor
  const held: readonly SeatHeld[] =
    person === undefined || seat === undefined || body === undefined || onBehalfOf !== undefined
      ? []
      : [{ id: seat, person, body, ...(unit === undefined ? {} : { unit }) }]
  return groundOf(scene, {
    seats: new Map(person === undefined ? [] : [[person, held]]),
    delegations: delegationsOf(leaf, recordedDelegation(scene)),
    policies: recordedPolicies(leaf),
    facts: new Answers(recordedFacts(scene)),
  })
}

/** Delegations count only where somebody acts on behalf of another, or reads; reading is not played again. */
const delegationsOf = (leaf: Leaf, given: readonly Given[]): ReadonlyMap<Uuid, readonly Given[]> =>
  leaf.actor.person === undefined || given.length === 0
    ? NOTHING_GIVEN
    : new Map([[leaf.actor.person, given]])
const NOTHING_GIVEN: ReadonlyMap<Uuid, readonly Given[]> = new Map()

/** The delegation that the entry says it was done by, as if it reached what was done. */
function recordedDelegation({ leaf, mechanism }: Scene): readonly Given[] {
  const { person, onBehalfOf, delegation, seat, body, unit = null } = leaf.actor
  if (person === undefined || onBehalfOf === undefined || !delegation || !seat || !body) return []
  const span = { id: seat, body, unit, from: '', to: null }
  return [
    {
      id: delegation,
      delegator: onBehalfOf,
      delegate: person,
      seat: span,
      own: span,
      mechanisms: [mechanism.id],
      duties: null,
      events: null,
      unit: null,
      from: '',
      to: '9999-12-31',
      ended: null,
    },
  ]
}

function recordedFacts(scene: Scene): (key: FactKey) => unknown {
  let values: ReadonlyMap<string, unknown> | undefined
  return (key) => {
    values ??= new Map(
      factKeys(scene).map(([name, k]) => [JSON.stringify(k), scene.leaf.facts?.[name]?.value]),
    )
    return values.get(JSON.stringify(key))
  }
}
