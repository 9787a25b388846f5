// What is refused of an audit engagement, from the line of the plan to its report.

import { encodeId } from '../../api/graphql/ids.ts'
import {
  ALL_ROUND,
  PLAN,
  REPORT,
  answered,
  approved,
  found,
  inField,
  minutes,
  proposed,
  scheduled,
  sent,
  submitted,
  teamed,
  twofold,
} from '../support/actors-audit.ts'
import { KNOWN, withoutPaper } from '../support/actors-resolution.ts'
import type { Engagement } from '../support/actors-audit.ts'
import type { Refusal, Stand } from '../support/journey-rules.ts'
import { INSTITUTION } from '../support/world.ts'

type C = Engagement
const somewhere = encodeId('Entry', INSTITUTION)
const TODAY = '2026-03-02'
const TOMORROW = '2026-03-03'
const person = (c: C, subject: string) => ({ auditor: c.file.journey.person(subject) })

const opening: Stand<C> = {
  where: 'of the line of a plan',
  way: proposed,
  refusals: [
    ['unitIsAudited', 'proposeEngagement', (c) => c.auditor.proposes({ unit: 'nowhere' })],
    ['yearIsNotOver', 'proposeEngagement', (c) => c.auditor.proposes({ year: 2025 })],
    ['reportIsIssued', 'referFinding', (c) => c.auditor.refers()],
    [
      'labelIsAsStated',
      'correctRecord',
      (c) => c.auditor.correctsRecord({ record: { label: { was: 'another', is: 'label' } } }),
    ],
    ['someInquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry()],
    ['someBreachOpen', 'explainBreach', (c) => c.auditor.explainsBreach()],
  ],
}
const ofAuthor: Stand<C> = {
  where: 'of a plan by whoever submitted it',
  way: async (c) => {
    await proposed(c)
    await c.of(ALL_ROUND).submitsPlan()
    await c.supervisor.inquires()
    await c.otherDirector.recuses()
  },
  refusals: [
    ['planIsEndorsed', 'approvePlan', (c) => c.director.approves()],
    ['notPlanAuthor', 'endorsePlan', (c) => c.of(ALL_ROUND).endorses()],
    ['notPlanAuthor', 'returnPlan', (c) => c.of(ALL_ROUND).returnsPlan()],
    ['notPlanAuthor', 'approvePlan', (c) => c.of(ALL_ROUND).approves()],
    ['notRecused', 'returnPlan', (c) => c.otherDirector.returnsPlan()],
    ['notRecused', 'approvePlan', (c) => c.otherDirector.approves()],
    ['notYetRecused', 'recuse', (c) => c.otherDirector.recuses()],
    ['inquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry({ inquiry: somewhere })],
  ],
}
const approval: Stand<C> = {
  where: 'of the approval of a plan',
  way: async (c) => {
    await submitted(c)
    await c.of(ALL_ROUND).endorses()
  },
  refusals: [
    ['planNotYetEndorsed', 'endorsePlan', (c) => c.supervisor.endorses()],
    ['notPlanEndorser', 'approvePlan', (c) => c.of(ALL_ROUND).approves()],
    [
      'resolutionAdopted',
      'approvePlan',
      (c) => c.director.approves({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'approvePlan',
      (c) => withoutPaper(c.file.journey, () => c.director.approves()),
    ],
    [
      'resolutionIsOfPlan',
      'approvePlan',
      (c) => c.director.approves({ resolution: minutes(REPORT, TODAY) }),
    ],
    [
      'resolutionIsTimely',
      'approvePlan',
      (c) => c.director.approves({ resolution: minutes(PLAN, TOMORROW) }),
    ],
  ],
}
const schedule: Stand<C> = {
  where: 'of the schedule',
  way: async (c) => {
    await approved(c)
    await c.otherDirector.recuses()
  },
  refusals: [
    ['datesAreSound', 'scheduleEngagement', (c) => c.auditor.schedules({ endBy: '2026-03-08' })],
    ['datesAreSound', 'scheduleEngagement', (c) => c.auditor.schedules({ startBy: '2026-03-01' })],
    [
      'withinYear',
      'scheduleEngagement',
      (c) => c.auditor.schedules({ startBy: '2027-01-04', endBy: '2027-02-01' }),
    ],
    ['yearWasMissed', 'rescheduleByBoard', (c) => c.director.reschedules()],
    ['notRecused', 'rescheduleByBoard', (c) => c.otherDirector.reschedules()],
    ['notRecused', 'dropLine', (c) => c.otherDirector.dropsLine()],
    [
      'resolutionAdopted',
      'dropLine',
      (c) => c.director.dropsLine({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'dropLine',
      (c) => withoutPaper(c.file.journey, () => c.director.dropsLine()),
    ],
    [
      'resolutionIsOfPlan',
      'dropLine',
      (c) => c.director.dropsLine({ resolution: minutes(REPORT, TODAY) }),
    ],
  ],
}
const missed: Stand<C> = {
  where: 'of the schedule after the year',
  way: async (c) => {
    await approved(c)
    await c.file.journey.passes('2027-01-04 09:00')
  },
  refusals: [
    [
      'yearNotMissed',
      'scheduleEngagement',
      (c) => c.auditor.schedules({ startBy: '2027-02-01', endBy: '2027-03-01' }),
    ],
    ['datesAreSound', 'rescheduleByBoard', (c) => c.director.reschedules({ endBy: '2027-01-05' })],
    [
      'resolutionAdopted',
      'rescheduleByBoard',
      (c) => c.director.reschedules({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'rescheduleByBoard',
      (c) => withoutPaper(c.file.journey, () => c.director.reschedules()),
    ],
    [
      'resolutionIsOfPlan',
      'rescheduleByBoard',
      (c) => c.director.reschedules({ resolution: minutes(REPORT, '2027-01-04') }),
    ],
    ['breachOpen', 'explainBreach', (c) => c.auditor.explainsBreach({ breach: somewhere })],
  ],
}
const team: Stand<C> = {
  where: 'of the team',
  way: async (c) => {
    await scheduled(c, true)
    await c.auditor.appoints(person(c, ALL_ROUND))
    await c.file.journey.declaresInterest('audit-2', `unit:${c.unit}`)
  },
  refusals: [
    ['auditorHoldsSeat', 'appointAuditor', (c) => c.auditor.appoints(person(c, 'legal-1'))],
    [
      'auditorIsIndependent',
      'appointAuditor',
      (c) => c.auditor.appoints(person(c, twofold(c.unit))),
    ],
    ['auditorIsIndependent', 'appointAuditor', (c) => c.auditor.appoints(person(c, 'audit-2'))],
    ['coolingOffIsOver', 'appointAuditor', (c) => c.auditor.appoints({ lastHandledOn: TODAY })],
    [
      'coolingOffIsOver',
      'appointAuditor',
      (c) => c.auditor.appoints({ lastHandledOn: '2024-03-02' }),
    ],
    ['auditorIsNew', 'appointAuditor', (c) => c.auditor.appoints(person(c, ALL_ROUND))],
    ['ofTheTeam', 'openFieldwork', (c) => c.auditor.opensFieldwork()],
    ['notOfAuditTeam', 'dropLine', (c) => c.of(ALL_ROUND).dropsLine()],
  ],
}
/** Everything that the team alone does, by somebody who is not of it and by somebody who stepped aside. */
const performed = (event: string, deed: (a: C['auditor']) => ReturnType<C['auditor']['finds']>) =>
  [
    ['ofTheTeam', event, (c) => deed(c.of(twofold(c.unit)))],
    ['notRecused', event, (c) => deed(c.otherAuditor)],
  ] satisfies Refusal<C>[]
const asideIn = (way: (c: C, everybody?: boolean) => Promise<C>) => async (c: C) => {
  await way(c, true)
  await c.otherAuditor.recuses()
}
const begin: Stand<C> = {
  where: 'of the beginning of fieldwork',
  way: asideIn(teamed),
  refusals: [
    ['notRecused', 'openFieldwork', (c) => c.otherAuditor.opensFieldwork()],
    ...performed('confirmIndependence', (a) => a.confirmsIndependence()),
  ],
}
const fieldwork: Stand<C> = {
  where: 'of fieldwork',
  way: asideIn(inField),
  refusals: [
    ['someFindingStands', 'dropFinding', (c) => c.auditor.dropsFinding()],
    ...performed('recordFinding', (a) => a.finds()),
    ...performed('dropFinding', (a) => a.dropsFinding()),
    ...performed('endFieldwork', (a) => a.endsFieldwork()),
  ],
}
const draft: Stand<C> = {
  where: 'of the findings',
  way: async (c) => {
    await asideIn(found)(c)
    await c.auditor.appoints(person(c, ALL_ROUND))
  },
  refusals: [
    ['findingStands', 'dropFinding', (c) => c.auditor.dropsFinding({ finding: 3 })],
    ['findingOfAnother', 'dropFinding', (c) => c.auditor.dropsFinding({ finding: 1 })],
    ...performed('sendFindings', (a) => a.sendsFindings()),
  ],
}
const ownFindings: Stand<C> = {
  where: 'of findings that are all one’s own',
  way: async (c) => {
    await inField(c)
    await c.auditor.finds()
  },
  refusals: [['someFindingOfAnother', 'dropFinding', (c) => c.auditor.dropsFinding()]],
}
const answer: Stand<C> = {
  where: 'of the answer of the auditee',
  way: sent,
  refusals: [
    [
      'actionsAreOfFindings',
      'respond',
      (c) => c.manager.responds({ actions: [{ finding: 3, action: 'none', dueOn: '2026-05-01' }] }),
    ],
  ],
}
const report: Stand<C> = {
  where: 'of the report',
  way: asideIn(answered),
  refusals: performed('issueReport', (a) => a.issuesReport()),
}
const lapsed: Stand<C> = {
  where: 'of the report of a team whose declaration has lapsed',
  way: async (c) => {
    await answered(c)
    await c.file.journey.passes('2028-03-03 09:00')
  },
  refusals: [['independenceStands', 'issueReport', (c) => c.auditor.issuesReport()]],
}
export const engagementStands: readonly Stand<C>[] = [
  opening,
  ofAuthor,
  approval,
  schedule,
  missed,
  team,
  begin,
  fieldwork,
  draft,
  ownFindings,
  answer,
  report,
  lapsed,
]
