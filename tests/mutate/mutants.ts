// Mutants of a mechanism: each is the mechanism with one rule, one separation or one guard taken away, as
// if the code did not have it.

import type { AnyStateNode } from 'xstate'
import { nodesOf } from '../../engine/core/load.ts'
import type { Mechanism, Rule } from '../../engine/core/mechanism.ts'
import { ruleNames } from '../../engine/core/rules.ts'

export interface Mutant {
  /** Says what is taken away, and where: `M07 guard complaint case.handling on submit: answered`. */
  readonly id: string
  readonly kind: 'rule' | 'separation' | 'guard'
  readonly mechanism: string
  readonly rule: string
  /** Where the law, or the house, says what was taken away. */
  readonly article: string
  /** Events in whose judgement it plays a part. */
  readonly events: ReadonlySet<string>
  /** Takes it away; what comes back puts it there again. */
  readonly apply: () => () => void
}

interface Guarded {
  guard?: unknown
}
interface Place {
  readonly chart: string
  readonly path: string
  readonly event: string
  /** Which of the ways of the event in that state, the first tried first. */
  readonly way: number
  readonly transition: Guarded
}

/** Every mutant of a mechanism, in the order of its tables. */
export function mutantsOf(m: Mechanism): readonly Mutant[] {
  const places = Object.entries(m.charts).flatMap(([chart, { root }]) =>
    nodesOf(root).flatMap((node) => placesOf(chart, node)),
  )
  return [...rulesOf(m, places), ...separationsOf(m), ...guardsOf(m, places)]
}

function placesOf(chart: string, node: AnyStateNode): readonly Place[] {
  const path = node.path.join('.')
  return [...(node.transitions as ReadonlyMap<string, readonly Guarded[]>)].flatMap(
    ([event, transitions]) =>
      transitions.map((transition, way) => ({ chart, path, event, way, transition })),
  )
}

function rulesOf(m: Mechanism, places: readonly Place[]): readonly Mutant[] {
  return Object.entries(m.rules).map(([name, rule]) => {
    const guarded = places.filter((p) => ruleNames(p.transition.guard).includes(name))
    const separated = Object.entries(m.separation).filter(([, names]) => names?.includes(name))
    return {
      id: `${m.id} rule ${name}`,
      kind: 'rule',
      mechanism: m.id,
      rule: name,
      article: rule.article,
      events: new Set([...guarded.map((p) => p.event), ...separated.map(([event]) => event)]),
      apply: () => changed(rule, 'holds', () => true),
    }
  })
}

function separationsOf(m: Mechanism): readonly Mutant[] {
  return Object.entries(m.separation).flatMap(([event, names = []]) =>
    names.map((name) => ({
      id: `${m.id} separation of ${event}: ${name}`,
      kind: 'separation' as const,
      mechanism: m.id,
      rule: name,
      article: articleOf(m, name),
      events: new Set([event]),
      apply: () =>
        changed(
          m.separation,
          event,
          names.filter((n) => n !== name),
        ),
    })),
  )
}

function guardsOf(m: Mechanism, places: readonly Place[]): readonly Mutant[] {
  return places.flatMap(({ chart, path, event, way, transition }) => {
    const names = ruleNames(transition.guard)
    return names.map((name) => ({
      id: `${m.id} guard ${chart} ${path || '(root)'} on ${event}${way > 0 ? `, way ${String(way + 1)}` : ''}: ${name}`,
      kind: 'guard' as const,
      mechanism: m.id,
      rule: name,
      article: articleOf(m, name),
      events: new Set([event]),
      apply: () =>
        changed(
          transition,
          'guard',
          names.length === 1
            ? undefined
            : { type: 'all', params: names.filter((other) => other !== name) },
        ),
    }))
  })
}

const articleOf = (m: Mechanism, name: string): string =>
  (m.rules[name] as Rule<never, never> | undefined)?.article ?? '?'

/** Sets a member of an object that nobody else may change; what comes back restores it. */
function changed(object: object, member: string, value: unknown): () => void {
  const before: unknown = Reflect.get(object, member)
  Reflect.set(object, member, value)
  return () => void Reflect.set(object, member, before)
}
