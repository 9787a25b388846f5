/** The words of the law for what the entries of a process name: duties, rules, citations, states, in both languages. */
import { DUTIES } from '../../policies/ability.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'
import { cited, LAWS } from '../../policies/law.ts'
import type { Citation, Law, Text } from '../../policies/law.ts'
import type { CaseTexts, EditionTexts } from './case-file.ts'
import type { Editions } from './editions.ts'
import { houseTitle } from './house-events.ts'
import type { Mechanism } from './mechanism.ts'
import { positionOf } from './step.ts'
import type { Leaf } from './trail.ts'

/** The edition that a leaf names for the state before it, or after it. */
type Named = Pick<NonNullable<Leaf['process']>, 'mechanism' | 'edition' | 'revision'>

const named = <T>(names: Iterable<string>, find: (name: string) => T | undefined) =>
  Object.fromEntries(
    [...new Set(names)].sort().flatMap((name): [string, T][] => {
      const found = find(name)
      return found === undefined ? [] : [[name, found]]
    }),
  )

/**
 * What the entries of a process name, from the registry of this release. An edition that is not kept any more
 * is left out.
 */
export function caseTexts(leaves: readonly Leaf[], editions: Editions): CaseTexts {
  const found = editionsNamed(leaves).flatMap((name): EditionTexts[] => {
    const mechanism = editions.exactly(name.mechanism, name.edition, name.revision)
    return mechanism
      ? [
          editionTexts(
            mechanism,
            leaves.filter((leaf) => isUnder(leaf, name)),
          ),
        ]
      : []
  })
  const duties = named(leaves.flatMap(dutiesIn), (id) => {
    const duty = DUTIES.find((d) => d.id === id)
    return duty && { article: duty.article, says: duty.sentence }
  })
  const citations = [
    ...leaves.flatMap(citationsIn),
    ...found.flatMap((e) => [...e.articles, ...Object.values(e.rules).map((r) => r.article)]),
    ...Object.values(duties).map((d) => d.article),
  ]
  return {
    editions: found,
    duties,
    bodies: named(leaves.flatMap(bodiesIn), (body) => own(BODIES, body as Body)),
    laws: named(
      citations.map((c) => cited(c as Citation).law),
      lawText,
    ),
  }
}

const own = <T extends object, K extends keyof T>(table: T, key: K): T[K] | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

function lawText(id: string): CaseTexts['laws'][string] | undefined {
  const law: Law | undefined = own(LAWS, id as keyof typeof LAWS)
  if (!law) return undefined
  const { title, issuer, inForceFrom } = law
  return { title, issuer, ...(inForceFrom === undefined ? {} : { inForceFrom }) }
}

function editionsNamed(leaves: readonly Leaf[]): readonly Named[] {
  const found = new Map<string, Named>()
  for (const { process, was } of leaves) {
    if (!process) continue
    const { mechanism, edition, revision } = process
    for (const one of [...(was ? [{ ...was, mechanism }] : []), { mechanism, edition, revision }])
      found.set(`${one.mechanism} ${one.edition} ${String(one.revision)}`, one)
  }
  return [...found.values()]
}

const isUnder = ({ process, was }: Leaf, { edition, revision }: Named): boolean =>
  [process, was].some((p) => p?.edition === edition && p.revision === revision)

function editionTexts(m: Mechanism, leaves: readonly Leaf[]): EditionTexts {
  const rules = leaves.flatMap(({ decision, refusal }) => [
    ...(decision?.separation ?? []),
    ...(refusal?.rule === undefined ? [] : [refusal.rule]),
  ])
  const clocks = leaves.flatMap(({ timers, event }) => [
    ...[...(timers?.armed ?? []), ...(timers?.disarmed ?? [])].map((t) => t.clock),
    ...Object.keys(m.clocks).filter((clock) => m.clocks[clock]?.fires === event.type),
  ])
  return {
    mechanism: m.id,
    edition: m.edition.from,
    revision: m.edition.revision,
    title: m.title,
    articles: [...m.edition.articles],
    events: named(
      leaves.flatMap((l) => [l.event.type, ...(l.refusal?.possible ?? [])]),
      (event) => own(m.events, event)?.title ?? houseTitle(event),
    ),
    rules: named(rules, (name) => {
      const rule = own(m.rules, name)
      return rule && { says: rule.says, article: rule.article, change: rule.change }
    }),
    states: Object.assign({}, ...leaves.map((leaf) => statesIn(m, leaf))) as Record<string, Text>,
    facts: named(
      leaves.flatMap((l) => Object.keys(l.facts ?? {})),
      (fact) => own(m.facts, fact)?.title,
    ),
    clocks: named(clocks, (clock) => own(m.clocks, clock)?.title),
  }
}

/** Titles of the innermost states before and after, by path. */
function statesIn(m: Mechanism, { process, from, to }: Leaf): Record<string, Text> {
  const machine = m.charts[process?.chart ?? '']
  const found: Record<string, Text> = {}
  for (const value of machine ? [from, to] : []) {
    if (value === undefined || !machine) continue
    const { leaves, titles } = positionOf(machine, value)
    leaves.forEach((path, n) => (found[path] = titles[n] ?? { zh: path, en: path }))
  }
  return found
}

/** A refusal for want of a duty names the duties as its rule. */
const dutiesIn = ({ decision, refusal }: Leaf): readonly string[] => [
  ...(decision ? [decision.duty] : []),
  ...(refusal?.rule === undefined ? [] : [refusal.rule]),
]
const bodiesIn = ({ actor, decision, notices }: Leaf): readonly string[] => [
  ...(actor.body === undefined ? [] : [actor.body]),
  ...(decision ? [decision.body] : []),
  ...(notices ?? []).map((n) => n.to),
]
const citationsIn = ({ decision, refusal, timers }: Leaf): readonly string[] => [
  ...(decision ? [decision.article] : []),
  ...(refusal?.article === undefined ? [] : [refusal.article]),
  ...[...(timers?.armed ?? []), ...(timers?.disarmed ?? [])].map((t) => t.citation),
]
