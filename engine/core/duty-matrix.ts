/** From each duty to the events by which it is exercised. What is in no row is nobody's duty, and refused. */
import { DUTIES } from '../../policies/ability.ts'
import type { Duty } from '../../policies/duty.ts'
import { HOUSE_EVENTS } from './house-events.ts'
import { dutiesOf } from './load.ts'
import type { Mechanism } from './mechanism.ts'

/** An event of a mechanism by which a duty is exercised. */
export interface DutyEvent {
  readonly mechanism: Mechanism
  readonly event: string
}
export interface DutyRow {
  readonly duty: Duty
  /** In the order of the registry and of its tables; none for a duty to read. */
  readonly events: readonly DutyEvent[]
  /** Events of it that every process has, whichever its mechanism. */
  readonly everywhere: readonly string[]
}

/** A row per duty, in reading order. */
export const dutyMatrix = (mechanisms: readonly Mechanism[]): readonly DutyRow[] =>
  DUTIES.map((duty) => ({
    duty,
    events: mechanisms.flatMap((mechanism) =>
      Object.entries(mechanism.events)
        .filter(([, rule]) => dutiesOf(rule).includes(duty))
        .map(([event]) => ({ mechanism, event })),
    ),
    everywhere: Object.entries(HOUSE_EVENTS)
      .filter(([, rule]) => dutiesOf(rule).includes(duty))
      .map(([event]) => event),
  }))
