/** All events of an incident, and the facts they read. */
import { text } from '../../../../policies/law.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import type { SubjectKey } from '../../../core/values.ts'
import { commonEvents } from '../common/events.ts'
import { commonFacts } from '../common/facts.ts'
import { cureEvents, individualEvents, reportEvents } from './events-response.ts'
import { triageEvents } from './events-triage.ts'
import type { IncidentContext } from './terms.ts'

export const events = {
  ...triageEvents,
  ...reportEvents,
  ...individualEvents,
  ...cureEvents,
  ...commonEvents,
} as const satisfies EventTable

export const facts = {
  interests: commonFacts.interests,
  handlerSeats: commonFacts.handlerSeats,
  /** The listing of the partner at which it happened. */
  partnerListing: {
    title: text('涉事合作机构的名单流程', 'The listing of the partner concerned'),
    kind: 'latest',
    key: ({ context: c }) =>
      c.partner === null
        ? undefined
        : { kind: 'latest', mechanism: 'M06', subject: c.partner as SubjectKey },
  },
} as const satisfies FactTable<IncidentContext>

export type IncidentEvent = Asked<typeof events, typeof facts>
export type IncidentEventOf<K extends IncidentEvent['type']> = Extract<IncidentEvent, { type: K }>
export const incidentTypes = chartTypes<IncidentContext, IncidentEvent>()
