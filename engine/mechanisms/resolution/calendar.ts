/**
 * The calendar of a body: one running process that knows when the body last met, and is late where it did
 * not meet for longer than the law or the house allows.
 *
 * - A board of supervisors meets at least once in six months in a company limited by shares, once a year in
 *   a limited liability company (Company Law arts 132, 81); board and committee as house policy says.
 * - A meeting that was opened with a quorum enters itself; one of before, or on paper, is entered by the body.
 * - A missed period is a breach in place, and the next period runs: neglect for years is one breach to explain.
 * - A single supervisor holds no meetings and needs no calendar.
 */
import { assign, setup } from 'xstate'
import * as z from 'zod'
import { board, committee } from '../../../policies/board.ts'
import type { Duty } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { supervisors } from '../../../policies/supervisors.ts'
import { span } from '../../core/clocks.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable, MachineOf, SampleAsk } from '../../core/mechanism.ts'
import { definePart } from '../../core/parts.ts'
import { day, line } from '../../core/payload.ts'
import { guardsOf, rulesFor } from '../../core/rules.ts'
import type { Day } from '../../core/values.ts'
import { breachedAgain, caseWork, noCaseWork } from '../case-file.ts'
import { everydayClocks, everydayOn, everydayRules, everydaySamples } from '../everyday.ts'
import { dayOf } from '../seen.ts'
import { said } from './agenda-rules.ts'
import { conveners, shared } from './everyday.ts'
import { bodyOf, DECIDING, NAME, SUBJECT_OF } from './house.ts'

const company = z.enum(['limitedByShares', 'limitedLiability']).meta({ id: 'ResolutionCompany' })
const calendarContext = z.object({
  body: z.enum(DECIDING).nullable(),
  company: z.enum(['limitedByShares', 'limitedLiability']).nullable(),
  lastMetOn: z.string().nullable(),
  /** The next period counts from here: the last meeting, or the day on which the last period ran out. */
  countedFrom: z.string().nullable(),
  meetings: z.int(),
  missed: z.int(),
  work: caseWork,
})
type C = z.output<typeof calendarContext>

const opening = (by: Duty, zh: string, en: string) =>
  ({
    by,
    title: text(zh, en),
    nature: 'record',
    opens: true,
    reads: ['latestCalendar'],
    payload: z.object({ company, lastMetOn: day() }),
  }) as const
export const calendarEvents = {
  openBoardCalendar: opening(board.convene, '建立董事会会议日历', 'Keep the calendar of the board'),
  openCommitteeCalendar: opening(
    committee.convene,
    '建立委员会会议日历',
    'Keep the calendar of the committee',
  ),
  openSupervisorsCalendar: opening(
    supervisors.convene,
    '建立监督机构会议日历',
    'Keep the calendar of the supervisory body',
  ),
  recordMeeting: {
    by: [...conveners, courier.carry],
    title: text('登记会议', 'Enter a meeting'),
    nature: 'record',
    payload: z.object({ heldOn: day() }),
  },
  reportMeetingMissed: {
    by: clock.strike,
    title: text('逾期未召开会议', 'No meeting was held in time'),
    nature: 'record',
    notices: DECIDING.map((to) => ({
      to,
      about: text('逾期未召开会议', 'A body has not met in time'),
    })),
    payload: z.object({}),
  },
  closeCalendar: {
    by: conveners,
    title: text('结束会议日历', 'End the calendar'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  ...shared,
} as const satisfies EventTable

const facts = {
  latestCalendar: {
    title: text('该机构的会议日历', 'The calendar of the body'),
    kind: 'latest',
    key: ({ context, by }) => {
      const body = bodyOf(context, by)
      return (
        body && { kind: 'latest', mechanism: 'G02', chart: 'calendar', subject: SUBJECT_OF[body] }
      )
    },
  },
} as const satisfies FactTable<C>
type E = Asked<typeof calendarEvents, typeof facts>
type Of<K extends E['type']> = Extract<E, { type: K }>

const rule = rulesFor<C, E, typeof facts>()
const opens = ['openBoardCalendar', 'openCommitteeCalendar', 'openSupervisorsCalendar'] as const
const ownRules = {
  noOpenCalendar: rule.ofCase({
    ...said(
      ['该机构已有会议日历', 'The body has a calendar'],
      ['在该日历中登记会议', 'Enter meetings in it'],
      'house:resolution',
    ),
    reads: ['latestCalendar'],
    holds: (_c, { facts: { latestCalendar } }) => latestCalendar?.final ?? true,
  }),
  wasHeld: rule.ofEvent([...opens, 'recordMeeting'], {
    ...said(
      ['会议日期晚于今日', 'The meeting is in the future'],
      ['会议召开后登记', 'Enter it when it was held'],
      'company-law:132',
    ),
    field: ['heldOn'],
    holds: (e) => (e.type === 'recordMeeting' ? e.payload.heldOn : e.payload.lastMetOn) <= dayOf(e),
  }),
} as const
const rules = { ...ownRules, ...everydayRules } as const

const kept = (e: Of<(typeof opens)[number]>): Partial<C> => ({
  body: bodyOf({ body: null }, e.by) ?? null,
  company: e.payload.company,
  lastMetOn: e.payload.lastMetOn,
  countedFrom: e.payload.lastMetOn,
})
const later = (a: string | null, b: string): string => (a !== null && a > b ? a : b)
const met = (c: C, e: Of<'recordMeeting'>): Partial<C> => ({
  lastMetOn: later(c.lastMetOn, e.payload.heldOn),
  countedFrom: later(c.countedFrom, e.payload.heldOn),
  meetings: c.meetings + 1,
})
/** The clock by which the body is late. */
function clockOf({ body, company: of }: C): string {
  if (body === 'board') return 'boardMeets'
  if (body === 'consumerProtectionCommittee') return 'committeeMeets'
  return of === 'limitedLiability' ? 'supervisorsMeetYearly' : 'supervisorsMeetHalfYearly'
}
const missed = (c: C, e: Of<'reportMeetingMissed'>): Partial<C> => ({
  countedFrom: dayOf(e),
  missed: c.missed + 1,
  work: breachedAgain(c.work, clockOf(c), e),
})

const chart = setup({
  types: chartTypes<C, E>(),
  guards: guardsOf<C, E, typeof rules>(rules),
})
const keeping = {
  target: 'running',
  guard: { type: 'all', params: ['noOpenCalendar', 'wasHeld'] },
  actions: chart.assign(({ event: e }) => kept(e as never)),
} as const
const calendarChart = chart.createMachine({
  id: 'G02calendar',
  type: 'parallel',
  context: {
    body: null,
    company: null,
    lastMetOn: null,
    countedFrom: null,
    meetings: 0,
    missed: 0,
    work: noCaseWork,
  },
  states: {
    case: {
      meta: { title: text('会议日历', 'Calendar of meetings'), phase: 'during' },
      initial: 'unopened',
      on: everydayOn,
      states: {
        unopened: {
          meta: { title: text('未建立', 'Not kept yet') },
          on: {
            openBoardCalendar: keeping,
            openCommitteeCalendar: keeping,
            openSupervisorsCalendar: keeping,
          },
        },
        running: {
          meta: { title: text('运行', 'Running') },
          on: {
            recordMeeting: {
              guard: 'wasHeld',
              actions: assign(({ context: c, event: e }) => met(c, e)),
            },
            reportMeetingMissed: {
              actions: assign(({ context: c, event: e }) => missed(c, e)),
            },
            closeCalendar: 'ended',
          },
        },
        ended: { type: 'final', meta: { title: text('已结束', 'Ended') } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

const meets = {
  kind: 'deadline',
  from: (c: C) => (c.countedFrom === null ? undefined : { on: c.countedFrom as Day }),
  runsIn: ['case.running'],
  fires: 'reportMeetingMissed',
} as const
const isNot = (body: C['body'], company?: C['company']) => (c: C) =>
  c.body !== body || (company !== undefined && c.company !== company)
const clocks = {
  boardMeets: {
    ...meets,
    title: text('董事会会议周期', 'Meetings of the board'),
    policy: 'resolution.boardMeets',
    span: span(3, 'month'),
    bounds: [1, 6],
    unless: isNot('board'),
  },
  committeeMeets: {
    ...meets,
    title: text('委员会会议周期', 'Meetings of the committee'),
    policy: 'resolution.committeeMeets',
    span: span(3, 'month'),
    bounds: [1, 6],
    unless: isNot('consumerProtectionCommittee'),
  },
  /** 每六个月至少召开一次会议. */
  supervisorsMeetHalfYearly: {
    ...meets,
    title: text(
      '监事会会议周期（股份有限公司）',
      'Meetings of the supervisors, company limited by shares',
    ),
    cite: 'company-law:132',
    span: span(6, 'month'),
    unless: isNot('supervisoryBody', 'limitedByShares'),
  },
  /** 每年度至少召开一次会议. */
  supervisorsMeetYearly: {
    ...meets,
    title: text(
      '监事会会议周期（有限责任公司）',
      'Meetings of the supervisors, limited liability company',
    ),
    cite: 'company-law:81',
    span: span(1, 'year'),
    unless: isNot('supervisoryBody', 'limitedLiability'),
  },
  ...everydayClocks,
} as const

type Ask = SampleAsk<C>
const open = ({ on }: Ask) => ({ company: 'limitedByShares' as const, lastMetOn: on })
export const calendar = definePart({
  context: calendarContext,
  facts,
  events: calendarEvents,
  rules,
  separation: {},
  charts: { calendar: calendarChart },
  clocks,
  about: (c) => {
    const name = c.body === null ? text('机构', 'body') : NAME[c.body]
    return {
      subjects: c.body === null ? [] : [SUBJECT_OF[c.body]],
      title: text(`会议日历：${name.zh}`, `Calendar of the ${name.en}`),
    }
  },
  reactions: [
    {
      on: 'reportMeetingMissed',
      to: 'M11',
      event: 'reportRisk',
      // Only where the law sets the period: what the house missed of its own, notices tell.
      make: ({ process }, c) =>
        c.body === 'supervisoryBody'
          ? { payload: { source: process, kind: 'statutoryBreach' } }
          : undefined,
    },
  ],
  samples: {
    openBoardCalendar: open,
    openCommitteeCalendar: open,
    openSupervisorsCalendar: open,
    recordMeeting: ({ on }: Ask) => ({ heldOn: on }),
    closeCalendar: () => ({ reason: 'the body was replaced' }),
    ...everydaySamples,
  },
})
