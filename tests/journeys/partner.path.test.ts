// A partner from its proposal to the last customer, and the ways on which it is watched, stopped or barred.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partnerList } from '../../engine/mechanisms/partner-list/index.ts'
import { reviewIn } from '../support/actors-review.ts'
import { call, caused, collector, partnerIn, satisfactory } from '../support/actors-partner.ts'
import {
  active,
  assessing,
  contracting,
  everyAspect,
  exiting,
  listed,
  rated,
  remedying,
  runDown,
  suspended,
  watched,
} from '../support/ways-partner.ts'
import type { Partnership } from '../support/actors-partner.ts'
import { because, isRefused } from '../support/actors.ts'
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
const begun = (partner?: string): Partnership => {
  journey.at('2026-03-02 09:00')
  return partnerIn(journey, partner)
}
const notNow = { kind: 'NOT_NOW', rule: 'state' } as const
const where = (c: Partnership) => [c.file.stands(), c.file.stands('newBusiness')]
test('from the proposal through the seven aspects to the list, the evaluation and out', async () => {
  const c = begun()
  const { file, business, officer, lawyer, manager, headquarters } = c
  await business.proposes()
  await officer.beginsDiligence()
  await everyAspect(c)
  await business.reportsDiligence()
  await business.submits()
  expect(await file.facts()).toMatchObject({ tier: 'IMPORTANT', standard: { version: '2026-1' } })
  await headquarters.approves()
  await isRefused(officer.publishes(), notNow)
  await lawyer.signs()
  expect(where(c)).toEqual(['listed', 'closed'])
  await officer.publishes()
  expect(where(c)).toEqual(['active', 'open'])
  expect(await file.facts()).toMatchObject({
    listing: 'LISTED',
    publication: { version: 1, shows: 'LISTED' },
  })
  expect(await file.dueAt('K60')).toBe(endOf('2027-03-02'))

  await journey.passes('2027-01-04 09:00')
  expect(await file.standsNow('evaluation')).toBe('due')
  await headquarters.evaluates()
  await manager.retains()
  expect([await file.dueAt('K60'), file.stands('evaluation')]).toEqual([
    endOf('2028-01-04'),
    'current',
  ])
  await business.terminates()
  expect(where(c)).toEqual(['exiting', 'closed'])
  await runDown(c)
  await officer.completesExit()
  expect(await file.reads()).toMatchObject({
    title: { zh: '合作机构：loan platform', en: 'Partner: loan platform' },
    state: { final: true },
    facts: { listing: 'DELISTED', dataReturn: { means: 'deleted', verified: true } },
  })
  expect([file.stands(), file.stands('record')]).toEqual(['delisted', 'kept'])
})

describe('before the list', () => {
  test('the tier follows from what is at stake, and a key partner is for senior management', async () => {
    const c = begun()
    await rated(c)
    await c.business.submits({ customerImpact: 'high' })
    await c.refusesBy('keyTierNeedsManagement', 'approvePartner', c.headquarters.approves())
    await c.headquarters.sendsBack({ aspects: ['risk', 'technology'] })
    expect(await c.file.facts()).toMatchObject({
      diligence: { risk: 'OPEN', operations: 'SATISFACTORY' },
    })
  })
  test('rejected, it may come again with what has changed', async () => {
    const first = begun()
    await assessing(first)
    await first.lawyer.fails({ ground: 'unlicensed' })
    expect(first.file.stands()).toBe('rejected')
    const second = partnerIn(journey, first.file.about)
    await second.business.proposes({ changed: { hash: 'ab'.repeat(32), what: 'licensed' } })
    expect(await second.file.facts()).toMatchObject({ rejection: { ground: 'unlicensed' } })
  })
  test('platforms may still take part in transfers before the law says no', async () => {
    const c = begun()
    await rated(c)
    await c.business.submits({ steps: ['fundTransfer'] })
    expect(c.file.stands()).toBe('hqApproval')
  })
  test('a signal that comes meanwhile is settled before it is approved', async () => {
    const c = begun()
    await rated(c)
    await c.business.submits()
    await c.system.signals({ kind: 'collectionViolation' })
    await c.officer.confirmsViolation({ aspect: 'conduct' })
    await c.refusesBy('nothingOutstanding', 'approvePartner', c.manager.approves())
    await c.officer.dismisses({ aspect: 'conduct' })
    await c.manager.approves()
    expect(c.file.stands()).toBe('contracting')
  })
})

describe('on the list', () => {
  test('a signal is assessed and dismissed by another person', async () => {
    const c = begun()
    await active(c)
    await c.officer.signals()
    expect(where(c)).toEqual(['watch', 'open'])
    await c.overseer.dismisses()
    await c.overseer.endsWatch()
    expect([c.file.stands(), c.file.stands('complaints')]).toEqual(['active', 'clear'])
  })
  test('the partner reads its own case, answers, and remedies', async () => {
    const c = begun('partner:demo-partner')
    await remedying(c)
    expect(await c.file.readBy('partner-1', 'id')).toEqual({ id: c.file.id })
    await c.partner.responds()
    await c.partner.reportsRemediation()
    await c.overseer.verifiesRemediation()
    expect([c.file.stands(), c.file.stands('complaints')]).toEqual(['active', 'clear'])
    await c.partner.terminates()
    expect(where(c)).toEqual(['exiting', 'closed'])
    const other = begun()
    await active(other)
    expect(await other.file.readBy('partner-1', 'id')).toBeNull()
  })
  test('a signal that comes while it remedies keeps it under watch', async () => {
    const c = await remedying(begun())
    await c.system.signals({ kind: 'dataEvent' })
    await c.business.reportsRemediation()
    await c.overseer.verifiesRemediation()
    const signalled = because(partnerList, 'signalsAssessed')
    expect([c.file.stands(), c.file.stands('data')], signalled).toEqual(['watch', 'signalled'])
  })
  test('violated again, it is suspended, and comes back only when the remediation is verified', async () => {
    const c = begun()
    await active(c)
    await c.officer.signals({ kind: 'misSale' })
    await c.overseer.confirmsViolation({ aspect: 'conduct' })
    await c.officer.signals({ kind: 'priceDeviation' })
    await c.overseer.confirmsViolation({ aspect: 'fees' })
    await c.officer.suspends({ ground: 'repeat' })
    expect(where(c)).toEqual(['suspended', 'closed'])
    expect(await c.file.facts()).toMatchObject({ listing: 'SUSPENDED', violations: 2 })
    await c.officer.updatesList({ shows: 'suspended' })
    await c.manager.acceptsPlan()
    expect(where(c)).toEqual(['remediation', 'closed'])
    await c.business.reportsRemediation()
    await c.overseer.verifiesRemediation()
    expect(where(c)).toEqual(['active', 'open'])
    await c.officer.updatesList({ version: 3, shows: 'listed' })
    expect(await c.file.facts()).toMatchObject({
      listing: 'LISTED',
      outdatedSince: null,
      lostBy: null,
    })
  })
  test('its cooperation in complaints counts in the evaluation', async () => {
    const c = begun()
    await active(c)
    await c.officer.recordsCooperation({ cooperated: false })
    await c.refusesBy(
      'cooperationIsAsRecorded',
      'recordEvaluation',
      c.headquarters.evaluates({ cooperation: 'full' }),
    )
    await c.headquarters.evaluates({ cooperation: 'refused' })
    await c.manager.retainsOnConditions()
    expect(where(c)).toEqual(['watch', 'open'])
  })
  test('no longer qualified, it leaves', async () => {
    const c = begun()
    await active(c)
    await c.headquarters.evaluates({ results: { ...satisfactory, risk: 'unsatisfactory' } })
    await c.manager.findsUnqualified()
    expect(await c.file.facts()).toMatchObject({
      listing: 'EXITING',
      exit: { ground: 'NOT_QUALIFIED', forced: true },
    })
  })
})

describe('contacts of a collection agent', () => {
  const clean = [call(), call({ debtor: 'consumer:b', time: '21:59' })]
  test('within the limits are recorded, however they are split up', async () => {
    const c = begun()
    await active(c, collector)
    await c.system.reportsContacts({ contacts: clean })
    await c.system.reportsContacts({ contacts: [call(), call()] })
    expect(where(c)).toEqual(['active', 'open'])
    expect(await c.file.facts()).toMatchObject({
      collected: { calls: [{ debtor: 'consumer:debtor', n: 3 }, { n: 1 }] },
    })
    await c.system.reportsContacts({ contacts: [call()] })
    expect([c.file.stands(), c.file.stands('conduct')]).toEqual(['watch', 'violated'])
    expect(await c.file.facts()).toMatchObject({ work: { breaches: [{ clock: 'K62' }] } })
    expect(await caused(c)).toEqual([
      'M10 openAccountability statutoryBreach',
      'M11 reportRisk statutoryBreach',
    ])
  })
  test.each([
    ['at night', call({ time: '22:00' }), 'violated'],
    ['before eight', call({ time: '07:59' }), 'violated'],
    ['at night, as agreed', call({ time: '22:30', agreed: true }), 'clear'],
    ['to somebody else', call({ party: 'contact' }), 'violated'],
    [
      'to somebody else, as the debtor cannot be reached',
      call({ party: 'contact', unreachable: true }),
      'clear',
    ],
  ])('%s', async (_, contact, conduct) => {
    const c = begun()
    await active(c, collector)
    await c.system.reportsContacts({ contacts: [contact] })
    expect(c.file.stands('conduct')).toBe(conduct)
  })
  test('an agent is evaluated before it leaves', async () => {
    const c = begun()
    await exiting(c, collector)
    await runDown(c)
    await c.headquarters.evaluates({ forEnd: true })
    expect(c.file.stands('evaluation')).toBe('current')
    await c.officer.completesExit()
    expect(c.file.stands()).toBe('delisted')
  })
  test('its agreement ends by itself, and what was not evaluated is a breach', async () => {
    const c = begun()
    await contracting(c, collector)
    await c.lawyer.signs({ endsOn: '2026-06-30' })
    await c.officer.publishes()
    await journey.passes('2026-07-01 09:00')
    expect(await c.file.standsNow()).toBe('exiting')
    expect(await caused(c)).toEqual([
      'M10 openAccountability statutoryBreach',
      'M11 reportRisk statutoryBreach',
    ])
    const renewed = begun()
    await contracting(renewed, collector)
    await renewed.lawyer.signs({ endsOn: '2026-06-30' })
    await renewed.officer.publishes()
    await renewed.lawyer.renews()
    await journey.passes('2026-07-01 09:00')
    expect(await renewed.file.standsNow('newBusiness')).toBe('open')
  })
})

describe('off the list', () => {
  const offList = ['M10 openAccountability offListDealing', 'M11 reportRisk offListDealing']
  test('dealing with whom nobody proposed opens a case, is frozen, and assessed from the beginning', async () => {
    const c = begun()
    await c.auditor.reportsUnlisted()
    const [entry] = await c.file.entries()
    const { notices } = JSON.parse(entry?.leaf ?? '') as { notices: { to: string }[] }
    expect(notices.map(({ to }) => to)).toEqual([
      'seniorManagement',
      'consumerProtectionCommittee',
      'supervisoryBody',
    ])
    expect(await caused(c)).toEqual(offList)
    await c.officer.freezes()
    expect(where(c)).toEqual(['frozen', 'closed'])
    await c.manager.letsBeginAnew()
    await everyAspect(c)
    expect(c.file.stands()).toBe('dueDiligence')
    // It has customers, so a negative decision does not end the case.
    await c.lawyer.fails()
    expect(where(c)).toEqual(['exiting', 'closed'])
    expect(await c.file.facts()).toMatchObject({ exit: { ground: 'REFUSED_AFTER_DEALING' } })
  })
  test('before the publication it is found too, and leads back to the beginning', async () => {
    const c = begun()
    await listed(c)
    await c.system.findsDealing({ dealing: 'beforePublication' })
    await c.manager.freezes()
    expect(where(c)).toEqual(['frozen', 'closed'])
    await c.manager.letsBeginAnew()
    expect(await c.file.facts()).toMatchObject({ agreement: null, approval: null, dealt: true })
  })
  test('of an active partner it stops new business at once, and suspends it', async () => {
    const c = begun()
    await active(c)
    await c.auditor.findsDealing()
    expect(where(c)).toEqual(['offListDetected', 'closed'])
    expect(await c.file.facts()).toMatchObject({ listing: 'SUSPENDED' })
    await c.officer.freezes()
    expect(c.file.stands()).toBe('suspended')
  })
  test('an agreement that ended meanwhile does not begin anew with the freeze', async () => {
    const c = begun()
    await contracting(c)
    await c.lawyer.signs({ endsOn: '2026-03-20' })
    await c.officer.publishes()
    await c.auditor.findsDealing()
    journey.at('2026-03-25 09:00')
    await c.officer.freezes()
    await journey.catchesUp()
    expect(await c.file.standsNow()).toBe('exiting')
    expect(await c.file.facts()).toMatchObject({ exit: { ground: 'CONTRACT_ENDED' } })
  })
  test('of one that leaves it does not lead back', async () => {
    const c = begun()
    await exiting(c)
    await c.auditor.findsDealing({ dealing: 'afterExit' })
    await c.officer.freezes()
    expect(c.file.stands()).toBe('exiting')
  })
})

test('a serious breach bars the partner at once, and for every later proposal, until it is lifted', async () => {
  const first = begun()
  await suspended(first)
  await first.manager.forbids()
  expect(where(first)).toEqual(['exiting', 'closed'])
  expect(await first.file.facts()).toMatchObject({ listing: 'BLACKLISTED' })
  await runDown(first)
  await first.officer.completesExit()
  expect(first.file.stands()).toBe('blacklisted')

  const dealt = partnerIn(journey, first.file.about)
  await dealt.refusesBy('notBlacklisted', 'proposePartner', dealt.business.proposes())
  await dealt.auditor.reportsUnlisted()
  expect(await dealt.file.facts()).toMatchObject({ listing: 'BLACKLISTED', offListTimes: 1 })
  await dealt.officer.freezes()
  await dealt.manager.ordersExit()
  await dealt.business.plansExit()
  await dealt.business.declaresReturn()
  await dealt.privacy.verifiesReturn()
  await dealt.officer.completesExit()
  expect(dealt.file.stands()).toBe('blacklisted')
  await dealt.otherManager.lifts()
  expect(await dealt.file.facts()).toMatchObject({ listing: 'DELISTED', blacklist: null })

  const last = partnerIn(journey, first.file.about)
  await last.business.proposes()
  expect(last.file.stands()).toBe('proposed')
})

test('a product on sale that uses the partner is held when the partner is lost', async () => {
  journey.at('2026-03-02 09:00')
  const c = partnerIn(journey, 'partner:shared')
  await active(c)
  const review = reviewIn(journey)
  await review.business.opensDraft({ partners: ['partner:shared'] })
  await c.officer.suspends()
  await journey.catchesUp()
  const concerns = (await review.review.entries()).filter((e) => e.event === 'reportConcern')
  expect(concerns).toMatchObject([{ kind: 'REACTION', cause: { process: { id: c.file.id } } }])
  expect(await caused(c)).toEqual(['M01 reportConcern partnerLost'])
  // It is lost once: that it leaves afterwards is no news.
  await c.manager.ordersExit()
  expect(await caused(c)).toEqual(['M01 reportConcern partnerLost'])
})

test('inquired of, corrected, explained, held and disposed of as any case is', async () => {
  const c = begun()
  await watched(c)
  await c.supervisor.inquires({ answerBy: '2026-03-05' })
  await c.officer.correctsRecord()
  await c.officer.notes()
  await c.officer.reassigns()
  await journey.passes('2026-04-02 09:00')
  await c.manager.answersInquiry()
  const late = (await c.file.strikes()).find(({ event }) => event === 'escalateWatch')
  await c.business.explainsBreach({ breach: late?.id })
  expect(await c.file.facts()).toMatchObject({
    label: 'lending platform',
    work: {
      inquiries: [{ overdue: true, answered: true }],
      breaches: [{ clock: 'watch', explained: true }],
    },
  })
  const kept = begun()
  await kept.business.proposes()
  await kept.business.withdraws()
  await kept.lawyer.holdsRecord()
  await journey.passes('2031-03-03 09:00')
  expect(await kept.file.standsNow('record')).toBe('disposable')
  await kept.lawyer.releasesHold()
  await kept.officer.proposesDisposal()
  await kept.overseer.confirmsDisposal()
  expect(kept.file.stands('record')).toBe('disposed')
})
