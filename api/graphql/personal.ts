/** Commitments → the values they stand for, where the viewer got as far as the entry and none was erased. */
import type { Uuid } from '../../engine/core/values.ts'
import type { Context } from '../context.ts'

interface At {
  readonly entry: Uuid
  /** `payload`, as `entry_private` writes paths. */
  readonly path: string
}

const isCommitment = (value: object): boolean => {
  const [key, ...more] = Object.keys(value)
  return key === 'commitment' && more.length === 0
}
const holdsCommitment = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (isCommitment(value) || Object.values(value).some(holdsCommitment))

/** The value with its personal members shown. Entries without any cost no question. */
export async function revealed(value: unknown, at: At, context: Context): Promise<unknown> {
  if (!holdsCommitment(value)) return value
  const rows = (await context.privates.get(at.entry)) ?? []
  const known = new Map(
    rows.filter((row) => row.value !== null).map((row) => [row.path, row.value]),
  )
  const show = (inner: unknown, path: string): unknown => {
    if (known.has(path)) return known.get(path)
    if (Array.isArray(inner)) return inner.map((item, n) => show(item, `${path}.${n}`))
    if (typeof inner !== 'object' || inner === null) return inner
    return Object.fromEntries(Object.entries(inner).map(([k, v]) => [k, show(v, `${path}.${k}`)]))
  }
  return show(value, at.path)
}
