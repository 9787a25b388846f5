// Every rule of suitability, refusing through GraphQL.

import { afterAll, beforeAll, describe } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import {
  assessmentRules,
  assessmentSeparation,
} from '../../engine/mechanisms/suitability/assessment-rules.ts'
import { everydayRules } from '../../engine/mechanisms/everyday.ts'
import { suitability } from '../../engine/mechanisms/suitability/index.ts'
import { ratingRules, ratingSeparation } from '../../engine/mechanisms/suitability/rating-rules.ts'
import { recordRules, recordSeparation } from '../../engine/mechanisms/suitability/record.ts'
import { saleRules, saleSeparation } from '../../engine/mechanisms/suitability/sale-rules.ts'
import { assessmentIn, ratingIn } from '../support/actors-suitability.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { GATES } from '../support/gates.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { assessmentStands } from './suitability.rules-assessment.ts'
import { ratingStands } from './suitability.rules-rating.ts'
import { saleStands, shopIn } from './suitability.rules-sale.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})

/** The rules of one chart; what is the same in every chart is refused in a rating. */
const SHARED = { ...everydayRules, ...recordRules, ...recordSeparation }
function only(rules: object, separation: object, shared: object = SHARED): Mechanism {
  const own = (table: object) =>
    Object.fromEntries(Object.entries(table).filter(([name]) => !(name in shared)))
  return { ...suitability, rules: own(rules), separation: own(separation) }
}
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
const monday = () => journey.at('2026-03-02 09:00')
const way = 'it chooses between ways, one of which is always open'

describe('of a rating', () => {
  everyRuleRefuses({
    mechanism: only(ratingRules, ratingSeparation, {}),
    stands: ratingStands,
    never: { levelUnchanged: way },
    open: () => {
      monday()
      const c = ratingIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
describe('of an assessment', () => {
  everyRuleRefuses({
    mechanism: only(assessmentRules, assessmentSeparation),
    stands: assessmentStands,
    never: { withinLimit: way, sameOrFirst: way },
    open: () => {
      monday()
      const c = assessmentIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
describe('of a sale', () => {
  everyRuleRefuses({
    mechanism: only(saleRules, saleSeparation),
    stands: saleStands,
    never: {
      askIsBlocked: way,
      askNeedsAdvice: way,
      askIsForALoan: way,
      askNeedsCare: way,
      nowBlocked: way,
      nowNeedsAdvice: way,
      nowNeedsCare: way,
      careIsDue: way,
      careWasGiven: 'it chooses whether a call-back is due, beside the case, which decides',
      canBeBorne: way,
      declarationDue: way,
      noBreachOpen: way,
      contractEnded: way,
    },
    open: () => {
      monday()
      const c = shopIn(journey)
      return { c, file: c.sale.file }
    },
    minute,
  })
})
