/**
 * A case file played again: do the entries follow from each other by the charts, rules and clocks of the
 * edition that they name? What other processes, seats and house policy were is taken from what each entry
 * recorded of them; that they were so only the whole trail can show.
 */
import type { CaseFile } from '../../core/case-file.ts'
import type { CalendarOf } from '../../core/calendar.ts'
import { editionsOf } from '../../core/editions.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import { referenceOf, referencePrefix } from '../rows.ts'
import { unlike, same } from '../verify/difference.ts'
import { House } from '../verify/house.ts'
import type { Derived } from '../verify/house.ts'
import { examine } from '../verify/replay.ts'
import type { CaseProblem, PlacedLeaf } from './finding.ts'

export interface CaseReplay {
  readonly outcome: 'same' | 'differs' | 'editionUnknown'
  readonly problems: readonly CaseProblem[]
  /** Editions, as the entries name them, that this release does not have. */
  readonly unknown: readonly string[]
  /** Entries whose working days were counted by another calendar, or that were decided under other duties. */
  readonly otherCalendar: number
  readonly otherPolicies: number
}

export interface CaseLaw {
  readonly mechanisms: readonly Mechanism[]
  readonly calendarOf?: CalendarOf
}

/** Plays the entries of a file that has been checked. */
export function replayCase(
  file: CaseFile,
  leaves: readonly PlacedLeaf[],
  { mechanisms, calendarOf }: CaseLaw,
): CaseReplay {
  const editions = editionsOf(mechanisms)
  const unknown = leaves.flatMap(({ leaf: { process } }) =>
    process && !editions.of(process)
      ? [`${process.mechanism} ${process.edition} revision ${String(process.revision)}`]
      : [],
  )
  const counts = { otherCalendar: 0, otherPolicies: 0 }
  if (unknown.length > 0)
    return { outcome: 'editionUnknown', problems: [], unknown: [...new Set(unknown)], ...counts }
  // Nothing is held against other processes here, so nothing is hashed under a secret.
  const house = houseOf(file, calendarOf)
  const problems: CaseProblem[] = []
  let derived: Derived | undefined
  for (const { position, leaf } of leaves) {
    const { process } = leaf
    if (leaf.kind === 'refused' || !process) continue
    house.stand(position)
    const played = examine({ house, editions, derived }, { ...leaf, process })
    problems.push(...played.problems.map((problem) => ({ ...problem, position })))
    counts.otherCalendar += Number(played.other.calendar)
    counts.otherPolicies += Number(played.other.policies)
    const { after } = played
    if (!after) break
    const opened = derived?.opened ?? position
    const year = house.calendarOf(leaf).dayOf(leaf.recordedAt).slice(0, 4)
    const reference =
      derived?.state.reference ?? referenceOf(referencePrefix(process.mechanism, year), opened)
    derived = { state: { ...after.state, reference }, opened, foreign: after.foreign }
  }
  problems.push(...headingProblems(file, derived))
  return { outcome: problems.length === 0 ? 'same' : 'differs', problems, unknown: [], ...counts }
}

/** Nothing is known of the registers of the institution but its zone. */
function houseOf({ institution }: CaseFile, calendarOf: CalendarOf | undefined): House {
  const { id, name, zone } = institution
  const house = new House(id, '', calendarOf)
  house.records.apply({ table: 'institution', row: { name, zone, entry: '' } }, 0)
  house.loseRecords(0)
  return house
}

/** What the file calls the process follows from its entries. */
function headingProblems(
  { process, unsealed }: CaseFile,
  derived: Derived | undefined,
): CaseProblem[] {
  const state = derived?.state
  if (!state) return []
  const problems: CaseProblem[] = []
  if (process.reference !== state.reference)
    problems.push(
      unlike(['编号不符', 'The reference is not what follows'], state.reference, process.reference),
    )
  // An entry that is not in the file may have changed it since.
  if (unsealed === 0 && !same(process.title, state.title))
    problems.push(unlike(['标题不符', 'The title is not what follows'], state.title, process.title))
  return problems
}
