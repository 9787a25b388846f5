/**
 * Coverage (覆盖): whether each mechanism has done its part before, during and after, for a product and
 * for the institution; and what bars a subject meanwhile. Pure: from where processes stand.
 */
import type { Text } from '../../policies/law.ts'
import { text } from '../../policies/law.ts'
import type { Mechanism, Phase } from './mechanism.ts'
import type { SubjectKind } from './values.ts'

/** A subject is barred while its latest process of the chart stands in one of the states. */
export interface Bar {
  readonly subject: SubjectKind
  readonly chart: string
  readonly paths: readonly string[]
  readonly says: Text
}

/** Whose processes tell: those about the product, about the unit that carries it, or the institution's. */
export type CoverageOf = 'product' | 'unit' | 'institution'

/** What a mechanism owes in one phase, and by which states of which chart it is seen to be done. */
export interface CoverageRule {
  readonly phase: Phase
  readonly of: CoverageOf
  readonly chart: string
  /** What is to be in place. */
  readonly says: Text
  /** States in which it is in place. */
  readonly inPlace: readonly string[]
  /** States in which it is overdue; so is any process of the chart with a deadline that has struck. */
  readonly late?: readonly string[]
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
  /** The processes that it was read from. */
  readonly processes: readonly string[]
}

/** A process as coverage looks at it. */
export interface Seen {
  readonly id: string
  readonly mechanism: string
  readonly chart: string
  readonly paths: readonly string[]
  readonly final: boolean
  /** A deadline struck and has not been explained, or is due and about to be recorded. */
  readonly late: boolean
  readonly of: CoverageOf
}

const NOTHING_DUE = text('本机制在此阶段无事项', 'The mechanism has nothing to do in this phase')

const within = (paths: readonly string[], states: readonly string[]): boolean =>
  states.some((state) => paths.includes(state))

function cellOf(rule: CoverageRule, mechanism: string, seen: readonly Seen[]): Cell {
  const found = seen.filter(
    (p) => p.mechanism === mechanism && p.chart === rule.chart && p.of === rule.of,
  )
  const cell = (status: CellStatus, says: Text, of: readonly Seen[]): Cell => ({
    mechanism,
    phase: rule.phase,
    status,
    says,
    processes: of.map((p) => p.id),
  })
  const late = found.filter((p) => within(p.paths, rule.late ?? []) || (p.late && !p.final))
  if (late.length > 0) return cell('LATE', rule.says, late)
  const inPlace = found.filter((p) => within(p.paths, rule.inPlace))
  if (inPlace.length > 0) return cell('IN_PLACE', rule.says, inPlace)
  if (found.length === 0 && rule.none) return cell('NOT_APPLICABLE', rule.none, [])
  return cell('MISSING', rule.says, found)
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
            processes: [],
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
