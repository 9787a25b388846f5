// M01 walked through: every state it can reach, every offer it makes, every clock it arms.

import { describe, expect, test } from 'vitest'
import { isClockEvent, nodesOf } from '../../engine/core/load.ts'
import type { Context } from '../../engine/core/mechanism.ts'
import { armed } from '../../engine/core/timers.ts'
import { review } from '../../engine/mechanisms/review/index.ts'
import { AREAS, finding } from '../../engine/mechanisms/review/terms.ts'
import { shanghai } from '../support/days.ts'
import {
  after,
  armable,
  ask,
  at,
  CAST,
  AREA_BY,
  caseOf,
  find,
  offersTo,
  ON,
  PROCESS,
  walk,
} from '../support/review.ts'
import type { Review, Step } from '../support/review.ts'
import { explore } from '../support/review-space.ts'
import type { Bounds } from '../support/review-space.ts'

const everyday: readonly Step[] = [
  ['cp1', 'note'],
  ['cp1', 'attachEvidence'],
  ['cp1', 'correctRecord'],
  ['cp1', 'reassign'],
  ['sb1', 'inquire', { question: 'why', answerBy: '2026-03-09' }],
  ['clock', 'markInquiryOverdue'],
  ['cp1', 'answerInquiry'],
  ['cp1', 'explainBreach'],
  ['dp1', 'recuse'],
]
const chart = review.charts['review']
const at1 = (state: Review, region: string) =>
  state.paths.find((p) => p.startsWith(`${region}.`))?.slice(region.length + 1)

/** Two contents show that no objection moves from one to the other; one shows everything else. */
const bounds: readonly Bounds[] = [
  {
    contents: [1],
    beside: ['again', 'breach', 'conditions', 'disputes', 'complaint', 'postReview'],
  },
  { contents: [1], beside: ['breach', 'law', 'overdue', 'disputes'] },
  { contents: [1, 2], beside: [] },
]

describe('every state', () => {
  const spaces = bounds.map(explore)
  const states = spaces.flatMap((space) => space.nodes.map((n) => n.state))

  test('is reached', () => {
    const findings = AREAS.flatMap((area) =>
      finding.options.map((result) => walk(at.reviewing, find(AREA_BY[area], area, result))),
    )
    const reached = new Set([...states, ...findings].flatMap((s) => s.paths))
    const all = chart ? nodesOf(chart.root).map((n) => n.path.join('.')) : []
    expect(all.filter((p) => p !== '' && p !== 'case.opening' && !reached.has(p))).toEqual([])
  })
  test('of a sale follows a clearance: nothing negative is overcome but by rework or the committee', () => {
    expect(spaces.flatMap((space) => space.objections)).toEqual([])
  })
  test('with a clock takes what the clock fires', () => {
    expect(spaces.flatMap((space) => space.missed)).toEqual([])
  })
  test('that is not final can still come to an end', () => {
    for (const { nodes } of spaces) {
      const ending = new Set(nodes.flatMap((n, i) => (n.state.final ? [i] : [])))
      const leading = nodes.map((): number[] => [])
      for (const [i, n] of nodes.entries()) for (const to of n.next) leading[to]?.push(i)
      for (const to of ending) for (const from of leading[to] ?? []) ending.add(from)
      expect(nodes.filter((_, i) => !ending.has(i)).map((n) => n.state.paths)).toEqual([])
    }
  })
  test('is mirrored in the context, and holds what the regions promise each other', () => {
    const wrong = states.filter((s) => {
      const sale = at1(s, 'sale')
      const postReview = at1(s, 'postReview') ?? ''
      const is = caseOf(s)
      return !(
        s.context.sale.standing === sale &&
        AREAS.every((a) => s.context.areas[a] === at1(s, a)) &&
        (sale !== 'open' || is === 'live') &&
        (is !== 'live' || s.context.clearance !== null) &&
        (!s.final || sale === 'none' || sale === 'stopped') &&
        (!['scheduled', 'running', 'overdue'].includes(postReview) || sale === 'open') &&
        (postReview !== 'scheduled' || s.context.postReview.since !== null)
      )
    })
    expect(wrong.map((s) => s.paths)).toEqual([])
  })
  test('keeps no personal value, not even its commitment', () => {
    expect(states.filter((s) => JSON.stringify(s.context).includes('commitment'))).toEqual([])
  })
  test('every event is accepted somewhere and refused somewhere', () => {
    let here = walk(at.submitted, ['clock', 'presumeComplete'])
    const accepted = new Set(spaces.flatMap((space) => [...space.accepted]))
    for (const step of everyday) {
      here = walk(here, step)
      accepted.add(step[1])
    }
    const events = Object.keys(review.events)
    expect(events.filter((e) => !accepted.has(e))).toEqual([])
    const closed = walk(at.live, ['bu1', 'retire'])
    const taken = events.filter((e) => CAST.some((who) => ask(closed, [who, e]).ok))
    expect(taken).toEqual([
      'reportComplaintCause',
      'reportConcern',
      'attachEvidence',
      'note',
      'correctRecord',
      'inquire',
    ])
    expect(taken.filter((e) => ask(closed, ['sys', e]).ok)).toEqual([])
  })
})

describe('offers', () => {
  /** A fixed sequence of numbers, so that a walk that fails can be walked again. */
  const numbers = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647)

  test('are exactly what the sample of the event can do', () => {
    const wrong: string[] = []
    for (let seed = 1; seed <= 60; seed += 1) {
      const next = numbers(seed)
      let here = Object.values(at)[next() % Object.values(at).length] as Review
      for (let n = 0; n < 40 && !here.final; n += 1) {
        const who = CAST[next() % CAST.length] ?? 'cp1'
        const offered = offersTo(here, who)
        for (const { event, allowed } of offered)
          if (ask(here, [who, event]).ok !== allowed)
            wrong.push(`${event} by ${who} at ${here.paths.slice(1, 3).join()}: offered ${allowed}`)
        const steps: Step[] = [
          ...offered.filter((o) => o.allowed).map((o): Step => [who, o.event]),
          ...armable(here).map((c): Step => ['clock', review.clocks[c]?.fires ?? '']),
        ]
        const step = steps[next() % steps.length]
        if (!step || step[1] === 'recuse') continue
        const judgement = ask(here, step)
        if (judgement.ok) here = after(here, judgement)
      }
    }
    expect([...new Set(wrong)]).toEqual([])
  })
  test('of the clock are made to nobody', () => {
    const offered = Object.values(at).flatMap((s) => CAST.flatMap((who) => offersTo(s, who)))
    const clock = Object.entries(review.events)
      .filter(([, e]) => isClockEvent(e))
      .map(([name]) => name)
    expect(offered.filter((o) => clock.includes(o.event))).toEqual([])
  })
})

describe('clocks', () => {
  test('are all house policy with a key and bounds, or agreed', () => {
    for (const [name, clock] of Object.entries(review.clocks))
      expect(
        name === 'inquiry'
          ? 'agreed' in clock
          : 'policy' in clock && clock.policy.startsWith('review.'),
      ).toBe(true)
  })
  test('run in every state that waits for somebody', () => {
    const leaves = chart
      ? nodesOf(chart.root).filter(
          (n) => n.path[0] === 'case' && n.type !== 'final' && Object.keys(n.states).length === 0,
        )
      : []
    const runs = new Set(
      Object.entries(review.clocks).flatMap(([name, c]) => (name === 'inquiry' ? [] : c.runsIn)),
    )
    const idle = leaves
      .map((n) => n.path.join('.'))
      .filter((p) => !runs.has(p) && !runs.has(p.replace(/\.[^.]+$/, '')))
    // On the market; where the ladder has ended; and a stopped product, which harms nobody new.
    expect(idle).toEqual([
      'case.opening',
      'case.bcReferral.overdue',
      'case.live',
      'case.breach.overdue',
      'case.stopped.settled',
    ])
  })
  test('a post-review counts from the launch, whatever happened to the sale since', () => {
    const due = (state: Review) =>
      armed({
        clocks: review.clocks,
        process: PROCESS,
        version: state.version,
        final: state.final,
        before: { timers: [], held: {} },
        paths: state.paths,
        context: state.context as unknown as Context,
        effective: { on: ON },
        policy: () => undefined,
        calendar: shanghai,
      }).timers.map((t) => [t.clock, t.dueAt, t.basis])
    const launched = [['postReviewDue', '2026-05-31T16:00:00.000Z', 'house:review.postReviewDue']]
    expect(due(at.live)).toEqual(launched)
    const back = walk(at.changed, ['bu1', 'withdraw'], ['bu1', 'resumeSale'])
    expect(due(back)).toEqual(launched)
    expect(due(at.changed).map(([clock]) => clock)).toEqual(['hold'])
  })
})
