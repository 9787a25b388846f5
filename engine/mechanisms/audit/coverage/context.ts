/** What the audit coverage of one unit knows. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'

export const coverageContext = z.object({
  unit: z.string().nullable(),
  /** Opening of the unit, from which its first audit is counted. */
  openedOn: z.string().nullable(),
  lastReportOn: z.string().nullable(),
  /** The engagement that was last planned or reported on it. */
  engagement: z.string().nullable(),
  planned: z.boolean(),
  reports: z.int(),
  work: caseWork,
})
export type CoverageContext = z.output<typeof coverageContext>

export const beforeCoverage: CoverageContext = {
  unit: null,
  openedOn: null,
  lastReportOn: null,
  engagement: null,
  planned: false,
  reports: 0,
  work: noCaseWork,
}
/** From when the five years count. */
export const since = (c: CoverageContext): string | null => c.lastReportOn ?? c.openedOn
