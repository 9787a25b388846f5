// What is refused of a dossier, of scope, of the findings, of conditions and of rework.

import { loseGate, meetGates } from '../support/gates.ts'
import { INSTITUTION } from '../support/world.ts'
import { encodeId } from '../../api/graphql/ids.ts'
import {
  EVIDENCE,
  content,
  dossier,
  everyArea,
  everyGate,
  flagged,
  returned,
  reviewIn,
  submitted,
  triaged,
} from '../support/actors-review.ts'
import type { Review } from '../support/actors-review.ts'
import type { Stand } from '../support/journey-rules.ts'

const { copy: _copy, ...incomplete } = dossier
const somewhere = encodeId('Entry', INSTITUTION)

const opening: Stand<Review> = {
  where: 'when it is opened',
  way: async ({ review }) => {
    await reviewIn(review.journey, review.about).business.opensDraft()
  },
  refusals: [
    ['noOpenReview', 'openDraft', (c) => c.business.opensDraft()],
    ['noOpenReview', 'reportUnreviewed', (c) => c.auditor.reportsUnreviewedSale()],
    [
      'campaignFits',
      'openDraft',
      (c) => c.business.opensDraft({ product: 'product:new', matter: 'marketing' }),
    ],
    [
      'campaignFits',
      'openDraft',
      (c) => c.business.opensDraft({ product: 'product:new', campaign: 'campaign:spring' }),
    ],
  ],
}
const draft: Stand<Review> = {
  where: 'of a draft',
  way: (c) => c.business.opensDraft({ productClass: 'insurance' }),
  refusals: [
    ['dossierComplete', 'submit', (c) => c.business.submits({ dossier: incomplete })],
    ['targetMarketStated', 'submit', (c) => c.business.submits()],
    ['onSale', 'retire', (c) => c.business.retires()],
    ['someBreachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
    ['someInquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry()],
    [
      'recordIsAsStated',
      'correctRecord',
      (c) => c.officer.correctsRecord({ record: { label: { was: 'x', is: 'y' } } }),
    ],
  ],
}
const acceptance: Stand<Review> = {
  where: 'of the acceptance of a dossier',
  way: async (c) => {
    await c.author.opensDraft()
    await c.business.submits()
    await c.review.journey.declaresInterest('protection-3', c.review.about)
  },
  refusals: [
    ['notSubmitter', 'acceptDossier', (c) => c.author.acceptsDossier()],
    ['notSubmitter', 'returnIncomplete', (c) => c.author.returnsAsIncomplete()],
    [
      'reviewerHoldsSeat',
      'acceptDossier',
      (c) => c.officer.acceptsDossier({ handler: c.manager.id }),
    ],
    [
      'reviewerIsNotAuthor',
      'acceptDossier',
      (c) => c.officer.acceptsDossier({ handler: c.author.id }),
    ],
    [
      'reviewerHasNoInterest',
      'acceptDossier',
      (c) => c.officer.acceptsDossier({ handler: c.colleague.id }),
    ],
    ['reviewerIsNotAuthor', 'reassign', (c) => c.officer.reassigns({ handler: c.author.id })],
    ['reviewerHasNoInterest', 'reassign', (c) => c.officer.reassigns({ handler: c.colleague.id })],
    ['reviewerHoldsSeat', 'reassign', (c) => c.officer.reassigns({ handler: c.manager.id })],
  ],
}
const recused: Stand<Review> = {
  where: 'of who stepped aside',
  way: async (c) => {
    await submitted(c)
    await c.officer.recuses()
  },
  refusals: [
    ['notYetRecused', 'recuse', (c) => c.officer.recuses()],
    ['notRecused', 'acceptDossier', (c) => c.officer.acceptsDossier()],
    ['notRecused', 'returnIncomplete', (c) => c.officer.returnsAsIncomplete()],
    [
      'reviewerIsNew',
      'acceptDossier',
      (c) => c.colleague.acceptsDossier({ handler: c.officer.id }),
    ],
    ['reviewerIsNew', 'reassign', (c) => c.colleague.reassigns({ handler: c.officer.id })],
  ],
}

const scope: Stand<Review> = {
  where: 'of scope',
  way: async (c) => {
    await c.author.opensDraft()
    await c.business.submits()
    await c.officer.acceptsDossier()
    await c.officer.recuses()
    await c.supervisor.inquires()
  },
  refusals: [
    ['scopeOutProposed', 'confirmScopeOut', (c) => c.colleague.confirmsOutOfScope()],
    [
      'scopeOutGrounded',
      'proposeScopeOut',
      (c) => c.colleague.proposesOutOfScope({ consumerFacing: true }),
    ],
    [
      'scopeOutGrounded',
      'proposeScopeOut',
      (c) => c.colleague.proposesOutOfScope({ materialChange: true }),
    ],
    ['notSubmitter', 'scopeIn', (c) => c.author.findsInScope()],
    ['notSubmitter', 'proposeScopeOut', (c) => c.author.proposesOutOfScope()],
    ['notSubmitter', 'confirmScopeOut', (c) => c.author.confirmsOutOfScope()],
    ['notRecused', 'scopeIn', (c) => c.officer.findsInScope()],
    ['notRecused', 'proposeScopeOut', (c) => c.officer.proposesOutOfScope()],
    ['notRecused', 'confirmScopeOut', (c) => c.officer.confirmsOutOfScope()],
    ['inquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry({ inquiry: somewhere })],
  ],
}
const proposed: Stand<Review> = {
  where: 'of scope, once it is proposed to be out',
  way: async (c) => {
    await triaged(c)
    await c.officer.proposesOutOfScope()
  },
  refusals: [['secondPerson', 'confirmScopeOut', (c) => c.officer.confirmsOutOfScope()]],
}
const adopted: Stand<Review> = {
  where: 'of scope, after rework',
  way: async (c) => {
    await returned(c)
    await c.business.resubmits()
    await c.officer.acceptsDossier()
  },
  refusals: [['scopeUndecided', 'proposeScopeOut', (c) => c.officer.proposesOutOfScope()]],
}

const findings: Stand<Review> = {
  where: 'of findings',
  way: async (c) => {
    await c.author.opensDraft()
    await c.business.submits()
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await c.officer.recuses()
  },
  refusals: [
    ['areaIsYours', 'recordFinding', (c) => c.lawyer.finds({ area: 'design' })],
    [
      'prohibitionIsLegal',
      'recordFinding',
      (c) => c.reviewer.finds({ result: 'flagged', prohibition: true }),
    ],
    ['notSubmitter', 'recordFinding', (c) => c.author.finds()],
    ['notRecused', 'recordFinding', (c) => c.officer.finds()],
    ['dossierMissing', 'returnIncomplete', (c) => c.reviewer.returnsAsIncomplete()],
    ['areasDone', 'opineConditional', (c) => c.reviewer.clearsOnConditions()],
    ['areasClear', 'opineOk', (c) => c.reviewer.clears()],
    ['someFlagged', 'opineNo', (c) => c.reviewer.rejects()],
    ['someFlagged', 'returnForRework', (c) => c.reviewer.returnsForRework()],
    ['reviewerGivesOpinion', 'opineOk', (c) => c.colleague.clears()],
    ['reviewerGivesOpinion', 'opineConditional', (c) => c.colleague.clearsOnConditions()],
    ['reviewerGivesOpinion', 'opineNo', (c) => c.colleague.rejects()],
    ['reviewerGivesOpinion', 'returnForRework', (c) => c.colleague.returnsForRework()],
    ['notSubmitter', 'opineOk', (c) => c.author.clears()],
    ['notSubmitter', 'opineConditional', (c) => c.author.clearsOnConditions()],
    ['notSubmitter', 'opineNo', (c) => c.author.rejects()],
    ['notSubmitter', 'returnForRework', (c) => c.author.returnsForRework()],
    ['notRecused', 'opineOk', (c) => c.officer.clears()],
    ['notRecused', 'opineConditional', (c) => c.officer.clearsOnConditions()],
    ['notRecused', 'opineNo', (c) => c.officer.rejects()],
    ['notRecused', 'returnForRework', (c) => c.officer.returnsForRework()],
  ],
}
const gates: readonly Stand<Review>[] = (
  [
    ['informationGateHolds', []],
    ['partnerGateHolds', ['M05']],
    ['disclosureGateHolds', ['M05', 'M06']],
  ] as const
).map(([rule, met]) => ({
  where: `of the opinion: ${rule}`,
  way: async (c) => {
    await c.business.opensDraft()
    await c.business.submits({ partners: [`partner:${rule.toLowerCase()}`] })
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyArea(c)
    await meetGates(c.review, met)
  },
  refusals: [[rule, 'opineOk', (c) => c.reviewer.clears()]],
}))
/** What was approved does not stand for another activity of the same product. */
const oneOfTwoApproved: Stand<Review> = {
  where: 'of the opinion: one of two activities is not approved',
  way: async (c) => {
    await c.business.opensDraft({ product: 'product:two-activities' })
    await c.business.submits()
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyArea(c)
    await loseGate(c.review, 'M05')
    await meetGates(c.review)
  },
  refusals: [['informationGateHolds', 'opineOk', (c) => c.reviewer.clears()]],
}
const oneFlag: Stand<Review> = {
  where: 'of an opinion with a flag',
  way: flagged,
  refusals: [['noneFlagged', 'opineConditional', (c) => c.reviewer.clearsOnConditions()]],
}

const conditions: Stand<Review> = {
  where: 'of conditions',
  way: async (c) => {
    await c.author.opensDraft()
    await c.business.submits()
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
    await c.reviewer.clearsOnConditions()
    await c.officer.recuses()
  },
  refusals: [
    [
      'conditionsKnown',
      'fulfilConditions',
      (c) =>
        c.business.fulfilsConditions({ fulfilments: [{ condition: 2, evidenceHash: EVIDENCE }] }),
    ],
    ['conditionsEvidenced', 'meetConditions', (c) => c.reviewer.confirmsConditions()],
    ['notSubmitter', 'meetConditions', (c) => c.author.confirmsConditions()],
    ['notRecused', 'meetConditions', (c) => c.officer.confirmsConditions()],
  ],
}
const rework: Stand<Review> = {
  where: 'of rework',
  way: returned,
  refusals: [
    ['contentNotRejected', 'resubmit', (c) => c.business.resubmits({ contentHash: content(1) })],
    [
      'contentNotRejected',
      'resubmit',
      (c) =>
        c.business.resubmits({
          contentHash: content(1),
          supersedes: { contentHash: content(2), grounds: 'another one' },
        }),
    ],
    ['dossierComplete', 'resubmit', (c) => c.business.resubmits({ dossier: incomplete })],
  ],
}

export const opinionStands: readonly Stand<Review>[] = [
  opening,
  draft,
  acceptance,
  recused,
  scope,
  proposed,
  adopted,
  findings,
  ...gates,
  oneOfTwoApproved,
  oneFlag,
  conditions,
  rework,
]
