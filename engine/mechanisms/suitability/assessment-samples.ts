/** A payload for each event of an assessment that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../core/mechanism.ts'
import { everydaySamples } from '../everyday.ts'
import type { AssessmentContext } from './assessment-terms.ts'
import { recordSamples } from './record.ts'

type Ask = SampleAsk<AssessmentContext>
const PROOF = 'a5'.repeat(32)
const declared = () => ({ statement: { means: 'app' as const, proof: PROOF } })

export const assessmentSamples = {
  ...everydaySamples,
  ...recordSamples,
  openAssessment: () => ({ consumer: 'consumer:sample' as const, unit: 'wealth' }),
  declineInformation: declared,
  proveProfessional: () => ({ ground: 'individual' as const, proof: PROOF }),
  acceptProfessional: () => ({ examined: PROOF }),
  rejectProfessional: () => ({ reasons: 'the assets are not proved' }),
  giveUpProfessional: declared,
  beginAssessment: () => ({ version: PROOF, levels: 5, way: 'self' as const }),
  submitAnswers: ({ context: c }: Ask) => ({
    answers: PROOF,
    level: Math.max(1, Math.min(c.level ?? 3, c.questionnaire?.levels ?? 1)),
  }),
  reconfirmLevel: declared,
  redoAssessment: declared,
  changeCircumstances: () => ({ changed: ['income' as const], proof: PROOF }),
  renewAssessment: declared,
  reportTampering: () => ({ kind: 'answeredForConsumer' as const, evidence: PROOF }),
  findTampering: () => ({ kind: 'hinted' as const, evidence: PROOF }),
  reopenAssessment: () => ({ safeguards: PROOF, grounds: 'answered alone from now on' }),
  endRelationship: ({ on }: Ask) => ({ endedOn: on }),
  correctAssessment: ({ context: c, lastEntry }: Ask) => ({
    entry: lastEntry,
    was: c.unit ?? 'wealth',
    is: c.unit ?? 'wealth',
    reason: 'mistake of entry',
  }),
}
