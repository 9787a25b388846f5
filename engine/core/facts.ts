/**
 * Facts: what a rule may know beyond its own case and payload. They live in other processes or in the
 * institution's records; the runtime loads them, the entry records them, and replay reads the entry.
 */
import type { Body } from '../../policies/duty.ts'
import type { Text } from '../../policies/law.ts'
import type { SupervisionForm } from '../../policies/supervision.ts'
import type { Actor, Day, SubjectKey, Uuid } from './values.ts'

/** What a fact is read from; a closed set, so that every fact can be validated under the head lock. */
export type FactKey =
  /** One process: its state as last committed. */
  | { readonly kind: 'process'; readonly process: Uuid }
  /** The process of a mechanism about a subject that was opened last; of one chart where it is named. */
  | {
      readonly kind: 'latest'
      readonly mechanism: string
      readonly chart?: string
      readonly subject: SubjectKey
    }
  /** For each of the subjects, the process of a mechanism about it that was opened last. */
  | {
      readonly kind: 'latestEach'
      readonly mechanism: string
      readonly chart?: string
      readonly subjects: readonly SubjectKey[]
    }
  /** The processes of a mechanism about a subject that have not ended, oldest first, at most 100. */
  | {
      readonly kind: 'open'
      readonly mechanism: string
      readonly chart?: string
      readonly subject: SubjectKey
    }
  /** How many processes of a mechanism about a subject stand in one of the paths. */
  | {
      readonly kind: 'count'
      readonly mechanism: string
      readonly chart?: string
      readonly subject: SubjectKey
      readonly paths: readonly string[]
    }
  /** The bodies in which a person holds a seat today. */
  | { readonly kind: 'seats'; readonly person: Uuid }
  /** Who holds a seat in a body today, each person once, in the order of their seats. */
  | { readonly kind: 'membersOf'; readonly body: Body }
  /** The person whom an identity provider knows by this issuer and subject. */
  | { readonly kind: 'identity'; readonly issuer: string; readonly subject: string }
  /** One seat, held today or not. */
  | { readonly kind: 'seat'; readonly seat: Uuid }
  /** Which of the subjects a person has declared or acquired an interest in. */
  | { readonly kind: 'interests'; readonly person: Uuid; readonly subjects: readonly SubjectKey[] }
  /** The value of a house policy in force. */
  | { readonly kind: 'policy'; readonly key: string }
  /** A unit of the institution: its kind and its superior. */
  | { readonly kind: 'unit'; readonly unit: string }
  /** What keeps the personal values of a subject from being erased; one process is left aside. */
  | { readonly kind: 'keeping'; readonly subject: SubjectKey; readonly except?: Uuid }
  /** How the institution is supervised today; from what is loaded of the house. */
  | { readonly kind: 'supervision' }
  /** Between what an institution may set a house policy; from the mechanisms, not from the records. */
  | { readonly kind: 'bounds'; readonly key: string }

export interface ProcessFact {
  readonly id: Uuid
  readonly version: number
  readonly paths: readonly string[]
  readonly final: boolean
  /** The non-personal context of the process. */
  readonly context: Readonly<Record<string, unknown>>
}

/** A process by which the values of a subject are kept. */
export interface Keeper {
  readonly process: Uuid
  readonly mechanism: string
  /** Its number for people. */
  readonly reference: string
  /** The clock of retention that lasts longest, and what it stands on. */
  readonly clock?: string
  readonly basis?: string
  /** First day on which it no longer keeps them; absent where that is not known yet. */
  readonly until?: Day
}
/** Of each way of keeping the process that keeps longest; null where none does. */
export interface Keeping {
  /** There are values that could be erased. */
  readonly values: boolean
  /** A matter that has not ended. */
  readonly open: Keeper | null
  /** A hold for a suit, an investigation or the like. */
  readonly held: Keeper | null
  /** A period of retention that has not ended. */
  readonly kept: Keeper | null
}

export interface FactValues {
  readonly process: ProcessFact | null
  readonly latest: ProcessFact | null
  /** In the order of the subjects; null where there is none. */
  readonly latestEach: readonly (ProcessFact | null)[]
  readonly open: readonly Pick<ProcessFact, 'id' | 'version' | 'paths'>[]
  readonly count: number
  readonly seats: readonly { readonly body: Body; readonly unit?: string; readonly until?: Day }[]
  readonly membersOf: readonly {
    readonly person: Uuid
    readonly seat: Uuid
    /** As the appointment names it: `chair`. */
    readonly role?: string
  }[]
  readonly identity: { readonly person: Uuid } | null
  readonly seat: { readonly person: Uuid; readonly body: Body; readonly until?: Day } | null
  readonly interests: readonly { readonly subject: SubjectKey; readonly kind: string }[]
  /** Null where the institution has set none; the mechanism's own default then counts. */
  readonly policy: number | null
  readonly unit: { readonly kind: UnitKind; readonly superior?: string } | null
  readonly keeping: Keeping
  /** Null while the institution has bound nothing. */
  readonly supervision: { readonly form: SupervisionForm; readonly since: Day } | null
  readonly bounds: readonly [number, number] | null
}
export type UnitKind = 'headquarters' | 'branch' | 'department' | 'outside'

/** From what the key of a fact is made. `payload` is absent while an offer is being computed. */
export interface FactAsk<C> {
  readonly payload: Readonly<Record<string, unknown>> | undefined
  readonly context: C
  readonly by: Actor
}

/**
 * A fact that a mechanism declares. `key` gives undefined where the fact cannot be asked yet, as when it
 * depends on a payload that is not there; such a fact may be read only by rules of that event.
 */
export interface Fact<K extends FactKey['kind'], C> {
  readonly title: Text
  readonly kind: K
  readonly key: (ask: FactAsk<C>) => Extract<FactKey, { kind: K }> | undefined
}
export type FactTable<C> = Readonly<
  Record<string, { [K in FactKey['kind']]: Fact<K, C> }[FactKey['kind']]>
>

/** The value that a rule sees; null where the key was undefined. */
export type FactValue<F> = F extends { readonly kind: infer K extends FactKey['kind'] }
  ? FactValues[K] | null
  : never
