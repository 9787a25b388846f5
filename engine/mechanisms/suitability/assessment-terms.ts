/**
 * The words of the assessment of a consumer's risk tolerance (风险承受能力评估, 2025 No. 7 arts 26–29) and
 * what its case knows: answers stay outside, by their hash; the consumer is a pseudonym.
 */
import * as z from 'zod'
import { addMonths } from '../../core/calendar.ts'
import type { Day } from '../../core/values.ts'
import { caseWork, noCaseWork } from '../case-file.ts'
import { keptRecord, newRecord } from './record.ts'

/** Art. 29 (K21): so many assessments of one customer in one institution. */
export const ATTEMPTS_A_DAY = 2
export const ATTEMPTS_IN_WINDOW = 8
export const WINDOW_MONTHS = 12

export const professionalGround = z
  .enum(['financialInstitution', 'financialProduct', 'institution', 'individual'])
  .meta({ id: 'SuitabilityProfessionalGround' })
export const circumstance = z
  .enum(['income', 'assets', 'family', 'health', 'goal', 'experience', 'other'])
  .meta({ id: 'SuitabilityCircumstance' })
export const assessmentWay = z.enum(['self', 'assisted']).meta({ id: 'SuitabilityAssessmentWay' })
export const tamperingKind = z
  .enum(['answeredForConsumer', 'hinted', 'soldFirst'])
  .meta({ id: 'SuitabilityTampering' })

export const assessmentContext = z.object({
  consumer: z.string().nullable(),
  /** The department that keeps the customer. */
  unit: z.string().nullable(),
  /** Days on which assessments were begun, in order; those of earlier cases included (K21). */
  attempts: z.array(z.string()),
  /** Why the next one must wait, and the day from which the wait counts. */
  limit: z.object({ kind: z.enum(['day', 'months']), from: z.string() }).nullable(),
  /** The questionnaire that is being answered, and how many levels it tells apart. */
  questionnaire: z.object({ version: z.string(), levels: z.int() }).nullable(),
  /** Who helped at the counter; none of them looks into how it was answered. */
  assistants: z.array(z.string()),
  /** A result that differs from the one before and was not confirmed yet. */
  candidate: z.object({ level: z.int(), levels: z.int(), on: z.string() }).nullable(),
  /** The level in force, or the last one that was. */
  level: z.int().nullable(),
  levels: z.int(),
  /** The level of the result before. */
  previousLevel: z.int().nullable(),
  scoredOn: z.string().nullable(),
  professional: z.object({ ground: z.string(), since: z.string().nullable() }).nullable(),
  invalidated: z
    .object({ kind: z.string(), on: z.string(), by: z.string().nullable(), found: z.boolean() })
    .nullable(),
  tamperings: z.int(),
  /** Day on which the relationship ended; what is kept is kept from then. */
  endedOn: z.string().nullable(),
  record: keptRecord,
  work: caseWork,
})
export type AssessmentContext = z.output<typeof assessmentContext>

export const unassessedContext: AssessmentContext = {
  consumer: null,
  unit: null,
  attempts: [],
  limit: null,
  questionnaire: null,
  assistants: [],
  candidate: null,
  level: null,
  levels: 0,
  previousLevel: null,
  scoredOn: null,
  professional: null,
  invalidated: null,
  tamperings: 0,
  endedOn: null,
  record: newRecord,
  work: noCaseWork,
}

/** What a later case of the same consumer takes over: no new case gives new attempts. */
export const assessmentInheritance = assessmentContext.pick({ attempts: true, tamperings: true })

/**
 * Why no assessment may begin on a day; null where one may. An attempt counts from its day to the same
 * day twelve months later, both included: the stricter reading of the window.
 */
export function limitOn(attempts: readonly string[], on: string): AssessmentContext['limit'] {
  const counted = attempts.filter((day) => on <= addMonths(day as Day, WINDOW_MONTHS)).toSorted()
  const oldest = counted.at(-ATTEMPTS_IN_WINDOW)
  if (oldest !== undefined) return { kind: 'months', from: oldest }
  if (attempts.filter((day) => day === on).length >= ATTEMPTS_A_DAY)
    return { kind: 'day', from: on }
  return null
}
