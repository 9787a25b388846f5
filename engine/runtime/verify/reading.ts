/** The trail of one institution, read once from its first entry to its last. */
import { commitmentTo } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { CalendarOf } from '../../core/calendar.ts'
import { editionsOf } from '../../core/editions.ts'
import type { Editions } from '../../core/editions.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import type { Uuid } from '../../core/values.ts'
import { referenceOf, referencePrefix } from '../rows.ts'
import { columnProblems, hashProblems } from './columns.ts'
import type { EntryRow } from './columns.ts'
import { said, same, unlike } from './difference.ts'
import type { Difference, Said } from './difference.ts'
import { commitmentsIn, leafOf } from './form.ts'
import { House } from './house.ts'
import { replay } from './replay.ts'
import { looseEnds, processProblems, projectionProblems } from './stand.ts'
import type { Placed } from './stand.ts'
import type { PrivateRow, ReactionRow, Tables } from './tables.ts'

/** What was looked at in one institution, whether or not it was in order. */
export interface Tally {
  readonly institution: Uuid
  entries: number
  processes: number
  timers: number
  /** Personal values whose row is gone or empty; their commitments stay. */
  erased: number
  /** Entries whose working days were counted by another calendar than the one that runs now. */
  otherCalendar: number
  /** Entries decided under other texts of duties and rules; their duty cannot be derived anew. */
  otherPolicies: number
  /** Processes that could not be followed to their end; a difference says where each was left. */
  lost: number
}

export interface Progress {
  readonly institution: Uuid
  readonly entries: number
  readonly of: number
}

/** What stands beside an entry. */
interface Beside {
  readonly privates: readonly PrivateRow[]
  readonly reactions: readonly ReactionRow[]
}

/** By which law and which working days the trail is read. */
export interface Texts {
  /** Every edition under which a process may stand, superseded ones included. */
  readonly mechanisms: readonly Mechanism[]
  /** Absent: the calendar of this release. */
  readonly calendarOf?: CalendarOf
}

export class Reading {
  readonly #tables: Tables
  readonly #editions: Editions
  readonly #tally: Tally
  readonly #house: House
  #last = 0
  #loggedAt: string | undefined

  constructor(tables: Tables, texts: Texts, tally: Tally) {
    this.#tables = tables
    this.#editions = editionsOf(texts.mechanisms)
    this.#tally = tally
    this.#house = new House(tables.institution, texts.calendarOf)
  }

  /** Every difference, in the order of the trail and then of the tables. */
  async *all(progress?: (done: Progress) => void): AsyncGenerator<Placed> {
    const head = await this.#tables.head()
    for await (const page of this.#tables.entries()) {
      const ids = page.map((row) => row.id)
      const privates = byEntry(await this.#tables.privates(ids))
      const reactions = byEntry(await this.#tables.reactions(ids))
      for (const row of page) {
        const beside = {
          privates: privates.get(row.id) ?? [],
          reactions: reactions.get(row.id) ?? [],
        }
        yield* this.#entry(row, beside)
      }
      const { institution, entries } = this.#tally
      progress?.({ institution, entries, of: Math.max(head?.position ?? 0, this.#last) })
    }
    yield* this.#end(head)
    this.#tally.lost = this.#house.lost.size
    yield* processProblems(this.#house, this.#tables, this.#tally)
    if (!this.#house.recordsLost) yield* projectionProblems(this.#house, this.#tables)
    yield* looseEnds(this.#tables)
  }

  *#end(
    head: { readonly position: number; readonly loggedAt: string } | undefined,
  ): Generator<Placed> {
    if (!head) {
      if (this.#last > 0) yield said('总账头缺失', 'The head of the trail is missing')
      return
    }
    if (head.position > this.#last)
      yield {
        ...unlike(
          ['末尾的条目缺失', 'Entries are missing from the end of the trail'],
          head.position,
          this.#last,
        ),
        position: this.#last + 1,
      }
    if (head.position < this.#last)
      yield {
        ...unlike(
          ['条目超出总账头', 'There are entries beyond the head of the trail'],
          this.#last,
          head.position,
        ),
        position: head.position + 1,
      }
    if (head.position === this.#last && head.loggedAt !== this.#loggedAt)
      yield unlike(
        ['总账头的时间不符', 'The time of the head is not that of the last entry'],
        this.#loggedAt,
        head.loggedAt,
      )
  }

  *#entry(row: EntryRow, beside: Beside): Generator<Placed> {
    const position = Number(row.position)
    if (position !== this.#last + 1)
      yield {
        ...said(
          `位置${String(this.#last + 1)}至${String(position - 1)}的条目缺失`,
          `Entries are missing from position ${String(this.#last + 1)} to ${String(position - 1)}`,
        ),
        position: this.#last + 1,
      }
    this.#last = position
    this.#tally.entries++
    const place: Pick<Difference, 'position' | 'entry' | 'process'> = {
      position,
      entry: row.id,
      ...(row.process === null ? {} : { process: row.process }),
    }
    for (const problem of hashProblems(row)) yield { ...problem, ...place }
    const { leaf, problems } = leafOf(row.leaf)
    for (const problem of problems) yield { ...problem, ...place }
    if (leaf) for (const problem of this.#safely(row, leaf, beside)) yield { ...problem, ...place }
    else if (row.process !== null) this.#lose(row.process, undefined)
    this.#loggedAt = row.logged_at
  }

  /** What somebody wrote by force may be such that it cannot even be counted with. */
  *#safely(row: EntryRow, leaf: Leaf, beside: Beside): Generator<Said> {
    try {
      yield* this.#leaf(row, leaf, beside)
    } catch (error) {
      if (leaf.process) this.#lose(leaf.process.id, leaf.process.mechanism)
      yield unlike(
        ['该条目无法核对', 'The entry cannot be checked'],
        'an entry of this engine',
        error instanceof Error ? error.message : String(error),
      )
    }
  }

  *#leaf(row: EntryRow, leaf: Leaf, beside: Beside): Generator<Said> {
    const house = this.#house
    if (leaf.institution !== house.institution)
      yield unlike(
        ['叶属于另一机构', 'The leaf belongs to another institution'],
        house.institution,
        leaf.institution,
      )
    const calendar = house.calendarOf(leaf)
    yield* columnProblems(row, leaf, { calendar, loggedAt: this.#loggedAt })
    yield* this.#privates(leaf, beside.privates)
    yield* reactionProblems(leaf, beside.reactions)
    if (leaf.kind === 'refused') yield* this.#refused(leaf)
    else yield* this.#taken(row, leaf)
  }

  *#privates(leaf: Leaf, rows: readonly PrivateRow[]): Generator<Said> {
    const kept = new Map(rows.map((row) => [row.path, row]))
    for (const [path, commitment] of commitmentsIn(leaf)) {
      const row = kept.get(path)
      kept.delete(path)
      if (!row || row.value === null) this.#tally.erased++
      else if (commitmentTo(row.value, row.salt).commitment !== commitment)
        yield said(
          `个人信息“${path}”或其盐值与承诺不符`,
          `The personal value at ${path}, or its salt, is not the one committed to`,
        )
    }
    for (const path of kept.keys())
      yield said(
        `个人信息“${path}”没有对应的承诺`,
        `A personal value at ${path} is committed to by no leaf`,
      )
  }

  /** A refused attempt was made on the process as it stood, and left it so. */
  *#refused({ process, from, group }: Leaf): Generator<Said> {
    // A later member of a group was judged on what the members before it would have made of the process.
    if (!process || this.#house.lost.has(process.id) || (group?.index ?? 0) > 0) return
    const state = this.#house.processes.get(process.id)?.state
    if (!state)
      return void (yield said(
        '被拒绝的事项所指流程从未开启',
        'The refused attempt names a process that was never opened',
      ))
    const { id, mechanism, chart, edition, hash, revision, version, value } = state
    const expected = { id, mechanism, chart, edition, hash, revision, version }
    if (!same(expected, process))
      yield unlike(
        ['流程的版本或身份不符', 'The version or identity of the process is not what follows'],
        expected,
        process,
      )
    if (!same(value, from))
      yield unlike(
        ['起始状态不符', 'The state before is not the one the process was in'],
        value,
        from,
      )
  }

  *#taken(row: EntryRow, leaf: Leaf): Generator<Said> {
    const house = this.#house
    const { process } = leaf
    if (!process || house.lost.has(process.id)) return
    const { problems, after, other } = replay(house, leaf, this.#editions)
    yield* problems
    if (other.calendar) this.#tally.otherCalendar++
    if (other.policies) this.#tally.otherPolicies++
    if (!after) return this.#lose(process.id, process.mechanism)
    if (!same(after.touches, row.touches))
      yield unlike(
        ['列“touches”不符', 'Column touches is not what the entry changed'],
        after.touches,
        row.touches,
      )
    const known = house.processes.get(process.id)
    const year = house.calendarOf(leaf).dayOf(leaf.recordedAt).slice(0, 4)
    const opened = known?.opened ?? Number(row.position)
    const reference =
      known?.state.reference ?? referenceOf(referencePrefix(process.mechanism, year), opened)
    house.keep(
      { state: { ...after.state, reference }, opened, foreign: after.foreign },
      { leaf, touches: after.touches, projections: after.projections },
    )
  }

  #lose(process: Uuid, mechanism: string | undefined): void {
    const id = this.#house.processes.get(process)?.state.mechanism ?? mechanism
    this.#house.lose(process, id)
    const governs = this.#editions.every.some(
      (m) => m.projects && (m.id === id || id === undefined),
    )
    if (governs) this.#house.recordsLost = true
  }
}

function* reactionProblems(leaf: Leaf, rows: readonly ReactionRow[]): Generator<Said> {
  const kept = new Map(rows.map((row) => [row.n, row]))
  for (const { n, to, event, process, payload } of leaf.reactions ?? []) {
    const row = kept.get(n)
    kept.delete(n)
    if (!row)
      yield said(`引发事项${String(n)}的行缺失`, `The row of reaction ${String(n)} is missing`)
    else if (
      row.target !== to ||
      row.event !== event ||
      !same(row.process, process) ||
      !same(row.payload, payload)
    )
      yield said(
        `引发事项${String(n)}的行不符`,
        `The row of reaction ${String(n)} is not what the entry causes`,
      )
  }
  for (const n of kept.keys())
    yield said(
      `引发事项${String(n)}没有来源`,
      `The row of reaction ${String(n)} is caused by no entry`,
    )
}

function byEntry<T extends { readonly entry: Uuid }>(rows: readonly T[]): Map<Uuid, T[]> {
  const found = new Map<Uuid, T[]>()
  for (const row of rows) {
    const known = found.get(row.entry)
    if (known) known.push(row)
    else found.set(row.entry, [row])
  }
  return found
}
