/** A chart as a picture shows it: nested states with titles, and transitions with the names of events. */
import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { isClockEvent } from '../../../engine/core/load.ts'
import type { Mechanism, StateMeta } from '../../../engine/core/mechanism.ts'
import type { Text } from '../../../policies/law.ts'
import { eventTitle } from '../registry.ts'

export interface PictureState {
  /** `case.handling.ready`; unique within the chart. */
  readonly path: string
  readonly title: Text
  readonly states: readonly PictureState[]
  readonly parallel: boolean
  readonly final: boolean
  /** Path of the state that is entered first; absent in a parallel state. */
  readonly initial: string | undefined
}
export interface PictureArrow {
  readonly from: string
  readonly to: string
  readonly events: readonly PictureEvent[]
}
export interface PictureEvent {
  readonly title: Text
  /** Fired by a clock, not sent by anybody. */
  readonly byClock: boolean
}
export interface Picture {
  readonly title: Text
  /** The regions of the chart; the case region comes first. */
  readonly regions: readonly PictureState[]
  readonly arrows: readonly PictureArrow[]
}

const pictures = new WeakMap<AnyStateMachine, Picture>()

export function pictureOf(mechanism: Mechanism, machine: AnyStateMachine): Picture {
  const known = pictures.get(machine)
  if (known) return known
  const regions = Object.values(machine.root.states).map(stateOf)
  const picture = { title: mechanism.title, regions, arrows: arrowsOf(mechanism, machine.root) }
  pictures.set(machine, picture)
  return picture
}

const pathOf = (node: AnyStateNode): string => node.path.join('.')

function stateOf(node: AnyStateNode): PictureState {
  const initial = node.type === 'compound' ? node.initial.target?.[0] : undefined
  return {
    path: pathOf(node),
    title: (node.meta as StateMeta | undefined)?.title ?? { zh: node.key, en: node.key },
    states: Object.values(node.states).map(stateOf),
    parallel: node.type === 'parallel',
    final: node.type === 'final',
    initial: initial && pathOf(initial),
  }
}

/** What leads from one state to another. Events that change no state are not drawn: they lead nowhere. */
function arrowsOf(mechanism: Mechanism, root: AnyStateNode): PictureArrow[] {
  const found = new Map<string, { from: string; to: string; names: Set<string> }>()
  const visit = (node: AnyStateNode): void => {
    for (const [name, transitions] of node.transitions)
      for (const target of transitions.flatMap((t) => t.target ?? [])) {
        const [from, to] = [pathOf(node), pathOf(target)]
        const arrow = found.get(`${from} ${to}`) ?? { from, to, names: new Set() }
        found.set(`${from} ${to}`, arrow)
        arrow.names.add(name)
      }
    for (const child of Object.values(node.states)) visit(child)
  }
  visit(root)
  return [...found.values()].map(({ from, to, names }) => ({
    from,
    to,
    events: [...names].map((name) => {
      const event = mechanism.events[name]
      return {
        title: eventTitle(mechanism, name),
        byClock: event !== undefined && isClockEvent(event),
      }
    }),
  }))
}
