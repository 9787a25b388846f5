// The statutory period of a complaint: extension, pause, restart, correction, and its very last second.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import {
  complaintIn,
  complex,
  decided,
  drafted,
  extensionAsked,
  investigated,
  notified,
  ready,
  registered,
  told,
} from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import { disputeIn } from '../support/actors-dispute.ts'
import { because, isRefused } from '../support/actors.ts'
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
/** Registered on Monday, 2 March 2026. */
const received = (): Complaint => {
  journey.at('2026-03-02 09:00')
  return complaintIn(journey)
}
const breaches = async ({ complaint }: Complaint) => {
  const { work } = (await complaint.facts()) as { work: { breaches: { clock: string }[] } }
  return work.breaches.map(({ clock }) => clock)
}

describe('extension', () => {
  test('fifteen days become thirty, and sixty once somebody else has approved and the complainant is told', async () => {
    const c = received()
    await investigated(c)
    const { complaint, officer, superior, manager } = c
    expect(await complaint.dueAt('K01')).toBe(endOf('2026-03-17'))

    journey.at('2026-03-12 10:00')
    await officer.callsComplex()
    expect(await complaint.dueAt('K01')).toBeUndefined()
    expect(await complaint.dueAt('K02')).toBe(endOf('2026-04-01'))

    journey.at('2026-03-25 10:00')
    await officer.asksExtension()
    await c.refuses('extensionApproved', 'tellExtension', officer.tellsOfExtension())
    await superior.approvesExtension()
    await c.refuses('extensionUndecided', 'approveExtension', manager.approvesExtension())
    // Approved and not yet told: the thirty days go on.
    expect(complaint.stands('clock')).toBe('d60Pending')
    expect(await complaint.dueAt('K02')).toBe(endOf('2026-04-01'))

    journey.at('2026-03-26 10:00')
    await officer.tellsOfExtension()
    expect(complaint.stands('clock')).toBe('d60')
    expect(await complaint.dueAt('K02')).toBeUndefined()
    expect(await complaint.dueAt('K03')).toBe(endOf('2026-05-01'))
    expect((await complaint.facts())['extension']).toMatchObject({
      askedOn: '2026-03-25',
      toldOn: '2026-03-26',
    })
  })

  test('refused by a senior manager, the thirty days go on and it may be asked for again', async () => {
    const c = received()
    await extensionAsked(c)
    await c.manager.refusesExtension()
    expect(c.complaint.stands('clock')).toBe('d30')
    await c.officer.asksExtension()
    expect(c.complaint.stands('clock')).toBe('d60Pending')
  })

  test('approved and never told, it does not count: the thirty days end without an answer', async () => {
    const c = received()
    await extensionAsked(c)
    await c.superior.approvesExtension()
    await journey.passes('2026-04-02 00:00')
    expect(await breaches(c)).toEqual(['K02'])
    expect(await c.complaint.standsNow('clock')).toBe('expired')
    await isRefused(c.officer.tellsOfExtension(), { kind: 'NOT_NOW', rule: 'state' })
  })

  test('of a complaint at headquarters only senior management approves', async () => {
    const c = received()
    await extensionAsked(c, { unit: 'hq' })
    await c.refuses('rightApprover', 'approveExtension', c.superior.approvesExtension())
    await c.manager.approvesExtension()
    await c.officer.tellsOfExtension()
    expect(c.complaint.stands('clock')).toBe('d60')
  })
})

describe('pause', () => {
  test.each(['appraisal', 'testing', 'assessment', 'mediation'] as const)(
    'for %s moves the end by whole days',
    async (ground) => {
      const c = received()
      await investigated(c)
      journey.at('2026-03-05 23:30')
      await c.officer.pauses({ ground, told: { ...told, on: '2026-03-05' } })
      expect(await c.complaint.dueAt('K01')).toBeUndefined()
      // Far beyond the fifteenth day nothing strikes.
      await journey.passes('2026-03-25 00:30')
      await c.officer.resumes()
      expect(c.complaint.stands('clock')).toBe('d15')
      // From 5 to 24 March: twenty days that do not count.
      expect(await c.complaint.dueAt('K01')).toBe(endOf('2026-04-06'))
      expect((await c.complaint.facts())['pauses']).toEqual([
        { from: '2026-03-05', to: '2026-03-24' },
      ])
      expect(await breaches(c)).toEqual([])
    },
  )

  test('of some hours moves nothing, and each way leads back to where it was', async () => {
    const c = received()
    await complex(c)
    const { complaint, officer, superior } = c
    journey.at('2026-03-05 09:00')
    await officer.pauses()
    journey.at('2026-03-05 18:00')
    await officer.resumes()
    expect([complaint.stands('clock'), await complaint.dueAt('K02')]).toEqual([
      'd30',
      endOf('2026-04-01'),
    ])
    await officer.asksExtension()
    await officer.pauses()
    journey.at('2026-03-07 09:00')
    await officer.resumes()
    expect([complaint.stands('clock'), await complaint.dueAt('K02')]).toEqual([
      'd60Pending',
      endOf('2026-04-03'),
    ])
    await superior.approvesExtension()
    await officer.tellsOfExtension()
    await officer.pauses()
    journey.at('2026-03-08 09:00')
    await officer.resumes()
    expect([complaint.stands('clock'), await complaint.dueAt('K03')]).toEqual([
      'd60',
      endOf('2026-05-04'),
    ])
  })

  test('of something else outlasts a mediation that ends meanwhile', async () => {
    const c = received()
    await c.officer.registers()
    const dispute = disputeIn(journey)
    await dispute.officer.opensDispute({
      consumer: c.complaint.about as `consumer:${string}`,
      complaint: c.complaint.id,
    })
    await dispute.relay.asksForMediation()
    await dispute.mediator.acceptsCase()
    await journey.catchesUp()
    expect((await c.complaint.facts())['pause']).toMatchObject({ ground: 'MEDIATION' })
    await c.officer.resumes()
    await c.officer.pauses({ ground: 'appraisal' })
    await dispute.mediator.takesOrdinaryTrack()
    await dispute.mediator.closes()
    await journey.catchesUp()
    const itsOwn = because(complaintHandling, 'mediationResumesItsOwn')
    expect(await c.complaint.standsNow('clock'), itsOwn).toBe('paused')
    expect((await c.complaint.entries()).at(-1)).toMatchObject({
      event: 'resume',
      refusal: { rule: 'mediationResumesItsOwn' },
    })
  })

  test('told while it is paused, the period stops', async () => {
    const c = received()
    await decided(c)
    await c.officer.pauses()
    await c.officer.tells()
    expect(c.complaint.stands('clock')).toBe('stopped')
    await journey.passes('2026-06-01 09:00')
    expect((await c.complaint.strikes()).map(({ event }) => event)).not.toContain('remindPause')
  })
})

describe('the last second', () => {
  test('told one second before the end is in time', async () => {
    const c = received()
    await decided(c)
    journey.at('2026-03-17 23:59:59')
    await c.officer.tells()
    await journey.passes('2026-03-18 00:00')
    expect(await breaches(c)).toEqual([])
    expect(c.complaint.stands('clock')).toBe('stopped')
  })

  test('told at the end is late, and stops the period all the same', async () => {
    const c = received()
    await decided(c)
    journey.at('2026-03-18 00:00')
    await c.officer.tells()
    expect(await breaches(c)).toEqual(['K01'])
    expect(c.complaint.stands('clock')).toBe('stopped')
    // The breach comes before the telling, at its own instant.
    const trail = await c.complaint.entries()
    expect(trail.slice(-2).map(({ event }) => event)).toEqual(['expire', 'tell'])
    expect(trail.at(-2)?.effective?.at ?? trail.at(-2)?.recordedAt).toBe(endOf('2026-03-17'))
  })

  test('posted in time and recorded the day after, with effect of the day of posting', async () => {
    const c = received()
    await decided(c)
    journey.at('2026-03-18 09:00')
    await c.officer.tells({ means: 'post' }, { effective: { on: '2026-03-17' } })
    expect(await breaches(c)).toEqual([])
    expect((await c.complaint.facts())['told']).toMatchObject({
      on: '2026-03-17',
      deliveredOn: null,
    })
  })

  test('what the clock has recorded is not undone by telling with an earlier effect', async () => {
    const c = received()
    await decided(c)
    await journey.passes('2026-03-18 09:00')
    await isRefused(c.officer.tells({}, { effective: { on: '2026-03-17' } }), {
      kind: 'NOT_NOW',
      rule: 'effective-time',
    })
    await c.officer.tells({ on: '2026-03-17' })
    expect(await breaches(c)).toEqual(['K01'])
    const breach = c.complaint.entryOf('tell')
    await c.refuses('breachOpen', 'explainBreach', c.officer.explainsBreach({ breach }))
    const [strike] = await c.complaint.strikes()
    await c.officer.explainsBreach({ breach: strike?.id, ground: 'systemFault' })
    expect((await c.complaint.facts())['work']?.['breaches']).toMatchObject([
      { clock: 'K01', explained: true },
    ])
  })

  test('what is overdue is handled and decided where it stands, by senior management too', async () => {
    const c = received()
    await drafted(c)
    await journey.passes('2026-03-20 09:00')
    expect(c.complaint.stands()).toBe('handling.drafting')
    await c.lawyer.agreesLegally()
    await c.manager.decides()
    await c.officer.tells()
    expect(c.complaint.stands()).toBe('notified')
    expect(await breaches(c)).toEqual(['K01'])
  })
})

describe('a new period', () => {
  test('new facts after the decision start it anew, from the day they came', async () => {
    const c = received()
    await notified(c)
    journey.at('2026-03-20 10:00')
    await c.customer.bringsNewFacts()
    expect(c.complaint.stands()).toBe('handling.investigating')
    expect(await c.complaint.dueAt('K01')).toBe(endOf('2026-04-04'))
    expect(await c.complaint.facts()).toMatchObject({
      restarts: 1,
      startedOn: '2026-03-20',
      receivedOn: '2026-03-02',
      decision: null,
      earlierDecisions: 1,
      told: null,
      // What was promised stays owed.
      owed: { performed: false },
    })
  })

  test('new facts after a breach start one that can be kept; the breach stays', async () => {
    const c = received()
    await decided(c)
    await journey.passes('2026-03-18 09:00')
    await c.officer.tells()
    await c.customer.bringsNewFacts({ novelty: 'newReasons' })
    expect(c.complaint.stands('clock')).toBe('d15')
    expect(await breaches(c)).toEqual(['K01'])
    await c.handler.clarifiesFacts()
    await c.lawyer.agreesLegally()
    await c.officer.decides()
    await c.officer.tells()
    expect(await breaches(c)).toEqual(['K01'])
  })

  test('withdrawal ends the procedure on the day it is received', async () => {
    const c = received()
    await investigated(c)
    journey.at('2026-03-06 17:00')
    await c.customer.withdraws({}, { effective: { on: '2026-03-05' } })
    const seen = await c.complaint.reads()
    expect(seen).toMatchObject({ state: { final: true }, facts: { closed: 'WITHDRAWN' } })
    expect(c.complaint.stands('clock')).toBe('stopped')
    await journey.passes('2026-06-01 09:00')
    expect(await c.complaint.strikes()).toEqual([])
  })
})

describe('a correction of the record', () => {
  const corrected = (c: Complaint, was: string, is: string) =>
    c.officer.correctsRecord({ record: { receivedOn: { was, is } } })

  test('of the day of receipt moves the end of the period', async () => {
    const c = received()
    await registered(c)
    journey.at('2026-03-05 09:00')
    await corrected(c, '2026-03-02', '2026-02-27')
    expect(await c.complaint.dueAt('K01')).toBe(endOf('2026-03-14'))
    expect(await c.complaint.facts()).toMatchObject({
      receivedOn: '2026-02-27',
      startedOn: '2026-02-27',
      work: { corrections: 1 },
    })
  })

  test('into the past lets the period end at once, at its legal instant', async () => {
    const c = received()
    await registered(c)
    journey.at('2026-03-05 09:00')
    await corrected(c, '2026-03-02', '2026-02-10')
    await journey.passes('2026-03-05 09:01')
    const [strike] = await c.complaint.strikes()
    expect(strike).toMatchObject({ event: 'expire', effective: { at: endOf('2026-02-25') } })
    expect(await breaches(c)).toEqual(['K01'])
  })

  test('leaves a breach that the clock has recorded where it is', async () => {
    const c = received()
    await ready(c)
    await journey.passes('2026-03-18 09:00')
    expect(await breaches(c)).toEqual(['K01'])
    await corrected(c, '2026-03-02', '2026-03-04')
    expect(await c.complaint.facts()).toMatchObject({
      receivedOn: '2026-03-04',
      work: { breaches: [{ clock: 'K01', on: '2026-03-18' }] },
    })
    expect(c.complaint.stands('clock')).toBe('expired')
  })
})
