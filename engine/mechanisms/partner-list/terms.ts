/**
 * The words of partner-list management (合作机构名单管理, 2022 No. 9 art. 14) and what its case knows: plain
 * JSON, no personal value. One case is one partner, from its proposal to the end of the last customer.
 */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { keeping, noKeeping } from '../keeping.ts'

/** What a partner does for the institution. */
export const cooperation = z
  .enum([
    'customerAcquisition',
    'jointLending',
    'guarantee',
    'collection',
    'payment',
    'riskTechnology',
    'agencySale',
    'other',
  ])
  .meta({ id: 'PartnerCooperation' })
export type Cooperation = z.output<typeof cooperation>

/** The seven aspects of evaluation before entry and every year (M06-6). */
export const DILIGENCE = [
  'operations',
  'management',
  'risk',
  'technology',
  'service',
  'compliance',
  'reputation',
] as const
export const diligenceAspect = z.enum(DILIGENCE).meta({ id: 'PartnerDiligenceAspect' })
export type DiligenceAspect = z.output<typeof diligenceAspect>
export const diligenceResult = z
  .enum(['satisfactory', 'conditional', 'unsatisfactory'])
  .meta({ id: 'PartnerDiligenceResult' })
const assessed = z.enum(['open', ...diligenceResult.options])
const sevenOf = <T extends z.ZodType>(of: T) =>
  z.object({
    operations: of,
    management: of,
    risk: of,
    technology: of,
    service: of,
    compliance: of,
    reputation: of,
  })
const diligence = sevenOf(assessed)
export type Diligence = z.output<typeof diligence>
export const nothingAssessed: Diligence = {
  operations: 'open',
  management: 'open',
  risk: 'open',
  technology: 'open',
  service: 'open',
  compliance: 'open',
  reputation: 'open',
}
/** An evaluation covers all seven, or it is none. */
export const evaluationResults = sevenOf(diligenceResult).meta({ id: 'PartnerEvaluationResults' })

export const failGround = z
  .enum(['violentCollection', 'unlicensed', 'onForbiddenList', 'falseInformation', 'other'])
  .meta({ id: 'PartnerFailGround' })

/** Content of the cooperation, impact on customers, and the partner's own stability. */
export const weight = z.enum(['low', 'medium', 'high']).meta({ id: 'PartnerWeight' })
export const tier = z.enum(['key', 'important', 'general']).meta({ id: 'PartnerTier' })
export type Tier = z.output<typeof tier>
type Weight = z.output<typeof weight>
const POINTS: Readonly<Record<Weight, number>> = { low: 1, medium: 2, high: 3 }
/** The tier follows from the three; nobody chooses it. */
export function tierOf(w: { content: Weight; customerImpact: Weight; instability: Weight }): Tier {
  const sum = POINTS[w.content] + POINTS[w.customerImpact] + POINTS[w.instability]
  if (w.customerImpact === 'high' || sum >= 7) return 'key'
  return sum >= 5 ? 'important' : 'general'
}

/** What the partner does in the process; some of it may not leave the institution. */
export const step = z
  .enum([
    'creditDecision',
    'contractSigning',
    'fundTransfer',
    'suitabilityTest',
    'marketing',
    'identification',
    'customerService',
    'collection',
  ])
  .meta({ id: 'PartnerStep' })

/** Art. 14: the seven subjects of a cooperation agreement. */
export const CLAUSES_OF_LAW = [
  'informationSecurity',
  'servicePrice',
  'serviceContinuity',
  'informationDisclosure',
  'disputeResolution',
  'breachLiability',
  'emergencyResponse',
] as const
/** What an agreement on internet loans names beside them (2020 No. 9). */
export const CLAUSES_OF_LOANS = [
  'scopeAndProcess',
  'incomeAndRiskSharing',
  'customerProtection',
  'dataSecrecy',
  'exitTransition',
] as const
export const clause = z
  .enum([
    ...CLAUSES_OF_LAW,
    'supervisionCooperation',
    'personalInformation',
    ...CLAUSES_OF_LOANS,
    'suitabilityDuties',
  ])
  .meta({ id: 'PartnerClause' })
export type Clause = z.output<typeof clause>

export const publicChannel = z
  .enum(['website', 'app', 'premises', 'other'])
  .meta({ id: 'PartnerPublicChannel' })
/** What the public list says of the partner. */
export const shown = z.enum(['listed', 'suspended', 'removed']).meta({ id: 'PartnerShown' })
export const listing = z.enum([
  'notListed',
  'listed',
  'suspended',
  'exiting',
  'delisted',
  'blacklisted',
])
export type Listing = z.output<typeof listing>
/** What the public list has to say; nothing changes in public where the partner was never shown. */
export const shownFor = (of: Listing): z.output<typeof shown> => {
  if (of === 'listed') return 'listed'
  return of === 'suspended' ? 'suspended' : 'removed'
}

/** What is watched of a listed partner; each in a region of its own. */
export const WATCHED = ['conduct', 'complaints', 'data', 'fees'] as const
export const watched = z.enum(WATCHED).meta({ id: 'PartnerWatched' })
export type Watched = z.output<typeof watched>
export const signalKind = z
  .enum([
    'marketingDeviation',
    'disclosureDeviation',
    'collectionViolation',
    'misSale',
    'auditFinding',
    'complaintRate',
    'upheldComplaint',
    'slowCooperation',
    'dataEvent',
    'informationViolation',
    'priceDeviation',
    'disguisedFee',
  ])
  .meta({ id: 'PartnerSignalKind' })
export type SignalKind = z.output<typeof signalKind>
const ASPECT_OF: Readonly<Record<SignalKind, Watched>> = {
  marketingDeviation: 'conduct',
  disclosureDeviation: 'conduct',
  collectionViolation: 'conduct',
  misSale: 'conduct',
  auditFinding: 'conduct',
  complaintRate: 'complaints',
  upheldComplaint: 'complaints',
  slowCooperation: 'complaints',
  dataEvent: 'data',
  informationViolation: 'data',
  priceDeviation: 'fees',
  disguisedFee: 'fees',
}
export const aspectOf = (kind: SignalKind): Watched => ASPECT_OF[kind]
const aspect = z.object({
  standing: z.enum(['clear', 'signalled', 'violated']),
  /** Who reported the signal that is open; null where no person did. */
  reportedBy: z.string().nullable(),
})
const aspects = z.object({ conduct: aspect, complaints: aspect, data: aspect, fees: aspect })
const quiet = { standing: 'clear', reportedBy: null } as const

export const suspensionGround = z
  .enum(['repeat', 'seriousIncident', 'regulatorOrder', 'other'])
  .meta({ id: 'PartnerSuspensionGround' })
export const exitGround = z
  .enum(['terminated', 'contractEnded', 'notQualified', 'ordered', 'refusedAfterDealing'])
  .meta({ id: 'PartnerExitGround' })
export const blacklistGround = z
  .enum(['violentCollection', 'dataAbuse', 'fraud', 'illegalFees', 'offListDealing', 'other'])
  .meta({ id: 'PartnerBlacklistGround' })
export const dealing = z
  .enum(['beforeListing', 'beforePublication', 'beyondScope', 'whileSuspended', 'afterExit'])
  .meta({ id: 'PartnerDealing' })

const exit = z.object({
  ground: exitGround,
  /** Not at the wish of either side: the exit is announced in public. */
  forced: z.boolean(),
  /** Day by which the last customer is to be taken care of. */
  until: z.string().nullable(),
})
const blacklisting = z.object({
  ground: blacklistGround,
  on: z.string(),
  by: z.string().nullable(),
})
const rejection = z.object({ ground: z.string(), on: z.string() })

export const partnerContext = z.object({
  partner: z.string().nullable(),
  label: z.string().nullable(),
  unit: z.string().nullable(),
  cooperation: z.array(cooperation),
  /** Internet loans of commercial banks (2020 No. 9), and lending assistance (2025 No. 9). */
  internetLoans: z.boolean(),
  lendingAssistance: z.boolean(),
  /** Personal information is entrusted or provided to it. */
  handlesInformation: z.boolean(),
  /** Person of the department in charge of this partner. */
  overseer: z.string().nullable(),
  /** Persons who proposed or submitted; none of them approves. */
  authors: z.array(z.string()),

  /** What others rely on: may there be new business with it? */
  listing,
  /** The entry by which new business with a listed partner ended; null while it goes on. */
  lostBy: z.string().nullable(),
  diligence,
  /** Of the file that is put up for approval, and the standard of entry it was measured by. */
  contentHash: z.string().nullable(),
  standard: z.object({ version: z.string(), hash: z.string() }).nullable(),
  tier: tier.nullable(),
  approval: z.object({ contentHash: z.string(), body: z.string(), on: z.string() }).nullable(),
  agreement: z
    .object({ hash: z.string(), clauses: z.array(clause), endsOn: z.string() })
    .nullable(),
  publication: z
    .object({ version: z.int(), hash: z.string(), on: z.string(), shows: shown })
    .nullable(),
  /** Day since which the public list no longer says what is the case. */
  outdatedSince: z.string().nullable(),

  /** Mirror of the regions of the same names. */
  aspects,
  signals: z.int(),
  violations: z.int(),
  /** Complaints in which it was asked to cooperate, and in which it did (2020 No. 3 art. 10). */
  complaintsAsked: z.int(),
  complaintsAnswered: z.int(),
  /** Effective calls by debtor on the day that was reported last. */
  collected: z
    .object({ on: z.string(), calls: z.array(z.object({ debtor: z.string(), n: z.int() })) })
    .nullable(),
  remediation: z
    .object({ evidenceHash: z.string().nullable(), reportedBy: z.string().nullable() })
    .nullable(),
  evaluation: z.object({
    /** Day from which the next one counts: the listing, then the last evaluation. */
    since: z.string().nullable(),
    /** The last one found every aspect fit. */
    qualified: z.boolean().nullable(),
    /** Day of an evaluation made for the end of the agreement that is in force. */
    finalOn: z.string().nullable(),
  }),

  offListTimes: z.int(),
  /** Business was done off the list: there are customers, so the case does not simply end. */
  dealt: z.boolean(),
  exit: exit.nullable(),
  /** Day on which the exit was complete. */
  leftOn: z.string().nullable(),
  dataReturn: z
    .object({
      means: z.string(),
      certificateHash: z.string(),
      by: z.string().nullable(),
      verified: z.boolean(),
    })
    .nullable(),
  blacklist: blacklisting.nullable(),
  rejection: rejection.nullable(),
  keeping,
  work: caseWork,
})
export type PartnerContext = z.output<typeof partnerContext>

export const beforeOpening: PartnerContext = {
  partner: null,
  label: null,
  unit: null,
  cooperation: [],
  internetLoans: false,
  lendingAssistance: false,
  handlesInformation: false,
  overseer: null,
  authors: [],
  listing: 'notListed',
  lostBy: null,
  diligence: nothingAssessed,
  contentHash: null,
  standard: null,
  tier: null,
  approval: null,
  agreement: null,
  publication: null,
  outdatedSince: null,
  aspects: { conduct: quiet, complaints: quiet, data: quiet, fees: quiet },
  signals: 0,
  violations: 0,
  complaintsAsked: 0,
  complaintsAnswered: 0,
  collected: null,
  remediation: null,
  evaluation: { since: null, qualified: null, finalOn: null },
  offListTimes: 0,
  dealt: false,
  exit: null,
  leftOn: null,
  dataReturn: null,
  blacklist: null,
  rejection: null,
  keeping: noKeeping,
  work: noCaseWork,
}

/** What a later case about the same partner takes over from the one before it. */
export const inheritance = partnerContext.pick({
  blacklist: true,
  rejection: true,
  offListTimes: true,
})

/** The bodies that assess each aspect; compliance and reputation are not left to who wants the partner. */
export const ASPECT_OWNERS = {
  operations: ['businessDepartment'],
  management: ['businessDepartment'],
  risk: ['businessDepartment'],
  technology: ['businessDepartment'],
  service: ['businessDepartment', 'consumerProtection'],
  compliance: ['legalCompliance'],
  reputation: ['consumerProtection'],
} as const satisfies Record<DiligenceAspect, readonly string[]>
