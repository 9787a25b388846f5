/**
 * The gates: what other mechanisms must have answered before content is cleared or sold. Each is read
 * from the processes about the product when it is decided, and recorded with the decision.
 */
import { text } from '../../../policies/law.ts'
import type { FactTable } from '../../core/facts.ts'
import type { SubjectKey } from '../../core/values.ts'
import type { ReviewContext } from './terms.ts'

type C = ReviewContext
const ofProduct = (c: C) => c.product as SubjectKey
const ofSubject = (c: C) => (c.campaign ?? c.product) as SubjectKey

export const gateFacts = {
  informationProcessing: {
    title: text('该产品的个人信息处理活动', 'Processing of personal information for the product'),
    // All that have not ended: an approved one does not stand for another that is not.
    kind: 'open',
    key: ({ context: c }) => ({
      kind: 'open',
      mechanism: 'M05',
      chart: 'processing',
      subject: ofProduct(c),
    }),
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
  disclosurePackage: {
    title: text('披露材料', 'Disclosure package'),
    kind: 'latest',
    key: ({ context: c }) => ({
      kind: 'latest',
      mechanism: 'M02',
      chart: 'package',
      subject: ofSubject(c),
    }),
  },
} as const satisfies FactTable<C>

/** Read by whoever clears content or opens its sale. */
export const GATE_FACTS = ['informationProcessing', 'partnersListed', 'disclosurePackage'] as const
/** The rules that hold the three gates, in the order in which they refuse. */
export const gates = ['informationGateHolds', 'partnerGateHolds', 'disclosureGateHolds'] as const
