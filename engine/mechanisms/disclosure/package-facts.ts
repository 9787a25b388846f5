/** All events of a package, the facts they read, and their types. */
import * as z from 'zod'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { line, oneOf, unit } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { caseWorkEvents } from '../case-work.ts'
import { deviationEvents } from './deviation-events.ts'
import { everyday } from './everyday.ts'
import { displayEvents, draftingEvents } from './package-events.ts'
import type { PackageContext } from './package-terms.ts'

type C = PackageContext

/** What may be corrected as a mistake of entry; everything else is changed by its own event. */
const record = oneOf('DisclosureRecord', {
  label: z.object({ was: line(100), is: line(100) }).meta({ id: 'DisclosureLabelCorrection' }),
  unit: z.object({ was: unit(), is: unit() }).meta({ id: 'DisclosureUnitCorrection' }),
})
export type PackageRecord = z.output<typeof record>

const checkers = [consumerProtection.checkDisclosure, legal.checkDisclosure]
const none = [] as const
/** Contacts, material of consumers and urgency belong to no package. */
const { reassign, recuse, correctRecord } = caseWorkEvents({
  by: {
    reassign: consumerProtection.checkDisclosure,
    recuse: checkers,
    correctRecord: consumerProtection.checkDisclosure,
    attachEvidence: none,
    note: none,
    explainBreach: none,
    inquire: none,
    answerInquiry: none,
    recordContact: none,
    askMaterial: none,
    receiveMaterial: none,
    setUrgency: none,
  },
  about: {},
  of: 'actor',
  record,
})

export const packageEvents = {
  ...draftingEvents,
  ...displayEvents,
  ...deviationEvents,
  reassign,
  recuse,
  correctRecord,
  ...everyday,
} as const satisfies EventTable

export const subjectsOf = (c: C): SubjectKey[] =>
  [c.campaign ?? c.product, ...c.partners].filter((s) => s !== null) as SubjectKey[]
const own = (c: C): SubjectKey | undefined =>
  (c.campaign ?? c.product ?? undefined) as SubjectKey | undefined

export const packageFacts = {
  /** One open package per subject, so that whoever looks for it finds the one that counts. */
  latestPackageOf: {
    title: text('同一对象最近的披露材料', 'The latest package of the same subject'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['product'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M02',
            chart: 'package',
            subject: (payload['campaign'] ?? payload['product']) as SubjectKey,
          },
  },
  latestReview: {
    title: text('该对象最近的消保审查', 'The latest review of the subject'),
    kind: 'latest',
    key: ({ context: c }) => {
      const subject = own(c)
      return subject && { kind: 'latest', mechanism: 'M01', subject }
    },
  },
  partnersListed: {
    title: text('合作机构在名单中的地位', 'Standing of the partners in the list'),
    kind: 'latestEach',
    key: ({ context: c }) => ({
      kind: 'latestEach',
      mechanism: 'M06',
      chart: 'partner',
      subjects: c.partners as SubjectKey[],
    }),
  },
  driftingPartner: {
    title: text('页面不一致的合作机构', 'The partner whose page differs'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['partner'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M06',
            chart: 'partner',
            subject: payload['partner'] as SubjectKey,
          },
  },
  inService: {
    title: text('存续中的合同数', 'Contracts in service'),
    kind: 'count',
    key: ({ context: c }) => {
      const subject = own(c)
      return (
        subject && {
          kind: 'count',
          mechanism: 'M02',
          chart: 'presentation',
          subject,
          paths: ['case.servicing'],
        }
      )
    },
  },
  interests: {
    title: text('审核人的利害关系', 'Interests of the checker'),
    kind: 'interests',
    key: ({ payload, context }) =>
      payload?.['handler'] === undefined
        ? undefined
        : {
            kind: 'interests',
            person: payload['handler'] as string,
            subjects: [...new Set([context.product as SubjectKey, ...subjectsOf(context)])],
          },
  },
  handlerSeats: {
    title: text('审核人的岗位', 'Seats of the checker'),
    kind: 'seats',
    key: ({ payload }) =>
      payload?.['handler'] === undefined
        ? undefined
        : { kind: 'seats', person: payload['handler'] as string },
  },
} as const satisfies FactTable<C>

export type PackageEvent = Asked<typeof packageEvents, typeof packageFacts>
export type PackageEventOf<K extends PackageEvent['type']> = Extract<PackageEvent, { type: K }>
export const packageTypes = chartTypes<C, PackageEvent>()
