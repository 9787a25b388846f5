// What is refused of a package until it is published, and while it is on display.

import { content } from '../support/actors-disclosure.ts'
import type { Disclosed } from '../support/actors-disclosure.ts'
import { copy, costSheet, notPlain, pagesOf, PARTNER } from '../support/actors-disclosure-deeds.ts'
import type { Stand } from '../support/journey-rules.ts'
import { approved, checked, drifted, inService, submitted } from '../support/ways-disclosure.ts'

const drafted: Stand<Disclosed> = {
  where: 'of a copy that is not complete',
  way: (c) => c.of.business.opens(),
  refusals: [
    ['noOpenPackage', 'openPackage', (c) => c.of.business.opens()],
    ['itemsComplete', 'submitCopy', (c) => c.of.business.submits({ items: ['basics', 'fees'] })],
    ['somethingPublished', 'reportMysteryShop', (c) => c.of.officer.shops()],
    ['someBreachOpen', 'explainBreach', (c) => c.of.officer.explainsBreach()],
    ['someInquiryOpen', 'answerInquiry', (c) => c.of.officer.answersInquiry()],
    [
      'recordIsAsStated',
      'correctRecord',
      (c) => c.of.officer.correctsRecord({ record: { label: { was: 'other', is: 'label' } } }),
    ],
    ['checkerHoldsSeat', 'reassign', (c) => c.of.officer.reassigns({ handler: c.of.lawyer.id })],
  ],
}
const investment: Stand<Disclosed> = {
  where: 'of an investment whose matching opinion is not told (2025 No. 7 art. 31)',
  way: (c) => c.of.business.opens({ productClass: 'investment' }),
  refusals: [
    [
      'itemsComplete',
      'submitCopy',
      (c) =>
        c.of.business.submits({
          items: ['basics', 'riskLevel', 'risks', 'fees', 'rights', 'complaintChannels', 'other'],
        }),
    ],
  ],
}
const insurance: Stand<Disclosed> = {
  where: 'of insurance whose loss on surrender is not told (2025 No. 7 art. 37)',
  way: (c) => c.of.business.opens({ productClass: 'insurance' }),
  refusals: [
    [
      'itemsComplete',
      'submitCopy',
      (c) =>
        c.of.business.submits({
          items: [
            'basics',
            'risks',
            'fees',
            'rights',
            'complaintChannels',
            'coverage',
            'coolingOff',
            'matchingOpinion',
            'other',
          ],
        }),
    ],
  ],
}
const loan: Stand<Disclosed> = {
  where: 'of a personal loan without its cost sheet, from 1 August 2026',
  way: async (c) => {
    c.package.journey.at('2026-08-03 09:00')
    await c.of.business.opens({ productClass: 'personalLoan', partners: [PARTNER] })
  },
  refusals: [
    ['costSheetGiven', 'submitCopy', (c) => c.of.business.submits()],
    ['partnerChargesShown', 'submitCopy', (c) => c.of.business.submits({ costSheet: costSheet() })],
  ],
}
const returned: Stand<Disclosed> = {
  where: 'of a copy that was returned',
  way: async (c) => {
    await submitted(c)
    await c.of.lawyer.checks({ tests: notPlain })
    await c.of.lawyer.returns()
  },
  refusals: [['copyNotReturned', 'submitCopy', (c) => c.of.business.submits()]],
}
const checking: Stand<Disclosed> = {
  where: 'of a check',
  way: async (c) => {
    await c.reviews({ content: 7 })
    await c.of.writer.opens()
    await c.of.business.submits()
    await c.of.officer.checks()
  },
  refusals: [
    ['bothChecksMet', 'pass', (c) => c.of.officer.passes()],
    ['ownCheckFailed', 'returnCopy', (c) => c.of.lawyer.returns()],
    ['notWriter', 'recordCheck', (c) => c.of.writer.checks()],
    ['notWriter', 'returnCopy', (c) => c.of.writer.returns()],
    ['notWriter', 'pass', (c) => c.of.writer.passes()],
    ['checkerIsNotWriter', 'reassign', (c) => c.of.officer.reassigns({ handler: c.of.writer.id })],
  ],
}
const twice: Stand<Disclosed> = {
  where: 'of a check by another than the checker who was named',
  way: async (c) => {
    await submitted(c)
    await c.of.officer.reassigns({ handler: c.of.second.id })
  },
  refusals: [
    ['checkerChecks', 'recordCheck', (c) => c.of.officer.checks()],
    ['checkerChecks', 'returnCopy', (c) => c.of.officer.returns()],
    ['checkerChecks', 'pass', (c) => c.of.officer.passes()],
  ],
}
const both: Stand<Disclosed> = {
  where: 'of a second check by the same person',
  way: async (c) => {
    await submitted(c)
    await c.of.mover.checks()
    await c.joinsDepartment('legal-and-later-protection')
  },
  refusals: [['otherChecker', 'recordCheck', (c) => c.of.mover.checks()]],
}
const aside: Stand<Disclosed> = {
  where: 'of who stepped aside',
  way: async (c) => {
    await submitted(c, { opening: { partners: ['partner:kin'] } })
    await c.of.officer.recuses()
  },
  refusals: [
    ['notYetRecused', 'recuse', (c) => c.of.officer.recuses()],
    ['checkerStoodAside', 'recordCheck', (c) => c.of.officer.checks()],
    ['checkerStoodAside', 'returnCopy', (c) => c.of.officer.returns()],
    ['checkerStoodAside', 'pass', (c) => c.of.officer.passes()],
    ['checkerIsFree', 'reassign', (c) => c.of.second.reassigns({ handler: c.of.officer.id })],
    ['checkerHasNoInterest', 'reassign', (c) => c.of.second.reassigns({ handler: c.of.third.id })],
  ],
}
const otherVersion: Stand<Disclosed> = {
  where: 'of a version that is not the one reviewed',
  way: async (c) => {
    await c.reviews({ content: 2 })
    await checked(c)
  },
  refusals: [['sameVersionAsReview', 'pass', (c) => c.of.officer.passes()]],
}
const unreviewed: Stand<Disclosed> = {
  where: 'of a product without a review',
  way: (c) => checked(c),
  refusals: [['sameVersionAsReview', 'pass', (c) => c.of.officer.passes()]],
}
const uncleared: Stand<Disclosed> = {
  where: 'of a version that the review has not cleared',
  way: async (c) => {
    await c.reviews({ content: 1, cleared: false })
    await checked(c)
    await c.of.officer.passes()
  },
  refusals: [['reviewCleared', 'publish', (c) => c.of.business.publishes()]],
}
const publishing: Stand<Disclosed> = {
  where: 'of publication',
  way: (c) => approved(c),
  refusals: [
    [
      'pagesIdentical',
      'publish',
      (c) =>
        c.of.business.publishes({ pages: [...pagesOf(1), { place: 'app', hash: content(9) }] }),
    ],
    [
      'contactsPublished',
      'publish',
      (c) =>
        c.of.business.publishes({
          contacts: [{ place: 'site', evidenceHash: content(3) }],
          without: ['app', 'premises', 'contract'],
        }),
    ],
  ],
}
const withPartner: Stand<Disclosed> = {
  where: 'of publication with a partner of a loan',
  way: async (c) => {
    await c.lists('suspended')
    await approved(c, { opening: { productClass: 'otherLoan', partners: [PARTNER] } })
  },
  refusals: [
    [
      'partnerListPublished',
      'publish',
      (c) => c.of.business.publishes({ pages: pagesOf(1, [PARTNER]) }),
    ],
  ],
}
const partnerPage: Stand<Disclosed> = {
  where: 'of publication without the page of the partner',
  way: async (c) => {
    await approved(c, { opening: { productClass: 'otherLoan', partners: [PARTNER] } })
    await c.of.headquarters.publishesList()
  },
  refusals: [
    ['everyPlaceShown', 'publish', (c) => c.of.business.publishes()],
    [
      'pagesIdentical',
      'publish',
      (c) =>
        c.of.business.publishes({
          pages: [...pagesOf(1), { place: 'partnerPage', partner: PARTNER, hash: copy(2) }],
        }),
    ],
  ],
}
const lateSheet: Stand<Disclosed> = {
  where: 'of a loan that was approved before the cost sheet was owed',
  way: async (c) => {
    c.package.journey.at('2026-07-01 09:00')
    await approved(c, { opening: { productClass: 'personalLoan' } })
    c.package.journey.at('2026-08-03 09:00')
  },
  refusals: [['costSheetPrepared', 'publish', (c) => c.of.business.publishes()]],
}
const onDisplay: Stand<Disclosed> = {
  where: 'of a package on display',
  way: async (c) => {
    await c.reviews({ content: 1 })
    await c.of.writer.opens()
    await c.of.business.submits()
    await c.of.officer.checks()
    await c.of.lawyer.checks()
    await c.of.officer.passes()
    await c.of.business.publishes()
    await c.of.officer.recuses()
    await c.of.supervisor.inquires()
  },
  refusals: [
    ['isInvestment', 'informInvestors', (c) => c.of.business.informsInvestors()],
    ['driftIsReal', 'reportDrift', (c) => c.of.system.findsDrift({ foundHash: copy(1) })],
    ['notWriter', 'confirmDisplay', (c) => c.of.writer.confirmsDisplay()],
    ['checkerStoodAside', 'confirmDisplay', (c) => c.of.officer.confirmsDisplay()],
    ['pagesIdentical', 'confirmDisplay', (c) => c.of.second.confirmsDisplay({ pages: pagesOf(2) })],
    ['someDeviation', 'recordAffected', (c) => c.of.business.listsAffected()],
    ['someAffectedListed', 'remedyAffected', (c) => c.of.business.remedies()],
    ['someUncorrected', 'correctDeviation', (c) => c.of.business.corrects()],
    [
      'inquiryOpen',
      'answerInquiry',
      (c) => c.of.second.answersInquiry({ inquiry: c.package.entryOf('openPackage') }),
    ],
  ],
}
const deviating: Stand<Disclosed> = {
  where: 'of a package that is suspended',
  way: (c) => drifted(c),
  refusals: [['onDisplay', 'confirmDisplay', (c) => c.of.second.confirmsDisplay()]],
}
const running: Stand<Disclosed> = {
  where: 'of a package with contracts in service',
  way: async (c) => {
    await inService(c)
    await c.of.business.retires()
  },
  refusals: [['nobodyInService', 'settlePackage', (c) => c.of.business.settles()]],
}
const runOff: Stand<Disclosed> = {
  where: 'of a package off display with a deviation open',
  way: async (c) => {
    await drifted(c)
    await c.of.business.retires()
  },
  refusals: [['noDeviationOpen', 'settlePackage', (c) => c.of.business.settles()]],
}
const late: Stand<Disclosed> = {
  where: 'of an explanation of another breach',
  way: async (c) => {
    await submitted(c)
    await c.package.journey.passes('2026-03-12 09:00')
  },
  refusals: [['breachOpen', 'explainBreach', (c) => c.of.officer.explainsBreach()]],
}

export const packageStands: readonly Stand<Disclosed>[] = [
  drafted,
  investment,
  insurance,
  loan,
  returned,
  checking,
  twice,
  both,
  aside,
  otherVersion,
  unreviewed,
  uncleared,
  publishing,
  withPartner,
  partnerPage,
  lateSheet,
  onDisplay,
  deviating,
  running,
  runOff,
  late,
]
