/**
 * AES-256-GCM (NIST SP 800-38D) in one form for all that is encrypted here: one byte that names the form,
 * a nonce of 12 random bytes, the ciphertext, and a tag of 16 bytes.
 */
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'

export const KEY_BYTES = 32
const FORM = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + NONCE_BYTES
const CIPHER = 'aes-256-gcm'

/** Asking the system for bytes costs more than the bytes: they are fetched for 256 nonces at a time. */
const pool = Buffer.alloc(256 * NONCE_BYTES)
let used = pool.length

function nonceInto(to: Buffer): void {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  pool.copy(to, 1, used, used + NONCE_BYTES)
  // Nobody uses it again, whatever is read of this memory.
  pool.fill(0, used, used + NONCE_BYTES)
  used += NONCE_BYTES
}

/**
 * Encrypts under a key of 32 bytes. `about` says what it is and where it belongs: opened as anything else
 * it does not open. With random nonces a key may encrypt 2³² values.
 */
export function encrypt(key: Uint8Array, about: string, plain: Uint8Array): Buffer {
  const made = Buffer.allocUnsafe(HEAD_BYTES + plain.length + TAG_BYTES)
  made[0] = FORM
  nonceInto(made)
  const cipher = createCipheriv(CIPHER, key, made.subarray(1, HEAD_BYTES))
  cipher.setAAD(Buffer.from(about, 'utf8'))
  const text = cipher.update(plain)
  text.copy(made, HEAD_BYTES)
  // GCM is a stream: nothing is held back until the end.
  cipher.final()
  cipher.getAuthTag().copy(made, HEAD_BYTES + plain.length)
  return made
}

/** What was encrypted; undefined where the key, `about` or a single bit is another. */
export function decrypt(key: Uint8Array, about: string, sealed: Uint8Array): Buffer | undefined {
  if (sealed[0] !== FORM || sealed.length < HEAD_BYTES + TAG_BYTES) return undefined
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, HEAD_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(about, 'utf8'))
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(HEAD_BYTES, end))
  try {
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}
