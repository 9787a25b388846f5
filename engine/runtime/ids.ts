/** Ids and randomness of a running engine. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Ids } from './member.ts'

/** UUIDv7, rising within the process, and 32 bytes of the system's randomness. */
export const systemIds: Ids = {
  next: () => v7(),
  salt: () => randomBytes(32),
}
