/** Facts as they are asked for: most are one statement, and what keeps a subject's values is looked up here. */
import { Keepers } from '../core/keepers.ts'
import type { FactKey, Keeping } from '../core/facts.ts'
import type { Runtime } from './execute.ts'
import type { Ground } from './ground.ts'

/** Processes that are looked at together. */
const CHUNK = 200

type KeepingKey = Extract<FactKey, { kind: 'keeping' }>

/** Values in the order of the keys. */
export async function factsFor(
  runtime: Pick<Runtime, 'store'>,
  ground: Ground,
  keys: readonly FactKey[],
): Promise<readonly unknown[]> {
  const plain = keys.filter((key) => key.kind !== 'keeping')
  const { institution, now: at } = ground
  const found = new Map<FactKey, unknown>()
  const values = await runtime.store.facts(institution, { at, keys: plain })
  for (const [n, key] of plain.entries()) found.set(key, values[n] ?? null)
  for (const key of keys)
    if (key.kind === 'keeping') found.set(key, await keepingOf(runtime, ground, key))
  return keys.map((key) => found.get(key))
}

/**
 * What keeps the values of a subject. Read in several statements: whatever was looked at is watched, and
 * append() refuses an erasure where any of it has changed, or a value was added, since the batch was loaded.
 */
async function keepingOf(
  { store }: Pick<Runtime, 'store'>,
  ground: Ground,
  key: KeepingKey,
): Promise<Keeping> {
  const { subject, except } = key
  const { institution, now: at, calendar, editions } = ground
  const keepers = new Keepers({
    subject,
    except,
    at,
    dayOf: (instant) => calendar.dayOf(instant),
    mechanismOf: (state) => editions.of(state),
  })
  const ids = await store.processesOf(institution, subject)
  ground.facts.watch(
    key,
    ids.map((id) => `process:${id}`),
  )
  for (let i = 0; i < ids.length; i += CHUNK) {
    const processes = ids.slice(i, i + CHUNK)
    const loaded = await store.load(institution, { at, processes, requests: [], persons: [] })
    for (const state of loaded.processes) keepers.add(state)
  }
  const { subjects } = await store.keys(institution, [subject])
  return { values: subjects.some(({ id }) => id !== null), ...keepers.found }
}
