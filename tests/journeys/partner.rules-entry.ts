// What is refused of a partner before it is on the list.

import { encodeId } from '../../api/graphql/ids.ts'
import { INSTITUTION } from '../support/world.ts'
import { CLAUSES, EVIDENCE, collector, partnerIn, place } from '../support/actors-partner.ts'
import {
  active,
  assessing,
  contracting,
  everyAspect,
  listed,
  rated,
  runDown,
} from '../support/ways-partner.ts'
import type { Partnership } from '../support/actors-partner.ts'
import { todayIn } from '../support/actors-complaint.ts'
import type { Stand } from '../support/journey-rules.ts'

export const somewhere = encodeId('Entry', INSTITUTION)
type S = Stand<Partnership>
/** The same partner in a case of its own. */
const before = (c: Partnership) => partnerIn(c.file.journey, c.file.about)

const opening: S = {
  where: 'when a case of the partner is open',
  way: async (c) => {
    await before(c).business.proposes()
  },
  refusals: [
    ['noOpenListing', 'proposePartner', (c) => c.business.proposes()],
    ['noOpenListing', 'reportOffListDealing', (c) => c.auditor.reportsUnlisted()],
    [
      'unitExists',
      'reportOffListDealing',
      (c) => c.auditor.reportsUnlisted({ partner: 'partner:other', unit: 'nowhere' }),
    ],
  ],
}
const rejectedBefore: S = {
  where: 'when the partner was rejected before',
  way: async (c) => {
    const first = before(c)
    await assessing(first)
    await first.lawyer.fails()
  },
  refusals: [['rejectionAnswered', 'proposePartner', (c) => c.business.proposes()]],
}
const forbiddenBefore: S = {
  where: 'when the partner is on the forbidden list',
  way: async (c) => {
    const first = before(c)
    await active(first)
    await first.officer.suspends()
    await first.manager.forbids()
    await runDown(first)
    await first.officer.completesExit()
  },
  refusals: [
    [
      'notBlacklisted',
      'proposePartner',
      (c) => c.business.proposes({ changed: { hash: EVIDENCE, what: 'a new name' } }),
    ],
  ],
}
const proposed: S = {
  where: 'of a proposal',
  way: async (c) => {
    await c.author.proposes()
    await c.overseer.recuses()
    await c.file.journey.declaresInterest('protection-3', c.file.about)
  },
  refusals: [
    [
      'overseerHoldsSeat',
      'beginDueDiligence',
      (c) => c.officer.beginsDiligence({ handler: c.manager.id }),
    ],
    [
      'overseerIsFree',
      'beginDueDiligence',
      (c) => c.officer.beginsDiligence({ handler: c.author.id }),
    ],
    ['overseerIsFree', 'beginDueDiligence', (c) => c.officer.beginsDiligence()],
    ['overseerIsFree', 'reassign', (c) => c.officer.reassigns()],
    ['overseerHoldsSeat', 'reassign', (c) => c.officer.reassigns({ handler: c.manager.id })],
    ['notYetRecused', 'recuse', (c) => c.overseer.recuses()],
    ['someBreachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
    ['someInquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry()],
    ['someHoldStands', 'releaseHold', (c) => c.officer.releasesHold()],
    ['someSignalled', 'confirmViolation', (c) => c.officer.confirmsViolation()],
    ['someDismissable', 'dismissSignal', (c) => c.officer.dismisses()],
    ['isForbidden', 'liftBlacklisting', (c) => c.manager.lifts()],
    ['listIsOutdated', 'publishUpdate', (c) => c.officer.updatesList()],
    [
      'recordIsAsStated',
      'correctRecord',
      (c) => c.officer.correctsRecord({ record: { label: { was: 'x', is: 'y' } } }),
    ],
    [
      'unitExists',
      'correctRecord',
      (c) =>
        c.officer.correctsRecord({ record: { unit: { was: 'consumer-loans', is: 'nowhere' } } }),
    ],
  ],
}
const dealtWith: S = {
  where: 'of a proposal with whom there was business',
  way: async (c) => {
    await c.business.proposes()
    await c.auditor.findsDealing({ dealing: 'beforeListing' })
    await c.officer.freezes()
    await c.manager.letsBeginAnew()
  },
  refusals: [['nothingDealt', 'withdrawProposal', (c) => c.business.withdraws()]],
}
const frozen: S = {
  where: 'of frozen dealings',
  way: async (c) => {
    await c.auditor.reportsUnlisted()
    await c.officer.freezes()
    await c.file.journey.declaresInterest('management-2', c.file.about)
  },
  refusals: [['hasNoInterest', 'resumeOnboarding', (c) => c.otherManager.letsBeginAnew()]],
}

const diligence: S = {
  where: 'of due diligence',
  way: (c) => assessing(c, { ...collector, cooperation: ['agencySale'] }),
  refusals: [
    ['aspectIsYours', 'recordDiligence', (c) => c.business.assesses({ aspect: 'compliance' })],
    ['aspectIsYours', 'recordDiligence', (c) => c.lawyer.assesses({ aspect: 'reputation' })],
    ['diligenceDone', 'reportDueDiligence', (c) => c.business.reportsDiligence()],
  ],
}
const unsatisfactory: S = {
  where: 'of due diligence with an unsatisfactory aspect',
  way: async (c) => {
    await assessing(c)
    await everyAspect(c)
    await c.lawyer.assesses({ aspect: 'compliance', result: 'unsatisfactory' })
  },
  refusals: [['diligencePassed', 'reportDueDiligence', (c) => c.business.reportsDiligence()]],
}
const agent: S = {
  where: 'of an agent that sells',
  way: async (c) => {
    await assessing(c, { ...collector, cooperation: ['agencySale'] })
    await everyAspect(c)
  },
  refusals: [['agentIsQualified', 'reportDueDiligence', (c) => c.business.reportsDiligence()]],
}
const prices = {
  priceHash: EVIDENCE,
  borrowerPays: false,
  guaranteeInAllInCost: true,
  consultingFee: false,
}
const tier: S = {
  where: 'of the file for approval, once platforms stay out',
  way: async (c) => {
    c.file.journey.at('2026-10-08 09:00')
    await rated(c, { cooperation: ['customerAcquisition', 'guarantee'] })
  },
  refusals: [
    [
      'coreStaysInside',
      'submitForApproval',
      (c) => c.business.submits({ steps: ['creditDecision'] }),
    ],
    [
      'coreStaysInside',
      'submitForApproval',
      (c) => c.business.submits({ steps: ['contractSigning'] }),
    ],
    [
      'platformStaysOut',
      'submitForApproval',
      (c) => c.business.submits({ steps: ['fundTransfer'] }),
    ],
    [
      'platformStaysOut',
      'submitForApproval',
      (c) => c.business.submits({ steps: ['suitabilityTest'] }),
    ],
    [
      'feesAreLawful',
      'submitForApproval',
      (c) => c.business.submits({ fees: { ...prices, borrowerPays: true } }),
    ],
    [
      'feesAreLawful',
      'submitForApproval',
      (c) => c.business.submits({ fees: { ...prices, consultingFee: true } }),
    ],
    [
      'feesAreLawful',
      'submitForApproval',
      (c) => c.business.submits({ fees: { ...prices, guaranteeInAllInCost: false } }),
    ],
    [
      'standardIsAdopted',
      'submitForApproval',
      (c) =>
        c.business.submits({
          standard: {
            version: '2027',
            hash: EVIDENCE,
            adoptedBy: 'board',
            minutes: { number: 'BD-9', date: todayIn(c.file, 1), hash: EVIDENCE },
          },
        }),
    ],
  ],
}
const approval: S = {
  where: 'of the approval',
  way: async (c) => {
    await c.authorInManagement.proposes()
    await c.officer.beginsDiligence()
    await everyAspect(c)
    await c.assessorInManagement.assesses({ aspect: 'reputation' })
    await c.business.reportsDiligence()
    await c.business.submits()
    await c.file.journey.declaresInterest('management-2', c.file.about)
  },
  refusals: [
    ['notProposer', 'approvePartner', (c) => c.authorInManagement.approves()],
    ['notAssessor', 'approvePartner', (c) => c.assessorInManagement.approves()],
    ['hasNoInterest', 'approvePartner', (c) => c.otherManager.approves()],
    ['approvalIsOfFile', 'approvePartner', (c) => c.manager.approves({ contentHash: EVIDENCE })],
  ],
}
const key: S = {
  where: 'of the approval of a key partner with a signal',
  way: async (c) => {
    await rated(c)
    await c.business.submits({ customerImpact: 'high' })
    await c.officer.signals()
  },
  refusals: [
    ['keyTierNeedsManagement', 'approvePartner', (c) => c.headquarters.approves()],
    ['nothingOutstanding', 'approvePartner', (c) => c.manager.approves()],
  ],
}

const without = (clause: string) => ({ clauses: place(CLAUSES.filter((c) => c !== clause)) })
const agreement: S = {
  where: 'of the agreement',
  way: async (c) => {
    await c.authorInLaw.proposes()
    await c.officer.beginsDiligence()
    await everyAspect(c)
    await c.business.reportsDiligence()
    await c.business.submits()
    await c.manager.approves()
    await c.otherLawyer.recuses()
  },
  refusals: [
    ...[
      'informationSecurity',
      'servicePrice',
      'serviceContinuity',
      'informationDisclosure',
      'disputeResolution',
      'breachLiability',
      'emergencyResponse',
    ].map((clause): S['refusals'][number] => [
      'sevenClausesNamed',
      'signAgreement',
      (c) => c.lawyer.signs(without(clause)),
    ]),
    [
      'supervisionClauseNamed',
      'signAgreement',
      (c) => c.lawyer.signs(without('supervisionCooperation')),
    ],
    [
      'informationClauseNamed',
      'signAgreement',
      (c) => c.lawyer.signs(without('personalInformation')),
    ],
    ['loanClausesNamed', 'signAgreement', (c) => c.lawyer.signs(without('exitTransition'))],
    ['agreementRuns', 'signAgreement', (c) => c.lawyer.signs({ endsOn: todayIn(c.file) })],
    ['agreementRuns', 'signAgreement', (c) => c.lawyer.signs({ signedOn: todayIn(c.file, 1) })],
    ['notProposer', 'signAgreement', (c) => c.authorInLaw.signs()],
    ['notRecused', 'signAgreement', (c) => c.otherLawyer.signs()],
  ],
}
const agency: S = {
  where: 'of the agreement with an agent that sells',
  way: (c) => contracting(c, { ...collector, cooperation: ['agencySale'] }),
  refusals: [['suitabilityClauseNamed', 'signAgreement', (c) => c.lawyer.signs()]],
}
const publication: S = {
  where: 'of the publication',
  way: listed,
  refusals: [
    ['publicationIsOfficial', 'publishList', (c) => c.officer.publishes({ channels: ['website'] })],
    ['publicationIsOfficial', 'publishList', (c) => c.officer.publishes({ channels: ['app'] })],
    [
      'publishedNotLater',
      'publishList',
      (c) => c.officer.publishes({ publishedOn: todayIn(c.file, 1) }),
    ],
  ],
}

export const entryStands: readonly S[] = [
  opening,
  rejectedBefore,
  forbiddenBefore,
  proposed,
  dealtWith,
  frozen,
  diligence,
  unsatisfactory,
  agent,
  tier,
  approval,
  key,
  agreement,
  agency,
  publication,
]
