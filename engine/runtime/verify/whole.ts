/** One institution read whole by one thread. */
import type { ClientBase } from 'pg'
import { Collected } from './collect.ts'
import { readCosignatures } from './cosignatures.ts'
import type { CosignatureTally } from './cosignatures.ts'
import { looseEnds } from './ends.ts'
import { HouseRun } from './house-run.ts'
import type { Ground, Part, Texts } from './house-run.ts'
import { erasedBy } from './privates.ts'
import type { Erased } from './privates.ts'
import { readSpine } from './sealed.ts'
import type { SealTally } from './sealed.ts'
import { Tables } from './tables.ts'

export type Whole = Pick<Part, 'tally' | 'kept' | 'totals'> & {
  readonly seal: SealTally & CosignatureTally
  readonly erasedBy: readonly Erased[]
}

/**
 * What the positions, the seal and the loose ends say, beside what the processes say. Whoever reads the
 * processes on other connections gives what they saw.
 */
export async function around(
  client: ClientBase,
  ground: Ground,
  parts: () => Promise<readonly Part[]>,
): Promise<Whole> {
  const collected = new Collected(ground.most)
  const check = {
    tables: new Tables(client, ground.institution),
    emit: collected.add.bind(collected),
  }
  const seal = {
    ...(await readSpine(check)),
    ...(await readCosignatures(check, ground.witnesses)),
  }
  const all = await parts()
  // So far every question went by an index; these are about whole tables.
  await client.query('set local enable_seqscan = on')
  await looseEnds(check, {
    privates: sum(all.map((p) => p.beside.privates)),
    reactions: sum(all.map((p) => p.beside.reactions)),
  })
  const found = new Collected(ground.most)
  for (const part of all) found.merge(part)
  found.merge(collected)
  const { kept, totals } = found
  const erased = await erasedBy(
    check.tables,
    all.map((p) => p.erased),
  )
  return { tally: tallyOf(all), kept, totals, seal, erasedBy: erased }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

function tallyOf(parts: readonly Part[]): Part['tally'] {
  const [first, ...rest] = parts as [Part]
  const total = { ...first.tally }
  for (const { tally } of rest)
    for (const [name, n] of Object.entries(tally))
      if (typeof n === 'number') total[name as 'entries'] += n
  return total
}

/** Reads everything on one connection that has begun. */
export function readWhole(
  client: ClientBase,
  ground: Ground,
  {
    texts,
    progress,
  }: { readonly texts: Texts; readonly progress?: ((n: number) => void) | undefined },
): Promise<Whole> {
  return around(client, ground, async () => {
    const run: HouseRun = new HouseRun(client, {
      ground,
      texts,
      progress: progress && (() => progress(run.entries)),
    })
    try {
      const segments = [...(await run.records(true)), await run.range({})]
      return [await run.claims(segments)]
    } finally {
      run.close()
    }
  })
}
