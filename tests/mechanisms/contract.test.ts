// What every mechanism of the registry must keep, whichever it is.

import { describe, expect, it } from 'vitest'
import type { AnyStateNode } from 'xstate'
import { HOUSE_EVENTS } from '../../engine/core/house-events.ts'
import { personalIn } from '../../engine/core/input.ts'
import { dutiesOf, isClockEvent, nodesOf } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { DUTIES } from '../../policies/ability.ts'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import type { Body } from '../../policies/duty.ts'
import { cited, isHousePolicy, LAWS } from '../../policies/law.ts'
import type { Citation, Text } from '../../policies/law.ts'

const events = MECHANISMS.flatMap((m) =>
  Object.entries(m.events).map(([name, event]) => ({ m, name, event })),
)
const HAN = /\p{Script=Han}/u
const bilingual = ({ zh, en }: Text) => HAN.test(zh) && en.length > 0 && !HAN.test(en)
const known = (citation: Citation) =>
  cited(citation).law in LAWS && cited(citation).article.length > 0

describe('the registry', () => {
  it('has each id and slug once', () => {
    expect(new Set(MECHANISMS.map((m) => m.id)).size).toBe(MECHANISMS.length)
    expect(new Set(MECHANISMS.map((m) => m.slug)).size).toBe(MECHANISMS.length)
  })
  it('uses every duty to act', () => {
    const used = new Set(events.flatMap(({ event }) => dutiesOf(event).map((d) => d.id)))
    // The duty to transcribe is held over every event that may be transcribed.
    used.add(consumerProtection.transcribe.id)
    for (const event of Object.values(HOUSE_EVENTS))
      for (const duty of dutiesOf(event)) used.add(duty.id)
    expect(DUTIES.filter((d) => d.verb === 'act' && !used.has(d.id)).map((d) => d.id)).toEqual([])
  })
  it('has each duty once, cited and in both languages', () => {
    expect(new Set(DUTIES.map((d) => d.id)).size).toBe(DUTIES.length)
    expect(
      DUTIES.filter((d) => !known(d.article) || !bilingual(d.sentence)).map((d) => d.id),
    ).toEqual([])
  })
  it('lets no body that supervises decide', () => {
    const supervising: readonly Body[] = ['supervisoryBody', 'internalAudit', 'regulator']
    const deciding = events.filter(
      ({ m, event }) =>
        m.kind === 'mechanism' &&
        event.nature === 'decision' &&
        dutiesOf(event).some((d) => supervising.includes(d.body)),
    )
    expect(deciding.map(({ m, name }) => `${m.id} ${name}`)).toEqual([])
  })
  it('reacts only with events that take the courier', () => {
    for (const m of MECHANISMS)
      for (const { to, event } of m.reactions) {
        const target = MECHANISMS.find((t) => t.id === to)?.events[event]
        expect({
          from: m.id,
          to,
          event,
          carried: target && dutiesOf(target).some((d) => d.body === 'courier'),
        }).toEqual({ from: m.id, to, event, carried: true })
      }
  })
})

describe.each(MECHANISMS.map((m) => [m.id, m] as const))('%s', (_id, m) => {
  const nodes = Object.values(m.charts).flatMap((chart) => nodesOf(chart.root))

  it('says everything in both languages', () => {
    const texts: [string, Text][] = [
      ['title', m.title],
      ...Object.entries(m.events).map(([name, e]): [string, Text] => [name, e.title]),
      ...Object.entries(m.clocks).map(([name, c]): [string, Text] => [name, c.title]),
      ...Object.entries(m.rules).flatMap(([name, r]): [string, Text][] => [
        [name, r.says],
        [`${name}, change`, r.change],
      ]),
      ...nodes
        .filter((n) => n.path.length > 0)
        .map((n): [string, Text] => [n.path.join('.'), (n.meta as { title: Text }).title]),
    ]
    expect(texts.filter(([, t]) => !bilingual(t)).map(([name]) => name)).toEqual([])
  })
  it('cites a law for every rule, and a law or house policy for every clock', () => {
    expect(m.edition.articles.filter((a) => !known(a) || isHousePolicy(a))).toEqual([])
    expect(
      Object.entries(m.rules)
        .filter(([, r]) => !known(r.article))
        .map(([name]) => name),
    ).toEqual([])
    const uncited = Object.entries(m.clocks).filter(
      ([, c]) =>
        !('cite' in c ? known(c.cite) && !isHousePolicy(c.cite) : 'policy' in c || 'agreed' in c),
    )
    expect(uncited.map(([name]) => name)).toEqual([])
  })
  it('reaches every state and leaves every state that is not final', () => {
    const graph = graphOf(m)
    const ids = nodes.map((n) => n.id)
    const starts = nodes.filter((n) => n.parent === undefined || isInitial(n)).map((n) => n.id)
    const reached = closure(starts, (id) => graph.get(id) ?? [])
    expect(ids.filter((id) => !reached.has(id))).toEqual([])
    const stuck = nodes.filter(
      (n) =>
        n.path[0] === 'case' &&
        n.type === 'atomic' &&
        (graph.get(n.id) ?? []).every((to) => to === n.id),
    )
    // The institution goes on for ever: that is its only state without a way out.
    expect(stuck.map((n) => n.id)).toEqual(m.id === 'G01' ? ['G01.case.running'] : [])
  })
  it('marks free text about persons and keeps it out of the context', () => {
    for (const [name, event] of Object.entries(m.events))
      for (const { of } of personalIn(event.payload))
        expect({
          name,
          of,
          known: ['actor', 'self'].includes(of) || of in event.payload.shape,
        }).toEqual({ name, of, known: true })
    for (const context of Object.values(m.contexts))
      expect(Object.keys(context.shape).length).toBeGreaterThan(0)
  })
  it('has a rule for nothing that is not used', () => {
    const used = new Set([
      ...Object.values(m.separation).flatMap((names) => names ?? []),
      ...nodes.flatMap(guardsAt),
    ])
    expect(Object.keys(m.rules).filter((name) => !used.has(name))).toEqual([])
  })
  it('lets the clock alone send what a clock fires', () => {
    for (const [name, clock] of Object.entries(m.clocks)) {
      const event = m.events[clock.fires]
      expect({ name, clock: event !== undefined && isClockEvent(event) }).toEqual({
        name,
        clock: true,
      })
    }
  })
})

const isInitial = (n: AnyStateNode): boolean =>
  n.parent?.type === 'parallel' || n.parent?.initial.target?.some((t) => t.id === n.id) === true

/** From each state to where its own transitions, and those of its ancestors, lead. */
function graphOf(m: Mechanism): Map<string, string[]> {
  const graph = new Map<string, string[]>()
  for (const chart of Object.values(m.charts))
    for (const node of nodesOf(chart.root)) {
      const to: string[] = []
      for (let n: AnyStateNode | undefined = node; n; n = n.parent)
        for (const t of [...n.transitions.values()].flat())
          to.push(...(t.target ?? []).flatMap(entered))
      graph.set(node.id, to)
    }
  return graph
}
/** A target, its ancestors, and the initial states within it. */
function entered(target: AnyStateNode): string[] {
  const ids: string[] = []
  for (let n: AnyStateNode | undefined = target; n; n = n.parent) ids.push(n.id)
  const down = (n: AnyStateNode): void => {
    ids.push(n.id)
    if (n.type === 'compound') for (const t of n.initial.target ?? []) down(t)
    if (n.type === 'parallel') for (const child of Object.values(n.states)) down(child)
  }
  down(target)
  return ids
}
function closure(from: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(from)
  for (const id of seen) for (const to of next(id)) seen.add(to)
  return seen
}
function guardsAt(n: AnyStateNode): string[] {
  return [...n.transitions.values()].flat().flatMap(({ guard }) => {
    if (typeof guard === 'string') return [guard]
    const g = guard as { type?: string; params?: readonly string[] } | undefined
    if (g?.type === undefined) return []
    return g.type === 'all' ? [...(g.params ?? [])] : [g.type]
  })
}
