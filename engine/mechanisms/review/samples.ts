/** A payload for each event that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../core/mechanism.ts'
import type { Uuid } from '../../core/values.ts'
import { caseWorkSamples } from '../case-work.ts'
import { objectionTo } from './case-rules.ts'
import { AREA_OWNERS, AREAS } from './terms.ts'
import type { Area, ReviewContext } from './terms.ts'

type Ask = SampleAsk<ReviewContext>

const hashOf = (n: number): string => n.toString(16).padStart(64, '0')
/** The first content to which there is no objection. */
function freshContent(c: ReviewContext): string {
  let n = 1
  while (objectionTo(c, hashOf(n)) !== undefined) n += 1
  return hashOf(n)
}
const EVIDENCE = 'e5'.repeat(32)
const submission = ({ context }: Ask) => ({
  contentHash: freshContent(context),
  dossier: {
    terms: EVIDENCE,
    price: EVIDENCE,
    agreement: EVIDENCE,
    copy: EVIDENCE,
    targetMarket: EVIDENCE,
    channels: ['app'],
  },
  partners: context.partners,
})
/** Somebody of the department who is neither an author nor has stalled or stepped aside. */
const reviewerFor = ({ context: c, people }: Ask): Uuid | undefined =>
  people('consumerProtection').find(
    (p) =>
      p !== c.relieved && p !== c.reviewer && !c.work.recused.includes(p) && !c.authors.includes(p),
  )
const anyReviewer = (ask: Ask): Uuid =>
  reviewerFor(ask) ?? ask.context.reviewer ?? ask.people('consumerProtection')[0] ?? ask.lastEntry

const owns = (owners: readonly string[], ask: Ask) => owners.includes(ask.by.body)
/** An area of one's own, a missing one first. */
function areaFor(ask: Ask): Area {
  const own = AREAS.filter((a) => owns(AREA_OWNERS[a], ask))
  return own.find((a) => ask.context.areas[a] === 'open') ?? own.at(-1) ?? 'design'
}
const resolution = ({ context, on }: Ask) => ({
  minutes: {
    number: 'BC-1',
    date: on,
    quorum: 3,
    hash: EVIDENCE,
    contentHash: context.contentHash ?? EVIDENCE,
  },
})
const soldContent = ({ context: c }: Ask) => ({
  contentHash: c.clearance?.contentHash ?? hashOf(1),
})

const dossierSamples = {
  openDraft: () => ({
    product: 'product:sample' as const,
    label: 'sample product',
    matter: 'newProduct' as const,
    productClass: 'loan' as const,
  }),
  reportUnreviewed: ({ by }: Ask) => ({
    product: 'product:sample' as const,
    label: 'sample product',
    productClass: 'loan' as const,
    unit: by.unit ?? 'retail',
    contentHash: hashOf(1),
    evidenceHash: EVIDENCE,
    found: 'found on sale',
  }),
  submit: submission,
  resubmit: (ask: Ask) => ({ ...submission(ask), adopted: 'adopted as advised' }),
  withdraw: () => ({ reason: 'given up' }),
  returnIncomplete: () => ({ missing: ['price' as const], explains: 'fee table is missing' }),
  acceptDossier: (ask: Ask) => ({ handler: anyReviewer(ask) }),
  scopeIn: () => ({ grounds: 'new product for consumers' }),
  proposeScopeOut: ({ context }: Ask) => ({
    consumerFacing: context.clearance !== null,
    materialChange: false,
    grounds: 'no consumer is concerned',
  }),
  confirmScopeOut: () => ({ grounds: 'agreed' }),
}

const reviewSamples = {
  recordFinding: (ask: Ask) => ({
    area: areaFor(ask),
    result: 'cleared' as const,
    grounds: 'examined',
  }),
  returnForRework: () => ({ opinion: 'to be changed' }),
  opineOk: () => ({ opinion: 'cleared' }),
  opineConditional: () => ({ opinion: 'on conditions', conditions: ['show the total cost'] }),
  opineNo: () => ({ opinion: 'not acceptable' }),
  fulfilConditions: ({ context }: Ask) => ({
    fulfilments: context.conditions.map((_, i) => ({ condition: i + 1, evidenceHash: EVIDENCE })),
  }),
  meetConditions: () => ({ verification: 'verified' }),
}

const disputeSamples = {
  contest: () => ({ reasons: 'reasons' }),
  notAdopt: () => ({ reasons: 'reasons' }),
  concede: () => ({ reason: 'accepted' }),
  escalate: () => ({ summary: 'summary' }),
  smUpholdOpinion: () => ({ grounds: 'grounds' }),
  resumeReview: (ask: Ask) => {
    const handler = reviewerFor(ask)
    return handler === undefined ? { grounds: 'grounds' } : { handler, grounds: 'grounds' }
  },
  referToCommittee: () => ({ ground: 'overruleProposed' as const, grounds: 'grounds' }),
  committeeUphold: (ask: Ask) => ({ resolution: resolution(ask) }),
  committeeAcceptRisk: (ask: Ask) => ({ resolution: resolution(ask), grounds: 'grounds' }),
}

const saleSamples = {
  launch: soldContent,
  resumeSale: soldContent,
  reportMaterialChange: () => ({ change: 'fees were raised' }),
  openReReview: submission,
  proposeNotMaterial: ({ context: c }: Ask) => ({
    contentHash: c.hold?.contentHash ?? c.clearance?.contentHash ?? freshContent(c),
    grounds: 'wording only',
  }),
  confirmNotMaterial: () => ({ grounds: 'agreed' }),
  reportBreach: ({ context: c }: Ask) => ({
    ...(c.sale.contentHash === null ? { contentHash: hashOf(1) } : {}),
    evidenceHash: EVIDENCE,
    found: 'found on sale',
  }),
  suspendAndReReview: ({ context: c }: Ask) => ({
    contentHash: c.sale.contentHash ?? freshContent(c),
    stopEvidenceHash: EVIDENCE,
    grounds: 'sold without review',
  }),
  retire: () => ({ reason: 'discontinued' }),
  reportComplaintSpike: () => ({ evidenceHash: EVIDENCE, summary: 'complaints rose' }),
  reportComplaintCause: ({ lastEntry }: Ask) => ({ complaint: lastEntry }),
  reportConcern: ({ lastEntry }: Ask) => ({ source: lastEntry, kind: 'partnerLost' as const }),
  findEffective: () => ({ evidenceHash: EVIDENCE, findings: 'effective' }),
  findDefect: () => ({ evidenceHash: EVIDENCE, findings: 'defect' }),
}

/** Only those of the case work that a review has. */
const work = caseWorkSamples<ReviewContext>({
  about: () => ({}),
  workOf: (c) => c.work,
  handlers: 'consumerProtection',
})

export const samples = {
  ...dossierSamples,
  ...reviewSamples,
  ...disputeSamples,
  ...saleSamples,
  reassign: (ask: Ask) => ({ handler: anyReviewer(ask), reason: 'workload' }),
  recuse: work.recuse,
  attachEvidence: work.attachEvidence,
  note: work.note,
  explainBreach: work.explainBreach,
  inquire: work.inquire,
  answerInquiry: work.answerInquiry,
  correctRecord: ({ context, lastEntry }: Ask) => ({
    entry: lastEntry,
    record: { label: { was: context.label ?? '', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
}
