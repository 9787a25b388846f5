/** The rules of a complaint together, and XState set up over its context, events and rules. */
import { setup } from 'xstate'
import { chartTypes } from '../../core/mechanism.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import type { Context } from './context.ts'
import type { Event } from './events.ts'
import { answerRules, causeRules, handlingRules, periodRules } from './rules-answer.ts'
import { handlerRules, intakeRules, workRules } from './rules-intake.ts'

export const rules = {
  ...intakeRules,
  ...handlerRules,
  ...workRules,
  ...handlingRules,
  ...periodRules,
  ...answerRules,
  ...causeRules,
}

export const complaint = setup({
  types: chartTypes<Context, Event>(),
  guards: guardsOf<Context, Event, typeof rules>(rules),
})
/** A part of the chart in a const of its own. */
export type Part = StateOf<typeof complaint>
/** Transitions that several states take. */
export type Taken = Part['on']
