/**
 * The trail by its positions, and what was sealed of it: leaves against the tiles of the tree, tiles against
 * the tiles above, and every signed head against both.
 */
import { hashWithin, TILE_WIDTH } from '../../core/tiles.ts'
import { said, unlike } from './difference.ts'
import type { Placed } from './difference.ts'
import { headProblems, headsBetween, keysOf, sm2Checked } from './heads.ts'
import { LEAVES_AT_ONCE, spineOf } from './spine.ts'
import type { Leaves } from './spine.ts'
import { AHEAD, Growing, leafTiles, Mismatches, UpperTiles } from './tree.ts'
import type { TreeCheck } from './tree.ts'

const HASH_BYTES = 32
const NOTHING = new Uint8Array(HASH_BYTES)

/** What was looked at. */
export interface SealTally {
  /** Entries that are sealed. */
  sealed: number
  checkpoints: number
  /** Those of them that are signed by SM2 too. */
  sm2Checkpoints: number
}

/** Reads the trail once in the order of positions; gives how much of it is sealed. */
export async function readSpine(check: TreeCheck): Promise<SealTally> {
  const { tables, emit } = check
  const [row] = await tables.rows<{ size: string }>(
    'select size from sealed where institution = $1',
  )
  const size = Number(row?.size ?? 0)
  const tree = new SealedTree(check, size, await keysOf(tables))
  const spine = spineOf(check)
  for (;;) {
    const next = await spine.next()
    if (next.done) {
      const last = next.value
      // What was sealed beyond the end of the trail: its tiles and heads are still there to be checked.
      for (
        let from = last + 1;
        from <= size;
        from += LEAVES_AT_ONCE - ((from - 1) % LEAVES_AT_ONCE)
      )
        await tree.take({ from, hashes: [] })
      if (size > last) emit(lostTail(last, size))
      break
    }
    await tree.take(next.value)
  }
  await tree.end()
  return { sealed: size, checkpoints: tree.checkpoints, sm2Checkpoints: tree.sm2Checkpoints }
}

const lostTail = (last: number, size: number): Placed => ({
  ...unlike(
    [
      '末尾已封存的条目缺失：尾部被删除，或恢复了较早的备份',
      'Sealed entries are missing from the end: the tail was deleted, or an older backup restored',
    ],
    size,
    last,
  ),
  part: 'seal',
  kind: 'lostTail',
  position: last + 1,
})

class SealedTree {
  readonly #check: TreeCheck
  readonly #size: number
  readonly #keys: Awaited<ReturnType<typeof keysOf>>
  readonly #growing = new Growing()
  readonly #upper: UpperTiles
  readonly #mismatches: Mismatches
  /** The last leaves of the stretch before. */
  #before: Leaves['hashes'] = []
  checkpoints = 0
  sm2Checkpoints = 0

  constructor(check: TreeCheck, size: number, keys: Awaited<ReturnType<typeof keysOf>>) {
    this.#check = check
    this.#size = size
    this.#keys = keys
    this.#upper = new UpperTiles(check)
    this.#mismatches = new Mismatches(check)
  }

  /** Takes the leaves of a stretch, as far as they are sealed. It begins where a tile begins, or went on. */
  async take({ from, hashes }: Leaves): Promise<void> {
    const begin = this.#growing.size
    // The rest of a stretch whose entries end in its middle is taken with it.
    const end = Math.min(this.#size, from - 1 - ((from - 1) % LEAVES_AT_ONCE) + LEAVES_AT_ONCE)
    if (begin >= end) return
    const { tables } = this.#check
    const tiles = await leafTiles(
      tables,
      Math.floor(begin / TILE_WIDTH),
      Math.floor((end - 1) / TILE_WIDTH),
    )
    const heads = await headsBetween(tables, begin, end)
    const sealed: Uint8Array[] = []
    let differs = false
    for (let first = begin; first < end; first += TILE_WIDTH) {
      const width = Math.min(TILE_WIDTH, end - first)
      const leaves = hashes.slice(first - from + 1, first - from + 1 + width)
      const stored = this.#tileAt(first, width, { tiles, leaves })
      const same = matches(stored, leaves)
      const tile = same ? stored : await this.#signedOne(stored, leaves, heads)
      differs ||= !same && tile === stored
      sealed.push(...leavesOf(tile))
      await this.#grow(tile, width, heads)
    }
    const here = hashes.slice(begin - from + 1)
    if (differs)
      this.#mismatches.compare({ from: begin, sealed, leaves: here, before: this.#before })
    this.#before = here.slice(-AHEAD)
  }

  /**
   * Entries and a tile differ: what was signed tells which of the two was changed. Gives the tile, or in its
   * place the hashes of the entries.
   */
  async #signedOne(
    stored: Uint8Array,
    leaves: Leaves['hashes'],
    heads: Awaited<ReturnType<typeof headsBetween>>,
  ): Promise<Uint8Array> {
    const width = stored.length / HASH_BYTES
    const begin = this.#growing.size
    const there = leaves.filter((leaf) => leaf !== undefined)
    if (there.length !== width) return stored
    const head = heads.findLast(({ size }) => size > begin && size <= begin + width)
    const made = Buffer.concat(there)
    const signed = head
      ? Buffer.compare(this.#growing.with(there.slice(0, head.size - begin)).root, head.root) === 0
      : width === TILE_WIDTH && (await this.#upper.holds(begin / TILE_WIDTH, made))
    if (!signed) return stored
    this.#check.emit({
      ...said(
        `第0层哈希块${String(begin / TILE_WIDTH)}不是所签条目的哈希`,
        `Tile ${String(begin / TILE_WIDTH)} of level 0 is not that of the entries that were signed`,
      ),
      part: 'seal',
      kind: 'changedTile',
      position: begin + 1,
    })
    return made
  }

  /** The hashes that a tile holds; where it is not there as it must be, those of the entries. */
  #tileAt(
    first: number,
    width: number,
    of: {
      readonly tiles: ReadonlyMap<number, Uint8Array>
      readonly leaves: readonly (Uint8Array | undefined)[]
    },
  ): Uint8Array {
    const index = first / TILE_WIDTH
    const tile = of.tiles.get(index)
    if (tile?.length === width * HASH_BYTES) return tile
    this.#check.emit({
      ...(tile
        ? said(
            `第0层哈希块${String(index)}的长度不符`,
            `Tile ${String(index)} of level 0 is not as long as what was sealed`,
          )
        : said(`第0层哈希块${String(index)}缺失`, `Tile ${String(index)} of level 0 is missing`)),
      part: 'seal',
      kind: 'changedTile',
      position: first + 1,
    })
    return Buffer.concat(Array.from({ length: width }, (_, n) => of.leaves[n] ?? NOTHING))
  }

  async #grow(
    tile: Uint8Array,
    width: number,
    heads: Awaited<ReturnType<typeof headsBetween>>,
  ): Promise<void> {
    const begin = this.#growing.size
    const here = heads.filter(({ size }) => size > begin && size <= begin + width)
    const whole = width === TILE_WIDTH ? hashWithin(tile, 0, TILE_WIDTH) : undefined
    const within = here.some(({ size }) => size < begin + width)
    if (whole && !within) this.#growing.add(whole, TILE_WIDTH)
    for (let n = 0; n < width; n++) {
      if (!whole || within) this.#growing.add(tile.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES))
      for (const head of here) if (head.size === begin + n + 1) this.#look(head)
    }
    if (whole) await this.#upper.full(0, whole)
  }

  #look(head: Awaited<ReturnType<typeof headsBetween>>[number]): void {
    this.checkpoints++
    const sm2 = sm2Checked(head, this.#keys)
    if (sm2.signed) this.sm2Checkpoints++
    for (const problem of headProblems(head, this.#growing.root, this.#keys))
      this.#check.emit(problem)
    for (const problem of sm2.problems) this.#check.emit(problem)
  }

  async end(): Promise<void> {
    await this.#upper.end()
    await this.#mismatches.end()
    await this.#beyond()
  }

  /** Nothing of the tree goes beyond what the seal says that it sealed, and its last head is of that size. */
  async #beyond(): Promise<void> {
    const { tables, emit } = this.#check
    const [row] = await tables.rows<{ head: string | null; tile: string | null }>(
      `select (select max(size) from checkpoint where institution = $1) as head,
        (select index * ${String(TILE_WIDTH)} + length(hashes) / ${String(HASH_BYTES)} from tile
          where institution = $1 and level = 0 order by index desc limit 1) as tile`,
    )
    for (const [zh, en, found] of [
      ['最后的检查点', 'last checkpoint', row?.head],
      ['哈希树', 'hash tree', row?.tile],
    ] as const)
      if (Number(found ?? 0) !== this.#size)
        emit({
          ...unlike(
            [
              `${zh}与所记的封存数不符`,
              `The ${en} does not end where the seal says that it sealed`,
            ],
            this.#size,
            found ?? 0,
          ),
          part: 'seal',
          kind: 'otherTree',
          position: this.#size,
        })
  }
}

const leavesOf = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: tile.length / HASH_BYTES }, (_, n) =>
    tile.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  )

function matches(tile: Uint8Array, leaves: readonly (Uint8Array | undefined)[]): boolean {
  return (
    leaves.length === tile.length / HASH_BYTES &&
    leaves.every(
      (leaf, n) =>
        leaf !== undefined &&
        Buffer.compare(leaf, tile.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES)) === 0,
    )
  )
}
