/**
 * Proofs as they are handed out: that an entry is in a trail whose head is signed (C2SP tlog-proof), and what
 * is wrong with one that does not prove it. Pure: whom to trust is an argument, and never read from the proof.
 */
import { rootFromInclusion } from './merkle.ts'
import type { Hash } from './merkle.ts'
import { fromBase64, parseCheckpoint, parseNote, verifiedBy } from './note.ts'
import type { Checkpoint, NoteVerifier } from './note.ts'

/** Why something proves nothing. */
export const PROOF_FAULTS = [
  /** Not the text of a proof, or not in its one form. */
  'MALFORMED_PROOF',
  /** The checkpoint is not a signed note. */
  'MALFORMED_NOTE',
  /** A key that is trusted is named, and the signature is not its own. */
  'BAD_SIGNATURE',
  /** No key that is trusted has signed. */
  'NOT_SIGNED',
  /** Signed, but not a tree head. */
  'MALFORMED_CHECKPOINT',
  /** A key has signed the head of another log than its own. */
  'OTHER_LOG',
  /** The head has no such entry. */
  'BEYOND_TREE',
  /** The path does not lead from this entry to this root. */
  'NOT_INCLUDED',
] as const
export type ProofFault = (typeof PROOF_FAULTS)[number]

/** Whose signatures count. */
export interface Trusted {
  /** Keys of the log; each signs the heads of the log of its own name and no other. */
  readonly log: readonly NoteVerifier[]
  readonly witnesses?: readonly NoteVerifier[]
}

export interface TrustedHead {
  readonly head: Checkpoint
  /** Keys of the log that signed it. */
  readonly signedBy: readonly NoteVerifier[]
  /** Each witness once, however many lines it has. */
  readonly witnessedBy: readonly NoteVerifier[]
}

/** The head that a note holds, where a trusted key of its log has signed it. */
export function trustedHead(
  note: string,
  { log, witnesses = [] }: Trusted,
): TrustedHead | { readonly fault: ProofFault } {
  const parsed = parseNote(note)
  if (!parsed) return { fault: 'MALFORMED_NOTE' }
  const signedBy = verifiedBy(parsed, once(log))
  const witnessedBy = verifiedBy(parsed, once(witnesses))
  if (!signedBy || !witnessedBy) return { fault: 'BAD_SIGNATURE' }
  if (signedBy.length === 0) return { fault: 'NOT_SIGNED' }
  const head = parseCheckpoint(parsed.text)
  if (!head) return { fault: 'MALFORMED_CHECKPOINT' }
  // What identifies a log is the name of its key: an origin that a server could choose would be no identity.
  if (signedBy.some(({ name }) => name !== head.origin)) return { fault: 'OTHER_LOG' }
  return { head, signedBy, witnessedBy }
}

const once = (verifiers: readonly NoteVerifier[]): readonly NoteVerifier[] => [
  ...new Map(
    verifiers.map((v) => [`${v.name}+${Buffer.from(v.hash).toString('hex')}`, v]),
  ).values(),
]

/** Where a leaf stands, and the path that leads from it to the root. */
export interface LeafProof {
  /** From 0. */
  readonly index: number
  readonly hashes: readonly Hash[]
}

/** Undefined where the leaf is in the tree of the head. */
export function inclusionFault(
  leaf: Hash,
  { index, hashes }: LeafProof,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
): ProofFault | undefined {
  if (index >= size) return 'BEYOND_TREE'
  const found = rootFromInclusion(leaf, { index, size, proof: hashes })
  return found && Buffer.compare(found, root) === 0 ? undefined : 'NOT_INCLUDED'
}

const HEADER = 'c2sp.org/tlog-proof@v1'
/** No tree that positions can tell is deeper. */
const HASHES_MAX = 63

/** The text of a proof; hashes in base64, from the leaf upwards. */
export const tlogProofText = (index: number, hashes: readonly string[], note: string): string =>
  [HEADER, `index ${String(index)}`, ...hashes, '', note].join('\n')

/** A path in base64; undefined where it is not in the one form that it has. */
export function hashesOf(encoded: readonly string[]): readonly Hash[] | undefined {
  const hashes = encoded.map(fromBase64)
  const sound = encoded.length <= HASHES_MAX && hashes.every((hash) => hash?.length === 32)
  return sound ? (hashes as Hash[]) : undefined
}

function parseTlogProof(text: string): (LeafProof & { readonly note: string }) | undefined {
  const end = text.indexOf('\n\n')
  const [header, first = '', ...rest] = text.slice(0, Math.max(end, 0)).split('\n')
  // Extra data is bound to nothing; what it says is passed over.
  const extra = first.startsWith('extra ')
  if (header !== HEADER || (extra && fromBase64(first.slice('extra '.length)) === undefined))
    return undefined
  const [line = '', ...encoded] = extra ? rest : [first, ...rest]
  const [, digits] = /^index (0|[1-9]\d{0,15})$/.exec(line) ?? []
  const hashes = hashesOf(encoded)
  const index = Number(digits)
  if (digits === undefined || !Number.isSafeInteger(index) || !hashes) return undefined
  return { index, hashes, note: text.slice(end + 2) }
}

/** Where a leaf is proven to be, by the text of a proof, or what is wrong with it. */
export function checkTlogProof(
  text: string,
  leaf: Hash,
  trusted: Trusted,
): (TrustedHead & { readonly index: number }) | { readonly fault: ProofFault } {
  const proof = parseTlogProof(text)
  if (!proof) return { fault: 'MALFORMED_PROOF' }
  const found = trustedHead(proof.note, trusted)
  if ('fault' in found) return found
  const fault = inclusionFault(leaf, proof, found.head)
  return fault ? { fault } : { ...found, index: proof.index }
}
