/** Major matters (重大事项): what a case knows. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolved } from '../resolution.ts'

const MATTER_KINDS = [
  'majorComplaint',
  'informationIncident',
  'productRisk',
  'partnerRisk',
  'massEvent',
  'regulatoryMeasure',
  'publicOpinion',
  'misconduct',
  'other',
] as const
export const matterKind = z.enum(MATTER_KINDS).meta({ id: 'GovernanceMatterKind' })
export const matterLevel = z.enum(['major', 'ordinary']).meta({ id: 'GovernanceMatterLevel' })

export const matterContext = z.object({
  kind: z.enum(MATTER_KINDS).nullable(),
  source: z.string().nullable(),
  unit: z.string().nullable(),
  reportedOn: z.string().nullable(),
  level: z.enum(['major', 'ordinary']).nullable(),
  /** Of the account of the matter as it is known. */
  contentHash: z.string().nullable(),
  versions: z.int(),
  submittedOn: z.string().nullable(),
  informedOn: z.string().nullable(),
  /** What the board resolved; outdated beside another content. */
  resolution: resolved.nullable(),
  instruction: z.object({ by: z.string(), performed: z.boolean() }).nullable(),
  /** Whether the regulator is to be told, and when it was. */
  regulator: z.object({ due: z.boolean(), toldOn: z.string().nullable() }),
  late: z.object({ instruction: z.boolean() }),
  work: caseWork,
})
export type MatterContext = z.output<typeof matterContext>
export const noMatter: MatterContext = {
  kind: null,
  source: null,
  unit: null,
  reportedOn: null,
  level: null,
  contentHash: null,
  versions: 0,
  submittedOn: null,
  informedOn: null,
  resolution: null,
  instruction: null,
  regulator: { due: false, toldOn: null },
  late: { instruction: false },
  work: noCaseWork,
}
