/**
 * Why an entry was decided as it was: what was looked at, in the order of the judgement, and what each
 * look came to. Made by judging again, never by a second set of rules.
 */
import type { SeatHeld } from '../../policies/ability.ts'
import type { Duty } from '../../policies/duty.ts'
import type { Citation, Text } from '../../policies/law.ts'
import type { AnyAsked, Context, Mechanism, RuleText } from './mechanism.ts'
import type { Refusal } from './refusal.ts'
import type { FactRecorded } from './trail.ts'
import type { Uuid } from './values.ts'

/** In the order in which they are made. */
export const CHECK_KINDS = [
  'request',
  'read',
  'version',
  'effective',
  'edition',
  'state',
  'duty',
  'separation',
  'rule',
] as const
export type CheckKind = (typeof CHECK_KINDS)[number]

/** One look of a judgement. */
export interface ExplainedCheck {
  readonly kind: CheckKind
  /** Id of the rule or duty, else the name of the check. */
  readonly name: string
  readonly held: boolean
  /** It is the one that refused. What did not hold and did not refuse left another way open. */
  readonly decisive: boolean
  readonly says: Text
  /** What would have to change for it to hold. */
  readonly change?: Text
  readonly article?: Citation
  /** The facts that it read, as the entry recorded them, by name. */
  readonly facts: Readonly<Record<string, FactRecorded>>
}

/** A duty by which the event may be sent, as it was looked at. */
export interface ExplainedDuty {
  readonly duty: Duty
  readonly held: boolean
  /** The seat by which it was held. */
  readonly seat?: Uuid
  /** Why it did not fit. */
  readonly why?: Text
}

export interface Explanation {
  readonly entry: Uuid
  readonly accepted: boolean
  /** Seats of whoever asked, as they were when it was recorded. */
  readonly seats: readonly SeatHeld[]
  /** The duty that carried it, or the last that was looked at. */
  readonly duties: readonly ExplainedDuty[]
  readonly checks: readonly ExplainedCheck[]
  /** Of what was nobody's duty among those who asked: what came nearest. */
  readonly nearestMiss?: Text
  /** The refusal as it follows. */
  readonly refusal?: Refusal
  /** Members of the entry that are not what follows; empty where it agrees. */
  readonly differs: readonly string[]
  /** False: it was decided under other texts of duties and rules than those of this release. */
  readonly sameTexts: boolean
  /** Why it could not be judged again; then nothing above but the seats is told. */
  readonly underived?: Text
}

/** A rule that was judged, and the names of the facts that it looked at. */
export interface JudgedRule {
  readonly name: string
  readonly rule: RuleText
  readonly held: boolean
  readonly facts: readonly string[]
}

/** The mechanism, which tells of every rule that a judgement puts to it. */
export function observed(mechanism: Mechanism, tell: (judged: JudgedRule) => void): Mechanism {
  const rules = Object.entries(mechanism.rules).map(([name, rule]) => {
    const holds: typeof rule.holds = ({ context, event }) => {
      const facts = new Set<string>()
      const held = rule.holds({ context, event: { ...event, facts: watched(event.facts, facts) } })
      tell({ name, rule, held, facts: [...facts] })
      return held
    }
    return [name, { ...rule, holds }] as const
  })
  return { ...mechanism, rules: Object.fromEntries(rules) }
}

const watched = (values: AnyAsked['facts'], seen: Set<string>): AnyAsked['facts'] =>
  new Proxy(values as Context, {
    get: (target, name) => {
      if (typeof name === 'string' && Object.hasOwn(target, name)) seen.add(name)
      return Reflect.get(target, name) as unknown
    },
  }) as AnyAsked['facts']
