// The chart of a mechanism as a map: from where an event can be taken, and how far that is. Guards count
// as open here, so it says what is possible in principle.

import { toDirectedGraph } from 'xstate/graph'
import type { DirectedGraphEdge, DirectedGraphNode } from 'xstate/graph'
import type { AnyStateNode } from 'xstate'
import { nodesOf } from '../../engine/core/load.ts'
import type { EventTable, Mechanism } from '../../engine/core/mechanism.ts'

interface Edge {
  readonly event: string
  readonly from: string
  readonly to: string
}

export interface ChartMap {
  /** Every state by its path, but the root. */
  readonly states: readonly string[]
  /** The states in which a process stands before its first event, and never again. */
  readonly before: ReadonlySet<string>
  /** Innermost states that end the case. */
  readonly ends: ReadonlySet<string>
  /** Where an event may lead from an innermost state of a region; itself, where it stays. */
  readonly to: (event: string, leaf: string) => readonly string[]
  /**
   * By innermost state of the regions that an event needs: what it costs to get to where it can be taken,
   * at the price of each event on the way. A state that is not in it leads nowhere near.
   */
  readonly costs: (event: string, price: Price) => ReadonlyMap<string, number>
  /** Leaves that are reached from the initial states, whatever the guards say. */
  readonly reachable: ReadonlySet<string>
}

/** What it costs to take an event in an innermost state, and to get by it to another. */
export type Price = (event: string, leaf: string, to?: string) => number

export const regionOf = (path: string): string => path.split('.')[0] ?? ''
/** Of all active paths, the innermost one of each region. */
export const leavesOf = (paths: readonly string[]): readonly string[] =>
  paths.filter((p) => !paths.some((q) => q.startsWith(`${p}.`)))

const once = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}
const pathOf = (node: AnyStateNode): string => node.path.join('.')
const atoms = (node: AnyStateNode): readonly AnyStateNode[] =>
  nodesOf(node).filter((n) => Object.keys(n.states).length === 0)
/** The innermost states that are entered with a node, one for each region in it. */
const entered = (node: AnyStateNode): readonly AnyStateNode[] => {
  if (node.type === 'parallel') return Object.values(node.states).flatMap(entered)
  const [first] = node.initial?.target ?? []
  return first ? entered(first) : [node]
}
const edgesOf = (node: DirectedGraphNode): readonly DirectedGraphEdge[] => [
  ...node.edges,
  ...node.children.flatMap(edgesOf),
]

/** Of a chart, every way from an innermost state; one that ends the case takes only what comes after it. */
function edgesOfChart(root: AnyStateNode, events: EventTable): readonly Edge[] {
  return edgesOf(toDirectedGraph(root)).flatMap(({ transition: t, source }) =>
    atoms(source).flatMap((atom): Edge[] => {
      const event = String(t.eventType)
      if (atom.type === 'final' && !events[event]?.afterEnd) return []
      const from = pathOf(atom)
      const targets = (t.target ?? []).flatMap(entered).map(pathOf)
      const stays = targets.length === 0 ? [from] : targets
      return stays
        .filter((to) => regionOf(to) === regionOf(from))
        .map((to) => ({ event, from, to }))
    }),
  )
}

export function chartMap(mechanism: Mechanism): ChartMap {
  const roots = Object.values(mechanism.charts).map((c) => c.root)
  const edges = roots.flatMap((root) => edgesOfChart(root, mechanism.events))
  const ways = edges.filter((e) => e.from !== e.to)
  const targets = new Map<string, string[]>()
  for (const { event, from, to } of edges) {
    const known = targets.get(`${event} ${from}`) ?? []
    if (!known.includes(to)) targets.set(`${event} ${from}`, [...known, to])
  }
  const sources = once((event) => sourcesOf(mechanism, edges, event))
  const starts = roots.flatMap(entered).map(pathOf)
  const reachable = new Set(starts)
  for (const leaf of reachable)
    for (const { from, to } of ways) if (from === leaf) reachable.add(to)
  return {
    states: roots
      .flatMap(nodesOf)
      .map(pathOf)
      .filter((path) => path !== ''),
    before: new Set(starts.filter((s) => regionOf(s) === 'case')),
    ends: new Set(
      roots
        .flatMap(atoms)
        .filter((n) => n.type === 'final')
        .map(pathOf),
    ),
    to: (event, leaf) => targets.get(`${event} ${leaf}`) ?? [],
    costs: (event, price) => {
      const costs = new Map<string, number>()
      for (const leaf of sources(event)) costs.set(leaf, price(event, leaf) - 1)
      for (let changed = true; changed;) {
        changed = false
        for (const { event: by, from, to } of ways) {
          const cost = (costs.get(to) ?? Infinity) + price(by, from, to)
          if (cost >= (costs.get(from) ?? Infinity)) continue
          costs.set(from, cost)
          changed = true
        }
      }
      return costs
    },
    reachable,
  }
}

/** An event needs the case region and the regions it names; a clock event a state in which it runs. */
function sourcesOf(
  mechanism: Mechanism,
  edges: readonly Edge[],
  event: string,
): ReadonlySet<string> {
  const regions = new Set(['case', ...(mechanism.events[event]?.regions ?? [])])
  const sources = new Set(
    edges.filter((e) => e.event === event && regions.has(regionOf(e.from))).map((e) => e.from),
  )
  const leaves = new Set(edges.flatMap((e) => [e.from, e.to]))
  for (const clock of Object.values(mechanism.clocks)) {
    if (clock.fires !== event) continue
    for (const path of clock.runsIn)
      for (const leaf of leaves)
        if (!regions.has(regionOf(path)) && `${leaf}.`.startsWith(`${path}.`)) sources.add(leaf)
  }
  return sources
}
