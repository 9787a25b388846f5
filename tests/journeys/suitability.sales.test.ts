// Sales on all the ways they may go, and what follows when one was not what it should have been.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { suitability } from '../../engine/mechanisms/suitability/index.ts'
import {
  asked,
  assessedAs,
  borne,
  confirmed,
  elderly,
  executed,
  goodsOf,
  misSold,
  offered,
  online,
  recorded,
  saleOf,
} from '../support/actors-suitability.ts'
import { insurance, yuan } from '../support/deeds-suitability.ts'
import type { Goods, Kind, Sale } from '../support/actors-suitability.ts'
import { because, isRefused } from '../support/actors.ts'
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
const notNow = { kind: 'NOT_NOW', rule: 'state' }

/** Goods are put on sale once. */
const onSale = new Map<Kind, Goods>()
async function goods(kind: Kind): Promise<Goods> {
  const known = onSale.get(kind) ?? (await goodsOf(journey, kind))
  onSale.set(kind, known)
  return known
}
const saleTo = async (kind: Kind, level: number): Promise<Sale> => {
  const { file } = await assessedAs(journey, level)
  return saleOf(journey, await goods(kind), file.about)
}
describe('a sale', () => {
  test('that fits is informed, confirmed, recorded and executed, and its file outlasts the contract by five years', async () => {
    const c = await saleTo('investment', 4)
    await asked(c)
    expect(c.file.stands()).toBe('matched')
    await c.refuses(
      'itemsTold',
      'informConsumer',
      c.business.informs({ items: ['basics', 'fees'] }),
    )
    await c.business.informs()
    await c.channel.confirms()
    await c.refuses('saleRecorded', 'executeSale', c.system.executes())
    const recording = await recorded(c, 'counter')
    await c.refuses(
      'sellerQualified',
      'executeSale',
      c.system.executes({ recording, certificate: undefined }),
    )
    await c.system.executes({ recording })
    expect(await c.file.facts()).toMatchObject({
      match: { productLevel: 4, consumerLevel: 4 },
      executedOn: '2026-03-02',
    })
    await c.officer.looksBack()
    await c.system.endsContract()
    expect(c.file.stands()).toBe('archived')
    expect(await c.file.dueAt('saleRetention')).toBe(endOf('2031-03-02'))
    expect(await c.file.dueAt('contractRetention')).toBeUndefined()
  })

  test('that does not fit is blocked, and says why', async () => {
    const c = await saleTo('investment', 3)
    await asked(c)
    expect(c.file.stands()).toBe('blocked')
    expect((await c.file.facts())['blocked']).toEqual(['LEVEL_TOO_HIGH'])
    const poor = await saleTo('investment', 5)
    await asked(poor, { amount: yuan('100000.01') })
    expect((await poor.file.facts())['blocked']).toEqual(['OUT_OF_PROPORTION'])
    const nobody = saleOf(journey, await goods('investment'), 'consumer:never-assessed')
    await asked(nobody)
    expect((await nobody.file.facts())['blocked']).toEqual(['NOT_ASSESSED'])
    const child = await saleTo('investment', 5)
    await asked(child, { buyer: { age: 12, capacity: 'limited', means: yuan('100000.00') } })
    expect((await child.file.facts())['blocked']).toEqual(['GUARDIAN_OR_LOW_RISK'])
  })

  test('of insurance that does not fit is advised against, and goes on only in writing', async () => {
    const c = await saleTo('insurance', 1)
    await asked(c)
    expect(c.file.stands()).toBe('adviseStop')
    await isRefused(c.business.informs(), notNow)
    await c.channel.insists()
    expect(c.file.stands()).toBe('matched')
    expect(await c.file.facts()).toMatchObject({ insisted: true })
    const other = await saleTo('insurance', 1)
    await asked(other)
    await other.channel.takesAdvice()
    expect(other.file.stands()).toBe('cancelled')
  })

  test('before 2025 No. 7 binds there is no insisting, no special care and no declaration', async () => {
    const held = await saleTo('insurance', 1)
    const fits = await saleTo('insurance', 5)
    const early = async (c: Sale) => {
      const opening = { ...elderly, insurance: { ...insurance, yearlyPremium: yuan('90000.00') } }
      await asked(c, opening)
    }
    journey.at('2026-03-02 09:00')
    await early(fits)
    expect(fits.file.stands()).toBe('elderCare.considering')
    await early(held)
    expect(held.file.stands()).toBe('adviseStop')
    journey.at('2026-01-31 09:00')
    const before = saleOf(journey, fits.goods, fits.consumer)
    await early(before)
    expect(before.file.stands()).toBe('matched')
    expect(await before.file.facts()).toMatchObject({ buyer: { declarations: [] } })
    const barred = saleOf(journey, held.goods, held.consumer)
    await early(barred)
    expect(barred.file.stands()).toBe('blocked')
  })

  test('to somebody of 65 of what is of high risk waits, is cared for and is called back by another', async () => {
    const c = await saleTo('investment', 5)
    await asked(c, { ...online, ...elderly })
    expect(c.file.stands()).toBe('elderCare.considering')
    await isRefused(c.business.completesCare(), notNow)
    await journey.passes('2026-03-04 09:00')
    await c.business.completesCare()
    await c.system.informs()
    await c.channel.confirms()
    await c.system.executes({ recording: await recorded(c, 'online') })
    expect(c.file.stands('callBack')).toBe('due')
    await c.refuses('inspectorDidNotSell', 'recordCallBack', c.business.callsBack())
    await c.officer.callsBack({ doubtful: true })
    expect(c.file.stands('callBack')).toBe('made')
  })

  test('of insurance with a high premium is declared before it is confirmed; to the cent', async () => {
    const due = async (more: object) => {
      const c = await saleTo('insurance', 5)
      await asked(c, { insurance: { ...insurance, ...more } })
      return (await c.file.facts())['buyer']?.['declarations']
    }
    expect(await due({ yearlyPremium: yuan('20000.00') })).toEqual([])
    expect(await due({ yearlyPremium: yuan('20000.01') })).toEqual(['YEARLY_PREMIUM'])
    const c = await saleTo('insurance', 5)
    await asked(c, { insurance: { ...insurance, payYears: 35 } })
    await c.business.informs()
    expect(c.file.stands()).toBe('declaring')
    await isRefused(c.channel.confirms(), notNow)
    await c.channel.signsDeclaration()
    expect(c.file.stands()).toBe('confirmed')
  })

  test('of a loan is no matter of levels but of what can be borne', async () => {
    const c = saleOf(journey, await goods('loan'), 'consumer:borrower')
    await borne(c)
    expect(c.file.stands()).toBe('matched')
    const over = saleOf(journey, await goods('loan'), 'consumer:borrower')
    await asked(over)
    await over.system.assessesAffordability({ monthlyDebtService: yuan('4000.01') })
    expect(over.file.stands(), because(suitability, 'canBeBorne')).toBe('blocked')
    expect(await over.file.facts()).toMatchObject({ blocked: ['OVER_INDEBTED'] })
    const house = saleOf(journey, await goods('loan'), 'consumer:borrower')
    await asked(house)
    await house.business.assessesAffordability({ purpose: 'housePurchase' })
    expect(house.file.stands()).toBe('blocked')
  })

  test('is executed only on a match that still stands, and may be checked again', async () => {
    const consumer = await assessedAs(journey, 5)
    const c = saleOf(journey, await goods('investment'), consumer.file.about)
    await confirmed(c)
    await consumer.channel.changes()
    const recording = await recorded(c, 'counter')
    await c.refuses('matchStands', 'executeSale', c.system.executes({ recording }))
    await consumer.channel.renews()
    await consumer.channel.begins()
    await consumer.channel.handsIn({ level: 4 })
    await consumer.channel.reconfirms()
    await c.refuses('matchStands', 'executeSale', c.system.executes({ recording }))
    await c.system.rechecks()
    expect(c.file.stands()).toBe('matched')
    await c.business.informs()
    await c.channel.confirms()
    await c.system.executes({ recording })
  })
})

describe('a mis-sale', () => {
  const loanSale = async () => saleOf(journey, await goods('loan'), 'consumer:borrower')

  test('is remedied, accepted and performed; the contract is archived settled', async () => {
    const c = await offered(await loanSale())
    await c.channel.acceptsRemedy()
    await c.system.endsContract()
    expect(c.file.stands()).toBe('remedied.performing')
    await c.business.performsRemedy()
    expect(c.file.stands()).toBe('archived')
    expect(await c.file.facts()).toMatchObject({ breach: 'SETTLED' })
    await c.regulator.findsMisSale()
    expect(c.file.stands()).toBe('breachFound.pending')
  })

  test('that nobody remedies goes to senior management, which orders it', async () => {
    const c = await misSold(await loanSale())
    await isRefused(c.manager.forcesRemedy(), notNow)
    await journey.passes('2026-03-24 09:00')
    expect(await c.file.standsNow()).toBe('breachFound.escalated')
    await c.manager.forcesRemedy()
    await c.channel.declinesRemedy()
    expect(c.file.stands()).toBe('remedied.unsettled')
    await c.refuses('closerDidNotInspect', 'closeUnsettled', c.officer.closesUnsettled())
    await c.otherOfficer.closesUnsettled()
    expect(c.file.stands()).toBe('remedied.settled')
  })

  test('that is found again joins the remedy that is under way', async () => {
    const c = await offered(await loanSale())
    const joins = because(suitability, 'noBreachOpen')
    await c.regulator.findsMisSale()
    expect(c.file.stands(), joins).toBe('remedied.offered')
    await c.channel.acceptsRemedy()
    await c.auditor.findsMisSale({ practices: ['hinted'] })
    expect(c.file.stands(), joins).toBe('remedied.performing')
  })

  test('of tampering invalidates the assessment it rested on', async () => {
    const consumer = await assessedAs(journey, 5)
    const c = saleOf(journey, await goods('investment'), consumer.file.about)
    await asked(c, online)
    await c.system.informs()
    await c.channel.confirms()
    await c.system.executes({ recording: await recorded(c, 'online') })
    await c.auditor.findsMisSale({ practices: ['answeredForConsumer'] })
    await journey.catchesUp()
    expect(await consumer.file.standsNow()).toBe('invalidated')
    expect((await consumer.file.entries()).at(-1)).toMatchObject({
      event: 'findTampering',
      cause: { event: 'failLookback', process: { id: c.file.id } },
    })
  })

  test('of one product three times in a quarter is a pattern, and the committee is told', async () => {
    const loan = await goodsOf(journey, 'loan')
    const found = async () => {
      const c = saleOf(journey, loan, 'consumer:borrower')
      await executed(c)
      await c.officer.findsMisSale()
      return c
    }
    const toldOf = async (c: Sale) => {
      const [last] = (await c.file.entries()).slice(-1)
      const { notices } = JSON.parse(last?.leaf ?? '') as { notices: { to: string }[] }
      return notices.map(({ to }) => to)
    }
    const first = await found()
    const second = await found()
    expect(await toldOf(second)).not.toContain('consumerProtectionCommittee')
    // The same sale found again is the same mis-sale.
    await first.officer.findsMisSale({ practices: ['hinted'] })
    expect((await first.file.facts())['misSalesInQuarter']).toBe(2)
    const third = await found()
    expect(await toldOf(third)).toContain('consumerProtectionCommittee')
    expect((await third.file.facts())['misSalesInQuarter']).toBe(3)
    journey.at('2026-04-01 09:00')
    const later = await found()
    expect((await later.file.facts())['misSalesInQuarter']).toBe(1)
  })
})
