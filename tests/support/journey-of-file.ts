// One journey for all tests of a file; at their end everything that is kept is held against the trail.

import { afterAll, beforeAll } from 'vitest'
import { checkTrail } from './checkTrail.ts'
import { openJourney } from './journey.ts'
import type { Journey, JourneyOptions } from './journey.ts'

/** Opens it before the first test of the file, and hands it over. */
export function journeyOfFile(options: JourneyOptions, opened: (journey: Journey) => void): void {
  let journey: Journey | undefined
  beforeAll(async () => {
    journey = await openJourney(options)
    opened(journey)
  })
  afterAll(async () => {
    try {
      if (journey) await checkTrail(journey.world.pool)
    } finally {
      await journey?.close()
    }
  })
}
