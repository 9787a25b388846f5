/** From the proposal to the decision of a second person. What is erased cannot be brought back. */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { types } from './events.ts'
import type { C, E } from './events.ts'
import { rules } from './rules.ts'

const chart = setup({ types, guards: guardsOf<C, E, typeof rules>(rules) })

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const erasureChart = chart.createMachine({
  id: 'G03',
  type: 'parallel',
  context: { subject: null, ground: null, request: null },
  states: {
    case: {
      meta: { title: text('删除', 'Erasure'), phase: 'after' },
      initial: 'opening',
      states: {
        /** Left by the event that opens the process and never stored. */
        opening: {
          meta: { title: text('未提议', 'Not proposed') },
          on: {
            proposeErasure: {
              target: 'proposed',
              guard: {
                type: 'all',
                params: [
                  'requestIsTheirs',
                  'subjectHasValues',
                  'subjectHoldsNoSeat',
                  'noMatterOpen',
                  'noRecordHeld',
                  'retentionOver',
                ],
              },
              actions: assign(({ event: { payload } }) => ({
                subject: payload.subject,
                ground: payload.ground,
                request: payload.request ?? null,
              })),
            },
          },
        },
        proposed: {
          meta: { title: text('待决定', 'Awaiting the decision') },
          on: {
            confirmErasure: {
              target: 'erased',
              guard: {
                type: 'all',
                params: [
                  'someValueKept',
                  'noSeatHeld',
                  'noMatterOpenStill',
                  'noRecordHeldStill',
                  'retentionOverStill',
                ],
              },
            },
            declineErasure: 'declined',
            withdrawErasure: 'withdrawn',
            lapseErasure: 'lapsed',
          },
        },
        erased: end('已删除', 'Erased'),
        declined: end('不予删除', 'Declined'),
        withdrawn: end('已撤回', 'Withdrawn'),
        lapsed: end('已失效', 'Lapsed'),
      },
    },
  },
} satisfies MachineOf<typeof chart>)
