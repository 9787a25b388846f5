/** Events after the report: rectification of each finding, follow-up, escalation, accepted risks. */
import * as z from 'zod'
import { board } from '../../../../policies/board.ts'
import { business } from '../../../../policies/business.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { headquarters, management } from '../../../../policies/management.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable } from '../../../core/mechanism.ts'
import { day, hash } from '../../../core/payload.ts'
import { RESOLUTION_FACTS } from '../../resolution.ts'
import { resolution, words } from '../terms.ts'
import { item } from './report-events.ts'

const nothing = z.object({})
const number = z.int().min(1).max(500)

export const remedyEvents = {
  claimFixed: {
    by: [business.answerAudit, consumerProtection.answerAudit, headquarters.answerAudit],
    title: text('报告发现已整改', 'Report that a finding is rectified'),
    nature: 'submission',
    notices: [{ to: 'internalAudit', about: text('整改待跟踪核实', 'A fix awaits follow-up') }],
    payload: z.object({ finding: number, evidenceHash: hash(), describes: words() }),
  },
  confirmFixed: {
    by: audit.followUp,
    title: text('核实已整改', 'Confirm that a finding is rectified'),
    nature: 'finding',
    capacity: 'verifier',
    reads: ['ownInterests'],
    payload: z.object({ finding: number, evidenceHash: hash(), verification: words() }),
  },
  rejectFix: {
    by: audit.followUp,
    title: text('核实未整改', 'Find that it is not rectified'),
    nature: 'finding',
    capacity: 'verifier',
    reads: ['ownInterests'],
    notices: [
      { to: 'businessDepartment', about: text('整改未通过核实', 'A fix was not confirmed') },
    ],
    payload: z.object({ finding: number, verification: words() }),
  },
  acceptRisk: {
    by: management.answerAudit,
    title: text('接受风险', 'Accept the risk of a finding'),
    nature: 'decision',
    capacity: 'decider',
    reads: ['ownInterests'],
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('高级管理层接受审计风险', 'Senior management accepted a risk'),
      },
      { to: 'internalAudit', about: text('审计风险被接受', 'A risk was accepted') },
    ],
    payload: z.object({ finding: number, until: day(), rectifyBy: day(), reason: words() }),
  },
  closeRisk: {
    by: audit.followUp,
    title: text('风险已消除', 'Find that an accepted risk is gone'),
    nature: 'finding',
    capacity: 'verifier',
    reads: ['ownInterests'],
    payload: z.object({ finding: number, evidenceHash: hash(), verification: words() }),
  },
  orderRectification: {
    by: board.directAudit,
    title: text('董事会决议限期整改', 'The board orders rectification by resolution'),
    nature: 'decision',
    capacity: 'decider',
    notices: [
      { to: 'supervisoryBody', about: text('董事会责令整改', 'The board ordered rectification') },
      { to: 'seniorManagement', about: text('董事会责令整改', 'The board ordered rectification') },
      { to: 'businessDepartment', about: text('董事会责令整改', 'Rectification was ordered') },
    ],
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution, items: z.array(item).min(1).max(500) }),
  },
  reportFindingOverdue: {
    by: clock.strike,
    title: text('审计整改逾期', 'Rectification of a finding is overdue'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('审计整改逾期', 'A finding is overdue') },
      { to: 'internalAudit', about: text('审计整改逾期', 'A finding is overdue') },
    ],
    payload: nothing,
  },
  escalateOverdue: {
    by: clock.strike,
    title: text('逾期整改升级', 'An overdue finding is escalated'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('审计整改逾期升级', 'An overdue finding was escalated') },
      { to: 'supervisoryBody', about: text('审计整改逾期升级', 'A finding was escalated') },
    ],
    payload: nothing,
  },
  reportOrderOverdue: {
    by: clock.strike,
    title: text('董事会逾期未作决定', 'No order of the board in time'),
    nature: 'record',
    notices: [
      { to: 'supervisoryBody', about: text('董事会逾期未作决定', 'No order of the board in time') },
    ],
    payload: nothing,
  },
  reportFollowUpOverdue: {
    by: clock.strike,
    title: text('逾期未跟踪核实', 'Not followed up in time'),
    nature: 'record',
    notices: [
      { to: 'supervisoryBody', about: text('审计整改逾期未核实', 'A fix was not followed up') },
    ],
    payload: nothing,
  },
  lapseRiskAcceptance: {
    by: clock.strike,
    title: text('风险接受到期', 'The acceptance of a risk lapses'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('风险接受到期，须整改', 'An accepted risk lapsed') },
      { to: 'businessDepartment', about: text('风险接受到期，须整改', 'It is to be rectified') },
    ],
    payload: nothing,
  },
} as const satisfies EventTable
