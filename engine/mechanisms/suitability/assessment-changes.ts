/** How each event changes what an assessment knows. Pure; the chart says when. */
import { breached } from '../case-file.ts'
import type { AssessmentEventOf } from './assessment-events.ts'
import { assessmentInheritance, limitOn } from './assessment-terms.ts'
import type { AssessmentContext } from './assessment-terms.ts'
import { dayOf } from './common.ts'
import type { Dated } from './common.ts'

type C = AssessmentContext
type Change = Partial<C>
type Seen = Dated & Parameters<typeof breached>[2]

export function opened(e: AssessmentEventOf<'openAssessment'>): Change {
  const before = assessmentInheritance.safeParse(e.facts.latestAssessment?.context)
  return {
    ...(before.success ? before.data : {}),
    consumer: e.payload.consumer,
    unit: e.payload.unit,
  }
}
/** An attempt counts as it begins; what is not handed in was an attempt too. */
export const begun = (c: C, e: AssessmentEventOf<'beginAssessment'>): Change => ({
  attempts: [...c.attempts, dayOf(e)].toSorted(),
  limit: null,
  questionnaire: { version: e.payload.version, levels: e.payload.levels },
  assistants:
    e.payload.assistant === undefined || c.assistants.includes(e.payload.assistant)
      ? c.assistants
      : [...c.assistants, e.payload.assistant],
})
export const limited = (c: C, e: Dated): Change => ({ limit: limitOn(c.attempts, dayOf(e)) })

interface Scored {
  readonly level: number
  readonly levels: number
  readonly on: string
}
const inForce = (c: C, { level, levels, on }: Scored): Change => ({
  previousLevel: c.level,
  level,
  levels,
  scoredOn: on,
  candidate: null,
  questionnaire: null,
  invalidated: null,
})
const scoreOf = (c: C, e: AssessmentEventOf<'submitAnswers'>): Scored => ({
  level: e.payload.level,
  levels: c.questionnaire?.levels ?? 0,
  on: dayOf(e),
})
export const scored = (c: C, e: AssessmentEventOf<'submitAnswers'>): Change =>
  inForce(c, scoreOf(c, e))
export const varied = (c: C, e: AssessmentEventOf<'submitAnswers'>): Change => ({
  candidate: scoreOf(c, e),
})
export const reconfirmed = (c: C): Change => (c.candidate === null ? {} : inForce(c, c.candidate))
export const dropped: Change = { candidate: null, questionnaire: null }

export const proved = (e: AssessmentEventOf<'proveProfessional'>): Change => ({
  professional: { ground: e.payload.ground, since: null },
})
export const accepted = (c: C, e: Dated): Change => ({
  professional: c.professional && { ...c.professional, since: dayOf(e) },
})
export const ordinary: Change = { professional: null }

/** What staff had a hand in counts for nothing; the next result is a first one, with nothing to confirm. */
export const invalidated = (
  c: C,
  e: AssessmentEventOf<'reportTampering'> | AssessmentEventOf<'findTampering'>,
): Change => ({
  ...dropped,
  level: null,
  previousLevel: c.level,
  scoredOn: null,
  tamperings: c.tamperings + 1,
  invalidated: {
    kind: e.payload.kind,
    on: dayOf(e),
    by: e.by.person ?? null,
    found: e.type === 'findTampering',
  },
})
export const ended = (e: AssessmentEventOf<'endRelationship'>): Change => ({
  ...dropped,
  endedOn: e.payload.endedOn,
})
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
