// Ratings, assessments and sales as they also go, on a ground where products are reviewed and rated and
// consumers are assessed.

import { addDays } from '../../engine/core/calendar.ts'
import { PROOF, around, found, productOf } from './walk-furnished.ts'
import type { Class } from './walk-furnished.ts'
import { REVIEW } from './stand-in-review.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'

const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }

const fresh: Variant = (ask) => {
  // Where nothing stands around, each case is about something of its own.
  const { product = `product:alone-${String(ask.number)}` } = found
  if ('mandate' in ask.sample) return { ...ask.sample, product }
  if (!('buyer' in ask.sample))
    return { ...ask.sample, consumer: `consumer:alone-${String(ask.number)}` }
  return asks('loan', {})(ask)
}
/** A request for what is on sale, by somebody who is assessed. */
const asks = (kind: Class, more: Payload, by: 'consumer' | 'modest' = 'consumer'): Variant =>
  plus(() => ({
    product: productOf(kind),
    consumer: found[by],
    kind,
    buyer: { age: 40, capacity: 'full', means: yuan('100000.00') },
    ...(more['way'] === 'online' ? { seller: undefined } : {}),
    ...more,
  }))
const online = { way: 'online' }
const elderly = { buyer: { age: 70, capacity: 'full', means: yuan('100000.00') } }
const insurance = (more: Payload) => ({
  insurance: {
    yearlyPremium: yuan('10000.00'),
    payYears: 5,
    familyYearlyIncome: yuan('100000.00'),
    needsAnalysis: PROOF,
    meetsNeeds: true,
    ...more,
  },
})
const dearly = insurance({ yearlyPremium: yuan('20000.01') })
const remedies = {
  past: plus((ask) => ({ performBy: addDays(ask.on, -1) })),
  unstated: plus({ kind: 'compensate', amount: undefined }),
} satisfies Readonly<Record<string, Variant>>
const grading = { factors: plus({ factors: ['term'] }), off: plus({ ownLevel: 9 }) }
const ended = { tomorrow: plus((ask) => ({ endedOn: addDays(ask.on, 1) })) }
const notices = { untold: plus({ investorsProof: undefined }) }

const onShelf = ['startRating', 'rate', 'reconcile', 'publishRating']
const changed = ['beginRerating', 'rerate:higher', 'confirmRerating']
const valid = ['beginAssessment', 'submitAnswers']
const other = ['beginAssessment', 'submitAnswers:other']
const anew = ['changeCircumstances', 'renewAssessment']
const proved = ['proveProfessional', 'acceptProfessional']
const untilConfirmed = ['informConsumer', 'confirmPurchase']
const loan = ['askSale', 'recordAffordability', ...untilConfirmed, 'executeSale']
const cared = [
  'askSale:elder',
  'endConsideration',
  'completeCare',
  ...untilConfirmed,
  'executeSale:recorded',
]
const kept = ['endRetention', 'proposeDisposal']

export const suitabilities: Varied = {
  neighbours: [REVIEW],
  around,
  opening: fresh,
  // A sample cannot know the recording of a sale; the ways do.
  hopeless: (rule) => rule === 'saleRecorded',
  ways: {
    withdrawn: [
      ...onShelf,
      ...changed,
      'notifyHolders',
      'confirmDelivery',
      'delist',
      'recordLastContractEnd',
      ...kept,
      'approveDisposal',
    ],
    tampered: [
      'openAssessment',
      'beginAssessment',
      'reportTampering',
      'reopenAssessment',
      ...valid,
      'findTampering',
      'reportReopeningOverdue',
      'reopenAssessment',
      ...valid,
      'expireAssessment',
      'endRelationship',
      ...kept,
      'approveDisposal',
    ],
    misSold: [
      ...loan,
      'failLookback',
      'escalateRemedy',
      'reportRemedyOverdue',
      'forceRemedy',
      'acceptRemedy',
      'reportPerformanceOverdue',
      'performRemedy',
      'failLookback@internalAudit',
      'offerRemedy',
      'endContract',
      'acceptRemedy',
      'performRemedy',
      ...kept,
      'approveDisposal',
    ],
    unsettled: [
      ...cared,
      'reportCallBackOverdue',
      'recordCallBack',
      'failLookback@regulator',
      'offerRemedy',
      'lapseOffer',
      'reportUnsettled',
      'closeUnsettled',
      'passLookback',
      'failLookback',
      'offerRemedy',
      'declineRemedy',
      'endContract',
      'closeUnsettled',
    ],
    escalated: [
      ...onShelf,
      ...changed,
      'escalateUnnotified',
      'reportNoticeOverdue',
      'inquire:soon',
      'markInquiryOverdue',
      'forceNotice@seniorManagement',
      'reportDeliveryOverdue',
      'confirmDelivery:followed',
      'fallDueForRerating',
      'reportReratingOverdue',
    ],
    differing: [
      'openAssessment',
      ...valid,
      ...anew,
      ...other,
      'reconfirmLevel',
      ...anew,
      'beginAssessment',
      'freeLimit',
      ...other,
      'redoAssessment',
      ...other,
      'lapseVariance',
    ],
    professional: [
      'openAssessment',
      ...proved,
      'lapseProfessional',
      'proveProfessional',
      'lapseProof',
      ...proved,
      'giveUpProfessional',
      'declineInformation',
      'renewAssessment',
      'beginAssessment',
      'lapseAnswering',
      'lapseProfile',
    ],
    issuer: [
      'startRating:foreign',
      ...onShelf.slice(1),
      'reportIssuerLevel@partner',
      'rerate',
      'returnGrading',
    ],
    abandoned: ['startRating', 'reportRatingStalled', 'abandonRating', ...kept, 'refuseDisposal'],
    loan: [...loan, 'endContract', ...kept],
    advised: ['askSale:modestCover', 'insistInWriting', ...untilConfirmed],
    elder: [
      'askSale:modestElder',
      'insistInWriting',
      'endConsideration',
      'recheckSale',
      'acceptAdvice',
    ],
    declared: ['askSale:dearly', 'informConsumer', 'signDeclaration'],
    blocked: ['askSale:modestFund', ...kept],
    counter: ['askSale:counter', 'reassignSeller', 'recheckSale', 'lapseSale'],
  },
  variants: {
    startRating: {
      foreign: plus(() => ({ product: found.product, issuer: 'partner:demo-partner' })),
      fewLevels: plus(() => ({ product: found.product, levels: 4 })),
      thresholds: plus(() => ({ product: found.product, lowRiskTo: 4 })),
    },
    rate: { ...grading, unissued: plus({ issuerLevel: 5 }) },
    rerate: { ...grading, higher: plus({ ownLevel: 5 }) },
    reconcile: { undisclosed: () => ({}) },
    confirmRerating: { undisclosed: () => ({}) },
    reportIssuerLevel: { off: plus({ issuerLevel: 12 }) },
    notifyHolders: notices,
    forceNotice: notices,
    confirmDelivery: {
      fewer: plus({ delivered: 1 }),
      followed: plus({ delivered: 1, followUp: PROOF }),
    },
    recordLastContractEnd: ended,
    correctRating: { other: plus({ record: { label: { was: 'x', is: 'y' } } }) },

    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 1) })) },
    beginAssessment: {
      fewLevels: plus({ levels: 4 }),
      nobody: plus({ way: 'assisted' }),
      assisted: plus((ask) => ({
        way: 'assisted',
        assistant: ask.people('consumerProtection')[0],
      })),
    },
    submitAnswers: {
      off: plus({ level: 12 }),
      other: plus((ask) => ({ level: Number(ask.sample['level']) === 1 ? 2 : 1 })),
    },
    reportTampering: { himself: plus((ask) => ({ staff: ask.by.person })) },
    findTampering: { himself: plus((ask) => ({ staff: ask.by.person })) },
    endRelationship: ended,
    correctAssessment: { other: plus({ was: 'hq' }) },

    askSale: {
      counter: asks('investment', {}),
      fund: asks('investment', online),
      elder: asks('investment', { ...online, ...elderly }),
      cover: asks('insurance', insurance({})),
      dearly: asks('insurance', dearly),
      modestFund: asks('investment', {}, 'modest'),
      modestCover: asks('insurance', insurance({}), 'modest'),
      modestElder: asks('insurance', { ...elderly, ...insurance({}) }, 'modest'),
      child: asks('loan', { buyer: { age: 7, capacity: 'none' } }),
      unreviewed: plus({ product: 'product:walk-unknown' }),
      unnamed: asks('investment', { seller: undefined }),
      named: (ask) => ({ ...asks('loan', {})(ask), way: 'online' }),
      otherKind: asks('loan', { kind: 'investment' }),
      unanalysed: asks('insurance', insurance({ needsAnalysis: undefined })),
      foreignCurrency: asks('investment', { amount: { amount: '1.00', currency: 'USD' } }),
    },
    recordAffordability: {
      tooMuch: plus({ monthlyDebtService: yuan('4000.01') }),
      foreign: plus({ monthlyIncome: { amount: '8000.00', currency: 'USD' } }),
    },
    informConsumer: { little: plus({ items: ['basics'] }) },
    reassignSeller: { outsider: plus((ask) => ({ seller: ask.people('court')[0] })) },
    executeSale: {
      unqualified: plus({ certificate: undefined }),
      recorded: plus(() => ({ recording: found.recording })),
    },
    failLookback: {
      future: plus((ask) => ({ foundOn: addDays(ask.on, 1) })),
      long: plus((ask) => ({ foundOn: addDays(ask.on, -31) })),
      other: plus({ practices: ['notInformed'] }),
    },
    offerRemedy: remedies,
    forceRemedy: remedies,
    performRemedy: { tomorrow: plus((ask) => ({ performedOn: addDays(ask.on, 1) })) },
    endContract: ended,
    recordCallBack: { doubtful: plus({ doubtful: true }) },
    correctSale: { other: plus({ was: 'hq' }) },
  },
}
