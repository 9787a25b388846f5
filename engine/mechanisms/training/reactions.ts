/** What follows in other mechanisms, and in another case of the same person. */
import type { Reaction } from '../../core/mechanism.ts'
import type { PersonEvent, PersonEventOf } from './person-events.ts'
import type { PlanEvent, PlanEventOf } from './plan-events.ts'
import { resolves } from './resolves.ts'
import type { PersonContext, PlanContext } from './terms.ts'

type OfPlan = {
  [K in PlanEvent['type']]: Reaction<PlanContext, PlanEventOf<K>>
}[PlanEvent['type']]
type OfPerson = {
  [K in PersonEvent['type']]: Reaction<PersonContext, PersonEventOf<K>>
}[PersonEvent['type']]

/** Not everybody was trained in the year (PBOC 2020 No. 5): the whole institution answers for it. */
const uncovered: readonly OfPlan[] = [
  {
    on: 'assessCoverage',
    to: 'M10',
    event: 'openAccountability',
    make: (e, c) =>
      c.coverage?.complete === false
        ? { payload: { cause: 'statutoryBreach', source: e.process } }
        : undefined,
  },
  {
    on: 'assessCoverage',
    to: 'M11',
    event: 'reportRisk',
    make: (e, c) =>
      c.coverage?.complete === false
        ? { payload: { source: e.process, kind: 'statutoryBreach' } }
        : undefined,
  },
]

/** A restriction holds in the latest case of the person too: there others look for it. */
const handedOn = (
  e: PersonEventOf<'restrictOverdue'> | PersonEventOf<'restrictFailed'>,
):
  | { readonly process: string; readonly payload: Readonly<Record<string, unknown>> }
  | undefined => {
  const latest = e.facts.latestTraining
  return latest === null || latest.final || latest.id === e.process
    ? undefined
    : { process: latest.id, payload: {} }
}

export const planReactions: readonly OfPlan[] = [...uncovered, resolves.told('noteShortfall')]

export const personReactions: readonly OfPerson[] = [
  { on: 'restrictOverdue', to: 'M09', event: 'inheritRestriction', make: handedOn },
  { on: 'restrictFailed', to: 'M09', event: 'inheritRestriction', make: handedOn },
]
