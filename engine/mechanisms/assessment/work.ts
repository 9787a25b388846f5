/** Everyday work of both charts, made once: the same objects stand in each of them. */
import * as z from 'zod'
import { committee } from '../../../policies/board.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { humanResources } from '../../../policies/human-resources.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { entry, line, oneOf, unit } from '../../core/payload.ts'
import type { CaseWork } from '../case-file.ts'
import { caseWorkEvents, caseWorkSamples } from '../case-work.ts'
import { everydayEvents, everydaySamples } from '../everyday.ts'
import { words } from './terms.ts'

const officers = [consumerProtection.assess, humanResources.assess]
const everybody = [...officers, legal.investigate, management.endorseScheme, audit.verify]

const record = oneOf('AssessmentRecord', {
  label: z.object({ was: line(100), is: line(100) }).meta({ id: 'AssessmentLabelCorrection' }),
  unit: z.object({ was: unit(), is: unit() }).meta({ id: 'AssessmentUnitCorrection' }),
})
export type AssessmentRecord = z.output<typeof record>

const nobody: readonly never[] = []
const { recuse } = caseWorkEvents({
  by: {
    reassign: nobody,
    recordContact: nobody,
    askMaterial: nobody,
    receiveMaterial: nobody,
    setUrgency: nobody,
    correctRecord: nobody,
    attachEvidence: nobody,
    note: nobody,
    explainBreach: nobody,
    inquire: nobody,
    answerInquiry: nobody,
    recuse: [
      ...officers,
      legal.investigate,
      management.endorseScheme,
      committee.approveScheme,
      audit.verify,
    ],
  },
  about: {},
  of: 'actor',
  record,
})

export const workEvents = {
  ...everydayEvents({
    note: everybody,
    attachEvidence: [...everybody, business.answerAssessment],
    inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
    answerInquiry: [consumerProtection.answerInquiry, management.endorseScheme],
    explainBreach: [...officers, management.endorseScheme],
  }),
  recuse,
  correctRecord: {
    by: officers,
    title: text('更正记录', 'Correct the record'),
    nature: 'record',
    payload: z.object({ entry: entry(), record, grounds: words(2000) }),
  },
} as const

const { recuse: stepsAside } = caseWorkSamples<{ readonly work: CaseWork }>({
  about: () => ({}),
  workOf: (c) => c.work,
  handlers: 'consumerProtection',
})
interface Recorded {
  readonly label?: string | null
  readonly unit: string | null
}
export const workSamples = {
  ...everydaySamples,
  recuse: stepsAside,
  /** An assessment has a label, a case of accountability only its unit. */
  correctRecord: ({ context: { label, unit: code }, lastEntry }: SampleAsk<Recorded>) => ({
    entry: lastEntry,
    record:
      label === undefined
        ? { unit: { was: code ?? 'unknown', is: 'wealth' } }
        : { label: { was: label ?? '', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
}
