/** House policy: what an institution sets for itself, beside the lengths of clocks. */
import type { Citation, Text } from '../../policies/law.ts'

/** A value that the institution sets for itself within bounds; house policy, never dressed up as law. */
export interface HousePolicy {
  readonly title: Text
  /** What counts while the institution has set none. */
  readonly value: number
  /** Smallest and largest value; where the law draws one of them, it is cited. */
  readonly bounds: readonly [number, number]
  readonly cite?: Citation
}
