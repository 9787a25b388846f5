/** How each event changes what the dispute knows. Pure; the chart says when. */
import { breached, recused } from '../case-file.ts'
import { dayOf } from '../seen.ts'
import type { Seen } from '../seen.ts'
import type { DisputeEventOf, DisputeRecord } from './events.ts'
import type { DisputeContext, Procedure } from './terms.ts'

type C = DisputeContext
type Change = Partial<DisputeContext>
type Owed = NonNullable<C['owed']>

/** A clock ran out: it can be explained, never removed. */
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})

export const opened = (e: DisputeEventOf<'openDispute'>): Change => ({
  consumer: e.payload.consumer,
  complaint: e.payload.complaint ?? null,
  product: e.payload.product ?? null,
  partner: e.payload.partner ?? null,
  unit: e.payload.unit ?? (e.by.body === 'businessDepartment' ? (e.by.unit ?? null) : null),
  matter: e.payload.matter,
})
export const offered = (e: DisputeEventOf<'offerSettlement'>): Change => ({
  offer: { terms: e.payload.terms, performBy: e.payload.performBy ?? null },
})
const owes = (basis: Owed['basis'], terms: string, by: string): Change => ({
  owed: { basis, terms, by, performedOn: null, performedBy: null },
})
/** It stands in the place of whatever was owed before. */
export const offerAccepted = (c: C): Change => ({
  offer: null,
  ...(c.offer === null || c.offer.performBy === null
    ? { owed: null }
    : owes('settlement', c.offer.terms, c.offer.performBy)),
})
export const remediesTold = (e: Seen): Change => ({ remediesToldOn: dayOf(e) })
export const proposed = (e: DisputeEventOf<'proposeMediation'>): Change => ({
  ...remediesTold(e),
  proposed: { body: e.payload.body, platform: e.payload.platform },
})

/** A new mediation: whatever belonged to an earlier one is gone. */
const fresh = {
  caseNumber: null,
  track: null,
  procedure: null,
  signedOn: null,
  limit: null,
  schemeJoined: false,
  overruled: false,
} as const
const anew: Change = { refusal: null, opinion: null }
export const consented = (c: C): Change => ({
  ...anew,
  mediation: c.proposed && { ...c.proposed, askedBy: 'both', ...fresh },
  proposed: null,
})
export const requested = (e: DisputeEventOf<'requestMediation'>): Change => ({
  ...anew,
  mediation: {
    askedBy: 'consumer',
    body: e.payload.body,
    platform: e.payload.platform,
    ...fresh,
  },
  proposed: null,
})
export const refused = (e: DisputeEventOf<'refuseMediation'>): Change => ({
  refusal: { reason: e.payload.reason, by: e.by.person ?? null, on: dayOf(e) },
})
export const unjustified = (c: C): Change => ({
  refusal: null,
  unjustified: c.unjustified + 1,
  mediation: c.mediation && { ...c.mediation, overruled: true },
})
export const accepted = (c: C, e: DisputeEventOf<'acceptMediation'>): Change => ({
  mediation: c.mediation && { ...c.mediation, caseNumber: e.payload.caseNumber },
})
/** The mediation is over, in whatever way. */
export const over = (c: C, e: Seen): Change => ({
  mediatedBy: (c.mediation?.caseNumber ?? null) === null ? c.mediatedBy : e.entry,
  mediation: null,
  opinion: null,
  refusal: null,
  delegation: null,
})
/** Without an agreement: what remedies there are must be told again. */
export const ended = (c: C, e: Seen): Change => ({ ...over(c, e), remediesToldOn: null })
export const delegated = (e: DisputeEventOf<'delegate'>): Change => ({
  delegation: {
    representative: e.payload.representative,
    until: e.payload.until,
    limit: e.payload.limit ?? null,
  },
})
export const fastTracked = (c: C, e: DisputeEventOf<'assignFast'>): Change => ({
  mediation: c.mediation && {
    ...c.mediation,
    track: 'fast',
    limit: e.payload.limit,
    schemeJoined: e.payload.scheme.joined,
  },
})
export const ordinaryTracked = (
  c: C,
  e: Seen<{ procedure: Procedure; signedOn: string; limit?: string | undefined }>,
): Change => ({
  mediation: c.mediation && {
    ...c.mediation,
    track: 'ordinary',
    procedure: e.payload.procedure,
    signedOn: e.payload.signedOn,
    limit: e.payload.limit ?? null,
    schemeJoined: false,
  },
})
export const extended = (c: C, until: string): Change => ({
  mediation: c.mediation && { ...c.mediation, limit: until },
})
export const opined = (e: DisputeEventOf<'issueOpinion'>): Change => ({
  opinion: {
    terms: e.payload.terms,
    performBy: e.payload.performBy,
    acceptBy: e.payload.acceptBy,
    consumerAccepted: false,
  },
})
export const consumerAccepts = (c: C): Change => ({
  opinion: c.opinion && { ...c.opinion, consumerAccepted: true },
})
/** The opinion is an agreement from now on. */
export const opinionBinds = (c: C, e: Seen): Change => ({
  ...over(c, e),
  agreedOn: dayOf(e),
  ...(c.opinion === null ? {} : owes('opinion', c.opinion.terms, c.opinion.performBy)),
})
export const concluded = (c: C, e: DisputeEventOf<'concludeAgreement'>): Change => ({
  ...over(c, e),
  agreedOn: dayOf(e),
  ...(e.payload.performBy === undefined
    ? {}
    : owes('mediation', e.payload.agreement, e.payload.performBy)),
})

export const performed = (c: C, e: DisputeEventOf<'recordPerformance'>): Change => ({
  owed: c.owed && { ...c.owed, performedOn: e.payload.on, performedBy: e.by.person ?? null },
})
export const contested = (c: C): Change => ({
  owed: c.owed && { ...c.owed, performedOn: null, performedBy: null },
})
export const defaulted = (c: C, e: Seen): Change => ({
  ...late(c, 'performance', e),
  defaults: c.defaults + 1,
  defaultedBy: e.entry,
})
/** Said not to have been performed after the agreed day: it is in default from then on. */
export const defaultedByWord = (c: C, e: Seen): Change => ({
  ...contested(c),
  defaults: c.defaults + 1,
  defaultedBy: e.entry,
})
export const orderedBy = (c: C, by: string): Change => ({ owed: c.owed && { ...c.owed, by } })
/** What a court did not confirm does not stand. */
export const denied: Change = { agreedOn: null, owed: null, remediesToldOn: null }
export const sued = (c: C, e: DisputeEventOf<'bringSuit'>): Change => ({
  ...over(c, e),
  suit: { forum: e.payload.forum, on: dayOf(e) },
})
export const enforced = (e: Seen): Change => ({ suit: { forum: 'court', on: dayOf(e) } })
export const judged = (e: DisputeEventOf<'recordJudgment'>): Change => ({
  judgment: { kind: e.payload.kind, document: e.payload.document },
  agreedOn: null,
  ...(e.payload.performBy === undefined
    ? {}
    : owes('judgment', e.payload.document, e.payload.performBy)),
})

export const steppedAside = (c: C, e: Seen): Change => ({
  work: recused(c.work, e.by.person ?? ''),
  handler: c.handler === e.by.person ? null : c.handler,
})
export const correctedRecord = (record: DisputeRecord): Change =>
  'matter' in record ? { matter: record.matter.is } : { product: record.product.is }
