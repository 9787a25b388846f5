/** What an engagement causes elsewhere: in the coverage of its unit, in accountability, and in reviews. */
import type { ProcessFact } from '../../../core/facts.ts'
import { standing } from './context.ts'
import type { EngagementContext } from './context.ts'
import type { EngagementEventOf } from './events.ts'
import { resolves } from './resolves.ts'

type C = EngagementContext
interface Seen {
  readonly process: string
  readonly facts: { readonly unitCoverage: ProcessFact | null }
}

/** Only an audit of consumer protection covers the unit; one of personal information is counted elsewhere. */
const coverageOf = ({ facts }: Seen, c: C): ProcessFact | undefined =>
  c.kind === 'consumerProtection' && facts.unitCoverage !== null && !facts.unitCoverage.final
    ? facts.unitCoverage
    : undefined
const toCoverage = (e: Seen, c: C) => {
  const coverage = coverageOf(e, c)
  return coverage && { process: coverage.id, payload: { engagement: e.process } }
}
/** A unit that was forgotten enters the universe with its first line of a plan. */
const enters = (e: Seen, c: C) =>
  c.kind === 'consumerProtection' && c.unit !== null && e.facts.unitCoverage === null
    ? { payload: { unit: c.unit, engagement: e.process } }
    : undefined
const covers = (e: EngagementEventOf<'issueReport'>, c: C) => {
  const coverage = coverageOf(e, c)
  return (
    coverage && {
      process: coverage.id,
      payload: { engagement: e.process, reportedOn: c.report?.on ?? '' },
    }
  )
}

const answerable = (cause: string) => (e: { readonly process: string }, c: C) => ({
  payload: { cause, source: e.process, ...(c.unit === null ? {} : { unit: c.unit }) },
})
/** Findings open accountability where the law is broken. */
const breaches = (e: EngagementEventOf<'issueReport'>, c: C) =>
  standing(c).some((f) => f.legalBreach) ? answerable('auditFinding')(e, c) : undefined
/** Nobody of the unit answers for an audit that was not made. */
const unaudited = ({ process }: { readonly process: string }) => ({
  payload: { cause: 'statutoryBreach', source: process },
})
/** A product that was found to break the law is held until its review has answered. */
const toReview = ({ process, facts }: EngagementEventOf<'referFinding'>) =>
  facts.productReview === null
    ? undefined
    : { process: facts.productReview.id, payload: { source: process, kind: 'auditFinding' } }

export const reactions = [
  resolves.told('approvePlan'),
  resolves.told('dropLine'),
  resolves.told('rescheduleByBoard'),
  resolves.told('instruct'),
  resolves.told('closeWithoutFindings'),
  resolves.told('orderRectification'),
  { on: 'approvePlan', to: 'M11', event: 'planCoverage', make: toCoverage },
  { on: 'approvePlan', to: 'M11', event: 'enterUniverse', make: enters },
  { on: 'dropLine', to: 'M11', event: 'recordDropped', make: toCoverage },
  { on: 'issueReport', to: 'M11', event: 'recordCovered', make: covers },
  { on: 'issueReport', to: 'M10', event: 'openAccountability', make: breaches },
  {
    on: 'orderRectification',
    to: 'M10',
    event: 'openAccountability',
    make: answerable('auditFinding'),
  },
  { on: 'reportYearMissed', to: 'M10', event: 'openAccountability', make: unaudited },
  { on: 'referFinding', to: 'M01', event: 'reportConcern', make: toReview },
] as const
