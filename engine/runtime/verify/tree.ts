/**
 * The tree as it is stored, held against the entries beneath it: each tile of hashes against the leaves,
 * each tile above against the tiles below. What differs is so named at the place where it was changed.
 */
import { hashWithin, TILE_WIDTH } from '../../core/tiles.ts'
import { EMPTY_ROOT } from '../../core/merkle.ts'
import type { Hash } from '../../core/merkle.ts'
import { nodeHash } from '../../core/trail.ts'
import { said, unlike } from './difference.ts'
import type { Placed } from './difference.ts'
import type { Tables } from './tables.ts'

const HASH_BYTES = 32
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
export const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')

/** Leaves so far as complete subtrees, the largest first: enough to tell the root at any time. */
export class Growing {
  readonly #subtrees: { readonly size: number; readonly hash: Hash }[] = []
  size = 0

  /** The same with more leaves, while this one stays as it is. */
  with(leaves: readonly Hash[]): Growing {
    const other = new Growing()
    other.#subtrees.push(...this.#subtrees)
    other.size = this.size
    for (const leaf of leaves) other.add(leaf)
    return other
  }

  /** The next leaf, or the next complete subtree of so many leaves. */
  add(hash: Hash, leaves = 1): void {
    let tree = { size: leaves, hash }
    for (let last = this.#subtrees.at(-1); last?.size === tree.size; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop()
      tree = { size: tree.size * 2, hash: nodeHash(last.hash, tree.hash) }
    }
    this.#subtrees.push(tree)
    this.size += leaves
  }

  get root(): Hash {
    const [first, ...rest] = this.#subtrees.map(({ hash }) => hash).toReversed()
    return first === undefined
      ? EMPTY_ROOT
      : rest.reduce((right, left) => nodeHash(left, right), first)
  }
}

export interface TreeCheck {
  readonly tables: Tables
  readonly emit: (placed: Placed) => void
}

/** Stored tiles of the lowest level with their bytes, by index. */
export async function leafTiles(
  tables: Tables,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const rows = await tables.rows<{ index: string; hashes: Buffer }>(
    'select index, hashes from tile where institution = $1 and level = 0 and index between $2 and $3',
    from,
    to,
  )
  return new Map(rows.map((r) => [Number(r.index), r.hashes]))
}

/** The tiles above, made of the full tiles below as they come, and compared when they are complete. */
export class UpperTiles {
  readonly #check: TreeCheck
  /** Hashes of the tile that is being made, and its index, of each level from 1. */
  readonly #making: { hashes: Uint8Array[]; index: number }[] = []
  /** Tiles that were looked at. */
  looked = 0

  constructor(check: TreeCheck) {
    this.#check = check
  }

  /** The hash of the next full tile of a level. */
  async full(level: number, hash: Uint8Array): Promise<void> {
    const at = (this.#making[level] ??= { hashes: [], index: 0 })
    at.hashes.push(hash)
    if (at.hashes.length < TILE_WIDTH) return
    const made = await this.#compare(level + 1, at)
    at.hashes = []
    at.index++
    await this.full(level + 1, hashWithin(made, 0, TILE_WIDTH))
  }

  /** Whether the stored tiles say that a full tile of leaves is this one. */
  async holds(index: number, tile: Uint8Array): Promise<boolean> {
    const [row] = await this.#check.tables.rows<{ hash: Buffer }>(
      `select substr(hashes, $3, ${String(HASH_BYTES)}) as hash from tile
        where institution = $1 and level = 1 and index = $2`,
      Math.floor(index / TILE_WIDTH),
      (index % TILE_WIDTH) * HASH_BYTES + 1,
    )
    return row !== undefined && sameBytes(row.hash, hashWithin(tile, 0, TILE_WIDTH))
  }

  /** The last tiles, which are not full. */
  async end(): Promise<void> {
    for (const [level, at] of this.#making.entries())
      if (at.hashes.length > 0) await this.#compare(level + 1, at)
  }

  async #compare(
    level: number,
    { hashes, index }: { readonly hashes: readonly Uint8Array[]; readonly index: number },
  ): Promise<Uint8Array> {
    const made = Buffer.concat(hashes)
    const { tables, emit } = this.#check
    const [row] = await tables.rows<{ hashes: Buffer }>(
      'select hashes from tile where institution = $1 and level = $2 and index = $3',
      level,
      index,
    )
    this.looked++
    if (row && sameBytes(row.hashes, made)) return made
    const unit = TILE_WIDTH ** level
    const place = hashes.findIndex(
      (hash, n) =>
        !row || !sameBytes(hash, row.hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES)),
    )
    const from = (index * TILE_WIDTH + Math.max(0, place)) * unit
    emit({
      ...(row
        ? said(
            `第${String(level)}层哈希块${String(index)}与位置${String(from + 1)}至${String(from + unit)}的条目不符`,
            `Tile ${String(index)} of level ${String(level)} is not that of the entries from position ` +
              `${String(from + 1)} to ${String(from + unit)}`,
          )
        : said(
            `第${String(level)}层哈希块${String(index)}缺失`,
            `Tile ${String(index)} of level ${String(level)} is missing`,
          )),
      part: 'seal',
      kind: 'changedTile',
      position: from + 1,
    })
    return made
  }
}

/** How far ahead a hash is looked for that is not in its place. */
export const AHEAD = 512
/** So many that follow must be in order for entries to count as moved up or down. */
const IN_ORDER = 8

export interface Sealed {
  /** Index of the first, from 0. */
  readonly from: number
  readonly sealed: readonly Uint8Array[]
  readonly leaves: readonly (Uint8Array | undefined)[]
  /** Those that stand before them, from the stretch before. */
  readonly before: readonly (Uint8Array | undefined)[]
}

/** In what leaves are not what was sealed. Positions that are missing are named elsewhere. */
export class Mismatches {
  readonly #check: TreeCheck
  /** By how much entries stand further on than where they were sealed. */
  #shift = 0
  /** What stands in another's place, by what was sealed there: exchanged rows name each other. */
  readonly #changed = new Map<string, { readonly leaf: string; readonly position: number }>()
  static readonly #MOST = 10_000

  constructor(check: TreeCheck) {
    this.#check = check
  }

  /** Compares a stretch in which something differs. */
  compare({ from, sealed, leaves, before }: Sealed): void {
    const leaf = (n: number) => (n < 0 ? before.at(n) : leaves[n])
    const equal = (n: number, shift: number): boolean => {
      const [a, b] = [sealed[n], leaf(n + shift)]
      return a !== undefined && b !== undefined && sameBytes(a, b)
    }
    for (let n = 0; n < sealed.length; n++) {
      if (equal(n, this.#shift)) continue
      if (this.#moved({ from, length: sealed.length }, { n, equal })) continue
      const [was, is] = [sealed[n], leaf(n + this.#shift)]
      // Where there is no row, or one whose hash is no hash, that is said of the position already.
      if (!was || !is) continue
      if (this.#changed.size < Mismatches.#MOST)
        this.#changed.set(hex(was), { leaf: hex(is), position: from + n + this.#shift + 1 })
    }
  }

  /** Whether entries were taken out here, or put in, and the others moved. */
  #moved(
    { from, length }: { readonly from: number; readonly length: number },
    { n, equal }: { readonly n: number; readonly equal: (n: number, shift: number) => boolean },
  ): boolean {
    const inOrder = (first: number, shift: number): boolean => {
      const count = Math.min(IN_ORDER, length - first)
      return (
        count > 0 && Array.from({ length: count }, (_, k) => equal(first + k, shift)).every(Boolean)
      )
    }
    for (let by = 1; by <= AHEAD; by++) {
      if (inOrder(n + by, this.#shift - by)) {
        this.#shift -= by
        this.#say('missingRow', from + n + 1, by)
        return true
      }
      if (inOrder(n, this.#shift + by)) {
        this.#say('addedRow', from + n + this.#shift + 1, by)
        this.#shift += by
        return true
      }
    }
    return false
  }

  #say(kind: 'missingRow' | 'addedRow', position: number, by: number): void {
    const n = String(by)
    this.#check.emit({
      ...(kind === 'missingRow'
        ? said(
            `此处封存的${n}个条目缺失，其后的条目前移`,
            `${n} sealed entries are gone from here, and those after them were moved up`,
          )
        : said(
            `此处插入了${n}个未封存的条目，其后的条目后移`,
            `${n} entries were put in here that were not sealed, and those after them moved down`,
          )),
      part: 'trail',
      kind,
      position,
    })
  }

  /** What was changed in its place, and what was exchanged. */
  async end(): Promise<void> {
    if (this.#changed.size === 0) return
    const positions = [...this.#changed.values()].map(({ position }) => position)
    const rows = await this.#check.tables.rows<{
      position: string
      id: string
      process: string | null
    }>(
      'select position, id, process from entry where institution = $1 and position = any ($2)',
      positions,
    )
    const byPosition = new Map(rows.map((r) => [Number(r.position), r]))
    for (const [was, { leaf, position }] of this.#changed) {
      const row = byPosition.get(position)
      const exchanged = this.#changed.has(leaf)
      this.#check.emit({
        ...unlike(
          exchanged
            ? ['条目不在其封存的位置', 'The entry is not where it was sealed: rows were exchanged']
            : ['条目与封存时不同', 'The entry is not the one that was sealed'],
          was,
          leaf,
        ),
        part: 'trail',
        kind: exchanged ? 'reorderedRows' : 'changedRow',
        position,
        ...(row ? { entry: row.id } : {}),
        ...(row?.process ? { process: row.process } : {}),
      })
    }
  }
}
