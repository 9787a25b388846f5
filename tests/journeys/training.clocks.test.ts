// Every clock of training, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, describe } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { everydayClocks } from '../../engine/mechanisms/everyday.ts'
import { personClocks, planClocks } from '../../engine/mechanisms/training/clocks.ts'
import { training } from '../../engine/mechanisms/training/index.ts'
import {
  approved,
  certified,
  enrolled,
  examined,
  failed,
  inSession,
  planIn,
  submitted,
  trainingIn,
} from '../support/actors-training.ts'
import type { Plan, Training } from '../support/actors-training.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
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
/** The clocks of one chart, as if they were all. */
const only = (clocks: object, but: object = {}): Mechanism => ({
  ...training,
  clocks: Object.fromEntries(
    Object.entries(clocks).filter(([name]) => !(name in but)),
  ) as Mechanism['clocks'],
})
const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })

// ---- people, all of them in 2026 ---------------------------------------------------------------------
const department = ['businessDepartment', 'humanResources']
const restriction = { told: [...department, 'consumerProtection', 'seniorManagement'] }
const people: readonly Struck<Training>[] = [
  {
    clock: 'due',
    way: enrolled,
    lastDay: '2026-03-30',
    event: 'reportTrainingOverdue',
    told: department,
    stands: { case: 'overdue' },
    facts: { overdueSince: '2026-03-31', ...breach('due') },
  },
  {
    clock: 'waiver',
    way: async (t) => {
      await enrolled(t)
      await t.department.proposesWaiver()
      await t.planner.approvesWaiver()
    },
    lastDay: '2026-05-31',
    event: 'endWaiver',
    told: department,
    stands: { case: 'enrolled' },
    // Thirty days more: what was due meanwhile is not late.
    facts: { waiver: null, dueOn: '2026-07-01', work: { breaches: [] } },
  },
  {
    clock: 'session',
    way: inSession,
    lastDay: '2026-04-01',
    event: 'reportSessionStalled',
    told: department,
    stands: { case: 'overdue' },
    facts: breach('session'),
  },
  {
    clock: 'restriction',
    way: async (t) => {
      await enrolled(t)
      await journey.passes('2026-04-03 09:00')
    },
    lastDay: '2026-04-30',
    event: 'restrictOverdue',
    ...restriction,
    stands: { case: 'restricted.barred' },
    facts: { restrictedSince: '2026-05-01' },
  },
  {
    clock: 'grading',
    way: examined,
    lastDay: '2026-03-16',
    event: 'reportGradingOverdue',
    told: ['humanResources', 'consumerProtection'],
    stands: { case: 'exam' },
    facts: breach('grading'),
  },
  {
    clock: 'remedial',
    way: failed,
    lastDay: '2026-04-01',
    event: 'restrictFailed',
    ...restriction,
    stands: { case: 'restricted.barred' },
    facts: { failedOn: '2026-03-02', ...breach('remedial') },
  },
  {
    clock: 'restricted',
    way: async (t) => {
      await failed(t)
      await journey.passes('2026-04-02 09:00')
    },
    lastDay: '2026-07-01',
    event: 'escalateRestriction',
    told: [...department, 'seniorManagement'],
    stands: { case: 'restricted.barred' },
    facts: { work: { breaches: [{ clock: 'remedial' }, { clock: 'restricted' }] } },
  },
  {
    clock: 'effect',
    way: certified,
    lastDay: '2026-05-31',
    event: 'promptEffect',
    told: ['consumerProtection'],
    stands: { case: 'certified' },
    facts: { effect: null },
  },
  {
    clock: 'archive',
    way: async (t) => {
      await t.hr.requires()
      await t.department.records({ topic: 'product' })
      await t.department.finishes()
      await t.hr.grades()
      await t.planner.measures()
    },
    lastDay: '2026-04-01',
    event: 'archiveUnclosed',
    told: [],
    stands: { case: 'archived', purpose: 'required' },
    facts: { certifications: [] },
  },
  {
    clock: 'expiring',
    way: certified,
    lastDay: '2027-02-02',
    event: 'reportExpiring',
    told: department,
    stands: { case: 'expiring' },
    facts: { certifiedOn: '2026-03-02' },
  },
  {
    clock: 'certificate',
    way: async (t) => {
      await certified(t)
      await journey.passes('2027-02-03 09:00')
    },
    lastDay: '2027-03-02',
    event: 'lapseCertificate',
    told: department,
    stands: { case: 'overdue' },
    facts: { certifiedOn: null, overdueSince: '2027-03-03', ...breach('certificate') },
  },
]
describe('of a person', () => {
  everyClockStrikes({
    mechanism: only(personClocks, everydayClocks),
    clocks: people,
    journey: () => journey,
    open: () => {
      journey.at('2026-03-02 09:00')
      const c = trainingIn(journey)
      return { c, file: c.file }
    },
  })
})

// ---- plans, one in a year ----------------------------------------------------------------------------
const planners = ['consumerProtection', 'humanResources']
const overCoverage = ['seniorManagement', 'consumerProtectionCommittee', 'supervisoryBody']
const everySession = async (p: Plan): Promise<void> => {
  for (const topic of [
    'consumerProtection',
    'product',
    'informationSecurity',
    'antiFraud',
  ] as const)
    await p.hr.recordsSession({ topic })
}
const inYear =
  (year: number, way: (p: Plan) => Promise<unknown>) =>
  async (p: Plan): Promise<void> => {
    journey.at(`${String(year)}-03-02 09:00`)
    await way(p)
  }
const plans: readonly Struck<Plan>[] = [
  {
    clock: 'planning',
    way: inYear(2026, (p) => p.planner.opensPlan()),
    lastDay: '2026-05-01',
    event: 'reportPlanningOverdue',
    told: [...planners, 'seniorManagement'],
    stands: { case: 'needs' },
    facts: breach('planning'),
  },
  {
    clock: 'approval',
    way: inYear(2027, submitted),
    lastDay: '2027-03-30',
    event: 'reportApprovalOverdue',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'planDraft' },
    facts: breach('approval'),
  },
  {
    clock: 'firstSession',
    way: inYear(2028, approved),
    lastDay: '2028-06-30',
    event: 'reportFirstSessionMissing',
    told: [...planners, 'seniorManagement'],
    stands: { case: 'planApproved.overdue' },
    facts: breach('firstSession'),
  },
  {
    clock: 'yearEnd',
    way: inYear(2029, approved),
    lastDay: '2029-12-31',
    event: 'assessCoverage',
    told: overCoverage,
    stands: { case: 'yearClosing.uncovered' },
    facts: {
      coverage: { complete: false },
      work: { breaches: [{ clock: 'firstSession' }, { clock: 'yearEnd' }] },
    },
  },
  {
    clock: 'shortfall',
    way: inYear(2030, async (p) => {
      await approved(p)
      await journey.passes('2031-01-03 09:00')
    }),
    lastDay: '2031-01-31',
    event: 'reportShortfallOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'yearClosing.uncovered' },
    facts: {},
  },
  {
    clock: 'catchUp',
    way: inYear(2032, async (p) => {
      await approved(p)
      await journey.passes('2033-01-03 09:00')
      await p.manager.ordersCatchUp({ by: '2033-02-15' })
    }),
    lastDay: '2033-02-15',
    event: 'assessCatchUp',
    told: overCoverage,
    stands: { case: 'yearClosing.uncovered' },
    facts: { coverage: { on: '2033-02-16', complete: false } },
  },
  {
    clock: 'closing',
    way: inYear(2034, async (p) => {
      await approved(p)
      await p.hr.recordsRoster({ frontLine: 0 })
      await everySession(p)
      await journey.passes('2035-01-03 09:00')
    }),
    lastDay: '2035-03-02',
    event: 'reportClosingOverdue',
    told: planners,
    stands: { case: 'yearClosing.covered' },
    facts: { coverage: { complete: true }, ...breach('closing') },
  },
  {
    clock: 'inquiry',
    way: inYear(2036, async (p) => {
      await p.planner.opensPlan()
      await p.supervisor.inquires({ answerBy: '2036-03-12' })
    }),
    lastDay: '2036-03-12',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'needs' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]
describe('of a plan', () => {
  everyClockStrikes({
    mechanism: only(planClocks),
    clocks: plans,
    journey: () => journey,
    open: () => {
      const c = planIn(journey)
      return { c, file: c.file }
    },
  })
})
