/** What stands behind a Process of the API: a row, or what a command just answered. */
import type { ProcessState } from '../../engine/core/process.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { readingSeats } from '../../engine/runtime/engine.ts'
import type { View } from '../../engine/runtime/engine.ts'
import type { Conditions } from '../../policies/ability.ts'
import { readFilter } from '../../policies/ability.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { noteSeen } from '../reading.ts'

/** What hardly changes of a process, and its state where that is known without asking. */
export interface ProcessSource {
  readonly id: Uuid
  readonly mechanism: string
  readonly edition: string
  readonly revision: number
  readonly reference: string
  readonly openedAt: Date | string
  /** As a command left it: an answer shows the state that the command made, not a later one. */
  readonly answered?: ProcessState
}

/** The columns of a source; what may change comes from `view()`, which plays due timers first. */
export const SOURCE = {
  id: true,
  mechanism: true,
  edition: true,
  revision: true,
  reference: true,
  openedAt: true,
} as const

export const sourceOf = (state: ProcessState): ProcessSource => ({
  id: state.id,
  mechanism: state.mechanism,
  edition: state.edition,
  revision: state.revision,
  reference: state.reference ?? '',
  openedAt: state.openedAt,
  answered: state,
})

/** The state of a process for this viewer, after the timers that are due. */
export async function stateOf(source: ProcessSource, context: Context): Promise<ProcessState> {
  return source.answered ?? (await viewOf(source, context)).state
}

export async function viewOf(source: ProcessSource, context: Context): Promise<View> {
  const view = await context.views.get(source.id)
  // Between the list and the question a seat may have ended, or a case moved to another unit.
  if (!view) throw notFound('The process is not readable any more')
  return view
}

/** The filter that every read of processes carries; undefined where the viewer may read none. */
export async function readable(context: Context): Promise<ReadableProcesses | undefined> {
  const conditions = readFilter(readingSeats(await context.viewer()))
  if (conditions === null) return undefined
  const everything = conditions.some((condition) => Object.keys(condition).length === 0)
  return { everything, where: everything ? {} : { OR: conditions.map((c) => ({ ...c })) } }
}
export interface ReadableProcesses {
  readonly everything: boolean
  readonly where: { OR?: Conditions[] }
}

/** Puts processes on record for who reads by part. */
export const noteProcesses = (
  processes: readonly Pick<ProcessSource, 'id'>[],
  context: Context,
): Promise<void> =>
  noteSeen(
    processes.map(({ id }) => ({ what: 'process', id })),
    context,
  )

/** Processes by uuid, those that the viewer may read: what is absent, foreign or hidden is not among them. */
export async function processesById(
  ids: readonly Uuid[],
  context: Context,
): Promise<ReadonlyMap<Uuid, ProcessSource>> {
  const may = await readable(context)
  const { institution } = context
  const where = { institution, id: { in: [...ids] }, AND: [may?.where ?? { id: { in: [] } }] }
  const rows = await context.reads.process.findMany({ where, select: SOURCE })
  await noteProcesses(rows, context)
  return new Map(rows.map((row) => [row.id, row]))
}

/** One process by its uuid, or null. */
export const processById = async (id: Uuid, context: Context): Promise<ProcessSource | null> =>
  (await context.processes.get(id)) ?? null
