/** Ids and randomness of a running engine. */
import { randomBytes, randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'
import type { Ids } from './member.ts'

/** Asking the system for bytes costs more than the bytes: they are fetched for 256 ids at a time. */
const SIZE = 16
const pool = new Uint8Array(256 * SIZE)
let used = pool.length
function random(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += SIZE
  return pool.subarray(used - SIZE, used)
}

let msecs = 0
let seq = 0
/** RFC 9562, 6.2: within a millisecond a counter rises that began at random; where it is full, time does. */
function next(): string {
  const bytes = random()
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    seq = new DataView(bytes.buffer, bytes.byteOffset).getUint32(6) >>> 1
  } else {
    seq = (seq + 1) >>> 0
    if (seq === 0) msecs++
  }
  return v7({ random: bytes, msecs, seq })
}

/** UUIDv7, rising within the process, and 32 bytes of the system's randomness. */
export const systemIds: Ids = {
  next,
  salt: () => randomBytes(32),
}
