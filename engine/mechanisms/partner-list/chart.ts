/**
 * The chart of a partner: one case region that leads, four aspects under watch, the evaluation, new
 * business and the record.
 *
 * It follows the statechart of article 14 with these deviations, each explained where it stands:
 * - `evaluation` is a region, not a state: a partner that is watched, remedied or suspended is evaluated
 *   too. It begins before the year is over, for K60 and K61 demand that it is made within the year;
 * - `newBusiness` is a region: only publication, verified remediation and a decision to retain open it;
 * - off-list dealing is taken in every state, opens a case where there is none, and never leads onto the
 *   list: a partner that was never listed is `frozen`, and assessed from the beginning or made to leave;
 * - a negative decision about a partner with whom there was business already leads to its exit, not to an
 *   end; so does an entry on the forbidden list, which bars at once and ends the case when the last
 *   customer is taken care of. It can be lifted by another person of senior management;
 * - signals are taken in every state, also after the end, and assessed before anybody is cleared;
 * - an agreement that ends without renewal ends new business; every waiting state has a clock;
 * - the public list is updated after every change of standing, and a case ends only when it is;
 * - data is declared returned or deleted by one, and verified by the personal-information officer.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf } from '../../core/mechanism.ts'
import { corrected } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import { keepingOn } from '../keeping.ts'
import {
  confirmed,
  cooperated,
  correctedRecord,
  dealingFound,
  dismissed,
  evaluated,
  late,
  lifted,
  signalled,
  steppedAside,
  updated,
} from './changes.ts'
import {
  contracting,
  dueDiligence,
  hqApproval,
  listed,
  opening,
  proposedState,
  rated,
} from './chart-entry.ts'
import { blacklisted, delisted, exiting, rejected, runoff, withdrawn } from './chart-exit.ts'
import { active, frozen, offListDetected, remediation, suspended, watch } from './chart-watch.ts'
import { evaluation, newBusiness, record, watchRegions } from './regions.ts'
import { chart } from './rules.ts'
import { beforeOpening } from './terms.ts'

/** What every state takes; a state that says otherwise for the same event goes first. */
const anywhere = chart.createStateConfig({
  on: {
    findOffListDealing: {
      target: '#M06.case.offListDetected',
      actions: assign(({ context: c, event: e }) => dealingFound(c, e)),
    },
    reportSignal: { actions: assign(({ context: c, event: e }) => signalled(c, e)) },
    dismissSignal: {
      guard: { type: 'all', params: ['someDismissable', 'mayBeDismissed', 'notOwnSignal'] },
      actions: assign(({ context: c, event: e }) => dismissed(c, e)),
    },
    confirmViolation: {
      guard: { type: 'all', params: ['someSignalled', 'signalIsOpen'] },
      actions: assign(({ context: c, event: e }) => confirmed(c, e)),
    },
    recordCooperation: { actions: assign(({ context: c, event: e }) => cooperated(c, e)) },
    respond: {},
    beginEvaluation: {},
    recordEvaluation: {
      guard: 'cooperationIsAsRecorded',
      actions: assign(({ context: c, event: e }) => evaluated(c, e)),
    },
    reportEvaluationOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'evaluation', e)),
    },
    reportDecisionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'evaluationDecision', e)),
    },
    lapseEvaluation: {
      actions: assign(({ context: c, event: e }) => late(c, 'evaluationLapse', e)),
    },
    reportFinalEvaluationMissing: {
      actions: assign(({ context: c, event: e }) => late(c, 'finalEvaluation', e)),
    },
    publishUpdate: {
      guard: {
        type: 'all',
        params: [
          'listIsOutdated',
          'showsWhatIs',
          'forcedExitAnnounced',
          'publishedNotLater',
          'versionIsNew',
        ],
      },
      actions: assign(({ event: e }) => updated(e)),
    },
    reportListOutdated: { actions: assign(({ context: c, event: e }) => late(c, 'listUpdate', e)) },
    endStatutoryRetention: {},
    liftBlacklisting: { guard: 'isForbidden', actions: assign(({ context: c }) => lifted(c)) },
    reassign: {
      guard: 'overseerHoldsSeat',
      actions: assign(({ event: e }) => ({ overseer: e.payload.handler })),
    },
    recuse: {
      guard: 'notYetRecused',
      actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
    },
    correctRecord: {
      guard: { type: 'all', params: ['recordIsAsStated', 'unitExists'] },
      actions: assign(({ context: c, event: e }) => ({
        ...correctedRecord(e.payload.record),
        work: corrected(c.work),
      })),
    },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

export const partnerChart = chart.createMachine({
  id: 'M06',
  type: 'parallel',
  context: beforeOpening,
  states: {
    case: {
      meta: { title: text('合作机构名单管理', 'Partner-list management'), phase: 'before' },
      initial: 'opening',
      on: { ...everydayOn, ...keepingOn, ...anywhere.on },
      states: {
        opening,
        proposed: proposedState,
        dueDiligence,
        rated,
        hqApproval,
        contracting,
        listed,
        active,
        watch,
        remediation,
        suspended,
        offListDetected,
        frozen,
        exiting,
        runoff,
        rejected,
        withdrawn,
        delisted,
        blacklisted,
      },
    },
    ...watchRegions,
    evaluation,
    newBusiness,
    record,
  },
} satisfies MachineOf<typeof chart>)
