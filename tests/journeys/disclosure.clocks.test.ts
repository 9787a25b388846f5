// Every clock of disclosure, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { disclosure } from '../../engine/mechanisms/disclosure/index.ts'
import { closeDisclosures, disclosureIn, openDisclosures } from '../support/actors-disclosure.ts'
import type { Disclosed } from '../support/actors-disclosure.ts'
import type { Case } from '../support/journey-case.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { endOf } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import {
  acknowledged,
  announced,
  approved,
  beforeBoard,
  beforeCommittee,
  corrected,
  disclosed,
  drifted,
  everyFigure,
  inService,
  published,
  reportSubmitted,
  resolved,
  shown,
  submitted,
} from '../support/ways-disclosure.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openDisclosures()
})
afterAll(() => closeDisclosures(journey))

const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
type Of = 'package' | 'presentation' | 'notice' | 'report'
const missed = ['board', 'supervisoryBody']
const kept = (of: 'investment' | 'other' | 'none') => async (c: Disclosed) => {
  if (of === 'none') {
    await shown(c)
    return c.to.channel.leaves()
  }
  await inService(c, { opening: { productClass: of } })
  return c.to.system.settles()
}

const packageClocks: readonly Struck<Disclosed>[] = [
  {
    clock: 'draft',
    way: (c) => c.of.business.opens(),
    lastDay: '2026-05-01',
    event: 'lapseDraft',
    told: ['businessDepartment'],
    stands: { case: 'withdrawn' },
    facts: {},
  },
  {
    clock: 'checking',
    way: (c) => submitted(c),
    lastDay: '2026-03-09',
    event: 'escalateCheck',
    told: ['seniorManagement'],
    stands: { case: 'checking' },
    facts: breach('checking'),
  },
  {
    clock: 'approval',
    way: (c) => approved(c),
    lastDay: '2026-05-31',
    event: 'lapseApproval',
    told: ['businessDepartment'],
    stands: { case: 'drafted', protectionCheck: 'notStarted' },
    facts: { passed: null },
  },
  {
    clock: 'recheck',
    way: (c) => published(c),
    lastDay: '2026-08-29',
    event: 'flagRecheckDue',
    told: ['consumerProtection', 'businessDepartment'],
    stands: { case: 'published' },
    facts: { display: 'ON', recheckFrom: '2026-08-30', ...breach('recheck') },
  },
  {
    clock: 'periodic',
    way: (c) => published(c, { opening: { productClass: 'investment' } }),
    lastDay: '2026-05-31',
    event: 'reportInvestorsUninformed',
    told: ['consumerProtection', 'seniorManagement'],
    stands: { case: 'published' },
    facts: { informFrom: '2026-06-01', ...breach('periodic') },
  },
  {
    clock: 'runOff',
    way: async (c) => {
      await inService(c)
      await c.of.business.retires()
    },
    lastDay: '2027-03-02',
    event: 'flagRunOff',
    told: ['businessDepartment'],
    stands: { case: 'runOff' },
    facts: { display: 'OFF', ...breach('runOff') },
  },
  {
    clock: 'correction',
    way: (c) => drifted(c),
    lastDay: '2026-03-16',
    event: 'escalateDeviation',
    told: ['seniorManagement', 'supervisoryBody'],
    stands: { case: 'published', deviation: 'escalated' },
    facts: {
      display: 'SUSPENDED',
      deviations: [{ escalated: true, corrected: false }],
      ...breach('correction'),
    },
  },
  {
    clock: 'verification',
    way: (c) => corrected(c),
    lastDay: '2026-03-09',
    event: 'reportVerificationOverdue',
    told: ['seniorManagement'],
    stands: { case: 'published', deviation: 'corrected' },
    facts: breach('verification'),
  },
  {
    clock: 'remedy',
    way: async (c) => {
      await drifted(c)
      await c.of.manager.ordersCorrection({ remedyBy: '2026-03-05' })
    },
    lastDay: '2026-03-05',
    event: 'reportRemedyOverdue',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { deviation: 'corrected' },
    facts: { deviations: [{ remedyLate: true }], ...breach('remedy') },
  },
  {
    clock: 'inquiry',
    way: async (c) => {
      await c.of.business.opens()
      await c.of.supervisor.inquires({ answerBy: '2026-03-12' })
    },
    lastDay: '2026-03-12',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'drafted' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]
const presentationClocks: readonly Struck<Disclosed>[] = [
  {
    clock: 'presentation',
    way: (c) => shown(c),
    lastDay: '2026-04-01',
    event: 'lapsePresentation',
    told: [],
    stands: { case: 'abandoned' },
    facts: { endedOn: '2026-04-02' },
  },
  {
    clock: 'acknowledgement',
    way: (c) => acknowledged(c),
    lastDay: '2026-04-01',
    event: 'lapseAcknowledgement',
    told: [],
    stands: { case: 'presented' },
    facts: { acknowledgement: null },
  },
  {
    clock: 'serviceDelivery',
    way: async (c) => {
      await inService(c)
      await c.to.system.sendsNotice()
    },
    lastDay: '2026-03-16',
    event: 'reportServiceUndelivered',
    told: ['businessDepartment'],
    stands: { case: 'servicing' },
    facts: { notices: [{ late: true, delivered: false }], ...breach('serviceDelivery') },
  },
  {
    clock: 'relationEvidence',
    way: kept('other'),
    lastDay: '2029-03-02',
    event: 'endRetention',
    told: [],
    stands: { case: 'settled', archive: 'disposable' },
    facts: {},
  },
  {
    clock: 'suitabilityRecords',
    way: kept('investment'),
    lastDay: '2031-03-02',
    event: 'endRetention',
    told: [],
    stands: { case: 'settled', archive: 'disposable' },
    facts: {},
  },
  {
    clock: 'presentationEvidence',
    way: kept('none'),
    lastDay: '2027-03-02',
    event: 'endRetention',
    told: [],
    stands: { case: 'abandoned', archive: 'disposable' },
    facts: {},
  },
]
const noticeClocks: readonly Struck<Disclosed>[] = [
  {
    clock: 'notice',
    way: announced,
    lastDay: '2026-03-09',
    event: 'reportNoticeOverdue',
    told: ['consumerProtection', 'businessDepartment'],
    stands: { case: 'updatePending.late' },
    facts: breach('notice'),
  },
  {
    clock: 'effect',
    way: async (c) => {
      await published(c)
      await c.on.business.announces({ effectiveOn: '2026-03-06' })
    },
    lastDay: '2026-03-05',
    event: 'reportUnannounced',
    told: ['consumerProtection', 'seniorManagement'],
    stands: { case: 'updatePending.unannounced' },
    facts: breach('effect'),
  },
  {
    clock: 'delivery',
    way: async (c) => {
      await announced(c)
      await c.on.business.notifies()
    },
    lastDay: '2026-03-16',
    event: 'reportUndelivered',
    told: ['businessDepartment'],
    stands: { case: 'notified' },
    facts: breach('delivery'),
  },
]
const erred = async (c: Disclosed) => {
  await disclosed(c)
  await c.about.regulator.findsError()
}
const reportClocks: readonly Struck<Disclosed>[] = [
  {
    clock: 'smReview',
    way: reportSubmitted,
    lastDay: '2026-03-16',
    event: 'escalateManagement',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'smReview' },
    facts: breach('smReview'),
  },
  {
    clock: 'bcReview',
    way: beforeCommittee,
    lastDay: '2026-03-23',
    event: 'escalateCommittee',
    told: missed,
    stands: { case: 'bcReview' },
    facts: breach('bcReview'),
  },
  {
    clock: 'boardApproval',
    way: beforeBoard,
    lastDay: '2026-04-01',
    event: 'escalateBoard',
    told: ['supervisoryBody'],
    stands: { case: 'boardApproval' },
    facts: breach('boardApproval'),
  },
  {
    clock: 'toPublish',
    way: resolved,
    lastDay: '2026-03-09',
    event: 'remindPublication',
    told: ['seniorManagement'],
    stands: { case: 'resolved' },
    facts: breach('toPublish'),
  },
  {
    clock: 'reportCorrection',
    way: erred,
    lastDay: '2026-03-30',
    event: 'reportCorrectionOverdue',
    told: missed,
    stands: { case: 'correcting.preparing' },
    facts: breach('reportCorrection'),
  },
  {
    clock: 'reportArchive',
    way: disclosed,
    lastDay: '2027-03-02',
    event: 'archiveReport',
    told: [],
    stands: { case: 'archived', term: 'met' },
    facts: {},
  },
  {
    clock: 'publication',
    way: async (c) => {
      await c.about.officer.putsDown({ year: 2025 })
      await journey.catchesUp()
      await everyFigure(c)
      await c.about.second.locks()
      await c.about.second.submits()
      await c.about.manager.managementReturns()
    },
    lastDay: '2026-04-30',
    event: 'reportPublicationOverdue',
    told: missed,
    stands: { case: 'drafting', term: 'publicationOverdue' },
    facts: { late: { submission: false, publication: true }, ...breach('publication') },
  },
  {
    clock: 'yearEnd',
    way: (c) => c.about.officer.putsDown({ year: 2028 }),
    lastDay: '2028-12-31',
    event: 'beginYear',
    told: ['consumerProtection'],
    stands: { case: 'collecting' },
    facts: { year: 2028 },
  },
  {
    clock: 'submission',
    way: async (c) => {
      await c.about.officer.putsDown({ year: 2030 })
      await journey.passes('2031-01-15 09:00')
    },
    lastDay: '2031-03-31',
    event: 'reportSubmissionOverdue',
    told: missed,
    stands: { case: 'collecting', term: 'submissionOverdue' },
    facts: { late: { submission: true, publication: false }, ...breach('submission') },
  },
]

const OF: Readonly<Record<string, Of>> = Object.fromEntries([
  ...packageClocks.map(({ clock }) => [clock, 'package']),
  ...presentationClocks.map(({ clock }) => [clock, 'presentation']),
  ...noticeClocks.map(({ clock }) => [clock, 'notice']),
  ...reportClocks.map(({ clock }) => [clock, 'report']),
])
/** The file that a clock runs in: the case it is about becomes known with its way. */
const clocks = [...packageClocks, ...presentationClocks, ...noticeClocks, ...reportClocks].map(
  (one): Struck<{ c: Disclosed; chosen: { file: Case } }> => ({
    ...one,
    way: async ({ c, chosen }) => {
      chosen.file = c[OF[one.clock] ?? 'package']
      await one.way(c)
    },
  }),
)
/** Whatever is asked of the file is asked of the one that was chosen. */
const following = (chosen: { file: Case }): Case =>
  new Proxy({} as Case, {
    get: (_, key) => {
      const value = Reflect.get(chosen.file, key, chosen.file) as unknown
      return typeof value === 'function'
        ? (value as (...all: unknown[]) => unknown).bind(chosen.file)
        : value
    },
  })

everyClockStrikes({
  mechanism: disclosure,
  clocks,
  journey: () => journey,
  open: () => {
    journey.at('2026-03-02 09:00')
    const c = disclosureIn(journey)
    const chosen = { file: c.package }
    return { c: { c, chosen }, file: following(chosen) }
  },
})

test('a deviation that is corrected and rejected is not given another period', async () => {
  journey.at('2026-03-02 09:00')
  const c = disclosureIn(journey)
  await corrected(c)
  journey.at('2026-03-20 09:00')
  await c.of.second.rejectsCorrection()
  await journey.catchesUp()
  expect(await c.package.standsNow('deviation')).toBe('escalated')
  const strikes = await c.package.strikes()
  const [struck] = strikes.filter((e) => e.event === 'escalateDeviation')
  expect(struck?.effective?.at).toBe(endOf('2026-03-16'))
})
