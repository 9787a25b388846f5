// What is refused of a sale.

import { expect } from 'vitest'
import { training } from '../../engine/mechanisms/training/index.ts'
import {
  asked,
  assessedAs,
  borne,
  confirmed,
  executed,
  goodsOf,
  launched,
  misSold,
  offered,
  online,
  recorded,
  saleOf,
} from '../support/actors-suitability.ts'
import { PROOF, insurance, yuan } from '../support/deeds-suitability.ts'
import type { Kind, Sale } from '../support/actors-suitability.ts'
import { Case } from '../support/journey-case.ts'
import type { Journey } from '../support/journey.ts'
import type { Stand } from '../support/journey-rules.ts'

/** A sale whose goods and buyer are found on the way. */
export interface Shop {
  readonly journey: Journey
  sale: Sale
  sells(kind: Kind, level?: number): Promise<Sale>
}
export function shopIn(journey: Journey): Shop {
  const shop: Shop = {
    journey,
    sale: saleOf(journey, { kind: 'loan', product: '' }, 'consumer:borrower'),
    sells: async (kind, level) => {
      const goods = await goodsOf(journey, kind)
      const consumer =
        level === undefined ? 'consumer:borrower' : (await assessedAs(journey, level)).file.about
      shop.sale = { ...shop.sale, goods, consumer }
      return shop.sale
    },
  }
  return shop
}
type S = Shop
type Refusals = Stand<S>['refusals']
const loan = (way: (c: Sale) => Promise<unknown>) => async (shop: S) => {
  await way(await shop.sells('loan'))
}
const nothing = () => Promise.resolve()
const person = (s: S, who: string) => s.journey.person(who)

const asking: readonly Stand<S>[] = [
  {
    where: 'of what no review has put on sale',
    way: nothing,
    refusals: [
      ['productOnSale', 'askSale', (s) => s.sale.channel.asks({ product: 'product:unreviewed' })],
    ],
  },
  {
    where: 'of what is on sale and was never rated',
    way: async (s) => {
      const product = 'product:unrated'
      await launched(s.journey, product, 'investment')
      s.sale = { ...s.sale, goods: { kind: 'investment', product } }
    },
    refusals: [['ratingOnShelf', 'askSale', (s) => asked(s.sale).then(notRefused)]],
  },
  {
    where: 'of an investment that is asked for',
    way: (s) => s.sells('investment', 5),
    refusals: [
      ['kindIsReviewed', 'askSale', (s) => ask(s, { kind: 'loan' })],
      ['sellerNamed', 'askSale', (s) => ask(s, { seller: undefined })],
      ['sellerNamed', 'askSale', (s) => ask(s, { way: 'online' })],
      ['sellerHoldsSeat', 'askSale', (s) => ask(s, { seller: person(s, 'court-1') })],
      ['capacityFitsAge', 'askSale', (s) => ask(s, buyer(7, 'limited'))],
      ['capacityFitsAge', 'askSale', (s) => ask(s, buyer(15, 'full'))],
      ['meansStated', 'askSale', (s) => ask(s, { buyer: { age: 40, capacity: 'full' } })],
      ['insuranceStated', 'askSale', (s) => ask(s, { insurance })],
      [
        'amountsComparable',
        'askSale',
        (s) => ask(s, { amount: { amount: '1.00', currency: 'USD' } }),
      ],
    ],
  },
  {
    where: 'of an insurance that is asked for',
    way: (s) => s.sells('insurance', 5),
    refusals: [
      ['insuranceStated', 'askSale', (s) => ask(s, { insurance: undefined })],
      [
        'insuranceStated',
        'askSale',
        (s) => ask(s, { insurance: { ...insurance, singlePremium: yuan('1.00') } }),
      ],
      [
        'needsAnalysed',
        'askSale',
        (s) => ask(s, { insurance: { ...insurance, needsAnalysis: undefined } }),
      ],
    ],
  },
]
const buyer = (age: number, capacity: 'full' | 'limited') => ({
  buyer: { age, capacity, means: yuan('100000.00') },
})
type Asking = Parameters<Sale['channel']['asks']>[0]
const ask = (s: S, more: Asking) => asked(s.sale, more).then(notRefused)
const notRefused = (): never => {
  throw new Error('it was accepted')
}

const onTheWay: readonly Stand<S>[] = [
  {
    where: 'of a loan that must be one that can be borne',
    way: loan(asked),
    refusals: [
      ['isGraded', 'recheckSale', ({ sale }) => sale.system.rechecks()],
      [
        'incomeComparable',
        'recordAffordability',
        ({ sale }) =>
          sale.system.assessesAffordability({
            monthlyIncome: { amount: '8000.00', currency: 'USD' },
          }),
      ],
      [
        'sellerHoldsSeat',
        'reassignSeller',
        (s) => s.sale.business.reassigns({ seller: person(s, 'court-1') }),
      ],
      ['wasExecuted', 'failLookback', ({ sale }) => sale.officer.findsMisSale()],
      ['saleUnitIsAsStated', 'correctSale', ({ sale }) => sale.officer.correctsSale({ was: 'hq' })],
    ],
  },
  {
    where: 'of a loan that can be borne',
    way: loan(borne),
    refusals: [
      ['itemsTold', 'informConsumer', ({ sale }) => sale.business.informs({ items: ['basics'] })],
    ],
  },
  {
    where: 'of what is bought online',
    way: async (s) => {
      await asked(await s.sells('investment', 5), online)
    },
    refusals: [['soldByAPerson', 'reassignSeller', ({ sale }) => sale.business.reassigns()]],
  },
  {
    where: 'while the rating is held',
    way: async (s) => {
      const goods = await goodsOf(s.journey, 'investment')
      const { file } = await assessedAs(s.journey, 5)
      s.sale = { ...s.sale, goods, consumer: file.about }
      await asked(s.sale)
      await goods.rating?.business.beginsRerating()
      await goods.rating?.business.rerates()
      await goods.rating?.colleague.confirmsRerating()
    },
    refusals: [['ratingStillOnShelf', 'recheckSale', ({ sale }) => sale.system.rechecks()]],
  },
  {
    where: 'of the execution without recording, qualification or a match that stands',
    way: async (s) => {
      const goods = await goodsOf(s.journey, 'investment')
      const consumer = await assessedAs(s.journey, 5)
      s.sale = { ...s.sale, goods, consumer: consumer.file.about }
      await confirmed(s.sale)
    },
    refusals: [
      [
        'sellerQualified',
        'executeSale',
        ({ sale }) => sale.system.executes({ certificate: undefined }),
      ],
      [
        'sellerQualified',
        'executeSale',
        ({ sale }) =>
          sale.system.executes({ certificate: { hash: PROOF, validUntil: '2026-03-01' } }),
      ],
      ['saleRecorded', 'executeSale', ({ sale }) => sale.system.executes()],
      [
        'saleRecorded',
        'executeSale',
        // The trace of another way of selling is not the recording of this sale.
        async ({ sale }) => sale.system.executes({ recording: await recorded(sale, 'online') }),
      ],
    ],
  },
  {
    where: 'of the execution on a result that no longer stands',
    way: async (s) => {
      const goods = await goodsOf(s.journey, 'investment')
      const consumer = await assessedAs(s.journey, 5)
      s.sale = { ...s.sale, goods, consumer: consumer.file.about }
      await confirmed(s.sale)
      await consumer.channel.changes()
    },
    refusals: [['matchStands', 'executeSale', ({ sale }) => sale.system.executes()]],
  },
  {
    where: 'of the execution while the review holds the product',
    way: async (s) => {
      const goods = await goodsOf(s.journey, 'loan')
      s.sale = { ...s.sale, goods }
      await confirmed(s.sale)
      await goods.review.business.reportsMaterialChange()
    },
    refusals: [['productStillOnSale', 'executeSale', ({ sale }) => sale.system.executes()]],
  },
]

/** Somebody of a branch who was to be trained after a finding, and was not, may not sell. */
const restricts = async ({ journey }: S) => {
  const about = 'person:east-1'
  const file = new Case({ journey, mechanism: training, chart: 'person', facts: 'unit', about })
  const who = journey.person('east-1')
  await journey.setsPolicy('training.restriction', 5)
  await file.does('protection-1', ['requireTraining', { person: who, dueOn: '2026-03-03' }])
  await journey.passes('2026-03-16 09:00')
  expect(await file.standsNow()).toMatch(/^restricted/)
}
const restricted: readonly Stand<S>[] = [
  {
    where: 'of the execution of a sale whose seller was restricted meanwhile',
    way: async (s) => {
      const c = await s.sells('loan')
      await confirmed(c, { seller: c.file.journey.person('east-1') })
      await restricts(s)
    },
    refusals: [['sellerStillMaySell', 'executeSale', ({ sale }) => sale.system.executes()]],
  },
  {
    where: 'of a sale by somebody who is restricted',
    way: async (s) => {
      await s.sells('loan')
      await restricts(s)
    },
    refusals: [['sellerMaySell', 'askSale', (s) => ask(s, { seller: person(s, 'east-1') })]],
  },
]

const bySeller = (who: 'officerInBusiness' | 'managerInBusiness') => async (s: S) => {
  const c = await s.sells('loan')
  const seller = c[who].id
  await asked(c, { seller })
  await c.business.assessesAffordability()
  await c.system.informs()
  await c.channel.confirms()
  await c.system.executes()
}
const lookedBack: Refusals = [
  ['inspectorDidNotSell', 'passLookback', ({ sale }) => sale.officerInBusiness.looksBack()],
  ['inspectorDidNotSell', 'failLookback', ({ sale }) => sale.officerInBusiness.findsMisSale()],
  ['foundInTime', 'failLookback', (s) => found(s, '2026-03-01')],
  ['foundInTime', 'failLookback', (s) => found(s, '2026-03-03')],
  ['contractEndFits', 'endContract', (s) => ends(s, '2026-03-01')],
  ['contractEndFits', 'endContract', (s) => ends(s, '2026-03-03')],
]
const found = ({ sale }: S, foundOn: string) => sale.officer.findsMisSale({ foundOn })
const ends = ({ sale }: S, endedOn: string) => sale.system.endsContract({ endedOn })

const aftermath: readonly Stand<S>[] = [
  {
    where: 'of a sale by somebody who also looks back',
    way: bySeller('officerInBusiness'),
    refusals: lookedBack,
  },
  {
    where: 'of a finding that is entered long after it was made',
    way: async (s) => {
      await executed(await s.sells('loan'))
      s.journey.at('2026-05-04 09:00')
    },
    refusals: [['foundInTime', 'failLookback', (s) => found(s, '2026-04-03')]],
  },
  {
    where: 'of a remedy',
    way: loan(misSold),
    refusals: [
      ['remedierDidNotSell', 'offerRemedy', ({ sale }) => sale.business.offersRemedy()],
      [
        'performanceAhead',
        'offerRemedy',
        ({ sale }) => sale.colleague.offersRemedy({ performBy: '2026-03-01' }),
      ],
      [
        'compensationStated',
        'offerRemedy',
        ({ sale }) => sale.colleague.offersRemedy({ kind: 'compensate', amount: undefined }),
      ],
    ],
  },
  {
    where: 'of a remedy that is ordered by whoever sold',
    way: async (s) => {
      await bySeller('managerInBusiness')(s)
      await s.sale.officer.findsMisSale()
      await s.journey.passes('2026-03-24 09:00')
    },
    refusals: [
      ['remedierDidNotSell', 'forceRemedy', ({ sale }) => sale.managerInBusiness.forcesRemedy()],
    ],
  },
  {
    where: 'of a remedy that is to be performed',
    way: loan(async (c) => {
      await offered(c)
      await c.system.endsContract()
      await c.channel.acceptsRemedy()
    }),
    refusals: [
      [
        'performancePast',
        'performRemedy',
        ({ sale }) => sale.business.performsRemedy({ performedOn: '2026-03-03' }),
      ],
      ['contractRuns', 'endContract', ({ sale }) => sale.system.endsContract()],
    ],
  },
  {
    where: 'of a remedy that is closed',
    way: async (s) => {
      await bySeller('officerInBusiness')(s)
      await s.sale.officer.findsMisSale()
      await s.sale.colleague.offersRemedy()
      await s.sale.channel.declinesRemedy()
    },
    refusals: [
      ['closerDidNotInspect', 'closeUnsettled', ({ sale }) => sale.officer.closesUnsettled()],
      [
        'inspectorDidNotSell',
        'closeUnsettled',
        ({ sale }) => sale.officerInBusiness.closesUnsettled(),
      ],
    ],
  },
  {
    where: 'of a file that was kept for its period',
    way: loan(async (c) => {
      await executed(c)
      await c.system.endsContract()
      await c.file.journey.passes('2031-03-03 09:00')
    }),
    refusals: [['fileKept', 'failLookback', (s) => found(s, '2031-03-03')]],
  },
]
/** The care of the elderly, called back by whoever sold. */
const calledBack: Stand<S> = {
  where: 'of a call-back by whoever sold',
  way: async (s) => {
    const c = await s.sells('investment', 5)
    const elder = { buyer: { age: 70, capacity: 'full', means: yuan('100000.00') } } as const
    await asked(c, { ...online, ...elder })
    await s.journey.passes('2026-03-04 09:00')
    await c.business.completesCare()
    await c.system.informs()
    await c.channel.confirms()
    await c.system.executes({ recording: await recorded(c, 'online') })
  },
  refusals: [['inspectorDidNotSell', 'recordCallBack', ({ sale }) => sale.business.callsBack()]],
}
export const saleStands = [...asking, ...onTheWay, ...restricted, ...aftermath, calledBack]
