/** The part of disclosure that is the annual report; see `report-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { definePart } from '../../core/parts.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { reportReactions } from './reactions.ts'
import { reportChart, reportRules } from './report-chart.ts'
import { reportEvents, reportFacts, yearSubject } from './report-events.ts'
import { separationOfReport } from './report-rules.ts'
import { countOf, FIGURE_OWNERS, FIGURES, noReport, reportContext } from './report-terms.ts'
import type { ReportContext } from './report-terms.ts'
import { samplesOver } from './samples.ts'
import { since } from './terms.ts'

type C = ReportContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const yearEnd = (c: C) => since(c.year === null ? null : `${String(c.year)}-12-31`)
const deliberating = [
  'case.collecting',
  'case.drafting',
  'case.smReview',
  'case.bcReview',
  'case.boardApproval',
] as const

/** Art. 10 says "regularly", by the annual report; every day below is the institution's own. */
const clocks = {
  yearEnd: {
    kind: 'deadline',
    from: yearEnd,
    title: text('年度终了', 'End of the year'),
    policy: 'disclosure.yearEnd',
    span: span(0, 'day'),
    bounds: [0, 31],
    runsIn: ['case.dormant'],
    fires: 'beginYear',
  },
  /** By 31 March. */
  submission: {
    kind: 'deadline',
    from: yearEnd,
    title: text('年度报告提交期限', 'Submission of the annual report'),
    policy: 'disclosure.submission',
    span: span(3, 'month'),
    bounds: [1, 4],
    runsIn: ['case.collecting', 'case.drafting'],
    unless: (c: C) => c.reportHash !== null || c.late.submission,
    fires: 'reportSubmissionOverdue',
  },
  /** By 30 April. */
  publication: {
    kind: 'deadline',
    from: yearEnd,
    title: text('年度报告披露期限', 'Disclosure of the annual report'),
    policy: 'disclosure.publication',
    span: span(4, 'month'),
    bounds: [2, 6],
    runsIn: [...deliberating, 'case.resolved', 'case.correcting'],
    unless: (c: C) => c.publication !== null || c.late.publication,
    fires: 'reportPublicationOverdue',
  },
  smReview: {
    ...deadline,
    title: text('高级管理层审议期限', 'Deliberation of senior management'),
    policy: 'disclosure.smReview',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.smReview'],
    fires: 'escalateManagement',
  },
  bcReview: {
    ...deadline,
    title: text('委员会审议期限', 'Deliberation of the committee'),
    policy: 'disclosure.bcReview',
    span: span(15, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.bcReview'],
    fires: 'escalateCommittee',
  },
  boardApproval: {
    ...deadline,
    title: text('董事会决议期限', 'Resolution of the board'),
    policy: 'disclosure.boardApproval',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['case.boardApproval'],
    fires: 'escalateBoard',
  },
  toPublish: {
    ...deadline,
    title: text('决议后公开期限', 'Publication after the resolution'),
    policy: 'disclosure.toPublish',
    span: span(5, 'workday'),
    bounds: [1, 20],
    runsIn: ['case.resolved'],
    fires: 'remindPublication',
  },
  reportCorrection: {
    ...deadline,
    title: text('报告更正期限', 'Correction of the report'),
    policy: 'disclosure.reportCorrection',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.correcting'],
    fires: 'reportCorrectionOverdue',
  },
  reportArchive: {
    kind: 'deadline',
    from: (c: C) => since(c.publication?.on),
    title: text('报告归档', 'Archiving of the report'),
    policy: 'disclosure.reportArchive',
    span: span(1, 'year'),
    bounds: [1, 3],
    runsIn: ['case.disclosed'],
    fires: 'archiveReport',
  },
} as const

const EVIDENCE = 'e5'.repeat(32)
const hashOf = (n: number): string => n.toString(16).padStart(64, '0')
type Ask = SampleAsk<C>
const section = (c: C) => ({ hash: EVIDENCE, count: countOf(c, 'M07') ?? 0 })
const minutes = ({ context: c, on }: Ask) => ({
  resolution: {
    minutes: {
      number: 'B-1',
      date: on,
      quorum: 5,
      hash: EVIDENCE,
      contentHash: c.reportHash ?? EVIDENCE,
    },
  },
})
const draft = ({ context: c }: Ask) => ({
  reportHash: hashOf(1 + c.reissues),
  complaintSection: section(c),
})
const samples = {
  scheduleYear: ({ on }: Ask) => ({ year: Number(on.slice(0, 4)) }),
  voidYear: () => ({ reason: 'mistyped' }),
  signFigures: ({ context: c, by }: Ask) => {
    const own = FIGURES.filter((of) => FIGURE_OWNERS[of] === by.body)
    return {
      of: own.find((of) => countOf(c, of) === undefined) ?? own[0] ?? 'M07',
      figuresHash: EVIDENCE,
      count: 7,
    }
  },
  lockData: ({ context: c }: Ask) => ({
    feedHash: EVIDENCE,
    feedCount: countOf(c, 'M07') ?? 0,
    explained: 0,
  }),
  unlockData: () => ({ reason: 'a figure was wrong' }),
  submitReport: draft,
  recoverySubmit: (ask: Ask) => ({ ...draft(ask), explanation: 'figures came late' }),
  managementEndorse: () => ({ grounds: 'endorsed' }),
  managementReturn: () => ({ grounds: 'incomplete' }),
  committeeEndorse: minutes,
  committeeReturn: () => ({ grounds: 'incomplete' }),
  resolveReport: minutes,
  boardReturn: () => ({ grounds: 'incomplete' }),
  publishReport: ({ context: c }: Ask) => ({
    reportHash: c.resolution?.contentHash ?? EVIDENCE,
    places: ['annualReport' as const, 'site' as const],
    evidenceHash: EVIDENCE,
  }),
  reportError: () => ({ found: 'a figure is wrong' }),
  prepareCorrection: ({ context: c }: Ask) => ({
    reportHash: hashOf(0xff + c.reissues),
    complaintSection: section(c),
    grounds: 'the figure was corrected',
  }),
  reissue: minutes,
  returnCorrection: () => ({ grounds: 'incomplete' }),
}

export const reportPart = definePart({
  context: reportContext,
  facts: reportFacts,
  events: reportEvents,
  rules: reportRules,
  separation: separationOfReport,
  charts: { report: reportChart },
  clocks: { ...clocks, ...everydayClocks },
  about: (c) => ({
    subjects: ['organisation:self', yearSubject(c.year)],
    title: text(
      `${String(c.year)}年度消费者权益保护工作报告`,
      `Annual report on consumer protection ${String(c.year)}`,
    ),
  }),
  reactions: reportReactions,
  samples: { ...samplesOver(noReport, samples), ...everydaySamples },
})
