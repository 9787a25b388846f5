// Every rule of a dispute, refusing through GraphQL.

import { afterAll, beforeAll } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { disputeResolution } from '../../engine/mechanisms/dispute-resolution/index.ts'
import { todayIn } from '../support/actors-complaint.ts'
import {
  accepted,
  applied,
  defaulted,
  disputeIn,
  failed,
  fastTracked,
  negotiating,
  opined,
  performing,
  proposed,
  refusedByUs,
  suing,
  yuan,
} from '../support/actors-dispute.ts'
import type { Dispute } from '../support/actors-dispute.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import type { Stand } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { INSTITUTION } from '../support/world.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})

type S = Stand<Dispute>
const somewhere = encodeId('Entry', INSTITUTION)
const nobodysComplaint = encodeId('Process', INSTITUTION)
const scheme = { name: 'local scheme', limit: yuan('5000'), joined: true, rules: 'f6'.repeat(32) }

const opening: S = {
  where: 'when it is opened',
  way: () => Promise.resolve(),
  refusals: [
    [
      'complaintFits',
      'openDispute',
      (c) => c.officer.opensDispute({ complaint: nobodysComplaint }),
    ],
    ['unitExists', 'openDispute', (c) => c.officer.opensDispute({ unit: 'nowhere' })],
  ],
}
const identified: S = {
  where: 'of a dispute that nobody negotiates yet',
  way: async (c) => {
    await c.officer.opensDispute()
    await c.handler.recuses()
    await c.file.journey.declaresInterest('protection-3', c.file.about)
  },
  refusals: [
    ['handlerIsFree', 'beginNegotiation', (c) => c.officer.beginsNegotiation()],
    [
      'handlerIsFree',
      'beginNegotiation',
      (c) => c.officer.beginsNegotiation({ handler: c.representative.id }),
    ],
    ['handlerIsFree', 'reassign', (c) => c.officer.reassigns()],
    [
      'handlerHoldsSeat',
      'beginNegotiation',
      (c) => c.officer.beginsNegotiation({ handler: c.manager.id }),
    ],
    ['handlerHoldsSeat', 'reassign', (c) => c.officer.reassigns({ handler: c.manager.id })],
    ['notYetRecused', 'recuse', (c) => c.handler.recuses()],
    ['inMediation', 'delegate', (c) => c.manager.delegates()],
    ['someDelegation', 'revokeDelegation', (c) => c.manager.revokes()],
    ['someBreachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
    ['someInquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry()],
    ['someHoldStands', 'releaseHold', (c) => c.officer.releasesHold()],
    [
      'recordIsAsStated',
      'correctRecord',
      (c) => c.officer.correctsRecord({ record: { matter: { was: 'x', is: 'y' } } }),
    ],
  ],
}
const negotiation: S = {
  where: 'of negotiation',
  way: async (c) => {
    await negotiating(c)
    await c.supervisor.inquires()
    await c.officer.holdsRecord()
  },
  refusals: [
    ['negotiatedFirst', 'proposeMediation', (c) => c.handler.proposesMediation()],
    ['handlerActs', 'proposeMediation', (c) => c.officer.proposesMediation()],
    ['offerStands', 'acceptOffer', (c) => c.relay.acceptsOffer()],
    ['offerStands', 'declineOffer', (c) => c.relay.declinesOffer()],
    [
      'performedLater',
      'offerSettlement',
      (c) => c.business.offers({ performBy: todayIn(c.file, -1) }),
    ],
    ['inquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry({ inquiry: somewhere })],
    ['holdStands', 'releaseHold', (c) => c.officer.releasesHold({ hold: somewhere })],
  ],
}
const negotiated: S = {
  where: 'of the proposal of mediation',
  way: async (c) => {
    await negotiating(c)
    await c.handler.negotiates()
  },
  refusals: (['mediation', 'arbitration', 'litigation'] as const).map((remedy) => [
    'remediesAllTold',
    'proposeMediation',
    (c) => c.handler.proposesMediation({ remedies: [remedy] }),
  ]),
}
const joint: S = {
  where: 'of a mediation for which both applied',
  way: async (c) => {
    await proposed(c)
    await c.relay.consents()
  },
  refusals: [['consumerAsked', 'refuseMediation', (c) => c.business.refusesMediation()]],
}
const ruling: S = {
  where: 'of the ruling on a refusal',
  way: async (c) => {
    await applied(c)
    await c.officerInManagement.refusesMediation()
  },
  refusals: [
    ['notRefuser', 'overruleRefusal', (c) => c.officerInManagement.overrules()],
    ['notRefuser', 'justifyRefusal', (c) => c.officerInManagement.findsReason()],
  ],
}
const overruled: S = {
  where: 'of a refusal, once one was found unjustified',
  way: async (c) => {
    await refusedByUs(c)
    await c.manager.overrules()
  },
  refusals: [['notYetOverruled', 'refuseMediation', (c) => c.business.refusesMediation()]],
}
const delegation: S = {
  where: 'of delegation and of the track',
  way: accepted,
  refusals: [
    ['notOneself', 'delegate', (c) => c.manager.delegates({ representative: c.manager.id })],
    [
      'representativeIsOurs',
      'delegate',
      (c) => c.manager.delegates({ representative: c.court.id }),
    ],
    ['endLiesAhead', 'delegate', (c) => c.manager.delegates({ until: todayIn(c.file) })],
    ['someDelegation', 'concludeAgreement', (c) => c.mediator.concludes()],
    ['withinScheme', 'assignFast', (c) => c.mediator.takesFastTrack({ claim: yuan('5000.01') })],
    [
      'withinScheme',
      'assignFast',
      (c) => c.mediator.takesFastTrack({ claim: { amount: '100', currency: 'USD' }, scheme }),
    ],
    ['limitIsSet', 'assignFast', (c) => c.mediator.takesFastTrack({ limit: todayIn(c.file) })],
    [
      'signedNotLater',
      'assignOrdinary',
      (c) => c.mediator.takesOrdinaryTrack({ signedOn: todayIn(c.file, 1) }),
    ],
    [
      'limitIsOfTheBody',
      'assignOrdinary',
      (c) => c.mediator.takesOrdinaryTrack({ limit: todayIn(c.file, 90) }),
    ],
  ],
}
const fast: S = {
  where: 'on the fast track',
  way: fastTracked,
  refusals: [
    [
      'representativeMay',
      'concludeAgreement',
      (c) => c.mediator.concludes({ representative: c.officer.id }),
    ],
    [
      'representativeMay',
      'concludeAgreement',
      (c) => c.relay.concludes({ amount: yuan('1000.01') }),
    ],
    [
      'performedLater',
      'concludeAgreement',
      (c) => c.mediator.concludes({ performBy: todayIn(c.file, -1) }),
    ],
    ['opinionIsOpen', 'issueOpinion', (c) => c.mediator.opines({ acceptBy: todayIn(c.file) })],
    ['opinionIsOpen', 'issueOpinion', (c) => c.mediator.opines({ acceptBy: todayIn(c.file, 31) })],
    [
      'signedNotLater',
      'moveToOrdinary',
      (c) => c.mediator.movesToOrdinary({ signedOn: todayIn(c.file, 1) }),
    ],
    ['endLiesAhead', 'extendMediation', (c) => c.mediator.extends({ until: todayIn(c.file) })],
  ],
}
const opinion: S = {
  where: 'of an opinion that nobody has accepted',
  way: opined,
  refusals: [
    ['consumerAccepted', 'adoptOpinion', (c) => c.handler.adoptsOpinion()],
    ['consumerAccepted', 'declineOpinion', (c) => c.handler.declinesOpinion()],
    ['handlerActs', 'adoptOpinion', (c) => c.officer.adoptsOpinion()],
    ['handlerActs', 'declineOpinion', (c) => c.officer.declinesOpinion()],
  ],
}
const notJoined: S = {
  where: 'of an opinion that awaits the institution',
  way: async (c) => {
    await accepted(c)
    await c.mediator.takesFastTrack({ scheme: { ...scheme, joined: false } })
    await c.mediator.opines()
    await c.relay.acceptsOpinion()
  },
  refusals: [
    ['consumerHasNotAnswered', 'acceptOpinion', (c) => c.relay.acceptsOpinion()],
    ['consumerHasNotAnswered', 'rejectOpinion', (c) => c.relay.rejectsOpinion()],
  ],
}
const remedies: S = {
  where: 'of the remedies after a mediation that failed',
  way: failed,
  refusals: [
    ['remediesAllTold', 'tellRemedies', (c) => c.handler.tellsRemedies({ remedies: [] })],
    ['handlerActs', 'tellRemedies', (c) => c.officer.tellsRemedies()],
  ],
}
const owed: S = {
  where: 'of what is owed',
  way: performing,
  refusals: [
    ['performanceRecorded', 'confirmPerformance', (c) => c.relay.confirmsPerformance()],
    ['performanceRecorded', 'contestPerformance', (c) => c.relay.contestsPerformance()],
    [
      'performedNotLater',
      'recordPerformance',
      (c) => c.business.performs({ on: todayIn(c.file, 1) }),
    ],
  ],
}
const performed: S = {
  where: 'of a performance that is recorded',
  way: async (c) => {
    await performing(c)
    await c.officerInBusiness.performs()
  },
  refusals: [
    ['notYetPerformed', 'recordPerformance', (c) => c.business.performs()],
    ['notPerformer', 'confirmPerformance', (c) => c.officerInBusiness.confirmsPerformance()],
  ],
}
const inDefault: S = {
  where: 'of a default',
  way: defaulted,
  refusals: [
    [
      'orderedAhead',
      'orderPerformance',
      (c) => c.manager.ordersPerformance({ by: todayIn(c.file) }),
    ],
    ['breachOpen', 'explainBreach', (c) => c.officer.explainsBreach({ breach: somewhere })],
  ],
}
const suit: S = {
  where: 'of a suit',
  way: suing,
  refusals: [
    ['performedLater', 'recordJudgment', (c) => c.court.judges({ performBy: todayIn(c.file, -1) })],
    ['notYetPerformed', 'recordPerformance', (c) => c.business.performs()],
  ],
}
const kept: S = {
  where: 'of the record',
  way: async (c) => {
    await negotiating(c)
    await c.relay.givesUp()
    await c.file.journey.passes('2031-03-03 09:00')
    await c.officer.holdsRecord()
  },
  refusals: [['noHoldStands', 'proposeDisposal', (c) => c.officer.proposesDisposal()]],
}
const disposed: S = {
  where: 'of the disposal of the record',
  way: async (c) => {
    await negotiating(c)
    await c.relay.givesUp()
    await c.file.journey.passes('2031-03-03 09:00')
    await c.officer.proposesDisposal()
  },
  refusals: [['notDisposer', 'confirmDisposal', (c) => c.officer.confirmsDisposal()]],
}

const way = 'it chooses between ways, one of which is always open'
everyRuleRefuses({
  mechanism: disputeResolution,
  stands: [
    opening,
    identified,
    negotiation,
    negotiated,
    joint,
    ruling,
    overruled,
    delegation,
    fast,
    opinion,
    notJoined,
    remedies,
    owed,
    performed,
    inDefault,
    suit,
    kept,
    disposed,
  ],
  never: {
    offerPromises: way,
    offerPromisesNothing: way,
    owes: way,
    owesNothing: way,
    schemeBinds: way,
    dayHasPassed: way,
  },
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = disputeIn(journey)
    return { c, file: c.file }
  },
  minute: () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString()),
})
