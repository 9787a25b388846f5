/** Words and shapes that the three charts share, and what each of their cases knows beside its matter. */
import * as z from 'zod'
import type { Day, SubjectKey } from '../../../core/values.ts'
import { hash, line, personal } from '../../../core/payload.ts'
import type { CaseWork } from '../../case-file.ts'
import { caseWork, noCaseWork } from '../../case-file.ts'

/** Free text of those who work on the case; it may name people. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')
/** Free text about the individual whose information it is. */
export const wordsOf = (field: string, max = 10_000) =>
  personal(z.string().trim().min(1).max(max), field)

export const means = z
  .enum(['app', 'web', 'phone', 'sms', 'email', 'post', 'counter', 'notice', 'other'])
  .meta({ id: 'InformationMeans' })
/** What an individual declared, and the record of it. */
export const statement = z
  .object({ means, evidenceHash: hash() })
  .meta({ id: 'InformationStatement' })
/** By what an individual was told, with the proof. */
export const told = z.object({ means, proofHash: hash() }).meta({ id: 'InformationTold' })

/** PIPL art. 28: biometrics, financial accounts, health, location, and whatever concerns minors under 14. */
export const informationKind = z
  .enum([
    'identity',
    'contact',
    'transaction',
    'credit',
    'behaviour',
    'device',
    'biometric',
    'account',
    'health',
    'location',
    'minor',
    'other',
  ])
  .meta({ id: 'InformationKind' })
export type InformationKind = z.output<typeof informationKind>
export const SENSITIVE: readonly InformationKind[] = [
  'biometric',
  'account',
  'health',
  'location',
  'minor',
]

/** PIPL art. 57: what a notice must say. */
export const NOTICE_ITEMS = ['kinds', 'cause', 'harm', 'measures', 'contact'] as const
export const noticeItem = z.enum(NOTICE_ITEMS).meta({ id: 'InformationNoticeItem' })

/** The file of a case once its matter has been decided: how long it is kept, and what holds it back. */
export const keeping = z.object({
  standing: z.enum(['none', 'kept', 'releasable', 'disposed']),
  hold: z.object({ on: z.string() }).nullable(),
  /** Proposed by one person, for a second to confirm. */
  disposal: z.object({ by: z.string().nullable() }).nullable(),
})
export type Keeping = z.output<typeof keeping>

/** Spread into the context of every chart. */
export const commonShape = {
  label: z.string().nullable(),
  unit: z.string().nullable(),
  /** The officer in charge; where there is none, any officer acts. */
  handler: z.string().nullable(),
  /** Persons who proposed, submitted or brought what the case is about. */
  authors: z.array(z.string()),
  /** Day on which the case ended. */
  endedOn: z.string().nullable(),
  keeping,
  work: caseWork,
}
export interface Common {
  readonly label: string | null
  readonly unit: string | null
  readonly handler: string | null
  readonly authors: readonly string[]
  readonly endedOn: string | null
  readonly keeping: Keeping
  readonly work: CaseWork
}
export const nothingCommon = {
  label: null,
  unit: null,
  handler: null,
  authors: [],
  endedOn: null,
  keeping: { standing: 'none' as const, hold: null, disposal: null },
  work: noCaseWork,
}

/** Fields of a context that name what the case is about. */
const ABOUT = ['activity', 'consumer', 'product', 'partner'] as const
/** What a case of any of the charts is about; made from the context alone. */
export function subjectsOf(context: Readonly<Record<string, unknown>>): SubjectKey[] {
  const named = ABOUT.map((field) => context[field])
  const recipients = context['recipients'] as readonly { readonly partner: string }[] | undefined
  const all = [...named, ...(recipients ?? []).map((r) => r.partner)]
  return [...new Set(all.filter((s): s is SubjectKey => typeof s === 'string'))]
}

interface Dated {
  readonly on: Day | undefined
  readonly at: string
}
/** The day on which an event took effect. */
export const dayOf = (e: Dated): Day => e.on ?? (e.at.slice(0, 10) as Day)
export const label = () => line(100)
