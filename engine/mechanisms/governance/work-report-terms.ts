/** The half-yearly and annual work report (消费者权益保护工作报告): what a case knows. */
import * as z from 'zod'
import type { SubjectKey } from '../../core/values.ts'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolved } from '../resolution.ts'

const REPORT_KINDS = ['halfYear', 'annual'] as const
export const workReportKind = z.enum(REPORT_KINDS).meta({ id: 'GovernanceWorkReportKind' })

export const workReportContext = z.object({
  kind: z.enum(REPORT_KINDS).nullable(),
  year: z.int().nullable(),
  openedOn: z.string().nullable(),
  /** What is under deliberation, or was resolved last. */
  contentHash: z.string().nullable(),
  versions: z.int(),
  submittedOn: z.string().nullable(),
  endorsedBy: z.array(z.string()),
  /** Resolution of the committee, then that of the board; the latter is outdated beside another content. */
  endorsement: resolved.nullable(),
  resolution: resolved.nullable(),
  /** The report to the public by which it was disclosed. */
  disclosure: z.string().nullable(),
  late: z.object({ presentation: z.boolean(), consideration: z.boolean() }),
  work: caseWork,
})
export type WorkReportContext = z.output<typeof workReportContext>
export const noWorkReport: WorkReportContext = {
  kind: null,
  year: null,
  openedOn: null,
  contentHash: null,
  versions: 0,
  submittedOn: null,
  endorsedBy: [],
  endorsement: null,
  resolution: null,
  disclosure: null,
  late: { presentation: false, consideration: false },
  work: noCaseWork,
}

/** One of each kind and year. */
export const workReportSubject = (kind: unknown, year: unknown): SubjectKey =>
  `activity:work-report-${String(year)}-${kind === 'annual' ? 'annual' : 'half-year'}`
/** Last day of the period. */
export const periodEndOf = (c: Pick<WorkReportContext, 'kind' | 'year'>): string =>
  `${String(c.year ?? 1900)}-${c.kind === 'halfYear' ? '06-30' : '12-31'}`
