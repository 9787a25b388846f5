import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../engine/core/calendar.ts'
import { type Arming, clockStates } from '../../engine/core/timers.ts'
import { clocks, opening, stored, timer, walk, walkVia } from '../support/clocks.ts'
import { day } from '../support/days.ts'

describe('whatever happens', () => {
  const places = [
    ['case.received', 'clock.d15'],
    ['case.verifying', 'clock.d15'],
    ['case.verifying', 'case.verifying.waiting', 'clock.paused'],
    ['case.received', 'clock.d30'],
    ['case.performing', 'clock.d60'],
    ['case.decided', 'clock.stopped'],
  ]
  const dayFrom = fc.integer({ min: 0, max: 60 }).map((n) => addDays(day('2026-11-01'), n))
  const start = fc.option(
    fc.oneof(
      dayFrom.map((d) => ({ on: d })),
      fc.constant({ unknown: true }),
    ),
    { nil: undefined },
  )
  const stepOf: fc.Arbitrary<Partial<Arming>> = fc.record({
    paths: fc.constantFrom(...places),
    final: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    fired: fc.option(fc.constantFrom(...Object.keys(clocks)), { nil: undefined }),
    effective: fc.oneof(
      dayFrom.map((d) => ({ on: d })),
      fc.constant({ unknown: true as const }),
    ),
    policy: fc.integer({ min: 0, max: 5 }).map((n) => () => (n === 0 ? undefined : n)),
    context: fc.record({
      receivedOn: start,
      promisedOn: fc.option(dayFrom, { nil: undefined }),
      acknowledged: fc.boolean(),
      excluded: fc.array(
        dayFrom.map((d) => ({ from: d, to: addDays(d, 3) })),
        { maxLength: 2 },
      ),
    }),
  })
  const walks = fc.array(stepOf, { minLength: 1, maxLength: 12 })

  it('the same steps give the same timers, also from what was stored', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        expect(walk(...steps)).toEqual(walk(...steps))
        expect(walkVia(stored, steps)).toEqual(walk(...steps))
      }),
    )
  })

  it('a step in which nothing happens changes nothing', () => {
    fc.assert(
      fc.property(walks, dayFrom, (steps, later) => {
        const last = steps.at(-1) ?? {}
        const first = walk(...steps)
        const again = walk(...steps, { ...last, fired: undefined, effective: { on: later } })
        expect(again.timers).toEqual(first.timers)
        expect(again.held).toEqual(first.held)
        expect(again.read).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('an id stands for one due date, and a clock has one timer or one row held', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        const seen = new Map<string, string>()
        steps.forEach((_, i) => {
          const { timers, held } = walk(...steps.slice(0, i + 1))
          for (const t of timers) {
            expect(seen.get(t.id) ?? `${t.clock} ${t.dueAt}`).toBe(`${t.clock} ${t.dueAt}`)
            seen.set(t.id, `${t.clock} ${t.dueAt}`)
            expect(held).not.toHaveProperty([t.clock])
          }
          expect(new Set(timers.map((t) => t.clock)).size).toBe(timers.length)
          const last = { ...opening, ...steps[i], timers, held }
          const running = clockStates(clocks, { ...last, late: [] }).filter(
            (s) => s.state === 'RUNNING',
          )
          expect(running.map((s) => s.timer)).toEqual(timers)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('what was read is what the timers were armed with', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        const state = walk(...steps)
        for (const r of state.read)
          expect(timer(state, r.clock)).toMatchObject({ n: r.value, since: steps.length })
      }),
    )
  })
})
