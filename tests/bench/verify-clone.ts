// The trail of one institution once more, as that of another: the same cases in other hands. An entry
// differs in its institution alone, and so in its hash; ids are an institution's own.

import type { ClientBase } from 'pg'
import type { Uuid } from '../../engine/core/values.ts'

/** What follows from the entries and is made by the seal. */
const OF_SEAL = ['sealed', 'tile', 'checkpoint', 'cosignature', 'witnessing', 'trail_alarm']

/** Copies everything that is kept of an institution, but for its seal. */
export async function cloneTrail(client: ClientBase, from: Uuid, to: Uuid): Promise<void> {
  const { rows } = await client.query<{ name: string; columns: readonly string[] }>(
    `select t.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
      from information_schema.tables t
      join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name <> all ($1)
      group by 1 having bool_or(c.column_name = 'institution') order by 1`,
    [OF_SEAL],
  )
  for (const { name, columns } of rows) {
    const others = columns.filter((column) => column !== 'institution')
    const values = others.map((column) => (name === 'entry' ? ofEntry(column) : column))
    await client.query(
      `insert into ${name} (institution, ${others.join(', ')})
        select '${to}', ${values.join(', ')} from ${name} where institution = '${from}'`,
    )
  }

  function ofEntry(column: string): string {
    const leaf = `replace(leaf, '"institution":"${from}"', '"institution":"${to}"')`
    if (column === 'leaf') return leaf
    return column === 'leaf_hash' ? `sha256('\\x00'::bytea || convert_to(${leaf}, 'UTF8'))` : column
  }
}
