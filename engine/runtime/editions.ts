/** Open processes must find the chart they began under; a release that lacks it must not start. */
import type { Pool } from 'pg'
import type { Mechanism } from '../core/mechanism.ts'
import { chartHash } from '../core/trail.ts'

interface ChartInUse {
  readonly mechanism: string
  readonly edition: string
  readonly chart: string
  readonly chart_hash: string
  readonly revision: number
  readonly open: string
}

/**
 * Stops a start whose mechanisms do not know the chart of an open process. Throws an error that names the
 * editions and how many processes stand in each.
 */
export async function checkCharts(pool: Pool, mechanisms: readonly Mechanism[]): Promise<void> {
  const known = new Set(
    mechanisms.flatMap((m) =>
      Object.entries(m.charts).map(([chart, machine]) =>
        [m.id, m.edition.from, chart, chartHash(machine, m.edition.revision)].join(' '),
      ),
    ),
  )
  const { rows } = await pool.query<ChartInUse>('select * from charts_in_use()')
  const lost = rows.filter(
    (r) => !known.has([r.mechanism, r.edition, r.chart, r.chart_hash].join(' ')),
  )
  if (lost.length === 0) return
  const list = lost.map(
    (r) =>
      `${r.mechanism} ${r.chart}, edition ${r.edition} revision ${String(r.revision)} ` +
      `(${r.chart_hash.slice(0, 12)}…): ${r.open} open`,
  )
  throw new Error(
    `this release does not know the charts of these open processes: ${list.join('; ')}. ` +
      'Start the release they were opened with, or keep their charts in engine/mechanisms/past',
  )
}
