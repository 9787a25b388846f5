/** All events of a recording, and the facts they read. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import { text } from '../../../policies/law.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../core/mechanism.ts'
import { day, line, oneOf } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { caseWorkEvents } from '../case-work.ts'
import { inspectionEvents } from './inspection-events.ts'
import { captureEvents, consentEvents, contractEvents, scopingEvents } from './sale-events.ts'
import { matterOf } from './terms.ts'
import type { RecordingContext } from './terms.ts'
import { custodyEvents, disposalEvents, holdEvents } from './vault-events.ts'

/** What may be corrected as a mistake of entry; everything else is changed by its own event. */
const record = oneOf('TraceabilityRecord', {
  label: z.object({ was: line(100), is: line(100) }).meta({ id: 'TraceabilityLabelCorrection' }),
  coolingOffEndsOn: z
    .object({ was: day(), is: day() })
    .meta({ id: 'TraceabilityCoolingOffCorrection' }),
  contractEndedOn: z
    .object({ was: day(), is: day() })
    .meta({ id: 'TraceabilityContractEndCorrection' }),
})
export type TraceabilityRecord = z.output<typeof record>

const keepers = [consumerProtection.keepRecordings, legal.disposeRecordings]
const everybody = [...keepers, business.recordSale, management.overseeRectification]
/** Contacts, material and urgency belong to a complaint; nobody in particular handles a recording. */
const { recuse, attachEvidence, note, correctRecord, explainBreach, ...asked } = caseWorkEvents({
  by: {
    recuse: [consumerProtection.inspectRecordings, legal.disposeRecordings],
    attachEvidence: everybody,
    note: everybody,
    correctRecord: consumerProtection.keepRecordings,
    explainBreach: everybody,
    inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
    answerInquiry: [consumerProtection.answerInquiry, management.overseeRectification],
    reassign: [],
    recordContact: [],
    askMaterial: [],
    receiveMaterial: [],
    setUrgency: [],
  },
  about: {},
  of: 'actor',
  record,
})
const { inquire, answerInquiry, markInquiryOverdue } = asked

export const events = {
  ...scopingEvents,
  ...consentEvents,
  ...captureEvents,
  ...contractEvents,
  ...inspectionEvents,
  ...holdEvents,
  ...custodyEvents,
  ...disposalEvents,
  recuse,
  attachEvidence,
  note,
  correctRecord,
  explainBreach,
  inquire,
  answerInquiry,
  markInquiryOverdue,
} as const satisfies EventTable

export const subjectsOf = (c: RecordingContext): SubjectKey[] =>
  [c.product, c.consumer, c.partner].filter((s) => s !== null) as SubjectKey[]

const sampled =
  (path: string) =>
  ({ context }: { readonly context: RecordingContext }) =>
    context.product === null
      ? undefined
      : {
          kind: 'count' as const,
          mechanism: 'M04',
          chart: 'recording',
          subject: context.product as SubjectKey,
          paths: [path],
        }

export const facts = {
  /** Whoever is restricted for want of training sells nothing, in whichever case of training that stands. */
  sellerTraining: {
    title: text('销售人员未结的培训', 'Training of the seller that has not ended'),
    kind: 'open',
    key: ({ payload }) =>
      payload?.['seller'] === undefined
        ? undefined
        : {
            kind: 'open',
            mechanism: 'M09',
            chart: 'person',
            subject: `person:${payload['seller'] as string}`,
          },
  },
  ownSeats: {
    title: text('质检人员的岗位', 'Seats of the inspector'),
    kind: 'seats',
    key: ({ by }) => (by.person === undefined ? undefined : { kind: 'seats', person: by.person }),
  },
  drawnOfProduct: {
    title: text('同一产品已抽中质检的录制', 'Recordings of the product drawn for inspection'),
    kind: 'count',
    key: sampled('sample.drawn'),
  },
  notDrawnOfProduct: {
    title: text('同一产品未抽中质检的录制', 'Recordings of the product not drawn'),
    kind: 'count',
    key: sampled('sample.notDrawn'),
  },
  /** The case for which it is held. */
  matter: {
    title: text('冻结所涉事项', 'The matter of the hold'),
    kind: 'process',
    key: ({ payload, context }) => {
      const process = matterOf(context, payload?.['hold'])
      return process === null ? undefined : { kind: 'process', process }
    },
  },
} as const satisfies FactTable<RecordingContext>

export type RecordingEvent = Asked<typeof events, typeof facts>
export type RecordingEventOf<K extends RecordingEvent['type']> = Extract<
  RecordingEvent,
  { type: K }
>
export const recordingTypes = chartTypes<RecordingContext, RecordingEvent>()
