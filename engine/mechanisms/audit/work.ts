/** Everyday work of all three charts, made once: the same objects stand in each of them. */
import * as z from 'zod'
import { board, committee } from '../../../policies/board.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { day, entry, line, oneOf } from '../../core/payload.ts'
import type { CaseWork } from '../case-file.ts'
import { caseWorkEvents, caseWorkSamples } from '../case-work.ts'
import { everydayEvents, everydaySamples } from '../everyday.ts'
import { words } from './terms.ts'

const record = oneOf('AuditRecord', {
  label: z.object({ was: line(100), is: line(100) }).meta({ id: 'AuditLabelCorrection' }),
  openedOn: z.object({ was: day(), is: day() }).meta({ id: 'AuditOpeningCorrection' }),
})
export type AuditRecord = z.output<typeof record>

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
    recuse: [audit.perform, board.directAudit, committee.instructAudit, management.answerAudit],
  },
  about: {},
  of: 'actor',
  record,
})

export const workEvents = {
  ...everydayEvents({
    note: [audit.perform, management.answerAudit],
    attachEvidence: [
      audit.perform,
      business.answerAudit,
      consumerProtection.answerAudit,
      management.answerAudit,
    ],
    inquire: [supervisors.inquire, regulator.inquire],
    answerInquiry: [audit.report, management.answerAudit],
    explainBreach: [audit.perform, business.answerAudit, management.answerAudit],
  }),
  recuse,
  correctRecord: {
    by: audit.plan,
    title: text('更正记录', 'Correct the record'),
    nature: 'record',
    payload: z.object({ entry: entry(), record, grounds: words(2000) }),
  },
} as const

const { recuse: stepsAside } = caseWorkSamples<{ readonly work: CaseWork }>({
  about: () => ({}),
  workOf: (c) => c.work,
  handlers: 'internalAudit',
})
interface Recorded {
  readonly work: CaseWork
  readonly label?: string | null
  readonly openedOn?: string | null
}
export const workSamples = {
  ...everydaySamples,
  recuse: stepsAside,
  /** An engagement has a label; coverage counts from the opening of the unit. */
  correctRecord: ({ context: { label, openedOn }, lastEntry, on }: SampleAsk<Recorded>) => ({
    entry: lastEntry,
    record:
      label === undefined
        ? { openedOn: { was: openedOn ?? on, is: openedOn ?? on } }
        : { label: { was: label ?? '', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
}
