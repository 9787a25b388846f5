// One loan, sold with a partner, through all eleven mechanisms.

import type { Ground } from './walk-ground.ts'
import { Thread } from './thread.ts'

export const PRODUCT = 'product:story-loan'
export const PARTNER = 'partner:story-partner'
export const CONSUMER = 'consumer:story'
export const UNIT = 'consumer-loans'
const hash = (n: number): string => n.toString(16).padStart(64, '0')
/** The content that is sold first, and the content after it was complained of. */
export const FIRST = hash(0x0a)
export const SECOND = hash(0x0b)

export async function listedPartner(ground: Ground): Promise<Thread> {
  const partner = new Thread(ground, 'M06')
  await partner.does('proposePartner@loans-1', { partner: PARTNER })
  await partner.all(
    'beginDueDiligence',
    ...Array<string>(5).fill('recordDiligence@businessDepartment'),
  )
  await partner.all('recordDiligence@legalCompliance', 'recordDiligence@consumerProtection')
  await partner.all('reportDueDiligence', 'submitForApproval', 'approvePartner@seniorManagement')
  return partner.all('signAgreement', 'publishList')
}

/** Personal information for the loan: assessed, approved, and then processed with consent. */
export async function approvedProcessing(ground: Ground): Promise<Thread> {
  const activity = new Thread(ground, 'M05')
  await activity.does('proposeActivity@loans-1', {
    activity: 'activity:story-credit',
    product: PRODUCT,
  })
  await activity.all('submitActivity@loans-1', 'screenActivity')
  return activity.does('approveActivity')
}

const loan = { product: PRODUCT, label: 'story loan', productClass: 'loan', partners: [PARTNER] }
const everyFinding = async (review: Thread): Promise<void> => {
  for (const [area, body] of [
    ['design', 'protection-1'],
    ['pricing', 'protection-1'],
    ['agreement', 'protection-1'],
    ['marketing', 'protection-1'],
    ['legal', 'legalCompliance'],
    ['personalInformation', 'personalInformationOfficer'],
  ])
    await review.does(`recordFinding@${body ?? ''}`, { area, result: 'cleared' })
}
const given = (contentHash: string) => (sample: object) => ({
  ...sample,
  contentHash,
  partners: [PARTNER],
})

/** The loan under review, with every area examined. */
export async function underReview(ground: Ground): Promise<Thread> {
  const review = new Thread(ground, 'M01')
  await review.does('openDraft@loans-1', { ...loan, matter: 'newProduct' })
  await review.does('submit@loans-1', given(FIRST))
  await review.does('acceptDossier@protection-1', (s) => ({
    ...s,
    handler: personOf(ground, 'protection-1'),
  }))
  await review.does('scopeIn@protection-1')
  await everyFinding(review)
  return review
}
const personOf = (ground: Ground, subject: string): string =>
  ground.viewers.get(subject)?.person ?? ''

/** Its disclosure package, checked by both and passed for the content under review. */
export async function passedPackage(ground: Ground): Promise<Thread> {
  const copy = new Thread(ground, 'M02')
  await copy.does('openPackage@loans-1', { ...loan, productClass: 'personalLoan' })
  await copy.does('submitCopy@loans-1', (s) => ({ ...s, contentHash: FIRST }))
  await copy.all('recordCheck@consumerProtection', 'recordCheck@legalCompliance')
  return copy.does('pass')
}

/** Shown to a consumer on the page of the partner, confirmed, and bound by a contract. */
export async function shownToConsumer(ground: Ground, copy: Thread): Promise<Thread> {
  const shown = new Thread(ground, 'M02')
  const { copyHash } = (await copy.state()).context
  await shown.does('show@system', { product: PRODUCT, consumer: CONSUMER, copyHash })
  await shown.does('confirm')
  return shown.does('enterContract')
}

/** The sale of the loan, recorded where it takes place. */
export async function soldAndRecorded(
  ground: Ground,
): Promise<{ readonly sale: Thread; readonly recording: Thread }> {
  const recording = new Thread(ground, 'M04')
  await recording.does('openRecording@channel-1', ({ seller: _nobody, ...sample }) => ({
    ...sample,
    product: PRODUCT,
    consumer: CONSUMER,
    productClass: 'loan',
    channel: 'internet',
    unit: UNIT,
  }))
  await recording.all('agreeToRecording@channel-1', 'completeRecording@channel-1')
  const sale = new Thread(ground, 'M03')
  await sale.does('askSale@channel-1', ({ seller: _nobody, ...sample }) => ({
    ...sample,
    product: PRODUCT,
    consumer: CONSUMER,
    way: 'online',
    unit: UNIT,
  }))
  await sale.all('recordAffordability', 'informConsumer', 'confirmPurchase@channel-1')
  await sale.does('executeSale', { recording: recording.id })
  await recording.does('concludeSale')
  return { sale, recording }
}

/** Whatever entries cause elsewhere is carried there. */
export async function carried(ground: Ground): Promise<void> {
  while ((await ground.engine.courier.round()) > 0);
}

/** The consumer complains of words in the app; it is mediated, decided, told, and its cause found. */
export async function complainedOf(
  ground: Ground,
): Promise<{ readonly complaint: Thread; readonly dispute: Thread }> {
  const complaint = new Thread(ground, 'M07')
  await complaint.does('register@protection-1', {
    complainant: CONSUMER,
    product: PRODUCT,
    partner: PARTNER,
    unit: UNIT,
  })
  await complaint.does('confirmIdentity@protection-1')
  await complaint.does('assign@protection-1', { handler: personOf(ground, 'protection-2') })
  await complaint.does('startHandling@protection-2')
  const dispute = new Thread(ground, 'M08')
  await dispute.does('openDispute@protection-1', {
    complaint: complaint.id,
    consumer: CONSUMER,
    product: PRODUCT,
    partner: PARTNER,
    unit: UNIT,
  })
  await dispute.all('beginNegotiation', 'recordNegotiation', 'proposeMediation')
  await dispute.all('consentToMediation', 'acceptMediation')
  await carried(ground)
  return { complaint, dispute }
}

/** The mediation ends in an agreement that is performed; the period of the complaint goes on. */
export async function mediated(ground: Ground, dispute: Thread): Promise<void> {
  await dispute.all('delegate@seniorManagement', 'assignFast', 'concludeAgreement@mediationBody')
  await carried(ground)
  await dispute.does('recordPerformance@businessDepartment')
  await dispute.does('confirmPerformance@consumerProtection')
}

/** The complaint is decided and told, and its cause lies in product, words and partner. */
export async function answered(ground: Ground, complaint: Thread): Promise<void> {
  await complaint.all('recordContact@protection-2', 'clarifyFacts@protection-2')
  await complaint.all('agreeLegally', 'decide', 'tell', 'accept')
  await complaint.does('confirmCause@protection-3', {
    kinds: ['product', 'copy', 'partner'],
    product: PRODUCT,
    partner: PARTNER,
    owner: UNIT,
  })
  await carried(ground)
}

/** The recording is listened to, for the complaint, and given back. */
export const tracedBack = (recording: Thread): Promise<Thread> =>
  recording.all('passInspection', 'retrieveRecording', 'returnRecording')

/** What was shown is corrected for whom it concerned, and the changed loan is reviewed and resumed. */
export async function reviewedAgain(
  of: Readonly<Record<'review' | 'copy' | 'complaint' | 'partner', Thread>>,
): Promise<void> {
  const { review, copy, complaint, partner } = of
  await partner.all('dismissSignal', 'clearWatch')
  await copy.all('recordAffected', 'remedyAffected', 'correctDeviation', 'republish')
  await review.does('openReReview@loans-1', given(SECOND))
  await review.does('scopeIn@protection-1')
  await everyFinding(review)
  await copy.does('revise@loans-1')
  await copy.does('submitCopy@loans-1', (s) => ({ ...s, contentHash: SECOND }))
  await copy.all('recordCheck@consumerProtection', 'recordCheck@legalCompliance', 'pass')
  await review.does('opineOk@protection-1')
  await review.does('resumeSale@loans-1', { contentHash: SECOND })
  await copy.does('publish')
  await complaint.all('recordRectification@loans-1', 'verifyRectification', 'recordPerformance')
  await complaint.does('archive')
}

/** The people of the institution are trained as planned. */
export async function trained(ground: Ground): Promise<Thread> {
  const plan = new Thread(ground, 'M09')
  await plan.all('openPlan', 'submitPlan', 'approvePlan', 'recordRoster')
  return plan.all(...Array<string>(4).fill('recordSession'))
}

/** The unit that sells the loan is assessed for its period. */
export async function assessed(ground: Ground): Promise<Thread> {
  const cycle = new Thread(ground, 'M10')
  await cycle.does('openCycle', { unit: UNIT })
  await cycle.all('submitScheme', 'endorseScheme', 'approveScheme')
  return cycle
}

/** The unit enters the audit universe and is audited; its findings are fixed. */
export async function audited(
  ground: Ground,
): Promise<{ readonly coverage: Thread; readonly engagement: Thread }> {
  const coverage = new Thread(ground, 'M11')
  await coverage.does('enterUniverse', { unit: UNIT })
  const engagement = new Thread(ground, 'M11')
  await engagement.does('proposeEngagement', { unit: UNIT })
  await engagement.all('submitPlan', 'endorsePlan', 'approvePlan', 'scheduleEngagement')
  await engagement.all('appointAuditor@audit-1', 'appointAuditor@audit-2', 'openFieldwork')
  await engagement.all('recordFinding', 'endFieldwork', 'sendFindings')
  await engagement.all('respond@businessDepartment', 'issueReport', 'instruct@board')
  await engagement.all('claimFixed@businessDepartment', 'confirmFixed')
  await carried(ground)
  return { coverage, engagement }
}

/** Somebody is answerable for what was complained of, and is trained. */
export async function answerable(ground: Ground, complaint: Thread): Promise<Thread> {
  const matter = new Thread(ground, 'M10')
  await matter.does('openAccountability@consumerProtection', {
    cause: 'other',
    source: complaint.id,
    unit: UNIT,
  })
  const training = new Thread(ground, 'M09')
  await training.does('requireTraining@consumerProtection', {
    person: personOf(ground, 'loans-2'),
    source: complaint.id,
    unit: UNIT,
  })
  const risk = new Thread(ground, 'M11')
  await risk.does('reportRisk@consumerProtection', {
    kind: 'complaints',
    source: complaint.id,
    unit: UNIT,
  })
  await carried(ground)
  return matter
}

/** The whole story, in the order in which it happens. */
export async function told(ground: Ground): Promise<Readonly<Record<string, Thread>>> {
  const partner = await listedPartner(ground)
  const activity = await approvedProcessing(ground)
  const plan = await trained(ground)
  const cycle = await assessed(ground)
  const review = await underReview(ground)
  const copy = await passedPackage(ground)
  await review.all('opineOk@protection-1', 'launch@loans-1')
  await activity.does('goLive')
  await copy.does('publish')
  const shown = await shownToConsumer(ground, copy)
  const { sale, recording } = await soldAndRecorded(ground)
  const { complaint, dispute } = await complainedOf(ground)
  await mediated(ground, dispute)
  await answered(ground, complaint)
  await tracedBack(recording)
  await reviewedAgain({ review, copy, complaint, partner })
  const matter = await answerable(ground, complaint)
  const { coverage, engagement } = await audited(ground)
  return {
    partner,
    activity,
    plan,
    cycle,
    review,
    copy,
    shown,
    sale,
    recording,
    complaint,
    dispute,
    matter,
    coverage,
    engagement,
  }
}
