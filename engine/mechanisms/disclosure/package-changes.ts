/** How each event changes what a package knows. Pure; the chart says when. */
import { breached, breachedAgain, recused } from '../case-file.ts'
import type { PackageEventOf, PackageRecord } from './package-facts.ts'
import { nextRemedy, nextToEscalate, noCheck, openCheck, TESTS } from './package-terms.ts'
import type { Deviation, PackageContext } from './package-terms.ts'
import { dayOf } from './terms.ts'

type C = PackageContext
type Change = Partial<PackageContext>
type Timed = Parameters<typeof breached>[2] & Parameters<typeof dayOf>[0]

const withAuthor = (c: C, person: string | undefined): string[] =>
  person === undefined || c.authors.includes(person) ? c.authors : [...c.authors, person]
/** What was found of one version does not count for another. */
const unchecked = { protection: noCheck, legal: noCheck }

export const opened = (e: PackageEventOf<'openPackage'>): Change => ({
  product: e.payload.product,
  campaign: e.payload.campaign ?? null,
  label: e.payload.label,
  unit: e.by.unit ?? null,
  productClass: e.payload.productClass,
  basis: e.payload.basis ?? null,
  partners: e.payload.partners ?? [],
  authors: e.by.person === undefined ? [] : [e.by.person],
})
/** A revision begins from what is published; whoever begins it writes it. */
export const unchanged = (c: C, e: PackageEventOf<'revise'>): Change => ({
  authors: withAuthor(c, e.by.person),
})
export const submitted = (c: C, e: PackageEventOf<'submitCopy'>): Change => ({
  version: c.version + 1,
  contentHash: e.payload.contentHash,
  copyHash: e.payload.copyHash,
  costSheetHash: e.payload.costSheet?.hash ?? null,
  items: e.payload.items,
  partners: e.payload.partners ?? c.partners,
  authors: withAuthor(c, e.by.person),
  checks: { protection: openCheck, legal: openCheck },
  passed: null,
})
export function checked(c: C, e: PackageEventOf<'recordCheck'>): Change {
  const failed = TESTS.filter((t) => e.payload.tests[t] === 'notMet')
  const check = {
    verdict: failed.length === 0 ? ('met' as const) : ('notMet' as const),
    by: e.by.person ?? null,
    failed,
  }
  return {
    checks:
      e.by.body === 'legalCompliance'
        ? { ...c.checks, legal: check }
        : { ...c.checks, protection: check },
  }
}
export const returned = (c: C): Change => ({
  returned: c.copyHash === null ? c.returned : [...c.returned, c.copyHash],
  checks: unchecked,
})
export const passed = (c: C, e: PackageEventOf<'pass'>): Change => ({
  passed:
    c.contentHash === null || c.copyHash === null
      ? null
      : { contentHash: c.contentHash, copyHash: c.copyHash, on: dayOf(e) },
})
const passOf = (of: C['published']): C['passed'] =>
  of && { contentHash: of.contentHash, copyHash: of.copyHash, on: of.on }
/** The version on display is again what the case is about; what was not published is given up. */
export const givenUp = (c: C): Change => ({
  checks: unchecked,
  contentHash: c.published?.contentHash ?? c.contentHash,
  copyHash: c.published?.copyHash ?? c.copyHash,
  costSheetHash: c.published?.costSheetHash ?? c.costSheetHash,
  passed: c.deviations.length === 0 ? passOf(c.published) : null,
})
/** What is found later of what was never shown is only recorded. */
export const neverPublished: Change = { checks: unchecked, ended: true }
export const stale: Change = { checks: unchecked, passed: null }

export const published = (c: C, e: PackageEventOf<'publish'>): Change => ({
  published: {
    contentHash: c.contentHash ?? '',
    copyHash: c.copyHash ?? '',
    costSheetHash: c.costSheetHash,
    version: c.version,
    on: dayOf(e),
  },
  display: c.deviations.length === 0 ? 'on' : 'suspended',
  passed: c.deviations.length === 0 ? c.passed : null,
  recheckFrom: dayOf(e),
  informFrom: c.informFrom ?? dayOf(e),
})
export const listPublished = (e: PackageEventOf<'recordListPublication'>): Change => ({
  partnerList: { listHash: e.payload.listHash, on: dayOf(e), partners: e.payload.partners },
})
/** Off display: what goes on is the service of contracts that were made. */
export const takenOff: Change = { display: 'off' }
export const endedNow: Change = { display: 'off', ended: true }

type Found = PackageEventOf<'reportMysteryShop' | 'reportDrift' | 'reportDeviation'>
const KINDS = {
  reportMysteryShop: 'mysteryShop',
  reportDrift: 'drift',
  reportDeviation: 'reported',
} as const
/**
 * What deviates is not shown to anybody else until its correction was verified, and what passed is not
 * what consumers meet: the gate that others look at is shut until then. A newer copy that passed is not
 * touched by it, for that copy may be the remedy.
 */
export const deviates = (c: C, e: Found): Change => ({
  display: c.display === 'on' ? 'suspended' : c.display,
  passed: c.passed?.copyHash === c.published?.copyHash ? null : c.passed,
  deviations: [
    ...c.deviations,
    {
      deviation: e.entry,
      kind: KINDS[e.type],
      source: e.type === 'reportDeviation' ? e.payload.source : null,
      copyHash: c.published?.copyHash ?? null,
      on: dayOf(e),
      cause: null,
      affected: null,
      remedied: 0,
      corrected: false,
      forcedUntil: null,
      remedyLate: false,
      escalated: false,
    },
  ],
})
export const foundLater = (c: C, e: PackageEventOf<'reportDeviation'>): Change => ({
  foundAfterEnd: [...c.foundAfterEnd, e.payload.source],
})
const mend = (c: C, id: string | undefined, change: Partial<Deviation>): Change => ({
  deviations: c.deviations.map((d) => (d.deviation === id ? { ...d, ...change } : d)),
})
export const affected = (c: C, e: PackageEventOf<'recordAffected'>): Change =>
  mend(c, e.payload.deviation, {
    affected: { listHash: e.payload.listHash, count: e.payload.count },
  })
export const remedied = (c: C, e: PackageEventOf<'remedyAffected'>): Change =>
  mend(c, e.payload.deviation, { remedied: e.payload.remedied })
export const corrected = (c: C, e: PackageEventOf<'correctDeviation'>): Change =>
  mend(c, e.payload.deviation, { corrected: true, cause: e.payload.cause })
/** An order corrects what is shown; that consumers are remedied it does not replace. */
export const forced = (c: C, e: PackageEventOf<'forceCorrection'>): Change => ({
  deviations: c.deviations.map((d) =>
    d.corrected
      ? d
      : { ...d, corrected: true, cause: e.payload.cause, forcedUntil: e.payload.remedyBy },
  ),
})
export const insufficient = (c: C, e: PackageEventOf<'rejectCorrection'>): Change =>
  mend(c, e.payload.deviation, { corrected: false, cause: null })
export const settled = (c: C, e: PackageEventOf<'republish'>): Change => ({
  deviations: [],
  settledDeviations: c.settledDeviations + c.deviations.length,
  passed: c.passed ?? (c.display === 'suspended' ? passOf(c.published) : null),
  display: c.display === 'suspended' ? 'on' : c.display,
  recheckFrom: dayOf(e),
})

/** A period ran out: it can be explained, never removed. */
export const late = (c: C, clock: string, e: Timed): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
export const escalated = (c: C, e: Timed): Change => ({
  ...mend(c, nextToEscalate(c)?.deviation, { escalated: true }),
  ...late(c, 'correction', e),
})
export const remedyLate = (c: C, e: Timed): Change => ({
  ...mend(c, nextRemedy(c)?.deviation, { remedyLate: true }),
  ...late(c, 'remedy', e),
})
/** Recorded as late once; the next period counts from this day. */
export const unverified = (c: C, e: Timed): Change => ({
  recheckFrom: dayOf(e),
  work: breachedAgain(c.work, 'recheck', e),
})
export const uninformed = (c: C, e: Timed): Change => ({
  informFrom: dayOf(e),
  work: breachedAgain(c.work, 'periodic', e),
})

export const steppedAside = (c: C, e: PackageEventOf<'recuse'>): Change => ({
  work: recused(c.work, e.by.person ?? ''),
  checker: c.checker === e.by.person ? null : c.checker,
})
export const correctedRecord = (record: PackageRecord): Change =>
  'label' in record ? { label: record.label.is } : { unit: record.unit.is }
