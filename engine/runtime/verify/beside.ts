/** What stands beside an entry: the personal values that it commits to, and the rows of what it causes. */
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import type { EntryRow } from './columns.ts'
import { said, same } from './difference.ts'
import type { Said } from './difference.ts'
import type { Looked, Privates } from './privates.ts'
import type { ReactionRow, Tables } from './tables.ts'

/** What a leaf that has such a member contains, wherever it stands. */
export const COMMITTED = '"commitment":"'
export const CAUSING = '"reactions":['

/** What stands beside the entries of a page. */
export class Beside {
  readonly #values: ReadonlyMap<Uuid, readonly Looked[]>
  readonly #reactions: ReadonlyMap<Uuid, ReactionRow[]>
  readonly counts: { readonly privates: number; readonly reactions: number }

  private constructor(
    values: ReadonlyMap<Uuid, readonly Looked[]>,
    reactions: readonly ReactionRow[],
  ) {
    this.#values = values
    this.#reactions = byEntry(reactions)
    const privates = [...values.values()].reduce((sum, rows) => sum + rows.length, 0)
    this.counts = { privates, reactions: reactions.length }
  }

  static async of(
    { tables, privates }: { readonly tables: Tables; readonly privates: Privates },
    page: readonly EntryRow[],
  ): Promise<Beside> {
    const idsWith = (word: string) => page.filter((r) => r.leaf.includes(word)).map((r) => r.id)
    const [committed, causing] = [idsWith(COMMITTED), idsWith(CAUSING)]
    return new Beside(
      await privates.of(committed),
      causing.length === 0 ? [] : await tables.reactions(causing),
    )
  }

  /** What is not as the leaf says. */
  *problems(row: EntryRow, leaf: Leaf, privates: Privates): Generator<Said> {
    if (row.leaf.includes(COMMITTED)) yield* privates.problems(leaf, this.#values.get(row.id) ?? [])
    if (leaf.reactions) yield* reactionProblems(leaf, this.#reactions.get(row.id) ?? [])
  }
}

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
