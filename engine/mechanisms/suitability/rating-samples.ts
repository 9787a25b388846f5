/** A payload for each event of a rating that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../core/mechanism.ts'
import { everydaySamples } from '../everyday.ts'
import { FACTORS } from './rating-terms.ts'
import type { RatingContext } from './rating-terms.ts'
import { recordSamples } from './record.ts'

type Ask = SampleAsk<RatingContext>
const PROOF = 'e5'.repeat(32)
const notice = () => ({
  disclosure: PROOF,
  opinions: PROOF,
  investors: 100,
  investorsProof: PROOF,
  sellersProof: PROOF,
})
const level = (c: RatingContext): number => Math.max(1, Math.min(3, c.levels))

export const ratingSamples = {
  ...everydaySamples,
  ...recordSamples,
  startRating: () => ({
    product: 'product:sample' as const,
    label: 'sample product',
    productClass: 'investment' as const,
    levels: 5,
    lowRiskTo: 2,
    highRiskFrom: 4,
    mandate: PROOF,
  }),
  rate: ({ context: c }: Ask) => ({
    ownLevel: level(c),
    factors: [...FACTORS],
    method: PROOF,
    ...(c.issuer === null ? {} : { issuerLevel: level(c), issuerProof: PROOF }),
  }),
  returnGrading: () => ({ reasons: 'a factor was weighed wrongly' }),
  reconcile: () => ({ disclosure: PROOF }),
  publishRating: () => ({ publication: PROOF }),
  abandonRating: () => ({ reason: 'not to be sold' }),
  beginRerating: () => ({ cause: 'marketChange' as const, evidence: PROOF }),
  reportIssuerLevel: ({ context: c }: Ask) => ({
    issuerLevel: Math.max(1, c.levels),
    proof: PROOF,
  }),
  rerate: ({ context: c }: Ask) => ({
    ownLevel: level(c),
    factors: [...FACTORS],
    method: PROOF,
  }),
  confirmRerating: () => ({ disclosure: PROOF }),
  notifyHolders: notice,
  forceNotice: notice,
  confirmDelivery: ({ context: c }: Ask) => ({ delivered: c.notices?.investors ?? 0 }),
  delist: () => ({ reason: 'discontinued' }),
  recordLastContractEnd: ({ on }: Ask) => ({ endedOn: on }),
  recuseFromRating: () => ({ reason: 'holds the product' }),
  correctRating: ({ context: c, lastEntry }: Ask) => ({
    entry: lastEntry,
    record: { label: { was: c.label ?? '', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
}
