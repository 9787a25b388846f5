// Every clock of a review, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { review } from '../../engine/mechanisms/review/index.ts'
import {
  changed,
  cleared,
  conditional,
  disputed,
  inReview,
  live,
  referred,
  rejected,
  returned,
  reviewIn,
  ruled,
  submitted,
  triaged,
} from '../support/actors-review.ts'
import type { Review } from '../support/actors-review.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { GATES } from '../support/gates.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
/** On Monday, 2 March 2026. */
const begun = (): Review => {
  journey.at('2026-03-02 09:00')
  return reviewIn(journey)
}

const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const escalated = ['seniorManagement', 'supervisoryBody']
const clocks: readonly Struck<Review>[] = [
  {
    clock: 'completeness',
    way: submitted,
    lastDay: '2026-03-09',
    event: 'presumeComplete',
    told: [],
    stands: { case: 'triage' },
    facts: breach('completeness'),
  },
  {
    clock: 'triage',
    way: triaged,
    lastDay: '2026-03-04',
    event: 'presumeInScope',
    told: [],
    stands: { case: 'inReview', design: 'open', legal: 'open' },
    facts: { scope: 'IN', ...breach('triage') },
  },
  {
    clock: 'stalled',
    way: inReview,
    lastDay: '2026-03-16',
    event: 'escalateStalled',
    told: escalated,
    stands: { case: 'smRuling' },
    facts: breach('stalled'),
  },
  {
    clock: 'rework',
    way: returned,
    lastDay: '2026-04-01',
    event: 'lapseRework',
    told: ['consumerProtection', 'businessDepartment'],
    stands: { case: 'withdrawn' },
    facts: {},
  },
  {
    clock: 'dossier',
    way: async (c) => {
      await c.auditor.reportsUnreviewedSale()
      await c.manager.suspendsSale()
      await c.officer.returnsAsIncomplete()
    },
    lastDay: '2026-04-01',
    event: 'lapseDossier',
    told: ['seniorManagement'],
    stands: { case: 'stopped.settled', sale: 'stopped' },
    facts: breach('dossier'),
  },
  {
    clock: 'conditions',
    way: conditional,
    lastDay: '2026-05-01',
    event: 'lapseConditions',
    told: ['businessDepartment'],
    stands: { case: 'returned' },
    facts: { objections: [{ kind: 'RETURNED' }] },
  },
  {
    clock: 'dispute',
    way: disputed,
    lastDay: '2026-03-05',
    event: 'escalateDispute',
    told: escalated,
    stands: { case: 'smRuling' },
    facts: breach('dispute'),
  },
  {
    clock: 'ruling',
    way: ruled,
    lastDay: '2026-03-16',
    event: 'passToCommittee',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'bcReferral.pending' },
    facts: { referral: 'notRuled', ...breach('ruling') },
  },
  {
    clock: 'referral',
    way: referred,
    lastDay: '2026-04-01',
    event: 'reportReferralOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'bcReferral.overdue' },
    facts: breach('referral'),
  },
  {
    clock: 'contest',
    way: rejected,
    lastDay: '2026-04-01',
    event: 'closeRejection',
    told: [],
    stands: { case: 'rejected.settled' },
    facts: {},
  },
  {
    clock: 'clearance',
    way: cleared,
    lastDay: '2026-08-29',
    event: 'lapseClearance',
    told: ['businessDepartment', 'consumerProtection'],
    stands: { case: 'triage', design: 'notStarted' },
    facts: { clearance: null },
  },
  {
    clock: 'hold',
    way: changed,
    lastDay: '2026-03-16',
    event: 'lapseHold',
    told: ['seniorManagement', 'businessDepartment'],
    stands: { case: 'stopped.settled', sale: 'stopped' },
    facts: breach('hold'),
  },
  {
    clock: 'breach',
    way: (c) => c.auditor.reportsUnreviewedSale(),
    lastDay: '2026-03-05',
    event: 'reportBreachOverdue',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'breach.overdue', sale: 'stopped' },
    facts: breach('breach'),
  },
  {
    clock: 'postReviewDue',
    way: live,
    lastDay: '2026-05-31',
    event: 'beginPostReview',
    told: ['consumerProtection'],
    stands: { case: 'live', postReview: 'running' },
    facts: { postReview: { cause: 'PERIOD' } },
  },
  {
    clock: 'postReview',
    way: async (c) => {
      await live(c)
      await c.officer.reportsSpike()
    },
    lastDay: '2026-04-01',
    event: 'flagPostReviewOverdue',
    told: escalated,
    stands: { case: 'live', postReview: 'overdue', sale: 'open' },
    facts: breach('postReview'),
  },
  {
    clock: 'inquiry',
    way: async (c) => {
      await c.business.opensDraft()
      await c.supervisor.inquires({ answerBy: '2026-03-12' })
    },
    lastDay: '2026-03-12',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'draft' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]

everyClockStrikes({
  mechanism: review,
  clocks,
  journey: () => journey,
  open: () => {
    const c = begun()
    return { c, file: c.review }
  },
})

test('a house policy changes the length of what begins after it, within its bounds', async () => {
  const before = begun()
  await submitted(before)
  await journey.setsPolicy('review.completeness', 8)
  const after = reviewIn(journey)
  await submitted(after)
  expect(await before.review.dueAt('completeness')).toBe(endOf('2026-03-09'))
  expect(await after.review.dueAt('completeness')).toBe(endOf('2026-03-12'))
  await expect(journey.setsPolicy('review.completeness', 11)).rejects.toThrow('withinBounds')
  await journey.setsPolicy('review.completeness', 5)
})
