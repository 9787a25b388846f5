/** What is found in a case file, step by step. */
import type { Leaf } from '../../core/trail.ts'
import type { Text } from '../../../policies/law.ts'
import type { Said } from '../verify/difference.ts'

const CASE_STEPS = [
  'checkpoint',
  'witnesses',
  'keys',
  'sm2',
  'inclusion',
  'continuity',
  'commitments',
] as const
export type CaseStep = (typeof CASE_STEPS)[number]

/** What does not hold, and where. */
export interface CaseProblem extends Said {
  readonly position?: number
}
export interface CaseFinding {
  readonly step: CaseStep
  /** `open`: there is nothing to check, or it cannot be told. */
  readonly verdict: 'holds' | 'fails' | 'open'
  /** What was found, in one sentence. */
  readonly says: Text
  readonly problems: readonly CaseProblem[]
}

export interface PlacedLeaf {
  readonly position: number
  readonly leaf: Leaf
}
