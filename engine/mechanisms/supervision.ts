/**
 * Who holds the function of supervising (Company Law arts 69, 76, 83, 121): bound per institution and date
 * in the process of the institution itself (G01), read from there as a fact.
 */
import * as z from 'zod'
import type { ProcessFact } from '../core/facts.ts'
import type { SubjectKey } from '../core/values.ts'

export const SUPERVISION_FORMS = [
  'boardOfSupervisors',
  'auditCommittee',
  'singleSupervisor',
  'none',
] as const
export const supervisionForm = z.enum(SUPERVISION_FORMS).meta({ id: 'SupervisionForm' })
type SupervisionForm = (typeof SUPERVISION_FORMS)[number]

/** Each binding with its first day, the earliest first; it holds until the next one begins. */
export const supervision = z.array(
  z.object({ form: z.enum(SUPERVISION_FORMS), from: z.string(), articlesHash: z.string() }),
)
type Supervision = z.output<typeof supervision>

/** The institution itself, by which its process is found. */
export const SELF = 'organisation:self' satisfies SubjectKey

/** The form in force on a day; a board of supervisors where none was ever bound. */
const formOn = (bound: Supervision, on: string): SupervisionForm =>
  bound.findLast((b) => b.from <= on)?.form ?? 'boardOfSupervisors'

/** The same, of the process of the institution as a fact. */
export function formIn(found: ProcessFact | null, on: string): SupervisionForm {
  const known = supervision.safeParse(found?.context['supervision'])
  return formOn(known.success ? known.data : [], on)
}
