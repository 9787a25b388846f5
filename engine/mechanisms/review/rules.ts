/** Every rule of the review under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf } from '../../core/rules.ts'
import { opinionRules, scopeRules, workRules } from './case-rules.ts'
import { gateRules } from './gate-rules.ts'
import { reviewTypes, type ReviewEvent } from './events.ts'
import { decisionRules, dossierRules, findingRules } from './payload-rules.ts'
import { separationRules } from './separation.ts'
import type { ReviewContext } from './terms.ts'

export const rules = {
  ...separationRules,
  ...scopeRules,
  ...opinionRules,
  ...gateRules,
  ...workRules,
  ...dossierRules,
  ...findingRules,
  ...decisionRules,
} as const

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: reviewTypes,
  guards: guardsOf<ReviewContext, ReviewEvent, typeof rules>(rules),
})
