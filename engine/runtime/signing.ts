/**
 * Keys of signed-note (C2SP): Ed25519 keys as they sign notes, cosign them and verify both, and SM2 keys as
 * they sign notes beside them. A public key is known by its verifier key, `<name>+<hash>+<base64>`.
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
  isSm2Key,
  OTHER,
  parseCosignature,
  SM2_WITH_SM3,
} from '../core/note.ts'
import type { NoteSigner, NoteVerifier } from '../core/note.ts'
import {
  isSm2Point,
  signSm2,
  SM2_POINT_BYTES,
  sm2PublicIn,
  sm2PublicPem,
  sm2Verifier,
} from './sm2.ts'
import type { Sm2Pair } from './sm2.ts'

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

/** The first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ key), as signed-note says, whatever the algorithm. */
const keyHash = (name: string, algorithm: number, raw: Uint8Array): Uint8Array =>
  createHash('sha256')
    .update(name, 'utf8')
    .update(Uint8Array.of(0x0a, algorithm))
    .update(raw)
    .digest()
    .subarray(0, 4)

/** The verifier key of a public key in the bytes that its algorithm has for it: for Ed25519 the raw 32. */
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

/** The bytes of an SM2 key in signed-note, after the algorithm byte: the identifier, and the point. */
const sm2Raw = (point: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(SM2_WITH_SM3), point])

/** The verifier key of a public SM2 key: the point, uncompressed. */
export const sm2VkeyOf = (name: string, point: Uint8Array): string =>
  vkeyOf(name, OTHER, sm2Raw(point))

/** A verifier key of SM2 taken apart; undefined where it is malformed or its hash is not its own. */
function parseSm2Vkey(
  vkey: string,
): { readonly name: string; readonly hash: Uint8Array; readonly point: Uint8Array } | undefined {
  const [name = '', , ...rest] = vkey.split('+')
  const bytes = isSm2Key(vkey) && isKeyName(name) ? fromBase64(rest.join('+')) : undefined
  const point = bytes?.subarray(-SM2_POINT_BYTES)
  if (!point || sm2VkeyOf(name, point) !== vkey || !isSm2Point(point)) return undefined
  return { name, hash: keyHash(name, OTHER, sm2Raw(point)), point }
}

/** The public key of a verifier key as PEM, which is what OpenSSL takes; undefined where it is none. */
export function publicPemOf(vkey: string): string | undefined {
  const sm2 = parseSm2Vkey(vkey)
  if (sm2) return sm2PublicPem(sm2.point)
  return parseVkey(vkey)?.key.export({ type: 'spki', format: 'pem' }).toString()
}

/** The verifier key under a name of a public key of Ed25519 or SM2 as PEM; undefined where it is none. */
export function vkeyOfPem(name: string, pem: string): string | undefined {
  const point = sm2PublicIn(pem)
  if (point) return sm2VkeyOf(name, point)
  try {
    return vkeyOf(name, ED25519, rawOf(createPublicKey(pem)))
  } catch {
    return undefined
  }
}

/** The name of a verifier key: the origin of the log whose heads it signs. */
export const nameOf = (vkey: string): string => vkey.slice(0, vkey.indexOf('+'))

/**
 * Verifies what the holder of a verifier key signed: heads by a key of a log, cosignatures by that of a
 * witness. Undefined for a key of neither kind.
 */
export function verifierOf(vkey: string): NoteVerifier | undefined {
  if (isSm2Key(vkey)) return sm2VerifierOf(vkey)
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

function sm2VerifierOf(vkey: string): NoteVerifier | undefined {
  const parsed = parseSm2Vkey(vkey)
  if (!parsed) return undefined
  const holds = sm2Verifier(parsed.point)
  return {
    name: parsed.name,
    hash: parsed.hash,
    verify: (text, signature) => holds(Buffer.from(text, 'utf8'), signature),
  }
}

/** Signs heads with a private SM2 key under a name. */
export function sm2SignerOf(name: string, pair: Sm2Pair): TrailSigner {
  return {
    name,
    hash: keyHash(name, OTHER, sm2Raw(pair.point)),
    vkey: sm2VkeyOf(name, pair.point),
    sign: (text) => Promise.resolve(signSm2(pair, Buffer.from(text, 'utf8'))),
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
