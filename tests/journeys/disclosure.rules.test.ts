// Every rule of disclosure refuses somebody.

import { afterAll, beforeAll } from 'vitest'
import { disclosure } from '../../engine/mechanisms/disclosure/index.ts'
import { closeDisclosures, disclosureIn, openDisclosures } from '../support/actors-disclosure.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import type { Journey } from '../support/journey.ts'
import { deviationStands } from './disclosure.rules-deviation.ts'
import { packageStands } from './disclosure.rules-package.ts'
import { presentationStands } from './disclosure.rules-presentation.ts'
import { reportStands } from './disclosure.rules-report.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openDisclosures()
  await journey.declaresInterest('protection-3', 'partner:kin')
})
afterAll(() => closeDisclosures(journey))

const check = 'it chooses the state of the check that a finding leads to'
everyRuleRefuses({
  mechanism: disclosure,
  stands: [...packageStands, ...deviationStands, ...presentationStands, ...reportStands],
  never: {
    nothingPublished: 'it chooses between the end and the version on display',
    notEnded: 'it chooses whether a deviation opens or is only recorded',
    lastUncorrected: 'it chooses whether another deviation is still to be corrected',
    takesEffectLater: 'it chooses whether a change begins announced or late',
    byProtection: check,
    byLegal: check,
    allTestsMet: check,
  },
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = disclosureIn(journey)
    return { c, file: c.package }
  },
  minute: () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString()),
})
