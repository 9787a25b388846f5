/**
 * The Merkle tree over the leaves of a trail (RFC 6962 §2.1): root, inclusion and consistency proofs, and
 * their verification. Pure; hashes are 32 bytes.
 *
 * Proofs are made from any source of subtree hashes, so that the tiles of a long trail and a handful of
 * leaves in a test are read by the same code.
 */
import { nodeHash } from './trail.ts'

export type Hash = Uint8Array

/**
 * The hash of the complete subtree of 2^level leaves that begins at leaf `index * 2^level`. Asked only for
 * subtrees that lie wholly within the tree.
 */
export type Subtrees = (level: number, index: number) => Promise<Hash>

/** A node of the tree that is complete: 2^level leaves from `index * 2^level` on. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** Largest size that positions, and JSON numbers, can tell. */
const SIZE_MAX = Number.MAX_SAFE_INTEGER

/** SHA-256 of nothing: the root of the tree without leaves. */
export const EMPTY_ROOT: Hash = Uint8Array.from(
  Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex'),
)

/** Largest power of two smaller than n, for n > 1. */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
const levelOf = (n: number): number => Math.round(Math.log2(n))
const isPowerOfTwo = (n: number): boolean => n > 0 && 2 ** levelOf(n) === n

/** The complete subtrees of which the range from `from` with `n` leaves is made, from left to right. */
export function subtreesOf(from: number, n: number): Subtree[] {
  if (n === 0) return []
  if (isPowerOfTwo(n)) return [{ level: levelOf(n), index: from / n }]
  const k = split(n)
  return [...subtreesOf(from, k), ...subtreesOf(from + k, n - k)]
}

const fold = (hashes: readonly Hash[]): Hash =>
  hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right))

/** The hash over a range of leaves that begins where a subtree of its size may begin. */
const rangeHash = async (subtrees: Subtrees, from: number, n: number): Promise<Hash> =>
  fold(await Promise.all(subtreesOf(from, n).map(({ level, index }) => subtrees(level, index))))

/** The root of the tree of the first `size` leaves. */
export const rootOf = (subtrees: Subtrees, size: number): Promise<Hash> =>
  rangeHash(subtrees, 0, size)

function check(name: string, n: number, most: number): void {
  if (!Number.isSafeInteger(n) || n < 0 || n > most)
    throw new RangeError(`${name} ${String(n)} is not between 0 and ${String(most)}`)
}

/** The audit path of the leaf at `index`, from 0, in the tree of `size` leaves, from the leaf upwards. */
export async function inclusionProof(
  subtrees: Subtrees,
  index: number,
  size: number,
): Promise<Hash[]> {
  check('index', index, size - 1)
  const ranges: [number, number][] = []
  let [from, n] = [0, size]
  while (n > 1) {
    const k = split(n)
    const left = index < from + k
    ranges.push(left ? [from + k, n - k] : [from, k])
    if (!left) from += k
    n = left ? k : n - k
  }
  return Promise.all(ranges.toReversed().map(([at, m]) => rangeHash(subtrees, at, m)))
}

/** Proof that the tree of `older` leaves is what the tree of `size` leaves begins with. */
export async function consistencyProof(
  subtrees: Subtrees,
  older: number,
  size: number,
): Promise<Hash[]> {
  check('older', older, size)
  if (older === 0 || older === size) return []
  const ranges: [number, number][] = []
  let [from, n, m, whole] = [0, size, older, true]
  while (m !== n) {
    const k = split(n)
    if (m <= k) {
      ranges.push([from + k, n - k])
      n = k
    } else {
      ranges.push([from, k])
      from += k
      n -= k
      m -= k
      whole = false
    }
  }
  // The older root itself is known to whoever asks, unless it is only a part of a larger range.
  if (!whole) ranges.push([from, n])
  return Promise.all(ranges.toReversed().map(([at, count]) => rangeHash(subtrees, at, count)))
}

/** The root that an audit path leads to (RFC 9162 §2.1.3.2); undefined where it cannot be one. */
export function rootFromInclusion(
  leaf: Hash,
  {
    index,
    size,
    proof,
  }: { readonly index: number; readonly size: number; readonly proof: readonly Hash[] },
): Hash | undefined {
  if (!sane(index, 0, size - 1) || !sane(size, 1, SIZE_MAX)) return undefined
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== 32) return undefined
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = nodeHash(hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : undefined
}

const sane = (n: number, from: number, to: number): boolean =>
  Number.isSafeInteger(n) && n >= from && n <= to
const same = (a: Hash, b: Hash): boolean => Buffer.compare(a, b) === 0

export interface Growth {
  readonly older: { readonly size: number; readonly root: Hash }
  readonly newer: { readonly size: number; readonly root: Hash }
  readonly proof: readonly Hash[]
}

/** Whether the newer tree begins with the older one (RFC 9162 §2.1.4.2). */
export function isConsistent({ older, newer, proof }: Growth): boolean {
  if (!sane(older.size, 0, newer.size) || !sane(newer.size, 0, SIZE_MAX)) return false
  if (proof.some((hash) => hash.length !== 32)) return false
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root)
  // Every tree begins with the empty one, whose root is fixed.
  if (older.size === 0) return proof.length === 0 && same(older.root, EMPTY_ROOT)
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof]
  let [at, last] = [older.size - 1, newer.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  const [first, ...rest] = path
  if (!first) return false
  let [was, is] = [first, first]
  for (const hash of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      was = nodeHash(hash, was)
      is = nodeHash(hash, is)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else is = nodeHash(is, hash)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && same(was, older.root) && same(is, newer.root)
}
