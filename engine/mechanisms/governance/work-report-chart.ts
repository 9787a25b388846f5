/**
 * The chart of the work report (2022 No. 9 arts 8, 10; 2019 No. 38): the department compiles it, senior
 * management presents it, the committee endorses it, the board resolves on it, the public is told.
 *
 * - One report of each half-year and of each year. As one is begun the next is put down, so that no period
 *   waits for somebody to remember it.
 * - What is resolved is the very content that stands here; a later change begins on the lowest level again.
 * - A report that the board has not considered in time is missed: it calls for accountability, and is
 *   considered all the same.
 * - That of a half-year is kept; that of a year leads to the report to the public, which has a process of
 *   its own under disclosure, and ends when that was published.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { everydayOn } from '../everyday.ts'
import { dayOf } from '../seen.ts'
import { DECISION_RULES, endorsedBy, resolves } from './deciding.ts'
import { late } from './kit.ts'
import { workReportTypes } from './work-report-events.ts'
import type { WorkReportEvent, WorkReportEventOf } from './work-report-events.ts'
import { workReportRules } from './work-report-rules.ts'
import { noWorkReport } from './work-report-terms.ts'
import type { WorkReportContext } from './work-report-terms.ts'

type C = WorkReportContext
type Change = Partial<C>
const chart = setup({
  types: workReportTypes,
  guards: guardsOf<C, WorkReportEvent, typeof workReportRules>(workReportRules),
})

const brought = (c: C, e: WorkReportEventOf<'compileReport' | 'amendReport'>): Change => ({
  contentHash: e.payload.contentHash,
  versions: c.versions + 1,
  submittedOn: dayOf(e),
  endorsedBy: [],
  endorsement: null,
})

const scheduled = chart.createStateConfig({
  meta: { title: text('待期间终了', 'Awaits the end of the period'), phase: 'after' },
  on: {
    beginPeriod: 'compiling',
    startCompiling: 'compiling',
    voidWorkReport: { target: 'reportVoided', guard: 'periodAhead' },
  },
} satisfies StateOf<typeof chart>)

const compiling = chart.createStateConfig({
  meta: { title: text('编制', 'Being compiled'), phase: 'after' },
  on: {
    compileReport: {
      target: 'beforeManagement',
      actions: assign(({ context: c, event: e }) => brought(c, e)),
    },
    remindCompiling: {
      actions: assign(({ context: c, event: e }) => late(c, 'reportCompiling', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const beforeManagement = chart.createStateConfig({
  meta: { title: text('高级管理层审核', 'Before senior management'), phase: 'after' },
  on: {
    presentReport: {
      target: 'reportBeforeCommittee',
      actions: assign(({ context: c, event: e }) => ({ endorsedBy: endorsedBy(c, e.by.person) })),
    },
    returnReport: 'compiling',
    escalateReportManagement: {
      actions: assign(({ context: c, event: e }) => late(c, 'reportManagement', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const reportBeforeCommittee = chart.createStateConfig({
  meta: { title: text('委员会审议', 'Before the committee'), phase: 'after' },
  on: {
    endorseWorkReport: {
      target: 'reportBeforeBoard',
      guard: { type: 'all', params: [...DECISION_RULES] },
      actions: assign(({ context: c, event: e }) => ({
        endorsedBy: endorsedBy(c, e.by.person),
        endorsement: resolves.kept(e),
      })),
    },
    returnWorkReport: 'compiling',
    escalateReportCommittee: {
      actions: assign(({ context: c, event: e }) => late(c, 'reportCommittee', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const reportBeforeBoard = chart.createStateConfig({
  meta: { title: text('董事会审议', 'Before the board'), phase: 'after' },
  on: {
    resolveWorkReport: [
      {
        target: 'toDisclose',
        guard: { type: 'all', params: [...DECISION_RULES, 'isAnnual'] },
        actions: assign(({ event: e }) => ({ resolution: resolves.kept(e) })),
      },
      {
        target: 'reportKept',
        guard: { type: 'all', params: [...DECISION_RULES] },
        actions: assign(({ event: e }) => ({ resolution: resolves.kept(e) })),
      },
    ],
    sendBackWorkReport: 'compiling',
    escalateReportBoard: {
      actions: assign(({ context: c, event: e }) => late(c, 'reportBoard', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const toDisclose = chart.createStateConfig({
  meta: { title: text('已决议待披露', 'Resolved, to be disclosed'), phase: 'after' },
  on: {
    recordDisclosure: {
      target: 'reportDisclosed',
      guard: 'disclosedToPublic',
      actions: assign(({ event: e }) => ({ disclosure: e.payload.report })),
    },
    amendReport: {
      target: 'beforeManagement',
      guard: 'reportDiffers',
      actions: assign(({ context: c, event: e }) => brought(c, e)),
    },
    reportDisclosureOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'reportDisclosure', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const workReportChart = chart.createMachine({
  id: 'G04b',
  type: 'parallel',
  context: noWorkReport,
  states: {
    case: {
      meta: { title: text('工作报告', 'Work report'), phase: 'after' },
      initial: 'reportNotPutDown',
      on: {
        ...everydayOn,
        reportPresentationOverdue: {
          actions: assign(({ context: c, event: e }) => ({
            ...late(c, 'reportPresentation', e),
            late: { ...c.late, presentation: true },
          })),
        },
        reportConsiderationMissed: {
          actions: assign(({ context: c, event: e }) => ({
            ...late(c, 'reportConsideration', e),
            late: { ...c.late, consideration: true },
          })),
        },
      },
      states: {
        reportNotPutDown: {
          meta: { title: text('未列入', 'Not put down'), phase: 'after' },
          on: {
            openWorkReport: {
              target: 'scheduled',
              guard: 'periodNotPutDown',
              actions: assign(({ event: e }) => ({
                kind: e.payload.kind,
                year: e.payload.year,
                openedOn: dayOf(e),
              })),
            },
          },
        },
        scheduled,
        compiling,
        beforeManagement,
        reportBeforeCommittee,
        reportBeforeBoard,
        toDisclose,
        reportKept: end('已留存', 'Kept'),
        reportDisclosed: end('已披露', 'Disclosed'),
        reportVoided: end('已撤销', 'Struck'),
      },
    },
  },
} satisfies MachineOf<typeof chart>)
