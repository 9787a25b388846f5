/** What a report of verify says beside differences: days without a heartbeat, and alarms that were raised. */
import type { Pool } from 'pg'
import type { Day, Uuid } from '../core/values.ts'
import { ALARMS, alarmsOf } from './alarms.ts'
import { silencesOf } from './heartbeat.ts'

/** A line of each, in the order of days and of alarms. */
export async function keepingNotes(
  pool: Pool,
  institution: Uuid,
  today: Day,
): Promise<readonly string[]> {
  const [silences, alarms] = await Promise.all([
    silencesOf(pool, institution, today),
    alarmsOf(pool, institution),
  ])
  return [
    ...silences.map(({ from, to }) =>
      from === to
        ? `no heartbeat on ${from}: no server ran, or entries were taken away`
        : `no heartbeat from ${from} to ${to}: no server ran, or entries were taken away`,
    ),
    ...alarms.map(
      ({ source, kind, known, lastAt }) =>
        `alarm ${kind} at ${String(known)}, by ${source}, seen last ${lastAt}: ${ALARMS[kind].en}`,
    ),
  ]
}
