/**
 * The coverage of a year (PBOC 2020 No. 5: middle managers, front-line staff and new hires, once a year):
 * certified people against the roster, group by group, and the topics that the law asks for.
 */
import { contextHash } from '../../core/trail.ts'
import { DEMANDED_TOPICS } from './terms.ts'
import type { PlanContext } from './terms.ts'

export type Coverage = NonNullable<PlanContext['coverage']>

interface Counted {
  readonly certifiedMiddle: number | null
  readonly certifiedFront: number | null
  readonly certifiedNew: number | null
}

/** Without a roster nobody can say that everybody was trained: then it is not complete. */
export function covered(
  c: Pick<PlanContext, 'roster' | 'topicsHeld'>,
  { on, facts }: { readonly on: string; readonly facts: Partial<Counted> },
): Coverage {
  const figures = {
    on,
    middleManager: {
      certified: facts.certifiedMiddle ?? 0,
      roster: c.roster?.middleManager ?? 0,
    },
    frontLine: { certified: facts.certifiedFront ?? 0, roster: c.roster?.frontLine ?? 0 },
    newHire: { certified: facts.certifiedNew ?? 0, roster: c.roster?.newHire ?? 0 },
    topicsMissing: DEMANDED_TOPICS.filter((t) => !c.topicsHeld.includes(t)),
  }
  const groups = [figures.middleManager, figures.frontLine, figures.newHire]
  const complete =
    c.roster !== null &&
    groups.every((g) => g.certified >= g.roster) &&
    figures.topicsMissing.length === 0
  return { ...figures, complete, hash: contextHash(figures) }
}
