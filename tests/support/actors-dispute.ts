// Who acts in a dispute, and by which deeds.

import type { events } from '../../engine/mechanisms/dispute-resolution/events.ts'
import { disputeResolution } from '../../engine/mechanisms/dispute-resolution/index.ts'
import { REMEDIES } from '../../engine/mechanisms/dispute-resolution/terms.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

export const EVIDENCE = 'e5'.repeat(32)
export const FILE = 'f6'.repeat(32)
export const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const record = { means: 'phone', proof: EVIDENCE } as const
const says = () => ({ statement: record })
const remedies = { remedies: [...REMEDIES], told: record }
const consents = { consumer: EVIDENCE, institution: FILE }

const deed = deedsFor<typeof events>()
const negotiation = {
  opensDispute: deed('openDispute', (c) => ({
    consumer: c.about as `consumer:${string}`,
    product: 'product:demo-loan',
    unit: 'consumer-loans',
    matter: 'charges',
  })),
  beginsNegotiation: deed('beginNegotiation', (c) => ({
    handler: c.journey.person('protection-2'),
  })),
  negotiates: deed('recordNegotiation', () => ({ means: 'phone', record: EVIDENCE })),
  offers: deed('offerSettlement', (c) => ({
    terms: FILE,
    amount: yuan('300.00'),
    performBy: todayIn(c, 10),
  })),
  acceptsOffer: deed('acceptOffer', says),
  declinesOffer: deed('declineOffer', says),
  proposesMediation: deed('proposeMediation', () => ({
    body: 'mediation centre',
    platform: 'industry',
    application: FILE,
    ...remedies,
  })),
  consents: deed('consentToMediation', () => ({ ...says(), application: FILE })),
  declinesMediation: deed('declineMediation', says),
  tellsRemedies: deed('tellRemedies', () => remedies),
  sues: deed('bringSuit', () => ({ forum: 'court', document: FILE })),
  givesUp: deed('endDispute', says),
} as const
const mediation = {
  asksForMediation: deed('requestMediation', () => ({
    body: 'mediation centre',
    platform: 'industry',
    application: FILE,
  })),
  refusesMediation: deed('refuseMediation', () => ({
    reason: 'alreadyAdjudicated',
    evidenceHash: EVIDENCE,
    grounds: 'a court has judged it',
  })),
  overrules: deed('overruleRefusal', () => ({ grounds: 'there is no such judgment' })),
  findsReason: deed('justifyRefusal', () => ({ grounds: 'a court has judged it' })),
  acceptsCase: deed('acceptMediation', () => ({ caseNumber: 'M-2026-1', told: record })),
  declinesCase: deed('declineCase', () => ({ document: FILE })),
  leaves: deed('leaveMediation', says),
  delegates: deed('delegate', (c) => ({
    kind: 'remote',
    representative: c.journey.person('protection-3'),
    letter: FILE,
    until: todayIn(c, 60),
    limit: yuan('1000'),
  })),
  revokes: deed('revokeDelegation', () => ({ reason: 'another one goes' })),
  takesFastTrack: deed('assignFast', (c) => ({
    scheme: { name: 'local scheme', limit: yuan('5000'), joined: true, rules: FILE },
    claim: yuan('1200.50'),
    limit: todayIn(c, 10),
  })),
  takesOrdinaryTrack: deed('assignOrdinary', (c) => ({
    procedure: 'beforeFiling',
    signedOn: todayIn(c),
  })),
  movesToOrdinary: deed('moveToOrdinary', (c) => ({
    procedure: 'ownRules',
    signedOn: todayIn(c),
  })),
  extends: deed('extendMediation', (c) => ({ until: todayIn(c, 45), consents })),
  reportsAbsence: deed('reportAbsence', (c) => ({ on: todayIn(c), record: EVIDENCE })),
  closes: deed('closeMediation', () => ({ document: FILE })),
  concludes: deed('concludeAgreement', (c) => ({
    agreement: FILE,
    representative: c.journey.person('protection-3'),
    ...says(),
    amount: yuan('900.00'),
    performBy: todayIn(c, 15),
  })),
  opines: deed('issueOpinion', (c) => ({
    terms: FILE,
    performBy: todayIn(c, 30),
    acceptBy: todayIn(c, 15),
  })),
  acceptsOpinion: deed('acceptOpinion', says),
  rejectsOpinion: deed('rejectOpinion', says),
  adoptsOpinion: deed('adoptOpinion', () => ({ grounds: 'it is fair' })),
  declinesOpinion: deed('declineOpinion', () => ({ grounds: 'it is not' })),
} as const
const outcome = {
  asksConfirmation: deed('askConfirmation', () => ({ application: FILE, consents })),
  confirms: deed('confirmAgreement', () => ({ document: FILE })),
  denies: deed('denyConfirmation', () => ({ document: FILE })),
  performs: deed('recordPerformance', (c) => ({ on: todayIn(c), proof: EVIDENCE })),
  confirmsPerformance: deed('confirmPerformance', () => ({ proof: EVIDENCE })),
  contestsPerformance: deed('contestPerformance', says),
  ordersPerformance: deed('orderPerformance', (c) => ({
    by: todayIn(c, 5),
    grounds: 'it is owed',
  })),
  enforces: deed('enforce', () => ({ document: FILE })),
  judges: deed('recordJudgment', (c) => ({
    kind: 'judgment',
    document: FILE,
    performBy: todayIn(c, 10),
  })),
} as const
const work = {
  reassigns: deed('reassign', (c) => ({
    handler: c.journey.person('protection-3'),
    reason: 'leave of absence',
  })),
  recuses: deed('recuse', () => ({ ground: 'ownInterest' })),
  notes: deed('note', () => ({ text: 'waits for the file' })),
  correctsRecord: deed('correctRecord', (c) => ({
    entry: c.entryOf('openDispute'),
    record: { matter: { was: 'charges', is: 'late charges' } },
    grounds: 'mistyped',
  })),
  explainsBreach: deed('explainBreach', (c) => ({
    breach: c.entryOf('openDispute'),
    ground: 'workload',
    explanation: 'many at once',
  })),
  inquires: deed('inquire', () => ({ question: 'Why was it refused?' })),
  answersInquiry: deed('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'It had been judged.',
  })),
  holdsRecord: deed('placeHold', () => ({ ground: 'audit', reason: 'an audit is coming' })),
  releasesHold: deed('releaseHold', (c) => ({
    hold: c.entryOf('placeHold'),
    reason: 'it has ended',
  })),
  proposesDisposal: deed('proposeDisposal', () => ({ reason: 'the period is over' })),
  confirmsDisposal: deed('confirmDisposal', () => ({ protocol: EVIDENCE })),
} as const
export const disputeDeeds = { ...negotiation, ...mediation, ...outcome, ...work } as const
export type DisputeActor = Actor<typeof disputeDeeds>

const ROLES = {
  business: 'loans-1',
  officer: 'protection-1',
  /** Who negotiates. */
  handler: 'protection-2',
  /** Who may settle, once delegated. */
  representative: 'protection-3',
  lawyer: 'legal-1',
  manager: 'management-1',
  otherManager: 'management-2',
  supervisor: 'supervisor-1',
  auditor: 'audit-1',
  /** The consumer's own channel; it reads what it submitted. */
  channel: 'channel-1',
  /** At the telephone: relays what the consumer says. */
  relay: 'telephone-1',
  mediator: 'mediation-1',
  court: 'court-1',
  police: 'police-1',
  /** With seats on both sides of a separation. */
  officerInBusiness: 'protection-and-loans',
  officerInManagement: 'protection-and-management',
} as const
type Roles = { readonly [K in keyof typeof ROLES]: DisputeActor }
export type Dispute = Roles & {
  readonly file: Case
  readonly refusesBy: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}

const FACTS = `
  consumer product partner unit matter complaint handler negotiations offer { terms performBy } remediesToldOn
  proposed { body platform } mediation { askedBy body platform caseNumber track procedure signedOn limit schemeJoined overruled }
  mediatedBy refusal { reason on } unjustified absences delegation { representative until limit { amount } }
  opinion { performBy acceptBy consumerAccepted } agreedOn owed { basis by performedOn } defaults suit { forum on }
  judgment { kind }
  work { recused breaches { breach clock on explained } inquiries { by answerBy overdue answered } }`

let n = 0
/** A dispute with a consumer of its own, with everybody who may act in it; not yet opened. */
export function disputeIn(journey: Journey): Dispute {
  n += 1
  const file = new Case({
    journey,
    mechanism: disputeResolution,
    facts: FACTS,
    about: `consumer:d${String(n)}`,
  })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, disputeDeeds)]),
  ) as Roles
  return {
    ...roles,
    file,
    refusesBy: async (rule, event, done) => {
      await isRefused(done, byRule(disputeResolution, event, rule))
    },
  }
}

// ---- how far a dispute has come --------------------------------------------------------------------
type Way = (c: Dispute) => Promise<Dispute>
export const negotiating: Way = async (c) => {
  await c.officer.opensDispute()
  await c.officer.beginsNegotiation()
  return c
}
export const proposed: Way = async (c) => {
  await negotiating(c)
  await c.handler.negotiates()
  await c.handler.proposesMediation()
  return c
}
export const applied: Way = async (c) => {
  await negotiating(c)
  await c.relay.asksForMediation()
  return c
}
export const refusedByUs: Way = async (c) => {
  await applied(c)
  await c.business.refusesMediation()
  return c
}
export const accepted: Way = async (c) => {
  await applied(c)
  await c.mediator.acceptsCase()
  return c
}
export const fastTracked: Way = async (c) => {
  await accepted(c)
  await c.lawyer.delegates()
  await c.mediator.takesFastTrack()
  return c
}
export const opined: Way = async (c) => {
  await fastTracked(c)
  await c.mediator.opines()
  return c
}
export const mediated =
  (more: Parameters<DisputeActor['takesOrdinaryTrack']>[0] = {}): Way =>
  async (c) => {
    await accepted(c)
    await c.lawyer.delegates()
    await c.mediator.takesOrdinaryTrack(more)
    return c
  }
export const failed: Way = async (c) => {
  await mediated()(c)
  await c.mediator.closes()
  return c
}
export const performing: Way = async (c) => {
  await mediated()(c)
  await c.mediator.concludes()
  return c
}
export const defaulted: Way = async (c) => {
  await performing(c)
  await c.file.journey.passes('2026-03-18 09:00')
  return c
}
export const suing: Way = async (c) => {
  await negotiating(c)
  await c.relay.sues()
  return c
}
