// What is refused of deviations and of the notice of a change.

import type { Disclosed } from '../support/actors-disclosure.ts'
import { EVIDENCE, pagesOf } from '../support/actors-disclosure-deeds.ts'
import { todayIn } from '../support/actors-complaint.ts'
import type { Stand } from '../support/journey-rules.ts'
import { announced, corrected, drifted, inService, remedied } from '../support/ways-disclosure.ts'

const unknown = (c: Disclosed) => ({ deviation: c.package.entryOf('openPackage') })

const open: Stand<Disclosed> = {
  where: 'of a deviation',
  way: (c) => drifted(c),
  refusals: [
    ['someCorrectable', 'correctDeviation', (c) => c.of.business.corrects()],
    ['someAffectedListed', 'remedyAffected', (c) => c.of.business.remedies()],
    ['deviationKnown', 'recordAffected', (c) => c.of.business.listsAffected(unknown(c))],
    [
      'remedyDayAhead',
      'forceCorrection',
      (c) => c.of.manager.ordersCorrection({ remedyBy: todayIn(c.package, -1) }),
    ],
  ],
}
const listed: Stand<Disclosed> = {
  where: 'of the remedy of those affected',
  way: async (c) => {
    await drifted(c)
    await c.of.business.listsAffected()
    await c.of.business.remedies({ remedied: 2 })
  },
  refusals: [
    ['remedyWithinList', 'remedyAffected', (c) => c.of.business.remedies({ remedied: 4 })],
    ['listNotShortened', 'recordAffected', (c) => c.of.business.listsAffected({ count: 1 })],
    ['someCorrectable', 'correctDeviation', (c) => c.of.business.corrects()],
  ],
}
const two: Stand<Disclosed> = {
  where: 'of the correction of two deviations',
  way: async (c) => {
    await remedied(c)
    await c.of.officer.shops()
  },
  refusals: [
    [
      'affectedRemedied',
      'correctDeviation',
      (c) => c.of.business.corrects({ deviation: c.package.entryOf('reportMysteryShop') }),
    ],
    ['deviationKnown', 'correctDeviation', (c) => c.of.business.corrects(unknown(c))],
  ],
}
const again: Stand<Disclosed> = {
  where: 'of what is corrected already',
  way: async (c) => {
    await remedied(c)
    await c.of.officer.shops()
    const shopped = { deviation: c.package.entryOf('reportMysteryShop') }
    await c.of.business.listsAffected({ ...shopped, count: 0 })
    await c.of.business.corrects()
  },
  refusals: [['notYetCorrected', 'correctDeviation', (c) => c.of.business.corrects()]],
}
const verifying: Stand<Disclosed> = {
  where: 'of the verification of a correction',
  way: async (c) => {
    await c.reviews({ content: 1 })
    await c.of.writer.opens()
    await c.of.business.submits()
    await c.of.officer.checks()
    await c.of.lawyer.checks()
    await c.of.officer.passes()
    await c.of.business.publishes()
    await c.of.system.findsDrift()
    await c.of.business.listsAffected()
    await c.of.business.remedies()
    await c.of.business.corrects()
    await c.of.officer.recuses()
  },
  refusals: [
    ['someUncorrected', 'forceCorrection', (c) => c.of.manager.ordersCorrection()],
    ['notWriter', 'rejectCorrection', (c) => c.of.writer.rejectsCorrection()],
    ['checkerStoodAside', 'rejectCorrection', (c) => c.of.officer.rejectsCorrection()],
    ['notWriter', 'republish', (c) => c.of.writer.republishes()],
    ['checkerStoodAside', 'republish', (c) => c.of.officer.republishes()],
    ['pagesIdentical', 'republish', (c) => c.of.second.republishes({ pages: pagesOf(2) })],
    ['everyPlaceShown', 'republish', (c) => c.of.second.republishes({ pages: [] })],
    ['deviationKnown', 'rejectCorrection', (c) => c.of.second.rejectsCorrection(unknown(c))],
  ],
}
const ordered: Stand<Disclosed> = {
  where: 'of putting back on display what was taken down by order, before the remedy',
  way: async (c) => {
    await drifted(c)
    await c.of.manager.ordersCorrection()
  },
  refusals: [['everybodyRemedied', 'republish', (c) => c.of.officer.republishes()]],
}
const faulty: Stand<Disclosed> = {
  where: 'of putting back on display a copy that is itself at fault',
  way: async (c) => {
    await remedied(c)
    await c.of.business.corrects({ cause: 'copy' })
  },
  refusals: [['faultyCopyReplaced', 'republish', (c) => c.of.officer.republishes()]],
}
const takenOff: Stand<Disclosed> = {
  where: 'of putting back on display what was taken off',
  way: async (c) => {
    await corrected(c)
    await c.of.business.retires()
  },
  refusals: [['everyPlaceShown', 'republish', (c) => c.of.officer.republishes()]],
}

const nothingPublished: Stand<Disclosed> = {
  where: 'of a change of what was never published',
  way: () => Promise.resolve(),
  refusals: [['packageInForce', 'announceChange', (c) => c.on.business.announces()]],
}
const short: Stand<Disclosed> = {
  where: 'of a change whose list leaves somebody out',
  way: (c) => inService(c),
  refusals: [
    [
      'everybodyListed',
      'announceChange',
      (c) => c.on.business.announces({ affected: { listHash: EVIDENCE, count: 0 } }),
    ],
  ],
}
const changing: Stand<Disclosed> = {
  where: 'of a change that is brought forward',
  way: (c) => announced(c),
  refusals: [
    [
      'postponedAhead',
      'postponeChange',
      (c) => c.on.business.postpones({ effectiveOn: todayIn(c.notice, 20) }),
    ],
  ],
}
const delivering: Stand<Disclosed> = {
  where: 'of a delivery that does not account for everybody',
  way: async (c) => {
    await announced(c)
    await c.on.business.notifies()
  },
  refusals: [
    [
      'everybodyAccounted',
      'confirmDelivery',
      (c) => c.on.system.confirmsDelivery({ delivered: 8 }),
    ],
    [
      'unreachedAnnounced',
      'confirmDelivery',
      (c) => c.on.system.confirmsDelivery({ announcementHash: undefined }),
    ],
  ],
}

export const deviationStands: readonly Stand<Disclosed>[] = [
  open,
  listed,
  two,
  again,
  verifying,
  ordered,
  faulty,
  takenOff,
  nothingPublished,
  short,
  changing,
  delivering,
]
