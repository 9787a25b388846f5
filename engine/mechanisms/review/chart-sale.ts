/** The case region once there may be a sale: clearance, sale, change, breach and the end. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  changeSubmitted,
  complainedOf,
  concerned,
  breachFound,
  disputed,
  foundDefective,
  foundNotMaterial,
  held,
  heldForConcern,
  late,
  newRound,
  postReviewed,
  proposed,
  sold,
  stoppedFor,
  submitted,
  suspended,
} from './changes.ts'
import { withdrawal } from './chart-review.ts'
import { gates } from './gates.ts'
import { chart } from './rules.ts'

const submission = ['dossierComplete', 'targetMarketStated', 'contentNotRejected'] as const
/** The sale opens by these rules alone: cleared, the very content, and every gate still met. */
const resumption = {
  type: 'all',
  params: ['saleInterrupted', ...gates, 'contentIsCleared'],
} as const

export const clearedState = chart.createStateConfig({
  meta: { title: text('已通过', 'Cleared'), phase: 'before' },
  on: {
    launch: {
      target: 'live',
      guard: { type: 'all', params: ['nothingOnSale', ...gates, 'contentIsCleared'] },
      actions: assign(({ context: c, event: e }) => sold(c, e)),
    },
    resumeSale: {
      target: 'live',
      guard: resumption,
      actions: assign(({ context: c, event: e }) => sold(c, e)),
    },
    lapseClearance: { target: 'triage', actions: assign(() => ({ ...newRound, clearance: null })) },
    // What was cleared is what consumers already complained of with cause: it goes back for rework.
    reportComplaintCause: {
      target: 'returned',
      guard: 'clearedContentWasSold',
      actions: assign(({ context: c, event: e }) => ({
        ...complainedOf(c, e),
        opinion: 'returned' as const,
      })),
    },
    reportConcern: [
      {
        target: 'returned',
        guard: { type: 'all', params: ['clearedContentWasSold', 'concernsContent'] },
        actions: assign(({ context: c, event: e }) => ({
          ...concerned(c, e),
          opinion: 'returned' as const,
        })),
      },
      { actions: assign(({ context: c, event: e }) => concerned(c, e)) },
    ],
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/**
 * On the market. The sale is open here, or interrupted and waiting to be resumed. Post-review runs in its
 * own region while the sale goes on, so everything that can happen to a product on sale can happen then.
 */
export const live = chart.createStateConfig({
  meta: { title: text('在市', 'Live'), phase: 'during' },
  on: {
    resumeSale: {
      guard: resumption,
      actions: assign(({ context: c, event: e }) => sold(c, e)),
    },
    reportMaterialChange: {
      target: 'changeHold',
      actions: assign(({ context: c, event: e }) =>
        held(c, e, { cause: 'change', contentHash: e.payload.contentHash ?? null }),
      ),
    },
    // A complaint whose upheld cause lies in the product opens a review of it; its clearance is gone.
    reportComplaintCause: {
      target: 'changeHold',
      actions: assign(({ context: c, event: e }) => ({
        ...held(c, e, { cause: 'complaint', contentHash: c.sale.contentHash }),
        ...complainedOf(c, e),
        clearance: null,
      })),
    },
    // A gate that is no longer met, or a finding against what is sold, holds the sale at once.
    reportConcern: {
      target: 'changeHold',
      actions: assign(({ context: c, event: e }) => heldForConcern(c, e)),
    },
    beginPostReview: {
      actions: assign(({ context: c }) => ({
        postReview: { ...c.postReview, cause: 'period' as const },
      })),
    },
    reportComplaintSpike: {
      guard: 'saleOpen',
      actions: assign(({ context: c }) => ({
        postReview: { ...c.postReview, cause: c.postReview.cause ?? ('complaintSpike' as const) },
      })),
    },
    flagPostReviewOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'postReview', e)),
    },
    findEffective: { actions: assign(({ event: e }) => postReviewed(e)) },
    findDefect: {
      target: 'changeHold',
      actions: assign(({ context: c, event: e }) => foundDefective(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

/**
 * The sale is held until it is clear what the change is. That a change is not material is decided by two
 * people, the second of the department or of legal and compliance; the dossier's chart lets one decide.
 * A defect or an upheld complaint is no question of materiality: it leads to a new review.
 */
export const changeHold = chart.createStateConfig({
  meta: { title: text('变更暂停', 'Held for a change'), phase: 'during' },
  on: {
    openReReview: {
      target: 'triage',
      guard: { type: 'all', params: submission },
      actions: assign(({ context: c, event: e }) => changeSubmitted(c, e)),
    },
    proposeNotMaterial: {
      guard: {
        type: 'all',
        params: ['changeHeld', 'clearanceStands', 'changeIsTheOneReported', 'changeNotObjected'],
      },
      actions: assign(({ event: e }) => proposed(e, 'notMaterial', e.payload.contentHash)),
    },
    confirmNotMaterial: {
      target: 'live',
      guard: {
        type: 'all',
        params: ['notMaterialProposed', 'changeHeld', 'clearanceStands', 'proposalNotObjected'],
      },
      actions: assign(({ context: c }) => foundNotMaterial(c, c.proposal?.contentHash ?? null)),
    },
    // What was held for a gate alone needs no new review: the gate is met again, for the same content.
    resumeSale: {
      target: 'live',
      guard: { type: 'all', params: ['heldForGate', ...resumption.params] },
      actions: assign(({ context: c, event: e }) => sold(c, e)),
    },
    lapseHold: {
      target: '#M01.case.stopped.settled',
      actions: assign(({ context: c, event: e }) => stoppedFor(c, 'hold', e)),
    },
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/**
 * Sold or changed without review, found by whatever means and in whatever state: the sale is stopped as
 * the breach is entered, not only when somebody orders it. A further finding counts, and tells the board.
 */
export const breach = chart.createStateConfig({
  meta: { title: text('违规销售', 'Breach'), phase: 'during' },
  initial: 'pending',
  states: {
    pending: {
      meta: { title: text('待处置', 'To be dealt with') },
      on: {
        reportBreachOverdue: {
          target: 'overdue',
          actions: assign(({ context: c, event: e }) => late(c, 'breach', e)),
        },
      },
    },
    overdue: { meta: { title: text('逾期未处置', 'Not dealt with in time') } },
  },
  on: {
    reportBreach: { actions: assign(({ context: c, event: e }) => breachFound(c, e)) },
    suspendAndReReview: {
      target: 'triage',
      actions: assign(({ context: c, event: e }) => suspended(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

/**
 * A product that was on sale and may not be sold: after a negative opinion, or because nothing came while
 * its sale was held. It is not an end, for it may still be in use: it is retired, or a new dossier comes.
 * The negative opinion may be contested for the same period as a rejection.
 */
export const stopped = chart.createStateConfig({
  meta: { title: text('停止销售', 'Stopped'), phase: 'during' },
  initial: 'contestable',
  states: {
    contestable: {
      meta: { title: text('异议期内', 'May be contested') },
      on: {
        contest: {
          target: '#M01.case.disputed',
          actions: assign(({ event: e }) => disputed(e, 'stopped')),
        },
        concede: 'settled',
        closeRejection: 'settled',
      },
    },
    settled: { meta: { title: text('待整改或退市', 'To be reworked or retired') } },
  },
  on: {
    resubmit: {
      target: 'submitted',
      guard: { type: 'all', params: submission },
      actions: assign(({ context: c, event: e }) => submitted(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string, phase: 'before' | 'after') =>
  ({ type: 'final', meta: { title: text(zh, en), phase } }) as const
export const outOfScope = end('不予审查', 'Out of scope', 'before')
export const withdrawn = end('已撤回', 'Withdrawn', 'before')
export const closed = end('已退市', 'Closed', 'after')
