/** The regions beside the case: judicial confirmation, and the record. */
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { recordRegion } from '../keeping.ts'
import { chart } from './rules.ts'

/** Thirty days from the day on which the agreement took effect, jointly (K72). */
export const confirmation = chart.createStateConfig({
  meta: { title: text('司法确认', 'Judicial confirmation'), phase: 'after' },
  initial: 'none',
  states: {
    none: { meta: { title: text('无', 'None') } },
    open: {
      meta: { title: text('可以申请', 'May be asked for') },
      on: { askConfirmation: 'asked', lapseConfirmation: 'lapsed' },
    },
    asked: {
      meta: { title: text('已申请', 'Asked for') },
      on: { confirmAgreement: 'confirmed', denyConfirmation: 'denied' },
    },
    confirmed: { meta: { title: text('已确认', 'Confirmed') } },
    denied: { meta: { title: text('未确认', 'Denied') } },
    lapsed: { meta: { title: text('申请期已过', 'Lapsed') } },
  },
  on: {
    concludeAgreement: { target: '.open', guard: 'owes' },
    acceptOpinion: { target: '.open', guard: 'schemeBinds' },
    adoptOpinion: '.open',
    // What a court has judged needs no confirmation.
    recordJudgment: { target: '.none', guard: 'owes' },
  },
} satisfies StateOf<typeof chart>)

export const record = recordRegion({
  acceptOffer: { target: 'kept', guard: 'offerPromisesNothing' },
  concludeAgreement: { target: 'kept', guard: 'owesNothing' },
  recordJudgment: { target: 'kept', guard: 'owesNothing' },
  confirmPerformance: 'kept',
  endDispute: 'kept',
  lapseDispute: 'kept',
})
