/** The part of governance that is the supervisory inquiry; see `inquiry-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { addDays } from '../../core/calendar.ts'
import { span } from '../../core/clocks.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { definePart } from '../../core/parts.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { SELF } from '../supervision.ts'
import { inquiryChart } from './inquiry-chart.ts'
import { inquiryEvents, inquiryFacts } from './inquiry-events.ts'
import { inquiryRules, inquirySeparation } from './inquiry-rules.ts'
import { inquiryContext, noInquiry } from './inquiry-terms.ts'
import type { InquiryContext } from './inquiry-terms.ts'
import { EVIDENCE, hashOf, onPaper, samplesOver } from './kit.ts'
import { inquiryReactions } from './reactions.ts'

type C = InquiryContext
const deadline = { kind: 'deadline', from: 'entered' } as const

/** The Company Law lets supervisors ask, and says not by when to answer: house policy, and what is agreed. */
const clocks = {
  supervisionAnswer: {
    ...deadline,
    title: text('答复监督质询期限', 'Answer to the supervisory body'),
    policy: 'governance.supervisionAnswer',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.asked'],
    fires: 'reportAnswerOverdue',
  },
  supervisionOpinion: {
    ...deadline,
    title: text('监督意见期限', 'Opinion of the supervisory body'),
    policy: 'governance.supervisionOpinion',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.answered'],
    fires: 'remindOpinion',
  },
  supervisionRectification: {
    ...deadline,
    title: text('监督意见整改期限', 'Rectification'),
    agreed: (c: C) => (c.rectifyBy ?? undefined) as Day | undefined,
    runsIn: ['case.rectifying'],
    unless: (c: C) => c.late.rectification,
    fires: 'reportRectificationOverdue',
  },
  supervisionFollowUp: {
    ...deadline,
    title: text('整改跟踪期限', 'Follow-up'),
    policy: 'governance.supervisionFollowUp',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.followUp'],
    fires: 'remindFollowUp',
  },
} as const

type Ask = SampleAsk<C>
const samples = {
  openInquiry: ({ lastEntry }: Ask) => ({
    of: 'seniorManagement' as const,
    process: lastEntry,
    question: 'why was it late',
  }),
  answerSupervisors: () => ({ answerHash: EVIDENCE, answer: 'answer' }),
  askFurther: () => ({ question: 'and before' }),
  withdrawInquiry: () => ({ reason: 'answered otherwise' }),
  giveOpinion: (ask: Ask) => ({
    ...onPaper({ ...ask, context: { contentHash: hashOf(1) } }),
    contentHash: hashOf(1),
    rectifyBy: addDays(ask.on, 30),
    opinion: 'opinion',
  }),
  reportRectification: () => ({ evidenceHash: EVIDENCE, measures: 'measures' }),
  confirmRectified: () => ({ grounds: 'seen' }),
  insistOnRectification: ({ on }: Ask) => ({ rectifyBy: addDays(on, 30), grounds: 'not done' }),
}

export const inquiryPart = definePart({
  context: inquiryContext,
  facts: inquiryFacts,
  events: inquiryEvents,
  rules: inquiryRules,
  separation: inquirySeparation,
  charts: { supervisoryInquiry: inquiryChart },
  clocks: { ...clocks, ...everydayClocks },
  about: () => ({
    subjects: [SELF, 'organisation:supervisors'],
    title: text('监督质询', 'Inquiry of the supervisory body'),
  }),
  reactions: inquiryReactions,
  samples: { ...samplesOver(noInquiry, samples), ...everydaySamples },
})
