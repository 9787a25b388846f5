// The whole story of a package, of what a consumer is shown, of a change, and of the annual report.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { disclosure } from '../../engine/mechanisms/disclosure/index.ts'
import { closeDisclosures, disclosureIn, openDisclosures } from '../support/actors-disclosure.ts'
import type { Disclosed } from '../support/actors-disclosure.ts'
import {
  copy,
  costSheet,
  EVIDENCE,
  notPlain,
  pagesOf,
  PARTNER,
  SHEET,
} from '../support/actors-disclosure-deeds.ts'
import { version } from '../support/actors-disclosure-report.ts'
import { because, isRefused } from '../support/actors.ts'
import { endOf } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import {
  announced,
  corrected,
  drifted,
  everyFigure,
  inService,
  locked,
  published,
  shown,
  submitted,
} from '../support/ways-disclosure.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openDisclosures()
})
afterAll(() => closeDisclosures(journey))
const begun = (): Disclosed => {
  journey.at('2026-03-02 09:00')
  return disclosureIn(journey)
}
const notNow = { kind: 'NOT_NOW', rule: 'state' }
/** How many processes of a mechanism an entry of this case caused. */
const caused = async (c: Disclosed, mechanism: string): Promise<number> => {
  const { id } = c.package
  const data = await journey.doors.ask(
    'audit-1',
    `{ processes(first: 100, filter: { mechanism: ${mechanism} }) { nodes {
      entries(first: 1) { nodes { cause { process { id } } } } } } }`,
  )
  const nodes = data['processes']?.['nodes'] as unknown as readonly {
    entries: { nodes: readonly { cause: { process: { id: string } } | null }[] }
  }[]
  return nodes.filter((n) => n.entries.nodes[0]?.cause?.process.id === id).length
}

test('a package: returned once, checked by two bodies, published, shown, and retired', async () => {
  const c = begun()
  const { package: file, of, to } = c
  await c.reviews({ content: 1 })
  await submitted(c)
  await of.officer.checks()
  await of.lawyer.checks({ tests: notPlain })
  expect([file.stands('protectionCheck'), file.stands('legalCheck')]).toEqual(['met', 'notMet'])
  await c.refuses('bothChecksMet', 'pass', of.officer.passes())
  await of.lawyer.returns()
  expect(file.stands()).toBe('drafted')

  await of.business.submits({ copyHash: copy(2) })
  expect([file.stands('protectionCheck'), file.stands('legalCheck')]).toEqual(['open', 'open'])
  await of.officer.checks()
  await of.lawyer.checks()
  await of.officer.passes()
  await of.business.publishes({ pages: pagesOf(2) })
  expect(file.stands()).toBe('published')
  expect(await file.facts()).toMatchObject({
    version: 2,
    display: 'ON',
    passed: { copyHash: copy(2) },
    published: { version: 2, on: '2026-03-02' },
  })

  await to.system.shows({ copyHash: copy(2) })
  await to.channel.confirms()
  await to.business.contracts()
  expect(c.presentation.stands()).toBe('servicing')
  await to.business.sendsNotice()
  await to.system.recordsDelivery()

  await of.business.retires()
  expect(file.stands()).toBe('runOff')
  await isRefused(to.system.showsAgain({ copyHash: copy(2) }), notNow)
  await to.system.settles()
  await of.business.settles()
  expect(file.stands()).toBe('retired')
  // What is found later is kept beside the case, and opens nothing.
  await of.officer.reportsDeviation()
  expect(file.stands('deviation'), because(disclosure, 'notEnded')).toBe('none')
  expect(await file.reads()).toMatchObject({
    title: { zh: '信息披露：instalment loan', en: 'Disclosure: instalment loan' },
    state: { final: true },
    facts: { display: 'OFF', ended: true, deviations: [], foundAfterEnd: [expect.any(String)] },
    timers: [],
  })
})

test('a revision is checked while the version before it is on display', async () => {
  const c = begun()
  await published(c)
  await c.of.business.revises()
  expect(await c.package.facts()).toMatchObject({ display: 'ON', published: { version: 1 } })
  await c.to.system.shows()
  await c.of.business.submits({ copyHash: copy(2) })
  expect((await c.package.facts())['passed']).toBeNull()
  await c.of.business.withdraws()
  expect(c.package.stands()).toBe('published')
  expect(await c.package.facts()).toMatchObject({
    copyHash: copy(1),
    passed: { copyHash: copy(1) },
  })
})

test('a deviation suspends the display until it is corrected, remedied and verified', async () => {
  const c = begun()
  await shown(c)
  await c.of.system.findsDrift()
  expect([c.package.stands(), c.package.stands('deviation')]).toEqual(['published', 'open'])
  await c.refuses('copyStillPublished', 'confirm', c.to.channel.confirms())
  await c.of.business.listsAffected()
  await c.of.business.remedies({ remedied: 2 })
  await c.refuses('someCorrectable', 'correctDeviation', c.of.business.corrects())
  await c.of.business.remedies()
  await c.of.business.corrects()
  await c.of.second.rejectsCorrection()
  expect(c.package.stands('deviation')).toBe('open')
  await c.of.business.corrects()
  await c.of.second.republishes()
  expect(await c.package.facts()).toMatchObject({
    display: 'ON',
    deviations: [],
    settledDeviations: 1,
  })
  await c.to.channel.confirms()
  expect(c.presentation.stands()).toBe('acknowledged')
})

test('a fault in the copy itself is mended by another version', async () => {
  const c = begun()
  await corrected(c)
  await c.of.second.rejectsCorrection()
  await c.of.business.corrects({ cause: 'copy' })
  await c.refuses('faultyCopyReplaced', 'republish', c.of.second.republishes())
  await c.of.business.revises()
  await c.of.business.submits({ copyHash: copy(2) })
  await c.of.officer.checks()
  await c.of.lawyer.checks()
  await c.of.officer.passes()
  await c.of.business.publishes({ pages: pagesOf(2) })
  expect(await c.package.facts()).toMatchObject({ display: 'SUSPENDED' })
  await c.of.second.republishes({ pages: pagesOf(2) })
  expect(await c.package.facts()).toMatchObject({ display: 'ON', published: { version: 2 } })
})

test('an uncorrected deviation comes before management, and somebody is answerable', async () => {
  const c = begun()
  await drifted(c)
  expect(await c.package.dueAt('correction')).toBe(endOf('2026-03-16'))
  await journey.passes('2026-03-17 09:00')
  expect(await c.package.standsNow('deviation')).toBe('escalated')
  expect([await caused(c, 'M10'), await caused(c, 'M11')]).toEqual([1, 1])
  await c.of.manager.ordersCorrection()
  expect(c.package.stands('deviation')).toBe('corrected')
  await c.refuses('everybodyRemedied', 'republish', c.of.officer.republishes())
  await c.of.business.listsAffected()
  await c.of.business.remedies()
  await c.of.officer.republishes()
  expect([c.package.stands(), c.package.stands('deviation')]).toEqual(['published', 'none'])
})

test('a page of a partner that differs is told to the watch over the partner and to the review', async () => {
  const c = begun()
  await c.lists('listed')
  await published(c, {
    opening: { partners: [PARTNER] },
    published: { pages: pagesOf(1, [PARTNER]) },
  })
  await c.to.partner.shows({ partner: PARTNER, at: 'partnerPage' })
  await c.of.system.findsDrift({ place: 'partnerPage', partner: PARTNER })
  expect((await c.package.facts())['passed']).toBeNull()
  await journey.catchesUp()
  const review = await journey.doors.ask(
    'audit-1',
    `query ($s: String!) { processes(first: 1, filter: { subject: $s, mechanism: M01 }) { nodes {
      entries(first: 9) { nodes { event cause { process { id } } } } } } }`,
    { s: c.product },
  )
  expect(review['processes']?.['nodes']?.[0]?.['entries']?.['nodes']).toContainEqual({
    event: 'reportConcern',
    cause: { process: { id: c.package.id } },
  })
  const data = await journey.doors.ask(
    'audit-1',
    `query ($s: String!) { processes(first: 1, filter: { subject: $s, mechanism: M06 }) { nodes {
      entries(first: 9) { nodes { event cause { process { id } } } } } } }`,
    { s: PARTNER },
  )
  expect(data['processes']?.['nodes']?.[0]?.['entries']?.['nodes']).toContainEqual({
    event: 'reportSignal',
    cause: { process: { id: c.package.id } },
  })
})

test('a personal loan is acknowledged on its cost sheet: signed on site, forced to be read online', async () => {
  const c = begun()
  journey.at('2026-08-03 09:00')
  await published(c, {
    opening: { productClass: 'personalLoan' },
    copy: { costSheet: costSheet() },
  })
  await c.to.business.shows({ means: 'onSite', at: 'premises' })
  await c.to.channel.confirms({
    at: 'premises',
    acknowledgement: { signedSheet: { hash: EVIDENCE, costSheetHash: SHEET } },
  })
  expect(await c.presentation.facts()).toMatchObject({ acknowledgement: { kind: 'SIGNED_SHEET' } })
  const online = disclosureIn(journey)
  await published(online, {
    opening: { productClass: 'personalLoan' },
    copy: { costSheet: costSheet() },
  })
  await online.to.system.shows()
  const popUp = { logHash: EVIDENCE, costSheetHash: SHEET, forced: true, readingS: 20 }
  await online.to.channel.confirms({ acknowledgement: { popUp } })
  expect(online.presentation.stands()).toBe('acknowledged')
})

test('before the law was in force neither the cost sheet nor the own page was asked for', async () => {
  const c = begun()
  await shown(c, { opening: { productClass: 'personalLoan' } })
  await c.to.channel.confirms({ at: 'partnerPage' })
  await c.to.system.contracts({ at: 'partnerPage' })
  expect(c.presentation.stands()).toBe('servicing')
})

test('records of an investment are kept five years from the end, and two people dispose of them', async () => {
  const c = begun()
  await inService(c, { opening: { productClass: 'investment' } })
  expect(await c.presentation.dueAt('suitabilityRecords')).toBeUndefined()
  journey.at('2026-06-01 09:00')
  await c.to.system.settles()
  expect(await c.presentation.dueAt('suitabilityRecords')).toBe(endOf('2031-06-01'))
  expect(await c.presentation.dueAt('relationEvidence')).toBeUndefined()
  await c.to.lawyer.holds()
  await journey.passes('2031-06-03 09:00')
  expect(await c.presentation.standsNow('archive')).toBe('disposable')
  await c.refuses('notHeld', 'proposeDisposal', c.to.officer.proposesDisposal())
  await c.to.lawyer.releases()
  await c.to.officer.proposesDisposal()
  await c.refuses('secondDisposer', 'confirmDisposal', c.to.officer.disposes())
  await c.to.second.disposes()
  expect(c.presentation.stands('archive')).toBe('disposed')
})

test('a change is told before it takes effect, and everybody on the list is accounted for', async () => {
  const c = begun()
  await announced(c)
  await c.on.business.postpones()
  await c.on.business.notifies()
  await c.on.system.confirmsDelivery()
  expect(await c.notice.facts()).toMatchObject({
    notice: { late: false },
    delivery: { delivered: 9, undelivered: 1 },
  })
  expect([c.notice.stands(), await c.package.standsNow('deviation')]).toEqual(['delivered', 'none'])
})

test('a change that takes effect unannounced is a deviation of the package, and is told late', async () => {
  const c = begun()
  await published(c)
  await c.on.business.announces({ effectiveOn: '2026-03-05' })
  await journey.passes('2026-03-05 09:00')
  expect(await c.notice.standsNow()).toBe('updatePending.unannounced')
  expect(await c.package.facts()).toMatchObject({
    display: 'SUSPENDED',
    deviations: [{ kind: 'REPORTED', source: expect.any(String) as string }],
  })
  await isRefused(c.on.business.cancels(), notNow)
  await c.on.business.notifies()
  expect(await c.notice.facts()).toMatchObject({ notice: { late: true } })
})

test('a change that was announced after it took effect is a deviation at once', async () => {
  const c = begun()
  await published(c)
  await c.on.business.announces({ effectiveOn: '2026-02-01' })
  expect(c.notice.stands()).toBe('updatePending.unannounced')
  await journey.catchesUp()
  expect(await c.package.standsNow('deviation')).toBe('open')
})

test('the annual report: figures, three bodies, publication, an error and its correction', async () => {
  const c = begun()
  const { report, about } = c
  await locked(c)
  await about.second.unlocks()
  await about.second.locks()
  await about.second.submits()
  await about.manager.managementReturns()
  await about.second.submits()
  await about.manager.managementEndorses()
  await about.committee.committeeReturns()
  await about.second.submits()
  await about.manager.managementEndorses()
  await about.committee.committeeEndorses()
  await about.board.boardReturns()
  await about.second.submits()
  await about.manager.managementEndorses()
  await about.committee.committeeEndorses()
  await about.board.resolves()
  expect(report.stands()).toBe('resolved')
  await c.refuses(
    'publishedAsResolved',
    'publishReport',
    about.officer.publishes({ reportHash: version(2) }),
  )
  await about.officer.publishes()
  expect([report.stands(), report.stands('term')]).toEqual(['disclosed', 'met'])
  await about.supervisor.findsError()
  await about.second.preparesCorrection()
  await about.board.returnsCorrection()
  await about.second.preparesCorrection()
  await about.board.reissues()
  await about.officer.publishes({ reportHash: version(2) })
  expect(await report.facts()).toMatchObject({
    publication: { hash: version(2) },
    resolution: { contentHash: version(2), basis: 'ATTESTED_ON_PAPER' },
    errors: [{ by: 'supervisoryBody', corrected: true }],
    reissues: 1,
  })
  await journey.passes('2027-03-03 09:00')
  expect(await report.standsNow()).toBe('archived')
  await about.auditor.findsError()
  expect(await report.facts()).toMatchObject({
    errors: [{ corrected: true }, { corrected: false }],
  })
})

test('each report puts the next year down, and a late one goes on and tells board and supervisors', async () => {
  const c = begun()
  await c.about.officer.putsDown({ year: 2024 })
  await journey.catchesUp()
  expect(await c.report.standsNow()).toBe('collecting')
  expect(c.report.stands('term')).toBe('publicationOverdue')
  const years = await journey.doors.ask(
    'audit-1',
    '{ processes(filter: { subject: "activity:annual-report-2025" }) { totalCount } }',
  )
  expect(years['processes']).toEqual({ totalCount: 1 })
  await everyFigure(c)
  await c.about.second.locks()
  await c.refuses('submittedInTime', 'submitReport', c.about.second.submits())
  await c.about.second.submitsLate()
  expect(c.report.stands()).toBe('smReview')
})

test('a comparison neglected for years is one breach with its periods, until it is explained', async () => {
  const c = begun()
  await published(c)
  await journey.passes('2027-09-01 09:00')
  const work = async () =>
    ((await c.package.facts()) as { work: { breaches: object[] } }).work.breaches
  const [first, ...none] = await work()
  expect([first, none]).toMatchObject([{ clock: 'recheck', explained: false, again: 2 }, []])
  const [struck] = (await c.package.strikes()).filter((e) => e.event === 'flagRecheckDue')
  await c.of.officer.explainsBreach({ breach: struck?.id ?? '' })
  await journey.passes('2028-03-01 09:00')
  expect(await work()).toMatchObject([
    { clock: 'recheck', explained: true, again: 2 },
    { clock: 'recheck', explained: false, again: 0 },
  ])
})
