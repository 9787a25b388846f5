// What is refused of a listed partner, of its evaluation, and on its way out.

import { collector, satisfactory } from '../support/actors-partner.ts'
import {
  active,
  exiting,
  remedying,
  runDown,
  running,
  suspended,
  watched,
} from '../support/ways-partner.ts'
import type { Partnership } from '../support/actors-partner.ts'
import { todayIn } from '../support/actors-complaint.ts'
import type { Stand } from '../support/journey-rules.ts'
import { somewhere } from './partner.rules-entry.ts'

type S = Stand<Partnership>
const interested = async (c: Partnership) => {
  await c.file.journey.declaresInterest('protection-3', c.file.about)
  await c.file.journey.declaresInterest('management-2', c.file.about)
}

const business: S = {
  where: 'of an active partner',
  way: active,
  refusals: [
    ['isCollectionAgent', 'recordContacts', (c) => c.system.reportsContacts()],
    ['repeatIsOne', 'suspendPartner', (c) => c.officer.suspends({ ground: 'repeat' })],
    [
      'cooperationIsAsRecorded',
      'recordEvaluation',
      (c) => c.headquarters.evaluates({ cooperation: 'full' }),
    ],
  ],
}
const contacts: S = {
  where: 'of contacts of a collection agent',
  way: async (c) => {
    await active(c, collector)
    await c.system.reportsContacts()
  },
  refusals: [
    ['daysInOrder', 'recordContacts', (c) => c.system.reportsContacts({ on: todayIn(c.file, 1) })],
    ['daysInOrder', 'recordContacts', (c) => c.system.reportsContacts({ on: todayIn(c.file, -1) })],
  ],
}
const watch: S = {
  where: 'of the watch',
  way: async (c) => {
    await watched(c)
    await c.officer.signals({ kind: 'priceDeviation' })
    await c.overseer.recuses()
    await interested(c)
    await c.supervisor.inquires()
    await c.officer.holdsRecord()
  },
  refusals: [
    ['nothingOutstanding', 'clearWatch', (c) => c.officer.endsWatch()],
    ['notRecused', 'clearWatch', (c) => c.overseer.endsWatch()],
    ['hasNoInterest', 'clearWatch', (c) => c.colleague.endsWatch()],
    ['someViolated', 'orderRemediation', (c) => c.officer.ordersRemediation()],
    ['signalIsOpen', 'confirmViolation', (c) => c.officer.confirmsViolation({ aspect: 'data' })],
    ['mayBeDismissed', 'dismissSignal', (c) => c.officer.dismisses({ aspect: 'data' })],
    ['notOwnSignal', 'dismissSignal', (c) => c.officer.dismisses({ aspect: 'fees' })],
    ['notRecused', 'dismissSignal', (c) => c.overseer.dismisses()],
    ['hasNoInterest', 'dismissSignal', (c) => c.colleague.dismisses()],
    ['inquiryOpen', 'answerInquiry', (c) => c.officer.answersInquiry({ inquiry: somewhere })],
    ['holdStands', 'releaseHold', (c) => c.officer.releasesHold({ hold: somewhere })],
  ],
}
const violated: S = {
  where: 'of a confirmed violation',
  way: async (c) => {
    await watched(c)
    await c.officer.confirmsViolation()
    await c.officer.signals({ kind: 'dataEvent' })
  },
  refusals: [['mayBeDismissed', 'dismissSignal', (c) => c.overseer.dismisses()]],
}
const remediation: S = {
  where: 'of remediation',
  way: async (c) => {
    await remedying(c)
    await c.overseer.recuses()
    await interested(c)
  },
  refusals: [
    ['remediationReported', 'verifyRemediation', (c) => c.officer.verifiesRemediation()],
    ['notRecused', 'verifyRemediation', (c) => c.overseer.verifiesRemediation()],
    ['hasNoInterest', 'verifyRemediation', (c) => c.colleague.verifiesRemediation()],
  ],
}
const reported: S = {
  where: 'of remediation, once it is reported',
  way: async (c) => {
    await remedying(c)
    await c.author.reportsRemediation()
  },
  refusals: [['notOwnRemediation', 'verifyRemediation', (c) => c.author.verifiesRemediation()]],
}
const suspension: S = {
  where: 'of a suspended partner',
  way: async (c) => {
    await suspended(c)
    await c.file.journey.declaresInterest('management-2', c.file.about)
  },
  refusals: [
    ['hasNoInterest', 'acceptPlan', (c) => c.otherManager.acceptsPlan()],
    ['showsWhatIs', 'publishUpdate', (c) => c.officer.updatesList({ shows: 'removed' })],
    [
      'versionIsNew',
      'publishUpdate',
      (c) => c.officer.updatesList({ shows: 'suspended', version: 1 }),
    ],
  ],
}
const evaluated: S = {
  where: 'of an evaluation',
  way: async (c) => {
    await active(c)
    await c.assessorInManagement.evaluates({
      results: { ...satisfactory, compliance: 'unsatisfactory' },
    })
    await c.file.journey.declaresInterest('management-2', c.file.about)
  },
  refusals: [
    ['stillQualified', 'retainPartner', (c) => c.manager.retains()],
    ['stillQualified', 'retainWithConditions', (c) => c.manager.retainsOnConditions()],
    ['notEvaluator', 'retainPartner', (c) => c.assessorInManagement.retains()],
    ['notEvaluator', 'retainWithConditions', (c) => c.assessorInManagement.retainsOnConditions()],
    ['hasNoInterest', 'retainPartner', (c) => c.otherManager.retains()],
    ['hasNoInterest', 'retainWithConditions', (c) => c.otherManager.retainsOnConditions()],
  ],
}
const roundAbout: S = {
  where: 'of an evaluation, while a suspended partner remedies',
  way: async (c) => {
    await suspended(c)
    await c.manager.acceptsPlan()
    await c.headquarters.evaluates()
  },
  refusals: [
    ['businessGoesOn', 'retainPartner', (c) => c.manager.retains()],
    ['businessGoesOn', 'retainWithConditions', (c) => c.manager.retainsOnConditions()],
  ],
}
const outstanding: S = {
  where: 'of an evaluation, while a suspended partner has a signal',
  way: async (c) => {
    await suspended(c)
    await c.system.signals()
    await c.headquarters.evaluates()
  },
  refusals: [['nothingOutstanding', 'retainPartner', (c) => c.manager.retains()]],
}

const plan: S = {
  where: 'of the plan of exit',
  way: exiting,
  refusals: [
    ['planCovers', 'planExit', (c) => c.business.plansExit({ covers: ['service', 'complaints'] })],
    ['endLiesAhead', 'planExit', (c) => c.business.plansExit({ until: todayIn(c.file) })],
  ],
}
const runoff: S = {
  where: 'of the run-off',
  way: async (c) => {
    await running(c)
    await c.overseer.recuses()
    await interested(c)
  },
  refusals: [
    ['endLiesAhead', 'extendRunoff', (c) => c.manager.extendsRunoff({ until: todayIn(c.file) })],
    ['dataReturnDeclared', 'verifyDataReturn', (c) => c.privacy.verifiesReturn()],
    ['dataReturnVerified', 'completeExit', (c) => c.officer.completesExit()],
    ['notRecused', 'completeExit', (c) => c.overseer.completesExit()],
    ['hasNoInterest', 'completeExit', (c) => c.colleague.completesExit()],
  ],
}
const returned: S = {
  where: 'of data that was returned',
  way: async (c) => {
    await running(c)
    await c.authorInLaw.declaresReturn()
  },
  refusals: [
    ['notDeclarer', 'verifyDataReturn', (c) => c.authorInLaw.verifiesReturn()],
    ['dataReturnVerified', 'completeExit', (c) => c.officer.completesExit()],
  ],
}
const shown: S = {
  where: 'of an exit that the public list does not show',
  way: async (c) => {
    await running(c)
    await c.business.declaresReturn()
    await c.privacy.verifiesReturn()
  },
  refusals: [['listShowsExit', 'completeExit', (c) => c.officer.completesExit()]],
}
const agent: S = {
  where: 'of the exit of a collection agent',
  way: async (c) => {
    await exiting(c, collector)
    await runDown(c)
  },
  refusals: [['finalEvaluationDone', 'completeExit', (c) => c.officer.completesExit()]],
}
const complained: S = {
  where: 'of an exit with an open complaint',
  way: async (c) => {
    await exiting(c)
    await runDown(c)
    const register = {
      channel: 'PHONE',
      matter: 'charges',
      complainant: 'consumer:c1',
      partner: c.file.about,
    }
    await c.file.journey.doors.command('protection-1', 'complaintHandlingCommand', {
      event: { register },
    })
  },
  refusals: [['complaintsHandedOver', 'completeExit', (c) => c.officer.completesExit()]],
}
const forced: S = {
  where: 'of a forced exit',
  way: async (c) => {
    await suspended(c)
    await c.manager.forbids()
    await c.file.journey.declaresInterest('management-2', c.file.about)
  },
  refusals: [
    ['notForbidden', 'decideBlacklisting', (c) => c.manager.forbids()],
    ['notWhoForbade', 'liftBlacklisting', (c) => c.manager.lifts()],
    ['hasNoInterest', 'liftBlacklisting', (c) => c.otherManager.lifts()],
    [
      'forcedExitAnnounced',
      'publishUpdate',
      (c) => c.officer.updatesList({ noticeHash: undefined }),
    ],
  ],
}
const late: S = {
  where: 'of what ran late',
  way: async (c) => {
    await c.business.proposes()
    await c.file.journey.passes('2026-04-01 09:00')
  },
  refusals: [
    ['breachOpen', 'explainBreach', (c) => c.officer.explainsBreach({ breach: somewhere })],
  ],
}
const kept: S = {
  where: 'of the record',
  way: async (c) => {
    await c.business.proposes()
    await c.business.withdraws()
    await c.file.journey.passes('2031-03-03 09:00')
    await c.officer.holdsRecord()
  },
  refusals: [['noHoldStands', 'proposeDisposal', (c) => c.officer.proposesDisposal()]],
}
const disposed: S = {
  where: 'of the disposal of the record',
  way: async (c) => {
    await c.business.proposes()
    await c.business.withdraws()
    await c.file.journey.passes('2031-03-03 09:00')
    await c.officer.proposesDisposal()
  },
  refusals: [['notDisposer', 'confirmDisposal', (c) => c.officer.confirmsDisposal()]],
}

export const watchStands: readonly S[] = [
  business,
  contacts,
  watch,
  violated,
  remediation,
  reported,
  suspension,
  evaluated,
  roundAbout,
  outstanding,
  plan,
  runoff,
  returned,
  shown,
  agent,
  complained,
  forced,
  late,
  kept,
  disposed,
]
