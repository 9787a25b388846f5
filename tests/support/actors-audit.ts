// Who acts in an audit engagement, in the coverage of a unit and on a reported risk, and by which deeds.

import { encodeId } from '../../api/graphql/ids.ts'
import type { events as coverageEvents } from '../../engine/mechanisms/audit/coverage/events.ts'
import type { events as engagementEvents } from '../../engine/mechanisms/audit/engagement/events.ts'
import { audit } from '../../engine/mechanisms/audit/index.ts'
import type { events as riskEvents } from '../../engine/mechanisms/audit/risk/events.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor, Deeds } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'
import { addPerson, addUnit, unitCode } from './unit-of-its-own.ts'
import { GOVERNANCE } from './world.ts'

export const PROOF = 'e5'.repeat(32)
export const PLAN = 'a1'.repeat(32)
export const REPORT = 'f4'.repeat(32)
/** Global id of a process that everybody knows. */
export const KNOWN = encodeId('Process', GOVERNANCE)

export const minutes = (contentHash: string, date: string) => ({
  minutes: { number: 'BD-2026-2', date, quorum: 5, hash: PROOF, contentHash },
})

// ---- deeds -------------------------------------------------------------------------------------------
const works = deedsFor<typeof engagementEvents>()
const work = {
  notes: works('note', () => ({ text: 'waits for the register' })),
  attachesEvidence: works('attachEvidence', () => ({
    kind: 'document',
    hash: PROOF,
    describes: 'register',
  })),
  inquires: works('inquire', () => ({ question: 'Why this unit?' })),
  answersInquiry: works('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'Most complaints come from there.',
  })),
  explainsBreach: works('explainBreach', (c) => ({
    breach: c.entryOf('inquire'),
    ground: 'workload',
    explanation: 'two auditors left',
  })),
  recuses: works('recuse', () => ({ ground: 'tookPart' })),
  correctsRecord: works('correctRecord', (c) => ({
    entry: c.entryOf('proposeEngagement'),
    record: { label: { was: 'consumer loans', is: 'consumer lending' } },
    grounds: 'mistyped',
  })),
} as const

const plans = deedsFor<typeof engagementEvents>()
const planning = {
  proposes: plans('proposeEngagement', (c) => ({
    unit: c.about,
    label: 'consumer loans',
    year: 2026,
    kind: 'consumerProtection',
    rank: 1,
  })),
  submitsPlan: plans('submitPlan', () => ({ contentHash: PLAN })),
  endorses: plans('endorsePlan', () => ({ opinion: 'the risks are covered' })),
  returnsPlan: plans('returnPlan', () => ({ reasons: 'a branch is missing' })),
  approves: plans('approvePlan', (c) => ({ resolution: minutes(PLAN, todayIn(c)) })),
  withdrawsLine: plans('withdrawLine', () => ({ reason: 'merged with another line' })),
  dropsLine: plans('dropLine', (c) => ({
    resolution: minutes(PLAN, todayIn(c)),
    grounds: 'the business was sold',
  })),
  schedules: plans('scheduleEngagement', () => ({ startBy: '2026-03-09', endBy: '2026-04-30' })),
  reschedules: plans('rescheduleByBoard', (c) => ({
    resolution: minutes(PLAN, todayIn(c)),
    startBy: todayIn(c, 10),
    endBy: todayIn(c, 40),
  })),
  appoints: plans('appointAuditor', (c) => ({ auditor: c.journey.person('audit-1') })),
  confirmsIndependence: plans('confirmIndependence', () => ({ declarationHash: PROOF })),
} as const
const auditing = {
  opensFieldwork: plans('openFieldwork', () => ({ noticeHash: PROOF })),
  finds: plans('recordFinding', () => ({
    severity: 'medium',
    legalBreach: false,
    demand: 'answer complaints in time',
    evidenceHash: PROOF,
    describes: 'three of twenty answers were late',
  })),
  dropsFinding: plans('dropFinding', () => ({ finding: 1, reason: 'the evidence was misread' })),
  endsFieldwork: plans('endFieldwork', () => ({})),
  sendsFindings: plans('sendFindings', () => ({ contentHash: PROOF })),
  responds: plans('respond', () => ({ answer: 'agreed', actions: [] })),
  issuesReport: plans('issueReport', () => ({ contentHash: REPORT })),
  instructs: plans('instruct', (c) => ({
    resolution: minutes(REPORT, todayIn(c)),
    items: [
      { finding: 1, dueOn: '2026-04-01' },
      { finding: 2, dueOn: '2026-12-01' },
    ],
  })),
  notesNothingFound: plans('closeWithoutFindings', (c) => ({
    resolution: minutes(REPORT, todayIn(c)),
  })),
  refers: plans('referFinding', () => ({ finding: 2, product: 'product:demo-loan' })),
} as const
const remedying = {
  claims: plans('claimFixed', () => ({
    finding: 1,
    evidenceHash: PROOF,
    describes: 'two people were added',
  })),
  confirms: plans('confirmFixed', () => ({
    finding: 1,
    evidenceHash: PROOF,
    verification: 'twenty answers were in time',
  })),
  rejects: plans('rejectFix', () => ({ finding: 1, verification: 'answers are still late' })),
  acceptsRisk: plans('acceptRisk', () => ({
    finding: 1,
    until: '2026-08-31',
    rectifyBy: '2026-10-31',
    reason: 'the system is replaced this year',
  })),
  closesRisk: plans('closeRisk', () => ({
    finding: 1,
    evidenceHash: PROOF,
    verification: 'the system was replaced',
  })),
  orders: plans('orderRectification', (c) => ({
    resolution: minutes(REPORT, todayIn(c)),
    items: [{ finding: 1, dueOn: todayIn(c, 30) }],
  })),
} as const
export const engagementDeeds = { ...planning, ...auditing, ...remedying, ...work } as const

const covers = deedsFor<typeof coverageEvents>()
export const coverageDeeds = {
  enters: covers('enterUniverse', (c) => ({ unit: c.about, openedOn: '2026-03-02' })),
  closesUnit: covers('closeUnit', (c) => ({ closedOn: todayIn(c), recordHash: PROOF })),
  correctsOpening: covers('correctRecord', (c) => ({
    entry: c.entryOf('enterUniverse'),
    record: { openedOn: { was: '2026-03-02', is: '2025-09-01' } },
    grounds: 'mistyped',
  })),
  ...work,
} as const

const judges = deedsFor<typeof riskEvents>()
export const riskDeeds = {
  reportsRisk: judges('reportRisk', (c) => ({ source: KNOWN, kind: 'misSale', unit: c.about })),
  takes: judges('takeRisk', () => ({ engagement: KNOWN })),
  proposesDismissal: judges('proposeRiskDismissal', () => ({ reasons: 'rectified already' })),
  confirmsDismissal: judges('confirmRiskDismissal', () => ({ grounds: 'agreed' })),
  rejectsDismissal: judges('rejectRiskDismissal', () => ({ grounds: 'it happened twice' })),
  ...work,
} as const

// ---- people ------------------------------------------------------------------------------------------
const ROLES = {
  auditor: 'audit-1',
  otherAuditor: 'audit-2',
  director: 'board-1',
  otherDirector: 'board-2',
  committee: 'committee-1',
  otherCommittee: 'committee-2',
  supervisor: 'supervisor-1',
  manager: 'management-1',
  otherManager: 'management-2',
  officer: 'protection-1',
  headquarters: 'headquarters-1',
  loans: 'loans-1',
  regulator: 'regulator-1',
} as const
type Cast<D extends Deeds> = { readonly [K in keyof typeof ROLES]: Actor<D> } & {
  readonly file: Case
  readonly unit: string
  readonly of: (subject: string) => Actor<D>
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}
export type Engagement = Cast<typeof engagementDeeds>
export type Coverage = Cast<typeof coverageDeeds>
export type Risk = Cast<typeof riskDeeds>

const WORK = `work { recused breaches { clock on explained } inquiries { by overdue answered } }`
const FACTS = {
  engagement: `unit label year kind about rank lastReportOn risks yearMissed
    plan { contentHash endorsedBy approval { contentHash basis } } schedule { startBy endBy } team independentOn
    findings { number severity legalBreach status dueOn overdue claimedOn followUpLate acceptedUntil rectifyBy }
    answered report { contentHash on } instruction { contentHash } escalatedOn
    referrals { finding product } ${WORK}`,
  coverage: `unit openedOn lastReportOn engagement planned reports ${WORK}`,
  risk: `source kind unit reportedOn engagement proposedBy ${WORK}`,
} as const

function castIn<D extends Deeds>(
  journey: Journey,
  { chart, unit, deeds }: { chart: keyof typeof FACTS; unit: string; deeds: D },
): Cast<D> {
  const file = new Case({ journey, mechanism: audit, chart, facts: FACTS[chart], about: unit })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as { readonly [K in keyof typeof ROLES]: Actor<D> }
  return {
    ...roles,
    file,
    unit,
    of: (subject) => actorIn(file, subject, deeds),
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(audit, event, rule))
    },
  }
}
export const engagementIn = (journey: Journey, unit = unitCode()): Engagement =>
  castIn(journey, { chart: 'engagement', unit, deeds: engagementDeeds })
export const coverageIn = (journey: Journey, unit = unitCode()): Coverage =>
  castIn(journey, { chart: 'coverage', unit, deeds: coverageDeeds })
export const riskIn = (journey: Journey, unit = unitCode()): Risk =>
  castIn(journey, { chart: 'risk', unit, deeds: riskDeeds })

export const worker = (unit: string): string => `${unit}-worker`
/** Of the unit and of internal audit, so that nothing of the unit may be audited by them. */
export const twofold = (unit: string): string => `${unit}-twofold`
/** In internal audit and in every body that decides on it; added once to a journey. */
export const ALL_ROUND = 'audit-and-board'
export async function addAllRound(journey: Journey): Promise<void> {
  await addPerson(journey, ALL_ROUND, [
    ['board-1', 'internalAudit'],
    ['board-1', 'board'],
    ['supervisor-1', 'supervisoryBody'],
  ])
}
export async function furnished(journey: Journey, unit: string, everybody = false): Promise<void> {
  await addUnit(journey, unit)
  await addPerson(journey, worker(unit), [['hr-1', 'businessDepartment', unit]])
  if (everybody)
    await addPerson(journey, twofold(unit), [
      ['hr-1', 'businessDepartment', unit],
      ['board-1', 'internalAudit'],
    ])
}

// ---- how far an engagement has come ------------------------------------------------------------------
type Way = (c: Engagement, everybody?: boolean) => Promise<Engagement>
export const proposed: Way = async (c, everybody) => {
  await furnished(c.file.journey, c.unit, everybody)
  await c.auditor.proposes()
  return c
}
export const submitted: Way = async (c, everybody) => {
  await proposed(c, everybody)
  await c.auditor.submitsPlan()
  return c
}
export const approved: Way = async (c, everybody) => {
  await submitted(c, everybody)
  await c.supervisor.endorses()
  await c.director.approves()
  return c
}
export const scheduled: Way = async (c, everybody) => {
  await approved(c, everybody)
  await c.auditor.schedules()
  return c
}
export const teamed: Way = async (c, everybody) => {
  await scheduled(c, everybody)
  await c.auditor.appoints()
  await c.auditor.appoints({ auditor: c.file.journey.person('audit-2') })
  return c
}
export const inField: Way = async (c, everybody) => {
  await teamed(c, everybody)
  await c.auditor.opensFieldwork()
  return c
}
/** One finding that is rectified, and one that is a breach of the law. */
export const found: Way = async (c, everybody) => {
  await inField(c, everybody)
  await c.auditor.finds()
  await c.otherAuditor.finds({ severity: 'high', legalBreach: true, demand: 'stop it' })
  await c.auditor.endsFieldwork()
  return c
}
export const sent: Way = async (c, everybody) => {
  await found(c, everybody)
  await c.auditor.sendsFindings()
  return c
}
export const answered: Way = async (c, everybody) => {
  await sent(c, everybody)
  await c.of(worker(c.unit)).responds()
  return c
}
export const reported: Way = async (c, everybody) => {
  await answered(c, everybody)
  await c.auditor.issuesReport()
  return c
}
export const instructed: Way = async (c, everybody) => {
  await reported(c, everybody)
  await c.director.instructs()
  return c
}
export const claimed: Way = async (c, everybody) => {
  await instructed(c, everybody)
  await c.of(worker(c.unit)).claims()
  return c
}
/** The first finding is overdue and brought before the board. */
export const escalated: Way = async (c, everybody) => {
  await instructed(c, everybody)
  await c.file.journey.passes('2026-05-02 09:00')
  return c
}
