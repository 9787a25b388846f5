/**
 * The trail in the order of positions, by what is small of each entry: no position is left out, recorded
 * time goes forward, the head is where the trail ends. What it reads goes on, leaf hash by leaf hash, to
 * whoever looks at the tree.
 */
import type { Uuid } from '../../core/values.ts'
import { said, unlike } from './difference.ts'
import type { Placed, Said } from './difference.ts'
import type { Tables } from './tables.ts'

/** Leaf hashes that are read at once. */
export const LEAVES_AT_ONCE = 16_384
const HASH_BYTES = 32

/** Leaf hashes of consecutive positions; undefined where there is no entry, or no hash of that length. */
export interface Leaves {
  /** Position of the first. */
  readonly from: number
  readonly hashes: readonly (Uint8Array | undefined)[]
}

export interface Spine {
  readonly tables: Tables
  readonly emit: (placed: Placed) => void
}

/** Positions of all entries with their leaf hashes, in order. Ends with the last position. */
export async function* spineOf(spine: Spine): AsyncGenerator<Leaves, number> {
  const { tables } = spine
  const [found] = await tables.rows<{ first: string | null; last: string | null }>(
    'select min(position) as first, max(position) as last from entry where institution = $1',
  )
  const last = Number(found?.last ?? 0)
  if (Number(found?.first ?? 1) < 1) await before(spine)
  for (let from = 1; from <= last; from += LEAVES_AT_ONCE) {
    const to = Math.min(last, from + LEAVES_AT_ONCE - 1)
    yield { from, hashes: await leavesIn(spine, from, to) }
    await timeProblems(spine, from, to)
  }
  await headProblems(spine, last)
  return last
}

/** Positions begin at 1: what stands before was put there. */
async function before({ tables, emit }: Spine): Promise<void> {
  const rows = await tables.rows<{ id: Uuid; position: string; process: Uuid | null }>(
    'select id, position, process from entry where institution = $1 and position < 1 order by position',
  )
  for (const { id, position, process } of rows)
    emit({
      ...said('条目位于首个位置之前', 'The entry stands before the first position'),
      part: 'trail',
      kind: 'addedRow',
      position: Number(position),
      entry: id,
      ...(process === null ? {} : { process }),
    })
}

async function leavesIn(
  { tables, emit }: Spine,
  from: number,
  to: number,
): Promise<Leaves['hashes']> {
  const [all] = await tables.rows<{ n: string; bytes: Buffer | null }>(
    `select count(*) as n, string_agg(leaf_hash, ''::bytea order by position) as bytes from entry
      where institution = $1 and position between $2 and $3`,
    from,
    to,
  )
  const wanted = to - from + 1
  const bytes = all?.bytes ?? Buffer.alloc(0)
  if (Number(all?.n) === wanted && bytes.length === wanted * HASH_BYTES)
    return Array.from({ length: wanted }, (_, n) =>
      bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
    )
  const rows = await tables.rows<{ position: string; leaf_hash: Buffer }>(
    `select position, leaf_hash from entry where institution = $1 and position between $2 and $3
      order by position`,
    from,
    to,
  )
  const hashes = new Map(rows.map((r) => [Number(r.position), r.leaf_hash]))
  gapProblems(hashes, { from, to, emit })
  return Array.from({ length: wanted }, (_, n) => {
    const hash = hashes.get(from + n)
    return hash?.length === HASH_BYTES ? hash : undefined
  })
}

function gapProblems(
  there: ReadonlyMap<number, unknown>,
  { from, to, emit }: { readonly from: number; readonly to: number; readonly emit: Spine['emit'] },
): void {
  for (let first = from; first <= to; first++) {
    if (there.has(first)) continue
    let end = first
    while (end < to && !there.has(end + 1)) end++
    emit({
      ...said(
        `位置${String(first)}至${String(end)}的条目缺失`,
        `Entries are missing from position ${String(first)} to ${String(end)}`,
      ),
      part: 'trail',
      kind: 'missingRow',
      position: first,
    })
    first = end
  }
}

/** The time of logging: the later of the entry's own and that of the one before it. */
async function timeProblems({ tables, emit }: Spine, from: number, to: number): Promise<void> {
  const rows = await tables.rows<{
    id: Uuid
    position: string
    process: Uuid | null
    expected: string
    found: string
  }>(
    `select id, position, process, follows::text as expected, logged_at::text as found
      from (select id, position, process, logged_at,
          greatest(recorded_at, lag(logged_at) over (order by position)) as follows
        from entry where institution = $1 and position between $2 - 1 and $3) e
      where position >= $2 and logged_at is distinct from follows order by position`,
    from,
    to,
  )
  for (const { id, position, process, expected, found } of rows)
    emit({
      ...unlike(
        ['列“logged_at”与叶不符', 'Column logged_at is not what the leaf says'],
        expected,
        found,
      ),
      part: 'trail',
      kind: 'changedRow',
      position: Number(position),
      entry: id,
      ...(process === null ? {} : { process }),
    })
}

/** The head of the trail says where it ends. */
async function headProblems({ tables, emit }: Spine, last: number): Promise<void> {
  const head = await tables.head()
  const place = (problem: Said, kind: Placed['kind'], position?: number) =>
    emit({
      ...problem,
      part: 'trail',
      kind,
      ...(position === undefined ? {} : { position }),
    })
  if (!head) {
    if (last > 0) place(said('总账头缺失', 'The head of the trail is missing'), 'changedSnapshot')
    return
  }
  if (head.position > last)
    place(
      unlike(
        ['末尾的条目缺失', 'Entries are missing from the end of the trail'],
        head.position,
        last,
      ),
      'missingRow',
      last + 1,
    )
  if (head.position < last)
    place(
      unlike(
        ['条目超出总账头', 'There are entries beyond the head of the trail'],
        last,
        head.position,
      ),
      'addedRow',
      head.position + 1,
    )
  if (head.position !== last || last === 0) return
  const [end] = await tables.rows<{ at: string }>(
    'select logged_at::text as at from entry where institution = $1 and position = $2',
    last,
  )
  if (end && end.at !== head.loggedAt)
    place(
      unlike(
        ['总账头的时间不符', 'The time of the head is not that of the last entry'],
        end.at,
        head.loggedAt,
      ),
      'changedSnapshot',
    )
}
