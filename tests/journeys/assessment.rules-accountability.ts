// What is refused of a case of accountability, from its opening to the last confirmation.

import {
  PROPOSAL,
  SCHEME,
  minutes,
  ownOfficer,
  reported,
  twofold,
} from '../support/actors-assessment.ts'
import { KNOWN, withoutPaper } from '../support/actors-resolution.ts'
import type { Accountability } from '../support/actors-assessment.ts'
import { encodeId } from '../../api/graphql/ids.ts'
import type { Stand } from '../support/journey-rules.ts'
import { INSTITUTION } from '../support/world.ts'

type C = Accountability
const nobody = encodeId('Process', '00000000-0000-7000-8000-00000000ffff')
const somewhere = encodeId('Entry', INSTITUTION)
const person = (c: C, subject: string) => ({ person: c.file.journey.person(subject) })

const opening: Stand<C> = {
  where: 'of the opening of a case',
  way: async (c) => {
    await reported(c, true)
    await c.otherLawyer.recuses()
    await c.officer.names({ ...person(c, 'protection-2') })
    await c.supervisor.inquires()
  },
  refusals: [
    ['sourceIsKnown', 'openAccountability', (c) => c.auditor.opensCase({ source: nobody })],
    ['notNamedYet', 'nameConcerned', (c) => c.officer.names(person(c, 'protection-2'))],
    ['managerConsidered', 'establishFacts', (c) => c.officer.establishes({ noManager: undefined })],
    ['mergeTargetOpen', 'mergeCase', (c) => c.officer.merges()],
    ['mergeTargetOpen', 'mergeCase', (c) => c.officer.merges({ into: nobody })],
    ['mergeTargetOpen', 'mergeCase', (c) => c.officer.merges({ into: c.file.id })],
    [
      'unitIsAsStated',
      'correctRecord',
      (c) => c.officer.correctsUnit({ record: { unit: { was: 'another', is: 'wealth' } } }),
    ],
    ['notYetAside', 'recuse', (c) => c.otherLawyer.recuses()],
    ...(['names', 'establishes', 'proposesDismissal', 'merges'] as const).flatMap(
      (deed): Stand<C>['refusals'] => {
        const event = {
          names: 'nameConcerned',
          establishes: 'establishFacts',
          proposesDismissal: 'proposeDismissal',
          merges: 'mergeCase',
        }[deed]
        const unit: Stand<C>['refusals'] =
          deed === 'names'
            ? []
            : [['notOfConcernedUnit', event, (c) => c.of(ownOfficer(c.unit))[deed]()]]
        return [
          ['notConcerned', event, (c) => c.colleague[deed]()],
          ['takesNoFurtherPart', event, (c) => c.otherLawyer[deed]()],
          ...unit,
        ]
      },
    ),
    ['inquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry({ inquiry: somewhere })],
  ],
}
const unknown: Stand<C> = {
  where: 'where little is known yet',
  way: (c) => c.officer.opensCase({ unit: undefined }),
  refusals: [
    ['directPersonNamed', 'establishFacts', (c) => c.officer.establishes()],
    ['unitIsKnown', 'correctRecord', (c) => c.officer.correctsUnit()],
    ['someInquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry()],
    ['someBreachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
  ],
}
const nowhere: Stand<C> = {
  where: 'where no unit is named',
  way: async (c) => {
    await c.officer.opensCase({ unit: undefined })
    await c.officer.names()
  },
  refusals: [['unitIsNamed', 'establishFacts', (c) => c.officer.establishes()]],
}
const dismissal: Stand<C> = {
  where: 'of a dismissal',
  way: async (c) => {
    await reported(c)
    await c.officerInManagement.proposesDismissal()
    await c.otherManager.recuses()
  },
  refusals: [
    ['notInvestigator', 'confirmDismissal', (c) => c.officerInManagement.confirmsDismissal()],
    ['notInvestigator', 'refuseDismissal', (c) => c.officerInManagement.refusesDismissal()],
    ['takesNoFurtherPart', 'confirmDismissal', (c) => c.otherManager.confirmsDismissal()],
    ['takesNoFurtherPart', 'refuseDismissal', (c) => c.otherManager.refusesDismissal()],
  ],
}
const ofManagement: Stand<C> = {
  where: 'of a dismissal where management is concerned',
  way: async (c) => {
    await reported(c)
    await c.officer.names(person(c, 'management-2'))
    await c.officer.proposesDismissal()
    await c.file.journey.passes('2026-03-10 09:00')
  },
  refusals: [
    ['notConcerned', 'confirmDismissal', (c) => c.otherManager.confirmsDismissal()],
    ['notConcerned', 'refuseDismissal', (c) => c.otherManager.refusesDismissal()],
    ['dismissalIsYours', 'confirmDismissal', (c) => c.manager.confirmsDismissal()],
    ['dismissalIsYours', 'refuseDismissal', (c) => c.manager.refusesDismissal()],
  ],
}
const hearing: Stand<C> = {
  where: 'of the hearing',
  way: async (c) => {
    await reported(c, true)
    await c.officer.names()
    await c.officer.names(person(c, 'protection-2'))
    await c.lawyer.establishes()
    await c.otherLawyer.recuses()
  },
  refusals: [
    ['personIsConcerned', 'recordHearing', (c) => c.hr.hears(person(c, 'wealth-1'))],
    ['notConcerned', 'recordHearing', (c) => c.colleague.hears()],
    ['takesNoFurtherPart', 'recordHearing', (c) => c.otherLawyer.hears()],
    ['everyoneHeard', 'submitForDecision', (c) => c.lawyer.submitsProposal()],
    ['notConcerned', 'submitForDecision', (c) => c.colleague.submitsProposal()],
    ['takesNoFurtherPart', 'submitForDecision', (c) => c.otherLawyer.submitsProposal()],
    ['notOfConcernedUnit', 'submitForDecision', (c) => c.of(ownOfficer(c.unit)).submitsProposal()],
  ],
}
const decision: Stand<C> = {
  where: 'of the decision',
  way: async (c) => {
    await reported(c, true)
    await c.officer.names()
    await c.officer.names({ ...person(c, 'management-2'), involvement: 'manager' })
    await c.officer.names(person(c, 'committee-1'))
    await c.officerInManagement.establishes()
    for (const who of ['loans-1', 'management-2', 'committee-1']) await c.hr.hears(person(c, who))
    await c.lawyer.submitsProposal()
    await c.managerInCommittee.recuses()
    await c.file.journey.declaresInterest('loans-and-management', `unit:${c.unit}`)
  },
  refusals: [
    ['personIsConcerned', 'decideSanction', (c) => c.manager.sanctions(person(c, 'wealth-1'))],
    ['colleagueOfNobody', 'decideSanction', (c) => c.manager.sanctions(person(c, 'management-2'))],
    ['notConcerned', 'decideSanction', (c) => c.otherManager.sanctions()],
    ['notInvestigator', 'decideSanction', (c) => c.officerInManagement.sanctions()],
    ['takesNoFurtherPart', 'decideSanction', (c) => c.managerInCommittee.sanctions()],
    ['noInterestOfDecider', 'decideSanction', (c) => c.loansInManagement.sanctions()],
    ['notConcerned', 'returnForFacts', (c) => c.otherManager.returnsForFacts()],
    ['notInvestigator', 'returnForFacts', (c) => c.officerInManagement.returnsForFacts()],
    ['takesNoFurtherPart', 'returnForFacts', (c) => c.managerInCommittee.returnsForFacts()],
    ['dismissalIsYours', 'returnForFacts', (c) => c.manager.returnsForFacts()],
    ['notConcerned', 'resolveSanction', (c) => c.committee.resolvesSanction()],
    ['notInvestigator', 'resolveSanction', (c) => c.officerInManagement.resolvesSanction()],
    ['takesNoFurtherPart', 'resolveSanction', (c) => c.managerInCommittee.resolvesSanction()],
    [
      'personIsOfManagement',
      'resolveSanction',
      (c) => c.director.resolvesSanction(person(c, 'loans-1')),
    ],
    [
      'resolutionAdopted',
      'resolveSanction',
      (c) => c.director.resolvesSanction({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'resolveSanction',
      (c) => withoutPaper(c.file.journey, () => c.director.resolvesSanction()),
    ],
    [
      'resolutionIsOfProposal',
      'resolveSanction',
      (c) => c.director.resolvesSanction({ resolution: minutes(SCHEME, '2026-03-02') }),
    ],
    [
      'resolutionIsNotAhead',
      'resolveSanction',
      (c) => c.director.resolvesSanction({ resolution: minutes(PROPOSAL, '2026-03-03') }),
    ],
  ],
}
const halfDecided: Stand<C> = {
  where: 'of those on whom it was decided',
  way: async (c) => {
    await reported(c)
    await c.officer.names()
    await c.officer.names(person(c, 'loans-2'))
    await c.lawyer.establishes()
    for (const who of ['loans-1', 'loans-2']) await c.hr.hears(person(c, who))
    await c.lawyer.submitsProposal()
    await c.manager.sanctions()
  },
  refusals: [
    ['personUndecided', 'decideSanction', (c) => c.manager.sanctions()],
    ['managementIsConcerned', 'resolveSanction', (c) => c.director.resolvesSanction()],
  ],
}
const managementAlone: Stand<C> = {
  where: 'where management alone is left',
  way: async (c) => {
    await reported(c)
    await c.officer.names(person(c, 'management-2'))
    await c.lawyer.establishes()
    await c.hr.hears(person(c, 'management-2'))
    await c.lawyer.submitsProposal()
  },
  refusals: [['somebodyIsNot', 'decideSanction', (c) => c.manager.sanctions()]],
}
const reopening: Stand<C> = {
  where: 'of a reopening',
  way: async (c) => {
    await reported(c)
    await c.officer.names(person(c, 'management-2'))
    await c.officerInManagement.establishes()
    await c.hr.hears(person(c, 'management-2'))
    await c.lawyer.submitsProposal()
    await c.director.resolvesSanction()
    await c.managerInCommittee.recuses()
  },
  refusals: [
    ['notConcerned', 'reopenFacts', (c) => c.otherManager.reopens()],
    ['notInvestigator', 'reopenFacts', (c) => c.officerInManagement.reopens()],
    ['takesNoFurtherPart', 'reopenFacts', (c) => c.managerInCommittee.reopens()],
    ['dismissalIsYours', 'reopenFacts', (c) => c.manager.reopens()],
  ],
}
const verification: Stand<C> = {
  where: 'of the verification of a remedy',
  way: async (c) => {
    await reported(c, true)
    await c.officer.names()
    await c.officer.names(person(c, 'protection-2'))
    await c.lawyer.establishes()
    for (const who of ['loans-1', 'protection-2']) await c.hr.hears(person(c, who))
    await c.lawyer.submitsProposal()
    await c.manager.sanctions()
    await c.manager.sanctions(person(c, 'protection-2'))
    await c.of(twofold(c.unit)).claimsRemedied()
    await c.otherAuditor.recuses()
    await c.file.journey.passes('2026-03-25 09:00')
  },
  refusals: [
    ['notConcerned', 'confirmRemedied', (c) => c.colleague.confirmsRemedied()],
    ['notConcerned', 'rejectRemedied', (c) => c.colleague.rejectsRemedied()],
    ['notOfConcernedUnit', 'confirmRemedied', (c) => c.of(ownOfficer(c.unit)).confirmsRemedied()],
    ['notOfConcernedUnit', 'rejectRemedied', (c) => c.of(ownOfficer(c.unit)).rejectsRemedied()],
    ['takesNoFurtherPart', 'confirmRemedied', (c) => c.otherAuditor.confirmsRemedied()],
    ['takesNoFurtherPart', 'rejectRemedied', (c) => c.otherAuditor.rejectsRemedied()],
    ['notRemedyClaimant', 'confirmRemedied', (c) => c.of(twofold(c.unit)).confirmsRemedied()],
    ['notRemedyClaimant', 'rejectRemedied', (c) => c.of(twofold(c.unit)).rejectsRemedied()],
    ['breachOpen', 'explainBreach', (c) => c.officer.explainsBreach({ breach: somewhere })],
  ],
}

export const accountabilityStands: readonly Stand<C>[] = [
  opening,
  unknown,
  nowhere,
  dismissal,
  ofManagement,
  hearing,
  decision,
  halfDecided,
  managementAlone,
  reopening,
  verification,
]
