// Every rule of a complaint, refusing through GraphQL.

import { afterAll, beforeAll } from 'vitest'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import { complaintIn } from '../support/actors-complaint.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { TRAINING } from '../support/gates.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { answerStands } from './complaint.rules-answer.ts'
import { intakeStands } from './complaint.rules-intake.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: [TRAINING] })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})

const way = 'it chooses between two ways, one of which is always open'
everyRuleRefuses({
  mechanism: complaintHandling,
  stands: [...intakeStands, ...answerStands],
  never: {
    mediationResumesItsOwn: 'it looks at what the courier brings, and people bring nothing by him',
    backTo15: way,
    backTo30: way,
    backToPending: way,
    goesOnExtended: way,
    goesOnComplex: way,
    handlerStays: way,
    identityKnown: way,
    reliefPromised: 'it opens performance beside the telling, which it cannot keep from being told',
    reviewReliefPromised: 'as reliefPromised, of the review',
    pbocBusiness: 'it chooses by which rule the record is kept',
    handlerAppointed: 'every way to the state from which it is decided leads past a handler',
  },
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = complaintIn(journey)
    return { c, file: c.complaint }
  },
  minute: () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString()),
})
