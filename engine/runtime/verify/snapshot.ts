/** A connection that looks at one institution in one snapshot, and changes nothing. */
import type { ClientBase } from 'pg'
import type { Uuid } from '../../core/values.ts'

/** How everything is written that is compared as text, and what is meant for short questions of the API. */
const SETTINGS = {
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  statement_timeout: '0',
  jit: 'off',
} as const

/** Begins, in a snapshot of its own or in one that another connection exported. */
export async function begin(
  client: ClientBase,
  institution: Uuid,
  snapshot?: string,
): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  if (snapshot !== undefined && /^[0-9A-F-]+$/.test(snapshot))
    await client.query(`set transaction snapshot '${snapshot}'`)
  const settings = Object.entries({ ...SETTINGS, 'xiaobao.institution': institution })
  await client.query(
    `select ${settings.map((_, n) => `set_config($${String(2 * n + 1)}, $${String(2 * n + 2)}, true)`).join(', ')}`,
    settings.flat(),
  )
}

/** The name under which other connections find the snapshot, as long as this one keeps it. */
export async function exported(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select pg_export_snapshot() as name')
  return rows[0]?.name ?? ''
}
