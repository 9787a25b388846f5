/** The registry as the API needs it: mechanisms by id, and the names that follow from them. */
import { editionsOf } from '../../engine/core/editions.ts'
import type { Editions } from '../../engine/core/editions.ts'
import { houseTitle } from '../../engine/core/house-events.ts'
import { positionOf } from '../../engine/core/step.ts'
import type { EventRule, Mechanism } from '../../engine/core/mechanism.ts'
import { isClockEvent, nodesOf } from '../../engine/core/load.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Text } from '../../policies/law.ts'
import type { StateValue } from 'xstate'
import type { StateSource } from './builder.ts'
import { processType } from './names.ts'

/** The edition that something stands under, by its name. */
export interface Named {
  readonly mechanism: string
  readonly edition: string
  readonly revision: number
}

export interface Registry {
  /** The newest edition of each. */
  readonly mechanisms: readonly Mechanism[]
  readonly editions: Editions
  /** The edition under which a process stands or an entry was made; undefined where it is not kept. */
  readonly under: (named: Named | undefined) => Mechanism | undefined
  /** Throws for an id that is not in the registry: data of a mechanism that was taken away. */
  readonly of: (id: string) => Mechanism
  readonly find: (id: string | null | undefined) => Mechanism | undefined
  /** Type of the processes of a mechanism, by its id. */
  readonly typeOf: (id: string) => string
  /** Types that a global id may have where the payload asks for a node. */
  readonly accepted: (node: string, mechanism: string | undefined) => readonly string[]
}

export function registryOf(every: readonly Mechanism[]): Registry {
  const editions = editionsOf(every)
  const mechanisms = editions.newest
  const byId = new Map(mechanisms.map((m) => [m.id, m]))
  const of = (id: string): Mechanism => {
    const mechanism = byId.get(id)
    if (!mechanism) throw new Error(`mechanism ${id} is not in the registry`)
    return mechanism
  }
  const typeOf = (id: string): string => processType(of(id))
  const processTypes = mechanisms.map((m) => processType(m))
  return {
    mechanisms,
    editions,
    under: (named) => named && editions.exactly(named.mechanism, named.edition, named.revision),
    of,
    find: (id) => byId.get(id ?? ''),
    typeOf,
    accepted: (node, mechanism) => {
      if (node !== 'Process') return [node]
      // `Process:…` stands for a process whose mechanism a fact does not know.
      return mechanism !== undefined && byId.has(mechanism)
        ? [typeOf(mechanism), 'Process']
        : [...processTypes, 'Process']
    },
  }
}

/** Where a state stands in the chart of its edition, in words; bare paths where that is not kept. */
export function stateSource(
  state: Pick<ProcessState, 'chart' | 'value'>,
  mechanism: Mechanism | undefined,
): StateSource {
  const machine = mechanism?.charts[state.chart]
  return machine ? positionOf(machine, state.value) : bareState(state.value)
}

/** A state of a chart that is gone: its paths are its titles. */
function bareState(value: StateValue): StateSource {
  const paths: string[] = []
  const walk = (inner: StateValue | undefined, prefix: string): void => {
    if (typeof inner === 'string') paths.push(prefix + inner)
    else
      for (const [key, deeper] of Object.entries(inner ?? {})) {
        paths.push(prefix + key)
        walk(deeper, `${prefix}${key}.`)
      }
  }
  walk(value, '')
  return {
    paths,
    titles: paths.map((path) => ({ zh: path, en: path })),
    phase: 'before',
    final: false,
  }
}

/** Events that can be asked for: those of the clock are never inputs. */
export const askable = (mechanism: Mechanism): [string, EventRule][] =>
  Object.entries(mechanism.events).filter(([, event]) => !isClockEvent(event))

/**
 * Events that can be asked for in some edition, as the newest that has it takes it: a process of an
 * earlier edition may still wait for one that later editions do not have.
 */
export function askableOfAll({ editions }: Registry, id: string): [string, EventRule][] {
  const found = new Map<string, EventRule>()
  for (const mechanism of editions.all(id).toReversed())
    for (const [name, event] of askable(mechanism)) if (!found.has(name)) found.set(name, event)
  return [...found]
}

/** Title of an event in an edition, or of one that every process has. */
export const eventTitle = (mechanism: Mechanism | undefined, event: string): Text =>
  mechanism?.events[event]?.title ?? houseTitle(event) ?? { zh: event, en: event }

/** From which states of the case an event is taken: event → paths. Taken by every state: none is named. */
export const takenIn = (mechanism: Mechanism) => pathsBy(mechanism, () => true)

/**
 * From which states of the case an event leads on: event → paths. What changes no state (a note, a
 * register that is always open) waits for nobody, and neither does what every state takes.
 */
export const leadsFrom = (mechanism: Mechanism) =>
  pathsBy(mechanism, (transitions) => transitions.some((t) => (t.target ?? []).length > 0))

function pathsBy(
  mechanism: Mechanism,
  counts: (transitions: readonly { readonly target?: readonly unknown[] | undefined }[]) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const machine of Object.values(mechanism.charts))
    for (const node of nodesOf(machine.root)) {
      // The case region itself is every state of the case.
      if (node.path.length < 2 || node.path[0] !== 'case') continue
      for (const [event, transitions] of node.transitions) {
        if (!counts(transitions)) continue
        found.set(event, [...(found.get(event) ?? []), node.path.join('.')])
      }
    }
  return found
}
