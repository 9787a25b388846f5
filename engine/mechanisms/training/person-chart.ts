/**
 * The chart of a person's training: of a year, or after a finding.
 *
 * It follows the statechart of article 17 with these deviations, each explained where it stands:
 * - whether an examination is passed follows from its score and the pass mark of the plan, so it is one
 *   event and not two that somebody chooses between;
 * - `restricted` holds its own examination: somebody who sits it again is restricted until it is passed;
 * - a waiver is proposed and decided by two people, and is refused as well as approved;
 * - the periods before a restriction count from the first lateness or failure, so that attending without
 *   finishing, or failing again, gains no time;
 * - a certificate that expires makes the person overdue; and nobody can be enrolled for a year before it begins;
 * - training after a finding is a case of its own beside the year; it can be neither cancelled nor waived
 *   out of a restriction, which goes over to whatever is opened later;
 * - a person may leave or move to another unit in every state; `left` and `cancelled` are ends of their own;
 * - every waiting state has a clock.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { corrected } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import {
  correctedRecord,
  enrolled,
  failed,
  graded,
  lapsed,
  marked,
  nextYear,
  overdue,
  passed,
  required,
  restricted,
  restrictedLate,
  waived,
  waiverEnded,
} from './changes.ts'
import { personKit as chart } from './person-rules.ts'
import { beforeEnrolment } from './terms.ts'

type On = NonNullable<StateOf<typeof chart>['on']>
const enrolment = ['planIsApproved', 'noOpenYear', 'dueAhead', 'dueInYear'] as const

/** A restriction goes over: whoever may not sell is not free of it by a newer case. */
const opening = chart.createStateConfig({
  meta: { title: text('启动', 'Opening'), phase: 'before' },
  on: {
    enrol: [
      {
        target: 'restricted',
        guard: { type: 'all', params: [...enrolment, 'restrictedBefore'] },
        actions: assign(({ context: c, event: e }) => ({ ...enrolled(e), ...restricted(c, e) })),
      },
      {
        target: 'enrolled',
        guard: { type: 'all', params: enrolment },
        actions: assign(({ event: e }) => enrolled(e)),
      },
    ],
    requireTraining: [
      {
        target: 'restricted',
        guard: { type: 'all', params: ['dueAhead', 'restrictedBefore'] },
        actions: assign(({ context: c, event: e }) => ({ ...required(e), ...restricted(c, e) })),
      },
      {
        target: 'enrolled',
        guard: 'dueAhead',
        actions: assign(({ event: e }) => required(e)),
      },
    ],
  },
} satisfies StateOf<typeof chart>)

const attendance = {
  target: 'inSession',
  guard: 'trainedOnTopic',
  actions: assign(({ event: e }) => ({ trainer: e.payload.trainer })),
} as const satisfies On['attendSession']
const waiver = {
  proposeWaiver: {
    guard: 'noWaiverProposed',
    actions: assign(({ event: e }) => ({
      waiver: { ground: e.payload.ground, by: e.by.person ?? null, grantedOn: null },
    })),
  },
  approveWaiver: {
    target: 'waived',
    guard: 'waiverProposed',
    actions: assign(({ context: c, event: e }) => waived(c, e)),
  },
  declineWaiver: { guard: 'waiverProposed', actions: assign(() => ({ waiver: null })) },
} as const satisfies On

const enrolledState = chart.createStateConfig({
  meta: { title: text('已报名', 'Enrolled'), phase: 'before' },
  on: {
    ...waiver,
    attendSession: attendance,
    reportTrainingOverdue: {
      target: 'overdue',
      actions: assign(({ context: c, event: e }) => overdue(c, 'due', e)),
    },
    cancelEnrolment: { target: 'cancelled', guard: 'notAfterFinding' },
  },
} satisfies StateOf<typeof chart>)
const waivedState = chart.createStateConfig({
  meta: { title: text('暂缓', 'Waived'), phase: 'after' },
  on: {
    endWaiver: {
      target: 'enrolled',
      actions: assign(({ context: c, event: e }) => waiverEnded(c, e)),
    },
    attendSession: {
      ...attendance,
      actions: assign(({ event: e }) => ({ trainer: e.payload.trainer, waiver: null })),
    },
  },
} satisfies StateOf<typeof chart>)
const overdueState = chart.createStateConfig({
  meta: { title: text('逾期', 'Overdue'), phase: 'after' },
  on: {
    ...waiver,
    attendSession: attendance,
    restrictOverdue: {
      target: 'restricted',
      actions: assign(({ context: c, event: e }) => restrictedLate(c, 'restriction', e)),
    },
  },
} satisfies StateOf<typeof chart>)
const inSession = chart.createStateConfig({
  meta: { title: text('培训中', 'In session'), phase: 'during' },
  on: {
    finishSession: {
      target: 'exam',
      actions: assign(({ event: e }) => ({ finishedOn: e.on ?? e.at.slice(0, 10) })),
    },
    reportSessionStalled: {
      target: 'overdue',
      actions: assign(({ context: c, event: e }) => overdue(c, 'session', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const exam = chart.createStateConfig({
  meta: { title: text('考试', 'Examination'), phase: 'during' },
  on: {
    gradeExam: [
      {
        target: 'certified',
        guard: 'examPassed',
        actions: assign(({ context: c, event: e }) => passed(c, e)),
      },
      { target: 'failed', actions: assign(({ context: c, event: e }) => failed(c, e)) },
    ],
    reportGradingOverdue: {
      actions: assign(({ context: c, event: e }) => marked(c, 'grading', e)),
    },
  },
} satisfies StateOf<typeof chart>)
const restriction = {
  restrictFailed: {
    target: 'restricted',
    actions: assign(({ context: c, event: e }) => restrictedLate(c, 'remedial', e)),
  },
} as const satisfies On
const failedState = chart.createStateConfig({
  meta: { title: text('不合格', 'Failed'), phase: 'during' },
  on: { ...restriction, assignRemedial: 'remedial' },
} satisfies StateOf<typeof chart>)
const remedial = chart.createStateConfig({
  meta: { title: text('补训', 'Remedial course'), phase: 'during' },
  on: { ...restriction, retakeExam: 'exam' },
} satisfies StateOf<typeof chart>)

/** No sales and no complaint work, until the examination is passed; others read this very state. */
const restrictedState = chart.createStateConfig({
  meta: { title: text('限制上岗', 'Restricted'), phase: 'after' },
  initial: 'barred',
  states: {
    barred: {
      meta: { title: text('待补考', 'Awaits the examination') },
      on: {
        retakeExam: 'examined',
        escalateRestriction: {
          actions: assign(({ context: c, event: e }) => marked(c, 'restricted', e)),
        },
      },
    },
    examined: {
      meta: { title: text('补考待评分', 'Examined again') },
      on: {
        gradeExam: [
          {
            target: '#M09.case.certified',
            guard: { type: 'all', params: ['examPassed', 'noOlderRestriction'] },
            actions: assign(({ context: c, event: e }) => passed(c, e)),
          },
          {
            target: 'barred',
            guard: 'examFailed',
            actions: assign(({ context: c, event: e }) => graded(c, e)),
          },
        ],
        reportGradingOverdue: {
          actions: assign(({ context: c, event: e }) => marked(c, 'grading', e)),
        },
      },
    },
  },
  on: { inheritRestriction: {} },
} satisfies StateOf<typeof chart>)

const expiry = {
  reportExpiring: 'expiring',
} as const satisfies On
const certified = chart.createStateConfig({
  meta: { title: text('合格', 'Certified'), phase: 'during' },
  on: {
    ...expiry,
    promptEffect: {},
    measureEffect: {
      target: 'evaluated',
      actions: assign(({ event: e }) => ({ effect: e.payload })),
    },
  },
} satisfies StateOf<typeof chart>)
const evaluated = chart.createStateConfig({
  meta: { title: text('已评估', 'Evaluated'), phase: 'after' },
  on: {
    ...expiry,
    closeYear: { target: 'archived', guard: 'yearOver' },
    archiveUnclosed: 'archived',
  },
} satisfies StateOf<typeof chart>)
const expiring = chart.createStateConfig({
  meta: { title: text('即将到期', 'Expiring'), phase: 'during' },
  on: {
    enrolNextYear: {
      target: 'enrolled',
      guard: { type: 'all', params: ['yearOver', 'yearIsThis', 'dueAhead', 'dueInYear'] },
      actions: assign(({ event: e }) => nextYear(e)),
    },
    closeYear: { target: 'archived', guard: 'yearOver' },
    lapseCertificate: {
      target: 'overdue',
      actions: assign(({ context: c, event: e }) => lapsed(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)
const archived = chart.createStateConfig({
  type: 'final',
  meta: { title: text('已归档', 'Archived'), phase: 'after' },
} satisfies StateOf<typeof chart>)
const left = chart.createStateConfig({
  type: 'final',
  meta: { title: text('已离职', 'Left'), phase: 'after' },
} satisfies StateOf<typeof chart>)
const cancelled = chart.createStateConfig({
  type: 'final',
  meta: { title: text('已取消', 'Cancelled'), phase: 'before' },
} satisfies StateOf<typeof chart>)

/** Of the year, or after a finding: by this others see whether a year is open. */
const purpose = chart.createStateConfig({
  meta: { title: text('事由', 'Purpose'), phase: 'before' },
  initial: 'yearly',
  states: {
    yearly: {
      meta: { title: text('年度培训', 'Of the year') },
      on: { requireTraining: 'required' },
    },
    required: { meta: { title: text('专项培训', 'After a finding') } },
  },
} satisfies StateOf<typeof chart>)

export const personChart = chart.createMachine({
  id: 'M09',
  type: 'parallel',
  context: beforeEnrolment,
  states: {
    case: {
      meta: { title: text('人员培训', 'Training of a person'), phase: 'before' },
      initial: 'personOpening',
      on: {
        ...everydayOn,
        recordTransfer: { actions: assign(({ event: e }) => ({ unit: e.payload.unit })) },
        recordLeaving: { target: '#M09.case.left', guard: 'leftInOrder' },
        inheritRestriction: {
          target: '#M09.case.restricted',
          actions: assign(({ context: c, event: e }) => restricted(c, e)),
        },
        correctRecord: {
          guard: 'recordIsAsStated',
          actions: assign(({ context: c, event: e }) => ({
            ...correctedRecord(e.payload.record),
            work: corrected(c.work),
          })),
        },
      },
      states: {
        personOpening: opening,
        enrolled: enrolledState,
        waived: waivedState,
        overdue: overdueState,
        inSession,
        exam,
        failed: failedState,
        remedial,
        restricted: restrictedState,
        certified,
        evaluated,
        expiring,
        archived,
        left,
        cancelled,
      },
    },
    purpose,
  },
} satisfies MachineOf<typeof chart>)
