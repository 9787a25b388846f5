/** Rules of convening: notice, agenda, who presides and who keeps the minutes. */
import { addDays } from '../../core/calendar.ts'
import { text } from '../../../policies/law.ts'
import type { Citation } from '../../../policies/law.ts'
import type { ProcessFact } from '../../core/facts.ts'
import { rulesFor } from '../../core/rules.ts'
import type { Day } from '../../core/values.ts'
import { dayOf } from '../seen.ts'
import type { facts, ResolutionEvent } from './events.ts'
import { bodyOf, valueOf } from './house.ts'
import { openItems, resolutionContext, standing } from './terms.ts'
import type { ResolutionContext } from './terms.ts'

type C = ResolutionContext
const rule = rulesFor<C, ResolutionEvent, typeof facts>()
type Pair = readonly [string, string]
export const said = (says: Pair, change: Pair, article: Citation) => ({
  says: text(...says),
  change: text(...change),
  article,
})
const opens = ['conveneBoard', 'conveneCommittee', 'conveneSupervisors'] as const
const lists = [...opens, 'addItem'] as const
const names = [...opens, 'nameOfficers'] as const
type Opening = Extract<ResolutionEvent, { type: (typeof opens)[number] }>

/** The board's meetings of the calendar are announced ten days before (Company Law art. 123). */
const REGULAR_BOARD_DAYS = 10
export function noticeFor(e: Opening): number {
  const body = bodyOf({ body: null }, e.by)
  const set = body === undefined ? 0 : valueOf(body, 'Notice', e.facts.notice)
  return body === 'board' && e.payload.occasion === 'regular'
    ? Math.max(set, REGULAR_BOARD_DAYS)
    : set
}

const AGENDA_MOST = 20

/** What an earlier resolution of the same body decided with this content, and still stands. */
function standsIn(matter: ProcessFact | null, c: Pick<C, 'body'>, contentHash: string): boolean {
  const known = resolutionContext.safeParse(matter?.context)
  return (
    known.success &&
    matter?.paths.includes('case.inForce') === true &&
    known.data.body === c.body &&
    standing(known.data).some((i) => i.contentHash === contentHash)
  )
}

export const agendaRules = {
  noticeGiven: rule.ofEvent([...opens, 'reconvene'], {
    ...said(
      ['通知期不足', 'The notice is too short'],
      ['会议日期须留足通知期', 'Let the meeting be later, or the house policy shorter'],
      'company-law:123',
    ),
    field: ['meetingOn'],
    holds: (e, c) =>
      e.payload.meetingOn >=
      addDays(dayOf(e), e.type === 'reconvene' ? c.noticeDays : noticeFor(e)),
  }),
  agendaStillOpen: rule.ofCase({
    ...said(
      ['增列议题的通知期已不足', 'It is too late to put items on this agenda'],
      ['列入下次会议', 'Put it on the agenda of another meeting'],
      'company-law:123',
    ),
    holds: (c, e) =>
      c.meetingOn !== null && (c.meetingOn as Day) >= addDays(dayOf(e), c.noticeDays),
  }),
  agendaHasRoom: rule.ofCase({
    ...said(
      ['议程已满', 'The agenda is full'],
      ['另行召集会议', 'Convene another meeting'],
      'house:resolution',
    ),
    holds: (c) => c.items.length < AGENDA_MOST,
  }),
  itemIsNew: rule.ofEvent('addItem', {
    ...said(
      ['该事项已在议程之中', 'The very item is on the agenda already'],
      ['就已列议题表决', 'Vote on the item that is there'],
      'house:resolution',
    ),
    field: ['item'],
    holds: ({ payload: { item } }, c) =>
      !openItems(c).some(
        (i) =>
          i.decision === item.decision &&
          i.process === (item.process ?? null) &&
          i.contentHash === item.contentHash,
      ),
  }),
  matterNamed: rule.ofEvent(lists, {
    ...said(
      ['议题须指明所决流程', 'The item names the process that is decided'],
      [
        '指明流程，无流程的事项列为其他',
        'Name the process; a matter without one is listed as other',
      ],
      '2022-9:8',
    ),
    field: ['item', 'process'],
    holds: ({ payload: { item } }) => item.decision === 'other' || item.process !== undefined,
  }),
  matterExists: rule.ofEvent(lists, {
    ...said(
      ['议题所指流程不存在', 'There is no such process'],
      ['核对流程编号', 'Check which process it is'],
      '2022-9:8',
    ),
    field: ['item', 'process'],
    reads: ['matter'],
    holds: ({ payload: { item }, facts: { matter } }) =>
      item.process === undefined || matter !== null,
  }),
  rescindsWhatStands: rule.ofEvent(lists, {
    ...said(
      [
        '撤销须指明本机构一项仍有效的决议及其内容，每次会议一项',
        'What is rescinded is a decision of this body that stands, by its content; one in a meeting',
      ],
      ['指明该决议及其内容的哈希值', 'Name that resolution, and the hash of what it decided'],
      'house:resolution',
    ),
    field: ['item'],
    reads: ['matter'],
    holds: ({ payload: { item }, facts: { matter }, by }, c) =>
      item.decision !== 'rescind' ||
      (standsIn(matter, { body: bodyOf(c, by) ?? null }, item.contentHash) &&
        !c.items.some((i) => i.decision === 'rescind')),
  }),
  chairPresides: rule.ofEvent(names, {
    ...said(
      [
        '会议由主席主持；主席不能主持的，由另一成员主持并说明原因',
        'The chair presides; where the chair cannot, another member does and the reason is given',
      ],
      [
        '指定在任主席，或指定另一成员并说明原因',
        'Name the chair, or another member with the reason',
      ],
      'company-law:72',
    ),
    field: ['chair'],
    reads: ['seated'],
    holds: ({ payload, facts: { seated } }) => {
      const members = seated ?? []
      const chosen = members.find((m) => m.person === payload.chair)
      if (chosen === undefined) return false
      const appointed = members.some((m) => m.role === 'chair')
      return !appointed || chosen.role === 'chair' || payload.deputy !== undefined
    },
  }),
  secretaryHoldsSeat: rule.ofEvent(names, {
    ...said(
      [
        '秘书须为本机构成员或高级管理人员',
        'The secretary is a member of the body or of senior management',
      ],
      ['指定在任人员', 'Name somebody who holds such a seat'],
      'company-law:265',
    ),
    field: ['secretary'],
    reads: ['secretarySeats'],
    holds: ({ facts: { secretarySeats }, by }, c) =>
      (secretarySeats ?? []).some((s) => s.body === 'seniorManagement' || s.body === bodyOf(c, by)),
  }),
  secretaryIsNotChair: rule.ofEvent(names, {
    ...said(
      ['主持人不得兼任会议秘书', 'Whoever presides does not keep the minutes'],
      ['由第二人担任秘书', 'Let a second person keep them'],
      'house:resolution',
    ),
    field: ['secretary'],
    holds: ({ payload }) => payload.secretary !== payload.chair,
  }),
  writtenIsAllowed: rule.ofEvent(opens, {
    ...said(
      ['内部规定不允许书面决议', 'House policy allows no written resolution of this body'],
      ['召开会议', 'Hold a meeting'],
      'house:resolution',
    ),
    field: ['form'],
    holds: ({ payload, facts: { written }, by }) => {
      const body = bodyOf({ body: null }, by)
      return (
        payload.form === 'meeting' ||
        (body !== undefined && valueOf(body, 'Written', written) === 1)
      )
    },
  }),
} as const
