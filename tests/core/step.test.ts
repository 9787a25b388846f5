// The step leans on a scope that XState does not document; it must do what XState's own transition does.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { transition } from 'xstate'
import type { AnyMachineSnapshot } from 'xstate'
import {
  eventsOf,
  initial,
  positionOf,
  restore,
  standsAt,
  step,
  transitionsOf,
} from '../../engine/core/step.ts'
import type { AnyAsked, Context, Mechanism } from '../../engine/core/mechanism.ts'
import type { Day } from '../../engine/core/values.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'

const charts = MECHANISMS.flatMap((m) =>
  Object.values(m.charts).map((chart) => [m.id, chart, m] as const),
)
const ID = '00000000-0000-0000-0000-000000000000'
/** What somebody would send, as far as it can be made without a world around it. */
function payloadOf(mechanism: Mechanism, type: string, context: Context): Context {
  try {
    const ask = { context, on: '2026-03-02' as Day, by: { body: 'system' as const }, lastEntry: ID }
    return (mechanism.samples[type]?.({ ...ask, people: () => [ID] }) ?? {}) as Context
  } catch {
    return {}
  }
}
const asked = (type: string, payload: Context): AnyAsked => ({
  type,
  payload,
  at: '2026-03-02T01:00:00.000Z' as AnyAsked['at'],
  effective: { at: '2026-03-02T01:00:00.000Z' as AnyAsked['at'] },
  on: '2026-03-02' as NonNullable<AnyAsked['on']>,
  by: { body: 'system' },
  participants: {},
  process: '00000000-0000-0000-0000-000000000000',
  entry: '00000000-0000-0000-0000-000000000000',
  facts: {},
})

/** Before the first event, and after each that opens a process: some need facts that nobody tells here. */
function starts(machine: (typeof charts)[number][1]): readonly AnyMachineSnapshot[] {
  const before = initial(machine)
  const context = structuredClone(before.context) as Context
  const openings = [...transitionsOf(before).values()].flat()
  const opened = openings.flatMap(({ target = [] }) =>
    target.flatMap(({ path: [region, state, ...deeper] }) =>
      region === 'case' && state !== undefined && deeper.length === 0
        ? [machine.resolveState({ value: { ...(before.value as object), case: state }, context })]
        : [],
    ),
  )
  return [before, ...opened]
}

describe.each(charts)('%s', (...[, machine, mechanism]) => {
  it('steps as XState does', () => {
    const all = starts(machine)
    const events = [...eventsOf(machine)]
    let steps = 0
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (numbers) => {
        let ours = all[(numbers[0] ?? 0) % all.length] ?? initial(machine)
        for (const n of numbers) {
          const type = events[n % events.length] ?? ''
          const event = asked(type, payloadOf(mechanism, type, ours.context as Context))
          let theirs
          try {
            theirs = transition(machine, ours, event)[0]
          } catch {
            // A rule that cannot judge an empty payload; the engine never gets there.
            continue
          }
          const next = step(ours, event)
          expect(next.value).toEqual(theirs.value)
          expect(next.context).toEqual(theirs.context)
          if (next !== ours) steps++
          ours = next
        }
      }),
      { seed: 7, numRuns: 60 },
    )
    expect(steps).toBeGreaterThan(0)
  })
  it('finds itself where it was stored', () => {
    const snapshot = initial(machine)
    const stored = JSON.parse(
      JSON.stringify({ value: snapshot.value, context: snapshot.context }),
    ) as {
      value: Parameters<typeof positionOf>[1]
      context: Context
    }
    const again = restore(machine, stored)
    expect(again.value).toEqual(snapshot.value)
    expect(standsAt(again)).toEqual(positionOf(machine, stored.value))
    expect([...transitionsOf(again).keys()]).toEqual([...transitionsOf(snapshot).keys()])
  })
  it('shares what it remembers, and no context', () => {
    const { value } = initial(machine)
    for (const context of [{ a: 1 }, { a: 2 }]) {
      const snapshot = restore(machine, { value: structuredClone(value) as never, context })
      expect(snapshot.context).toBe(context)
      expect(Object.keys(snapshot)).toEqual(Object.keys(initial(machine)))
    }
    expect(Object.isFrozen(initial(machine).context)).toBe(true)
  })
  it('does not take a region that the chart did not have when it was stored', () => {
    const { value } = initial(machine)
    const [first] = Object.keys(value as object)
    const partial = Object.fromEntries(
      Object.entries(value as object).filter(([k]) => k === first),
    ) as never
    if (Object.keys(value as object).length > 1)
      expect(() => restore(machine, { value: partial, context: {} })).toThrow(
        /not one of this chart/,
      )
    expect(() => restore(machine, { value: { case: 'nowhere' }, context: {} })).toThrow()
  })
})
