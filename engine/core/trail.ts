/**
 * The form of an entry, final from the first day: canonical JSON (RFC 8785) under an RFC 6962 leaf hash.
 *
 * Absent means absent, never null; instants are UTC with milliseconds; numbers are safe integers. New
 * fields may be added and readers keep what they do not know; `v` rises only when a meaning changes.
 */
import { createHash, createHmac, hash } from 'node:crypto'
import type { AnyStateMachine, StateValue } from 'xstate'
import type { Citation } from '../../policies/law.ts'
import { canonicalJson } from './canonical.ts'
import type { Notice } from './mechanism.ts'
import type { Refusal } from './refusal.ts'
import type { Actor, Commitment, Effective, Instant, Uuid } from './values.ts'

export const ENTRY_KINDS = [
  'accepted',
  'refused',
  'clock',
  'reaction',
  'correction',
  'moved',
  'transcribed',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export interface FactRecorded {
  /** Absent: there was none. */
  readonly value?: unknown
  /** Where it was read: `process:<id>@<version>`, `policy:<key>`, `seat:<person>`, `default`, … */
  readonly source: string
}

export interface TimerRecorded {
  readonly clock: string
  readonly id: Uuid
  readonly dueAt: Instant
  readonly citation: string
}

/** What a leaf says. */
export interface Leaf {
  readonly v: 1
  readonly id: Uuid
  readonly institution: Uuid
  readonly kind: EntryKind
  readonly actor: Partial<Actor> & { readonly system?: string; readonly via: string }
  readonly request?: string
  /** The request id that had been used for other content; it stays with the entry that took it. */
  readonly reused?: string
  /** Where no process was found, or none was opened: what was asked of which mechanism. */
  readonly mechanism?: string
  readonly process?: {
    readonly id: Uuid
    readonly mechanism: string
    readonly chart: string
    readonly edition: string
    readonly hash: string
    readonly revision: number
    readonly version: number
    readonly opens?: true
  }
  /** Of a move: the edition that the process stood under before; `process` names the one after. */
  readonly was?: { readonly edition: string; readonly hash: string; readonly revision: number }
  readonly event: {
    readonly type: string
    readonly payload: Readonly<Record<string, unknown>>
    readonly remark?: Commitment
    readonly evidence?: readonly string[]
  }
  readonly from?: StateValue
  readonly to?: StateValue
  readonly context?: { readonly from?: string; readonly to?: string }
  readonly facts?: Readonly<Record<string, FactRecorded>>
  readonly decision?: {
    readonly duty: string
    readonly body: string
    readonly article: Citation
    readonly separation: readonly string[]
    /** Hash of the duties and rules in force. */
    readonly policies: string
  }
  readonly effective?: Effective
  readonly recordedAt: Instant
  readonly timers?: {
    readonly armed: readonly TimerRecorded[]
    readonly disarmed: readonly TimerRecorded[]
  }
  /** Source and years of the working days, where a timer was counted by them. */
  readonly calendar?: string
  readonly notices?: readonly Omit<Notice, 'when'>[]
  readonly reactions?: readonly {
    readonly n: number
    readonly to: string
    readonly event: string
    readonly process?: Uuid
    readonly payload: Readonly<Record<string, unknown>>
  }[]
  readonly cause?: { readonly entry: Uuid }
  readonly group?: { readonly id: Uuid; readonly index: number; readonly of: number }
  readonly attested?: { readonly source: string; readonly line: number }
  readonly refusal?: Omit<Refusal, 'possible'> & { readonly possible: readonly string[] }
}

/**
 * The canonical form of plain JSON (RFC 8785). Throws for what has none: undefined at the root,
 * functions, numbers that are not finite.
 */
export function canonical(value: unknown): string {
  const form = canonicalJson(value)
  if (form === undefined) throw new TypeError('this value has no canonical JSON')
  return form
}

/** Hex SHA-256 of text in UTF-8 or of bytes. */
export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

/** Hex leaf hash of RFC 6962: SHA-256(0x00 ‖ entry). */
export const leafHash = (leaf: string): string => sha256(`\0${leaf}`)

/** Hash of an inner node of RFC 6962: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest()

/** The commitment that stands for a personal value: SHA-256(salt ‖ canonical JSON). */
export const commitmentTo = (value: unknown, salt: Uint8Array): Commitment => ({
  commitment: sha256(Buffer.concat([salt, Buffer.from(canonical(value), 'utf8')])),
})

/** Hex SHA-256 of the canonical form of a context. */
export const contextHash = (context: unknown): string => sha256(canonical(context))

/** Keyed digest of what was asked under a request id; tells the same content from other content. */
export const requestDigest = (asked: unknown, key: Uint8Array): string =>
  createHmac('sha256', key).update(canonical(asked), 'utf8').digest('hex')

/** By revision: two revisions may share a chart and differ in their rules. */
const hashes = new WeakMap<AnyStateMachine, Map<number, string>>()
/**
 * Identity of a chart: SHA-256 over its canonical configuration and the revision of its edition. Rules
 * are code and invisible here: a golden binds them to the revision.
 */
export function chartHash(machine: AnyStateMachine, revision: number): string {
  const byRevision = hashes.get(machine) ?? new Map<number, string>()
  const known = byRevision.get(revision)
  if (known) return known
  const config: unknown = JSON.parse(JSON.stringify(machine.config))
  const made = sha256(canonical({ config, revision }))
  hashes.set(machine, byRevision.set(revision, made))
  return made
}
