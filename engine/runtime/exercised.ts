/**
 * When duties were exercised last, and how often: from the index of the trail, from its end backwards and no
 * further than asked, so that a long trail costs no more than what is counted.
 */
import type { Pool } from 'pg'
import { term, termNumber } from '../core/terms.ts'
import type { Uuid } from '../core/values.ts'
import { inSnapshot } from './snapshot.ts'
import type { TrailIndex } from './trail-index.ts'

/** The last entries that a duty carried. */
export interface Exercise {
  /** Position of the last. */
  readonly last: number
  /** Counted no further than was asked. */
  readonly count: number
}

/** By the id of the duty; one that was never exercised is not in it. Rejects with Indexing and TooBroad. */
export async function exercisedIn(
  { pool, index }: { readonly pool: Pool; readonly index: TrailIndex },
  institution: Uuid,
  { duties, most }: { readonly duties: readonly string[]; readonly most: number },
): Promise<ReadonlyMap<string, Exercise>> {
  if (duties.length === 0) return new Map()
  const head = await index.upToHead(institution)
  const numbers = duties.map((id) => termNumber(institution, term('duty', id)))
  const rows = await inSnapshot(pool, institution, (ask) =>
    ask<{ n: string; last: string | null; count: string }>(
      `select d.n, h.last, h.count from unnest($2::bigint[]) with ordinality d(number, n)
        cross join lateral (select max(place) as last, count(*) as count
          from trail_hits($1, json_build_object('after', 0, 'before', $3::bigint + 1,
            'backwards', true, 'most', $4::int, 'need', array[d.number]))) h`,
      [institution, numbers, head, most],
    ),
  )
  return new Map(
    rows.flatMap(({ n, last, count }): [string, Exercise][] => {
      const duty = duties[Number(n) - 1]
      if (duty === undefined || last === null) return []
      return [[duty, { last: Number(last), count: Number(count) }]]
    }),
  )
}
