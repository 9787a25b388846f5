/**
 * Coverage (覆盖): whether each mechanism has done its part before, during and after, for a product and
 * for the institution; and what bars a subject meanwhile. Pure: from where processes stand.
 */
import type { Citation, Text } from '../../policies/law.ts'
import { text } from '../../policies/law.ts'
import type { FactKey, ProcessFact } from './facts.ts'
import type { Mechanism, Phase } from './mechanism.ts'
import type { SubjectKey, SubjectKind } from './values.ts'

/** A subject is barred while its latest process of the chart stands in one of the states. */
export interface Bar {
  readonly subject: SubjectKind
  readonly chart: string
  readonly paths: readonly string[]
  readonly says: Text
}

/** Whose processes tell: of the product, of its partners, of the unit that carries it, or the institution's. */
export type CoverageOf = 'product' | 'partner' | 'unit' | 'institution'

/** What a mechanism owes in one phase, and by which states of which chart it is seen to be done. */
export interface CoverageRule {
  readonly phase: Phase
  readonly of: CoverageOf
  readonly chart: string
  /** What is to be in place. */
  readonly says: Text
  /** States in which it is in place. */
  readonly inPlace: readonly string[]
  /** States in which it is overdue; so is an open process with a struck deadline that nobody explained. */
  readonly late?: readonly string[]
  /** States in which nothing is due yet, and why. */
  readonly notDue?: { readonly paths: readonly string[]; readonly says: Text }
  /** Why nothing is due where there is no such process; without it, none means missing. */
  readonly none?: Text
}

export const CELL_STATUSES = ['IN_PLACE', 'MISSING', 'LATE', 'NOT_APPLICABLE'] as const
export type CellStatus = (typeof CELL_STATUSES)[number]

/** One field of the table of mechanisms and phases. */
export interface Cell {
  readonly mechanism: string
  readonly phase: Phase
  readonly status: CellStatus
  /** What is to be in place, or why nothing is. */
  readonly says: Text
}

/** Where the processes of a chart about one subject stand, taken together. */
export interface Standing {
  readonly subject: string
  readonly mechanism: string
  readonly chart: string
  /** The states of all of them, and of those that have not ended. */
  readonly paths: readonly string[]
  readonly openPaths: readonly string[]
  /** In one that has not ended a deadline has struck that nobody has explained. */
  readonly late: boolean
}
/** What was found about a product, its unit and the institution. */
export interface Seen extends Standing {
  readonly of: CoverageOf
}

const NOTHING_DUE = text('本机制在此阶段无事项', 'The mechanism has nothing to do in this phase')

const within = (paths: readonly string[], states: readonly string[]): boolean =>
  states.some((state) => paths.includes(state))

function cellOf(rule: CoverageRule, mechanism: string, seen: readonly Seen[]): Cell {
  const found = seen.filter(
    (s) => s.mechanism === mechanism && s.chart === rule.chart && s.of === rule.of,
  )
  const cell = (status: CellStatus, says = rule.says): Cell => ({
    mechanism,
    phase: rule.phase,
    status,
    says,
  })
  if (found.some((s) => s.late || within(s.openPaths, rule.late ?? []))) return cell('LATE')
  if (found.some((s) => within(s.paths, rule.inPlace))) return cell('IN_PLACE')
  if (rule.notDue && found.some((s) => within(s.paths, rule.notDue?.paths ?? [])))
    return cell('NOT_APPLICABLE', rule.notDue.says)
  return found.length === 0 && rule.none ? cell('NOT_APPLICABLE', rule.none) : cell('MISSING')
}

/** The worst of several rules of one phase stands for it; what does not apply gives way to what does. */
const WORST: readonly CellStatus[] = ['LATE', 'MISSING', 'IN_PLACE', 'NOT_APPLICABLE']

/** The table of eleven mechanisms and three phases, in the order of the registry. */
export function coverageTable(
  mechanisms: readonly Mechanism[],
  phases: readonly Phase[],
  seen: readonly Seen[],
): Cell[] {
  return mechanisms
    .filter((m) => m.kind === 'mechanism')
    .flatMap((m) =>
      phases.map((phase): Cell => {
        const cells = m.coverage
          .filter((rule) => rule.phase === phase)
          .map((rule) => cellOf(rule, m.id, seen))
        const worst = WORST.flatMap((status) => cells.filter((c) => c.status === status))[0]
        return (
          worst ?? {
            mechanism: m.id,
            phase,
            status: 'NOT_APPLICABLE',
            says: NOTHING_DUE,
          }
        )
      }),
    )
}

/** A rate with its denominator; `value` is null where nothing was counted, never 100 %. */
export interface Rate {
  readonly numerator: number
  readonly denominator: number
}
/** Share of the fields that apply and are in place. */
export const shareInPlace = (cells: readonly Cell[]): Rate => {
  const due = cells.filter((c) => c.status !== 'NOT_APPLICABLE')
  return {
    numerator: due.filter((c) => c.status === 'IN_PLACE').length,
    denominator: due.length,
  }
}

/** What is counted for a rate: accepted events, or processes that stand in one of the states. */
export type Counted =
  | { readonly events: readonly string[] }
  | { readonly paths: readonly string[]; readonly chart: string }

/**
 * What a mechanism contributes to the coverage rate of a phase: before, the launches that were reviewed
 * among all that were found; during, the sales with every gate recorded among all; after, the products,
 * partners and units with a review inside its period among those due.
 */
export interface Share {
  readonly phase: Phase
  readonly says: Text
  readonly done: Counted
  readonly due: Counted
}

/** One thing without which content may not be launched. */
export interface LaunchCheck {
  readonly says: Text
  /** What would have to be done. */
  readonly change: Text
  readonly article: Citation
  readonly fact: (ask: LaunchAsk) => FactKey
  /** Undefined: nothing is needed of this mechanism for this product. */
  readonly holds: (value: never, ask: LaunchAsk) => boolean | undefined
}
export interface LaunchAsk {
  readonly product: SubjectKey
  /** Hex SHA-256 of what is to be sold. */
  readonly contentHash: string
  /** The latest review of the product. */
  readonly review: ProcessFact | null
}
