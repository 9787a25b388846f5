// What a role of the database may do: connections as one, and what a statement comes to.

import { Client } from 'pg'
import type { TestDatabase } from './database.ts'
import { INSTITUTION } from './world.ts'

/** SQLSTATE of what a role may not do. */
export const DENIED = '42501'

/** A connection as a role, or as the owner, that looks at the institution of the tests. */
export async function connectAs(database: TestDatabase, role?: string): Promise<Client> {
  const options = role === undefined ? {} : { options: `-c role=${role}` }
  const client = new Client({ ...database.config, ...options })
  await client.connect()
  await client.query("select set_config('xiaobao.institution', $1, false)", [INSTITUTION])
  return client
}

/** SQLSTATE of what a statement came to, `done` where it was carried out; never kept. */
export async function outcome(
  client: Client,
  sql: string,
  values: unknown[] = [],
): Promise<string> {
  await client.query('begin')
  try {
    await client.query(sql, values)
    return 'done'
  } catch (error) {
    return String((error as { code?: string }).code)
  } finally {
    await client.query('rollback')
  }
}
