/**
 * Signed notes and checkpoints: the C2SP forms signed-note, tlog-checkpoint and tlog-cosignature. Pure:
 * who signs and who verifies are arguments.
 *
 * A note is text that ends with a line break, a blank line, and signature lines `— <name> <base64>`, whose
 * bytes are a key hash of four bytes and the signature.
 */
import type { Hash } from './merkle.ts'

/**
 * Algorithm bytes of signed-note: an Ed25519 signature, an Ed25519 cosignature with its time, and that of
 * algorithms without a byte of their own, which an identifier follows.
 */
export const ED25519 = 0x01
export const COSIGNATURE = 0x04
export const OTHER = 0xff

/** What identifies SM2 with SM3: its object identifier (GM/T 0006). */
export const SM2_WITH_SM3 = 'oid:1.2.156.10197.1.501\n'
const SM2_KEY_LENGTH = 120
/** How the last part of a verifier key of SM2 begins: as far as no bit of the point stands in it. */
export const SM2_KEY_BEGINS = Buffer.concat([Uint8Array.of(OTHER), Buffer.from(SM2_WITH_SM3)])
  .toString('base64')
  .slice(0, 33)

/** Whether a verifier key is, by its form, one of SM2: `<name>+<hash>+<base64 of 0xff, identifier and point>`. */
export function isSm2Key(vkey: string): boolean {
  const encoded = vkey.split('+').slice(2).join('+')
  return encoded.length === SM2_KEY_LENGTH && encoded.startsWith(SM2_KEY_BEGINS)
}

export interface NoteKey {
  /** Without spaces and plus signs. */
  readonly name: string
  /** The first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ key). */
  readonly hash: Uint8Array
}
export interface NoteSigner extends NoteKey {
  /** The bytes after the key hash. */
  sign(text: string): Promise<Uint8Array>
}
export interface NoteVerifier extends NoteKey {
  /** Whether the bytes after the key hash are this key's signature of the text. */
  verify(text: string, signature: Uint8Array): boolean
}

export interface NoteSignature {
  readonly name: string
  readonly hash: Uint8Array
  readonly signature: Uint8Array
}
export interface Note {
  /** With its final line break. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

const DASH = '\u2014 '
const NOTE_MAX = 1_000_000
const SIGNATURES_MAX = 100
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
/** Undefined where the text is not the one base64 form of some bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

export const isKeyName = (name: string): boolean => /^[^\s+]{1,255}$/u.test(name)

export const signatureLine = ({ name, hash, signature }: NoteSignature): string =>
  `${DASH}${name} ${base64(Buffer.concat([hash, signature]))}\n`

/** The note of a text with the signatures of all signers, in their order. */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  if (!text.endsWith('\n') || text.includes('\n\n' + DASH))
    throw new Error('not the text of a note')
  const lines = await Promise.all(
    signers.map(async (signer) => signatureLine({ ...signer, signature: await signer.sign(text) })),
  )
  return `${text}\n${lines.join('')}`
}

/** The parts of a note; undefined where it is malformed. Nothing is verified yet. */
export function parseNote(note: string): Note | undefined {
  const printable = note.split('').every((c) => c >= ' ' || c === '\n')
  if (note.length > NOTE_MAX || !note.isWellFormed() || !printable) return undefined
  const at = note.lastIndexOf('\n\n')
  if (at < 0 || !note.endsWith('\n')) return undefined
  const lines = note.slice(at + 2, -1).split('\n')
  if (lines.length > SIGNATURES_MAX) return undefined
  const signatures = lines.map(parseSignature)
  return signatures.every((s) => s !== undefined)
    ? { text: note.slice(0, at + 1), signatures }
    : undefined
}

function parseSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(DASH)) return undefined
  const [name = '', encoded = '', ...rest] = line.slice(DASH.length).split(' ')
  const bytes = fromBase64(encoded)
  if (rest.length > 0 || !isKeyName(name) || !bytes || bytes.length < 5) return undefined
  return { name, hash: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

const isOf = (s: NoteSignature, key: NoteKey): boolean =>
  s.name === key.name && Buffer.compare(s.hash, key.hash) === 0

/**
 * The verifiers whose signature stands on a note. Undefined where the signature of one of them is there
 * and wrong: such a note is refused whatever else stands on it. Signatures of unknown keys are passed over.
 */
export function verifiedBy(
  { text, signatures }: Note,
  verifiers: readonly NoteVerifier[],
): readonly NoteVerifier[] | undefined {
  const found: NoteVerifier[] = []
  for (const verifier of verifiers) {
    const own = signatures.filter((s) => isOf(s, verifier))
    if (own.some((s) => !verifier.verify(text, s.signature))) return undefined
    if (own.length > 0) found.push(verifier)
  }
  return found
}

/** A signed tree head. */
export interface Checkpoint {
  /** Which log: a name without scheme, unique to the trail of one institution. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
  /** Further lines, kept as they are. */
  readonly extensions?: readonly string[]
}

/** The text of a checkpoint (tlog-checkpoint): origin, size, root, and extension lines. */
export const checkpointText = ({ origin, size, root, extensions = [] }: Checkpoint): string =>
  [origin, String(size), base64(root), ...extensions].map((line) => `${line}\n`).join('')

/** A checkpoint from the text of a note; undefined where it is none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', digits = '', encoded = '', ...rest] = text.split('\n')
  const extensions = rest.slice(0, -1)
  const root = fromBase64(encoded)
  const size = Number(digits)
  const sound =
    rest.at(-1) === '' &&
    origin !== '' &&
    /^(0|[1-9]\d{0,15})$/.test(digits) &&
    Number.isSafeInteger(size) &&
    root?.length === 32 &&
    extensions.every((line) => line !== '')
  return sound ? { origin, size, root, extensions } : undefined
}

/** What a cosigner signs (tlog-cosignature): that it saw this checkpoint at this time, in seconds. */
export const cosignedText = (text: string, seconds: number): string =>
  `cosignature/v1\ntime ${String(seconds)}\n${text}`

/** The bytes of a cosignature after its key hash: the time, big-endian in eight bytes, and the signature. */
export function cosignatureBytes(seconds: number, signature: Uint8Array): Uint8Array {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  return Buffer.concat([time, signature])
}
export function parseCosignature(
  bytes: Uint8Array,
): { readonly seconds: number; readonly signature: Uint8Array } | undefined {
  if (bytes.length !== 72) return undefined
  const seconds = Number(Buffer.from(bytes.subarray(0, 8)).readBigUInt64BE())
  return Number.isSafeInteger(seconds) ? { seconds, signature: bytes.subarray(8) } : undefined
}
