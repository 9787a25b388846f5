/**
 * The words of a consumer-protection review (消费者权益保护审查, 2022 No. 9 art. 9) and what its case
 * knows: plain JSON, no personal value.
 */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolved } from '../resolution.ts'

/** What is brought to review: M01-2 to M01-7. */
export const matter = z
  .enum(['newProduct', 'newService', 'materialChange', 'pricing', 'agreement', 'marketing'])
  .meta({ id: 'ReviewMatter' })
/** Investment and insurance products must state their target market (2025 No. 7 art. 8). */
export const productClass = z
  .enum(['deposit', 'loan', 'card', 'payment', 'investment', 'insurance', 'service', 'other'])
  .meta({ id: 'ReviewProductClass' })
export const basis = z.enum(['statute', 'contract', 'voluntary']).meta({ id: 'ReviewBasis' })

/** The four areas of art. 9, and the two in which others than the department must be heard. */
export const AREAS = [
  'design',
  'pricing',
  'agreement',
  'marketing',
  'legal',
  'personalInformation',
] as const
export const area = z.enum(AREAS).meta({ id: 'ReviewArea' })
export type Area = z.output<typeof area>
export const finding = z
  .enum(['cleared', 'conditional', 'flagged', 'notApplicable'])
  .meta({ id: 'ReviewFinding' })
export type Finding = z.output<typeof finding>
const standing = z.enum(['notStarted', 'open', ...finding.options])
export type AreaStanding = z.output<typeof standing>
const areas = z.object({
  design: standing,
  pricing: standing,
  agreement: standing,
  marketing: standing,
  legal: standing,
  personalInformation: standing,
})
export type Areas = z.output<typeof areas>
export const everyArea = (s: AreaStanding): Areas => ({
  design: s,
  pricing: s,
  agreement: s,
  marketing: s,
  legal: s,
  personalInformation: s,
})

/** What other mechanisms find against a product that is on sale, or is to be. */
export const concern = z
  .enum(['misSale', 'partnerLost', 'disclosureDeviation', 'informationViolation', 'auditFinding'])
  .meta({ id: 'ReviewConcern' })
export type Concern = z.output<typeof concern>
/** Those of a gate: the content stays cleared, and the sale goes on once the gate is met again. */
const OF_A_GATE: readonly Concern[] = ['partnerLost', 'disclosureDeviation', 'informationViolation']
export const isOfAGate = (kind: Concern): boolean => OF_A_GATE.includes(kind)

export const dossierItem = z
  .enum(['terms', 'price', 'agreement', 'copy', 'channels', 'partners', 'targetMarket'])
  .meta({ id: 'ReviewDossierItem' })
export type DossierItem = z.output<typeof dossierItem>
/** The items of a dossier that are files, each known by its hash. */
export const DOSSIER_FILES = ['terms', 'price', 'agreement', 'copy', 'targetMarket'] as const
export const referralGround = z
  .enum(['overruleProposed', 'systemicImpact'])
  .meta({ id: 'ReviewReferralGround' })

/** From where a dispute came, and so where it goes back when it is conceded. */
const disputedFrom = z.enum(['returned', 'conditional', 'rejected', 'stopped'])
export type DisputedFrom = z.output<typeof disputedFrom>

/** Why content may not be cleared as it is; one per content hash, the latest. */
const objection = z.object({
  contentHash: z.string(),
  kind: z.enum(['conditional', 'returned', 'rejected', 'defect', 'complaint', 'concern']),
})
export type Objection = z.output<typeof objection>

export const saleStanding = z.enum(['none', 'open', 'held', 'stopped'])

export const reviewContext = z.object({
  product: z.string().nullable(),
  /** The campaign or creative that is reviewed by itself (M01-5); then it is the subject of the case. */
  campaign: z.string().nullable(),
  label: z.string().nullable(),
  unit: z.string().nullable(),
  matter: matter.nullable(),
  productClass: productClass.nullable(),
  basis: basis.nullable(),
  partners: z.array(z.string()),
  /** Day on which the business department plans to launch. */
  launchOn: z.string().nullable(),
  /** Persons who drafted or submitted; none of them reviews or rules. */
  authors: z.array(z.string()),

  /** The content under review, or the content last reviewed. */
  contentHash: z.string().nullable(),
  /** Items that the dossier of this content contains; null where none was handed in. */
  dossier: z.array(dossierItem).nullable(),
  /** The content with an objection that this submission expressly brings again. */
  supersedes: z.string().nullable(),
  /** Once in scope it stays in scope, until a change is measured against cleared content. */
  scope: z.enum(['undecided', 'in', 'out']),
  reviewer: z.string().nullable(),
  /** The reviewer whose review stalled; another one takes over. */
  relieved: z.string().nullable(),
  /** Mirror of the regions of the same names, because rules see the context only. */
  areas,
  prohibitions: z.array(z.object({ contentHash: z.string(), area })),

  /** The opinion on the present content. */
  opinion: z.enum(['ok', 'conditional', 'returned', 'no']).nullable(),
  conditions: z.array(z.object({ demand: z.string(), evidenceHash: z.string().nullable() })),
  objections: z.array(objection),
  dispute: z
    .object({ from: disputedFrom, on: z.string(), referredBy: z.string().nullable() })
    .nullable(),
  referral: referralGround.or(z.literal('notRuled')).nullable(),
  resolution: resolved.extend({ outcome: z.enum(['upheld', 'riskAccepted']) }).nullable(),
  /** A proposal that a second person must confirm. */
  proposal: z
    .object({
      kind: z.enum(['scopeOut', 'notMaterial']),
      by: z.string().nullable(),
      contentHash: z.string().nullable(),
    })
    .nullable(),

  /** What may be sold: the content that was reviewed, and content found not materially different. */
  clearance: z
    .object({
      contentHash: z.string(),
      covers: z.array(z.string()),
      by: z.enum(['opinion', 'conditions', 'committee']),
      on: z.string(),
    })
    .nullable(),
  /** Why the sale is held. */
  hold: z
    .object({
      cause: z.enum(['change', 'defect', 'complaint', 'concern', 'gate']),
      contentHash: z.string().nullable(),
      on: z.string(),
    })
    .nullable(),
  /** Mirror of the region `sale`, with the content that is or was sold. */
  sale: z.object({ standing: saleStanding, contentHash: z.string().nullable() }),
  /** Unreviewed sales and changes of this subject, those of earlier cases included. */
  unreviewed: z.int(),
  /** Day from which the next post-review counts, and what the last one was begun for. */
  postReview: z.object({
    since: z.string().nullable(),
    cause: z.enum(['period', 'complaintSpike']).nullable(),
  }),
  /** Complaints whose upheld cause lies in this product. */
  complaints: z.array(z.string()),
  /** What other mechanisms found against it, each by the process that found it. */
  concerns: z.array(z.object({ source: z.string(), kind: concern })),
  work: caseWork,
})
export type ReviewContext = z.output<typeof reviewContext>

export const beforeOpening: ReviewContext = {
  product: null,
  campaign: null,
  label: null,
  unit: null,
  matter: null,
  productClass: null,
  basis: null,
  partners: [],
  launchOn: null,
  authors: [],
  contentHash: null,
  dossier: null,
  supersedes: null,
  scope: 'undecided',
  reviewer: null,
  relieved: null,
  areas: everyArea('notStarted'),
  prohibitions: [],
  opinion: null,
  conditions: [],
  objections: [],
  dispute: null,
  referral: null,
  resolution: null,
  proposal: null,
  clearance: null,
  hold: null,
  sale: { standing: 'none', contentHash: null },
  unreviewed: 0,
  postReview: { since: null, cause: null },
  complaints: [],
  concerns: [],
  work: noCaseWork,
}

/** What a later case about the same subject takes over from the one before it. */
export const inheritance = reviewContext.pick({
  objections: true,
  unreviewed: true,
  prohibitions: true,
})

/** The bodies that may give a finding in an area (M01-2 to M01-5, PIPL art. 55). */
export const AREA_OWNERS = {
  design: ['consumerProtection'],
  pricing: ['consumerProtection'],
  agreement: ['consumerProtection', 'legalCompliance'],
  marketing: ['consumerProtection'],
  legal: ['legalCompliance'],
  personalInformation: ['personalInformationOfficer'],
} as const satisfies Record<Area, readonly string[]>
