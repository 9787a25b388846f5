// Every rule of a partner, refusing through GraphQL.

import { afterAll, beforeAll } from 'vitest'
import { partnerList } from '../../engine/mechanisms/partner-list/index.ts'
import { partnerIn } from '../support/actors-partner.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { entryStands } from './partner.rules-entry.ts'
import { watchStands } from './partner.rules-watch.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})

const aspect = 'it chooses the aspect that a signal moves, beside the case, which decides'
const way = 'it chooses between ways, one of which is always open'
everyRuleRefuses({
  mechanism: partnerList,
  stands: [...entryStands, ...watchStands],
  never: {
    onConduct: aspect,
    onComplaints: aspect,
    onData: aspect,
    onFees: aspect,
    withinLimits: way,
    beyondLimits: way,
    signalsAssessed: way,
    isLeaving: way,
    wasPublished: way,
  },
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = partnerIn(journey)
    return { c, file: c.file }
  },
  minute: () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString()),
})
