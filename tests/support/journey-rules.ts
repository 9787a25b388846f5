// Every rule of a mechanism refuses at least once, by what people do through GraphQL.

import { describe, expect, test } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { byRule, isRefused } from './actors.ts'
import type { Case, Done } from './journey-case.ts'

/** A deed that a rule refuses. */
export type Refusal<C> = readonly [rule: string, event: string, deed: (c: C) => Promise<Done>]
/** Where a case stands, how it comes there, and what is refused there. */
export interface Stand<C> {
  readonly where: string
  readonly way: (c: C) => Promise<unknown>
  readonly refusals: readonly Refusal<C>[]
}
export interface RulesAsk<C> {
  readonly mechanism: Mechanism
  readonly stands: readonly Stand<C>[]
  /** Rules that can refuse nobody, each with its reason. */
  readonly never: Readonly<Record<string, string>>
  /** A case on which nothing was done, at a time of its own. */
  readonly open: () => { readonly c: C; readonly file: Case }
  /** A minute goes by: refusals of one person are recorded singly only so often in a minute. */
  readonly minute: () => void
}

/** The tests of a table of refusals, and that the table is complete. */
export function everyRuleRefuses<C>(ask: RulesAsk<C>): void {
  const { mechanism, stands, never, open, minute } = ask
  describe('a rule refuses', () => {
    test.each(stands)('$where', async ({ way, refusals }) => {
      const { c, file } = open()
      await way(c)
      const before = file.id === '' ? undefined : await file.reads()
      for (const [rule, event, deed] of refusals) {
        minute()
        await isRefused(deed(c), byRule(mechanism, event, rule))
      }
      // A refusal changes nothing but the trail.
      if (before) expect((await file.reads())['version']).toBe(before['version'])
    })
  })

  const tried = stands.flatMap(({ refusals }) => refusals)
  test('every rule has refused somebody, or cannot and says why', () => {
    const refused = new Set(tried.map(([rule]) => rule))
    const both = Object.keys(never).filter((rule) => refused.has(rule))
    const rules = Object.keys(mechanism.rules)
    const missing = rules.filter((rule) => !refused.has(rule) && never[rule] === undefined)
    expect({ both, missing }).toEqual({ both: [], missing: [] })
    expect(Object.keys(never).filter((rule) => !rules.includes(rule))).toEqual([])
  })
  test('every separation has refused somebody', () => {
    const refused = new Set(tried.map(([rule, event]) => `${event}: ${rule}`))
    const pairs = Object.entries(mechanism.separation).flatMap(([event, rules]) =>
      (rules ?? []).map((rule) => `${event}: ${rule}`),
    )
    expect(pairs.filter((pair) => !refused.has(pair))).toEqual([])
  })
}
