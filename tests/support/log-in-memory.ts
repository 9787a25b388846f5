// A log of its own: a tree in memory and the heads that its key signs of it, as a witness meets it.

import { createHash, generateKeyPairSync } from 'node:crypto'
import { consistencyProof, rootOf } from '../../engine/core/merkle.ts'
import type { Hash, Subtrees } from '../../engine/core/merkle.ts'
import { checkpointText, signNote } from '../../engine/core/note.ts'
import { nodeHash } from '../../engine/core/trail.ts'
import { signerOf } from '../../engine/runtime/signing.ts'
import type { TrailSigner } from '../../engine/runtime/signing.ts'

export type Leaves = readonly Hash[]

/** Leaves of a tree whose content from `fork` on depends on its name. */
export const leavesOf = (size: number, fork = Infinity, name = ''): Leaves =>
  Array.from({ length: size }, (_, i) =>
    createHash('sha256')
      .update(`${String(i)}${i >= fork ? name : ''}`)
      .digest(),
  )

const subtreesOf =
  (leaves: Leaves): Subtrees =>
  async (level, index) => {
    if (level === 0) return leaves[index] as Hash
    const under = subtreesOf(leaves)
    return nodeHash(await under(level - 1, index * 2), await under(level - 1, index * 2 + 1))
  }

export interface LogInMemory {
  readonly signer: TrailSigner
  /** The head of a tree, signed; by another key where one is given. */
  head(leaves: Leaves, signer?: TrailSigner): Promise<string>
  /** A request of add-checkpoint. */
  request(old: number, leaves: Leaves, proof?: readonly Hash[]): Promise<string>
}

export function logInMemory(origin: string): LogInMemory {
  const signer = signerOf(origin, generateKeyPairSync('ed25519').privateKey)
  const head: LogInMemory['head'] = async (leaves, by = signer) => {
    const root = await rootOf(subtreesOf(leaves), leaves.length)
    return signNote(checkpointText({ origin, size: leaves.length, root }), [by])
  }
  return {
    signer,
    head,
    request: async (old, leaves, proof) => {
      const path =
        proof ??
        (await consistencyProof(subtreesOf(leaves), Math.min(old, leaves.length), leaves.length))
      return requestOf(old, path, await head(leaves))
    },
  }
}

export const requestOf = (old: number | string, proof: readonly Hash[], head: string): string =>
  [
    `old ${String(old)}`,
    ...proof.map((hash) => Buffer.from(hash).toString('base64')),
    '',
    head,
  ].join('\n')
