// What is refused of a rating.

import { launched, onShelf } from '../support/actors-suitability.ts'
import { PROOF } from '../support/deeds-suitability.ts'
import type { Rating } from '../support/actors-suitability.ts'
import type { Stand } from '../support/journey-rules.ts'

type R = Rating
const FOREIGN = { issuer: 'partner:demo-partner' } as const
const begun = (c: R) => c.business.startsRating()
const rated = async (c: R) => {
  await begun(c)
  await c.business.rates()
}
/** Two of the team may not go on: one has an interest, the other stepped aside. */
const barred = async (c: R) => {
  await c.file.journey.declaresInterest('protection-and-loans', c.file.about)
  await c.managerInBusiness.recuses()
}
const shelved = async (c: R) => {
  await launched(c.file.journey, c.file.about, 'investment')
  await onShelf(c)
}
const reratedAndBarred = async (c: R) => {
  await shelved(c)
  await c.business.beginsRerating()
  await c.business.rerates()
  await barred(c)
}

const beginning: readonly Stand<R>[] = [
  {
    where: 'of a scale',
    way: () => Promise.resolve(),
    refusals: [
      ['fiveProductLevels', 'startRating', (c) => c.business.startsRating({ levels: 4 })],
      ['thresholdsFit', 'startRating', (c) => c.business.startsRating({ lowRiskTo: 4 })],
      ['thresholdsFit', 'startRating', (c) => c.business.startsRating({ highRiskFrom: 6 })],
    ],
  },
  {
    where: 'of a product that is being rated',
    way: async (c) => {
      await begun(c)
      await barred(c)
    },
    refusals: [
      ['noOpenRating', 'startRating', (c) => c.business.startsRating()],
      ['factorsWeighed', 'rate', (c) => c.business.rates({ factors: ['leverage'] })],
      ['ownLevelOnScale', 'rate', (c) => c.business.rates({ ownLevel: 6 })],
      ['issuerLevelGiven', 'rate', (c) => c.business.rates({ issuerLevel: 3 })],
      ['raterHasNoInterest', 'rate', (c) => c.officerInBusiness.rates()],
      ['raterNotRecused', 'rate', (c) => c.managerInBusiness.rates()],
      ['notYetRecused', 'recuseFromRating', (c) => c.managerInBusiness.recuses()],
      ['offTheShelf', 'recordLastContractEnd', (c) => c.system.recordsLastContractEnd()],
      [
        'ratingIsAsStated',
        'correctRating',
        (c) => c.officer.correctsRating({ record: { label: { was: 'other', is: 'one' } } }),
      ],
    ],
  },
  {
    where: 'of a product that another issues',
    way: (c) => c.business.startsRating(FOREIGN),
    refusals: [
      ['issuerLevelGiven', 'rate', (c) => c.business.rates()],
      ['issuerLevelGiven', 'rate', (c) => c.business.rates({ issuerLevel: 3 })],
    ],
  },
]
const confirming: readonly Stand<R>[] = [
  {
    where: 'of a grading that awaits another person',
    way: async (c) => {
      await rated(c)
      await barred(c)
    },
    refusals: [
      ['raterDoesNotConfirm', 'returnGrading', (c) => c.business.returnsGrading()],
      ['raterNotRecused', 'returnGrading', (c) => c.managerInBusiness.returnsGrading()],
      ['raterDoesNotConfirm', 'reconcile', (c) => c.business.reconciles()],
      ['raterNotRecused', 'reconcile', (c) => c.managerInBusiness.reconciles()],
      ['raterHasNoInterest', 'reconcile', (c) => c.officerInBusiness.reconciles()],
    ],
  },
  {
    where: 'where issuer and seller disagree',
    way: async (c) => {
      await c.business.startsRating(FOREIGN)
      await c.business.rates({ issuerLevel: 5, issuerProof: PROOF })
    },
    refusals: [['disagreementDisclosed', 'reconcile', (c) => c.colleague.reconciles()]],
  },
  {
    where: 'of the publication of a product that no review has cleared',
    way: async (c) => {
      await rated(c)
      await c.colleague.reconciles()
      await c.managerInBusiness.recuses()
    },
    refusals: [
      ['productCleared', 'publishRating', (c) => c.colleague.publishesRating()],
      ['raterDoesNotConfirm', 'publishRating', (c) => c.business.publishesRating()],
      ['raterNotRecused', 'publishRating', (c) => c.managerInBusiness.publishesRating()],
    ],
  },
]
const later: readonly Stand<R>[] = [
  {
    where: 'of what is on the shelf',
    way: async (c) => {
      await shelved(c)
      await c.supervisor.inquires()
    },
    refusals: [
      ['issuerIsAnother', 'reportIssuerLevel', (c) => c.business.tellsIssuerLevel()],
      ['someBreachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
      [
        'inquiryOpen',
        'answerInquiry',
        (c) => c.officer.answersInquiry({ inquiry: c.file.entryOf('startRating') }),
      ],
      ['mayBeDisposed', 'proposeDisposal', (c) => c.officer.proposesDisposal()],
      ['disposalProposed', 'approveDisposal', (c) => c.lawyer.approvesDisposal()],
      ['someHold', 'releaseHold', (c) => c.lawyer.releasesHold()],
    ],
  },
  {
    where: 'of what its issuer rates as well',
    way: async (c) => {
      await launched(c.file.journey, c.file.about, 'investment')
      await c.business.startsRating(FOREIGN)
      await c.business.rates({ issuerLevel: 4, issuerProof: PROOF })
      await c.colleague.reconciles()
      await c.colleague.publishesRating()
    },
    refusals: [
      [
        'issuerLevelOnScale',
        'reportIssuerLevel',
        (c) => c.issuer.tellsIssuerLevel({ issuerLevel: 6 }),
      ],
      ['someInquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry()],
    ],
  },
  {
    where: 'of a rerating',
    way: async (c) => {
      await shelved(c)
      await c.business.beginsRerating()
      await barred(c)
    },
    refusals: [
      ['raterHasNoInterest', 'rerate', (c) => c.officerInBusiness.rerates()],
      ['raterNotRecused', 'rerate', (c) => c.managerInBusiness.rerates()],
      ['factorsWeighed', 'rerate', (c) => c.business.rerates({ factors: ['term'] })],
    ],
  },
  {
    where: 'of the confirmation of a rerating',
    way: reratedAndBarred,
    refusals: [
      ['raterDoesNotConfirm', 'confirmRerating', (c) => c.business.confirmsRerating()],
      ['raterHasNoInterest', 'confirmRerating', (c) => c.officerInBusiness.confirmsRerating()],
      ['raterNotRecused', 'confirmRerating', (c) => c.managerInBusiness.confirmsRerating()],
    ],
  },
  {
    where: 'of a change that must be told',
    way: async (c) => {
      await reratedAndBarred(c)
      await c.colleague.confirmsRerating()
    },
    refusals: [
      [
        'noticesComplete',
        'notifyHolders',
        (c) => c.business.notifiesHolders({ investorsProof: undefined }),
      ],
      [
        'noticesComplete',
        'notifyHolders',
        (c) => c.business.notifiesHolders({ sellersProof: undefined }),
      ],
    ],
  },
  {
    where: 'of notices that did not arrive',
    way: async (c) => {
      await reratedAndBarred(c)
      await c.colleague.confirmsRerating()
      await c.business.notifiesHolders()
    },
    refusals: [
      [
        'undeliveredFollowed',
        'confirmDelivery',
        (c) => c.system.confirmsDelivery({ delivered: 99 }),
      ],
    ],
  },
  {
    where: 'of a breach that is not the one',
    way: async (c) => {
      await begun(c)
      await c.file.journey.passes('2026-04-02 09:00')
    },
    refusals: [
      [
        'breachOpen',
        'explainBreach',
        (c) => c.officer.explainsBreach({ breach: c.file.entryOf('startRating') }),
      ],
    ],
  },
]
const ending: readonly Stand<R>[] = [
  {
    where: 'of the end of a contract that is still to come',
    way: async (c) => {
      await shelved(c)
      await c.business.delists()
    },
    refusals: [
      [
        'contractEndPast',
        'recordLastContractEnd',
        (c) => c.system.recordsLastContractEnd({ endedOn: '2026-03-03' }),
      ],
    ],
  },
  {
    where: 'of a file on hold',
    way: async (c) => {
      await begun(c)
      await c.business.abandonsRating()
      await c.file.journey.passes('2031-03-03 09:00')
      await c.lawyer.placesHold()
    },
    refusals: [['notOnHold', 'proposeDisposal', (c) => c.officer.proposesDisposal()]],
  },
  {
    where: 'of a disposal that one person both proposed and approves',
    way: async (c) => {
      await begun(c)
      await c.business.abandonsRating()
      await c.file.journey.passes('2031-03-03 09:00')
      await c.officerInLaw.proposesDisposal()
    },
    refusals: [
      ['disposalBySecondPerson', 'approveDisposal', (c) => c.officerInLaw.approvesDisposal()],
    ],
  },
  {
    where: 'of a file that is no more',
    way: async (c) => {
      await begun(c)
      await c.business.abandonsRating()
      await c.file.journey.passes('2031-03-03 09:00')
      await c.officer.proposesDisposal()
      await c.lawyer.approvesDisposal()
    },
    refusals: [['notYetDisposed', 'placeHold', (c) => c.lawyer.placesHold()]],
  },
]
export const ratingStands = [...beginning, ...confirming, ...later, ...ending]
