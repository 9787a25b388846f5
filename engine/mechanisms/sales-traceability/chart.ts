/**
 * The chart of a recording: one case region that leads, the contract, the lot, the holds and the custody.
 *
 * It follows the statechart of article 12 with these deviations, each explained where it stands:
 * - whether a sale is in scope, and whether its recording is drawn, is decided inside the event before it,
 *   by a table and by a lot that anybody can draw again; neither is an event somebody could send;
 * - `captured` waits for the contract: the share of art. 10 counts sales, and only a sale has a
 *   cooling-off period; a recording without a sale is kept for a shorter time;
 * - `onHold` and `retrieved` are regions: a dispute arises while an inspection goes on, several may run at
 *   once, and a hold does not keep an auditor from listening; disposal needs both to be over;
 * - `voided` is no end: a sale that is unwound ends its contract, and from then on its recording is kept;
 * - the contract is a region, because retention counts from its end, and it may be reinstated;
 * - rectification is due from the discovery of the defect, also while nobody has ordered it; what is found
 *   again does not begin it anew, and after the breach the day counts that senior management has set;
 * - disposal is proposed, approved by a second person, and recorded with its certificate; it may be
 *   declined, and whatever casts doubt on it leads back to the vault;
 * - a recording that was lost or edited counts no longer, in whatever state that is found;
 * - every waiting state has a clock, and a sale may be cancelled before anything was recorded.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf } from '../../core/mechanism.ts'
import { corrected } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import {
  contractChecked,
  contractEnded,
  correctedRecord,
  damaged,
  held,
  late,
  reinstated,
  released,
  retrieved,
  steppedAside,
} from './changes.ts'
import { escalated, qcFailed, qcOverdue, qcQueued, rectifying } from './chart-inspection.ts'
import {
  cancelled,
  capturedState,
  consentAsked,
  consentRefused,
  interruptedState,
  notRequired,
  opening,
  recording,
} from './chart-sale.ts'
import { destroyedState, disposalReview, vaulted } from './chart-vault.ts'
import { contract, custody, hold, sample } from './regions.ts'
import { chart } from './rules.ts'
import { beforeOpening } from './terms.ts'

const release = ['someHoldOpen', 'holdOpen', 'disputeEnded', 'disputeEndDated'] as const

/** What every state takes; a state that says otherwise for the same event goes first. */
const anywhere = chart.createStateConfig({
  on: {
    ...everydayOn,
    placeHold: {
      guard: 'somethingRecorded',
      actions: assign(({ context: c, event: e }) => held(c, e)),
    },
    releaseHold: {
      guard: { type: 'all', params: release },
      actions: assign(({ context: c, event: e }) => released(c, e)),
    },
    promptHoldReview: {},
    retrieveRecording: {
      guard: 'recordingNotLost',
      actions: assign(({ context: c, event: e }) => retrieved(c, e)),
    },
    returnRecording: {
      guard: 'sealUnbroken',
      actions: assign(() => ({ retrieval: null })),
    },
    reportReturnOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'retrieval', e)),
    },
    reportTampering: {
      guard: 'recordingIntact',
      actions: assign(({ event: e }) => damaged(e)),
    },
    recordContractEnd: {
      guard: 'contractDatesInOrder',
      actions: assign(({ context: c, event: e }) => contractEnded(c, e)),
    },
    recordReinstatement: {
      actions: assign(({ context: c, event: e }) => reinstated(c, e)),
    },
    promptContractCheck: {
      actions: assign(({ context: c, event: e }) => contractChecked(c, e)),
    },
    recuse: {
      guard: 'notYetRecused',
      actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
    },
    correctRecord: {
      guard: { type: 'all', params: ['recordIsAsStated', 'correctionInOrder'] },
      actions: assign(({ context: c, event: e }) => ({
        ...correctedRecord(c, e.payload.record),
        work: corrected(c.work),
      })),
    },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

export const recordingChart = chart.createMachine({
  id: 'M04',
  type: 'parallel',
  context: beforeOpening,
  states: {
    case: {
      meta: { title: text('销售录制', 'Recording of a sale'), phase: 'during' },
      initial: 'opening',
      on: anywhere.on,
      states: {
        opening,
        notRequired,
        consentAsked,
        consentRefused,
        recording,
        interrupted: interruptedState,
        captured: capturedState,
        qcQueued,
        qcOverdue,
        qcFailed,
        rectifying,
        escalated,
        vaulted,
        disposalReview,
        destroyed: destroyedState,
        cancelled,
      },
    },
    contract,
    sample,
    hold,
    custody,
  },
} satisfies MachineOf<typeof chart>)
