/** Every event of a complaint, the facts they read, and the types that follow from both. */
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import type { SubjectKey } from '../../core/values.ts'
import { caseWorkEvents } from '../case-work.ts'
import type { Context } from './context.ts'
import { causeEvents, recordEvents } from './events-aftermath.ts'
import { answerEvents, reviewEvents } from './events-answer.ts'
import { periodEvents, workEvents } from './events-handling.ts'
import { intakeEvents, party } from './events-intake.ts'
import { correction } from './shapes.ts'

const { handleComplaint, assignComplaint, archiveComplaint, answerInquiry } = consumerProtection
export const work = caseWorkEvents({
  about: party,
  of: 'about',
  record: correction,
  by: {
    reassign: assignComplaint,
    recuse: handleComplaint,
    attachEvidence: [handleComplaint, archiveComplaint],
    recordContact: handleComplaint,
    note: [handleComplaint, legal.checkDecision],
    askMaterial: handleComplaint,
    receiveMaterial: handleComplaint,
    setUrgency: [handleComplaint, management.overseeComplaints],
    correctRecord: archiveComplaint,
    explainBreach: [handleComplaint, management.overseeComplaints],
    inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
    answerInquiry: [answerInquiry, management.overseeComplaints],
  },
})

export const events = {
  ...intakeEvents,
  ...workEvents,
  ...periodEvents,
  ...answerEvents,
  ...reviewEvents,
  ...causeEvents,
  ...recordEvents,
  ...work,
  reassign: { ...work.reassign, reads: ['interests', 'handlerSeats', 'handlerTraining'] },
} as const satisfies EventTable

const present = (...keys: readonly (string | null)[]): SubjectKey[] =>
  keys.filter((k) => k !== null && k !== '') as SubjectKey[]
/** What a complaint is about, without its cause. */
export const subjectsOf = (c: Context): SubjectKey[] => [
  ...new Set(
    present(
      c.complainant,
      ...c.representatives,
      c.product,
      c.partner,
      c.organisation,
      c.unit === null ? null : `unit:${c.unit}`,
    ),
  ),
]
/** One key for one cause, so that complaints with the same cause can be counted. */
export const causeKey = (c: Context): SubjectKey | undefined => {
  const kind = c.cause?.confirmed[0]
  if (kind === undefined) return undefined
  const what = (kind === 'partner' ? c.partner : c.product) ?? c.partner ?? c.unit ?? 'all'
  return `activity:complaint-cause.${kind}.${what.replace(':', '.')}`
}
const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

export const facts = {
  interests: {
    title: text('经办人的利害关系', 'Interests of the handler'),
    kind: 'interests',
    key: ({ payload, context }) => {
      const handler = stringOf(payload?.['handler'])
      return handler === undefined
        ? undefined
        : { kind: 'interests', person: handler, subjects: subjectsOf(context) }
    },
  },
  handlerSeats: {
    title: text('经办人的岗位', 'Seats of the handler'),
    kind: 'seats',
    key: ({ payload }) => {
      const handler = stringOf(payload?.['handler'])
      return handler === undefined ? undefined : { kind: 'seats', person: handler }
    },
  },
  handlerTraining: {
    // In whichever case of training the restriction stands: a newer one does not lift it.
    title: text('经办人未结的培训', 'Training of the handler that has not ended'),
    kind: 'open',
    key: ({ payload }) => {
      const handler = stringOf(payload?.['handler'])
      return handler === undefined
        ? undefined
        : { kind: 'open', mechanism: 'M09', chart: 'person', subject: `person:${handler}` }
    },
  },
  unit: {
    title: text('承办机构', 'The unit in charge'),
    kind: 'unit',
    key: ({ payload }) => {
      const unit =
        stringOf(payload?.['unit']) ?? stringOf(payload?.['to']) ?? stringOf(payload?.['owner'])
      return unit === undefined ? undefined : { kind: 'unit', unit }
    },
  },
  continued: {
    title: text('所延续的投诉', 'The complaint that is continued'),
    kind: 'process',
    key: ({ payload }) => {
      const process = stringOf(payload?.['continues'])
      return process === undefined ? undefined : { kind: 'process', process }
    },
  },
  linked: {
    title: text('关联的投诉', 'The linked complaint'),
    kind: 'process',
    key: ({ context }) =>
      context.linked === null ? undefined : { kind: 'process', process: context.linked.complaint },
  },
  latestReview: {
    title: text('产品最近一次消保审查', 'The latest review of the product'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const product = stringOf(payload?.['product']) ?? context.product
      return product === null
        ? undefined
        : { kind: 'latest', mechanism: 'M01', subject: product as SubjectKey }
    },
  },
  latestPackage: {
    title: text('产品最近一次披露材料', 'The latest disclosure package of the product'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const product = stringOf(payload?.['product']) ?? context.product
      return product === null
        ? undefined
        : { kind: 'latest', mechanism: 'M02', chart: 'package', subject: product as SubjectKey }
    },
  },
  listedPartner: {
    title: text('名单中的合作机构', 'The partner in the list'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const partner = stringOf(payload?.['partner']) ?? context.partner
      return partner === null
        ? undefined
        : { kind: 'latest', mechanism: 'M06', chart: 'partner', subject: partner as SubjectKey }
    },
  },
  sameCause: {
    title: text('同一原因的投诉数', 'Complaints with the same cause'),
    kind: 'count',
    key: ({ context }) => {
      const subject = causeKey(context)
      return subject === undefined
        ? undefined
        : {
            kind: 'count',
            mechanism: 'M07',
            subject,
            paths: ['case.rectifying', 'case.concluded', 'case.archived'],
          }
    },
  },
  repeatedCauseLimit: {
    title: text('同一原因次数标准', 'How many make a recurring cause'),
    kind: 'policy',
    key: () => ({ kind: 'policy', key: 'complaint.repeatedCause' }),
  },
} as const satisfies FactTable<Context>

export type Facts = typeof facts
export type Event = Asked<typeof events, Facts>
export type EventOf<K extends Event['type']> = Extract<Event, { type: K }>
