/** How each event changes what the review knows. Pure; the chart says when. */
import type { Actor, Day, Instant, Uuid } from '../../core/values.ts'
import type { ProcessFact } from '../../core/facts.ts'
import { breached, recused } from '../case-file.ts'
import type { DossierGiven, Submission } from './dossier-events.ts'
import type { ReviewEventOf, ReviewRecord } from './events.ts'
import { resolves } from './resolves.ts'
import { DOSSIER_FILES, everyArea, inheritance, isOfAGate } from './terms.ts'
import type { DisputedFrom, DossierItem, Objection, ReviewContext } from './terms.ts'

type C = ReviewContext
type Change = Partial<ReviewContext>
/** What the functions below look at in an event. */
interface Seen<P = unknown> {
  readonly payload: P
  readonly at: Instant
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}
const dayOf = (e: Seen): string => e.on ?? e.at.slice(0, 10)

/**
 * What the case before this one about the same subject leaves to it: a new case loses no objection and no
 * breach, and what met an objection was in scope and stays so.
 */
function inherited(latest: ProcessFact | null) {
  const known = inheritance.safeParse(latest?.context)
  const left = known.success ? known.data : { objections: [], unreviewed: 0, prohibitions: [] }
  return { ...left, scope: left.objections.length > 0 ? ('in' as const) : ('undecided' as const) }
}

export const opened = (e: ReviewEventOf<'openDraft'>): Change => ({
  ...inherited(e.facts.latestReview),
  product: e.payload.product,
  campaign: e.payload.campaign ?? null,
  label: e.payload.label,
  unit: e.by.unit ?? null,
  matter: e.payload.matter,
  productClass: e.payload.productClass,
  basis: e.payload.basis ?? null,
  partners: e.payload.partners ?? [],
  launchOn: e.payload.launchOn ?? null,
  authors: e.by.person === undefined ? [] : [e.by.person],
})
export function openedInBreach(e: ReviewEventOf<'reportUnreviewed'>): Change {
  const before = inherited(e.facts.latestReview)
  return {
    ...before,
    unreviewed: before.unreviewed + 1,
    product: e.payload.product,
    campaign: e.payload.campaign ?? null,
    label: e.payload.label,
    unit: e.payload.unit,
    productClass: e.payload.productClass,
    contentHash: e.payload.contentHash ?? null,
    sale: { standing: 'stopped', contentHash: e.payload.contentHash ?? null },
  }
}

/** A new round on some content: what was found and said of other content does not count for it. */
export const newRound: Change = {
  areas: everyArea('notStarted'),
  opinion: null,
  conditions: [],
  dispute: null,
  referral: null,
  proposal: null,
  relieved: null,
}
/** A change is measured against the cleared content; where there is none, what was in scope stays so. */
const scopeOfChange = (c: C): Pick<C, 'scope'> => ({
  scope: c.clearance === null ? c.scope : 'undecided',
})

export const itemsOf = (dossier: DossierGiven): DossierItem[] => [
  ...DOSSIER_FILES.filter((item) => dossier[item] !== undefined),
  ...(dossier.channels.length > 0 ? (['channels'] as const) : []),
  'partners',
]
export function submitted(c: C, e: Seen<Submission>): Change {
  const person = e.by.person
  return {
    ...newRound,
    contentHash: e.payload.contentHash,
    dossier: itemsOf(e.payload.dossier),
    partners: e.payload.partners,
    supersedes: e.payload.supersedes?.contentHash ?? null,
    authors:
      person === undefined || c.authors.includes(person) ? c.authors : [...c.authors, person],
  }
}
export const changeSubmitted = (c: C, e: Seen<Submission>): Change => ({
  ...submitted(c, e),
  ...scopeOfChange(c),
})
/** The change is given up or is none: the cleared content is again what the case is about. */
export const backToCleared = (c: C): Change => ({
  ...newRound,
  contentHash: c.clearance?.contentHash ?? c.contentHash,
  supersedes: null,
  hold: null,
})
/** Two people found no material change: the clearance covers the changed content as well. */
export const foundNotMaterial = (c: C, contentHash: string | null): Change => ({
  ...backToCleared(c),
  clearance:
    c.clearance && contentHash !== null && !c.clearance.covers.includes(contentHash)
      ? { ...c.clearance, covers: [...c.clearance.covers, contentHash] }
      : c.clearance,
})
export const inScope = (): Change => ({
  scope: 'in',
  proposal: null,
  areas: everyArea('open'),
})
export const proposed = (
  e: Seen,
  kind: 'scopeOut' | 'notMaterial',
  contentHash: string | null,
): Change => ({ proposal: { kind, by: e.by.person ?? null, contentHash } })

export function found(c: C, e: ReviewEventOf<'recordFinding'>): Change {
  const { area, result, prohibition } = e.payload
  const others = c.prohibitions.filter((p) => p.contentHash !== c.contentHash || p.area !== area)
  const forbidden = result === 'flagged' && prohibition === true && c.contentHash !== null
  return {
    areas: { ...c.areas, [area]: result },
    prohibitions: forbidden ? [...others, { contentHash: c.contentHash ?? '', area }] : others,
  }
}

const withoutObjection = (c: C, contentHash: string | null) =>
  c.objections.filter((o) => o.contentHash !== contentHash)
const objected = (c: C, kind: Objection['kind'], contentHash = c.contentHash): Objection[] =>
  contentHash === null ? c.objections : [...withoutObjection(c, contentHash), { contentHash, kind }]

/** An objection to content that was cleared ends the clearance, also of what was found no different. */
const clearanceWithout = (c: C, contentHash: string | null): C['clearance'] =>
  contentHash !== null && c.clearance?.covers.includes(contentHash) ? null : c.clearance

export const cleared = (c: C, e: Seen, by: 'opinion' | 'conditions' | 'committee'): Change => ({
  opinion: 'ok',
  objections: withoutObjection(c, c.contentHash),
  supersedes: null,
  dispute: null,
  referral: null,
  hold: null,
  clearance:
    c.contentHash === null
      ? null
      : { contentHash: c.contentHash, covers: [c.contentHash], by, on: dayOf(e) },
})
export const returned = (c: C): Change => ({
  opinion: 'returned',
  objections: objected(c, 'returned'),
  clearance: clearanceWithout(c, c.contentHash),
  supersedes: null,
  dispute: null,
  referral: null,
})
/** Conditions do not lift an earlier objection to the same content; that they are met does. */
export const onConditions = (c: C, demands: readonly string[]): Change => ({
  opinion: 'conditional',
  objections: c.objections.some((o) => o.contentHash === c.contentHash)
    ? c.objections
    : objected(c, 'conditional'),
  clearance: clearanceWithout(c, c.contentHash),
  conditions: demands.map((demand) => ({ demand, evidenceHash: null })),
})
/** A negative opinion ends whatever was cleared before: only a new clearance opens the sale again. */
export const rejected = (c: C): Change => ({
  opinion: 'no',
  objections: objected(c, 'rejected'),
  supersedes: null,
  clearance: null,
  sale: interrupted(c, 'stopped'),
})
export const fulfilled = (c: C, e: ReviewEventOf<'fulfilConditions'>): Change => ({
  conditions: c.conditions.map((condition, i) => {
    const given = e.payload.fulfilments.find((f) => f.condition === i + 1)
    return given ? { ...condition, evidenceHash: given.evidenceHash } : condition
  }),
})

export const disputed = (e: Seen, from: DisputedFrom): Change => ({
  dispute: { from, on: dayOf(e), referredBy: null },
})
export const referred = (c: C, e: ReviewEventOf<'referToCommittee'>): Change => ({
  referral: e.payload.ground,
  dispute: c.dispute && { ...c.dispute, referredBy: e.by.person ?? null },
})
export const conceded: Change = { dispute: null, referral: null }
export const relieved = (c: C, handler: string | undefined): Change => ({
  relieved: c.reviewer,
  reviewer: handler ?? null,
  referral: null,
})
type Resolving = ReviewEventOf<'committeeUphold' | 'committeeAcceptRisk'>
const resolvedBy = (e: Resolving, outcome: 'upheld' | 'riskAccepted'): Change => ({
  resolution: { ...resolves.kept(e), outcome },
})
export const upheldBy = (c: C, e: ReviewEventOf<'committeeUphold'>): Change => ({
  ...returned(c),
  ...resolvedBy(e, 'upheld'),
})
export const riskAcceptedBy = (c: C, e: ReviewEventOf<'committeeAcceptRisk'>): Change => ({
  ...cleared(c, e, 'committee'),
  ...resolvedBy(e, 'riskAccepted'),
})

/** After an interruption: what was never sold is not interrupted, and a stopped sale stays stopped. */
export const interrupted = (c: C, standing: 'held' | 'stopped'): C['sale'] =>
  c.sale.standing === 'none' || c.sale.standing === 'stopped' ? c.sale : { ...c.sale, standing }
export const sold = (c: C, e: Seen<{ contentHash: string }>): Change => ({
  sale: { standing: 'open', contentHash: e.payload.contentHash },
  hold: null,
  postReview: { ...c.postReview, since: c.postReview.since ?? dayOf(e) },
})
export const held = (c: C, e: Seen, hold: Omit<NonNullable<C['hold']>, 'on'>): Change => ({
  hold: { ...hold, on: dayOf(e) },
  sale: interrupted(c, 'held'),
  proposal: null,
})
export const postReviewed = (e: Seen): Change => ({ postReview: { since: dayOf(e), cause: null } })
/** A defect is an objection to the very content on sale, and its clearance no longer stands. */
export const foundDefective = (c: C, e: Seen): Change => ({
  ...postReviewed(e),
  ...held(c, e, { cause: 'defect', contentHash: c.sale.contentHash }),
  objections: objected(c, 'defect', c.sale.contentHash),
  clearance: null,
})
export function complainedOf(c: C, e: ReviewEventOf<'reportComplaintCause'>): Change {
  const { complaint } = e.payload
  const about = c.sale.contentHash
  return {
    complaints: c.complaints.includes(complaint) ? c.complaints : [...c.complaints, complaint],
    objections: objected(c, 'complaint', about),
    clearance: clearanceWithout(c, about),
    // The submission under review answered what was known then, not this.
    supersedes: c.supersedes === about ? null : c.supersedes,
  }
}
/**
 * What another mechanism found. Where it lies in the content sold, that content is objected to and its
 * clearance is gone; where it is a gate that is no longer met, the clearance waits for the gate.
 */
export function concerned(c: C, e: ReviewEventOf<'reportConcern'>): Change {
  const { source, kind } = e.payload
  const known = c.concerns.some((one) => one.source === source && one.kind === kind)
  const concerns = known ? c.concerns : [...c.concerns, { source, kind }]
  if (isOfAGate(kind)) return { concerns }
  const about = c.sale.contentHash
  return {
    concerns,
    objections: objected(c, 'concern', about),
    clearance: clearanceWithout(c, about),
    supersedes: c.supersedes === about ? null : c.supersedes,
  }
}
export const heldForConcern = (c: C, e: ReviewEventOf<'reportConcern'>): Change => ({
  ...held(c, e, {
    cause: isOfAGate(e.payload.kind) ? 'gate' : 'concern',
    contentHash: c.sale.contentHash,
  }),
  ...concerned(c, e),
  ...(isOfAGate(e.payload.kind) ? {} : { clearance: null }),
})
export function breachFound(c: C, e: ReviewEventOf<'reportBreach'>): Change {
  const contentHash = e.payload.contentHash ?? c.sale.contentHash
  return {
    ...newRound,
    supersedes: null,
    unreviewed: c.unreviewed + 1,
    sale: { standing: 'stopped', contentHash },
    hold: null,
  }
}
export const suspended = (c: C, e: ReviewEventOf<'suspendAndReReview'>): Change => ({
  ...newRound,
  ...scopeOfChange(c),
  contentHash: e.payload.contentHash,
  // What was found on sale is reviewed; a dossier counts only for the content it was handed in for.
  dossier: c.contentHash === e.payload.contentHash ? c.dossier : null,
  supersedes: null,
})

export const steppedAside = (c: C, e: Seen): Change => ({
  work: recused(c.work, e.by.person ?? ''),
  reviewer: c.reviewer === e.by.person ? null : c.reviewer,
})
/** A period of the review itself ran out: it can be explained, never removed. */
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
/** Nothing came in time while the sale was held: it is stopped. */
export const stoppedFor = (c: C, clock: string, e: Seen): Change => ({
  ...newRound,
  ...late(c, clock, e),
  sale: interrupted(c, 'stopped'),
})
export function correctedRecord(record: ReviewRecord): Change {
  if ('label' in record) return { label: record.label.is }
  if ('launchOn' in record) return { launchOn: record.launchOn.is }
  return { unit: record.unit.is }
}
