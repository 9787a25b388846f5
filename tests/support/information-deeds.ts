// The deeds of the protection of information: of an activity, a request and an incident.

import type { events as incidentEvents } from '../../engine/mechanisms/personal-information/incident/events.ts'
import { ENTRUSTED } from '../../engine/mechanisms/personal-information/processing/terms.ts'
import type { events as activityEvents } from '../../engine/mechanisms/personal-information/processing/events.ts'
import type { events as requestEvents } from '../../engine/mechanisms/personal-information/request/events.ts'
import { deedsFor } from './actors.ts'
import { todayIn } from './actors-complaint.ts'

export const EVIDENCE = 'e5'.repeat(32)
/** The n-th description of an activity, by its hash. */
export const content = (n: number): string => n.toString(16).padStart(64, '0')
export const PROCESSOR = 'partner:demo-partner'
export const RECIPIENT = 'partner:credit-bureau'
export const ITEMS = ['kinds', 'cause', 'harm', 'measures', 'contact'] as const
const statement = { means: 'app', evidenceHash: EVIDENCE } as const
const told = { means: 'app', proofHash: EVIDENCE } as const
export const NO_TRIGGER = {
  sensitive: false,
  automated: false,
  entrusting: false,
  providing: false,
  publishing: false,
  crossBorder: false,
  majorImpact: false,
}
/** Of an activity that needs consents of every sort: sensitive kinds, automated, entrusted and provided. */
export const SENSITIVE_ACTIVITY = {
  kinds: ['identity', 'biometric', 'credit'],
  basis: 'consent',
  automation: 'sole',
  personalised: true,
  recipients: [
    { partner: PROCESSOR, role: 'processor' },
    { partner: RECIPIENT, role: 'recipient' },
  ],
} as const
export const SENSITIVE_TRIGGERS = {
  ...NO_TRIGGER,
  sensitive: true,
  automated: true,
  entrusting: true,
  providing: true,
}
export const GRAVE = {
  severity: 'major',
  criticalInfrastructure: false,
  adverseEffect: true,
  dataSecurity: true,
  people: 20_000,
  sensitive: true,
} as const
export const MILD = {
  severity: 'general',
  criticalInfrastructure: false,
  adverseEffect: false,
  dataSecurity: false,
  people: 20,
  sensitive: false,
} as const

const activityDeed = deedsFor<typeof activityEvents>()
const requestDeed = deedsFor<typeof requestEvents>()
const incidentDeed = deedsFor<typeof incidentEvents>()
const proposals = {
  proposesActivity: activityDeed('proposeActivity', (c) => ({
    activity: `activity:${c.about}`,
    label: 'credit scoring',
  })),
  reportsUnassessed: activityDeed('reportUnassessed', (c) => ({
    activity: `activity:${c.about}`,
    label: 'found in use',
    unit: 'consumer-loans',
    evidenceHash: EVIDENCE,
    found: 'scores were computed without assessment',
  })),
  submitsActivity: activityDeed('submitActivity', () => ({
    contentHash: content(1),
    kinds: ['identity'],
    basis: 'contract',
    automation: 'none',
    personalised: false,
    publishes: false,
    abroad: false,
    recipients: [],
    people: 5000,
    institutionPeople: 20_000_000,
  })),
  screens: activityDeed('screenActivity', () => ({
    triggers: NO_TRIGGER,
    grounds: 'as described',
  })),
  requiresAssessment: activityDeed('requireAssessment', () => ({
    grounds: 'a major effect is possible',
  })),
  finishesAssessment: activityDeed('finishAssessment', () => ({
    contentHash: content(1),
    reportHash: EVIDENCE,
    legalityHash: EVIDENCE,
    impactHash: EVIDENCE,
    measuresHash: EVIDENCE,
    risk: 'low',
    safeguards: {
      modelCardHash: EVIDENCE,
      fairnessHash: EVIDENCE,
      optOut: true,
      humanReview: true,
    },
    entrustments: [{ partner: PROCESSOR, contractHash: EVIDENCE, covers: [...ENTRUSTED] }],
    transferHash: EVIDENCE,
  })),
  returnsActivity: activityDeed('returnActivity', () => ({ opinion: 'the purpose is not clear' })),
  reworksAssessment: activityDeed('reworkAssessment', () => ({ plan: 'as advised' })),
  approves: activityDeed('approveActivity', () => ({ opinion: 'necessary and proportionate' })),
  rejects: activityDeed('rejectActivity', () => ({ opinion: 'not necessary' })),
  confirmsApproval: activityDeed('confirmApproval', () => ({ grounds: 'the measures suffice' })),
  declinesApproval: activityDeed('declineApproval', () => ({ grounds: 'the risk is too high' })),
  withdrawsActivity: activityDeed('withdrawActivity', () => ({ reason: 'given up' })),
} as const
const life = {
  goesLive: activityDeed('goLive', () => ({ noticeHash: EVIDENCE, consentTextHash: EVIDENCE })),
  recordsConsent: activityDeed('recordConsent', () => ({
    consumer: 'consumer:c1',
    statement,
    textHash: EVIDENCE,
    general: true,
    separate: ['sensitive', 'providing'],
    recipientTold: ['name', 'contact', 'purpose', 'method', 'kinds'],
  })),
  withdrawsConsent: activityDeed('withdrawConsent', () => ({ consumer: 'consumer:c1', statement })),
  dropsForRefusal: activityDeed('dropForRefusal', () => ({ reason: 'nobody consents' })),
  reportsChange: activityDeed('reportChange', () => ({
    kind: 'purpose',
    change: 'also for marketing',
  })),
  reportsViolation: activityDeed('reportViolation', () => ({
    evidenceHash: EVIDENCE,
    found: 'used for another purpose',
  })),
  cures: activityDeed('submitCure', () => ({
    evidenceHash: EVIDENCE,
    measures: 'stopped and mended',
  })),
  lifts: activityDeed('liftSuspension', () => ({ verification: 'verified' })),
  stopsProcessing: activityDeed('stopProcessing', () => ({ grounds: 'not to be cured' })),
  recordsProvision: activityDeed('recordProvision', () => ({
    partner: RECIPIENT,
    people: 10,
    dataHash: EVIDENCE,
  })),
  inspects: activityDeed('recordInspection', () => ({
    partner: PROCESSOR,
    satisfactory: true,
    reportHash: EVIDENCE,
  })),
  audits: activityDeed('recordAudit', () => ({
    reportHash: EVIDENCE,
    satisfactory: true,
    institutionPeople: 20_000_000,
  })),
  endsPurpose: activityDeed('endPurpose', () => ({ reason: 'the service has ended' })),
  provesDeletion: activityDeed('submitDeletionProof', () => ({ proofHash: EVIDENCE })),
  confirmsReturn: activityDeed('confirmProcessorDeletion', () => ({
    partner: PROCESSOR,
    proofHash: EVIDENCE,
  })),
  confirmsDeletion: activityDeed('confirmDeletion', () => ({ verification: 'verified' })),
  retainsByLaw: activityDeed('retainByLaw', () => ({
    ground: 'otherLaw',
    basis: 'records of payments, five years',
    until: '2031-03-02',
  })),
} as const
const about = { about: 'consumer:c1' } as const
const requests = {
  registersRequest: requestDeed('registerRequest', () => ({
    consumer: 'consumer:c1',
    kind: 'access',
    requester: 'self',
    details: 'all that is kept about me',
  })),
  confirmsIdentity: requestDeed('confirmIdentity', () => ({ method: 'document' })),
  rejectsIdentity: requestDeed('rejectIdentity', () => ({ reason: 'not legible', told })),
  withdrawsRequest: requestDeed('withdrawRequest', () => ({ ...about, statement })),
  asksMore: requestDeed('askMore', () => ({
    item: 'account number',
    necessity: 'to find the record',
    told,
  })),
  answersMore: requestDeed('answerMore', () => ({ ...about, statement, said: 'here it is' })),
  marksDisputed: requestDeed('markDisputed', () => ({ proofHash: EVIDENCE })),
  fulfils: requestDeed('fulfilRequest', () => ({
    ...about,
    outcome: 'accessGiven',
    proofHash: EVIDENCE,
    told,
    inWriting: true,
  })),
  refuses: requestDeed('refuseRequest', () => ({
    ...about,
    ground: 'notFounded',
    reasons: 'nothing is kept',
    remedyTold: true,
    told,
    inWriting: true,
  })),
  contests: requestDeed('contestAnswer', () => ({
    ...about,
    route: 'institution',
    statement,
    reasons: 'much is kept',
  })),
  upholdsContest: requestDeed('upholdContest', () => ({
    grounds: 'refused in error',
    documentHash: EVIDENCE,
  })),
  dismissesContest: requestDeed('dismissContest', () => ({
    grounds: 'founded',
    documentHash: EVIDENCE,
  })),
} as const
const incidents = {
  reportsIncident: incidentDeed('reportIncident', () => ({
    kind: 'leak',
    label: 'open interface',
    found: 'names could be read',
  })),
  confirmsIncident: incidentDeed('confirmIncident', () => ({
    class: GRAVE,
    grounds: 'it was read',
  })),
  proposesFalseAlarm: incidentDeed('proposeFalseAlarm', () => ({
    evidenceHash: EVIDENCE,
    grounds: 'a test',
  })),
  confirmsFalseAlarm: incidentDeed('confirmFalseAlarm', () => ({ grounds: 'agreed' })),
  raisesClass: incidentDeed('raiseClass', () => ({
    class: { ...GRAVE, people: 30_000 },
    grounds: 'more were found',
  })),
  proposesLowerClass: incidentDeed('proposeLowerClass', () => ({ class: MILD, grounds: 'less' })),
  confirmsLowerClass: incidentDeed('confirmLowerClass', () => ({ grounds: 'agreed' })),
  contains: incidentDeed('containIncident', () => ({ evidenceHash: EVIDENCE, measures: 'closed' })),
  tellsAuthority: incidentDeed('tellAuthority', () => ({
    report: 'supervisorFirst',
    items: [...ITEMS],
    reportHash: EVIDENCE,
    policeTold: false,
  })),
  tellsIndividuals: incidentDeed('tellIndividuals', () => ({
    people: 20_000,
    means: ['app', 'sms'],
    items: [...ITEMS],
    noticeHash: EVIDENCE,
  })),
  proposesExemption: incidentDeed('proposeExemption', () => ({
    evidenceHash: EVIDENCE,
    grounds: 'encrypted',
  })),
  confirmsExemption: incidentDeed('confirmExemption', () => ({ grounds: 'agreed' })),
  ordersNotification: incidentDeed('orderNotification', () => ({ orderHash: EVIDENCE })),
  sealsLogs: incidentDeed('sealLogs', (c) => ({
    sealHash: EVIDENCE,
    from: '2026-03-01',
    to: todayIn(c),
  })),
  recordsCause: incidentDeed('recordCause', () => ({
    kind: 'error',
    reportHash: EVIDENCE,
    findings: 'the interface was open',
    unit: 'consumer-loans',
  })),
  reportsFix: incidentDeed('reportFix', () => ({ evidenceHash: EVIDENCE, measures: 'closed' })),
  verifiesFix: incidentDeed('verifyFix', () => ({
    evidenceHash: EVIDENCE,
    verification: 'tested',
  })),
  rejectsFix: incidentDeed('rejectFix', () => ({ verification: 'still open' })),
  closes: incidentDeed('closeIncident', () => ({ lessons: 'test monthly', reason: 'all done' })),
} as const
const work = {
  reassigns: activityDeed('reassign', (c) => ({
    handler: c.journey.person('privacy-1'),
    reason: 'leave of absence',
  })),
  recuses: activityDeed('recuse', () => ({ ground: 'tookPart' })),
  corrects: activityDeed('correctRecord', (c) => ({
    entry: c.entryOf('proposeActivity'),
    record: { label: { was: 'credit scoring', is: 'scoring' } },
    grounds: 'mistyped',
  })),
  holds: activityDeed('placeHold', () => ({ grounds: 'a suit is pending' })),
  releasesHold: activityDeed('releaseHold', () => ({ grounds: 'the suit has ended' })),
  proposesDisposal: activityDeed('proposeDisposal', () => ({ reason: 'the period is over' })),
  confirmsDisposal: activityDeed('confirmDisposal', () => ({ protocolHash: EVIDENCE })),
  notes: activityDeed('note', () => ({ text: 'waits for the contract' })),
  attachesEvidence: activityDeed('attachEvidence', () => ({
    kind: 'document',
    hash: EVIDENCE,
    describes: 'contract',
  })),
  explains: activityDeed('explainBreach', (c) => ({
    breach: c.entryOf('proposeActivity'),
    ground: 'workload',
    explanation: 'many at once',
  })),
  inquires: activityDeed('inquire', () => ({ question: 'Who may read it?' })),
  answersInquiry: activityDeed('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'Nobody any more.',
  })),
} as const
export const informationDeeds = {
  ...proposals,
  ...life,
  ...requests,
  ...incidents,
  ...work,
} as const
