/** The case region up to the end of the period: scheme, endorsement, approval, measuring. */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import { RESOLUTION_RULES } from '../../resolution.ts'
import { approved, endorsed, late, submitted, takenBack } from './changes.ts'
import { chart } from './rules.ts'

export const schemeDraft = chart.createStateConfig({
  meta: { title: text('方案拟订', 'Scheme in draft'), phase: 'before' },
  on: {
    submitScheme: {
      target: 'smReview',
      guard: {
        type: 'all',
        params: [
          'schemeCoversUnit',
          'indicatorsAreWhole',
          'complaintsAreAssessed',
          'volumeIsNotAlone',
          'weightAsOrdered',
        ],
      },
      actions: assign(({ context: c, event: e }) => submitted(c, e)),
    },
    withdrawCycle: 'withdrawn',
  },
} satisfies StateOf<typeof chart>)

export const smReview = chart.createStateConfig({
  meta: { title: text('高级管理层审核', 'Before senior management'), phase: 'before' },
  on: {
    returnScheme: 'schemeDraft',
    endorseScheme: {
      target: 'bcReview',
      guard: 'weightStillAsOrdered',
      actions: assign(({ event: e }) => endorsed(e)),
    },
    reportEndorsementOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'endorsement', e)),
    },
    withdrawCycle: 'withdrawn',
  },
} satisfies StateOf<typeof chart>)

/** Approved after its period has begun, it is measured at once; the delay has been told by then. */
export const bcReview = chart.createStateConfig({
  meta: { title: text('委员会审议', 'Before the committee'), phase: 'before' },
  on: {
    returnSchemeByCommittee: {
      target: 'schemeDraft',
      actions: assign(() => takenBack),
    },
    approveScheme: [
      {
        target: 'measuring',
        guard: {
          type: 'all',
          params: [
            'weightStillAsOrdered',
            ...RESOLUTION_RULES,
            'resolutionIsOfContent',
            'resolutionIsTimely',
            'periodBegun',
          ],
        },
        actions: assign(({ event: e }) => approved(e)),
      },
      {
        target: 'inForce',
        guard: {
          type: 'all',
          params: [
            'weightStillAsOrdered',
            ...RESOLUTION_RULES,
            'resolutionIsOfContent',
            'resolutionIsTimely',
          ],
        },
        actions: assign(({ event: e }) => approved(e)),
      },
    ],
    reportApprovalOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'approval', e)),
    },
    withdrawCycle: 'withdrawn',
  },
} satisfies StateOf<typeof chart>)

export const inForce = chart.createStateConfig({
  meta: { title: text('方案生效', 'In force'), phase: 'before' },
  on: {
    startPeriod: 'measuring',
    amendScheme: { target: 'schemeDraft', actions: assign(() => takenBack) },
  },
} satisfies StateOf<typeof chart>)

export const measuring = chart.createStateConfig({
  meta: { title: text('考核期内', 'Measuring'), phase: 'during' },
  on: {
    endPeriod: 'scoring',
    amendScheme: { target: 'schemeDraft', actions: assign(() => takenBack) },
  },
} satisfies StateOf<typeof chart>)
