/** Events of an export of the trail. */
import * as z from 'zod'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { regulator, system } from '../../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../../policies/supervisors.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import { hash, instant, line, processRef } from '../../../core/payload.ts'
import { exportEnd, exportFormat } from './context.ts'
import type { ExportContext } from './context.ts'
import { workEvents } from '../work.ts'

const MECHANISMS_MAX = 20
const PROCESSES_MAX = 100

export const events = {
  orderExport: {
    by: [audit.exportTrail, supervisors.exportTrail, regulator.exportTrail, system.exportTrail],
    opens: true,
    title: text('导出存证', 'Export the trail'),
    nature: 'record',
    capacity: 'asker',
    notices: [{ to: 'internalAudit', about: text('存证正被导出', 'The trail is exported') }],
    payload: z.object({
      format: exportFormat,
      reason: line(500),
      from: z.int().min(1),
      to: z.int().min(0),
      since: instant().optional(),
      until: instant().optional(),
      mechanisms: z
        .array(z.string().regex(/^[A-Z]\d{2}$/))
        .max(MECHANISMS_MAX)
        .optional(),
      processes: z.array(processRef()).max(PROCESSES_MAX).optional(),
    }),
  },
  recordExport: {
    by: courier.handOver,
    title: text('记录导出文件', 'Record what was handed over'),
    nature: 'record',
    payload: z.object({
      sha256: hash(),
      /** Decimal: a file may be longer than an integer of the API. */
      bytes: z.string().regex(/^(0|[1-9]\d{0,14})$/),
      events: z.int().min(0),
      objects: z.int().min(0),
    }),
  },
  abandonExport: {
    by: courier.handOver,
    title: text('记录导出中断', 'Record that the export broke off'),
    nature: 'record',
    payload: z.object({ cause: exportEnd }),
  },
  lapseExport: {
    by: clock.strike,
    title: text('导出逾期未完成', 'The export did not come to its end'),
    nature: 'record',
    payload: z.object({}),
  },
  ...workEvents,
} as const satisfies EventTable

export type ExportEvent = Asked<typeof events, Readonly<Record<never, never>>>
export const exportTypes = chartTypes<ExportContext, ExportEvent>()
