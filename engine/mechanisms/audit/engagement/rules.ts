/** Every rule of an engagement under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import type { EngagementContext } from './context.ts'
import { engagementTypes } from './events.ts'
import type { EngagementEvent } from './events.ts'
import { remedyRules, reportRules } from './finding-rules.ts'
import { planRules } from './plan-rules.ts'
import { separationRules } from './separation.ts'

export const rules = {
  ...separationRules,
  ...planRules,
  ...reportRules,
  ...remedyRules,
  ...everydayRules,
} as const
export type RuleName = keyof typeof rules

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: engagementTypes,
  guards: guardsOf<EngagementContext, EngagementEvent, typeof rules>(rules),
})
