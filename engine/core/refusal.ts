/** A refusal: a command that was understood and not accepted, with its reason. It is a value, never thrown. */
import type { Citation, Text } from '../../policies/law.ts'
import type { Day, Uuid } from './values.ts'

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

/** A process that stands in the way. */
export interface HeldBy {
  readonly process: Uuid
  /** Its number for people. */
  readonly reference: string
  /** First day on which it no longer does. */
  readonly until?: Day
}

export interface Refusal {
  readonly kind: RefusalKind
  /** What was refused and what to do next. */
  readonly message: Text
  /** Id of the rule, duty or check that refused. */
  readonly rule?: string
  readonly article?: Citation
  /** The process on account of which it was refused, and until when, where that is known. */
  readonly heldBy?: HeldBy
  /** Path of the input field that is at fault, from the event's payload on. */
  readonly field?: readonly string[]
  /** Events that the process would take now from somebody. */
  readonly possible: readonly string[]
}
