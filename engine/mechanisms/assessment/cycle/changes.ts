/** How each event changes what the assessment knows. Pure; the chart says when. */
import { breached, corrected, recused } from '../../case-file.ts'
import { dayOf } from '../../seen.ts'
import type { Seen } from '../../seen.ts'
import { resolves } from '../terms.ts'
import { isBelow, leftToNext, totalOf } from './context.ts'
import type { CycleContext, Score } from './context.ts'
import type { CycleEventOf } from './events.ts'

type C = CycleContext
type Change = Partial<CycleContext>

/** What the regulator ordered for a unit stays ordered in its later periods. */
export function opened(e: CycleEventOf<'openCycle'>): Change {
  const prior = leftToNext.safeParse(e.facts.priorCycle?.context)
  return {
    unit: e.payload.unit,
    label: e.payload.label,
    ofManagement: e.payload.ofManagement,
    period: { from: e.payload.from, to: e.payload.to },
    orderedWeight: prior.success ? prior.data.orderedWeight : null,
  }
}
export function submitted(c: C, e: CycleEventOf<'submitScheme'>): Change {
  const { leftOut, ...scheme } = e.payload
  const person = e.by.person
  return {
    scheme: { ...scheme, leftOut: leftOut.map((l) => l.unit) },
    authors:
      person === undefined || c.authors.includes(person) ? c.authors : [...c.authors, person],
    endorsedBy: null,
    approval: null,
  }
}
export const endorsed = (e: Seen): Change => ({ endorsedBy: e.by.person ?? null })
export const approved = (e: CycleEventOf<'approveScheme'>): Change => ({
  approval: resolves.kept(e),
})
export const takenBack: Change = { approval: null, endorsedBy: null }

const scoresOf = (given: CycleEventOf<'publishDraft'>['payload']['scores']): Score[] =>
  given.map(({ indicator, score, processes, entries }) => ({
    indicator,
    score,
    processes,
    entries,
  }))
export function drafted(c: C, e: CycleEventOf<'publishDraft'>): Change {
  const scores = scoresOf(e.payload.scores)
  return {
    draft: {
      contentHash: e.payload.contentHash,
      by: e.by.person ?? null,
      on: dayOf(e),
    },
    scores,
    total: totalOf(c.scheme?.indicators ?? [], scores),
  }
}
export const appealed = (e: Seen): Change => ({ appeal: { on: dayOf(e), ruled: null } })

/** The scores after a ruling: those that it adjusts, the others as drafted. */
export const ruledScores = (
  c: C,
  adjustments: CycleEventOf<'ruleOnAppeal'>['payload']['adjustments'],
): Score[] =>
  c.scores.map((s) => scoresOf(adjustments).find((a) => a.indicator === s.indicator) ?? s)
interface Counted {
  readonly facts: { readonly belowBefore: number | null }
}
const finalisedWith = (c: C, e: Counted, scores: Score[]): Change => {
  const total = totalOf(c.scheme?.indicators ?? [], scores)
  return {
    scores,
    total,
    belowPeriods: isBelow(c, total) ? 1 + (e.facts.belowBefore ?? 0) : 0,
  }
}
export const finalised = (c: C, e: Counted): Change => finalisedWith(c, e, c.scores)
export const ruled = (c: C, e: CycleEventOf<'ruleOnAppeal'>): Change =>
  finalisedWith(c, e, ruledScores(c, e.payload.adjustments))
export const resolvedAppeal = (c: C, e: CycleEventOf<'ruleByResolution'>): Change => ({
  ...finalisedWith(c, e, ruledScores(c, e.payload.adjustments)),
  appeal: c.appeal && { ...c.appeal, ruled: resolves.kept(e) },
})
export const appealWithdrawn = (c: C, e: Counted): Change => ({
  ...finalised(c, e),
  appeal: null,
})

export const linked = (e: CycleEventOf<'linkToPay'>): Change => ({
  pay: { ...e.payload, on: dayOf(e) },
})
export const foundWeak = (e: CycleEventOf<'findWeaknesses'>): Change => ({
  rectification: {
    since: dayOf(e),
    weaknesses: e.payload.weaknesses,
    claimedBy: null,
    late: false,
  },
})
export const claimed = (c: C, e: Seen): Change => ({
  rectification: c.rectification && { ...c.rectification, claimedBy: e.by.person ?? null },
})
export const rectificationLate = (c: C, e: Seen): Change => ({
  rectification: c.rectification && { ...c.rectification, late: true },
  work: breached(c.work, 'rectification', e),
})
export const seriousEvent = (c: C): Change => ({ seriousEvents: c.seriousEvents + 1 })

export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
export const steppedAside = (c: C, e: Seen): Change => ({
  work: recused(c.work, e.by.person ?? ''),
})
export function correctedRecord(c: C, { payload }: CycleEventOf<'correctRecord'>): Change {
  const { record } = payload
  return {
    ...('label' in record ? { label: record.label.is } : {}),
    work: corrected(c.work),
  }
}
