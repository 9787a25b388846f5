/** What a reported risk knows. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'
import { riskKind } from '../terms.ts'

export const riskContext = z.object({
  source: z.string().nullable(),
  kind: riskKind.nullable(),
  unit: z.string().nullable(),
  reportedOn: z.string().nullable(),
  /** The engagement that has taken it in. */
  engagement: z.string().nullable(),
  proposedBy: z.string().nullable(),
  work: caseWork,
})
export type RiskContext = z.output<typeof riskContext>

export const beforeRisk: RiskContext = {
  source: null,
  kind: null,
  unit: null,
  reportedOn: null,
  engagement: null,
  proposedBy: null,
  work: noCaseWork,
}
