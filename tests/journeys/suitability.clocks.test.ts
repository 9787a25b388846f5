// Every clock of suitability, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assessmentClocks } from '../../engine/mechanisms/suitability/assessment-clocks.ts'
import { suitability } from '../../engine/mechanisms/suitability/index.ts'
import { ratingClocks } from '../../engine/mechanisms/suitability/rating-clocks.ts'
import { saleClocks } from '../../engine/mechanisms/suitability/sale-clocks.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import {
  asked,
  assessedAs,
  assessmentIn,
  elderly,
  executed,
  goodsOf,
  launched,
  misSold,
  offered,
  onShelf,
  online,
  ratingIn,
  recorded,
  saleOf,
} from '../support/actors-suitability.ts'
import type { Assessment, Kind, Rating, Sale } from '../support/actors-suitability.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
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
const MONDAY = '2026-03-02 09:00'
const FIVE_YEARS = '2031-03-02'
const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const departments = ['businessDepartment', 'consumerProtection']
const inquired = {
  clock: 'inquiry',
  lastDay: '2026-03-12',
  event: 'markInquiryOverdue',
  told: ['seniorManagement'],
  facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
} as const
const kept = { event: 'endRetention', told: [], facts: { record: { stage: 'DUE' } } } as const
/** The clocks of one chart, as if they were all. */
const only = (clocks: object): Mechanism => ({
  ...suitability,
  clocks: clocks as Mechanism['clocks'],
})

// ---- ratings -----------------------------------------------------------------------------------------
const shelved = async (c: Rating) => {
  await launched(journey, c.file.about, 'investment')
  await onShelf(c)
}
const changed = async (c: Rating) => {
  await shelved(c)
  await c.business.beginsRerating()
  await c.business.rerates()
  await c.colleague.confirmsRerating()
}
const ratings: readonly Struck<Rating>[] = [
  {
    clock: 'ratingStalled',
    way: (c) => c.business.startsRating(),
    lastDay: '2026-04-01',
    event: 'reportRatingStalled',
    told: departments,
    stands: { case: 'rating' },
    facts: breach('ratingStalled'),
  },
  {
    clock: 'yearlyRerating',
    way: shelved,
    lastDay: '2027-03-02',
    event: 'fallDueForRerating',
    told: departments,
    stands: { case: 'rerating.underWay' },
    facts: { reratedFor: 'PERIOD', shelf: 'OPEN' },
  },
  {
    clock: 'rerating',
    way: async (c) => {
      await shelved(c)
      await c.business.beginsRerating()
    },
    lastDay: '2026-03-23',
    event: 'reportReratingOverdue',
    told: [...departments, 'seniorManagement'],
    stands: { case: 'rerating.underWay' },
    facts: { shelf: 'HELD', ...breach('rerating') },
  },
  {
    clock: 'levelNotice',
    way: changed,
    lastDay: '2026-03-09',
    event: 'escalateUnnotified',
    told: ['seniorManagement', 'supervisoryBody', 'consumerProtection'],
    stands: { case: 'escalated' },
    facts: { shelf: 'HELD', ...breach('levelNotice') },
  },
  {
    clock: 'forcedNotice',
    way: async (c) => {
      await changed(c)
      await journey.passes('2026-03-10 09:00')
    },
    lastDay: '2026-03-13',
    event: 'reportNoticeOverdue',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'escalated' },
    facts: { work: { breaches: [{ clock: 'levelNotice' }, { clock: 'forcedNotice' }] } },
  },
  {
    clock: 'delivery',
    way: async (c) => {
      await changed(c)
      await c.business.notifiesHolders()
    },
    lastDay: '2026-03-16',
    event: 'reportDeliveryOverdue',
    told: departments,
    stands: { case: 'holdersNotified' },
    facts: { shelf: 'OPEN', ...breach('delivery') },
  },
  {
    clock: 'ratingRetention',
    way: async (c) => {
      await shelved(c)
      await c.business.delists()
      await c.system.recordsLastContractEnd()
    },
    lastDay: FIVE_YEARS,
    stands: { case: 'withdrawn', ratingRecord: 'due' },
    ...kept,
  },
  {
    clock: 'abandonedRetention',
    way: async (c) => {
      await c.business.startsRating()
      await c.business.abandonsRating()
    },
    lastDay: FIVE_YEARS,
    stands: { case: 'abandoned', ratingRecord: 'due' },
    ...kept,
  },
  {
    ...inquired,
    way: async (c) => {
      await c.business.startsRating()
      await c.supervisor.inquires({ answerBy: '2026-03-12' })
    },
    stands: { case: 'rating' },
  },
]

// ---- assessments -------------------------------------------------------------------------------------
const assessed = async (c: Assessment) => {
  await c.channel.asksToBeAssessed()
  await c.channel.begins()
  await c.channel.handsIn()
}
const again = async (c: Assessment) => {
  await c.channel.changes()
  await c.channel.renews()
  await c.channel.begins()
}
const assessments: readonly Struck<Assessment>[] = [
  {
    clock: 'validity',
    way: assessed,
    lastDay: '2027-03-02',
    event: 'expireAssessment',
    told: ['businessDepartment'],
    stands: { case: 'expired' },
    facts: { level: 4 },
  },
  {
    clock: 'dayLimit',
    way: async (c) => {
      await assessed(c)
      await again(c)
      await c.channel.handsIn()
      await again(c)
    },
    lastDay: '2026-03-02',
    event: 'freeLimit',
    told: [],
    stands: { case: 'profiling' },
    facts: { limit: null },
  },
  {
    clock: 'windowLimit',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      for (const month of ['03', '04', '05', '06', '07', '08', '09', '10']) {
        journey.at(`2026-${month}-02 09:00`)
        await c.channel.begins()
        await journey.passes(`2026-${month}-04 09:00`)
      }
      await c.channel.begins()
    },
    lastDay: '2027-03-02',
    event: 'freeLimit',
    told: [],
    stands: { case: 'profiling' },
    facts: { limit: null },
  },
  {
    clock: 'profile',
    way: (c) => c.channel.asksToBeAssessed(),
    lastDay: '2026-04-01',
    event: 'lapseProfile',
    told: [],
    stands: { case: 'expired' },
    facts: { level: null },
  },
  {
    clock: 'answering',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      await c.channel.begins()
    },
    lastDay: '2026-03-03',
    event: 'lapseAnswering',
    told: [],
    stands: { case: 'profiling' },
    facts: { attempts: ['2026-03-02'] },
  },
  {
    clock: 'variance',
    way: async (c) => {
      await assessed(c)
      await again(c)
      await c.channel.handsIn({ level: 5 })
    },
    lastDay: '2026-03-12',
    event: 'lapseVariance',
    told: [],
    stands: { case: 'expired' },
    facts: { level: 4, candidate: null },
  },
  {
    clock: 'proof',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      await c.channel.provesProfessional()
    },
    lastDay: '2026-03-16',
    event: 'lapseProof',
    told: [],
    stands: { case: 'profiling' },
    facts: { professional: null, ...breach('proof') },
  },
  {
    clock: 'professional',
    way: async (c) => {
      await c.channel.asksToBeAssessed()
      await c.channel.provesProfessional()
      await c.business.acceptsProfessional()
    },
    lastDay: '2027-03-02',
    event: 'lapseProfessional',
    told: [],
    stands: { case: 'profiling' },
    facts: { professional: null },
  },
  {
    clock: 'reopening',
    way: async (c) => {
      await assessed(c)
      await c.officer.findsTampering()
    },
    lastDay: '2026-03-16',
    event: 'reportReopeningOverdue',
    told: ['seniorManagement'],
    stands: { case: 'invalidated' },
    facts: breach('reopening'),
  },
  {
    clock: 'assessmentRetention',
    way: async (c) => {
      await assessed(c)
      await c.system.endsRelationship()
    },
    lastDay: FIVE_YEARS,
    stands: { case: 'closed', assessmentRecord: 'due' },
    ...kept,
  },
  {
    ...inquired,
    way: async (c) => {
      await assessed(c)
      await c.auditor.inquires({ answerBy: '2026-03-12' })
    },
    stands: { case: 'valid' },
  },
]

// ---- sales -------------------------------------------------------------------------------------------
/** Goods and buyer are found on the way, because each clock lets another time pass. */
interface Shop {
  readonly sells: (kind: Kind, level?: number) => Promise<Sale>
}
const loan = (way: (c: Sale) => Promise<unknown>) => async (shop: Shop) => {
  await way(await shop.sells('loan'))
}
const sold = async (c: Sale) => {
  await asked(c, { ...online, ...elderly })
  await journey.passes('2026-03-04 09:00')
  await c.business.completesCare()
  await c.system.informs()
  await c.channel.confirms()
  await c.system.executes({ recording: await recorded(c, 'online') })
}
const unsettled = async (c: Sale) => {
  await offered(c)
  await c.channel.declinesRemedy()
}
const sales: readonly Struck<Shop>[] = [
  {
    clock: 'openSale',
    way: loan(asked),
    lastDay: '2026-04-01',
    event: 'lapseSale',
    told: [],
    stands: { case: 'cancelled' },
    facts: { executedOn: null },
  },
  {
    clock: 'consideration',
    way: async (shop) => {
      await asked(await shop.sells('investment', 5), { ...online, ...elderly })
    },
    lastDay: '2026-03-03',
    event: 'endConsideration',
    told: [],
    stands: { case: 'elderCare.ready' },
    facts: { cared: false },
  },
  {
    clock: 'callBack',
    way: async (shop) => sold(await shop.sells('investment', 5)),
    lastDay: '2026-03-11',
    event: 'reportCallBackOverdue',
    told: ['consumerProtection', 'businessDepartment'],
    stands: { case: 'executed', callBack: 'overdue' },
    facts: breach('callBack'),
  },
  {
    clock: 'remedy',
    way: loan(misSold),
    lastDay: '2026-03-23',
    event: 'escalateRemedy',
    told: ['seniorManagement', 'supervisoryBody', 'consumerProtection'],
    stands: { case: 'breachFound.escalated' },
    facts: breach('remedy'),
  },
  {
    clock: 'forcedRemedy',
    way: loan(async (c) => {
      await misSold(c)
      await journey.passes('2026-03-24 09:00')
    }),
    lastDay: '2026-04-08',
    event: 'reportRemedyOverdue',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'breachFound.escalated' },
    facts: { work: { breaches: [{ clock: 'remedy' }, { clock: 'forcedRemedy' }] } },
  },
  {
    clock: 'offer',
    way: loan(offered),
    lastDay: '2026-04-01',
    event: 'lapseOffer',
    told: departments,
    stands: { case: 'remedied.unsettled' },
    facts: { breach: 'OPEN' },
  },
  {
    clock: 'unsettled',
    way: loan(unsettled),
    lastDay: '2026-05-01',
    event: 'reportUnsettled',
    told: ['consumerProtection', 'seniorManagement'],
    stands: { case: 'remedied.unsettled' },
    facts: breach('unsettled'),
  },
  {
    clock: 'performance',
    way: loan(async (c) => {
      await offered(c)
      await c.channel.acceptsRemedy()
    }),
    lastDay: '2026-03-12',
    event: 'reportPerformanceOverdue',
    told: ['seniorManagement', 'consumerProtection'],
    stands: { case: 'remedied.performing' },
    facts: breach('performance'),
  },
  {
    clock: 'saleRetention',
    way: async (shop) => {
      const c = await shop.sells('investment', 5)
      await asked(c)
      await c.business.informs()
      await c.channel.confirms()
      await c.system.executes({ recording: await recorded(c, 'counter') })
      await c.system.endsContract()
    },
    lastDay: FIVE_YEARS,
    stands: { case: 'archived', saleRecord: 'due' },
    ...kept,
  },
  {
    clock: 'contractRetention',
    way: loan(async (c) => {
      await executed(c)
      await c.system.endsContract()
    }),
    lastDay: FIVE_YEARS,
    stands: { case: 'archived', saleRecord: 'due' },
    ...kept,
  },
  {
    clock: 'refusedRetention',
    way: async (shop) => {
      await asked(await shop.sells('investment', 1))
    },
    lastDay: FIVE_YEARS,
    stands: { case: 'blocked', saleRecord: 'due' },
    ...kept,
  },
  {
    ...inquired,
    way: loan(async (c) => {
      await asked(c)
      await c.regulator.inquires({ answerBy: '2026-03-12' })
    }),
    stands: { case: 'affordability' },
  },
]

describe('of a rating', () => {
  everyClockStrikes({
    mechanism: only(ratingClocks),
    clocks: ratings,
    journey: () => journey,
    open: () => {
      journey.at(MONDAY)
      const c = ratingIn(journey)
      return { c, file: c.file }
    },
  })
})
describe('of an assessment', () => {
  everyClockStrikes({
    mechanism: only(assessmentClocks),
    clocks: assessments,
    journey: () => journey,
    open: () => {
      journey.at(MONDAY)
      const c = assessmentIn(journey)
      return { c, file: c.file }
    },
  })
})
describe('of a sale', () => {
  everyClockStrikes({
    mechanism: only(saleClocks),
    clocks: sales,
    journey: () => journey,
    open: () => {
      journey.at(MONDAY)
      // Its case is there from the beginning; what it is about is found on the way.
      const blank = saleOf(journey, { kind: 'loan', product: '' }, 'consumer:borrower')
      const shop: Shop = {
        sells: async (kind, level) => {
          const goods = await goodsOf(journey, kind)
          if (level === undefined) return { ...blank, goods }
          const { file } = await assessedAs(journey, level)
          return { ...blank, goods, consumer: file.about }
        },
      }
      return { c: shop, file: blank.file }
    },
  })
})

test('a house policy changes what begins after it, within its bounds; the law’s own periods have none', async () => {
  journey.at(MONDAY)
  const before = ratingIn(journey)
  await before.business.startsRating()
  await journey.setsPolicy('suitability.rating', 60)
  const after = ratingIn(journey)
  await after.business.startsRating()
  expect(await before.file.dueAt('ratingStalled')).toBe(endOf('2026-04-01'))
  expect(await after.file.dueAt('ratingStalled')).toBe(endOf('2026-05-01'))
  await expect(journey.setsPolicy('suitability.rating', 91)).rejects.toThrow('withinBounds')
  await expect(journey.setsPolicy('suitability.validity', 6)).rejects.toThrow('withinBounds')
  await journey.setsPolicy('suitability.rating', 30)
})
