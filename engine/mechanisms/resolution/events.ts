/** Events of a resolution: convened, met, voted on, minuted, in force. */
import * as z from 'zod'
import { board, committee } from '../../../policies/board.ts'
import type { Body, Duty } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, line, person, processRef } from '../../core/payload.ts'
import type { Uuid } from '../../core/values.ts'
import { decision } from '../resolution.ts'
import { conveners, members, secretaries, shared } from './everyday.ts'
import { bodyOf, DECIDING, policyFacts, SUBJECT_OF } from './house.ts'
import { deputyGround, form, interest, occasion, standing, vote, words } from './terms.ts'
import type { ResolutionContext } from './terms.ts'

type C = ResolutionContext
const tell = (zh: string, en: string): readonly Notice[] =>
  DECIDING.map((to: Body) => ({ to, about: text(zh, en) }))

const item = z
  .object({
    decision,
    /** Absent for a matter that has no process of its own. */
    process: processRef().optional(),
    contentHash: hash(),
  })
  .meta({ id: 'ResolutionItem' })
const officers = {
  chair: person(),
  /** Where the appointed chair does not preside. */
  deputy: deputyGround.optional(),
  secretary: person(),
}
const convening = {
  form,
  occasion,
  meetingOn: day(),
  ...officers,
  item,
}
const opening = (by: Duty, zh: string, en: string) =>
  ({
    by,
    title: text(zh, en),
    nature: 'submission',
    opens: true,
    capacity: 'proposer',
    reads: ['seated', 'matter', 'secretarySeats', 'notice', 'written'],
    notices: [{ to: by.body, about: text('会议通知', 'A meeting is convened') }],
    payload: z.object(convening),
  }) as const

const agendaEvents = {
  conveneBoard: opening(board.convene, '召集董事会', 'Convene the board'),
  conveneCommittee: opening(committee.convene, '召集委员会', 'Convene the committee'),
  conveneSupervisors: opening(
    supervisors.convene,
    '召集监督机构会议',
    'Convene the supervisory body',
  ),
  addItem: {
    by: conveners,
    title: text('增列议题', 'Put an item on the agenda'),
    nature: 'submission',
    reads: ['matter'],
    payload: z.object({ item }),
  },
  withdrawItem: {
    by: conveners,
    title: text('撤回议题', 'Withdraw an item'),
    nature: 'record',
    payload: z.object({ item: z.int().min(1).max(50), reason: line() }),
  },
  cancelMeeting: {
    by: conveners,
    title: text('取消会议', 'Cancel the meeting'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  nameOfficers: {
    by: conveners,
    title: text('另定主持人和秘书', 'Name another chair or secretary'),
    nature: 'decision',
    reads: ['seated', 'secretarySeats'],
    payload: z.object({ ...officers, reason: line() }),
  },
  reconvene: {
    by: conveners,
    title: text('再次召集', 'Convene it again'),
    nature: 'submission',
    payload: z.object({ meetingOn: day() }),
  },
  markNotHeld: {
    by: clock.strike,
    title: text('会议未如期召开', 'The meeting was not held on its day'),
    nature: 'record',
    notices: tell('会议未如期召开', 'A meeting was not held on its day'),
    payload: z.object({}),
  },
  lapseMeeting: {
    by: clock.strike,
    title: text('未再召集，议程失效', 'Not convened again: the agenda lapses'),
    nature: 'record',
    notices: tell('议程失效', 'An agenda lapsed'),
    payload: z.object({}),
  },
} as const satisfies EventTable

const voteEvents = {
  openSession: {
    by: members,
    title: text('开始会议', 'Open the meeting'),
    nature: 'record',
    reads: ['seated', 'calendar', 'quorum', 'least', 'majority', 'casting'],
    payload: z.object({
      /** Members present; of a written resolution nobody is. */
      present: z.array(person()).max(99),
    }),
  },
  discloseInterest: {
    by: members,
    title: text('披露利害关系并回避', 'Disclose an interest and stand aside'),
    nature: 'record',
    reads: ['seated'],
    payload: z.object({ item: z.int().min(1).max(50), interest, what: words().optional() }),
  },
  demandRecusal: {
    by: members,
    title: text('要求回避', 'Demand that a member stand aside'),
    nature: 'submission',
    reads: ['seated'],
    payload: z.object({
      item: z.int().min(1).max(50),
      member: person(),
      interest,
      grounds: words(),
    }),
  },
  recordAttendance: {
    by: members,
    title: text('记录到会或离会', 'Record who came or left'),
    nature: 'record',
    reads: ['seated'],
    payload: z.object({ member: person(), present: z.boolean() }),
  },
  castVote: {
    by: members,
    title: text('表决', 'Vote'),
    nature: 'record',
    capacity: 'decider',
    reads: ['seated'],
    payload: z.object({ item: z.int().min(1).max(50), vote }),
  },
  closeVote: {
    by: members,
    title: text('宣布表决结果', 'Close the vote on an item'),
    nature: 'decision',
    reads: ['seated'],
    payload: z.object({ item: z.int().min(1).max(50) }),
  },
  adjournSession: {
    by: members,
    title: text('休会', 'Adjourn'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  lapseSession: {
    by: clock.strike,
    title: text('表决逾期，未决议题失效', 'Voting ran out: open items lapse'),
    nature: 'record',
    notices: tell('未决议题失效', 'Open items lapsed'),
    payload: z.object({}),
  },
} as const satisfies EventTable

const minutesEvents = {
  draftMinutes: {
    by: secretaries,
    title: text('制作会议记录', 'Draw up the minutes'),
    nature: 'record',
    capacity: 'author',
    payload: z.object({ number: line(60), hash: hash() }),
  },
  returnMinutes: {
    by: members,
    title: text('退回会议记录', 'Return the minutes'),
    nature: 'record',
    payload: z.object({ grounds: words() }),
  },
  signMinutes: {
    by: members,
    title: text('主持人签署会议记录', 'Sign the minutes as chair'),
    nature: 'decision',
    capacity: 'approver',
    reads: ['earlier'],
    notices: tell('决议已签署', 'A resolution was signed'),
    payload: z.object({ hash: hash() }),
  },
  countersign: {
    by: members,
    title: text('出席成员签署会议记录', 'Sign the minutes as a member who attended'),
    nature: 'record',
    payload: z.object({ hash: hash() }),
  },
  reportMinutesOverdue: {
    by: clock.strike,
    title: text('会议记录逾期', 'The minutes are overdue'),
    nature: 'record',
    notices: tell('会议记录逾期', 'Minutes are overdue'),
    payload: z.object({}),
  },
  reportUnsigned: {
    by: clock.strike,
    title: text('出席成员未全部签署', 'Not every member who attended has signed'),
    nature: 'record',
    notices: tell('会议记录未全部签署', 'Minutes lack signatures'),
    payload: z.object({}),
  },
  recordEffect: {
    by: courier.carry,
    title: text('记录决议已执行', 'Record that it was carried out'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({ source: processRef(), decision }),
  },
  recordRescission: {
    by: courier.carry,
    title: text('记录决议被撤销', 'Record that a later resolution rescinds it'),
    nature: 'record',
    payload: z.object({ by: processRef('G02'), contentHash: hash() }),
  },
} as const satisfies EventTable

export const events = {
  ...agendaEvents,
  ...voteEvents,
  ...minutesEvents,
  ...shared,
} as const satisfies EventTable

export const facts = {
  ...policyFacts,
  seated: {
    title: text('当日在任成员', 'Members in force today'),
    kind: 'membersOf',
    key: ({ context, by }) => {
      const body = bodyOf(context, by)
      return body && { kind: 'membersOf', body }
    },
  },
  matter: {
    title: text('议题所指流程', 'The process that the item names'),
    kind: 'process',
    key: ({ payload }) => {
      const process = (payload?.['item'] as { process?: Uuid } | undefined)?.process
      return process === undefined ? undefined : { kind: 'process', process }
    },
  },
  secretarySeats: {
    title: text('秘书的岗位', 'Seats of the secretary'),
    kind: 'seats',
    key: ({ payload }) =>
      payload?.['secretary'] === undefined
        ? undefined
        : { kind: 'seats', person: payload['secretary'] as Uuid },
  },
  calendar: {
    title: text('会议日历', 'The calendar of the body'),
    kind: 'latest',
    key: ({ context, by }) => {
      const body = bodyOf(context, by)
      return (
        body && { kind: 'latest', mechanism: 'G02', chart: 'calendar', subject: SUBJECT_OF[body] }
      )
    },
  },
  earlier: {
    title: text('被撤销的决议', 'The resolution that is rescinded'),
    kind: 'process',
    key: ({ context }) => {
      const process = rescinding(context)?.process ?? null
      return process === null ? undefined : { kind: 'process', process }
    },
  },
} as const satisfies FactTable<C>

/** The adopted item that undoes an earlier resolution; there is one at most. */
export const rescinding = (c: C) => standing(c).find((i) => i.decision === 'rescind')

export type ResolutionEvent = Asked<typeof events, typeof facts>
export type ResolutionEventOf<K extends ResolutionEvent['type']> = Extract<
  ResolutionEvent,
  { type: K }
>
export const resolutionTypes = chartTypes<C, ResolutionEvent>()
