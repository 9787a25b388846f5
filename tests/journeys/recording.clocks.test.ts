// Every clock of a recording, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll } from 'vitest'
import { salesTraceability } from '../../engine/mechanisms/sales-traceability/index.ts'
import {
  captured,
  ended,
  escalated,
  failed,
  linked,
  opened,
  queued,
  recording,
  recordingIn,
  rectifying,
  shortTerm,
  underReview,
  unsold,
  vaulted,
} from '../support/actors-recordings.ts'
import type { Recording } from '../support/actors-recordings.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})

const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const escalation = ['seniorManagement', 'supervisoryBody']
const keepers = ['consumerProtection', 'businessDepartment']
const overdue = { told: ['consumerProtection', ...escalation], event: 'reportInspectionOverdue' }
const online = { channel: 'internet', productClass: 'insurance', seller: undefined } as const
const pages = ['pageVersions', 'operationTrace', 'serviceRecord'] as const
/** An internet policy of more than a year, or of a year at most, that has ended. */
const soldOnline = async (c: Recording, termOverOneYear: boolean): Promise<void> => {
  await recording(c, { ...linked({ termOverOneYear, investmentLinked: false }), ...online })
  await c.system.completes({ links: [...pages] })
  await c.seller.concludes({ coolingOffEndsOn: '2026-03-17' })
  await c.inspector.passes()
  await c.seller.endsContract()
}

const sale: readonly Struck<Recording>[] = [
  {
    clock: 'consent',
    way: opened,
    lastDay: '2026-03-03',
    event: 'lapseConsent',
    told: ['businessDepartment'],
    stands: { case: 'consentRefused' },
    facts: { unrecorded: { cause: 'LAPSED', saleBarred: true } },
  },
  {
    clock: 'recording',
    way: recording,
    lastDay: '2026-03-03',
    event: 'lapseRecording',
    told: ['businessDepartment'],
    stands: { case: 'interrupted' },
    facts: { interruptions: 1, contentSealed: null },
  },
  {
    clock: 'restart',
    way: async (c) => {
      await recording(c)
      await c.system.interrupts()
    },
    lastDay: '2026-03-09',
    event: 'lapseRestart',
    told: ['businessDepartment'],
    stands: { case: 'consentRefused' },
    facts: { unrecorded: { cause: 'LAPSED' } },
  },
  {
    clock: 'conclusion',
    way: captured,
    lastDay: '2026-04-01',
    event: 'lapseConclusion',
    told: [],
    stands: { case: 'vaulted', contract: 'none' },
    facts: breach('conclusion'),
  },
  {
    clock: 'contractCheck',
    way: vaulted,
    lastDay: '2027-03-02',
    event: 'promptContractCheck',
    told: ['businessDepartment'],
    stands: { case: 'vaulted', contract: 'inForce' },
    facts: { contract: { checkedOn: '2027-03-03' } },
  },
]
const inspection: readonly Struck<Recording>[] = [
  {
    clock: 'coolingOff',
    way: (c) => queued(c, linked()),
    lastDay: '2026-03-17',
    ...overdue,
    stands: { case: 'qcOverdue' },
    facts: breach('inspection'),
  },
  {
    clock: 'inspection',
    way: queued,
    lastDay: '2026-03-23',
    ...overdue,
    stands: { case: 'qcOverdue' },
    facts: breach('inspection'),
  },
  {
    clock: 'reinspection',
    way: async (c) => {
      await rectifying(c)
      await c.seller.rectifies()
    },
    lastDay: '2026-03-09',
    ...overdue,
    stands: { case: 'qcOverdue' },
    facts: breach('inspection'),
  },
  {
    clock: 'overdueInspection',
    way: async (c) => {
      await queued(c, linked())
      await journey.passes('2026-03-18 09:00')
    },
    lastDay: '2026-04-01',
    event: 'escalateInspection',
    told: ['consumerProtectionCommittee', ...escalation],
    stands: { case: 'qcOverdue' },
    facts: { work: { breaches: [{ clock: 'inspection' }, { clock: 'overdueInspection' }] } },
  },
  {
    clock: 'rectification',
    way: failed,
    lastDay: '2026-03-23',
    event: 'escalateRectification',
    told: [...escalation, 'businessDepartment'],
    stands: { case: 'escalated' },
    facts: breach('rectification'),
  },
  {
    clock: 'ordered',
    way: async (c) => {
      await escalated(c)
      await c.manager.insists({ rectifyBy: '2026-04-10' })
    },
    lastDay: '2026-04-10',
    event: 'reportOrderMissed',
    told: [...escalation, 'businessDepartment'],
    stands: { case: 'escalated' },
    facts: { inspection: { orderedBy: '2026-04-10' } },
  },
  {
    clock: 'escalation',
    way: escalated,
    lastDay: '2026-04-08',
    event: 'reportEscalationOverdue',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'escalated' },
    facts: { work: { breaches: [{ clock: 'rectification' }, { clock: 'escalation' }] } },
  },
]
const custody: readonly Struck<Recording>[] = [
  {
    clock: 'holdReview',
    way: async (c) => {
      await vaulted(c)
      await c.inspector.holds()
    },
    lastDay: '2026-08-29',
    event: 'promptHoldReview',
    told: ['legalCompliance', 'consumerProtection'],
    stands: { case: 'vaulted', hold: 'held' },
    facts: { holds: [{ endedOn: null }] },
  },
  {
    clock: 'retrieval',
    way: async (c) => {
      await vaulted(c)
      await c.auditor.retrieves({ purpose: 'audit' })
    },
    lastDay: '2026-03-16',
    event: 'reportReturnOverdue',
    told: ['consumerProtection', 'internalAudit'],
    stands: { case: 'vaulted', custody: 'retrieved' },
    facts: breach('retrieval'),
  },
  {
    clock: 'disposal',
    way: underReview,
    lastDay: '2026-11-02',
    event: 'reportDisposalOverdue',
    told: ['legalCompliance', 'seniorManagement'],
    stands: { case: 'disposalReview.pending' },
    facts: breach('disposal'),
  },
  {
    clock: 'inquiry',
    way: async (c) => {
      // Unanswered, the consent lapses on the same day, and the case would be over before it is overdue.
      await vaulted(c)
      await c.supervisor.inquires({ answerBy: '2026-03-03' })
    },
    lastDay: '2026-03-03',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: {},
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]
/** Those that end in years stand last: whatever is due meanwhile in other cases is played as well. */
const review = { event: 'beginDisposalReview', told: keepers, facts: {} }
const pending = { stands: { case: 'disposalReview.pending' } }
const retention: readonly Struck<Recording>[] = [
  { clock: 'unsold', way: unsold, lastDay: '2026-09-02', ...review, ...pending },
  {
    clock: 'keptLonger',
    way: async (c) => {
      await underReview(c)
      await c.lawyer.declinesDisposal({ keepUntil: '2027-01-31' })
    },
    lastDay: '2027-01-31',
    ...review,
    event: 'endLongerKeeping',
    ...pending,
  },
  {
    clock: 'trace',
    way: (c) =>
      c.loans.opens({
        channel: 'faceToFace',
        productClass: 'loan',
        unit: 'consumer-loans',
        traceHash: 'e7'.repeat(32),
      }),
    lastDay: '2029-03-02',
    event: 'endTraceRetention',
    told: ['businessDepartment'],
    stands: { case: 'notRequired' },
    facts: { trace: { kept: false } },
  },
  {
    clock: 'explanation',
    way: async (c) => {
      await recording(c, { channel: 'internet', productClass: 'loan', seller: undefined })
      await c.system.completes({ links: [...pages] })
      await c.seller.concludes()
      await c.inspector.passes()
    },
    lastDay: '2029-03-02',
    ...review,
    ...pending,
  },
  {
    clock: 'insuranceShort',
    way: (c) => ended(c, shortTerm()),
    lastDay: '2031-03-02',
    ...review,
    ...pending,
  },
  { clock: 'suitability', way: ended, lastDay: '2031-03-02', ...review, ...pending },
  {
    clock: 'internetShort',
    way: (c) => soldOnline(c, false),
    lastDay: '2031-03-02',
    ...review,
    ...pending,
  },
  {
    clock: 'dispute',
    way: async (c) => {
      await ended(c, shortTerm())
      await c.inspector.holds()
      await journey.passes('2030-06-03 09:00')
      await c.lawyer.releases()
    },
    lastDay: '2032-06-03',
    ...review,
    ...pending,
  },
  {
    clock: 'salesZone',
    way: async (c) => {
      await vaulted(c, { productClass: 'deposit', housePolicy: true })
      await journey.passes('2030-03-04 09:00')
      await c.seller.endsContract()
    },
    lastDay: '2030-09-04',
    ...review,
    ...pending,
  },
  {
    clock: 'insuranceLong',
    way: (c) => ended(c, linked()),
    lastDay: '2036-03-02',
    ...review,
    ...pending,
  },
  {
    clock: 'internetLong',
    way: (c) => soldOnline(c, true),
    lastDay: '2036-03-02',
    ...review,
    ...pending,
  },
]

everyClockStrikes({
  mechanism: salesTraceability,
  clocks: [...sale, ...inspection, ...custody, ...retention],
  journey: () => journey,
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = recordingIn(journey)
    return { c, file: c.file }
  },
})
