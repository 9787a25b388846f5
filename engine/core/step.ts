/** Snapshots of a chart, taken and left without actors: restore, look, step. */
import { createActor, getNextTransitions } from 'xstate'
import type {
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyStateNode,
  AnyTransitionDefinition,
  StateValue,
} from 'xstate'
import type { Text } from '../../policies/law.ts'
import type { AnyAsked, Context, Phase, StateMeta } from './mechanism.ts'

type Scope = Parameters<AnyStateMachine['transition']>[2]
const scopes = new WeakMap<AnyStateMachine, Scope>()

/**
 * One inert scope per machine. XState's own `transition()` builds an actor and runs the initial
 * transition on every call, which costs three times the step; a test holds both to the same result.
 */
function scopeOf(machine: AnyStateMachine): Scope {
  const known = scopes.get(machine)
  if (known) return known
  const self = createActor(machine)
  const nothing = () => undefined
  const scope = {
    self,
    system: self.system,
    id: 'inert',
    sessionId: 'inert',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  } as Scope
  scopes.set(machine, scope)
  return scope
}

const initials = new WeakMap<AnyStateMachine, AnyMachineSnapshot>()

/** The snapshot in which an opening event finds the chart; it is never stored. All openings share it. */
export function initial(machine: AnyStateMachine): AnyMachineSnapshot {
  const known = initials.get(machine)
  if (known) return known
  const made = machine.getInitialSnapshot(scopeOf(machine), undefined)
  frozen(made.context)
  initials.set(machine, made)
  return made
}

/** What one process changed in a context that it shares with others would be theirs as well. */
function frozen(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const member of Object.values(value)) frozen(member)
}

/** Parallel regions multiply; beyond so many values of one chart they are worked out anew. */
const MOST_STANDINGS = 5000

/** Snapshots by the value that was stored; only the context differs between them. */
const restored = new WeakMap<AnyStateMachine, Map<string, AnyMachineSnapshot>>()

/**
 * The snapshot of a stored state. Throws where the chart no longer has exactly these states: a region
 * added since would be entered in silence, and only a recorded move between editions may do that.
 */
export function restore(
  machine: AnyStateMachine,
  stored: { readonly value: StateValue; readonly context: Context },
): AnyMachineSnapshot {
  const known = restored.get(machine) ?? new Map<string, AnyMachineSnapshot>()
  restored.set(machine, known)
  const key = JSON.stringify(stored.value)
  const found = known.get(key)
  // XState would look for actors in the context, where there can be none.
  if (found) return { ...found, context: stored.context }
  const made = restoredAnew(machine, stored)
  if (known.size >= MOST_STANDINGS) known.clear()
  known.set(key, { ...made, context: {} })
  return made
}

function restoredAnew(
  machine: AnyStateMachine,
  stored: { readonly value: StateValue; readonly context: Context },
): AnyMachineSnapshot {
  const snapshot = machine.restoreSnapshot(
    {
      ...stored,
      status: 'active',
      historyValue: {},
      children: {},
      output: undefined,
      error: undefined,
    } as never,
    scopeOf(machine),
  )
  if (!sameValue(snapshot.value as StateValue, stored.value))
    throw new Error(
      `chart ${machine.id}: the stored state ${JSON.stringify(stored.value)} is not one of this chart; ` +
        'keep the superseded edition in engine/mechanisms/past or move the process to the new one',
    )
  return snapshot
}

function sameValue(a: StateValue | undefined, b: StateValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((k) => sameValue(a[k], b[k]))
}

const events = new WeakMap<AnyStateMachine, ReadonlySet<string>>()
/** Every event that some state of the chart takes; XState's own list omits those that change nothing. */
export function eventsOf(machine: AnyStateMachine): ReadonlySet<string> {
  const known = events.get(machine)
  if (known) return known
  const all = new Set<string>()
  const walk = (node: AnyStateNode): void => {
    for (const event of node.transitions.keys()) all.add(event)
    for (const child of Object.values(node.states)) walk(child)
  }
  walk(machine.root)
  events.set(machine, all)
  return all
}

const takers = new WeakMap<AnyStateMachine, Map<string, readonly Text[]>>()
/** Titles of the states of the case in which an event is taken; none where every state takes it. */
export function takenIn(machine: AnyStateMachine, event: string): readonly Text[] {
  const known = takers.get(machine) ?? new Map<string, readonly Text[]>()
  takers.set(machine, known)
  const found = known.get(event)
  if (found) return found
  const titles: Text[] = []
  const walk = (node: AnyStateNode): void => {
    const title = (node.meta as StateMeta | undefined)?.title
    if (title && node.path.length > 1 && node.path[0] === 'case' && node.transitions.has(event))
      titles.push(title)
    for (const child of Object.values(node.states)) walk(child)
  }
  walk(machine.root)
  known.set(event, titles)
  return titles
}

/** What follows from a state value alone, whatever the context: worked out once per value. */
interface Standing {
  readonly transitions: ReadonlyMap<string, readonly AnyTransitionDefinition[]>
  readonly position: Position
}
const standings = new WeakMap<AnyStateMachine, Map<string, Standing>>()
/** The same by the very object that is the value: it is asked for several times in one step. */
const standingsOfValues = new WeakMap<object, Standing>()

function standingOf(snapshot: AnyMachineSnapshot): Standing {
  const value = snapshot.value as StateValue
  if (typeof value === 'string') return standingAnew(snapshot)
  const known = standingsOfValues.get(value)
  if (known) return known
  const made = standingAnew(snapshot)
  standingsOfValues.set(value, made)
  return made
}

function standingAnew(snapshot: AnyMachineSnapshot): Standing {
  const machine = snapshot.machine as AnyStateMachine
  const known = standings.get(machine) ?? new Map<string, Standing>()
  standings.set(machine, known)
  const key = JSON.stringify(snapshot.value)
  const found = known.get(key)
  if (found) return found
  const transitions = new Map<string, AnyTransitionDefinition[]>()
  for (const t of getNextTransitions(snapshot)) {
    const event = t.eventType as string
    transitions.set(event, [...(transitions.get(event) ?? []), t])
  }
  const made = { transitions, position: positionOf(machine, snapshot.value as StateValue) }
  if (known.size >= MOST_STANDINGS) known.clear()
  known.set(key, made)
  return made
}

/** Transitions of the active states by event, guards not evaluated. */
export const transitionsOf = (snapshot: AnyMachineSnapshot): Standing['transitions'] =>
  standingOf(snapshot).transitions

/** Where a snapshot stands in its chart. */
export const standsAt = (snapshot: AnyMachineSnapshot): Position => standingOf(snapshot).position

/** The snapshot after an event that has been judged to be accepted. */
export const step = (snapshot: AnyMachineSnapshot, asked: AnyAsked): AnyMachineSnapshot =>
  (snapshot.machine as AnyStateMachine).transition(
    snapshot,
    asked,
    scopeOf(snapshot.machine as AnyStateMachine),
  )

export interface Position {
  /** Every active path, ancestors included, in chart order. */
  readonly paths: readonly string[]
  /** Titles of the innermost active states, in chart order. */
  readonly titles: readonly Text[]
  /** Innermost active paths, in chart order. */
  readonly leaves: readonly string[]
  /** Phase and end of the case region, which comes first. */
  readonly phase: Phase
  readonly final: boolean
}

/** Where a state value stands in its chart. The key order of a value changes; the chart's does not. */
export function positionOf(machine: AnyStateMachine, value: StateValue): Position {
  const paths: string[] = []
  const leaves: { path: string; title: Text; phase: Phase | undefined; final: boolean }[] = []
  const walk = (
    node: AnyStateNode,
    inner: StateValue | undefined,
    phase: Phase | undefined,
  ): void => {
    const meta = node.meta as StateMeta | undefined
    const here = meta?.phase ?? phase
    const path = node.path.join('.')
    if (node.path.length > 0) paths.push(path)
    const within: Readonly<Record<string, StateValue | undefined>> =
      typeof inner === 'string' ? { [inner]: undefined } : (inner ?? {})
    const children = Object.values(node.states).filter((child) => child.key in within)
    if (children.length === 0)
      leaves.push({
        path,
        title: meta?.title ?? { zh: path, en: path },
        phase: here,
        final: node.type === 'final',
      })
    for (const child of children) walk(child, within[child.key], here)
  }
  walk(machine.root, value, undefined)
  const lead = leaves[0]
  return {
    paths,
    leaves: leaves.map((l) => l.path),
    titles: leaves.map((l) => l.title),
    phase: lead?.phase ?? 'before',
    final: lead?.final ?? false,
  }
}
