// A server that was down while one deadline led to the next.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintIn, notifiedOfNothing } from '../support/actors-complaint.ts'
import { reviewIn, submitted } from '../support/actors-review.ts'
import { checkTrail } from '../support/checkTrail.ts'
import type { Case } from '../support/journey-case.ts'
import { GATES } from '../support/gates.ts'
import { endOf, instantOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})

const strikesOf = async (c: Case) =>
  (await c.strikes()).map(({ event, effective, recordedAt }) => [event, effective?.at, recordedAt])
const struck = (recordedAt: string, ...events: readonly (readonly [string, string])[]) =>
  events.map(([event, day]) => [event, endOf(day), instantOf(recordedAt)])

test('silence leads a review from stage to stage, each at its own instant', async () => {
  journey.at('2026-03-02 09:00')
  const c = reviewIn(journey)
  await submitted(c)
  await journey.passes('2026-06-15 08:00')
  expect(await strikesOf(c.review)).toEqual(
    struck(
      '2026-06-15 08:00',
      ['presumeComplete', '2026-03-09'],
      ['presumeInScope', '2026-03-12'],
      ['escalateStalled', '2026-03-27'],
      // Monday, 6 April, is a holiday of the festival of 清明.
      ['passToCommittee', '2026-04-13'],
      ['reportReferralOverdue', '2026-05-14'],
    ),
  )
})

test('a decision that nobody contests lapses, and then nobody finds its cause', async () => {
  journey.at('2026-03-02 09:00')
  const c = complaintIn(journey)
  await notifiedOfNothing(c)
  journey.at('2026-06-15 08:00')
  // Whoever comes first lets it happen; here it is a command.
  await c.officer.notes()
  expect(await strikesOf(c.complaint)).toEqual(
    struck('2026-06-15 08:00', ['lapse', '2026-04-01'], ['escalateRootCause', '2026-05-02']),
  )
})
