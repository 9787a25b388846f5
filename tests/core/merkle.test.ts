// The tree against the definitions of RFC 6962 §2.1, written as they stand there, and against forgeries.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  isConsistent,
  rootFromInclusion,
  rootOf,
} from '../../engine/core/merkle.ts'
import type { Hash, Subtrees } from '../../engine/core/merkle.ts'
import {
  bundlePath,
  hashWithin,
  parseTilePath,
  subtreesFrom,
  TILE_WIDTH,
  tilePath,
  tilesSince,
} from '../../engine/core/tiles.ts'

const sha = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leaf = (n: number): Buffer => sha(Uint8Array.of(0), Buffer.from(`entry ${String(n)}`))
const leaves = (n: number): Buffer[] => Array.from({ length: n }, (_, i) => leaf(i))
/** MTH of §2.1, as written. */
function mth(d: readonly Buffer[]): Buffer {
  if (d.length === 0) return sha()
  if (d.length === 1) return d[0] as Buffer
  let k = 1
  while (k * 2 < d.length) k *= 2
  return sha(Uint8Array.of(1), mth(d.slice(0, k)), mth(d.slice(k)))
}
const of =
  (d: readonly Buffer[]): Subtrees =>
  (level, index) =>
    Promise.resolve(mth(d.slice(index * 2 ** level, (index + 1) * 2 ** level)))
const hex = (hash: Hash | undefined) => hash && Buffer.from(hash).toString('hex')

const size = fc.integer({ min: 1, max: 140 })
const RUNS = { numRuns: 300, seed: 6962 }

describe('a tree', () => {
  test('has the root of the definition', async () => {
    expect(hex(EMPTY_ROOT)).toBe(hex(mth([])))
    for (let n = 0; n <= 70; n++)
      expect(hex(await rootOf(of(leaves(n)), n))).toBe(hex(mth(leaves(n))))
  })
  test('proves every leaf, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (n, a, b) => {
        const d = leaves(n)
        const index = a % n
        const proof = await inclusionProof(of(d), index, n)
        const root = hex(mth(d))
        expect(hex(rootFromInclusion(leaf(index), { index, size: n, proof }))).toBe(root)
        const wrong = (b % (n + 3)) - 1
        if (wrong !== index)
          expect(hex(rootFromInclusion(leaf(index), { index: wrong, size: n, proof }))).not.toBe(
            root,
          )
        expect(hex(rootFromInclusion(leaf(n), { index, size: n, proof }))).not.toBe(root)
        expect(
          hex(rootFromInclusion(leaf(index), { index, size: n, proof: [...proof, leaf(8888)] })),
        ).not.toBe(root)
        if (proof.length > 0)
          expect(
            hex(rootFromInclusion(leaf(index), { index, size: n, proof: proof.slice(1) })),
          ).not.toBe(root)
      }),
      RUNS,
    )
  })
  test('proves its growth from every size, and no other history', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (n, a, b) => {
        const d = leaves(n)
        const m = a % (n + 1)
        const proof = await consistencyProof(of(d), m, n)
        const older = { size: m, root: mth(d.slice(0, m)) }
        const newer = { size: n, root: mth(d) }
        expect(isConsistent({ older, newer, proof })).toBe(true)
        // A leaf that was changed before the older tree was signed, and one changed since.
        const forged = d.map((h, i) => (i === b % n ? leaf(9999) : h))
        // Every tree, also a forged one, grew from the empty tree.
        expect(isConsistent({ older, newer: { size: n, root: mth(forged) }, proof })).toBe(m === 0)
        if (m > 0) {
          const other = { size: m, root: mth(forged.slice(0, m)) }
          const changed = hex(other.root) !== hex(older.root)
          expect(isConsistent({ older: other, newer, proof })).toBe(!changed)
          const dishonest = await consistencyProof(of(forged), m, n)
          if (changed)
            expect(
              isConsistent({ older, newer: { size: n, root: mth(forged) }, proof: dishonest }),
            ).toBe(false)
        }
        if (proof.length > 0) {
          expect(isConsistent({ older, newer, proof: proof.slice(1) })).toBe(false)
          expect(isConsistent({ older, newer, proof: [...proof, leaf(8888)] })).toBe(false)
          const bent = proof.map((h, i) => (i === b % proof.length ? leaf(7777) : h))
          expect(isConsistent({ older, newer, proof: bent })).toBe(false)
        }
        if (m < n) expect(isConsistent({ older: newer, newer: older, proof })).toBe(false)
      }),
      RUNS,
    )
  })
  test('refuses sizes and hashes that cannot be', async () => {
    const d = leaves(3)
    const root = mth(d)
    const proof = await inclusionProof(of(d), 2, 3)
    for (const [index, n] of [
      [-1, 3],
      [3, 3],
      [0.5, 3],
      [2, Number.MAX_SAFE_INTEGER + 1],
      [Number.NaN, 3],
    ] as const)
      expect(rootFromInclusion(leaf(2), { index, size: n, proof })).toBeUndefined()
    expect(
      rootFromInclusion(leaf(2), { index: 2, size: 3, proof: [Buffer.alloc(31)] }),
    ).toBeUndefined()
    expect(
      isConsistent({
        older: { size: 0, root: leaf(1) },
        newer: { size: 3, root },
        proof: [],
      }),
    ).toBe(false)
    await expect(inclusionProof(of(d), 3, 3)).rejects.toThrow('not between')
    await expect(consistencyProof(of(d), 4, 3)).rejects.toThrow('not between')
  })
})

describe('tiles', () => {
  /** All tiles of a tree, as a seal would write them batch by batch. */
  function tilesOf(n: number, step: number): Map<string, Buffer> {
    const d = leaves(n)
    const tiles = new Map<string, Buffer>()
    const at = (level: number, index: number) => tiles.get(`${String(level)}/${String(index)}`)
    for (let older = 0; older < n;) {
      const next = Math.min(n, older + step)
      for (const { level, index, width } of tilesSince(older, next)) {
        const hashes = Array.from({ length: width }, (_, i): Uint8Array => {
          const place = index * TILE_WIDTH + i
          if (level === 0) return d[place] as Buffer
          const below = at(level - 1, place)
          if (!below) throw new Error(`no tile below ${String(level)} ${String(place)}`)
          return hashWithin(below, 0, TILE_WIDTH)
        })
        tiles.set(`${String(level)}/${String(index)}`, Buffer.concat(hashes))
      }
      older = next
    }
    return tiles
  }
  test('give every root and proof of the tree', async () => {
    for (const [n, step] of [
      [5, 2],
      [256, 100],
      [257, 257],
      [700, 90],
    ] as const) {
      const tiles = tilesOf(n, step)
      const from = subtreesFrom((level, index) => {
        const tile = tiles.get(`${String(level)}/${String(index)}`)
        if (!tile) throw new Error(`no tile ${String(level)} ${String(index)}`)
        return Promise.resolve(tile)
      })
      const d = leaves(n)
      expect(hex(await rootOf(from, n))).toBe(hex(mth(d)))
      for (const index of [0, 1, Math.floor(n / 2), n - 1]) {
        const proof = await inclusionProof(from, index, n)
        expect(proof.map(hex)).toEqual((await inclusionProof(of(d), index, n)).map(hex))
      }
      const proof = await consistencyProof(from, Math.ceil(n / 3), n)
      expect(proof.map(hex)).toEqual((await consistencyProof(of(d), Math.ceil(n / 3), n)).map(hex))
    }
  })
  test('have one path each, in groups of three digits', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
    expect(tilePath({ level: 2, index: 7, width: 17 })).toBe('tile/2/007.p/17')
    expect(bundlePath({ index: 1000, width: 256 })).toBe('tile/entries/x001/000')
    expect(parseTilePath('tile/0/x001/x234/067')).toEqual({
      level: 0,
      index: 1_234_067,
      width: 256,
    })
    expect(parseTilePath('tile/entries/000.p/3')).toEqual({ level: undefined, index: 0, width: 3 })
    for (const path of [
      'tile/0/1',
      'tile/0/x000/001',
      'tile/64/000',
      'tile/00/000',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/257',
      'tile/0/../000',
      'tile/0/x001/001/002',
    ])
      expect({ path, parsed: parseTilePath(path) }).toEqual({ path, parsed: undefined })
  })
})
