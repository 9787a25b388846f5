/**
 * The words of internal training (内部培训, 2022 No. 9 art. 17). The plan of a year is the institution's,
 * the training of a year is a person's: two charts, each with what its case knows.
 */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolved } from '../resolution.ts'

/** Whom PBOC 2020 No. 5 asks to be trained every year; `other`: whom the institution adds. */
export const GROUPS = ['middleManager', 'frontLine', 'newHire'] as const
export const group = z.enum([...GROUPS, 'other']).meta({ id: 'TrainingGroup' })
export type Group = z.output<typeof group>
export type DemandedGroup = (typeof GROUPS)[number]

export const topic = z
  .enum([
    'consumerProtection',
    'product',
    'informationSecurity',
    'antiFraud',
    'complaintHandling',
    'ruleChange',
  ])
  .meta({ id: 'TrainingTopic' })
export type Topic = z.output<typeof topic>
/** The law asks for each: 2022 No. 9 art. 17, 2025 No. 7 art. 16, PIPL art. 51, anti-fraud art. 30. */
export const DEMANDED_TOPICS = [
  'consumerProtection',
  'product',
  'informationSecurity',
  'antiFraud',
] as const satisfies readonly Topic[]

/** From where a need comes; a plan has looked into the first four. */
export const INPUTS = ['complaintCauses', 'newRules', 'auditFindings', 'newHires'] as const
export const needSource = z.enum([...INPUTS, 'other']).meta({ id: 'TrainingNeedSource' })

/** Why somebody has to be trained beside the year. */
export const requirement = z
  .enum([
    'inspectionFinding',
    'complaintCause',
    'auditFinding',
    'accountability',
    'misSale',
    'incident',
    'other',
  ])
  .meta({ id: 'TrainingRequirement' })
export const waiverGround = z
  .enum(['leave', 'parentalLeave', 'sickLeave', 'secondment', 'equivalentCourse'])
  .meta({ id: 'TrainingWaiverGround' })

const plan = z.object({
  planHash: z.string(),
  passMark: z.int(),
  topics: z.array(topic),
})
const count = z.object({ certified: z.int(), roster: z.int() })

export const planContext = z.object({
  year: z.int().nullable(),
  needs: z.array(z.object({ source: needSource, topic, matter: z.string().nullable() })),
  /** What awaits approval, and who submitted it. */
  draft: plan.extend({ by: z.string().nullable() }).nullable(),
  /** What was approved last. */
  approved: plan.extend({ on: z.string() }).nullable(),
  sessions: z.int(),
  topicsHeld: z.array(topic),
  /** How many people each group has; the list itself is kept elsewhere. */
  roster: z
    .object({
      middleManager: z.int(),
      frontLine: z.int(),
      newHire: z.int(),
      rosterHash: z.string(),
      on: z.string(),
    })
    .nullable(),
  /** Figures of the last count, with their hash, so that a resolution can name them. */
  coverage: z
    .object({
      on: z.string(),
      middleManager: count,
      frontLine: count,
      newHire: count,
      topicsMissing: z.array(topic),
      complete: z.boolean(),
      hash: z.string(),
    })
    .nullable(),
  catchUpBy: z.string().nullable(),
  resolution: resolved.nullable(),
  reportHash: z.string().nullable(),
  work: caseWork,
})
export type PlanContext = z.output<typeof planContext>

export const beforePlanning: PlanContext = {
  year: null,
  needs: [],
  draft: null,
  approved: null,
  sessions: 0,
  topicsHeld: [],
  roster: null,
  coverage: null,
  catchUpBy: null,
  resolution: null,
  reportHash: null,
  work: noCaseWork,
}

export const personContext = z.object({
  person: z.string().nullable(),
  unit: z.string().nullable(),
  group: group.nullable(),
  /** Of the year, or asked for by a finding; mirror of the region `purpose`. */
  purpose: z.enum(['yearly', 'required']),
  year: z.int().nullable(),
  topic: topic.nullable(),
  requirement: requirement.nullable(),
  /** The case whose finding asks for it. */
  source: z.string().nullable(),
  dueOn: z.string().nullable(),
  passMark: z.int(),

  trainer: z.string().nullable(),
  finishedOn: z.string().nullable(),
  attempts: z.int(),
  score: z.int().nullable(),
  /** First day of the failure that is not yet made good; further ones do not begin it anew. */
  failedOn: z.string().nullable(),
  overdueSince: z.string().nullable(),
  restrictedSince: z.string().nullable(),
  waiver: z
    .object({
      ground: waiverGround,
      by: z.string().nullable(),
      grantedOn: z.string().nullable(),
    })
    .nullable(),
  certifiedOn: z.string().nullable(),
  effect: z
    .object({
      complaintsBefore: z.int(),
      complaintsAfter: z.int(),
      defectsBefore: z.int(),
      defectsAfter: z.int(),
      reportHash: z.string(),
    })
    .nullable(),
  /** The years of which this person was certified in this case, each as one of which group. */
  certifications: z.array(z.object({ year: z.int(), group })),
  work: caseWork,
})
export type PersonContext = z.output<typeof personContext>

export const beforeEnrolment: PersonContext = {
  person: null,
  unit: null,
  group: null,
  purpose: 'yearly',
  year: null,
  topic: null,
  requirement: null,
  source: null,
  dueOn: null,
  passMark: 80,
  trainer: null,
  finishedOn: null,
  attempts: 0,
  score: null,
  failedOn: null,
  overdueSince: null,
  restrictedSince: null,
  waiver: null,
  certifiedOn: null,
  effect: null,
  certifications: [],
  work: noCaseWork,
}

/** The people of one group who were certified of one year, as a subject: so they can be counted. */
export const cohort = (year: number, of: Group) =>
  `activity:training-${String(year)}-${of}` as const
export const yearOf = (day: string): number => Number(day.slice(0, 4))
