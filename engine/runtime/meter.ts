/** Refused attempts are evidence, but not a door by which anybody can flood the trail. */
import type { Instant } from '../core/values.ts'
import type { RefusalMeter } from './assemble.ts'

/** Refused attempts of one asker that are recorded singly in one minute, by this server. */
export const REFUSALS_PER_MINUTE = 60
const ACTORS_MAX = 10_000

/** Counts by asker and minute; the first beyond the limit is recorded as a summary. */
export function refusalMeter(limit = REFUSALS_PER_MINUTE): RefusalMeter {
  const counts = new Map<string, { minute: string; n: number }>()
  return {
    take(actor, now: Instant) {
      const minute = now.slice(0, 16)
      const known = counts.get(actor)
      if (counts.size >= ACTORS_MAX && !known) counts.clear()
      const n = known?.minute === minute ? known.n + 1 : 1
      counts.set(actor, { minute, n })
      if (n <= limit) return 'record'
      return n === limit + 1 ? 'last' : 'drop'
    },
  }
}
