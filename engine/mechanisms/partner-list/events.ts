/** All events of partner-list management, and the facts they read. */
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { headquarters, management } from '../../../policies/management.ts'
import { partner, regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../core/mechanism.ts'
import * as z from 'zod'
import { line, oneOf, unit } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { caseWorkEvents } from '../case-work.ts'
import { everydayEvents } from '../everyday.ts'
import { keepingEvents } from '../keeping.ts'
import { entryEvents } from './entry-events.ts'
import { afterEvents } from './exit-events.ts'
import { watchEvents } from './watch-events.ts'
import type { PartnerContext } from './terms.ts'

/** What may be corrected as a mistake of entry; everything else is changed by its own event. */
const record = oneOf('PartnerRecord', {
  label: z.object({ was: line(100), is: line(100) }).meta({ id: 'PartnerLabelCorrection' }),
  unit: z.object({ was: unit(), is: unit() }).meta({ id: 'PartnerUnitCorrection' }),
})
export type PartnerRecord = z.output<typeof record>

const { watchPartners, listPartners, answerInquiry } = consumerProtection
const everybody = [
  watchPartners,
  legal.checkPartner,
  business.managePartners,
  management.rulePartners,
  headquarters.approvePartner,
  informationOfficer.verifyDataReturn,
]
const everyday = everydayEvents({
  note: everybody,
  attachEvidence: [...everybody, partner.respond],
  inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
  answerInquiry: [answerInquiry, management.rulePartners],
  explainBreach: [watchPartners, business.managePartners, management.rulePartners],
})
const { reassign, recuse, correctRecord } = caseWorkEvents({
  by: {
    reassign: watchPartners,
    recuse: [watchPartners, legal.checkPartner, management.rulePartners],
    correctRecord: watchPartners,
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
  ...entryEvents,
  ...watchEvents,
  ...afterEvents,
  reassign,
  recuse,
  correctRecord: { ...correctRecord, reads: ['unit'] },
  ...everyday,
  ...keepingEvents({ hold: [watchPartners, legal.checkPartner], dispose: listPartners }),
} as const satisfies EventTable

const personIn = (payload: Readonly<Record<string, unknown>> | undefined) =>
  payload?.['handler'] as string | undefined
/** The unit that a payload names, by itself or as a correction. */
const unitIn = (payload: Readonly<Record<string, unknown>> | undefined) => {
  const record = payload?.['record'] as { readonly unit?: { readonly is: string } } | undefined
  return (payload?.['unit'] as string | undefined) ?? record?.unit?.is
}
const subjectOf = (c: PartnerContext): SubjectKey[] =>
  c.partner === null ? [] : [c.partner as SubjectKey]

export const facts = {
  /** One open case per partner; so what it knows when it opens is complete and exact. */
  latestListing: {
    title: text('同一机构最近一次名单管理', 'The latest case of the same partner'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['partner'] === undefined
        ? undefined
        : { kind: 'latest', mechanism: 'M06', subject: payload['partner'] as SubjectKey },
  },
  unit: {
    title: text('部门登记', 'The unit as registered'),
    kind: 'unit',
    key: ({ payload }) => {
      const named = unitIn(payload)
      return named === undefined ? undefined : { kind: 'unit', unit: named }
    },
  },
  openReviews: {
    title: text('涉及该机构的未结审查', 'Open reviews of products that use the partner'),
    kind: 'open',
    key: ({ context }) =>
      context.partner === null
        ? undefined
        : { kind: 'open', mechanism: 'M01', subject: context.partner as SubjectKey },
  },
  openComplaints: {
    title: text('涉及该机构的未结投诉', 'Open complaints about the partner'),
    kind: 'open',
    key: ({ context }) =>
      context.partner === null
        ? undefined
        : { kind: 'open', mechanism: 'M07', subject: context.partner as SubjectKey },
  },
  ownInterests: {
    title: text('经办人与该机构的利害关系', 'Interests in the partner of whoever decides'),
    kind: 'interests',
    key: ({ by, context }) =>
      by.person === undefined || context.partner === null
        ? undefined
        : { kind: 'interests', person: by.person, subjects: subjectOf(context) },
  },
  interests: {
    title: text('负责人与该机构的利害关系', 'Interests of who is to be in charge'),
    kind: 'interests',
    key: ({ payload, context }) => {
      const person = personIn(payload)
      return person === undefined
        ? undefined
        : { kind: 'interests', person, subjects: subjectOf(context) }
    },
  },
  handlerSeats: {
    title: text('负责人的岗位', 'Seats of who is to be in charge'),
    kind: 'seats',
    key: ({ payload }) => {
      const person = personIn(payload)
      return person === undefined ? undefined : { kind: 'seats', person }
    },
  },
} as const satisfies FactTable<PartnerContext>

export type PartnerEvent = Asked<typeof events, typeof facts>
export type PartnerEventOf<K extends PartnerEvent['type']> = Extract<PartnerEvent, { type: K }>
export const partnerTypes = chartTypes<PartnerContext, PartnerEvent>()
