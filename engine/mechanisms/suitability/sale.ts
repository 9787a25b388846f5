/** M03c 适当销售 — a sale, from the request to the end of its file. */
import { text } from '../../../policies/law.ts'
import { definePart } from '../../core/parts.ts'
import { saleReactions } from './reactions.ts'
import { saleMachine } from './sale-chart.ts'
import { saleClocks } from './sale-clocks.ts'
import { saleEvents, saleFacts, saleSubjects } from './sale-facts.ts'
import { saleRules, saleSeparation } from './sale-rules.ts'
import { saleSamples } from './sale-samples.ts'
import { saleContext } from './sale-terms.ts'

export const sale = definePart({
  context: saleContext,
  facts: saleFacts,
  events: saleEvents,
  rules: saleRules,
  separation: saleSeparation,
  charts: { sale: saleMachine },
  clocks: saleClocks,
  about: (c) => ({
    subjects: saleSubjects(c),
    title: text(`产品销售：${c.product ?? ''}`, `Sale: ${c.product ?? ''}`),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  holds: (c) => c.record.holds > 0,
  reactions: saleReactions,
  samples: saleSamples,
})
