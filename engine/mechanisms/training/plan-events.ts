/** Events of the yearly plan: needs, draft, approval, sessions, and the coverage at the end of the year. */
import * as z from 'zod'
import { committee } from '../../../policies/board.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { humanResources } from '../../../policies/human-resources.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes, type Asked, type EventTable, type Notice } from '../../core/mechanism.ts'
import { day, hash, line, personal, processRef } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { RESOLUTION_FACTS, resolutionFacts, resolutionOf } from '../resolution.ts'
import { shared } from './everyday.ts'
import { cohort, group, needSource, topic } from './terms.ts'
import type { DemandedGroup, PlanContext } from './terms.ts'

export const INSTITUTION = 'organisation:self' as const
/** Free text of the case; it is about nobody but whoever writes it. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')
const planners = [consumerProtection.planTraining, humanResources.runTraining]
const toPlanners = (zh: string, en: string): readonly Notice[] => [
  { to: 'consumerProtection', about: text(zh, en) },
  { to: 'humanResources', about: text(zh, en) },
]
const shortfall: readonly Notice[] = [
  { to: 'seniorManagement', about: text('年度培训覆盖情况', 'Coverage of the yearly training') },
  {
    to: 'consumerProtectionCommittee',
    about: text('年度培训覆盖情况', 'Coverage of the yearly training'),
  },
  { to: 'supervisoryBody', about: text('年度培训覆盖情况', 'Coverage of the yearly training') },
]

const submission = {
  planHash: hash(),
  /** Into what was looked for needs, whether any was found or not. */
  considered: z.array(needSource).min(1).max(5),
  groups: z.array(group).min(1).max(4),
  topics: z.array(topic).min(1).max(6),
  /** Of a hundred. */
  passMark: z.int().min(60).max(100),
}
const draftEvents = {
  openPlan: {
    by: planners,
    title: text('启动年度培训计划', 'Open the training plan of a year'),
    nature: 'submission',
    opens: true,
    reads: ['latestPlan'],
    payload: z.object({ year: z.int().min(2020).max(2999) }),
  },
  recordNeed: {
    by: [...planners, informationOfficer.trainInformation, courier.carry],
    title: text('记录培训需求', 'Record a need for training'),
    nature: 'record',
    payload: z.object({
      source: needSource,
      topic,
      matter: processRef().optional(),
      summary: words().optional(),
    }),
  },
  submitPlan: {
    by: planners,
    title: text('提交培训计划', 'Submit the plan'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [{ to: 'seniorManagement', about: text('培训计划待批准', 'A plan awaits approval') }],
    payload: z.object(submission),
  },
  amendPlan: {
    by: planners,
    title: text('提交计划修订', 'Submit a change of the plan'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [
      { to: 'seniorManagement', about: text('计划修订待批准', 'A change awaits approval') },
    ],
    payload: z.object(submission),
  },
  withdrawPlan: {
    by: planners,
    title: text('撤回计划草案', 'Withdraw the draft'),
    nature: 'submission',
    payload: z.object({ reason: line() }),
  },
  approvePlan: {
    by: management.approveTraining,
    title: text('批准培训计划', 'Approve the plan'),
    nature: 'decision',
    capacity: 'approver',
    notices: toPlanners('培训计划已批准', 'The plan was approved'),
    payload: z.object({ grounds: words() }),
  },
  returnPlan: {
    by: management.approveTraining,
    title: text('退回培训计划', 'Return the plan'),
    nature: 'decision',
    notices: toPlanners('培训计划被退回', 'The plan was returned'),
    payload: z.object({ grounds: words() }),
  },
  reportPlanningOverdue: {
    by: clock.strike,
    title: text('计划编制逾期', 'The plan is overdue'),
    nature: 'record',
    notices: [
      ...toPlanners('培训计划逾期', 'The plan is overdue'),
      { to: 'seniorManagement', about: text('培训计划逾期', 'The plan is overdue') },
    ],
    payload: z.object({}),
  },
  reportApprovalOverdue: {
    by: clock.strike,
    title: text('计划审批逾期', 'The approval is overdue'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('计划审批逾期', 'The approval is overdue') },
      {
        to: 'consumerProtectionCommittee',
        about: text('计划审批逾期', 'The approval is overdue'),
      },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

const yearEvents = {
  recordRoster: {
    by: humanResources.runTraining,
    title: text('登记应训人数', 'Record how many people are to be trained'),
    nature: 'record',
    payload: z.object({
      middleManager: z.int().min(0).max(1_000_000),
      frontLine: z.int().min(0).max(1_000_000),
      newHire: z.int().min(0).max(1_000_000),
      rosterHash: hash(),
    }),
  },
  recordSession: {
    by: [...planners, informationOfficer.trainInformation],
    title: text('记录举办的培训', 'Record a session that was held'),
    nature: 'record',
    payload: z.object({
      topic,
      heldOn: day(),
      attendees: z.int().min(1).max(1_000_000),
      evidenceHash: hash(),
    }),
  },
  reportFirstSessionMissing: {
    by: clock.strike,
    title: text('逾期未举办首次培训', 'No first session in time'),
    nature: 'record',
    notices: [
      ...toPlanners('尚未举办首次培训', 'No first session was held'),
      { to: 'seniorManagement', about: text('尚未举办首次培训', 'No first session was held') },
    ],
    payload: z.object({}),
  },
  assessCoverage: {
    by: clock.strike,
    title: text('年末核定培训覆盖', 'The coverage is counted at the end of the year'),
    nature: 'record',
    reads: ['certifiedMiddle', 'certifiedFront', 'certifiedNew'],
    notices: shortfall,
    payload: z.object({}),
  },
  orderCatchUp: {
    by: management.approveTraining,
    title: text('责令补足覆盖', 'Order that what is missing be made up'),
    nature: 'order',
    notices: toPlanners('须限期补足培训覆盖', 'What is missing must be made up'),
    payload: z.object({ by: day(), grounds: words() }),
  },
  assessCatchUp: {
    by: clock.strike,
    title: text('限期届满重新核定覆盖', 'The coverage is counted again'),
    nature: 'record',
    reads: ['certifiedMiddle', 'certifiedFront', 'certifiedNew'],
    notices: shortfall,
    payload: z.object({}),
  },
  noteShortfall: {
    by: committee.noteTraining,
    title: text('委员会审议覆盖缺口', 'The committee deliberates on the shortfall'),
    nature: 'decision',
    capacity: 'decider',
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution: resolutionOf('Training') }),
  },
  reportShortfallOverdue: {
    by: clock.strike,
    title: text('覆盖缺口逾期未处置', 'The shortfall was not dealt with in time'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('培训覆盖缺口久未处置', 'A shortfall of training is open') },
      { to: 'supervisoryBody', about: text('培训覆盖缺口久未处置', 'A shortfall is open') },
    ],
    payload: z.object({}),
  },
  closePlan: {
    by: consumerProtection.planTraining,
    title: text('年度总结归档', 'Close the year with its report'),
    nature: 'record',
    payload: z.object({ reportHash: hash(), summary: words() }),
  },
  reportClosingOverdue: {
    by: clock.strike,
    title: text('年度总结逾期', 'The report of the year is overdue'),
    nature: 'record',
    notices: toPlanners('年度培训总结逾期', 'The report of the year is overdue'),
    payload: z.object({}),
  },
} as const satisfies EventTable

export const planEvents = { ...draftEvents, ...yearEvents, ...shared } as const satisfies EventTable

/** Who was certified of the year counts, whatever has become of the case since. */
const certified =
  (of: DemandedGroup) =>
  ({ context }: { readonly context: PlanContext }) =>
    context.year === null
      ? undefined
      : {
          kind: 'count' as const,
          mechanism: 'M09',
          chart: 'person',
          subject: cohort(context.year, of) as SubjectKey,
          paths: ['case'],
        }

/** Read by both charts. */
export const latestPlan = {
  title: text('最近的年度培训计划', 'The latest training plan'),
  kind: 'latest',
  key: () => ({ kind: 'latest', mechanism: 'M09', chart: 'plan', subject: INSTITUTION }) as const,
} as const

export const planFacts = {
  ...resolutionFacts,
  latestPlan,
  certifiedMiddle: {
    title: text('已合格的中层管理人员', 'Middle managers who are certified'),
    kind: 'count',
    key: certified('middleManager'),
  },
  certifiedFront: {
    title: text('已合格的基层人员', 'Front-line staff who are certified'),
    kind: 'count',
    key: certified('frontLine'),
  },
  certifiedNew: {
    title: text('已合格的新入职人员', 'New hires who are certified'),
    kind: 'count',
    key: certified('newHire'),
  },
} as const satisfies FactTable<PlanContext>

export type PlanEvent = Asked<typeof planEvents, typeof planFacts>
export type PlanEventOf<K extends PlanEvent['type']> = Extract<PlanEvent, { type: K }>
export const planTypes = chartTypes<PlanContext, PlanEvent>()
