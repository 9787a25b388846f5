/**
 * The chart of a request: the case region leads; `answer` is the period of the answer, `requestRecord` how
 * long the file is kept.
 *
 * Deviations from the usual drawing of this chart:
 * - `overdue` is a state of the region `answer` and not of the case: a late request is handled where it
 *   stands, and may still need material or a new officer;
 * - the period counts from the confirmed identity (GB/T 35273) and stands still while the individual is
 *   asked for material; the objection to a credit record counts from its receipt and nothing stops it,
 *   because the Regulation on Credit Reporting knows no pause;
 * - a fulfilled request may be contested as a refused one, for it may have been fulfilled badly;
 * - a contest that is upheld begins a new period; it is judged by nobody who gave the answer;
 * - a request may be withdrawn, and an identity rejected, with the individual told, before the period of
 *   verification is over.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../../core/mechanism.ts'
import { commonOn, releasable } from '../common/chart.ts'
import {
  askedForMore,
  closed,
  contested,
  expired,
  fulfilled,
  identified,
  late,
  refused,
  refusedForWant,
  registered,
  resumed,
  upheld,
} from './changes.ts'
import { chart } from './rules.ts'
import { beforeRequest } from './terms.ts'

const withdrawal = {
  target: '#M05b.case.closed',
  guard: 'aboutTheIndividual',
  actions: chart.assign(({ context: c, event: e }) => closed(c, e)),
} as const
const contest = {
  target: '#M05b.case.contested',
  guard: 'aboutTheIndividual',
  actions: chart.assign(({ event: e }) => (e.type === 'contestAnswer' ? contested(e) : {})),
} as const
const refusal = {
  target: '#M05b.case.refused',
  guard: {
    type: 'all',
    params: [
      'refusalIsYours',
      'creditMarked',
      'creditInWriting',
      'remedyTold',
      'aboutTheIndividual',
    ],
  },
  actions: chart.assign(({ context: c, event: e }) =>
    e.type === 'refuseRequest' ? refused(c, e) : {},
  ),
} as const
const marking = {
  guard: 'forCreditOnly',
  actions: chart.assign(() => ({ markedDisputed: true })),
} as const
/** The clock of the answer strikes wherever it may run; the region moves, the case stays. */
const expiry = {
  actions: chart.assign(({ context: c, event: e }) => expired(c, e)),
} as const

/** Left by the event that opens the process and never stored. */
const openingRequest = chart.createStateConfig({
  meta: { title: text('未立案', 'Not opened'), phase: 'during' },
  on: {
    registerRequest: {
      target: 'verifying',
      guard: 'receivedBefore',
      actions: assign(({ event: e }) => registered(e)),
    },
  },
} satisfies StateOf<typeof chart>)

const verifying = chart.createStateConfig({
  meta: { title: text('核实身份', 'Verifying'), phase: 'during' },
  on: {
    confirmIdentity: {
      target: 'inProgress',
      guard: 'agentAuthorised',
      actions: assign(({ event: e }) => identified(e)),
    },
    rejectIdentity: {
      target: 'unverified',
      actions: assign(({ context: c, event: e }) => closed(c, e)),
    },
    lapseVerification: {
      target: 'unverified',
      actions: assign(({ context: c, event: e }) => closed(c, e)),
    },
    withdrawRequest: withdrawal,
    markDisputed: marking,
    expireAnswer: expiry,
  },
} satisfies StateOf<typeof chart>)

const inProgress = chart.createStateConfig({
  meta: { title: text('办理中', 'In progress'), phase: 'during' },
  on: {
    askMore: {
      target: 'waitingMore',
      actions: assign(({ context: c, event: e }) => askedForMore(c, e)),
    },
    fulfilRequest: {
      target: 'fulfilled',
      guard: {
        type: 'all',
        params: ['creditMarked', 'outcomeFits', 'creditInWriting', 'aboutTheIndividual'],
      },
      actions: assign(({ context: c, event: e }) => fulfilled(c, e)),
    },
    refuseRequest: refusal,
    markDisputed: marking,
    withdrawRequest: withdrawal,
    expireAnswer: expiry,
  },
} satisfies StateOf<typeof chart>)

/** It waits for the individual; what does not come in time is refused, and may be contested. */
const waitingMore = chart.createStateConfig({
  meta: { title: text('待补充材料', 'Awaiting material'), phase: 'during' },
  on: {
    answerMore: {
      target: 'inProgress',
      guard: 'aboutTheIndividual',
      actions: assign(({ context: c, event: e }) => resumed(c, e)),
    },
    lapseMore: {
      target: 'refused',
      actions: assign(({ context: c, event: e }) => refusedForWant(c, e)),
    },
    refuseRequest: refusal,
    markDisputed: marking,
    withdrawRequest: withdrawal,
    expireAnswer: expiry,
  },
} satisfies StateOf<typeof chart>)

const fulfilledState = chart.createStateConfig({
  meta: { title: text('已办理', 'Fulfilled'), phase: 'during' },
  on: {
    contestAnswer: contest,
    closeFulfilled: {
      target: 'closed',
      actions: assign(({ context: c, event: e }) => closed(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

const refusedState = chart.createStateConfig({
  meta: { title: text('已拒绝', 'Refused'), phase: 'during' },
  on: {
    contestAnswer: contest,
    closeRefused: {
      target: 'closed',
      actions: assign(({ context: c, event: e }) => closed(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

const contestedState = chart.createStateConfig({
  meta: { title: text('异议审理', 'Contested'), phase: 'after' },
  on: {
    upholdContest: {
      target: 'inProgress',
      guard: 'contestIsYours',
      actions: assign(({ context: c, event: e }) => upheld(c, e)),
    },
    dismissContest: {
      target: 'closed',
      guard: 'contestIsYours',
      actions: assign(({ context: c, event: e }) => closed(c, e)),
    },
    escalateContest: { actions: assign(({ context: c, event: e }) => late(c, 'contest', e)) },
  },
} satisfies StateOf<typeof chart>)

const answerStops = { fulfilRequest: 'answered', refuseRequest: 'answered' } as const
/** The period of the answer. Lateness lives here only, and no way leads back to being in time. */
const answer = chart.createStateConfig({
  meta: { title: text('答复期限', 'Period of the answer'), phase: 'during' },
  initial: 'notStarted',
  states: {
    notStarted: {
      meta: { title: text('核实身份中', 'Identity not yet confirmed') },
      on: { confirmIdentity: 'running', expireAnswer: 'overdue' },
    },
    running: {
      meta: { title: text('计时中', 'Running') },
      on: { ...answerStops, askMore: 'paused', expireAnswer: 'overdue' },
    },
    paused: {
      meta: { title: text('待补充，中止计时', 'Paused for material') },
      on: {
        ...answerStops,
        answerMore: 'running',
        lapseMore: 'answered',
        expireAnswer: 'overdue',
      },
    },
    overdue: {
      meta: { title: text('已逾期', 'Overdue') },
      on: { ...answerStops, lapseMore: 'answered' },
    },
    answered: {
      meta: { title: text('已答复', 'Answered') },
      on: { upholdContest: 'running' },
    },
  },
} satisfies StateOf<typeof chart>)

/** The file of a request is kept from its end; house policy, for the law names no period. */
const requestRecord = chart.createStateConfig({
  meta: { title: text('申请档案', 'File of the request'), phase: 'after' },
  initial: 'none',
  states: {
    none: {
      meta: { title: text('办理中', 'Not yet closed') },
      on: {
        rejectIdentity: 'kept',
        lapseVerification: 'kept',
        withdrawRequest: 'kept',
        closeFulfilled: 'kept',
        closeRefused: 'kept',
        dismissContest: 'kept',
      },
    },
    kept: {
      meta: { title: text('保存中', 'Kept') },
      on: { endRequestRetention: 'releasable' },
    },
    releasable: {
      meta: { title: text('保存期满', 'May be disposed of') },
      on: { confirmDisposal: 'disposed' },
    },
    disposed: { meta: { title: text('已处置', 'Disposed of') } },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const requestChart = chart.createMachine({
  id: 'M05b',
  type: 'parallel',
  context: beforeRequest,
  states: {
    case: {
      meta: { title: text('个人行使权利的申请', 'Request of an individual'), phase: 'during' },
      initial: 'openingRequest',
      on: {
        ...commonOn,
        endRequestRetention: { actions: assign(({ context: c }) => releasable(c)) },
      },
      states: {
        openingRequest,
        verifying,
        unverified: end('未能核实身份', 'Not verified'),
        inProgress,
        waitingMore,
        fulfilled: fulfilledState,
        refused: refusedState,
        contested: contestedState,
        closed: end('已办结', 'Closed'),
      },
    },
    answer,
    requestRecord,
  },
} satisfies MachineOf<typeof chart>)
