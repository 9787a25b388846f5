// Every clock of a mechanism strikes, at its legal instant however late it is recorded.

import { describe, expect, test } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Case } from './journey-case.ts'
import { endOf } from './journey.ts'
import type { Journey } from './journey.ts'

/** A clock, the way to where it runs, its last day, and what follows when that is over. */
export interface Struck<C> {
  readonly clock: string
  readonly way: (c: C) => Promise<unknown>
  readonly lastDay: string
  readonly event: string
  /** Bodies that are told, in order. */
  readonly told: readonly string[]
  /** Innermost state by region. */
  readonly stands: Readonly<Record<string, string>>
  readonly facts: object
}
export interface ClocksAsk<C> {
  readonly mechanism: Mechanism
  readonly clocks: readonly Struck<C>[]
  readonly journey: () => Journey
  readonly open: () => { readonly c: C; readonly file: Case }
}

const LATER_MS = 3 * 3_600_000

/** The tests of a table of clocks, and that the table is complete. */
export function everyClockStrikes<C>(ask: ClocksAsk<C>): void {
  const { mechanism, clocks, open } = ask
  describe('a clock strikes', () => {
    test.each(clocks)('$clock', async ({ clock, way, lastDay, event, told, stands, facts }) => {
      const journey = ask.journey()
      const { c, file } = open()
      await way(c)
      const due = endOf(lastDay)
      expect(await file.dueAt(clock)).toBe(due)
      const timer = await timerIdOf(file, clock)

      journey.world.at(new Date(Date.parse(due) - 1).toISOString())
      await journey.catchesUp()
      expect((await file.strikes()).filter((e) => e.event === event)).toEqual([])

      journey.world.at(new Date(Date.parse(due) + LATER_MS).toISOString())
      await journey.catchesUp()
      const struck = (await file.strikes()).filter((e) => e.event === event)
      expect(struck).toMatchObject([
        {
          kind: 'CLOCK',
          effective: { at: due },
          recordedAt: journey.now(),
          actor: { body: 'CLOCK', person: null },
          decision: { dutyId: 'clock.strike' },
          request: timer,
        },
      ])
      const { notices = [] } = JSON.parse(struck[0]?.leaf ?? '') as { notices?: { to: string }[] }
      expect(notices.map(({ to }) => to)).toEqual(told)
      expect((await file.reads())['facts']).toMatchObject(facts)
      for (const [region, leaf] of Object.entries(stands)) expect(file.stands(region)).toBe(leaf)
      await journey.catchesUp()
      expect((await file.strikes()).filter((e) => e.event === event)).toHaveLength(1)
    })
  })
  test('every clock is in the table', () => {
    expect(clocks.map(({ clock }) => clock).toSorted()).toEqual(
      Object.keys(mechanism.clocks).toSorted(),
    )
  })
}

/** The id under which a running timer strikes. */
async function timerIdOf(file: Case, clock: string): Promise<string | undefined> {
  const found = await file.readBy('audit-1', 'timers { id clock }')
  const timers = found['timers'] as unknown as readonly { id: string; clock: string }[]
  const id = timers.find((t) => t.clock === clock)?.id ?? ''
  return Buffer.from(id, 'base64url').toString().split(':')[1]
}
