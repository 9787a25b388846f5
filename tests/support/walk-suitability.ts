// Ratings, assessments and sales as they also go, on a ground where products are reviewed and rated and
// consumers are assessed.

import { addDays } from '../../engine/core/calendar.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { FACTORS } from '../../engine/mechanisms/suitability/rating-terms.ts'
import { AREAS } from '../../engine/mechanisms/review/terms.ts'
import type { Ground } from './walk-ground.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { INSTITUTION } from './world.ts'

const PROOF = 'f5'.repeat(32)
const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }

// ---- what stands on the ground -----------------------------------------------------------------------
type Class = 'investment' | 'insurance' | 'loan'
interface Sold {
  readonly product: string
  readonly review: Uuid
  readonly rating: Uuid | undefined
}
/** By ground: what is sold there now. */
const furnished = new WeakMap<Ground, Map<Class, Sold>>()

type Step = readonly [by: string, event: string, payload: object]
/** Sends the steps one after another as one case; gives its id. */
async function done(ground: Ground, mechanism: string, steps: readonly Step[]): Promise<Uuid> {
  let process: Uuid | undefined
  for (const [by, event, payload] of steps) {
    const [answer] = await ground.engine.execute(INSTITUTION, [
      {
        asker: { person: ground.viewers.get(by)?.person ?? '' },
        via: 'api',
        request: ground.request(),
        mechanism,
        event,
        payload,
        ...(process === undefined ? {} : { process }),
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(`${event} by ${by}: ${JSON.stringify(answer)}`)
    process = answer.process.id
  }
  return process ?? ''
}

const OWNERS = { legal: 'legal-1', personalInformation: 'privacy-1' } as const
/** A review of the product, from its draft to its launch. */
const reviewed = (ground: Ground, product: string, productClass: Class): Promise<Uuid> => {
  const contentHash = PROOF
  const dossier = {
    terms: PROOF,
    price: PROOF,
    agreement: PROOF,
    copy: PROOF,
    targetMarket: PROOF,
    channels: ['app'],
  }
  const reviewer = ground.viewers.get('protection-2')?.person
  return done(ground, 'M01', [
    ['loans-1', 'openDraft', { product, label: product, matter: 'newProduct', productClass }],
    ['loans-1', 'submit', { contentHash, dossier, partners: [] }],
    ['protection-1', 'acceptDossier', { handler: reviewer }],
    ['protection-2', 'scopeIn', { grounds: 'new' }],
    ...AREAS.map((area): Step => {
      const by = area in OWNERS ? OWNERS[area as keyof typeof OWNERS] : 'protection-2'
      return [by, 'recordFinding', { area, result: 'cleared', grounds: 'examined' }]
    }),
    [
      'privacy-1',
      'attestGate',
      { gate: 'personalInformation', answer: 'met', evidenceHash: PROOF },
    ],
    ['legal-1', 'attestGate', { gate: 'disclosure', answer: 'met', evidenceHash: PROOF }],
    ['protection-2', 'opineOk', { opinion: 'cleared' }],
    ['loans-1', 'launch', { contentHash }],
  ])
}
const rated = (ground: Ground, product: string, productClass: Class): Promise<Uuid> => {
  const scale = { levels: 5, lowRiskTo: 2, highRiskFrom: 4, mandate: PROOF }
  const grading = { ownLevel: 4, factors: [...FACTORS], method: PROOF }
  return done(ground, 'M03', [
    ['loans-1', 'startRating', { product, label: product, productClass, ...scale }],
    ['loans-1', 'rate', grading],
    ['loans-2', 'reconcile', {}],
    ['loans-2', 'publishRating', { publication: PROOF }],
  ])
}
const assessedAs = (ground: Ground, consumer: string, level: number): Promise<Uuid> =>
  done(ground, 'M03', [
    ['channel-1', 'openAssessment', { consumer, unit: 'wealth' }],
    ['channel-1', 'beginAssessment', { version: PROOF, levels: 5, way: 'self' }],
    ['channel-1', 'submitAnswers', { answers: PROOF, level }],
  ])

/** The trace of an online sale to the consumer, sealed. */
const recorded = (ground: Ground, product: string): Promise<Uuid> =>
  done(ground, 'M04', [
    [
      'loans-1',
      'openRecording',
      {
        product,
        consumer: found.consumer,
        label: 'fund',
        channel: 'internet',
        productClass: 'wealth',
      },
    ],
    ['loans-1', 'agreeToRecording', { evidenceHash: PROOF }],
    [
      'loans-1',
      'completeRecording',
      {
        startedAt: ground.now(),
        seconds: 1,
        segments: 1,
        contentHash: PROOF,
        links: ['pageVersions', 'operationTrace'],
      },
    ],
  ])

/** Still on sale and rated? Time passes on a walk, and what is found of one sale may hold all of them. */
async function stillSold(ground: Ground, sold: Sold | undefined): Promise<boolean> {
  if (!sold) return false
  const review = await ground.process(sold.review)
  const standing = (review.context['sale'] as { standing?: string }).standing
  if (standing !== 'open') return false
  if (sold.rating === undefined) return true
  return (await ground.process(sold.rating)).context['shelf'] === 'open'
}
/** Names of what the latest furnishing brought about; walks go one after another. */
const found = { product: '', consumer: '', modest: '', recording: '' }
let n = 0
async function furnish(ground: Ground, event: string): Promise<void> {
  n += 1
  found.consumer = `consumer:walk-${String(n)}`
  found.modest = `consumer:walk-${String(n)}-modest`
  if (event === 'startRating') {
    found.product = `product:walk-${String(n)}`
    await reviewed(ground, found.product, 'investment')
  }
  if (event !== 'askSale') return
  const sold = furnished.get(ground) ?? new Map<Class, Sold>()
  furnished.set(ground, sold)
  for (const productClass of ['investment', 'insurance', 'loan'] as const) {
    if (await stillSold(ground, sold.get(productClass))) continue
    const product = `product:walk-${productClass}-${String(n)}`
    const review = await reviewed(ground, product, productClass)
    const rating = productClass === 'loan' ? undefined : await rated(ground, product, productClass)
    sold.set(productClass, { product, review, rating })
  }
  standing = sold
  await assessedAs(ground, found.consumer, 5)
  await assessedAs(ground, found.modest, 1)
  found.recording = await recorded(ground, sold.get('investment')?.product ?? '')
}
let standing: ReadonlyMap<Class, Sold> = new Map()

// ---- what is sent ------------------------------------------------------------------------------------
const fresh: Variant = (ask) => {
  if ('mandate' in ask.sample) return { ...ask.sample, product: found.product }
  const { consumer } = found
  if (!('buyer' in ask.sample)) return { ...ask.sample, consumer }
  return asks('loan', {})(ask)
}
/** A request for what is on sale, by somebody who is assessed. */
const asks = (kind: Class, more: Payload, by: 'consumer' | 'modest' = 'consumer'): Variant =>
  plus(() => ({
    product: standing.get(kind)?.product,
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
  furnish,
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
