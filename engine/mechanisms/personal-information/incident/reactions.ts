/** What an incident causes elsewhere; each is carried once, with its entry as the cause. */
import type { IncidentEventOf } from './events.ts'
import type { IncidentContext } from './terms.ts'

type C = IncidentContext
interface At {
  readonly process: string
}
const unitOf = (c: C) => (c.unit === null ? {} : { unit: c.unit })

const toAssessment =
  (cause: 'incident' | 'statutoryBreach') =>
  ({ process }: At, c: C) => ({ payload: { cause, source: process, ...unitOf(c) } })
const toRisk =
  (kind: 'incident' | 'statutoryBreach') =>
  ({ process }: At, c: C) => ({ payload: { kind, source: process, ...unitOf(c) } })
type Confirmed = IncidentEventOf<'confirmIncident'> | IncidentEventOf<'presumeConfirmed'>
/** A partner at which it happened is watched by the list of partners. */
const toList = ({ facts: { partnerListing }, process }: Confirmed) =>
  partnerListing === null
    ? undefined
    : { process: partnerListing.id, payload: { kind: 'dataEvent', source: process } }

/**
 * A major incident (重大、特别重大) is a major matter of the institution, which management assesses and the board
 * hears of (2022 No. 9 art. 7). Raised again it is told again: what was assessed was a lesser one.
 */
const toBoard = ({ process }: At, c: C) =>
  c.class?.severity === 'major' || c.class?.severity === 'extraordinary'
    ? { payload: { kind: 'informationIncident', source: process, ...unitOf(c) } }
    : undefined

const g04 = { to: 'G04', event: 'reportMatter' } as const
const m10 = { to: 'M10', event: 'openAccountability' } as const
const m11 = { to: 'M11', event: 'reportRisk' } as const
const m06 = { to: 'M06', event: 'reportSignal' } as const
export const reactions = [
  { on: 'confirmIncident', ...m10, make: toAssessment('incident') },
  { on: 'presumeConfirmed', ...m10, make: toAssessment('incident') },
  { on: 'confirmIncident', ...m11, make: toRisk('incident') },
  { on: 'presumeConfirmed', ...m11, make: toRisk('incident') },
  { on: 'confirmIncident', ...m06, make: toList },
  { on: 'presumeConfirmed', ...m06, make: toList },
  { on: 'confirmIncident', ...g04, make: toBoard },
  { on: 'presumeConfirmed', ...g04, make: toBoard },
  { on: 'raiseClass', ...g04, make: toBoard },
  { on: 'reportInternetOverdue', ...m10, make: toAssessment('statutoryBreach') },
  { on: 'reportCentralBankOverdue', ...m10, make: toAssessment('statutoryBreach') },
  { on: 'reportFirstOverdue', ...m10, make: toAssessment('statutoryBreach') },
  { on: 'reportWrittenOverdue', ...m10, make: toAssessment('statutoryBreach') },
  { on: 'reportInternetOverdue', ...m11, make: toRisk('statutoryBreach') },
  { on: 'reportCentralBankOverdue', ...m11, make: toRisk('statutoryBreach') },
  { on: 'reportFirstOverdue', ...m11, make: toRisk('statutoryBreach') },
  { on: 'reportWrittenOverdue', ...m11, make: toRisk('statutoryBreach') },
] as const
