/** All events of the review, and the facts they read. */
import * as z from 'zod'
import { committee } from '../../../policies/board.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../core/mechanism.ts'
import { day, line, oneOf, unit } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { caseWorkEvents } from '../case-work.ts'
import { resolutionFacts } from '../resolution.ts'
import { dossierEvents } from './dossier-events.ts'
import { disputeEvents, reviewEvents } from './opinion-events.ts'
import { postReviewEvents, saleEvents } from './sale-events.ts'
import type { ReviewContext } from './terms.ts'

/** What may be corrected as a mistake of entry; everything else is changed by its own event. */
const record = oneOf('ReviewRecord', {
  label: z.object({ was: line(100), is: line(100) }).meta({ id: 'ReviewLabelCorrection' }),
  launchOn: z.object({ was: day(), is: day() }).meta({ id: 'ReviewLaunchCorrection' }),
  unit: z.object({ was: unit(), is: unit() }).meta({ id: 'ReviewUnitCorrection' }),
})
export type ReviewRecord = z.output<typeof record>

const reviewers = [consumerProtection.review, legal.review, informationOfficer.review]
const everybody = [
  ...reviewers,
  business.submitReview,
  management.ruleOnReview,
  committee.ruleOnReview,
]
/** A review concerns no complainant: contacts, material of consumers and urgency are left out. */
const { reassign, recuse, attachEvidence, note, correctRecord, explainBreach, ...asked } =
  caseWorkEvents({
    by: {
      reassign: consumerProtection.review,
      recuse: [...reviewers, management.ruleOnReview, committee.ruleOnReview],
      attachEvidence: everybody,
      note: everybody,
      correctRecord: consumerProtection.review,
      explainBreach: [consumerProtection.review, business.submitReview, management.ruleOnReview],
      inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
      answerInquiry: [consumerProtection.answerInquiry, management.ruleOnReview],
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
  ...dossierEvents,
  ...reviewEvents,
  ...disputeEvents,
  ...saleEvents,
  ...postReviewEvents,
  reassign,
  recuse,
  attachEvidence,
  note,
  correctRecord,
  explainBreach,
  inquire,
  answerInquiry,
  markInquiryOverdue,
} as const satisfies EventTable

import { gateFacts } from './gates.ts'
/** The subject by which a case is found: the campaign where one is reviewed by itself, else the product. */
const subjectOf = (product: unknown, campaign: unknown) => (campaign ?? product) as SubjectKey
export const subjectsOf = (c: ReviewContext): SubjectKey[] =>
  [c.campaign ?? c.product, ...c.partners].filter((s) => s !== null) as SubjectKey[]

export const facts = {
  ...resolutionFacts,
  ...gateFacts,
  /** One open case per subject; so what it knows when it opens is complete and exact. */
  latestReview: {
    title: text('同一对象最近一次审查', 'The latest review of the same subject'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['product'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M01',
            subject: subjectOf(payload['product'], payload['campaign']),
          },
  },
  interests: {
    title: text('审查人的利害关系', 'Interests of the reviewer'),
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
    title: text('审查人的岗位', 'Seats of the reviewer'),
    kind: 'seats',
    key: ({ payload }) =>
      payload?.['handler'] === undefined
        ? undefined
        : { kind: 'seats', person: payload['handler'] as string },
  },
} as const satisfies FactTable<ReviewContext>

export type ReviewEvent = Asked<typeof events, typeof facts>
export type ReviewEventOf<K extends ReviewEvent['type']> = Extract<ReviewEvent, { type: K }>
export const reviewTypes = chartTypes<ReviewContext, ReviewEvent>()
