/** Events of the inspection (质检): drawn, inspected, rectified, and what happens when it is late. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { system } from '../../../policies/outsiders.ts'
import { audit } from '../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, personal } from '../../core/payload.ts'
import { damage, defect } from './terms.ts'
import { recorded } from './sale-events.ts'

/** Free text of the case; it is about nobody but whoever writes it. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')
const toBusiness = (zh: string, en: string): readonly Notice[] => [
  { to: 'businessDepartment', about: text(zh, en) },
]
const toManagement = (zh: string, en: string): readonly Notice[] => [
  { to: 'seniorManagement', about: text(zh, en) },
  { to: 'supervisoryBody', about: text(zh, en) },
]

export const inspectionEvents = {
  passInspection: {
    by: consumerProtection.inspectRecordings,
    title: text('质检通过', 'The recording passes the inspection'),
    nature: 'finding',
    capacity: 'inspector',
    reads: ['ownSeats'],
    payload: z.object({ sheetHash: hash() }),
  },
  failInspection: {
    by: consumerProtection.inspectRecordings,
    title: text('质检不通过', 'The recording fails the inspection'),
    nature: 'finding',
    capacity: 'inspector',
    reads: ['ownSeats'],
    notices: toBusiness('质检发现问题', 'An inspection found a defect'),
    payload: z.object({ sheetHash: hash(), defect, findings: words() }),
  },
  reportInspectionOverdue: {
    by: clock.strike,
    title: text('质检逾期', 'The inspection is overdue'),
    nature: 'record',
    notices: [
      { to: 'consumerProtection', about: text('质检逾期', 'An inspection is overdue') },
      ...toManagement('质检逾期', 'An inspection is overdue'),
    ],
    payload: z.object({}),
  },
  escalateInspection: {
    by: clock.strike,
    title: text('逾期质检仍未完成', 'The overdue inspection is still missing'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('逾期质检仍未完成', 'An overdue inspection is still missing'),
      },
      ...toManagement('逾期质检仍未完成', 'An overdue inspection is still missing'),
    ],
    payload: z.object({}),
  },
  orderRectification: {
    by: consumerProtection.inspectRecordings,
    title: text('责令整改', 'Order rectification'),
    nature: 'order',
    capacity: 'inspector',
    reads: ['ownSeats'],
    notices: toBusiness('须整改录制问题', 'A defect of a recording must be rectified'),
    payload: z.object({ demand: words() }),
  },
  reportRectified: {
    by: business.rectifyRecording,
    title: text('报告整改完成', 'Report that the defect is rectified'),
    nature: 'submission',
    capacity: 'author',
    notices: [
      { to: 'consumerProtection', about: text('整改完成，待复检', 'Rectified; to be inspected') },
    ],
    /** `supplement`: recorded anew with the consumer; the original is kept as it is. */
    payload: z.object({
      evidenceHash: hash(),
      supplement: z.object(recorded).meta({ id: 'TraceabilitySupplement' }).optional(),
    }),
  },
  escalateRectification: {
    by: clock.strike,
    title: text('整改逾期升级', 'Not rectified in time'),
    nature: 'record',
    notices: [
      ...toManagement('录制问题逾期未整改', 'A defect was not rectified in time'),
      ...toBusiness('录制问题逾期未整改', 'A defect was not rectified in time'),
    ],
    payload: z.object({}),
  },
  reportOrderMissed: {
    by: clock.strike,
    title: text('限定期限内仍未整改', 'Not rectified by the day that was set'),
    nature: 'record',
    notices: [
      ...toManagement('限定期限内仍未整改', 'Not rectified by the day that was set'),
      ...toBusiness('限定期限内仍未整改', 'Not rectified by the day that was set'),
    ],
    payload: z.object({}),
  },
  insistOnRectification: {
    by: management.overseeRectification,
    title: text('高级管理层责令限期整改', 'Senior management orders rectification by a day'),
    nature: 'order',
    capacity: 'decider',
    notices: toBusiness('须限期整改', 'To be rectified by the day that was set'),
    payload: z.object({ rectifyBy: day(), grounds: words() }),
  },
  unwindSale: {
    by: management.overseeRectification,
    title: text('责令撤销该笔销售', 'Order that the sale be unwound'),
    nature: 'decision',
    capacity: 'decider',
    notices: [
      ...toBusiness('该笔销售须撤销', 'The sale is unwound'),
      { to: 'consumerProtection', about: text('该笔销售须撤销', 'The sale is unwound') },
      { to: 'supervisoryBody', about: text('该笔销售须撤销', 'The sale is unwound') },
    ],
    /** The consumer was told and gets back what was paid. */
    payload: z.object({ toldHash: hash(), grounds: words() }),
  },
  reportEscalationOverdue: {
    by: clock.strike,
    title: text('高级管理层逾期未处置', 'Senior management did not act in time'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('录制问题久未处置', 'A defect of a recording is still not dealt with'),
      },
      {
        to: 'supervisoryBody',
        about: text('录制问题久未处置', 'A defect of a recording is still not dealt with'),
      },
    ],
    payload: z.object({}),
  },
  reportTampering: {
    by: [consumerProtection.keepRecordings, business.recordSale, system.report, audit.report],
    title: text('报告录制资料灭失或被编辑', 'Report that a recording was lost or edited'),
    nature: 'finding',
    notices: [
      { to: 'personalInformationOfficer', about: text('录制资料受损', 'A recording was damaged') },
      { to: 'internalAudit', about: text('录制资料受损', 'A recording was damaged') },
      { to: 'consumerProtection', about: text('录制资料受损', 'A recording was damaged') },
      { to: 'seniorManagement', about: text('录制资料受损', 'A recording was damaged') },
    ],
    payload: z.object({ damage, evidenceHash: hash(), found: words() }),
  },
} as const satisfies EventTable
