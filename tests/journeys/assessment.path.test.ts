// A unit from its scheme by its scores to pay and rectification, with the ways in between.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  appealed,
  approved,
  cycleIn,
  drafted,
  finalised,
  furnished,
  measuring,
  opened,
  score,
  scores,
  scoringDue,
  submitted,
  weak,
  worker,
} from '../support/actors-assessment.ts'
import type { Cycle } from '../support/actors-assessment.ts'
import { isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { foundIn, toldOf } from '../support/journey-found.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
const begun = (unit?: string): Cycle => {
  journey.at('2026-03-02 09:00')
  return cycleIn(journey, unit)
}
const notNow = { rule: 'state', kind: 'NOT_NOW' }
const notMine = (rule: string, article: string) => ({ rule, kind: 'NOT_YOUR_DUTY', article })
const about = (unit: string) => `unit:${unit}`

describe('an assessment', () => {
  test('from the scheme by way of the committee, the period, the scores and pay to its end', async () => {
    const c = begun()
    await opened(c)
    await c.hr.submitsScheme()
    await isRefused(
      c.officer.endorsesScheme(),
      notMine('seniorManagement.endorseScheme', '2022-9:18'),
    )
    await c.manager.endorsesScheme()
    await c.committee.approvesScheme()
    expect(c.file.stands()).toBe('inForce')
    expect(await c.file.dueAt('begin')).toBe(endOf('2026-03-31'))
    await isRefused(c.colleague.publishesDraft(), notNow)

    await journey.passes('2026-07-01 09:00')
    expect(await c.file.standsNow()).toBe('scoring.pending')
    await c.colleague.publishesDraft()
    await journey.passes('2026-07-16 09:00')
    expect(await c.file.standsNow()).toBe('finalised')
    expect(c.file.stands('result')).toBe('passed')
    await c.hr.linksToPay()
    await c.officer.findsNoWeakness()
    expect(await c.file.reads()).toMatchObject({
      title: { zh: '内部考核：consumer loans', en: 'Assessment: consumer loans' },
      state: { final: true, phase: 'AFTER' },
      facts: {
        approval: { basis: 'ATTESTED_ON_PAPER' },
        total: 8000,
        pay: { effects: ['PERFORMANCE_PAY', 'PROMOTION'], on: '2026-07-16' },
        work: { breaches: [] },
      },
      timers: [],
    })
    expect(c.file.stands()).toBe('closed')
  })

  test('goes back and forth until the scheme fits, and is amended while it is measured', async () => {
    const c = begun()
    await submitted(c)
    await c.manager.returnsScheme()
    await c.officer.submitsScheme()
    await c.manager.endorsesScheme()
    await c.committee.returnsSchemeAsCommittee()
    expect(await c.file.facts()).toMatchObject({ endorsedBy: null })
    await c.officer.submitsScheme()
    await c.manager.endorsesScheme()
    await c.committee.approvesScheme()
    await journey.passes('2026-04-01 09:00')
    await c.officer.amendsScheme()
    expect(await c.file.facts()).toMatchObject({ approval: null })
    await c.officer.submitsScheme()
    await c.manager.endorsesScheme()
    await c.committee.approvesScheme()
    expect(c.file.stands()).toBe('measuring')
    expect(await c.file.dueAt('end')).toBe(endOf('2026-06-30'))
  })

  test('the weight that the regulator ordered binds this period and the next', async () => {
    const c = begun()
    await opened(c)
    await c.regulator.ordersWeight()
    await c.officer.submitsScheme({ weight: 15 })
    await c.officer.withdraws()
    expect(c.file.stands()).toBe('withdrawn')
    const next = cycleIn(journey, c.unit)
    await next.officer.opens({ from: '2026-07-01', to: '2026-09-30' })
    await next.refuses('weightAsOrdered', 'submitScheme', next.officer.submitsScheme())
    await next.officer.submitsScheme({ weight: 20 })
  })

  test('an appeal is ruled on by senior management, which may adjust what it finds evidence for', async () => {
    const c = begun()
    await appealed(c)
    expect(c.file.stands()).toBe('appealed.beforeManagement')
    await c.manager.rulesOnAppeal({ adjustments: [score('disclosure', 100)] })
    expect(await c.file.facts()).toMatchObject({
      total: 8800,
      scores: [{ score: 80 }, { indicator: 'DISCLOSURE', score: 100 }],
    })
    expect([c.file.stands(), c.file.stands('result')]).toEqual(['finalised', 'passed'])
  })

  test('that of senior management is ruled on by the committee alone', async () => {
    const c = begun()
    await furnished(journey, c.unit)
    await c.officer.opens({ ofManagement: true })
    await c.officer.submitsScheme()
    await c.manager.endorsesScheme()
    await c.committee.approvesScheme()
    await journey.passes('2026-07-01 09:00')
    await c.colleague.publishesDraft()
    await c.otherManager.appeals()
    expect(c.file.stands()).toBe('appealed.beforeCommittee')
    await isRefused(c.manager.rulesOnAppeal(), notNow)
    await c.committee.resolvesAppeal({ adjustments: [score('complaintHandling', 30)] })
    expect(await c.file.facts()).toMatchObject({
      total: 5000,
      belowPeriods: 1,
      appeal: { ruled: { contentHash: expect.any(String) as string } },
    })
    expect(c.file.stands('result')).toBe('below')
  })

  test('an appeal that is withdrawn leaves the draft as it is', async () => {
    const c = begun()
    await appealed(c)
    await c.of(worker(c.unit)).withdrawsAppeal()
    expect(await c.file.facts()).toMatchObject({ total: 8000, appeal: null })
    expect(c.file.stands()).toBe('finalised')
  })

  test('a unit below the mark in two periods is told to the committee', async () => {
    const c = begun()
    await scoringDue(c)
    await c.officer.publishesDraft({ scores: scores(40) })
    await journey.passes('2026-07-16 09:00')
    expect(await c.file.facts()).toMatchObject({ belowPeriods: 1 })
    expect(toldOf(await c.file.entries(), 'finaliseUnappealed')).not.toContain(
      'consumerProtectionCommittee',
    )
    await c.hr.linksToPay()
    await c.refuses('markReached', 'findNoWeakness', c.officer.findsNoWeakness())

    const next = cycleIn(journey, c.unit)
    await next.officer.opens({ from: '2026-08-01', to: '2026-10-31' })
    await next.officer.submitsScheme()
    await next.manager.endorsesScheme()
    await next.committee.approvesScheme({
      resolution: {
        minutes: {
          number: 'BC-2026-9',
          date: '2026-07-16',
          quorum: 3,
          hash: 'e5'.repeat(32),
          contentHash: 'c1'.repeat(32),
        },
      },
    })
    await journey.passes('2026-11-02 09:00')
    await next.officer.publishesDraft({ scores: scores(50) })
    await journey.passes('2026-11-20 09:00')
    expect(await next.file.facts()).toMatchObject({ belowPeriods: 2 })
    expect(toldOf(await next.file.entries(), 'finaliseUnappealed')).toEqual([
      'humanResources',
      'businessDepartment',
      'consumerProtectionCommittee',
    ])
  })

  test('a serious event opens a case against whoever did it, and the scores do not wait for it', async () => {
    const c = begun()
    await measuring(c)
    await c.auditor.reportsSeriousEvent({ person: journey.person('loans-2') })
    await journey.catchesUp()
    const [found] = await foundIn(journey, { mechanism: 'M10', path: 'case.factFinding' })
    expect(found).toMatchObject({
      event: 'openAccountability',
      by: 'COURIER',
      payload: { cause: 'misSale', unit: c.unit },
    })
    await journey.passes('2026-07-01 09:00')
    await c.officer.publishesDraft()
    expect(await c.file.facts()).toMatchObject({ seriousEvents: 1 })
  })

  test('what is weak is rectified, verified by somebody else, and late it is answered for and a risk', async () => {
    const c = begun()
    await weak(c)
    await c.of(worker(c.unit)).claimsRectified()
    await c.auditor.rejectsRectified()
    expect(c.file.stands()).toBe('rectifying.pending')
    await journey.passes('2026-10-15 09:00')
    expect(await c.file.standsNow()).toBe('rectifying.overdue')
    const risks = await foundIn(journey, { mechanism: 'M11', subject: about(c.unit) })
    expect(risks).toMatchObject([
      { event: 'reportRisk', payload: { kind: 'other' }, by: 'COURIER' },
    ])
    const cases = await foundIn(journey, { mechanism: 'M10', subject: about(c.unit) })
    expect(cases.map((p) => p.event)).toEqual(['openAccountability', 'openCycle'])
    await c.of(worker(c.unit)).claimsRectified()
    await c.otherAuditor.confirmsRectified()
    expect(c.file.stands()).toBe('closed')
  })

  test('the department that organises it is scored by human resources', async () => {
    journey.at('2026-03-02 09:00')
    const c = cycleIn(journey, 'cp')
    await c.officer.opens()
    await c.officer.submitsScheme()
    await c.manager.endorsesScheme()
    await c.committee.approvesScheme()
    await journey.passes('2026-07-01 09:00')
    await c.refuses('notOwnUnit', 'publishDraft', c.officer.publishesDraft())
    await c.hr.publishesDraft()
    await c.officer.appeals()
    await c.manager.rulesOnAppeal()
    expect(c.file.stands()).toBe('finalised')
  })

  test('a unit that is closed is assessed no further; its record is corrected, inquired of and explained', async () => {
    const c = begun()
    await opened(c)
    await c.officer.correctsRecord()
    await c.supervisor.inquires({ answerBy: '2026-03-04' })
    await c.officer.notes()
    await c.of(worker(c.unit)).attachesEvidence()
    await journey.passes('2026-04-01 09:00')
    await c.officer.answersInquiry()
    const late = (await c.file.strikes()).find(({ event }) => event === 'reportSchemeLate')
    await c.hr.explainsBreach({ breach: late?.id })
    await c.hr.closesUnit()
    expect(await c.file.reads()).toMatchObject({
      state: { final: true },
      facts: {
        label: 'consumer lending',
        work: {
          breaches: [{ clock: 'scheme', explained: true }],
          inquiries: [{ overdue: true, answered: true }],
        },
      },
    })
    expect(c.file.stands()).toBe('unitClosed')
  })
  test('what is overdue is scored all the same', async () => {
    const c = begun()
    await scoringDue(c)
    await journey.passes('2026-09-01 09:00')
    await c.officer.publishesDraft()
    expect(c.file.stands()).toBe('provisional')
  })
  test('nobody else than the unit reads it but those who assess, decide and supervise', async () => {
    const c = begun()
    await approved(c)
    for (const who of ['wealth-1', 'partner-1', 'channel-1'])
      expect(await c.file.readBy(who)).toBeNull()
    for (const who of [worker(c.unit), 'hr-1', 'supervisor-1', 'board-1', 'regulator-1'])
      expect(await c.file.readBy(who)).not.toBeNull()
    await drafted(begun())
    await finalised(begun())
  })
})
