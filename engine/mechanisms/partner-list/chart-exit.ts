/** The case region on the way out, and its ends (事后监督). */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { dataDeclared, dataVerified, forbidden, gone, late, planned } from './changes.ts'
import { chart } from './rules.ts'

/** A serious breach bars the partner from the moment it is found, while its customers are still run off. */
const forbids = {
  guard: 'notForbidden',
  actions: chart.assign(({ context: c, event: e }) =>
    e.type === 'decideBlacklisting' ? forbidden(c, e) : {},
  ),
} as const

export const exiting = chart.createStateConfig({
  meta: { title: text('退出中', 'Exiting'), phase: 'after' },
  on: {
    planExit: {
      target: 'runoff',
      guard: { type: 'all', params: ['planCovers', 'endLiesAhead'] },
      actions: assign(({ context: c, event: e }) => planned(c, e.payload.until)),
    },
    decideBlacklisting: forbids,
    reportPlanOverdue: { actions: assign(({ context: c, event: e }) => late(c, 'exitPlan', e)) },
  },
} satisfies StateOf<typeof chart>)

/** Customers that exist are served to the end; the data goes back or is deleted, and that is checked. */
export const runoff = chart.createStateConfig({
  meta: { title: text('存量处置', 'Run-off'), phase: 'after' },
  on: {
    extendRunoff: {
      guard: 'endLiesAhead',
      actions: assign(({ context: c, event: e }) => planned(c, e.payload.until)),
    },
    declareDataReturned: { actions: assign(({ event: e }) => dataDeclared(e)) },
    verifyDataReturn: {
      guard: 'dataReturnDeclared',
      actions: assign(({ context: c }) => dataVerified(c)),
    },
    completeExit: [
      {
        target: 'blacklisted',
        guard: {
          type: 'all',
          params: [
            'dataReturnVerified',
            'finalEvaluationDone',
            'listShowsExit',
            'complaintsHandedOver',
            'isForbidden',
          ],
        },
        actions: assign(({ context: c, event: e }) => gone(c, e)),
      },
      {
        target: 'delisted',
        guard: {
          type: 'all',
          params: [
            'dataReturnVerified',
            'finalEvaluationDone',
            'listShowsExit',
            'complaintsHandedOver',
            'notForbidden',
          ],
        },
        actions: assign(({ context: c, event: e }) => gone(c, e)),
      },
    ],
    decideBlacklisting: forbids,
    reportRunoffOverdue: { actions: assign(({ context: c, event: e }) => late(c, 'runoff', e)) },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string, phase: 'before' | 'after') =>
  ({ type: 'final', meta: { title: text(zh, en), phase } }) as const
export const rejected = end('未准入', 'Rejected', 'before')
export const withdrawn = end('已撤回', 'Withdrawn', 'before')
export const delisted = end('已退出名单', 'Delisted', 'after')
export const blacklisted = end('禁止合作', 'On the forbidden list', 'after')
