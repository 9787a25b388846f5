// What the charts of training promise: how a year is counted, who is restricted, and which ways do not exist.

import { describe, expect, test } from 'vitest'
import { isClockEvent } from '../../engine/core/load.ts'
import { covered } from '../../engine/mechanisms/training/coverage.ts'
import { training } from '../../engine/mechanisms/training/index.ts'
import { DEMANDED_TOPICS, GROUPS } from '../../engine/mechanisms/training/terms.ts'
import { chartMap } from '../support/walk-chart.ts'

describe('how a year is counted', () => {
  const roster = {
    middleManager: 2,
    frontLine: 3,
    newHire: 1,
    rosterHash: 'e9'.repeat(32),
    on: '2026-12-01',
  }
  const all = { certifiedMiddle: 2, certifiedFront: 3, certifiedNew: 1 }
  const year = { roster, topicsHeld: [...DEMANDED_TOPICS] }
  const on = '2027-01-01'
  test('complete when everybody of each group was certified and each topic held', () => {
    expect(covered(year, { on, facts: all }).complete).toBe(true)
  })
  test.each([
    ['a middle manager', { ...all, certifiedMiddle: 1 }],
    ['somebody of the front line', { ...all, certifiedFront: 2 }],
    ['a new hire', { ...all, certifiedNew: 0 }],
    ['everybody, where nothing was counted', {}],
  ])('not complete without %s', (_who, facts) => {
    expect(covered(year, { on, facts }).complete).toBe(false)
  })
  test.each([...DEMANDED_TOPICS])('not complete without a session on %s', (topic) => {
    const topicsHeld = DEMANDED_TOPICS.filter((t) => t !== topic)
    const figures = covered({ roster, topicsHeld }, { on, facts: all })
    expect([figures.complete, figures.topicsMissing]).toEqual([false, [topic]])
  })
  test('never complete without a roster: nobody could say who was to be trained', () => {
    expect(covered({ ...year, roster: null }, { on, facts: all }).complete).toBe(false)
  })
  test('other figures have another hash', () => {
    const one = covered(year, { on, facts: all })
    const other = covered(year, { on, facts: { ...all, certifiedNew: 0 } })
    expect(one.hash).not.toBe(other.hash)
    expect(covered(year, { on, facts: all }).hash).toBe(one.hash)
  })
  test('the groups are those that the central bank names', () => {
    expect(GROUPS).toEqual(['middleManager', 'frontLine', 'newHire'])
  })
})

const map = chartMap(training)
const events = Object.keys(training.events)
const clocks = events.filter((e) => {
  const rule = training.events[e]
  return rule !== undefined && isClockEvent(rule)
})
/** The states of the case that are reached from one without some of the events. */
const reached = (from: string, without: readonly string[]): ReadonlySet<string> => {
  const seen = new Set([from])
  for (const leaf of seen)
    for (const event of events.filter((e) => !without.includes(e)))
      for (const to of map.to(event, leaf)) if (to.startsWith('case.')) seen.add(to)
  return seen
}

describe('ways of a person that do not exist', () => {
  const start = 'case.personOpening'
  const RESTRICTED = ['case.restricted.barred', 'case.restricted.examined']
  test('nobody is certified without an examination that is graded', () => {
    for (const event of ['gradeExam'])
      expect(reached(start, [event]).has('case.certified')).toBe(false)
  })
  test('a restriction ends by an examination, or when the person leaves', () => {
    const without = [...reached('case.restricted.barred', ['gradeExam', 'recordLeaving'])]
    expect(without.toSorted()).toEqual(RESTRICTED)
  })
  test('no waiver, cancellation or transfer leads out of a restriction', () => {
    const out = events.filter((e) =>
      RESTRICTED.some((leaf) =>
        map.to(e, leaf).some((to) => to.startsWith('case.') && !RESTRICTED.includes(to)),
      ),
    )
    expect(out.toSorted()).toEqual(['gradeExam', 'recordLeaving'])
  })
  test('who attends and does not finish, or fails again, is restricted in the end', () => {
    for (const leaf of ['case.overdue', 'case.failed', 'case.remedial'])
      expect([...clocks].flatMap((e) => map.to(e, leaf))).toContain('case.restricted.barred')
    expect(clocks.flatMap((e) => map.to(e, 'case.inSession'))).toContain('case.overdue')
  })
  test('no clock certifies, and a certificate that expires is no end', () => {
    const led = map.states.flatMap((leaf) =>
      clocks.flatMap((e) => map.to(e, leaf)).filter((to) => to !== leaf),
    )
    expect(led).not.toContain('case.certified')
    expect(clocks.flatMap((e) => map.to(e, 'case.expiring'))).toContain('case.overdue')
  })
})

describe('ways of a plan that do not exist', () => {
  const start = 'case.planOpening'
  test('nothing is approved without senior management', () => {
    // What is returned or withdrawn goes back to what was approved before, where something was.
    const ways = ['approvePlan', 'returnPlan', 'withdrawPlan']
    expect(reached(start, ways).has('case.planApproved.waiting')).toBe(false)
    const by = [training.events.approvePlan.by].flat().map((d) => d.body)
    expect(by).toEqual(['seniorManagement'])
  })
  test('no year is closed before it is over', () => {
    expect(reached(start, ['assessCoverage']).has('case.closed')).toBe(false)
  })
  test('a shortfall is made up or deliberated before the year is closed', () => {
    const ways = ['assessCatchUp', 'noteShortfall']
    expect(reached('case.yearClosing.uncovered', ways).has('case.closed')).toBe(false)
  })
  test('the year ends in every state of its plan', () => {
    for (const leaf of [
      'case.needs',
      'case.planDraft',
      'case.planApproved.waiting',
      'case.planApproved.overdue',
      'case.underway',
    ])
      expect(map.to('assessCoverage', leaf).toSorted()).toEqual([
        'case.yearClosing.covered',
        'case.yearClosing.uncovered',
      ])
  })
})
