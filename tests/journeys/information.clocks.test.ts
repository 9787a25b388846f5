// Every clock of the protection of information, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { personalInformation } from '../../engine/mechanisms/personal-information/index.ts'
import { informationIn, inProgress } from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

import { activityClocks } from './information.clocks-activity.ts'
import { answerClocks } from './information.clocks-answers.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
/** On Monday, 2 March 2026. */
const begun = (): Information => {
  journey.at('2026-03-02 09:00')
  return informationIn(journey)
}

everyClockStrikes({
  mechanism: personalInformation,
  clocks: [...activityClocks, ...answerClocks],
  journey: () => journey,
  open: () => {
    const c = begun()
    return { c, file: c.file }
  },
})

test('house policy answers requests sooner, never later than thirty days', async () => {
  const before = begun()
  await inProgress(before)
  await journey.setsPolicy('information.request', 10)
  const after = informationIn(journey)
  await inProgress(after)
  expect(await before.file.dueAt('K42')).toBe(endOf('2026-03-17'))
  expect(await after.file.dueAt('K42')).toBe(endOf('2026-03-12'))
  await expect(journey.setsPolicy('information.request', 31)).rejects.toThrow('withinBounds')
  await journey.setsPolicy('information.request', 15)
})
