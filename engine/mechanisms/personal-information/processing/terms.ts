/**
 * The words of a processing activity (个人信息处理活动, PIPL art. 4) and what its case knows: plain JSON,
 * no personal value.
 */
import * as z from 'zod'
import { commonShape, informationKind, nothingCommon, SENSITIVE } from '../common/terms.ts'

/** PIPL art. 13: on what the processing rests. */
export const basis = z
  .enum([
    'consent',
    'contract',
    'legalDuty',
    'emergency',
    'publicInterest',
    'disclosedByPerson',
    'otherLaw',
  ])
  .meta({ id: 'InformationBasis' })
/** PIPL art. 24: `sole`, where a major decision rests on automated processing alone. */
export const automation = z.enum(['none', 'assisted', 'sole']).meta({ id: 'InformationAutomation' })
/** `processor`: entrusted, art. 21; `recipient`: another handler to which information is given, art. 23. */
export const recipientRole = z
  .enum(['processor', 'recipient'])
  .meta({ id: 'InformationRecipientRole' })
export const risk = z.enum(['low', 'medium', 'high']).meta({ id: 'InformationRisk' })

/** The five items of PIPL art. 55, the third of them in its three parts. */
export const TRIGGERS = [
  'sensitive',
  'automated',
  'entrusting',
  'providing',
  'publishing',
  'crossBorder',
  'majorImpact',
] as const
export type Trigger = (typeof TRIGGERS)[number]
/** Each is answered by yes or no; none is left out. */
export const triggers = z
  .object({
    sensitive: z.boolean(),
    automated: z.boolean(),
    entrusting: z.boolean(),
    providing: z.boolean(),
    publishing: z.boolean(),
    crossBorder: z.boolean(),
    majorImpact: z.boolean(),
  })
  .meta({ id: 'InformationTriggers' })
export type Triggers = z.output<typeof triggers>

/** What needs a consent of its own: giving to others (23), publishing (25), sensitive kinds (29), abroad (39). */
export const SEPARATE = ['providing', 'publishing', 'sensitive', 'crossBorder'] as const
export const separateMatter = z.enum(SEPARATE).meta({ id: 'InformationSeparateMatter' })
export type SeparateMatter = z.output<typeof separateMatter>
/** PIPL art. 23: what is told of a recipient. */
export const RECIPIENT_TOLD = ['name', 'contact', 'purpose', 'method', 'kinds'] as const
export const recipientItem = z.enum(RECIPIENT_TOLD).meta({ id: 'InformationRecipientItem' })
/** PIPL art. 21: what is agreed with a processor. */
export const ENTRUSTED = [
  'purpose',
  'term',
  'method',
  'kinds',
  'protection',
  'supervision',
  'noSubEntrusting',
  'returnOrDeletion',
] as const
export const entrustedItem = z.enum(ENTRUSTED).meta({ id: 'InformationEntrustedItem' })

export const changeKind = z
  .enum(['purpose', 'method', 'kinds', 'recipient', 'storage'])
  .meta({ id: 'InformationChangeKind' })
/** PIPL art. 47: another law keeps it, or it cannot be deleted for technical reasons; then store and protect. */
export const retentionGround = z
  .enum(['otherLaw', 'technicallyInfeasible'])
  .meta({ id: 'InformationRetentionGround' })

const approval = z.object({
  kind: z.enum(['full', 'lite']),
  on: z.string(),
  /** The description that was assessed: only that may be done. */
  contentHash: z.string(),
})
export type Approval = z.output<typeof approval>

/** What was described, found and approved together, and is set aside or restored together. */
const approvedShape = {
  /** Description of purpose, method, kinds and storage that is proposed, or was proposed last. */
  contentHash: z.string().nullable(),
  kinds: z.array(informationKind),
  basis: basis.nullable(),
  automation: automation.nullable(),
  /** Personalised marketing or recommendation (art. 24). */
  personalised: z.boolean(),
  publishes: z.boolean(),
  abroad: z.boolean(),
  recipients: z.array(z.object({ partner: z.string(), role: recipientRole })),
  people: z.int(),
  /** Of how many people the institution processes information in all: decides the rhythm of audits. */
  institutionPeople: z.int(),
  /** Day on which the purpose will have been achieved, where it is known. */
  endsOn: z.string().nullable(),
  screening: z
    .object({ answers: triggers, by: z.enum(['officer', 'silence']), on: z.string() })
    .nullable(),
  assessment: z.object({ reportHash: z.string(), risk, contentHash: z.string() }).nullable(),
  /** What may be done now; null while nothing may, or while a change of it is assessed. */
  approval: approval.nullable(),
  /** What individuals were told (art. 17), and the text to which they consent. */
  notice: z.string().nullable(),
  consentText: z.string().nullable(),
}
const approvedPart = z.object(approvedShape)
export type ApprovedPart = z.output<typeof approvedPart>
export const approvedPartOf = (c: ApprovedPart): ApprovedPart => approvedPart.parse(c)

export const processingContext = z.object({
  ...commonShape,
  activity: z.string().nullable(),
  /** The product that it serves. */
  product: z.string().nullable(),
  ...approvedShape,
  /** What a change, a violation or a suspension has set aside, while it may be restored. */
  setAside: approvedPart.nullable(),
  /** Contents that were rejected; none is brought again unchanged. */
  rejected: z.array(z.string()),
  /** Mirror of the region of the same name, because rules see the context only. */
  use: z.enum(['none', 'running', 'held', 'stopped', 'ended']),

  consents: z.object({ given: z.int(), withdrawn: z.int() }),
  change: z.object({ kind: changeKind, on: z.string() }).nullable(),
  violations: z.int(),
  /** Evidence that the defect which suspended it is cured, and who handed it in. */
  cure: z.object({ evidenceHash: z.string(), by: z.string().nullable() }).nullable(),
  provisions: z.object({ count: z.int(), lastOn: z.string() }).nullable(),
  inspections: z.array(z.object({ partner: z.string(), on: z.string() })),
  auditedOn: z.string().nullable(),
  liveSince: z.string().nullable(),
  deletion: z.object({ proofHash: z.string() }).nullable(),
  /** Processors and recipients that confirmed return or deletion. */
  confirmations: z.array(z.string()),
  retention: z.object({ ground: retentionGround, basis: z.string(), until: z.string() }).nullable(),
  /** Day of the last decision on an assessment, from which its record is kept. */
  assessedOn: z.string().nullable(),
})
export type ProcessingContext = z.output<typeof processingContext>

const nothingApproved: ApprovedPart = {
  contentHash: null,
  kinds: [],
  basis: null,
  automation: null,
  personalised: false,
  publishes: false,
  abroad: false,
  recipients: [],
  people: 0,
  institutionPeople: 0,
  endsOn: null,
  screening: null,
  assessment: null,
  approval: null,
  notice: null,
  consentText: null,
}
export const beforeProposal: ProcessingContext = {
  ...nothingCommon,
  activity: null,
  product: null,
  ...nothingApproved,
  setAside: null,
  rejected: [],
  use: 'none',
  consents: { given: 0, withdrawn: 0 },
  change: null,
  violations: 0,
  cure: null,
  provisions: null,
  inspections: [],
  auditedOn: null,
  liveSince: null,
  deletion: null,
  confirmations: [],
  retention: null,
  assessedOn: null,
}

type C = ProcessingContext
/** What follows from the description by itself, whatever the screening says. */
export const declaredTriggers = (c: C): Triggers => ({
  sensitive: c.kinds.some((k) => SENSITIVE.includes(k)),
  automated: c.personalised || (c.automation !== null && c.automation !== 'none'),
  entrusting: c.recipients.some((r) => r.role === 'processor'),
  providing: c.recipients.some((r) => r.role === 'recipient'),
  publishing: c.publishes,
  crossBorder: c.abroad,
  majorImpact: false,
})
/** Which items the officer answered by yes. */
export const triggered = (c: C): readonly Trigger[] =>
  TRIGGERS.filter((t) => c.screening?.answers[t] ?? false)

/**
 * Consents of their own that are needed. A duty of law, an emergency and the like need none (art. 13);
 * whether a contract dispenses with them is disputed, so the stricter reading is taken: it does not.
 */
export function separateNeeded(c: C): readonly SeparateMatter[] {
  const dispensed = ['legalDuty', 'emergency', 'publicInterest', 'otherLaw']
  if (c.basis === null || dispensed.includes(c.basis)) return []
  return SEPARATE.filter((matter) => triggered(c).includes(matter))
}
export const consentNeeded = (c: C): boolean =>
  c.basis === 'consent' || separateNeeded(c).length > 0
/** Tiered approval (分级授权审批): a high residual risk, or information going abroad, is not the officer's alone. */
export const needsManagement = (c: C): boolean =>
  c.assessment?.risk === 'high' || triggered(c).includes('crossBorder')
export const processorsOf = (c: C): readonly string[] =>
  c.recipients.filter((r) => r.role === 'processor').map((r) => r.partner)
/** A handler of information of more than ten million people is audited every two years. */
export const TEN_MILLION = 10_000_000
