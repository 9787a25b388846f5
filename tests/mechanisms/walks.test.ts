import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodesOf } from '../../engine/core/load.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { memoryGround, nothingSeen, walk } from '../support/walk.ts'

/** Same seed, same walks: a failure can be walked again. */
const SEED = 20260301
const WALKS = 24
const STEPS = 30

describe.each(MECHANISMS.map((m) => [m.id, m] as const))('%s, walked at random', (_id, mechanism) => {
  it('offers exactly what succeeds, to everybody, and reaches every event and state', { timeout: 240_000 }, async () => {
    const seen = nothingSeen()
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
        const choose = (of: number) => (of === 0 ? 0 : Number(numbers.next().value) % of)
        await walk({ ground: await memoryGround(), mechanism, seen, choose }, STEPS)
      }),
      { seed: SEED, numRuns: WALKS, endOnFailure: true },
    )
    const events = Object.keys(mechanism.events)
    expect(events.filter((e) => !seen.accepted.has(e))).toEqual([])
    const states = Object.values(mechanism.charts).flatMap((c) => nodesOf(c.root).map((n) => n.path.join('.')))
    // An opening event leaves the initial state in the same step, so no process ever stands there.
    const left = new Set(Object.values(mechanism.charts).map((c) => `case.${String(c.root.states['case']?.initial.target?.[0]?.key)}`))
    expect(states.filter((s) => s !== '' && !left.has(s) && !seen.paths.has(s))).toEqual([])
  })
})
