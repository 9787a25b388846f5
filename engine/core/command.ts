/** Commands and their answers: the one way in. */
import type { Refusal } from './refusal.ts'
import type { ProcessState } from './process.ts'
import type { Effective, Uuid } from './values.ts'

/** Who asks, before it is known by which seat: a person of the institution, or a body of the engine. */
export type Asker =
  | { readonly person: Uuid }
  | { readonly system: 'clock' | 'courier' }
  /** The founding of an institution, before anybody holds a seat in it. */
  | { readonly system: 'founder' }
  /** The server that seals the trail. */
  | { readonly system: 'keeper' }
  /** Whoever sits at the machine; holds no seat, and may export for a recorded reason alone. */
  | { readonly system: 'operator' }

export type Via = 'api' | 'cli' | 'import' | 'engine'

export interface Command {
  readonly asker: Asker
  readonly via: Via
  /** 1 to 128 characters of `[!-~]`; one deed per asker and id. */
  readonly request: string
  readonly mechanism: string
  /** Absent for an event that opens a process. */
  readonly process?: Uuid
  /** The id that an opening event gives its process, where later members of the group must name it. */
  readonly newProcess?: Uuid
  readonly expectedVersion?: number
  readonly onBehalfOf?: Uuid
  readonly event: string
  /** As it came in; parsed by the event's own schema. Null members count as absent. */
  readonly payload: unknown
  /** Free text beside the payload; personal, kept outside the leaf. */
  readonly remark?: string
  /** Hex SHA-256 of evidence kept elsewhere. */
  readonly evidence?: readonly string[]
  /** When it took effect, where that is not now. */
  readonly effective?: Effective
  /** The entry that caused it; set by the courier. */
  readonly cause?: Uuid
  /** The record of an earlier register that attests it; set by an import. */
  readonly attested?: { readonly source: string; readonly line: number }
}

/** A line of the trail as it was appended. */
export interface EntryRef {
  readonly id: Uuid
  readonly position: number
}

export type Answer =
  | {
      readonly kind: 'accepted'
      readonly entry: EntryRef
      readonly process: ProcessState
      /** True where the same request had been accepted before; nothing was done again. */
      readonly repeated: boolean
    }
  | {
      readonly kind: 'refused'
      readonly refusal: Refusal
      /** The process as it stands, where the asker may read it. */
      readonly current?: ProcessState
      /** Absent for what leaves no entry: malformed input, a reused request id, a dropped member. */
      readonly entry?: EntryRef
      readonly repeated: boolean
    }
  /** Too many refused attempts in this minute: HTTP 429. */
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
