/** SM3 digests (GB/T 32905, GM/T 0004) of what is handed over, beside its SHA-256. */
import { createHash, getHashes } from 'node:crypto'

/** In hex; undefined where the OpenSSL of this platform was built without it. */
export const sm3Of = (content: Uint8Array | string): string | undefined =>
  getHashes().includes('sm3') ? createHash('sm3').update(content).digest('hex') : undefined
