// The clocks of requests and of incidents.

import {
  answered,
  caused,
  confirmed,
  contained,
  contested,
  credit,
  exempt,
  fixed,
  inProgress,
  proposed,
  refused,
  remediated,
  requested,
  suspected,
  waiting,
} from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { GRAVE } from '../support/information-deeds.ts'
import { instantOf } from '../support/journey.ts'
import type { Struck } from '../support/journey-clocks.ts'

type Row = Struck<Information>
const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const escalated = ['seniorManagement', 'supervisoryBody']

const requests: readonly Row[] = [
  {
    clock: 'K42',
    way: inProgress,
    lastDay: '2026-03-17',
    event: 'expireAnswer',
    told: ['personalInformationOfficer', 'seniorManagement'],
    stands: { case: 'inProgress', answer: 'overdue' },
    facts: { late: true, ...breach('K42') },
  },
  {
    clock: 'K49',
    way: async (c) => {
      await credit(c)
      await c.officer.confirmsIdentity()
    },
    lastDay: '2026-03-22',
    event: 'expireAnswer',
    told: ['personalInformationOfficer', 'seniorManagement'],
    stands: { case: 'inProgress', answer: 'overdue' },
    facts: { late: true, ...breach('K49') },
  },
  {
    clock: 'verification',
    way: requested,
    lastDay: '2026-03-17',
    event: 'lapseVerification',
    told: ['personalInformationOfficer'],
    stands: { case: 'unverified' },
    facts: { requestKept: { standing: 'KEPT' } },
  },
  {
    clock: 'material',
    way: waiting,
    lastDay: '2026-03-17',
    event: 'lapseMore',
    told: ['personalInformationOfficer'],
    stands: { case: 'refused', answer: 'answered' },
    facts: { refusal: { ground: 'noMaterial' } },
  },
  {
    clock: 'fulfilled',
    way: answered,
    lastDay: '2026-03-09',
    event: 'closeFulfilled',
    told: [],
    stands: { case: 'closed' },
    facts: { requestKept: { standing: 'KEPT' } },
  },
  {
    clock: 'refused',
    way: refused,
    lastDay: '2026-04-01',
    event: 'closeRefused',
    told: [],
    stands: { case: 'closed' },
    facts: { requestKept: { standing: 'KEPT' } },
  },
  {
    clock: 'contest',
    way: contested,
    lastDay: '2026-03-17',
    event: 'escalateContest',
    told: ['seniorManagement'],
    stands: { case: 'contested' },
    facts: breach('contest'),
  },
  {
    clock: 'requestArchive',
    way: async (c) => {
      await requested(c)
      await c.officer.rejectsIdentity()
    },
    lastDay: '2029-03-02',
    event: 'endRequestRetention',
    told: [],
    stands: { case: 'unverified', requestRecord: 'releasable' },
    facts: { requestKept: { standing: 'RELEASABLE' } },
  },
]
/** Reported and confirmed at this hour; what counts in hours then ends with a day. */
const confirmedAt =
  (local: string, critical = false) =>
  async (c: Information) => {
    c.file.journey.at(local)
    await suspected(c)
    await c.officer.confirmsIncident({ class: { ...GRAVE, criticalInfrastructure: critical } })
  }
const discoveredAtMidnight = async (c: Information) => {
  await c.business.reportsIncident({ discoveredAt: instantOf('2026-03-02 00:00') })
  await c.file.journey.catchesUp()
}
const reports: readonly Row[] = [
  {
    clock: 'triage',
    way: async (c) => {
      c.file.journey.at('2026-03-02 23:00')
      await suspected(c)
    },
    lastDay: '2026-03-02',
    event: 'presumeConfirmed',
    told: ['personalInformationOfficer', ...escalated, 'consumerProtectionCommittee'],
    stands: { case: 'confirmed', internetReport: 'overdue', individuals: 'due' },
    facts: { confirmed: { by: 'SILENCE' }, toCommittee: 1 },
  },
  {
    clock: 'K44',
    way: confirmedAt('2026-03-02 20:00'),
    lastDay: '2026-03-02',
    event: 'reportInternetOverdue',
    told: escalated,
    stands: { case: 'confirmed', internetReport: 'overdue' },
    facts: { reports: { internet: 'OVERDUE' } },
  },
  {
    clock: 'K44critical',
    way: confirmedAt('2026-03-02 23:00', true),
    lastDay: '2026-03-02',
    event: 'reportInternetOverdue',
    told: escalated,
    stands: { case: 'confirmed', internetReport: 'overdue' },
    facts: { reports: { internet: 'OVERDUE' } },
  },
  {
    clock: 'K45',
    way: discoveredAtMidnight,
    lastDay: '2026-03-04',
    event: 'reportCentralBankOverdue',
    told: escalated,
    stands: { case: 'confirmed', centralBankReport: 'overdue' },
    facts: { reports: { centralBank: 'OVERDUE' } },
  },
  {
    clock: 'K46first',
    way: confirmedAt('2026-03-02 22:00'),
    lastDay: '2026-03-02',
    event: 'reportFirstOverdue',
    told: escalated,
    stands: { case: 'confirmed', firstReport: 'overdue' },
    facts: { reports: { supervisorFirst: 'OVERDUE' } },
  },
  {
    clock: 'K46written',
    way: discoveredAtMidnight,
    lastDay: '2026-03-02',
    event: 'reportWrittenOverdue',
    told: escalated,
    stands: { case: 'confirmed', writtenReport: 'overdue' },
    facts: { reports: { supervisorWritten: 'OVERDUE' } },
  },
]
const response: readonly Row[] = [
  {
    clock: 'K41',
    way: discoveredAtMidnight,
    lastDay: '2026-03-02',
    event: 'flagIndividualsOverdue',
    told: escalated,
    stands: { case: 'confirmed', individuals: 'overdue' },
    facts: { individuals: 'OVERDUE' },
  },
  {
    clock: 'ordered',
    way: async (c) => {
      await exempt(c)
      c.file.journey.at('2026-03-03 00:00')
      await c.regulator.ordersNotification()
    },
    lastDay: '2026-03-03',
    event: 'flagIndividualsOverdue',
    told: escalated,
    stands: { individuals: 'overdue' },
    facts: { ordered: true, individuals: 'OVERDUE' },
  },
  {
    clock: 'containment',
    way: discoveredAtMidnight,
    lastDay: '2026-03-02',
    event: 'escalateContainment',
    told: [...escalated, 'consumerProtectionCommittee'],
    stands: { case: 'confirmed' },
    facts: {},
  },
  {
    clock: 'exemption',
    way: exempt,
    lastDay: '2026-03-17',
    event: 'settleExemption',
    told: [],
    stands: { individuals: 'settled' },
    facts: { individuals: 'SETTLED' },
  },
  {
    clock: 'cause',
    way: contained,
    lastDay: '2026-03-17',
    event: 'escalateCause',
    told: escalated,
    stands: { case: 'contained' },
    facts: {},
  },
  {
    clock: 'fix',
    way: caused,
    lastDay: '2026-04-01',
    event: 'escalateFix',
    told: escalated,
    stands: { case: 'rectifying' },
    facts: { unit: 'consumer-loans' },
  },
  {
    clock: 'fixVerification',
    way: fixed,
    lastDay: '2026-03-16',
    event: 'escalateVerification',
    told: ['seniorManagement'],
    stands: { case: 'verifyingFix' },
    facts: { fix: {} },
  },
  {
    clock: 'closing',
    way: remediated,
    lastDay: '2026-04-01',
    event: 'escalateClosing',
    told: ['consumerProtectionCommittee'],
    stands: { case: 'remediated' },
    facts: {},
  },
  {
    clock: 'incidentArchive',
    way: async (c) => {
      await suspected(c)
      await c.officer.proposesFalseAlarm()
      await c.colleague.confirmsFalseAlarm()
    },
    lastDay: '2031-03-02',
    event: 'endIncidentRetention',
    told: [],
    stands: { case: 'falseAlarm', incidentRecord: 'releasable' },
    facts: { incidentKept: { standing: 'RELEASABLE' } },
  },
  {
    clock: 'K48',
    way: async (c) => {
      await confirmed(c)
      await c.officer.sealsLogs()
    },
    lastDay: '2026-09-02',
    event: 'endLogRetention',
    told: [],
    stands: { logs: 'free' },
    facts: { logs: { to: '2026-03-02' } },
  },
  {
    clock: 'inquiry',
    way: async (c) => {
      await proposed(c)
      await c.supervisor.inquires({ answerBy: '2026-03-12' })
    },
    lastDay: '2026-03-12',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'proposed' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]

export const answerClocks: readonly Row[] = [...requests, ...reports, ...response]
