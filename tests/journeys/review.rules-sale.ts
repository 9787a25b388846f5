// What is refused of a product that is, was or is to be on sale.

import { loseGate } from '../support/gates.ts'
import { complaintIn } from '../support/actors-complaint.ts'
import {
  changeCleared,
  changed,
  cleared,
  content,
  everyArea,
  everyGate,
  live,
  returned,
} from '../support/actors-review.ts'
import type { Review } from '../support/actors-review.ts'
import type { Stand } from '../support/journey-rules.ts'

const again = (n: number) => ({
  contentHash: content(n),
  supersedes: { contentHash: content(n), grounds: 'the law has changed' },
})
/** The cause of a complaint is found to lie in the product, and its watch reports it. */
const causeReported = async (c: Review): Promise<void> => {
  const { complaint, officer } = complaintIn(c.review.journey)
  await officer.registers()
  c.review.complaint = complaint.id
  await c.officer.reportsComplaintCause()
}
/** A change of a product on sale is returned and given up: an objection to its content stands. */
const changeGivenUp = async (c: Review): Promise<void> => {
  await changed(c)
  await c.business.submitsChange()
  await c.reviewer.findsInScope()
  await c.reviewer.finds({ result: 'flagged' })
  await c.reviewer.returnsForRework()
  await c.business.withdraws()
  await c.business.reportsMaterialChange({ contentHash: content(2) })
}

const launch: Stand<Review> = {
  where: 'of a launch',
  way: cleared,
  refusals: [
    ['contentIsCleared', 'launch', (c) => c.business.launches({ contentHash: content(2) })],
    ['saleInterrupted', 'resumeSale', (c) => c.business.resumesSale()],
  ],
}
const lost: Stand<Review> = {
  where: 'of a launch when a gate was lost',
  way: async (c) => {
    await cleared(c)
    await loseGate(c.review, 'M02')
  },
  refusals: [['disclosureGateHolds', 'launch', (c) => c.business.launches()]],
}
const onSale: Stand<Review> = {
  where: 'while it is on sale',
  way: live,
  refusals: [['saleInterrupted', 'resumeSale', (c) => c.business.resumesSale()]],
}
const interrupted: Stand<Review> = {
  where: 'after a change was given up',
  way: async (c) => {
    await changed(c)
    await c.business.withdraws()
  },
  refusals: [
    ['saleOpen', 'reportComplaintSpike', (c) => c.officer.reportsSpike()],
    ['contentIsCleared', 'resumeSale', (c) => c.business.resumesSale({ contentHash: content(2) })],
  ],
}
const change: Stand<Review> = {
  where: 'of a change',
  way: async (c) => {
    await c.author.opensDraft()
    await c.business.submits()
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
    await c.reviewer.clears()
    await c.business.launches()
    await c.business.reportsMaterialChange()
    await c.officer.recuses()
  },
  refusals: [
    ['heldForGate', 'resumeSale', (c) => c.business.resumesSale()],
    ['notMaterialProposed', 'confirmNotMaterial', (c) => c.lawyer.confirmsNotMaterial()],
    [
      'changeIsTheOneReported',
      'proposeNotMaterial',
      (c) => c.reviewer.proposesNotMaterial({ contentHash: content(3) }),
    ],
    ['notSubmitter', 'proposeNotMaterial', (c) => c.author.proposesNotMaterial()],
    ['notSubmitter', 'confirmNotMaterial', (c) => c.author.confirmsNotMaterial()],
    ['notRecused', 'proposeNotMaterial', (c) => c.officer.proposesNotMaterial()],
    ['notRecused', 'confirmNotMaterial', (c) => c.officer.confirmsNotMaterial()],
  ],
}
const proposed: Stand<Review> = {
  where: 'of a change that is proposed to be none',
  way: async (c) => {
    await changed(c)
    await c.officer.proposesNotMaterial()
  },
  refusals: [['secondPerson', 'confirmNotMaterial', (c) => c.officer.confirmsNotMaterial()]],
}
const objected: Stand<Review> = {
  where: 'of a change that met an objection before',
  way: changeGivenUp,
  refusals: [
    ['changeNotObjected', 'proposeNotMaterial', (c) => c.officer.proposesNotMaterial()],
    ['contentNotRejected', 'openReReview', (c) => c.business.submitsChange()],
  ],
}
const broughtAgain: Stand<Review> = {
  where: 'of scope, when a change is brought again',
  way: async (c) => {
    await changeGivenUp(c)
    await c.business.submitsChange(again(2))
  },
  refusals: [['contentNotObjected', 'proposeScopeOut', (c) => c.officer.proposesOutOfScope()]],
}
const complaint: Stand<Review> = {
  where: 'when what was sold is complained of while other content is cleared',
  way: async (c) => {
    await changed(c)
    await changeCleared(c)
    await c.business.withdraws()
    await c.business.reportsMaterialChange({ contentHash: content(1) })
    await c.officer.proposesNotMaterial({ contentHash: content(1) })
    await causeReported(c)
  },
  refusals: [['proposalNotObjected', 'confirmNotMaterial', (c) => c.lawyer.confirmsNotMaterial()]],
}
const complained: Stand<Review> = {
  where: 'when the cause of a complaint ended the clearance',
  way: async (c) => {
    await live(c)
    await causeReported(c)
  },
  refusals: [['changeHeld', 'proposeNotMaterial', (c) => c.officer.proposesNotMaterial()]],
}
const withoutClearance: Stand<Review> = {
  where: 'of a change whose clearance has ended',
  way: async (c) => {
    await changed(c)
    await causeReported(c)
  },
  refusals: [
    [
      'clearanceStands',
      'proposeNotMaterial',
      (c) => c.officer.proposesNotMaterial({ contentHash: content(2) }),
    ],
  ],
}
const defective: Stand<Review> = {
  where: 'of the post-review',
  way: async (c) => {
    await c.author.opensDraft()
    await c.business.submits()
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
    await c.reviewer.clears()
    await c.business.launches()
    await c.officer.reportsSpike()
    await c.officer.recuses()
  },
  refusals: [
    ['notSubmitter', 'findEffective', (c) => c.author.findsEffective()],
    ['notSubmitter', 'findDefect', (c) => c.author.findsDefect()],
    ['notRecused', 'findEffective', (c) => c.officer.findsEffective()],
    ['notRecused', 'findDefect', (c) => c.officer.findsDefect()],
  ],
}
const breach: Stand<Review> = {
  where: 'of a breach',
  way: async (c) => {
    await c.author.opensDraft()
    await c.auditor.reportsBreach()
    await c.officer.recuses()
  },
  refusals: [
    ['notSubmitter', 'suspendAndReReview', (c) => c.author.suspendsSale()],
    ['notRecused', 'suspendAndReReview', (c) => c.officer.suspendsSale()],
  ],
}
const reviewedAgain = async (c: Review): Promise<void> => {
  await c.auditor.reportsBreach({ contentHash: content(1) })
  await c.manager.suspendsSale({ contentHash: content(1) })
  await c.officer.reassigns({ handler: c.reviewer.id })
  await c.reviewer.findsInScope()
  await everyGate(c)
  await everyArea(c)
}
const sameAgain: Stand<Review> = {
  where: 'of content with an objection that is found on sale',
  way: async (c) => {
    await returned(c)
    await reviewedAgain(c)
  },
  refusals: [
    ['noObjection', 'opineOk', (c) => c.reviewer.clears()],
    ['onlyConditions', 'opineConditional', (c) => c.reviewer.clearsOnConditions()],
  ],
}
const noDossier: Stand<Review> = {
  where: 'of what is found on sale without a dossier',
  way: async (c) => {
    await c.auditor.reportsUnreviewedSale()
    await c.manager.suspendsSale()
    await c.officer.reassigns({ handler: c.reviewer.id })
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
  },
  refusals: [
    ['dossierHeld', 'opineOk', (c) => c.reviewer.clears()],
    ['dossierHeld', 'opineConditional', (c) => c.reviewer.clearsOnConditions()],
  ],
}
const stopped: Stand<Review> = {
  where: 'of a withdrawal of what was sold',
  way: async (c) => {
    await changed(c)
    await c.business.submitsChange()
    await c.reviewer.findsInScope()
    await c.reviewer.finds({ result: 'flagged' })
    await c.reviewer.rejects()
    await c.business.resubmits({ contentHash: content(3) })
  },
  refusals: [['nothingOnSale', 'withdraw', (c) => c.business.withdraws()]],
}

export const saleStands: readonly Stand<Review>[] = [
  launch,
  lost,
  onSale,
  interrupted,
  change,
  proposed,
  objected,
  broughtAgain,
  complaint,
  complained,
  withoutClearance,
  defective,
  breach,
  sameAgain,
  noDossier,
  stopped,
]
