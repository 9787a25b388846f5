// What individuals ask for, and what happens when information leaks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personalInformation } from '../../engine/mechanisms/personal-information/index.ts'
import {
  confirmed,
  contained,
  contested,
  credit,
  exempt,
  fixed,
  inProgress,
  informationIn,
  requested,
  suspected,
  titlesIn,
} from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { GRAVE, MILD } from '../support/information-deeds.ts'
import { because, isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { endOf, instantOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
const begun = (): Information => {
  journey.at('2026-03-02 09:00')
  return informationIn(journey)
}
const notNow = { kind: 'NOT_NOW', rule: 'state' }
const noticesOf = (leaf: string | undefined) =>
  ((JSON.parse(leaf ?? '{}') as { notices?: { to: string }[] }).notices ?? []).map(({ to }) => to)

describe('a request of an individual', () => {
  test('is verified, supplemented, refused with reasons, contested, upheld and fulfilled', async () => {
    const c = begun()
    const { file, channel, officer } = c
    await requested(c)
    expect([file.stands(), file.stands('answer')]).toEqual(['verifying', 'notStarted'])
    await officer.confirmsIdentity()
    expect(await file.dueAt('K42')).toBe(endOf('2026-03-17'))
    await officer.asksMore()
    expect([file.stands(), file.stands('answer')]).toEqual(['waitingMore', 'paused'])
    journey.at('2026-03-05 09:00')
    await channel.answersMore()
    expect(await file.dueAt('K42')).toBe(endOf('2026-03-19'))
    await officer.refuses()
    await channel.contests()
    await c.protection.upholdsContest()
    expect(await file.dueAt('K42')).toBe(endOf('2026-03-20'))
    await officer.fulfils()
    await journey.passes('2026-03-20 09:00')
    expect(await file.standsNow()).toBe('closed')
    expect(await file.facts()).toMatchObject({
      upheld: 1,
      outcome: { answered: 'ACCESS_GIVEN' },
      requestKept: { standing: 'KEPT' },
    })
  })

  test('late, it is marked and goes on; senior management may then refuse it', async () => {
    const c = begun()
    await inProgress(c)
    await c.refusedBy('refusalIsYours', 'refuseRequest', c.manager.refuses())
    await journey.passes('2026-03-18 09:00')
    expect([await c.file.standsNow(), c.file.stands('answer')]).toEqual(['inProgress', 'overdue'])
    expect((await c.file.facts())['work']).toMatchObject({
      breaches: [{ clock: 'K42', on: '2026-03-18' }],
    })
    await c.manager.refuses()
    expect(c.file.stands('answer')).toBe('answered')
  })

  test('about a credit record has the twenty days of the statute, from receipt and without a pause', async () => {
    const c = begun()
    await credit(c)
    expect(await c.file.dueAt('K49')).toBe(endOf('2026-03-22'))
    journey.at('2026-03-10 09:00')
    await c.officer.confirmsIdentity()
    await c.refusedBy('creditMarked', 'fulfilRequest', c.officer.fulfils())
    await c.officer.marksDisputed()
    await c.officer.asksMore()
    expect(await c.file.dueAt('K42')).toBeUndefined()
    expect(await c.file.dueAt('K49')).toBe(endOf('2026-03-22'))
    await journey.passes('2026-03-23 09:00')
    expect(await c.file.facts()).toMatchObject({
      late: true,
      work: { breaches: [{ clock: 'K49', on: '2026-03-23' }] },
    })
    await c.channel.answersMore()
    await c.officer.fulfils({ outcome: 'creditCorrected' })
    expect(c.file.stands()).toBe('fulfilled')
  })

  test('contested before a court is judged by the court alone', async () => {
    const c = begun()
    await inProgress(c)
    await c.officer.refuses()
    await c.channel.contests({ route: 'court' })
    await c.refusedBy('contestIsYours', 'upholdContest', c.protection.upholdsContest())
    await c.court.dismissesContest()
    expect(c.file.stands()).toBe('closed')
  })

  test('contested as a complaint opens one', async () => {
    const c = begun()
    await contested(c)
    await c.protection.dismissesContest()
    const other = begun()
    await inProgress(other)
    await other.officer.refuses()
    await other.channel.contests({ route: 'complaint' })
    await journey.catchesUp()
    expect(await titlesIn(journey, 'M07')).toContain(
      'Complaint: answer to a request about personal information',
    )
  })

  test('withdrawn or not to be verified, it ends', async () => {
    const c = begun()
    await requested(c)
    await c.channel.withdrawsRequest()
    expect(c.file.stands()).toBe('closed')
    const other = begun()
    await requested(other)
    await other.officer.rejectsIdentity()
    expect(other.file.stands()).toBe('unverified')
  })
})

/** The reports by their regions, each with the rules that move it. */
const REPORTS = {
  internetReport: { report: 'internet', notDue: 'internetNotDue', is: 'isInternet' },
  centralBankReport: { report: 'centralBank', notDue: 'centralBankNotDue', is: 'isCentralBank' },
  firstReport: { report: 'supervisorFirst', notDue: 'firstNotDue', is: 'isFirst' },
  writtenReport: { report: 'supervisorWritten', notDue: 'writtenNotDue', is: 'isWritten' },
} as const

describe('an incident', () => {
  test('is confirmed, reported to each authority, told to individuals, mended, verified and closed', async () => {
    const c = begun()
    const { file, officer, business, auditor, manager } = c
    await suspected(c)
    await officer.confirmsIncident()
    const [entry] = (await file.entries()).slice(-1)
    expect(noticesOf(entry?.leaf)).toEqual([
      'personalInformationOfficer',
      'seniorManagement',
      'supervisoryBody',
      'consumerProtectionCommittee',
    ])
    for (const [clock, hours] of Object.entries({ K44: 4, K45: 72, K46first: 2, K46written: 24 }))
      expect(await file.dueAt(clock)).toBe(later('2026-03-02 09:00', hours))
    await officer.tellsAuthority({ items: ['kinds'] })
    for (const report of ['supervisorWritten', 'centralBank', 'internet'] as const)
      await officer.tellsAuthority({ report })
    await officer.contains()
    await officer.tellsIndividuals()
    await officer.sealsLogs()
    await officer.recordsCause()
    await business.reportsFix()
    await auditor.rejectsFix()
    await business.reportsFix()
    await auditor.verifiesFix()
    await manager.closes()
    expect(await file.facts()).toMatchObject({
      reports: {
        internet: 'TOLD',
        centralBank: 'TOLD',
        supervisorFirst: 'TOLD',
        supervisorWritten: 'TOLD',
      },
      individuals: 'TOLD',
      incidentKept: { standing: 'KEPT' },
    })
    expect(file.stands()).toBe('incidentClosed')
    expect(await file.dueAt('K48')).toBe(endOf('2026-09-02'))
  })

  test('nobody looks at confirms itself after an hour, and every report that is late strikes at its own instant', async () => {
    const c = begun()
    await c.partner.reportsIncident()
    await journey.passes('2026-03-05 10:00')
    expect(await c.file.standsNow()).toBe('confirmed')
    const strikes = (await c.file.strikes()).map((e) => `${e.effective?.at ?? ''} ${e.event}`)
    const due = (hours: number, event: string) => `${later('2026-03-02 09:00', hours)} ${event}`
    expect(strikes.toSorted()).toEqual([
      due(1, 'presumeConfirmed'),
      due(2, 'reportFirstOverdue'),
      due(4, 'reportInternetOverdue'),
      due(24, 'escalateContainment'),
      due(24, 'flagIndividualsOverdue'),
      due(24, 'reportWrittenOverdue'),
      due(72, 'reportCentralBankOverdue'),
    ])
  })

  test('discovered long before it was reported is late as of its legal instants', async () => {
    const c = begun()
    await c.business.reportsIncident({ discoveredAt: instantOf('2026-03-02 03:00') })
    await journey.catchesUp()
    expect((await c.file.strikes()).map((e) => [e.event, e.effective?.at])).toEqual([
      ['presumeConfirmed', later('2026-03-02 03:00', 1)],
      ['reportFirstOverdue', later('2026-03-02 03:00', 2)],
      ['reportInternetOverdue', later('2026-03-02 03:00', 4)],
    ])
    await c.refusedBy('lateShowsContainment', 'tellAuthority', c.officer.tellsAuthority())
  })

  test('dismissed as a false alarm by two people is late for nothing', async () => {
    const c = begun()
    await c.officer.reportsIncident({ discoveredAt: instantOf('2026-03-02 08:30') })
    await c.officer.proposesFalseAlarm()
    await c.refusedBy('proposedByAnother', 'confirmFalseAlarm', c.officer.confirmsFalseAlarm())
    await c.colleague.confirmsFalseAlarm()
    await journey.passes('2026-03-09 09:00')
    expect(await c.file.standsNow()).toBe('falseAlarm')
    expect(await c.file.strikes()).toEqual([])
  })

  test('of a low class demands no report; raised, it does, and lowered only by two', async () => {
    const c = begun()
    await suspected(c)
    await c.officer.confirmsIncident({ class: MILD })
    expect(c.file.stands('internetReport')).toBe('notRequired')
    await c.regulator.raisesClass({ class: GRAVE })
    expect(c.file.stands('internetReport')).toBe('due')
    await c.officer.proposesLowerClass()
    await c.refusedBy('proposedByAnother', 'confirmLowerClass', c.officer.confirmsLowerClass())
    await c.lawyer.confirmsLowerClass()
    expect(c.file.stands('internetReport')).toBe('notRequired')
  })

  test('that is of a lower class keeps the reports that this class demands', async () => {
    const c = begun()
    await confirmed(c)
    await c.officer.proposesLowerClass({ class: { ...GRAVE, severity: 'larger', people: 200 } })
    await c.lawyer.confirmsLowerClass()
    for (const [region, { notDue }] of Object.entries(REPORTS))
      expect(c.file.stands(region), because(personalInformation, notDue)).toBe('due')
  })

  test('that is told to one authority is still to be told to the others', async () => {
    const c = begun()
    await confirmed(c)
    const told = new Set<string>()
    for (const { report } of Object.values(REPORTS)) {
      await c.officer.tellsAuthority({ report })
      told.add(report)
      for (const [region, { report: other, is }] of Object.entries(REPORTS))
        expect(c.file.stands(region), because(personalInformation, is)).toBe(
          told.has(other) ? 'told' : 'due',
        )
    }
  })

  test('whose harm is avoided need not be told, until the regulator orders it', async () => {
    const c = begun()
    await exempt(c)
    expect(c.file.stands('individuals')).toBe('exempt')
    await journey.passes('2026-03-18 09:00')
    expect(await c.file.standsNow('individuals')).toBe('settled')
    await c.regulator.ordersNotification()
    expect(c.file.stands('individuals')).toBe('ordered')
    await c.officer.tellsIndividuals()
    await isRefused(c.regulator.ordersNotification(), notNow)
  })

  test('is not closed before it is reported and the individuals are told', async () => {
    const c = begun()
    await fixed(c)
    await c.auditor.verifiesFix()
    await c.refusedBy('reportsMade', 'closeIncident', c.manager.closes())
    for (const report of [
      'supervisorFirst',
      'supervisorWritten',
      'centralBank',
      'internet',
    ] as const)
      await c.officer.tellsAuthority({ report })
    await c.refusedBy('individualsSettled', 'closeIncident', c.manager.closes())
    await c.officer.tellsIndividuals()
    await c.manager.closes()
  })

  test('reaches accountability and the audit universe', async () => {
    const c = begun()
    await contained(c)
    await journey.catchesUp()
    expect((await titlesIn(journey, 'M10')).length).toBeGreaterThan(0)
    expect((await titlesIn(journey, 'M11')).length).toBeGreaterThan(0)
  })

  test('is a major matter for management and the board where it is of a major class', async () => {
    const matters = async () => (await titlesIn(journey, 'G04')).length
    const before = await matters()
    const { officer } = begun()
    await officer.reportsIncident()
    await officer.confirmsIncident({ class: MILD })
    await journey.catchesUp()
    expect(await matters()).toBe(before)
    await officer.raisesClass({ class: GRAVE })
    await journey.catchesUp()
    expect(await matters()).toBe(before + 1)
  })
})

const HOUR_MS = 3_600_000
const later = (local: string, hours: number): string =>
  new Date(Date.parse(instantOf(local)) + hours * HOUR_MS).toISOString()
