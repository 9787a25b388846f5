/** The case region before mediation, and where mediation led to nothing. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  consented,
  late,
  offerAccepted,
  offered,
  opened,
  over,
  proposed,
  remediesTold,
  requested,
  sued,
} from './changes.ts'
import { chart } from './rules.ts'

/** A consumer may go to court, or give it up, at any time; nothing that the institution does bars it. */
export const consumersWay = chart.createStateConfig({
  on: {
    bringSuit: {
      target: '#M08.case.adjudicating',
      actions: assign(({ context: c, event: e }) => sued(c, e)),
    },
    endDispute: {
      target: '#M08.case.unresolved',
      actions: assign(({ context: c, event: e }) => over(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)
/** Both may still settle by themselves. */
export const settling = chart.createStateConfig({
  on: {
    recordNegotiation: {
      actions: assign(({ context: c }) => ({ negotiations: c.negotiations + 1 })),
    },
    offerSettlement: {
      guard: 'performedLater',
      actions: assign(({ event: e }) => offered(e)),
    },
    acceptOffer: [
      {
        target: '#M08.case.performing',
        guard: { type: 'all', params: ['offerStands', 'offerPromises'] },
        actions: assign(({ context: c }) => offerAccepted(c)),
      },
      {
        target: '#M08.case.settled',
        guard: { type: 'all', params: ['offerStands', 'offerPromisesNothing'] },
        actions: assign(({ context: c }) => offerAccepted(c)),
      },
    ],
    declineOffer: { guard: 'offerStands', actions: assign(() => ({ offer: null })) },
  },
} satisfies StateOf<typeof chart>)
const request = {
  target: '#M08.case.applied',
  actions: chart.assign(({ event: e }) => (e.type === 'requestMediation' ? requested(e) : {})),
} as const

/** Left by the event that opens the process and never stored. */
export const opening = chart.createStateConfig({
  meta: { title: text('未立案', 'Not opened'), phase: 'after' },
  on: {
    openDispute: {
      target: 'identified',
      guard: { type: 'all', params: ['complaintFits', 'unitExists'] },
      actions: assign(({ event: e }) => opened(e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const identified = chart.createStateConfig({
  meta: { title: text('已登记', 'Identified'), phase: 'after' },
  on: {
    ...consumersWay.on,
    beginNegotiation: {
      target: 'negotiating',
      guard: 'handlerHoldsSeat',
      actions: assign(({ event: e }) => ({ handler: e.payload.handler })),
    },
    requestMediation: request,
    reportTakingOverdue: { actions: assign(({ context: c, event: e }) => late(c, 'taking', e)) },
  },
} satisfies StateOf<typeof chart>)

export const negotiating = chart.createStateConfig({
  meta: { title: text('协商中', 'Negotiating'), phase: 'after' },
  on: {
    ...consumersWay.on,
    ...settling.on,
    proposeMediation: {
      target: 'proposed',
      guard: { type: 'all', params: ['negotiatedFirst', 'remediesAllTold'] },
      actions: assign(({ event: e }) => proposed(e)),
    },
    requestMediation: request,
    escalateNegotiation: {
      actions: assign(({ context: c, event: e }) => late(c, 'negotiation', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const proposedState = chart.createStateConfig({
  meta: { title: text('已提议调解', 'Mediation proposed'), phase: 'after' },
  on: {
    ...consumersWay.on,
    ...settling.on,
    consentToMediation: {
      target: 'applied',
      actions: assign(({ context: c }) => consented(c)),
    },
    declineMediation: { target: 'consumerDeclined', actions: assign(() => ({ proposed: null })) },
    lapseProposal: { target: 'consumerDeclined', actions: assign(() => ({ proposed: null })) },
    requestMediation: request,
  },
} satisfies StateOf<typeof chart>)

/** The consumer was told of every remedy with the proposal, and may still change his mind. */
export const consumerDeclined = chart.createStateConfig({
  meta: { title: text('消费者不同意调解', 'The consumer declined'), phase: 'after' },
  on: {
    ...consumersWay.on,
    ...settling.on,
    requestMediation: request,
    lapseDispute: 'unresolved',
  },
} satisfies StateOf<typeof chart>)

/** Nobody's dispute ends with a failed mediation: the remedies are told again, and another body may be asked. */
export const failed = chart.createStateConfig({
  meta: { title: text('调解不成', 'Mediation failed'), phase: 'after' },
  on: {
    ...consumersWay.on,
    ...settling.on,
    requestMediation: request,
    tellRemedies: {
      guard: 'remediesAllTold',
      actions: assign(({ event: e }) => remediesTold(e)),
    },
    reportRemediesUntold: {
      actions: assign(({ context: c, event: e }) => late(c, 'remedies', e)),
    },
    lapseDispute: 'unresolved',
  },
} satisfies StateOf<typeof chart>)
