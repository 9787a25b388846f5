// Who acts in a complaint, and by which deeds.

import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import type { events } from '../../engine/mechanisms/complaint-handling/events.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

export const HASH = 'ab'.repeat(32)
export const told = { means: 'phone', proof: HASH } as const
export const statement = { means: 'phone', proof: HASH } as const
export const REMEDIES = ['review', 'mediation', 'arbitration', 'litigation'] as const
export const EXAMINED = ['process', 'time', 'result'] as const
export const yuan = (amount: string, by: string) =>
  ({ kind: 'monetary', amount: { amount, currency: 'CNY' }, by }) as const
export const nothing = { kind: 'none' } as const
/** Today in the zone of the institution. */
export const todayIn = ({ journey }: Pick<Case, 'journey'>, plus = 0): string =>
  new Date(Date.parse(journey.now()) + 28_800_000 + plus * 86_400_000).toISOString().slice(0, 10)

const deed = deedsFor<typeof events>()
const about = ({ about: who }: Case) => ({ about: who })

const intake = {
  registers: deed('register', (c) => ({
    channel: 'phone',
    matter: 'repayment charges',
    complainant: c.about,
    product: 'product:demo-loan',
    unit: 'branch-east',
    narrative: 'The early-repayment charge was never mentioned.',
  })),
  acknowledges: deed('acknowledge', () => ({ told })),
  confirmsIdentity: deed('confirmIdentity', () => ({ identity: 'self' })),
  declinesToHandle: deed('declineToHandle', () => ({ ground: 'notFromComplainant', told })),
  refersElsewhere: deed('referElsewhere', () => ({ to: 'the insurer', told })),
  transfers: deed('transfer', () => ({ to: 'hq', reason: 'headquarters set the price' })),
  links: deed('linkComplaint', (c) => ({ complaint: c.id, relation: 'same' })),
  merges: deed('merge', () => ({ noNewFacts: true })),
  unmerges: deed('unmerge', () => ({ reason: 'it concerns another contract' })),
  splits: deed('split', () => ({ matter: 'insurance sold with the loan' })),
  declaresMajor: deed('declareMajor', () => ({ ground: 'regulatorSays' })),
  activatesPlan: deed('activatePlan', () => ({ plan: HASH, regulatorTold: told })),
  withdraws: deed('withdraw', (c) => ({ ...about(c), statement })),
  assigns: deed('assign', (c) => ({ handler: c.journey.person('protection-2') })),
  reassigns: deed('reassign', (c) => ({
    handler: c.journey.person('protection-3'),
    reason: 'leave of absence',
  })),
  recuses: deed('recuse', () => ({ ground: 'kinship' })),
  declaresNoInterest: deed('startHandling', () => ({ noInterest: true })),
  transcribesHandling: deed('recordHandling', () => ({})),
  transcribesLateness: deed('attestUntimely', () => ({})),
  transcribesClosure: deed('recordClosure', () => ({})),
} as const

const handling = {
  contacts: deed('recordContact', (c) => ({ ...about(c), means: 'phone', reached: true })),
  negotiates: deed('negotiate', (c) => ({ ...about(c), summary: 'offers half of the charge' })),
  raisesQuestion: deed('raiseQuestion', (c) => ({ ...about(c), question: 'who signed?' })),
  clarifiesFacts: deed('clarifyFacts', (c) => ({ ...about(c), facts: 'the charge was not shown' })),
  agreesToSettle: deed('settle', (c) => ({
    ...about(c),
    statement,
    terms: 'half of the charge',
    relief: yuan('400.00', todayIn(c, 10)),
  })),
  confirmsSettlement: deed('confirmSettlement', () => ({ agreement: HASH })),
  declinesSettlement: deed('declineSettlement', (c) => ({ ...about(c), reasons: 'too vague' })),
  endsNegotiation: deed('endNegotiation', (c) => ({ ...about(c), reasons: 'no agreement' })),
  agreesLegally: deed('agreeLegally', () => ({ opinion: HASH })),
  objectsLegally: deed('objectLegally', (c) => ({ ...about(c), reasons: 'grounds are missing' })),
  attachesEvidence: deed('attachEvidence', () => ({
    kind: 'recording',
    hash: HASH,
    describes: 'call of the complainant',
  })),
  notes: deed('note', (c) => ({ ...about(c), text: 'waits for the branch' })),
  asksForMaterial: deed('askMaterial', () => ({
    item: 'repayment receipt',
    necessity: 'shows the charge',
    held: ['loan contract'],
  })),
  receivesMaterial: deed('receiveMaterial', (c) => ({
    request: c.entryOf('askMaterial'),
    hash: HASH,
  })),
  setsUrgency: deed('setUrgency', () => ({ urgency: 'urgent', reason: 'hardship' })),
  correctsRecord: deed('correctRecord', (c) => ({
    ...about(c),
    entry: c.entryOf('register'),
    record: { channel: { was: 'phone', is: 'branch' } },
    grounds: 'the log shows it',
  })),
  explainsBreach: deed('explainBreach', (c) => ({
    ...about(c),
    breach: c.entryOf('register'),
    ground: 'workload',
    explanation: 'two handlers were ill',
  })),
  inquires: deed('inquire', (c) => ({ ...about(c), question: 'Why did it take so long?' })),
  answersInquiry: deed('answerInquiry', (c) => ({
    ...about(c),
    inquiry: c.entryOf('inquire'),
    answer: 'The branch answered late.',
  })),
} as const

const period = {
  callsComplex: deed('callComplex', (c) => ({
    ...about(c),
    complexity: 'manyFacts',
    reasons: 'four contracts are concerned',
  })),
  asksExtension: deed('askExtension', (c) => ({
    ...about(c),
    complexity: 'expertQuestion',
    reasons: 'an actuary must compute it',
  })),
  approvesExtension: deed('approveExtension', () => ({})),
  refusesExtension: deed('refuseExtension', () => ({ reason: 'not especially complex' })),
  tellsOfExtension: deed('tellExtension', () => ({ told })),
  pauses: deed('pause', () => ({ ground: 'appraisal', told })),
  resumes: deed('resume', () => ({ result: HASH })),
} as const

const request = (c: Case) => ({
  ...about(c),
  statement,
  writing: HASH,
  deliveredOn: todayIn(c),
  reasons: 'the branch judged in its own cause',
})
const answer = {
  decides: deed('decide', (c) => ({
    ...about(c),
    outcome: 'upheld',
    relief: yuan('800.00', todayIn(c, 30)),
    remedies: [...REMEDIES],
    findings: 'the charge was not disclosed',
    grounds: 'article 10 of the Measures',
  })),
  tells: deed('tell', () => told),
  recordsDelivery: deed('recordDelivery', (c) => ({ deliveredOn: todayIn(c), proof: HASH })),
  bringsNewFacts: deed('newFacts', (c) => ({
    ...about(c),
    novelty: 'newFacts',
    statement,
    facts: 'a second charge appeared',
  })),
  accepts: deed('accept', (c) => ({ ...about(c), statement })),
  performs: deed('recordPerformance', (c) => ({ on: todayIn(c), proof: HASH })),
  asksReview: deed('askReview', request),
  asksSecondLook: deed('askSecondLook', request),
  withdrawsReview: deed('withdrawReview', (c) => ({ ...about(c), statement })),
  findsInadmissible: deed('findInadmissible', (c) => ({
    ...about(c),
    ground: 'notWritten',
    reasons: 'only a call',
  })),
  admitsReview: deed('acceptReview', () => ({})),
  upholdsDecision: deed('upholdDecision', (c) => ({
    ...about(c),
    examined: [...EXAMINED],
    findings: 'sound',
    grounds: 'article 20',
  })),
  changesDecision: deed('changeDecision', (c) => ({
    ...about(c),
    examined: [...EXAMINED],
    outcome: 'upheld',
    relief: yuan('900.00', todayIn(c, 10)),
    remedies: [...REMEDIES],
    findings: 'the charge was unlawful',
    grounds: 'article 20',
  })),
  tellsReview: deed('tellReview', () => ({ told })),
} as const

const aftermath = {
  proposesCause: deed('proposeCause', (c) => ({
    ...about(c),
    kinds: ['staff'],
    analysis: 'the clerk did not mention it',
  })),
  confirmsCause: deed('confirmCause', (c) => ({
    ...about(c),
    kinds: ['staff'],
    analysis: 'training was skipped',
  })),
  findsNoFault: deed('findNoFault', (c) => ({ ...about(c), analysis: 'all was shown' })),
  reportsRectification: deed('recordRectification', () => ({
    measures: 'clerks were trained',
    proof: HASH,
  })),
  rejectsRectification: deed('rejectRectification', () => ({ reason: 'one branch is missing' })),
  verifiesRectification: deed('verifyRectification', () => ({ proof: HASH })),
  reportsRepeatedCause: deed('reportRepeatedCause', (c) => ({
    ...about(c),
    analysis: 'the third this quarter',
  })),
  archives: deed('archive', () => ({})),
  reopens: deed('reopen', (c) => ({
    ...about(c),
    ground: 'closedInError',
    reasons: 'it was closed too early',
  })),
} as const

export const complaintDeeds = {
  ...intake,
  ...handling,
  ...period,
  ...answer,
  ...aftermath,
} as const
export type ComplaintActor = Actor<typeof complaintDeeds>

/** Everybody who may meet over a complaint, under the name of the part they play. */
const ROLES = {
  officer: 'protection-1',
  handler: 'protection-2',
  colleague: 'protection-3',
  lawyer: 'legal-1',
  manager: 'management-1',
  superior: 'headquarters-1',
  otherSuperior: 'headquarters-2',
  /** The complainant, as whoever takes the telephone relays it. */
  customer: 'telephone-1',
  /** The complainant through the app of the institution. */
  app: 'channel-1',
  branch: 'east-1',
  loans: 'loans-1',
  supervisor: 'supervisor-1',
  auditor: 'audit-1',
  regulator: 'regulator-1',
  partner: 'partner-1',
  officerAtHeadquarters: 'protection-and-headquarters',
  officerAtBranch: 'protection-and-east',
  officerInManagement: 'protection-and-management',
} as const
type Roles = { readonly [K in keyof typeof ROLES]: ComplaintActor }
export type Complaint = Roles & {
  readonly complaint: Case
  /** The deed is refused by this rule of the mechanism, with its kind, article and field. */
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}

const FACTS = `
  channel complainant representatives complainants faceToFace forwardedBy receivedOn startedOn madeOn inconsistent
  level unit identity product partner continues splitFrom linked { complaint relation } mergedInto
  handler declared major { ground on planActive } acknowledgedOn legalCheck complex
  extension { askedBy approvedBy askedOn toldOn } pause { from on ground } pauses { from to } late restarts
  settlement { kind by amount { amount } } earlierDecisions
  decision { outcome level decider on relief { kind by amount { amount currency } } remedies }
  told { on means deliveredOn } owed { performed performedOn by kind amount { amount } }
  review { kind askedOn examined inadmissible overdue toldOn reviewer relief { kind } }
  cause { proposed confirmed noFault proposedBy } owner rectifiedBy verifiedBy sameCause closed reopened
  work { urgency contacts reached evidence corrections recused
    breaches { breach clock on attested explained } inquiries { inquiry by answerBy overdue answered }
    materials { request item received } }`

let n = 0
/** A complaint of its own consumer, with everybody who may act in it; not yet registered. */
export function complaintIn(journey: Journey, who?: string): Complaint {
  n += 1
  const complaint = new Case({
    journey,
    mechanism: complaintHandling,
    facts: FACTS,
    about: who ?? `consumer:c${String(n)}`,
  })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [
      role,
      actorIn(complaint, subject, complaintDeeds),
    ]),
  ) as Roles
  return {
    ...roles,
    complaint,
    refuses: async (rule, event, deed) => {
      await isRefused(deed, byRule(complaintHandling, event, rule))
    },
  }
}

// ---- how far a complaint has come -----------------------------------------------------------------
type Way = (c: Complaint, given?: Parameters<ComplaintActor['registers']>[0]) => Promise<Complaint>
export const registered: Way = async (c, given) => {
  await c.officer.registers(given)
  await c.officer.acknowledges()
  await c.officer.confirmsIdentity()
  return c
}
export const investigated: Way = async (c, given) => {
  await registered(c, given)
  await c.officer.assigns()
  await c.handler.declaresNoInterest()
  return c
}
export const drafted: Way = async (c, given) => {
  await investigated(c, given)
  await c.handler.contacts()
  await c.handler.clarifiesFacts()
  return c
}
export const ready: Way = async (c, given) => {
  await drafted(c, given)
  await c.lawyer.agreesLegally()
  return c
}
export const decided: Way = async (c, given) => {
  await ready(c, given)
  await c.officer.decides()
  return c
}
export const notified: Way = async (c, given) => {
  await decided(c, given)
  await c.officer.tells()
  return c
}
/** Told of a decision that gives nothing, so that nothing is owed. */
export const notifiedOfNothing: Way = async (c, given) => {
  await ready(c, given)
  await c.officer.decides({ outcome: 'notUpheld', relief: nothing })
  await c.officer.tells()
  return c
}
export const underReview: Way = async (c, given) => {
  await notified(c, given)
  await c.customer.asksReview()
  await c.superior.admitsReview()
  return c
}
export const tracing: Way = async (c, given) => {
  await notified(c, given)
  await c.customer.accepts()
  return c
}
export const rectifying: Way = async (c, given) => {
  await tracing(c, given)
  await c.branch.proposesCause()
  await c.officer.confirmsCause()
  return c
}
export const concluded: Way = async (c, given) => {
  await rectifying(c, given)
  await c.branch.reportsRectification()
  await c.colleague.verifiesRectification()
  return c
}
export const archived: Way = async (c, given) => {
  await concluded(c, given)
  await c.branch.performs()
  await c.officer.archives()
  return c
}
export const complex: Way = async (c, given) => {
  await investigated(c, given)
  await c.officer.callsComplex()
  return c
}
export const extensionAsked: Way = async (c, given) => {
  await complex(c, given)
  await c.officer.asksExtension()
  return c
}
