/**
 * Commitments → the values they stand for, for a viewer who got as far as the entry. Of one that was erased
 * it says so: `{ "erased": { "entry": <id of the entry that erased it>, "at": <when> } }`.
 */
import type { Uuid } from '../../engine/core/values.ts'
import type { Revealed } from '../../engine/runtime/engine.ts'
import type { Context } from '../context.ts'
import { notePersonal } from '../reading.ts'
import { encodeId } from './ids.ts'

interface At {
  readonly entry: Uuid
  /** `payload`, as `entry_private` writes paths. */
  readonly path: string
  /** The name of one of the institution's own people, which is shown without being put on record. */
  readonly ownName?: true
}

const isCommitment = (value: object): boolean => {
  const [key, ...more] = Object.keys(value)
  return key === 'commitment' && more.length === 0
}
const holdsCommitment = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (isCommitment(value) || Object.values(value).some(holdsCommitment))

const shown = (row: Revealed): unknown =>
  'value' in row
    ? row.value
    : { erased: { entry: encodeId('Entry', row.erased.entry), at: row.erased.at } }

/** The value with its personal members shown. Entries without any cost no question. */
export async function revealed(value: unknown, at: At, context: Context): Promise<unknown> {
  if (!holdsCommitment(value)) return value
  const rows = (await context.privates.get(at.entry)) ?? []
  const known = new Map(rows.map((row) => [row.path, shown(row)]))
  const readable = rows.some((row) => 'value' in row)
  if (readable && !at.ownName) await notePersonal(at.entry, context)
  const show = (inner: unknown, path: string): unknown => {
    if (known.has(path)) return known.get(path)
    if (Array.isArray(inner)) return inner.map((item, n) => show(item, `${path}.${n}`))
    if (typeof inner !== 'object' || inner === null) return inner
    return Object.fromEntries(Object.entries(inner).map(([k, v]) => [k, show(v, `${path}.${k}`)]))
  }
  return show(value, at.path)
}
