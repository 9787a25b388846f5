// What walks have seen, so that the next step goes where none has gone, and so that nothing is left out.

import type { Body } from '../../policies/duty.ts'

type Counts = Map<string, number>

export interface Seen {
  /** Events that were accepted and kept. */
  readonly accepted: Counts
  readonly refused: Counts
  /** Event and duty by which it was accepted, if only in trial. */
  readonly duties: Set<string>
  readonly refusedTo: Set<Body>
  readonly looked: Set<Body>
  readonly paths: Set<string>
  /** Innermost states of the case region, by how many steps began there. */
  readonly stood: Counts
  /** Event taken, with the innermost state of the case region in which it was. */
  readonly taken: Counts
  /** State values, by how many steps began there. */
  readonly values: Counts
  /** Event and name of the payload with which it was accepted. */
  readonly variants: Counts
  /** Events by how often another payload than the sample was tried. */
  readonly probed: Counts
  /** Why an event was refused that was offered as far as the case goes: by which rule of its payload. */
  readonly payloadRules: Set<string>
  /** Event and innermost state: how often the chart took it there, and how often somebody could send it. */
  readonly met: Counts
  readonly could: Counts
  /** Where there is more than one way: event and state by how often tried, and with where it led. */
  readonly went: Counts
  /** By rule: the events after which it held where it had not. */
  readonly mends: Map<string, Set<string>>
  steps: number
}

export const nothingSeen = (): Seen => ({
  accepted: new Map(),
  refused: new Map(),
  duties: new Set(),
  refusedTo: new Set(),
  looked: new Set(),
  paths: new Set(),
  stood: new Map(),
  taken: new Map(),
  values: new Map(),
  variants: new Map(),
  probed: new Map(),
  payloadRules: new Set(),
  met: new Map(),
  could: new Map(),
  went: new Map(),
  mends: new Map(),
  steps: 0,
})

export const count = (counts: Counts, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
export const times = (counts: Counts, key: string): number => counts.get(key) ?? 0

/** Numbers from 0 to `of` − 1, the same for the same seed (mulberry32). */
export function chooser(seed: number): (of: number) => number {
  let a = seed
  return (of) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return of === 0 ? 0 : ((t ^ (t >>> 14)) >>> 0) % of
  }
}
