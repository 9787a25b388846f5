/** What the assessment of one unit for one period knows: plain JSON, no personal value. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'
import { resolved } from '../../resolution.ts'

/** What is assessed. Complaint handling is always among it (2020 No. 3 art. 27). */
export const INDICATORS = [
  'complaintHandling',
  'rootCauseRectification',
  'review',
  'disclosure',
  'suitability',
  'traceability',
  'personalInformation',
  'partnerManagement',
  'disputeResolution',
  'training',
  'consumerEducation',
  'auditFindings',
] as const
export const indicator = z.enum(INDICATORS).meta({ id: 'AssessmentIndicator' })
/** By what sellers of the unit are measured; the volume of sales never alone (2025 No. 7 art. 16). */
export const sellerTarget = z
  .enum([
    'salesVolume',
    'suitability',
    'complaints',
    'disclosure',
    'recordingQuality',
    'afterSales',
    'customerSatisfaction',
    'other',
  ])
  .meta({ id: 'AssessmentSellerTarget' })
/** To what a result is applied; pay and promotion at least (2020 No. 3 art. 27). */
export const effect = z
  .enum(['performancePay', 'promotion', 'rating', 'appointment', 'training'])
  .meta({ id: 'AssessmentEffect' })

const score = z.object({
  indicator,
  /** Of 100. */
  score: z.int(),
  /** What it rests on: processes and entries of the trail. */
  processes: z.array(z.string()),
  entries: z.array(z.string()),
})
export type Score = z.output<typeof score>

const scheme = z.object({
  contentHash: z.string(),
  units: z.array(z.string()),
  leftOut: z.array(z.string()),
  /** Points of consumer protection in the overall performance of the unit, of 100. */
  weight: z.int(),
  passMark: z.int(),
  indicators: z.array(z.object({ indicator, weight: z.int() })),
  sellerTargets: z.array(sellerTarget),
})
export type Scheme = z.output<typeof scheme>

export const cycleContext = z.object({
  unit: z.string().nullable(),
  label: z.string().nullable(),
  /** The score is that of senior management itself: the committee rules on it. */
  ofManagement: z.boolean(),
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** Persons who proposed the scheme; none of them endorses or approves it. */
  authors: z.array(z.string()),
  endorsedBy: z.string().nullable(),
  scheme: scheme.nullable(),
  /** Weight that the regulator ordered; no scheme may fall below it. */
  orderedWeight: z.int().nullable(),
  approval: resolved.nullable(),
  draft: z
    .object({ contentHash: z.string(), by: z.string().nullable(), on: z.string() })
    .nullable(),
  scores: z.array(score),
  /** Weighted total in hundredths of a point. */
  total: z.int().nullable(),
  /** Periods of this unit below the mark, this one included; 0 where it passed. */
  belowPeriods: z.int(),
  appeal: z.object({ on: z.string(), ruled: resolved.nullable() }).nullable(),
  pay: z.object({ effects: z.array(effect), evidenceHash: z.string(), on: z.string() }).nullable(),
  seriousEvents: z.int(),
  rectification: z
    .object({
      since: z.string(),
      weaknesses: z.array(z.string()),
      claimedBy: z.string().nullable(),
      late: z.boolean(),
    })
    .nullable(),
  work: caseWork,
})
export type CycleContext = z.output<typeof cycleContext>

export const beforeCycle: CycleContext = {
  unit: null,
  label: null,
  ofManagement: false,
  period: null,
  authors: [],
  endorsedBy: null,
  scheme: null,
  orderedWeight: null,
  approval: null,
  draft: null,
  scores: [],
  total: null,
  belowPeriods: 0,
  appeal: null,
  pay: null,
  seriousEvents: 0,
  rectification: null,
  work: noCaseWork,
}

/** What a later period of the same unit takes over from the one before it. */
export const leftToNext = cycleContext.pick({ orderedWeight: true, period: true })

/** Weighted total, in hundredths of a point. */
export const totalOf = (indicators: Scheme['indicators'], scores: readonly Score[]): number =>
  indicators.reduce(
    (sum, { indicator: name, weight }) =>
      sum + weight * (scores.find((s) => s.indicator === name)?.score ?? 0),
    0,
  )
export const isBelow = (c: Pick<CycleContext, 'scheme'>, total: number): boolean =>
  total < (c.scheme?.passMark ?? 0) * 100
