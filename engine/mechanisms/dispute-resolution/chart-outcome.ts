/** The case region once something is owed, or a court has it; and its ends. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  contested,
  defaulted,
  defaultedByWord,
  denied,
  enforced,
  judged,
  late,
  orderedBy,
  performed,
} from './changes.ts'
import { consumersWay, settling } from './chart-negotiation.ts'
import { chart } from './rules.ts'

/** Confirmation runs beside the performance; what a court does not confirm does not stand. */
const confirming = chart.createStateConfig({
  on: {
    askConfirmation: {},
    confirmAgreement: {},
    denyConfirmation: { target: '#M08.case.failed', actions: assign(() => denied) },
    lapseConfirmation: {},
  },
} satisfies StateOf<typeof chart>)

/** Performed when it is proved and confirmed by the consumer, or by another person than who recorded it. */
export const performing = chart.createStateConfig({
  meta: { title: text('履行中', 'Performing'), phase: 'after' },
  on: {
    ...confirming.on,
    recordPerformance: {
      guard: { type: 'all', params: ['notYetPerformed', 'performedNotLater'] },
      actions: assign(({ context: c, event: e }) => performed(c, e)),
    },
    confirmPerformance: { target: 'settled', guard: 'performanceRecorded' },
    contestPerformance: [
      {
        target: 'defaulted',
        guard: { type: 'all', params: ['performanceRecorded', 'dayHasPassed'] },
        actions: assign(({ context: c, event: e }) => defaultedByWord(c, e)),
      },
      {
        guard: 'performanceRecorded',
        actions: assign(({ context: c }) => contested(c)),
      },
    ],
    reportVerificationOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'verification', e)),
    },
    reportDefault: {
      target: 'defaulted',
      actions: assign(({ context: c, event: e }) => defaulted(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** First senior management, then the committee; performing late is still performing. */
export const defaultedState = chart.createStateConfig({
  meta: { title: text('违约', 'Defaulted'), phase: 'after' },
  on: {
    ...confirming.on,
    recordPerformance: {
      target: 'performing',
      guard: { type: 'all', params: ['notYetPerformed', 'performedNotLater'] },
      actions: assign(({ context: c, event: e }) => performed(c, e)),
    },
    orderPerformance: {
      target: 'performing',
      guard: 'orderedAhead',
      actions: assign(({ context: c, event: e }) => orderedBy(c, e.payload.by)),
    },
    escalateDefault: { actions: assign(({ context: c, event: e }) => late(c, 'default', e)) },
    enforce: { target: 'adjudicating', actions: assign(({ event: e }) => enforced(e)) },
  },
} satisfies StateOf<typeof chart>)

export const adjudicating = chart.createStateConfig({
  meta: { title: text('诉讼或仲裁中', 'Adjudicating'), phase: 'after' },
  on: {
    ...settling.on,
    endDispute: consumersWay.on.endDispute,
    recordPerformance: {
      target: 'performing',
      guard: { type: 'all', params: ['notYetPerformed', 'performedNotLater'] },
      actions: assign(({ context: c, event: e }) => performed(c, e)),
    },
    recordJudgment: [
      {
        target: 'performing',
        guard: { type: 'all', params: ['performedLater', 'owes'] },
        actions: assign(({ event: e }) => judged(e)),
      },
      {
        target: 'adjudicated',
        guard: 'owesNothing',
        actions: assign(({ event: e }) => judged(e)),
      },
    ],
    remindAdjudication: {},
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const
export const settled = end('已化解', 'Settled')
export const adjudicated = end('已裁判', 'Adjudicated')
export const unresolved = end('未化解终结', 'Unresolved')
