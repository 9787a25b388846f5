/** The words of a product rating (产品风险评级, 2025 No. 7 arts 22–24) and what its case knows. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { keptRecord, newRecord } from './record.ts'

/** A rating is for products that 2025 No. 7 covers (art. 3); consumer loans are none of them. */
export const ratedClass = z.enum(['investment', 'insurance']).meta({ id: 'SuitabilityRatedClass' })

/**
 * What is weighed in a rating (art. 23), each on its own: what it invests in, how far it is leveraged and
 * structured, how soon it can be left, how it is offered, what may be lost, who stands behind it, and how
 * its kind has done.
 */
export const FACTORS = [
  'productType',
  'investmentScope',
  'leverage',
  'structure',
  'liquidity',
  'term',
  'offering',
  'principalLoss',
  'issuerCredit',
  'pastPerformance',
] as const
export const factor = z.enum(FACTORS).meta({ id: 'SuitabilityFactor' })
export const reratingCause = z
  .enum(['marketChange', 'creditEvent', 'productChange', 'lossObserved', 'other'])
  .meta({ id: 'SuitabilityReratingCause' })

export const ratingContext = z.object({
  product: z.string().nullable(),
  label: z.string().nullable(),
  unit: z.string().nullable(),
  productClass: ratedClass.nullable(),
  /** The partner that issues the product; null where the institution issues what it sells. */
  issuer: z.string().nullable(),
  /** Hash of the mandate of the team that rates (art. 24). */
  mandate: z.string().nullable(),
  /** How many levels the scale has; which of them count as low and as high risk (arts 18, 19). */
  levels: z.int(),
  lowRiskTo: z.int(),
  highRiskFrom: z.int(),
  issuerLevel: z.int().nullable(),
  /** A grading that a second person has to confirm. */
  proposal: z
    .object({ ownLevel: z.int(), level: z.int(), by: z.string().nullable(), on: z.string() })
    .nullable(),
  ownLevel: z.int().nullable(),
  /** The level in force: the higher of the issuer's and the seller's. */
  level: z.int().nullable(),
  previousLevel: z.int().nullable(),
  /** Hash of the disclosure of both levels, where they differ. */
  disclosure: z.string().nullable(),
  ratedOn: z.string().nullable(),
  /** May it be sold by this rating? `held` while a change is not told or a rerating is late. */
  shelf: z.enum(['none', 'open', 'held', 'closed']),
  reratedFor: z.enum(['period', 'issuer', ...reratingCause.options]).nullable(),
  notices: z
    .object({ investors: z.int(), delivered: z.int(), forced: z.boolean(), on: z.string() })
    .nullable(),
  /** Day on which the last contract over the product ended; what is kept is kept from then. */
  lastContractEndedOn: z.string().nullable(),
  record: keptRecord,
  work: caseWork,
})
export type RatingContext = z.output<typeof ratingContext>

export const unratedContext: RatingContext = {
  product: null,
  label: null,
  unit: null,
  productClass: null,
  issuer: null,
  mandate: null,
  levels: 0,
  lowRiskTo: 0,
  highRiskFrom: 0,
  issuerLevel: null,
  proposal: null,
  ownLevel: null,
  level: null,
  previousLevel: null,
  disclosure: null,
  ratedOn: null,
  shelf: 'none',
  reratedFor: null,
  notices: null,
  lastContractEndedOn: null,
  record: newRecord,
  work: noCaseWork,
}
