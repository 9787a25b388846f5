// What is refused of requests and of incidents.

import {
  confirmed,
  contained,
  contested,
  credit,
  caused,
  inProgress,
  remediated,
  requested,
  suspected,
} from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { GRAVE, MILD } from '../support/information-deeds.ts'
import type { Stand } from '../support/journey-rules.ts'

type S = Stand<Information>

const verifying: S = {
  where: 'of the identity of an agent',
  way: (c) => c.channel.registersRequest({ requester: 'agent' }),
  refusals: [
    ['agentAuthorised', 'confirmIdentity', (c) => c.officer.confirmsIdentity()],
    ['forCreditOnly', 'markDisputed', (c) => c.officer.marksDisputed()],
    [
      'aboutTheIndividual',
      'withdrawRequest',
      (c) => c.channel.withdrawsRequest({ about: 'consumer:other' }),
    ],
  ],
}
const answering: S = {
  where: 'of the answer',
  way: async (c) => {
    await inProgress(c)
    await c.colleague.recuses()
    await c.officer.reassigns({ handler: c.officer.id })
  },
  refusals: [
    ['notRecused', 'fulfilRequest', (c) => c.colleague.fulfils()],
    ['inCharge', 'fulfilRequest', (c) => c.everything.fulfils()],
    ['outcomeFits', 'fulfilRequest', (c) => c.officer.fulfils({ outcome: 'deleted' })],
    ['notRecused', 'refuseRequest', (c) => c.colleague.refuses()],
    ['inCharge', 'refuseRequest', (c) => c.everything.refuses()],
    ['refusalIsYours', 'refuseRequest', (c) => c.manager.refuses()],
    ['remedyTold', 'refuseRequest', (c) => c.officer.refuses({ remedyTold: false })],
  ],
}
const unmarked: S = {
  where: 'of a credit record that is not marked',
  way: async (c) => {
    await credit(c)
    await c.officer.confirmsIdentity()
  },
  refusals: [
    ['creditMarked', 'fulfilRequest', (c) => c.officer.fulfils({ outcome: 'creditCorrected' })],
    ['creditMarked', 'refuseRequest', (c) => c.officer.refuses()],
  ],
}
const marked: S = {
  where: 'of a credit record',
  way: async (c) => {
    await unmarked.way(c)
    await c.officer.marksDisputed()
  },
  refusals: [
    [
      'creditInWriting',
      'fulfilRequest',
      (c) => c.officer.fulfils({ outcome: 'creditCorrected', inWriting: false }),
    ],
    ['creditInWriting', 'refuseRequest', (c) => c.officer.refuses({ inWriting: false })],
  ],
}
const contest: S = {
  where: 'of a contest',
  way: async (c) => {
    await requested(c)
    await c.everything.confirmsIdentity()
    await c.everything.refuses()
    await c.channel.contests()
    await c.protection.recuses()
  },
  refusals: [
    ['judgeIsNew', 'upholdContest', (c) => c.everything.upholdsContest()],
    ['judgeIsNew', 'dismissContest', (c) => c.everything.dismissesContest()],
    ['notRecused', 'upholdContest', (c) => c.protection.upholdsContest()],
    ['notRecused', 'dismissContest', (c) => c.protection.dismissesContest()],
  ],
}
const court: S = {
  where: 'of a contest that is not before the court',
  way: contested,
  refusals: [
    ['contestIsYours', 'upholdContest', (c) => c.court.upholdsContest()],
    ['contestIsYours', 'dismissContest', (c) => c.court.dismissesContest()],
  ],
}

const alarm: S = {
  where: 'of an alarm',
  way: suspected,
  refusals: [['falseAlarmProposed', 'confirmFalseAlarm', (c) => c.officer.confirmsFalseAlarm()]],
}
const falseAlarm: S = {
  where: 'of a false alarm',
  way: async (c) => {
    await c.officer.reportsIncident()
    await c.colleague.recuses()
    await c.everything.proposesFalseAlarm()
  },
  refusals: [
    ['proposedByAnother', 'confirmFalseAlarm', (c) => c.everything.confirmsFalseAlarm()],
    ['notProposer', 'confirmFalseAlarm', (c) => c.officer.confirmsFalseAlarm()],
    ['notRecused', 'confirmFalseAlarm', (c) => c.colleague.confirmsFalseAlarm()],
  ],
}
const response: S = {
  where: 'of the response',
  way: confirmed,
  refusals: [
    ['harmContained', 'proposeExemption', (c) => c.officer.proposesExemption()],
    ['lowerClassProposed', 'confirmLowerClass', (c) => c.colleague.confirmsLowerClass()],
    ['classIsRaised', 'raiseClass', (c) => c.officer.raisesClass({ class: MILD })],
    ['classIsLowered', 'proposeLowerClass', (c) => c.officer.proposesLowerClass({ class: GRAVE })],
    [
      'itemsComplete',
      'tellAuthority',
      (c) => c.officer.tellsAuthority({ report: 'centralBank', items: ['kinds'] }),
    ],
    ['itemsComplete', 'tellIndividuals', (c) => c.officer.tellsIndividuals({ items: ['kinds'] })],
    ['logsInOrder', 'sealLogs', (c) => c.officer.sealsLogs({ to: '2026-02-01' })],
    ['logsInOrder', 'sealLogs', (c) => c.officer.sealsLogs({ to: '2026-03-03' })],
  ],
}
const lowest: S = {
  where: 'of the lowest class',
  way: async (c) => {
    await suspected(c)
    await c.officer.confirmsIncident({ class: { ...MILD, people: 0 } })
  },
  refusals: [['classCanFall', 'proposeLowerClass', (c) => c.officer.proposesLowerClass()]],
}
const critical: S = {
  where: 'of critical infrastructure',
  way: async (c) => {
    await suspected(c)
    await c.officer.confirmsIncident({ class: { ...GRAVE, criticalInfrastructure: true } })
  },
  refusals: [
    ['policeAreTold', 'tellAuthority', (c) => c.officer.tellsAuthority({ report: 'internet' })],
  ],
}
const late: S = {
  where: 'of a late report',
  way: async (c) => {
    await confirmed(c)
    await c.file.journey.passes('2026-03-02 12:00')
  },
  refusals: [['lateShowsContainment', 'tellAuthority', (c) => c.officer.tellsAuthority()]],
}
const lower: S = {
  where: 'of a lower class',
  way: async (c) => {
    await confirmed(c)
    await c.colleague.recuses()
    await c.everything.proposesLowerClass()
  },
  refusals: [
    ['proposedByAnother', 'confirmLowerClass', (c) => c.everything.confirmsLowerClass()],
    ['notRecused', 'confirmLowerClass', (c) => c.colleague.confirmsLowerClass()],
  ],
}
const exemption: S = {
  where: 'of an exemption that nobody proposed',
  way: contained,
  refusals: [['exemptionProposed', 'confirmExemption', (c) => c.lawyer.confirmsExemption()]],
}
const exempted: S = {
  where: 'of an exemption',
  way: async (c) => {
    await contained(c)
    await c.everything.proposesExemption()
    await c.otherLawyer.recuses()
  },
  refusals: [
    ['proposedByAnother', 'confirmExemption', (c) => c.everything.confirmsExemption()],
    ['notRecused', 'confirmExemption', (c) => c.otherLawyer.confirmsExemption()],
  ],
}
const notified: S = {
  where: 'of an exemption after the notice',
  way: async (c) => {
    await contained(c)
    await c.officer.tellsIndividuals()
  },
  refusals: [['exemptionOpen', 'proposeExemption', (c) => c.officer.proposesExemption()]],
}
const fix: S = {
  where: 'of the verification',
  way: async (c) => {
    await caused(c)
    await c.colleague.recuses()
    await c.officer.reportsFix()
  },
  refusals: [
    ['notFixer', 'verifyFix', (c) => c.officer.verifiesFix()],
    ['notRecused', 'verifyFix', (c) => c.colleague.verifiesFix()],
    ['notFixer', 'rejectFix', (c) => c.officer.rejectsFix()],
    ['notRecused', 'rejectFix', (c) => c.colleague.rejectsFix()],
  ],
}
const closing: S = {
  where: 'of the closing',
  way: async (c) => {
    await remediated(c)
    await c.otherManager.recuses()
  },
  refusals: [
    ['reportsMade', 'closeIncident', (c) => c.manager.closes()],
    ['notRecused', 'closeIncident', (c) => c.otherManager.closes()],
  ],
}
const untold: S = {
  where: 'of the closing before the individuals know',
  way: async (c) => {
    await remediated(c)
    for (const report of [
      'supervisorFirst',
      'supervisorWritten',
      'centralBank',
      'internet',
    ] as const)
      await c.officer.tellsAuthority({ report })
  },
  refusals: [['individualsSettled', 'closeIncident', (c) => c.manager.closes()]],
}

export const answerStands: readonly S[] = [
  verifying,
  answering,
  unmarked,
  marked,
  contest,
  court,
  alarm,
  falseAlarm,
  response,
  lowest,
  critical,
  late,
  lower,
  exemption,
  exempted,
  notified,
  fix,
  closing,
  untold,
]
