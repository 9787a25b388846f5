/** Events of the audit itself: fieldwork, findings, the answer of the auditee, the report. */
import * as z from 'zod'
import { board, committee } from '../../../../policies/board.ts'
import { business } from '../../../../policies/business.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { headquarters, management } from '../../../../policies/management.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { day, hash, line, subject } from '../../../core/payload.ts'
import { RESOLUTION_FACTS } from '../../resolution.ts'
import { resolution, words } from '../terms.ts'
import { severity } from './context.ts'

const nothing = z.object({})
const overdue = (zh: string, en: string): readonly Notice[] => [
  { to: 'supervisoryBody', about: text(zh, en) },
]
const number = z.int().min(1).max(500)
const action = z
  .object({ finding: number, action: line(500), dueOn: day() })
  .meta({ id: 'AuditAction' })
/** A finding and the day by which it is to be rectified. */
export const item = z.object({ finding: number, dueOn: day() }).meta({ id: 'AuditItem' })

export const reportEvents = {
  openFieldwork: {
    by: audit.perform,
    title: text('进场审计', 'Open fieldwork'),
    nature: 'record',
    capacity: 'auditor',
    notices: [
      { to: 'businessDepartment', about: text('审计进场', 'An audit has begun') },
      { to: 'seniorManagement', about: text('审计进场', 'An audit has begun') },
    ],
    payload: z.object({ noticeHash: hash() }),
  },
  recordFinding: {
    by: audit.perform,
    title: text('记录审计发现', 'Record a finding'),
    nature: 'finding',
    capacity: 'auditor',
    payload: z.object({
      severity,
      legalBreach: z.boolean(),
      demand: line(500),
      evidenceHash: hash(),
      describes: words(20_000),
    }),
  },
  dropFinding: {
    by: audit.perform,
    title: text('撤销审计发现', 'Drop a finding'),
    nature: 'finding',
    capacity: 'auditor',
    payload: z.object({ finding: number, reason: words(2000) }),
  },
  endFieldwork: {
    by: audit.perform,
    title: text('结束现场', 'End fieldwork'),
    nature: 'record',
    capacity: 'auditor',
    payload: nothing,
  },
  sendFindings: {
    by: audit.perform,
    title: text('送达审计发现', 'Send the findings to the auditee'),
    nature: 'submission',
    capacity: 'auditor',
    notices: [
      { to: 'businessDepartment', about: text('审计发现待答复', 'Findings await an answer') },
      { to: 'seniorManagement', about: text('审计发现已送达', 'Findings were sent') },
    ],
    payload: z.object({ contentHash: hash() }),
  },
  respond: {
    by: [
      business.answerAudit,
      consumerProtection.answerAudit,
      headquarters.answerAudit,
      management.answerAudit,
    ],
    title: text('答复审计发现', 'Answer the findings'),
    nature: 'submission',
    notices: [{ to: 'internalAudit', about: text('审计发现已答复', 'Findings were answered') }],
    payload: z.object({ answer: words(20_000), actions: z.array(action).max(500) }),
  },
  issueReport: {
    by: audit.perform,
    title: text('出具审计报告', 'Issue the report'),
    nature: 'finding',
    capacity: 'auditor',
    reads: ['unitCoverage'],
    notices: [
      { to: 'board', about: text('审计报告待审议', 'An audit report awaits instruction') },
      {
        to: 'consumerProtectionCommittee',
        about: text('审计报告待审阅', 'An audit report awaits instruction'),
      },
      { to: 'supervisoryBody', about: text('审计报告已出具', 'An audit report was issued') },
    ],
    payload: z.object({ contentHash: hash() }),
  },
  instruct: {
    by: [board.directAudit, committee.instructAudit],
    title: text('审议报告并责令整改', 'Instruct rectification by resolution'),
    nature: 'decision',
    capacity: 'decider',
    notices: [
      { to: 'businessDepartment', about: text('审计发现待整改', 'Findings are to be rectified') },
      { to: 'seniorManagement', about: text('审计发现待整改', 'Findings are to be rectified') },
    ],
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution, items: z.array(item).min(1).max(500) }),
  },
  closeWithoutFindings: {
    by: board.directAudit,
    title: text('无发现，审议办结', 'Take note that nothing was found'),
    nature: 'decision',
    capacity: 'decider',
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution }),
  },
  referFinding: {
    by: audit.perform,
    title: text('移送产品审查', 'Refer a finding to the review of a product'),
    nature: 'order',
    reads: ['productReview'],
    notices: [
      {
        to: 'consumerProtection',
        about: text('审计发现移送产品审查', 'A finding was referred to a review'),
      },
    ],
    payload: z.object({ finding: number, product: subject('product') }),
  },
  reportFieldworkOverdue: {
    by: clock.strike,
    title: text('现场审计逾期', 'Fieldwork is overdue'),
    nature: 'record',
    notices: overdue('现场审计逾期', 'Fieldwork is overdue'),
    payload: nothing,
  },
  reportDraftOverdue: {
    by: clock.strike,
    title: text('审计发现逾期未送达', 'Findings were not sent in time'),
    nature: 'record',
    notices: overdue('审计发现逾期未送达', 'Findings were not sent in time'),
    payload: nothing,
  },
  noteNoResponse: {
    by: clock.strike,
    title: text('逾期未答复，照发报告', 'No answer in time: reported without it'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('被审计单位未答复', 'The auditee did not answer') },
      { to: 'seniorManagement', about: text('被审计单位未答复', 'The auditee did not answer') },
    ],
    payload: nothing,
  },
  reportIssueOverdue: {
    by: clock.strike,
    title: text('审计报告逾期', 'The report is overdue'),
    nature: 'record',
    notices: overdue('审计报告逾期', 'The report is overdue'),
    payload: nothing,
  },
  reportInstructionOverdue: {
    by: clock.strike,
    title: text('审计报告逾期未审议', 'No instruction on the report in time'),
    nature: 'record',
    notices: overdue('审计报告逾期未审议', 'No instruction on the report in time'),
    payload: nothing,
  },
} as const satisfies EventTable
