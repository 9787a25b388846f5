// What the charts of audit promise: where rectification stands, and which ways do not exist.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isClockEvent } from '../../engine/core/load.ts'
import {
  beforeEngagement,
  stageOf,
  standing,
} from '../../engine/mechanisms/audit/engagement/context.ts'
import type { Finding, Stage } from '../../engine/mechanisms/audit/engagement/context.ts'
import {
  acceptanceLapsed,
  findingMoved,
  findingOverdue,
} from '../../engine/mechanisms/audit/engagement/changes.ts'
import type { Move } from '../../engine/mechanisms/audit/engagement/changes.ts'
import { audit } from '../../engine/mechanisms/audit/index.ts'
import { chartMap } from '../support/walk-chart.ts'
import { reachedWithout } from '../support/walk-reach.ts'

const map = chartMap(audit)
const events = Object.keys(audit.events)
const clocks = events.filter((e) => {
  const rule = audit.events[e]
  return rule !== undefined && isClockEvent(rule)
})
const reached = (from: string, without: readonly string[]) =>
  reachedWithout({ map, events }, from, without)

const finding = (more: Partial<Finding>): Finding => ({
  number: 1,
  severity: 'medium',
  legalBreach: false,
  demand: 'answer in time',
  evidenceHash: '',
  by: null,
  status: 'open',
  dueOn: '2026-04-01',
  overdue: false,
  claimedBy: null,
  claimedOn: null,
  followUpLate: false,
  acceptedUntil: null,
  rectifyBy: null,
  ...more,
})
const STATUSES = ['open', 'claimed', 'fixed', 'accepted', 'gone', 'dropped'] as const
const some = fc.array(
  fc.record({
    status: fc.constantFrom(...STATUSES),
    overdue: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
)
const numbered = (list: readonly Partial<Finding>[]) =>
  list.map((f, i) => finding({ ...f, number: i + 1 }))
const event = (type: Move['type'], on: string, number = 1) =>
  ({
    type,
    payload: { finding: number, until: '2026-09-01', rectifyBy: '2026-10-01' },
    on,
    at: `${on}T01:00:00.000Z`,
    by: { body: 'internalAudit' },
    entry: 'e1',
  }) as unknown as Move
const of = (findings: Finding[], escalatedOn: string | null = null) => ({
  ...beforeEngagement,
  findings,
  escalatedOn,
})

describe('rectification stands as its worst finding does', () => {
  const cases: readonly (readonly [string, Stage, readonly Partial<Finding>[]])[] = [
    ['an open one', 'onTime', [{}]],
    ['one that is overdue', 'overdue', [{ overdue: true }, {}]],
    ['none but claims', 'followUp', [{ status: 'claimed' }, { status: 'fixed' }]],
    ['none but accepted risks', 'riskAccepted', [{ status: 'accepted' }, { status: 'gone' }]],
    ['nothing', 'closed', [{ status: 'fixed' }, { status: 'gone' }, { status: 'dropped' }]],
  ]
  test.each(cases)('where there is %s: %s', (_what, stage, findings) => {
    expect(stageOf(of(numbered(findings)))).toBe(stage)
  })
  test('and what was escalated stays with the board until nothing overdue is left', () => {
    expect(stageOf(of(numbered([{ overdue: true }, {}]), '2026-05-01'))).toBe('escalated')
    expect(stageOf(of(numbered([{}]), '2026-05-01'))).toBe('onTime')
  })
  test('never closed while anything is open, claimed or accepted', () => {
    fc.assert(
      fc.property(some, (list) => {
        const c = of(numbered(list))
        const unsettled = list.some((f) => ['open', 'claimed', 'accepted'].includes(f.status))
        expect(stageOf(c) === 'closed').toBe(!unsettled)
      }),
    )
  })
  test('a rejected fix is late if its day has passed, marked once, and no claim undoes a delay', () => {
    const c = of([finding({ status: 'claimed', claimedOn: '2026-03-20' })])
    expect(findingMoved(c, event('rejectFix', '2026-04-01')).findings?.[0]?.overdue).toBe(false)
    const late = findingMoved(c, event('rejectFix', '2026-04-02'))
    expect([late.findings?.[0]?.overdue, late.work?.breaches.length]).toEqual([true, 1])
    const claimedAgain = findingMoved({ ...c, ...late }, event('claimFixed', '2026-04-03'))
    expect(claimedAgain.findings?.[0]?.overdue).toBe(true)
    const rejectedAgain = findingMoved(
      { ...c, ...late, ...claimedAgain },
      event('rejectFix', '2026-04-04'),
    )
    expect(rejectedAgain.work).toBeUndefined()
  })
  test('the clock marks what was due on its day, and nothing that is due later', () => {
    const c = of(
      numbered([{ dueOn: '2026-04-01' }, { dueOn: '2026-04-01' }, { dueOn: '2026-05-01' }]),
    )
    const e = {
      payload: {},
      on: undefined,
      at: '2026-04-01T16:00:00.000Z',
      by: { body: 'clock' },
      entry: 'e',
    }
    const { findings } = findingOverdue(c, e as never)
    expect(findings?.map((f) => f.overdue)).toEqual([true, true, false])
  })
  test('an accepted risk that lapses is open again, due on the day that was promised', () => {
    const c = of([
      finding({ status: 'accepted', acceptedUntil: '2026-09-01', rectifyBy: '2026-10-01' }),
      finding({
        number: 2,
        status: 'accepted',
        acceptedUntil: '2026-12-01',
        rectifyBy: '2027-01-01',
      }),
    ])
    expect(acceptanceLapsed(c).findings).toMatchObject([
      { status: 'open', dueOn: '2026-10-01', overdue: false },
      { status: 'accepted' },
    ])
  })
  test('what was dropped is no finding', () => {
    expect(standing(of(numbered([{ status: 'dropped' }, {}]))).map((f) => f.number)).toEqual([2])
  })
})

describe('ways of an engagement that do not exist', () => {
  const start = 'case.openingEngagement'
  test('no audit is performed on a plan that the board has not approved', () => {
    const without = reached(start, ['approvePlan'])
    for (const state of ['case.scheduled', 'case.fieldwork']) expect(without.has(state)).toBe(false)
  })
  test('no finding is rectified that nobody reported to the board', () => {
    expect(reached(start, ['issueReport']).has('case.boardReview')).toBe(false)
    expect(reached('case.reporting', ['instruct']).has('case.remediation.onTime')).toBe(false)
  })
  test('an engagement with findings closes only by what internal audit has verified', () => {
    const from = reached('case.remediation.onTime', ['confirmFixed', 'closeRisk'])
    // By guard none of the other moves closes it: a claim is followed up and an acceptance lapses.
    for (const move of ['claimFixed', 'rejectFix', 'acceptRisk'] as const) {
      const c = of([finding({ status: move === 'rejectFix' ? 'claimed' : 'open' })])
      const after = { ...c, ...findingMoved(c, event(move, '2026-03-20')) }
      expect(stageOf(after)).not.toBe('closed')
    }
    expect(from.has('case.remediation.followUp')).toBe(true)
  })
  test('no clock ends it, and its year is no state of the case', () => {
    const led = clocks.flatMap((e) => map.states.flatMap((s) => map.to(e, s)))
    const ends = [...map.ends].filter((end) => reached(start, []).has(end))
    expect(ends).not.toEqual([])
    for (const end of ends) expect(led).not.toContain(end)
    for (const state of [
      'case.planDraft',
      'case.planReview',
      'case.planApproved',
      'case.scheduled',
    ])
      expect(map.to('reportYearMissed', state)).toEqual([state])
  })
  test('an approved line is dropped or rescheduled by the board, never by internal audit', () => {
    for (const name of ['dropLine', 'rescheduleByBoard', 'instruct', 'orderRectification'])
      expect([audit.events[name]?.by ?? []].flat().map((d) => d.body)).not.toContain(
        'internalAudit',
      )
    expect(map.to('withdrawLine', 'case.planApproved')).toEqual([])
  })
  test('internal audit and supervisors find, record and order; they decide nothing', () => {
    for (const [name, { by, nature }] of Object.entries(audit.events))
      if (
        [by].flat().some((d) => ['internalAudit', 'supervisoryBody', 'regulator'].includes(d.body))
      )
        expect({ name, decides: nature === 'decision' }).toEqual({ name, decides: false })
  })
})

describe('ways of coverage and of risks that do not exist', () => {
  test('a unit is covered by a report alone, and nobody enters that by hand', () => {
    const leads = events.filter((e) =>
      ['window.neverAudited', 'window.atRisk', 'window.uncovered'].some((s) =>
        map.to(e, s).includes('window.covered'),
      ),
    )
    expect(leads.toSorted()).toEqual(['enterUniverse', 'recordCovered'])
    for (const name of ['planCoverage', 'recordCovered', 'recordDropped'])
      expect([audit.events[name]?.by ?? []].flat().map((d) => d.body)).toEqual(['courier'])
  })
  test('a plan does not stop the five years', () => {
    for (const state of ['window.neverAudited', 'window.covered', 'window.atRisk'])
      expect(audit.clocks['cycle']?.runsIn).toContain(state)
    expect(audit.clocks['cycle']?.unless).toBeUndefined()
    expect(audit.clocks['warning']?.unless?.({ planned: true })).toBe(true)
  })
  test('a uncovered unit is covered by its audit all the same', () => {
    expect(map.to('recordCovered', 'window.uncovered')).toEqual(['window.covered'])
  })
  test('no risk is dismissed without a second auditor, whatever time passes', () => {
    const from = reached('case.waiting', ['confirmRiskDismissal'])
    expect(from.has('case.riskDismissed')).toBe(false)
    expect(map.to('lapseRiskDismissal', 'case.riskDismissalProposed')).toEqual(['case.waiting'])
  })
})

test('every waiting state has a clock, or one that counts through it', () => {
  const runs = Object.entries(audit.clocks)
    .filter(([name]) => name !== 'inquiry')
    .flatMap(([, clock]) => clock.runsIn)
  // A plan in draft has its year; a unit its five years; a risk its silence; each counts beside the case.
  const beside = ['case.planDraft', 'case.unplanned', 'case.planned', 'case.waiting']
  const waiting = map.states.filter(
    (s) =>
      s.startsWith('case.') &&
      !map.before.has(s) &&
      !map.ends.has(s) &&
      !beside.includes(s) &&
      !map.states.some((t) => t.startsWith(`${s}.`)),
  )
  expect(waiting.filter((s) => !runs.some((r) => `${s}.`.startsWith(`${r}.`)))).toEqual([])
  for (const region of ['yearScope.due', 'window.uncovered', 'silence.running'])
    expect(runs).toContain(region)
})
