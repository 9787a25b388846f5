/** How each event changes what the case of a person knows. Pure; the chart says when. */
import { addDays } from '../../core/calendar.ts'
import type { Day } from '../../core/values.ts'
import { breached } from '../case-file.ts'
import type { PersonEvent, PersonEventOf, TrainingRecord } from './person-events.ts'
import { beforeEnrolment } from './terms.ts'
import type { PersonContext } from './terms.ts'

type C = PersonContext
type Change = Partial<PersonContext>
const dayOf = (e: PersonEvent): Day => (e.on ?? e.at.slice(0, 10)) as Day
/** Days for training after a finding where none is set, and after a waiver. */
const DAYS = 30

export const enrolled = (e: PersonEventOf<'enrol'>): Change => ({
  person: e.payload.person,
  unit: e.payload.unit,
  group: e.payload.group,
  year: e.payload.year,
  topic: 'consumerProtection',
  dueOn: e.payload.dueOn,
  passMark: passMarkOf(e.facts.latestPlan?.context['approved']),
})
/** As the approved plan says; 80 where there is none yet. */
function passMarkOf(plan: unknown): number {
  const mark = (plan as { passMark?: unknown } | null | undefined)?.passMark
  return typeof mark === 'number' ? mark : beforeEnrolment.passMark
}
export const required = (e: PersonEventOf<'requireTraining'>): Change => ({
  person: e.payload.person,
  unit: e.payload.unit ?? e.by.unit ?? null,
  group: 'other',
  purpose: 'required',
  topic: e.payload.topic ?? 'consumerProtection',
  requirement: e.payload.cause ?? 'other',
  source: e.payload.source ?? null,
  dueOn: e.payload.dueOn ?? addDays(dayOf(e), DAYS),
})

/** What belongs to one year and not to the next. */
const newYear: Change = {
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
}
export const nextYear = (e: PersonEventOf<'enrolNextYear'>): Change => ({
  ...newYear,
  year: e.payload.year,
  dueOn: e.payload.dueOn,
})

export const waived = (c: C, e: PersonEvent): Change => ({
  waiver: c.waiver && { ...c.waiver, grantedOn: dayOf(e) },
})
/** There is time after a waiver, and what was due in it is not yet late. */
export function waiverEnded(c: C, e: PersonEvent): Change {
  const dueOn = addDays(dayOf(e), DAYS)
  return {
    waiver: null,
    overdueSince: null,
    dueOn: c.dueOn !== null && c.dueOn > dueOn ? c.dueOn : dueOn,
  }
}

export const graded = (c: C, e: PersonEventOf<'gradeExam'>): Change => ({
  attempts: c.attempts + 1,
  score: e.payload.score,
})
export const passed = (c: C, e: PersonEventOf<'gradeExam'>): Change => ({
  ...graded(c, e),
  certifiedOn: dayOf(e),
  failedOn: null,
  overdueSince: null,
  restrictedSince: null,
  certifications:
    c.purpose === 'yearly' && c.year !== null && c.group !== null
      ? [...c.certifications, { year: c.year, group: c.group }]
      : c.certifications,
})
export const failed = (c: C, e: PersonEventOf<'gradeExam'>): Change => ({
  ...graded(c, e),
  failedOn: c.failedOn ?? dayOf(e),
})

const late = (c: C, clock: string, e: PersonEvent): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
export const marked = late
/** The first day counts: whoever attends and does not finish gains no time. */
export const overdue = (c: C, clock: string, e: PersonEvent): Change => ({
  ...late(c, clock, e),
  overdueSince: c.overdueSince ?? dayOf(e),
})
export const restricted = (c: C, e: PersonEvent): Change => ({
  restrictedSince: c.restrictedSince ?? dayOf(e),
  waiver: null,
})
export const restrictedLate = (c: C, clock: string, e: PersonEvent): Change => ({
  ...restricted(c, e),
  ...late(c, clock, e),
})
export const lapsed = (c: C, e: PersonEvent): Change => ({
  ...newYear,
  overdueSince: dayOf(e),
  work: breached(c.work, 'certificate', e),
})

export const correctedRecord = (record: TrainingRecord): Change =>
  'dueOn' in record ? { dueOn: record.dueOn.is } : { group: record.group.is }
