/** The consumer-protection policy and the annual plan (消费者权益保护政策、年度计划): what a case knows. */
import * as z from 'zod'
import type { SubjectKey } from '../../core/values.ts'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolved } from '../resolution.ts'

const POLICY_KINDS = ['policy', 'annualPlan'] as const
export const policyKind = z.enum(POLICY_KINDS).meta({ id: 'GovernancePolicyKind' })

export const policyContext = z.object({
  kind: z.enum(POLICY_KINDS).nullable(),
  year: z.int().nullable(),
  openedOn: z.string().nullable(),
  /** What is under deliberation, or was adopted last. */
  contentHash: z.string().nullable(),
  versions: z.int(),
  submittedOn: z.string().nullable(),
  endorsedBy: z.array(z.string()),
  /** Resolution of the committee, then that of the board; the latter is outdated beside another content. */
  endorsement: resolved.nullable(),
  adoption: resolved.nullable(),
  executions: z.int(),
  lastExecutedOn: z.string().nullable(),
  /** Hash of the account of the year's execution. */
  account: z.string().nullable(),
  /** Mirrors of what ran late or was begun, because clocks see the context only. */
  late: z.object({ adoption: z.boolean(), account: z.boolean() }),
  renewed: z.boolean(),
  work: caseWork,
})
export type PolicyContext = z.output<typeof policyContext>
export const noPolicy: PolicyContext = {
  kind: null,
  year: null,
  openedOn: null,
  contentHash: null,
  versions: 0,
  submittedOn: null,
  endorsedBy: [],
  endorsement: null,
  adoption: null,
  executions: 0,
  lastExecutedOn: null,
  account: null,
  late: { adoption: false, account: false },
  renewed: false,
  work: noCaseWork,
}

/** One of each kind and year, found by its own subject beside the institution's. */
export const policySubject = (kind: unknown, year: unknown): SubjectKey =>
  `activity:${kind === 'policy' ? 'policy' : 'annual-plan'}-${String(year)}`
export const dayIn = (year: number | null, monthDay: string): string =>
  `${String(year ?? 1900)}-${monthDay}`
