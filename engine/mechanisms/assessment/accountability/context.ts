/** What a case of accountability knows: plain JSON, persons by their ids alone. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'
import { resolved } from '../../resolution.ts'
import { cause } from '../terms.ts'

/** Direct persons and managers (2020 No. 3 art. 26). */
export const involvement = z.enum(['direct', 'manager']).meta({ id: 'AssessmentInvolvement' })
/** How somebody was heard; whoever does not come was invited. */
export const hearing = z.enum(['stated', 'declined', 'absent']).meta({ id: 'AssessmentHearing' })
export const sanction = z
  .enum([
    'none',
    'criticism',
    'warning',
    'demerit',
    'payReduction',
    'demotion',
    'removal',
    'termination',
  ])
  .meta({ id: 'AssessmentSanction' })

const concerned = z.object({
  person: z.string(),
  involvement,
  /** Holds a seat in management, committee or board: colleagues do not decide on them. */
  ofManagement: z.boolean(),
  heard: hearing.nullable(),
  sanction: sanction.nullable(),
  /** Must be trained before they go on. */
  training: z.boolean(),
  decidedBy: z.enum(['seniorManagement', 'consumerProtectionCommittee', 'board']).nullable(),
  resolution: resolved.nullable(),
})
export type Concerned = z.output<typeof concerned>

export const accountabilityContext = z.object({
  cause: cause.nullable(),
  /** The process in which it was found. */
  source: z.string().nullable(),
  unit: z.string().nullable(),
  openedOn: z.string().nullable(),
  persons: z.array(concerned),
  facts: z
    .object({
      evidenceHash: z.string(),
      by: z.string().nullable(),
      on: z.string(),
      /** Why no manager is concerned, where none is. */
      noManager: z.string().nullable(),
    })
    .nullable(),
  /** Who proposed dismissal or what follows; the content of the proposal for the decision. */
  proposal: z
    .object({
      kind: z.enum(['dismissal', 'decision']),
      by: z.string().nullable(),
      contentHash: z.string().nullable(),
    })
    .nullable(),
  mergedInto: z.string().nullable(),
  absorbed: z.array(z.string()),
  remedy: z
    .object({ since: z.string(), claimedBy: z.string().nullable(), late: z.boolean() })
    .nullable(),
  work: caseWork,
})
export type AccountabilityContext = z.output<typeof accountabilityContext>

export const beforeAccountability: AccountabilityContext = {
  cause: null,
  source: null,
  unit: null,
  openedOn: null,
  persons: [],
  facts: null,
  proposal: null,
  mergedInto: null,
  absorbed: [],
  remedy: null,
  work: noCaseWork,
}
