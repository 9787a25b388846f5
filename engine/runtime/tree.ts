/** The tree as it is kept: how far it is sealed, its tiles, and how they grow by the entries that follow. */
import type { Pool } from 'pg'
import type { Subtrees } from '../core/merkle.ts'
import { isSm2Key } from '../core/note.ts'
import { hashAt, hashWithin, subtreesFrom, tilesSince, TILE_WIDTH } from '../core/tiles.ts'
import type { TileAt } from '../core/tiles.ts'
import type { Uuid } from '../core/values.ts'

export type Row = Readonly<Record<string, unknown>>

/** Rows of one statement whose first parameter is the institution, under its row-level security. */
export async function sealedRows(
  pool: Pool,
  institution: Uuid,
  ask: { readonly text: string; readonly values: readonly unknown[] },
): Promise<readonly Row[]> {
  const client = await pool.connect()
  try {
    const [, result] = await Promise.all([
      client.query({
        name: 'institution',
        text: "select set_config('xiaobao.institution', $1, false)",
        values: [institution],
      }),
      client.query<Row>({ text: ask.text, values: [institution, ...ask.values] }),
    ])
    client.release()
    return result.rows
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** How far a trail is sealed. */
export interface Sealing {
  readonly size: number
  /** How many entries there are. */
  readonly position: number
  /** How far the next seal goes. */
  readonly upTo: number
  /** Verifier keys that the trail put in force up to there, the last first. */
  readonly keys: readonly string[]
  /** Those of SM2, which sign beside them. */
  readonly sm2Keys: readonly string[]
  /** The head of that size with the key that signed it; undefined before the first. */
  readonly note?: string
  readonly key?: string
}

/** As many leaves as one seal takes in; a longer trail takes several. */
const LEAVES_MAX = 8192

export async function readSealing(pool: Pool, institution: Uuid): Promise<Sealing> {
  const [row] = await sealedRows(pool, institution, {
    text: `select h.position, coalesce(s.size, 0) as size, c.note, c.key,
        least(h.position, coalesce(s.size, 0) + $2) as up_to,
        array(select e.leaf::jsonb #>> '{event,payload,key}' from entry e
          where e.institution = $1 and e.mechanism = 'G01' and e.event in ('enterSealKey', 'rotateSealKey')
            and e.refusal is null and e.position <= least(h.position, coalesce(s.size, 0) + $2)
          order by e.position desc) as keys
      from head h left join sealed s on s.institution = h.institution
      left join checkpoint c on c.institution = h.institution and c.size = s.size
      where h.institution = $1`,
    values: [LEAVES_MAX],
  })
  const { position = 0, size = 0, up_to: upTo = 0, keys = [], note, key } = row ?? {}
  const entered = keys as readonly string[]
  return {
    size: Number(size),
    position: Number(position),
    upTo: Number(upTo),
    keys: entered.filter((k) => !isSm2Key(k)),
    sm2Keys: entered.filter(isSm2Key),
    ...(typeof note === 'string' ? { note } : {}),
    ...(typeof key === 'string' ? { key } : {}),
  }
}

const keyOf = (level: number, index: number): string => `${String(level)}/${String(index)}`

/** The last tiles of a tree, one of each level, as far as they are filled. */
export interface Edge {
  readonly tiles: ReadonlyMap<string, Uint8Array>
  readonly subtrees: Subtrees
}

const HASH_BYTES = 32

/** The tiles at the edge of the tree of `size` leaves; undefined where one is missing. */
export async function edgeOf(
  pool: Pool,
  institution: Uuid,
  size: number,
): Promise<Edge | undefined> {
  const wanted: TileAt[] = []
  for (let level = 0, n = size; n > 0; level++, n = Math.floor(n / TILE_WIDTH))
    if (n % TILE_WIDTH > 0)
      wanted.push({ level, index: Math.floor(n / TILE_WIDTH), width: n % TILE_WIDTH })
  const rows = await sealedRows(pool, institution, {
    text: `select level, index, hashes from tile where institution = $1
      and (level, index) in (select * from unnest($2::int[], $3::bigint[]))`,
    values: [wanted.map((t) => t.level), wanted.map((t) => t.index)],
  })
  const stored = new Map(
    rows.map((r) => [keyOf(Number(r['level']), Number(r['index'])), r['hashes'] as Uint8Array]),
  )
  const tiles = new Map<string, Uint8Array>()
  for (const { level, index, width } of wanted) {
    const hashes = stored.get(keyOf(level, index))
    if (!hashes || hashes.length < width * HASH_BYTES) return undefined
    tiles.set(keyOf(level, index), hashes.subarray(0, width * HASH_BYTES))
  }
  return { tiles, subtrees: subtreesOf(tiles) }
}

/** Every subtree of which a head is made lies in the last tile of its level. */
const subtreesOf = (tiles: ReadonlyMap<string, Uint8Array>): Subtrees =>
  subtreesFrom((level, index) => {
    const tile = tiles.get(keyOf(level, index))
    return tile
      ? Promise.resolve(tile)
      : Promise.reject(new Error(`tile ${keyOf(level, index)} is not at the edge`))
  })

export interface Grown {
  /** Tiles that are new or have grown. */
  readonly tiles: readonly { level: number; index: number; hashes: Uint8Array }[]
  readonly subtrees: Subtrees
  /** Position of the first entry in the last tile that is not what was sealed. */
  readonly differs?: number
  /** Position of the first entry that is not there: nothing can be sealed beyond it. */
  readonly missing?: number
}

/** The tree of `from` leaves, whose edge is given, with the entries up to `to`. */
export async function grown(
  pool: Pool,
  institution: Uuid,
  { edge, from, to }: { readonly edge: Edge; readonly from: number; readonly to: number },
): Promise<Grown> {
  const first = from - (from % TILE_WIDTH)
  const leaves = await leavesOf(pool, institution, [first, to])
  const sealed = edge.tiles.get(keyOf(0, first / TILE_WIDTH))
  const differs = firstDifference(leaves, { first, from, sealed })
  const missing = firstMissing(leaves, [from, to])
  if (missing !== undefined)
    return { tiles: [], subtrees: edge.subtrees, missing, ...(differs ? { differs } : {}) }
  const all = new Map(edge.tiles)
  const tiles: Grown['tiles'][number][] = []
  for (const { level, index, width } of tilesSince(from, to)) {
    const had = all.get(keyOf(level, index)) ?? new Uint8Array()
    const hashes = [had]
    for (let place = had.length / HASH_BYTES; place < width; place++) {
      const at = index * TILE_WIDTH + place
      const below = all.get(keyOf(level - 1, at))
      hashes.push(level === 0 ? (leaves.get(at + 1) as Uint8Array) : hashOfTile(below))
    }
    const made = Buffer.concat(hashes)
    all.set(keyOf(level, index), made)
    tiles.push({ level, index, hashes: made })
  }
  return { tiles, subtrees: subtreesOf(all), ...(differs ? { differs } : {}) }
}

function hashOfTile(tile: Uint8Array | undefined): Uint8Array {
  if (!tile) throw new Error('a tile below is not there')
  return hashWithin(tile, 0, TILE_WIDTH)
}

/** Leaf hashes by position. */
async function leavesOf(
  pool: Pool,
  institution: Uuid,
  [after, to]: readonly [number, number],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const rows = await sealedRows(pool, institution, {
    text: `select position, leaf_hash from entry
      where institution = $1 and position > $2 and position <= $3 order by position`,
    values: [after, to],
  })
  return new Map(rows.map((r) => [Number(r['position']), r['leaf_hash'] as Uint8Array]))
}

interface Sealed {
  readonly first: number
  readonly from: number
  readonly sealed: Uint8Array | undefined
}
function firstDifference(
  leaves: ReadonlyMap<number, Uint8Array>,
  { first, from, sealed }: Sealed,
): number | undefined {
  for (let position = first + 1; sealed && position <= from; position++) {
    const leaf = leaves.get(position)
    if (!leaf || Buffer.compare(leaf, hashAt(sealed, position - 1 - first)) !== 0) return position
  }
  return undefined
}
function firstMissing(
  leaves: ReadonlyMap<number, Uint8Array>,
  [from, to]: readonly [number, number],
): number | undefined {
  for (let position = from + 1; position <= to; position++)
    if (!leaves.has(position)) return position
  return undefined
}

/** The hashes of a tile as it stands. Throws where there is none. */
async function readTile(
  pool: Pool,
  institution: Uuid,
  { level, index }: { readonly level: number; readonly index: number },
): Promise<Uint8Array> {
  const [row] = await sealedRows(pool, institution, {
    text: 'select hashes from tile where institution = $1 and level = $2 and index = $3',
    values: [level, index],
  })
  if (!row) throw new Error(`there is no tile ${keyOf(level, index)} of ${institution}`)
  return row['hashes'] as Uint8Array
}

/** The subtrees of a trail as they are kept; a proof, or many, ask the same few tiles again and again. */
export function subtreesOfTrail(pool: Pool, institution: Uuid): Subtrees {
  const known = new Map<string, Promise<Uint8Array>>()
  return subtreesFrom((level, index) => {
    const key = keyOf(level, index)
    const tile = known.get(key) ?? readTile(pool, institution, { level, index })
    known.set(key, tile)
    return tile
  })
}
