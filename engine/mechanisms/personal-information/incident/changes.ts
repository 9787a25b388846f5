/** How each event changes what the case of an incident knows. Pure; the chart says when. */
import type { Actor, Day, Instant, Uuid } from '../../../core/values.ts'
import { breached } from '../../case-file.ts'
import { kept } from '../common/chart.ts'
import { dayOf } from '../common/terms.ts'
import type { IncidentEvent, IncidentEventOf } from './events.ts'
import { demands, isForCommittee, LOWEST, REPORTS } from './terms.ts'
import type { IncidentClass, IncidentContext, Report, Reports, ReportStanding } from './terms.ts'

type C = IncidentContext
type Change = Partial<IncidentContext>
interface Seen<P = unknown> {
  readonly payload: P
  readonly at: Instant
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}

/** What is not stated counts as the graver case; whether its infrastructure is critical the house knows. */
const presumedClass = (p: IncidentEventOf<'reportIncident'>['payload']): IncidentClass => ({
  severity: p.severity ?? 'larger',
  criticalInfrastructure: p.criticalInfrastructure ?? false,
  adverseEffect: p.adverseEffect ?? true,
  dataSecurity: p.dataSecurity ?? true,
  people: p.people ?? 0,
  sensitive: p.sensitive ?? true,
})
export function reported(e: IncidentEventOf<'reportIncident'>): Change {
  const { payload: p, by } = e
  const own = by.body === 'partner' && by.unit?.startsWith('partner:') ? by.unit : null
  return {
    kind: p.kind ?? 'unknown',
    label: p.label ?? p.kind ?? 'unknown',
    activity: p.activity ?? null,
    product: p.product ?? null,
    partner: p.partner ?? own,
    unit: by.body === 'businessDepartment' ? (by.unit ?? null) : (p.unit ?? null),
    source: p.source ?? null,
    discoveredAt: p.discoveredAt ?? e.at,
    class: presumedClass(p),
    authors: by.person === undefined ? [] : [by.person],
  }
}

/** The class after an event that states or presumes one. */
export const classAfter = (c: C, e: IncidentEvent): IncidentClass =>
  'class' in e.payload && e.payload.class !== undefined ? e.payload.class : (c.class ?? LOWEST)

const moved = (
  reports: Reports,
  next: (standing: ReportStanding, which: Report) => ReportStanding,
): Reports =>
  Object.fromEntries(REPORTS.map((which) => [which, next(reports[which], which)])) as Reports
export function confirmed(c: C, e: IncidentEvent, by: 'officer' | 'silence'): Change {
  const known = classAfter(c, e)
  return {
    class: known,
    confirmed: { at: e.at, by },
    proposal: null,
    toCommittee: isForCommittee(known) ? 1 : 0,
    reports: moved(c.reports, (_, which) => (demands(known, which) ? 'due' : 'notRequired')),
    individuals: 'due',
  }
}
export const presumed = (c: C, e: IncidentEvent): Change => ({
  ...confirmed(c, e, 'silence'),
  ...late(c, 'triage', e),
})
export function raised(c: C, e: IncidentEventOf<'raiseClass'>): Change {
  const known = e.payload.class
  return {
    class: known,
    proposal: null,
    toCommittee: isForCommittee(known) ? 1 : 0,
    reports: moved(c.reports, (standing, which) =>
      standing === 'notRequired' && demands(known, which) ? 'due' : standing,
    ),
  }
}
/** What is overdue stays so: a lower class excuses no lateness, and the report is still made. */
export function lowered(c: C): Change {
  const known = c.proposal?.class ?? c.class ?? LOWEST
  return {
    class: known,
    proposal: null,
    toCommittee: 0,
    reports: moved(c.reports, (standing, which) =>
      standing === 'due' && !demands(known, which) ? 'notRequired' : standing,
    ),
  }
}
export const proposes = (
  e: Seen,
  kind: NonNullable<C['proposal']>['kind'],
  lower: IncidentClass | null = null,
): Change => ({ proposal: { kind, by: e.by.person ?? null, class: lower } })

export const closed = (c: C, e: Seen): Change => ({ endedOn: dayOf(e), ...kept(c) })
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})

export const contained = (e: IncidentEventOf<'containIncident'>): Change => ({
  contained: { at: e.at, evidenceHash: e.payload.evidenceHash },
})
export const authorityTold = (c: C, e: IncidentEventOf<'tellAuthority'>): Change => ({
  reports: moved(c.reports, (standing, which) =>
    which === e.payload.report && (standing === 'due' || standing === 'overdue')
      ? 'told'
      : standing,
  ),
})
/** Which clock of a report has run out: critical infrastructure has an hour of its own. */
export const clockOf = (c: C, which: Report): string =>
  ({
    internet: c.class?.criticalInfrastructure ? 'K44critical' : 'K44',
    centralBank: 'K45',
    supervisorFirst: 'K46first',
    supervisorWritten: 'K46written',
  })[which]
export const reportOverdue = (c: C, which: Report, e: Seen): Change => ({
  ...late(c, clockOf(c, which), e),
  reports: { ...c.reports, [which]: 'overdue' },
})

export const notified = (e: IncidentEventOf<'tellIndividuals'>): Change => ({
  individuals: 'told',
  notified: { people: e.payload.people, at: e.at },
  proposal: null,
})
export const individualsOverdue = (c: C, e: Seen): Change => ({
  ...late(c, c.ordered ? 'ordered' : 'K41', e),
  individuals: 'overdue',
})
export const exempted = (): Change => ({ individuals: 'exempt', proposal: null })
export const ordered = (): Change => ({ individuals: 'ordered', ordered: true, proposal: null })

export const logsSealed = (e: IncidentEventOf<'sealLogs'>): Change => ({
  logs: { sealHash: e.payload.sealHash, to: e.payload.to },
})
export const causeFound = (c: C, e: IncidentEventOf<'recordCause'>): Change => ({
  cause: { kind: e.payload.kind, reportHash: e.payload.reportHash },
  unit: c.unit ?? e.payload.unit ?? null,
})
export const fixed = (e: IncidentEventOf<'reportFix'>): Change => ({
  fix: { evidenceHash: e.payload.evidenceHash, by: e.by.person ?? null },
})
