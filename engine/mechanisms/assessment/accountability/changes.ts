/** How each event changes what a case of accountability knows. Pure; the chart says when. */
import { breached, corrected, recused } from '../../case-file.ts'
import { dayOf } from '../../seen.ts'
import type { Seen } from '../../seen.ts'
import { resolves } from '../terms.ts'
import type { AccountabilityContext, Concerned } from './context.ts'
import type { AccountabilityEventOf } from './events.ts'

type C = AccountabilityContext
type Change = Partial<AccountabilityContext>
type Seats = AccountabilityEventOf<'nameConcerned'>['facts']['concernedSeats']

const HIGH: readonly string[] = ['seniorManagement', 'consumerProtectionCommittee', 'board']
const named = (person: string, involvement: Concerned['involvement'], seats: Seats): Concerned => ({
  person,
  involvement,
  ofManagement: (seats ?? []).some((s) => HIGH.includes(s.body)),
  heard: null,
  sanction: null,
  training: false,
  decidedBy: null,
  resolution: null,
})
const withPerson = (c: C, person: string, more: Partial<Concerned>): Concerned[] =>
  c.persons.map((p) => (p.person === person ? { ...p, ...more } : p))

export const opened = (e: AccountabilityEventOf<'openAccountability'>): Change => ({
  cause: e.payload.cause,
  source: e.payload.source,
  unit: e.payload.unit ?? null,
  openedOn: dayOf(e),
  persons:
    e.payload.person === undefined
      ? []
      : [named(e.payload.person, 'direct', e.facts.concernedSeats)],
})
export const concernedNamed = (c: C, e: AccountabilityEventOf<'nameConcerned'>): Change => ({
  persons: [...c.persons, named(e.payload.person, e.payload.involvement, e.facts.concernedSeats)],
})
export const established = (c: C, e: AccountabilityEventOf<'establishFacts'>): Change => ({
  unit: e.payload.unit ?? c.unit,
  facts: {
    evidenceHash: e.payload.evidenceHash,
    by: e.by.person ?? null,
    on: dayOf(e),
    noManager: e.payload.noManager ?? null,
  },
})
export const dismissalProposed = (e: Seen): Change => ({
  proposal: { kind: 'dismissal', by: e.by.person ?? null, contentHash: null },
})
export const merged = (e: AccountabilityEventOf<'mergeCase'>): Change => ({
  mergedInto: e.payload.into,
})
export const absorbed = (c: C, e: AccountabilityEventOf<'absorbCase'>): Change => ({
  absorbed: c.absorbed.includes(e.payload.case) ? c.absorbed : [...c.absorbed, e.payload.case],
})

export const stated = (c: C, e: Seen): Change => ({
  persons: withPerson(c, e.by.person ?? '', { heard: 'stated' }),
})
/** Whoever has stated their case has been heard, whatever is recorded of another hearing. */
export const heard = (c: C, e: AccountabilityEventOf<'recordHearing'>): Change => ({
  persons: c.persons.map((p) =>
    p.person === e.payload.person && p.heard !== 'stated' ? { ...p, heard: e.payload.outcome } : p,
  ),
})
export const proposed = (e: AccountabilityEventOf<'submitForDecision'>): Change => ({
  proposal: {
    kind: 'decision',
    by: e.by.person ?? null,
    contentHash: e.payload.contentHash,
  },
})
/** New facts: whoever is concerned is heard and decided on anew; what was decided stays in the trail. */
export const backToFacts = (c: C): Change => ({
  facts: null,
  proposal: null,
  remedy: null,
  persons: c.persons.map((p) => named(p.person, p.involvement, seatsAs(p))),
})
const seatsAs = (p: Concerned): Seats => (p.ofManagement ? [{ body: 'seniorManagement' }] : [])

type Decision = AccountabilityEventOf<'decideSanction'> | AccountabilityEventOf<'resolveSanction'>
const decidedBy = (e: Decision): Concerned['decidedBy'] => {
  const { body } = e.by
  return body === 'consumerProtectionCommittee' || body === 'board' ? body : 'seniorManagement'
}
const decidedOn = (c: C, e: Decision): Concerned[] =>
  withPerson(c, e.payload.person, {
    sanction: e.payload.sanction,
    training: e.payload.training,
    decidedBy: decidedBy(e),
    resolution: e.type === 'resolveSanction' ? resolves.kept(e) : null,
  })
export const decided = (c: C, e: Decision): Change => ({ persons: decidedOn(c, e) })
/** The last decision: what led to it is remedied from that day. */
export const allDecided = (c: C, e: Decision): Change => ({
  persons: decidedOn(c, e),
  remedy: { since: dayOf(e), claimedBy: null, late: false },
})
export const leavesNobody = (c: C, person: string): boolean =>
  c.persons.every((p) => p.person === person || p.sanction !== null)

export const claimed = (c: C, e: Seen): Change => ({
  remedy: c.remedy && { ...c.remedy, claimedBy: e.by.person ?? null },
})
export const remedyLate = (c: C, e: Seen): Change => ({
  remedy: c.remedy && { ...c.remedy, late: true },
  work: breached(c.work, 'remedy', e),
})

export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
export const steppedAside = (c: C, e: Seen): Change => ({
  work: recused(c.work, e.by.person ?? ''),
})
export function correctedRecord(c: C, { payload }: AccountabilityEventOf<'correctRecord'>): Change {
  const { record } = payload
  return {
    ...('unit' in record ? { unit: record.unit.is } : {}),
    work: corrected(c.work),
  }
}
