/** Mechanisms of several charts: each chart is written as a part, and the mechanism joins them. */
import type { AnyStateMachine } from 'xstate'
import type * as z from 'zod'
import type { FactTable } from './facts.ts'
import { checked, contentOf } from './mechanism.ts'
import type { Content, EventTable, Heading, Known, Mechanism } from './mechanism.ts'

/** One chart of a mechanism that has several, with everything that only it knows. */
export type Part = Omit<Mechanism, keyof Heading<string, string>>

/** A part of a mechanism with several charts; `joinParts` makes the mechanism of them. */
export const definePart = <
  const T extends EventTable,
  C extends z.ZodObject,
  F extends FactTable<z.output<C>>,
  R extends Readonly<Record<string, unknown>>,
  M extends Readonly<Record<string, AnyStateMachine>>,
>(
  content: Content<T, C, F, R, M>,
): Part & { readonly events: T } => contentOf<T>(content)

/** What may be told of the mechanism as a whole as well as of a part. */
type Told = 'coverage' | 'bars' | 'shares' | 'launch' | 'obligations' | 'policies'

type EventsOf<P extends readonly Part[]> = UnionToIntersection<P[number]['events']>
type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (
  all: infer A,
) => void
  ? A
  : never

/**
 * A mechanism of several charts. What parts share under one name must be the very same object; only an
 * event that opens a process belongs to one chart alone.
 */
export function joinParts<
  const Id extends string,
  const S extends string,
  const P extends readonly (Part & { readonly events: EventTable })[],
>(
  heading: Heading<Id, S> & Partial<Pick<Mechanism, Told>>,
  parts: P,
): Known<EventsOf<P> & EventTable> & { readonly id: Id; readonly slug: S } {
  const table = <K extends keyof Part>(name: K): Part[K] => {
    const joined: Record<string, unknown> = {}
    for (const part of parts)
      for (const [key, value] of Object.entries(part[name] ?? {})) {
        const same = JSON.stringify(joined[key]) === JSON.stringify(value)
        if (key in joined && joined[key] !== value && !(name === 'separation' && same))
          throw new Error(`${heading.id} ${heading.slug}: two parts have other ${name} ${key}`)
        joined[key] = value
      }
    return joined as Part[K]
  }
  const partOf = (chart: string) => parts.find((p) => chart in p.charts)
  const aboutOf = (chart: string) => partOf(chart)?.about
  return checked({
    ...heading,
    contexts: table('contexts'),
    facts: table('facts'),
    events: table('events') as EventsOf<P> & EventTable,
    rules: table('rules'),
    separation: table('separation'),
    charts: table('charts'),
    clocks: table('clocks'),
    samples: table('samples'),
    reactions: [...new Set(parts.flatMap((p) => p.reactions))],
    coverage: [...(heading.coverage ?? []), ...parts.flatMap((p) => p.coverage)],
    bars: [...(heading.bars ?? []), ...parts.flatMap((p) => p.bars)],
    shares: [...(heading.shares ?? []), ...parts.flatMap((p) => p.shares)],
    launch: [...(heading.launch ?? []), ...parts.flatMap((p) => p.launch)],
    obligations: [...(heading.obligations ?? []), ...parts.flatMap((p) => p.obligations)],
    policies: { ...heading.policies, ...table('policies') },
    holds: (context, chart) => partOf(chart)?.holds?.(context, chart) ?? false,
    about: (context, chart) => {
      const about = aboutOf(chart)
      if (!about) throw new Error(`${heading.id} has no chart ${chart}`)
      return about(context, chart)
    },
  })
}
