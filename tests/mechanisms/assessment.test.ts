// What the charts of assessment and accountability promise: how a score is made, and which ways do not exist.

import { describe, expect, test } from 'vitest'
import { isClockEvent, noticesOf } from '../../engine/core/load.ts'
import { accountability } from '../../engine/mechanisms/assessment/accountability/part.ts'
import { INDICATORS, isBelow, totalOf } from '../../engine/mechanisms/assessment/cycle/context.ts'
import { assessment } from '../../engine/mechanisms/assessment/index.ts'
import { chartMap } from '../support/walk-chart.ts'
import { reachedWithout } from '../support/walk-reach.ts'

const map = chartMap(assessment)
const events = Object.keys(assessment.events)
const clocks = events.filter((e) => {
  const rule = assessment.events[e]
  return rule !== undefined && isClockEvent(rule)
})
const reached = (from: string, without: readonly string[]) =>
  reachedWithout({ map, events }, from, without)

describe('a score', () => {
  const indicators = [
    { indicator: 'complaintHandling' as const, weight: 70 },
    { indicator: 'training' as const, weight: 30 },
  ]
  const scored = (complaints: number, training: number) => [
    { indicator: 'complaintHandling' as const, score: complaints, processes: [], entries: [] },
    { indicator: 'training' as const, score: training, processes: [], entries: [] },
  ]
  const scheme = {
    contentHash: '',
    units: [],
    leftOut: [],
    weight: 10,
    passMark: 60,
    indicators,
    sellerTargets: [],
  }
  test.each([
    [100, 100, 10_000],
    [0, 100, 3000],
    [60, 60, 6000],
    [33, 67, 4320],
  ])('of %d and %d is weighted without rounding', (complaints, training, total) => {
    expect(totalOf(indicators, scored(complaints, training))).toBe(total)
  })
  test('counts nothing for what was not scored', () => {
    expect(totalOf(indicators, scored(100, 100).slice(0, 1))).toBe(7000)
  })
  test('reaches the mark at the mark, and not a hundredth below it', () => {
    expect([isBelow({ scheme }, 6000), isBelow({ scheme }, 5999)]).toEqual([false, true])
  })
  test('can be of any indicator that a mechanism of the law has', () => {
    expect(new Set(INDICATORS).size).toBe(INDICATORS.length)
    expect(INDICATORS).toContain('complaintHandling')
  })
  test('below the mark is told to the committee from the second period on', () => {
    for (const name of [
      'finaliseUnappealed',
      'withdrawAppeal',
      'ruleOnAppeal',
      'ruleByResolution',
    ]) {
      const event = assessment.events[name]
      if (!event) throw new Error(name)
      const told = (belowPeriods: number) => noticesOf(event, { belowPeriods }).map((n) => n.to)
      expect(told(1)).not.toContain('consumerProtectionCommittee')
      expect(told(2)).toContain('consumerProtectionCommittee')
    }
  })
})

describe('ways of an assessment that do not exist', () => {
  const start = 'case.openingCycle'
  test('no period is measured and no score is drafted without a scheme that the committee approved', () => {
    const without = reached(start, ['approveScheme'])
    for (const state of ['case.inForce', 'case.measuring', 'case.scoring.pending'])
      expect(without.has(state)).toBe(false)
  })
  test('nor without the endorsement of senior management', () => {
    expect(reached(start, ['endorseScheme']).has('case.bcReview')).toBe(false)
  })
  test('nothing is applied to pay before the unit could appeal', () => {
    const from = reached('case.scoring.pending', [
      'finaliseUnappealed',
      'ruleOnAppeal',
      'ruleByResolution',
      'withdrawAppeal',
    ])
    expect(from.has('case.linkedToPay')).toBe(false)
  })
  test('none is closed without pay and promotion, nor a weakness without its verification', () => {
    expect(reached('case.finalised', ['linkToPay']).has('case.closed')).toBe(false)
    expect(reached('case.rectifying.pending', ['confirmRectified']).has('case.closed')).toBe(false)
  })
  test('an approved period cannot be withdrawn unless it is taken back to its draft', () => {
    for (const state of [
      'case.inForce',
      'case.measuring',
      'case.scoring.pending',
      'case.provisional',
    ])
      expect(map.to('withdrawCycle', state)).toEqual([])
  })
  test('a case against a person is no state of it', () => {
    const states = map.states.filter((s) => reached(start, []).has(s))
    for (const state of ['case.hearing', 'case.deciding', 'case.factFinding'])
      expect(states).not.toContain(state)
  })
  test('no clock closes it, scores it or applies it', () => {
    const ends = clocks.flatMap((e) =>
      map.states.flatMap((s) => map.to(e, s).filter((to) => to !== s)),
    )
    for (const end of ['case.closed', 'case.linkedToPay', 'case.provisional'])
      expect(ends).not.toContain(end)
  })
})

describe('ways of accountability that do not exist', () => {
  const start = 'case.openingAccountability'
  const from = 'case.factFinding'
  test('nobody is sanctioned before the facts are established and everybody is heard', () => {
    for (const event of ['establishFacts', 'submitForDecision'])
      for (const state of ['case.remedying.inTime', 'case.concluded'])
        expect(reached(start, [event]).has(state)).toBe(false)
  })
  test('nothing is dismissed without a second person, whatever time passes', () => {
    expect(reached(from, ['confirmDismissal']).has('case.dismissed')).toBe(false)
    expect(map.to('lapseDismissal', 'case.dismissalProposed')).toEqual([from])
  })
  test('no remedy is concluded without its verification', () => {
    expect(reached(from, ['confirmRemedied']).has('case.concluded')).toBe(false)
  })
  test('no clock ends a case', () => {
    for (const end of map.ends)
      expect(clocks.flatMap((e) => map.states.flatMap((s) => map.to(e, s)))).not.toContain(end)
  })
  test('each event that decides on somebody is barred to whoever it concerns or investigated', () => {
    for (const event of ['decideSanction', 'resolveSanction', 'confirmDismissal', 'reopenFacts'])
      expect(accountability.separation[event]).toEqual(
        expect.arrayContaining(['notConcerned', 'notInvestigator', 'takesNoFurtherPart']),
      )
  })
})

test('every waiting state has a clock', () => {
  const runs = Object.entries(assessment.clocks)
    .filter(([name]) => name !== 'inquiry')
    .flatMap(([, clock]) => clock.runsIn)
  // What stands overdue has been told already, and waits for the one who was.
  const told = ['case.scoring.overdue', 'case.rectifying.overdue', 'case.remedying.late']
  const waiting = map.states.filter(
    (s) =>
      s.startsWith('case.') &&
      !map.before.has(s) &&
      !map.ends.has(s) &&
      !told.includes(s) &&
      !map.states.some((t) => t.startsWith(`${s}.`)),
  )
  expect(waiting.filter((s) => !runs.some((r) => `${s}.`.startsWith(`${r}.`)))).toEqual([])
})
