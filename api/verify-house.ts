/** `xiaobao verify`, of all institutions of this house or of one. It loads no mechanism: its threads do. */
import { setFlagsFromString } from 'node:v8'
import type { Day } from '../engine/core/values.ts'
import { keepingNotes } from '../engine/runtime/keeping-notes.ts'
import { verifyByThreads } from '../engine/runtime/verify.ts'
import { reportLine } from '../engine/runtime/verify/difference.ts'
import { withDatabase } from './command-database.ts'
import { evidencePlaceOf } from './evidence-place.ts'
import type { Verified, VerifyOptions } from './verify.ts'

/**
 * How much a heap grows between two collections. Left to itself each thread keeps two or three times what it
 * needs: a third less memory for a sixth more time.
 */
const LEAN_HEAPS = '--heap-growing-percent=20'

/** Institution by institution: row-level security shows the engine one at a time. */
export function verifyHouse(options: VerifyOptions): Promise<readonly Verified[]> {
  const { institution: only, most, threads, progress } = options
  setFlagsFromString(LEAN_HEAPS)
  return withDatabase(async ({ config, database }) => {
    const reports = await verifyByThreads(database.app, {
      evidence: evidencePlaceOf(config),
      witnesses: config.witnesses.map(({ vkey }) => vkey),
      keysDir: config.keysDir,
      institutions: only === undefined ? await database.institutions() : [only],
      threads,
      most,
      progress: ({ institution, entries, of }) =>
        progress(`${institution}: ${String(entries)} of ${String(of)} entries`),
    })
    progress('')
    const today = new Date().toISOString().slice(0, 10) as Day
    return Promise.all(
      reports.map(async (report) => ({
        ...report,
        lines: report.differences.map(reportLine),
        notes: await keepingNotes(database.app, report.institution, today),
      })),
    )
  })
}
