/** How each event changes what the case of a processing activity knows. Pure; the chart says when. */
import type { ProcessFact } from '../../../core/facts.ts'
import type { Actor, Day, Instant, Uuid } from '../../../core/values.ts'
import { breached } from '../../case-file.ts'
import { kept } from '../common/chart.ts'
import { dayOf } from '../common/terms.ts'
import type { ProcessingEventOf } from './events.ts'
import { approvedPartOf, declaredTriggers, processingContext, TEN_MILLION } from './terms.ts'
import type { Approval, ProcessingContext } from './terms.ts'

type C = ProcessingContext
type Change = Partial<ProcessingContext>
interface Seen<P = unknown> {
  readonly payload: P
  readonly at: Instant
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}

/** A period ran out: it can be explained, never removed. */
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
export const ended = (e: Seen): Pick<C, 'endedOn'> => ({ endedOn: dayOf(e) })

/** A later case of the same activity knows what was rejected and how often it was violated. */
const inheritance = processingContext.pick({ rejected: true, violations: true })
function inherited(latest: ProcessFact | null): Pick<C, 'rejected' | 'violations'> {
  const known = inheritance.safeParse(latest?.context)
  return known.success ? known.data : { rejected: [], violations: 0 }
}
const byPerson = (c: Pick<C, 'authors'>, e: Seen): string[] =>
  e.by.person === undefined || c.authors.includes(e.by.person)
    ? c.authors
    : [...c.authors, e.by.person]

export const proposed = (e: ProcessingEventOf<'proposeActivity'>): Change => ({
  ...inherited(e.facts.latestActivity),
  activity: e.payload.activity,
  product: e.payload.product ?? null,
  label: e.payload.label,
  unit: e.by.unit ?? null,
  authors: byPerson({ authors: [] }, e),
})
export function foundUnassessed(e: ProcessingEventOf<'reportUnassessed'>): Change {
  const before = inherited(e.facts.latestActivity)
  return {
    ...before,
    violations: before.violations + 1,
    activity: e.payload.activity,
    product: e.payload.product ?? null,
    label: e.payload.label,
    unit: e.payload.unit,
    use: 'stopped',
    liveSince: dayOf(e),
  }
}

/** What was found of another description does not count for this one. */
export const described = (c: C, e: ProcessingEventOf<'submitActivity'>): Change => {
  const { endsOn, ...payload } = e.payload
  return {
    ...payload,
    endsOn: endsOn ?? null,
    screening: null,
    assessment: null,
    approval: null,
    cure: null,
    authors: byPerson(c, e),
  }
}
export const screened = (e: ProcessingEventOf<'screenActivity'>): Change => ({
  screening: { answers: e.payload.triggers, by: 'officer', on: dayOf(e) },
})
/** Fail-safe: silence counts as an impact that must be assessed. */
export const presumed = (c: C, e: Seen): Change => ({
  screening: {
    answers: { ...declaredTriggers(c), majorImpact: true },
    by: 'silence',
    on: dayOf(e),
  },
  ...late(c, 'screening', e),
})
/** The officer finds after all that it must be assessed in full. */
export const requiredInFull = (c: C): Change => ({
  screening: c.screening && {
    ...c.screening,
    answers: { ...c.screening.answers, majorImpact: true },
  },
})
export const assessed = (c: C, e: ProcessingEventOf<'finishAssessment'>): Change => ({
  assessment: {
    reportHash: e.payload.reportHash,
    risk: e.payload.risk,
    contentHash: e.payload.contentHash,
  },
  authors: byPerson(c, e),
})

/** The record of an assessment is kept from the decision on it, whichever it was. */
export const decidedOn = (c: C, e: Seen): Change => ({ assessedOn: dayOf(e), ...kept(c) })
const kindOf = (c: C): Approval['kind'] => (c.assessment === null ? 'lite' : 'full')
export const approved = (c: C, e: Seen): Change => ({
  ...decidedOn(c, e),
  approval: { kind: kindOf(c), on: dayOf(e), contentHash: c.contentHash ?? '' },
})
export const rejected = (c: C, e: Seen): Change => ({
  ...decidedOn(c, e),
  rejected:
    c.contentHash === null || c.rejected.includes(c.contentHash)
      ? c.rejected
      : [...c.rejected, c.contentHash],
})
export const goneStale = (): Change => ({ approval: null, screening: null, assessment: null })

const running = (c: C, e: Seen): Change => ({
  use: 'running',
  setAside: null,
  change: null,
  cure: null,
  liveSince: c.liveSince ?? dayOf(e),
})
export const begun = (e: ProcessingEventOf<'goLive'>): Change => ({
  notice: e.payload.noticeHash,
  consentText: e.payload.consentTextHash ?? null,
})
export const begunAtOnce = (c: C, e: ProcessingEventOf<'goLive'>): Change => ({
  ...begun(e),
  ...running(c, e),
})
export const consented = (c: C): Change => ({
  consents: { ...c.consents, given: c.consents.given + 1 },
})
export const consentedFirst = (c: C, e: Seen): Change => ({ ...consented(c), ...running(c, e) })
export const consentWithdrawn = (c: C): Change => ({
  consents: { ...c.consents, withdrawn: c.consents.withdrawn + 1 },
})

/**
 * The approval is set aside with all that it rests on; what was set aside before stays. One that was never
 * used is lost: it has no consents yet to which processing could go back.
 */
const aside = (c: C): Change => ({
  setAside: c.setAside ?? (c.approval === null || c.use !== 'running' ? null : approvedPartOf(c)),
  approval: null,
})
export const changed = (c: C, e: ProcessingEventOf<'reportChange'>): Change => ({
  ...aside(c),
  use: 'held',
  change: { kind: e.payload.kind, on: dayOf(e) },
})
/** A change is given up or was rejected: what was approved before is again all that may be done. */
export const restored = (c: C, e: Seen): Change => ({ ...c.setAside, ...running(c, e) })

export const stopped = (c: C, clock: string, e: Seen): Change => ({
  ...late(c, clock, e),
  use: 'stopped',
})
export const violated = (c: C): Change => ({
  ...aside(c),
  use: 'stopped',
  cure: null,
  violations: c.violations + 1,
})
export const cured = (c: C, e: ProcessingEventOf<'submitCure'>): Change => ({
  cure: { evidenceHash: e.payload.evidenceHash, by: e.by.person ?? null },
  authors: byPerson(c, e),
})

/** Nothing may be done any more but to delete, or to store and protect. */
export const terminated = (): Change => ({
  use: 'ended',
  approval: null,
  setAside: null,
  deletion: null,
})

export const provided = (c: C, e: ProcessingEventOf<'recordProvision'>): Change => ({
  provisions: {
    count: (c.provisions?.count ?? 0) + 1,
    lastOn: dayOf(e),
  },
  ...kept(c),
})
export const inspected = (c: C, e: ProcessingEventOf<'recordInspection'>): Change => ({
  inspections: [
    ...c.inspections.filter((i) => i.partner !== e.payload.partner),
    { partner: e.payload.partner, on: dayOf(e) },
  ],
})
export const audited = (e: ProcessingEventOf<'recordAudit'>): Change => ({
  auditedOn: dayOf(e),
  institutionPeople: e.payload.institutionPeople,
})
/** Which rule of audit has run out: that of the law, or the house's own. */
export const auditClock = (c: C): 'K47' | 'audit' =>
  c.institutionPeople > TEN_MILLION ? 'K47' : 'audit'

export const deletionProved = (c: C, e: ProcessingEventOf<'submitDeletionProof'>): Change => ({
  deletion: { proofHash: e.payload.proofHash },
  authors: byPerson(c, e),
})
export const deletionConfirmed = (
  c: C,
  e: ProcessingEventOf<'confirmProcessorDeletion'>,
): Change => ({
  confirmations: c.confirmations.includes(e.payload.partner)
    ? c.confirmations
    : [...c.confirmations, e.payload.partner],
})
/** The record of the processing is kept from its end. */
export const deleted = (c: C, e: Seen): Change => ({ ...ended(e), ...kept(c) })
export const retained = (e: ProcessingEventOf<'retainByLaw'>): Change => ({
  retention: { ...e.payload },
})

/** From when the record of the assessment and of the processing is kept (K40): decision or end, the later. */
export const recordSince = (c: C): string | null =>
  c.endedOn !== null && (c.assessedOn === null || c.endedOn > c.assessedOn)
    ? c.endedOn
    : c.assessedOn
/** Of the rules that keep the record, the one that lasts longest; both last three years. */
export const governing = (c: C): 'K40' | 'K43' =>
  c.provisions !== null && c.provisions.lastOn >= (recordSince(c) ?? '') ? 'K43' : 'K40'
