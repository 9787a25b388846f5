// A decision that is contested: review by the superior institution, a second look, new facts.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  archived,
  complaintIn,
  decided,
  drafted,
  notified,
  notifiedOfNothing,
  underReview,
  yuan,
} from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import { isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
const received = (): Complaint => {
  journey.at('2026-03-02 09:00')
  return complaintIn(journey)
}

describe('review of the decision of a branch', () => {
  test('upheld and told within thirty days', async () => {
    const c = received()
    await notifiedOfNothing(c)
    journey.at('2026-03-20 09:00')
    await c.customer.asksReview({ deliveredOn: '2026-03-02' })
    expect(c.complaint.stands()).toBe('reviewOpen.asked')
    expect(await c.complaint.dueAt('K08')).toBe(endOf('2026-04-19'))
    await c.superior.admitsReview()
    await c.superior.upholdsDecision()
    expect(await c.complaint.dueAt('K08')).toBe(endOf('2026-04-19'))
    journey.at('2026-04-19 18:00')
    await c.superior.tellsReview()
    expect(c.complaint.stands()).toBe('rootCause')
    await journey.passes('2026-04-20 00:00')
    expect(await c.complaint.facts()).toMatchObject({
      review: { kind: 'STATUTORY', overdue: false, toldOn: '2026-04-19' },
      work: { breaches: [] },
    })
  })

  test('changed, and what it gives is owed from the telling on', async () => {
    const c = received()
    await notifiedOfNothing(c)
    await c.customer.asksReview()
    await c.superior.admitsReview()
    await c.superior.changesDecision({ relief: yuan('900.00', '2026-03-25') })
    expect(c.complaint.stands('remedy')).toBe('none')
    await c.officer.tellsReview()
    expect(c.complaint.stands('remedy')).toBe('owed')
    expect(await c.complaint.dueAt('performance')).toBe(endOf('2026-03-25'))
    await c.branch.performs()
    expect(await c.complaint.facts()).toMatchObject({
      decision: { outcome: 'UPHELD', relief: { kind: 'MONETARY', amount: { amount: '900.00' } } },
      earlierDecisions: 1,
      owed: { performed: true, amount: { amount: '900.00' } },
    })
  })

  test('inadmissible, told, and the cause is traced all the same', async () => {
    const c = received()
    await notified(c)
    await c.customer.asksReview()
    await c.superior.findsInadmissible({ ground: 'notWritten' })
    await c.superior.tellsReview()
    expect(c.complaint.stands()).toBe('rootCause')
    expect((await c.complaint.facts())['review']).toMatchObject({ inadmissible: 'NOT_WRITTEN' })
    await c.refuses('notReviewedYet', 'askReview', c.customer.asksReview())
  })

  test('too late is refused, on the thirty-first day and not on the thirtieth', async () => {
    const c = received()
    await decided(c)
    await c.officer.tells({ means: 'post' })
    await c.officer.recordsDelivery({ deliveredOn: '2026-03-02' })
    expect(await c.complaint.dueAt('K07')).toBe(endOf('2026-04-01'))
    journey.at('2026-04-01 23:59:59')
    await c.refuses(
      'askedInTime',
      'askReview',
      c.customer.asksReview({ deliveredOn: '2026-03-01' }),
    )
    await c.customer.asksReview({ deliveredOn: '2026-03-02' })
    expect(c.complaint.stands()).toBe('reviewOpen.asked')
  })

  test('not decided in time, senior management steps in', async () => {
    const c = received()
    await notifiedOfNothing(c)
    await c.customer.asksReview()
    await c.superior.admitsReview()
    await c.refuses('managementOnlyWhenReviewLate', 'upholdDecision', c.manager.upholdsDecision())
    await journey.passes('2026-04-02 08:00')
    expect(await c.complaint.standsNow('reviewClock')).toBe('overdue')
    await c.manager.upholdsDecision()
    await c.officer.tellsReview()
    expect(await c.complaint.facts()).toMatchObject({
      review: { overdue: true },
      work: { breaches: [{ clock: 'K08' }] },
    })
  })

  test('withdrawn by the complainant, the decision stands', async () => {
    const c = received()
    await underReview(c)
    await c.customer.withdrawsReview()
    expect([c.complaint.stands(), c.complaint.stands('reviewClock')]).toEqual(['rootCause', 'idle'])
    expect(await c.complaint.dueAt('K08')).toBeUndefined()
  })

  test('new facts during the review go back to the handler', async () => {
    const c = received()
    await underReview(c)
    await c.customer.bringsNewFacts()
    expect(c.complaint.stands()).toBe('handling.investigating')
    expect(c.complaint.stands('reviewClock')).toBe('idle')
    expect((await c.complaint.facts())['review']).toBeNull()
  })
})

test('a decision of headquarters has no superior: house policy offers a second look', async () => {
  const c = received()
  await notified(c, { unit: 'hq' })
  await c.refuses('branchDecision', 'askReview', c.customer.asksReview())
  await c.customer.asksSecondLook()
  expect(await c.complaint.dueAt('secondLook')).toBe(endOf('2026-04-01'))
  expect(await c.complaint.dueAt('K08')).toBeUndefined()
  await c.otherSuperior.admitsReview()
  await c.otherSuperior.upholdsDecision()
  await c.officer.tellsReview()
  expect((await c.complaint.facts())['review']).toMatchObject({ kind: 'SECOND_LOOK' })
})

test('the decision of a branch is reviewed, not looked at a second time', async () => {
  const c = received()
  await notified(c)
  await c.refuses('headquartersDecision', 'askSecondLook', c.customer.asksSecondLook())
})

describe('reopened for an error of ours', () => {
  test('an archived complaint is handled anew in a period of its own', async () => {
    const c = received()
    await archived(c)
    journey.at('2026-05-04 09:00')
    await isRefused(c.officer.reopens(), {
      kind: 'NOT_YOUR_DUTY',
      rule: 'seniorManagement.overseeComplaints',
      article: '2020-3:7',
    })
    await c.manager.reopens({ ground: 'decisionInError' })
    expect([c.complaint.stands(), c.complaint.stands('record')]).toEqual(['registered', 'current'])
    expect(await c.complaint.dueAt('K01')).toBe(endOf('2026-05-19'))
    expect(await c.complaint.reads()).toMatchObject({
      closedAt: null,
      facts: { reopened: 1, earlierDecisions: 1, handler: null, closed: null },
    })
    await c.officer.assigns({ handler: c.colleague.id })
    await c.colleague.declaresNoInterest()
    expect(c.complaint.stands()).toBe('handling.investigating')
  })

  test('one declined at the door goes back to the check of identity, in the period that had begun', async () => {
    const c = received()
    await c.officer.registers()
    await c.officer.declinesToHandle()
    journey.at('2026-03-09 09:00')
    await c.manager.reopens({ ground: 'identityError' })
    expect(c.complaint.stands()).toBe('verifying')
    expect(await c.complaint.dueAt('K01')).toBe(endOf('2026-03-17'))
  })
})

test('a complaint that continues a closed one leaves it as it was', async () => {
  const c = received()
  await archived(c)
  const later = complaintIn(journey, c.complaint.about)
  await later.officer.registers({ continues: c.complaint.id })
  const facts = await later.complaint.facts()
  expect(Buffer.from(c.complaint.id, 'base64url').toString()).toContain(String(facts['continues']))
})

test('an objection in law sends the draft back to the facts', async () => {
  const c = received()
  await drafted(c)
  await c.lawyer.objectsLegally({ reasons: 'no grounds stated' })
  expect(c.complaint.stands()).toBe('handling.investigating')
  await isRefused(c.officer.decides(), { kind: 'NOT_NOW', rule: 'state' })
  await c.handler.clarifiesFacts()
  await c.lawyer.agreesLegally()
  await c.officer.decides()
  expect((await c.complaint.facts())['legalCheck']).toBe('AGREED')
})
