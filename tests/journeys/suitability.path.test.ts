// A product from its rating to the end of its file, and a consumer from the first assessment to the last.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  assessedAs,
  assessmentIn,
  launched,
  onShelf,
  ratingIn,
} from '../support/actors-suitability.ts'
import { PROOF } from '../support/deeds-suitability.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { GATES } from '../support/gates.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
beforeEach(() => journey.at('2026-03-02 09:00'))
/** What was opened in a mechanism, by the payload that opened it. */
const openedIn = async (mechanism: string) => {
  const query = `query ($filter: ProcessFilter) { processes(filter: $filter, first: 100) { nodes {
    entries(first: 1) { nodes { event payload } } } } }`
  const found = await journey.doors.ask('audit-1', query, { filter: { mechanism } })
  const nodes = found['processes']?.['nodes'] as unknown as readonly {
    readonly entries: { readonly nodes: readonly { readonly payload: object }[] }
  }[]
  return nodes.map(({ entries }) => entries.nodes[0]?.payload)
}

describe('a rating', () => {
  test('by the issuer and by the seller: the higher prevails, is disclosed, and is published by another', async () => {
    const c = ratingIn(journey)
    await launched(journey, c.file.about, 'investment')
    await c.business.startsRating({ issuer: 'partner:demo-partner' })
    await c.business.rates({ ownLevel: 2, issuerLevel: 4, issuerProof: PROOF })
    await c.refuses('disagreementDisclosed', 'reconcile', c.colleague.reconciles())
    await c.colleague.reconciles({ disclosure: PROOF })
    await c.refuses('raterDoesNotConfirm', 'publishRating', c.business.publishesRating())
    await c.colleague.publishesRating()
    expect(await c.file.facts()).toMatchObject({
      level: 4,
      ownLevel: 2,
      issuerLevel: 4,
      shelf: 'OPEN',
      disclosure: PROOF,
    })
    expect(await c.file.dueAt('yearlyRerating')).toBe(endOf('2027-03-02'))
  })

  test('that rises holds the shelf until everybody was told, and goes on with the new level', async () => {
    const c = ratingIn(journey)
    await launched(journey, c.file.about, 'investment')
    await onShelf(c, { issuer: undefined })
    await c.system.beginsRerating()
    expect((await c.file.facts())['shelf']).toBe('OPEN')
    await c.business.rerates({ ownLevel: 5 })
    await c.colleague.confirmsRerating()
    expect(c.file.stands()).toBe('changed')
    expect((await c.file.facts())['shelf']).toBe('HELD')
    await journey.passes('2026-03-10 09:00')
    expect(await c.file.standsNow()).toBe('escalated')
    await c.manager.forcesNotice()
    expect(await c.file.facts()).toMatchObject({ level: 5, previousLevel: 4, shelf: 'OPEN' })
    await c.refuses(
      'undeliveredFollowed',
      'confirmDelivery',
      c.system.confirmsDelivery({ delivered: 9 }),
    )
    await c.system.confirmsDelivery({ delivered: 9, followUp: PROOF })
    expect(c.file.stands()).toBe('onShelf')
  })

  test('confirmed unchanged stays on the shelf, and its year begins anew', async () => {
    const c = ratingIn(journey)
    await launched(journey, c.file.about, 'investment')
    await onShelf(c)
    journey.at('2026-06-01 09:00')
    await c.officer.beginsRerating()
    await c.business.rerates({ ownLevel: 4 })
    await c.colleague.confirmsRerating()
    expect(c.file.stands()).toBe('onShelf')
    expect(await c.file.dueAt('yearlyRerating')).toBe(endOf('2027-06-01'))
  })

  test('of an issuer that raises its level is rated anew', async () => {
    const c = ratingIn(journey)
    await launched(journey, c.file.about, 'investment')
    await c.business.startsRating({ issuer: 'partner:demo-partner' })
    await c.business.rates({ issuerLevel: 4, issuerProof: PROOF })
    await c.colleague.reconciles()
    await c.colleague.publishesRating()
    await c.issuer.tellsIssuerLevel()
    await c.business.rerates({ ownLevel: 3 })
    await c.colleague.confirmsRerating({ disclosure: PROOF })
    expect(await c.file.facts()).toMatchObject({ level: 5, ownLevel: 3, issuerLevel: 5 })
  })

  test('ends with the product; its file is kept five years from the last contract and disposed of by two', async () => {
    const c = ratingIn(journey)
    await launched(journey, c.file.about, 'investment')
    await onShelf(c)
    await c.business.delists()
    expect(await c.file.reads()).toMatchObject({
      state: { final: true },
      timers: [{ clock: 'ratingRetention', state: 'UNKNOWN' }],
    })
    journey.at('2026-05-04 09:00')
    await c.system.recordsLastContractEnd({ endedOn: '2026-05-01' })
    expect(await c.file.dueAt('ratingRetention')).toBe(endOf('2031-05-01'))
    await c.lawyer.placesHold()
    await journey.passes('2031-05-02 09:00')
    await c.refuses('notOnHold', 'proposeDisposal', c.officer.proposesDisposal())
    await c.lawyer.releasesHold()
    await c.officer.proposesDisposal()
    await c.lawyer.approvesDisposal()
    expect(c.file.stands('ratingRecord')).toBe('disposed')
  })
})

describe('an assessment', () => {
  test('is valid for twelve months; a different result counts once it was confirmed', async () => {
    const c = await assessedAs(journey, 3)
    expect(await c.file.dueAt('validity')).toBe(endOf('2027-03-02'))
    await c.channel.changes()
    await c.channel.renews()
    await c.channel.begins()
    await c.channel.handsIn({ level: 4 })
    expect(c.file.stands()).toBe('variance')
    expect(await c.file.facts()).toMatchObject({ level: 3, candidate: { level: 4 } })
    await c.channel.reconfirms()
    expect(c.file.stands()).toBe('valid')
    expect(await c.file.facts()).toMatchObject({ level: 4, previousLevel: 3 })
  })

  test('is not begun a third time in one day, but on the next', async () => {
    const c = await assessedAs(journey, 3)
    const again = async () => {
      await c.channel.changes()
      await c.channel.renews()
      await c.channel.begins()
    }
    await again()
    await c.channel.handsIn({ level: 3 })
    await again()
    expect(c.file.stands()).toBe('limitBlocked')
    expect(await c.file.dueAt('dayLimit')).toBe(endOf('2026-03-02'))
    await journey.passes('2026-03-03 08:00')
    expect(await c.file.standsNow()).toBe('profiling')
    await c.channel.begins()
    expect((await c.file.facts())['attempts']).toHaveLength(3)
  })

  test('nor a ninth time in twelve months, until the oldest is over; a later case counts them too', async () => {
    const c = assessmentIn(journey)
    await c.channel.asksToBeAssessed()
    for (const month of ['03', '04', '05', '06', '07', '08', '09', '10']) {
      journey.at(`2026-${month}-02 09:00`)
      await c.channel.begins()
      await journey.passes(`2026-${month}-04 09:00`)
    }
    await c.system.endsRelationship({ endedOn: '2026-10-04' })
    const later = assessmentIn(journey, c.file.about)
    await later.channel.asksToBeAssessed()
    await later.channel.begins()
    expect(later.file.stands()).toBe('limitBlocked')
    expect(await later.file.dueAt('windowLimit')).toBe(endOf('2027-03-02'))
    await journey.passes('2027-03-03 09:00')
    await later.channel.begins()
    expect(later.file.stands()).toBe('answering')
  })

  test('that staff tampered with counts for nothing: somebody is answerable, and another opens it again', async () => {
    const c = await assessedAs(journey, 5)
    const seller = journey.person('loans-1')
    await c.officer.findsTampering({ staff: seller })
    expect(await c.file.facts()).toMatchObject({ level: null, tamperings: 1 })
    await journey.catchesUp()
    const [, person] = Buffer.from(seller, 'base64url').toString().split(':')
    expect(await openedIn('M10')).toContainEqual(
      expect.objectContaining({ cause: 'tampering', person, unit: 'consumer-loans' }),
    )
    expect(await openedIn('M11')).toContainEqual(expect.objectContaining({ kind: 'tampering' }))
    await c.refuses('finderDoesNotReopen', 'reopenAssessment', c.officer.reopens())
    await c.otherOfficer.reopens()
    await c.channel.begins()
    await c.channel.handsIn({ level: 2 })
    expect(c.file.stands()).toBe('valid')
  })

  test('is not needed of a professional whom the institution accepted, and who may give it up', async () => {
    const c = assessmentIn(journey)
    await c.channel.asksToBeAssessed()
    await c.channel.provesProfessional()
    await c.business.acceptsProfessional()
    expect(c.file.stands()).toBe('professional')
    await c.channel.givesUpProfessional()
    await c.channel.provesProfessional()
    await c.business.rejectsProfessional()
    expect(c.file.stands()).toBe('profiling')
    await c.channel.declinesInformation()
    expect(c.file.stands()).toBe('refused')
  })
})
