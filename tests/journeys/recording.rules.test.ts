// Every rule of a recording, refusing through GraphQL.

import { afterAll, beforeAll } from 'vitest'
import { salesTraceability } from '../../engine/mechanisms/sales-traceability/index.ts'
import {
  captured,
  ended,
  escalated,
  failed,
  linked,
  queued,
  recording,
  recordingIn,
  rectifying,
  seal,
  underReview,
  vaulted,
  KEY_LINKS,
} from '../support/actors-recordings.ts'
import type { Recording } from '../support/actors-recordings.ts'
import { complaintIn } from '../support/actors-complaint.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import type { Refusal, Stand } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { trainingIn } from '../support/actors-training.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})

const OTHER = 'f4'.repeat(32)
const supplement = (more: object = {}) => ({
  startedAt: '2026-03-02T02:00:00.000Z',
  seconds: 60,
  segments: 1,
  contentHash: seal(2),
  links: [...KEY_LINKS],
  ...more,
})
type R = Refusal<Recording>
/** Whoever sells, whatever other seats that person holds. */
const soldBy = (who: string) => ({ seller: journey.person(who) })

const opening: Stand<Recording> = {
  where: 'of the opening of a sale',
  way: async (c) => {
    const t = trainingIn(c.file.journey, 'loans-2')
    await t.hr.requires({ dueOn: '2026-03-05' })
    await c.file.journey.passes('2026-04-10 09:00')
  },
  refusals: [
    ['unitNamed', 'openRecording', (c) => c.system.opens({ unit: undefined })],
    ['sellerNamed', 'openRecording', (c) => c.seller.opens({ seller: undefined })],
    ['sellerNotRestricted', 'openRecording', (c) => c.seller.opens(soldBy('loans-2'))],
    ['insuranceStated', 'openRecording', (c) => c.seller.opens({ productClass: 'insurance' })],
    [
      'insuranceStated',
      'openRecording',
      (c) => c.seller.opens({ ...linked(), productClass: 'fund' }),
    ],
  ],
}
const inRecording: Stand<Recording> = {
  where: 'of what was recorded',
  way: recording,
  refusals: [
    ['oneSegment', 'completeRecording', (c) => c.system.completes({ segments: 2 })],
    [
      'recordedFromStart',
      'completeRecording',
      (c) => c.system.completes({ startedAt: '2026-03-02T00:59:00.000Z' }),
    ],
    [
      'keyLinksComplete',
      'completeRecording',
      (c) => c.system.completes({ links: KEY_LINKS.slice(1) }),
    ],
    ['somethingRecorded', 'placeHold', (c) => c.inspector.holds()],
    ['recordingIntact', 'reportTampering', (c) => c.inspector.reportsDamage()],
  ],
}
const restarted: Stand<Recording> = {
  where: 'of what was recorded before an interruption',
  way: async (c) => {
    await recording(c)
    await c.system.interrupts()
    c.file.journey.at('2026-03-02 11:00')
    await c.seller.restarts()
  },
  refusals: [
    [
      'recordedFromStart',
      'completeRecording',
      (c) => c.system.completes({ startedAt: '2026-03-02T02:00:00.000Z' }),
    ],
  ],
}
const concluding: Stand<Recording> = {
  where: 'of a sale',
  way: (c) => captured(c, linked()),
  refusals: [
    ['saleInOrder', 'concludeSale', (c) => c.seller.concludes({ soldOn: '2026-03-01' })],
    ['saleInOrder', 'concludeSale', (c) => c.seller.concludes({ soldOn: '2026-03-03' })],
    ['coolingOffStated', 'concludeSale', (c) => c.seller.concludes()],
  ],
}
const own = (event: string, act: (c: Recording) => ReturnType<R[2]>): R => [
  'notOwnSale',
  event,
  act,
]
const ownSale: Stand<Recording> = {
  where: 'of whoever sold it',
  way: (c) => queued(c, soldBy('protection-and-loans')),
  refusals: [
    own('passInspection', (c) => c.sellingInspector.passes()),
    own('failInspection', (c) => c.sellingInspector.fails()),
    own('retrieveRecording', (c) => c.sellingInspector.retrieves()),
  ],
}
const inspecting: Stand<Recording> = {
  where: 'of an inspector',
  way: async (c) => {
    await queued(c)
    await c.colleague.recuses()
  },
  refusals: [
    ['inspectorNotInSales', 'passInspection', (c) => c.sellingInspector.passes()],
    ['inspectorNotInSales', 'failInspection', (c) => c.sellingInspector.fails()],
    ['notRecused', 'passInspection', (c) => c.colleague.passes()],
    ['notRecused', 'failInspection', (c) => c.colleague.fails()],
    ['notYetRecused', 'recuse', (c) => c.colleague.recuses()],
    ['someHoldOpen', 'releaseHold', (c) => c.lawyer.releases()],
    [
      'contractDatesInOrder',
      'recordContractEnd',
      (c) => c.seller.endsContract({ endedOn: '2026-03-01' }),
    ],
    [
      'contractDatesInOrder',
      'recordContractEnd',
      (c) => c.seller.endsContract({ endedOn: '2026-03-03' }),
    ],
    ['someBreachOpen', 'explainBreach', (c) => c.inspector.explainsBreach()],
    ['someInquiryOpen', 'answerInquiry', (c) => c.inspector.answersInquiry()],
    [
      'recordIsAsStated',
      'correctRecord',
      (c) => c.inspector.correctsRecord({ record: { label: { was: 'other', is: 'another' } } }),
    ],
    [
      'recordIsAsStated',
      'correctRecord',
      (c) =>
        c.inspector.correctsRecord({
          record: { coolingOffEndsOn: { was: '2026-03-17', is: '2026-03-20' } },
        }),
    ],
  ],
}
const endCorrected = (is: string) => (c: Recording) =>
  c.inspector.correctsRecord({ record: { contractEndedOn: { was: '2026-03-02', is } } })
const correcting: Stand<Recording> = {
  where: 'of a day that is corrected',
  way: (c) => ended(c, linked()),
  refusals: [
    ['correctionInOrder', 'correctRecord', endCorrected('2020-01-01')],
    ['correctionInOrder', 'correctRecord', endCorrected('2026-03-03')],
    [
      'correctionInOrder',
      'correctRecord',
      (c) =>
        c.inspector.correctsRecord({
          record: { coolingOffEndsOn: { was: '2026-03-17', is: '2026-03-01' } },
        }),
    ],
  ],
}
const ordering: Stand<Recording> = {
  where: 'of an order to rectify',
  way: async (c) => {
    await failed(c)
    await c.colleague.recuses()
  },
  refusals: [
    ['inspectorNotInSales', 'orderRectification', (c) => c.sellingInspector.ordersRectification()],
    ['notRecused', 'orderRectification', (c) => c.colleague.ordersRectification()],
  ],
}
const ownDefect: Stand<Recording> = {
  where: 'of an order of whoever sold it',
  way: (c) => failed(c, soldBy('protection-and-east')),
  refusals: [own('orderRectification', (c) => c.eastInspector.ordersRectification())],
}
const mending: Stand<Recording> = {
  where: 'of what was rectified',
  way: rectifying,
  refusals: [
    [
      'oneSegment',
      'reportRectified',
      (c) => c.seller.rectifies({ supplement: supplement({ segments: 2 }) }),
    ],
    [
      'keyLinksComplete',
      'reportRectified',
      (c) => c.seller.rectifies({ supplement: supplement({ links: ['identity'] }) }),
    ],
    [
      'supplementIsNew',
      'reportRectified',
      (c) => c.seller.rectifies({ supplement: supplement({ contentHash: seal(1) }) }),
    ],
  ],
}
const broken: Stand<Recording> = {
  where: 'of a recording that was lost',
  way: async (c) => {
    await vaulted(c)
    await c.auditor.reportsDamage({ damage: 'lost' })
    await c.inspector.ordersRectification()
  },
  refusals: [
    ['supplementGiven', 'reportRectified', (c) => c.seller.rectifies()],
    ['recordingNotLost', 'retrieveRecording', (c) => c.auditor.retrieves()],
    ['recordingIntact', 'reportTampering', (c) => c.auditor.reportsDamage()],
  ],
}
const overruling: Stand<Recording> = {
  where: 'of senior management',
  way: async (c) => {
    await escalated(c, { seller: journey.person('management-2') })
  },
  refusals: [
    ['orderAhead', 'insistOnRectification', (c) => c.manager.insists({ rectifyBy: '2026-03-24' })],
    own('insistOnRectification', (c) => c.otherManager.insists()),
    own('unwindSale', (c) => c.otherManager.unwinds()),
  ],
}
const held: Stand<Recording> = {
  where: 'while it is held',
  way: async (c) => {
    const { complaint, officer } = complaintIn(c.file.journey)
    await officer.registers()
    await vaulted(c)
    await c.inspector.holds({ matter: complaint.id })
    await c.otherLawyer.recuses()
  },
  refusals: [
    ['notOwnHold', 'releaseHold', (c) => c.inspector.releases()],
    ['notRecused', 'releaseHold', (c) => c.otherLawyer.releases()],
    [
      'holdOpen',
      'releaseHold',
      (c) => c.lawyer.releases({ hold: c.file.entryOf('openRecording') }),
    ],
    ['disputeEnded', 'releaseHold', (c) => c.lawyer.releases()],
  ],
}
const heldLong: Stand<Recording> = {
  where: 'of the day on which a dispute ended',
  way: async (c) => {
    await vaulted(c)
    await c.regulator.holds({ kind: 'regulatorOrder' })
  },
  refusals: [
    ['disputeEndDated', 'releaseHold', (c) => c.lawyer.releases({ endedOn: '2026-03-03' })],
  ],
}
const retrieved: Stand<Recording> = {
  where: 'while it is retrieved',
  way: async (c) => {
    await vaulted(c)
    await c.auditor.retrieves({ purpose: 'audit' })
  },
  refusals: [
    ['sealUnbroken', 'returnRecording', (c) => c.inspector.returns({ contentHash: OTHER })],
  ],
}
const reviewed: Stand<Recording> = {
  where: 'while its disposal is reviewed',
  way: async (c) => {
    await underReview(c, soldBy('protection-and-legal'))
    await c.colleague.recuses()
    await c.auditor.retrieves({ purpose: 'audit' })
  },
  refusals: [
    ['notRetrieved', 'proposeDisposal', (c) => c.inspector.proposesDisposal()],
    ['notRecused', 'proposeDisposal', (c) => c.colleague.proposesDisposal()],
    own('proposeDisposal', (c) => c.keeperAndLawyer.proposesDisposal()),
    [
      'keptLonger',
      'declineDisposal',
      (c) => c.lawyer.declinesDisposal({ keepUntil: '2026-09-03' }),
    ],
  ],
}
const proposed: Stand<Recording> = {
  where: 'of a second person',
  way: async (c) => {
    await underReview(c, soldBy('legal-1'))
    await c.keeperAndLawyer.proposesDisposal()
    await c.otherLawyer.recuses()
  },
  refusals: [
    ['secondPerson', 'approveDisposal', (c) => c.keeperAndLawyer.approvesDisposal()],
    own('approveDisposal', (c) => c.lawyer.approvesDisposal()),
    ['notRecused', 'approveDisposal', (c) => c.otherLawyer.approvesDisposal()],
  ],
}
const asked: Stand<Recording> = {
  where: 'of inquiries and breaches',
  way: async (c) => {
    await queued(c)
    await c.supervisor.inquires()
    await c.file.journey.passes('2026-03-24 09:00')
  },
  refusals: [
    [
      'inquiryOpen',
      'answerInquiry',
      (c) => c.inspector.answersInquiry({ inquiry: c.file.entryOf('openRecording') }),
    ],
    ['breachOpen', 'explainBreach', (c) => c.inspector.explainsBreach()],
  ],
}

const way = 'it chooses between ways, one of which is always open'
everyRuleRefuses({
  mechanism: salesTraceability,
  stands: [
    opening,
    inRecording,
    restarted,
    concluding,
    ownSale,
    inspecting,
    correcting,
    ordering,
    ownDefect,
    mending,
    broken,
    overruling,
    held,
    heldLong,
    retrieved,
    reviewed,
    proposed,
    asked,
  ],
  never: {
    inScope: way,
    drawnForInspection: way,
    contractInForce: way,
    holdIsLast: 'it chooses whether the last hold is released, beside the case, which decides',
  },
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = recordingIn(journey)
    return { c, file: c.file }
  },
  minute: () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString()),
})
