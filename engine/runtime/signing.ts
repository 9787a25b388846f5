/**
 * Keys of signed-note (C2SP): Ed25519 keys as they sign notes, cosign them and verify both. A public key is
 * known by its verifier key, `<name>+<hash>+<base64>`.
 */
import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import {
  COSIGNATURE,
  cosignatureBytes,
  cosignedText,
  ED25519,
  fromBase64,
  isKeyName,
  parseCosignature,
} from '../core/note.ts'
import type { NoteSigner, NoteVerifier } from '../core/note.ts'

/** A key that can sign, wherever it is kept. */
export interface TrailSigner extends NoteSigner {
  /** Its verifier key. */
  readonly vkey: string
}

const RAW_BYTES = 32
/** An Ed25519 public key in DER is this prefix and 32 bytes (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** The 32 bytes of an Ed25519 public key; throws where it is a key of another kind. */
export function rawOf(key: KeyObject): Buffer {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`the key is ${String(key.asymmetricKeyType)}, not Ed25519`)
  const open = key.type === 'private' ? createPublicKey(key) : key
  return open.export({ type: 'spki', format: 'der' }).subarray(-RAW_BYTES)
}

/** The first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ key), as signed-note says. */
const keyHash = (name: string, algorithm: number, raw: Uint8Array): Uint8Array =>
  createHash('sha256')
    .update(name, 'utf8')
    .update(Uint8Array.of(0x0a, algorithm))
    .update(raw)
    .digest()
    .subarray(0, 4)

/** The verifier key of a raw Ed25519 public key. */
export function vkeyOf(name: string, algorithm: number, raw: Uint8Array): string {
  const hash = Buffer.from(keyHash(name, algorithm, raw)).toString('hex')
  const key = Buffer.concat([Uint8Array.of(algorithm), raw]).toString('base64')
  return `${name}+${hash}+${key}`
}

export interface ParsedKey {
  readonly name: string
  readonly hash: Uint8Array
  readonly algorithm: number
  readonly key: KeyObject
}
/** A verifier key taken apart; undefined where it is malformed or its hash is not its own. */
export function parseVkey(vkey: string): ParsedKey | undefined {
  const [name = '', hex = '', ...rest] = vkey.split('+')
  const bytes = fromBase64(rest.join('+'))
  const [algorithm, raw] = [bytes?.[0], bytes?.subarray(1)]
  if (!isKeyName(name) || algorithm === undefined || raw?.length !== RAW_BYTES) return undefined
  const hash = keyHash(name, algorithm, raw)
  if (Buffer.from(hash).toString('hex') !== hex) return undefined
  const der = Buffer.concat([SPKI_PREFIX, raw])
  return { name, hash, algorithm, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

/** The name of a verifier key: the origin of the log whose heads it signs. */
export const nameOf = (vkey: string): string => vkey.slice(0, vkey.indexOf('+'))

/**
 * Verifies what the holder of a verifier key signed: heads by a key of a log, cosignatures by that of a
 * witness. Undefined for a key of neither kind.
 */
export function verifierOf(vkey: string): NoteVerifier | undefined {
  const parsed = parseVkey(vkey)
  if (!parsed) return undefined
  const { name, hash, key, algorithm } = parsed
  const holds = (text: string, signature: Uint8Array) =>
    verify(null, Buffer.from(text, 'utf8'), key, signature)
  if (algorithm === ED25519) return { name, hash, verify: holds }
  if (algorithm !== COSIGNATURE) return undefined
  return {
    name,
    hash,
    verify: (text, bytes) => {
      const said = parseCosignature(bytes)
      return said !== undefined && holds(cosignedText(text, said.seconds), said.signature)
    },
  }
}

/** Signs heads with a private Ed25519 key under a name. */
export function signerOf(name: string, key: KeyObject): TrailSigner {
  const raw = rawOf(key)
  return {
    name,
    hash: keyHash(name, ED25519, raw),
    vkey: vkeyOf(name, ED25519, raw),
    sign: (text) => Promise.resolve(sign(null, Buffer.from(text, 'utf8'), key)),
  }
}

/** Cosigns heads with a private Ed25519 key, each with its time in seconds (tlog-cosignature). */
export function cosignerOf(name: string, key: KeyObject, seconds: () => number): TrailSigner {
  const raw = rawOf(key)
  return {
    name,
    hash: keyHash(name, COSIGNATURE, raw),
    vkey: vkeyOf(name, COSIGNATURE, raw),
    sign: (text) => {
      const at = seconds()
      const signature = sign(null, Buffer.from(cosignedText(text, at), 'utf8'), key)
      return Promise.resolve(cosignatureBytes(at, signature))
    },
  }
}
