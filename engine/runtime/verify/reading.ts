/** Reads the entries of some processes, one process after the other, and holds the tables against them. */
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import type { EvidenceCheck } from '../evidence-check.ts'
import { Beside } from './beside.ts'
import { columnProblems, hashProblems } from './columns.ts'
import type { EntryRow } from './columns.ts'
import type { Placed, Said } from './difference.ts'
import { Following } from './following.ts'
import type { Setting } from './following.ts'
import { leafOf } from './form.ts'
import type { Privates } from './privates.ts'
import { processProblems } from './stand.ts'
import type { Range } from './tables.ts'
import { TimelineWriter } from './timeline.ts'
import type { Segment } from './timeline.ts'

export interface Reader extends Setting {
  readonly emit: (placed: Placed) => void
  /** Told after every page of entries. */
  readonly progress?: (() => void) | undefined
  /** Absent: the files that entries refer to are left alone. */
  readonly evidence?: EvidenceCheck | undefined
  /** Rows that were seen beside entries. */
  readonly beside: { privates: number; reactions: number }
  readonly privates: Privates
}

const placedAt =
  (reader: Pick<Reader, 'emit'>, row: EntryRow) =>
  (problem: Said): void =>
    reader.emit({
      kind: 'changedRow',
      ...problem,
      part: 'trail',
      position: Number(row.position),
      entry: row.id,
      ...(row.process === null ? {} : { process: row.process }),
    })

async function* pagesWithBeside(reader: Reader, pages: AsyncIterable<readonly EntryRow[]>) {
  for await (const page of pages) {
    const beside = await Beside.of(reader, page)
    reader.beside.privates += beside.counts.privates
    reader.beside.reactions += beside.counts.reactions
    yield { page, beside }
    if (reader.evidence)
      for await (const problem of reader.evidence.problems())
        reader.emit({ ...problem, part: 'trail' })
    reader.tally.entries += page.length
    reader.progress?.()
  }
}

/** What may be said of an entry that could be read. */
function besideProblems(
  reader: Reader,
  { row, leaf, beside }: { row: EntryRow; leaf: Leaf | undefined; beside: Beside },
): void {
  if (!leaf) return
  const tell = placedAt(reader, row)
  reader.evidence?.note(leaf, {
    position: Number(row.position),
    entry: row.id,
    ...(row.process === null ? {} : { process: row.process }),
  })
  for (const problem of beside.problems(row, leaf, reader.privates)) tell(problem)
}

/**
 * The processes whose entries make the records, in the order of the trail. Everything else is judged by
 * what comes out, so it is read first.
 */
export async function readGoverning(reader: Reader, ids: readonly Uuid[]): Promise<Segment[]> {
  const writers = new Map<Uuid, { following: Following; timeline: TimelineWriter }>()
  const { house } = reader
  if (ids.length > 0)
    for await (const { page, beside } of pagesWithBeside(reader, reader.tables.entriesOfAll(ids)))
      for (const row of page) {
        const id = row.process ?? ''
        let one = writers.get(id)
        if (!one) {
          const timeline = new TimelineWriter(house.secret)
          one = { following: new Following(reader, { id, timeline, governs: true }), timeline }
          writers.set(id, one)
        }
        const leaf = await one.following.take(row, placedAt(reader, row))
        besideProblems(reader, { row, leaf, beside })
      }
  await processProblems(
    reader,
    [...writers.values()].map(({ following }) => following),
  )
  return [...writers.values()].map(({ timeline }) => timeline.done())
}

/** All other processes of a range. */
export async function readRange(
  reader: Reader,
  range: Range,
  governing: ReadonlySet<Uuid>,
): Promise<Segment> {
  const timeline = new TimelineWriter(reader.house.secret)
  let current: Following | undefined
  const rows = { process: 0, timer: 0 }
  const ended = async (followings: readonly Following[]) => {
    const found = await processProblems(reader, followings)
    rows.process += found.process
    rows.timer += found.timer
  }
  for await (const { page, beside } of pagesWithBeside(reader, reader.tables.entriesOf(range))) {
    const done: Following[] = []
    for (const row of page) {
      const id = row.process ?? ''
      if (governing.has(id)) {
        reader.tally.entries--
        continue
      }
      if (current?.id !== id) {
        if (current) done.push(current)
        current = new Following(reader, { id, timeline, governs: false })
      }
      const leaf = await current.take(row, placedAt(reader, row))
      besideProblems(reader, { row, leaf, beside })
    }
    await ended(done)
  }
  if (current) await ended([current])
  await strangers(reader, range, { rows, governing })
  return timeline.done()
}

/** Rows of processes, and timers, of which no entry knows. */
async function strangers(
  { tables, emit }: Reader,
  range: Range,
  known: { rows: Readonly<Record<'process' | 'timer', number>>; governing: ReadonlySet<Uuid> },
): Promise<void> {
  const but = [...known.governing]
  for (const table of ['process', 'timer'] as const) {
    if ((await tables.count(table, range, but)) === known.rows[table]) continue
    for (const process of await tables.unopened(table, range, but))
      emit({
        part: 'process',
        kind: 'changedSnapshot',
        process,
        what:
          table === 'process'
            ? {
                zh: '流程没有开启它的条目',
                en: 'The process has a row, but no entry opened it',
              }
            : {
                zh: '时限所属的流程从未开启',
                en: 'A timer stands for a process that no entry opened',
              },
      })
  }
}

/** Entries without a process: attempts that were refused before one was found. */
export async function readOrphans(reader: Reader): Promise<void> {
  const { tables, house } = reader
  for await (const { page, beside } of pagesWithBeside(reader, tables.entriesOfNone()))
    for (const row of page) {
      const tell = placedAt(reader, row)
      house.stand(Number(row.position))
      for (const problem of hashProblems(row)) tell(problem)
      const { leaf, problems } = leafOf(row.leaf)
      for (const problem of problems) tell(problem)
      if (!leaf) continue
      for (const problem of columnProblems(row, leaf, house.calendarOf(leaf))) tell(problem)
      besideProblems(reader, { row, leaf, beside })
    }
}
