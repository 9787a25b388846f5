/** Events of a sale until it is executed, and those that only follow time. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { channel, system } from '../../../policies/outsiders.ts'
import type { EventTable } from '../../core/mechanism.ts'
import { day, hash, money, person, processRef, subject, unit } from '../../core/payload.ts'
import { reason, statement } from './common.ts'
import { capacityToAct, informedItem, loanPurpose, saleKind, saleWay } from './sale-terms.ts'

/** What a buyer states of himself, as far as a sale depends on it. */
const buyer = z
  .object({
    age: z.int().min(0).max(150),
    capacity: capacityToAct,
    /** Of the consent of the guardian (art. 19). */
    guardianConsent: hash().optional(),
    /** Of the proof that a private placement may be offered to this buyer. */
    qualification: hash().optional(),
    /** What the buyer could pay from: financial assets for an investment, yearly income for a premium. */
    means: money().optional(),
  })
  .meta({ id: 'SuitabilityBuyer' })
const insurance = z
  .object({
    singlePremium: money().optional(),
    yearlyPremium: money().optional(),
    payYears: z.int().min(0).max(100),
    familyYearlyIncome: money(),
    /** What the buyer planned to spend on it. */
    budget: money().optional(),
    /** Of the analysis of needs and of the ability to pay; not needed for simple products (art. 40). */
    needsAnalysis: hash().optional(),
    simplified: z.boolean().optional(),
    /** The analysis found that the product meets the needs and can be paid. */
    meetsNeeds: z.boolean(),
  })
  .meta({ id: 'SuitabilityInsurance' })
export type InsuranceStated = z.output<typeof insurance>

const certificate = z
  .object({ hash: hash(), validUntil: day() })
  .meta({ id: 'SuitabilityCertificate' })

export const saleRequestEvents = {
  askSale: {
    by: [channel.buy, business.sellSuitably],
    title: text('申请购买', 'Ask to buy'),
    nature: 'submission',
    opens: true,
    reads: ['rating', 'assessment', 'review', 'sellerTraining', 'sellerSeats'],
    appoints: { seller: 'seller' },
    payload: z.object({
      product: subject('product'),
      consumer: subject('consumer'),
      /** Through whom it is sold. */
      partner: subject('partner').optional(),
      /** The department that sells. */
      unit: unit(),
      kind: saleKind,
      way: saleWay,
      seller: person().optional(),
      amount: money(),
      privatePlacement: z.boolean().optional(),
      buyer,
      insurance: insurance.optional(),
    }),
  },
  recheckSale: {
    by: [system.sell, business.sellSuitably],
    title: text('重新校验适当性', 'Check the match again'),
    nature: 'record',
    reads: ['rating', 'assessment'],
    payload: z.object({}),
  },
  recordAffordability: {
    by: [system.sell, business.sellSuitably],
    title: text('评估偿债能力', 'Assess whether the loan can be borne'),
    nature: 'finding',
    payload: z.object({
      monthlyIncome: money(),
      /** All debts after this loan. */
      monthlyDebtService: money(),
      ageAtMaturity: z.int().min(0).max(150),
      purpose: loanPurpose,
      checks: hash(),
    }),
  },
  acceptAdvice: {
    by: channel.buy,
    title: text('接受终止购买的建议', 'Take the advice not to buy'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  insistInWriting: {
    by: channel.buy,
    title: text('书面坚持购买', 'Insist in writing'),
    nature: 'submission',
    reads: ['rating'],
    /** The risks were explained, and the consumer confirmed in writing (art. 38). */
    payload: z.object({ risksExplained: hash(), confirmation: hash() }),
  },
  endConsideration: {
    by: clock.strike,
    title: text('考虑时间届满', 'The time to consider is over'),
    nature: 'record',
    payload: z.object({}),
  },
  completeCare: {
    by: business.sellSuitably,
    title: text('完成特别注意义务', 'Complete the special care'),
    nature: 'record',
    capacity: 'seller',
    /** Art. 18: own procedure, more information, stronger warning; more time is a clock. */
    payload: z.object({ procedure: hash(), moreInformation: hash(), strongerWarning: hash() }),
  },
  informConsumer: {
    by: [business.sellSuitably, system.sell],
    title: text('告知产品信息', 'Inform the consumer'),
    nature: 'record',
    capacity: 'seller',
    payload: z.object({ items: z.array(informedItem).min(1).max(12), proof: hash() }),
  },
  confirmPurchase: {
    by: channel.buy,
    title: text('确认购买', 'Confirm the purchase'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  signDeclaration: {
    by: channel.buy,
    title: text('签署投保声明并确认', 'Sign the declaration and confirm'),
    nature: 'submission',
    payload: z.object({ declaration: hash(), statement }),
  },
  declinePurchase: {
    by: channel.buy,
    title: text('放弃购买', 'Give up the purchase'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  lapseSale: {
    by: clock.strike,
    title: text('购买申请到期', 'The request to buy has lapsed'),
    nature: 'record',
    payload: z.object({}),
  },
  reassignSeller: {
    by: business.sellSuitably,
    title: text('更换销售人员', 'Let another person sell'),
    nature: 'decision',
    reads: ['sellerTraining', 'sellerSeats'],
    appoints: { seller: 'seller' },
    payload: z.object({ seller: person(), reason: reason() }),
  },
  executeSale: {
    by: system.sell,
    title: text('执行交易', 'Execute the sale'),
    nature: 'record',
    reads: ['rating', 'assessment', 'review', 'sellerTraining', 'recording'],
    payload: z.object({
      contract: hash(),
      /** The recording of the sale, where it is in scope (M04). */
      recording: processRef('M04').optional(),
      /** That the seller is qualified (art. 16), where a person sells. */
      certificate: certificate.optional(),
    }),
  },
} as const satisfies EventTable
