// What is refused of the annual report.

import type { Disclosed } from '../support/actors-disclosure.ts'
import { KNOWN, withoutPaper } from '../support/actors-resolution.ts'
import { minutes, version } from '../support/actors-disclosure-report.ts'
import type { Stand } from '../support/journey-rules.ts'
import {
  beforeBoard,
  beforeCommittee,
  collecting,
  disclosed,
  everyFigure,
  locked,
  reportSubmitted,
  resolved,
  signed,
} from '../support/ways-disclosure.ts'

const section = { hash: version(9), count: 42 }
/** Submitted by somebody who sits in every body that deliberates. */
const byEverywhere = async (c: Disclosed) => {
  await locked(c)
  await c.about.everywhere.submits()
}

const dormant: Stand<Disclosed> = {
  where: 'of a year',
  way: (c) => c.about.officer.putsDown({ year: 2026 }),
  refusals: [
    ['yearNotPutDown', 'scheduleYear', (c) => c.about.officer.putsDown({ year: 2026 })],
    ['yearAhead', 'voidYear', (c) => c.about.officer.strikesYear()],
  ],
}
const figures: Stand<Disclosed> = {
  where: 'of figures',
  way: (c) => collecting(c),
  refusals: [
    ['figuresAreYours', 'signFigures', (c) => c.about.personnel.signs({ of: 'M07' })],
    ['figuresAreYours', 'signFigures', (c) => c.about.officer.signs({ of: 'M11' })],
    ['everyFigureSigned', 'lockData', (c) => c.about.second.locks()],
  ],
}
const locking: Stand<Disclosed> = {
  where: 'of the lock of figures',
  way: (c) => signed(c),
  refusals: [
    ['notSigner', 'lockData', (c) => c.about.officer.locks()],
    ['complaintsReconciled', 'lockData', (c) => c.about.second.locks({ feedCount: 40 })],
    [
      'complaintsReconciled',
      'lockData',
      (c) => c.about.second.locks({ feedCount: 40, explained: 2 }),
    ],
  ],
}
const early: Stand<Disclosed> = {
  where: 'of a late submission in time',
  way: (c) => locked(c),
  refusals: [['submissionIsLate', 'recoverySubmit', (c) => c.about.second.submitsLate()]],
}
const late: Stand<Disclosed> = {
  where: 'of a submission after its day',
  way: async (c) => {
    await c.about.officer.putsDown({ year: 2024 })
    await c.report.journey.catchesUp()
    await everyFigure(c)
    await c.about.second.locks()
  },
  refusals: [['submittedInTime', 'submitReport', (c) => c.about.second.submits()]],
}
const management: Stand<Disclosed> = {
  where: 'before senior management',
  way: byEverywhere,
  refusals: [
    ['notReportWriter', 'managementEndorse', (c) => c.about.everywhere.managementEndorses()],
    ['notReportWriter', 'managementReturn', (c) => c.about.everywhere.managementReturns()],
  ],
}
const committee: Stand<Disclosed> = {
  where: 'before the committee',
  way: async (c) => {
    await byEverywhere(c)
    await c.about.manager.managementEndorses()
  },
  refusals: [
    ['notReportWriter', 'committeeEndorse', (c) => c.about.everywhere.committeeEndorses()],
    ['notReportWriter', 'committeeReturn', (c) => c.about.everywhere.committeeReturns()],
    [
      'resolutionAdopted',
      'committeeEndorse',
      (c) => c.about.committee.committeeEndorses({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'committeeEndorse',
      (c) => withoutPaper(c.report.journey, () => c.about.committee.committeeEndorses()),
    ],
    [
      'resolutionOnThis',
      'committeeEndorse',
      (c) => c.about.committee.committeeEndorses({ resolution: minutes(c.report, 7) }),
    ],
    [
      'resolutionDated',
      'committeeEndorse',
      (c) => c.about.committee.committeeEndorses({ resolution: minutes(c.report, 1, 1) }),
    ],
  ],
}
const endorsedTwice: Stand<Disclosed> = {
  where: 'before the committee, by who endorsed it for senior management',
  way: async (c) => {
    await reportSubmitted(c)
    await c.about.everywhere.managementEndorses()
  },
  refusals: [
    ['notEndorsedBefore', 'committeeEndorse', (c) => c.about.everywhere.committeeEndorses()],
  ],
}
const board: Stand<Disclosed> = {
  where: 'before the board, by who wrote it',
  way: async (c) => {
    await byEverywhere(c)
    await c.about.manager.managementEndorses()
    await c.about.committee.committeeEndorses()
  },
  refusals: [
    ['notReportWriter', 'resolveReport', (c) => c.about.everywhere.resolves()],
    ['notReportWriter', 'boardReturn', (c) => c.about.everywhere.boardReturns()],
  ],
}
const boardTwice: Stand<Disclosed> = {
  where: 'before the board, by who endorsed it in the committee',
  way: async (c) => {
    await beforeCommittee(c)
    await c.about.everywhere.committeeEndorses()
  },
  refusals: [['notEndorsedBefore', 'resolveReport', (c) => c.about.everywhere.resolves()]],
}
const resolving: Stand<Disclosed> = {
  where: 'of the resolution of the board',
  way: (c) => beforeBoard(c),
  refusals: [
    [
      'resolutionAdopted',
      'resolveReport',
      (c) => c.about.board.resolves({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'resolveReport',
      (c) => withoutPaper(c.report.journey, () => c.about.board.resolves()),
    ],
    [
      'resolutionOnThis',
      'resolveReport',
      (c) => c.about.board.resolves({ resolution: minutes(c.report, 3) }),
    ],
    [
      'resolutionDated',
      'resolveReport',
      (c) => c.about.board.resolves({ resolution: minutes(c.report, 1, 2) }),
    ],
    [
      'resolutionDated',
      'resolveReport',
      (c) => c.about.board.resolves({ resolution: minutes(c.report, 1, -30) }),
    ],
  ],
}
const sectionless: Stand<Disclosed> = {
  where: 'of a report without the complaints of the year',
  way: async (c) => {
    await locked(c)
    await c.about.second.submits({ complaintSection: undefined })
    await c.about.manager.managementEndorses()
    await c.about.committee.committeeEndorses()
  },
  refusals: [['complaintSectionContained', 'resolveReport', (c) => c.about.board.resolves()]],
}
const otherCount: Stand<Disclosed> = {
  where: 'of a report whose complaints are not those locked',
  way: async (c) => {
    await locked(c)
    await c.about.second.submits({ complaintSection: { ...section, count: 41 } })
    await c.about.manager.managementEndorses()
    await c.about.committee.committeeEndorses()
  },
  refusals: [['complaintSectionContained', 'resolveReport', (c) => c.about.board.resolves()]],
}
const publication: Stand<Disclosed> = {
  where: 'of the publication of a report',
  way: (c) => resolved(c),
  refusals: [
    [
      'publishedAsResolved',
      'publishReport',
      (c) => c.about.officer.publishes({ reportHash: version(4) }),
    ],
  ],
}
const correction: Stand<Disclosed> = {
  where: 'of the correction of a report',
  way: async (c) => {
    await disclosed(c)
    await c.about.regulator.findsError()
  },
  refusals: [
    [
      'correctionDiffers',
      'prepareCorrection',
      (c) => c.about.second.preparesCorrection({ reportHash: version(1) }),
    ],
  ],
}
const reissue: Stand<Disclosed> = {
  where: 'of the resolution on a correction',
  way: async (c) => {
    await disclosed(c)
    await c.about.supervisor.findsError()
    await c.about.everywhere.preparesCorrection()
  },
  refusals: [
    ['notReportWriter', 'reissue', (c) => c.about.everywhere.reissues()],
    ['notReportWriter', 'returnCorrection', (c) => c.about.everywhere.returnsCorrection()],
    [
      'resolutionAdopted',
      'reissue',
      (c) => c.about.board.reissues({ resolution: { process: KNOWN } }),
    ],
    [
      'paperAccepted',
      'reissue',
      (c) => withoutPaper(c.report.journey, () => c.about.board.reissues()),
    ],
    [
      'resolutionOnThis',
      'reissue',
      (c) => c.about.board.reissues({ resolution: minutes(c.report, 1) }),
    ],
  ],
}

export const reportStands: readonly Stand<Disclosed>[] = [
  dormant,
  figures,
  locking,
  early,
  late,
  management,
  committee,
  endorsedTwice,
  board,
  boardTwice,
  resolving,
  sectionless,
  otherCount,
  publication,
  correction,
  reissue,
]
