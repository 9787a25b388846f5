// What is refused of what one consumer is shown, acknowledges and signs, and of the records of it.

import { todayIn } from '../support/actors-complaint.ts'
import type { Disclosed } from '../support/actors-disclosure.ts'
import {
  copy,
  costSheet,
  EVIDENCE,
  pagesOf,
  PARTNER,
  SHEET,
} from '../support/actors-disclosure-deeds.ts'
import type { Stand } from '../support/journey-rules.ts'
import { acknowledged, drifted, inService, published, shown } from '../support/ways-disclosure.ts'

const popUp = (more: object = {}) => ({
  acknowledgement: {
    popUp: { logHash: EVIDENCE, costSheetHash: SHEET, forced: true, readingS: 15, ...more },
  },
})
const signed = (costSheetHash = SHEET) => ({
  acknowledgement: { signedSheet: { hash: EVIDENCE, costSheetHash } },
})
/** A personal loan with a cost sheet is on display, and shown after 1 August 2026. */
const loan = async (c: Disclosed, means: 'online' | 'onSite' = 'online') => {
  c.package.journey.at('2026-08-03 09:00')
  await published(c, {
    opening: { productClass: 'personalLoan' },
    copy: { costSheet: costSheet() },
  })
  await c.to.system.shows({ means })
}
const withPartner = (c: Disclosed) =>
  published(c, {
    opening: { partners: [PARTNER] },
    published: { pages: pagesOf(1, [PARTNER]) },
  })

const nothing: Stand<Disclosed> = {
  where: 'of showing what is not published',
  way: (c) => c.of.business.opens(),
  refusals: [['packageOnDisplay', 'show', (c) => c.to.system.shows()]],
}
const suspended: Stand<Disclosed> = {
  where: 'of showing what deviates',
  way: (c) => drifted(c),
  refusals: [['packageOnDisplay', 'show', (c) => c.to.system.shows()]],
}
const showing: Stand<Disclosed> = {
  where: 'of showing',
  way: async (c) => {
    await c.lists('suspended')
    await withPartner(c)
  },
  refusals: [
    ['copyIsPublished', 'show', (c) => c.to.system.shows({ copyHash: copy(2) })],
    ['itemsTold', 'show', (c) => c.to.system.shows({ items: ['basics'] })],
    ['partnerOfPackage', 'show', (c) => c.to.system.shows({ partner: 'partner:stranger' })],
    ['partnerListed', 'show', (c) => c.to.partner.shows({ partner: PARTNER, at: 'partnerPage' })],
  ],
}
const investment: Stand<Disclosed> = {
  where: 'of showing an investment without the matching opinion',
  way: (c) => published(c, { opening: { productClass: 'investment' } }),
  refusals: [
    [
      'itemsTold',
      'show',
      (c) =>
        c.to.system.shows({
          items: ['basics', 'riskLevel', 'risks', 'fees', 'rights', 'complaintChannels', 'other'],
        }),
    ],
  ],
}
const byPartner: Stand<Disclosed> = {
  where: 'of showing again by a partner who was suspended meanwhile',
  way: async (c) => {
    await c.lists('listed')
    await withPartner(c)
    await c.to.partner.shows({ partner: PARTNER, at: 'partnerPage' })
    await c.lists('suspended')
  },
  refusals: [['partnerStillListed', 'showAgain', (c) => c.to.partner.showsAgain()]],
}
const again: Stand<Disclosed> = {
  where: 'of showing again',
  way: (c) => shown(c),
  refusals: [
    ['copyIsCurrent', 'showAgain', (c) => c.to.system.showsAgain({ copyHash: copy(2) })],
    ['itemsToldAgain', 'showAgain', (c) => c.to.system.showsAgain({ items: [] })],
  ],
}
const suspendedMeanwhile: Stand<Disclosed> = {
  where: 'of an acknowledgement while a deviation is open',
  way: async (c) => {
    await shown(c)
    await c.of.system.findsDrift()
  },
  refusals: [
    ['packageStillShown', 'showAgain', (c) => c.to.system.showsAgain()],
    ['copyStillPublished', 'confirm', (c) => c.to.channel.confirms()],
  ],
}
const revised: Stand<Disclosed> = {
  where: 'of a contract on what is no longer published',
  way: async (c) => {
    await acknowledged(c)
    await c.of.business.revises()
    await c.of.business.submits({ copyHash: copy(2) })
    await c.of.officer.checks()
    await c.of.lawyer.checks()
    await c.of.officer.passes()
    await c.of.business.publishes({ pages: pagesOf(2) })
  },
  refusals: [['copyStillPublished', 'enterContract', (c) => c.to.system.contracts()]],
}
const online: Stand<Disclosed> = {
  where: 'of a personal loan online, from 1 August 2026',
  way: (c) => loan(c),
  refusals: [
    ['costSheetAcknowledged', 'confirm', (c) => c.to.channel.confirms()],
    ['costSheetAcknowledged', 'confirm', (c) => c.to.channel.confirms(signed())],
    ['costSheetAcknowledged', 'confirm', (c) => c.to.channel.confirms(popUp({ forced: false }))],
    ['readLongEnough', 'confirm', (c) => c.to.channel.confirms(popUp({ readingS: 2 }))],
    [
      'sheetIsPublished',
      'confirm',
      (c) => c.to.channel.confirms(popUp({ costSheetHash: EVIDENCE })),
    ],
  ],
}
const onSite: Stand<Disclosed> = {
  where: 'of a personal loan on the premises, from 1 August 2026',
  way: (c) => loan(c, 'onSite'),
  refusals: [
    ['costSheetAcknowledged', 'confirm', (c) => c.to.channel.confirms(popUp())],
    ['sheetIsPublished', 'confirm', (c) => c.to.channel.confirms(signed(EVIDENCE))],
  ],
}
const sheetless: Stand<Disclosed> = {
  where: 'of a personal loan that was shown before the cost sheet was owed',
  way: async (c) => {
    c.package.journey.at('2026-07-20 09:00')
    await shown(c, { opening: { productClass: 'personalLoan' } })
    c.package.journey.at('2026-08-03 09:00')
  },
  refusals: [['costSheetOnDisplay', 'confirm', (c) => c.to.channel.confirms()]],
}
const platform: Stand<Disclosed> = {
  where: 'of an acknowledgement on the page of a platform, from 30 September 2026',
  way: async (c) => {
    c.package.journey.at('2026-09-30 09:00')
    await shown(c)
  },
  refusals: [['signedOnOwnPage', 'confirm', (c) => c.to.channel.confirms({ at: 'partnerPage' })]],
}
const platformSigns: Stand<Disclosed> = {
  where: 'of a contract on the page of a platform, from 30 September 2026',
  way: async (c) => {
    c.package.journey.at('2026-09-30 09:00')
    await acknowledged(c)
  },
  refusals: [
    ['signedOnOwnPage', 'enterContract', (c) => c.to.system.contracts({ at: 'partnerPage' })],
  ],
}
const service: Stand<Disclosed> = {
  where: 'of a notice in service',
  way: (c) => inService(c),
  refusals: [
    [
      'someUndelivered',
      'recordServiceDelivery',
      (c) => c.to.system.recordsDelivery({ notice: c.presentation.entryOf('show') }),
    ],
    ['someHold', 'releaseHold', (c) => c.to.officer.releases()],
  ],
}
const delivery: Stand<Disclosed> = {
  where: 'of the delivery of a notice in service',
  way: async (c) => {
    await inService(c)
    await c.to.system.sendsNotice()
    await c.to.officer.holds()
  },
  refusals: [
    [
      'noticeKnown',
      'recordServiceDelivery',
      (c) => c.to.system.recordsDelivery({ notice: c.presentation.entryOf('show') }),
    ],
    [
      'deliveredMeanwhile',
      'recordServiceDelivery',
      (c) => c.to.system.recordsDelivery({ deliveredOn: todayIn(c.presentation, 1) }),
    ],
    [
      'holdKnown',
      'releaseHold',
      (c) => c.to.officer.releases({ hold: c.presentation.entryOf('show') }),
    ],
  ],
}
/** Nothing came of it, and a year has gone by. */
const keptLongEnough = async (c: Disclosed) => {
  await shown(c)
  await c.to.channel.leaves()
  await c.presentation.journey.passes('2027-03-04 09:00')
}
const held: Stand<Disclosed> = {
  where: 'of disposal while the records are held',
  way: async (c) => {
    await keptLongEnough(c)
    await c.to.lawyer.holds()
  },
  refusals: [['notHeld', 'proposeDisposal', (c) => c.to.officer.proposesDisposal()]],
}
const alone: Stand<Disclosed> = {
  where: 'of disposal by one person',
  way: async (c) => {
    await keptLongEnough(c)
    await c.to.officer.proposesDisposal()
  },
  refusals: [
    ['secondDisposer', 'confirmDisposal', (c) => c.to.officer.disposes()],
    ['secondDisposer', 'refuseDisposal', (c) => c.to.officer.refusesDisposal()],
  ],
}

export const presentationStands: readonly Stand<Disclosed>[] = [
  nothing,
  suspended,
  showing,
  investment,
  byPartner,
  again,
  suspendedMeanwhile,
  revised,
  online,
  onSite,
  sheetless,
  platform,
  platformSigns,
  service,
  delivery,
  held,
  alone,
]
