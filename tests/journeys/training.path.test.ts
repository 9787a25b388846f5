// The training of an institution: the plan of a year, the people it reaches, and who is barred from work.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordingIn } from '../support/actors-recordings.ts'
import {
  approved,
  certified,
  enrolled,
  examined,
  failed,
  planIn,
  trainingIn,
} from '../support/actors-training.ts'
import type { Plan } from '../support/actors-training.ts'
import { todayIn } from '../support/actors-complaint.ts'
import { isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
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
const notNow = { kind: 'NOT_NOW', rule: 'state' } as const
const countOf = async (mechanism: string): Promise<number> => {
  const query = `{ processes(filter: { mechanism: ${mechanism} }) { totalCount } }`
  const data = await journey.doors.ask('audit-1', query, {})
  return Number(data['processes']?.['totalCount'])
}
const everySession = async (p: Plan): Promise<void> => {
  await p.hr.recordsSession()
  await p.planner.recordsSession({ topic: 'product' })
  await p.privacy.recordsSession({ topic: 'informationSecurity' })
  await p.hr.recordsSession({ topic: 'antiFraud' })
}
/** Minutes about the figures that were counted. */
const minutes = async (p: Plan) => {
  const coverage = (await p.file.facts())['coverage'] as unknown as { hash: string }
  const hash = 'e9'.repeat(32)
  const date = todayIn(p.file)
  return {
    resolution: { minutes: { number: 'BC-1', date, quorum: 3, hash, contentHash: coverage.hash } },
  }
}

describe('the plan of a year', () => {
  test('from the needs over its sessions to a year in which everybody was trained', async () => {
    journey.at('2026-01-05 09:00')
    const p = planIn(journey)
    const { file, planner, manager, hr } = p
    await planner.opensPlan()
    await planner.recordsNeed()
    await p.privacy.recordsNeed({ source: 'newRules', topic: 'informationSecurity' })
    await isRefused(manager.approves(), notNow)
    await planner.submits()
    await manager.returns()
    expect(file.stands()).toBe('needs')
    await hr.submits()
    await planner.withdraws()
    await planner.submits()
    await manager.approves()
    expect(file.stands()).toBe('planApproved.waiting')
    await hr.recordsRoster()
    await everySession(p)
    expect(file.stands()).toBe('underway')

    // Changed while it runs: what was approved stays in force until the change is.
    await planner.amends({ passMark: 75 })
    await manager.returns()
    expect([file.stands(), (await file.facts())['approved']]).toMatchObject([
      'underway',
      { passMark: 70 },
    ])
    await planner.amends({ passMark: 75 })
    await manager.approves()
    expect(file.stands()).toBe('underway')

    const t = trainingIn(journey)
    await t.hr.enrols({ group: 'frontLine' })
    await t.department.records()
    await t.department.finishes()
    await t.hr.grades({ score: 75 })
    expect(t.file.stands()).toBe('certified')
    expect((await t.file.facts())['passMark']).toBe(75)

    await journey.passes('2027-01-04 09:00')
    expect(await file.standsNow()).toBe('yearClosing.covered')
    expect(await file.facts()).toMatchObject({
      coverage: { frontLine: { certified: 1, roster: 1 }, topicsMissing: [], complete: true },
      work: { breaches: [] },
    })
    await planner.closes()
    expect((await file.reads())['state']).toMatchObject({ final: true })
  })
  test('not everybody: management and committee are told, it is made up or deliberated', async () => {
    journey.at('2027-03-01 09:00')
    const before = [await countOf('M10'), await countOf('M11')] as const
    const p = planIn(journey)
    await approved(p)
    await p.hr.recordsRoster()
    await everySession(p)
    const t = trainingIn(journey)
    await t.hr.enrols({ group: 'frontLine' })
    await journey.passes('2028-01-03 09:00')
    expect(await p.file.standsNow()).toBe('yearClosing.uncovered')
    expect([await countOf('M10'), await countOf('M11')]).toEqual([before[0] + 1, before[1] + 1])
    await isRefused(p.planner.closes(), notNow)
    await p.manager.ordersCatchUp({ by: '2028-02-10' })
    // Overdue and restricted meanwhile: the examination of that year is still the one that counts.
    await t.department.retakes()
    await t.hr.grades()
    await journey.passes('2028-02-11 09:00')
    expect(await p.file.standsNow()).toBe('yearClosing.covered')
    expect((await p.file.facts())['work']).toMatchObject({ breaches: [{ clock: 'yearEnd' }] })
    await p.planner.closes()
  })
  test('a shortfall that is deliberated is closed with its resolution', async () => {
    journey.at('2028-03-01 09:00')
    const p = planIn(journey)
    await approved(p)
    await journey.passes('2029-01-03 09:00')
    await p.committee.notesShortfall(await minutes(p))
    expect(await p.file.facts()).toMatchObject({
      resolution: { number: 'BC-1', basis: 'ATTESTED_ON_PAPER' },
      coverage: { topicsMissing: expect.arrayContaining(['ANTI_FRAUD']) as unknown },
    })
    await p.planner.closes()
    expect(p.file.stands()).toBe('closed')
  })
})

describe('a person', () => {
  const begun = (who?: string) => {
    journey.at('2030-03-04 09:00')
    return trainingIn(journey, who)
  }
  test('is certified, measured, and enrolled for the next year when it has begun', async () => {
    const t = begun()
    await certified(t)
    await t.planner.measures()
    expect(t.file.stands()).toBe('evaluated')
    await journey.passes('2031-02-05 09:00')
    expect(await t.file.standsNow()).toBe('expiring')
    await t.hr.enrolsAgain()
    expect(await t.file.facts()).toMatchObject({
      year: 2031,
      certifiedOn: null,
      certifications: [{ year: 2030, group: 'NEW_HIRE' }],
    })
  })
  test('fails, is trained again and passes in time', async () => {
    const t = begun()
    await failed(t)
    await t.hr.assignsRemedial()
    expect(await t.file.dueAt('remedial')).toBe(endOf('2030-04-03'))
    await journey.passes('2030-03-12 09:00')
    await t.department.retakes()
    await t.hr.fails()
    // Failing again gains no time.
    expect(await t.file.dueAt('remedial')).toBe(endOf('2030-04-03'))
    await t.hr.assignsRemedial()
    await t.department.retakes()
    await t.hr.grades()
    expect(t.file.stands()).toBe('certified')
    expect((await t.file.facts())['attempts']).toBe(3)
  })
  test('late, attends and does not finish: the days until the restriction count from the first', async () => {
    const t = begun()
    await enrolled(t)
    await journey.passes('2030-04-03 09:00')
    expect(await t.file.dueAt('restriction')).toBe(endOf('2030-05-02'))
    await journey.passes('2030-04-10 09:00')
    await t.department.records()
    await journey.passes('2030-05-12 09:00')
    expect(await t.file.standsNow()).toBe('restricted.barred')
    expect((await t.file.facts())['overdueSince']).toBe('2030-04-02')
  })
  test('restricted, sells nothing until the examination is passed', async () => {
    const t = begun('loans-2')
    await failed(t)
    await journey.passes('2030-04-05 09:00')
    expect(await t.file.standsNow()).toBe('restricted.barred')
    const sale = recordingIn(journey)
    const seller = t.file.about
    await sale.refuses('sellerNotRestricted', 'openRecording', sale.seller.opens({ seller }))
    await t.department.retakes()
    // While it waits to be graded it is restricted as before.
    expect(t.file.stands()).toBe('restricted.examined')
    await sale.refuses('sellerNotRestricted', 'openRecording', sale.seller.opens({ seller }))
    await t.hr.fails()
    expect(t.file.stands()).toBe('restricted.barred')
    await t.department.retakes()
    await t.hr.grades()
    await sale.seller.opens({ seller })
    expect(sale.file.stands()).toBe('consentAsked')
  })
  test('a restriction goes over to what is opened later, and to what was open', async () => {
    const t = begun()
    const who = { person: t.file.about }
    await failed(t)
    const meanwhile = trainingIn(journey)
    await meanwhile.hr.requires(who)
    expect(meanwhile.file.stands()).toBe('enrolled')
    await journey.passes('2030-04-05 09:00')
    expect(await meanwhile.file.standsNow()).toBe('restricted.barred')
    const later = trainingIn(journey)
    await later.planner.requires(who)
    expect(later.file.stands()).toBe('restricted.barred')
    await later.department.retakes()
    await later.refuses('noOlderRestriction', 'gradeExam', later.hr.grades())
    await t.department.retakes()
    await t.hr.grades()
    await meanwhile.department.retakes()
    await meanwhile.hr.grades()
    await later.hr.grades()
    expect(later.file.stands()).toBe('certified')
  })
  test('waived for a time, and no longer', async () => {
    const t = begun()
    await enrolled(t)
    await t.department.proposesWaiver()
    await t.planner.declinesWaiver()
    await t.hr.proposesWaiver()
    await t.planner.approvesWaiver()
    expect(t.file.stands()).toBe('waived')
    await journey.passes('2030-06-05 09:00')
    expect(await t.file.standsNow()).toBe('enrolled')
    await t.department.records()
    expect(t.file.stands()).toBe('inSession')
  })
  test('moves to another unit, leaves, or was enrolled by mistake', async () => {
    const t = begun()
    await enrolled(t)
    await t.hr.corrects()
    await t.hr.transfers()
    expect(await t.file.readBy('loans-1')).toBeNull()
    expect(await t.file.readBy('wealth-1')).not.toBeNull()
    await t.hr.recordsLeaving()
    expect(t.file.stands()).toBe('left')
    const other = begun()
    await enrolled(other)
    await other.hr.cancels()
    expect(other.file.stands()).toBe('cancelled')
  })
  test('after a finding: trained, measured and archived, whatever the year', async () => {
    const t = begun()
    await t.planner.requires({ cause: 'auditFinding' })
    expect(await t.file.facts()).toMatchObject({
      requirement: 'AUDIT_FINDING',
      purpose: 'REQUIRED',
    })
    await t.department.records({ topic: 'product' })
    await t.department.finishes()
    await t.hr.grades()
    await t.planner.measures()
    await t.planner.closesYear()
    expect((await t.file.reads())['state']).toMatchObject({ final: true })
  })
  test('the officer for the security of information records the own courses', async () => {
    const t = begun()
    await t.hr.requires({ topic: 'informationSecurity' })
    await t.privacy.records({ topic: 'informationSecurity' })
    await t.privacy.finishes()
    expect(t.file.stands()).toBe('exam')
  })
  test('is read by human resources and its own unit, and by no other', async () => {
    const t = begun()
    await examined(t)
    expect(await t.file.readBy('hr-2')).not.toBeNull()
    expect(await t.file.readBy('loans-2')).not.toBeNull()
    expect(await t.file.readBy('wealth-1')).toBeNull()
  })
})
