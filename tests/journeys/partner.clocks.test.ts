// Every clock of a partner, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { partnerList } from '../../engine/mechanisms/partner-list/index.ts'
import { collector, partnerIn } from '../support/actors-partner.ts'
import {
  active,
  assessing,
  contracting,
  exiting,
  listed,
  rated,
  remedying,
  running,
  submitted,
  suspended,
  watched,
} from '../support/ways-partner.ts'
import type { Partnership } from '../support/actors-partner.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
/** On Monday, 2 March 2026. */
const begun = (): Partnership => {
  journey.at('2026-03-02 09:00')
  return partnerIn(journey)
}

const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const payment = { ...collector, cooperation: ['payment' as const] }
const overdue = ['seniorManagement', 'supervisoryBody']
const stopped = ['seniorManagement', 'businessDepartment', 'supervisoryBody']

const entry: readonly Struck<Partnership>[] = [
  {
    clock: 'proposal',
    way: (c) => c.business.proposes(),
    lastDay: '2026-03-16',
    event: 'reportProposalOverdue',
    told: ['consumerProtection'],
    stands: { case: 'proposed' },
    facts: breach('proposal'),
  },
  {
    clock: 'diligence',
    way: assessing,
    lastDay: '2026-05-01',
    event: 'reportDiligenceOverdue',
    told: ['consumerProtection', 'businessDepartment'],
    stands: { case: 'dueDiligence' },
    facts: breach('diligence'),
  },
  {
    clock: 'submission',
    way: rated,
    lastDay: '2026-04-01',
    event: 'reportSubmissionOverdue',
    told: ['businessDepartment'],
    stands: { case: 'rated' },
    facts: breach('submission'),
  },
  {
    clock: 'approval',
    way: submitted,
    lastDay: '2026-03-23',
    event: 'reportApprovalOverdue',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'hqApproval' },
    facts: breach('approval'),
  },
  {
    clock: 'approvalValid',
    way: contracting,
    lastDay: '2026-08-29',
    event: 'lapseApproval',
    told: ['businessDepartment', 'legalCompliance'],
    stands: { case: 'dueDiligence' },
    facts: { approval: null, tier: null, diligence: { risk: 'OPEN' } },
  },
  {
    clock: 'publication',
    way: listed,
    lastDay: '2026-03-16',
    event: 'reportPublicationOverdue',
    told: ['seniorManagement'],
    stands: { case: 'listed', newBusiness: 'closed' },
    facts: breach('publication'),
  },
]
const watching: readonly Struck<Partnership>[] = [
  {
    clock: 'watch',
    way: watched,
    lastDay: '2026-04-01',
    event: 'escalateWatch',
    told: overdue,
    stands: { case: 'watch', newBusiness: 'open' },
    facts: breach('watch'),
  },
  {
    clock: 'remediation',
    way: remedying,
    lastDay: '2026-04-01',
    event: 'lapseRemediation',
    told: stopped,
    stands: { case: 'suspended', newBusiness: 'closed' },
    facts: { listing: 'SUSPENDED', ...breach('remediation') },
  },
  {
    clock: 'suspension',
    way: async (c) => {
      await suspended(c)
      await c.officer.updatesList({ shows: 'suspended' })
    },
    lastDay: '2026-05-31',
    event: 'escalateSuspension',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'suspended' },
    facts: breach('suspension'),
  },
  {
    clock: 'freeze',
    way: (c) => c.auditor.reportsUnlisted(),
    lastDay: '2026-03-05',
    event: 'reportFreezeOverdue',
    told: ['board', 'consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'offListDetected' },
    facts: breach('freeze'),
  },
  {
    clock: 'frozen',
    way: async (c) => {
      await c.auditor.reportsUnlisted()
      await c.officer.freezes()
    },
    lastDay: '2026-04-01',
    event: 'escalateFrozen',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'frozen' },
    facts: breach('frozen'),
  },
  {
    clock: 'listUpdate',
    way: suspended,
    lastDay: '2026-03-09',
    event: 'reportListOutdated',
    told: ['seniorManagement'],
    stands: { case: 'suspended' },
    facts: breach('listUpdate'),
  },
]
const evaluations: readonly Struck<Partnership>[] = [
  {
    clock: 'evaluationDue',
    way: active,
    lastDay: '2027-01-02',
    event: 'beginEvaluation',
    told: ['headquarters', 'consumerProtection'],
    stands: { case: 'active', evaluation: 'due', newBusiness: 'open' },
    facts: {},
  },
  {
    clock: 'K60',
    way: active,
    lastDay: '2027-03-02',
    event: 'reportEvaluationOverdue',
    told: overdue,
    stands: { case: 'active', evaluation: 'overdue', newBusiness: 'open' },
    facts: breach('evaluation'),
  },
  {
    clock: 'K61',
    way: (c) => active(c, collector),
    lastDay: '2027-03-02',
    event: 'reportEvaluationOverdue',
    told: overdue,
    stands: { case: 'active', evaluation: 'overdue' },
    facts: breach('evaluation'),
  },
  {
    clock: 'evaluation',
    way: (c) => active(c, payment),
    lastDay: '2027-03-02',
    event: 'reportEvaluationOverdue',
    told: overdue,
    stands: { case: 'active', evaluation: 'overdue' },
    facts: breach('evaluation'),
  },
  {
    clock: 'evaluationDecision',
    way: async (c) => {
      await active(c)
      await c.headquarters.evaluates()
    },
    lastDay: '2026-04-01',
    event: 'reportDecisionOverdue',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'active', evaluation: 'recorded' },
    facts: breach('evaluationDecision'),
  },
  {
    clock: 'evaluationLapse',
    way: async (c) => {
      await active(c)
      await journey.passes('2027-03-03 09:00')
    },
    // Its sixty days run from the legal instant of the breach, 3 March 2027, whenever somebody looks.
    lastDay: '2027-05-02',
    event: 'lapseEvaluation',
    told: stopped,
    stands: { case: 'suspended', evaluation: 'overdue', newBusiness: 'closed' },
    facts: { listing: 'SUSPENDED' },
  },
  {
    clock: 'finalEvaluation',
    way: async (c) => {
      await contracting(c, collector)
      await c.lawyer.signs({ endsOn: '2026-04-15' })
      await c.officer.publishes()
    },
    lastDay: '2026-04-15',
    event: 'reportFinalEvaluationMissing',
    told: overdue,
    stands: { case: 'exiting' },
    facts: { evaluation: { finalOn: null }, ...breach('finalEvaluation') },
  },
]
const exits: readonly Struck<Partnership>[] = [
  {
    clock: 'contract',
    way: async (c) => {
      await contracting(c)
      await c.lawyer.signs({ endsOn: '2026-04-15' })
      await c.officer.publishes()
    },
    lastDay: '2026-04-15',
    event: 'lapseContract',
    told: ['businessDepartment', 'consumerProtection'],
    stands: { case: 'exiting', newBusiness: 'closed' },
    facts: { listing: 'EXITING', exit: { ground: 'CONTRACT_ENDED', forced: false } },
  },
  {
    clock: 'exitPlan',
    way: exiting,
    lastDay: '2026-03-23',
    event: 'reportPlanOverdue',
    told: ['seniorManagement'],
    stands: { case: 'exiting' },
    facts: {},
  },
  {
    clock: 'runoff',
    way: running,
    lastDay: '2026-05-01',
    event: 'reportRunoffOverdue',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'runoff' },
    facts: {},
  },
  {
    clock: 'K43',
    way: async (c) => {
      await c.business.proposes()
      await c.business.withdraws()
    },
    lastDay: '2029-03-02',
    event: 'endStatutoryRetention',
    told: [],
    stands: { case: 'withdrawn', record: 'kept' },
    facts: {},
  },
  {
    clock: 'retention',
    way: async (c) => {
      await c.business.proposes()
      await c.business.withdraws()
    },
    lastDay: '2031-03-02',
    event: 'endRetention',
    told: [],
    stands: { case: 'withdrawn', record: 'disposable' },
    facts: {},
  },
  {
    clock: 'inquiry',
    way: async (c) => {
      await c.business.proposes()
      await c.supervisor.inquires({ answerBy: '2026-03-10' })
    },
    lastDay: '2026-03-10',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'proposed' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]

everyClockStrikes({
  mechanism: partnerList,
  clocks: [...entry, ...watching, ...evaluations, ...exits],
  journey: () => journey,
  open: () => {
    const c = begun()
    return { c, file: c.file }
  },
})

test('the law and house policy name their own basis', async () => {
  const c = begun()
  await active(c)
  const timers = (await c.file.reads())['timers'] as unknown as readonly {
    clock: string
    citation: { citation: string } | null
    policy: string | null
  }[]
  const of = (clock: string) => timers.find((t) => t.clock === clock)
  expect(of('K60')).toMatchObject({ citation: { citation: '2020-9:evaluation' }, policy: null })
  expect(of('evaluationDue')).toMatchObject({ policy: 'partner.evaluationDue' })
  expect(of('K61')).toBeUndefined()
  expect(await c.file.dueAt('contract')).toBe(endOf('2028-11-26'))
})
