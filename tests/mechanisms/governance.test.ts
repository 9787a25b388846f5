// What the charts of governance promise: the ways that must not exist, and who supervises on which day.

import { describe, expect, it } from 'vitest'
import { dutiesOf, nodesOf } from '../../engine/core/load.ts'
import { ruleNames } from '../../engine/core/rules.ts'
import { DECISION_RULES } from '../../engine/mechanisms/governance/deciding.ts'
import { governance } from '../../engine/mechanisms/governance/index.ts'
import { inquiryEvents } from '../../engine/mechanisms/governance/inquiry-events.ts'
import { inquiryReactions } from '../../engine/mechanisms/governance/reactions.ts'
import { formIn } from '../../engine/mechanisms/governance/inquiry-terms.ts'
import { holdingAt } from '../../engine/runtime/houses.ts'
import type { HouseRead } from '../../engine/runtime/houses.ts'
import type { Day, Instant } from '../../engine/core/values.ts'
import { reactions as ofComplaints } from '../../engine/mechanisms/complaint-handling/reactions.ts'
import { reactions as ofIncidents } from '../../engine/mechanisms/personal-information/incident/reactions.ts'

interface Way {
  readonly from: string
  readonly event: string
  readonly to: readonly string[]
  readonly rules: readonly string[]
}
const nodes = Object.values(governance.charts).flatMap((chart) => nodesOf(chart.root))
const ways: readonly Way[] = nodes.flatMap((node) =>
  [...node.transitions.entries()].flatMap(([event, transitions]) =>
    transitions.map((t) => ({
      from: node.path.join('.'),
      event,
      to: (t.target ?? []).map((target) => target.path.join('.')),
      rules: ruleNames(t.guard),
    })),
  ),
)
const into = (state: string) => ways.filter((w) => w.to.includes(state))
const takes = (event: string) => ways.filter((w) => w.event === event)
const eventsOf = (found: readonly Way[]) => [...new Set(found.map((w) => w.event))].toSorted()

describe('the chart of a governance process', () => {
  it('decides nothing but by a resolution about the very content', () => {
    const decided = {
      'case.executing': ['adoptPolicy'],
      'force.inForce': ['adoptPolicy'],
      'case.beforeBoard': ['endorsePolicy'],
      'case.reportBeforeBoard': ['endorseWorkReport'],
      'case.toDisclose': ['resolveWorkReport'],
      'case.reportKept': ['resolveWorkReport'],
      'case.handling': ['instructOnMatter', 'noteMatter'],
    }
    for (const [state, events] of Object.entries(decided)) {
      expect([state, eventsOf(into(state))]).toEqual([state, events])
      for (const { event } of into(state))
        for (const way of takes(event).filter((w) => w.from.startsWith('case.')))
          expect(way.rules).toEqual(expect.arrayContaining([...DECISION_RULES]))
    }
  })
  it('brings nothing before the board but through the committee', () => {
    expect(into('case.beforeBoard').map((w) => w.from)).toEqual(['case.beforeCommittee'])
    expect(into('case.reportBeforeBoard').map((w) => w.from)).toEqual([
      'case.reportBeforeCommittee',
    ])
    for (const event of ['endorsePolicy', 'endorseWorkReport'])
      expect(dutiesOf(governance.events[event] as never).map((d) => d.body)).toEqual([
        'consumerProtectionCommittee',
      ])
  })
  it('executes nothing that was changed and not adopted anew', () => {
    expect(takes('reportExecution').map((w) => w.from)).toEqual(['case.executing'])
    expect(takes('concludePolicy').map((w) => w.from)).toEqual(['case.executing'])
    expect(takes('changePolicy').flatMap((w) => w.to)).toEqual([
      'case.beforeCommittee',
      'force.outdated',
    ])
    expect(eventsOf(ways.filter((w) => w.from === 'force.outdated'))).toEqual(['adoptPolicy'])
    expect(takes('amendReport').flatMap((w) => w.to)).toEqual(['case.beforeManagement'])
  })
  it('gives the supervisory body nothing to decide', () => {
    const own = Object.entries(governance.events).filter(([, e]) =>
      dutiesOf(e).some((d) => d.body === 'supervisoryBody'),
    )
    expect(own.map(([name]) => name)).toEqual(
      expect.arrayContaining(['openInquiry', 'giveOpinion']),
    )
    expect(own.filter(([, e]) => e.nature === 'decision')).toEqual([])
  })
  it('moves no process that is inquired into', () => {
    const inquired = '00000000-0000-4000-8000-00000000000f'
    const asked = { payload: { resolution: { process: 'r' } }, process: 'own' }
    for (const { on, to, make } of inquiryReactions) {
      expect(on in inquiryEvents).toBe(true)
      const facts = { resolution: { id: 'r' }, inquiredProcess: { id: inquired } }
      const made = make({ ...asked, facts } as never, { inquired } as never)
      expect([on, to, JSON.stringify(made).includes(inquired)]).toEqual([on, to, false])
    }
  })
  it('lays no matter aside unassessed, and concludes none with something owed', () => {
    expect(eventsOf(into('case.notMajor'))).toEqual(['assessMatter'])
    for (const way of takes('assessMatter').filter((w) => w.from === 'case.matterReported'))
      expect(way.rules).toContain('majorByLaw')
    expect(into('case.matterClosed').map((w) => w.rules)).toEqual([
      ['instructionPerformed', 'regulatorToldWhereDue'],
    ])
    expect(governance.events['assessMatter']?.notices?.map((n) => n.to)).toContain(
      'supervisoryBody',
    )
  })
  it('waits nowhere without a clock', () => {
    const waiting = nodes.filter(
      (n) =>
        n.path[0] === 'case' &&
        n.type === 'atomic' &&
        !(n.parent?.initial?.target ?? []).includes(n as never),
    )
    const running = Object.entries(governance.clocks)
      .filter(([name]) => name !== 'inquiry')
      .flatMap(([, c]) => c.runsIn)
    expect(waiting.map((n) => n.path.join('.')).filter((p) => !running.includes(p))).toEqual([])
    expect(waiting.length).toBeGreaterThan(14)
  })
  it('calls every one of its periods house policy, or what was agreed', () => {
    expect(Object.values(governance.clocks).filter((c) => 'cite' in c)).toEqual([])
  })
})

it('a major complaint is reported as a major matter', () => {
  const found = ofComplaints.find((r) => r.to === 'G04')
  expect(found?.on).toBe('declareMajor')
  expect(found?.make({ process: 'c' } as never, { owner: null, unit: 'cp' } as never)).toEqual({
    payload: { kind: 'majorComplaint', source: 'c', unit: 'cp' },
  })
})

describe('an incident of personal information', () => {
  const told = (severity: string) =>
    ofIncidents
      .filter((r) => r.to === 'G04')
      .map(({ on, make }) => [
        on,
        make({ process: 'i' } as never, { class: { severity }, unit: 'cp' } as never),
      ])
  const matter = { payload: { kind: 'informationIncident', source: 'i', unit: 'cp' } }
  it.each([
    ['general', undefined],
    ['larger', undefined],
    ['major', matter],
    ['extraordinary', matter],
  ])('of the class %s is reported as a major matter or not', (severity, caused) => {
    expect(told(severity)).toEqual([
      ['confirmIncident', caused],
      ['presumeConfirmed', caused],
      ['raiseClass', caused],
    ])
  })
})

describe('who supervises', () => {
  const house = (supervision: HouseRead['supervision']): HouseRead => ({
    changed: 0,
    zone: 'Asia/Shanghai',
    policies: [],
    seats: new Map(),
    facts: new Map(),
    given: new Map(),
    supervision,
  })
  const audit = { form: 'auditCommittee', from: '2026-07-01' as Day } as const
  const none = { form: 'none', from: '2026-08-01' as Day } as const
  it.each([
    ['nobody was bound', [], '2026-07-01', 'boardOfSupervisors'],
    ['the day before', [audit], '2026-06-30', 'boardOfSupervisors'],
    ['from the day on', [audit], '2026-07-01', 'auditCommittee'],
    ['until the next', [audit, none], '2026-08-02', 'none'],
  ] as const)('%s', (...[, bound, on, form]) => {
    const noon = new Date(`${on}T12:00:00+08:00`).toISOString() as Instant
    expect(formIn(holdingAt(house(bound), [], noon).supervision ?? null)).toBe(form)
  })
})
