/**
 * Files of evidence as the doors see them: received, kept, looked at, handed out. A file that is kept is
 * not evidence of anything yet; it is once an accepted entry refers to its hash, and is swept otherwise.
 */
import type { Readable } from 'node:stream'
import type { EvidenceState, EvidenceType } from '../core/evidence.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Commitment, Instant, Uuid } from '../core/values.ts'

export interface EvidenceLimits {
  /** The largest file, in bytes. */
  readonly maxBytes: number
  /** How long a file waits for an entry that refers to it. */
  readonly keptDays: number
}

/** A file that has come in whole and lies in a temporary place. */
export interface ReceivedFile {
  /** Where; known to the engine alone. */
  readonly path: string
  /** Hex SHA-256 of what came in. */
  readonly hash: string
  readonly size: number
}
export type Receiving = { readonly received: ReceivedFile } | { readonly refusal: Refusal }

/** What the sender says of a file; what is said must be true. */
interface Declared {
  readonly hash?: string
  readonly size?: number
  readonly type?: EvidenceType
  /** As the sender calls it. Only a commitment to it is kept. */
  readonly name?: string
}
export interface Keeping {
  readonly institution: Uuid
  readonly person: Uuid
  readonly declared: Declared
}
export interface KeptFile {
  readonly hash: string
  readonly size: number
  readonly type: EvidenceType
  /** Null where an entry refers to it already: it is kept for good. */
  readonly keptUntil: Instant | null
  /** The commitment to its name, with the salt that opens it, for the uploader to keep. */
  readonly name?: Commitment & { readonly salt: string }
}
export type KeepingAnswer = { readonly kept: KeptFile } | { readonly refusal: Refusal }

/** Which file of which institution. */
export interface EvidenceKey {
  readonly institution: Uuid
  readonly hash: string
}

export interface Evidence {
  readonly limits: EvidenceLimits
  /**
   * Takes bytes into a temporary file and hashes them as they come; stops one byte beyond the limit.
   * Rejects with Crowded when too many come at once, and with the error of the content when that breaks
   * off; nothing is left behind then.
   */
  receive(content: AsyncIterable<Uint8Array>): Promise<Receiving>
  /** Judges what came in and keeps it, or says why not. The temporary file is gone afterwards. */
  keep(file: ReceivedFile, keeping: Keeping): Promise<KeepingAnswer>
  /** Lets go of what came in. */
  discard(file: ReceivedFile): Promise<void>
  /** Why a person may not upload now; undefined where nothing is in the way. */
  hindrance(institution: Uuid, person: Uuid): Promise<Refusal | undefined>
  /** Whether a file that was uploaded with this size is there and unaltered. Reads it whole once. */
  examine(key: EvidenceKey, size: number): Promise<Exclude<EvidenceState, 'neverUploaded'>>
  /** The bytes of a file; undefined where it is missing. */
  open(key: EvidenceKey): Promise<Readable | undefined>
  /** Whether it was uploaded under this name, which is kept as a commitment only. */
  isNamed(key: EvidenceKey, name: string): Promise<boolean>
  /** A key of the institution by which addresses are signed; undefined until it is founded. */
  addressKey(institution: Uuid): Promise<Uint8Array | undefined>
}

/** Too many files are coming in: send it again in a moment. */
export class Crowded extends Error {
  override readonly name = 'Busy'
}
/** The store of the files does not answer. Nothing was kept; the same request may be sent again. */
export class StoreUnreachable extends Error {
  override readonly name = 'StoreUnreachable'
}
