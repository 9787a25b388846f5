/** What an assessment causes elsewhere: somebody answerable, and a risk for audit. */
import type { CycleContext } from './context.ts'
import type { CycleEventOf } from './events.ts'
import { resolves } from '../terms.ts'

const ofUnit = (c: CycleContext) => (c.unit === null ? {} : { unit: c.unit })

export const reactions = [
  resolves.told('approveScheme'),
  resolves.told('ruleByResolution'),
  {
    on: 'reportSeriousEvent',
    to: 'M10',
    event: 'openAccountability',
    make: ({ process, payload }: CycleEventOf<'reportSeriousEvent'>, c: CycleContext) => ({
      payload: {
        cause: payload.cause,
        source: process,
        ...ofUnit(c),
        ...(payload.person === undefined ? {} : { person: payload.person }),
      },
    }),
  },
  {
    on: 'reportRectificationOverdue',
    to: 'M10',
    event: 'openAccountability',
    make: ({ process }: { readonly process: string }, c: CycleContext) => ({
      payload: { cause: 'other', source: process, ...ofUnit(c) },
    }),
  },
  {
    on: 'reportRectificationOverdue',
    to: 'M11',
    event: 'reportRisk',
    make: ({ process }: { readonly process: string }, c: CycleContext) => ({
      payload: { kind: 'other', source: process, ...ofUnit(c) },
    }),
  },
] as const
