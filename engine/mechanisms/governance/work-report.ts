/** The part of governance that is the work report; see `work-report-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { definePart } from '../../core/parts.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { hashOf, notBefore, onPaper, samplesOver } from './kit.ts'
import { workReportReactions } from './reactions.ts'
import { workReportChart } from './work-report-chart.ts'
import { workReportEvents, workReportFacts } from './work-report-events.ts'
import { workReportRules, workReportSeparation } from './work-report-rules.ts'
import {
  noWorkReport,
  periodEndOf,
  workReportContext,
  workReportSubject,
} from './work-report-terms.ts'
import type { WorkReportContext } from './work-report-terms.ts'

type C = WorkReportContext
const deadline = { kind: 'deadline', from: 'entered' } as const
/** The end of the period; of one that was over when it was put down, that day. */
const periodEnds = (c: C) => (c.year === null ? undefined : notBefore(periodEndOf(c), c.openedOn))
const below = ['case.compiling', 'case.beforeManagement'] as const

/** The law says that there is such a report, not by when: every period is the institution's own. */
const clocks = {
  reportPeriod: {
    kind: 'deadline',
    from: periodEnds,
    title: text('报告期间终了', 'End of the period'),
    policy: 'governance.reportPeriod',
    span: span(0, 'day'),
    bounds: [0, 31],
    runsIn: ['case.scheduled'],
    fires: 'beginPeriod',
  },
  reportCompiling: {
    ...deadline,
    title: text('工作报告编制期限', 'Compiling of the work report'),
    policy: 'governance.reportCompiling',
    span: span(40, 'day'),
    bounds: [10, 90],
    runsIn: ['case.compiling'],
    fires: 'remindCompiling',
  },
  reportPresentation: {
    kind: 'deadline',
    from: periodEnds,
    title: text('工作报告提交委员会期限', 'Presentation to the committee'),
    policy: 'governance.reportPresentation',
    span: span(2, 'month'),
    bounds: [1, 4],
    runsIn: below,
    unless: (c: C) => c.late.presentation || c.resolution !== null,
    fires: 'reportPresentationOverdue',
  },
  reportConsideration: {
    kind: 'deadline',
    from: periodEnds,
    title: text('董事会审议期限', 'Consideration by the board'),
    policy: 'governance.reportConsideration',
    span: span(4, 'month'),
    bounds: [2, 6],
    runsIn: [...below, 'case.reportBeforeCommittee', 'case.reportBeforeBoard'],
    unless: (c: C) => c.late.consideration || c.resolution !== null,
    fires: 'reportConsiderationMissed',
  },
  reportManagement: {
    ...deadline,
    title: text('高级管理层审核期限', 'Deliberation of senior management'),
    policy: 'governance.reportManagement',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.beforeManagement'],
    fires: 'escalateReportManagement',
  },
  reportCommittee: {
    ...deadline,
    title: text('委员会审议期限', 'Deliberation of the committee'),
    policy: 'governance.reportCommittee',
    span: span(15, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.reportBeforeCommittee'],
    fires: 'escalateReportCommittee',
  },
  reportBoard: {
    ...deadline,
    title: text('董事会决议期限', 'Resolution of the board'),
    policy: 'governance.reportBoard',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['case.reportBeforeBoard'],
    fires: 'escalateReportBoard',
  },
  reportDisclosure: {
    ...deadline,
    title: text('年度报告披露期限', 'Disclosure of the annual report'),
    policy: 'governance.reportDisclosure',
    span: span(30, 'day'),
    bounds: [10, 90],
    runsIn: ['case.toDisclose'],
    fires: 'reportDisclosureOverdue',
  },
} as const

type Ask = SampleAsk<C>
const samples = {
  openWorkReport: ({ on }: Ask) => ({ kind: 'annual' as const, year: Number(on.slice(0, 4)) }),
  voidWorkReport: () => ({ reason: 'mistyped' }),
  compileReport: ({ context: c }: Ask) => ({ contentHash: hashOf(c.versions + 1) }),
  presentReport: () => ({ grounds: 'complete' }),
  returnReport: () => ({ grounds: 'incomplete' }),
  endorseWorkReport: onPaper,
  returnWorkReport: () => ({ grounds: 'incomplete' }),
  resolveWorkReport: onPaper,
  sendBackWorkReport: () => ({ grounds: 'incomplete' }),
  amendReport: ({ context: c }: Ask) => ({
    contentHash: hashOf(c.versions + 1),
    grounds: 'a figure was wrong',
  }),
  recordDisclosure: ({ lastEntry }: Ask) => ({ report: lastEntry }),
}

export const workReportPart = definePart({
  context: workReportContext,
  facts: workReportFacts,
  events: workReportEvents,
  rules: workReportRules,
  separation: workReportSeparation,
  charts: { workReport: workReportChart },
  clocks: { ...clocks, ...everydayClocks },
  about: (c) => {
    const year = String(c.year)
    return {
      subjects: ['organisation:self', workReportSubject(c.kind, c.year)],
      title:
        c.kind === 'halfYear'
          ? text(
              `${year}年上半年消费者权益保护工作报告`,
              `Work report on the first half of ${year}`,
            )
          : text(`${year}年度消费者权益保护工作情况报告`, `Work report on the year ${year}`),
    }
  },
  reactions: workReportReactions,
  samples: { ...samplesOver(noWorkReport, samples), ...everydaySamples },
})
