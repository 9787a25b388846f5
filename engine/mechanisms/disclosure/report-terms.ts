/** The annual report to the public (年度消费者权益保护工作报告) and what its case knows. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolved } from '../resolution.ts'

/** The mechanisms whose figures the report states. */
export const FIGURES = ['M07', 'M08', 'M09', 'M10', 'M11'] as const
export const figureOf = z.enum(FIGURES).meta({ id: 'DisclosureFigure' })
export type FigureOf = z.output<typeof figureOf>
/** The bodies that sign the figures of a mechanism. */
export const FIGURE_OWNERS = {
  M07: 'consumerProtection',
  M08: 'consumerProtection',
  M09: 'humanResources',
  M10: 'humanResources',
  M11: 'internalAudit',
} as const satisfies Record<FigureOf, string>

/** Where the public finds it. */
export const publicPlace = z
  .enum(['annualReport', 'site', 'app', 'press', 'other'])
  .meta({ id: 'DisclosurePublicPlace' })

export const reportContext = z.object({
  year: z.int().nullable(),
  figures: z.array(
    z.object({
      of: figureOf,
      body: z.string(),
      by: z.string().nullable(),
      hash: z.string(),
      count: z.int(),
      on: z.string(),
    }),
  ),
  /** Figures locked, and complaints reconciled with what the regulator has. */
  lock: z
    .object({
      on: z.string(),
      feedHash: z.string(),
      feedCount: z.int(),
      explained: z.int(),
      explanationHash: z.string().nullable(),
    })
    .nullable(),
  /** What is under deliberation, or was disclosed last. */
  reportHash: z.string().nullable(),
  /** 2020 No. 3 art. 26: the section on the complaints of the year. */
  complaintSection: z.object({ hash: z.string(), count: z.int() }).nullable(),
  /** Who endorsed it on the way; none of them decides again. */
  endorsedBy: z.array(z.string()),
  /** Resolution of the committee, then that of the board. */
  endorsement: resolved.nullable(),
  resolution: resolved.nullable(),
  publication: z
    .object({ hash: z.string(), on: z.string(), places: z.array(publicPlace) })
    .nullable(),
  /** Mirror of the region of the terms, because rules see the context only. */
  late: z.object({ submission: z.boolean(), publication: z.boolean() }),
  errors: z.array(
    z.object({
      error: z.string(),
      by: z.string(),
      source: z.string().nullable(),
      on: z.string(),
      corrected: z.boolean(),
    }),
  ),
  reissues: z.int(),
  work: caseWork,
})
export type ReportContext = z.output<typeof reportContext>

export const noReport: ReportContext = {
  year: null,
  figures: [],
  lock: null,
  reportHash: null,
  complaintSection: null,
  endorsedBy: [],
  endorsement: null,
  resolution: null,
  publication: null,
  late: { submission: false, publication: false },
  errors: [],
  reissues: 0,
  work: noCaseWork,
}
export const countOf = (c: ReportContext, of: FigureOf): number | undefined =>
  c.figures.find((f) => f.of === of)?.count
