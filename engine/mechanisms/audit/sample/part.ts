/** A recorded sample of the trail. */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import { definePart } from '../../../core/parts.ts'
import { everydayClocks } from '../../everyday.ts'
import { workSamples } from '../work.ts'
import { sampleChart } from './chart.ts'
import { sampleContext } from './context.ts'
import { events, facts } from './events.ts'
import { rules } from './rules.ts'

const clocks = {
  ...everydayClocks,
  /** A server that was killed while it drew leaves nothing open. */
  drawing: {
    kind: 'validity',
    from: 'entered',
    title: text('抽取期限', 'Drawing of a sample'),
    policy: 'audit.sample',
    span: span(1, 'day'),
    bounds: [1, 7],
    runsIn: ['case.drawing'],
    fires: 'lapseSample',
  },
} as const

export const sampling = definePart({
  context: sampleContext,
  facts,
  events,
  rules,
  separation: {},
  charts: { sample: sampleChart },
  clocks,
  about: (c) => ({
    subjects: [],
    title: text(
      `审计抽样：${String(c.size)}项，截至第${String(c.upTo)}条`,
      `Audit sample: ${String(c.size)} of the trail up to entry ${String(c.upTo)}`,
    ),
  }),
  reactions: [],
  samples: {
    ...workSamples,
    orderSample: () => ({
      purpose: 'yearly audit',
      of: 'entries' as const,
      method: 'simple' as const,
      size: 1,
      seed: 'seed',
      filter: [{ by: 'mechanism', is: 'M07' }],
      upTo: 1,
    }),
    recordSample: () => ({ population: 0, without: 0, digest: '0'.repeat(64), drawn: [] }),
  },
})
