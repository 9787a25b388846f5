/** The case region until something is sold: scope, consent, recording, capture. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  agreed,
  begun,
  captured,
  concluded,
  damaged,
  interrupted,
  late,
  opened,
  traceEnded,
  unrecorded,
} from './changes.ts'
import { chart } from './rules.ts'

const sale = ['unitNamed', 'sellerNamed', 'sellerNotRestricted', 'insuranceStated'] as const

/** Left by the opening event, which decides by the table of `scope.ts` whether the sale is recorded. */
export const opening = chart.createStateConfig({
  meta: { title: text('范围判定', 'Scope'), phase: 'before' },
  on: {
    openRecording: [
      {
        target: 'consentAsked',
        guard: { type: 'all', params: [...sale, 'inScope'] },
        actions: assign(({ event: e }) => opened(e)),
      },
      {
        target: 'notRequired',
        guard: { type: 'all', params: sale },
        actions: assign(({ event: e }) => opened(e)),
      },
    ],
  },
} satisfies StateOf<typeof chart>)

/** The versions of the pages and the consent trail are still logged, and kept as long as the law asks. */
export const notRequired = chart.createStateConfig({
  type: 'final',
  meta: { title: text('无须录制', 'No recording required'), phase: 'before' },
  on: { endTraceRetention: { actions: assign(({ context: c }) => traceEnded(c)) } },
} satisfies StateOf<typeof chart>)

export const consentAsked = chart.createStateConfig({
  meta: { title: text('征求录制同意', 'Consent asked'), phase: 'during' },
  on: {
    agreeToRecording: { target: 'recording', actions: assign(({ event: e }) => agreed(e)) },
    refuseRecording: {
      target: 'consentRefused',
      actions: assign(({ context: c }) => unrecorded(c, 'refused')),
    },
    lapseConsent: {
      target: 'consentRefused',
      actions: assign(({ context: c }) => unrecorded(c, 'lapsed')),
    },
    cancelRecording: 'cancelled',
  },
} satisfies StateOf<typeof chart>)

/** Consent may be taken back as long as the recording goes on. */
export const recording = chart.createStateConfig({
  meta: { title: text('录制中', 'Recording'), phase: 'during' },
  on: {
    completeRecording: {
      target: 'captured',
      guard: { type: 'all', params: ['oneSegment', 'recordedFromStart', 'keyLinksComplete'] },
      actions: assign(({ context: c, event: e }) => captured(c, e)),
    },
    reportInterruption: {
      target: 'interrupted',
      actions: assign(({ context: c }) => interrupted(c)),
    },
    lapseRecording: {
      target: 'interrupted',
      actions: assign(({ context: c }) => interrupted(c)),
    },
    refuseRecording: {
      target: 'consentRefused',
      actions: assign(({ context: c }) => unrecorded(c, 'refused')),
    },
    cancelRecording: 'cancelled',
  },
} satisfies StateOf<typeof chart>)

/** Whatever was recorded before the interruption counts for nothing: there is no way to splice it. */
export const interruptedState = chart.createStateConfig({
  meta: { title: text('录制中断', 'Interrupted'), phase: 'during' },
  on: {
    restartRecording: { target: 'recording', actions: assign(({ event: e }) => begun(e)) },
    abandonRecording: {
      target: 'consentRefused',
      actions: assign(({ context: c }) => unrecorded(c, 'abandoned')),
    },
    lapseRestart: {
      target: 'consentRefused',
      actions: assign(({ context: c }) => unrecorded(c, 'lapsed')),
    },
    cancelRecording: 'cancelled',
  },
} satisfies StateOf<typeof chart>)

/**
 * Recorded and sealed: the sale may be concluded. With it the lot is drawn. A recording that is damaged
 * before the sale is made again, from the beginning.
 */
export const capturedState = chart.createStateConfig({
  meta: { title: text('已录制封存', 'Captured'), phase: 'during' },
  on: {
    concludeSale: [
      {
        target: 'qcQueued',
        guard: {
          type: 'all',
          params: ['recordingIntact', 'saleInOrder', 'coolingOffStated', 'drawnForInspection'],
        },
        actions: assign(({ context: c, event: e }) => concluded(c, e)),
      },
      {
        target: 'vaulted',
        guard: { type: 'all', params: ['recordingIntact', 'saleInOrder', 'coolingOffStated'] },
        actions: assign(({ context: c, event: e }) => concluded(c, e)),
      },
    ],
    reportNoSale: 'vaulted',
    lapseConclusion: {
      target: 'vaulted',
      actions: assign(({ context: c, event: e }) => late(c, 'conclusion', e)),
    },
    reportTampering: {
      target: 'interrupted',
      guard: 'recordingIntact',
      actions: assign(({ event: e }) => damaged(e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const consentRefused = chart.createStateConfig({
  type: 'final',
  meta: { title: text('未同意或放弃录制', 'Recording refused or given up'), phase: 'during' },
} satisfies StateOf<typeof chart>)

export const cancelled = chart.createStateConfig({
  type: 'final',
  meta: { title: text('已取消', 'Cancelled'), phase: 'during' },
} satisfies StateOf<typeof chart>)
