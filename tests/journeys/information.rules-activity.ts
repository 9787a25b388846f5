// What is refused of a processing activity, from its proposal to the disposal of its record.

import { encodeId } from '../../api/graphql/ids.ts'
import {
  approved,
  assessing,
  consenting,
  ending,
  lite,
  live,
  liteApproved,
  proposed,
  sensitiveSubmitted,
  submitted,
  suspended,
} from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { content, NO_TRIGGER, RECIPIENT } from '../support/information-deeds.ts'
import type { Stand } from '../support/journey-rules.ts'
import { INSTITUTION } from '../support/world.ts'

type S = Stand<Information>
const somewhere = encodeId('Entry', INSTITUTION)
/** Proposed by the officer, with a colleague who has stepped aside: nobody is left but the third. */
const byOfficer = async (c: Information): Promise<void> => {
  await c.officer.proposesActivity()
  await c.colleague.recuses()
}

const opening: S = {
  where: 'when a case is opened',
  way: proposed,
  refusals: [
    ['noOpenActivity', 'proposeActivity', (c) => c.business.proposesActivity()],
    ['noOpenActivity', 'reportUnassessed', (c) => c.auditor.reportsUnassessed()],
    [
      'receivedBefore',
      'registerRequest',
      (c) => c.channel.registersRequest({ receivedOn: '2026-03-03' }),
    ],
    [
      'discoveredBefore',
      'reportIncident',
      (c) => c.officer.reportsIncident({ discoveredAt: '2026-03-09T00:00:00.000Z' }),
    ],
  ],
}
const proposal: S = {
  where: 'of a proposal',
  way: async (c) => {
    await byOfficer(c)
    await c.file.journey.declaresInterest('privacy-and-others', `activity:${c.file.about}`)
  },
  refusals: [
    ['endLiesAhead', 'submitActivity', (c) => c.officer.submitsActivity({ endsOn: '2026-03-02' })],
    ['caseEnded', 'proposeDisposal', (c) => c.officer.proposesDisposal()],
    ['someHold', 'releaseHold', (c) => c.lawyer.releasesHold()],
    ['disposalProposed', 'confirmDisposal', (c) => c.officer.confirmsDisposal()],
    ['inUse', 'endPurpose', (c) => c.officer.endsPurpose()],
    ['inUse', 'reportViolation', (c) => c.auditor.reportsViolation()],
    ['consentStands', 'withdrawConsent', (c) => c.telephone.withdrawsConsent()],
    ['notYetRecused', 'recuse', (c) => c.colleague.recuses()],
    ['handlerIsFree', 'reassign', (c) => c.colleague.reassigns({ handler: c.officer.id })],
    ['handlerIsFree', 'reassign', (c) => c.officer.reassigns({ handler: c.colleague.id })],
    ['handlerHasNoInterest', 'reassign', (c) => c.officer.reassigns({ handler: c.everything.id })],
    ['handlerHoldsSeat', 'reassign', (c) => c.officer.reassigns({ handler: c.manager.id })],
    ['someInquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry()],
    ['someBreachOpen', 'explainBreach', (c) => c.officer.explains()],
    [
      'recordIsAsStated',
      'correctRecord',
      (c) => c.officer.corrects({ record: { label: { was: 'x', is: 'y' } } }),
    ],
  ],
}
const screening: S = {
  where: 'of the screening',
  way: async (c) => {
    await byOfficer(c)
    await c.officer.submitsActivity({ kinds: ['biometric'] })
  },
  refusals: [
    ['notProposer', 'screenActivity', (c) => c.officer.screens()],
    ['notRecused', 'screenActivity', (c) => c.colleague.screens()],
    ['answersFit', 'screenActivity', (c) => c.everything.screens()],
    ['notProposer', 'returnActivity', (c) => c.officer.returnsActivity()],
    ['notRecused', 'returnActivity', (c) => c.colleague.returnsActivity()],
  ],
}
const shortForm: S = {
  where: 'of the short form',
  way: async (c) => {
    await byOfficer(c)
    await c.officer.submitsActivity()
    await c.everything.screens()
  },
  refusals: [
    ['notProposer', 'requireAssessment', (c) => c.officer.requiresAssessment()],
    ['notRecused', 'requireAssessment', (c) => c.colleague.requiresAssessment()],
    ['notProposer', 'approveActivity', (c) => c.officer.approves()],
    ['notRecused', 'approveActivity', (c) => c.colleague.approves()],
    ['notProposer', 'rejectActivity', (c) => c.officer.rejects()],
    ['notRecused', 'rejectActivity', (c) => c.colleague.rejects()],
  ],
}
const inCharge: S = {
  where: 'of somebody else’s case',
  way: async (c) => {
    await lite(c)
    await c.officer.reassigns({ handler: c.officer.id })
  },
  refusals: [
    ['inCharge', 'approveActivity', (c) => c.colleague.approves()],
    ['inCharge', 'rejectActivity', (c) => c.colleague.rejects()],
  ],
}
const assessment: S = {
  where: 'of the assessment',
  way: assessing,
  refusals: [
    [
      'assessmentOfContent',
      'finishAssessment',
      (c) => c.business.finishesAssessment({ contentHash: content(9) }),
    ],
    [
      'automationSafeguarded',
      'finishAssessment',
      (c) => c.business.finishesAssessment({ safeguards: undefined }),
    ],
    [
      'processorsBound',
      'finishAssessment',
      (c) => c.business.finishesAssessment({ entrustments: [] }),
    ],
  ],
}
const abroad: S = {
  where: 'of a transfer abroad',
  way: async (c) => {
    await proposed(c)
    await c.business.submitsActivity({ abroad: true })
    await c.officer.screens({ triggers: { ...NO_TRIGGER, crossBorder: true } })
  },
  refusals: [
    [
      'transferLawful',
      'finishAssessment',
      (c) => c.business.finishesAssessment({ transferHash: undefined }),
    ],
  ],
}
const management: S = {
  where: 'of the approval of senior management',
  way: async (c) => {
    await c.everything.proposesActivity()
    await c.everything.submitsActivity({ kinds: ['health'] })
    await c.officer.screens({ triggers: { ...NO_TRIGGER, sensitive: true } })
    await c.everything.finishesAssessment({ risk: 'high' })
    await c.officer.approves()
    await c.otherManager.recuses()
  },
  refusals: [
    ['notProposer', 'confirmApproval', (c) => c.everything.confirmsApproval()],
    ['notRecused', 'confirmApproval', (c) => c.otherManager.confirmsApproval()],
    ['notProposer', 'declineApproval', (c) => c.everything.declinesApproval()],
    ['notRecused', 'declineApproval', (c) => c.otherManager.declinesApproval()],
  ],
}
const returned: S = {
  where: 'of what was returned before it was assessed',
  way: async (c) => {
    await lite(c)
    await c.officer.returnsActivity()
  },
  refusals: [['assessmentDue', 'reworkAssessment', (c) => c.business.reworksAssessment()]],
}
const servesProduct: S = {
  where: 'of an activity that serves a product without a review',
  way: async (c) => {
    await c.business.proposesActivity({ product: 'product:unreviewed' })
    await c.business.submitsActivity()
    await c.officer.screens()
    await c.officer.approves()
  },
  refusals: [['reviewGateHolds', 'goLive', (c) => c.business.goesLive()]],
}
const beginning: S = {
  where: 'of the beginning',
  way: approved,
  refusals: [
    ['consentTextShown', 'goLive', (c) => c.business.goesLive({ consentTextHash: undefined })],
  ],
}
const consent: S = {
  where: 'of a consent',
  way: consenting,
  refusals: [
    [
      'consentIsOfText',
      'recordConsent',
      (c) => c.business.recordsConsent({ textHash: content(5) }),
    ],
    ['consentCovers', 'recordConsent', (c) => c.business.recordsConsent({ general: false })],
    [
      'consentCovers',
      'recordConsent',
      (c) => c.business.recordsConsent({ separate: ['providing'] }),
    ],
    [
      'recipientTold',
      'recordConsent',
      (c) => c.business.recordsConsent({ recipientTold: ['name'] }),
    ],
  ],
}
const alone: S = {
  where: 'of an activity without consent and without others',
  way: async (c) => {
    await liteApproved(c)
    await c.business.goesLive({ consentTextHash: undefined })
  },
  refusals: [
    ['consentAsked', 'recordConsent', (c) => c.business.recordsConsent()],
    ['someRecipient', 'recordProvision', (c) => c.business.recordsProvision()],
    ['someProcessor', 'recordInspection', (c) => c.business.inspects()],
  ],
}
const audited: S = {
  where: 'of an audit by whoever proposed it',
  way: async (c) => {
    await c.everything.proposesActivity()
    await c.everything.submitsActivity()
    await c.officer.screens()
    await c.officer.approves()
    await c.everything.goesLive()
  },
  refusals: [['auditorApart', 'recordAudit', (c) => c.everything.audits()]],
}
const others: S = {
  where: 'of those who receive it',
  way: live,
  refusals: [
    [
      'recipientKnown',
      'recordProvision',
      (c) => c.business.recordsProvision({ partner: 'partner:nobody' }),
    ],
    ['processorKnown', 'recordInspection', (c) => c.business.inspects({ partner: RECIPIENT })],
  ],
}
const unassessed: S = {
  where: 'of what was never approved',
  way: async (c) => {
    await c.auditor.reportsUnassessed()
    await c.business.cures()
  },
  refusals: [['approvedBefore', 'liftSuspension', (c) => c.officer.lifts()]],
}
const stopped: S = {
  where: 'of the description of what is stopped',
  way: async (c) => {
    await c.auditor.reportsUnassessed()
    await c.business.submitsActivity()
  },
  refusals: [['neverUsed', 'withdrawActivity', (c) => c.business.withdrawsActivity()]],
}
const uncured: S = {
  where: 'of a suspension without a cure',
  way: suspended,
  refusals: [['cureEvidenced', 'liftSuspension', (c) => c.officer.lifts()]],
}
const suspension: S = {
  where: 'of a suspension',
  way: async (c) => {
    await suspended(c)
    await c.officer.cures()
    await c.colleague.recuses()
    await c.otherManager.recuses()
  },
  refusals: [
    ['notProposer', 'liftSuspension', (c) => c.officer.lifts()],
    ['notRecused', 'liftSuspension', (c) => c.colleague.lifts()],
    ['notRecused', 'stopProcessing', (c) => c.otherManager.stopsProcessing()],
  ],
}
const undeleted: S = {
  where: 'of a deletion without proof',
  way: ending,
  refusals: [['deletionProved', 'confirmDeletion', (c) => c.officer.confirmsDeletion()]],
}
const deletion: S = {
  where: 'of a deletion',
  way: async (c) => {
    await ending(c)
    await c.officer.provesDeletion()
    await c.colleague.recuses()
  },
  refusals: [
    ['notProposer', 'confirmDeletion', (c) => c.officer.confirmsDeletion()],
    ['notRecused', 'confirmDeletion', (c) => c.colleague.confirmsDeletion()],
    ['recipientsConfirmed', 'confirmDeletion', (c) => c.everything.confirmsDeletion()],
    [
      'recipientKnown',
      'confirmProcessorDeletion',
      (c) => c.business.confirmsReturn({ partner: 'partner:nobody' }),
    ],
    [
      'confirmsForItself',
      'confirmProcessorDeletion',
      (c) => c.partner.confirmsReturn({ partner: RECIPIENT }),
    ],
    ['retentionAhead', 'retainByLaw', (c) => c.lawyer.retainsByLaw({ until: '2026-03-02' })],
  ],
}
const again: S = {
  where: 'of a description that was rejected',
  way: async (c) => {
    await lite(c)
    await c.colleague.rejects()
    await c.business.proposesActivity()
  },
  refusals: [['contentNotRejected', 'submitActivity', (c) => c.business.submitsActivity()]],
}
const record: S = {
  where: 'of a record that is kept',
  way: async (c) => {
    await lite(c)
    await c.colleague.rejects()
    await c.lawyer.holds()
  },
  refusals: [
    ['recordReleasable', 'proposeDisposal', (c) => c.officer.proposesDisposal()],
    ['noHold', 'placeHold', (c) => c.protection.holds()],
  ],
}
const disposal: S = {
  where: 'of its disposal',
  way: async (c) => {
    await lite(c)
    await c.colleague.rejects()
    await c.file.journey.passes('2029-03-03 09:00')
    await c.officer.proposesDisposal()
  },
  refusals: [['disposalBySecond', 'confirmDisposal', (c) => c.officer.confirmsDisposal()]],
}
const disposed: S = {
  where: 'of a record that is gone',
  way: async (c) => {
    await disposal.way(c)
    await c.colleague.confirmsDisposal()
  },
  refusals: [['notDisposed', 'placeHold', (c) => c.lawyer.holds()]],
}
const supervised: S = {
  where: 'of an inquiry and a breach that are others',
  way: async (c) => {
    await submitted(c)
    await c.supervisor.inquires()
    await c.file.journey.passes('2026-03-10 09:00')
  },
  refusals: [
    ['inquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry({ inquiry: somewhere })],
    ['breachOpen', 'explainBreach', (c) => c.officer.explains({ breach: somewhere })],
  ],
}

export const activityStands: readonly S[] = [
  opening,
  proposal,
  screening,
  shortForm,
  inCharge,
  assessment,
  abroad,
  management,
  returned,
  servesProduct,
  beginning,
  consent,
  alone,
  audited,
  others,
  unassessed,
  stopped,
  uncured,
  suspension,
  undeleted,
  deletion,
  again,
  record,
  disposal,
  disposed,
  supervised,
  {
    where: 'of a description whose kinds are sensitive',
    way: sensitiveSubmitted,
    refusals: [['answersFit', 'screenActivity', (c) => c.officer.screens()]],
  },
]
