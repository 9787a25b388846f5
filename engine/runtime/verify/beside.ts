/** What stands beside an entry: the personal values that it commits to, and the rows of what it causes. */
import { commitmentTo } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import type { EntryRow } from './columns.ts'
import { said, same } from './difference.ts'
import type { Said } from './difference.ts'
import { commitmentsIn } from './form.ts'
import type { PrivateRow, ReactionRow, Tables } from './tables.ts'

/** What a leaf that has such a member contains, wherever it stands. */
export const COMMITTED = '"commitment":"'
export const CAUSING = '"reactions":['

/** What stands beside the entries of a page. */
export class Beside {
  readonly #privates: ReadonlyMap<Uuid, PrivateRow[]>
  readonly #reactions: ReadonlyMap<Uuid, ReactionRow[]>
  readonly counts: { readonly privates: number; readonly reactions: number }

  private constructor(privates: readonly PrivateRow[], reactions: readonly ReactionRow[]) {
    this.#privates = byEntry(privates)
    this.#reactions = byEntry(reactions)
    this.counts = { privates: privates.length, reactions: reactions.length }
  }

  static async of(tables: Tables, page: readonly EntryRow[]): Promise<Beside> {
    const idsWith = (word: string) => page.filter((r) => r.leaf.includes(word)).map((r) => r.id)
    const [committed, causing] = [idsWith(COMMITTED), idsWith(CAUSING)]
    return new Beside(
      committed.length === 0 ? [] : await tables.privates(committed),
      causing.length === 0 ? [] : await tables.reactions(causing),
    )
  }

  /** What is not as the leaf says; `erased` is told of each value that is gone. */
  *problems(row: EntryRow, leaf: Leaf, erased: () => void): Generator<Said> {
    if (row.leaf.includes(COMMITTED))
      yield* privateProblems(leaf, this.#privates.get(row.id) ?? [], erased)
    if (leaf.reactions) yield* reactionProblems(leaf, this.#reactions.get(row.id) ?? [])
  }
}

const changed = (zh: string, en: string): Said => ({ ...said(zh, en), kind: 'changedValue' })

function* privateProblems(
  leaf: Leaf,
  rows: readonly PrivateRow[],
  erased: () => void,
): Generator<Said> {
  const kept = new Map(rows.map((row) => [row.path, row]))
  for (const [path, commitment] of commitmentsIn(leaf)) {
    const row = kept.get(path)
    kept.delete(path)
    if (!row || row.value === null) erased()
    else if (commitmentTo(row.value, row.salt).commitment !== commitment)
      yield changed(
        `个人信息“${path}”或其盐值与承诺不符`,
        `The personal value at ${path}, or its salt, is not the one committed to`,
      )
  }
  for (const path of kept.keys()) yield uncommitted(path)
}

/** A personal value that no leaf stands for. */
export const uncommitted = (path: string): Said =>
  changed(
    `个人信息“${path}”没有对应的承诺`,
    `A personal value at ${path} is committed to by no leaf`,
  )
/** A reaction that no leaf caused. */
export const uncaused = (n: string): Said => ({
  ...said(`引发事项${n}没有来源`, `The row of reaction ${n} is caused by no entry`),
  kind: 'changedSnapshot',
})

function* reactionProblems(leaf: Leaf, rows: readonly ReactionRow[]): Generator<Said> {
  const kept = new Map(rows.map((row) => [row.n, row]))
  for (const { n, to, event, process, payload } of leaf.reactions ?? []) {
    const row = kept.get(n)
    kept.delete(n)
    if (!row)
      yield {
        ...said(`引发事项${String(n)}的行缺失`, `The row of reaction ${String(n)} is missing`),
        kind: 'changedSnapshot',
      }
    else if (
      row.target !== to ||
      row.event !== event ||
      !same(row.process, process) ||
      !same(row.payload, payload)
    )
      yield {
        ...said(
          `引发事项${String(n)}的行不符`,
          `The row of reaction ${String(n)} is not what the entry causes`,
        ),
        kind: 'changedSnapshot',
      }
  }
  for (const n of kept.keys()) yield uncaused(String(n))
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
