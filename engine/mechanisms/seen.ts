/** What the functions that change a context look at in an event, and who took part before it. */
import type { Actor, Day, Instant, Participants, Uuid } from '../core/values.ts'

export interface Seen<P = unknown> {
  readonly payload: P
  readonly at: Instant
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}
export const dayOf = (e: Pick<Seen, 'on' | 'at'>): Day => e.on ?? (e.at.slice(0, 10) as Day)

export const took = (
  participants: Participants,
  person: Uuid | undefined,
  capacities: readonly (keyof Participants)[],
): boolean =>
  person !== undefined && capacities.some((c) => participants[c]?.includes(person) ?? false)
