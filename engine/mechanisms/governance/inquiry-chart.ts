/**
 * The chart of a supervisory inquiry (2022 No. 9 art. 8; Company Law art. 80): the supervisory body asks
 * about a process of any mechanism, is answered, gives its opinion, and follows up until it is rectified.
 *
 * - It supervises and does not decide: nothing that the supervisory body sends here is a decision, and the
 *   process inquired into does not move. What follows there is for those whose duty it is.
 * - The body that was asked answers for itself; for a department senior management does.
 * - The opinion is the body's own, by resolution about its very text. An answer that does not come does not
 *   keep it back.
 * - Where an audit committee supervises, a director who sits in the committee on consumer protection stands
 *   aside from supervising that committee: in every step here, and in the vote.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { everydayOn } from '../everyday.ts'
import { RESOLUTION_RULES } from '../resolution.ts'
import { dayOf } from '../seen.ts'
import { resolves } from './deciding.ts'
import { inquiryTypes } from './inquiry-events.ts'
import type { InquiryEvent, InquiryEventOf } from './inquiry-events.ts'
import { inquiryRules } from './inquiry-rules.ts'
import { formIn, noInquiry } from './inquiry-terms.ts'
import type { InquiryContext } from './inquiry-terms.ts'
import { late } from './kit.ts'

type C = InquiryContext
type Change = Partial<C>
const chart = setup({
  types: inquiryTypes,
  guards: guardsOf<C, InquiryEvent, typeof inquiryRules>(inquiryRules),
})

const opened = (e: InquiryEventOf<'openInquiry'>): Change => ({
  of: e.payload.of,
  inquired: e.payload.process,
  form: formIn(e.facts.supervision),
  questions: 1,
})
const answered = (c: C, e: InquiryEventOf<'answerSupervisors'>): Change => ({
  answers: [...c.answers, { hash: e.payload.answerHash, by: e.by.body, on: dayOf(e) }],
})
const opined = (c: C, e: InquiryEventOf<'giveOpinion'>): Change => ({
  opinion: { contentHash: e.payload.contentHash, on: dayOf(e), resolution: resolves.kept(e) },
  rectifyBy: e.payload.rectifyBy ?? null,
  outcome: e.payload.rectifyBy === undefined ? 'noObjection' : c.outcome,
})
const insisted = (c: C, e: InquiryEventOf<'insistOnRectification'>): Change => ({
  insisted: c.insisted + 1,
  rectifyBy: e.payload.rectifyBy,
  late: { ...c.late, rectification: false },
})

const OPINION = [
  ...RESOLUTION_RULES,
  'opinionAsResolved',
  'opinionDated',
  'committeeStoodAside',
  'rectifyByAhead',
] as const
const opinion = (...first: readonly 'answerIsLate'[]) =>
  [
    {
      target: 'rectifying',
      guard: { type: 'all', params: [...first, ...OPINION, 'callsForRectification'] },
      actions: chart.assign(({ context: c, event: e }) => opined(c, e as never)),
    },
    {
      target: 'inquiryClosed',
      guard: { type: 'all', params: [...first, ...OPINION] },
      actions: chart.assign(({ context: c, event: e }) => opined(c, e as never)),
    },
  ] as const
const withdrawal = {
  target: 'inquiryClosed',
  actions: chart.assign({ outcome: 'withdrawn' }),
} as const

const asked = chart.createStateConfig({
  meta: { title: text('待答复', 'Awaits the answer'), phase: 'after' },
  on: {
    answerSupervisors: {
      target: 'answered',
      actions: assign(({ context: c, event: e }) => answered(c, e)),
    },
    giveOpinion: opinion('answerIsLate'),
    withdrawInquiry: withdrawal,
    reportAnswerOverdue: {
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'supervisionAnswer', e),
        late: { ...c.late, answer: true },
      })),
    },
  },
} satisfies StateOf<typeof chart>)

const answeredState = chart.createStateConfig({
  meta: { title: text('已答复', 'Answered'), phase: 'after' },
  on: {
    askFurther: {
      target: 'asked',
      actions: assign(({ context: c }) => ({
        questions: c.questions + 1,
        late: { ...c.late, answer: false },
      })),
    },
    giveOpinion: opinion(),
    withdrawInquiry: withdrawal,
    remindOpinion: {
      actions: assign(({ context: c, event: e }) => late(c, 'supervisionOpinion', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const rectifying = chart.createStateConfig({
  meta: { title: text('整改中', 'Being rectified'), phase: 'after' },
  on: {
    reportRectification: {
      target: 'followUp',
      actions: assign(({ context: c }) => ({ rectifications: c.rectifications + 1 })),
    },
    reportRectificationOverdue: {
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'supervisionRectification', e),
        late: { ...c.late, rectification: true },
      })),
    },
  },
} satisfies StateOf<typeof chart>)

const followUp = chart.createStateConfig({
  meta: { title: text('跟踪核实', 'Followed up'), phase: 'after' },
  on: {
    confirmRectified: { target: 'inquiryClosed', actions: assign({ outcome: 'rectified' }) },
    insistOnRectification: {
      target: 'rectifying',
      guard: 'rectifyByAhead',
      actions: assign(({ context: c, event: e }) => insisted(c, e)),
    },
    remindFollowUp: {
      actions: assign(({ context: c, event: e }) => late(c, 'supervisionFollowUp', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const inquiryChart = chart.createMachine({
  id: 'G04c',
  type: 'parallel',
  context: noInquiry,
  states: {
    case: {
      meta: { title: text('监督质询', 'Supervisory inquiry'), phase: 'after' },
      initial: 'notAsked',
      on: everydayOn,
      states: {
        notAsked: {
          meta: { title: text('未发起', 'Not opened'), phase: 'after' },
          on: {
            openInquiry: {
              target: 'asked',
              guard: {
                type: 'all',
                params: ['inquiredExists', 'ofWhoseActItIs'],
              },
              actions: assign(({ event: e }) => opened(e)),
            },
          },
        },
        asked,
        answered: answeredState,
        rectifying,
        followUp,
        inquiryClosed: {
          type: 'final',
          meta: { title: text('办结', 'Closed'), phase: 'after' },
        },
      },
    },
  },
} satisfies MachineOf<typeof chart>)
