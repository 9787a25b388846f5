/**
 * Everybody who answers for an act. A delegate acts, and the one on whose behalf he acts answers with him: what
 * would bar either of them bars the act. And whoever once acted for another in a process is bound by what that
 * other did in it, and the other way round, so that nobody decides through two pairs of hands.
 *
 * A rule bars a person by his own part where it would hold for a stranger and does not hold for him. A rule
 * that a stranger does not meet either asks for something else, as that it is the handler who acts; it is
 * asked of the one who signs, alone.
 */
import { text } from '../../policies/law.ts'
import type { Because, AnyAsked, Context, RuleText } from './mechanism.ts'
import type { Participants, Uuid } from './values.ts'

export interface Answering {
  /** As the one who signs. */
  readonly asked: AnyAsked
  /** As each of the others; empty where nobody acted for anybody. */
  readonly others: readonly AnyAsked[]
  /** As nobody who ever had a part, on the facts of either. */
  readonly strangers: readonly AnyAsked[]
}

/** Nobody. */
const STRANGER = '00000000-0000-4000-8000-000000000000'

/** Those for whom one of the persons acted in this process, and who acted for them. */
function bound({ delegate = [], delegator = [] }: Participants, persons: readonly Uuid[]): Uuid[] {
  const found = delegate.flatMap((who, n) => {
    const whom = delegator[n]
    if (whom === undefined) return []
    return [...(persons.includes(who) ? [whom] : []), ...(persons.includes(whom) ? [who] : [])]
  })
  return [...new Set(found)].filter((p) => !persons.includes(p))
}

/** `ofPrincipal` gives the facts as they are of the one on whose behalf it is asked. */
export function answeringFor(
  asked: AnyAsked,
  ofPrincipal: () => AnyAsked['facts'] | undefined,
): Answering {
  const { by, participants } = asked
  const { person, onBehalfOf } = by
  if (person === undefined || (onBehalfOf === undefined && participants.delegate === undefined))
    return { asked, others: [], strangers: [] }
  const as = (who: Uuid, facts = asked.facts): AnyAsked => ({
    ...asked,
    facts,
    by: { ...by, person: who },
  })
  const principal = onBehalfOf === undefined ? [] : [as(onBehalfOf, ofPrincipal())]
  const persons = onBehalfOf === undefined ? [person] : [person, onBehalfOf]
  return {
    asked,
    others: [...principal, ...bound(participants, persons).map((who) => as(who))],
    strangers: [asked, ...principal].map(({ facts }) => as(STRANGER, facts)),
  }
}

export interface Holding {
  readonly holds: (args: { context: Context; event: AnyAsked }) => boolean
}

/** For whom a rule does not hold: the one who signs, another who answers with him, or nobody. */
export function brokenFor(
  rule: Holding,
  context: Context,
  { asked, others, strangers }: Answering,
): 'asked' | 'other' | undefined {
  const holds = (event: AnyAsked) => rule.holds({ context, event })
  if (!holds(asked)) return 'asked'
  if (others.length === 0 || !strangers.some(holds)) return undefined
  return others.every(holds) ? undefined : 'other'
}

/** Why a rule that holds for the one who signs refuses all the same. */
export const OF_ANOTHER: Because = {
  text: text(
    '委托代理关系中的另一方不得办理，其委托人或受托人也不得办理',
    'it bars the other person of a delegation in this process, and so whoever acts with him',
  ),
}
/** The same rule where it bars on account of another person. */
export const barring = <R extends RuleText>(rule: R): R => ({ ...rule, refuses: 'SEPARATION' })
