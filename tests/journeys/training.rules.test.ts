// Every rule of training, refusing through GraphQL: of the plan of a year and of a person.

import { afterAll, beforeAll, describe } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { everydayRules } from '../../engine/mechanisms/everyday.ts'
import { training } from '../../engine/mechanisms/training/index.ts'
import { personRules, personSeparation } from '../../engine/mechanisms/training/person-rules.ts'
import { planRules, planSeparation } from '../../engine/mechanisms/training/plan-rules.ts'
import {
  approved,
  certified,
  enrolled,
  inSession,
  planIn,
  trainingIn,
} from '../support/actors-training.ts'
import { KNOWN, withoutPaper } from '../support/actors-resolution.ts'
import type { Plan, Training } from '../support/actors-training.ts'
import { todayIn } from '../support/actors-complaint.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import type { Stand } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
/** The rules of one chart, as if they were all; the everyday ones are those of the plan. */
const only = (rules: object, separation: object, but: object = {}): Mechanism => ({
  ...training,
  rules: Object.fromEntries(
    Object.entries(rules).filter(([name]) => !(name in but)),
  ) as Mechanism['rules'],
  separation: separation as Mechanism['separation'],
})
const way = 'it chooses between ways, one of which is always open'

/** There is one plan in a year, so each case has its own. */
let year = 2026
const plans: readonly Stand<Plan>[] = [
  {
    where: 'of the opening of a plan',
    way: async (p) => {
      await p.planner.opensPlan()
    },
    refusals: [
      ['onePlanPerYear', 'openPlan', (p) => p.hr.opensPlan()],
      ['yearAtHand', 'openPlan', (p) => p.hr.opensPlan({ year: year + 3 })],
    ],
  },
  {
    where: 'of what is submitted',
    way: (p) => p.planner.opensPlan(),
    refusals: [
      ['everyInputConsidered', 'submitPlan', (p) => p.hr.submits({ considered: ['newRules'] })],
      ['everyGroupCovered', 'submitPlan', (p) => p.hr.submits({ groups: ['frontLine'] })],
      ['everyTopicPlanned', 'submitPlan', (p) => p.hr.submits({ topics: ['product'] })],
      ['someInquiryOpen', 'answerInquiry', (p) => p.manager.answersInquiry()],
      ['someBreachOpen', 'explainBreach', (p) => p.hr.explainsBreach()],
    ],
  },
  {
    where: 'of who approves a plan',
    way: async (p) => {
      await p.planner.opensPlan()
      await p.plannerInManagement.submits()
    },
    refusals: [
      ['notPlanner', 'approvePlan', (p) => p.plannerInManagement.approves()],
      ['notPlanner', 'returnPlan', (p) => p.plannerInManagement.returns()],
    ],
  },
  {
    where: 'of a session',
    way: approved,
    refusals: [
      ['topicPlanned', 'recordSession', (p) => p.hr.recordsSession({ topic: 'ruleChange' })],
      ['sessionInYear', 'recordSession', (p) => p.hr.recordsSession({ heldOn: '2020-05-04' })],
      ['sessionHeld', 'recordSession', (p) => p.hr.recordsSession({ heldOn: todayIn(p.file, 1) })],
    ],
  },
  {
    where: 'of a plan for next year',
    way: async (p) => {
      await p.planner.opensPlan({ year: year + 1 })
      await p.planner.submits()
      await p.manager.approves()
      year += 1
    },
    refusals: [['planYearBegun', 'recordSession', (p) => p.hr.recordsSession()]],
  },
  {
    where: 'of a year in which not everybody was trained',
    way: async (p) => {
      await approved(p)
      await p.supervisor.inquires()
      await journey.passes(`${String(year + 1)}-01-04 09:00`)
      year += 1
    },
    refusals: [
      ['catchUpAhead', 'orderCatchUp', (p) => p.manager.ordersCatchUp({ by: todayIn(p.file) })],
      [
        'resolutionAdopted',
        'noteShortfall',
        (p) => p.committee.notesShortfall({ resolution: { process: KNOWN } }),
      ],
      [
        'paperAccepted',
        'noteShortfall',
        (p) => withoutPaper(p.file.journey, () => p.committee.notesShortfall()),
      ],
      ['resolutionOfFigures', 'noteShortfall', (p) => p.committee.notesShortfall()],
      [
        'resolutionTimely',
        'noteShortfall',
        async (p) => p.committee.notesShortfall(await noted(p, todayIn(p.file, 1))),
      ],
      [
        'inquiryOpen',
        'answerInquiry',
        (p) => p.manager.answersInquiry({ inquiry: p.file.entryOf('openPlan') }),
      ],
      ['breachOpen', 'explainBreach', (p) => p.hr.explainsBreach()],
    ],
  },
  {
    where: 'of a year without an approved plan',
    way: async (p) => {
      await p.planner.opensPlan()
      await journey.passes(`${String(year + 1)}-01-04 09:00`)
      year += 1
    },
    refusals: [['wasApproved', 'recordSession', (p) => p.hr.recordsSession()]],
  },
]
/** Minutes about the figures that were counted, of a day. */
const noted = async (p: Plan, date: string) => {
  const coverage = (await p.file.facts())['coverage'] as unknown as { hash: string }
  const hash = 'e9'.repeat(32)
  return {
    resolution: {
      minutes: { number: 'BC-1', date, quorum: 3, hash, contentHash: coverage.hash },
    },
  }
}

describe('of a plan', () => {
  everyRuleRefuses({
    mechanism: only(planRules, planSeparation),
    stands: plans,
    never: { hadSessions: way, coverageComplete: way },
    open: () => {
      year += 1
      journey.at(`${String(year)}-03-02 09:00`)
      const c = planIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})

const people: readonly Stand<Training>[] = [
  {
    where: 'of an enrolment',
    way: enrolled,
    refusals: [
      ['noOpenYear', 'enrol', (t) => t.hr.enrols()],
      ['planIsApproved', 'enrol', (t) => t.hr.enrols({ group: 'frontLine', year: year + 7 })],
      ['dueAhead', 'requireTraining', (t) => t.hr.requires({ dueOn: todayIn(t.file, -1) })],
      ['waiverProposed', 'approveWaiver', (t) => t.planner.approvesWaiver()],
      ['trainedOnTopic', 'attendSession', (t) => t.department.records({ topic: 'product' })],
      [
        'trainerNotTrainee',
        'attendSession',
        (t) => t.department.records({ trainer: t.file.about }),
      ],
      ['leftInOrder', 'recordLeaving', (t) => t.hr.recordsLeaving({ leftOn: todayIn(t.file, 1) })],
      [
        'recordIsAsStated',
        'correctRecord',
        (t) => t.hr.corrects({ record: { group: { was: 'other', is: 'frontLine' } } }),
      ],
    ],
  },
  {
    where: 'of the day of an enrolment',
    way: async () => undefined,
    refusals: [
      ['dueAhead', 'enrol', (t) => t.hr.enrols({ dueOn: todayIn(t.file, -1) })],
      ['dueInYear', 'enrol', (t) => t.hr.enrols({ dueOn: todayIn(t.file, 400) })],
    ],
  },
  {
    where: 'of training after a finding',
    way: (t) => t.hr.requires(),
    refusals: [['notAfterFinding', 'cancelEnrolment', (t) => t.hr.cancels()]],
  },
  {
    where: 'of a waiver',
    way: async (t) => {
      await enrolled(t)
      await t.hr.proposesWaiver()
    },
    refusals: [
      ['noWaiverProposed', 'proposeWaiver', (t) => t.hr.proposesWaiver()],
      ['secondPerson', 'approveWaiver', (t) => t.hr.approvesWaiver()],
      ['secondPerson', 'declineWaiver', (t) => t.hr.declinesWaiver()],
    ],
  },
  {
    where: 'of a trainer who examines',
    way: async (t) => {
      await enrolled(t)
      await t.department.records({ trainer: t.file.journey.person('hr-1') })
      await t.department.finishes()
    },
    refusals: [['notTrainer', 'gradeExam', (t) => t.hr.grades()]],
  },
  {
    where: 'of the year of a certificate',
    way: async (t) => {
      await certified(t)
      await t.planner.measures()
    },
    refusals: [['yearOver', 'closeYear', (t) => t.planner.closesYear()]],
  },
  {
    where: 'of the next year',
    way: async (t) => {
      await certified(t)
      await journey.passes(`${String(year + 1)}-02-03 09:00`)
      year += 1
    },
    refusals: [
      ['yearIsThis', 'enrolNextYear', (t) => t.hr.enrolsAgain({ year: year + 1 })],
      ['dueAhead', 'enrolNextYear', (t) => t.hr.enrolsAgain({ dueOn: todayIn(t.file, -1) })],
      ['dueInYear', 'enrolNextYear', (t) => t.hr.enrolsAgain({ dueOn: todayIn(t.file, 400) })],
    ],
  },
  {
    where: 'of whoever is restricted in two cases',
    way: async (t) => {
      const earlier = trainingIn(t.file.journey, 'court-1')
      await earlier.hr.requires({ dueOn: todayIn(t.file, 3) })
      await journey.passes(`${String(year)}-05-04 09:00`)
      await t.hr.requires({ person: earlier.file.about })
      await t.department.retakes()
    },
    refusals: [['noOlderRestriction', 'gradeExam', (t) => t.hr.grades()]],
  },
]
/** Nobody acts in the own training: each case is that of one of the actors. */
const own = (
  who: string,
  where: string,
  at: Pick<Stand<Training>, 'way' | 'refusals'>,
): readonly [who: string, stand: Stand<Training>] => [
  who,
  { where: `of one’s own ${where}`, ...at },
]
/** A person may have many cases after a finding, and one of a year. */
const sat = async (t: Training): Promise<void> => {
  await t.hr.requires()
  await t.department.records({ topic: 'product' })
  await t.department.finishes()
}
const ownTraining = [
  own('loans-1', 'attendance', {
    way: enrolled,
    refusals: [['notTrainee', 'attendSession', (t) => t.department.records()]],
  }),
  own('loans-2', 'course', {
    way: inSession,
    refusals: [['notTrainee', 'finishSession', (t) => t.colleague.finishes()]],
  }),
  own('hr-2', 'examination', {
    way: sat,
    refusals: [['notTrainee', 'gradeExam', (t) => t.otherHr.grades()]],
  }),
  own('hr-2', 'remedial course', {
    way: async (t) => {
      await sat(t)
      await t.hr.fails()
    },
    refusals: [['notTrainee', 'assignRemedial', (t) => t.otherHr.assignsRemedial()]],
  }),
  own('hr-2', 'examination sat again', {
    way: async (t) => {
      await sat(t)
      await t.hr.fails()
      await t.hr.assignsRemedial()
    },
    refusals: [['notTrainee', 'retakeExam', (t) => t.otherHr.retakes()]],
  }),
  own('protection-2', 'waiver', {
    way: async (t) => {
      await enrolled(t)
      await t.hr.proposesWaiver()
    },
    refusals: [
      ['notTrainee', 'approveWaiver', (t) => t.otherPlanner.approvesWaiver()],
      ['notTrainee', 'declineWaiver', (t) => t.otherPlanner.declinesWaiver()],
    ],
  }),
  own('hr-2', 'enrolment', {
    way: (t) => t.hr.requires(),
    refusals: [
      ['notTrainee', 'cancelEnrolment', (t) => t.otherHr.cancels()],
      ['notTrainee', 'correctRecord', (t) => t.otherHr.corrects()],
    ],
  }),
  own('protection-2', 'effect', {
    way: async (t) => {
      await sat(t)
      await t.hr.grades()
    },
    refusals: [['notTrainee', 'measureEffect', (t) => t.otherPlanner.measures()]],
  }),
]
const ownerOf = new Map(ownTraining.map(([who, stand]) => [stand.where, who]))
/** Whose training the case is, in the order in which the cases come. */
const owners = [...people.map(() => undefined), ...ownerOf.values()]

describe('of a person', () => {
  let n = 0
  everyRuleRefuses({
    mechanism: only(personRules, personSeparation, everydayRules),
    stands: [...people, ...ownTraining.map(([, stand]) => stand)],
    never: { restrictedBefore: way, examPassed: way, examFailed: way },
    open: () => {
      year += 1
      journey.at(`${String(year)}-03-02 09:00`)
      const c = trainingIn(journey, owners[n])
      n += 1
      return { c, file: c.file }
    },
    minute,
  })
})
