/** Every rule of a dispute under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { keepingRules } from '../keeping.ts'
import { negotiationRules, openingRules, separationRules } from './case-rules.ts'
import { disputeTypes, type DisputeEvent } from './events.ts'
import { mediationRules, outcomeRules } from './mediation-rules.ts'
import type { DisputeContext } from './terms.ts'

export const rules = {
  ...separationRules,
  ...openingRules,
  ...negotiationRules,
  ...mediationRules,
  ...outcomeRules,
  ...everydayRules,
  ...keepingRules,
} as const

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: disputeTypes,
  guards: guardsOf<DisputeContext, DisputeEvent, typeof rules>(rules),
})
