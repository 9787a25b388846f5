// What is refused of the period, the decision, its telling, its review and what follows.

import {
  EXAMINED,
  concluded,
  decided,
  extensionAsked,
  notified,
  ready,
  rectifying,
  registered,
  statement,
  tracing,
  underReview,
  yuan,
} from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import type { Stand } from '../support/journey-rules.ts'

const stranger = { about: 'consumer:stranger' }
const HALF = [...EXAMINED].slice(0, 2)

const extension: Stand<Complaint> = {
  where: 'of an extension',
  way: async (c) => {
    await registered(c, { unit: 'hq' })
    await c.officerInManagement.callsComplex()
    await c.officerInManagement.asksExtension()
  },
  refusals: [
    ['extensionApproved', 'tellExtension', (c) => c.officer.tellsOfExtension()],
    ['rightApprover', 'approveExtension', (c) => c.superior.approvesExtension()],
    ['rightApprover', 'refuseExtension', (c) => c.superior.refusesExtension()],
    ['approverIsNotAsker', 'approveExtension', (c) => c.officerInManagement.approvesExtension()],
    ['approverIsNotAsker', 'refuseExtension', (c) => c.officerInManagement.refusesExtension()],
  ],
}
const approved: Stand<Complaint> = {
  where: 'of an extension that is approved',
  way: async (c) => {
    await extensionAsked(c)
    await c.superior.approvesExtension()
  },
  refusals: [
    ['extensionUndecided', 'approveExtension', (c) => c.manager.approvesExtension()],
    ['extensionUndecided', 'refuseExtension', (c) => c.manager.refusesExtension()],
  ],
}

const decision: Stand<Complaint> = {
  where: 'of the decision',
  way: (c) => ready(c, { concerned: [c.colleague.id] }),
  refusals: [
    ['deciderUnconcerned', 'decide', (c) => c.colleague.decides()],
    ['managementOnlyWhenLate', 'decide', (c) => c.manager.decides()],
    ['aboutParty', 'decide', (c) => c.officer.decides(stranger)],
    ['outcomeStated', 'decide', (c) => c.officer.decides({ outcome: 'notStated' })],
    ['settlementKept', 'decide', (c) => c.officer.decides({ outcome: 'settled' })],
    ['reliefComplete', 'decide', (c) => c.officer.decides({ relief: { kind: 'monetary' } })],
    ['reliefComplete', 'decide', (c) => c.officer.decides({ relief: yuan('1.00', '2026-03-01') })],
    ['remediesListed', 'decide', (c) => c.officer.decides({ remedies: ['review', 'mediation'] })],
    [
      'remediesListed',
      'decide',
      (c) => c.officer.decides({ remedies: ['mediation', 'arbitration', 'litigation'] }),
    ],
    ['reasoned', 'decide', (c) => c.officer.decides({ grounds: undefined })],
  ],
}
const telling: Stand<Complaint> = {
  where: 'of telling it',
  way: decided,
  refusals: [
    ['proofKept', 'tell', (c) => c.officer.tells({ proof: undefined })],
    ['proofKept', 'tell', (c) => c.officer.tells({ means: undefined })],
    ['tellNotLater', 'tell', (c) => c.officer.tells({ on: '2026-03-03' })],
    ['tellNotLater', 'tell', (c) => c.officer.tells({ deliveredOn: '2026-03-03' })],
  ],
}
const posted: Stand<Complaint> = {
  where: 'after it was posted',
  way: async (c) => {
    await decided(c)
    await c.officer.tells({ means: 'post' })
  },
  refusals: [
    [
      'deliveredAfterTold',
      'recordDelivery',
      (c) => c.officer.recordsDelivery({ deliveredOn: '2026-03-01' }),
    ],
    [
      'deliveredAfterTold',
      'recordDelivery',
      (c) => c.officer.recordsDelivery({ deliveredOn: '2026-03-03' }),
    ],
    ['askedInTime', 'askReview', (c) => c.customer.asksReview({ deliveredOn: '2026-01-30' })],
    ['headquartersDecision', 'askSecondLook', (c) => c.customer.asksSecondLook()],
    ['factsNamed', 'newFacts', (c) => c.customer.bringsNewFacts({ facts: undefined })],
    ['factsNamed', 'newFacts', (c) => c.customer.bringsNewFacts({ novelty: 'disputed' })],
    ['statementKept', 'newFacts', (c) => c.customer.bringsNewFacts({ statement: undefined })],
    ['statementKept', 'accept', (c) => c.customer.accepts({ statement: undefined })],
    ['aboutParty', 'newFacts', (c) => c.customer.bringsNewFacts(stranger)],
    ['aboutParty', 'accept', (c) => c.customer.accepts(stranger)],
    ['attestedSource', 'recordClosure', (c) => c.officer.transcribesClosure()],
    ['performanceProved', 'recordPerformance', (c) => c.branch.performs({ proof: undefined })],
    ['performanceProved', 'recordPerformance', (c) => c.branch.performs({ on: '2026-03-03' })],
  ],
}
const delivered: Stand<Complaint> = {
  where: 'after headquarters told it by telephone',
  way: (c) => notified(c, { unit: 'hq' }),
  refusals: [
    ['deliveryUnknown', 'recordDelivery', (c) => c.officer.recordsDelivery()],
    ['branchDecision', 'askReview', (c) => c.customer.asksReview()],
  ],
}

/** Whoever handled or decided it sits at headquarters as well. */
const byReviewer = async (c: Complaint): Promise<void> => {
  await registered(c)
  await c.officer.assigns({ handler: c.officerAtHeadquarters.id })
  await c.officerAtHeadquarters.declaresNoInterest()
  await c.officerAtHeadquarters.contacts()
  await c.officerAtHeadquarters.clarifiesFacts()
  await c.lawyer.agreesLegally()
  await c.officer.decides()
  await c.officer.tells()
  await c.customer.asksReview()
}
const askedReview: Stand<Complaint> = {
  where: 'of a request for review',
  way: byReviewer,
  refusals: [
    ['reviewerIsNew', 'findInadmissible', (c) => c.officerAtHeadquarters.findsInadmissible()],
    ['reviewerIsNew', 'acceptReview', (c) => c.officerAtHeadquarters.admitsReview()],
    ['managementOnlyWhenReviewLate', 'acceptReview', (c) => c.manager.admitsReview()],
    ['managementOnlyWhenReviewLate', 'findInadmissible', (c) => c.manager.findsInadmissible()],
    ['aboutParty', 'findInadmissible', (c) => c.superior.findsInadmissible(stranger)],
    ['aboutParty', 'withdrawReview', (c) => c.customer.withdrawsReview(stranger)],
  ],
}
const reviewing: Stand<Complaint> = {
  where: 'of the review',
  way: async (c) => {
    await byReviewer(c)
    await c.superior.admitsReview()
  },
  refusals: [
    ['reviewerIsNew', 'upholdDecision', (c) => c.officerAtHeadquarters.upholdsDecision()],
    ['reviewerIsNew', 'changeDecision', (c) => c.officerAtHeadquarters.changesDecision()],
    ['allExamined', 'upholdDecision', (c) => c.superior.upholdsDecision({ examined: HALF })],
    ['allExamined', 'changeDecision', (c) => c.superior.changesDecision({ examined: HALF })],
    [
      'outcomeStated',
      'changeDecision',
      (c) => c.superior.changesDecision({ outcome: 'notStated' }),
    ],
    [
      'reliefComplete',
      'changeDecision',
      (c) => c.superior.changesDecision({ relief: { kind: 'nonMonetary' } }),
    ],
    ['remediesListed', 'changeDecision', (c) => c.superior.changesDecision({ remedies: [] })],
  ],
}
const reviewed: Stand<Complaint> = {
  where: 'once it was reviewed',
  way: async (c) => {
    await underReview(c)
    await c.superior.upholdsDecision()
    await c.officer.tellsReview()
  },
  refusals: [['notReviewedYet', 'askReview', (c) => c.customer.asksReview()]],
}

const settlement: Stand<Complaint> = {
  where: 'of a settlement',
  way: async (c) => {
    await registered(c)
    await c.officer.assigns()
    await c.handler.declaresNoInterest()
    await c.handler.contacts()
    await c.handler.negotiates()
  },
  refusals: [
    [
      'reliefComplete',
      'settle',
      (c) => c.customer.agreesToSettle({ relief: { kind: 'none', what: 'a word of regret' } }),
    ],
    ['aboutParty', 'settle', (c) => c.customer.agreesToSettle({ ...stranger, statement })],
  ],
}

const cause: Stand<Complaint> = {
  where: 'of the cause',
  way: async (c) => {
    await tracing(c, { product: undefined })
    await c.officerAtBranch.proposesCause()
  },
  refusals: [
    ['confirmerIsNotProposer', 'confirmCause', (c) => c.officerAtBranch.confirmsCause()],
    ['causeObjectNamed', 'confirmCause', (c) => c.officer.confirmsCause({ kinds: ['partner'] })],
    ['causeObjectNamed', 'confirmCause', (c) => c.officer.confirmsCause({ kinds: ['price'] })],
    ['unitKnown', 'confirmCause', (c) => c.officer.confirmsCause({ owner: 'branch-nowhere' })],
    ['notUpheldOutright', 'findNoFault', (c) => c.officer.findsNoFault()],
    ['aboutParty', 'proposeCause', (c) => c.branch.proposesCause(stranger)],
  ],
}
const nowhere: Stand<Complaint> = {
  where: 'of the cause, where no unit is in charge',
  way: (c) => tracing(c, { unit: undefined }),
  refusals: [['ownerNamed', 'confirmCause', (c) => c.officer.confirmsCause()]],
}
const rectification: Stand<Complaint> = {
  where: 'of the rectification',
  way: async (c) => {
    await rectifying(c)
    await c.officerAtBranch.reportsRectification()
  },
  refusals: [
    ['verifierIsNotHandler', 'verifyRectification', (c) => c.handler.verifiesRectification()],
    [
      'verifierIsNotAuthor',
      'verifyRectification',
      (c) => c.officerAtBranch.verifiesRectification(),
    ],
    ['causeRecurs', 'reportRepeatedCause', (c) => c.officer.reportsRepeatedCause()],
  ],
}
const archive: Stand<Complaint> = {
  where: 'of the archive, while something is owed',
  way: concluded,
  refusals: [['nothingOwed', 'archive', (c) => c.officer.archives()]],
}
const inquired: Stand<Complaint> = {
  where: 'of the archive, while an inquiry is open',
  way: async (c) => {
    await concluded(c)
    await c.branch.performs()
    await c.supervisor.inquires()
  },
  refusals: [['noInquiryOpen', 'archive', (c) => c.officer.archives()]],
}
const breached: Stand<Complaint> = {
  where: 'of an explanation',
  way: async (c) => {
    await registered(c)
    await c.complaint.journey.passes('2026-03-18 09:00')
  },
  refusals: [
    ['breachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
    ['aboutParty', 'explainBreach', (c) => c.officer.explainsBreach(stranger)],
  ],
}
const declined: Stand<Complaint> = {
  where: 'of reopening what was declined',
  way: async (c) => {
    await c.officer.registers()
    await c.officer.declinesToHandle()
  },
  refusals: [['aboutParty', 'reopen', (c) => c.manager.reopens(stranger)]],
}

export const answerStands: readonly Stand<Complaint>[] = [
  extension,
  approved,
  decision,
  telling,
  posted,
  delivered,
  askedReview,
  reviewing,
  reviewed,
  settlement,
  cause,
  nowhere,
  rectification,
  archive,
  inquired,
  breached,
  declined,
]
