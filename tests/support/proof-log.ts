// A log in memory, the keys that sign it, and what it takes to forge proofs of it.

import { createHash, createPrivateKey } from 'node:crypto'
import { consistencyProof, inclusionProof, rootOf } from '../../engine/core/merkle.ts'
import type { Hash, Subtrees } from '../../engine/core/merkle.ts'
import type { Checkpoint } from '../../engine/core/note.ts'
import { nodeHash } from '../../engine/core/trail.ts'
import { cosignerOf, signerOf } from '../../engine/runtime/signing.ts'
import type { TrailSigner } from '../../engine/runtime/signing.ts'

export const sha = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** A key whose secret is the hash of a word, so that the same vectors come out every time. */
const secretOf = (word: string) =>
  createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      sha(Buffer.from(word)),
    ]),
    format: 'der',
    type: 'pkcs8',
  })
export const logKey = (name: string, word = name): TrailSigner => signerOf(name, secretOf(word))
export const witnessKey = (name: string, seconds = 1_777_000_000): TrailSigner =>
  cosignerOf(name, secretOf(name), () => seconds)

/** Numbers that look like chance and are the same every time (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** A log of entries that are told apart by its name. */
export class Log {
  readonly name: string
  readonly #known = new Map<string, Promise<Hash>>()
  /** Entries from here on are others than those of a log of the same name. */
  readonly #forkedAt: readonly [from: number, to: number]

  constructor(name: string, forkedAt: readonly [number, number] = [Infinity, Infinity]) {
    this.name = name
    this.#forkedAt = forkedAt
  }
  bytes(index: number): string {
    const [from, to] = this.#forkedAt
    const other = index >= from && index < to
    return `${other ? 'another ' : ''}entry ${String(index)} of ${this.name}`
  }
  leaf(index: number): Hash {
    return sha(Uint8Array.of(0), Buffer.from(this.bytes(index)))
  }
  readonly subtrees: Subtrees = (level, index) => {
    const key = `${String(level)}/${String(index)}`
    const found =
      this.#known.get(key) ??
      (level === 0
        ? Promise.resolve(this.leaf(index))
        : Promise.all([
            this.subtrees(level - 1, index * 2),
            this.subtrees(level - 1, index * 2 + 1),
          ]).then(([left, right]) => nodeHash(left, right)))
    this.#known.set(key, found)
    return found
  }
  root(size: number): Promise<Hash> {
    return rootOf(this.subtrees, size)
  }
  async head(size: number): Promise<Checkpoint> {
    return { origin: this.name, size, root: await this.root(size) }
  }
  async path(index: number, size: number): Promise<string[]> {
    return (await inclusionProof(this.subtrees, index, size)).map(base64)
  }
  async growth(older: number, size: number): Promise<string[]> {
    return (await consistencyProof(this.subtrees, older, size)).map(base64)
  }
}

export const flipped = (encoded: string, bit: number): string => {
  const bytes = Buffer.from(encoded, 'base64')
  const at = (bit >> 3) % bytes.length
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (bit % 8)), at)
  return base64(bytes)
}
export const at = <T>(list: readonly T[], n: number): T => {
  const found = list.at(n)
  if (found === undefined) throw new Error('nothing there')
  return found
}
export const replaced = (list: readonly string[], n: number, by: string): string[] =>
  list.map((one, i) => (i === n ? by : one))

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Base64 whose last character has bits that stand for nothing, from 1 to 3, in place of none. */
export const loosened = (encoded: string, bits: number): string =>
  encoded.slice(0, -1) + (ALPHABET[ALPHABET.indexOf(encoded.slice(-1)) + bits] ?? '')
