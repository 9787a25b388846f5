// What people do in a rating, an assessment and a sale, each with the payload of an ordinary case.

import type { assessmentEvents } from '../../engine/mechanisms/suitability/assessment-events.ts'
import type { ratingEvents } from '../../engine/mechanisms/suitability/rating-events.ts'
import { FACTORS } from '../../engine/mechanisms/suitability/rating-terms.ts'
import type { saleEvents } from '../../engine/mechanisms/suitability/sale-facts.ts'
import { informedItem } from '../../engine/mechanisms/suitability/sale-terms.ts'
import { deedsFor } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import type { Case } from './journey-case.ts'

export const PROOF = 'e5'.repeat(32)
export const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const statement = { means: 'app', proof: PROOF } as const
const LEVELS = { levels: 5, lowRiskTo: 2, highRiskFrom: 4 }

type OfWork = typeof ratingEvents
const worked = deedsFor<OfWork>()
/** What is done on any case of suitability, and with its file. */
const work = {
  notes: worked('note', () => ({ text: 'waits for the issuer' })),
  attachesEvidence: worked('attachEvidence', () => ({
    kind: 'document',
    hash: PROOF,
    describes: 'method',
  })),
  inquires: worked('inquire', () => ({ question: 'Who rated it?' })),
  answersInquiry: worked('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'The team.',
  })),
  explainsBreach: worked('explainBreach', (c) => ({
    breach: c.entryOf('inquire'),
    ground: 'workload',
    explanation: 'many at once',
  })),
  placesHold: worked('placeHold', () => ({ grounds: 'a dispute is pending' })),
  releasesHold: worked('releaseHold', () => ({ grounds: 'it has ended' })),
  proposesDisposal: worked('proposeDisposal', () => ({ reason: 'kept long enough' })),
  approvesDisposal: worked('approveDisposal', () => ({ list: PROOF })),
  refusesDisposal: worked('refuseDisposal', () => ({ grounds: 'a complaint may follow' })),
} as const

const rates = deedsFor<typeof ratingEvents>()
const grading = { ownLevel: 4, factors: [...FACTORS], method: PROOF }
const notice = {
  disclosure: PROOF,
  opinions: PROOF,
  investors: 100,
  investorsProof: PROOF,
  sellersProof: PROOF,
}
export const ratingDeeds = {
  ...work,
  startsRating: rates('startRating', (c) => ({
    product: c.about as `product:${string}`,
    label: 'growth fund',
    productClass: 'investment',
    ...LEVELS,
    mandate: PROOF,
  })),
  rates: rates('rate', () => grading),
  returnsGrading: rates('returnGrading', () => ({ reasons: 'leverage was weighed too low' })),
  reconciles: rates('reconcile', () => ({})),
  publishesRating: rates('publishRating', () => ({ publication: PROOF })),
  abandonsRating: rates('abandonRating', () => ({ reason: 'not to be sold' })),
  beginsRerating: rates('beginRerating', () => ({ cause: 'marketChange', evidence: PROOF })),
  tellsIssuerLevel: rates('reportIssuerLevel', () => ({ issuerLevel: 5, proof: PROOF })),
  rerates: rates('rerate', () => ({ ...grading, ownLevel: 5 })),
  confirmsRerating: rates('confirmRerating', () => ({})),
  notifiesHolders: rates('notifyHolders', () => notice),
  forcesNotice: rates('forceNotice', () => notice),
  confirmsDelivery: rates('confirmDelivery', () => ({ delivered: 100 })),
  delists: rates('delist', () => ({ reason: 'discontinued' })),
  recordsLastContractEnd: rates('recordLastContractEnd', (c) => ({ endedOn: todayIn(c) })),
  recuses: rates('recuseFromRating', () => ({ reason: 'holds the fund' })),
  correctsRating: rates('correctRating', (c) => ({
    entry: c.entryOf('startRating'),
    record: { label: { was: 'growth fund', is: 'growth fund A' } },
    grounds: 'mistyped',
  })),
} as const

const assesses = deedsFor<typeof assessmentEvents>()
export const assessmentDeeds = {
  ...work,
  asksToBeAssessed: assesses('openAssessment', (c) => ({
    consumer: c.about as `consumer:${string}`,
    unit: 'consumer-loans',
  })),
  declinesInformation: assesses('declineInformation', () => ({ statement })),
  provesProfessional: assesses('proveProfessional', () => ({ ground: 'individual', proof: PROOF })),
  acceptsProfessional: assesses('acceptProfessional', () => ({ examined: PROOF })),
  rejectsProfessional: assesses('rejectProfessional', () => ({ reasons: 'not proved' })),
  givesUpProfessional: assesses('giveUpProfessional', () => ({ statement })),
  begins: assesses('beginAssessment', () => ({ version: PROOF, levels: 5, way: 'self' })),
  handsIn: assesses('submitAnswers', () => ({ answers: PROOF, level: 4 })),
  reconfirms: assesses('reconfirmLevel', () => ({ statement })),
  startsAgain: assesses('redoAssessment', () => ({ statement })),
  changes: assesses('changeCircumstances', () => ({ changed: ['income'], proof: PROOF })),
  renews: assesses('renewAssessment', () => ({ statement })),
  reportsTampering: assesses('reportTampering', () => ({
    kind: 'answeredForConsumer',
    evidence: PROOF,
  })),
  findsTampering: assesses('findTampering', () => ({ kind: 'hinted', evidence: PROOF })),
  reopens: assesses('reopenAssessment', () => ({
    safeguards: PROOF,
    grounds: 'answered alone from now on',
  })),
  endsRelationship: assesses('endRelationship', (c) => ({ endedOn: todayIn(c) })),
  correctsAssessment: assesses('correctAssessment', (c) => ({
    entry: c.entryOf('openAssessment'),
    was: 'consumer-loans',
    is: 'wealth',
    reason: 'kept elsewhere',
  })),
} as const

const sells = deedsFor<typeof saleEvents>()
const remedy = (c: Case) => ({
  kind: 'unwindAndCompensate' as const,
  amount: yuan('120.00'),
  told: { means: 'phone' as const, proof: PROOF },
  performBy: todayIn(c, 10),
})
export const insurance = {
  yearlyPremium: yuan('10000.00'),
  payYears: 5,
  familyYearlyIncome: yuan('100000.00'),
  needsAnalysis: PROOF,
  meetsNeeds: true,
}
export const saleDeeds = {
  ...work,
  asks: sells('askSale', (c) => ({
    product: c.about as `product:${string}`,
    consumer: 'consumer:stranger',
    unit: 'consumer-loans',
    kind: 'investment',
    way: 'counter',
    seller: c.journey.person('loans-1'),
    amount: yuan('10000.00'),
    buyer: { age: 40, capacity: 'full', means: yuan('100000.00') },
  })),
  rechecks: sells('recheckSale', () => ({})),
  assessesAffordability: sells('recordAffordability', () => ({
    monthlyIncome: yuan('8000.00'),
    monthlyDebtService: yuan('4000.00'),
    ageAtMaturity: 45,
    purpose: 'consumption',
    checks: PROOF,
  })),
  takesAdvice: sells('acceptAdvice', () => ({ statement })),
  insists: sells('insistInWriting', () => ({ risksExplained: PROOF, confirmation: PROOF })),
  completesCare: sells('completeCare', () => ({
    procedure: PROOF,
    moreInformation: PROOF,
    strongerWarning: PROOF,
  })),
  informs: sells('informConsumer', () => ({ items: [...informedItem.options], proof: PROOF })),
  confirms: sells('confirmPurchase', () => ({ statement })),
  signsDeclaration: sells('signDeclaration', () => ({ declaration: PROOF, statement })),
  givesUp: sells('declinePurchase', () => ({ statement })),
  reassigns: sells('reassignSeller', (c) => ({
    seller: c.journey.person('loans-2'),
    reason: 'leave of absence',
  })),
  executes: sells('executeSale', (c) => ({
    contract: PROOF,
    certificate: { hash: PROOF, validUntil: todayIn(c, 30) },
  })),
  callsBack: sells('recordCallBack', () => ({ reached: true, doubtful: false, proof: PROOF })),
  looksBack: sells('passLookback', () => ({ evidence: PROOF })),
  findsMisSale: sells('failLookback', (c) => ({
    practices: ['notInformed'],
    foundOn: todayIn(c),
    evidence: PROOF,
    found: 'the fees were never mentioned',
  })),
  offersRemedy: sells('offerRemedy', remedy),
  forcesRemedy: sells('forceRemedy', remedy),
  acceptsRemedy: sells('acceptRemedy', () => ({ statement })),
  declinesRemedy: sells('declineRemedy', () => ({ statement })),
  performsRemedy: sells('performRemedy', (c) => ({ performedOn: todayIn(c), proof: PROOF })),
  closesUnsettled: sells('closeUnsettled', () => ({ grounds: 'it goes on in court' })),
  endsContract: sells('endContract', (c) => ({ endedOn: todayIn(c) })),
  correctsSale: sells('correctSale', (c) => ({
    entry: c.entryOf('askSale'),
    was: 'consumer-loans',
    is: 'wealth',
    reason: 'sold elsewhere',
  })),
} as const
