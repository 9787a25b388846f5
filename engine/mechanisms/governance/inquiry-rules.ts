/** The rules of a supervisory inquiry: who may supervise whom, and what an opinion needs. */
import * as z from 'zod'
import type { FactValues, ProcessFact } from '../../core/facts.ts'
import { rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { resolutionItem } from '../resolution.ts'
import { dayOf, took } from '../seen.ts'
import type { Seen } from '../seen.ts'
import { resolves } from './deciding.ts'
import type { inquiryFacts, InquiryEvent } from './inquiry-events.ts'
import { answererOf, formIn } from './inquiry-terms.ts'
import type { InquiryContext } from './inquiry-terms.ts'
import { said } from './kit.ts'

type C = InquiryContext
const rule = rulesFor<C, InquiryEvent, typeof inquiryFacts>()
const WHO = ['ownSeats', 'supervision'] as const
const COMMITTEE = 'consumerProtectionCommittee'

type Who = Pick<Seen, 'on' | 'at'> & {
  readonly facts: {
    readonly ownSeats: FactValues['seats'] | null
    readonly supervision: FactValues['supervision']
  }
}
const sits = ({ facts }: Who, ...bodies: readonly string[]): boolean =>
  (facts.ownSeats ?? []).some((s) => bodies.includes(s.body))
const formOf = ({ facts }: Who) => formIn(facts.supervision)

const decided = z.object({ items: z.array(resolutionItem) })
/** Whoever voted on the opinion about this process. */
const votersOn = (found: ProcessFact | null, process: string): readonly string[] => {
  const known = decided.safeParse(found?.context)
  if (!known.success) return []
  return known.data.items
    .filter((i) => i.process === process && i.decision === 'issueOpinion')
    .flatMap((i) => i.votes.map((v) => v.person))
}

const separation = {
  maySupervise: rule.ofCase({
    ...said(
      [
        '董事、高级管理人员不得兼任监事；审计委员会行使监督职能的，其成员为董事，但不得为高级管理人员',
        'Directors and senior managers are no supervisors; where an audit committee supervises its members are directors, and no senior managers',
      ],
      ['由无兼任的成员办理', 'Let a member do it who holds no such seat'],
      'company-law:76',
    ),
    refuses: 'SEPARATION',
    reads: WHO,
    holds: (_c, moment) =>
      !sits(
        moment,
        ...(formOf(moment) === 'auditCommittee' ? [] : ['board', COMMITTEE]),
        'seniorManagement',
      ),
  }),
  asksNotOfOwnCommittee: rule.ofEvent('openInquiry', {
    ...said(
      ['委员会成员不得监督委员会自身行为', 'A member of the committee does not supervise its acts'],
      ['由不在委员会任职的成员发起', 'Let a member open it who does not sit there'],
      'house:supervision',
    ),
    refuses: 'SEPARATION',
    field: ['of'],
    holds: (e) => e.payload.of !== COMMITTEE || !sits(e, COMMITTEE),
  }),
  standsAsideForOwnCommittee: rule.ofCase({
    ...said(
      ['委员会成员不得监督委员会自身行为', 'A member of the committee does not supervise its acts'],
      ['由不在委员会任职的成员办理', 'Let a member do it who does not sit there'],
      'house:supervision',
    ),
    refuses: 'SEPARATION',
    reads: WHO,
    holds: (c, moment) => c.of !== COMMITTEE || !sits(moment, COMMITTEE),
  }),
  answersForItself: rule.ofCase({
    ...said(
      ['由被质询的机构自行答复', 'The body that was asked answers for itself'],
      [
        '由该机构答复；对部门的质询由高级管理层答复',
        'Let that body answer; for a department senior management does',
      ],
      'company-law:80',
    ),
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.body === answererOf(c.of),
  }),
  notAsker: rule.ofCase({
    ...said(
      ['质询人不得答复自己的质询', 'Whoever asked does not answer'],
      ['由其他成员答复', 'Let another member answer'],
      '2022-9:8',
    ),
    refuses: 'SEPARATION',
    holds: (_c, { by, participants }) => !took(participants, by.person, ['asker']),
  }),
} as const

const ownRules = {
  inquiredExists: rule.ofEvent('openInquiry', {
    ...said(
      ['被质询的流程不存在', 'There is no such process'],
      ['核对流程编号', 'Check which process it is'],
      '2022-9:8',
    ),
    field: ['process'],
    reads: ['inquiredProcess'],
    holds: ({ facts }) => facts.inquiredProcess !== null,
  }),
  ofWhoseActItIs: rule.ofEvent('openInquiry', {
    ...said(
      ['该会议属于另一机构', 'The meeting is another body’s'],
      ['指明作出该决议的机构', 'Name the body whose meeting it is'],
      '2022-9:8',
    ),
    field: ['of'],
    reads: ['inquiredProcess'],
    holds: ({ facts, payload }) => {
      const body = facts.inquiredProcess?.context['body']
      return typeof body !== 'string' || body === payload.of
    },
  }),
  answerIsLate: rule.ofCase({
    ...said(
      ['尚待答复', 'The answer is still awaited'],
      ['答复后或答复逾期后出具意见', 'Give the opinion after the answer, or when it is overdue'],
      'house:governance',
    ),
    holds: (c) => c.late.answer,
  }),
  ...resolves.rules,
  opinionAsResolved: rule.ofEvent('giveOpinion', {
    ...said(
      ['决议所指意见与本意见不一致', 'The resolution is about another opinion'],
      ['就本意见的哈希值决议', 'Have the body resolve on the hash of this opinion'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e) => resolves.of(e)?.contentHash === e.payload.contentHash,
  }),
  opinionDated: rule.ofEvent('giveOpinion', {
    ...said(
      ['决议日期晚于今日', 'The resolution is dated in the future'],
      ['载明作出决议的日期', 'Give the day on which it was passed'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e) => (resolves.of(e)?.date ?? '') <= dayOf(e),
  }),
  committeeStoodAside: rule.ofEvent('giveOpinion', {
    ...said(
      [
        '委员会成员参与了对委员会自身行为的表决',
        'Members of the committee voted on the opinion about its own act',
      ],
      ['回避后重新决议', 'Have them stand aside and resolve anew'],
      'house:supervision',
    ),
    field: ['resolution'],
    reads: ['committeeMembers'],
    holds: ({ facts, process }, c) => {
      if (c.of !== COMMITTEE) return true
      const members = new Set((facts.committeeMembers ?? []).map((m) => m.person))
      return votersOn(facts.resolution, process).every((p) => !members.has(p))
    },
  }),
  callsForRectification: rule.ofEvent('giveOpinion', {
    ...said(
      ['意见未要求整改', 'The opinion calls for no rectification'],
      ['载明整改期限', 'Say by when to rectify'],
      '2022-9:8',
    ),
    field: ['rectifyBy'],
    holds: ({ payload }) => payload.rectifyBy !== undefined,
  }),
  rectifyByAhead: rule.ofEvent(['giveOpinion', 'insistOnRectification'], {
    ...said(
      ['整改期限须晚于今日', 'The day to rectify by is ahead'],
      ['载明今日之后的日期', 'Give a later day'],
      'house:governance',
    ),
    field: ['rectifyBy'],
    holds: (e) => e.payload.rectifyBy === undefined || e.payload.rectifyBy > dayOf(e),
  }),
} as const
export const inquiryRules = { ...separation, ...ownRules, ...everydayRules } as const

/** After the committee has acted here the separation of every supervising act bars its members. */
const opines = ['maySupervise', 'standsAsideForOwnCommittee'] as const
const supervises = ['maySupervise'] as const
export const inquirySeparation = {
  openInquiry: ['maySupervise', 'asksNotOfOwnCommittee'],
  askFurther: supervises,
  withdrawInquiry: opines,
  giveOpinion: opines,
  confirmRectified: supervises,
  insistOnRectification: supervises,
  answerSupervisors: ['answersForItself', 'notAsker'],
  reportRectification: ['answersForItself', 'notAsker'],
} as const
