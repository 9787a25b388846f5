// Every clock of suitability, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assessmentClocks } from '../../engine/mechanisms/suitability/assessment-clocks.ts'
import { suitability } from '../../engine/mechanisms/suitability/index.ts'
import { ratingClocks } from '../../engine/mechanisms/suitability/rating-clocks.ts'
import { saleClocks } from '../../engine/mechanisms/suitability/sale-clocks.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import {
  assessedAs,
  assessmentIn,
  goodsOf,
  ratingIn,
  saleOf,
} from '../support/actors-suitability.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { GATES } from '../support/gates.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { assessments } from './suitability.clocks-assessment.ts'
import { ratings } from './suitability.clocks-rating.ts'
import { sales } from './suitability.clocks-sale.ts'
import type { Shop } from './suitability.clocks-sale.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
const MONDAY = '2026-03-02 09:00'
/** The clocks of one chart, as if they were all. */
const only = (clocks: object): Mechanism => ({
  ...suitability,
  clocks: clocks as Mechanism['clocks'],
})

describe('of a rating', () => {
  everyClockStrikes({
    mechanism: only(ratingClocks),
    clocks: ratings,
    journey: () => journey,
    open: () => {
      journey.at(MONDAY)
      const c = ratingIn(journey)
      return { c, file: c.file }
    },
  })
})
describe('of an assessment', () => {
  everyClockStrikes({
    mechanism: only(assessmentClocks),
    clocks: assessments,
    journey: () => journey,
    open: () => {
      journey.at(MONDAY)
      const c = assessmentIn(journey)
      return { c, file: c.file }
    },
  })
})
describe('of a sale', () => {
  everyClockStrikes({
    mechanism: only(saleClocks),
    clocks: sales,
    journey: () => journey,
    open: () => {
      journey.at(MONDAY)
      // Its case is there from the beginning; what it is about is found on the way.
      const blank = saleOf(journey, { kind: 'loan', product: '' }, 'consumer:borrower')
      const shop: Shop = {
        sells: async (kind, level) => {
          const goods = await goodsOf(journey, kind)
          if (level === undefined) return { ...blank, goods }
          const { file } = await assessedAs(journey, level)
          return { ...blank, goods, consumer: file.about }
        },
      }
      return { c: shop, file: blank.file }
    },
  })
})

test('a house policy changes what begins after it, within its bounds; the law’s own periods have none', async () => {
  journey.at(MONDAY)
  const before = ratingIn(journey)
  await before.business.startsRating()
  await journey.setsPolicy('suitability.rating', 60)
  const after = ratingIn(journey)
  await after.business.startsRating()
  expect(await before.file.dueAt('ratingStalled')).toBe(endOf('2026-04-01'))
  expect(await after.file.dueAt('ratingStalled')).toBe(endOf('2026-05-01'))
  await expect(journey.setsPolicy('suitability.rating', 91)).rejects.toThrow('withinBounds')
  await expect(journey.setsPolicy('suitability.validity', 6)).rejects.toThrow('withinBounds')
  await journey.setsPolicy('suitability.rating', 30)
})
