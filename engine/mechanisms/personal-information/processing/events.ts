/** All events of a processing activity, and the facts they read. */
import { text } from '../../../../policies/law.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import type { SubjectKey } from '../../../core/values.ts'
import { commonEvents } from '../common/events.ts'
import { commonFacts } from '../common/facts.ts'
import { endEvents } from './events-end.ts'
import { changeEvents, consentEvents, controlEvents } from './events-life.ts'
import { proposalEvents } from './events-proposal.ts'
import type { ProcessingContext } from './terms.ts'

export const events = {
  ...proposalEvents,
  ...consentEvents,
  ...changeEvents,
  ...controlEvents,
  ...endEvents,
  ...commonEvents,
} as const satisfies EventTable

export const facts = {
  ...commonFacts,
  /** One open case per activity; so what it knows when it opens is complete. */
  latestActivity: {
    title: text('同一处理活动最近一次流程', 'The latest case of the same activity'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['activity'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M05',
            chart: 'processing',
            subject: payload['activity'] as SubjectKey,
          },
  },
  /** The listing of a partner that was inspected. */
  listing: {
    title: text('合作机构名单流程', 'The listing of the partner'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['partner'] === undefined
        ? undefined
        : { kind: 'latest', mechanism: 'M06', subject: payload['partner'] as SubjectKey },
  },
} as const satisfies FactTable<ProcessingContext>

export type ProcessingEvent = Asked<typeof events, typeof facts>
export type ProcessingEventOf<K extends ProcessingEvent['type']> = Extract<
  ProcessingEvent,
  { type: K }
>
export const processingTypes = chartTypes<ProcessingContext, ProcessingEvent>()
