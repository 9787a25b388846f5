// What a proof case is, as it stands in JSON, and on what a run of cases is built.

import type { ProofFault } from '../../engine/core/tlog-proof.ts'
import type { TrailSigner } from '../../engine/runtime/signing.ts'
import { hex } from './proof-log.ts'
import type { Log } from './proof-log.ts'

export interface Root {
  readonly size: number
  /** Hex. */
  readonly root: string
}
interface Common {
  readonly name: string
  /** A verifier that decodes base64 or repeated lines leniently may prove it: it is the same proof. */
  readonly lenient?: true
}
export interface InclusionCase extends Common {
  readonly kind: 'inclusion'
  readonly expect: 'PROVEN' | ProofFault
  /** Leaf hash, hex. */
  readonly leaf: string
  /** C2SP tlog-proof. */
  readonly proof: string
  /** Verifier keys of the logs and of the witnesses that are trusted. */
  readonly keys: readonly string[]
  readonly witnesses: readonly string[]
  readonly witnessedBy: number
}
export interface ConsistencyCase extends Common {
  readonly kind: 'consistency'
  readonly expect: 'PROVEN' | 'NOT_CONSISTENT'
  readonly older: Root
  readonly newer: Root
  readonly hashes: readonly string[]
}
export type ProofCase = InclusionCase | ConsistencyCase

/** What one run of cases is about. */
export interface Ground {
  readonly log: Log
  readonly size: number
  readonly index: number
  readonly signer: TrailSigner
  readonly other: Log
  readonly otherSigner: TrailSigner
  readonly witness: TrailSigner
  readonly dice: (below: number) => number
}

/** The text of a proof by its parts. */
export const textOf = (index: number | string, hashes: readonly string[], note: string): string =>
  ['c2sp.org/tlog-proof@v1', `index ${String(index)}`, ...hashes, '', note].join('\n')

type Made = Partial<Omit<InclusionCase, 'kind' | 'name' | 'expect'>> & Pick<InclusionCase, 'proof'>
/** Cases about one entry under one trusted key. */
export const caseMaker =
  ({ log, index, signer }: Ground) =>
  (name: string, expect: InclusionCase['expect'], made: Made): InclusionCase => ({
    kind: 'inclusion',
    name,
    expect,
    leaf: hex(log.leaf(index)),
    keys: [signer.vkey],
    witnesses: [],
    witnessedBy: 0,
    ...made,
  })
