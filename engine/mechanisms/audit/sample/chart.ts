/**
 * The chart of a recorded sample (审计抽样): from which population, by which method and seed, and what was
 * drawn. It is asked for before anything is drawn, so that nobody draws until he likes what comes; and since
 * a sample is a pure function of what is recorded, anybody draws it again.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf } from '../../../core/mechanism.ts'
import { everydayOn } from '../../everyday.ts'
import { beforeSample } from './context.ts'
import type { SampleContext } from './context.ts'
import type { SampleEvent } from './events.ts'
import { chart } from './rules.ts'

type Event<K extends SampleEvent['type']> = { readonly event: Extract<SampleEvent, { type: K }> }

const ordered = ({ event: { payload, by } }: Event<'orderSample'>): Partial<SampleContext> => ({
  ...payload,
  engagement: payload.engagement ?? null,
  stratum: payload.stratum ?? null,
  amount: payload.amount ?? null,
  currency: payload.currency ?? null,
  by: by.person ?? null,
})

const drawn = ({ event: { payload } }: Event<'recordSample'>): Partial<SampleContext> => ({
  ...payload,
  headSize: payload.headSize ?? null,
  root: payload.root ?? null,
  part: payload.part ?? null,
})

export const sampleChart = chart.createMachine({
  id: 'sample',
  type: 'parallel',
  context: beforeSample,
  states: {
    case: {
      meta: { title: text('审计抽样', 'Audit sample'), phase: 'after' },
      initial: 'openingSample',
      on: everydayOn,
      states: {
        openingSample: {
          meta: { title: text('提出中', 'Being asked for') },
          on: {
            orderSample: {
              target: 'drawing',
              guard: {
                type: 'all',
                params: ['sampleServesEngagement', 'methodHasItsMeans', 'populationIsNotByWords'],
              },
              actions: assign(ordered),
            },
          },
        },
        drawing: {
          meta: { title: text('抽取中', 'Being drawn') },
          on: {
            recordSample: { target: 'drawn', actions: assign(drawn) },
            lapseSample: 'notDrawn',
          },
        },
        drawn: { type: 'final', meta: { title: text('已抽取', 'Drawn') } },
        notDrawn: { type: 'final', meta: { title: text('未抽取', 'Not drawn') } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)
