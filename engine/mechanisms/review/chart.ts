/**
 * The chart of the review: one case region that leads, six areas, the sale and the post-review.
 *
 * It follows the statechart of article 9 with these deviations, each explained where it stands:
 * - the four areas have states of their own, and two more hear law and personal information;
 * - `sale` is a region: a re-review, a negative opinion or a lapse can end no case whose product is on
 *   sale and unwatched, and only `launch` and `resumeSale` open it;
 * - an unreviewed product has a process, opened in breach; a breach is taken from any state;
 * - a rejection can be contested for a period before it ends the case, and bars its content afterwards;
 * - `OPINE_NO` on a product that was on sale leads to `stopped`, which is no end;
 * - scope-out and "not material" take two people, by two events;
 * - a stalled review is resumed with another reviewer, never upheld; a disputed opinion is never resumed;
 * - every waiting state has a clock; post-review is a region, so that a product under it is still live;
 * - a complaint with an upheld cause and what another mechanism finds hold the sale as a defect does;
 *   where it is a gate that is no longer met, the sale is resumed once that gate is met again.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf } from '../../core/mechanism.ts'
import {
  breachExplained,
  corrected,
  evidenced,
  inquired,
  inquiryAnswered,
  inquiryOverdue,
} from '../case-file.ts'
import {
  breachFound,
  complainedOf,
  concerned,
  correctedRecord,
  interrupted,
  steppedAside,
} from './changes.ts'
import { bcReferral, disputedState, rejectedState, smRuling } from './chart-disputes.ts'
import {
  conditional,
  draft,
  inReview,
  opening,
  returnedState,
  submittedState,
  triage,
} from './chart-review.ts'
import {
  breach,
  changeHold,
  clearedState,
  closed,
  live,
  outOfScope,
  stopped,
  withdrawn,
} from './chart-sale.ts'
import { areaRegions, postReview, sale } from './regions.ts'
import { chart } from './rules.ts'
import { beforeOpening } from './terms.ts'

/** What every state takes; a state that says otherwise for the same event goes first. */
const anywhere = chart.createStateConfig({
  on: {
    reportBreach: {
      target: '#M01.case.breach',
      actions: assign(({ context: c, event: e }) => breachFound(c, e)),
    },
    retire: {
      target: '#M01.case.closed',
      guard: 'onSale',
      actions: assign(({ context: c }) => ({ sale: interrupted(c, 'stopped') })),
    },
    // Recorded wherever it arrives, after the end too: the next case about the product knows of it.
    reportComplaintCause: {
      actions: assign(({ context: c, event: e }) => complainedOf(c, e)),
    },
    reportConcern: { actions: assign(({ context: c, event: e }) => concerned(c, e)) },
    reassign: {
      guard: 'reviewerHoldsSeat',
      actions: assign(({ event: e }) => ({ reviewer: e.payload.handler })),
    },
    recuse: {
      guard: 'notYetRecused',
      actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
    },
    note: {},
    attachEvidence: { actions: assign(({ context: c }) => ({ work: evidenced(c.work) })) },
    inquire: { actions: assign(({ context: c, event: e }) => ({ work: inquired(c.work, e) })) },
    answerInquiry: {
      guard: { type: 'all', params: ['someInquiryOpen', 'inquiryOpen'] },
      actions: assign(({ context: c, event: e }) => ({ work: inquiryAnswered(c.work, e) })),
    },
    markInquiryOverdue: {
      actions: assign(({ context: c }) => ({ work: inquiryOverdue(c.work) })),
    },
    explainBreach: {
      guard: { type: 'all', params: ['someBreachOpen', 'breachOpen'] },
      actions: assign(({ context: c, event: e }) => ({ work: breachExplained(c.work, e) })),
    },
    correctRecord: {
      guard: 'recordIsAsStated',
      actions: assign(({ context: c, event: e }) => ({
        ...correctedRecord(e.payload.record),
        work: corrected(c.work),
      })),
    },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

export const reviewChart = chart.createMachine({
  id: 'M01',
  type: 'parallel',
  context: beforeOpening,
  states: {
    case: {
      meta: { title: text('消费者权益保护审查', 'Consumer-protection review'), phase: 'before' },
      initial: 'opening',
      on: anywhere.on,
      states: {
        opening,
        draft,
        submitted: submittedState,
        triage,
        inReview,
        returned: returnedState,
        conditional,
        disputed: disputedState,
        smRuling,
        bcReferral,
        rejected: rejectedState,
        cleared: clearedState,
        live,
        changeHold,
        breach,
        stopped,
        outOfScope,
        withdrawn,
        closed,
      },
    },
    ...areaRegions,
    sale,
    postReview,
  },
} satisfies MachineOf<typeof chart>)
