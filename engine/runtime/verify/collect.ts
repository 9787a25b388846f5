/** The differences of one institution: counted all, kept as many as can be read, the first first. */
import type { Uuid } from '../../core/values.ts'
import { PARTS } from './difference.ts'
import type { Difference, Kind, Placed } from './difference.ts'

export type Totals = Readonly<Partial<Record<Kind, number>>>

/** As many as can be kept without looking at what there is already. */
const SLACK = 4

const rank = ({ part, position }: Placed): readonly [number, number] => [
  PARTS.indexOf(part),
  position ?? Number.MAX_SAFE_INTEGER,
]
/**
 * In the order of the trail, and of processes where there is no position, whoever read first; what is found
 * at one place stays in the order in which it was found.
 */
const byPlace = (a: Placed, b: Placed): number => {
  const [[partA, atA], [partB, atB]] = [rank(a), rank(b)]
  const place = partA - partB || atA - atB
  if (place !== 0 || a.position !== undefined) return place
  const [processA, processB] = [a.process ?? '', b.process ?? '']
  if (processA === processB) return 0
  return processA < processB ? -1 : 1
}

export class Collected {
  readonly #most: number
  #kept: Placed[] = []
  readonly #totals: Partial<Record<Kind, number>> = {}

  constructor(most: number) {
    this.#most = most
  }

  add(placed: Placed): void {
    this.#totals[placed.kind] = (this.#totals[placed.kind] ?? 0) + 1
    this.#keep(placed)
  }

  /** What somebody else collected of the same institution. */
  merge({ kept, totals }: { readonly kept: readonly Placed[]; readonly totals: Totals }): void {
    for (const placed of kept) this.#keep(placed)
    for (const [kind, n] of Object.entries(totals) as [Kind, number][])
      this.#totals[kind] = (this.#totals[kind] ?? 0) + n
  }

  #keep(placed: Placed): void {
    this.#kept.push(placed)
    if (this.#kept.length > this.#most * SLACK) this.#kept = this.kept
  }

  /** The first ones in order. */
  get kept(): Placed[] {
    return this.#kept.toSorted(byPlace).slice(0, this.#most)
  }
  get totals(): Totals {
    return this.#totals
  }

  of(institution: Uuid): readonly Difference[] {
    return this.kept.map(({ part: _part, ...rest }) => ({ institution, ...rest }))
  }
}
