/** What each event changes in what a complaint knows of itself. Pure: the chart assigns the results. */
import { addDays } from '../../core/calendar.ts'
import type { Day } from '../../core/values.ts'
import { breachAttested, breached, recused } from '../case-file.ts'
import type { Context, Relief } from './context.ts'
import { MASS_VISIT } from './correct.ts'
import type { EventOf } from './events.ts'

type Change = Partial<Context>
interface Dated {
  readonly on: Day | undefined
}
const dayOf = (e: Dated): Day | null => e.on ?? null
const standing = (r: EventOf<'decide'>['payload']['relief']): Relief => ({
  kind: r.kind,
  amount: r.amount ?? null,
  by: r.by ?? null,
})

const receiptBasis = (stated: Day | undefined, recorded: Day | undefined) => {
  if (stated !== undefined) return 'stated'
  return recorded === undefined ? 'notStated' : 'recorded'
}
export const registered = (e: EventOf<'register'>): Change => {
  const { payload: p, facts } = e
  const receivedOn = p.receivedOn ?? dayOf(e)
  const faceToFace = p.faceToFace ?? 0
  return {
    channel: p.channel,
    forwardedBy: p.forwardedBy ?? null,
    receivedOn,
    receiptBasis: receiptBasis(p.receivedOn, e.on),
    madeOn: p.madeOn ?? null,
    inconsistent: p.madeOn !== undefined && receivedOn !== null && p.madeOn > receivedOn,
    source: e.attested?.source ?? null,
    basis: p.basis ?? null,
    matter: p.matter,
    complainant: p.complainant,
    representatives: p.representatives ?? [],
    complainants: Math.max(p.complainants ?? 1, p.representatives?.length ?? 0),
    faceToFace,
    product: p.product ?? null,
    partner: p.partner ?? null,
    organisation: p.organisation ?? null,
    concerned: p.concerned ?? [],
    unit: p.unit ?? null,
    level: facts.unit?.kind === 'branch' ? 'branch' : 'headquarters',
    pbocBusiness: p.pbocBusiness ?? false,
    continues: p.continues ?? null,
    splitFrom: p.splitFrom ?? null,
    startedOn: receivedOn,
    // Art. 29: twenty in person are a major complaint by law, whether anybody declares it or not.
    major:
      faceToFace >= MASS_VISIT ? { ground: 'massVisit', on: receivedOn, planActive: false } : null,
  }
}
export const transferred = (e: EventOf<'transfer'>): Change => ({
  unit: e.payload.to,
  level: e.facts.unit?.kind === 'branch' ? 'branch' : 'headquarters',
  handler: null,
  declared: false,
  settlement: null,
  legalCheck: 'none',
})
export const major = (c: Context, e: EventOf<'declareMajor'>): Change => ({
  major: { ground: e.payload.ground, on: dayOf(e), planActive: false },
  faceToFace: e.payload.faceToFace ?? c.faceToFace,
})
export const assigned = (handler: string): Change => ({ handler, declared: false })
export const steppedAside = (c: Context): Change =>
  c.handler === null ? {} : { handler: null, declared: false, work: recused(c.work, c.handler) }

/** The clock by which the running period ends. */
export const periodClock = (c: Context): 'K01' | 'K02' | 'K03' => {
  if (c.extension !== null && c.extension.toldOn !== null) return 'K03'
  return c.complex === null ? 'K01' : 'K02'
}
export const expired = (c: Context, e: EventOf<'expire'>): Change => ({
  late: true,
  work: breached(c.work, periodClock(c), e),
})
export const attestedLate = (c: Context, e: EventOf<'attestUntimely'>): Change => ({
  late: true,
  attested: 'late',
  work: breachAttested(c.work, periodClock(c), e),
})
/** Where the period stands while it runs, as the context tells it; the clock region says the same. */
const runningIn = (c: Context): NonNullable<Context['pause']>['from'] => {
  if (c.complex === null) return 'd15'
  if (c.extension === null) return 'd30'
  return c.extension.toldOn === null ? 'd60Pending' : 'd60'
}
export const paused = (c: Context, e: EventOf<'pause'>): Change => ({
  pause: { from: runningIn(c), on: dayOf(e), ground: e.payload.ground },
})
/** Pauses exclude whole days: from the day on which it began to the day before it ended. */
export const resumed = (c: Context, e: EventOf<'resume'>): Change => {
  const from = c.pause?.on ?? null
  const to = e.on === undefined ? null : addDays(e.on, -1)
  const counts = from !== null && to !== null && from <= to
  return { pause: null, pauses: counts ? [...c.pauses, { from, to }] : c.pauses }
}

/** Art. 18: new facts or reasons, and likewise an error of ours found after telling, start a period. */
const anew = (c: Context, on: Day | null): Change => ({
  restarts: c.restarts + 1,
  startedOn: on,
  complex: null,
  extension: null,
  pause: null,
  pauses: [],
  late: false,
  attested: null,
})
/** The decision is set aside; what it promised stays owed until it is performed. */
const undecided = (c: Context): Change => ({
  decision: null,
  earlierDecisions: c.earlierDecisions + (c.decision === null ? 0 : 1),
  told: null,
  review: null,
  settlement: null,
  legalCheck: 'none',
  cause: null,
  owner: null,
  rectifiedBy: null,
  verifiedBy: null,
})
export const restarted = (c: Context, e: Dated): Change => ({
  ...anew(c, dayOf(e)),
  ...undecided(c),
})
/** Told before: a new period. Never told: the period that was stopped by mistake goes on as it stood. */
export const reopened = (c: Context, e: Dated): Change => ({
  ...(c.told === null ? {} : anew(c, dayOf(e))),
  ...undecided(c),
  handler: null,
  declared: false,
  mergedInto: null,
  sameCause: null,
  closed: null,
  reopened: c.reopened + 1,
})

export const decided = (c: Context, e: EventOf<'decide'>): Change => ({
  decision: {
    outcome: e.payload.outcome,
    relief: standing(e.payload.relief),
    remedies: e.payload.remedies,
    level: c.level,
    on: dayOf(e),
    decider: e.by.person ?? null,
  },
})
export const settled = (e: EventOf<'settle'>): Change => ({
  settlement: standing(e.payload.relief),
})

/** What is told by voice, in person or by a message is received as it is told; what is posted is not. */
const AT_ONCE = ['phone', 'sms', 'email', 'inPerson', 'app']
const owedBy = (c: Context, relief: Relief | null | undefined): Context['owed'] =>
  !relief || relief.kind === 'none' ? c.owed : { ...relief, performedOn: null, performed: false }
export const told = (c: Context, e: EventOf<'tell'>): Change => {
  const { payload: p, effective } = e
  const on = p.on ?? dayOf(e)
  const says = 'unknown' in effective ? effective.attested : undefined
  const atOnce = p.means !== undefined && AT_ONCE.includes(p.means)
  return {
    told: {
      means: p.means ?? null,
      on,
      proof: p.proof ?? null,
      deliveredOn: p.deliveredOn ?? (atOnce ? on : null),
    },
    late: false,
    attested: says ?? null,
    pause: null,
    owed: owedBy(c, c.decision?.relief),
    work: says === 'late' ? breachAttested(c.work, periodClock(c), e) : c.work,
  }
}
export const performed = (c: Context, e: EventOf<'recordPerformance'>): Change => ({
  owed: c.owed && { ...c.owed, performed: true, performedOn: e.payload.on ?? dayOf(e) },
})

export const reviewAsked = (
  kind: 'statutory' | 'secondLook',
  c: Context,
  e: EventOf<'askReview'> | EventOf<'askSecondLook'>,
): Change => ({
  review: {
    kind,
    askedOn: dayOf(e),
    reviewer: null,
    examined: [],
    inadmissible: null,
    relief: null,
    overdue: false,
    toldOn: null,
  },
  told: c.told && { ...c.told, deliveredOn: c.told.deliveredOn ?? e.payload.deliveredOn },
})
type Review = NonNullable<Context['review']>
export const reviewed = (c: Context, change: Partial<Review>): Change => ({
  review: c.review && { ...c.review, ...change },
})
export const changed = (c: Context, e: EventOf<'changeDecision'>): Change => {
  const { outcome, relief, remedies, examined } = e.payload
  const decision = c.decision && {
    ...c.decision,
    outcome,
    relief: standing(relief),
    remedies,
    on: dayOf(e),
    decider: e.by.person ?? null,
  }
  return {
    decision,
    earlierDecisions: c.earlierDecisions + 1,
    ...reviewed(c, { examined, relief: standing(relief), reviewer: e.by.person ?? null }),
  }
}
export const reviewTold = (c: Context, e: EventOf<'tellReview'>): Change => ({
  ...reviewed(c, { toldOn: e.payload.told.on ?? dayOf(e) }),
  owed: owedBy(c, c.review?.relief),
})
export const reviewExpired = (c: Context, e: EventOf<'expireReview'>): Change => ({
  ...reviewed(c, { overdue: true }),
  work: breached(c.work, c.review?.kind === 'secondLook' ? 'secondLook' : 'K08', e),
})

export const causeProposed = (e: EventOf<'proposeCause'>): Change => ({
  cause: {
    proposedBy: e.by.person ?? null,
    proposed: e.payload.kinds,
    confirmed: [],
    noFault: false,
  },
})
export const causeConfirmed = (c: Context, e: EventOf<'confirmCause'>): Change => ({
  cause: {
    proposedBy: c.cause?.proposedBy ?? null,
    proposed: c.cause?.proposed ?? [],
    confirmed: e.payload.kinds,
    noFault: false,
  },
  product: e.payload.product ?? c.product,
  partner: e.payload.partner ?? c.partner,
  owner: e.payload.owner ?? c.owner,
  rectifiedBy: null,
  verifiedBy: null,
})
