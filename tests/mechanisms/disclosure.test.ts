// What the charts of disclosure promise: what is never shown, signed or published, how far a deviation
// goes, which rule keeps the records, and that nobody gets past the gates by another way.

import { describe, expect, test } from 'vitest'
import type { FactKey } from '../../engine/core/facts.ts'
import { nodesOf, noticesOf } from '../../engine/core/load.ts'
import type { EventRule } from '../../engine/core/mechanism.ts'
import { disclosure } from '../../engine/mechanisms/disclosure/index.ts'
import type { PackageContext } from '../../engine/mechanisms/disclosure/package-terms.ts'
import { governing, nothingShown } from '../../engine/mechanisms/disclosure/presentation-terms.ts'
import type { PresentationContext } from '../../engine/mechanisms/disclosure/presentation-terms.ts'
import { owesCostSheet, requiredItems } from '../../engine/mechanisms/disclosure/terms.ts'
import { explored, sent, struckIn } from '../support/disclosure-space.ts'
import type { Around, Point } from '../support/disclosure-space.ts'

const hash = (n: number): string => n.toString(16).padStart(64, '0')
const fact = (context: object) => ({ id: hash(1), version: 1, paths: [], final: false, context })
/** The review has cleared content 1. */
const cleared: Around = {
  facts: (key: FactKey) =>
    'mechanism' in key && key.mechanism === 'M01'
      ? fact({ contentHash: hash(1), clearance: { covers: [hash(1)] } })
      : undefined,
}
const uncleared: Around = {
  facts: (key: FactKey) =>
    'mechanism' in key && key.mechanism === 'M01'
      ? fact({ contentHash: hash(1), clearance: null })
      : undefined,
}
const knows = (at: Point) => at.context as unknown as PackageContext
const failing = {
  tests: { truthful: 'met', accurate: 'met', complete: 'met', timely: 'notMet', plain: 'met' },
  grounds: 'the fee table is of last year',
}
/** Versions that are submitted and deviations that are open at a time: what lies beyond is one point. */
interface Bounds {
  readonly versions: number
  readonly deviations: number
}
const printOf =
  ({ versions, deviations }: Bounds) =>
  (at: Point): string => {
    const c = knows(at)
    if (c.deviations.length > deviations || c.version > versions) return 'beyond'
    return JSON.stringify([
      at.value,
      c.display,
      c.passed !== null,
      c.published?.version ?? 0,
      c.version,
      c.deviations.map((d) => [d.corrected, d.escalated, d.affected !== null, d.remedied > 0]),
      c.ended,
    ])
  }
const space = (around: Around, bounds: Bounds): readonly Point[] =>
  explored(opened(around), printOf(bounds), {
    around: { ...around, also: { recordCheck: [failing] } },
    most: 20_000,
  }).filter((p) => printOf(bounds)(p) !== 'beyond')
const opened = (around: Around) => {
  const at = sent(
    undefined,
    { chart: 'package', event: 'openPackage', body: 'businessDepartment' },
    around,
  )
  if (!at) throw new Error('it was not opened')
  return at
}
describe('a package, wherever samples lead', () => {
  const points = [
    ...space(cleared, { versions: 2, deviations: 1 }),
    ...space(cleared, { versions: 1, deviations: 2 }),
  ]
  const at = (path: string) => points.filter((p) => p.paths.includes(path))

  test('comes to every state', () => {
    const states = nodesOf(disclosure.charts['package']?.root as never)
      .map((n) => n.path.join('.'))
      .filter((path) => path !== '' && !path.endsWith('unopenedPackage'))
    const reached = new Set(points.flatMap((p) => p.paths))
    expect(states.filter((s) => !reached.has(s))).toEqual([])
  })
  test('is on display only when it is published, and nothing deviates', () => {
    for (const p of points) {
      const { display, published, deviations } = knows(p)
      const shown = display === 'on'
      const may =
        published !== null &&
        deviations.length === 0 &&
        !p.final &&
        !p.paths.includes('case.runOff') &&
        p.paths.includes('deviation.none')
      expect({ way: p.way, shown }).toEqual({ way: p.way, shown: may && shown })
    }
  })
  test('is published only by way of both checks, the pass and the clearance', () => {
    const first = at('case.published')[0]
    expect(first?.way.map((w) => w.split('@')[0])).toEqual([
      'openPackage',
      'submitCopy',
      'recordCheck',
      'recordCheck',
      'pass',
      'publish',
    ])
    for (const p of points)
      if (knows(p).published !== null)
        for (const needed of ['recordCheck', 'pass', 'publish'])
          expect(p.way.some((w) => w.startsWith(`${needed}@`))).toBe(true)
  })
  test('mirrors its checks, its deviations and its end in what it knows', () => {
    for (const p of points) {
      const { checks, deviations, ended } = knows(p)
      expect(p.paths).toContain(`protectionCheck.${checks.protection.verdict}`)
      expect(p.paths).toContain(`legalCheck.${checks.legal.verdict}`)
      expect(p.paths.includes('deviation.none')).toBe(deviations.length === 0)
      expect(p.paths.includes('deviation.corrected')).toBe(
        deviations.length > 0 && deviations.every((d) => d.corrected),
      )
      expect(ended).toBe(p.final)
    }
  })
  test('has passed for nobody while it deviates from what passed', () => {
    for (const p of points) {
      const { passed, published, deviations } = knows(p)
      if (deviations.length > 0 && published !== null)
        expect(passed?.copyHash).not.toBe(published.copyHash)
    }
    expect(points.some((p) => knows(p).settledDeviations > 0 && knows(p).passed !== null)).toBe(
      true,
    )
  })
  test('never ends with a deviation open', () => {
    for (const p of points) if (p.final) expect(knows(p).deviations).toEqual([])
  })
  test('takes every clock event where its clock runs', () => {
    const refused = points.flatMap((p) =>
      struckIn(p)
        .filter((event) => !sent(p, { chart: 'package', event, body: 'clock' }, cleared))
        .map((event) => `${event} in ${JSON.stringify(p.value)}`),
    )
    expect(refused).toEqual([])
  })
  test('is passed, and never published, while its review has not cleared it', () => {
    const reached = new Set(
      space(uncleared, { versions: 1, deviations: 1 }).flatMap((p) => p.paths),
    )
    expect(reached.has('case.approved')).toBe(true)
    expect(reached.has('case.published')).toBe(false)
  })
})

/** Which events lead into a state of the case region, from anywhere, whatever the guards say. */
function into(chart: string, state: string): string[] {
  const root = disclosure.charts[chart]?.root
  const events = new Set<string>()
  for (const node of nodesOf(root as never))
    for (const [event, ways] of node.transitions)
      for (const t of ways)
        for (const target of t.target ?? [])
          if (`${target.path.join('.')}.`.startsWith(`case.${state}.`)) events.add(event)
  return [...events].toSorted()
}
describe('by no other way', () => {
  const ways: readonly [string, string, readonly string[]][] = [
    ['package', 'approved', ['pass']],
    // A revision that is given up goes back to the version on display.
    ['package', 'published', ['lapseDraft', 'publish', 'withdrawCopy']],
    ['package', 'retired', ['retirePackage', 'settlePackage']],
    ['presentation', 'acknowledged', ['confirm']],
    ['presentation', 'servicing', ['enterContract']],
    ['notice', 'delivered', ['confirmDelivery']],
    ['notice', 'cancelled', ['cancelChange']],
    ['report', 'drafting', ['boardReturn', 'committeeReturn', 'lockData', 'managementReturn']],
    ['report', 'bcReview', ['managementEndorse']],
    ['report', 'boardApproval', ['committeeEndorse']],
    ['report', 'resolved', ['reissue', 'resolveReport']],
    ['report', 'disclosed', ['publishReport']],
    ['report', 'archived', ['archiveReport']],
  ]
  test.each(ways)('%s comes to %s', (chart, state, events) => {
    expect(into(chart, state)).toEqual(events)
  })
  test('a change in effect is not cancelled or postponed, only told', () => {
    const node = nodesOf(disclosure.charts['notice']?.root as never).find((n) =>
      n.path.join('.').endsWith('updatePending.unannounced'),
    )
    expect([...(node?.transitions.keys() ?? [])]).toEqual(['notifyChange'])
  })
})

describe('what has to be told', () => {
  const general = ['basics', 'risks', 'fees', 'rights', 'complaintChannels']
  test.each([
    ['investment', '2026-01-31', general],
    ['investment', '2026-02-01', [...general, 'riskLevel', 'matchingOpinion', 'other']],
    [
      'insurance',
      '2026-02-01',
      [...general, 'coverage', 'coolingOff', 'surrenderLoss', 'matchingOpinion', 'other'],
    ],
    ['insurance', '2026-01-31', general],
    ['personalLoan', '2026-10-01', general],
    ['deposit', '2026-10-01', general],
  ] as const)('of %s on %s', (of, on, items) => {
    expect(requiredItems(of, on)).toEqual(items)
  })
  test.each([
    ['personalLoan', '2026-07-31', false],
    ['personalLoan', '2026-08-01', true],
    ['otherLoan', '2026-08-01', false],
    ['card', '2026-08-01', false],
  ] as const)('the cost sheet of %s on %s: %s', (of, on, owed) => {
    expect(owesCostSheet(of, on)).toBe(owed)
  })
})

describe('the rule that keeps the records longest', () => {
  const with1 = (more: Partial<PresentationContext>): PresentationContext => ({
    ...nothingShown,
    ...more,
  })
  const contract = { hash: hash(1), on: '2026-03-02' }
  test.each([
    ['nothing came of it', {}, 'presentationEvidence'],
    ['in service', { contract }, 'presentationEvidence'],
    [
      'a loan',
      { contract, endedOn: '2026-06-01', productClass: 'personalLoan' },
      'relationEvidence',
    ],
    [
      'a loan that ran for ten years',
      { contract, endedOn: '2036-06-01', productClass: 'personalLoan' },
      'relationEvidence',
    ],
    [
      'a fund',
      { contract, endedOn: '2026-06-01', productClass: 'investment' },
      'suitabilityRecords',
    ],
    [
      'insurance',
      { contract, endedOn: '2031-01-01', productClass: 'insurance' },
      'suitabilityRecords',
    ],
  ] as const)('%s', (_, more, by) => {
    expect(governing(with1(more))).toBe(by)
  })
  test('lets exactly one clock run after the end, and none before', () => {
    const running = (c: PresentationContext) =>
      Object.entries(disclosure.clocks)
        .filter(([, clock]) => clock.kind === 'retention' && !clock.unless?.(c))
        .map(([name]) => name)
    expect(running(with1({ contract, productClass: 'investment' }))).toEqual([])
    for (const productClass of ['investment', 'insurance', 'personalLoan', 'other'] as const)
      expect(running(with1({ contract, endedOn: '2027-01-01', productClass }))).toHaveLength(1)
    expect(running(with1({ endedOn: '2027-01-01' }))).toEqual(['presentationEvidence'])
  })
})

describe('who is told', () => {
  const told = (event: string) =>
    noticesOf((disclosure.events as Record<string, EventRule>)[event] as EventRule, {}).map(
      (n) => n.to,
    )
  test.each([
    ['escalateDeviation', ['seniorManagement', 'supervisoryBody']],
    ['reportSubmissionOverdue', ['board', 'supervisoryBody']],
    ['reportPublicationOverdue', ['board', 'supervisoryBody']],
    ['recoverySubmit', ['seniorManagement', 'board', 'supervisoryBody']],
    ['escalateCommittee', ['board', 'supervisoryBody']],
    ['escalateBoard', ['supervisoryBody']],
  ])('of %s', (event, bodies) => {
    expect(told(event)).toEqual(bodies)
  })
})
