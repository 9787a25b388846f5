/** The root of a tree whose leaves come one after another (RFC 6962 §2.1), in memory of its height. */
import { EMPTY_ROOT } from './merkle.ts'
import type { Hash } from './merkle.ts'
import { nodeHash } from './trail.ts'

export class GrowingRoot {
  /** Complete subtrees from left to right, the highest first. */
  readonly #peaks: { readonly level: number; readonly hash: Hash }[] = []
  size = 0

  add(leaf: Hash): void {
    this.size++
    let peak = { level: 0, hash: leaf }
    for (let last = this.#peaks.at(-1); last?.level === peak.level; last = this.#peaks.at(-1)) {
      peak = { level: peak.level + 1, hash: nodeHash(last.hash, peak.hash) }
      this.#peaks.pop()
    }
    this.#peaks.push(peak)
  }

  get root(): Hash {
    const hashes = this.#peaks.map((peak) => peak.hash)
    return hashes.length === 0
      ? EMPTY_ROOT
      : hashes.reduceRight((right, left) => nodeHash(left, right))
  }
}
