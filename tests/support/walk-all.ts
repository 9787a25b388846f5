// Walks through one mechanism after another until nothing is left out, and what was left out.

import type { Mechanism } from '../../engine/core/mechanism.ts'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Duty } from '../../policies/duty.ts'
import { chartMap } from './walk-chart.ts'
import { assessments } from './walk-assessment.ts'
import { audits } from './walk-audit.ts'
import { complaints } from './walk-complaints.ts'
import { delegations } from './walk-delegations.ts'
import { disputes } from './walk-disputes.ts'
import { erasures } from './walk-erasures.ts'
import { governances } from './walk-governance.ts'
import { partners } from './walk-partners.ts'
import { disclosures } from './walk-disclosure.ts'
import { information } from './walk-information.ts'
import { registryWith } from './gates.ts'
import { NOTHING_VARIED } from './walk-payload.ts'
import type { Varied } from './walk-payload.ts'
import { recordings } from './walk-recordings.ts'
import { resolutions } from './walk-resolutions.ts'
import { institutions, reviews } from './walk-reviews.ts'
import type { Seen } from './walk-seen.ts'
import { suitabilities } from './walk-suitability.ts'
import { trainings } from './walk-training.ts'

const VARIED: Readonly<Record<string, Varied>> = {
  M07: complaints,
  M01: reviews,
  M02: disclosures,
  M04: recordings,
  M03: suitabilities,
  M06: partners,
  M09: trainings,
  M05: information,
  M08: disputes,
  M10: assessments,
  M11: audits,
  G01: institutions,
  G02: resolutions,
  G05: delegations,
  G03: erasures,
  G04: governances,
}
export const variedOf = (mechanism: Mechanism): Varied => VARIED[mechanism.id] ?? NOTHING_VARIED

/**
 * All of them for one ground, one after the other: first what must be furnished within a term that begins
 * with the year, last the institution, whose walk changes who sits where.
 */
export const inOneHouse = (mechanisms: readonly Mechanism[]): readonly Mechanism[] => {
  const rank = ({ id }: Mechanism): number => Number(id === 'G01') - Number(id === 'G04')
  return mechanisms.toSorted((a, b) => rank(a) - rank(b))
}

/** The registry in which a mechanism is walked: its neighbours in the place of the real ones. */
export const registryOf = (mechanism: Mechanism): readonly Mechanism[] =>
  registryWith(variedOf(mechanism).neighbours ?? [])

export interface Missing {
  readonly notAccepted: readonly string[]
  readonly notRefused: readonly string[]
  readonly states: readonly string[]
  /** Event and duty by which nobody sent it. */
  readonly duties: readonly string[]
}

/** What no walk has seen. */
export function missingIn(mechanism: Mechanism, seen: Seen): Missing {
  const events = Object.keys(mechanism.events)
  const { states, before } = chartMap(mechanism)
  return {
    notAccepted: events.filter((e) => !seen.accepted.has(e)),
    notRefused: events.filter((e) => !seen.refused.has(e)),
    // An opening event leaves the initial state in the same step, so no process ever stands there.
    states: states.filter((s) => !before.has(s) && !seen.paths.has(s)),
    duties: events.flatMap((event) => {
      const duties = dutiesOf(mechanism.events[event] as Mechanism['events'][string])
      return duties
        .filter((d, i) => !stepsBack(mechanism, duties.slice(0, i), d))
        .map((d) => `${event} ${d.id}`)
        .filter((name) => !seen.duties.has(name))
    }),
  }
}

/** Of two duties of one body over everything the first counts; a unit's own is never held over an institution. */
const stepsBack = (mechanism: Mechanism, earlier: readonly Duty[], duty: Duty): boolean =>
  earlier.some((e) => e.body === duty.body && e.scope === 'institution') ||
  (mechanism.kind === 'governance' && duty.scope === 'unit')

export const nothingMissing = (missing: Missing): boolean =>
  Object.values(missing as unknown as Record<string, readonly string[]>).every(
    (list) => list.length === 0,
  )
