/** Events of the plan: a line of it, its approval, the schedule and the team. */
import * as z from 'zod'
import { board } from '../../../../policies/board.ts'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { audit, supervisors } from '../../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { day, hash, line, person, processRef, subject, unit } from '../../../core/payload.ts'
import { RESOLUTION_FACTS } from '../../resolution.ts'
import { resolution, riskKind, words } from '../terms.ts'
import { auditKind } from './context.ts'

const toSupervisors = (zh: string, en: string): readonly Notice[] => [
  { to: 'supervisoryBody', about: text(zh, en) },
]
const toBoardAndSupervisors = (zh: string, en: string): readonly Notice[] => [
  { to: 'board', about: text(zh, en) },
  { to: 'supervisoryBody', about: text(zh, en) },
]
const nothing = z.object({})

const plan = {
  proposeEngagement: {
    by: audit.plan,
    opens: true,
    title: text('列入年度审计计划草案', 'Propose a line of the yearly plan'),
    nature: 'submission',
    reads: ['auditedUnit', 'unitCoverage'],
    payload: z.object({
      unit: unit(),
      label: line(100),
      year: z.int().min(2000).max(2999),
      kind: auditKind,
      rank: z.int().min(1).max(10_000),
      activity: subject('activity').optional(),
      product: subject('product').optional(),
      partner: subject('partner').optional(),
    }),
  },
  submitPlan: {
    by: audit.plan,
    title: text('提交审计计划', 'Submit the plan'),
    nature: 'submission',
    capacity: 'author',
    notices: toBoardAndSupervisors('审计计划待审议', 'An audit plan awaits approval'),
    /** Of the whole plan of the year, of which this is a line. */
    payload: z.object({ contentHash: hash() }),
  },
  endorsePlan: {
    by: supervisors.endorseAuditPlan,
    title: text('审计委员会职能出具意见', 'Give the opinion of the audit committee'),
    nature: 'finding',
    notices: [{ to: 'board', about: text('审计计划待批准', 'An audit plan awaits approval') }],
    payload: z.object({ opinion: words() }),
  },
  returnPlan: {
    by: board.directAudit,
    title: text('董事会退回计划', 'The board returns the plan'),
    nature: 'decision',
    notices: [{ to: 'internalAudit', about: text('审计计划被退回', 'The plan was returned') }],
    payload: z.object({ reasons: words(2000) }),
  },
  approvePlan: {
    by: board.directAudit,
    title: text('董事会决议批准计划', 'The board approves the plan by resolution'),
    nature: 'decision',
    capacity: 'decider',
    reads: ['unitCoverage', ...RESOLUTION_FACTS],
    notices: [{ to: 'internalAudit', about: text('审计计划已批准', 'The plan was approved') }],
    payload: z.object({ resolution }),
  },
  withdrawLine: {
    by: audit.plan,
    title: text('撤回计划草案', 'Withdraw a line that is not approved'),
    nature: 'submission',
    notices: toBoardAndSupervisors('审计计划项目撤回', 'A line of the plan was withdrawn'),
    payload: z.object({ reason: line(500) }),
  },
  dropLine: {
    by: board.directAudit,
    title: text('董事会决议取消项目', 'The board drops an approved line by resolution'),
    nature: 'decision',
    capacity: 'decider',
    reads: ['unitCoverage', ...RESOLUTION_FACTS],
    notices: toSupervisors('已批准的审计项目被取消', 'An approved audit was dropped'),
    payload: z.object({ resolution, grounds: words() }),
  },
  reportPlanReviewOverdue: {
    by: clock.strike,
    title: text('审计计划逾期未审议', 'The plan was not approved in time'),
    nature: 'record',
    notices: toBoardAndSupervisors('审计计划逾期未审议', 'The plan was not approved in time'),
    payload: nothing,
  },
  /** Art. 19: consumer protection is in the scope of every year. */
  reportYearMissed: {
    by: clock.strike,
    title: text('年度内未实施审计', 'Not executed in its year'),
    nature: 'record',
    notices: [
      ...toBoardAndSupervisors('年度审计未实施', 'An audit was not executed in its year'),
      {
        to: 'consumerProtectionCommittee',
        about: text('年度审计未实施', 'An audit was not executed in its year'),
      },
    ],
    payload: nothing,
  },
} as const satisfies EventTable

const scheduling = {
  scheduleEngagement: {
    by: audit.plan,
    title: text('排定审计时间', 'Schedule the engagement'),
    nature: 'order',
    payload: z.object({ startBy: day(), endBy: day() }),
  },
  rescheduleByBoard: {
    by: board.directAudit,
    title: text('董事会决议重新排期', 'The board reschedules by resolution'),
    nature: 'decision',
    capacity: 'decider',
    notices: toSupervisors('审计项目重新排期', 'An audit was rescheduled'),
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution, startBy: day(), endBy: day() }),
  },
  reportSchedulingOverdue: {
    by: clock.strike,
    title: text('逾期未排期', 'Not scheduled in time'),
    nature: 'record',
    notices: toSupervisors('审计项目逾期未排期', 'An audit was not scheduled in time'),
    payload: nothing,
  },
  reportStartOverdue: {
    by: clock.strike,
    title: text('逾期未进场', 'Fieldwork did not begin in time'),
    nature: 'record',
    notices: toSupervisors('审计项目逾期未进场', 'Fieldwork did not begin in time'),
    payload: nothing,
  },
  appointAuditor: {
    by: audit.plan,
    title: text('指派审计人员', 'Appoint an auditor'),
    nature: 'order',
    reads: ['auditorSeats', 'auditorInterests', 'lookBack'],
    appoints: { auditor: 'auditor' },
    /** When the auditor last handled matters of the auditee, where they ever did. */
    payload: z.object({ auditor: person(), lastHandledOn: day().optional() }),
  },
  confirmIndependence: {
    by: audit.perform,
    title: text('重新确认独立性', 'Confirm independence anew'),
    nature: 'record',
    payload: z.object({ declarationHash: hash() }),
  },
  lapseIndependence: {
    by: clock.strike,
    title: text('独立性声明到期', 'The declaration of independence lapses'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('须重新确认独立性', 'Independence is to be confirmed') },
    ],
    payload: nothing,
  },
  absorbRisk: {
    by: courier.carry,
    title: text('纳入上报风险', 'Take in a reported risk'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({ risk: processRef('M11'), kind: riskKind }),
  },
} as const satisfies EventTable

export const planEvents = { ...plan, ...scheduling } as const
