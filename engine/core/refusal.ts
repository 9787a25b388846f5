/** A refusal: a command that was understood and not accepted, with its reason. It is a value, never thrown. */
import type { Citation, Text } from '../../policies/law.ts'

export const REFUSAL_KINDS = [
  'NOT_FOUND',
  'NOT_YOUR_DUTY',
  'SEPARATION',
  'NOT_NOW',
  'MALFORMED',
  'STALE',
  'REQUEST_REUSED',
] as const
export type RefusalKind = (typeof REFUSAL_KINDS)[number]

export interface Refusal {
  readonly kind: RefusalKind
  /** What was refused and what to do next. */
  readonly message: Text
  /** Id of the rule, duty or check that refused. */
  readonly rule?: string
  readonly article?: Citation
  /** Path of the input field that is at fault, from the event's payload on. */
  readonly field?: readonly string[]
  /** Events that the process would take now from somebody. */
  readonly possible: readonly string[]
}
