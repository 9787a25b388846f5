// Who acts in an assessment and in a case of accountability, and by which deeds.

import { assessment } from '../../engine/mechanisms/assessment/index.ts'
import type { events as accountabilityEvents } from '../../engine/mechanisms/assessment/accountability/events.ts'
import type { events as cycleEvents } from '../../engine/mechanisms/assessment/cycle/events.ts'
import { encodeId } from '../../api/graphql/ids.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor, Deeds } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'
import { addPerson, addUnit, unitCode } from './unit-of-its-own.ts'
import { GOVERNANCE } from './world.ts'

export const PROOF = 'e5'.repeat(32)
export const SCHEME = 'c1'.repeat(32)
export const DRAFT = 'd2'.repeat(32)
export const PROPOSAL = 'b3'.repeat(32)
/** Global id of a process that everybody knows. */
export const KNOWN = encodeId('Process', GOVERNANCE)

export const minutes = (contentHash: string, date: string) => ({
  minutes: { number: 'BC-2026-3', date, quorum: 3, hash: PROOF, contentHash },
})
export const score = (indicator: 'complaintHandling' | 'disclosure', points: number) => ({
  indicator,
  score: points,
  processes: [KNOWN],
  entries: [],
})
export const scores = (points: number) => [
  score('complaintHandling', points),
  score('disclosure', points),
]

// ---- deeds -------------------------------------------------------------------------------------------
const works = deedsFor<typeof cycleEvents>()
const work = {
  notes: works('note', () => ({ text: 'waits for the register' })),
  attachesEvidence: works('attachEvidence', () => ({
    kind: 'document',
    hash: PROOF,
    describes: 'register',
  })),
  inquires: works('inquire', () => ({ question: 'Who set the weight?' })),
  answersInquiry: works('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'The committee.',
  })),
  explainsBreach: works('explainBreach', (c) => ({
    breach: c.entryOf('inquire'),
    ground: 'workload',
    explanation: 'many units at once',
  })),
  recuses: works('recuse', () => ({ ground: 'tookPart' })),
  correctsRecord: works('correctRecord', (c) => ({
    entry: c.entryOf('openCycle'),
    record: { label: { was: 'consumer loans', is: 'consumer lending' } },
    grounds: 'mistyped',
  })),
} as const

const assesses = deedsFor<typeof cycleEvents>()
const scheming = {
  opens: assesses('openCycle', (c) => ({
    unit: c.about,
    label: 'consumer loans',
    from: '2026-04-01',
    to: '2026-06-30',
    ofManagement: false,
  })),
  submitsScheme: assesses('submitScheme', (c) => ({
    contentHash: SCHEME,
    units: [c.about, 'consumer-loans'],
    leftOut: [],
    weight: 10,
    passMark: 60,
    indicators: [
      { indicator: 'complaintHandling', weight: 60 },
      { indicator: 'disclosure', weight: 40 },
    ],
    sellerTargets: ['salesVolume', 'complaints'],
  })),
  returnsScheme: assesses('returnScheme', () => ({ reasons: 'a branch is missing' })),
  endorsesScheme: assesses('endorseScheme', () => ({})),
  returnsSchemeAsCommittee: assesses('returnSchemeByCommittee', () => ({
    reasons: 'the weight is not reasonable',
  })),
  approvesScheme: assesses('approveScheme', (c) => ({
    resolution: minutes(SCHEME, todayIn(c)),
  })),
  ordersWeight: assesses('orderWeight', () => ({ weight: 15, documentHash: PROOF })),
  amendsScheme: assesses('amendScheme', () => ({ reason: 'another business was taken over' })),
  withdraws: assesses('withdrawCycle', () => ({ reason: 'opened by mistake' })),
  closesUnit: assesses('closeUnit', (c) => ({ closedOn: todayIn(c), recordHash: PROOF })),
} as const
const scoring = {
  publishesDraft: assesses('publishDraft', () => ({ contentHash: DRAFT, scores: scores(80) })),
  appeals: assesses('appeal', () => ({ grounds: 'two complaints were counted twice' })),
  withdrawsAppeal: assesses('withdrawAppeal', () => ({ reason: 'explained' })),
  rulesOnAppeal: assesses('ruleOnAppeal', () => ({ adjustments: [], grounds: 'it is right' })),
  resolvesAppeal: assesses('ruleByResolution', (c) => ({
    resolution: minutes(DRAFT, todayIn(c)),
    adjustments: [],
  })),
  linksToPay: assesses('linkToPay', () => ({
    effects: ['performancePay', 'promotion'],
    evidenceHash: PROOF,
  })),
  findsWeaknesses: assesses('findWeaknesses', () => ({ weaknesses: ['answers come late'] })),
  findsNoWeakness: assesses('findNoWeakness', () => ({ grounds: 'nothing to rectify' })),
  claimsRectified: assesses('claimRectified', () => ({
    evidenceHash: PROOF,
    describes: 'two people were added',
  })),
  confirmsRectified: assesses('confirmRectified', () => ({
    evidenceHash: PROOF,
    verification: 'seen in the register',
  })),
  rejectsRectified: assesses('rejectRectified', () => ({ verification: 'answers are late' })),
  reportsSeriousEvent: assesses('reportSeriousEvent', () => ({
    cause: 'misSale',
    describes: 'sold to minors',
  })),
} as const
export const cycleDeeds = { ...scheming, ...scoring, ...work } as const

const answers = deedsFor<typeof accountabilityEvents>()
const investigating = {
  opensCase: answers('openAccountability', (c) => ({
    cause: 'misSale',
    source: KNOWN,
    unit: c.about,
  })),
  names: answers('nameConcerned', (c) => ({
    person: c.journey.person('loans-1'),
    involvement: 'direct',
  })),
  establishes: answers('establishFacts', () => ({
    evidenceHash: PROOF,
    findings: 'sold without the risk disclosure',
    noManager: 'it was taught and supervised',
  })),
  proposesDismissal: answers('proposeDismissal', () => ({ grounds: 'a fault of the system' })),
  confirmsDismissal: answers('confirmDismissal', () => ({ grounds: 'agreed' })),
  refusesDismissal: answers('refuseDismissal', () => ({ grounds: 'it could have been seen' })),
  merges: answers('mergeCase', () => ({ into: KNOWN, reason: 'the same matter' })),
} as const
const deciding = {
  states: answers('giveStatement', () => ({ statement: 'I did as I was told' })),
  hears: answers('recordHearing', (c) => ({
    person: c.journey.person('loans-1'),
    outcome: 'stated',
    evidenceHash: PROOF,
  })),
  submitsProposal: answers('submitForDecision', () => ({
    contentHash: PROPOSAL,
    proposal: 'a warning',
  })),
  returnsForFacts: answers('returnForFacts', () => ({ reasons: 'who instructed it?' })),
  reopens: answers('reopenFacts', () => ({ reasons: 'a recording was found' })),
  sanctions: answers('decideSanction', (c) => ({
    person: c.journey.person('loans-1'),
    sanction: 'warning',
    training: false,
    grounds: 'established and heard',
  })),
  resolvesSanction: answers('resolveSanction', (c) => ({
    person: c.journey.person('management-2'),
    sanction: 'criticism',
    training: false,
    resolution: minutes(PROPOSAL, todayIn(c)),
  })),
  claimsRemedied: answers('claimRemedied', () => ({
    evidenceHash: PROOF,
    describes: 'the script was corrected',
  })),
  confirmsRemedied: answers('confirmRemedied', () => ({
    evidenceHash: PROOF,
    verification: 'heard in ten recordings',
  })),
  rejectsRemedied: answers('rejectRemedied', () => ({ verification: 'it is unchanged' })),
  correctsUnit: answers('correctRecord', (c) => ({
    entry: c.entryOf('openAccountability'),
    record: { unit: { was: c.about, is: 'wealth' } },
    grounds: 'mistyped',
  })),
} as const
export const accountabilityDeeds = { ...investigating, ...deciding, ...work } as const

// ---- people ------------------------------------------------------------------------------------------
const ROLES = {
  officer: 'protection-1',
  colleague: 'protection-2',
  hr: 'hr-1',
  lawyer: 'legal-1',
  otherLawyer: 'legal-2',
  manager: 'management-1',
  otherManager: 'management-2',
  committee: 'committee-1',
  otherCommittee: 'committee-2',
  director: 'board-1',
  auditor: 'audit-1',
  otherAuditor: 'audit-2',
  regulator: 'regulator-1',
  supervisor: 'supervisor-1',
  loans: 'loans-1',
  loansToo: 'loans-2',
  wealth: 'wealth-1',
  headquarters: 'headquarters-1',
  /** With seats among those who decide as well. */
  officerInManagement: 'protection-and-management',
  loansInManagement: 'loans-and-management',
  managerInCommittee: 'management-and-committee',
} as const
type Cast<D extends Deeds> = { readonly [K in keyof typeof ROLES]: Actor<D> } & {
  readonly file: Case
  readonly unit: string
  /** Somebody of the unit, with seats in management and committee where it is said so. */
  readonly of: (subject: string) => Actor<D>
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}
export type Cycle = Cast<typeof cycleDeeds>
export type Accountability = Cast<typeof accountabilityDeeds>

const WORK = `work { recused breaches { clock on explained } inquiries { by overdue answered } }`
const FACTS = {
  cycle: `unit label ofManagement period { from to } authors endorsedBy orderedWeight
    scheme { contentHash weight passMark units leftOut } approval { contentHash basis } draft { contentHash on }
    scores { indicator score } total belowPeriods appeal { on ruled { contentHash } } pay { effects on }
    seriousEvents rectification { since weaknesses claimedBy late } ${WORK}`,
  accountability: `cause source unit openedOn facts { on noManager }
    persons { person involvement ofManagement heard sanction training decidedBy resolution { contentHash } }
    proposal { kind contentHash } mergedInto absorbed remedy { since claimedBy late } ${WORK}`,
} as const

function castIn<D extends Deeds>(
  journey: Journey,
  { chart, unit, deeds }: { chart: keyof typeof FACTS; unit: string; deeds: D },
): Cast<D> {
  const file = new Case({ journey, mechanism: assessment, chart, facts: FACTS[chart], about: unit })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as { readonly [K in keyof typeof ROLES]: Actor<D> }
  return {
    ...roles,
    file,
    unit,
    of: (subject) => actorIn(file, subject, deeds),
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(assessment, event, rule))
    },
  }
}

/** Subjects of the people of a unit of its own: a worker, an officer, and one who sits everywhere. */
export const worker = (unit: string): string => `${unit}-worker`
export const ownOfficer = (unit: string): string => `${unit}-officer`
export const everywhere = (unit: string): string => `${unit}-everywhere`
/** Of the unit and of the department, which is another. */
export const twofold = (unit: string): string => `${unit}-twofold`

/** The unit with its worker; with everybody, where somebody must be barred. */
export async function furnished(journey: Journey, unit: string, everybody = false): Promise<void> {
  await addUnit(journey, unit)
  await addPerson(journey, worker(unit), [['hr-1', 'businessDepartment', unit]])
  if (!everybody) return
  await addPerson(journey, ownOfficer(unit), [['hr-1', 'consumerProtection', unit]])
  await addPerson(journey, twofold(unit), [
    ['hr-1', 'consumerProtection', 'cp'],
    ['hr-1', 'businessDepartment', unit],
  ])
  await addPerson(journey, everywhere(unit), [
    ['hr-1', 'businessDepartment', unit],
    ['board-1', 'seniorManagement'],
    ['board-1', 'consumerProtectionCommittee'],
  ])
}

/** An assessment of a unit of its own, not yet opened; the unit is not there before `furnished`. */
export const cycleIn = (journey: Journey, unit = unitCode()): Cycle =>
  castIn(journey, { chart: 'cycle', unit, deeds: cycleDeeds })
export const caseIn = (journey: Journey, unit = unitCode()): Accountability =>
  castIn(journey, { chart: 'accountability', unit, deeds: accountabilityDeeds })

// ---- how far an assessment has come ------------------------------------------------------------------
type CycleWay = (c: Cycle, everybody?: boolean) => Promise<Cycle>
export const opened: CycleWay = async (c, everybody) => {
  await furnished(c.file.journey, c.unit, everybody)
  await c.officer.opens()
  return c
}
export const submitted: CycleWay = async (c, everybody) => {
  await opened(c, everybody)
  await c.officer.submitsScheme()
  return c
}
export const endorsed: CycleWay = async (c, everybody) => {
  await submitted(c, everybody)
  await c.manager.endorsesScheme()
  return c
}
export const approved: CycleWay = async (c, everybody) => {
  await endorsed(c, everybody)
  await c.committee.approvesScheme()
  return c
}
export const measuring: CycleWay = async (c, everybody) => {
  await approved(c, everybody)
  await c.file.journey.passes('2026-04-01 09:00')
  return c
}
export const scoringDue: CycleWay = async (c, everybody) => {
  await approved(c, everybody)
  await c.file.journey.passes('2026-07-01 09:00')
  return c
}
export const drafted: CycleWay = async (c, everybody) => {
  await scoringDue(c, everybody)
  await c.colleague.publishesDraft()
  return c
}
export const appealed: CycleWay = async (c, everybody) => {
  await drafted(c, everybody)
  await c.of(worker(c.unit)).appeals()
  return c
}
export const finalised: CycleWay = async (c, everybody) => {
  await drafted(c, everybody)
  await c.file.journey.passes('2026-07-16 09:00')
  return c
}
export const linked: CycleWay = async (c, everybody) => {
  await finalised(c, everybody)
  await c.hr.linksToPay()
  return c
}
export const weak: CycleWay = async (c, everybody) => {
  await linked(c, everybody)
  await c.officer.findsWeaknesses()
  return c
}
export const claimed: CycleWay = async (c, everybody) => {
  await weak(c, everybody)
  await c.of(worker(c.unit)).claimsRectified()
  return c
}

// ---- how far a case of accountability has come -------------------------------------------------------
type CaseWay = (c: Accountability, everybody?: boolean) => Promise<Accountability>
export const reported: CaseWay = async (c, everybody) => {
  await furnished(c.file.journey, c.unit, everybody)
  await c.officer.opensCase()
  return c
}
export const established: CaseWay = async (c, everybody) => {
  await reported(c, everybody)
  await c.officer.names()
  await c.lawyer.establishes()
  return c
}
export const heard: CaseWay = async (c, everybody) => {
  await established(c, everybody)
  await c.hr.hears()
  return c
}
export const proposedTo: CaseWay = async (c, everybody) => {
  await heard(c, everybody)
  await c.lawyer.submitsProposal()
  return c
}
export const sanctioned: CaseWay = async (c, everybody) => {
  await proposedTo(c, everybody)
  await c.manager.sanctions()
  return c
}
export const remedyClaimed: CaseWay = async (c, everybody) => {
  await sanctioned(c, everybody)
  await c.of(worker(c.unit)).claimsRemedied()
  return c
}
