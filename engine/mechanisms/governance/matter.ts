/** The part of governance that is the major matter; see `matter-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { addDays } from '../../core/calendar.ts'
import { span } from '../../core/clocks.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { definePart } from '../../core/parts.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { SELF } from '../supervision.ts'
import { EVIDENCE, hashOf, onPaper, samplesOver } from './kit.ts'
import { matterChart } from './matter-chart.ts'
import { matterEvents, matterFacts } from './matter-events.ts'
import { matterRules, matterSeparation } from './matter-rules.ts'
import { matterContext, noMatter } from './matter-terms.ts'
import type { MatterContext } from './matter-terms.ts'
import { matterReactions } from './reactions.ts'

type C = MatterContext
const deadline = { kind: 'deadline', from: 'entered' } as const

/**
 * House policy, beside whatever period the law of the matter itself has: that of an incident of personal
 * information runs in its own process.
 */
const clocks = {
  matterAssessment: {
    ...deadline,
    title: text('重大事项研判期限', 'Assessment'),
    policy: 'governance.matterAssessment',
    span: span(1, 'workday'),
    bounds: [1, 3],
    runsIn: ['case.matterReported'],
    fires: 'reportAssessmentOverdue',
  },
  matterInforming: {
    ...deadline,
    title: text('报告委员会和董事会期限', 'Report to committee and board'),
    policy: 'governance.matterInforming',
    span: span(3, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.toInform'],
    fires: 'escalateInforming',
  },
  matterRegulator: {
    ...deadline,
    title: text('报告监管机构期限', 'Report to the regulator'),
    policy: 'governance.matterRegulator',
    span: span(24, 'hour'),
    bounds: [1, 72],
    runsIn: ['regulatorNotice.due'],
    fires: 'reportRegulatorOverdue',
  },
  matterBoard: {
    ...deadline,
    title: text('董事会审议期限', 'Deliberation of the board'),
    policy: 'governance.matterBoard',
    span: span(30, 'day'),
    bounds: [1, 60],
    runsIn: ['case.matterBeforeBoard'],
    fires: 'escalateMatterBoard',
  },
  matterInstruction: {
    ...deadline,
    title: text('董事会指示落实期限', 'Performance of the instruction'),
    agreed: (c: C) => (c.instruction?.by ?? undefined) as Day | undefined,
    runsIn: ['case.handling'],
    unless: (c: C) => c.instruction?.performed !== false || c.late.instruction,
    fires: 'reportInstructionOverdue',
  },
  matterHandling: {
    ...deadline,
    title: text('重大事项处置期限', 'Conclusion'),
    policy: 'governance.matterHandling',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.handling'],
    fires: 'remindMatter',
  },
} as const

type Ask = SampleAsk<C>
const samples = {
  reportMatter: ({ by }: Ask) => ({
    kind: 'productRisk' as const,
    ...(by.body === 'businessDepartment' && by.unit !== undefined ? { unit: by.unit } : {}),
  }),
  assessMatter: ({ context: c }: Ask) => ({
    level: 'major' as const,
    contentHash: hashOf(c.versions + 1),
    regulator: true,
    grounds: 'many consumers are concerned',
  }),
  informBoard: () => ({ grounds: 'it is major' }),
  tellRegulator: () => ({ through: 'reporting system', evidenceHash: EVIDENCE }),
  noteMatter: onPaper,
  instructOnMatter: (ask: Ask) => ({
    ...onPaper(ask),
    performBy: addDays(ask.on, 30),
    instruction: 'compensate',
  }),
  reportDevelopment: ({ context: c }: Ask) => ({
    contentHash: hashOf(c.versions + 1),
    grounds: 'more are concerned',
  }),
  performInstruction: () => ({ evidenceHash: EVIDENCE }),
  concludeMatter: () => ({ outcomeHash: EVIDENCE, grounds: 'all were compensated' }),
}

export const matterPart = definePart({
  context: matterContext,
  facts: matterFacts,
  events: matterEvents,
  rules: matterRules,
  separation: matterSeparation,
  charts: { majorMatter: matterChart },
  clocks: { ...clocks, ...everydayClocks },
  about: (c) => ({
    subjects: [SELF],
    title: text('重大事项报告', 'Report of a major matter'),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  reactions: matterReactions,
  samples: { ...samplesOver(noMatter, samples), ...everydaySamples },
})
