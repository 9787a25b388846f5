/** How each event changes what the case of a partner knows. Pure; the chart says when. */
import type { ProcessFact } from '../../core/facts.ts'
import type { Actor, Day, Instant, Uuid } from '../../core/values.ts'
import { breached, recused } from '../case-file.ts'
import { callsOf } from './collection.ts'
import type { PartnerEventOf, PartnerRecord } from './events.ts'
import {
  aspectOf,
  DILIGENCE,
  inheritance,
  nothingAssessed,
  shownFor,
  tierOf,
  WATCHED,
} from './terms.ts'
import type { Listing, PartnerContext, Watched } from './terms.ts'

type C = PartnerContext
type Change = Partial<PartnerContext>
/** What the functions below look at in an event. */
interface Seen<P = unknown> {
  readonly payload: P
  readonly at: Instant
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}
const dayOf = (e: Seen): string => e.on ?? e.at.slice(0, 10)
const withAuthor = (c: C, e: Seen): string[] =>
  e.by.person === undefined || c.authors.includes(e.by.person)
    ? c.authors
    : [...c.authors, e.by.person]

/** A clock ran out: it can be explained, never removed. */
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})

/**
 * The standing of the partner after a change, and since when the public list is wrong about it. A partner
 * on the forbidden list has that standing whatever else happens to it.
 */
export function standsAs(c: C, e: Seen, wanted: Listing): Change {
  const next = c.blacklist !== null && wanted !== 'delisted' ? 'blacklisted' : wanted
  const wrong = c.publication !== null && c.publication.shows !== shownFor(next)
  return {
    listing: next,
    outdatedSince: wrong ? (c.outdatedSince ?? dayOf(e)) : null,
    lostBy: next === 'listed' ? null : (c.lostBy ?? (c.listing === 'listed' ? e.entry : null)),
  }
}

// ---- entry -----------------------------------------------------------------------------------------
function inherited(latest: ProcessFact | null) {
  const known = inheritance.safeParse(latest?.context)
  return known.success ? known.data : { blacklist: null, rejection: null, offListTimes: 0 }
}
export const proposed = (c: C, e: PartnerEventOf<'proposePartner'>): Change => ({
  ...inherited(e.facts.latestListing),
  partner: e.payload.partner,
  label: e.payload.label,
  unit: e.by.unit ?? null,
  cooperation: e.payload.cooperation,
  internetLoans: e.payload.internetLoans,
  lendingAssistance: e.payload.lendingAssistance,
  handlesInformation: e.payload.handlesInformation,
  authors: withAuthor(c, e),
})
export function openedByDealing(e: PartnerEventOf<'reportOffListDealing'>): Change {
  const before = inherited(e.facts.latestListing)
  return {
    ...before,
    offListTimes: before.offListTimes + 1,
    partner: e.payload.partner,
    label: e.payload.label,
    unit: e.payload.unit,
    cooperation: e.payload.cooperation,
    handlesInformation: e.payload.handlesInformation,
    dealt: true,
    listing: before.blacklist === null ? 'notListed' : 'blacklisted',
  }
}
export const diligenceRecorded = (c: C, e: PartnerEventOf<'recordDiligence'>): Change => ({
  diligence: { ...c.diligence, [e.payload.aspect]: e.payload.result },
})
export const submitted = (c: C, e: PartnerEventOf<'submitForApproval'>): Change => ({
  contentHash: e.payload.contentHash,
  standard: { version: e.payload.standard.version, hash: e.payload.standard.hash },
  tier: tierOf(e.payload),
  authors: withAuthor(c, e),
})
export const approved = (e: PartnerEventOf<'approvePartner'>): Change => ({
  approval: { contentHash: e.payload.contentHash, body: e.by.body, on: dayOf(e) },
})
export const sentBack = (c: C, e: PartnerEventOf<'returnToDiligence'>): Change => ({
  diligence: Object.fromEntries(
    DILIGENCE.map((a) => [a, e.payload.aspects.includes(a) ? 'open' : c.diligence[a]]),
  ) as C['diligence'],
  contentHash: null,
  tier: null,
})
/** Due diligence from the beginning: what was found and approved before does not count. */
export const anew: Change = {
  diligence: nothingAssessed,
  contentHash: null,
  tier: null,
  approval: null,
  agreement: null,
}
export const failed = (e: Seen, ground: string): Change => ({
  rejection: { ground, on: dayOf(e) },
})
export const agreed = (
  e: Seen<{
    agreementHash: string
    endsOn: string
    clauses: readonly { clause: NonNullable<C['agreement']>['clauses'][number] }[]
  }>,
): Change => ({
  agreement: {
    hash: e.payload.agreementHash,
    clauses: e.payload.clauses.map(({ clause }) => clause),
    endsOn: e.payload.endsOn,
  },
})
/** A new term of the agreement has its own end, and so its own evaluation before it. */
export const renewed = (c: C, e: Parameters<typeof agreed>[0]): Change => ({
  ...agreed(e),
  evaluation: { ...c.evaluation, finalOn: null },
})
export function published(c: C, e: PartnerEventOf<'publishList'>): Change {
  const { version, listHash: hash, publishedOn: on } = e.payload
  const shown = { ...c, publication: { version, hash, on, shows: 'listed' as const } }
  return {
    publication: shown.publication,
    ...standsAs(shown, e, 'listed'),
    evaluation: { since: dayOf(e), qualified: null, finalOn: null },
    rejection: null,
  }
}
export function updated(e: PartnerEventOf<'publishUpdate'>): Change {
  const { version, listHash: hash, publishedOn: on, shows } = e.payload
  return { publication: { version, hash, on, shows }, outdatedSince: null }
}

// ---- watching --------------------------------------------------------------------------------------
const withAspect = (c: C, aspect: Watched, next: C['aspects'][Watched]): C['aspects'] => ({
  ...c.aspects,
  [aspect]: next,
})
export function signalled(c: C, e: PartnerEventOf<'reportSignal'>): Change {
  const aspect = aspectOf(e.payload.kind)
  const { standing } = c.aspects[aspect]
  return {
    signals: c.signals + 1,
    aspects: withAspect(c, aspect, {
      standing: standing === 'violated' ? 'violated' : 'signalled',
      reportedBy: e.by.person ?? null,
    }),
  }
}
export const dismissed = (c: C, e: PartnerEventOf<'dismissSignal'>): Change => ({
  aspects: withAspect(c, e.payload.aspect, { standing: 'clear', reportedBy: null }),
})
const violated = (c: C, aspect: Watched): Change => ({
  violations: c.violations + 1,
  aspects: withAspect(c, aspect, { ...c.aspects[aspect], standing: 'violated' }),
})
export const confirmed = (c: C, e: PartnerEventOf<'confirmViolation'>): Change =>
  violated(c, e.payload.aspect)
export const contactsRecorded = (c: C, e: PartnerEventOf<'recordContacts'>): Change => ({
  collected: { on: e.payload.on, calls: callsOf(c.collected, e.payload) },
})
export const limitsBroken = (c: C, e: PartnerEventOf<'recordContacts'>): Change => ({
  ...contactsRecorded(c, e),
  ...violated(c, 'conduct'),
  ...late(c, 'K62', e),
})
export const cooperated = (c: C, e: PartnerEventOf<'recordCooperation'>): Change => ({
  complaintsAsked: c.complaintsAsked + 1,
  complaintsAnswered: c.complaintsAnswered + (e.payload.cooperated ? 1 : 0),
})
export const ordered: Change = { remediation: { evidenceHash: null, reportedBy: null } }
export const remedied = (e: PartnerEventOf<'reportRemediation'>): Change => ({
  remediation: { evidenceHash: e.payload.evidenceHash, reportedBy: e.by.person ?? null },
})
/** What was violated is clear; a signal that came meanwhile still awaits its assessment. */
export const verified = (c: C, e: Seen): Change => ({
  ...standsAs(c, e, 'listed'),
  remediation: null,
  aspects: Object.fromEntries(
    WATCHED.map((a) => [
      a,
      c.aspects[a].standing === 'violated' ? { standing: 'clear', reportedBy: null } : c.aspects[a],
    ]),
  ) as C['aspects'],
})

// ---- off-list dealing -------------------------------------------------------------------------------
/** New business ends with the finding, not only with the freeze. */
export const dealingFound = (c: C, e: Seen): Change => ({
  ...(c.listing === 'listed' ? standsAs(c, e, 'suspended') : {}),
  offListTimes: c.offListTimes + 1,
  dealt: true,
})

// ---- evaluation and exit ----------------------------------------------------------------------------
export function evaluated(c: C, e: PartnerEventOf<'recordEvaluation'>): Change {
  const { results, forEnd } = e.payload
  return {
    evaluation: {
      since: dayOf(e),
      qualified: DILIGENCE.every((a) => results[a] !== 'unsatisfactory'),
      finalOn: forEnd ? dayOf(e) : c.evaluation.finalOn,
    },
  }
}
export const leaves = (
  c: C,
  e: Seen,
  exit: Pick<NonNullable<C['exit']>, 'ground' | 'forced'>,
): Change => ({
  ...standsAs(c, e, 'exiting'),
  exit: { ...exit, until: null },
  remediation: null,
})
export const planned = (c: C, until: string): Change => ({
  exit: c.exit && { ...c.exit, until },
})
export const dataDeclared = (e: PartnerEventOf<'declareDataReturned'>): Change => ({
  dataReturn: { ...e.payload, by: e.by.person ?? null, verified: false },
})
export const dataVerified = (c: C): Change => ({
  dataReturn: c.dataReturn && { ...c.dataReturn, verified: true },
})
export function forbidden(c: C, e: PartnerEventOf<'decideBlacklisting'>): Change {
  const blacklist = { ground: e.payload.ground, on: dayOf(e), by: e.by.person ?? null }
  return {
    blacklist,
    ...standsAs({ ...c, blacklist }, e, 'blacklisted'),
    exit: { ground: c.exit?.ground ?? 'ordered', forced: true, until: c.exit?.until ?? null },
    remediation: null,
  }
}
/** The standing that it would have without the entry in the forbidden list. */
export function lifted(c: C): Change {
  const leaving = c.leftOn === null ? 'exiting' : 'delisted'
  return { blacklist: null, listing: c.exit === null ? 'notListed' : leaving }
}
export const gone = (c: C, e: Seen): Change => ({
  ...standsAs(c, e, c.blacklist === null ? 'delisted' : 'blacklisted'),
  leftOn: dayOf(e),
})

export const steppedAside = (c: C, e: Seen): Change => ({
  work: recused(c.work, e.by.person ?? ''),
  overseer: c.overseer === e.by.person ? null : c.overseer,
})
export const correctedRecord = (record: PartnerRecord): Change =>
  'label' in record ? { label: record.label.is } : { unit: record.unit.is }
