// Disputes to their end: settled between the two, by mediation on either track, by an opinion, or in court.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { complaintIn } from '../support/actors-complaint.ts'
import {
  accepted,
  applied,
  defaulted,
  disputeIn,
  failed,
  fastTracked,
  mediated,
  negotiating,
  opined,
  performing,
  proposed,
  refusedByUs,
  suing,
  yuan,
} from '../support/actors-dispute.ts'
import type { Dispute } from '../support/actors-dispute.ts'
import { caused } from '../support/actors-partner.ts'
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
const begun = (): Dispute => {
  journey.at('2026-03-02 09:00')
  return disputeIn(journey)
}
const notNow = { kind: 'NOT_NOW', rule: 'state' } as const
const REFUSED = ['M10 openAccountability refusedMediation', 'M11 reportRisk refusedMediation']

describe('negotiated', () => {
  test('and settled, it is performed on the promised day and confirmed', async () => {
    const c = begun()
    await negotiating(c)
    await c.business.negotiates()
    await c.business.offers()
    await c.relay.declinesOffer()
    await c.business.offers({ amount: yuan('500') })
    await c.relay.acceptsOffer()
    expect(c.file.stands()).toBe('performing')
    expect(await c.file.dueAt('performance')).toBe(endOf('2026-03-12'))
    await c.business.performs()
    await c.officer.confirmsPerformance()
    expect(await c.file.reads()).toMatchObject({
      title: { zh: '纠纷：charges', en: 'Dispute: charges' },
      state: { final: true },
      facts: { owed: { basis: 'SETTLEMENT', performedOn: '2026-03-02' } },
    })
    expect([c.file.stands(), c.file.stands('record')]).toEqual(['settled', 'kept'])
  })
  test('an offer that promises nothing settles it at once', async () => {
    const c = begun()
    await negotiating(c)
    await c.handler.offers({ performBy: undefined, amount: undefined })
    await c.relay.acceptsOffer()
    expect(c.file.stands()).toBe('settled')
  })
  test('by a channel that reads what it submitted, and nobody else outside', async () => {
    const c = begun()
    await c.channel.opensDispute()
    expect(await c.file.readBy('channel-1', 'id')).toEqual({ id: c.file.id })
    expect(await c.file.readBy('mediation-1', 'id')).toEqual({ id: c.file.id })
    expect(await c.file.readBy('court-1', 'id')).toEqual({ id: c.file.id })
    expect(await c.file.readBy('police-1', 'id')).toBeNull()
    await c.channel.asksForMediation()
    expect(c.file.stands()).toBe('applied')
  })
  test('without success, every remedy is told and mediation is proposed; the consumer may decline and change his mind', async () => {
    const c = begun()
    await proposed(c)
    expect(await c.file.facts()).toMatchObject({ remediesToldOn: '2026-03-02' })
    await c.relay.declinesMediation()
    expect(c.file.stands()).toBe('consumerDeclined')
    await c.relay.asksForMediation()
    expect(c.file.stands()).toBe('applied')
  })
})

describe('mediation', () => {
  test('for which both applied goes to its agreement, is confirmed by a court and performed', async () => {
    const c = begun()
    await proposed(c)
    await c.relay.consents()
    await isRefused(c.business.refusesMediation(), {
      rule: 'consumerAsked',
      kind: 'NOT_NOW',
      article: '2020-3:23',
    })
    await c.mediator.acceptsCase()
    await c.manager.delegates()
    await c.mediator.takesOrdinaryTrack()
    await c.mediator.concludes()
    expect([c.file.stands(), c.file.stands('confirmation')]).toEqual(['performing', 'open'])
    expect(await c.file.dueAt('K72')).toBe(endOf('2026-04-01'))
    await c.lawyer.asksConfirmation()
    await c.court.confirms()
    await c.business.performs()
    await c.relay.confirmsPerformance()
    expect([c.file.stands(), c.file.stands('confirmation')]).toEqual(['settled', 'confirmed'])
  })
  test('is not refused without good reason, and not twice', async () => {
    const c = begun()
    await refusedByUs(c)
    await c.manager.overrules()
    expect([c.file.stands(), await caused(c)]).toEqual(['applied', REFUSED])
    await c.refusesBy('notYetOverruled', 'refuseMediation', c.business.refusesMediation())
    await c.mediator.acceptsCase()
    expect(c.file.stands()).toBe('accepted')
  })
  test('silence of senior management is no good reason', async () => {
    const c = begun()
    await refusedByUs(c)
    await journey.passes('2026-03-10 09:00')
    expect(await c.file.standsNow()).toBe('applied')
    expect(await caused(c)).toEqual(REFUSED)
  })
  test('a good reason ends it, and the remedies are told', async () => {
    const c = begun()
    await refusedByUs(c)
    await c.manager.findsReason()
    expect([c.file.stands(), await caused(c)]).toEqual(['failed', []])
    await c.handler.tellsRemedies()
    expect(await c.file.dueAt('dispute')).toBe(endOf('2026-05-31'))
    expect(await c.file.dueAt('remedies')).toBeUndefined()
  })
  test('who stays away from the table is answerable like who refuses', async () => {
    const c = begun()
    await mediated()(c)
    await c.mediator.reportsAbsence()
    expect([(await c.file.facts())['absences'], await caused(c)]).toEqual([1, REFUSED])
  })
  test('nobody settles without a letter, or beyond it', async () => {
    const c = begun()
    await accepted(c)
    await c.mediator.takesOrdinaryTrack()
    await c.refusesBy('someDelegation', 'concludeAgreement', c.mediator.concludes())
    await c.manager.delegates({ kind: 'fast' })
    await c.refusesBy(
      'representativeMay',
      'concludeAgreement',
      c.mediator.concludes({ amount: yuan('1000.01') }),
    )
    await c.manager.revokes()
    await c.lawyer.delegates({ limit: undefined })
    await c.mediator.concludes({ amount: yuan('1000.01') })
    expect(c.file.stands()).toBe('performing')
  })
  test('takes longer only as both agree', async () => {
    const c = begun()
    await mediated()(c)
    expect(await c.file.dueAt('K70before')).toBe(endOf('2026-04-01'))
    await c.mediator.extends()
    expect(await c.file.dueAt('K70before')).toBeUndefined()
    expect(await c.file.dueAt('limit')).toBe(endOf('2026-04-16'))
  })
  test('declined or left, another body may be asked', async () => {
    const c = begun()
    await applied(c)
    await c.mediator.declinesCase()
    expect(c.file.stands()).toBe('failed')
    await c.mediator.asksForMediation({ body: 'another centre' })
    await c.mediator.acceptsCase()
    await c.relay.leaves()
    expect(c.file.stands()).toBe('failed')
  })
  test('what a court does not confirm does not stand', async () => {
    const c = begun()
    await performing(c)
    await c.relay.asksConfirmation()
    await c.court.denies()
    expect([c.file.stands(), c.file.stands('confirmation')]).toEqual(['failed', 'denied'])
    expect(await c.file.facts()).toMatchObject({ owed: null, agreedOn: null })
  })
})

describe('on the fast track', () => {
  test('an opinion that the consumer accepts binds an institution that joined the scheme', async () => {
    const c = begun()
    await opined(c)
    await c.relay.acceptsOpinion()
    expect([c.file.stands(), c.file.stands('confirmation')]).toEqual(['performing', 'open'])
    await isRefused(c.handler.declinesOpinion(), notNow)
    expect(await c.file.facts()).toMatchObject({ owed: { basis: 'OPINION', by: '2026-04-01' } })
  })
  test('where it has not joined, it must adopt the opinion, or it fails', async () => {
    const scheme = {
      name: 'local scheme',
      limit: yuan('5000'),
      joined: false,
      rules: 'f6'.repeat(32),
    }
    const [adopted, declined] = [begun(), begun()]
    for (const c of [adopted, declined]) {
      await accepted(c)
      await c.mediator.takesFastTrack({ scheme })
      await c.mediator.opines()
      await c.relay.acceptsOpinion()
      expect([c.file.stands(), c.file.stands('confirmation')]).toEqual(['opinionIssued', 'none'])
    }
    await adopted.handler.adoptsOpinion()
    expect([adopted.file.stands(), adopted.file.stands('confirmation')]).toEqual([
      'performing',
      'open',
    ])
    await declined.handler.declinesOpinion()
    expect(declined.file.stands()).toBe('failed')
  })
  test('what is too large, or finds no agreement, moves to the ordinary track', async () => {
    const c = begun()
    await fastTracked(c)
    await c.mediator.movesToOrdinary()
    expect(await c.file.dueAt('mediation')).toBe(endOf('2026-05-01'))
    await c.mediator.closes()
    expect(c.file.stands()).toBe('failed')
  })
  test('a rejected opinion fails', async () => {
    const c = begun()
    await opined(c)
    await c.relay.rejectsOpinion()
    expect(c.file.stands()).toBe('failed')
  })
})

describe('what is owed', () => {
  test('and not performed on the day is a default: senior management orders, then the committee is told', async () => {
    const c = begun()
    await defaulted(c)
    expect(await c.file.standsNow()).toBe('defaulted')
    expect(await caused(c)).toEqual([
      'M10 openAccountability defaultOnSettlement',
      'M11 reportRisk defaultOnSettlement',
    ])
    await journey.passes('2026-03-26 09:00')
    expect((await c.file.strikes()).map(({ event }) => event)).toContain('escalateDefault')
    await c.manager.ordersPerformance()
    expect([c.file.stands(), await c.file.dueAt('performance')]).toEqual([
      'performing',
      endOf('2026-03-31'),
    ])
    await journey.passes('2026-04-01 09:00')
    expect(await c.file.facts()).toMatchObject({ defaults: 2 })
    await c.business.performs()
    await c.relay.confirmsPerformance()
    expect(c.file.stands()).toBe('settled')
  })
  test('is contested by the consumer: before its day it is still owed, after it in default', async () => {
    const c = begun()
    await performing(c)
    await c.business.performs()
    await c.relay.contestsPerformance()
    expect([c.file.stands(), await c.file.dueAt('performance')]).toEqual([
      'performing',
      endOf('2026-03-17'),
    ])
    await c.business.performs()
    await journey.passes('2026-03-20 09:00')
    expect(await c.file.standsNow()).toBe('performing')
    expect(await caused(c)).toEqual([])
    await c.relay.contestsPerformance()
    expect([c.file.stands(), (await c.file.facts())['defaults']]).toEqual(['defaulted', 1])
    expect(await caused(c)).toEqual([
      'M10 openAccountability defaultOnSettlement',
      'M11 reportRisk defaultOnSettlement',
    ])
  })
  test('in default may be confirmed and enforced', async () => {
    const c = begun()
    await defaulted(c)
    await c.lawyer.asksConfirmation()
    await c.court.confirms()
    await c.relay.enforces()
    expect(c.file.stands()).toBe('adjudicating')
    await c.business.performs()
    await c.relay.confirmsPerformance()
    expect(c.file.stands()).toBe('settled')
  })
})

describe('in court', () => {
  test('a judgment is performed like an agreement', async () => {
    const c = begun()
    await suing(c)
    await c.court.judges()
    expect(await c.file.facts()).toMatchObject({ owed: { basis: 'JUDGMENT' } })
    await c.business.performs()
    await c.officer.confirmsPerformance()
    expect(c.file.stands()).toBe('settled')
  })
  test('by which nothing is owed, it ends', async () => {
    const c = begun()
    await suing(c)
    await c.lawyer.judges({ kind: 'award', performBy: undefined })
    expect([c.file.stands(), c.file.stands('record')]).toEqual(['adjudicated', 'kept'])
  })
  test('both may still settle, and the consumer may give it up', async () => {
    const [settles, givesUp] = [begun(), begun()]
    await suing(settles)
    await settles.business.offers()
    await settles.relay.acceptsOffer()
    expect(settles.file.stands()).toBe('performing')
    await failed(givesUp)
    await givesUp.relay.sues()
    await givesUp.relay.givesUp()
    expect(givesUp.file.stands()).toBe('unresolved')
  })
})

test('an accepted mediation pauses the period of its complaint, and its end lets it go on', async () => {
  journey.at('2026-03-02 09:00')
  const complaint = complaintIn(journey)
  await complaint.officer.registers()
  const c = begun()
  await c.officer.opensDispute({
    consumer: complaint.complaint.about as `consumer:${string}`,
    complaint: complaint.complaint.id,
  })
  await c.relay.asksForMediation()
  await c.mediator.acceptsCase()
  await journey.catchesUp()
  expect(await complaint.complaint.standsNow('clock')).toBe('paused')
  journey.at('2026-03-09 09:00')
  await c.mediator.takesOrdinaryTrack()
  await c.mediator.closes()
  await journey.catchesUp()
  expect(await complaint.complaint.standsNow('clock')).toBe('d15')
  // Received on the first day of the pause, which is not counted anyway: six days do not count.
  expect(await complaint.complaint.dueAt('K01')).toBe(endOf('2026-03-23'))
  const other = begun()
  await other.refusesBy(
    'complaintFits',
    'openDispute',
    other.officer.opensDispute({ complaint: encodeId('Process', journey.world.person('audit-1')) }),
  )
  await other.refusesBy(
    'complaintFits',
    'openDispute',
    other.officer.opensDispute({ complaint: complaint.complaint.id }),
  )
})

test('inquired of, corrected, handed over and explained as any case is', async () => {
  const c = begun()
  await negotiating(c)
  await c.handler.recuses()
  await c.officer.reassigns()
  await c.supervisor.inquires({ answerBy: '2026-03-05' })
  await c.officer.correctsRecord()
  await c.lawyer.notes()
  await journey.passes('2026-04-02 09:00')
  await c.manager.answersInquiry()
  const late = (await c.file.strikes()).find(({ event }) => event === 'escalateNegotiation')
  await c.business.explainsBreach({ breach: late?.id })
  expect(await c.file.facts()).toMatchObject({
    matter: 'late charges',
    work: {
      inquiries: [{ overdue: true, answered: true }],
      breaches: [{ clock: 'negotiation', explained: true }],
    },
  })
})
