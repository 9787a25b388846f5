/**
 * Personal values against the commitments of the leaves. A value is decrypted and its commitment worked
 * out anew; one whose key was destroyed by an erasure is counted under the entry that did it, and its
 * commitment in the leaf stays what it was. Without the master key values are only counted.
 */
import { commitmentTo } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { KeyError } from '../keys.ts'
import type { KeyWrapper } from '../keys.ts'
import { openValue } from '../vault.ts'
import { said } from './difference.ts'
import type { Said } from './difference.ts'
import { commitmentsIn } from './form.ts'
import type { PrivateRow, Tables } from './tables.ts'

/** What was erased by one entry. */
export interface Erased {
  readonly entry: Uuid
  /** Absent where there is no such entry; a difference says so. */
  readonly position?: number
  /** How many of the values that were looked at. */
  readonly values: number
}

/** How many values were found erased, and how many could not be opened for want of the master key. */
export interface PrivateCounts {
  erased: number
  closed: number
}

/** In the order of the trail, from what several threads have counted. */
export async function erasedBy(
  tables: Tables,
  counted: readonly ReadonlyMap<Uuid, number>[],
): Promise<readonly Erased[]> {
  const all = new Map<Uuid, number>()
  for (const one of counted)
    for (const [entry, values] of one) all.set(entry, (all.get(entry) ?? 0) + values)
  const positions = await tables.positionsOf([...all.keys()])
  return [...all]
    .map(([entry, values]): Erased => {
      const position = positions.get(entry)
      return { entry, ...(position === undefined ? {} : { position }), values }
    })
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
}

/** A row as far as it could be opened. */
export type Looked =
  | {
      readonly path: string
      readonly is: 'open'
      readonly value: unknown
      readonly salt: Uint8Array
    }
  | { readonly path: string; readonly is: 'erased'; readonly by: Uuid }
  | { readonly path: string; readonly is: 'closed' | 'altered' | 'keyless' | 'emptied' }

const changed = (zh: string, en: string): Said => ({ ...said(zh, en), kind: 'changedValue' })
/** A personal value that no leaf stands for. */
export const uncommitted = (path: string): Said =>
  changed(
    `个人信息“${path}”没有对应的承诺`,
    `A personal value at ${path} is committed to by no leaf`,
  )

/** Keys that are kept unwrapped while the trail is read. */
const KEYS_MAX = 10_000

export class Privates {
  readonly #tables: Tables
  readonly #wrapper: KeyWrapper | undefined
  readonly #counts: PrivateCounts
  readonly #erased = new Map<Uuid, number>()
  readonly #keys = new Map<Uuid, Uint8Array | 'closed' | 'keyless'>()

  constructor(tables: Tables, wrapper: KeyWrapper | undefined, counts: PrivateCounts) {
    this.#tables = tables
    this.#wrapper = wrapper
    this.#counts = counts
  }

  /** The values of a page of entries, opened; by entry. */
  async of(entries: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly Looked[]>> {
    if (entries.length === 0) return new Map()
    const found = new Map<Uuid, Looked[]>()
    for (const row of await this.#tables.privates(entries)) {
      const known = found.get(row.entry) ?? []
      known.push(await this.#look(row))
      found.set(row.entry, known)
    }
    return found
  }

  /** What is not as the leaf commits to it. */
  *problems(leaf: Leaf, rows: readonly Looked[]): Generator<Said> {
    const kept = new Map(rows.map((row) => [row.path, row]))
    for (const [path, commitment] of commitmentsIn(leaf)) {
      const row = kept.get(path)
      kept.delete(path)
      if (!row || row.is === 'emptied')
        yield {
          ...said(
            `个人信息“${path}”缺失，且没有条目删除它`,
            `The personal value at ${path} is missing, and no entry has erased it`,
          ),
          kind: 'missingValue',
        }
      else yield* this.#problem(row, commitment)
    }
    for (const path of kept.keys()) yield uncommitted(path)
  }

  *#problem(row: Looked, commitment: string): Generator<Said> {
    const { path } = row
    if (row.is === 'erased') {
      this.#counts.erased++
      this.#erased.set(row.by, (this.#erased.get(row.by) ?? 0) + 1)
    } else if (row.is === 'closed') this.#counts.closed++
    else if (row.is === 'keyless')
      yield {
        ...said(
          `个人信息“${path}”的密钥缺失或被改动，且没有条目删除它`,
          `The key of the personal value at ${path} is missing or was changed, and no entry has erased it`,
        ),
        kind: 'falseErasure',
      }
    else if (row.is !== 'open' || commitmentTo(row.value, row.salt).commitment !== commitment)
      yield changed(
        `个人信息“${path}”或其盐值与承诺不符`,
        `The personal value at ${path}, or its salt, is not the one committed to`,
      )
  }

  /** By which entries values were erased, and how many each. */
  get erased(): ReadonlyMap<Uuid, number> {
    return this.#erased
  }
  /** What was looked at so far is looked at by somebody else. */
  forget(): void {
    this.#erased.clear()
  }

  async #look(row: PrivateRow): Promise<Looked> {
    const { entry, path, subject, salt, value, sealed, erased_by: by } = row
    // An earlier release kept values in the open until the first start of this one.
    if (sealed === null)
      return value === null || salt === null
        ? { path, is: 'emptied' }
        : { path, is: 'open', value, salt }
    if (by !== null) return { path, is: 'erased', by }
    const key = await this.#keyOf(row)
    if (key === 'closed' || key === 'keyless') return { path, is: key }
    const { institution } = this.#tables
    const opened = openValue(key, { institution, entry, path, subject }, sealed)
    return opened ? { path, is: 'open', ...opened } : { path, is: 'altered' }
  }

  async #keyOf({ key: id, master, wrapped, known }: PrivateRow) {
    if (id === null || !known) return 'keyless'
    const before = this.#keys.get(id)
    if (before !== undefined) return before
    const key = await this.#unwrapped(id, { master, wrapped })
    if (this.#keys.size >= KEYS_MAX) this.#keys.clear()
    this.#keys.set(id, key)
    return key
  }

  async #unwrapped(id: Uuid, { master, wrapped }: Pick<PrivateRow, 'master' | 'wrapped'>) {
    const { institution } = this.#tables
    if (!this.#wrapper || master === null || wrapped === null) return 'closed'
    if (!(await this.#wrapper.knows(master))) return 'closed'
    try {
      return await this.#wrapper.unwrap(
        { master, bytes: wrapped },
        { institution, use: `subject ${id}` },
      )
    } catch (error) {
      if (error instanceof KeyError) return 'keyless'
      throw error
    }
  }
}
