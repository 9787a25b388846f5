/**
 * The chart of an export of the trail (存证导出): ordered by whom and why, over which positions, and what
 * file was handed over; so that who took what out of the house can be proved for ever.
 *
 * It is ordered before the first byte is read and recorded before the last one is sent: a file that is
 * whole has its entry, and an entry without a file says so.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf } from '../../../core/mechanism.ts'
import { everydayOn } from '../../everyday.ts'
import { beforeExport } from './context.ts'
import type { ExportContext } from './context.ts'
import type { ExportEvent } from './events.ts'
import { chart } from './rules.ts'

type Ordered = Extract<ExportEvent, { type: 'orderExport' }>

const ordered = ({ event: { payload, by } }: { event: Ordered }): Partial<ExportContext> => ({
  format: payload.format,
  reason: payload.reason,
  from: payload.from,
  to: payload.to,
  since: payload.since ?? null,
  until: payload.until ?? null,
  mechanisms: payload.mechanisms ?? [],
  processes: payload.processes ?? [],
  body: by.body,
})

export const exportChart = chart.createMachine({
  id: 'export',
  type: 'parallel',
  context: beforeExport,
  states: {
    case: {
      meta: { title: text('存证导出', 'Export of the trail'), phase: 'after' },
      initial: 'openingExport',
      on: everydayOn,
      states: {
        openingExport: {
          meta: { title: text('导出中', 'Being ordered') },
          on: {
            orderExport: {
              target: 'handingOver',
              guard: 'rangeHoldsSomething',
              actions: assign(ordered),
            },
          },
        },
        handingOver: {
          meta: { title: text('交付中', 'Being handed over') },
          on: {
            recordExport: {
              target: 'handedOver',
              actions: assign(({ event: { payload } }) => ({ ...payload })),
            },
            abandonExport: {
              target: 'brokenOff',
              actions: assign(({ event }) => ({ brokenOff: event.payload.cause })),
            },
            lapseExport: {
              target: 'brokenOff',
              actions: assign(() => ({ brokenOff: 'lapsed' as const })),
            },
          },
        },
        handedOver: {
          type: 'final',
          meta: { title: text('已交付', 'Handed over') },
        },
        brokenOff: {
          type: 'final',
          meta: { title: text('已中断', 'Broken off') },
        },
      },
    },
  },
} satisfies MachineOf<typeof chart>)
