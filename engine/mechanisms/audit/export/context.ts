/** What an export of the trail knows: what was asked for, and what was handed over. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'

export const exportFormat = z.enum(['ocel', 'csv']).meta({ id: 'ExportFormat' })
/** Why an export did not come to its end. */
export const exportEnd = z.enum(['disconnected', 'failed', 'lapsed']).meta({ id: 'ExportEnd' })

export const exportContext = z.object({
  format: exportFormat.nullable(),
  reason: z.string().nullable(),
  /** First and last position that were looked at; what does not meet the filter was left out. */
  from: z.int().nullable(),
  to: z.int().nullable(),
  /** Recorded at or after, and before, as far as it was asked so. */
  since: z.string().nullable(),
  until: z.string().nullable(),
  /** None: all. */
  mechanisms: z.array(z.string()),
  processes: z.array(z.string()),
  /** Body by whose duty it was ordered. */
  body: z.string().nullable(),
  /** Of the file as it was handed over. */
  sha256: z.string().nullable(),
  bytes: z.string().nullable(),
  events: z.int().nullable(),
  objects: z.int().nullable(),
  brokenOff: exportEnd.nullable(),
  work: caseWork,
})
export type ExportContext = z.output<typeof exportContext>

export const beforeExport: ExportContext = {
  format: null,
  reason: null,
  from: null,
  to: null,
  since: null,
  until: null,
  mechanisms: [],
  processes: [],
  body: null,
  sha256: null,
  bytes: null,
  events: null,
  objects: null,
  brokenOff: null,
  work: noCaseWork,
}
