/** A process as the engine holds it: the row of the table, without the institution. */
import type { StateValue } from 'xstate'
import type { Text } from '../../policies/law.ts'
import type { Timer } from './clocks.ts'
import type { Basis, Context, Phase } from './mechanism.ts'
import type { HeldClocks } from './timers.ts'
import type { Instant, Participants, SubjectKey, Uuid } from './values.ts'

export interface ProcessState {
  readonly id: Uuid
  /** Mechanism id, `M07`. */
  readonly mechanism: string
  readonly chart: string
  /** The edition it began under, and the hash and revision of its chart. */
  readonly edition: string
  readonly hash: string
  readonly revision: number
  /** Raised by one with every accepted event; 0 before the first. */
  readonly version: number
  readonly value: StateValue
  readonly context: Context
  /** Every active state path, ancestors included, in chart order. */
  readonly paths: readonly string[]
  /** Phase of the case region. */
  readonly phase: Phase
  /** The case region has ended. */
  readonly final: boolean
  readonly title: Text
  readonly unit?: string
  readonly subjects: readonly SubjectKey[]
  readonly participants: Participants
  readonly basis: Basis
  readonly openedBy?: Uuid
  readonly openedAt: Instant
  /** Latest instant that any of its events took effect; nothing is recorded before it. */
  readonly lastEffectiveAt: Instant
  readonly closedAt?: Instant
  readonly timers: readonly Timer[]
  /** Clocks that have a run and no timer: paused, struck, or not computable. */
  readonly held: HeldClocks
  /** Deadline clocks that struck, in order, once each. */
  readonly late: readonly string[]
  /** Number for people, `M07-2026-004217`; made from the position of the opening entry. */
  readonly reference?: string
}
