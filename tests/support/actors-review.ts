// Who acts in a review of a product, and by which deeds.

import { expect } from 'vitest'
import type { events } from '../../engine/mechanisms/review/events.ts'
import { review } from '../../engine/mechanisms/review/index.ts'
import { AREAS } from '../../engine/mechanisms/review/terms.ts'
import type { Area } from '../../engine/mechanisms/review/terms.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { meetGates } from './gates.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'
import { onArea } from './review-areas.ts'

export const EVIDENCE = 'e5'.repeat(32)
/** The n-th content of a product, by its hash. */
export const content = (n: number): string => n.toString(16).padStart(64, '0')
export const dossier = {
  terms: EVIDENCE,
  price: EVIDENCE,
  agreement: EVIDENCE,
  copy: EVIDENCE,
  channels: ['app', 'branch'],
}
export const minutes = (n: number, date: string) => ({
  minutes: { number: 'BC-2026-7', date, quorum: 3, hash: EVIDENCE, contentHash: content(n) },
})
const given = (n: number) => ({
  contentHash: content(n),
  dossier,
  partners: ['partner:demo-partner'],
})

/** A finding moves its own area to its result, and no other area to any. */
const movesItsOwnArea = (c: Case, { area, result }: { area: Area; result: string }) => {
  const before = new Map(AREAS.map((a) => [a, c.stands(a)]))
  return () => {
    for (const a of AREAS) {
      const without = `a finding on ${area} moves ${a}: ${onArea(a)}`
      const untouched = ['notStarted', 'open', before.get(a)]
      expect(a === area ? [result] : untouched, without).toContain(c.stands(a))
    }
  }
}

const deed = deedsFor<typeof events>()
const drafting = {
  opensDraft: deed('openDraft', (c) => ({
    product: c.about,
    label: 'instalment loan',
    matter: 'newProduct',
    productClass: 'loan',
    partners: ['partner:demo-partner'],
  })),
  submits: deed('submit', () => given(1)),
  resubmits: deed('resubmit', () => ({ ...given(2), adopted: 'the total cost is shown first' })),
  withdraws: deed('withdraw', () => ({ reason: 'given up' })),
  returnsAsIncomplete: deed('returnIncomplete', () => ({
    missing: ['price'],
    explains: 'the fee table is missing',
  })),
  acceptsDossier: deed('acceptDossier', (c) => ({ handler: c.journey.person('protection-2') })),
  findsInScope: deed('scopeIn', () => ({ grounds: 'a new product for consumers' })),
  proposesOutOfScope: deed('proposeScopeOut', () => ({
    consumerFacing: false,
    materialChange: false,
    grounds: 'only between banks',
  })),
  confirmsOutOfScope: deed('confirmScopeOut', () => ({ grounds: 'agreed' })),
} as const
const opinions = {
  finds: deed(
    'recordFinding',
    () => ({ area: 'design', result: 'cleared', grounds: 'examined' }),
    movesItsOwnArea,
  ),
  returnsForRework: deed('returnForRework', () => ({ opinion: 'the price is not clear' })),
  clears: deed('opineOk', () => ({ opinion: 'nothing against it' })),
  clearsOnConditions: deed('opineConditional', () => ({
    opinion: 'with one change',
    conditions: ['show the total cost'],
  })),
  rejects: deed('opineNo', () => ({ opinion: 'it misleads' })),
  fulfilsConditions: deed('fulfilConditions', () => ({
    fulfilments: [{ condition: 1, evidenceHash: EVIDENCE }],
  })),
  confirmsConditions: deed('meetConditions', () => ({ verification: 'seen in the app' })),
} as const
const disputes = {
  contests: deed('contest', () => ({ reasons: 'others sell the same' })),
  declinesConditions: deed('notAdopt', () => ({ reasons: 'not possible in the app' })),
  concedes: deed('concede', () => ({ reason: 'accepted' })),
  escalates: deed('escalate', () => ({ summary: 'no agreement on the price' })),
  upholdsOpinion: deed('smUpholdOpinion', () => ({ grounds: 'the department is right' })),
  resumesReview: deed('resumeReview', () => ({ grounds: 'it has stalled' })),
  refersToCommittee: deed('referToCommittee', () => ({
    ground: 'overruleProposed',
    grounds: 'the risk is small',
  })),
  upholdsByResolution: deed('committeeUphold', (c) => ({ resolution: minutes(1, todayIn(c)) })),
  acceptsRisk: deed('committeeAcceptRisk', (c) => ({
    resolution: minutes(1, todayIn(c)),
    grounds: 'the risk is known and limited',
  })),
} as const
const sales = {
  launches: deed('launch', () => ({ contentHash: content(1) })),
  resumesSale: deed('resumeSale', () => ({ contentHash: content(1) })),
  reportsMaterialChange: deed('reportMaterialChange', () => ({
    contentHash: content(2),
    change: 'the fees rise',
  })),
  submitsChange: deed('openReReview', () => given(2)),
  proposesNotMaterial: deed('proposeNotMaterial', () => ({
    contentHash: content(2),
    grounds: 'wording only',
  })),
  confirmsNotMaterial: deed('confirmNotMaterial', () => ({ grounds: 'agreed' })),
  reportsUnreviewedSale: deed('reportUnreviewed', (c) => ({
    product: c.about,
    label: 'found on sale',
    productClass: 'loan',
    unit: 'consumer-loans',
    contentHash: content(7),
    evidenceHash: EVIDENCE,
    found: 'sold in the app without review',
  })),
  reportsBreach: deed('reportBreach', () => ({
    contentHash: content(7),
    evidenceHash: EVIDENCE,
    found: 'another version is sold',
  })),
  suspendsSale: deed('suspendAndReReview', () => ({
    contentHash: content(7),
    stopEvidenceHash: EVIDENCE,
    grounds: 'sold without review',
  })),
  retires: deed('retire', () => ({ reason: 'discontinued' })),
  reportsSpike: deed('reportComplaintSpike', () => ({
    evidenceHash: EVIDENCE,
    summary: 'complaints doubled',
  })),
  reportsComplaintCause: deed('reportComplaintCause', (c) => ({ complaint: c.complaint })),
  reportsConcern: deed('reportConcern', (c) => ({
    source: c.complaint,
    kind: 'partnerLost',
  })),
  findsEffective: deed('findEffective', () => ({ evidenceHash: EVIDENCE, findings: 'it works' })),
  findsDefect: deed('findDefect', () => ({ evidenceHash: EVIDENCE, findings: 'fees are hidden' })),
} as const
const work = {
  reassigns: deed('reassign', (c) => ({
    handler: c.journey.person('protection-3'),
    reason: 'leave of absence',
  })),
  recuses: deed('recuse', () => ({ ground: 'tookPart' })),
  attachesEvidence: deed('attachEvidence', () => ({
    kind: 'document',
    hash: EVIDENCE,
    describes: 'fee table',
  })),
  notes: deed('note', () => ({ text: 'waits for the fee table' })),
  correctsRecord: deed('correctRecord', (c) => ({
    entry: c.entryOf('openDraft'),
    record: { label: { was: 'instalment loan', is: 'instalment credit' } },
    grounds: 'mistyped',
  })),
  explainsBreach: deed('explainBreach', (c) => ({
    breach: c.entryOf('openDraft'),
    ground: 'workload',
    explanation: 'three launches in one week',
  })),
  inquires: deed('inquire', () => ({ question: 'Who decided the price?' })),
  answersInquiry: deed('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'The pricing committee.',
  })),
} as const
export const reviewDeeds = { ...drafting, ...opinions, ...disputes, ...sales, ...work } as const
export type ReviewActor = Actor<typeof reviewDeeds>

const ROLES = {
  business: 'loans-1',
  otherBusiness: 'loans-2',
  wealth: 'wealth-1',
  officer: 'protection-1',
  /** Whom the dossier is given to. */
  reviewer: 'protection-2',
  colleague: 'protection-3',
  lawyer: 'legal-1',
  privacy: 'privacy-1',
  headquarters: 'headquarters-1',
  manager: 'management-1',
  otherManager: 'management-2',
  committee: 'committee-1',
  otherCommittee: 'committee-2',
  supervisor: 'supervisor-1',
  auditor: 'audit-1',
  regulator: 'regulator-1',
  system: 'system-1',
  /** Of the department that submits, with seats among those who decide as well. */
  author: 'protection-and-loans',
  authorInManagement: 'loans-and-management',
  reviewerInManagement: 'protection-and-management',
  managerInCommittee: 'management-and-committee',
} as const
type Roles = { readonly [K in keyof typeof ROLES]: ReviewActor }
export type Review = Roles & {
  readonly review: Case
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}

const FACTS = `
  product campaign label unit matter productClass partners launchOn contentHash supersedes scope reviewer relieved
  opinion conditions { demand evidenceHash } objections { contentHash kind } dispute { from on referredBy } referral
  resolution { number date quorum hash contentHash outcome basis } proposal { kind contentHash }
  clearance { contentHash covers by on } hold { cause contentHash on } sale { standing contentHash } unreviewed
  postReview { since cause } complaints prohibitions { contentHash area } concerns { source kind }
  work { recused breaches { breach clock on explained } inquiries { by answerBy overdue answered } }`

let n = 0
/** A review of a product of its own, with everybody who may act in it; not yet opened. */
export function reviewIn(journey: Journey, product?: string): Review {
  n += 1
  const file = new Case({
    journey,
    mechanism: review,
    facts: FACTS,
    about: product ?? `product:p${String(n)}`,
  })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, reviewDeeds)]),
  ) as Roles
  return {
    ...roles,
    review: file,
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(review, event, rule))
    },
  }
}

// ---- how far a review has come --------------------------------------------------------------------
type Way = (c: Review, opening?: Parameters<ReviewActor['opensDraft']>[0]) => Promise<Review>
export const submitted: Way = async (c, opening) => {
  await c.business.opensDraft(opening)
  await c.business.submits()
  return c
}
export const triaged: Way = async (c, opening) => {
  await submitted(c, opening)
  await c.officer.acceptsDossier()
  return c
}
export const inReview: Way = async (c, opening) => {
  await triaged(c, opening)
  await c.reviewer.findsInScope()
  return c
}
/** Whoever owns an area gives its finding; the rest is the reviewer's. */
export const everyArea = async (c: Review): Promise<Review> => {
  for (const area of AREAS) {
    const who = { legal: c.lawyer, personalInformation: c.privacy }
    await (area in who ? who[area as keyof typeof who] : c.reviewer).finds({ area })
  }
  return c
}
export const everyGate = async (c: Review): Promise<Review> => {
  await meetGates(c.review)
  return c
}
export const found: Way = async (c, opening) => {
  await inReview(c, opening)
  await everyGate(c)
  return everyArea(c)
}
export const flagged: Way = async (c, opening) => {
  await found(c, opening)
  await c.reviewer.finds({ area: 'pricing', result: 'flagged' })
  return c
}
export const returned: Way = async (c, opening) => {
  await flagged(c, opening)
  await c.reviewer.returnsForRework()
  return c
}
export const rejected: Way = async (c, opening) => {
  await flagged(c, opening)
  await c.reviewer.rejects()
  return c
}
export const conditional: Way = async (c, opening) => {
  await found(c, opening)
  await c.reviewer.clearsOnConditions()
  return c
}
export const disputed: Way = async (c, opening) => {
  await rejected(c, opening)
  await c.business.contests()
  return c
}
export const ruled: Way = async (c, opening) => {
  await disputed(c, opening)
  await c.officer.escalates()
  return c
}
export const referred: Way = async (c, opening) => {
  await ruled(c, opening)
  await c.manager.refersToCommittee()
  return c
}
export const cleared: Way = async (c, opening) => {
  await found(c, opening)
  await c.reviewer.clears()
  return c
}
export const live: Way = async (c, opening) => {
  await cleared(c, opening)
  await c.business.launches()
  return c
}
export const changed: Way = async (c, opening) => {
  await live(c, opening)
  await c.business.reportsMaterialChange()
  return c
}
/** The review of a change, from its submission to the opinion that clears it. */
export const changeCleared = async (c: Review): Promise<Review> => {
  await c.business.submitsChange()
  await c.reviewer.findsInScope()
  await everyGate(c)
  await everyArea(c)
  await c.reviewer.clears()
  return c
}
