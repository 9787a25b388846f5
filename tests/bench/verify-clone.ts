// The trail of one institution once more, as that of another: the same cases in other hands. An entry
// differs in its institution alone, and so in its hash; ids are an institution's own.

import type { ClientBase } from 'pg'
import type { Uuid } from '../../engine/core/values.ts'
import type { KeyWrapper } from '../../engine/runtime/keys.ts'
import { openValue, sealValue } from '../../engine/runtime/vault.ts'

/** What follows from the entries and is made by the seal. */
const OF_SEAL = ['sealed', 'tile', 'checkpoint', 'cosignature', 'witnessing', 'trail_alarm']

/** What is bound to its institution by a key. */
const ENCRYPTED = ['subject_key', 'entry_private']

interface Cloning {
  readonly from: Uuid
  readonly to: Uuid
  readonly master: KeyWrapper
}

/** Copies everything that is kept of an institution, but for its seal. */
export async function cloneTrail(client: ClientBase, cloning: Cloning): Promise<void> {
  const { from, to } = cloning
  const { rows } = await client.query<{ name: string; columns: readonly string[] }>(
    `select t.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
      from information_schema.tables t
      join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name <> all ($1)
      group by 1 having bool_or(c.column_name = 'institution') order by 1`,
    [[...OF_SEAL, ...ENCRYPTED]],
  )
  for (const { name, columns } of rows) {
    const others = columns.filter((column) => column !== 'institution')
    const values = others.map((column) => (name === 'entry' ? ofEntry(column) : column))
    await client.query(
      `insert into ${name} (institution, ${others.join(', ')})
        select '${to}', ${values.join(', ')} from ${name} where institution = '${from}'`,
    )
  }
  await cloneValues(client, cloning, await cloneKeys(client, cloning))

  function ofEntry(column: string): string {
    const leaf = `replace(leaf, '"institution":"${from}"', '"institution":"${to}"')`
    if (column === 'leaf') return leaf
    return column === 'leaf_hash' ? `sha256('\\x00'::bytea || convert_to(${leaf}, 'UTF8'))` : column
  }
}

/** Gives the keys in the open, by id. */
async function cloneKeys(
  client: ClientBase,
  { from, to, master }: Cloning,
): Promise<ReadonlyMap<Uuid, Uint8Array>> {
  const { rows } = await client.query<{ id: Uuid; master: string; wrapped: Buffer }>(
    'select id, master, wrapped from subject_key where institution = $1',
    [from],
  )
  const keys = new Map<Uuid, Uint8Array>()
  for (const { id, master: name, wrapped: bytes } of rows) {
    const use = `subject ${id}`
    const key = await master.unwrap({ master: name, bytes }, { institution: from, use })
    keys.set(id, key)
    const wrapped = await master.wrap(key, { institution: to, use }, name)
    await client.query(
      `insert into subject_key (institution, id, subject, master, wrapped)
        select $1, id, subject, $3, $4 from subject_key where institution = $2 and id = $5`,
      [to, from, wrapped.master, wrapped.bytes, id],
    )
  }
  return keys
}

interface ValueRow {
  readonly entry: Uuid
  readonly path: string
  readonly subject: string
  readonly key: Uuid
  readonly sealed: Buffer
}
async function cloneValues(
  client: ClientBase,
  { from, to }: Cloning,
  keys: ReadonlyMap<Uuid, Uint8Array>,
): Promise<void> {
  const { rows } = await client.query<ValueRow>(
    'select entry, path, subject, key, sealed from entry_private where institution = $1',
    [from],
  )
  const sealed = rows.map((row) => {
    const key = keys.get(row.key)
    const open = key && openValue(key, { institution: from, ...row }, row.sealed)
    if (!open) throw new Error(`the value of ${row.entry} at ${row.path} does not open`)
    const { salt, value } = open
    return sealValue(key, { institution: to, ...row }, { salt: salt.toString('hex'), value })
  })
  await client.query(
    `insert into entry_private (institution, entry, path, subject, key, sealed)
      select $1, x.* from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bytea[]) x`,
    [
      to,
      ...(['entry', 'path', 'subject', 'key'] as const).map((name) => rows.map((r) => r[name])),
      sealed,
    ],
  )
}
