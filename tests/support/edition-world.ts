// A world in which a mechanism has three editions, and the few words with which tests speak to it.

import { Client } from 'pg'
import type { Answer } from '../../engine/core/command.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Refusal } from '../../engine/core/refusal.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import { institution } from '../../engine/mechanisms/institution/index.ts'
import { CASES, corrected, first, second, third } from './edition-mechanism.ts'
import { createWorld } from './world.ts'
import type { Sent, World, WorldOptions } from './world.ts'

export const EVERY_EDITION = [institution, first, corrected, second, third]

export async function accepted(answer: Promise<Answer>): Promise<ProcessState> {
  const given = await answer
  if (given.kind !== 'accepted') throw new Error(JSON.stringify(given))
  return given.process
}
export async function refused(answer: Promise<Answer>): Promise<Refusal> {
  const given = await answer
  if (given.kind !== 'refused') throw new Error(given.kind)
  return given.refusal
}
export const dueOf = (state: ProcessState, clock: string) =>
  state.timers.find((t) => t.clock === clock)?.dueAt

/** Rows as the owner of the database sees them. */
export async function rowsOf<T extends object>(
  world: World,
  query: string,
  ...values: unknown[]
): Promise<T[]> {
  const owner = new Client(world.database.config)
  await owner.connect()
  try {
    return (await owner.query<T>(query, values)).rows
  } finally {
    await owner.end()
  }
}
export async function leafOf(world: World, entry: string): Promise<Leaf> {
  const [row] = await rowsOf<{ leaf: string }>(world, 'select leaf from entry where id = $1', entry)
  return JSON.parse(row?.leaf ?? '{}') as Leaf
}

export async function openEditions(options: WorldOptions = {}) {
  const world = await createWorld({ mechanisms: EVERY_EDITION, ...options })
  let n = 0
  const send = (as: string, event: string, more: Partial<Sent> = {}) =>
    world.send(as, { mechanism: CASES, event, ...more })
  return {
    world,
    send,
    /** A case of the loans department about a product of its own. */
    filed: (payload: object = {}) =>
      accepted(
        send('loans-1', 'file', { payload: { product: `product:p${String(++n)}`, ...payload } }),
      ),
    move: (
      process: string,
      edition: string,
      more: { readonly choice?: string; readonly revision?: number } = {},
    ) =>
      send('management-1', 'moveEdition', { process, payload: { edition, revision: 1, ...more } }),
  }
}
