/**
 * The words of a sale that can be traced (销售行为可回溯, 2022 No. 9 art. 12) and what its case knows:
 * plain JSON, no personal value. The recording itself is kept elsewhere; its seal is its hash.
 */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'

/** How it is sold: by telephone, face to face, in the sales zone of a bank, or online. */
export const channel = z
  .enum(['telephone', 'faceToFace', 'salesZone', 'internet'])
  .meta({ id: 'TraceabilityChannel' })
/** `wealth`: the bank's own products; `agency`: products of others that it sells. */
export const productClass = z
  .enum(['insurance', 'wealth', 'agency', 'fund', 'loan', 'deposit', 'payment', 'other'])
  .meta({ id: 'TraceabilityProductClass' })
/** What of an insurance contract decides whether its sale is recorded (2017 No. 54 arts 5, 6). */
export const insurance = z
  .object({
    termOverOneYear: z.boolean(),
    investmentLinked: z.boolean(),
    /** The applicant is 60 or older. */
    atLeast60: z.boolean(),
    /** Through an agency whose main business is another one (兼业代理). */
    throughPartTimeAgency: z.boolean(),
  })
  .meta({ id: 'TraceabilityInsurance' })
export type Insurance = z.output<typeof insurance>

/** By which rule a sale is in scope; see `scope.ts`. */
export const scopeRule = z.enum([
  'insuranceVideoSpecial',
  'insuranceVideoAgency',
  'insurancePhone',
  'salesZone',
  'internetInsurance',
  'internet',
  'housePolicy',
])
export type ScopeRule = z.output<typeof scopeRule>

/** The key links of art. 7, the whole call of art. 5, and what is kept of a sale online. */
export const LINKS = [
  'identity',
  'documents',
  'explanation',
  'clearAnswer',
  'signature',
  'wholeCall',
  'pageVersions',
  'operationTrace',
  'serviceRecord',
] as const
export const link = z.enum(LINKS).meta({ id: 'TraceabilityLink' })
export type Link = z.output<typeof link>

export const interruption = z
  .enum(['deviceFault', 'networkFault', 'consumerLeft', 'stopped', 'other'])
  .meta({ id: 'TraceabilityInterruption' })
export const defect = z
  .enum([
    'missingLink',
    'notRecognisable',
    'notContinuous',
    'answersPrompted',
    'contentMismatch',
    'sealBroken',
    'other',
  ])
  .meta({ id: 'TraceabilityDefect' })
export const damage = z.enum(['lost', 'edited', 'unreadable']).meta({ id: 'TraceabilityDamage' })
/** Why the recording may not be disposed of: a complaint, a dispute, a suit, or an order. */
export const holdKind = z
  .enum(['complaint', 'dispute', 'suit', 'regulatorOrder', 'internalInquiry'])
  .meta({ id: 'TraceabilityHoldKind' })
/** The closed set of purposes of a retrieval; a commercial one is not among them (2017 No. 54 art. 14). */
export const purpose = z
  .enum(['inspection', 'complaint', 'dispute', 'audit', 'regulator', 'court', 'internalInquiry'])
  .meta({ id: 'TraceabilityPurpose' })
export const contractEnd = z
  .enum(['expired', 'surrendered', 'rescinded', 'redeemed', 'performed', 'terminated'])
  .meta({ id: 'TraceabilityContractEnd' })

export const recordingContext = z.object({
  product: z.string().nullable(),
  consumer: z.string().nullable(),
  partner: z.string().nullable(),
  label: z.string().nullable(),
  unit: z.string().nullable(),
  /** The person who sells; nobody where the consumer buys online. */
  seller: z.string().nullable(),
  channel: channel.nullable(),
  productClass: productClass.nullable(),
  insurance: insurance.nullable(),
  /** Null: no rule asks for a recording. */
  rule: scopeRule.nullable(),
  /** Page versions and consent trail of a sale that needs no recording. */
  trace: z.object({ hash: z.string(), on: z.string(), kept: z.boolean() }).nullable(),

  consent: z.object({ on: z.string(), evidenceHash: z.string() }).nullable(),
  /** Why nothing was recorded, and whether the sale is barred by that. */
  unrecorded: z
    .object({ cause: z.enum(['refused', 'abandoned', 'lapsed']), saleBarred: z.boolean() })
    .nullable(),
  /** When the recording that counts was begun; one that was interrupted counts for nothing. */
  startedAt: z.string().nullable(),
  interruptions: z.int(),
  capturedOn: z.string().nullable(),
  links: z.array(link),
  /** Seal of the recording that counts; null while there is none, or none that is intact. */
  contentSealed: z.string().nullable(),
  /** Every seal that was ever given, the original first. */
  seals: z.array(z.object({ seal: z.string(), on: z.string(), supplement: z.boolean() })),
  integrity: z.enum(['none', 'intact', ...damage.options]),

  /** Mirror of the region `contract`, with the days from which retention counts. */
  contract: z.object({
    standing: z.enum(['none', 'inForce', 'ended', 'unwound']),
    soldOn: z.string().nullable(),
    coolingOffEndsOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    checkedOn: z.string().nullable(),
  }),
  /** How it was decided whether it is inspected, so that an auditor can decide it again. */
  sample: z
    .object({
      seed: z.string(),
      by: z.enum(['everyOne', 'lot', 'share', 'notDrawn']),
      drawnBefore: z.int(),
      notDrawnBefore: z.int(),
    })
    .nullable(),
  inspection: z.object({
    inspected: z.int(),
    /** Day on which the defect that is not yet rectified was discovered. */
    defectOn: z.string().nullable(),
    defect: defect.nullable(),
    /** Day set by senior management once the period of the law was over. */
    orderedBy: z.string().nullable(),
  }),

  holds: z.array(
    z.object({
      hold: z.string(),
      kind: holdKind,
      matter: z.string().nullable(),
      by: z.string().nullable(),
      endedOn: z.string().nullable(),
    }),
  ),
  /** Mirror of the region `custody`. */
  retrieval: z.object({ purpose, by: z.string().nullable(), on: z.string() }).nullable(),
  retrievals: z.int(),
  /** A disposal that was proposed, and whether the second person approved it. */
  disposal: z.object({ by: z.string().nullable(), approved: z.boolean() }).nullable(),
  /** Day until which it is kept although the law no longer asks for it. */
  keepUntil: z.string().nullable(),
  work: caseWork,
})
export type RecordingContext = z.output<typeof recordingContext>

export const beforeOpening: RecordingContext = {
  product: null,
  consumer: null,
  partner: null,
  label: null,
  unit: null,
  seller: null,
  channel: null,
  productClass: null,
  insurance: null,
  rule: null,
  trace: null,
  consent: null,
  unrecorded: null,
  startedAt: null,
  interruptions: 0,
  capturedOn: null,
  links: [],
  contentSealed: null,
  seals: [],
  integrity: 'none',
  contract: {
    standing: 'none',
    soldOn: null,
    coolingOffEndsOn: null,
    endedOn: null,
    checkedOn: null,
  },
  sample: null,
  inspection: { inspected: 0, defectOn: null, defect: null, orderedBy: null },
  holds: [],
  retrieval: null,
  retrievals: 0,
  disposal: null,
  keepUntil: null,
  work: noCaseWork,
}

export const openHolds = (c: Pick<RecordingContext, 'holds'>) =>
  c.holds.filter((h) => h.endedOn === null)
/** The matter for which it is held; null where the hold is unknown or names none. */
export const matterOf = (c: Pick<RecordingContext, 'holds'>, hold: unknown): string | null =>
  c.holds.find((h) => h.hold === hold)?.matter ?? null
