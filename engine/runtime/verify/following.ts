/** One process, followed from entry to entry. */
import type { Editions } from '../../core/editions.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { tokensOf } from '../ground.ts'
import { referenceOf, referencePrefix } from '../rows.ts'
import { saidBy } from './claims.ts'
import type { Claims } from './claims.ts'
import { columnProblems, hashProblems, touchProblems } from './columns.ts'
import type { EntryRow } from './columns.ts'
import { same, said, unlike } from './difference.ts'
import type { Said } from './difference.ts'
import { leafOf } from './form.ts'
import type { Derived, House } from './house.ts'
import { examine, replay, timedFacts } from './replay.ts'
import type { Replayed } from './replay.ts'
import type { Tables } from './tables.ts'
import type { TimelineWriter } from './timeline.ts'

/** What all that are followed stand on. */
export interface Setting {
  readonly tables: Tables
  readonly house: House
  readonly editions: Editions
  readonly claims: Claims
  readonly tally: Tally
}

/** What was looked at in one institution, whether or not it was in order. */
export interface Tally {
  readonly institution: Uuid
  entries: number
  processes: number
  timers: number
  /** Personal values whose key an entry has destroyed; their commitments stay. */
  erased: number
  /** Personal values that were not looked into, because the master key is not at hand. */
  closed: number
  /** Entries whose working days were counted by another calendar than the one that runs now. */
  otherCalendar: number
  /** Entries decided under other texts of duties and rules; their duty cannot be derived anew. */
  otherPolicies: number
  /** Processes that could not be followed to their end; a difference says where each was left. */
  lost: number
}

type Taken = Leaf & Required<Pick<Leaf, 'process'>>
type Tell = (problem: Said) => void

export class Following {
  readonly #setting: Setting
  readonly #timeline: TimelineWriter
  readonly id: Uuid
  derived: Derived | undefined
  /** It could not be followed to its end; a difference has named it. */
  lost = false
  /** Its entries make the records of the institution. */
  readonly #governs: boolean

  constructor(
    setting: Setting,
    of: { readonly id: Uuid; readonly timeline: TimelineWriter; readonly governs: boolean },
  ) {
    this.#setting = setting
    this.id = of.id
    this.#timeline = of.timeline
    this.#governs = of.governs
    this.#timeline.begin(of.id)
  }

  /**
   * Takes the next entry: its hash, its form and its columns, and whether it follows. Gives its leaf where
   * that can be read.
   */
  async take(row: EntryRow, tell: Tell): Promise<Leaf | undefined> {
    const position = Number(row.position)
    this.#setting.house.stand(position)
    for (const problem of hashProblems(row)) tell(problem)
    return this.#swiftly(row, position, tell) ?? this.#thoroughly(row, position, tell)
  }

  /** The way of nearly all: parsed and played again, it is what it was, letter by letter. */
  #swiftly(row: EntryRow, position: number, tell: Tell): Leaf | undefined {
    if (row.refusal !== null || this.lost) return undefined
    const { house } = this.#setting
    try {
      const leaf = JSON.parse(row.leaf) as Leaf
      if (leaf.process?.id !== this.id) return undefined
      const replayed = replay(this.#stage, leaf, row.leaf)
      if (!replayed) return undefined
      for (const problem of columnProblems(row, leaf, house.calendarOf(leaf))) tell(problem)
      for (const problem of replayed.problems) tell(problem)
      this.#claim(leaf, position)
      this.#keep(row, leaf, { ...replayed, tell })
      return leaf
    } catch {
      // What somebody wrote by force may be such that it cannot even be counted with.
      return undefined
    }
  }

  get #stage() {
    const { house, editions } = this.#setting
    return { house, editions, derived: this.derived }
  }

  /** The way of refused attempts, and of whatever is not as it was. */
  async #thoroughly(row: EntryRow, position: number, tell: Tell): Promise<Leaf | undefined> {
    const { house } = this.#setting
    const { leaf, problems } = leafOf(row.leaf)
    for (const problem of problems) tell(problem)
    if (!leaf) {
      this.#lose(position, undefined)
      return undefined
    }
    try {
      if (leaf.institution !== house.institution)
        tell(
          unlike(
            ['叶属于另一机构', 'The leaf belongs to another institution'],
            house.institution,
            leaf.institution,
          ),
        )
      for (const problem of columnProblems(row, leaf, house.calendarOf(leaf))) tell(problem)
      if (leaf.kind === 'refused') this.#refused(leaf, tell)
      else if (leaf.process?.id === this.id) await this.#taken(row, leaf as Taken, tell)
    } catch (error) {
      this.#lose(position, leaf.process?.mechanism)
      tell(
        unlike(
          ['该条目无法核对', 'The entry cannot be checked'],
          'an entry of this engine',
          error instanceof Error ? error.message : String(error),
        ),
      )
    }
    return leaf
  }

  /** A refused attempt was made on the process as it stood, and left it so. */
  #refused({ process, from, group }: Leaf, tell: Tell): void {
    // A later member of a group was judged on what the members before it would have made of the process.
    if (!process || this.lost || (group?.index ?? 0) > 0) return
    const state = this.derived?.state
    if (!state || process.id !== this.id)
      return tell(
        said(
          '被拒绝的事项所指流程从未开启',
          'The refused attempt names a process that was never opened',
        ),
      )
    const { id, mechanism, chart, edition, hash, revision, version, value } = state
    const expected = { id, mechanism, chart, edition, hash, revision, version }
    if (!same(expected, process))
      tell(
        unlike(
          ['流程的版本或身份不符', 'The version or identity of the process is not what follows'],
          expected,
          process,
        ),
      )
    if (!same(value, from))
      tell(
        unlike(['起始状态不符', 'The state before is not the one the process was in'], value, from),
      )
  }

  async #taken(row: EntryRow, leaf: Taken, tell: Tell): Promise<void> {
    if (this.lost) return
    const { house, tables } = this.#setting
    const position = Number(row.position)
    await this.#sequence(leaf, tell)
    house.recall(await tables.touchedBefore(position, leaf.recordedAt))
    const replayed = examine(this.#stage, leaf)
    for (const problem of replayed.problems) tell(problem)
    this.#claim(leaf, position)
    if (replayed.after) this.#keep(row, leaf, { ...replayed, tell })
    else this.#lose(position, leaf.process.mechanism)
  }

  /** Versions follow one another; where one does not, is the one between gone or out of its place? */
  async #sequence({ process }: Taken, tell: Tell): Promise<void> {
    const next = (this.derived?.state.version ?? 0) + 1
    if (process.version === next) return
    const elsewhere = await this.#setting.tables.hasVersion(this.id, next)
    tell(
      elsewhere
        ? {
            ...unlike(
              ['条目次序被调换', 'The entries of the process were put in another order'],
              `version ${String(next)}`,
              `version ${String(process.version)}`,
            ),
            kind: 'reorderedRows',
          }
        : {
            ...unlike(
              ['其前的条目缺失', 'An entry of the process is missing before this one'],
              `version ${String(next)}`,
              `version ${String(process.version)}`,
            ),
            kind: 'missingRow',
          },
    )
  }

  /** What the entry says of other processes is told when all have been read. */
  #claim(leaf: Leaf, position: number): void {
    const { claims, house } = this.#setting
    for (const [name, key] of timedFacts(this.#stage, leaf))
      claims.add({
        position,
        entry: leaf.id,
        process: this.id,
        recordedAt: leaf.recordedAt,
        ...(leaf.group ? { group: leaf.group.id } : {}),
        name,
        key,
        tokens: tokensOf(key),
        said: saidBy(house.secret, key, leaf.facts?.[name]?.value),
      })
  }

  #keep(
    row: EntryRow,
    leaf: Leaf,
    { after, other, tell }: Pick<Replayed, 'after' | 'other'> & { readonly tell: Tell },
  ): void {
    const { house, tally } = this.#setting
    if (!after) return
    if (other.calendar) tally.otherCalendar++
    if (other.policies) tally.otherPolicies++
    for (const problem of touchProblems(row, after.touches)) tell(problem)
    const position = Number(row.position)
    const year = house.calendarOf(leaf).dayOf(leaf.recordedAt).slice(0, 4)
    const opened = this.derived?.opened ?? position
    const reference =
      this.derived?.state.reference ??
      referenceOf(referencePrefix(after.state.mechanism, year), opened)
    this.derived = { state: { ...after.state, reference }, opened, foreign: after.foreign }
    this.#timeline.add(this.derived.state, position)
    if (this.#governs) house.project(after.projections, leaf, position)
  }

  #lose(position: number, mechanism: string | undefined): void {
    if (this.lost) return
    this.lost = true
    this.#setting.tally.lost++
    this.#timeline.lose(position, this.derived?.state.mechanism ?? mechanism ?? '*')
    if (this.#governs) this.#setting.house.loseRecords(position)
  }
}
