/** The part of governance that is policy and annual plan; see `policy-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { definePart } from '../../core/parts.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { EVIDENCE, hashOf, notBefore, onPaper, samplesOver } from './kit.ts'
import { policyChart } from './policy-chart.ts'
import { policyEvents, policyFacts } from './policy-events.ts'
import { policyRules, policySeparation } from './policy-rules.ts'
import { dayIn, noPolicy, policyContext, policySubject } from './policy-terms.ts'
import type { PolicyContext } from './policy-terms.ts'
import { policyReactions } from './reactions.ts'

type C = PolicyContext
const deadline = { kind: 'deadline', from: 'entered' } as const
/** What is owed in a year runs from the last day of the year before. */
const yearBegins = (c: C) =>
  c.year === null ? undefined : notBefore(dayIn(c.year - 1, '12-31'), c.openedOn)
const yearEnds = (c: C) =>
  c.year === null ? undefined : notBefore(dayIn(c.year, '12-31'), c.openedOn)
const undecided = ['case.preparing', 'case.beforeCommittee', 'case.beforeBoard'] as const

/** The law gives no day for any of this: every period is the institution's own. */
const clocks = {
  /** By 31 March. */
  policyAdoption: {
    kind: 'deadline',
    from: yearBegins,
    title: text('政策、计划通过期限', 'Adoption of the policy or plan'),
    policy: 'governance.policyAdoption',
    span: span(3, 'month'),
    bounds: [1, 6],
    runsIn: undecided,
    unless: (c: C) => c.adoption !== null || c.late.adoption,
    fires: 'reportAdoptionOverdue',
  },
  policyDraft: {
    ...deadline,
    title: text('政策、计划起草期限', 'Drawing up of the policy or plan'),
    policy: 'governance.policyDraft',
    span: span(60, 'day'),
    bounds: [10, 120],
    runsIn: ['case.preparing'],
    fires: 'remindDraft',
  },
  policyExamination: {
    ...deadline,
    title: text('委员会审查期限', 'Examination by the committee'),
    policy: 'governance.policyExamination',
    span: span(15, 'workday'),
    bounds: [2, 30],
    runsIn: ['case.beforeCommittee'],
    fires: 'escalatePolicyExamination',
  },
  policyResolution: {
    ...deadline,
    title: text('董事会决议期限', 'Resolution of the board'),
    policy: 'governance.policyResolution',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['case.beforeBoard'],
    fires: 'escalatePolicyAdoption',
  },
  /** On 31 October. */
  policyRenewal: {
    kind: 'validity',
    from: yearBegins,
    title: text('年度更新', 'Yearly renewal'),
    policy: 'governance.policyRenewal',
    span: span(10, 'month'),
    bounds: [6, 11],
    runsIn: [...undecided, 'case.executing'],
    unless: (c: C) => c.renewed,
    fires: 'beginRenewal',
  },
  /** By the end of February. */
  policyAccount: {
    kind: 'deadline',
    from: yearEnds,
    title: text('年度执行总结期限', 'Account of the year'),
    policy: 'governance.policyAccount',
    span: span(2, 'month'),
    bounds: [1, 4],
    runsIn: ['case.executing'],
    unless: (c: C) => c.late.account,
    fires: 'remindAccount',
  },
} as const

type Ask = SampleAsk<C>
const samples = {
  openPolicy: ({ on }: Ask) => ({ kind: 'policy' as const, year: Number(on.slice(0, 4)) }),
  submitPolicy: ({ context: c }: Ask) => ({
    contentHash: hashOf(c.versions + 1),
    grounds: 'the plan of the year',
  }),
  withdrawPolicy: () => ({ reason: 'mistyped' }),
  endorsePolicy: onPaper,
  committeeReturnPolicy: () => ({ grounds: 'incomplete' }),
  adoptPolicy: onPaper,
  boardReturnPolicy: () => ({ grounds: 'incomplete' }),
  revokePolicy: onPaper,
  reportExecution: ({ context: c }: Ask) => ({
    contentHash: c.adoption?.contentHash ?? EVIDENCE,
    measure: 'the complaint line was extended',
    evidenceHash: EVIDENCE,
  }),
  changePolicy: ({ context: c }: Ask) => ({
    contentHash: hashOf(c.versions + 1),
    grounds: 'a new measure',
  }),
  concludePolicy: () => ({ accountHash: EVIDENCE }),
}

export const policyPart = definePart({
  context: policyContext,
  facts: policyFacts,
  events: policyEvents,
  rules: policyRules,
  separation: policySeparation,
  charts: { policyAdoption: policyChart },
  clocks: { ...clocks, ...everydayClocks },
  about: (c) => {
    const year = String(c.year)
    return {
      subjects: ['organisation:self', policySubject(c.kind, c.year)],
      title:
        c.kind === 'annualPlan'
          ? text(`${year}年度消费者权益保护计划`, `Annual plan of consumer protection ${year}`)
          : text(`${year}年度消费者权益保护政策`, `Policy of consumer protection ${year}`),
    }
  },
  reactions: policyReactions,
  samples: { ...samplesOver(noPolicy, samples), ...everydaySamples },
})
