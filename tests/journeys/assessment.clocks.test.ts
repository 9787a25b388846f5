// Every clock of assessment and accountability, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { accountability } from '../../engine/mechanisms/assessment/accountability/part.ts'
import { cycle } from '../../engine/mechanisms/assessment/cycle/part.ts'
import { assessment } from '../../engine/mechanisms/assessment/index.ts'
import {
  appealed,
  approved,
  caseIn,
  claimed,
  cycleIn,
  drafted,
  endorsed,
  established,
  finalised,
  furnished,
  linked,
  measuring,
  opened,
  proposedTo,
  remedyClaimed,
  reported,
  sanctioned,
  scoringDue,
  submitted,
  weak,
  worker,
} from '../support/actors-assessment.ts'
import type { Accountability, Cycle } from '../support/actors-assessment.ts'
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
/** On Monday, 2 March 2026; the period is the second quarter. */
const monday = () => journey.at('2026-03-02 09:00')

const breach = (...clocks: string[]) => ({
  work: { breaches: clocks.map((clock) => ({ clock, explained: false })) },
})
const inquiry = <
  C extends { supervisor: { inquires: (p: { answerBy: string }) => Promise<unknown> } },
>(
  way: (c: C) => Promise<unknown>,
  stands: string,
): Struck<C> => ({
  clock: 'inquiry',
  way: async (c) => {
    await way(c)
    await c.supervisor.inquires({ answerBy: '2026-03-12' })
  },
  lastDay: '2026-03-12',
  event: 'markInquiryOverdue',
  told: ['seniorManagement'],
  stands: { case: stands },
  facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
})

const cycleClocks: readonly Struck<Cycle>[] = [
  inquiry((c) => opened(c), 'schemeDraft'),
  {
    clock: 'scheme',
    way: (c) => opened(c),
    lastDay: '2026-03-31',
    event: 'reportSchemeLate',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'schemeDraft' },
    facts: breach('scheme'),
  },
  {
    clock: 'endorsement',
    way: (c) => submitted(c),
    lastDay: '2026-03-16',
    event: 'reportEndorsementOverdue',
    told: ['consumerProtectionCommittee'],
    stands: { case: 'smReview' },
    facts: breach('endorsement'),
  },
  {
    clock: 'approval',
    way: (c) => endorsed(c),
    lastDay: '2026-04-01',
    event: 'reportApprovalOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'bcReview' },
    facts: breach('scheme', 'approval'),
  },
  {
    clock: 'begin',
    way: (c) => approved(c),
    lastDay: '2026-03-31',
    event: 'startPeriod',
    told: [],
    stands: { case: 'measuring' },
    facts: breach(),
  },
  {
    clock: 'end',
    way: (c) => measuring(c),
    lastDay: '2026-06-30',
    event: 'endPeriod',
    told: ['consumerProtection', 'humanResources'],
    stands: { case: 'scoring.pending' },
    facts: breach(),
  },
  {
    clock: 'scoring',
    way: (c) => scoringDue(c),
    lastDay: '2026-08-30',
    event: 'reportScoringOverdue',
    told: ['seniorManagement', 'supervisoryBody'],
    stands: { case: 'scoring.overdue' },
    facts: breach('scoring'),
  },
  {
    clock: 'appealWindow',
    way: (c) => drafted(c),
    lastDay: '2026-07-15',
    event: 'finaliseUnappealed',
    told: ['humanResources', 'businessDepartment'],
    stands: { case: 'finalised', result: 'passed' },
    facts: { total: 8000, belowPeriods: 0 },
  },
  {
    clock: 'ruling',
    way: (c) => appealed(c),
    lastDay: '2026-07-15',
    event: 'passAppealToCommittee',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'appealed.beforeCommittee' },
    facts: breach('ruling'),
  },
  {
    clock: 'appealResolution',
    way: async (c) => {
      await furnished(journey, c.unit)
      await c.officer.opens({ ofManagement: true })
      await c.officer.submitsScheme()
      await c.manager.endorsesScheme()
      await c.committee.approvesScheme()
      await journey.passes('2026-07-01 09:00')
      await c.officer.publishesDraft()
      await c.manager.appeals()
    },
    lastDay: '2026-07-31',
    event: 'reportAppealOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'appealed.beforeCommittee', result: 'notScored' },
    facts: breach('appealResolution'),
  },
  {
    clock: 'payLink',
    way: (c) => finalised(c),
    lastDay: '2026-08-15',
    event: 'reportPayLinkOverdue',
    told: ['seniorManagement'],
    stands: { case: 'finalised' },
    facts: breach('payLink'),
  },
  {
    clock: 'conclusion',
    way: (c) => linked(c),
    lastDay: '2026-08-13',
    event: 'reportConclusionOverdue',
    told: ['seniorManagement'],
    stands: { case: 'linkedToPay' },
    facts: breach('conclusion'),
  },
  {
    clock: 'rectification',
    way: (c) => weak(c),
    lastDay: '2026-10-14',
    event: 'reportRectificationOverdue',
    told: ['seniorManagement', 'supervisoryBody'],
    stands: { case: 'rectifying.overdue' },
    facts: { rectification: { late: true }, ...breach('rectification') },
  },
  {
    clock: 'verification',
    way: (c) => claimed(c),
    lastDay: '2026-08-06',
    event: 'reportVerificationOverdue',
    told: ['seniorManagement'],
    stands: { case: 'claimed' },
    facts: breach('verification'),
  },
]
const accountabilityClocks: readonly Struck<Accountability>[] = [
  inquiry((c) => reported(c), 'factFinding'),
  {
    clock: 'factFinding',
    way: (c) => reported(c),
    lastDay: '2026-04-01',
    event: 'reportFactFindingOverdue',
    told: ['seniorManagement'],
    stands: { case: 'factFinding' },
    facts: breach('factFinding'),
  },
  {
    clock: 'dismissal',
    way: async (c) => {
      await reported(c)
      await c.officer.proposesDismissal()
    },
    lastDay: '2026-03-16',
    event: 'lapseDismissal',
    told: ['consumerProtection'],
    stands: { case: 'factFinding' },
    facts: { proposal: null, ...breach('dismissal') },
  },
  {
    clock: 'hearing',
    way: (c) => established(c),
    lastDay: '2026-03-23',
    event: 'reportHearingOverdue',
    told: ['seniorManagement'],
    stands: { case: 'hearing' },
    facts: breach('hearing'),
  },
  {
    clock: 'decision',
    way: (c) => proposedTo(c),
    lastDay: '2026-05-31',
    event: 'reportDecisionOverdue',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'deciding' },
    facts: breach('decision'),
  },
  {
    clock: 'remedy',
    way: (c) => sanctioned(c),
    lastDay: '2026-05-31',
    event: 'reportRemedyOverdue',
    told: ['seniorManagement', 'supervisoryBody'],
    stands: { case: 'remedying.late' },
    facts: { remedy: { late: true }, ...breach('remedy') },
  },
  {
    clock: 'remedyVerification',
    way: (c) => remedyClaimed(c),
    lastDay: '2026-03-23',
    event: 'reportRemedyUnverified',
    told: ['seniorManagement'],
    stands: { case: 'remedyClaimed' },
    facts: breach('remedyVerification'),
  },
]

/** The clocks of one chart. */
const only = ({ clocks }: Pick<Mechanism, 'clocks'>): Mechanism => ({ ...assessment, clocks })

describe('of an assessment', () => {
  everyClockStrikes({
    mechanism: only(cycle),
    clocks: cycleClocks,
    journey: () => journey,
    open: () => {
      monday()
      const c = cycleIn(journey)
      return { c, file: c.file }
    },
  })
  test('a claim that is not confirmed does not start the period of rectification anew', async () => {
    monday()
    const c = cycleIn(journey)
    await claimed(c)
    await journey.passes('2026-09-01 09:00')
    await c.officer.rejectsRectified()
    expect(await c.file.dueAt('rectification')).toBe(endOf('2026-10-14'))
    await journey.passes('2026-10-15 09:00')
    expect(await c.file.standsNow()).toBe('rectifying.overdue')
    await c.of(worker(c.unit)).claimsRectified()
    await c.officer.rejectsRectified()
    expect(c.file.stands()).toBe('rectifying.overdue')
  })
})
describe('of a case of accountability', () => {
  everyClockStrikes({
    mechanism: only(accountability),
    clocks: accountabilityClocks,
    journey: () => journey,
    open: () => {
      monday()
      const c = caseIn(journey)
      return { c, file: c.file }
    },
  })
  test('the ninety days to the decision count from the report, whatever was proposed meanwhile', async () => {
    monday()
    const c = caseIn(journey)
    await reported(c)
    await journey.passes('2026-03-20 09:00')
    await c.officer.proposesDismissal()
    await c.manager.refusesDismissal()
    expect(await c.file.dueAt('decision')).toBe(endOf('2026-05-31'))
  })
})
