// Every rule of a review, refusing through GraphQL.

import { afterAll, beforeAll } from 'vitest'
import { review } from '../../engine/mechanisms/review/index.ts'
import { reviewIn } from '../support/actors-review.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { GATES } from '../support/gates.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { disputeStands } from './review.rules-dispute.ts'
import { opinionStands } from './review.rules-opinion.ts'
import { saleStands } from './review.rules-sale.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})

const way = 'it chooses between ways, one of which is always open'
const area = 'it chooses the area that a finding moves, beside the case, which decides'
everyRuleRefuses({
  mechanism: review,
  stands: [...opinionStands, ...disputeStands, ...saleStands],
  never: {
    onDesign: area,
    onPricing: area,
    onAgreement: area,
    onMarketing: area,
    onLegal: area,
    onPersonalInformation: area,
    clears: area,
    demands: area,
    flags: area,
    concernsContent: 'it chooses whether a concern ends what was cleared; it is recorded anyway',
    cameFromReturned: way,
    cameFromConditional: way,
    cameFromRejected: way,
    nothingCleared: way,
    saleHeld: 'the way that is named first is the one of what was never sold',
    clearedContentWasSold:
      'it chooses whether a complaint returns the clearance; it is recorded anyway',
  },
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = reviewIn(journey)
    return { c, file: c.review }
  },
  minute: () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString()),
})
