/** Names that follow from a row alone, so that the same row is the same complaint however often it comes. */
import { createHash } from 'node:crypto'
import { sha256 } from '../../engine/core/trail.ts'
import type { Uuid } from '../../engine/core/values.ts'
import type { Row } from './row.ts'

/** What a row is called here. */
export interface Identity {
  /** The complaint: by the id of its register, or by its content where it has none. */
  readonly process: Uuid
  /** Its consumer, whom the register does not name: by the content, so that a changed row is noticed. */
  readonly complainant: `consumer:${string}`
}

/**
 * Counts how often the file has listed a row before: by the id of the register, or by its content where
 * it has none, since the register lists some complaints that differ in nothing.
 */
export class Occurrences {
  readonly #count = new Map<string, number>()

  of({ complaintId, digest }: Row): number {
    const key = complaintId === undefined ? digest.slice(0, 32) : `id:${complaintId}`
    const before = this.#count.get(key) ?? 0
    this.#count.set(key, before + 1)
    return before
  }
}

export function identityOf(row: Row, occurrence: number, institution: Uuid): Identity {
  // An id is one complaint however often it is listed.
  const content = row.complaintId === undefined ? `${row.digest}.${String(occurrence)}` : row.digest
  const name = row.complaintId === undefined ? `row:${content}` : `id:${row.complaintId}`
  return {
    process: uuidOf(`complaint-register:${name}`, institution),
    complainant: `consumer:register.${sha256(`consumer:${content}`).slice(0, 32)}`,
  }
}

/** A readable key for a name that may hold any character; the hash keeps like names apart. */
export function keyOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  return `${slug === '' ? 'name' : slug}-${sha256(name.normalize('NFC')).slice(0, 8)}`
}

/** UUID of a name in a namespace (version 5, RFC 9562). */
function uuidOf(name: string, namespace: Uuid): Uuid {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [8, 12, 16, 20, 32].map((end, i, ends) => hex.slice(ends[i - 1] ?? 0, end)).join('-')
}
