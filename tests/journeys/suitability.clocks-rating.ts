// The clocks of a rating.

import { launched, onShelf } from '../support/actors-suitability.ts'
import type { Rating } from '../support/actors-suitability.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { FIVE_YEARS, breach, departments, inquired, kept } from './suitability.clocks-common.ts'

const shelved = async (c: Rating) => {
  await launched(c.file.journey, c.file.about, 'investment')
  await onShelf(c)
}
const changed = async (c: Rating) => {
  await shelved(c)
  await c.business.beginsRerating()
  await c.business.rerates()
  await c.colleague.confirmsRerating()
}
export const ratings: readonly Struck<Rating>[] = [
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
      await c.file.journey.passes('2026-03-10 09:00')
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
