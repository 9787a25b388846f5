/** The case region where an opinion is contested: dispute, ruling, referral, rejection. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { RESOLUTION_RULES } from '../resolution.ts'
import {
  conceded,
  disputed,
  found,
  late,
  referred,
  relieved,
  returned,
  riskAcceptedBy,
  upheldBy,
} from './changes.ts'
import { withdrawal } from './chart-review.ts'
import { gates } from './gates.ts'
import { chart } from './rules.ts'

/**
 * To accept the opinion leads back to where it was disputed, wherever the dispute has got to. What came from
 * none of the others came from a stopped sale, so the last way asks nothing more.
 */
const concession = [
  {
    target: '#M01.case.returned',
    guard: { type: 'all', params: ['disputeStands', 'cameFromReturned'] },
    actions: chart.assign(() => conceded),
  },
  {
    target: '#M01.case.conditional',
    guard: { type: 'all', params: ['disputeStands', 'cameFromConditional'] },
    actions: chart.assign(() => conceded),
  },
  {
    target: '#M01.case.rejected.settled',
    guard: { type: 'all', params: ['disputeStands', 'cameFromRejected'] },
    actions: chart.assign(() => conceded),
  },
  {
    target: '#M01.case.stopped.settled',
    guard: 'disputeStands',
    actions: chart.assign(() => conceded),
  },
] as const

/**
 * While a dispute is under way, law must be able to speak: a committee may accept no risk before legal
 * and compliance and the personal-information officer were heard, and none that the law forbids.
 */
const outstandingFinding = {
  guard: {
    type: 'all',
    params: ['findingIsDue', 'areaIsYours', 'prohibitionIsLegal', 'stillOutstanding'],
  },
} as const

export const disputedState = chart.createStateConfig({
  meta: { title: text('意见争议', 'Disputed'), phase: 'before' },
  on: {
    escalate: 'smRuling',
    escalateDispute: {
      target: 'smRuling',
      actions: assign(({ context: c, event: e }) => late(c, 'dispute', e)),
    },
    recordFinding: {
      ...outstandingFinding,
      actions: assign(({ context: c, event: e }) => found(c, e)),
    },
    concede: concession,
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/**
 * Two matters come here. A stalled review has no opinion yet, so there is nothing to uphold: it is only
 * resumed, with another reviewer. A disputed opinion is upheld or referred: senior management alone can
 * never overrule it, and a review is not resumed to have an opinion given anew.
 */
export const smRuling = chart.createStateConfig({
  meta: { title: text('高级管理层裁决', 'Ruling of senior management'), phase: 'before' },
  on: {
    smUpholdOpinion: {
      target: 'returned',
      guard: 'disputeStands',
      actions: assign(({ context: c }) => returned(c)),
    },
    resumeReview: {
      target: 'inReview',
      guard: { type: 'all', params: ['noDisputeStands', 'reviewerHoldsSeat'] },
      actions: assign(({ context: c, event: e }) => relieved(c, e.payload.handler)),
    },
    referToCommittee: {
      target: 'bcReferral',
      guard: 'disputeStands',
      actions: assign(({ context: c, event: e }) => referred(c, e)),
    },
    passToCommittee: {
      target: 'bcReferral',
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'ruling', e),
        referral: 'notRuled' as const,
      })),
    },
    recordFinding: {
      ...outstandingFinding,
      actions: assign(({ context: c, event: e }) => found(c, e)),
    },
    concede: concession,
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/** Decided by minuted resolution only; when it is overdue the board is told and the matter stays here. */
export const bcReferral = chart.createStateConfig({
  meta: { title: text('委员会裁决', 'Referred to the committee'), phase: 'before' },
  initial: 'pending',
  states: {
    pending: {
      meta: { title: text('待决议', 'Awaiting a resolution') },
      on: {
        reportReferralOverdue: {
          target: 'overdue',
          actions: assign(({ context: c, event: e }) => late(c, 'referral', e)),
        },
      },
    },
    overdue: { meta: { title: text('逾期未决议', 'No resolution in time') } },
  },
  on: {
    committeeUphold: {
      target: 'returned',
      guard: {
        type: 'all',
        params: [
          'disputeStands',
          ...RESOLUTION_RULES,
          'resolutionIsOfContent',
          'resolutionIsTimely',
        ],
      },
      actions: assign(({ context: c, event: e }) => upheldBy(c, e)),
    },
    committeeAcceptRisk: {
      target: 'cleared',
      guard: {
        type: 'all',
        params: [
          'disputeStands',
          'nothingForbidden',
          'lawWasHeard',
          'dossierHeld',
          ...gates,
          ...RESOLUTION_RULES,
          'resolutionIsOfContent',
          'resolutionIsTimely',
        ],
      },
      actions: assign(({ context: c, event: e }) => riskAcceptedBy(c, e)),
    },
    resumeReview: {
      target: 'inReview',
      guard: { type: 'all', params: ['noDisputeStands', 'reviewerHoldsSeat'] },
      actions: assign(({ context: c, event: e }) => relieved(c, e.payload.handler)),
    },
    recordFinding: {
      ...outstandingFinding,
      actions: assign(({ context: c, event: e }) => found(c, e)),
    },
    concede: concession,
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/** A rejection may be contested for a period; only then does it end the case. Its content stays barred. */
export const rejectedState = chart.createStateConfig({
  meta: { title: text('未通过', 'Rejected'), phase: 'before' },
  initial: 'contestable',
  states: {
    contestable: {
      meta: { title: text('异议期内', 'May be contested') },
      on: {
        contest: {
          target: '#M01.case.disputed',
          actions: assign(({ event: e }) => disputed(e, 'rejected')),
        },
        concede: 'settled',
        closeRejection: 'settled',
      },
    },
    settled: { meta: { title: text('已终结', 'Settled') }, type: 'final' },
  },
} satisfies StateOf<typeof chart>)
