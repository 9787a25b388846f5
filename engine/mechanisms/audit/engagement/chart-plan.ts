/** The case region up to the report: plan, schedule, fieldwork, findings, answer. */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import { RESOLUTION_RULES } from '../../resolution.ts'
import {
  answered,
  auditorAppointed,
  findingDropped,
  findingRecorded,
  late,
  planApproved as approved,
  planEndorsed,
  planSubmitted,
  reported,
  scheduled as scheduledOn,
} from './changes.ts'
import { chart } from './rules.ts'

export const planDraft = chart.createStateConfig({
  meta: { title: text('计划拟订', 'Plan in draft'), phase: 'before' },
  on: {
    submitPlan: {
      target: 'planReview',
      actions: assign(({ event: e }) => planSubmitted(e)),
    },
    withdrawLine: 'lineWithdrawn',
  },
} satisfies StateOf<typeof chart>)

export const planReview = chart.createStateConfig({
  meta: { title: text('计划审议', 'Plan before the board'), phase: 'before' },
  on: {
    endorsePlan: {
      guard: 'planNotYetEndorsed',
      actions: assign(({ context: c, event: e }) => planEndorsed(c, e)),
    },
    returnPlan: 'planDraft',
    approvePlan: {
      target: 'planApproved',
      guard: {
        type: 'all',
        params: ['planIsEndorsed', ...RESOLUTION_RULES, 'resolutionIsOfPlan', 'resolutionIsTimely'],
      },
      actions: assign(({ context: c, event: e }) => approved(c, e)),
    },
    withdrawLine: 'lineWithdrawn',
    reportPlanReviewOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'planReview', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** What was not executed in its year is rescheduled by the board alone. */
const inTime = ['yearNotMissed', 'datesAreSound', 'withinYear'] as const
const byBoard = [
  'yearWasMissed',
  ...RESOLUTION_RULES,
  'resolutionIsOfPlan',
  'resolutionIsTimely',
  'datesAreSound',
] as const
const dropped = [...RESOLUTION_RULES, 'resolutionIsOfPlan', 'resolutionIsTimely'] as const

export const planApproved = chart.createStateConfig({
  meta: { title: text('计划已批准', 'Plan approved'), phase: 'before' },
  on: {
    scheduleEngagement: {
      target: 'scheduled',
      guard: { type: 'all', params: inTime },
      actions: assign(({ event: e }) => scheduledOn(e)),
    },
    rescheduleByBoard: {
      target: 'scheduled',
      guard: { type: 'all', params: byBoard },
      actions: assign(({ event: e }) => scheduledOn(e)),
    },
    dropLine: { target: 'lineDropped', guard: { type: 'all', params: dropped } },
    reportSchedulingOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'scheduling', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const appointable = [
  'auditorHoldsSeat',
  'auditorIsNew',
  'auditorIsIndependent',
  'coolingOffIsOver',
] as const

export const scheduled = chart.createStateConfig({
  meta: { title: text('已排期', 'Scheduled'), phase: 'before' },
  on: {
    scheduleEngagement: {
      guard: { type: 'all', params: inTime },
      actions: assign(({ event: e }) => scheduledOn(e)),
    },
    rescheduleByBoard: {
      guard: { type: 'all', params: byBoard },
      actions: assign(({ event: e }) => scheduledOn(e)),
    },
    appointAuditor: {
      guard: { type: 'all', params: appointable },
      actions: assign(({ context: c, event: e }) => auditorAppointed(c, e)),
    },
    openFieldwork: 'fieldwork',
    dropLine: { target: 'lineDropped', guard: { type: 'all', params: dropped } },
    reportStartOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'start', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** It takes two: whoever recorded a finding does not drop it. */
const droppable = [
  'someFindingStands',
  'someFindingOfAnother',
  'findingStands',
  'findingOfAnother',
] as const

export const fieldwork = chart.createStateConfig({
  meta: { title: text('现场审计', 'Fieldwork'), phase: 'after' },
  on: {
    appointAuditor: {
      guard: { type: 'all', params: appointable },
      actions: assign(({ context: c, event: e }) => auditorAppointed(c, e)),
    },
    recordFinding: { actions: assign(({ context: c, event: e }) => findingRecorded(c, e)) },
    dropFinding: {
      guard: { type: 'all', params: droppable },
      actions: assign(({ context: c, event: e }) => findingDropped(c, e)),
    },
    endFieldwork: 'draftFindings',
    reportFieldworkOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'fieldwork', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const draftFindings = chart.createStateConfig({
  meta: { title: text('整理发现', 'Findings in draft'), phase: 'after' },
  on: {
    appointAuditor: {
      guard: { type: 'all', params: appointable },
      actions: assign(({ context: c, event: e }) => auditorAppointed(c, e)),
    },
    recordFinding: { actions: assign(({ context: c, event: e }) => findingRecorded(c, e)) },
    dropFinding: {
      guard: { type: 'all', params: droppable },
      actions: assign(({ context: c, event: e }) => findingDropped(c, e)),
    },
    sendFindings: {
      target: 'auditeeResponse',
      actions: assign(({ event: e }) => ({ draftHash: e.payload.contentHash })),
    },
    reportDraftOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'draft', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const auditeeResponse = chart.createStateConfig({
  meta: { title: text('被审计单位答复', 'Answer of the auditee'), phase: 'after' },
  on: {
    respond: {
      target: 'reporting',
      guard: 'actionsAreOfFindings',
      actions: assign(({ context: c, event: e }) => answered(c, e)),
    },
    noteNoResponse: {
      target: 'reporting',
      actions: assign(({ context: c, event: e }) => late(c, 'response', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const reporting = chart.createStateConfig({
  meta: { title: text('出具报告', 'Reporting'), phase: 'after' },
  on: {
    appointAuditor: {
      guard: { type: 'all', params: appointable },
      actions: assign(({ context: c, event: e }) => auditorAppointed(c, e)),
    },
    // What the auditee answers may show that a finding is none; two auditors say so.
    dropFinding: {
      guard: { type: 'all', params: droppable },
      actions: assign(({ context: c, event: e }) => findingDropped(c, e)),
    },
    issueReport: {
      target: 'boardReview',
      guard: 'independenceStands',
      actions: assign(({ event: e }) => reported(e)),
    },
    reportIssueOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'report', e)),
    },
  },
} satisfies StateOf<typeof chart>)
