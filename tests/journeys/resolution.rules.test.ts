// Every rule of resolutions and of the calendars of bodies, refusing through GraphQL.

import { describe } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { resolution } from '../../engine/mechanisms/resolution/index.ts'
import { resolutionRules, resolutionSeparation } from '../../engine/mechanisms/resolution/kit.ts'
import {
  calendarIn,
  convened,
  CONTENT,
  drafted,
  inForce,
  KNOWN,
  meetingIn,
  met,
  OTHER,
} from '../support/actors-resolution.ts'
import type { Calendar, Meeting } from '../support/actors-resolution.ts'
import { todayIn } from '../support/actors-complaint.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import type { Stand } from '../support/journey-rules.ts'
import { journeyOfFile } from '../support/journey-of-file.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
journeyOfFile({ newcomers: false }, (opened) => (journey = opened))
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
const only = (rules: object, separation: object): Mechanism => ({
  ...resolution,
  rules: rules as Mechanism['rules'],
  separation: separation as Mechanism['separation'],
})
const way = 'it chooses between ways, one of which is always open'
const courier = 'it refuses the courier alone, in resolution.told.test.ts'
/** No process has it. */
const NOWHERE = Buffer.from('Process:00000000-0000-7000-8000-000000000000').toString('base64url')
const person = (subject: string) => journey.person(subject)
const other = (more: object = {}) => ({ decision: 'other' as const, contentHash: CONTENT, ...more })

const opening: Stand<Meeting> = {
  where: 'of the opening of a meeting',
  way: () => Promise.resolve(),
  refusals: [
    [
      'writtenIsAllowed',
      'conveneBoard',
      async (m) => {
        await journey.setsPolicy('resolution.boardWritten', 0)
        try {
          return await m.chair.convenesBoard({ form: 'written' })
        } finally {
          await journey.setsPolicy('resolution.boardWritten', 1)
        }
      },
    ],
    [
      'noticeGiven',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ meetingOn: todayIn(m.file, 2) }),
    ],
    [
      'noticeGiven',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ occasion: 'regular', meetingOn: todayIn(m.file, 9) }),
    ],
    [
      'matterNamed',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ item: other({ decision: 'approvePlan' }) }),
    ],
    [
      'matterExists',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ item: other({ decision: 'approvePlan', process: NOWHERE }) }),
    ],
    [
      'rescindsWhatStands',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ item: other({ decision: 'rescind', process: KNOWN }) }),
    ],
    [
      'chairPresides',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ chair: person('committee-1') }),
    ],
    [
      'secretaryHoldsSeat',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ secretary: person('loans-1') }),
    ],
    [
      'secretaryIsNotChair',
      'conveneBoard',
      (m) => m.chair.convenesBoard({ secretary: person('board-1') }),
    ],
  ],
}
const agenda: Stand<Meeting> = {
  where: 'of the agenda',
  way: convened,
  refusals: [
    ['itemIsNew', 'addItem', (m) => m.second.addsItem({ item: other() })],
    ['itemIsOpen', 'withdrawItem', (m) => m.second.withdrawsItem({ item: 7 })],
    ['itemIsOpen', 'discloseInterest', (m) => m.second.discloses({ item: 7 })],
    ['onlyChair', 'openSession', (m) => m.second.opensSession()],
    ['meetingDayReached', 'openSession', (m) => m.chair.opensSession()],
    [
      'secretaryIsNotChair',
      'nameOfficers',
      (m) => m.second.namesOfficers({ chair: person('board-1'), secretary: person('board-1') }),
    ],
    ['someInquiryOpen', 'answerInquiry', (m) => m.secretary.answersInquiry()],
    ['someBreachOpen', 'explainBreach', (m) => m.secretary.explainsBreach()],
  ],
}
const late: Stand<Meeting> = {
  where: 'of an agenda on the eve of the meeting',
  way: async (m) => {
    await convened(m)
    await journey.passes(`${todayIn(m.file, 1)} 09:00`)
  },
  refusals: [['agendaStillOpen', 'addItem', (m) => m.second.addsItem()]],
}
const full: Stand<Meeting> = {
  where: 'of a full agenda',
  way: async (m) => {
    await convened(m)
    for (let n = 2; n <= 20; n++)
      await m.second.addsItem({ item: other({ contentHash: n.toString(16).padStart(64, '0') }) })
  },
  refusals: [['agendaHasRoom', 'addItem', (m) => m.second.addsItem()]],
}
const presence: Stand<Meeting> = {
  where: 'of who is present',
  way: async (m) => {
    await convened(m)
    await journey.passes(`${todayIn(m.file, 3)} 09:00`)
  },
  refusals: [
    [
      'presentAreMembers',
      'openSession',
      (m) => m.chair.opensSession({ present: [person('board-1'), person('loans-1')] }),
    ],
    [
      'presentAreMembers',
      'openSession',
      (m) => m.chair.opensSession({ present: [person('board-2'), person('board-3')] }),
    ],
  ],
}
const aside: Stand<Meeting> = {
  where: 'of whoever stands aside in one of two items',
  way: async (m) => {
    await convened(m)
    await m.second.addsItem()
    await m.third.discloses()
    await journey.passes(`${todayIn(m.file, 3)} 09:00`)
    await m.chair.opensSession()
  },
  refusals: [
    ['notRecused', 'castVote', (m) => m.third.votesFor()],
    ['notRecused', 'discloseInterest', (m) => m.third.discloses()],
    ['recusesAnother', 'demandRecusal', (m) => m.chair.demandsRecusal()],
    [
      'recusesAnother',
      'demandRecusal',
      (m) => m.chair.demandsRecusal({ member: person('board-1') }),
    ],
  ],
}
const session: Stand<Meeting> = {
  where: 'of a meeting in session',
  way: async (m) => {
    await met(m)
    await m.third.discloses()
    await m.chair.recordsAttendance({ member: person('board-3'), present: false })
  },
  refusals: [
    ['mayStillVote', 'castVote', (m) => m.third.votesFor()],
    ['mayStillVote', 'discloseInterest', (m) => m.third.discloses()],
    ['onlyChair', 'closeVote', (m) => m.second.closesVote()],
    ['mayRecordPresence', 'recordAttendance', (m) => m.second.recordsAttendance()],
    ['onlyChair', 'adjournSession', (m) => m.second.adjourns()],
    ['someVoteComplete', 'closeVote', (m) => m.chair.closesVote()],
    [
      'attendanceChanges',
      'recordAttendance',
      (m) => m.chair.recordsAttendance({ member: person('board-2'), present: true }),
    ],
    [
      'attendanceChanges',
      'recordAttendance',
      (m) => m.chair.recordsAttendance({ member: person('board-1'), present: false }),
    ],
    ['itemIsOpen', 'castVote', (m) => m.second.votesFor({ item: 7 })],
  ],
}
const absent: Stand<Meeting> = {
  where: 'of a member who has left, and of an item that is not complete',
  way: async (m) => {
    await convened(m)
    await m.second.addsItem()
    await journey.passes(`${todayIn(m.file, 3)} 09:00`)
    await m.chair.opensSession()
    await m.chair.recordsAttendance()
    await m.chair.votesFor({ item: 2 })
    await m.second.votesFor({ item: 2 })
  },
  refusals: [
    ['isPresent', 'castVote', (m) => m.third.votesFor()],
    ['voteIsComplete', 'closeVote', (m) => m.chair.closesVote()],
    ['itemIsOpen', 'closeVote', (m) => m.chair.closesVote({ item: 7 })],
  ],
}
const nobodyLeft: Stand<Meeting> = {
  where: 'of a resolution in writing, in which two stand aside',
  way: async (m) => {
    await m.second.convenesBoard({ form: 'written' })
    await m.chair.opensVote()
    await m.second.discloses()
    await m.third.discloses()
  },
  refusals: [
    ['someoneCounts', 'demandRecusal', (m) => m.second.demandsRecusal()],
    ['isMeeting', 'recordAttendance', (m) => m.chair.recordsAttendance()],
  ],
}
const minutes: Stand<Meeting> = {
  where: 'of the minutes of the board',
  way: async (m) => {
    await drafted(m)
    // Whoever drew the minutes up is made chair afterwards.
    await m.chair.returnsMinutes()
    await m.second.namesOfficers({
      chair: person('board-1'),
      secretary: person('board-2'),
    })
    await m.second.draftsMinutes()
    await m.third.namesOfficers({
      chair: person('board-2'),
      secretary: person('management-1'),
      deputy: 'absent',
    })
  },
  refusals: [
    ['secondPerson', 'signMinutes', (m) => m.second.signs()],
    ['onlyChair', 'signMinutes', (m) => m.third.signs()],
    ['onlyChair', 'returnMinutes', (m) => m.third.returnsMinutes()],
    ['hashIsMinutes', 'countersign', (m) => m.third.countersigns({ hash: OTHER })],
    ['mayCountersign', 'countersign', (m) => m.second.countersigns()],
  ],
}
const secretary: Stand<Meeting> = {
  where: 'of who keeps the minutes',
  way: async (m) => {
    await met(m)
    for (const member of [m.chair, m.second, m.third]) await member.votesFor()
    await m.chair.closesVote()
  },
  refusals: [['onlySecretary', 'draftMinutes', (m) => m.otherManager.draftsMinutes()]],
}
const signed: Stand<Meeting> = {
  where: 'of what is signed',
  way: drafted,
  refusals: [['hashIsMinutes', 'signMinutes', (m) => m.chair.signs({ hash: OTHER })]],
}
const inquired: Stand<Meeting> = {
  where: 'of an inquiry and a breach',
  way: async (m) => {
    await inForce(m)
    await m.auditor.inquires()
    await journey.passes(`${todayIn(m.file, 60)} 09:00`)
  },
  refusals: [
    [
      'inquiryOpen',
      'answerInquiry',
      (m) => m.secretary.answersInquiry({ inquiry: m.file.entryOf('signMinutes') }),
    ],
    ['breachOpen', 'explainBreach', (m) => m.secretary.explainsBreach()],
  ],
}

const stands = [
  opening,
  agenda,
  late,
  full,
  presence,
  aside,
  session,
  absent,
  nobodyLeft,
  minutes,
  secretary,
  signed,
  inquired,
]
describe('resolutions', () => {
  everyRuleRefuses<Meeting>({
    mechanism: only(resolutionRules, resolutionSeparation),
    stands,
    never: {
      quorumPresent: way,
      lastItem: way,
      someItemDecided: way,
      someAdopted: way,
      rescindsAll: way,
      carriesOut: courier,
      rescindsSome: courier,
    },
    open: () => {
      const m = meetingIn(journey)
      return { c: m, file: m.file }
    },
    minute,
  })
})
const calendarStands: readonly Stand<Calendar>[] = [
  {
    where: 'of the calendar of the committee',
    way: async (k) => {
      await k.committee.opensCommitteeCalendar()
    },
    refusals: [
      ['noOpenCalendar', 'openCommitteeCalendar', (k) => k.committee2.opensCommitteeCalendar()],
      [
        'wasHeld',
        'recordMeeting',
        (k) => k.committee.recordsMeeting({ heldOn: todayIn(k.file, 1) }),
      ],
    ],
  },
]
describe('calendars', () => {
  const { noOpenCalendar, wasHeld } = resolution.rules
  everyRuleRefuses<Calendar>({
    mechanism: only({ noOpenCalendar, wasHeld }, {}),
    stands: calendarStands,
    never: {},
    open: () => {
      const k = calendarIn(journey)
      return { c: k, file: k.file }
    },
    minute,
  })
})
