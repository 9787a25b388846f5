// Deeds on a package, on what one consumer is shown, and on the notice of a change.

import type { noticeEvents } from '../../engine/mechanisms/disclosure/notice-events.ts'
import type { packageEvents } from '../../engine/mechanisms/disclosure/package-facts.ts'
import { CONTACT_PLACES } from '../../engine/mechanisms/disclosure/package-terms.ts'
import type { presentationEvents } from '../../engine/mechanisms/disclosure/presentation-events.ts'
import { item } from '../../engine/mechanisms/disclosure/terms.ts'
import { todayIn } from './actors-complaint.ts'
import { deedsFor } from './actors.ts'

export const EVIDENCE = 'e5'.repeat(32)
export const SHEET = 'c5'.repeat(32)
export const PARTNER = 'partner:demo-partner'
const content = (n: number): string => n.toString(16).padStart(64, '0')
/** The n-th copy of a package. */
export const copy = (n: number): string => (0xc0_00 + n).toString(16).padStart(64, '0')
export const met = {
  truthful: 'met',
  accurate: 'met',
  complete: 'met',
  timely: 'met',
  plain: 'met',
} as const
export const notPlain = { ...met, plain: 'notMet' } as const
export const costSheet = (chargeNothing: string[] = []) => ({
  hash: SHEET,
  lines: [{ kind: 'interest' as const, amount: { amount: '120.00', currency: 'CNY' } }],
  chargeNothing,
})
export const pagesOf = (n: number, partners: readonly string[] = []) => [
  { place: 'app' as const, hash: copy(n) },
  { place: 'site' as const, hash: copy(n) },
  ...partners.map((partner) => ({ place: 'partnerPage' as const, partner, hash: copy(n) })),
]

const on = deedsFor<typeof packageEvents>()
const work = {
  notes: on('note', () => ({ text: 'waits for the fee table' })),
  attachesEvidence: on('attachEvidence', () => ({
    kind: 'document',
    hash: EVIDENCE,
    describes: 'screenshots',
  })),
  inquires: on('inquire', () => ({ question: 'Who checked it?' })),
  answersInquiry: on('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'The department.',
  })),
  explainsBreach: on('explainBreach', (c) => ({
    breach: c.entryOf('openPackage'),
    ground: 'workload',
    explanation: 'three copies in one week',
  })),
} as const
export const packageDeeds = {
  ...work,
  opens: on('openPackage', (c) => ({
    product: c.about,
    label: 'instalment loan',
    productClass: 'other',
  })),
  submits: on('submitCopy', () => ({
    contentHash: content(1),
    copyHash: copy(1),
    items: [...item.options],
    contactClauseHash: EVIDENCE,
  })),
  withdraws: on('withdrawCopy', () => ({ reason: 'given up' })),
  checks: on('recordCheck', () => ({ tests: met, grounds: 'examined' })),
  returns: on('returnCopy', () => ({ grounds: 'jargon is not explained' })),
  passes: on('pass', () => ({ grounds: 'all tests are met' })),
  publishesList: on('recordListPublication', () => ({
    listHash: EVIDENCE,
    partners: [PARTNER],
    evidenceHash: EVIDENCE,
  })),
  publishes: on('publish', () => ({
    pages: pagesOf(1),
    contacts: CONTACT_PLACES.map((place) => ({ place, evidenceHash: EVIDENCE })),
  })),
  revises: on('revise', () => ({ reason: 'the fees change' })),
  confirmsDisplay: on('confirmDisplay', () => ({ pages: pagesOf(1), evidenceHash: EVIDENCE })),
  informsInvestors: on('informInvestors', () => ({
    informationHash: EVIDENCE,
    evidenceHash: EVIDENCE,
  })),
  retires: on('retirePackage', () => ({ reason: 'discontinued', evidenceHash: EVIDENCE })),
  settles: on('settlePackage', () => ({ evidenceHash: EVIDENCE })),
  shops: on('reportMysteryShop', () => ({
    failed: ['plain'],
    place: 'premises',
    evidenceHash: EVIDENCE,
    found: 'the fees were not mentioned',
  })),
  findsDrift: on('reportDrift', () => ({
    place: 'app',
    foundHash: content(99),
    evidenceHash: EVIDENCE,
  })),
  reportsDeviation: on('reportDeviation', (c) => ({ source: c.id })),
  listsAffected: on('recordAffected', (c) => ({
    deviation: c.entryOf('reportDrift'),
    listHash: EVIDENCE,
    count: 3,
  })),
  remedies: on('remedyAffected', (c) => ({
    deviation: c.entryOf('reportDrift'),
    remedied: 3,
    evidenceHash: EVIDENCE,
  })),
  corrects: on('correctDeviation', (c) => ({
    deviation: c.entryOf('reportDrift'),
    cause: 'display',
    evidenceHash: EVIDENCE,
  })),
  ordersCorrection: on('forceCorrection', (c) => ({
    cause: 'display',
    takenDownHash: EVIDENCE,
    remedyBy: todayIn(c, 7),
    grounds: 'nothing was done',
  })),
  rejectsCorrection: on('rejectCorrection', (c) => ({
    deviation: c.entryOf('reportDrift'),
    grounds: 'the page still differs',
  })),
  republishes: on('republish', () => ({ pages: pagesOf(1), grounds: 'compared' })),
  reassigns: on('reassign', (c) => ({
    handler: c.journey.person('protection-2'),
    reason: 'leave of absence',
  })),
  recuses: on('recuse', () => ({ ground: 'tookPart' })),
  correctsRecord: on('correctRecord', (c) => ({
    entry: c.entryOf('openPackage'),
    record: { label: { was: 'instalment loan', is: 'instalment credit' } },
    grounds: 'mistyped',
  })),
} as const

const at = deedsFor<typeof presentationEvents>()
const shown = () => ({
  at: 'ownPage' as const,
  copyHash: copy(1),
  items: [...item.options],
  snapshotHash: EVIDENCE,
})
export const presentationDeeds = {
  shows: at('show', (c) => ({
    product: c.about,
    consumer: 'consumer:c1',
    means: 'online',
    ...shown(),
  })),
  showsAgain: at('showAgain', shown),
  confirms: at('confirm', () => ({
    at: 'ownPage',
    acknowledgement: { confirmation: { hash: EVIDENCE } },
  })),
  leaves: at('leave', () => ({})),
  contracts: at('enterContract', () => ({
    at: 'ownPage',
    contractHash: EVIDENCE,
    contactClauseHash: EVIDENCE,
  })),
  sendsNotice: at('sendServiceNotice', () => ({ kind: 'statement', noticeHash: EVIDENCE })),
  recordsDelivery: at('recordServiceDelivery', (c) => ({
    notice: c.entryOf('sendServiceNotice'),
    proofHash: EVIDENCE,
    deliveredOn: todayIn(c),
  })),
  settles: at('settle', () => ({ evidenceHash: EVIDENCE })),
  holds: at('placeHold', () => ({ matter: 'a suit', grounds: 'evidence is needed' })),
  releases: at('releaseHold', (c) => ({
    hold: c.entryOf('placeHold'),
    grounds: 'the suit has ended',
  })),
  proposesDisposal: at('proposeDisposal', () => ({ grounds: 'the period has ended' })),
  disposes: at('confirmDisposal', () => ({ protocolHash: EVIDENCE })),
  refusesDisposal: at('refuseDisposal', () => ({ grounds: 'still needed' })),
} as const

const of = deedsFor<typeof noticeEvents>()
export const noticeDeeds = {
  announces: of('announceChange', (c) => ({
    product: c.about,
    label: 'the fee rises',
    changes: ['fee'],
    effectiveOn: todayIn(c, 30),
    affected: { listHash: EVIDENCE, count: 10 },
  })),
  postpones: of('postponeChange', (c) => ({
    effectiveOn: todayIn(c, 40),
    reason: 'the notice needs time',
  })),
  cancels: of('cancelChange', () => ({ reason: 'given up' })),
  notifies: of('notifyChange', () => ({
    noticeHash: EVIDENCE,
    means: ['appMessage', 'sms'],
    evidenceHash: EVIDENCE,
  })),
  confirmsDelivery: of('confirmDelivery', () => ({
    delivered: 9,
    undelivered: 1,
    proofHash: EVIDENCE,
    announcementHash: EVIDENCE,
  })),
} as const
