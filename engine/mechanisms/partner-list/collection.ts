/**
 * Limits of collection conduct (K62): no contact from 22:00 to 08:00 unless agreed, at most three
 * effective calls per debtor and day, and nobody but the debtor, save a contact of one who cannot be
 * reached. Pure: judged from what is reported, so that an auditor finds the same.
 */
import * as z from 'zod'
import { subject } from '../../core/payload.ts'
import type { PartnerContext } from './terms.ts'

export const MOST_CALLS = 3
const NIGHT_FROM = '22:00'
const NIGHT_TO = '08:00'

export const party = z.enum(['debtor', 'contact']).meta({ id: 'PartnerContactParty' })
export const contact = z
  .object({
    debtor: subject('consumer'),
    /** Time of day in the zone of the institution. */
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    voice: z.boolean(),
    effective: z.boolean(),
    party,
    /** The debtor could not be reached, so that a contact was asked to pass it on. */
    unreachable: z.boolean().optional(),
    /** The debtor agreed to the hour. */
    agreed: z.boolean().optional(),
  })
  .meta({ id: 'PartnerContact' })
export interface Reported {
  readonly on: string
  readonly contacts: readonly z.output<typeof contact>[]
}
type Calls = NonNullable<PartnerContext['collected']>['calls']

/** Effective calls of the day, with those reported of it before. */
export function callsOf(known: PartnerContext['collected'], { on, contacts }: Reported): Calls {
  const calls = new Map<string, number>(
    known?.on === on ? known.calls.map(({ debtor, n }) => [debtor, n]) : [],
  )
  for (const { debtor, voice, effective } of contacts)
    if (voice && effective) calls.set(debtor, (calls.get(debtor) ?? 0) + 1)
  return [...calls].map(([debtor, n]) => ({ debtor, n }))
}

export function withinLimits(known: PartnerContext['collected'], reported: Reported): boolean {
  const proper = reported.contacts.every(
    ({ time, agreed, party: who, unreachable }) =>
      (agreed === true || (time >= NIGHT_TO && time < NIGHT_FROM)) &&
      (who === 'debtor' || unreachable === true),
  )
  return proper && callsOf(known, reported).every(({ n }) => n <= MOST_CALLS)
}
