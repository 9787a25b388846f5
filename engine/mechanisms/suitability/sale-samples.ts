/** A payload for each event of a sale that succeeds whenever the event is offered. */
import { addDays } from '../../core/calendar.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { everydaySamples } from '../everyday.ts'
import { recordSamples } from './record.ts'
import { informedItem } from './sale-terms.ts'
import type { SaleContext } from './sale-terms.ts'

type Ask = SampleAsk<SaleContext>
const PROOF = 'c5'.repeat(32)
const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const declared = () => ({ statement: { means: 'app' as const, proof: PROOF } })
const remedy = ({ on }: Ask) => ({
  kind: 'unwindAndCompensate' as const,
  amount: yuan('120.00'),
  told: { means: 'phone' as const, proof: PROOF },
  performBy: addDays(on, 10),
})

export const saleSamples = {
  ...everydaySamples,
  ...recordSamples,
  askSale: ({ by, people }: Ask) => ({
    product: 'product:sample' as const,
    consumer: 'consumer:sample' as const,
    unit: by.unit ?? 'consumer-loans',
    kind: 'loan' as const,
    way: 'counter' as const,
    seller:
      by.body === 'businessDepartment'
        ? (by.person ?? '')
        : (people('businessDepartment')[0] ?? ''),
    amount: yuan('10000.00'),
    buyer: { age: 40, capacity: 'full' as const },
  }),
  recordAffordability: () => ({
    monthlyIncome: yuan('8000.00'),
    monthlyDebtService: yuan('2000.00'),
    ageAtMaturity: 45,
    purpose: 'consumption' as const,
    checks: PROOF,
  }),
  acceptAdvice: declared,
  insistInWriting: () => ({ risksExplained: PROOF, confirmation: PROOF }),
  completeCare: () => ({ procedure: PROOF, moreInformation: PROOF, strongerWarning: PROOF }),
  informConsumer: () => ({ items: [...informedItem.options], proof: PROOF }),
  confirmPurchase: declared,
  signDeclaration: () => ({ declaration: PROOF, ...declared() }),
  declinePurchase: declared,
  reassignSeller: ({ people, context: c }: Ask) => ({
    seller: people('businessDepartment').find((p) => p !== c.seller) ?? '',
    reason: 'leave of absence',
  }),
  executeSale: ({ context: c, on }: Ask) => ({
    contract: PROOF,
    ...(c.recording === null ? {} : { recording: c.recording }),
    certificate: { hash: PROOF, validUntil: addDays(on, 100) },
  }),
  recordCallBack: () => ({ reached: true, doubtful: false, proof: PROOF }),
  passLookback: () => ({ evidence: PROOF }),
  failLookback: ({ on }: Ask) => ({
    practices: ['hinted' as const],
    foundOn: on,
    evidence: PROOF,
    found: 'the seller gave the answers',
  }),
  offerRemedy: remedy,
  forceRemedy: remedy,
  acceptRemedy: declared,
  declineRemedy: declared,
  performRemedy: ({ on }: Ask) => ({ performedOn: on, proof: PROOF }),
  closeUnsettled: () => ({ grounds: 'the consumer has gone to court' }),
  endContract: ({ on }: Ask) => ({ endedOn: on }),
  correctSale: ({ context: c, lastEntry }: Ask) => ({
    entry: lastEntry,
    was: c.unit ?? 'wealth',
    is: c.unit ?? 'wealth',
    reason: 'mistake of entry',
  }),
}
