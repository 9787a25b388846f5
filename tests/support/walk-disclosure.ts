// Disclosure as it also goes: loans and investments, partners, copies that fail a test, deviations, years
// ahead and behind. Neighbours stand in for the review and the partner list.

import { addDays } from '../../engine/core/calendar.ts'
import type { PackageContext } from '../../engine/mechanisms/disclosure/package-terms.ts'
import type { NoticeContext } from '../../engine/mechanisms/disclosure/notice-terms.ts'
import type { PresentationContext } from '../../engine/mechanisms/disclosure/presentation-terms.ts'
import {
  around,
  COPY,
  EVIDENCE,
  fresh,
  hash,
  PARTNER,
  partnerList,
  review,
  SHOWN,
  tests,
} from './walk-disclosure-around.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { STOP } from './walk-payload.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const packageOf = (ask: Pick<VariantAsk, 'context'>) => ask.context as unknown as PackageContext
const shownOf = (ask: Pick<VariantAsk, 'context'>) => ask.context as unknown as PresentationContext
const noticeOf = (ask: Pick<VariantAsk, 'context'>) => ask.context as unknown as NoticeContext

// ---- openings that can be made again and again ------------------------------------------------------
/** One package per subject, one report per year: behind us there are enough of them. */
const opening: Variant = plus((ask) => {
  if ('consumer' in ask.sample)
    return { copyHash: COPY, consumer: `consumer:c${String(ask.number)}` }
  if ('year' in ask.sample) return { year: 2025 - ask.number }
  if ('changes' in ask.sample) return { product: SHOWN.changed.product }
  return { product: fresh(ask.number) }
})
/** Behind each year that was begun the next is put down by itself, so every other one is free. */
const ahead: Variant = plus((ask) => ({ year: Number(ask.on.slice(0, 4)) + 2 * ask.number + 1 }))
const shown = (of: { readonly product: string }, more: Payload = {}): Variant =>
  plus((ask) => ({
    ...of,
    copyHash: COPY,
    consumer: `consumer:s${String(ask.number)}`,
    ...more,
  }))

const openings = {
  openPackage: {
    loan: plus((ask) => ({
      product: fresh(ask.number),
      productClass: 'personalLoan',
      partners: [PARTNER],
    })),
    fund: plus((ask) => ({ product: fresh(ask.number), productClass: 'investment' })),
    interested: plus(() => ({ product: 'product:demo-fund' })),
  },
  show: {
    fund: shown({ product: SHOWN.fund.product }, { means: 'onSite', at: 'premises' }),
    cover: shown({ product: SHOWN.cover.product }),
    partner: shown({ product: SHOWN.loan.product }, { partner: PARTNER, at: 'partnerPage' }),
    unknown: plus({ product: 'product:nowhere' }),
    stale: shown({ product: SHOWN.loan.product }, { copyHash: hash(9) }),
  },
  announceChange: {
    past: plus((ask) => ({
      product: SHOWN.changed.product,
      effectiveOn: addDays(ask.on, -1),
    })),
    nowhere: plus({ product: 'product:nowhere' }),
  },
  scheduleYear: { ahead },
} satisfies Varied['variants']

// ---- what may be sent otherwise ---------------------------------------------------------------------
const failing: Variant = plus({ tests: { ...tests, plain: 'notMet' } })
const pages = (place: string): Variant =>
  plus((ask) => ({ pages: [{ place, hash: hash(77) }], ...(ask.sample['contacts'] ? {} : {}) }))
const minutes = (more: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) => {
    const { resolution } = ask.sample as { resolution?: { minutes: Payload } }
    return resolution && { resolution: { minutes: { ...resolution.minutes, ...more(ask) } } }
  })
const resolutions = {
  otherContent: minutes(() => ({ contentHash: hash(78) })),
  tomorrow: minutes((ask) => ({ date: addDays(ask.on, 1) })),
} satisfies Readonly<Record<string, Variant>>
const packages = {
  submitCopy: {
    incomplete: plus({ items: ['basics'] }),
    sheetless: ({ sample: { costSheet: _costSheet, ...rest } }) => rest,
    returned: plus((ask) => {
      const [copyHash] = packageOf(ask).returned
      return copyHash === undefined ? undefined : { copyHash }
    }),
    partner: plus((ask) => ({
      partners: [PARTNER],
      costSheet: { ...(ask.sample['costSheet'] as Payload), chargeNothing: [PARTNER] },
    })),
    otherContent: plus({ contentHash: hash(5) }),
  },
  recordCheck: { failing },
  publish: {
    otherPage: pages('app'),
    partnerless: plus((ask) => ({ pages: [{ place: 'app', hash: packageOf(ask).copyHash }] })),
    contactless: plus({ contacts: [] }),
  },
  republish: { otherPage: pages('app') },
  confirmDisplay: { otherPage: pages('site') },
  reportDrift: {
    ofPartner: plus({ place: 'partnerPage', partner: PARTNER }),
    none: plus((ask) => ({ foundHash: packageOf(ask).published?.copyHash })),
  },
  recordAffected: {
    nobody: plus({ count: 0 }),
    unknown: plus({ deviation: '0191e6a0-0000-7000-8000-000000000001' }),
  },
  remedyAffected: { some: plus({ remedied: 1 }), tooMany: plus({ remedied: 99 }) },
  correctDeviation: { copy: plus({ cause: 'copy' }) },
  forceCorrection: {
    later: plus((ask) => ({ remedyBy: addDays(ask.on, 9) })),
    past: plus((ask) => ({ remedyBy: addDays(ask.on, -1) })),
  },
  reassign: {
    outsider: plus((ask) => ({ handler: ask.people('court')[0] })),
    interested: plus((ask) => ({ handler: ask.people('legalCompliance')[0] })),
  },
  correctRecord: {
    unit: plus((ask) => {
      const was = packageOf(ask).unit
      return was === null ? undefined : { record: { unit: { was, is: was } } }
    }),
    mistaken: plus({ record: { label: { was: 'something else', is: 'label' } } }),
  },
} satisfies Varied['variants']
const others = {
  showAgain: { stale: plus({ copyHash: hash(9) }), fewer: plus({ items: [] }) },
  confirm: {
    plain: plus({ acknowledgement: { confirmation: { hash: EVIDENCE } } }),
    partnerPage: plus({ at: 'partnerPage' }),
    hasty: plus((ask) =>
      shownOf(ask).costSheetHash === null
        ? undefined
        : {
            acknowledgement: {
              popUp: { logHash: EVIDENCE, costSheetHash: EVIDENCE, forced: true, readingS: 1 },
            },
          },
    ),
  },
  enterContract: { partnerPage: plus({ at: 'partnerPage' }) },
  recordServiceDelivery: { tomorrow: plus((ask) => ({ deliveredOn: addDays(ask.on, 1) })) },
  releaseHold: { unknown: plus({ hold: '0191e6a0-0000-7000-8000-000000000001' }) },
  postponeChange: { sooner: plus((ask) => ({ effectiveOn: ask.on })) },
  confirmDelivery: {
    some: plus((ask) => ({
      delivered: (noticeOf(ask).affected?.count ?? 1) - 1,
      undelivered: 1,
      announcementHash: EVIDENCE,
    })),
    fewer: plus({ delivered: 0 }),
  },
  signFigures: {
    foreign: plus((ask) => ({ of: ask.by.body === 'internalAudit' ? 'M07' : 'M11' })),
  },
  lockData: { differing: plus({ explained: 3 }) },
  submitReport: { sectionless: ({ sample: { reportHash } }) => ({ reportHash }) },
  committeeEndorse: resolutions,
  resolveReport: resolutions,
  reissue: resolutions,
  publishReport: { other: plus({ reportHash: hash(79) }) },
  inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
} satisfies Varied['variants']

// ---- ways into the deep -----------------------------------------------------------------------------
const both = ['recordCheck@consumerProtection', 'recordCheck@legalCompliance']
const passed = ['openPackage', 'submitCopy', ...both, 'pass']
const onDisplay = [...passed, 'publish']
const remedied = ['recordAffected', 'remedyAffected']
const figures = [
  'signFigures@consumerProtection',
  'signFigures@consumerProtection',
  'signFigures@humanResources',
  'signFigures@humanResources',
  'signFigures@internalAudit',
]
const deliberated = ['managementEndorse', 'committeeEndorse', 'resolveReport']
const inTime = ['scheduleYear:ahead', 'openYear', ...figures, 'lockData', 'submitReport']
const inService = ['show@system', 'confirm', 'enterContract@system']

/** The first of them begin in any registry; those that stop are not walked any further. */
const ways: NonNullable<Varied['ways']> = {
  onDisplay,
  inTime: [...inTime, ...deliberated, 'publishReport'],
  approved: [...passed, 'withdrawCopy', STOP],
  voided: ['scheduleYear:ahead', 'voidYear', STOP],
  unannounced: ['announceChange', 'reportNoticeOverdue', 'reportUnannounced'],
  cancelled: ['announceChange', 'postponeChange', 'cancelChange', STOP],
  disposed: [
    'show@system',
    'leave',
    'placeHold',
    'releaseHold',
    'endRetention',
    'proposeDisposal',
    'confirmDisposal',
    STOP,
  ],
  shownByPartner: ['show:partner@partner', 'showAgain@partner', 'lapsePresentation', STOP],
  inService: [...inService, 'sendServiceNotice', 'reportServiceUndelivered'],
  lapsed: ['show@system', 'confirm', 'lapseAcknowledgement', 'showAgain@system'],
  deliberated: [
    ...inTime,
    'escalateManagement',
    'managementReturn',
    'unlockData',
    'lockData',
    'submitReport',
    'managementEndorse',
    'escalateCommittee',
    'committeeReturn',
    'submitReport',
    'managementEndorse',
    'committeeEndorse',
    'escalateBoard',
    'boardReturn',
    STOP,
  ],
  overdue: [
    'scheduleYear:ahead',
    'beginYear',
    'reportSubmissionOverdue',
    ...figures,
    'lockData',
    'recoverySubmit',
    'reportPublicationOverdue',
    STOP,
  ],
  erred: [
    ...inTime,
    ...deliberated,
    'remindPublication',
    'publishReport',
    'reportError',
    'prepareCorrection',
    'returnCorrection',
    'reportCorrectionOverdue',
    'prepareCorrection',
    'reissue',
    'publishReport',
    'archiveReport',
    STOP,
  ],
  forced: [
    ...onDisplay,
    'reportMysteryShop',
    'escalateDeviation',
    'forceCorrection',
    'reportRemedyOverdue',
    'reportVerificationOverdue',
    'rejectCorrection',
  ],
  corrected: [
    ...onDisplay,
    'confirmDisplay',
    'reportDrift@system',
    ...remedied,
    'correctDeviation',
    'republish',
    'flagRecheckDue',
    'revise',
    'submitCopy',
    'withdrawCopy',
  ],
  informed: [
    'openPackage:fund',
    ...passed.slice(1),
    'lapseApproval',
    ...passed.slice(1),
    'publish',
    'informInvestors',
    'reportInvestorsUninformed',
  ],
  runOff: [
    ...onDisplay,
    'reportDrift@system',
    'retirePackage',
    'flagRunOff',
    ...remedied,
    'correctDeviation',
    'republish',
    'settlePackage@system',
    STOP,
  ],
  returned: [
    'openPackage',
    'submitCopy',
    'escalateCheck',
    'recordCheck:failing@legalCompliance',
    'returnCopy@legalCompliance',
    'lapseDraft',
    STOP,
  ],
  settled: [...inService, 'settle', STOP],
  refused: ['show@system', 'leave', 'endRetention', 'proposeDisposal', 'refuseDisposal', STOP],
  notified: ['announceChange', 'notifyChange', 'reportUndelivered', 'confirmDelivery', STOP],
  shownByBusiness: [
    'show@businessDepartment',
    'showAgain@businessDepartment',
    'confirm',
    'enterContract@businessDepartment',
    'sendServiceNotice@businessDepartment',
    STOP,
  ],
}

export const disclosures: Varied = {
  neighbours: [review, partnerList],
  around,
  opening,
  ways,
  variants: { ...openings, ...packages, ...others },
  mends: {
    bothChecksMet: ['recordCheck'],
    ownCheckFailed: ['recordCheck'],
    everyFigureSigned: ['signFigures'],
    everybodyRemedied: ['recordAffected', 'remedyAffected'],
    someCorrectable: ['recordAffected', 'remedyAffected'],
    someDeviation: ['reportMysteryShop', 'reportDeviation'],
    complaintSectionContained: ['boardReturn'],
    faultyCopyReplaced: ['revise'],
    onDisplay: ['republish'],
    notHeld: ['releaseHold'],
    someHold: ['placeHold'],
    someUndelivered: ['sendServiceNotice'],
    checkerChecks: ['reassign'],
  },
  hopeless: (rule, ask) => {
    const { authors = [], work } = ask.context as Partial<PackageContext>
    const out = [...authors, ...(work?.recused ?? [])]
    const nobody = ask.people('consumerProtection').every((p) => out.includes(p))
    return ['checkerIsFree', 'checkerIsNotWriter'].includes(rule) && nobody
  },
}
