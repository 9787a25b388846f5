/** Values that every part of the engine shares. Dates are strings, so a parsed payload is its canonical JSON. */
import type { Body } from '../../policies/duty.ts'

declare const brand: unique symbol
type Branded<T, B extends string> = T & { readonly [brand]: B }

/** A calendar day, `2026-11-23`, in the zone of the institution. */
export type Day = Branded<string, 'Day'>
/** An instant in UTC with milliseconds, `2026-11-23T08:00:00.000Z`. */
export type Instant = Branded<string, 'Instant'>
/** A UUID in lower case. */
export type Uuid = string

/**
 * When something took effect: at an instant, on a day, or not stated by the source. `attested` is what
 * the source says of its timeliness where it does not state the time.
 */
export type Effective =
  | { readonly at: Instant }
  | { readonly on: Day }
  | { readonly unknown: true; readonly attested?: 'inTime' | 'late' }

export const SUBJECT_KINDS = [
  'product',
  'partner',
  'consumer',
  'organisation',
  'unit',
  'activity',
  'campaign',
  'person',
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]
/**
 * What a process is about: `product:<id>`, `consumer:<pseudonymous id>`, `person:<id>` for one of the
 * institution's own people; never a personal value.
 */
export type SubjectKey = `${SubjectKind}:${string}`

export const CAPACITIES = [
  'submitter',
  'handler',
  'verifier',
  'decider',
  'reviewer',
  'proposer',
  'asker',
  'approver',
  'author',
  'seller',
  'inspector',
  'assessor',
  'auditor',
  /** Acted for the consumer-protection committee; added whichever the event. */
  'committee',
  /** Acted on behalf of the delegator at the same place of that list. */
  'delegate',
  'delegator',
] as const
/** In which capacity a person took part in a process; the ground of separation. */
export type Capacity = (typeof CAPACITIES)[number]
/**
 * Everybody who ever took part, by capacity, in order of appearance; nobody is removed. What a delegate did,
 * the one on whose behalf he did it took part in as well.
 */
export type Participants = Readonly<Partial<Record<Capacity, readonly Uuid[]>>>

/** Who asks: a person in a seat, or a body of the engine. */
export interface Actor {
  /** Absent for the bodies of the engine. */
  readonly person?: Uuid
  readonly body: Body
  /** The seat by which the duty is held. */
  readonly seat?: Uuid
  readonly unit?: string
  /** Whose seat it is, where somebody else acts by it. */
  readonly onBehalfOf?: Uuid
  /** The delegation under which that is done. */
  readonly delegation?: Uuid
}

/** What stands in the place of a personal value wherever it could be kept for ever. */
export interface Commitment {
  /** Hex SHA-256 of salt ‖ canonical JSON of the value. */
  readonly commitment: string
}
