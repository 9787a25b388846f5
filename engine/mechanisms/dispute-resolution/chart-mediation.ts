/** The case region in mediation: request, refusal, acceptance, tracks and opinion. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  accepted,
  concluded,
  consumerAccepts,
  ended,
  extended,
  fastTracked,
  late,
  opined,
  opinionBinds,
  ordinaryTracked,
  refused,
  unjustified,
} from './changes.ts'
import { consumersWay } from './chart-negotiation.ts'
import { chart } from './rules.ts'

const fails = {
  target: '#M08.case.failed',
  actions: chart.assign(({ context: c, event: e }) => ended(c, e)),
} as const
const leaving = chart.createStateConfig({
  on: { ...consumersWay.on, leaveMediation: fails },
} satisfies StateOf<typeof chart>)

/**
 * Asked for by the consumer or by both. What both applied for is not refused; what the consumer asked for
 * is refused only for a reason on which senior management rules, and not a second time.
 */
export const applied = chart.createStateConfig({
  meta: { title: text('已申请调解', 'Applied for'), phase: 'after' },
  on: {
    ...leaving.on,
    refuseMediation: {
      target: 'institutionRefused',
      guard: { type: 'all', params: ['consumerAsked', 'notYetOverruled'] },
      actions: assign(({ event: e }) => refused(e)),
    },
    acceptMediation: {
      target: 'accepted',
      actions: assign(({ context: c, event: e }) => accepted(c, e)),
    },
    declineCase: fails,
    lapseAcceptance: fails,
  },
} satisfies StateOf<typeof chart>)

/** Silence of senior management is no ruling that there was a reason. */
export const institutionRefused = chart.createStateConfig({
  meta: { title: text('机构拒绝，待裁决', 'Refused, to be ruled on'), phase: 'after' },
  on: {
    ...leaving.on,
    overruleRefusal: {
      target: 'applied',
      actions: assign(({ context: c }) => unjustified(c)),
    },
    // Nobody has sued: the consumer is told the remedies and chooses.
    justifyRefusal: fails,
    presumeUnjustified: {
      target: 'applied',
      actions: assign(({ context: c, event: e }) => ({
        ...unjustified(c),
        ...late(c, 'ruling', e),
      })),
    },
  },
} satisfies StateOf<typeof chart>)

/** Who settles for the institution must have been delegated, and within the limit of the letter. */
const agreeing = chart.createStateConfig({
  on: {
    concludeAgreement: [
      {
        target: '#M08.case.performing',
        guard: {
          type: 'all',
          params: ['someDelegation', 'representativeMay', 'performedLater', 'owes'],
        },
        actions: assign(({ context: c, event: e }) => concluded(c, e)),
      },
      {
        target: '#M08.case.settled',
        guard: { type: 'all', params: ['someDelegation', 'representativeMay', 'owesNothing'] },
        actions: assign(({ context: c, event: e }) => concluded(c, e)),
      },
    ],
    closeMediation: fails,
    reportAbsence: { actions: assign(({ context: c }) => ({ absences: c.absences + 1 })) },
    reportDelegationMissing: {
      actions: assign(({ context: c, event: e }) => late(c, 'delegation', e)),
    },
  },
} satisfies StateOf<typeof chart>)
const ordinary = ['signedNotLater', 'limitIsOfTheBody'] as const

export const acceptedState = chart.createStateConfig({
  meta: { title: text('已受理', 'Accepted'), phase: 'after' },
  on: {
    ...leaving.on,
    ...agreeing.on,
    assignFast: {
      target: 'fastTrack',
      guard: { type: 'all', params: ['withinScheme', 'limitIsSet'] },
      actions: assign(({ context: c, event: e }) => fastTracked(c, e)),
    },
    assignOrdinary: {
      target: 'ordinaryTrack',
      guard: { type: 'all', params: ordinary },
      actions: assign(({ context: c, event: e }) => ordinaryTracked(c, e)),
    },
    escalateAssignment: { actions: assign(({ context: c, event: e }) => late(c, 'track', e)) },
  },
} satisfies StateOf<typeof chart>)

export const fastTrack = chart.createStateConfig({
  meta: { title: text('小额速调', 'Fast track'), phase: 'after' },
  on: {
    ...leaving.on,
    ...agreeing.on,
    issueOpinion: {
      target: 'opinionIssued',
      guard: 'opinionIsOpen',
      actions: assign(({ event: e }) => opined(e)),
    },
    moveToOrdinary: {
      target: 'ordinaryTrack',
      guard: { type: 'all', params: ordinary },
      actions: assign(({ context: c, event: e }) => ordinaryTracked(c, e)),
    },
    extendMediation: {
      guard: 'endLiesAhead',
      actions: assign(({ context: c, event: e }) => extended(c, e.payload.until)),
    },
    lapseFastTrack: fails,
  },
} satisfies StateOf<typeof chart>)

export const ordinaryTrack = chart.createStateConfig({
  meta: { title: text('普通调解', 'Ordinary track'), phase: 'after' },
  on: {
    ...leaving.on,
    ...agreeing.on,
    extendMediation: {
      guard: 'endLiesAhead',
      actions: assign(({ context: c, event: e }) => extended(c, e.payload.until)),
    },
    lapseMediation: fails,
  },
} satisfies StateOf<typeof chart>)

/** Binding once the consumer accepts, where the institution has joined the scheme; else it answers too. */
export const opinionIssued = chart.createStateConfig({
  meta: { title: text('已出具调解意见', 'Opinion issued'), phase: 'after' },
  on: {
    ...leaving.on,
    acceptOpinion: [
      {
        target: 'performing',
        guard: { type: 'all', params: ['consumerHasNotAnswered', 'schemeBinds'] },
        actions: assign(({ context: c, event: e }) => opinionBinds(c, e)),
      },
      {
        guard: 'consumerHasNotAnswered',
        actions: assign(({ context: c }) => consumerAccepts(c)),
      },
    ],
    rejectOpinion: { ...fails, guard: 'consumerHasNotAnswered' },
    adoptOpinion: {
      target: 'performing',
      guard: 'consumerAccepted',
      actions: assign(({ context: c, event: e }) => opinionBinds(c, e)),
    },
    declineOpinion: { ...fails, guard: 'consumerAccepted' },
    lapseOpinion: fails,
  },
} satisfies StateOf<typeof chart>)
