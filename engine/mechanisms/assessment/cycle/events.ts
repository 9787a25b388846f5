/** All events of an assessment, and the facts they read. */
import { text } from '../../../../policies/law.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import type { SubjectKey } from '../../../core/values.ts'
import { resolutionFacts } from '../../resolution.ts'
import { workEvents } from '../work.ts'
import type { CycleContext } from './context.ts'
import { schemeEvents } from './scheme-events.ts'
import { scoreEvents } from './score-events.ts'

export const events = {
  ...schemeEvents,
  ...scoreEvents,
  ...workEvents,
} as const satisfies EventTable

const subjectOf = (unit: unknown): SubjectKey => `unit:${String(unit)}`

export const facts = {
  ...resolutionFacts,
  assessedUnit: {
    title: text('被考核单位', 'The unit assessed'),
    kind: 'unit',
    key: ({ payload }) =>
      payload?.['unit'] === undefined
        ? undefined
        : { kind: 'unit', unit: payload['unit'] as string },
  },
  /** One period at a time per unit, so what the last one left is complete. */
  priorCycle: {
    title: text('该单位最近一次考核', 'The latest assessment of the unit'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['unit'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M10',
            chart: 'cycle',
            subject: subjectOf(payload['unit']),
          },
  },
  belowBefore: {
    title: text('该单位以往低于合格线的考核期数', 'Earlier periods of the unit below the mark'),
    kind: 'count',
    key: ({ context }) =>
      context.unit === null
        ? undefined
        : {
            kind: 'count',
            mechanism: 'M10',
            chart: 'cycle',
            subject: subjectOf(context.unit),
            paths: ['result.below'],
          },
  },
  ownInterests: {
    title: text('裁决人与该单位的利害关系', 'Interests of the one who rules in the unit'),
    kind: 'interests',
    key: ({ context, by }) =>
      context.unit === null || by.person === undefined
        ? undefined
        : { kind: 'interests', person: by.person, subjects: [subjectOf(context.unit)] },
  },
} as const satisfies FactTable<CycleContext>

export type CycleEvent = Asked<typeof events, typeof facts>
export type CycleEventOf<K extends CycleEvent['type']> = Extract<CycleEvent, { type: K }>
export const cycleTypes = chartTypes<CycleContext, CycleEvent>()
