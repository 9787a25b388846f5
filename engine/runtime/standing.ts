/** Where the processes about subjects stand, as one statement over all of them. */
import type { Pool } from 'pg'
import type { Standing } from '../core/coverage.ts'
import type { Uuid } from '../core/values.ts'

interface Row {
  readonly subject: string
  readonly mechanism: string
  readonly chart: string
  readonly paths: readonly string[]
  readonly open_paths: readonly string[]
  readonly late: boolean
}

export async function standingOf(
  pool: Pool,
  institution: Uuid,
  subjects: readonly string[],
): Promise<readonly Standing[]> {
  const { rows } = await pool.query<Row>({
    name: 'standing',
    text: 'select subject, mechanism, chart, paths, open_paths, late from standing_of($1, $2)',
    values: [institution, subjects],
  })
  return rows.map(({ open_paths: openPaths, ...row }) => ({ ...row, openPaths }))
}
