// Every rule of assessment and accountability, refusing through GraphQL.

import { afterAll, beforeAll, describe } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { accountability } from '../../engine/mechanisms/assessment/accountability/part.ts'
import { cycle } from '../../engine/mechanisms/assessment/cycle/part.ts'
import { assessment } from '../../engine/mechanisms/assessment/index.ts'
import { caseIn, cycleIn } from '../support/actors-assessment.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { accountabilityStands } from './assessment.rules-accountability.ts'
import { cycleStands } from './assessment.rules-cycle.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})

/** The rules of one chart. */
const only = ({ rules, separation }: Pick<Mechanism, 'rules' | 'separation'>): Mechanism => ({
  ...assessment,
  rules,
  separation,
})
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
const monday = () => journey.at('2026-03-02 09:00')
const way = 'it chooses between ways, one of which is always open'

describe('of an assessment', () => {
  everyRuleRefuses({
    mechanism: only(cycle),
    stands: cycleStands,
    never: {
      periodBegun: way,
      draftIsBelow: way,
      rulingIsBelow: way,
      ofManagement: way,
      rectificationIsLate: way,
    },
    open: () => {
      monday()
      const c = cycleIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
describe('of a case of accountability', () => {
  everyRuleRefuses({
    mechanism: only(accountability),
    stands: accountabilityStands,
    never: { lastToDecide: way, remedyIsLate: way },
    open: () => {
      monday()
      const c = caseIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
