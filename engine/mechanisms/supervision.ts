/**
 * Who holds the function of supervising (Company Law arts 69, 76, 83, 121): bound per institution and date
 * in the process of the institution itself (G01).
 */
import * as z from 'zod'
import { FORMS } from '../../policies/supervision.ts'
import type { SubjectKey } from '../core/values.ts'

export const supervisionForm = z.enum(FORMS).meta({ id: 'SupervisionForm' })

/** Each binding with its first day, the earliest first; it holds until the next one begins. */
export const supervision = z.array(
  z.object({ form: z.enum(FORMS), from: z.string(), articlesHash: z.string() }),
)

/** The institution itself, by which its process is found. */
export const SELF = 'organisation:self' satisfies SubjectKey
