// The explanation of every entry of a trail in memory, by the code that explains from the database.

import { editionsOf } from '../../engine/core/editions.ts'
import type { Explanation } from '../../engine/core/explanation.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { explainEntry } from '../../engine/runtime/explain/explain.ts'
import { Follower, NOTHING_FOLLOWED } from '../../engine/runtime/export/follow.ts'
import type { Followed } from '../../engine/runtime/export/follow.ts'
import type { Written } from './walk-ground.ts'
import { INSTITUTION } from './world.ts'

const ZONE = 'Asia/Shanghai'

interface From {
  readonly mechanisms: readonly Mechanism[]
  /** The trail that they stand in; absent: themselves. */
  readonly history?: readonly Written[]
}

/** Of each entry, in the order of the trail. */
export function explainedAll(
  written: readonly Written[],
  { mechanisms, history = written }: From,
): readonly Explanation[] {
  const about = {
    institution: INSTITUTION,
    zone: ZONE,
    mechanisms,
    editions: editionsOf(mechanisms),
  }
  const follower = new Follower(about)
  const followed = new Map<Uuid, Followed>()
  const governing = new Set(mechanisms.filter((m) => m.projects).map((m) => m.id))
  const registers: Written[] = []
  let founding: Uuid | undefined
  return written.map((entry, n) => {
    const before = (entry.leaf.process && followed.get(entry.leaf.process.id)) ?? NOTHING_FOLLOWED
    const past = history[n] ?? entry
    const { leaf } = past
    const { process, refusal } = leaf
    if (leaf.event.type === 'found') founding = leaf.group?.id
    const explanation = explainEntry(about, { entry, before, founding, seats: [...registers] })
    if (process && !refusal) {
      followed.set(process.id, follower.after(before, past).followed)
      if (governing.has(process.mechanism)) registers.push(past)
    }
    return explanation
  })
}
