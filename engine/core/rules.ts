/** Rules: named conditions that can say, with their article, why they refused. */
import type { FactValue } from './facts.ts'
import type { Because, Moment, Rule, RuleTable, RuleText } from './mechanism.ts'

type Said = Omit<RuleText, 'of' | 'reads'>
type Facts<F, R extends readonly (keyof F & string)[]> = {
  readonly [K in R[number]]: FactValue<F[K]>
}

/**
 * Rules over one mechanism's context, events and facts.
 *
 * `ofCase` needs no payload: it decides whether an event is offered at all. `ofEvent` judges the payload
 * of the named events and is shown as a condition of the offer.
 */
export function rulesFor<C, E extends Moment<unknown> & { type: string }, F>() {
  return {
    ofCase: <const R extends readonly (keyof F & string)[] = readonly []>(
      rule: Said & {
        readonly reads?: R
        readonly holds: (context: C, moment: Moment<Facts<F, R>>) => boolean
        readonly because?: (context: C, moment: Moment<Facts<F, R>>) => Because | undefined
      },
    ): Rule<C, E> => {
      const { because, ...said } = rule
      return {
        ...said,
        holds: ({ context, event }) => rule.holds(context, event as Moment<Facts<F, R>>),
        ...(because
          ? { because: ({ context, event }) => because(context, event as Moment<Facts<F, R>>) }
          : {}),
      }
    },
    ofEvent: <K extends E['type']>(
      of: K | readonly K[],
      rule: Said & {
        readonly reads?: readonly (keyof F & string)[]
        readonly holds: (event: Extract<E, { type: K }>, context: C) => boolean
        readonly because?: (event: Extract<E, { type: K }>, context: C) => Because | undefined
      },
    ): Rule<C, E> => {
      const { because, ...said } = rule
      return {
        ...said,
        of: typeof of === 'string' ? [of] : of,
        holds: ({ context, event }) => rule.holds(event as Extract<E, { type: K }>, context),
        ...(because
          ? { because: ({ context, event }) => because(event as Extract<E, { type: K }>, context) }
          : {}),
      }
    },
  }
}

/** For `setup({ guards })`: one guard per rule, and `all` for several, which stays data. */
export function guardsOf<C, E extends { type: string }, R extends RuleTable<C, E>>(
  rules: R & RuleTable<C, E>,
) {
  const guards = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [
      name,
      (args: { context: C; event: E }) => rule.holds(args),
    ]),
  ) as { [K in keyof R & string]: (args: { context: C; event: E }) => boolean }
  return {
    ...guards,
    all: (args: { context: C; event: E }, names: readonly (keyof R & string)[]) =>
      names.every((name) => rules[name]?.holds(args) ?? false),
  }
}

/** Names of the rules behind an XState guard; `(inline)` for what is not allowed. */
export function ruleNames(guard: unknown): readonly string[] {
  if (guard === undefined) return []
  if (typeof guard === 'string') return [guard]
  if (typeof guard !== 'object' || guard === null || !('type' in guard)) return ['(inline)']
  if (guard.type !== 'all') return [String(guard.type)]
  return 'params' in guard && Array.isArray(guard.params) ? guard.params.map(String) : ['(inline)']
}
