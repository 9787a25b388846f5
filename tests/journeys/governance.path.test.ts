// The governance processes from beginning to end: a policy, the report of a year, an inquiry of the
// supervisors, a major matter, and who supervises.

import { expect, test } from 'vitest'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import { disclosure } from '../../engine/mechanisms/disclosure/index.ts'
import {
  binds,
  bodyAdopts,
  inquiryIn,
  matterIn,
  paper,
  policyIn,
  resolvedReport,
  version,
  workReportIn,
} from '../support/actors-governance.ts'
import { complaintDeeds, todayIn } from '../support/actors-complaint.ts'
import { reportDeeds } from '../support/actors-disclosure-report.ts'
import { committeeAdopts } from '../support/actors-resolution.ts'
import { actorIn, isRefused } from '../support/actors.ts'
import { Case } from '../support/journey-case.ts'
import { foundIn } from '../support/journey-found.ts'
import { journeyOfFile } from '../support/journey-of-file.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
journeyOfFile({ newcomers: false }, (opened) => (journey = opened))
/** The id behind a global one. */
const plain = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1]
const notAdopted = { rule: 'resolutionAdopted', kind: 'NOT_NOW', article: '2022-9:8' } as const

test('a policy is adopted by the board about the very content, and anew when it changes', async () => {
  journey.at('2026-03-02 09:00')
  const p = policyIn(journey, 2026)
  await p.officer.putsDown({ kind: 'annualPlan' })
  await p.manager.submits()
  const matter = { process: p.file.id, contentHash: version(1) }
  const { resolution } = await committeeAdopts(journey, { ...matter, decision: 'endorsePolicy' })
  await p.member.endorses({ resolution })
  const adopting = await bodyAdopts(
    journey,
    { body: 'board' },
    { ...matter, decision: 'adoptPolicy' },
  )
  await p.director.adopts(adopting)
  await p.manager.executes()
  expect(await p.file.facts()).toMatchObject({
    adoption: {
      basis: 'RESOLUTION',
      contentHash: version(1),
      process: plain(adopting.resolution.process),
    },
    executions: 1,
  })
  await journey.catchesUp()

  await p.officer.changes()
  expect([p.file.stands(), p.file.stands('force')]).toEqual(['beforeCommittee', 'outdated'])
  await p.member.endorses(paper(p.file, 2))
  // What the board adopted was other content, and is carried out.
  await isRefused(p.director.adopts(adopting), notAdopted)
  const anew = await bodyAdopts(
    journey,
    { body: 'board' },
    { process: p.file.id, contentHash: version(2), decision: 'adoptPolicy' },
  )
  await p.director.adopts(anew)
  expect(p.file.stands('force')).toBe('inForce')
  await journey.passes('2027-01-04 09:00')
  expect(await p.file.facts()).toMatchObject({ renewed: true })
  await p.manager.concludes()
  expect(p.file.stands()).toBe('policyConcluded')
  const next = await foundIn(journey, { mechanism: 'G04', subject: 'activity:annual-plan-2027' })
  expect(next).toMatchObject([{ event: 'openPolicy', by: 'COURIER' }])
})

test('a policy that the board revokes may be withdrawn', async () => {
  const p = policyIn(journey, 2024)
  await p.manager.putsDown()
  await p.manager.submits()
  await p.member.committeeReturns()
  await p.manager.submits()
  await p.member.endorses()
  await p.director.boardReturns()
  await p.manager.submits()
  await p.member.endorses()
  await p.director.adopts()
  await p.director.revokes()
  expect([p.file.stands(), p.file.stands('force')]).toEqual(['preparing', 'notAdopted'])
  await p.manager.withdraws()
  expect(p.file.stands()).toBe('policyWithdrawn')
})

test('a work report of the year leads to the report to the public', async () => {
  const r = workReportIn(journey, 2025)
  await resolvedReport(r)
  expect(r.file.stands()).toBe('toDisclose')
  await journey.catchesUp()
  const [put] = await foundIn(journey, {
    mechanism: 'M02',
    subject: 'activity:annual-report-2025',
  })
  expect(put).toMatchObject({ event: 'scheduleYear', by: 'COURIER' })
  const next = { mechanism: 'G04', subject: 'activity:work-report-2026-half-year' }
  expect(await foundIn(journey, next)).toHaveLength(1)

  const report = new Case({
    journey,
    mechanism: disclosure,
    chart: 'report',
    facts: 'year',
    about: '2025',
  })
  report.id = put?.id ?? ''
  const as = (subject: string) => actorIn(report, subject, reportDeeds)
  for (const of of ['M07', 'M08'] as const) await as('protection-1').signs({ of })
  for (const of of ['M09', 'M10'] as const) await as('hr-1').signs({ of })
  await as('audit-1').signs({ of: 'M11' })
  await as('protection-2').locks()
  await as('protection-2').submitsLate()
  await as('management-1').managementEndorses()
  await as('committee-1').committeeEndorses()
  await as('board-1').resolves()
  await isRefused(r.officer.recordsDisclosure({ report: report.id }), {
    rule: 'disclosedToPublic',
    kind: 'NOT_NOW',
    article: '2022-9:10',
  })
  await as('protection-1').publishes()
  await r.officer.recordsDisclosure({ report: report.id })
  expect(r.file.stands()).toBe('reportDisclosed')
})

test('the report of a half-year is returned on each level, and kept', async () => {
  const r = workReportIn(journey, 2025)
  await r.officer.putsDown({ kind: 'halfYear' })
  await r.officer.starts()
  await r.officer.compiles()
  await r.manager.returns()
  await r.officer.compiles()
  await r.manager.presents()
  await r.member.committeeReturns()
  await r.officer.compiles()
  await r.manager.presents()
  await r.member.endorses()
  await r.director.boardReturns()
  await r.officer.compiles()
  await r.manager.presents()
  await r.member.endorses()
  await r.director.resolves()
  expect(r.file.stands()).toBe('reportKept')
})

test('the supervisors ask, are answered, and follow up', async () => {
  const p = policyIn(journey, 2023)
  await p.manager.putsDown()
  const before = (await p.file.reads())['version']
  const i = inquiryIn(journey)
  await i.supervisor.asks({ process: p.file.id })
  await i.manager.answers()
  await i.supervisor2.asksFurther()
  await i.manager2.answers()
  const opinion = { process: i.file.id, contentHash: version(1), decision: 'issueOpinion' } as const
  await i.supervisor.opines(await bodyAdopts(journey, { body: 'supervisor' }, opinion))
  await i.manager.rectifies()
  await i.supervisor.insists()
  await i.manager.rectifies()
  await i.supervisor2.confirms()
  expect(i.file.stands()).toBe('inquiryClosed')
  expect(await i.file.facts()).toMatchObject({
    of: 'SENIOR_MANAGEMENT',
    form: 'BOARD_OF_SUPERVISORS',
    questions: 2,
    rectifications: 2,
    insisted: 1,
    outcome: 'RECTIFIED',
  })
  // The process inquired into did not move.
  expect((await p.file.reads())['version']).toBe(before)
})

test('an answer that does not come keeps no opinion back', async () => {
  const i = inquiryIn(journey)
  await i.supervisor.asks({ of: 'board' })
  await journey.passes(`${todayIn(i.file, 30)} 09:00`)
  await i.supervisor.opines({ rectifyBy: undefined })
  expect(i.file.stands()).toBe('inquiryClosed')
  expect(await i.file.facts()).toMatchObject({ outcome: 'NO_OBJECTION', late: { answer: true } })
})

test('a major complaint goes before the board, and back to it when it grows', async () => {
  const about = 'consumer:major-1'
  const complaint = new Case({
    journey,
    mechanism: complaintHandling,
    facts: 'major { planActive }',
    about,
  })
  const officer = actorIn(complaint, 'protection-1', complaintDeeds)
  await officer.registers()
  await officer.declaresMajor()
  await journey.catchesUp()
  const found = await foundIn(journey, { mechanism: 'G04', path: 'case.matterReported' })
  expect(found).toMatchObject([{ event: 'reportMatter', by: 'COURIER' }])
  const m = matterIn(journey)
  m.file.id = found[0]?.id ?? ''
  await m.manager.assesses()
  await m.manager.informs()
  await m.director.instructs()
  await m.manager.develops()
  expect(m.file.stands()).toBe('matterBeforeBoard')
  // The board resolved on what was known then.
  await isRefused(m.director.takesNote(), {
    rule: 'resolutionOnContent',
    kind: 'NOT_NOW',
    article: '2022-9:8',
  })
  await m.director.takesNote(paper(m.file, 2))
  await m.manager.performs()
  await m.manager.tellsRegulator()
  await m.manager.concludes()
  expect([m.file.stands(), m.file.stands('regulatorNotice')]).toEqual(['matterClosed', 'sent'])
  expect(await m.file.facts()).toMatchObject({
    kind: 'MAJOR_COMPLAINT',
    source: plain(complaint.id),
  })
})

test('an ordinary matter is laid aside, and the supervisors are told', async () => {
  const m = matterIn(journey)
  await m.business.reports({ unit: 'consumer-loans' })
  await m.manager.assesses({ level: 'ordinary' })
  expect(m.file.stands()).toBe('notMajor')
  const leaf = (await m.file.entries()).findLast((e) => e.event === 'assessMatter')?.leaf
  expect(leaf).toContain('supervisoryBody')
})

test('who supervises is recorded from a day on, and never before the last', async () => {
  expect((await binds(journey, 'auditCommittee'))['entry']).toBeTruthy()
  const i = inquiryIn(journey)
  await i.supervisor.asks()
  expect(await i.file.facts()).toMatchObject({ form: 'AUDIT_COMMITTEE' })
  journey.at(`${todayIn(i.file, -1)} 09:00`)
  expect((await binds(journey, 'none'))['refusal']).toMatchObject({ rule: 'bindsForward' })
})
