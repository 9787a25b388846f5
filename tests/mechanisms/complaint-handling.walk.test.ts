// M07: long walks by a fixed seed. Whatever happens in whatever order, no timer fires into the void, no
// case is stuck, and no personal value is ever seen.

import { expect, test } from 'vitest'
import { addDays } from '../../engine/core/calendar.ts'
import { isClockEvent } from '../../engine/core/load.ts'
import type { EventRule } from '../../engine/core/mechanism.ts'
import type { Day } from '../../engine/core/values.ts'
import {
  EVENTS,
  M07,
  lastDay,
  leaf,
  possible,
  refusal,
  walk,
  seen,
} from '../support/complaint-handling.ts'
import type { Case, Who } from '../support/complaint-handling.ts'
import { everywhere, register, wanting } from '../support/complaint-cases.ts'

/** mulberry32: the same walks on every machine. */
function dice(seed: number): (n: number) => number {
  let a = seed
  return (n) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}
const rules: Readonly<Record<string, EventRule>> = M07.events
const WHO = ['cp1', 'cp2', 'cp3', 'bu1', 'lc1', 'ho1', 'sm1', 'cc1', 'rg1', 'sb1'] as const
const bodyOf = { cp: 'consumerProtection', bu: 'businessDepartment', lc: 'legalCompliance', ho: 'headquarters', sm: 'seniorManagement', cc: 'consumerChannel', rg: 'regulator', sb: 'supervisoryBody' } // prettier-ignore
const actors = (event: string): Who[] => {
  const bodies = [rules[event]?.by ?? []].flat().map((d) => d.body as string)
  return WHO.filter((w) => bodies.includes(bodyOf[w.slice(0, 2) as keyof typeof bodyOf]))
}
/** What ends a case, sets it back or only adds to its file would keep every walk in the shallows. */
const SELDOM = new Set([
  'withdraw',
  'declineToHandle',
  'referElsewhere',
  'reassign',
  'recuse',
  'transfer',
  'split',
  'attachEvidence',
  'note',
  'askMaterial',
  'setUrgency',
  'correctRecord',
  'inquire',
  'linkComplaint',
  'declareMajor',
  'newFacts',
  'raiseQuestion',
  'objectLegally',
  'declineSettlement',
  'reopen',
])

function steps(seed: number, length: number): readonly Case[] {
  const roll = dice(seed)
  const way: Case[] = [walk(undefined, register, ['cp1', 'confirmIdentity'])]
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)] as T
  let state = way[0] as Case
  while (way.length < length) {
    for (const { fires, clock } of state.timers)
      expect([leaf(state), clock, refusal(state, 'clock', fires)]).toEqual([
        leaf(state),
        clock,
        undefined,
      ])
    const due = state.timers.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
    const on = addDays(state.day, roll(4))
    if (due && roll(state.final ? 2 : 12) === 0) {
      const late = addDays((lastDay(state, due.clock) ?? state.day) as Day, 1)
      state = walk(state, [
        'clock',
        due.fires,
        undefined,
        { on: late > state.day ? late : state.day },
      ])
    } else {
      const events = possible(state).filter((e) => !SELDOM.has(e) || roll(12) === 0)
      const event = pick(events)
      const who = pick(actors(event))
      if (who === undefined || refusal(state, who, event, undefined, { on }) !== undefined) continue
      state = walk(state, [who, event, undefined, { on }])
    }
    way.push(state)
  }
  return way
}

test('long walks: every timer is taken, every breach stays, the context keeps its shape', () => {
  const been = new Set<string>()
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    const way = steps(seed, 120)
    for (const state of way) {
      been.add(leaf(state))
      expect(M07.contexts['complaint']?.safeParse(state.context).error).toBeUndefined()
    }
    const breaches = way.map((s) => s.context.work.breaches.length)
    expect(breaches).toEqual(breaches.toSorted((a, b) => a - b))
  }
  // The walks went deep: into the review, past the cause and to the archive.
  expect([...been].toSorted()).toEqual(
    expect.arrayContaining(['archived', 'reviewOpen.changed', 'rectifying.verifying']),
  )
}, 60_000)

test('every state leads to an end', () => {
  for (const state of everywhere)
    for (const event of possible(state)) {
      const who = actors(event).find((w) => refusal(state, w, event) === undefined)
      if (who !== undefined) walk(state, [who, event])
    }
  const next = new Map<string, Set<string>>()
  for (const { from, to } of seen)
    if (from) next.set(leaf(from), (next.get(leaf(from)) ?? new Set()).add(leaf(to)))
  const ends = ['archived', 'withdrawn', 'merged', 'notHandled']
  const reaches = new Set(ends)
  for (let grown = -1; grown !== reaches.size;) {
    grown = reaches.size
    for (const [leafOf, to] of next) if ([...to].some((t) => reaches.has(t))) reaches.add(leafOf)
  }
  expect([...next.keys()].filter((l) => !reaches.has(l))).toEqual([])
})

test('a personal value never reaches the context', () => {
  const canary = 'CANARY-4417'
  const said = { about: 'consumer:c1', means: 'phone', reached: true, said: canary }
  const state = walk(
    wanting,
    ['cp2', 'recordContact', said],
    ['cp2', 'clarifyFacts', { about: 'consumer:c1', facts: canary }],
    ['lc1', 'objectLegally', { about: 'consumer:c1', reasons: canary }],
    ['sb1', 'inquire', { about: 'consumer:c1', question: canary }],
  )
  expect(JSON.stringify(state)).not.toContain(canary)
})

test('clock events are the clock’s alone, and what ends a case is not among them', () => {
  const clocks = EVENTS.filter((e) => isClockEvent(rules[e] as EventRule))
  expect(new Set(Object.values(M07.clocks).map((c) => c.fires))).toEqual(new Set(clocks))
})
