/** An export of the trail. */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import { definePart } from '../../../core/parts.ts'
import { everydayClocks } from '../../everyday.ts'
import { workSamples } from '../work.ts'
import { exportChart } from './chart.ts'
import { exportContext } from './context.ts'
import { events } from './events.ts'
import { rules } from './rules.ts'

const clocks = {
  ...everydayClocks,
  /** A server that was killed while it exported leaves nothing open. */
  handOver: {
    kind: 'validity',
    from: 'entered',
    title: text('导出交付期限', 'Hand-over of an export'),
    policy: 'audit.export',
    span: span(1, 'day'),
    bounds: [1, 7],
    runsIn: ['case.handingOver'],
    fires: 'lapseExport',
  },
} as const

export const exporting = definePart({
  context: exportContext,
  facts: {},
  events,
  rules,
  separation: { orderExport: ['serviceExportsNothing'] },
  charts: { export: exportChart },
  clocks,
  about: (c) => ({
    subjects: [],
    title: text(
      `存证导出：${c.format ?? ''}，第${String(c.from ?? 0)}至${String(c.to ?? 0)}条`,
      `Export of the trail: ${c.format ?? ''}, entries ${String(c.from ?? 0)} to ${String(c.to ?? 0)}`,
    ),
  }),
  reactions: [],
  samples: {
    ...workSamples,
    orderExport: () => ({ format: 'ocel' as const, reason: 'yearly audit', from: 1, to: 1 }),
    recordExport: () => ({ sha256: '0'.repeat(64), bytes: '0', events: 0, objects: 0 }),
    abandonExport: () => ({ cause: 'failed' as const }),
  },
})
