// Who acts in a resolution and in the calendar of a body, and by which deeds.

import { encodeId } from '../../api/graphql/ids.ts'
import { resolution } from '../../engine/mechanisms/resolution/index.ts'
import type { calendarEvents } from '../../engine/mechanisms/resolution/calendar.ts'
import type { events } from '../../engine/mechanisms/resolution/events.ts'
import type { Decision } from '../../engine/mechanisms/resolution.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor, Deeds } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'
import { GOVERNANCE } from './world.ts'

export const MINUTES = 'b2'.repeat(32)
export const CONTENT = 'a1'.repeat(32)
export const OTHER = 'a2'.repeat(32)
/** Global id of a process that everybody knows. */
export const KNOWN = encodeId('Process', GOVERNANCE)

const does = deedsFor<typeof events>()
const keeps = deedsFor<typeof calendarEvents>()
const work = {
  notes: does('note', () => ({ text: 'the room is booked' })),
  inquires: does('inquire', () => ({ question: 'Why was it adjourned?' })),
  answersInquiry: does('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'There was no quorum.',
  })),
  explainsBreach: does('explainBreach', (c) => ({
    breach: c.entryOf('inquire'),
    ground: 'workload',
    explanation: 'the secretary was ill',
  })),
} as const
type Opening = {
  form: 'meeting' | 'written'
  occasion: 'regular' | 'extraordinary'
  meetingOn: string
  chair: string
  secretary: string
  deputy?: 'absent' | 'recused' | 'vacant'
  item: {
    decision: Decision
    process?: string
    contentHash: string
  }
}
const convening =
  (chair: string) =>
  (c: Case): Opening => ({
    form: 'meeting',
    occasion: 'extraordinary',
    meetingOn: todayIn(c, 3),
    chair: c.journey.person(chair),
    secretary: c.journey.person('management-1'),
    item: { decision: 'other', contentHash: CONTENT },
  })
const present = (body: string) => (c: Case) =>
  [1, 2, 3].map((n) => c.journey.person(`${body}-${String(n)}`))

const meetingDeeds = {
  convenesBoard: does('conveneBoard', convening('board-1')),
  convenesCommittee: does('conveneCommittee', convening('committee-1')),
  convenesSupervisors: does('conveneSupervisors', convening('supervisor-1')),
  addsItem: does('addItem', () => ({ item: { decision: 'other', contentHash: OTHER } })),
  withdrawsItem: does('withdrawItem', () => ({ item: 1, reason: 'to be prepared' })),
  cancels: does('cancelMeeting', () => ({ reason: 'nothing to decide' })),
  namesOfficers: does('nameOfficers', (c) => ({
    chair: c.journey.person('board-2'),
    secretary: c.journey.person('management-1'),
    reason: 'the chair is ill',
  })),
  reconvenes: does('reconvene', (c) => ({ meetingOn: todayIn(c, 3) })),
  opensSession: does('openSession', (c) => ({ present: present('board')(c) })),
  opensCommittee: does('openSession', (c) => ({ present: present('committee')(c) })),
  opensSupervisors: does('openSession', (c) => ({ present: present('supervisor')(c) })),
  opensVote: does('openSession', () => ({ present: [] })),
  discloses: does('discloseInterest', () => ({
    item: 1,
    interest: 'tookPart',
    what: 'drafted it',
  })),
  demandsRecusal: does('demandRecusal', (c) => ({
    item: 1,
    member: c.journey.person('board-3'),
    interest: 'ownMatter',
    grounds: 'it is about his department',
  })),
  recordsAttendance: does('recordAttendance', (c) => ({
    member: c.journey.person('board-3'),
    present: false,
  })),
  votesFor: does('castVote', () => ({ item: 1, vote: 'for' })),
  votesAgainst: does('castVote', () => ({ item: 1, vote: 'against' })),
  abstains: does('castVote', () => ({ item: 1, vote: 'abstain' })),
  closesVote: does('closeVote', () => ({ item: 1 })),
  adjourns: does('adjournSession', () => ({ reason: 'to hear more' })),
  draftsMinutes: does('draftMinutes', () => ({ number: 'R-2026-1', hash: MINUTES })),
  returnsMinutes: does('returnMinutes', () => ({ grounds: 'a vote is missing' })),
  signs: does('signMinutes', () => ({ hash: MINUTES })),
  countersigns: does('countersign', () => ({ hash: MINUTES })),
  ...work,
} as const
const calendarDeeds = {
  opensBoardCalendar: keeps('openBoardCalendar', (c) => ({
    company: 'limitedByShares',
    lastMetOn: todayIn(c),
  })),
  opensCommitteeCalendar: keeps('openCommitteeCalendar', (c) => ({
    company: 'limitedByShares',
    lastMetOn: todayIn(c),
  })),
  opensSupervisorsCalendar: keeps('openSupervisorsCalendar', (c) => ({
    company: 'limitedByShares',
    lastMetOn: todayIn(c),
  })),
  recordsMeeting: keeps('recordMeeting', (c) => ({ heldOn: todayIn(c) })),
  endsCalendar: keeps('closeCalendar', () => ({ reason: 'the body was replaced' })),
  ...work,
} as const

const ROLES = {
  chair: 'board-1',
  second: 'board-2',
  third: 'board-3',
  committee: 'committee-1',
  committee2: 'committee-2',
  committee3: 'committee-3',
  supervisor: 'supervisor-1',
  supervisor2: 'supervisor-2',
  supervisor3: 'supervisor-3',
  secretary: 'management-1',
  otherManager: 'management-2',
  auditor: 'audit-1',
} as const
type Cast<D extends Deeds> = { readonly [K in keyof typeof ROLES]: Actor<D> } & {
  readonly file: Case
  readonly of: (subject: string) => Actor<D>
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}
export type Meeting = Cast<typeof meetingDeeds>
export type Calendar = Cast<typeof calendarDeeds>

const WORK = 'work { breaches { clock on explained again } inquiries { overdue answered } }'
const FACTS = {
  resolution: `body form meetingOn chair secretary sessionOn present failed noticeDays
    rule { quorum least majority casting }
    items { n decision process contentHash outcome recused rescinded effect
      votes { person seat vote } tally { entitled attending for against abstain cast } }
    minutes { number hash signed on } ${WORK}`,
  calendar: `body company lastMetOn countedFrom meetings missed ${WORK}`,
} as const
function castIn<D extends Deeds>(journey: Journey, chart: keyof typeof FACTS, deeds: D): Cast<D> {
  const file = new Case({
    journey,
    mechanism: resolution,
    chart,
    facts: FACTS[chart],
    about: chart,
  })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as { readonly [K in keyof typeof ROLES]: Actor<D> }
  return {
    ...roles,
    file,
    of: (subject) => actorIn(file, subject, deeds),
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(resolution, event, rule))
    },
  }
}
export const meetingIn = (journey: Journey): Meeting => castIn(journey, 'resolution', meetingDeeds)
export const calendarIn = (journey: Journey): Calendar => castIn(journey, 'calendar', calendarDeeds)

// ---- how far a meeting of the board has come ---------------------------------------------------------
type Item = Partial<Opening['item']>
const itemOf = (item: Item = {}): Opening['item'] => ({
  decision: 'other',
  contentHash: CONTENT,
  ...item,
})
export const convened = async (m: Meeting, item?: Item): Promise<Meeting> => {
  await m.second.convenesBoard({ item: itemOf(item), meetingOn: todayIn(m.file, 3) })
  return m
}
/** The day of the meeting has come. */
export const met = async (m: Meeting, item?: Item): Promise<Meeting> => {
  await convened(m, item)
  await m.file.journey.passes(`${todayIn(m.file, 3)} 09:00`)
  await m.chair.opensSession()
  return m
}
export const decided = async (m: Meeting, item?: Item): Promise<Meeting> => {
  await met(m, item)
  for (const member of [m.chair, m.second, m.third]) await member.votesFor()
  await m.chair.closesVote()
  return m
}
export const drafted = async (m: Meeting, item?: Item): Promise<Meeting> => {
  await decided(m, item)
  await m.secretary.draftsMinutes()
  return m
}
export const inForce = async (m: Meeting, item?: Item): Promise<Meeting> => {
  await drafted(m, item)
  await m.chair.signs()
  return m
}

/** The whole way of a committee that adopts one item in writing, on one day. */
export async function committeeAdopts(
  journey: Journey,
  item: Item,
): Promise<{ readonly meeting: Meeting; readonly resolution: { readonly process: string } }> {
  const m = meetingIn(journey)
  await m.committee2.convenesCommittee({ form: 'written', item: itemOf(item) })
  await m.committee.opensVote()
  for (const member of [m.committee, m.committee2, m.committee3]) await member.votesFor()
  await m.committee.closesVote()
  await m.secretary.draftsMinutes()
  await m.committee.signs()
  return { meeting: m, resolution: { process: m.file.id } }
}
/** A deed that is tried while the institution accepts no minutes on paper. */
export async function withoutPaper(journey: Journey, deed: () => Promise<Done>): Promise<Done> {
  await journey.setsPolicy('resolution.attestedAllowed', 0)
  try {
    return await deed()
  } finally {
    await journey.setsPolicy('resolution.attestedAllowed', 1)
  }
}
