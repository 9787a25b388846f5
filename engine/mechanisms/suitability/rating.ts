/** M03a 产品风险评级 — the rating of a product and its dynamic management. */
import { text } from '../../../policies/law.ts'
import { definePart } from '../../core/parts.ts'
import { ratingMachine } from './rating-chart.ts'
import { ratingClocks } from './rating-clocks.ts'
import { ratingEvents, ratingFacts, ratingSubjects } from './rating-events.ts'
import { ratingRules, ratingSeparation } from './rating-rules.ts'
import { ratingSamples } from './rating-samples.ts'
import { ratingContext } from './rating-terms.ts'
import { ratingReactions } from './reactions.ts'

export const rating = definePart({
  context: ratingContext,
  facts: ratingFacts,
  events: ratingEvents,
  rules: ratingRules,
  separation: ratingSeparation,
  charts: { rating: ratingMachine },
  clocks: ratingClocks,
  about: (c) => {
    const label = c.label ?? c.product ?? ''
    return {
      subjects: ratingSubjects(c),
      title: text(`产品风险评级：${label}`, `Product rating: ${label}`),
      ...(c.unit === null ? {} : { unit: c.unit }),
    }
  },
  holds: (c) => c.record.holds > 0,
  reactions: ratingReactions,
  samples: ratingSamples,
})
