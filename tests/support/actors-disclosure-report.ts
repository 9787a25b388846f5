// Deeds on the annual report to the public.

import type { reportEvents } from '../../engine/mechanisms/disclosure/report-events.ts'
import { todayIn } from './actors-complaint.ts'
import { deedsFor } from './actors.ts'
import type { Case } from './journey-case.ts'

const EVIDENCE = 'e5'.repeat(32)
/** The n-th version of a report. */
export const version = (n: number): string => (0xa0_00 + n).toString(16).padStart(64, '0')
export const minutes = (c: Pick<Case, 'journey'>, n = 1, plus = 0) => ({
  minutes: {
    number: 'B-2026-3',
    date: todayIn(c, plus),
    quorum: 5,
    hash: EVIDENCE,
    contentHash: version(n),
  },
})
const section = { hash: EVIDENCE, count: 42 }

const on = deedsFor<typeof reportEvents>()
export const reportDeeds = {
  putsDown: on('scheduleYear', (c) => ({ year: Number(c.about) })),
  opensYear: on('openYear', () => ({})),
  strikesYear: on('voidYear', () => ({ reason: 'mistyped' })),
  signs: on('signFigures', () => ({ of: 'M07', figuresHash: EVIDENCE, count: 42 })),
  locks: on('lockData', () => ({ feedHash: EVIDENCE, feedCount: 42, explained: 0 })),
  unlocks: on('unlockData', () => ({ reason: 'a figure was wrong' })),
  submits: on('submitReport', () => ({ reportHash: version(1), complaintSection: section })),
  submitsLate: on('recoverySubmit', () => ({
    reportHash: version(1),
    complaintSection: section,
    explanation: 'figures came late',
  })),
  managementEndorses: on('managementEndorse', () => ({ grounds: 'complete' })),
  managementReturns: on('managementReturn', () => ({ grounds: 'incomplete' })),
  committeeEndorses: on('committeeEndorse', (c) => ({ resolution: minutes(c) })),
  committeeReturns: on('committeeReturn', () => ({ grounds: 'incomplete' })),
  resolves: on('resolveReport', (c) => ({ resolution: minutes(c) })),
  boardReturns: on('boardReturn', () => ({ grounds: 'incomplete' })),
  publishes: on('publishReport', () => ({
    reportHash: version(1),
    places: ['annualReport', 'site'],
    evidenceHash: EVIDENCE,
  })),
  findsError: on('reportError', () => ({ found: 'the figure of section 3 is wrong' })),
  preparesCorrection: on('prepareCorrection', () => ({
    reportHash: version(2),
    complaintSection: section,
    grounds: 'the figure was corrected',
  })),
  reissues: on('reissue', (c) => ({ resolution: minutes(c, 2) })),
  returnsCorrection: on('returnCorrection', () => ({ grounds: 'incomplete' })),
} as const
