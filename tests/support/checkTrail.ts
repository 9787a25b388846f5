// The oracle: after any step of any test, everything that is kept must follow from the trail.

import type { Pool } from 'pg'
import type { CalendarOf } from '../../engine/core/calendar.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { verify } from '../../engine/runtime/verify.ts'
import type { KeyWrapper } from '../../engine/runtime/keys.ts'
import type { Report } from '../../engine/runtime/verify.ts'
import { reportLine } from '../../engine/runtime/verify/difference.ts'
import { MASTER } from './master.ts'
import { INSTITUTION } from './world.ts'

export interface Checked {
  readonly institution?: Uuid
  readonly mechanisms?: readonly Mechanism[]
  readonly calendarOf?: CalendarOf
  /** Absent: the one that all tests share. */
  readonly master?: KeyWrapper
  /** Verifier keys that the operator names. */
  readonly witnesses?: readonly string[]
}

/** The report of one institution, with every difference. */
export async function trailOf(pool: Pool, checked: Checked = {}): Promise<Report> {
  const { institution = INSTITUTION, mechanisms = EDITIONS, ...rest } = checked
  const [report] = await verify(pool, { institution, mechanisms, master: MASTER, ...rest })
  if (!report) throw new Error('no report')
  return report
}

/** Throws with the first difference, and says how many there are; gives what was looked at. */
export async function checkTrail(pool: Pool, checked: Checked = {}): Promise<Report> {
  const report = await trailOf(pool, checked)
  const [first] = report.differences
  if (first)
    throw new Error(
      `${String(report.differences.length)} differences, the first: ${reportLine(first)}`,
    )
  return report
}
