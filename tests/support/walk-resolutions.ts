// Resolutions as they also go: of three bodies, in writing, without a quorum, with members who stand aside,
// of matters that are other processes, and rescinded; and calendars that are kept and neglected.

import { addDays } from '../../engine/core/calendar.ts'
import type { ResolutionContext } from '../../engine/mechanisms/resolution/terms.ts'
import type { Body } from '../../policies/duty.ts'
import type { Ground } from './walk-ground.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { GOVERNANCE, INSTITUTION } from './world.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const of = (ask: VariantAsk) => ask.context as unknown as ResolutionContext
const members = (ask: VariantAsk) => ask.people((of(ask).body ?? ask.by.body) as Body)

const convening = {
  today: plus((ask) => ({ meetingOn: ask.on, secretary: members(ask)[1] })),
  matter: plus((ask) => ({
    meetingOn: ask.on,
    item: { decision: 'approvePlan', process: GOVERNANCE, contentHash: 'd4'.repeat(32) },
  })),
  written: plus((ask) => ({ form: 'written', meetingOn: addDays(ask.on, 1) })),
  unnamed: plus({ item: { decision: 'approvePlan', contentHash: 'd4'.repeat(32) } }),
  nothing: plus((ask) => ({
    item: { decision: 'rescind', process: ask.lastEntry, contentHash: 'd4'.repeat(32) },
  })),
  tooSoon: plus((ask) => ({ meetingOn: addDays(ask.on, -1) })),
  alone: plus((ask) => ({ secretary: members(ask)[0] })),
  strangers: plus((ask) => ({ chair: ask.people('police')[0] })),
  strangeSecretary: plus((ask) => ({ secretary: ask.people('police')[0] })),
}
const votes = Array<string>(7).fill('castVote')
/** From the opening to what is in force: one leaves, the others vote, the minutes are signed. */
const adopted = (open: string) => [
  open,
  'openSession',
  'recordAttendance',
  ...votes,
  'closeVote',
  'draftMinutes',
  'signMinutes',
]
const BODIES = ['Board', 'Committee', 'Supervisors']
const each = (name: string, way: (body: string) => readonly string[]) =>
  Object.fromEntries(BODIES.map((body) => [`${name}${body}`, way(body)]))

/** Notice is house policy: here a meeting may be held on the day on which it is convened. */
async function furnish(ground: Ground): Promise<void> {
  const person = ground.viewers.get('management-1')?.person ?? ''
  await ground.engine.execute(
    INSTITUTION,
    ['board', 'committee', 'supervisors'].map((body) => ({
      asker: { person },
      via: 'api' as const,
      request: ground.request(),
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'setPolicy',
      payload: { key: `resolution.${body}Notice`, value: 0 },
    })),
  )
}
let furnished: Ground | undefined

export const resolutions: Varied = {
  furnish: async (ground) => {
    if (furnished === ground) return
    furnished = ground
    await furnish(ground)
  },
  ways: {
    ...each('adopted', (body) => [
      ...adopted(`convene${body}:today`),
      'countersign',
      'reportUnsigned',
      'recordRescission@courier',
      STOP,
    ]),
    ...each('matter', (body) => [
      ...adopted(`convene${body}:matter`),
      'recordEffect@courier',
      'explainBreach',
      STOP,
    ]),
    ...each('partly', (body) => [
      `convene${body}:today`,
      'addItem',
      'openSession',
      'recordAttendance',
      ...votes,
      'closeVote',
      'castVote',
      'lapseSession',
      'reportMinutesOverdue',
      'draftMinutes',
      'countersign',
      'returnMinutes',
      'draftMinutes',
      'signMinutes',
    ]),
    ...each('written', (body) => [
      `convene${body}:written`,
      'openSession',
      ...votes,
      ...votes,
      'closeVote',
      'draftMinutes',
    ]),
    ...each('failed', (body) => [
      `convene${body}:today`,
      'openSession:few',
      'nameOfficers',
      'reconvene',
      'markNotHeld',
      'lapseMeeting',
      STOP,
    ]),
    ...each('rejected', (body) => [
      `convene${body}:today`,
      'openSession',
      'demandRecusal',
      'discloseInterest',
      'recordAttendance',
      ...Array<string>(5).fill('castVote:against'),
      'closeVote',
      'draftMinutes',
      'signMinutes',
      STOP,
    ]),
    ...each('adjourned', (body) => [
      `convene${body}:today`,
      'addItem',
      'withdrawItem',
      'openSession',
      'adjournSession',
      'cancelMeeting',
      STOP,
    ]),
    ...each('expired', (body) => [`convene${body}:today`, 'openSession', 'lapseSession', STOP]),
    ...each('calendar', (body) => [
      `open${body}Calendar`,
      'recordMeeting',
      'recordMeeting@courier',
      'reportMeetingMissed',
      'inquire:soon',
      'markInquiryOverdue',
      'explainBreach',
      'closeCalendar',
      STOP,
    ]),
  },
  mends: {
    agendaStillOpen: ['reconvene'],
    meetingDayReached: ['markNotHeld'],
    someVoteComplete: ['castVote', 'recordAttendance'],
    isPresent: ['recordAttendance'],
  },
  // Whoever could be ordered aside, or has not come yet, need not be one whom a sample can name.
  hopeless: (rule) => rule === 'noOpenCalendar',
  variants: {
    conveneBoard: convening,
    conveneCommittee: convening,
    conveneSupervisors: convening,
    openBoardCalendar: { limited: plus({ company: 'limitedLiability' }) },
    openCommitteeCalendar: { limited: plus({ company: 'limitedLiability' }) },
    openSupervisorsCalendar: {
      limited: plus({ company: 'limitedLiability' }),
      tomorrow: plus((ask) => ({ lastMetOn: addDays(ask.on, 1) })),
    },
    addItem: {
      same: plus((ask) => {
        const [item] = of(ask).items
        return item && { item: { decision: 'other', contentHash: item.contentHash } }
      }),
      unnamed: plus({ item: { decision: 'sanction', contentHash: 'd5'.repeat(32) } }),
      matter: plus({
        item: { decision: 'sanction', process: GOVERNANCE, contentHash: 'd5'.repeat(32) },
      }),
      missing: plus((ask) => ({
        item: { decision: 'rescind', process: ask.lastEntry, contentHash: 'd5'.repeat(32) },
      })),
      rescission: plus((ask) => ({
        item: {
          decision: 'rescind',
          process: ask.others[0] ?? GOVERNANCE,
          contentHash: 'd4'.repeat(32),
        },
      })),
    },
    withdrawItem: { none: plus({ item: 50 }) },
    nameOfficers: {
      other: plus((ask) => ({ chair: members(ask)[1], deputy: 'absent' })),
      alone: plus((ask) => ({ secretary: members(ask)[0] })),
    },
    reconvene: { yesterday: plus((ask) => ({ meetingOn: addDays(ask.on, -1) })) },
    openSession: {
      few: plus((ask) => ({ present: [of(ask).chair] })),
      strangers: plus((ask) => ({ present: [of(ask).chair, ask.people('police')[0]] })),
    },
    castVote: {
      against: plus({ vote: 'against' }),
      abstaining: plus({ vote: 'abstain' }),
      none: plus({ item: 50 }),
    },
    closeVote: { none: plus({ item: 50 }) },
    discloseInterest: { none: plus({ item: 50 }) },
    demandRecusal: { himself: plus((ask) => ({ member: ask.by.person })) },
    recordAttendance: { himself: plus((ask) => ({ member: ask.by.person })) },
    signMinutes: { other: plus({ hash: 'e6'.repeat(32) }) },
    countersign: { other: plus({ hash: 'e6'.repeat(32) }) },
    recordMeeting: { tomorrow: plus((ask) => ({ heldOn: addDays(ask.on, 1) })) },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
  },
}
