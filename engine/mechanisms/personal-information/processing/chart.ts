/**
 * The chart of a processing activity: the case region leads; `use` says whether information is processed,
 * `assessmentRecord` how long the record of it is kept.
 *
 * Deviations from the usual drawing of this chart, each explained where it stands:
 * - silence of the officer counts as triggered, so that no activity waits unscreened;
 * - the third item of art. 55 is asked in its three parts, and what the description states cannot be
 *   answered by no;
 * - a residual risk that is high, or a transfer abroad, takes senior management as well (tiered approval);
 * - `use` is a region: only an approval of the very description, with the consents it needs, opens it,
 *   and whatever casts doubt on it holds or stops it at once, from every state;
 * - a change, once reported, is submitted and screened anew by its new description; given up or rejected,
 *   what was approved before is restored with all that it rested on;
 * - processing found without an assessment has a process, opened suspended;
 * - one individual who withdraws consent does not end the activity for all others: a request of that
 *   individual is opened, and only the last consent ends it;
 * - the suspension is lifted on evidence of a cure, by somebody who did not hand it in;
 * - deletion is proved by the department and confirmed by the officer, after every processor and recipient
 *   has confirmed; the end of a period kept by law leads back to deletion, for a clock cannot prove one;
 * - a rejection has no contest: the officer is independent (art. 52), and another description may be
 *   proposed; the rejected one is not brought again;
 * - the compliance audit (art. 54) is a clock of every activity in use: two years for an institution with
 *   more than ten million people, which is the law's, else house policy.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf } from '../../../core/mechanism.ts'
import { commonOn, releasable } from '../common/chart.ts'
import { auditClock, late } from './changes.ts'
import {
  active,
  anywhere,
  changeHold,
  consenting,
  deletedState,
  dropped,
  rejectedState,
  retainedState,
  suspended,
  terminating,
} from './chart-life.ts'
import {
  approvedState,
  assessment,
  lite,
  openingActivity,
  opinion,
  proposedState,
  returnedState,
  ruling,
  screening,
} from './chart-proposal.ts'
import { assessmentRecord, use } from './regions.ts'
import { chart } from './rules.ts'
import { beforeProposal } from './terms.ts'

/** Clocks that mark in place, wherever the case stands. */
const marks = chart.createStateConfig({
  on: {
    flagAuditOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, auditClock(c), e)),
    },
    flagInspectionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'inspection', e)),
    },
    endAssessmentRetention: { actions: assign(({ context: c }) => releasable(c)) },
    endProvisionRetention: { actions: assign(({ context: c }) => releasable(c)) },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

export const processingChart = chart.createMachine({
  id: 'M05a',
  type: 'parallel',
  context: beforeProposal,
  states: {
    case: {
      meta: { title: text('个人信息处理活动', 'Processing activity'), phase: 'before' },
      initial: 'openingActivity',
      on: { ...commonOn, ...anywhere.on, ...marks.on },
      states: {
        openingActivity,
        proposed: proposedState,
        screening,
        lite,
        assessment,
        opinion,
        returned: returnedState,
        ruling,
        approved: approvedState,
        rejected: rejectedState,
        consenting,
        active,
        changeHold,
        suspended,
        terminating,
        retained: retainedState,
        deleted: deletedState,
        dropped,
      },
    },
    use,
    assessmentRecord,
  },
} satisfies MachineOf<typeof chart>)
