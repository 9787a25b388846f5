// Which states of the case are reached from one, if some events never happen and every guard is open.

import type { ChartMap } from './walk-chart.ts'

export function reachedWithout(
  { map, events }: { readonly map: ChartMap; readonly events: readonly string[] },
  from: string,
  without: readonly string[],
): ReadonlySet<string> {
  const seen = new Set([from])
  const allowed = events.filter((e) => !without.includes(e))
  for (const leaf of seen)
    for (const event of allowed)
      for (const to of map.to(event, leaf)) if (to.startsWith('case.')) seen.add(to)
  return seen
}
