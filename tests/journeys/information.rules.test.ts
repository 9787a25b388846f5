// Every rule of the protection of information, refusing through GraphQL.

import { afterAll, beforeAll } from 'vitest'
import { personalInformation } from '../../engine/mechanisms/personal-information/index.ts'
import { informationIn } from '../support/actors-information.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { activityStands } from './information.rules-activity.ts'
import { answerStands } from './information.rules-answers.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})

const way = 'it chooses between ways, one of which is always open'
const other = 'the first of two ways says why, and this is the second'
const region = 'it moves the region of a report beside the case, which decides'
everyRuleRefuses({
  mechanism: personalInformation,
  stands: [...activityStands, ...answerStands],
  never: {
    heldForChange: other,
    noConsentNeeded: other,
    lastConsent: way,
    consentIsNeeded: way,
    tierIsHigh: way,
    someTrigger: way,
    internetDue: region,
    centralBankDue: region,
    firstDue: region,
    writtenDue: region,
    internetNotDue: region,
    centralBankNotDue: region,
    firstNotDue: region,
    writtenNotDue: region,
    isInternet: region,
    isCentralBank: region,
    isFirst: region,
    isWritten: region,
  },
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = informationIn(journey)
    return { c, file: c.file }
  },
  minute: () => journey.world.at(new Date(Date.parse(journey.world.now()) + 60_000).toISOString()),
})
