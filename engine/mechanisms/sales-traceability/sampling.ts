/**
 * Which recordings are inspected (2017 No. 54 art. 10: at least 30 %, and all of art. 6 (2)). Nobody draws
 * them: the lot is a hash of the case and a seed, the id of the entry that records the sale, which nobody
 * can know before; and whatever the lot says, one is drawn as soon as the share would fall below. The
 * seed and the counts are kept with the case, so that anybody can draw again and get the same.
 */
import { sha256 } from '../../core/trail.ts'
import type { RecordingContext } from './terms.ts'

/** Of a hundred. */
export const LEAST_SHARE = 30

export interface Drawing {
  readonly process: string
  readonly seed: string
  readonly everyOne: boolean
  /** Of the recordings of the same product that were decided before. */
  readonly drawnBefore: number
  readonly notDrawnBefore: number
}
export type Sample = NonNullable<RecordingContext['sample']>

/** From 0 to 99: the first 48 bits of SHA-256 over `<process>|<seed>`, modulo 100. */
export const lotOf = (process: string, seed: string): number =>
  Number.parseInt(sha256(`${process}|${seed}`).slice(0, 12), 16) % 100

export function drawn(d: Drawing): Sample {
  const { seed, drawnBefore, notDrawnBefore } = d
  const of = (by: Sample['by']): Sample => ({ seed, by, drawnBefore, notDrawnBefore })
  if (d.everyOne) return of('everyOne')
  if (lotOf(d.process, seed) < LEAST_SHARE) return of('lot')
  const share = (drawnBefore * 100) / (drawnBefore + notDrawnBefore + 1)
  return of(share < LEAST_SHARE ? 'share' : 'notDrawn')
}
