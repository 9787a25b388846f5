// What is refused of an assessment, from its opening to the last confirmation.

import { encodeId } from '../../api/graphql/ids.ts'
import {
  DRAFT,
  SCHEME,
  claimed,
  drafted,
  endorsed,
  everywhere,
  finalised,
  linked,
  minutes,
  opened,
  ownOfficer,
  score,
  scores,
  scoringDue,
  weak,
} from '../support/actors-assessment.ts'
import { KNOWN, withoutPaper } from '../support/actors-resolution.ts'
import type { Cycle } from '../support/actors-assessment.ts'
import type { Stand } from '../support/journey-rules.ts'
import { INSTITUTION } from '../support/world.ts'

const somewhere = encodeId('Entry', INSTITUTION)
const indicators = (complaintHandling: number, disclosure: number) => [
  { indicator: 'complaintHandling' as const, weight: complaintHandling },
  { indicator: 'disclosure' as const, weight: disclosure },
]

const opening: Stand<Cycle> = {
  where: 'of the opening',
  way: opened,
  refusals: [
    ['unitIsAssessed', 'openCycle', (c) => c.officer.opens({ unit: 'nowhere' })],
    ['periodIsSound', 'openCycle', (c) => c.officer.opens({ to: '2027-04-03' })],
    [
      'periodIsSound',
      'openCycle',
      (c) => c.officer.opens({ from: '2026-01-01', to: '2026-02-01' }),
    ],
    [
      'periodNotCovered',
      'openCycle',
      (c) => c.officer.opens({ from: '2026-06-30', to: '2026-08-01' }),
    ],
    ['schemeInForce', 'reportSeriousEvent', (c) => c.officer.reportsSeriousEvent()],
    ['closedByNow', 'closeUnit', (c) => c.hr.closesUnit({ closedOn: '2026-03-03' })],
    [
      'labelIsAsStated',
      'correctRecord',
      (c) => c.officer.correctsRecord({ record: { label: { was: 'another', is: 'label' } } }),
    ],
    ['someInquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry()],
    ['someBreachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
  ],
}
const scheme: Stand<Cycle> = {
  where: 'of the scheme',
  way: async (c) => {
    await opened(c)
    await c.regulator.ordersWeight()
    await c.supervisor.inquires()
  },
  refusals: [
    [
      'schemeCoversUnit',
      'submitScheme',
      (c) => c.hr.submitsScheme({ units: ['wealth'], weight: 15 }),
    ],
    [
      'schemeCoversUnit',
      'submitScheme',
      (c) => c.hr.submitsScheme({ leftOut: [{ unit: c.unit, reason: 'new' }], weight: 15 }),
    ],
    [
      'indicatorsAreWhole',
      'submitScheme',
      (c) => c.hr.submitsScheme({ indicators: indicators(60, 30) }),
    ],
    [
      'complaintsAreAssessed',
      'submitScheme',
      (c) => c.hr.submitsScheme({ indicators: [{ indicator: 'training', weight: 100 }] }),
    ],
    [
      'volumeIsNotAlone',
      'submitScheme',
      (c) => c.hr.submitsScheme({ sellerTargets: ['salesVolume'] }),
    ],
    ['weightAsOrdered', 'submitScheme', (c) => c.hr.submitsScheme({ weight: 14 })],
    ['inquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry({ inquiry: somewhere })],
  ],
}
const endorsement: Stand<Cycle> = {
  where: 'of the endorsement',
  way: async (c) => {
    await opened(c)
    await c.officerInManagement.submitsScheme()
    await c.otherManager.recuses()
    await c.regulator.ordersWeight()
  },
  refusals: [
    ['weightStillAsOrdered', 'endorseScheme', (c) => c.manager.endorsesScheme()],
    ['notAuthor', 'endorseScheme', (c) => c.officerInManagement.endorsesScheme()],
    ['notAuthor', 'returnScheme', (c) => c.officerInManagement.returnsScheme()],
    ['notRecused', 'endorseScheme', (c) => c.otherManager.endorsesScheme()],
    ['notRecused', 'returnScheme', (c) => c.otherManager.returnsScheme()],
    ['notYetRecused', 'recuse', (c) => c.otherManager.recuses()],
  ],
}
const approval: Stand<Cycle> = {
  where: 'of the approval',
  way: async (c) => {
    await opened(c)
    await c.officerInManagement.submitsScheme()
    await c.managerInCommittee.endorsesScheme()
    await c.otherCommittee.recuses()
  },
  refusals: [
    ['notAuthor', 'approveScheme', (c) => c.officerInManagement.approvesScheme()],
    [
      'notAuthor',
      'returnSchemeByCommittee',
      (c) => c.officerInManagement.returnsSchemeAsCommittee(),
    ],
    ['notEndorser', 'approveScheme', (c) => c.managerInCommittee.approvesScheme()],
    ['notRecused', 'approveScheme', (c) => c.otherCommittee.approvesScheme()],
    ['notRecused', 'returnSchemeByCommittee', (c) => c.otherCommittee.returnsSchemeAsCommittee()],
    [
      'resolutionAdopted',
      'approveScheme',
      (c) => c.committee.approvesScheme({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'approveScheme',
      (c) => withoutPaper(c.file.journey, () => c.committee.approvesScheme()),
    ],
    [
      'resolutionIsOfContent',
      'approveScheme',
      (c) => c.committee.approvesScheme({ resolution: minutes(DRAFT, '2026-03-02') }),
    ],
    [
      'resolutionIsTimely',
      'approveScheme',
      (c) => c.committee.approvesScheme({ resolution: minutes(SCHEME, '2026-03-03') }),
    ],
  ],
}
const ordered: Stand<Cycle> = {
  where: 'of an approval after the regulator ordered more',
  way: async (c) => {
    await endorsed(c)
    await c.regulator.ordersWeight()
  },
  refusals: [['weightStillAsOrdered', 'approveScheme', (c) => c.committee.approvesScheme()]],
}
const scoring: Stand<Cycle> = {
  where: 'of the scores',
  way: async (c) => {
    await scoringDue(c, true)
    await c.colleague.recuses()
  },
  refusals: [
    [
      'scoresAreWhole',
      'publishDraft',
      (c) => c.officer.publishesDraft({ scores: [score('disclosure', 1)] }),
    ],
    [
      'scoresCiteEvidence',
      'publishDraft',
      (c) => c.officer.publishesDraft({ scores: scores(80).map((s) => ({ ...s, processes: [] })) }),
    ],
    ['notOwnUnit', 'publishDraft', (c) => c.of(ownOfficer(c.unit)).publishesDraft()],
    ['notRecused', 'publishDraft', (c) => c.colleague.publishesDraft()],
  ],
}
const draft: Stand<Cycle> = {
  where: 'of an appeal',
  way: drafted,
  refusals: [['answersForItself', 'appeal', (c) => c.manager.appeals()]],
}
const ruling: Stand<Cycle> = {
  where: 'of the ruling of senior management',
  way: async (c) => {
    await scoringDue(c, true)
    await c.officerInManagement.publishesDraft()
    await c.of(everywhere(c.unit)).appeals()
    await c.managerInCommittee.recuses()
    await c.file.journey.declaresInterest('management-2', `unit:${c.unit}`)
  },
  refusals: [
    ['notScorer', 'ruleOnAppeal', (c) => c.officerInManagement.rulesOnAppeal()],
    ['notAppellant', 'ruleOnAppeal', (c) => c.of(everywhere(c.unit)).rulesOnAppeal()],
    ['notRecused', 'ruleOnAppeal', (c) => c.managerInCommittee.rulesOnAppeal()],
    ['noInterestInUnit', 'ruleOnAppeal', (c) => c.otherManager.rulesOnAppeal()],
    [
      'adjustmentsAreOfDraft',
      'ruleOnAppeal',
      (c) =>
        c.manager.rulesOnAppeal({
          adjustments: [{ ...score('disclosure', 5), indicator: 'training' }],
        }),
    ],
    [
      'scoresCiteEvidence',
      'ruleOnAppeal',
      (c) =>
        c.manager.rulesOnAppeal({ adjustments: [{ ...score('disclosure', 5), processes: [] }] }),
    ],
    ['answersForItself', 'withdrawAppeal', (c) => c.manager.withdrawsAppeal()],
  ],
}
const resolution: Stand<Cycle> = {
  where: 'of the ruling of the committee',
  way: async (c) => {
    await scoringDue(c, true)
    await c.officerInManagement.publishesDraft()
    await c.of(everywhere(c.unit)).appeals()
    await c.otherCommittee.recuses()
    await c.file.journey.passes('2026-07-16 09:00')
  },
  refusals: [
    ['notScorer', 'ruleByResolution', (c) => c.officerInManagement.resolvesAppeal()],
    ['notAppellant', 'ruleByResolution', (c) => c.of(everywhere(c.unit)).resolvesAppeal()],
    ['notRecused', 'ruleByResolution', (c) => c.otherCommittee.resolvesAppeal()],
    [
      'resolutionAdopted',
      'ruleByResolution',
      (c) => c.committee.resolvesAppeal({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'ruleByResolution',
      (c) => withoutPaper(c.file.journey, () => c.committee.resolvesAppeal()),
    ],
    [
      'resolutionIsOfContent',
      'ruleByResolution',
      (c) => c.committee.resolvesAppeal({ resolution: minutes(SCHEME, '2026-07-16') }),
    ],
    [
      'resolutionIsTimely',
      'ruleByResolution',
      (c) => c.committee.resolvesAppeal({ resolution: minutes(DRAFT, '2026-07-17') }),
    ],
    ['breachOpen', 'explainBreach', (c) => c.officer.explainsBreach({ breach: somewhere })],
  ],
}
const pay: Stand<Cycle> = {
  where: 'of the link to pay',
  way: finalised,
  refusals: [['linkIsWhole', 'linkToPay', (c) => c.hr.linksToPay({ effects: ['performancePay'] })]],
}
const conclusion: Stand<Cycle> = {
  where: 'of the conclusion',
  way: async (c) => {
    await linked(c, true)
    await c.colleague.recuses()
  },
  refusals: [
    ['notOwnUnit', 'findWeaknesses', (c) => c.of(ownOfficer(c.unit)).findsWeaknesses()],
    ['notOwnUnit', 'findNoWeakness', (c) => c.of(ownOfficer(c.unit)).findsNoWeakness()],
    ['notRecused', 'findWeaknesses', (c) => c.colleague.findsWeaknesses()],
    ['notRecused', 'findNoWeakness', (c) => c.colleague.findsNoWeakness()],
  ],
}
const below: Stand<Cycle> = {
  where: 'of a unit below the mark',
  way: async (c) => {
    await scoringDue(c)
    await c.officer.publishesDraft({ scores: scores(59) })
    await c.file.journey.passes('2026-07-16 09:00')
    await c.hr.linksToPay()
  },
  refusals: [['markReached', 'findNoWeakness', (c) => c.officer.findsNoWeakness()]],
}
const rectified: Stand<Cycle> = {
  where: 'of the verification',
  way: async (c) => {
    await weak(c, true)
    await c.of(ownOfficer(c.unit)).claimsRectified()
    await c.colleague.recuses()
  },
  refusals: [
    ['notClaimant', 'confirmRectified', (c) => c.of(ownOfficer(c.unit)).confirmsRectified()],
    ['notClaimant', 'rejectRectified', (c) => c.of(ownOfficer(c.unit)).rejectsRectified()],
    ['notRecused', 'confirmRectified', (c) => c.colleague.confirmsRectified()],
    ['notRecused', 'rejectRectified', (c) => c.colleague.rejectsRectified()],
  ],
}
const verified: Stand<Cycle> = {
  where: 'of the verification by the unit itself',
  way: (c) => claimed(c, true),
  refusals: [
    ['notOwnUnit', 'confirmRectified', (c) => c.of(ownOfficer(c.unit)).confirmsRectified()],
    ['notOwnUnit', 'rejectRectified', (c) => c.of(ownOfficer(c.unit)).rejectsRectified()],
  ],
}

export const cycleStands: readonly Stand<Cycle>[] = [
  opening,
  scheme,
  endorsement,
  approval,
  ordered,
  scoring,
  draft,
  ruling,
  resolution,
  pay,
  conclusion,
  below,
  rectified,
  verified,
]
