/** What is exported: a range of positions of one trail, and what of it is left out. */
import type { Instant, Uuid } from '../../core/values.ts'

export const EXPORT_FORMATS = ['ocel', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface ExportAsk {
  readonly format: ExportFormat
  readonly reason: string
  /** First and last position that are looked at. */
  readonly from: number
  readonly to: number
  /** Recorded at or after, and before, as far as it was asked so. */
  readonly since?: Instant
  readonly until?: Instant
  /** None: all. */
  readonly mechanisms: readonly string[]
  readonly processes: readonly Uuid[]
}
