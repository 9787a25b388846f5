/** The registry as the API needs it: mechanisms by id, and the names that follow from them. */
import { positionOf } from '../../engine/core/step.ts'
import type { EventRule, Mechanism } from '../../engine/core/mechanism.ts'
import { isClockEvent, nodesOf } from '../../engine/core/load.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Text } from '../../policies/law.ts'
import type { StateValue } from 'xstate'
import type { StateSource } from './builder.ts'
import { processType } from './names.ts'

export interface Registry {
  readonly mechanisms: readonly Mechanism[]
  /** Throws for an id that is not in the registry: data of a mechanism that was taken away. */
  readonly of: (id: string) => Mechanism
  readonly find: (id: string | null | undefined) => Mechanism | undefined
  /** Type of the processes of a mechanism, by its id. */
  readonly typeOf: (id: string) => string
  /** Types that a global id may have where the payload asks for a node. */
  readonly accepted: (node: string, mechanism: string | undefined) => readonly string[]
}

export function registryOf(mechanisms: readonly Mechanism[]): Registry {
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

/** Where a stored state stands, in words. A chart of a superseded edition may lack states of today's. */
export function stateSource(state: Pick<ProcessState, 'chart' | 'value'>, mechanism: Mechanism): StateSource {
  const machine = mechanism.charts[state.chart]
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
  return { paths, titles: paths.map((path) => ({ zh: path, en: path })), phase: 'before', final: false }
}

/** Events that can be asked for: those of the clock are never inputs. */
export const askable = (mechanism: Mechanism): [string, EventRule][] =>
  Object.entries(mechanism.events).filter(([, event]) => !isClockEvent(event))

/** Title of an event, also of one that a later edition no longer has. */
export const eventTitle = (mechanism: Mechanism | undefined, event: string): Text =>
  mechanism?.events[event]?.title ?? { zh: event, en: event }

/**
 * From which states of the case each event leads on: event → paths. An event that every state takes
 * (a note, an inquiry) stands at the root of the chart or of its case region and waits for nobody.
 */
export function sourcePaths(mechanism: Mechanism): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const machine of Object.values(mechanism.charts))
    for (const node of nodesOf(machine.root)) {
      if (node.path.length < 2 || node.path[0] !== 'case') continue
      for (const event of node.transitions.keys()) {
        const paths = found.get(event) ?? []
        found.set(event, paths)
        paths.push(node.path.join('.'))
      }
    }
  return found
}
