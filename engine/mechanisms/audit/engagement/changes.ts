/** How each event changes what an engagement knows. Pure; the chart says when. */
import { breached, corrected, recused } from '../../case-file.ts'
import { dayOf } from '../../seen.ts'
import type { Seen } from '../../seen.ts'
import { nextDue, nextExpiry, nextFollowUp, openFindings, stageOf } from './context.ts'
import type { EngagementContext, Finding, Stage } from './context.ts'
import type { EngagementEventOf } from './events.ts'
import { resolves } from './resolves.ts'

type C = EngagementContext
type Change = Partial<EngagementContext>

const lastReport = (context: Readonly<Record<string, unknown>> | undefined): string | null => {
  const on = context?.['lastReportOn']
  return typeof on === 'string' ? on : null
}
export const opened = (e: EngagementEventOf<'proposeEngagement'>): Change => ({
  unit: e.payload.unit,
  label: e.payload.label,
  year: e.payload.year,
  kind: e.payload.kind,
  rank: e.payload.rank,
  about: [e.payload.activity, e.payload.product, e.payload.partner].filter((s) => s !== undefined),
  lastReportOn: lastReport(e.facts.unitCoverage?.context),
})
export const planSubmitted = (e: EngagementEventOf<'submitPlan'>): Change => ({
  plan: {
    contentHash: e.payload.contentHash,
    submittedBy: e.by.person ?? null,
    endorsedBy: null,
    approval: null,
  },
})
export const planEndorsed = (c: C, e: Seen): Change => ({
  plan: c.plan && { ...c.plan, endorsedBy: e.by.person ?? null },
})
export const planApproved = (c: C, e: EngagementEventOf<'approvePlan'>): Change => ({
  plan: c.plan && { ...c.plan, approval: resolves.kept(e) },
})
export const scheduled = ({
  payload: { startBy, endBy },
}: EngagementEventOf<'scheduleEngagement' | 'rescheduleByBoard'>): Change => ({
  schedule: { startBy, endBy },
})
/** The first appointment declares the independence of the team; a later one declares that of its member. */
export const auditorAppointed = (c: C, e: EngagementEventOf<'appointAuditor'>): Change => ({
  team: [...c.team, e.payload.auditor],
  independentOn: c.team.length === 0 ? dayOf(e) : c.independentOn,
})
export const independent = (e: Seen): Change => ({ independentOn: dayOf(e) })
export const riskAbsorbed = (c: C, e: EngagementEventOf<'absorbRisk'>): Change => ({
  risks: c.risks.includes(e.payload.risk) ? c.risks : [...c.risks, e.payload.risk],
})

export const findingRecorded = (c: C, e: EngagementEventOf<'recordFinding'>): Change => ({
  findings: [
    ...c.findings,
    {
      number: c.findings.length + 1,
      severity: e.payload.severity,
      legalBreach: e.payload.legalBreach,
      demand: e.payload.demand,
      evidenceHash: e.payload.evidenceHash,
      by: e.by.person ?? null,
      status: 'open',
      dueOn: null,
      overdue: false,
      claimedBy: null,
      claimedOn: null,
      followUpLate: false,
      acceptedUntil: null,
      rectifyBy: null,
    },
  ],
})
type More = Partial<Finding> | ((f: Finding) => Partial<Finding>)
const withFinding = (c: C, number: number, more: More): Finding[] =>
  c.findings.map((f) =>
    f.number === number ? { ...f, ...(typeof more === 'function' ? more(f) : more) } : f,
  )
export const findingDropped = (c: C, e: EngagementEventOf<'dropFinding'>): Change => ({
  findings: withFinding(c, e.payload.finding, { status: 'dropped' }),
})
/** What the auditee promises is kept beside the finding; the board sets the day. */
export const answered = (c: C, e: EngagementEventOf<'respond'>): Change => ({
  answered: true,
  findings: e.payload.actions.reduce<Finding[]>(
    (all, { finding, dueOn }) => withFinding({ ...c, findings: all }, finding, { dueOn }),
    c.findings,
  ),
})
export const reported = (e: EngagementEventOf<'issueReport'>): Change => ({
  report: { contentHash: e.payload.contentHash, on: dayOf(e) },
})
type Items = EngagementEventOf<'instruct'>['payload']['items']
const dueBy = (c: C, items: Items): Finding[] =>
  items.reduce<Finding[]>(
    (all, { finding, dueOn }) =>
      withFinding({ ...c, findings: all }, finding, { dueOn, overdue: false }),
    c.findings,
  )
export const instructed = (c: C, e: EngagementEventOf<'instruct'>): Change => ({
  findings: dueBy(c, e.payload.items),
  instruction: resolves.kept(e),
})
export const ordered = (c: C, e: EngagementEventOf<'orderRectification'>): Change => ({
  findings: dueBy(c, e.payload.items),
  instruction: resolves.kept(e),
  escalatedOn: null,
})
export const referred = (c: C, e: EngagementEventOf<'referFinding'>): Change => ({
  referrals: [...c.referrals, e.payload],
})

/** Events that move one finding, and with it rectification as a whole. */
export const MOVES = ['claimFixed', 'confirmFixed', 'rejectFix', 'acceptRisk', 'closeRisk'] as const
export type Move = EngagementEventOf<(typeof MOVES)[number]>

/** A fix that is not confirmed after its day is overdue at once: a claim does not start the period anew. */
function moved(e: Move): More {
  switch (e.type) {
    case 'claimFixed':
      return {
        status: 'claimed',
        claimedBy: e.by.person ?? null,
        claimedOn: dayOf(e),
        followUpLate: false,
      }
    case 'confirmFixed':
      return { status: 'fixed' }
    case 'rejectFix':
      return (f) => ({
        status: 'open',
        claimedBy: null,
        claimedOn: null,
        overdue: f.overdue || (f.dueOn !== null && f.dueOn < dayOf(e)),
      })
    case 'acceptRisk':
      return {
        status: 'accepted',
        acceptedUntil: e.payload.until,
        rectifyBy: e.payload.rectifyBy,
        overdue: false,
      }
    case 'closeRisk':
      return { status: 'gone' }
  }
}
const becameOverdue = (c: C, findings: readonly Finding[]): boolean =>
  findings.some(
    (f) => f.overdue && c.findings.find((g) => g.number === f.number)?.overdue === false,
  )

export function findingMoved(c: C, e: Move): Change {
  const findings = withFinding(c, e.payload.finding, moved(e))
  const stage = stageOf({ findings, escalatedOn: c.escalatedOn })
  return {
    findings,
    // Once nothing overdue is left, a later delay is escalated anew.
    escalatedOn: stage === 'escalated' ? c.escalatedOn : null,
    ...(becameOverdue(c, findings) ? late(c, 'rectification', e) : {}),
  }
}
export function stageAfter(c: C, e: Move): Stage {
  return stageOf({ ...c, ...findingMoved(c, e) })
}

/** Marks what was due by the earliest day that was still waited for. */
export function findingOverdue(c: C, e: Seen): Change {
  const due = nextDue(c)
  return {
    findings: c.findings.map((f) =>
      f.status === 'open' && !f.overdue && f.dueOn === due ? { ...f, overdue: true } : f,
    ),
    ...late(c, 'rectification', e),
  }
}
export const escalated = (c: C, e: Seen): Change => ({
  escalatedOn: dayOf(e),
  ...late(c, 'escalation', e),
})
export function followUpLate(c: C, e: Seen): Change {
  const since = nextFollowUp(c)
  return {
    findings: c.findings.map((f) =>
      f.status === 'claimed' && f.claimedOn === since ? { ...f, followUpLate: true } : f,
    ),
    ...late(c, 'followUp', e),
  }
}
export function acceptanceLapsed(c: C): Change {
  const until = nextExpiry(c)
  return {
    findings: c.findings.map((f) =>
      f.status === 'accepted' && f.acceptedUntil === until
        ? { ...f, status: 'open', dueOn: f.rectifyBy, overdue: false }
        : f,
    ),
  }
}
export const yearMissed = (c: C, e: Seen): Change => ({
  yearMissed: true,
  ...late(c, 'yearScope', e),
})

export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
export const steppedAside = (c: C, e: Seen): Change => ({
  work: recused(c.work, e.by.person ?? ''),
  team: c.team.filter((p) => p !== e.by.person),
})
export function correctedRecord(c: C, { payload }: EngagementEventOf<'correctRecord'>): Change {
  const { record } = payload
  return {
    ...('label' in record ? { label: record.label.is } : {}),
    work: corrected(c.work),
  }
}
/** Everything that an order of the board must give a new day. */
export const overdueNumbers = (c: C): number[] =>
  openFindings(c)
    .filter((f) => f.overdue)
    .map((f) => f.number)
