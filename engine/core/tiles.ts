/**
 * Tiles: the hashes of a tree in pieces of 256, as C2SP tlog-tiles lays them out, so that verifiers
 * written by others can read them. Pure.
 *
 * Tile `index` of `level` holds, for each of its `width` places, the hash of a complete subtree of
 * 256^level leaves. A full tile never changes; the last one of a level grows.
 */
import type { Hash, Subtrees } from './merkle.ts'
import { nodeHash } from './trail.ts'

export const TILE_HEIGHT = 8
export const TILE_WIDTH = 256
const HASH_BYTES = 32

export interface TileAt {
  readonly level: number
  readonly index: number
  /** From 1 to 256 hashes. */
  readonly width: number
}

/** The tiles of a tree of `size` leaves that are not yet, or not wholly, among those of `older` leaves. */
export function tilesSince(older: number, size: number): TileAt[] {
  const tiles: TileAt[] = []
  for (let level = 0, unit = 1; Math.floor(size / unit) > 0; level++, unit *= TILE_WIDTH) {
    const hashes = Math.floor(size / unit)
    const had = Math.floor(older / unit)
    if (hashes === had) continue
    for (let index = Math.floor(had / TILE_WIDTH); index * TILE_WIDTH < hashes; index++)
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) })
  }
  return tiles
}

/** `tile/0/x001/x234/067`, with `.p/17` for a tile of seventeen hashes. */
export function tilePath({ level, index, width }: TileAt): string {
  return `tile/${String(level)}/${indexPath(index)}${partOf(width)}`
}
/** `tile/entries/x001/067`: the entries themselves, 256 to a bundle. */
export const bundlePath = ({ index, width }: Omit<TileAt, 'level'>): string =>
  `tile/entries/${indexPath(index)}${partOf(width)}`

const partOf = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${String(width)}`)
/** Three digits at a time, all but the last after an x. */
function indexPath(index: number): string {
  const groups: string[] = []
  for (let n = index; groups.length === 0 || n > 0; n = Math.floor(n / 1000))
    groups.unshift(String(n % 1000).padStart(3, '0'))
  return groups.map((g, i) => (i < groups.length - 1 ? `x${g}` : g)).join('/')
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/
/** What a path asks for; undefined where it is none. `level` is undefined for a bundle of entries. */
export function parseTilePath(
  path: string,
):
  | { readonly level: number | undefined; readonly index: number; readonly width: number }
  | undefined {
  const [, kind, groups, part] = PATH.exec(path) ?? []
  if (kind === undefined || groups === undefined) return undefined
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const width = part === undefined ? TILE_WIDTH : Number(part)
  const level = kind === 'entries' ? undefined : Number(kind)
  const sound = Number.isSafeInteger(index) && width <= TILE_WIDTH && (level ?? 0) <= 63
  // One tile has one path: no leading groups of zeros.
  return sound && indexPath(index) === groups && !(part !== undefined && width === TILE_WIDTH)
    ? { level, index, width }
    : undefined
}

export const hashAt = (tile: Uint8Array, place: number): Hash =>
  tile.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES)

/** The hash over `n` places of a tile from `from` on; n is a power of two. */
export function hashWithin(tile: Uint8Array, from: number, n: number): Hash {
  if (n === 1) return hashAt(tile, from)
  return nodeHash(hashWithin(tile, from, n / 2), hashWithin(tile, from + n / 2, n / 2))
}

/** Subtree hashes from tiles: a subtree of 2^level leaves lies within one tile of level ⌊level / 8⌋. */
export const subtreesFrom =
  (tile: (level: number, index: number) => Promise<Uint8Array>): Subtrees =>
  async (level, index) => {
    const at = Math.floor(level / TILE_HEIGHT)
    const n = 2 ** (level % TILE_HEIGHT)
    const first = index * n
    const place = first % TILE_WIDTH
    return hashWithin(await tile(at, Math.floor(first / TILE_WIDTH)), place, n)
  }
