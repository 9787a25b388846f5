/** Every rule of partner-list management under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { keepingRules } from '../keeping.ts'
import { approvalRules, diligenceRules, proposalRules } from './entry-rules.ts'
import { partnerTypes, type PartnerEvent } from './events.ts'
import { separationRules } from './separation.ts'
import type { PartnerContext } from './terms.ts'
import { evaluationRules, exitRules, remedyRules, signalRules } from './watch-rules.ts'

export const rules = {
  ...separationRules,
  ...proposalRules,
  ...diligenceRules,
  ...approvalRules,
  ...signalRules,
  ...remedyRules,
  ...evaluationRules,
  ...exitRules,
  ...everydayRules,
  ...keepingRules,
} as const

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: partnerTypes,
  guards: guardsOf<PartnerContext, PartnerEvent, typeof rules>(rules),
})
