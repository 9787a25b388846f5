/**
 * SM2 signatures with SM3 (GB/T 32918.2, GM/T 0003.2; GB/T 32905, GM/T 0004), as signed notes carry them
 * beside Ed25519: over the bytes of the text of the note, under the user id of GM/T 0009, in DER. Any OpenSSL
 * 3 verifies them: `openssl pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678`.
 *
 * The crypto module of Node signs with a key on this curve as ECDSA does, which is another signature.
 */
import { sm2 } from 'sm-crypto-v2'

/** The user id that GM/T 0009 sets where the parties have agreed on no other. */
const SM2_USER_ID = '1234567812345678'

/** An uncompressed point: 0x04 and both coordinates. */
export const SM2_POINT_BYTES = 65
const SCALAR_BYTES = 32
/** The order of the base point (GB/T 32918.5). */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/** A key pair: the private scalar and the public point. */
export interface Sm2Pair {
  readonly scalar: Uint8Array
  readonly point: Uint8Array
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const fromHex = (text: string): Buffer => Buffer.from(text, 'hex')

export function generateSm2(): Sm2Pair {
  const { privateKey, publicKey } = sm2.generateKeyPairHex()
  return { scalar: fromHex(privateKey), point: fromHex(publicKey) }
}

/** Whether the bytes are an uncompressed point of the curve. */
export function isSm2Point(point: Uint8Array): boolean {
  if (point.length !== SM2_POINT_BYTES || point[0] !== 4) return false
  try {
    return sm2.verifyPublicKey(hex(point))
  } catch {
    return false
  }
}

/** Signs bytes; the answer is in DER. */
export function signSm2({ scalar, point }: Sm2Pair, bytes: Uint8Array): Uint8Array {
  const raw = sm2.doSignature(bytes, hex(scalar), {
    hash: true,
    publicKey: hex(point),
    userId: SM2_USER_ID,
  })
  return derOf(fromHex(raw))
}

/** What verifies signatures by a key in DER: false for whatever else they are. The point must be one. */
export function sm2Verifier(
  point: Uint8Array,
): (bytes: Uint8Array, signature: Uint8Array) => boolean {
  let table: ReturnType<typeof sm2.precomputePublicKey> | undefined
  return (bytes, signature) => {
    const raw = rawSm2(signature)
    if (!raw) return false
    table ??= sm2.precomputePublicKey(hex(point))
    return sm2.doVerifySignature(bytes, hex(raw), table, { hash: true, userId: SM2_USER_ID })
  }
}

/** r and s of a signature, 32 bytes each; undefined where it is not in the one DER form that it has. */
export function rawSm2(der: Uint8Array): Uint8Array | undefined {
  const [tag, length, ...rest] = der
  if (tag !== 0x30 || length !== rest.length) return undefined
  const raw: number[] = []
  let at = 0
  for (let n = 0; n < 2; n++) {
    const size = rest[at + 1] ?? 0
    const value = rest.slice(at + 2, at + 2 + size)
    const [first = 0, second = 0] = value
    const minimal = first < 0x80 && (first > 0 || second >= 0x80)
    if (rest[at] !== 0x02 || value.length !== size || !minimal) return undefined
    const bare = first === 0 ? value.slice(1) : value
    const scalar = BigInt(`0x${hex(Uint8Array.from(bare))}`)
    if (scalar >= ORDER) return undefined
    raw.push(...fromHex(scalar.toString(16).padStart(2 * SCALAR_BYTES, '0')))
    at += 2 + size
  }
  return at === rest.length ? Uint8Array.from(raw) : undefined
}

function derOf(raw: Uint8Array): Uint8Array {
  const integer = (scalar: Uint8Array): readonly number[] => {
    const bare = scalar.subarray(scalar.findIndex((byte) => byte > 0))
    const bytes = (bare[0] ?? 0) >= 0x80 ? [0, ...bare] : [...bare]
    return [0x02, bytes.length, ...bytes]
  }
  const both = [...integer(raw.subarray(0, SCALAR_BYTES)), ...integer(raw.subarray(SCALAR_BYTES))]
  return Uint8Array.from([0x30, both.length, ...both])
}

// Keys in files have one layout (RFC 5480, RFC 5208 and RFC 5915, the curve 1.2.156.10197.1.301): what is
// neither scalar nor point is the same in each. So it takes no platform that knows the curve.
const SPKI = fromHex('3059301306072a8648ce3d020106082a811ccf5501822d034200')
const PKCS8 = fromHex('308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420')
const PKCS8_POINT = fromHex('a144034200')

const pem = (label: string, der: Uint8Array): string =>
  [
    `-----BEGIN ${label}-----`,
    ...(Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []),
    `-----END ${label}-----\n`,
  ].join('\n')

function derIn(label: string, text: string): Buffer | undefined {
  const found = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`)
  const [, encoded] = found.exec(text) ?? []
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64')
}

/** The public key as PEM, which is what OpenSSL takes. */
export const sm2PublicPem = (point: Uint8Array): string =>
  pem('PUBLIC KEY', Buffer.concat([SPKI, point]))

/** The private key as PEM (PKCS #8). */
export const sm2PrivatePem = ({ scalar, point }: Sm2Pair): string =>
  pem('PRIVATE KEY', Buffer.concat([PKCS8, scalar, PKCS8_POINT, point]))

/** The public key in a PEM; undefined where it is a key of another kind. */
export function sm2PublicIn(text: string): Uint8Array | undefined {
  const der = derIn('PUBLIC KEY', text)
  const point = der?.subarray(SPKI.length)
  return der?.subarray(0, SPKI.length).equals(SPKI) && point && isSm2Point(point)
    ? point
    : undefined
}

/** The private key in a PEM; undefined where it is a key of another kind, or its halves do not belong together. */
export function sm2PrivateIn(text: string): Sm2Pair | undefined {
  const der = derIn('PRIVATE KEY', text)
  const scalar = der?.subarray(PKCS8.length, PKCS8.length + SCALAR_BYTES)
  const point = der?.subarray(-SM2_POINT_BYTES)
  if (!der || !scalar || !point || !isSm2Point(point)) return undefined
  const pair = { scalar, point }
  const whole = Buffer.concat([PKCS8, scalar, PKCS8_POINT, point])
  return whole.equals(der) && ownPoint(scalar) === hex(point) ? pair : undefined
}

function ownPoint(scalar: Uint8Array): string | undefined {
  try {
    return sm2.getPublicKeyFromPrivateKey(hex(scalar))
  } catch {
    return undefined
  }
}
