/**
 * The chart of the notice of a change (变更告知): fee, term, risk level or provider.
 *
 * In the law's own sketch a change moves the package. It is a case of its own, because several changes of
 * one product may be under way, each with its own day. Beyond the sketch:
 * - a notice that is not given in time does not turn into a deviation and end there: it stays owed, and the
 *   package is told of the deviation; a change that takes effect unannounced is told late;
 * - a change may be postponed or cancelled before it takes effect;
 * - delivery accounts for everybody on the list, and whom no message reached is told by announcement.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { breached } from '../case-file.ts'
import { everydayOn, everydayRules } from '../everyday.ts'
import { noticeTypes } from './notice-events.ts'
import type { NoticeEvent, NoticeEventOf } from './notice-events.ts'
import { ownNoticeRules } from './notice-rules.ts'
import { noNotice } from './notice-terms.ts'
import type { NoticeContext } from './notice-terms.ts'
import { dayOf } from './terms.ts'

type C = NoticeContext
export const noticeRules = { ...ownNoticeRules, ...everydayRules } as const
const chart = setup({
  types: noticeTypes,
  guards: guardsOf<C, NoticeEvent, typeof noticeRules>(noticeRules),
})

const announced = (e: NoticeEventOf<'announceChange'>): Partial<C> => ({
  product: e.payload.product,
  campaign: e.payload.campaign ?? null,
  label: e.payload.label,
  unit: (e.facts.changedPackage?.context['unit'] ?? null) as string | null,
  changes: e.payload.changes,
  effectiveOn: e.payload.effectiveOn,
  announcedOn: dayOf(e),
  affected: e.payload.affected,
})
const notified = (e: NoticeEventOf<'notifyChange'>, late: boolean): Partial<C> => ({
  notice: { hash: e.payload.noticeHash, means: e.payload.means, on: dayOf(e), late },
})
type Timed = Parameters<typeof breached>[2]
const late = (c: C, clock: string, e: Timed): Partial<C> => ({ work: breached(c.work, clock, e) })

/** Before the change takes effect; that day is kept by its clock, so whatever stands here is in time. */
const before = chart.createStateConfig({
  on: {
    notifyChange: {
      target: '#M02n.case.notified',
      actions: assign(({ event: e }) => notified(e, false)),
    },
    postponeChange: {
      guard: 'postponedAhead',
      actions: assign(({ event: e }) => ({ effectiveOn: e.payload.effectiveOn })),
    },
    cancelChange: '#M02n.case.cancelled',
    reportUnannounced: {
      target: '#M02n.case.updatePending.unannounced',
      actions: assign(({ context: c, event: e }) => late(c, 'effect', e)),
    },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

const updatePending = chart.createStateConfig({
  meta: { title: text('变更待告知', 'Change to be told'), phase: 'during' },
  initial: 'due',
  states: {
    due: {
      meta: { title: text('待告知', 'To be told') },
      on: {
        ...before.on,
        reportNoticeOverdue: {
          target: 'late',
          actions: assign(({ context: c, event: e }) => late(c, 'notice', e)),
        },
      },
    },
    late: { meta: { title: text('逾期未告知', 'Not told in time') }, on: before.on },
    unannounced: {
      meta: { title: text('已生效未告知', 'In effect and not told') },
      on: {
        notifyChange: {
          target: '#M02n.case.notified',
          actions: assign(({ event: e }) => notified(e, true)),
        },
      },
    },
  },
} satisfies StateOf<typeof chart>)

const notifiedState = chart.createStateConfig({
  meta: { title: text('已告知待送达', 'Told, delivery awaited'), phase: 'during' },
  on: {
    confirmDelivery: {
      target: 'delivered',
      guard: { type: 'all', params: ['everybodyAccounted', 'unreachedAnnounced'] },
      actions: assign(({ event: { payload: p } }) => ({
        delivery: {
          delivered: p.delivered,
          undelivered: p.undelivered,
          announcementHash: p.announcementHash ?? null,
        },
      })),
    },
    reportUndelivered: {
      actions: assign(({ context: c, event: e }) => late(c, 'delivery', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const noticeChart = chart.createMachine({
  id: 'M02n',
  type: 'parallel',
  context: noNotice,
  states: {
    case: {
      meta: { title: text('变更告知', 'Notice of a change'), phase: 'during' },
      initial: 'unannouncedYet',
      on: everydayOn,
      states: {
        unannouncedYet: {
          meta: { title: text('未申报', 'Not announced'), phase: 'during' },
          on: {
            announceChange: [
              {
                target: 'updatePending',
                guard: {
                  type: 'all',
                  params: ['packageInForce', 'everybodyListed', 'takesEffectLater'],
                },
                actions: assign(({ event: e }) => announced(e)),
              },
              {
                target: '#M02n.case.updatePending.unannounced',
                guard: { type: 'all', params: ['packageInForce', 'everybodyListed'] },
                actions: assign(({ context: c, event: e }) => ({
                  ...announced(e),
                  ...late(c, 'effect', e),
                })),
              },
            ],
          },
        },
        updatePending,
        notified: notifiedState,
        delivered: end('已送达', 'Delivered'),
        cancelled: end('已取消', 'Cancelled'),
      },
    },
  },
} satisfies MachineOf<typeof chart>)
