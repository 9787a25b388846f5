/** All events of a dispute, and the facts they read. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { management } from '../../../policies/management.ts'
import { mediator, regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../core/mechanism.ts'
import { line, oneOf, subject } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { caseWorkEvents } from '../case-work.ts'
import { everydayEvents } from '../everyday.ts'
import { keepingEvents } from '../keeping.ts'
import { mediationEvents } from './mediation-events.ts'
import { negotiationEvents } from './negotiation-events.ts'
import { outcomeEvents } from './outcome-events.ts'
import type { DisputeContext } from './terms.ts'

/** What may be corrected as a mistake of entry; everything else is changed by its own event. */
const record = oneOf('DisputeRecord', {
  matter: z.object({ was: line(200), is: line(200) }).meta({ id: 'DisputeMatterCorrection' }),
  product: z
    .object({ was: subject('product').optional(), is: subject('product') })
    .meta({ id: 'DisputeProductCorrection' }),
})
export type DisputeRecord = z.output<typeof record>

const { resolveDispute, answerInquiry } = consumerProtection
const everybody = [
  resolveDispute,
  business.resolveDispute,
  legal.resolveDispute,
  management.ruleOnMediation,
]
const { reassign, recuse, correctRecord } = caseWorkEvents({
  by: {
    reassign: resolveDispute,
    recuse: [resolveDispute, legal.resolveDispute],
    correctRecord: resolveDispute,
    attachEvidence: [],
    note: [],
    explainBreach: [],
    inquire: [],
    answerInquiry: [],
    recordContact: [],
    askMaterial: [],
    receiveMaterial: [],
    setUrgency: [],
  },
  about: {},
  of: 'actor',
  record,
})

export const events = {
  ...negotiationEvents,
  ...mediationEvents,
  ...outcomeEvents,
  reassign,
  recuse,
  correctRecord,
  ...everydayEvents({
    note: everybody,
    attachEvidence: [...everybody, mediator.mediate],
    inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
    answerInquiry: [answerInquiry, management.ruleOnMediation],
    explainBreach: everybody,
  }),
  ...keepingEvents({ hold: [resolveDispute, legal.resolveDispute], dispose: resolveDispute }),
} as const satisfies EventTable

/** What a dispute is about. */
export const subjectsOf = (c: DisputeContext): SubjectKey[] =>
  [c.consumer, c.product, c.partner].filter((s) => s !== null) as SubjectKey[]
const stringIn = (payload: Readonly<Record<string, unknown>> | undefined, field: string) =>
  payload?.[field] as string | undefined

export const facts = {
  complaint: {
    title: text('所涉投诉', 'The complaint from which it came'),
    kind: 'process',
    key: ({ payload }) => {
      const complaint = stringIn(payload, 'complaint')
      return complaint === undefined ? undefined : { kind: 'process', process: complaint }
    },
  },
  unit: {
    title: text('部门登记', 'The unit as registered'),
    kind: 'unit',
    key: ({ payload }) => {
      const unit = stringIn(payload, 'unit')
      return unit === undefined ? undefined : { kind: 'unit', unit }
    },
  },
  interests: {
    title: text('经办人的利害关系', 'Interests of the handler'),
    kind: 'interests',
    key: ({ payload, context }) => {
      const person = stringIn(payload, 'handler')
      return person === undefined
        ? undefined
        : { kind: 'interests', person, subjects: subjectsOf(context) }
    },
  },
  handlerSeats: {
    title: text('经办人的岗位', 'Seats of the handler'),
    kind: 'seats',
    key: ({ payload }) => {
      const person = stringIn(payload, 'handler')
      return person === undefined ? undefined : { kind: 'seats', person }
    },
  },
  representativeSeats: {
    title: text('受托人的岗位', 'Seats of the representative'),
    kind: 'seats',
    key: ({ payload }) => {
      const person = stringIn(payload, 'representative')
      return person === undefined ? undefined : { kind: 'seats', person }
    },
  },
} as const satisfies FactTable<DisputeContext>

export type DisputeEvent = Asked<typeof events, typeof facts>
export type DisputeEventOf<K extends DisputeEvent['type']> = Extract<DisputeEvent, { type: K }>
export const disputeTypes = chartTypes<DisputeContext, DisputeEvent>()
