// An audit from the line of the plan to the last finding, a unit and its five years, and reported risks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  PROOF,
  approved,
  claimed,
  coverageIn,
  engagementIn,
  escalated,
  found,
  furnished,
  inField,
  instructed,
  proposed,
  reported,
  riskIn,
  scheduled,
  submitted,
  worker,
} from '../support/actors-audit.ts'
import type { Coverage, Engagement, Risk } from '../support/actors-audit.ts'
import { reviewIn } from '../support/actors-review.ts'
import { isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { foundIn, toldOf } from '../support/journey-found.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
const monday = () => journey.at('2026-03-02 09:00')
const engagement = (unit?: string): Engagement => {
  monday()
  return engagementIn(journey, unit)
}
const coverage = (unit?: string): Coverage => {
  monday()
  return coverageIn(journey, unit)
}
const risk = (unit?: string): Risk => {
  monday()
  return riskIn(journey, unit)
}
const about = (unit: string) => `unit:${unit}`
const accountabilities = async (unit: string) =>
  (await foundIn(journey, { mechanism: 'M10', subject: about(unit) })).map((p) => p.payload)
/** The coverage of a unit that an engagement has entered by itself. */
const coverageOf = async (unit: string) => {
  const all = await foundIn(journey, { mechanism: 'M11', subject: about(unit) })
  return all.find((p) => p.event === 'enterUniverse')
}
const notNow = { rule: 'state', kind: 'NOT_NOW' }

describe('an engagement', () => {
  test('from the plan by the board, fieldwork and report to the last finding rectified', async () => {
    const c = engagement()
    await submitted(c)
    await c.refuses('planIsEndorsed', 'approvePlan', c.director.approves())
    await c.supervisor.endorses()
    await c.director.approves()
    await c.auditor.schedules()
    await c.refuses('ofTheTeam', 'openFieldwork', c.auditor.opensFieldwork())
    await c.auditor.appoints()
    await c.auditor.appoints({ auditor: journey.person('audit-2') })
    expect(await c.file.readBy(worker(c.unit))).toBeNull()
    await c.auditor.opensFieldwork()
    await c.auditor.finds()
    await c.otherAuditor.finds({ severity: 'critical', legalBreach: true })
    await c.auditor.endsFieldwork()
    await c.auditor.sendsFindings()
    await c.of(worker(c.unit)).responds({
      actions: [{ finding: 1, action: 'two people more', dueOn: '2026-05-01' }],
    })
    await c.auditor.issuesReport()
    expect(c.file.stands()).toBe('boardReview')
    await journey.catchesUp()
    expect(await accountabilities(c.unit)).toMatchObject([{ cause: 'auditFinding', unit: c.unit }])

    await c.committee.instructs()
    await c.of(worker(c.unit)).claims()
    await c.auditor.rejects()
    expect(c.file.stands()).toBe('remediation.onTime')
    await c.of(worker(c.unit)).claims()
    await c.of(worker(c.unit)).claims({ finding: 2 })
    expect(c.file.stands()).toBe('remediation.followUp')
    await c.otherAuditor.confirms()
    await c.auditor.confirms({ finding: 2 })
    expect(await c.file.reads()).toMatchObject({
      title: { zh: '内部审计：consumer loans（2026）', en: 'Audit: consumer loans (2026)' },
      state: { final: true, phase: 'AFTER' },
      facts: {
        findings: [{ status: 'FIXED' }, { status: 'FIXED', legalBreach: true }],
        plan: { approval: { basis: 'ATTESTED_ON_PAPER' } },
        work: { breaches: [] },
      },
      timers: [],
    })
    expect([c.file.stands(), c.file.stands('yearScope')]).toEqual(['closed', 'executed'])
  })

  test('a plan is returned and brought again, withdrawn, or dropped by the board', async () => {
    const c = engagement()
    await submitted(c)
    await c.director.returnsPlan()
    await c.auditor.submitsPlan()
    expect(await c.file.facts()).toMatchObject({ plan: { endorsedBy: null } })
    await c.auditor.withdrawsLine()
    expect(c.file.stands()).toBe('lineWithdrawn')
    const dropped = engagement()
    await scheduled(dropped)
    await dropped.director.dropsLine()
    expect(dropped.file.stands()).toBe('lineDropped')
    expect(toldOf(await dropped.file.entries(), 'dropLine')).toEqual(['supervisoryBody'])
  })

  test('what was found is no finding if two auditors say so, and a report without any is noted', async () => {
    const c = engagement()
    await found(c)
    await c.otherAuditor.dropsFinding()
    await c.auditor.dropsFinding({ finding: 2 })
    await c.auditor.sendsFindings()
    await c.manager.responds()
    await c.auditor.issuesReport()
    await c.director.notesNothingFound()
    expect(await c.file.facts()).toMatchObject({
      findings: [{ status: 'DROPPED' }, { status: 'DROPPED' }],
    })
    expect(c.file.stands()).toBe('closed')
    await journey.catchesUp()
    expect(await accountabilities(c.unit)).toEqual([])
  })

  test('not executed in its year it is answered for, and the board alone reschedules it', async () => {
    const c = engagement()
    await approved(c)
    const before = (await foundIn(journey, { mechanism: 'M10' })).length
    await journey.passes('2027-01-04 09:00')
    expect([await c.file.standsNow(), c.file.stands('yearScope')]).toEqual([
      'planApproved',
      'missed',
    ])
    const after = await foundIn(journey, { mechanism: 'M10' })
    expect(after.length).toBeGreaterThan(before)
    expect(after.map((p) => p.payload)).toContainEqual(
      expect.objectContaining({ cause: 'statutoryBreach' }),
    )
    await c.director.reschedules()
    await c.auditor.appoints()
    await c.auditor.opensFieldwork()
    expect([c.file.stands(), c.file.stands('yearScope')]).toEqual(['fieldwork', 'executedLate'])
  })

  test('what stays overdue comes before the board, whose order is told and answered for', async () => {
    const c = engagement()
    await escalated(c)
    expect(await c.file.standsNow()).toBe('remediation.escalated')
    await c.director.orders()
    expect(toldOf(await c.file.entries(), 'orderRectification')).toContain('supervisoryBody')
    expect(await c.file.facts()).toMatchObject({
      escalatedOn: null,
      findings: [{ overdue: false, dueOn: '2026-06-01' }, { status: 'OPEN' }],
    })
    await journey.catchesUp()
    expect(await accountabilities(c.unit)).toMatchObject([
      { cause: 'auditFinding' },
      { cause: 'auditFinding' },
    ])
    await journey.passes('2026-06-02 09:00')
    expect(await c.file.standsNow()).toBe('remediation.overdue')
    await c.of(worker(c.unit)).claims()
    await c.auditor.confirms()
    expect(c.file.stands()).toBe('remediation.onTime')
  })

  test('a fix is still possible after it was escalated', async () => {
    const c = engagement()
    await escalated(c)
    await c.of(worker(c.unit)).claims()
    expect(await c.file.facts()).toMatchObject({ escalatedOn: null })
    expect(c.file.stands()).toBe('remediation.onTime')
  })

  test('a risk is accepted for a time, told to the committee, and gone or rectified after that', async () => {
    const c = engagement()
    await inField(c)
    await c.auditor.finds()
    await c.auditor.endsFieldwork()
    await c.auditor.sendsFindings()
    await c.of(worker(c.unit)).responds()
    await c.auditor.issuesReport()
    await c.director.instructs({ items: [{ finding: 1, dueOn: '2026-04-01' }] })
    await c.manager.acceptsRisk()
    expect(c.file.stands()).toBe('remediation.riskAccepted')
    expect(toldOf(await c.file.entries(), 'acceptRisk')).toContain('consumerProtectionCommittee')
    await journey.passes('2026-09-01 09:00')
    expect(await c.file.standsNow()).toBe('remediation.onTime')
    await c.otherManager.acceptsRisk({ until: '2026-12-31', rectifyBy: '2027-01-31' })
    await c.auditor.closesRisk()
    expect(await c.file.facts()).toMatchObject({ findings: [{ status: 'GONE' }] })
    expect(c.file.stands()).toBe('closed')
  })

  test('a finding that breaks the law holds the sale of the product', async () => {
    const product = reviewIn(journey)
    monday()
    await product.business.opensDraft()
    const c = engagement()
    await reported(c)
    await c.auditor.refers({ product: product.review.about as `product:${string}` })
    await journey.catchesUp()
    const carried = (await product.review.entries()).at(-1)
    expect(carried).toMatchObject({ event: 'reportConcern', cause: { event: 'referFinding' } })
  })

  test('a declaration of independence that has lapsed is confirmed before the report', async () => {
    const c = engagement()
    await found(c)
    await c.auditor.sendsFindings()
    await c.manager.responds()
    await journey.passes('2028-03-03 09:00')
    await c.refuses('independenceStands', 'issueReport', c.auditor.issuesReport())
    await c.otherAuditor.confirmsIndependence()
    await c.auditor.issuesReport()
    expect(c.file.stands()).toBe('boardReview')
  })

  test('inquired of, corrected, annotated and explained as any case is', async () => {
    const c = engagement()
    await scheduled(c)
    await c.auditor.correctsRecord()
    await c.regulator.inquires({ answerBy: '2026-03-05' })
    await c.auditor.notes()
    await c.manager.attachesEvidence()
    await journey.passes('2026-03-10 09:00')
    await c.auditor.answersInquiry()
    const late = (await c.file.strikes()).find(({ event }) => event === 'reportStartOverdue')
    await c.auditor.explainsBreach({ breach: late?.id })
    expect(await c.file.facts()).toMatchObject({
      label: 'consumer lending',
      work: {
        inquiries: [{ overdue: true, answered: true }],
        breaches: [{ clock: 'start', explained: true }],
      },
    })
    await claimed(engagement())
    await instructed(engagement())
  })
})

describe('the coverage of a unit', () => {
  test('follows the plan and the report of its audit by itself', async () => {
    const unit = coverage()
    await furnished(journey, unit.unit)
    await unit.auditor.enters({ openedOn: '2024-01-01' })
    const c = engagement(unit.unit)
    await c.auditor.proposes()
    await c.auditor.submitsPlan()
    await c.supervisor.endorses()
    await c.director.approves()
    await journey.catchesUp()
    expect([await unit.file.standsNow(), unit.file.stands('window')]).toEqual([
      'planned',
      'neverAudited',
    ])
    await c.auditor.schedules()
    await c.auditor.appoints()
    await c.auditor.opensFieldwork()
    await c.auditor.endsFieldwork()
    await c.auditor.sendsFindings()
    await c.of(worker(c.unit)).responds()
    await c.auditor.issuesReport()
    await journey.catchesUp()
    expect([await unit.file.standsNow(), unit.file.stands('window')]).toEqual([
      'unplanned',
      'covered',
    ])
    expect(await unit.file.facts()).toMatchObject({ lastReportOn: '2026-03-02', reports: 1 })
    const later = engagement(unit.unit)
    await later.auditor.proposes({ year: 2027 })
    expect(await later.file.facts()).toMatchObject({ lastReportOn: '2026-03-02' })
  })

  test('a unit that was forgotten enters with its first plan', async () => {
    const c = engagement()
    await approved(c)
    await journey.catchesUp()
    expect(await coverageOf(c.unit)).toMatchObject({
      by: 'COURIER',
      paths: expect.arrayContaining(['case.planned']) as unknown,
    })
  })

  test('an audit of personal information does not cover it', async () => {
    const c = engagement()
    await furnished(journey, c.unit)
    await c.auditor.proposes({ kind: 'personalInformation', activity: 'activity:scoring' })
    await c.auditor.submitsPlan()
    await c.supervisor.endorses()
    await c.director.approves()
    await journey.catchesUp()
    expect(await coverageOf(c.unit)).toBeUndefined()
    expect(await c.file.facts()).toMatchObject({ about: ['activity:scoring'] })
  })

  test('a plan that is dropped warns at once where four years are over; five are a breach', async () => {
    const unit = coverage()
    await furnished(journey, unit.unit)
    await unit.auditor.enters({ openedOn: '2022-03-03' })
    const c = engagement(unit.unit)
    await c.auditor.proposes()
    await c.auditor.submitsPlan()
    await c.supervisor.endorses()
    await c.director.approves()
    await journey.catchesUp()
    await journey.passes('2026-03-05 09:00')
    expect(await unit.file.standsNow('window')).toBe('neverAudited')
    await c.director.dropsLine()
    await journey.catchesUp()
    expect([await unit.file.standsNow(), unit.file.stands('window')]).toEqual([
      'unplanned',
      'atRisk',
    ])
    await journey.passes('2027-03-04 09:00')
    expect(await unit.file.standsNow('window')).toBe('uncovered')
    const risks = await foundIn(journey, { mechanism: 'M11', subject: about(unit.unit) })
    expect(risks.filter((p) => p.event === 'reportRisk').map((p) => p.payload)).toMatchObject([
      { kind: 'statutoryBreach' },
    ])
  })

  test('ends with the unit', async () => {
    const c = coverage()
    await furnished(journey, c.unit)
    await c.auditor.enters({
      openedOn: '2020-01-01',
      lastReportOn: '2025-01-01',
      reportHash: PROOF,
    })
    expect(c.file.stands('window')).toBe('covered')
    await c.manager.closesUnit()
    expect(c.file.stands()).toBe('dissolved')
    await c.auditor.enters()
  })
})

describe('a risk', () => {
  test('is taken into an engagement of its unit, which knows of it', async () => {
    const c = engagement()
    await proposed(c)
    const r = risk(c.unit)
    await r.officer.reportsRisk()
    await r.auditor.takes({ engagement: c.file.id })
    expect(r.file.stands()).toBe('taken')
    await journey.catchesUp()
    expect((await c.file.facts())['risks']).toHaveLength(1)
  })

  test('is dismissed by two auditors, and silence escalates it', async () => {
    const r = risk()
    await r.regulator.reportsRisk()
    await r.auditor.proposesDismissal()
    await r.otherAuditor.rejectsDismissal()
    await journey.passes('2026-04-02 09:00')
    expect([await r.file.standsNow(), r.file.stands('silence')]).toEqual(['waiting', 'escalated'])
    await r.auditor.proposesDismissal()
    await r.otherAuditor.confirmsDismissal()
    expect(r.file.stands()).toBe('riskDismissed')
    await isRefused(r.auditor.takes(), notNow)
  })
})
