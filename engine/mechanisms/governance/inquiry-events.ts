/** Events of a supervisory inquiry: question, answer, opinion, rectification, follow-up. */
import * as z from 'zod'
import { board, committee } from '../../../policies/board.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { day, hash, line, processRef } from '../../core/payload.ts'
import type { Uuid } from '../../core/values.ts'
import { RESOLUTION_FACTS, resolutionFacts } from '../resolution.ts'
import { resolution } from './deciding.ts'
import { everyday } from './everyday.ts'
import { told, toldAll, words } from './kit.ts'
import { supervised } from './inquiry-terms.ts'
import type { InquiryContext } from './inquiry-terms.ts'

type C = InquiryContext
const answerers = [
  management.answerSupervision,
  board.answerSupervision,
  committee.answerSupervision,
]
const WHO = ['ownSeats', 'supervision'] as const
const asked = toldAll(
  text('监督机构提出质询', 'The supervisory body has asked'),
  'seniorManagement',
  'board',
)

const askingEvents = {
  openInquiry: {
    by: supervisors.superviseDuties,
    title: text('发起监督质询', 'Open a supervisory inquiry'),
    nature: 'submission',
    opens: true,
    capacity: 'asker',
    reads: [...WHO, 'inquiredProcess'],
    notices: asked,
    payload: z.object({ of: supervised, process: processRef(), question: words() }),
  },
  answerSupervisors: {
    by: answerers,
    title: text('答复监督机构', 'Answer the supervisory body'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [told('supervisoryBody', '质询已答复', 'An inquiry was answered')],
    payload: z.object({ answerHash: hash(), answer: words() }),
  },
  askFurther: {
    by: supervisors.superviseDuties,
    title: text('追问', 'Ask further'),
    nature: 'record',
    capacity: 'asker',
    reads: WHO,
    notices: asked,
    payload: z.object({ question: words() }),
  },
  withdrawInquiry: {
    by: supervisors.superviseDuties,
    title: text('撤回质询', 'Withdraw the inquiry'),
    nature: 'record',
    reads: WHO,
    notices: [told('seniorManagement', '质询已撤回', 'An inquiry was withdrawn')],
    payload: z.object({ reason: line() }),
  },
  reportAnswerOverdue: {
    by: clock.strike,
    title: text('答复逾期', 'The answer is overdue'),
    nature: 'record',
    notices: toldAll(
      text('监督质询答复逾期', 'The answer to the supervisory body is overdue'),
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
} as const satisfies EventTable

const opinionEvents = {
  giveOpinion: {
    by: supervisors.superviseDuties,
    title: text('出具监督意见', 'Give the opinion of the supervisory body'),
    nature: 'finding',
    capacity: 'reviewer',
    reads: [...WHO, ...RESOLUTION_FACTS, 'committeeMembers'],
    notices: toldAll(
      text('监督机构已出具意见', 'The supervisory body has given its opinion'),
      'board',
      'seniorManagement',
    ),
    payload: z.object({
      resolution,
      /** Of the written opinion. */
      contentHash: hash(),
      /** Absent where nothing is to be rectified. */
      rectifyBy: day().optional(),
      opinion: words(),
    }),
  },
  remindOpinion: {
    by: clock.strike,
    title: text('监督意见逾期', 'The opinion is overdue'),
    nature: 'record',
    notices: [told('supervisoryBody', '监督意见逾期', 'An opinion is overdue')],
    payload: z.object({}),
  },
  reportRectification: {
    by: answerers,
    title: text('报告整改情况', 'Report what was rectified'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [told('supervisoryBody', '整改情况待跟踪', 'A rectification is to be followed up')],
    payload: z.object({ evidenceHash: hash(), measures: words() }),
  },
  reportRectificationOverdue: {
    by: clock.strike,
    title: text('整改逾期', 'The rectification is overdue'),
    nature: 'record',
    notices: toldAll(
      text('监督意见整改逾期', 'A rectification is overdue'),
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  confirmRectified: {
    by: supervisors.superviseDuties,
    title: text('确认整改', 'Find that it was rectified'),
    nature: 'finding',
    capacity: 'verifier',
    reads: WHO,
    notices: toldAll(
      text('监督意见已整改', 'What the supervisory body found is rectified'),
      'board',
      'seniorManagement',
    ),
    payload: z.object({ grounds: words() }),
  },
  insistOnRectification: {
    by: supervisors.superviseDuties,
    title: text('坚持整改意见', 'Find that it was not rectified'),
    nature: 'finding',
    reads: WHO,
    notices: toldAll(
      text('监督机构坚持整改意见', 'The supervisory body insists'),
      'board',
      'seniorManagement',
    ),
    payload: z.object({ rectifyBy: day(), grounds: words() }),
  },
  remindFollowUp: {
    by: clock.strike,
    title: text('整改跟踪逾期', 'The follow-up is overdue'),
    nature: 'record',
    notices: [told('supervisoryBody', '整改跟踪逾期', 'A follow-up is overdue')],
    payload: z.object({}),
  },
} as const satisfies EventTable

export const inquiryEvents = {
  ...askingEvents,
  ...opinionEvents,
  ...everyday,
} as const satisfies EventTable

export const inquiryFacts = {
  ...resolutionFacts,
  inquiredProcess: {
    title: text('被质询的流程', 'The process inquired into'),
    kind: 'process',
    key: ({ payload }) =>
      payload?.['process'] === undefined
        ? undefined
        : { kind: 'process', process: payload['process'] as Uuid },
  },
  ownSeats: {
    title: text('质询人的岗位', 'Seats of whoever asks'),
    kind: 'seats',
    key: ({ by }) => (by.person === undefined ? undefined : { kind: 'seats', person: by.person }),
  },
  supervision: {
    title: text('监督职能由谁行使', 'Who holds the function of supervising'),
    kind: 'supervision',
    key: () => ({ kind: 'supervision' }),
  },
  committeeMembers: {
    title: text('委员会成员', 'Members of the committee'),
    kind: 'membersOf',
    key: () => ({ kind: 'membersOf', body: 'consumerProtectionCommittee' }),
  },
} as const satisfies FactTable<C>

export type InquiryEvent = Asked<typeof inquiryEvents, typeof inquiryFacts>
export type InquiryEventOf<K extends InquiryEvent['type']> = Extract<InquiryEvent, { type: K }>
export const inquiryTypes = chartTypes<C, InquiryEvent>()
