// The vectors against our own code, read from their files as anybody would, and against a verifier in Go.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  inclusionProof,
  isConsistent,
  rootFromInclusion,
  rootOf,
} from '../../engine/core/merkle.ts'
import { hashesOf, trustedHead } from '../../engine/core/tlog-proof.ts'
import { canonical, commitmentTo, leafHash } from '../../engine/core/trail.ts'
import { verifierOf } from '../../engine/runtime/signing.ts'
import { commitmentsIn, leafOf } from '../../engine/runtime/verify/form.ts'
import { goVerifier } from '../support/independent.ts'
import type { ProofCase } from '../support/proof-case.ts'
import { verdictOf } from '../support/proof-cases.ts'
import { faultOf, subtreesOver } from '../support/trail-vectors.ts'
import type { trailVectors } from '../support/trail-vectors.ts'

const FOLDER = path.resolve(import.meta.dirname, '../vectors')
const read = <T>(name: string): T => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as T
interface Path {
  readonly hashes: readonly string[]
  readonly size: number
}
type Trail = Omit<Awaited<ReturnType<typeof trailVectors>>, 'inclusion' | 'consistency'> & {
  readonly inclusion: readonly (Path & { readonly index: number })[]
  readonly consistency: readonly (Path & { readonly older: number })[]
}
const trail = read<Trail>('trail.json')
const { cases } = read<{ readonly cases: readonly ProofCase[] }>('proofs.json')
const hex = (hash: Uint8Array | undefined): string => Buffer.from(hash ?? []).toString('hex')
const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString('base64')
const rootAt = (size: number): Buffer => Buffer.from(trail.roots[size]?.root ?? '', 'hex')

describe('of the trail', () => {
  const subtrees = subtreesOver(trail.entries.map((e) => e.leafHash))
  test('events become their bytes, and bytes their hashes', () => {
    for (const { event, bytes, leafHash: hash } of trail.entries) {
      expect(canonical(event)).toBe(bytes)
      expect(leafHash(bytes)).toBe(hash)
      expect(faultOf(bytes)).toBeUndefined()
    }
  })
  test('personal values are what the leaves commit to', () => {
    for (const { bytes, personal = [] } of trail.entries) {
      const { leaf } = leafOf(bytes)
      const commitments = leaf ? commitmentsIn(leaf) : new Map<string, string>()
      expect(commitments.size).toBe(personal.length)
      for (const { path: at, salt, value } of personal) {
        expect(commitmentTo(value, Buffer.from(salt, 'hex')).commitment).toBe(commitments.get(at))
        expect(commitmentTo(`${value} `, Buffer.from(salt, 'hex')).commitment).not.toBe(
          commitments.get(at),
        )
      }
    }
  })
  test('hashes become roots, and proofs lead to them', async () => {
    for (const { size, root } of trail.roots) expect(hex(await rootOf(subtrees, size))).toBe(root)
    for (const { index, size, hashes } of trail.inclusion) {
      expect((await inclusionProof(subtrees, index, size)).map(base64)).toEqual(hashes)
      const leaf = Buffer.from(trail.entries[index]?.leafHash ?? '', 'hex')
      const proof = hashesOf(hashes) ?? []
      expect(hex(rootFromInclusion(leaf, { index, size, proof }))).toBe(trail.roots[size]?.root)
    }
    for (const { older, size, hashes } of trail.consistency) {
      expect((await consistencyProof(subtrees, older, size)).map(base64)).toEqual(hashes)
      const side = (n: number) => ({ size: n, root: rootAt(n) })
      const proof = hashesOf(hashes) ?? []
      expect(isConsistent({ older: side(older), newer: side(size), proof })).toBe(true)
    }
  })
  test('the checkpoint is signed over the last root', () => {
    const verifier = verifierOf(trail.key)
    const found = trustedHead(trail.checkpoint, { log: verifier ? [verifier] : [] })
    expect(found).toMatchObject({ head: { size: trail.entries.length } })
    expect('head' in found && hex(found.head.root)).toBe(trail.roots.at(-1)?.root)
  })
  test.each(trail.corrupted)('$what is no entry: $expect', ({ bytes, expect: fault }) => {
    expect(faultOf(bytes)).toBe(fault)
  })
})

test.each(cases)('$name: $expect', (one) => {
  expect(verdictOf(one)).toBe(one.expect)
})

const go = goVerifier()
test.skipIf(!('run' in go))(
  `a verifier that is not ours finds the same${'run' in go ? '' : `: NOT RUN, ${go.missing}`}`,
  () => {
    if (!('run' in go)) return
    expect(go.run(['trail', path.join(FOLDER, 'trail.json')])).toMatchObject({ code: 0 })
    expect(go.run(['proofs', path.join(FOLDER, 'proofs.json')])).toMatchObject({ code: 0 })
  },
)
