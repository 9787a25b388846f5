// The clocks of a sale.

import {
  asked,
  elderly,
  executed,
  misSold,
  offered,
  online,
  recorded,
} from '../support/actors-suitability.ts'
import type { Kind, Sale } from '../support/actors-suitability.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { FIVE_YEARS, breach, departments, inquired, kept } from './suitability.clocks-common.ts'

/** Goods and buyer are found on the way, because each clock lets another time pass. */
export interface Shop {
  readonly sells: (kind: Kind, level?: number) => Promise<Sale>
}
const loan = (way: (c: Sale) => Promise<unknown>) => async (shop: Shop) => {
  await way(await shop.sells('loan'))
}
const sold = async (c: Sale) => {
  await asked(c, { ...online, ...elderly })
  await c.file.journey.passes('2026-03-04 09:00')
  await c.business.completesCare()
  await c.system.informs()
  await c.channel.confirms()
  await c.system.executes({ recording: await recorded(c, 'online') })
}
const unsettled = async (c: Sale) => {
  await offered(c)
  await c.channel.declinesRemedy()
}
export const sales: readonly Struck<Shop>[] = [
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
      await c.file.journey.passes('2026-03-24 09:00')
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
