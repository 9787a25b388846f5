/** Rules of meeting and voting: who presides, who counts, when a vote may be closed, and what is signed. */
import { rulesFor } from '../../core/rules.ts'
import type { Day } from '../../core/values.ts'
import { dayOf } from '../seen.ts'
import { said } from './agenda-rules.ts'
import { entitledOf, isQuorate } from './count.ts'
import type { facts, ResolutionEvent } from './events.ts'
import { ruleOf } from './house.ts'
import { attended, demandedBy, itemOf, openItems, standing } from './terms.ts'
import type { Item, ResolutionContext } from './terms.ts'

type C = ResolutionContext
const rule = rulesFor<C, ResolutionEvent, typeof facts>()
type Seated = readonly { readonly person: string }[] | null
export const personsOf = (seated: Seated): string[] => (seated ?? []).map((m) => m.person)

/**
 * Everybody who may vote has voted: those present in a meeting; of a written resolution every member, or
 * whoever did until its last day is over.
 */
export function isComplete(c: C, item: Item, at: { seated: Seated; on: Day }): boolean {
  if (item.outcome !== 'open') return false
  if (c.form === 'written' && at.on > (c.meetingOn ?? '')) return true
  const seated = personsOf(at.seated)
  const due = c.form === 'written' ? seated : seated.filter((p) => c.present.includes(p))
  return entitledOf({ seated: due, recused: item.recused }).every((p) =>
    item.votes.some((v) => v.person === p),
  )
}
/** May one member demand of another to stand aside in this item? */
export const mayDemand = (item: Item, member: string, by: string): boolean =>
  member !== by &&
  !item.recused.includes(member) &&
  !item.recused.includes(by) &&
  !demandedBy(item, member).includes(by)

const onItems = [
  'withdrawItem',
  'discloseInterest',
  'demandRecusal',
  'castVote',
  'closeVote',
] as const

export const voteRules = {
  onlyChair: rule.ofCase({
    ...said(
      ['由会议主持人办理', 'It is for whoever presides'],
      ['由主持人办理，或另定主持人', 'Let the chair do it, or name another'],
      'company-law:72',
    ),
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.person === c.chair,
  }),
  onlySecretary: rule.ofCase({
    ...said(
      ['由会议秘书办理', 'It is for the secretary of the meeting'],
      ['由秘书办理，或另定秘书', 'Let the secretary do it, or name another'],
      'house:resolution',
    ),
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.person === c.secretary,
  }),
  secondPerson: rule.ofCase({
    ...said(
      [
        '制作会议记录的人员不得作为主持人签署',
        'Whoever drew up the minutes does not sign them off',
      ],
      ['由第二人主持签署', 'A second person must sign as chair'],
      'house:resolution',
    ),
    refuses: 'SEPARATION',
    holds: (c, { by }) => c.minutes?.signed[0] !== by.person,
  }),
  notRecused: rule.ofEvent(['castVote', 'discloseInterest'], {
    ...said(
      [
        '已就该议题回避，不计入也不表决',
        'Whoever stands aside in an item neither counts nor votes',
      ],
      ['就其他议题表决', 'Vote on the other items'],
      'company-law:185',
    ),
    refuses: 'SEPARATION',
    field: ['item'],
    holds: ({ payload, by }, c) =>
      itemOf(c, payload.item)?.recused.includes(by.person ?? '') !== true,
  }),
  meetingDayReached: rule.ofCase({
    ...said(
      ['会议日期未到', 'The day of the meeting has not come'],
      ['于会议日期召开', 'Open it on its day'],
      'company-law:123',
    ),
    holds: (c, e) => c.form === 'written' || dayOf(e) >= (c.meetingOn ?? ''),
  }),
  presentAreMembers: rule.ofEvent('openSession', {
    ...said(
      [
        '出席人员须为当日在任成员并含主持人；书面决议无出席人员',
        'Those present are members in force, the chair among them; of a written resolution nobody is',
      ],
      ['核对出席名单', 'Check the list of those present'],
      'company-law:73',
    ),
    field: ['present'],
    reads: ['seated'],
    holds: ({ payload: { present }, facts: { seated }, by }, c) =>
      c.form === 'written'
        ? present.length === 0
        : present.includes(by.person ?? '') &&
          new Set(present).size === present.length &&
          present.every((p) => personsOf(seated).includes(p)),
  }),
  quorumPresent: rule.ofEvent('openSession', {
    ...said(
      ['出席人数未达法定人数', 'There is no quorum'],
      ['再次召集', 'Convene it again'],
      'company-law:73',
    ),
    field: ['present'],
    reads: ['seated', 'quorum', 'least'],
    holds: ({ payload: { present }, facts: f }, c) =>
      c.form === 'written' ||
      (c.body !== null && isQuorate(ruleOf(c.body, f), personsOf(f.seated).length, present.length)),
  }),
  isMeeting: rule.ofCase({
    ...said(
      ['书面决议无人到会', 'Nobody attends a written resolution'],
      ['成员以表决参加', 'Members take part by their votes'],
      'house:resolution',
    ),
    holds: (c) => c.form === 'meeting',
  }),
  mayRecordPresence: rule.ofCase({
    ...said(
      [
        '到会情况由主持人记录，成员可记录本人到会',
        'The chair records it, and each member the own arrival',
      ],
      ['由主持人记录', 'Let the chair record it'],
      'company-law:73',
    ),
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.person === c.chair || !c.present.includes(by.person ?? ''),
  }),
  attendanceChanges: rule.ofEvent('recordAttendance', {
    ...said(
      [
        '须为在任成员，且到会情况有变；主持人离会须休会',
        'A member in force comes or leaves; when the chair leaves, the meeting is adjourned',
      ],
      ['核对人员，或休会', 'Check who it is, or adjourn'],
      'company-law:73',
    ),
    field: ['member'],
    reads: ['seated'],
    holds: ({ payload: { member, present }, facts: { seated }, by }, c) =>
      (by.person === c.chair ? present || member !== c.chair : present && member === by.person) &&
      personsOf(seated).includes(member) &&
      c.present.includes(member) !== present,
  }),
  isPresent: rule.ofCase({
    ...said(
      ['未到会的成员不得表决', 'Whoever is not present does not vote'],
      ['由主持人记录到会', 'Let the chair record the arrival'],
      'company-law:73',
    ),
    holds: (c, { by }) => c.form === 'written' || c.present.includes(by.person ?? ''),
  }),
  mayStillVote: rule.ofCase({
    ...said(
      ['已就全部未决议题回避', 'This member stands aside in every item that is open'],
      ['由其他成员表决', 'The others vote'],
      'company-law:185',
    ),
    refuses: 'SEPARATION',
    holds: (c, { by }) => openItems(c).some((i) => !i.recused.includes(by.person ?? '')),
  }),
  itemIsOpen: rule.ofEvent(onItems, {
    ...said(
      ['议题不存在或已决', 'There is no such item, or it is decided'],
      ['指明未决议题', 'Name an open item'],
      'house:resolution',
    ),
    field: ['item'],
    holds: ({ payload }, c) => itemOf(c, payload.item)?.outcome === 'open',
  }),
  someoneCounts: rule.ofCase({
    ...said(
      [
        '没有可要求回避的成员，或本人已回避、已要求',
        'Nobody is left whom this member could still demand to stand aside',
      ],
      ['无需办理', 'Nothing is to be done'],
      'company-law:185',
    ),
    reads: ['seated'],
    holds: (c, { facts, by }) =>
      openItems(c).some((i) =>
        personsOf(facts.seated).some((p) => mayDemand(i, p, by.person ?? '')),
      ),
  }),
  recusesAnother: rule.ofEvent('demandRecusal', {
    ...said(
      [
        '须为其他在任且未回避的成员；每人要求一次，已回避者不得要求',
        'It is another member in force who does not stand aside; each demands it once, and not whoever stands aside',
      ],
      ['指明该成员；本人以披露回避', 'Name that member; one stands aside oneself by disclosing'],
      'company-law:185',
    ),
    field: ['member'],
    reads: ['seated'],
    holds: ({ payload: { item, member }, facts: { seated }, by }, c) => {
      const found = itemOf(c, item)
      return (
        found !== undefined &&
        personsOf(seated).includes(member) &&
        mayDemand(found, member, by.person ?? '')
      )
    },
  }),
  someVoteComplete: rule.ofCase({
    ...said(
      ['尚有应表决成员未表决', 'Members who count have not voted yet'],
      [
        '待其表决、弃权或离会；书面决议待期限届满',
        'Wait for their votes; of a written resolution, for its last day',
      ],
      'company-law:73',
    ),
    reads: ['seated'],
    holds: (c, e) =>
      openItems(c).some((i) => isComplete(c, i, { seated: e.facts.seated, on: dayOf(e) })),
  }),
  voteIsComplete: rule.ofEvent('closeVote', {
    ...said(
      ['该议题尚有应表决成员未表决', 'Members who count have not voted on this item'],
      [
        '待其表决、弃权或离会；书面决议待期限届满',
        'Wait for their votes; of a written resolution, for its last day',
      ],
      'company-law:73',
    ),
    field: ['item'],
    reads: ['seated'],
    holds: (e, c) => {
      const item = itemOf(c, e.payload.item)
      return item !== undefined && isComplete(c, item, { seated: e.facts.seated, on: dayOf(e) })
    },
  }),
  lastItem: rule.ofEvent(['closeVote', 'withdrawItem'], {
    ...said(
      ['尚有未决议题', 'Other items are open'],
      ['继续审议', 'Go on with them'],
      'house:resolution',
    ),
    field: ['item'],
    holds: ({ payload }, c) => openItems(c).every((i) => i.n === payload.item),
  }),
  someItemDecided: rule.ofCase({
    ...said(
      ['尚无已决议题', 'Nothing was decided yet'],
      ['先行表决', 'Vote first'],
      'house:resolution',
    ),
    holds: (c) => c.items.some((i) => i.tally !== null),
  }),
} as const

export const minutesRules = {
  hashIsMinutes: rule.ofEvent(['signMinutes', 'countersign'], {
    ...said(
      ['签署的不是该会议记录', 'What is signed is not these minutes'],
      ['按会议记录的哈希值签署', 'Sign the minutes by their hash'],
      'company-law:73',
    ),
    field: ['hash'],
    holds: ({ payload }, c) => payload.hash === c.minutes?.hash,
  }),
  someAdopted: rule.ofCase({
    ...said(
      ['没有通过的议题', 'Nothing was adopted'],
      ['无需办理', 'Nothing is to be done'],
      'house:resolution',
    ),
    holds: (c) => standing(c).length > 0,
  }),
  mayCountersign: rule.ofCase({
    ...said(
      ['仅由出席且尚未签署的成员签署', 'Members who attended sign, each once'],
      ['无需办理', 'Nothing is to be done'],
      'company-law:73',
    ),
    holds: (c, { by }) =>
      attended(c, by.person) && c.minutes?.signed.includes(by.person ?? '') !== true,
  }),
  carriesOut: rule.ofEvent('recordEffect', {
    ...said(
      ['本决议没有关于该流程的这一事项', 'No such decision about that process was adopted'],
      ['核对流程', 'Check which process it is'],
      '2022-9:8',
    ),
    field: ['source'],
    holds: ({ payload }, c) =>
      c.items.some(
        (i) =>
          i.outcome === 'adopted' &&
          i.process === payload.source &&
          i.decision === payload.decision,
      ),
  }),
  rescindsSome: rule.ofEvent('recordRescission', {
    ...said(
      ['没有该内容的有效决议', 'No decision of this content stands'],
      ['核对内容', 'Check which content it is'],
      'house:resolution',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => standing(c).some((i) => i.contentHash === payload.contentHash),
  }),
  rescindsAll: rule.ofEvent('recordRescission', {
    ...said(
      ['尚有其他有效决议', 'Other decisions of it stand'],
      ['其他决议继续有效', 'They go on standing'],
      'house:resolution',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => standing(c).every((i) => i.contentHash === payload.contentHash),
  }),
} as const
