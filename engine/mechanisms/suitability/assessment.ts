/** M03b 风险承受能力评估 — the assessment of a consumer's risk tolerance. */
import { text } from '../../../policies/law.ts'
import { definePart } from '../../core/parts.ts'
import type { SubjectKey } from '../../core/values.ts'
import { assessmentMachine } from './assessment-chart.ts'
import { assessmentClocks } from './assessment-clocks.ts'
import { assessmentEvents, assessmentFacts } from './assessment-events.ts'
import { assessmentRules, assessmentSeparation } from './assessment-rules.ts'
import { assessmentSamples } from './assessment-samples.ts'
import { assessmentContext } from './assessment-terms.ts'
import { assessmentReactions } from './reactions.ts'

export const assessment = definePart({
  context: assessmentContext,
  facts: assessmentFacts,
  events: assessmentEvents,
  rules: assessmentRules,
  separation: assessmentSeparation,
  charts: { assessment: assessmentMachine },
  clocks: assessmentClocks,
  about: (c) => ({
    subjects: c.consumer === null ? [] : [c.consumer as SubjectKey],
    title: text('风险承受能力评估', 'Assessment of risk tolerance'),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  holds: (c) => c.record.holds > 0,
  reactions: assessmentReactions,
  samples: assessmentSamples,
})
