/** What a review causes elsewhere: a sale without review has somebody answerable, and is a risk to audit. */
import { resolves } from './resolves.ts'
import type { ReviewContext } from './terms.ts'

const breach =
  (field: 'cause' | 'kind') =>
  ({ process }: { readonly process: string }, c: ReviewContext) => ({
    payload: {
      [field]: 'unreviewedSale',
      source: process,
      ...(c.unit === null ? {} : { unit: c.unit }),
    },
  })
const FOUND = ['reportUnreviewed', 'reportBreach'] as const

const unreviewed = FOUND.flatMap(
  (on) =>
    [
      { on, to: 'M10', event: 'openAccountability', make: breach('cause') },
      { on, to: 'M11', event: 'reportRisk', make: breach('kind') },
    ] as const,
)

export const reactions = [
  ...unreviewed,
  resolves.told('committeeUphold'),
  resolves.told('committeeAcceptRisk'),
] as const
