/** Obligations: what the law demands of the institution, and by what the house holds it to that. */
import type { Body } from '../../policies/duty.ts'
import type { Certainty, Citation, Text } from '../../policies/law.ts'

interface Demanded {
  /** `M02-1`: the mechanism and a number. */
  readonly id: string
  readonly says: Text
  readonly citation: Citation
  /** How sure the text of the demand is; not always that of the whole law. */
  readonly certainty: Certainty
  readonly bodies: readonly Body[]
  /** What has to be kept as evidence that it was met. */
  readonly evidence: Text
  /** Day from which it binds, where that is later than the edition of the mechanism. */
  readonly from?: string
}

/** Names of the mechanism's own events, rules and clocks, and the test that fails without them. */
interface Enforced extends Demanded {
  readonly enforcedBy: {
    /** The mechanism whose names these are, where it is another one. */
    readonly mechanism?: string
    readonly events?: readonly string[]
    readonly rules?: readonly string[]
    readonly clocks?: readonly string[]
    /** Figures and tables of the API that show whether it is met. */
    readonly reports?: readonly string[]
  }
  readonly test: { readonly file: string; readonly name: string }
}

/** What no program can hold anybody to, and why. */
interface NotEnforced extends Demanded {
  readonly notEnforced: Text
}

export type Obligation = Enforced | NotEnforced
