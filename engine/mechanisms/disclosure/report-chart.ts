/**
 * The chart of the annual report to the public (art. 10; 2020 No. 3 art. 26).
 *
 * Beyond the law's own sketch:
 * - each report puts the next year down as it begins, so that no year waits for somebody to remember it;
 * - lateness is a region: a report that is late is collected, deliberated and resolved as any other, and a
 *   submission after its day tells board and supervisors;
 * - what the board resolved is published by its hash, and only then disclosed; the same after a correction;
 * - whoever submits a report endorses it nowhere, and nobody decides on two levels;
 * - each deliberation has a period; an error is taken from the resolution on, and after the end as well.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { everydayOn, everydayRules } from '../everyday.ts'
import { RESOLUTION_RULES } from '../resolution.ts'
import {
  correctionPrepared,
  endorsed,
  erred,
  late,
  locked,
  publicationLate,
  publishedNow,
  reissued,
  resolvedBy,
  signed,
  submissionLate,
  submitted,
  unlocked,
} from './report-changes.ts'
import { reportTypes } from './report-events.ts'
import type { ReportEvent } from './report-events.ts'
import { deliberationRules, figureRules, reportSeparation } from './report-rules.ts'
import { noReport } from './report-terms.ts'
import type { ReportContext } from './report-terms.ts'
import { resolves } from './resolves.ts'

export const reportRules = {
  ...reportSeparation,
  ...figureRules,
  ...deliberationRules,
  ...everydayRules,
} as const
const chart = setup({
  types: reportTypes,
  guards: guardsOf<ReportContext, ReportEvent, typeof reportRules>(reportRules),
})

const dormant = chart.createStateConfig({
  meta: { title: text('待启动', 'Dormant'), phase: 'after' },
  on: {
    openYear: 'collecting',
    beginYear: 'collecting',
    voidYear: { target: 'voided', guard: 'yearAhead' },
  },
} satisfies StateOf<typeof chart>)

const collecting = chart.createStateConfig({
  meta: { title: text('收集数据', 'Collecting'), phase: 'after' },
  on: {
    signFigures: {
      guard: 'figuresAreYours',
      actions: assign(({ context: c, event: e }) => signed(c, e)),
    },
    lockData: {
      target: 'drafting',
      guard: { type: 'all', params: ['everyFigureSigned', 'complaintsReconciled'] },
      actions: assign(({ event: e }) => locked(e)),
    },
  },
} satisfies StateOf<typeof chart>)

const drafting = chart.createStateConfig({
  meta: { title: text('编制', 'Drafting'), phase: 'after' },
  on: {
    submitReport: {
      target: 'smReview',
      guard: 'submittedInTime',
      actions: assign(({ event: e }) => submitted(e)),
    },
    recoverySubmit: {
      target: 'smReview',
      guard: 'submissionIsLate',
      actions: assign(({ event: e }) => submitted(e)),
    },
    unlockData: { target: 'collecting', actions: assign(() => unlocked) },
  },
} satisfies StateOf<typeof chart>)

const smReview = chart.createStateConfig({
  meta: { title: text('高级管理层审议', 'Before senior management'), phase: 'after' },
  on: {
    managementEndorse: {
      target: 'bcReview',
      actions: assign(({ context: c, event: e }) => endorsed(c, e.by.person)),
    },
    managementReturn: 'drafting',
    escalateManagement: {
      actions: assign(({ context: c, event: e }) => late(c, 'smReview', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const bcReview = chart.createStateConfig({
  meta: { title: text('委员会审议', 'Before the committee'), phase: 'after' },
  on: {
    committeeEndorse: {
      target: 'boardApproval',
      guard: { type: 'all', params: [...RESOLUTION_RULES, 'resolutionOnThis', 'resolutionDated'] },
      actions: assign(({ context: c, event: e }) => endorsed(c, e.by.person, resolves.kept(e))),
    },
    committeeReturn: 'drafting',
    escalateCommittee: { actions: assign(({ context: c, event: e }) => late(c, 'bcReview', e)) },
  },
} satisfies StateOf<typeof chart>)

const boardApproval = chart.createStateConfig({
  meta: { title: text('董事会审议', 'Before the board'), phase: 'after' },
  on: {
    resolveReport: {
      target: 'resolved',
      guard: {
        type: 'all',
        params: [
          'complaintSectionContained',
          ...RESOLUTION_RULES,
          'resolutionOnThis',
          'resolutionDated',
        ],
      },
      actions: assign(({ event: e }) => resolvedBy(resolves.kept(e))),
    },
    boardReturn: 'drafting',
    escalateBoard: {
      actions: assign(({ context: c, event: e }) => late(c, 'boardApproval', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const error = {
  target: '#M02b.case.correcting.preparing',
  actions: chart.assign(({ context: c, event: e }) => erred(c, e as never)),
} as const

const resolvedState = chart.createStateConfig({
  meta: { title: text('已决议待公开', 'Resolved, to be published'), phase: 'after' },
  on: {
    publishReport: {
      target: 'disclosed',
      guard: 'publishedAsResolved',
      actions: assign(({ event: e }) => publishedNow(e)),
    },
    reportError: error,
    remindPublication: {
      actions: assign(({ context: c, event: e }) => late(c, 'toPublish', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const disclosed = chart.createStateConfig({
  meta: { title: text('已披露', 'Disclosed'), phase: 'after' },
  on: { reportError: error, archiveReport: 'archived' },
} satisfies StateOf<typeof chart>)

/** A correction is resolved on by the board as the report was, and published again. */
const correcting = chart.createStateConfig({
  meta: { title: text('更正中', 'Being corrected'), phase: 'after' },
  initial: 'preparing',
  states: {
    preparing: {
      meta: { title: text('编制更正稿', 'Correction prepared') },
      on: {
        prepareCorrection: {
          target: 'toReissue',
          guard: 'correctionDiffers',
          actions: assign(({ event: e }) => correctionPrepared(e)),
        },
      },
    },
    toReissue: {
      meta: { title: text('更正稿待决议', 'Awaits the resolution of the board') },
      on: {
        reissue: {
          target: '#M02b.case.resolved',
          guard: {
            type: 'all',
            params: [
              'complaintSectionContained',
              ...RESOLUTION_RULES,
              'resolutionOnThis',
              'resolutionDated',
            ],
          },
          actions: assign(({ context: c, event: e }) => reissued(c, resolves.kept(e))),
        },
        returnCorrection: 'preparing',
      },
    },
  },
  on: {
    reportError: error,
    // The figures themselves were wrong: signed anew, they are what the correction is held against.
    signFigures: {
      guard: 'figuresAreYours',
      actions: assign(({ context: c, event: e }) => signed(c, e)),
    },
    reportCorrectionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'reportCorrection', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** Whether the report is in time; the case goes on wherever it stands. */
const term = chart.createStateConfig({
  meta: { title: text('报告期限', 'Terms of the report'), phase: 'after' },
  initial: 'running',
  states: {
    running: {
      meta: { title: text('期限内', 'In time') },
      on: {
        reportSubmissionOverdue: 'submissionOverdue',
        reportPublicationOverdue: 'publicationOverdue',
        publishReport: 'met',
      },
    },
    submissionOverdue: {
      meta: { title: text('逾期未提交', 'Not submitted in time') },
      on: { reportPublicationOverdue: 'publicationOverdue', publishReport: 'met' },
    },
    publicationOverdue: {
      meta: { title: text('逾期未披露', 'Not disclosed in time') },
      on: { publishReport: 'met' },
    },
    met: { meta: { title: text('已披露', 'Disclosed') } },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const reportChart = chart.createMachine({
  id: 'M02b',
  type: 'parallel',
  context: noReport,
  states: {
    case: {
      meta: { title: text('年度报告', 'Annual report'), phase: 'after' },
      initial: 'unscheduled',
      on: {
        ...everydayOn,
        reportSubmissionOverdue: {
          actions: assign(({ context: c, event: e }) => submissionLate(c, e)),
        },
        reportPublicationOverdue: {
          actions: assign(({ context: c, event: e }) => publicationLate(c, e)),
        },
      },
      states: {
        unscheduled: {
          meta: { title: text('未列入', 'Not put down'), phase: 'after' },
          on: {
            scheduleYear: {
              target: 'dormant',
              guard: 'yearNotPutDown',
              actions: assign(({ event: e }) => ({ year: e.payload.year })),
            },
          },
        },
        dormant,
        collecting,
        drafting,
        smReview,
        bcReview,
        boardApproval,
        resolved: resolvedState,
        disclosed,
        correcting,
        archived: {
          ...end('已归档', 'Archived'),
          on: { reportError: { actions: assign(({ context: c, event: e }) => erred(c, e)) } },
        },
        voided: end('已撤销', 'Struck'),
      },
    },
    term,
  },
} satisfies MachineOf<typeof chart>)
