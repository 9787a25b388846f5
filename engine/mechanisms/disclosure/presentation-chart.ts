/**
 * The chart of what one consumer is shown (售前), acknowledges (售中) and is told in service (售后).
 *
 * In the law's own sketch these are states of the package. They are a case of their own, because a package
 * is shown to many: it stays published while one consumer acknowledges and another leaves. Beyond the
 * sketch:
 * - what is acknowledged or signed is what is on display now, else it is shown again first;
 * - a presentation that is not acknowledged, and an acknowledgement that leads to no contract, go stale;
 * - notices in service are recorded with their delivery, consumer by consumer;
 * - the records are kept by the rule that keeps them longest, may be held, and two people dispose of them.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { everydayOn, everydayRules } from '../everyday.ts'
import {
  acknowledged,
  contracted,
  delivered,
  disposalProposed,
  ended,
  held,
  noticeSent,
  released,
  shownAgain,
  shownFirst,
  stale,
  undelivered,
} from './presentation-changes.ts'
import { presentationTypes } from './presentation-events.ts'
import type { PresentationEvent } from './presentation-events.ts'
import { archiveRules, serviceRules, showingRules, signingRules } from './presentation-rules.ts'
import { nothingShown } from './presentation-terms.ts'
import type { PresentationContext } from './presentation-terms.ts'

export const presentationRules = {
  ...showingRules,
  ...signingRules,
  ...serviceRules,
  ...archiveRules,
  ...everydayRules,
} as const

const chart = setup({
  types: presentationTypes,
  guards: guardsOf<PresentationContext, PresentationEvent, typeof presentationRules>(
    presentationRules,
  ),
})

const again = {
  target: '#M02p.case.presented',
  guard: {
    type: 'all',
    params: ['packageStillShown', 'partnerStillListed', 'copyIsCurrent', 'itemsToldAgain'],
  },
  actions: chart.assign(({ context: c, event: e }) => shownAgain(c, e as never)),
} as const

const presented = chart.createStateConfig({
  meta: { title: text('已展示', 'Presented'), phase: 'during' },
  on: {
    showAgain: again,
    confirm: {
      target: 'acknowledged',
      guard: {
        type: 'all',
        params: [
          'copyStillPublished',
          'costSheetOnDisplay',
          'costSheetAcknowledged',
          'readLongEnough',
          'sheetIsPublished',
          'signedOnOwnPage',
        ],
      },
      actions: assign(({ context: c, event: e }) => acknowledged(c, e)),
    },
    leave: { target: 'abandoned', actions: assign(({ event: e }) => ended(e)) },
    lapsePresentation: { target: 'abandoned', actions: assign(({ event: e }) => ended(e)) },
  },
} satisfies StateOf<typeof chart>)

const acknowledgedState = chart.createStateConfig({
  meta: { title: text('已确认', 'Acknowledged'), phase: 'during' },
  on: {
    showAgain: again,
    enterContract: {
      target: 'servicing',
      guard: {
        type: 'all',
        params: ['copyStillPublished', 'costSheetOnDisplay', 'signedOnOwnPage'],
      },
      actions: assign(({ event: e }) => contracted(e)),
    },
    leave: { target: 'abandoned', actions: assign(({ event: e }) => ended(e)) },
    lapseAcknowledgement: { target: 'presented', actions: assign(() => stale) },
  },
} satisfies StateOf<typeof chart>)

const servicing = chart.createStateConfig({
  meta: { title: text('存续服务', 'In service'), phase: 'after' },
  on: {
    sendServiceNotice: { actions: assign(({ context: c, event: e }) => noticeSent(c, e)) },
    recordServiceDelivery: {
      guard: { type: 'all', params: ['someUndelivered', 'noticeKnown', 'deliveredMeanwhile'] },
      actions: assign(({ context: c, event: e }) => delivered(c, e)),
    },
    reportServiceUndelivered: { actions: assign(({ context: c, event: e }) => undelivered(c, e)) },
    settle: { target: 'settled', actions: assign(({ event: e }) => ended(e)) },
  },
} satisfies StateOf<typeof chart>)

/** Keeping of the records: the only region in which time goes on after the end. */
const archive = chart.createStateConfig({
  meta: { title: text('档案', 'Records'), phase: 'after' },
  initial: 'keeping',
  states: {
    keeping: {
      meta: { title: text('保存', 'Kept') },
      on: { endRetention: 'disposable' },
    },
    disposable: {
      meta: { title: text('保存期已满', 'Period of keeping ended') },
      on: { proposeDisposal: 'proposed' },
    },
    proposed: {
      meta: { title: text('已提议销毁', 'Disposal proposed') },
      on: { confirmDisposal: 'disposed', refuseDisposal: 'disposable', placeHold: 'disposable' },
    },
    disposed: { meta: { title: text('已销毁', 'Disposed of') } },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string, phase: 'during' | 'after') =>
  ({ type: 'final', meta: { title: text(zh, en), phase } }) as const

export const presentationChart = chart.createMachine({
  id: 'M02p',
  type: 'parallel',
  context: nothingShown,
  states: {
    case: {
      meta: { title: text('对消费者的披露', 'Disclosure to a consumer'), phase: 'during' },
      initial: 'unshown',
      on: {
        ...everydayOn,
        endRetention: {},
        placeHold: { actions: assign(({ context: c, event: e }) => held(c, e)) },
        releaseHold: {
          guard: { type: 'all', params: ['someHold', 'holdKnown'] },
          actions: assign(({ context: c, event: e }) => released(c, e)),
        },
        proposeDisposal: {
          guard: 'notHeld',
          actions: assign(({ event: e }) => disposalProposed(e)),
        },
        confirmDisposal: { guard: 'notHeld' },
        refuseDisposal: { actions: assign(() => ({ disposalBy: null })) },
      },
      states: {
        unshown: {
          meta: { title: text('未展示', 'Not shown'), phase: 'before' },
          on: {
            show: {
              target: 'presented',
              guard: {
                type: 'all',
                params: [
                  'packageOnDisplay',
                  'copyIsPublished',
                  'itemsTold',
                  'partnerOfPackage',
                  'partnerListed',
                ],
              },
              actions: assign(({ event: e }) => shownFirst(e)),
            },
          },
        },
        presented,
        acknowledged: acknowledgedState,
        servicing,
        abandoned: end('已放弃', 'Abandoned', 'during'),
        settled: end('已了结', 'Settled', 'after'),
      },
    },
    archive,
  },
} satisfies MachineOf<typeof chart>)
