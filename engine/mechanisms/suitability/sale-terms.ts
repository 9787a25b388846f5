/**
 * The words of a suitable sale (适当销售, 2022 No. 9 art. 11; 2025 No. 7 arts 12–20, 27–40) and what its
 * case knows. Amounts and ages stay in the payloads; the case keeps only what followed from them.
 */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { practice } from './common.ts'
import { keptRecord, newRecord } from './record.ts'

/** 2025 No. 7 art. 3 covers investment and insurance products; a consumer loan falls under art. 11 alone. */
export const saleKind = z.enum(['investment', 'insurance', 'loan']).meta({ id: 'SuitabilityKind' })
export type SaleKind = z.output<typeof saleKind>
export const saleWay = z.enum(['counter', 'phone', 'online']).meta({ id: 'SuitabilitySaleWay' })
export const capacityToAct = z.enum(['full', 'limited', 'none']).meta({ id: 'SuitabilityCapacity' })
export const loanPurpose = z
  .enum([
    'consumption',
    'education',
    'medical',
    'renovation',
    'housePurchase',
    'investment',
    'other',
  ])
  .meta({ id: 'SuitabilityLoanPurpose' })

/** Art. 31: what an ordinary investor is told before the sale of an investment product. */
export const INVESTMENT_ITEMS = [
  'basics',
  'riskLevel',
  'risks',
  'fees',
  'matchingOpinion',
  'otherMatters',
] as const
/** Art. 37: what is told before the sale of an insurance product. */
export const INSURANCE_ITEMS = [
  'basics',
  'liabilityAndExclusions',
  'coolingOff',
  'surrenderLoss',
  'fees',
  'matchingOpinion',
  'otherMatters',
] as const
/** 2022 No. 9 art. 10 and, from 1 August 2026, the sheet of the all-in cost (K64). */
export const LOAN_ITEMS = ['basics', 'fees', 'repayment', 'defaultConsequences'] as const
export const informedItem = z
  .enum([
    'basics',
    'riskLevel',
    'risks',
    'liabilityAndExclusions',
    'coolingOff',
    'surrenderLoss',
    'fees',
    'repayment',
    'defaultConsequences',
    'matchingOpinion',
    'otherMatters',
    'costSheet',
  ])
  .meta({ id: 'SuitabilityInformedItem' })
export type InformedItem = z.output<typeof informedItem>

/** Art. 39 (K26): why a declaration must be signed before underwriting. */
export const DECLARATIONS = [
  'singlePremium',
  'yearlyPremium',
  'ageAtLastPremium',
  'budget',
] as const
const declaration = z.enum(DECLARATIONS)
export type Declaration = z.output<typeof declaration>

export const BLOCKS = [
  'noCapacity',
  'guardianOrLowRisk',
  'notQualified',
  'notAssessed',
  'levelTooHigh',
  'outOfProportion',
  'needsNotMet',
  'overIndebted',
] as const
const block = z.enum(BLOCKS)
export type Block = z.output<typeof block>

export const saleContext = z.object({
  product: z.string().nullable(),
  consumer: z.string().nullable(),
  partner: z.string().nullable(),
  unit: z.string().nullable(),
  kind: saleKind.nullable(),
  way: saleWay.nullable(),
  seller: z.string().nullable(),
  /** What was stated of the buyer and followed from it; enough to judge the match again. */
  buyer: z
    .object({
      capacity: capacityToAct,
      guardianConsents: z.boolean(),
      elderly: z.boolean(),
      privatePlacement: z.boolean(),
      qualified: z.boolean(),
      proportionate: z.boolean(),
      needsMet: z.boolean(),
      declarations: z.array(declaration),
    })
    .nullable(),
  /** What the match was made on; it must still stand when the sale is executed. */
  match: z
    .object({
      productLevel: z.int().nullable(),
      consumerLevel: z.int().nullable(),
      professional: z.boolean(),
      on: z.string(),
    })
    .nullable(),
  blocked: z.array(block),
  /** The consumer was advised to stop and insisted in writing (art. 38). */
  insisted: z.boolean(),
  /** Special care for the elderly was given (art. 18). */
  cared: z.boolean(),
  callBackDoubtful: z.boolean().nullable(),
  informedOn: z.string().nullable(),
  recording: z.string().nullable(),
  executedOn: z.string().nullable(),
  contractEndedOn: z.string().nullable(),
  lookbacks: z.int(),
  practices: z.array(practice),
  /** Subjects under which mis-sales of the product are counted, one for each quarter of a finding. */
  misSaleKeys: z.array(z.string()),
  /** Mis-sales of the product in the quarter of the last finding, this one included. */
  misSalesInQuarter: z.int(),
  /** Of a mis-sale: found and not settled, or settled. */
  breach: z.enum(['none', 'open', 'settled']),
  remedy: z
    .object({ kind: z.string(), performBy: z.string(), forced: z.boolean(), offeredOn: z.string() })
    .nullable(),
  /** Day from which the file is kept. */
  keptFrom: z.string().nullable(),
  record: keptRecord,
  work: caseWork,
})
export type SaleContext = z.output<typeof saleContext>
export type Buyer = NonNullable<SaleContext['buyer']>

export const beforeSale: SaleContext = {
  product: null,
  consumer: null,
  partner: null,
  unit: null,
  kind: null,
  way: null,
  seller: null,
  buyer: null,
  match: null,
  blocked: [],
  insisted: false,
  cared: false,
  callBackDoubtful: null,
  informedOn: null,
  recording: null,
  executedOn: null,
  contractEndedOn: null,
  lookbacks: 0,
  practices: [],
  misSaleKeys: [],
  misSalesInQuarter: 0,
  breach: 'none',
  remedy: null,
  keptFrom: null,
  record: newRecord,
  work: noCaseWork,
}

/** So many mis-sales of one product in a quarter are a pattern: house policy, not law. */
export const PATTERN = 3

/** `activity:mis-sale.<product>.2026-q1`: under it the mis-sales found in one quarter are counted. */
export function misSaleKey(product: string, foundOn: string): string {
  const quarter = Math.ceil(Number(foundOn.slice(5, 7)) / 3)
  const id = product.slice(product.indexOf(':') + 1).slice(-70)
  return `activity:mis-sale.${id}.${foundOn.slice(0, 4)}-q${String(quarter)}`
}
