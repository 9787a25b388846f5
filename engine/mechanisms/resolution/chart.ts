/**
 * The chart of a resolution: how a body comes to decide.
 *
 * - The three bodies have one chart: what differs between them is the rule by which they count, which the
 *   case keeps from the day on which the body met.
 * - A meeting has an agenda of several items, each with its own recusals, votes and outcome; the case moves
 *   on when the last of them is decided.
 * - Nothing is adopted but by closing a vote in which everybody who counts has voted: the chair cannot close
 *   it before, and an item that is left open lapses.
 * - Without a quorum nothing is decided: at the opening the meeting falls to `adjourned`, and where so many
 *   stand aside that an item has none, that item ends inquorate.
 * - What was adopted takes effect when the secretary's minutes are signed by whoever presided, a second
 *   person; the others who attended sign as well, and are asked to by a clock.
 * - Minutes are kept for ever, so there is no disposal. A decision ends only by a later resolution of the
 *   same body.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { everydayOn } from '../everyday.ts'
import {
  attending,
  begun,
  cancelled,
  convened,
  countersigned,
  counted,
  disclosed,
  drafted,
  effected,
  failed,
  itemWithdrawn,
  lapsed,
  late,
  listed,
  named,
  notHeld,
  demanded,
  reconvened,
  rescinded,
  returned,
  signedOff,
  voted,
} from './changes.ts'
import { resolutionKit as chart } from './kit.ts'
import { beforeConvened } from './terms.ts'

const convening = {
  target: 'convened',
  guard: {
    type: 'all',
    params: [
      'writtenIsAllowed',
      'noticeGiven',
      'matterNamed',
      'matterExists',
      'rescindsWhatStands',
      'chairPresides',
      'secretaryHoldsSeat',
      'secretaryIsNotChair',
    ],
  },
  actions: chart.assign(({ event: e }) => convened(e as never)),
} as const
const opening = chart.createStateConfig({
  meta: { title: text('召集', 'Convening'), phase: 'before' },
  on: { conveneBoard: convening, conveneCommittee: convening, conveneSupervisors: convening },
} satisfies StateOf<typeof chart>)

const officers = {
  nameOfficers: {
    guard: {
      type: 'all',
      params: ['chairPresides', 'secretaryHoldsSeat', 'secretaryIsNotChair'],
    },
    actions: assign(({ event: e }) => named(e)),
  },
} as const satisfies StateOf<typeof chart>['on']
const disclosure = {
  discloseInterest: {
    guard: 'itemIsOpen',
    actions: assign(({ context: c, event: e }) => disclosed(c, e)),
  },
  demandRecusal: {
    guard: { type: 'all', params: ['someoneCounts', 'itemIsOpen', 'recusesAnother'] },
    actions: assign(({ context: c, event: e }) => demanded(c, e)),
  },
} as const satisfies StateOf<typeof chart>['on']
/** With the last open item the meeting has nothing left: it is minuted where something was decided. */
const withdrawal = {
  withdrawItem: [
    {
      target: 'minuting',
      guard: { type: 'all', params: ['itemIsOpen', 'lastItem', 'someItemDecided'] },
      actions: assign(({ context: c, event: e }) => itemWithdrawn(c, e)),
    },
    {
      target: 'cancelled',
      guard: { type: 'all', params: ['itemIsOpen', 'lastItem'] },
      actions: assign(({ context: c, event: e }) => itemWithdrawn(c, e)),
    },
    {
      guard: 'itemIsOpen',
      actions: assign(({ context: c, event: e }) => itemWithdrawn(c, e)),
    },
  ],
  cancelMeeting: [
    {
      target: 'minuting',
      guard: 'someItemDecided',
      actions: assign(({ context: c }) => cancelled(c)),
    },
    { target: 'cancelled', actions: assign(({ context: c }) => cancelled(c)) },
  ],
} as const satisfies StateOf<typeof chart>['on']

const convenedState = chart.createStateConfig({
  meta: { title: text('已召集', 'Convened'), phase: 'before' },
  on: {
    ...officers,
    ...disclosure,
    ...withdrawal,
    addItem: {
      guard: {
        type: 'all',
        params: [
          'agendaHasRoom',
          'agendaStillOpen',
          'itemIsNew',
          'matterNamed',
          'matterExists',
          'rescindsWhatStands',
        ],
      },
      actions: assign(({ context: c, event: e }) => listed(c, e)),
    },
    openSession: [
      {
        target: 'session',
        guard: {
          type: 'all',
          params: ['meetingDayReached', 'presentAreMembers', 'quorumPresent'],
        },
        actions: assign(({ context: c, event: e }) => begun(c, e)),
      },
      {
        target: 'adjourned',
        guard: { type: 'all', params: ['meetingDayReached', 'presentAreMembers'] },
        actions: assign(({ context: c }) => failed(c)),
      },
    ],
    markNotHeld: {
      target: 'adjourned',
      actions: assign(({ context: c, event: e }) => notHeld(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

const session = chart.createStateConfig({
  meta: { title: text('会议进行中', 'In session'), phase: 'during' },
  on: {
    ...officers,
    ...disclosure,
    withdrawItem: withdrawal.withdrawItem,
    recordAttendance: {
      guard: { type: 'all', params: ['isMeeting', 'attendanceChanges'] },
      actions: assign(({ context: c, event: e }) => attending(c, e)),
    },
    castVote: {
      guard: { type: 'all', params: ['isPresent', 'itemIsOpen'] },
      actions: assign(({ context: c, event: e }) => voted(c, e)),
    },
    closeVote: [
      {
        target: 'minuting',
        guard: {
          type: 'all',
          params: ['someVoteComplete', 'itemIsOpen', 'voteIsComplete', 'lastItem'],
        },
        actions: assign(({ context: c, event: e }) => counted(c, e)),
      },
      {
        guard: { type: 'all', params: ['someVoteComplete', 'itemIsOpen', 'voteIsComplete'] },
        actions: assign(({ context: c, event: e }) => counted(c, e)),
      },
    ],
    adjournSession: {
      target: 'adjourned',
      actions: assign(({ context: c }) => failed(c)),
    },
    lapseSession: [
      {
        target: 'minuting',
        guard: 'someItemDecided',
        actions: assign(({ context: c, event: e }) => ({
          ...lapsed(c),
          ...late(c, 'session', e),
        })),
      },
      {
        target: 'lapsed',
        actions: assign(({ context: c, event: e }) => ({
          ...lapsed(c),
          ...late(c, 'session', e),
        })),
      },
    ],
  },
} satisfies StateOf<typeof chart>)

const adjourned = chart.createStateConfig({
  meta: { title: text('未成会，待再次召集', 'To be convened again'), phase: 'before' },
  on: {
    ...officers,
    cancelMeeting: withdrawal.cancelMeeting,
    reconvene: {
      target: 'convened',
      guard: 'noticeGiven',
      actions: assign(({ event: e }) => reconvened(e)),
    },
    lapseMeeting: [
      {
        target: 'minuting',
        guard: 'someItemDecided',
        actions: assign(({ context: c }) => lapsed(c)),
      },
      { target: 'lapsed', actions: assign(({ context: c }) => lapsed(c)) },
    ],
  },
} satisfies StateOf<typeof chart>)

const minuting = chart.createStateConfig({
  meta: { title: text('会议记录', 'Being minuted'), phase: 'during' },
  initial: 'drafting',
  states: {
    drafting: {
      meta: { title: text('制作会议记录', 'Minutes drawn up') },
      on: {
        draftMinutes: {
          target: 'signing',
          actions: assign(({ event: e }) => drafted(e)),
        },
      },
    },
    signing: {
      meta: { title: text('待主持人签署', 'Awaits the signature of the chair') },
      on: {
        returnMinutes: { target: 'drafting', actions: assign(() => returned) },
        countersign: {
          guard: { type: 'all', params: ['mayCountersign', 'hashIsMinutes'] },
          actions: assign(({ context: c, event: e }) => countersigned(c, e)),
        },
        signMinutes: [
          {
            target: '#G02.case.inForce',
            guard: { type: 'all', params: ['hashIsMinutes', 'someAdopted'] },
            actions: assign(({ context: c, event: e }) => signedOff(c, e)),
          },
          {
            target: '#G02.case.notAdopted',
            guard: 'hashIsMinutes',
            actions: assign(({ context: c, event: e }) => signedOff(c, e)),
          },
        ],
      },
    },
  },
  on: {
    ...officers,
    reportMinutesOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'minutes', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const inForce = chart.createStateConfig({
  meta: { title: text('决议有效', 'In force'), phase: 'after' },
  on: {
    countersign: {
      guard: { type: 'all', params: ['mayCountersign', 'hashIsMinutes'] },
      actions: assign(({ context: c, event: e }) => countersigned(c, e)),
    },
    reportUnsigned: {
      actions: assign(({ context: c, event: e }) => late(c, 'signatures', e)),
    },
    recordRescission: [
      {
        target: 'rescinded',
        guard: { type: 'all', params: ['rescindsSome', 'rescindsAll'] },
        actions: assign(({ context: c, event: e }) => rescinded(c, e)),
      },
      {
        guard: 'rescindsSome',
        actions: assign(({ context: c, event: e }) => rescinded(c, e)),
      },
    ],
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  chart.createStateConfig({ type: 'final', meta: { title: text(zh, en), phase: 'after' } })

export const resolutionChart = chart.createMachine({
  id: 'G02',
  type: 'parallel',
  context: beforeConvened,
  states: {
    case: {
      meta: { title: text('决议', 'Resolution'), phase: 'before' },
      initial: 'opening',
      on: {
        ...everydayOn,
        recordEffect: {
          guard: 'carriesOut',
          actions: assign(({ context: c, event: e }) => effected(c, e)),
        },
      },
      states: {
        opening,
        convened: convenedState,
        session,
        adjourned,
        minuting,
        inForce,
        notAdopted: end('未通过', 'Nothing adopted'),
        cancelled: end('已取消', 'Cancelled'),
        lapsed: end('已失效', 'Lapsed'),
        rescinded: end('已撤销', 'Rescinded'),
      },
    },
  },
} satisfies MachineOf<typeof chart>)
