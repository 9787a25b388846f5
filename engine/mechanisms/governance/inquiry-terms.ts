/** The inquiry of the supervisory body (监督质询与意见): what a case knows. */
import * as z from 'zod'
import type { Body } from '../../../policies/duty.ts'
import { FORMS } from '../../../policies/supervision.ts'
import type { SupervisionForm } from '../../../policies/supervision.ts'
import type { FactValues } from '../../core/facts.ts'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolved } from '../resolution.ts'

/** Whose performance of duties is inquired into. */
const SUPERVISED = [
  'board',
  'consumerProtectionCommittee',
  'seniorManagement',
  'department',
] as const
export const supervised = z.enum(SUPERVISED).meta({ id: 'GovernanceSupervised' })
type Supervised = z.output<typeof supervised>

/** Who answers: the body itself, and senior management for a department. */
export const answererOf = (of: Supervised | null): Body =>
  of === null || of === 'department' ? 'seniorManagement' : of

export const inquiryContext = z.object({
  of: z.enum(SUPERVISED).nullable(),
  /** The process inquired into; it is named, and nothing is done to it. */
  inquired: z.string().nullable(),
  /** In which form the function of supervising was held when it was opened. */
  form: z.enum(FORMS).nullable(),
  questions: z.int(),
  answers: z.array(z.object({ hash: z.string(), by: z.string(), on: z.string() })),
  opinion: z.object({ contentHash: z.string(), on: z.string(), resolution: resolved }).nullable(),
  /** Day by which what was found is to be rectified. */
  rectifyBy: z.string().nullable(),
  rectifications: z.int(),
  insisted: z.int(),
  outcome: z.enum(['withdrawn', 'noObjection', 'rectified']).nullable(),
  late: z.object({ answer: z.boolean(), rectification: z.boolean() }),
  work: caseWork,
})
export type InquiryContext = z.output<typeof inquiryContext>
export const noInquiry: InquiryContext = {
  of: null,
  inquired: null,
  form: null,
  questions: 0,
  answers: [],
  opinion: null,
  rectifyBy: null,
  rectifications: 0,
  insisted: 0,
  outcome: null,
  late: { answer: false, rectification: false },
  work: noCaseWork,
}

/** The form in force; a board of supervisors where none was ever bound. */
export const formIn = (found: FactValues['supervision']): SupervisionForm =>
  found?.form ?? 'boardOfSupervisors'
