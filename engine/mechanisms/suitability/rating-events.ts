/** Events of a product rating, and the facts they read. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { partner, system } from '../../../policies/outsiders.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable, Notice } from '../../core/mechanism.ts'
import { day, entry, hash, line, oneOf, subject, unit } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { everyday, levelCount, words } from './common.ts'
import { factor, ratedClass, reratingCause } from './rating-terms.ts'
import type { RatingContext } from './rating-terms.ts'
import { recordEvents } from './record.ts'

const toManagement = (zh: string, en: string): readonly Notice[] => [
  { to: 'seniorManagement', about: text(zh, en) },
  { to: 'supervisoryBody', about: text(zh, en) },
]
const toDepartments = (zh: string, en: string): readonly Notice[] => [
  { to: 'businessDepartment', about: text(zh, en) },
  { to: 'consumerProtection', about: text(zh, en) },
]
/** A grading by the team: its own level, the factors it weighed, and the method it followed. */
const grading = {
  ownLevel: levelCount(),
  factors: z.array(factor).min(1).max(10),
  method: hash(),
}
/** What must be told when a level changes (art. 22), and how it was told. */
const notice = {
  /** Of the disclosure of the new level. */
  disclosure: hash(),
  /** Of the matching opinions as adjusted to it. */
  opinions: hash(),
  /** Investors who hold the product, and the proof that they were told. */
  investors: z.int().min(0).max(100_000_000),
  investorsProof: hash().optional(),
  /** Proof that sellers were told; they are others only where the institution issues. */
  sellersProof: hash().optional(),
}
const record = oneOf('SuitabilityRatingRecord', {
  label: z.object({ was: line(100), is: line(100) }).meta({ id: 'SuitabilityLabelCorrection' }),
  unit: z.object({ was: unit(), is: unit() }).meta({ id: 'SuitabilityUnitCorrection' }),
})
export type RatingRecord = z.output<typeof record>

const gradingEvents = {
  startRating: {
    by: business.rateProduct,
    title: text('启动产品评级', 'Start rating a product'),
    nature: 'record',
    opens: true,
    reads: ['latestRating'],
    payload: z.object({
      product: subject('product'),
      label: line(100),
      productClass: ratedClass,
      issuer: subject('partner').optional(),
      levels: levelCount(),
      lowRiskTo: levelCount(),
      highRiskFrom: levelCount(),
      /** Of the mandate of the dedicated team. */
      mandate: hash(),
    }),
  },
  rate: {
    by: business.rateProduct,
    title: text('评定风险等级', 'Rate the product'),
    nature: 'submission',
    capacity: 'assessor',
    reads: ['interests'],
    payload: z.object({
      ...grading,
      issuerLevel: levelCount().optional(),
      issuerProof: hash().optional(),
    }),
  },
  returnGrading: {
    by: business.rateProduct,
    title: text('退回评级', 'Return the grading'),
    nature: 'decision',
    payload: z.object({ reasons: words() }),
  },
  reconcile: {
    by: business.rateProduct,
    title: text('核对发行与销售评级', 'Compare the ratings of issuer and seller'),
    nature: 'decision',
    capacity: 'verifier',
    reads: ['interests'],
    payload: z.object({ disclosure: hash().optional() }),
  },
  publishRating: {
    by: business.rateProduct,
    title: text('发布评级上架', 'Publish the rating'),
    nature: 'decision',
    capacity: 'approver',
    reads: ['latestReview'],
    payload: z.object({ publication: hash() }),
  },
  abandonRating: {
    by: business.rateProduct,
    title: text('终止评级', 'Abandon the rating'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  reportRatingStalled: {
    by: clock.strike,
    title: text('评级逾期未完成', 'The rating was not finished in time'),
    nature: 'record',
    notices: toDepartments('评级逾期未完成', 'A rating was not finished in time'),
    payload: z.object({}),
  },
} as const satisfies EventTable

const reratingEvents = {
  beginRerating: {
    by: [business.rateProduct, consumerProtection.superviseSuitability, system.report],
    title: text('启动复评', 'Begin a rerating'),
    nature: 'record',
    notices: toDepartments('产品需要复评', 'A product must be rated anew'),
    payload: z.object({ cause: reratingCause, evidence: hash() }),
  },
  reportIssuerLevel: {
    by: [partner.reportLevel, business.rateProduct],
    title: text('发行机构告知等级调整', 'The issuer tells of a change of level'),
    nature: 'submission',
    notices: toDepartments('发行机构调整了风险等级', 'The issuer changed the risk level'),
    payload: z.object({ issuerLevel: levelCount(), proof: hash() }),
  },
  fallDueForRerating: {
    by: clock.strike,
    title: text('年度复评到期', 'The yearly rerating is due'),
    nature: 'record',
    notices: toDepartments('年度复评到期', 'A yearly rerating is due'),
    payload: z.object({}),
  },
  reportReratingOverdue: {
    by: clock.strike,
    title: text('复评逾期，暂停销售', 'The rerating is overdue; sales are held'),
    nature: 'record',
    notices: [
      ...toDepartments('复评逾期，暂停销售', 'A rerating is overdue; sales are held'),
      { to: 'seniorManagement', about: text('复评逾期', 'A rerating is overdue') },
    ],
    payload: z.object({}),
  },
  rerate: {
    by: business.rateProduct,
    title: text('复评风险等级', 'Rate the product anew'),
    nature: 'submission',
    capacity: 'assessor',
    reads: ['interests'],
    payload: z.object(grading),
  },
  confirmRerating: {
    by: business.rateProduct,
    title: text('确认复评结果', 'Confirm the rerating'),
    nature: 'decision',
    capacity: 'verifier',
    reads: ['interests'],
    payload: z.object({ disclosure: hash().optional() }),
  },
} as const satisfies EventTable

const noticeEvents = {
  notifyHolders: {
    by: business.rateProduct,
    title: text('告知等级调整', 'Tell of the change of level'),
    nature: 'record',
    payload: z.object(notice),
  },
  escalateUnnotified: {
    by: clock.strike,
    title: text('等级调整逾期未告知', 'A change of level was not told in time'),
    nature: 'record',
    notices: [
      ...toManagement('等级调整逾期未告知', 'A change of level was not told in time'),
      { to: 'consumerProtection', about: text('等级调整未告知', 'A change of level was not told') },
    ],
    payload: z.object({}),
  },
  forceNotice: {
    by: [consumerProtection.superviseSuitability, management.overseeSuitability],
    title: text('责令告知等级调整', 'Have the change of level told'),
    nature: 'order',
    notices: toDepartments('责令告知等级调整', 'A change of level is told by order'),
    payload: z.object(notice),
  },
  reportNoticeOverdue: {
    by: clock.strike,
    title: text('升级后仍未告知', 'Not told after the escalation either'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('等级调整仍未告知', 'A change of level is still not told'),
      },
      {
        to: 'supervisoryBody',
        about: text('等级调整仍未告知', 'A change of level is still not told'),
      },
    ],
    payload: z.object({}),
  },
  confirmDelivery: {
    by: [system.sell, business.rateProduct],
    title: text('确认告知送达', 'Confirm that the notices arrived'),
    nature: 'record',
    payload: z.object({
      delivered: z.int().min(0).max(100_000_000),
      /** How those are told whom the notice did not reach. */
      followUp: hash().optional(),
    }),
  },
  reportDeliveryOverdue: {
    by: clock.strike,
    title: text('告知送达逾期未确认', 'That the notices arrived was not confirmed in time'),
    nature: 'record',
    notices: toDepartments('告知送达未确认', 'Delivery of notices is not confirmed'),
    payload: z.object({}),
  },
  delist: {
    by: business.rateProduct,
    title: text('下架', 'Take the product off the shelf'),
    nature: 'decision',
    payload: z.object({ reason: line() }),
  },
  recordLastContractEnd: {
    by: [system.sell, business.rateProduct],
    title: text('登记最后一份合同终止', 'Record the end of the last contract'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({ endedOn: day() }),
  },
  recuseFromRating: {
    by: business.rateProduct,
    title: text('评级人员回避', 'Step aside from the rating'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  correctRating: {
    by: consumerProtection.superviseSuitability,
    title: text('更正评级记录', 'Correct the record of the rating'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({ entry: entry(), record, grounds: words(2000) }),
  },
} as const satisfies EventTable

export const ratingEvents = {
  ...gradingEvents,
  ...reratingEvents,
  ...noticeEvents,
  ...everyday,
  ...recordEvents,
} as const satisfies EventTable

export const ratingSubjects = (c: RatingContext): SubjectKey[] =>
  [c.product, c.issuer].filter((s) => s !== null) as SubjectKey[]

export const ratingFacts = {
  latestRating: {
    title: text('该产品最近一次评级', 'The latest rating of the product'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['product'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M03',
            chart: 'rating',
            subject: payload['product'] as SubjectKey,
          },
  },
  latestReview: {
    title: text('该产品最近一次消保审查', 'The latest review of the product'),
    kind: 'latest',
    key: ({ context }) =>
      context.product === null
        ? undefined
        : { kind: 'latest', mechanism: 'M01', subject: context.product as SubjectKey },
  },
  interests: {
    title: text('评级人员的利害关系', 'Interests of whoever rates'),
    kind: 'interests',
    key: ({ by, context }) =>
      by.person === undefined
        ? undefined
        : { kind: 'interests', person: by.person, subjects: ratingSubjects(context) },
  },
} as const satisfies FactTable<RatingContext>

export type RatingEvent = Asked<typeof ratingEvents, typeof ratingFacts>
export type RatingEventOf<K extends RatingEvent['type']> = Extract<RatingEvent, { type: K }>
export const ratingTypes = chartTypes<RatingContext, RatingEvent>()
