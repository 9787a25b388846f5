/** The case region while the recording is kept, and its end. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  damaged,
  damagedInForce,
  destroyed,
  held,
  keptLonger,
  late,
  reinstated,
} from './changes.ts'
import { chart } from './rules.ts'

export const vaulted = chart.createStateConfig({
  meta: { title: text('入库保存', 'In the vault'), phase: 'after' },
  on: {
    beginDisposalReview: 'disposalReview',
    endLongerKeeping: 'disposalReview',
    // As long as the contract goes on, what was lost is recorded anew; afterwards it can only be reported.
    reportTampering: [
      {
        target: 'qcFailed',
        guard: { type: 'all', params: ['recordingIntact', 'contractInForce'] },
        actions: assign(({ context: c, event: e }) => damagedInForce(c, e)),
      },
      {
        guard: 'recordingIntact',
        actions: assign(({ event: e }) => damaged(e)),
      },
    ],
  },
} satisfies StateOf<typeof chart>)

/**
 * Its retention has ended; no hold stands, for with one no retention ends, and one that is placed leads out
 * of here. One person proposes the disposal, another approves it; a hold that is found, a
 * contract that is reinstated or a decision to keep it longer lead back to the vault.
 */
export const disposalReview = chart.createStateConfig({
  meta: { title: text('处置审查', 'Disposal review'), phase: 'after' },
  initial: 'pending',
  states: {
    pending: {
      meta: { title: text('待提议', 'To be proposed') },
      on: {
        proposeDisposal: {
          target: 'proposed',
          guard: 'notRetrieved',
          actions: assign(({ event: e }) => ({
            disposal: { by: e.by.person ?? null, approved: false },
          })),
        },
      },
    },
    proposed: {
      meta: { title: text('待批准', 'To be approved') },
      on: {
        approveDisposal: {
          target: 'approved',
          guard: 'notRetrieved',
          actions: assign(({ context: c }) => ({
            disposal: { by: c.disposal?.by ?? null, approved: true },
          })),
        },
      },
    },
    approved: {
      meta: { title: text('待销毁', 'To be destroyed') },
      on: {
        recordDestruction: {
          target: '#M04.case.destroyed',
          guard: 'notRetrieved',
          actions: assign(() => destroyed()),
        },
      },
    },
  },
  on: {
    placeHold: {
      target: 'vaulted',
      guard: 'somethingRecorded',
      actions: assign(({ context: c, event: e }) => held(c, e)),
    },
    declineDisposal: {
      target: 'vaulted',
      guard: 'keptLonger',
      actions: assign(({ event: e }) => keptLonger(e)),
    },
    recordReinstatement: {
      target: 'vaulted',
      actions: assign(({ context: c, event: e }) => reinstated(c, e)),
    },
    reportDisposalOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'disposal', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const destroyedState = chart.createStateConfig({
  type: 'final',
  meta: { title: text('已销毁', 'Destroyed'), phase: 'after' },
} satisfies StateOf<typeof chart>)
