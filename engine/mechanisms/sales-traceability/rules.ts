/** Every rule of a recording under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { recordingTypes, type RecordingEvent } from './events.ts'
import { captureRules, contractRules, scopingRules } from './sale-rules.ts'
import { separationRules } from './separation.ts'
import type { RecordingContext } from './terms.ts'
import { custodyRules, holdRules, rectificationRules, workRules } from './vault-rules.ts'

export const rules = {
  ...separationRules,
  ...scopingRules,
  ...captureRules,
  ...contractRules,
  ...rectificationRules,
  ...holdRules,
  ...custodyRules,
  ...workRules,
  ...everydayRules,
} as const

/** For the parts of the chart, each in its own file. */
export const chart = setup({
  types: recordingTypes,
  guards: guardsOf<RecordingContext, RecordingEvent, typeof rules>(rules),
})
