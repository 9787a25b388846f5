/** The case region once something is sold and its recording was drawn: inspection and rectification. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { damagedInForce, failed, insisted, late, passed, rectified, unwound } from './changes.ts'
import { chart } from './rules.ts'

const verdict = {
  passInspection: {
    target: 'vaulted',
    guard: 'recordingIntact',
    actions: assign(({ context: c }) => passed(c)),
  },
  failInspection: {
    target: 'qcFailed',
    actions: assign(({ context: c, event: e }) => failed(c, e)),
  },
  reportTampering: {
    target: 'qcFailed',
    guard: 'recordingIntact',
    actions: assign(({ context: c, event: e }) => damagedInForce(c, e)),
  },
} as const satisfies StateOf<typeof chart>['on']

export const qcQueued = chart.createStateConfig({
  meta: { title: text('待质检', 'Awaits inspection'), phase: 'during' },
  on: {
    ...verdict,
    reportInspectionOverdue: {
      target: 'qcOverdue',
      actions: assign(({ context: c, event: e }) => late(c, 'inspection', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** The inspection is late and still due: the breach is recorded, and the case waits for its inspector. */
export const qcOverdue = chart.createStateConfig({
  meta: { title: text('质检逾期', 'Inspection overdue'), phase: 'after' },
  on: {
    ...verdict,
    escalateInspection: {
      actions: assign(({ context: c, event: e }) => late(c, 'overdueInspection', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const escalation = {
  escalateRectification: {
    target: 'escalated',
    actions: assign(({ context: c, event: e }) => late(c, 'rectification', e)),
  },
  reportOrderMissed: {
    target: 'escalated',
    actions: assign(({ context: c, event: e }) => late(c, 'ordered', e)),
  },
} as const satisfies StateOf<typeof chart>['on']

/** The 15 working days run from the discovery, not from the order: waiting with the order gains nothing. */
export const qcFailed = chart.createStateConfig({
  meta: { title: text('质检不通过', 'Failed the inspection'), phase: 'after' },
  on: { orderRectification: 'rectifying', ...escalation },
} satisfies StateOf<typeof chart>)

export const rectifying = chart.createStateConfig({
  meta: { title: text('整改中', 'Being rectified'), phase: 'after' },
  on: {
    reportRectified: {
      target: 'qcQueued',
      guard: {
        type: 'all',
        params: ['supplementGiven', 'oneSegment', 'keyLinksComplete', 'supplementIsNew'],
      },
      actions: assign(({ context: c, event: e }) => rectified(c, e)),
    },
    ...escalation,
  },
} satisfies StateOf<typeof chart>)

/** A sale that is unwound ends its contract, and its recording is kept like any other. */
export const escalated = chart.createStateConfig({
  meta: { title: text('整改逾期升级', 'Escalated'), phase: 'after' },
  on: {
    insistOnRectification: {
      target: 'rectifying',
      guard: 'orderAhead',
      actions: assign(({ context: c, event: e }) => insisted(c, e)),
    },
    unwindSale: {
      target: 'vaulted',
      actions: assign(({ context: c, event: e }) => unwound(c, e)),
    },
    reportEscalationOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'escalation', e)),
    },
  },
} satisfies StateOf<typeof chart>)
