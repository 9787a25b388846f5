/** All events of an engagement, and the facts they read. */
import { text } from '../../../../policies/law.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import type { SubjectKey } from '../../../core/values.ts'
import { resolutionFacts } from '../../resolution.ts'
import { workEvents } from '../work.ts'
import type { EngagementContext } from './context.ts'
import { planEvents } from './plan-events.ts'
import { remedyEvents } from './remedy-events.ts'
import { reportEvents } from './report-events.ts'

export const events = {
  ...planEvents,
  ...reportEvents,
  ...remedyEvents,
  ...workEvents,
} as const satisfies EventTable

export const subjectsOf = (c: EngagementContext): SubjectKey[] => [
  ...(c.unit === null ? [] : [`unit:${c.unit}` as const]),
  ...(c.about as SubjectKey[]),
]

export const facts = {
  ...resolutionFacts,
  auditedUnit: {
    title: text('被审计单位', 'The unit audited'),
    kind: 'unit',
    key: ({ payload }) =>
      payload?.['unit'] === undefined
        ? undefined
        : { kind: 'unit', unit: payload['unit'] as string },
  },
  unitCoverage: {
    title: text('该单位的审计覆盖', 'The coverage of the unit'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const unit = context.unit ?? payload?.['unit']
      return typeof unit === 'string'
        ? { kind: 'latest', mechanism: 'M11', chart: 'coverage', subject: `unit:${unit}` }
        : undefined
    },
  },
  auditorSeats: {
    title: text('审计人员的岗位', 'Seats of the auditor'),
    kind: 'seats',
    key: ({ payload }) =>
      payload?.['auditor'] === undefined
        ? undefined
        : { kind: 'seats', person: payload['auditor'] as string },
  },
  auditorInterests: {
    title: text('审计人员的利害关系', 'Interests of the auditor'),
    kind: 'interests',
    key: ({ payload, context }) =>
      payload?.['auditor'] === undefined
        ? undefined
        : {
            kind: 'interests',
            person: payload['auditor'] as string,
            subjects: subjectsOf(context),
          },
  },
  ownInterests: {
    title: text('办理人的利害关系', 'Interests of the one who acts'),
    kind: 'interests',
    key: ({ context, by }) =>
      by.person === undefined
        ? undefined
        : { kind: 'interests', person: by.person, subjects: subjectsOf(context) },
  },
  /** For how many months independence looks back; the same for which a declaration holds. */
  lookBack: {
    title: text('独立性回溯月数', 'Months over which independence looks back'),
    kind: 'policy',
    key: () => ({ kind: 'policy', key: 'audit.independence' }),
  },
  productReview: {
    title: text('该产品最近一次审查', 'The latest review of the product'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['product'] === undefined
        ? undefined
        : { kind: 'latest', mechanism: 'M01', subject: payload['product'] as SubjectKey },
  },
} as const satisfies FactTable<EngagementContext>

export type EngagementEvent = Asked<typeof events, typeof facts>
export type EngagementEventOf<K extends EngagementEvent['type']> = Extract<
  EngagementEvent,
  { type: K }
>
export const engagementTypes = chartTypes<EngagementContext, EngagementEvent>()
