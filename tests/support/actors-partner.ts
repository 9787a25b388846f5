// Who acts in the case of a partner, and by which deeds.

import { partnerList } from '../../engine/mechanisms/partner-list/index.ts'
import type { events } from '../../engine/mechanisms/partner-list/events.ts'
import { CLAUSES_OF_LAW, CLAUSES_OF_LOANS } from '../../engine/mechanisms/partner-list/terms.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

export const EVIDENCE = 'e5'.repeat(32)
export const FILE = 'f6'.repeat(32)
export const place = (clauses: readonly string[]) =>
  clauses.map((clause) => ({ clause, place: 'chapter 3' })) as {
    clause: (typeof CLAUSES_OF_LAW)[number]
    place: string
  }[]
export const CLAUSES = [
  ...CLAUSES_OF_LAW,
  'supervisionCooperation',
  'personalInformation',
  ...CLAUSES_OF_LOANS,
]
export const satisfactory = {
  operations: 'satisfactory',
  management: 'satisfactory',
  risk: 'satisfactory',
  technology: 'satisfactory',
  service: 'satisfactory',
  compliance: 'satisfactory',
  reputation: 'satisfactory',
} as const
const agreement = (c: Case, days = 1000) => ({
  agreementHash: FILE,
  clauses: place(CLAUSES),
  signedOn: todayIn(c),
  endsOn: todayIn(c, days),
})

const deed = deedsFor<typeof events>()
const entry = {
  proposes: deed('proposePartner', (c) => ({
    partner: c.about,
    label: 'loan platform',
    cooperation: ['customerAcquisition'],
    internetLoans: true,
    lendingAssistance: true,
    handlesInformation: true,
  })),
  reportsUnlisted: deed('reportOffListDealing', (c) => ({
    partner: c.about,
    label: 'unknown platform',
    unit: 'consumer-loans',
    cooperation: ['customerAcquisition'],
    handlesInformation: true,
    evidenceHash: EVIDENCE,
    dealing: 'beforeListing',
    found: 'loans came through it',
  })),
  withdraws: deed('withdrawProposal', () => ({ reason: 'given up' })),
  beginsDiligence: deed('beginDueDiligence', (c) => ({
    handler: c.journey.person('protection-2'),
  })),
  assesses: deed('recordDiligence', () => ({
    aspect: 'operations',
    result: 'satisfactory',
    evidenceHash: EVIDENCE,
    grounds: 'examined',
  })),
  reportsDiligence: deed('reportDueDiligence', () => ({ reportHash: FILE })),
  fails: deed('failDueDiligence', () => ({
    ground: 'violentCollection',
    evidenceHash: EVIDENCE,
    grounds: 'on record',
  })),
  submits: deed('submitForApproval', (c) => ({
    contentHash: FILE,
    content: 'medium',
    customerImpact: 'medium',
    instability: 'low',
    steps: ['marketing'],
    fees: {
      priceHash: EVIDENCE,
      borrowerPays: false,
      guaranteeInAllInCost: true,
      consultingFee: false,
    },
    standard: {
      version: '2026-1',
      hash: EVIDENCE,
      adoptedBy: 'seniorManagement',
      minutes: { number: 'SM-2026-3', date: todayIn(c), hash: EVIDENCE },
    },
  })),
  approves: deed('approvePartner', () => ({ contentHash: FILE, grounds: 'it meets the standard' })),
  refuses: deed('refusePartner', () => ({ grounds: 'not needed' })),
  sendsBack: deed('returnToDiligence', () => ({ aspects: ['risk'], grounds: 'more is needed' })),
  signs: deed('signAgreement', (c) => agreement(c)),
  failsTerms: deed('failTerms', () => ({ missing: ['breachLiability'], grounds: 'not accepted' })),
  publishes: deed('publishList', (c) => ({
    version: 1,
    listHash: FILE,
    publishedOn: todayIn(c),
    channels: ['website', 'app'],
  })),
} as const
const watching = {
  signals: deed('reportSignal', () => ({ kind: 'complaintRate', evidenceHash: EVIDENCE })),
  dismisses: deed('dismissSignal', () => ({
    aspect: 'complaints',
    evidenceHash: EVIDENCE,
    grounds: 'unfounded',
  })),
  confirmsViolation: deed('confirmViolation', () => ({
    aspect: 'complaints',
    evidenceHash: EVIDENCE,
    findings: 'confirmed',
  })),
  recordsCooperation: deed('recordCooperation', () => ({ cooperated: true })),
  reportsContacts: deed('recordContacts', (c) => ({
    on: todayIn(c),
    contacts: [call()],
    recordsHash: EVIDENCE,
  })),
  responds: deed('respond', () => ({ statement: 'we answer' })),
  endsWatch: deed('clearWatch', () => ({ grounds: 'nothing left' })),
  ordersRemediation: deed('orderRemediation', () => ({ orderHash: FILE, measures: 'mend it' })),
  reportsRemediation: deed('reportRemediation', () => ({ evidenceHash: EVIDENCE, done: 'mended' })),
  verifiesRemediation: deed('verifyRemediation', () => ({
    evidenceHash: EVIDENCE,
    verification: 'seen',
  })),
  suspends: deed('suspendPartner', () => ({
    ground: 'seriousIncident',
    evidenceHash: EVIDENCE,
    grounds: 'grounds',
  })),
  acceptsPlan: deed('acceptPlan', () => ({ planHash: FILE, grounds: 'grounds' })),
  wantsEvaluation: deed('reviewNow', () => ({ reason: 'reason' })),
  findsDealing: deed('findOffListDealing', () => ({
    evidenceHash: EVIDENCE,
    dealing: 'beyondScope',
    found: 'another product',
  })),
  freezes: deed('freezeDealings', () => ({
    stopEvidenceHash: EVIDENCE,
    customers: 12,
    grounds: 'frozen',
  })),
  letsBeginAnew: deed('resumeOnboarding', () => ({ grounds: 'grounds' })),
} as const
const leaving = {
  evaluates: deed('recordEvaluation', () => ({
    results: satisfactory,
    reportHash: FILE,
    cooperation: 'notAsked',
    forEnd: false,
    findings: 'findings',
  })),
  retains: deed('retainPartner', () => ({ grounds: 'grounds' })),
  retainsOnConditions: deed('retainWithConditions', () => ({
    conditions: ['weekly report'],
    grounds: 'grounds',
  })),
  findsUnqualified: deed('findNotQualified', () => ({ grounds: 'grounds' })),
  renews: deed('renewAgreement', (c) => agreement(c, 2000)),
  terminates: deed('terminate', () => ({ noticeHash: FILE, reason: 'reason' })),
  ordersExit: deed('orderExit', () => ({ grounds: 'grounds' })),
  plansExit: deed('planExit', (c) => ({
    planHash: FILE,
    covers: ['service', 'dataReturn', 'complaints'],
    until: todayIn(c, 60),
  })),
  extendsRunoff: deed('extendRunoff', (c) => ({ until: todayIn(c, 90), grounds: 'grounds' })),
  declaresReturn: deed('declareDataReturned', () => ({
    means: 'deleted',
    certificateHash: EVIDENCE,
  })),
  verifiesReturn: deed('verifyDataReturn', () => ({
    evidenceHash: EVIDENCE,
    verification: 'seen',
  })),
  completesExit: deed('completeExit', () => ({ grounds: 'nothing is left' })),
  forbids: deed('decideBlacklisting', () => ({
    ground: 'dataAbuse',
    evidenceHash: EVIDENCE,
    noticeHash: FILE,
    grounds: 'grounds',
  })),
  lifts: deed('liftBlacklisting', () => ({ evidenceHash: EVIDENCE, grounds: 'mistaken' })),
  updatesList: deed('publishUpdate', (c) => ({
    version: 2,
    listHash: FILE,
    publishedOn: todayIn(c),
    shows: 'removed',
    noticeHash: FILE,
  })),
} as const
const work = {
  reassigns: deed('reassign', (c) => ({
    handler: c.journey.person('protection-3'),
    reason: 'leave of absence',
  })),
  recuses: deed('recuse', () => ({ ground: 'tookPart' })),
  notes: deed('note', () => ({ text: 'waits for the licence' })),
  correctsRecord: deed('correctRecord', (c) => ({
    entry: c.entryOf('proposePartner'),
    record: { label: { was: 'loan platform', is: 'lending platform' } },
    grounds: 'mistyped',
  })),
  explainsBreach: deed('explainBreach', (c) => ({
    breach: c.entryOf('proposePartner'),
    ground: 'workload',
    explanation: 'three partners at once',
  })),
  inquires: deed('inquire', () => ({ question: 'Who approved it?' })),
  answersInquiry: deed('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'Senior management.',
  })),
  holdsRecord: deed('placeHold', () => ({ ground: 'audit', reason: 'an audit is coming' })),
  releasesHold: deed('releaseHold', (c) => ({
    hold: c.entryOf('placeHold'),
    reason: 'it has ended',
  })),
  proposesDisposal: deed('proposeDisposal', () => ({ reason: 'the period is over' })),
  confirmsDisposal: deed('confirmDisposal', () => ({ protocol: EVIDENCE })),
} as const
export const partnerDeeds = { ...entry, ...watching, ...leaving, ...work } as const
export type PartnerActor = Actor<typeof partnerDeeds>

interface Call {
  readonly debtor: `consumer:${string}`
  readonly time: string
  readonly voice: boolean
  readonly effective: boolean
  readonly party: 'debtor' | 'contact'
  readonly agreed?: boolean
  readonly unreachable?: boolean
}
/** An effective call to a debtor in the morning. */
export function call(more: Partial<Call> = {}): Call {
  return {
    debtor: 'consumer:debtor',
    time: '10:30',
    voice: true,
    effective: true,
    party: 'debtor',
    ...more,
  }
}

const ROLES = {
  business: 'loans-1',
  otherBusiness: 'loans-2',
  officer: 'protection-1',
  /** Who is put in charge of the partner. */
  overseer: 'protection-2',
  colleague: 'protection-3',
  lawyer: 'legal-1',
  otherLawyer: 'legal-2',
  privacy: 'privacy-1',
  headquarters: 'headquarters-1',
  manager: 'management-1',
  otherManager: 'management-2',
  supervisor: 'supervisor-1',
  auditor: 'audit-1',
  system: 'system-1',
  partner: 'partner-1',
  /** With seats on both sides of a separation. */
  author: 'protection-and-loans',
  authorInManagement: 'loans-and-management',
  authorInLaw: 'legal-privacy-and-loans',
  assessorInManagement: 'protection-and-management',
} as const
type Roles = { readonly [K in keyof typeof ROLES]: PartnerActor }
export type Partnership = Roles & {
  readonly file: Case
  readonly refusesBy: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}

const FACTS = `
  partner label unit cooperation internetLoans lendingAssistance handlesInformation overseer listing lostBy
  diligence { operations compliance reputation risk } contentHash standard { version hash } tier
  approval { contentHash body on } agreement { hash clauses endsOn } publication { version hash on shows } outdatedSince
  aspects { conduct { standing } complaints { standing } data { standing } fees { standing } } signals violations
  complaintsAsked complaintsAnswered collected { on calls { debtor n } } remediation { evidenceHash }
  evaluation { since qualified finalOn } offListTimes dealt exit { ground forced until } leftOn
  dataReturn { means verified } blacklist { ground on } rejection { ground on }
  work { recused breaches { breach clock on explained } inquiries { by answerBy overdue answered } }`

let n = 0
/** The case of a partner of its own, with everybody who may act in it; not yet opened. */
export function partnerIn(journey: Journey, partner?: string): Partnership {
  n += 1
  const file = new Case({
    journey,
    mechanism: partnerList,
    facts: FACTS,
    about: partner ?? `partner:p${String(n)}`,
  })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, partnerDeeds)]),
  ) as Roles
  return {
    ...roles,
    file,
    refusesBy: async (rule, event, done) => {
      await isRefused(done, byRule(partnerList, event, rule))
    },
  }
}

export type Proposal = Parameters<PartnerActor['proposes']>[0]
export const collector = {
  cooperation: ['collection' as const],
  internetLoans: false,
  lendingAssistance: false,
} satisfies Proposal

/** What the case has caused elsewhere: its mechanisms and causes, in order. */
export async function caused({ file }: Pick<Partnership, 'file'>): Promise<string[]> {
  const entries = await file.entries()
  return entries.flatMap(({ leaf }) => {
    const { reactions = [] } = JSON.parse(leaf) as {
      reactions?: { to: string; event: string; payload: { cause?: string; kind?: string } }[]
    }
    return reactions.map((r) =>
      `${r.to} ${r.event} ${r.payload.cause ?? r.payload.kind ?? ''}`.trim(),
    )
  })
}
