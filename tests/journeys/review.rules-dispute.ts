// What is refused of disputes about the opinion, up to the resolution of the committee.

import { encodeId } from '../../api/graphql/ids.ts'
import { disputed, found, inReview, minutes, ruled } from '../support/actors-review.ts'
import { KNOWN, withoutPaper } from '../support/actors-resolution.ts'
import type { Review } from '../support/actors-review.ts'
import type { Stand } from '../support/journey-rules.ts'
import { INSTITUTION } from '../support/world.ts'

const today = '2026-03-02'
const somewhere = encodeId('Entry', INSTITUTION)

const dispute: Stand<Review> = {
  where: 'of a dispute',
  way: disputed,
  refusals: [['findingIsDue', 'recordFinding', (c) => c.reviewer.finds({ area: 'design' })]],
}
const halfDone: Stand<Review> = {
  where: 'of a dispute before every area was looked at',
  way: async (c) => {
    await inReview(c)
    await c.reviewer.finds({ result: 'flagged' })
    await c.reviewer.rejects()
    await c.business.contests()
  },
  refusals: [['stillOutstanding', 'recordFinding', (c) => c.reviewer.finds({ area: 'design' })]],
}
/** Drafted by somebody of management, opined by somebody of management; both sit in the department too. */
const judgedByItself = async (c: Review): Promise<void> => {
  await c.authorInManagement.opensDraft()
  await c.business.submits()
  await c.officer.acceptsDossier({ handler: c.reviewerInManagement.id })
  await c.reviewerInManagement.findsInScope()
  await c.reviewerInManagement.finds({ result: 'flagged' })
  await c.reviewerInManagement.rejects()
  await c.business.contests()
  await c.officer.escalates()
}
const ruling: Stand<Review> = {
  where: 'of the ruling of senior management',
  way: async (c) => {
    await judgedByItself(c)
    await c.otherManager.recuses()
  },
  refusals: [
    ['noDisputeStands', 'resumeReview', (c) => c.manager.resumesReview()],
    ['notOwnOpinion', 'smUpholdOpinion', (c) => c.reviewerInManagement.upholdsOpinion()],
    ['notOwnOpinion', 'referToCommittee', (c) => c.reviewerInManagement.refersToCommittee()],
    ['notOwnOpinion', 'resumeReview', (c) => c.reviewerInManagement.resumesReview()],
    ['notSubmitter', 'smUpholdOpinion', (c) => c.authorInManagement.upholdsOpinion()],
    ['notSubmitter', 'referToCommittee', (c) => c.authorInManagement.refersToCommittee()],
    ['notSubmitter', 'resumeReview', (c) => c.authorInManagement.resumesReview()],
    ['notRecused', 'smUpholdOpinion', (c) => c.otherManager.upholdsOpinion()],
    ['notRecused', 'referToCommittee', (c) => c.otherManager.refersToCommittee()],
    ['notRecused', 'resumeReview', (c) => c.otherManager.resumesReview()],
  ],
}
const stalled: Stand<Review> = {
  where: 'of a review that stalled',
  way: async (c) => {
    await c.author.opensDraft()
    await c.business.submits()
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await c.review.journey.passes('2026-03-17 09:00')
    await c.review.journey.declaresInterest('protection-1', c.review.about)
  },
  refusals: [
    ['disputeStands', 'smUpholdOpinion', (c) => c.manager.upholdsOpinion()],
    ['disputeStands', 'referToCommittee', (c) => c.manager.refersToCommittee()],
    ['disputeStands', 'concede', (c) => c.business.concedes()],
    ['reviewerIsNew', 'resumeReview', (c) => c.manager.resumesReview({ handler: c.reviewer.id })],
    [
      'reviewerHasNoInterest',
      'resumeReview',
      (c) => c.manager.resumesReview({ handler: c.officer.id }),
    ],
    ['reviewerHoldsSeat', 'resumeReview', (c) => c.manager.resumesReview({ handler: c.lawyer.id })],
    [
      'reviewerIsNotAuthor',
      'resumeReview',
      (c) => c.manager.resumesReview({ handler: c.author.id }),
    ],
    ['breachOpen', 'explainBreach', (c) => c.officer.explainsBreach({ breach: somewhere })],
  ],
}
const resolution: Stand<Review> = {
  where: 'of the resolution of the committee',
  way: async (c) => {
    await ruled(c)
    await c.managerInCommittee.refersToCommittee()
    await c.otherCommittee.recuses()
  },
  refusals: [
    [
      'resolutionIsOfContent',
      'committeeUphold',
      (c) => c.committee.upholdsByResolution({ resolution: minutes(2, today) }),
    ],
    [
      'resolutionIsTimely',
      'committeeUphold',
      (c) => c.committee.upholdsByResolution({ resolution: minutes(1, '2026-03-03') }),
    ],
    [
      'resolutionIsTimely',
      'committeeAcceptRisk',
      (c) => c.committee.acceptsRisk({ resolution: minutes(1, '2026-03-01') }),
    ],
    [
      'resolutionAdopted',
      'committeeUphold',
      (c) => c.committee.upholdsByResolution({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'committeeUphold',
      (c) => withoutPaper(c.review.journey, () => c.committee.upholdsByResolution()),
    ],
    [
      'resolutionAdopted',
      'committeeAcceptRisk',
      (c) => c.committee.acceptsRisk({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'committeeAcceptRisk',
      (c) => withoutPaper(c.review.journey, () => c.committee.acceptsRisk()),
    ],
    ['notReferrer', 'committeeUphold', (c) => c.managerInCommittee.upholdsByResolution()],
    ['notReferrer', 'committeeAcceptRisk', (c) => c.managerInCommittee.acceptsRisk()],
    ['notRecused', 'committeeUphold', (c) => c.otherCommittee.upholdsByResolution()],
    ['notRecused', 'committeeAcceptRisk', (c) => c.otherCommittee.acceptsRisk()],
  ],
}
const resolvedByItself: Stand<Review> = {
  where: 'of members of the committee who took part',
  way: async (c) => {
    await judgedByItself(c)
    await c.manager.refersToCommittee()
  },
  refusals: [
    ['notOwnOpinion', 'committeeUphold', (c) => c.reviewerInManagement.upholdsByResolution()],
    ['notOwnOpinion', 'committeeAcceptRisk', (c) => c.reviewerInManagement.acceptsRisk()],
    ['notSubmitter', 'committeeUphold', (c) => c.authorInManagement.upholdsByResolution()],
    ['notSubmitter', 'committeeAcceptRisk', (c) => c.authorInManagement.acceptsRisk()],
  ],
}
const unheard: Stand<Review> = {
  where: 'of a risk that law was not heard on',
  way: async (c) => {
    await inReview(c)
    await c.reviewer.finds({ result: 'flagged' })
    await c.reviewer.rejects()
    await c.business.contests()
    await c.officer.escalates()
    await c.manager.refersToCommittee()
  },
  refusals: [['lawWasHeard', 'committeeAcceptRisk', (c) => c.committee.acceptsRisk()]],
}
const forbidden: Stand<Review> = {
  where: 'of a risk that the law forbids',
  way: async (c) => {
    await found(c)
    await c.lawyer.finds({ area: 'legal', result: 'flagged', prohibition: true })
    await c.reviewer.rejects()
    await c.business.contests()
    await c.officer.escalates()
    await c.manager.refersToCommittee()
  },
  refusals: [['nothingForbidden', 'committeeAcceptRisk', (c) => c.committee.acceptsRisk()]],
}

export const disputeStands: readonly Stand<Review>[] = [
  dispute,
  halfDone,
  ruling,
  stalled,
  resolution,
  resolvedByItself,
  unheard,
  forbidden,
]
