// Every clock of resolutions and of calendars, struck at its legal instant, whenever somebody looks.

import { describe, expect, test } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { resolutionClocks } from '../../engine/mechanisms/resolution/clocks.ts'
import { resolution } from '../../engine/mechanisms/resolution/index.ts'
import {
  calendarIn,
  convened,
  decided,
  inForce,
  meetingIn,
  met,
} from '../support/actors-resolution.ts'
import type { Calendar, Meeting } from '../support/actors-resolution.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { journeyOfFile } from '../support/journey-of-file.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
journeyOfFile({ newcomers: false }, (opened) => (journey = opened))
const BODIES = ['board', 'consumerProtectionCommittee', 'supervisoryBody']
const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const on =
  <C>(day: string, way: (c: C) => Promise<unknown>) =>
  async (c: C): Promise<void> => {
    journey.at(`${day} 09:00`)
    await way(c)
  }

const meetings: readonly Struck<Meeting>[] = [
  {
    clock: 'meetingDay',
    way: on('2026-03-02', convened),
    lastDay: '2026-03-05',
    event: 'markNotHeld',
    told: BODIES,
    stands: { case: 'adjourned' },
    facts: { failed: 1, ...breach('meetingDay') },
  },
  {
    clock: 'reconvening',
    way: on('2026-04-07', async (m: Meeting) => {
      await met(m)
      await m.chair.adjourns()
    }),
    // Met on Friday 10 April, ten working days.
    lastDay: '2026-04-24',
    event: 'lapseMeeting',
    told: BODIES,
    stands: { case: 'lapsed' },
    facts: { items: [{ outcome: 'LAPSED' }] },
  },
  {
    clock: 'session',
    way: on('2026-05-11', met),
    // Met on Thursday 14 May, five working days.
    lastDay: '2026-05-21',
    event: 'lapseSession',
    told: BODIES,
    stands: { case: 'lapsed' },
    facts: { items: [{ outcome: 'LAPSED' }], ...breach('session') },
  },
  {
    clock: 'minutes',
    way: on('2026-06-01', decided),
    // Decided on Thursday 4 June, ten working days.
    lastDay: '2026-06-18',
    event: 'reportMinutesOverdue',
    told: BODIES,
    stands: { case: 'minuting.drafting' },
    facts: breach('minutes'),
  },
  {
    clock: 'signatures',
    way: on('2026-07-06', async (m: Meeting) => {
      await inForce(m)
      await m.second.countersigns()
    }),
    // In force on Thursday 9 July, twenty working days.
    lastDay: '2026-08-06',
    event: 'reportUnsigned',
    told: BODIES,
    stands: { case: 'inForce' },
    facts: breach('signatures'),
  },
  {
    clock: 'inquiry',
    way: on('2026-09-01', async (m: Meeting) => {
      await convened(m)
      await m.auditor.inquires({ answerBy: '2026-09-03' })
    }),
    lastDay: '2026-09-03',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'convened' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]

const only = (clocks: object): Mechanism => ({
  ...resolution,
  clocks: clocks as Mechanism['clocks'],
})
describe('resolutions', () => {
  everyClockStrikes<Meeting>({
    mechanism: only(resolutionClocks),
    clocks: meetings,
    journey: () => journey,
    open: () => {
      const m = meetingIn(journey)
      return { c: m, file: m.file }
    },
  })
  test('all who attended have signed: nobody is asked to', async () => {
    journey.at('2026-10-12 09:00')
    const m = await inForce(meetingIn(journey))
    await m.second.countersigns()
    await m.third.countersigns()
    expect(await m.file.dueAt('signatures')).toBeUndefined()
  })
})

const missed = { event: 'reportMeetingMissed', told: BODIES, stands: { case: 'running' } } as const
const calendars: readonly Struck<Calendar>[] = [
  {
    ...missed,
    clock: 'boardMeets',
    way: on('2027-01-04', (k: Calendar) => k.chair.opensBoardCalendar()),
    lastDay: '2027-04-04',
    facts: { missed: 1, countedFrom: '2027-04-05', ...breach('boardMeets') },
  },
  {
    ...missed,
    clock: 'committeeMeets',
    way: on('2027-05-03', (k: Calendar) => k.committee.opensCommitteeCalendar()),
    lastDay: '2027-08-03',
    facts: { missed: 1, ...breach('committeeMeets') },
  },
  {
    ...missed,
    clock: 'supervisorsMeetHalfYearly',
    way: on('2027-09-01', async (k: Calendar) => {
      await k.supervisor.opensSupervisorsCalendar()
    }),
    lastDay: '2028-03-01',
    facts: { missed: 1, ...breach('supervisorsMeetHalfYearly') },
  },
  {
    ...missed,
    clock: 'supervisorsMeetYearly',
    way: on('2028-03-06', async (k: Calendar) => {
      await ended?.supervisor.endsCalendar()
      await k.supervisor.opensSupervisorsCalendar({ company: 'limitedLiability' })
    }),
    lastDay: '2029-03-06',
    facts: { missed: 1, ...breach('supervisorsMeetYearly') },
  },
]
/** The calendar before: a body has one. */
let ended: Calendar | undefined
let last: Calendar | undefined
describe('calendars', () => {
  const { boardMeets, committeeMeets, supervisorsMeetHalfYearly, supervisorsMeetYearly } =
    resolution.clocks
  everyClockStrikes<Calendar>({
    mechanism: only({
      boardMeets,
      committeeMeets,
      supervisorsMeetHalfYearly,
      supervisorsMeetYearly,
    }),
    clocks: calendars,
    journey: () => journey,
    open: () => {
      const k = calendarIn(journey)
      ended = last
      last = k
      return { c: k, file: k.file }
    },
  })
  test('what the supervisors missed is a risk to audit', async () => {
    const data = await journey.doors.ask(
      'audit-1',
      '{ processes(filter: { mechanism: M11, path: "case.waiting" }) { totalCount } }',
      {},
    )
    expect(Number(data['processes']?.['totalCount'])).toBe(2)
  })
})
