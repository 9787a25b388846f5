/** What an audit engagement knows: plain JSON, no personal value. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'
import { resolved } from '../../resolution.ts'

/** One line of the yearly plan; personal information has an audit of its own (CAC 2025). */
export const auditKind = z
  .enum(['consumerProtection', 'personalInformation', 'special'])
  .meta({ id: 'AuditKind' })
export const severity = z.enum(['low', 'medium', 'high', 'critical']).meta({ id: 'AuditSeverity' })

/**
 * Where a finding stands. `accepted`: senior management bears the risk until a day; `gone`: the risk no
 * longer exists; `dropped`: it was none, as two auditors found.
 */
const status = z.enum(['open', 'claimed', 'fixed', 'accepted', 'gone', 'dropped'])
const finding = z.object({
  number: z.int(),
  severity,
  /** The law is broken: no body may accept the risk. */
  legalBreach: z.boolean(),
  demand: z.string(),
  evidenceHash: z.string(),
  by: z.string().nullable(),
  status,
  /** Rectification is due after this day; null until it is instructed. */
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  claimedBy: z.string().nullable(),
  claimedOn: z.string().nullable(),
  followUpLate: z.boolean(),
  /** Until when the risk is accepted, and by when it is rectified after that. */
  acceptedUntil: z.string().nullable(),
  rectifyBy: z.string().nullable(),
})
export type Finding = z.output<typeof finding>

export const engagementContext = z.object({
  unit: z.string().nullable(),
  label: z.string().nullable(),
  year: z.int().nullable(),
  kind: auditKind.nullable(),
  /** What else it is about: an activity, a product, a partner. */
  about: z.array(z.string()),
  /** Place in the ranking of risks, and when the unit was last reported on. */
  rank: z.int().nullable(),
  lastReportOn: z.string().nullable(),
  risks: z.array(z.string()),
  plan: z
    .object({
      contentHash: z.string(),
      submittedBy: z.string().nullable(),
      endorsedBy: z.string().nullable(),
      approval: resolved.nullable(),
    })
    .nullable(),
  yearMissed: z.boolean(),
  schedule: z.object({ startBy: z.string(), endBy: z.string() }).nullable(),
  team: z.array(z.string()),
  /** Day on which the team last declared its independence; null where that has lapsed. */
  independentOn: z.string().nullable(),
  findings: z.array(finding),
  draftHash: z.string().nullable(),
  answered: z.boolean(),
  report: z.object({ contentHash: z.string(), on: z.string() }).nullable(),
  instruction: resolved.nullable(),
  escalatedOn: z.string().nullable(),
  referrals: z.array(z.object({ finding: z.int(), product: z.string() })),
  work: caseWork,
})
export type EngagementContext = z.output<typeof engagementContext>

export const beforeEngagement: EngagementContext = {
  unit: null,
  label: null,
  year: null,
  kind: null,
  about: [],
  rank: null,
  lastReportOn: null,
  risks: [],
  plan: null,
  yearMissed: false,
  schedule: null,
  team: [],
  independentOn: null,
  findings: [],
  draftHash: null,
  answered: false,
  report: null,
  instruction: null,
  escalatedOn: null,
  referrals: [],
  work: noCaseWork,
}

/** Findings that the report stands on. */
export const standing = (c: Pick<EngagementContext, 'findings'>): readonly Finding[] =>
  c.findings.filter((f) => f.status !== 'dropped')
export const openFindings = (c: Pick<EngagementContext, 'findings'>): readonly Finding[] =>
  c.findings.filter((f) => f.status === 'open')

export type Stage = 'onTime' | 'overdue' | 'escalated' | 'followUp' | 'riskAccepted' | 'closed'
/** Where rectification as a whole stands: as its worst finding does. */
export function stageOf(c: Pick<EngagementContext, 'findings' | 'escalatedOn'>): Stage {
  const open = openFindings(c)
  if (open.some((f) => f.overdue)) return c.escalatedOn === null ? 'overdue' : 'escalated'
  if (open.length > 0) return 'onTime'
  if (c.findings.some((f) => f.status === 'claimed')) return 'followUp'
  return c.findings.some((f) => f.status === 'accepted') ? 'riskAccepted' : 'closed'
}
/** The earliest of some days. */
export const earliest = (days: readonly (string | null)[]): string | undefined =>
  days.filter((d) => d !== null).toSorted()[0]
export const nextDue = (c: Pick<EngagementContext, 'findings'>): string | undefined =>
  earliest(openFindings(c).map((f) => (f.overdue ? null : f.dueOn)))
export const firstOverdue = (c: Pick<EngagementContext, 'findings'>): string | undefined =>
  earliest(openFindings(c).map((f) => (f.overdue ? f.dueOn : null)))
export const nextExpiry = (c: Pick<EngagementContext, 'findings'>): string | undefined =>
  earliest(c.findings.map((f) => (f.status === 'accepted' ? f.acceptedUntil : null)))
export const nextFollowUp = (c: Pick<EngagementContext, 'findings'>): string | undefined =>
  earliest(c.findings.map((f) => (f.status === 'claimed' && !f.followUpLate ? f.claimedOn : null)))
