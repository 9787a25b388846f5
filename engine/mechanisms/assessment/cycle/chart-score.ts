/** The case region from the end of the period on: score, appeal, pay, rectification. */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import { RESOLUTION_RULES } from '../../resolution.ts'
import {
  appealWithdrawn,
  appealed as appealedChange,
  claimed as claimedChange,
  drafted,
  finalised as finalisedChange,
  foundWeak,
  late,
  linked,
  rectificationLate,
  resolvedAppeal,
  ruled,
} from './changes.ts'
import { chart } from './rules.ts'

export const scoring = chart.createStateConfig({
  meta: { title: text('评分', 'Scoring'), phase: 'after' },
  initial: 'pending',
  states: {
    pending: {
      meta: { title: text('待评分', 'Scores are due') },
      on: {
        reportScoringOverdue: {
          target: 'overdue',
          actions: assign(({ context: c, event: e }) => late(c, 'scoring', e)),
        },
      },
    },
    overdue: { meta: { title: text('评分逾期', 'Overdue') } },
  },
  on: {
    publishDraft: {
      target: 'provisional',
      guard: { type: 'all', params: ['scoresAreWhole', 'scoresCiteEvidence'] },
      actions: assign(({ context: c, event: e }) => drafted(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const provisional = chart.createStateConfig({
  meta: { title: text('初稿公布', 'Draft published'), phase: 'after' },
  on: {
    appeal: [
      {
        target: 'appealed.beforeCommittee',
        guard: { type: 'all', params: ['answersForItself', 'ofManagement'] },
        actions: assign(({ event: e }) => appealedChange(e)),
      },
      {
        target: 'appealed.beforeManagement',
        guard: 'answersForItself',
        actions: assign(({ event: e }) => appealedChange(e)),
      },
    ],
    finaliseUnappealed: {
      target: 'finalised',
      actions: assign(({ context: c, event: e }) => finalisedChange(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

const ruling = ['scoresCiteEvidence', 'adjustmentsAreOfDraft'] as const

export const appealed = chart.createStateConfig({
  meta: { title: text('申诉中', 'Appealed'), phase: 'after' },
  initial: 'beforeManagement',
  states: {
    beforeManagement: {
      meta: { title: text('待高级管理层裁决', 'Before senior management') },
      on: {
        ruleOnAppeal: {
          target: '#cycle.case.finalised',
          guard: { type: 'all', params: ruling },
          actions: assign(({ context: c, event: e }) => ruled(c, e)),
        },
        passAppealToCommittee: {
          target: 'beforeCommittee',
          actions: assign(({ context: c, event: e }) => late(c, 'ruling', e)),
        },
      },
    },
    beforeCommittee: {
      meta: { title: text('待委员会裁决', 'Before the committee') },
      on: {
        ruleByResolution: {
          target: '#cycle.case.finalised',
          guard: {
            type: 'all',
            params: [...RESOLUTION_RULES, 'resolutionIsOfContent', 'resolutionIsTimely', ...ruling],
          },
          actions: assign(({ context: c, event: e }) => resolvedAppeal(c, e)),
        },
        reportAppealOverdue: {
          actions: assign(({ context: c, event: e }) => late(c, 'appealResolution', e)),
        },
      },
    },
  },
  on: {
    withdrawAppeal: {
      target: 'finalised',
      guard: 'answersForItself',
      actions: assign(({ context: c, event: e }) => appealWithdrawn(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const finalised = chart.createStateConfig({
  meta: { title: text('评分确定', 'Final'), phase: 'after' },
  on: {
    linkToPay: {
      target: 'linkedToPay',
      guard: 'linkIsWhole',
      actions: assign(({ event: e }) => linked(e)),
    },
    reportPayLinkOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'payLink', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const linkedToPay = chart.createStateConfig({
  meta: { title: text('已与薪酬挂钩', 'Linked to pay'), phase: 'after' },
  on: {
    findWeaknesses: {
      target: 'rectifying',
      actions: assign(({ event: e }) => foundWeak(e)),
    },
    findNoWeakness: { target: 'closed', guard: 'markReached' },
    reportConclusionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'conclusion', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const rectifying = chart.createStateConfig({
  meta: { title: text('整改中', 'Rectifying'), phase: 'after' },
  initial: 'pending',
  states: {
    pending: {
      meta: { title: text('整改期内', 'Within its period') },
      on: {
        reportRectificationOverdue: {
          target: 'overdue',
          actions: assign(({ context: c, event: e }) => rectificationLate(c, e)),
        },
      },
    },
    overdue: { meta: { title: text('整改逾期', 'Overdue') } },
  },
  on: {
    claimRectified: {
      target: 'claimed',
      guard: 'answersForItself',
      actions: assign(({ context: c, event: e }) => claimedChange(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** A claim that is not confirmed does not start the period anew: it counts from the first demand. */
export const claimed = chart.createStateConfig({
  meta: { title: text('整改待核实', 'Rectification claimed'), phase: 'after' },
  on: {
    confirmRectified: 'closed',
    rejectRectified: [
      { target: 'rectifying.overdue', guard: 'rectificationIsLate' },
      { target: 'rectifying.pending' },
    ],
    reportVerificationOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'verification', e)),
    },
  },
} satisfies StateOf<typeof chart>)
