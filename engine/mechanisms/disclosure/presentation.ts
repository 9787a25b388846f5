/** The part of disclosure that is about one consumer; see `presentation-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { definePart } from '../../core/parts.ts'
import type { SubjectKey } from '../../core/values.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { presentationChart, presentationRules } from './presentation-chart.ts'
import { presentationClocks } from './presentation-clocks.ts'
import { presentationEvents, presentationFacts } from './presentation-events.ts'
import { separationOfPresentation } from './presentation-rules.ts'
import { presentationSamples } from './presentation-samples.ts'
import { nothingShown, presentationContext } from './presentation-terms.ts'
import { samplesOver } from './samples.ts'

export const presentationPart = definePart({
  context: presentationContext,
  facts: presentationFacts,
  events: presentationEvents,
  rules: presentationRules,
  separation: separationOfPresentation,
  charts: { presentation: presentationChart },
  clocks: { ...presentationClocks, ...everydayClocks },
  about: (c) => ({
    subjects: [c.consumer, c.product, c.campaign, c.partner].filter(
      (s) => s !== null,
    ) as SubjectKey[],
    title: text(
      `对消费者的披露：${c.product ?? ''}`,
      `Disclosure to a consumer: ${c.product ?? ''}`,
    ),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  holds: (c) => c.holds.length > 0,
  reactions: [],
  samples: { ...samplesOver(nothingShown, presentationSamples), ...everydaySamples },
})
