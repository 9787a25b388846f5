/** What stands behind an Entry of the API: its row, and the canonical JSON of its leaf. */
import type { Prisma } from '../../schema/client/client.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Uuid } from '../../engine/core/values.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { noteSeen } from '../reading.ts'
import { readable } from './process-source.ts'

export type EntryRow = Prisma.EntryGetPayload<Record<never, never>>

/** An entry by its id, with its row where it is already read. */
export interface EntrySource {
  readonly id: Uuid
  readonly position: bigint | number
  readonly row?: EntryRow
}

export const entryOf = (row: EntryRow): EntrySource => ({ id: row.id, position: row.position, row })

export async function rowOf(source: EntrySource, context: Context): Promise<EntryRow> {
  const row = source.row ?? (await context.entries.get(source.id))
  if (!row) throw notFound('The entry is not readable')
  return row
}

const leaves = new WeakMap<EntryRow, Leaf>()
export async function leafOf(source: EntrySource, context: Context): Promise<Leaf> {
  const row = await rowOf(source, context)
  const known = leaves.get(row)
  if (known) return known
  const leaf = JSON.parse(row.leaf) as Leaf
  leaves.set(row, leaf)
  return leaf
}

/**
 * The filter that every read of entries carries; undefined where the viewer may read none. An entry is
 * readable with its process; one without a process, or of a process that was not found, by those who
 * may read every process.
 */
export async function readableEntries(
  context: Context,
): Promise<Prisma.EntryWhereInput | undefined> {
  const may = await readable(context)
  if (!may) return undefined
  if (may.everything) return {}
  // Who reads a period reads its processes with the entries of that period.
  const parts = (may.where.OR ?? []).map((one): Prisma.EntryWhereInput => ({
    process: { is: one as Prisma.ProcessWhereInput },
    ...(one.openedAt ? { loggedAt: one.openedAt } : {}),
  }))
  return { OR: parts }
}

/** Whether the viewer may read every entry of a process, which who reads a period may not. */
export async function readsWhole(process: Uuid, context: Context): Promise<boolean> {
  const may = await readableEntries(context)
  if (!may?.OR) return may !== undefined
  const { institution, reads } = context
  const of = { institution, processId: process }
  const [all, own] = await Promise.all([
    reads.entry.count({ where: of }),
    reads.entry.count({ where: { ...of, AND: [may] } }),
  ])
  return all === own
}

/** One entry by its uuid, or null: absent, foreign and hidden are the same. */
export async function entryById(id: Uuid, context: Context): Promise<EntrySource | null> {
  const may = await readableEntries(context)
  const { institution } = context
  const row = await context.reads.entry.findFirst({
    where: { institution, id, AND: [may ?? { id: { in: [] } }] },
  })
  if (!row) return null
  const position = Number(row.position)
  await noteSeen(
    [{ what: 'page', first: position, last: position, entries: 1, filters: ['id'] }],
    context,
  )
  return entryOf(row)
}
