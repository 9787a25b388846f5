/** Every rule of a processing activity under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { commonRules, commonSeparation } from '../common/rules.ts'
import { processingTypes, type ProcessingEvent } from './events.ts'
import {
  consentRules,
  decisionRules,
  deletionRules,
  recipientRules,
  standingRules,
} from './rules-case.ts'
import {
  assessmentRules,
  consentPayloadRules,
  controlRules,
  proposalRules,
} from './rules-payload.ts'
import { separationRules } from './separation.ts'
import type { ProcessingContext } from './terms.ts'

export const rules = {
  ...commonSeparation,
  ...separationRules,
  ...commonRules,
  ...everydayRules,
  ...standingRules,
  ...decisionRules,
  ...consentRules,
  ...deletionRules,
  ...recipientRules,
  ...proposalRules,
  ...assessmentRules,
  ...consentPayloadRules,
  ...controlRules,
} as const

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: processingTypes,
  guards: guardsOf<ProcessingContext, ProcessingEvent, typeof rules>(rules),
})
