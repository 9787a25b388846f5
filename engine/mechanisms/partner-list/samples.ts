/** A payload for each event that succeeds whenever the event is offered. */
import { addDays } from '../../core/calendar.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import type { Uuid } from '../../core/values.ts'
import { everydaySamples } from '../everyday.ts'
import { keepingSamples } from '../keeping.ts'
import {
  ASPECT_OWNERS,
  CLAUSES_OF_LAW,
  CLAUSES_OF_LOANS,
  DILIGENCE,
  shownFor,
  WATCHED,
} from './terms.ts'
import type { DiligenceAspect, PartnerContext, Watched } from './terms.ts'

type C = PartnerContext
type Ask = SampleAsk<C>
const EVIDENCE = 'e5'.repeat(32)
const FILE = 'f6'.repeat(32)

/** Somebody of the department who neither proposed it nor stepped aside. */
const overseerFor = ({ context: c, people, lastEntry }: Ask): Uuid => {
  const free = people('consumerProtection').find(
    (p) => !c.authors.includes(p) && !c.work.recused.includes(p),
  )
  return free ?? people('consumerProtection')[0] ?? lastEntry
}
const owned = (a: DiligenceAspect, ask: Ask) =>
  (ASPECT_OWNERS[a] as readonly string[]).includes(ask.by.body)
/** An aspect of one's own, a missing one first. */
function aspectFor(ask: Ask): DiligenceAspect {
  const own = DILIGENCE.filter((a) => owned(a, ask))
  return own.find((a) => ask.context.diligence[a] !== 'satisfactory') ?? own.at(-1) ?? 'operations'
}
const agreement = ({ on }: Ask) => ({
  agreementHash: FILE,
  clauses: (
    [
      ...CLAUSES_OF_LAW,
      'supervisionCooperation',
      'personalInformation',
      ...CLAUSES_OF_LOANS,
      'suitabilityDuties',
    ] as const
  ).map((clause) => ({ clause, place: 'chapter 3' })),
  signedOn: on,
  endsOn: addDays(on, 1096),
})
const nextVersion = ({ context: { publication } }: Ask) => ({
  version: (publication?.version ?? 0) + 1,
  listHash: FILE,
})
const signalledAspect = (c: C): Watched =>
  WATCHED.find((a) => c.aspects[a].standing === 'signalled') ?? 'conduct'
/** A signal that somebody else reported, where there is one; before the list also a violation. */
function dismissable({ context: c, by }: Ask): Watched {
  const open = WATCHED.filter(
    (a) =>
      c.aspects[a].standing === 'signalled' ||
      (c.aspects[a].standing === 'violated' && c.publication === null),
  )
  return open.find((a) => c.aspects[a].reportedBy !== by.person) ?? open[0] ?? 'conduct'
}

const entrySamples = {
  proposePartner: () => ({
    partner: 'partner:sample' as const,
    label: 'sample partner',
    cooperation: ['customerAcquisition' as const],
    internetLoans: true,
    lendingAssistance: true,
    handlesInformation: true,
  }),
  reportOffListDealing: ({ by }: Ask) => ({
    partner: 'partner:sample' as const,
    label: 'sample partner',
    unit: by.unit ?? 'consumer-loans',
    cooperation: ['customerAcquisition' as const],
    handlesInformation: true,
    evidenceHash: EVIDENCE,
    dealing: 'beforeListing' as const,
    found: 'loans through an unknown platform',
  }),
  withdrawProposal: () => ({ reason: 'given up' }),
  beginDueDiligence: (ask: Ask) => ({ handler: overseerFor(ask) }),
  recordDiligence: (ask: Ask) => ({
    aspect: aspectFor(ask),
    result: 'satisfactory' as const,
    evidenceHash: EVIDENCE,
    grounds: 'examined',
  }),
  reportDueDiligence: () => ({ reportHash: FILE, qualificationHash: EVIDENCE }),
  failDueDiligence: () => ({
    ground: 'violentCollection' as const,
    evidenceHash: EVIDENCE,
    grounds: 'on record',
  }),
  submitForApproval: ({ on }: Ask) => ({
    contentHash: FILE,
    content: 'medium' as const,
    customerImpact: 'medium' as const,
    instability: 'low' as const,
    steps: ['marketing' as const],
    fees: {
      priceHash: EVIDENCE,
      borrowerPays: false,
      guaranteeInAllInCost: true,
      consultingFee: false,
    },
    standard: {
      version: '2026-1',
      hash: EVIDENCE,
      adoptedBy: 'seniorManagement' as const,
      minutes: { number: 'SM-1', date: on, hash: EVIDENCE },
    },
  }),
  approvePartner: ({ context }: Ask) => ({
    contentHash: context.contentHash ?? FILE,
    grounds: 'it meets the standard',
  }),
  refusePartner: () => ({ grounds: 'not needed' }),
  returnToDiligence: () => ({ aspects: ['risk' as const], grounds: 'more is needed' }),
  signAgreement: agreement,
  failTerms: () => ({ missing: ['breachLiability' as const], grounds: 'not accepted' }),
  publishList: (ask: Ask) => ({
    ...nextVersion(ask),
    publishedOn: ask.on,
    channels: ['website' as const, 'app' as const],
  }),
}

const watchSamples = {
  reportSignal: () => ({ kind: 'complaintRate' as const, evidenceHash: EVIDENCE }),
  dismissSignal: (ask: Ask) => ({
    aspect: dismissable(ask),
    evidenceHash: EVIDENCE,
    grounds: 'unfounded',
  }),
  confirmViolation: ({ context: c }: Ask) => ({
    aspect: signalledAspect(c),
    evidenceHash: EVIDENCE,
    findings: 'confirmed',
  }),
  recordCooperation: () => ({ cooperated: true }),
  recordContacts: ({ context: c, on }: Ask) => ({
    on: (c.collected?.on ?? '') > on ? (c.collected?.on ?? on) : on,
    contacts: [
      {
        debtor: 'consumer:debtor' as const,
        time: '10:30',
        voice: false,
        effective: true,
        party: 'debtor' as const,
      },
    ],
    recordsHash: EVIDENCE,
  }),
  respond: () => ({ statement: 'we answer' }),
  clearWatch: () => ({ grounds: 'nothing left' }),
  orderRemediation: () => ({ orderHash: FILE, measures: 'stop it and mend it' }),
  reportRemediation: () => ({ evidenceHash: EVIDENCE, done: 'mended' }),
  verifyRemediation: () => ({ evidenceHash: EVIDENCE, verification: 'verified' }),
  suspendPartner: () => ({
    ground: 'seriousIncident' as const,
    evidenceHash: EVIDENCE,
    grounds: 'grounds',
  }),
  acceptPlan: () => ({ planHash: FILE, grounds: 'grounds' }),
  reviewNow: () => ({ reason: 'reason' }),
  findOffListDealing: () => ({
    evidenceHash: EVIDENCE,
    dealing: 'beyondScope' as const,
    found: 'another product',
  }),
  freezeDealings: () => ({ stopEvidenceHash: EVIDENCE, customers: 12, grounds: 'frozen' }),
  resumeOnboarding: () => ({ grounds: 'grounds' }),
}

const satisfactory = {
  operations: 'satisfactory',
  management: 'satisfactory',
  risk: 'satisfactory',
  technology: 'satisfactory',
  service: 'satisfactory',
  compliance: 'satisfactory',
  reputation: 'satisfactory',
} as const
/** What the record of its cooperation allows to be said. */
const cooperationOf = (c: C) => {
  if (c.complaintsAsked === 0) return 'notAsked' as const
  return c.complaintsAnswered === c.complaintsAsked ? ('full' as const) : ('partial' as const)
}
const exitSamples = {
  recordEvaluation: ({ context: c }: Ask) => ({
    results: satisfactory,
    reportHash: FILE,
    cooperation: cooperationOf(c),
    forEnd: false,
    findings: 'findings',
  }),
  retainPartner: () => ({ grounds: 'grounds' }),
  retainWithConditions: () => ({ conditions: ['weekly report'], grounds: 'grounds' }),
  findNotQualified: () => ({ grounds: 'grounds' }),
  renewAgreement: agreement,
  terminate: () => ({ noticeHash: FILE, reason: 'reason' }),
  orderExit: () => ({ grounds: 'grounds' }),
  planExit: ({ on }: Ask) => ({
    planHash: FILE,
    covers: ['service' as const, 'dataReturn' as const, 'complaints' as const],
    until: addDays(on, 90),
  }),
  extendRunoff: ({ on }: Ask) => ({ until: addDays(on, 60), grounds: 'grounds' }),
  declareDataReturned: () => ({ means: 'deleted' as const, certificateHash: EVIDENCE }),
  verifyDataReturn: () => ({ evidenceHash: EVIDENCE, verification: 'verified' }),
  completeExit: () => ({ handoverHash: EVIDENCE, grounds: 'nothing is left' }),
  decideBlacklisting: () => ({
    ground: 'dataAbuse' as const,
    evidenceHash: EVIDENCE,
    noticeHash: FILE,
    grounds: 'grounds',
  }),
  liftBlacklisting: () => ({ evidenceHash: EVIDENCE, grounds: 'the finding was mistaken' }),
  publishUpdate: (ask: Ask) => ({
    ...nextVersion(ask),
    publishedOn: ask.on,
    shows: shownFor(ask.context.listing),
    noticeHash: FILE,
  }),
}

export const samples = {
  ...entrySamples,
  ...watchSamples,
  ...exitSamples,
  reassign: (ask: Ask) => ({ handler: overseerFor(ask), reason: 'workload' }),
  recuse: () => ({ ground: 'tookPart' as const }),
  correctRecord: ({ context, lastEntry }: Ask) => ({
    entry: lastEntry,
    record: { label: { was: context.label ?? '', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
  ...everydaySamples,
  ...keepingSamples,
}
