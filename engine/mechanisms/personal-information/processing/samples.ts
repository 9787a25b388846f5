/** A payload for each event of a processing activity that succeeds whenever the event is offered. */
import { addDays } from '../../../core/calendar.ts'
import type { SampleAsk } from '../../../core/mechanism.ts'
import { commonSamples, EVIDENCE, withContext } from '../common/samples.ts'
import {
  beforeProposal,
  declaredTriggers,
  ENTRUSTED,
  processorsOf,
  RECIPIENT_TOLD,
  separateNeeded,
} from './terms.ts'
import type { ProcessingContext } from './terms.ts'

type C = ProcessingContext
type Ask = SampleAsk<C>

const hashOf = (n: number): string => n.toString(16).padStart(64, '0')
/** The first description that was not rejected. */
export function freshContent(c: Pick<C, 'rejected'>): string {
  let n = 1
  while (c.rejected.includes(hashOf(n))) n += 1
  return hashOf(n)
}
const NOBODY = 'partner:sample' as const
const recipientOf = ({ context: c, by }: Ask) =>
  (by.body === 'partner' ? by.unit : c.recipients[0]?.partner) ?? NOBODY
const statement = { means: 'app', evidenceHash: EVIDENCE } as const

const proposal = {
  proposeActivity: () => ({
    activity: 'activity:sample' as const,
    label: 'sample activity',
  }),
  reportUnassessed: ({ by }: Ask) => ({
    activity: 'activity:sample' as const,
    label: 'sample activity',
    unit: by.unit ?? 'retail',
    evidenceHash: EVIDENCE,
    found: 'processed without assessment',
  }),
  submitActivity: ({ context }: Ask) => ({
    contentHash: freshContent(context),
    kinds: ['identity' as const],
    basis: 'contract' as const,
    automation: 'none' as const,
    personalised: false,
    publishes: false,
    abroad: false,
    recipients: [],
    people: 1000,
    institutionPeople: 1000,
  }),
  screenActivity: ({ context }: Ask) => ({
    triggers: declaredTriggers(context),
    grounds: 'as described',
  }),
  requireAssessment: () => ({ grounds: 'a major effect is possible' }),
  finishAssessment: ({ context: c }: Ask) => ({
    contentHash: c.contentHash ?? EVIDENCE,
    reportHash: EVIDENCE,
    legalityHash: EVIDENCE,
    impactHash: EVIDENCE,
    measuresHash: EVIDENCE,
    risk: 'low' as const,
    safeguards: {
      modelCardHash: EVIDENCE,
      fairnessHash: EVIDENCE,
      optOut: true,
      humanReview: true,
    },
    entrustments: processorsOf(c).map((partner) => ({
      partner: partner as typeof NOBODY,
      contractHash: EVIDENCE,
      covers: [...ENTRUSTED],
    })),
    transferHash: EVIDENCE,
  }),
  returnActivity: () => ({ opinion: 'the purpose is not clear' }),
  reworkAssessment: () => ({ plan: 'as advised' }),
  approveActivity: () => ({ opinion: 'necessary and proportionate' }),
  rejectActivity: () => ({ opinion: 'not necessary' }),
  confirmApproval: () => ({ grounds: 'the measures suffice' }),
  declineApproval: () => ({ grounds: 'the risk is too high' }),
  withdrawActivity: () => ({ reason: 'given up' }),
}

const life = {
  goLive: () => ({ noticeHash: EVIDENCE, consentTextHash: EVIDENCE }),
  recordConsent: ({ context: c }: Ask) => ({
    consumer: 'consumer:sample' as const,
    statement,
    textHash: c.consentText ?? EVIDENCE,
    general: true,
    separate: [...separateNeeded(c)],
    recipientTold: [...RECIPIENT_TOLD],
  }),
  withdrawConsent: () => ({ consumer: 'consumer:sample' as const, statement }),
  dropForRefusal: () => ({ reason: 'nobody consents' }),
  reportChange: () => ({ kind: 'purpose' as const, change: 'also for marketing' }),
  reportViolation: () => ({ evidenceHash: EVIDENCE, found: 'used for another purpose' }),
  submitCure: () => ({ evidenceHash: EVIDENCE, measures: 'stopped and mended' }),
  liftSuspension: () => ({ verification: 'verified' }),
  stopProcessing: () => ({ grounds: 'not to be cured' }),
  recordProvision: (ask: Ask) => ({
    partner: recipientOf(ask) as typeof NOBODY,
    people: 10,
    dataHash: EVIDENCE,
  }),
  recordInspection: ({ context: c }: Ask) => ({
    partner: (processorsOf(c)[0] ?? NOBODY) as typeof NOBODY,
    satisfactory: true,
    reportHash: EVIDENCE,
  }),
  recordAudit: ({ context: c }: Ask) => ({
    reportHash: EVIDENCE,
    satisfactory: true,
    institutionPeople: c.institutionPeople,
  }),
}

const end = {
  endPurpose: () => ({ reason: 'the service has ended' }),
  submitDeletionProof: () => ({ proofHash: EVIDENCE }),
  confirmProcessorDeletion: (ask: Ask) => ({
    partner: recipientOf(ask) as typeof NOBODY,
    proofHash: EVIDENCE,
  }),
  confirmDeletion: () => ({ verification: 'verified' }),
  retainByLaw: ({ on }: Ask) => ({
    ground: 'otherLaw' as const,
    basis: 'anti-money-laundering records',
    until: addDays(on, 1827),
  }),
}

export const samples = {
  ...withContext(beforeProposal, { ...proposal, ...life, ...end }),
  ...commonSamples,
}
