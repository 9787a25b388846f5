/** The periods of a case of accountability: no law names one, so each is house policy. */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { Day } from '../../../core/values.ts'
import { everydayClocks } from '../../everyday.ts'
import type { AccountabilityContext } from './context.ts'

type C = AccountabilityContext
const deadline = { kind: 'deadline', from: 'entered' } as const

export const clocks = {
  ...everydayClocks,
  factFinding: {
    ...deadline,
    title: text('查明事实期限', 'Establishing the facts'),
    policy: 'assessment.factFinding',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['case.factFinding'],
    fires: 'reportFactFindingOverdue',
  },
  dismissal: {
    ...deadline,
    title: text('不予问责确认期限', 'Confirmation of a dismissal'),
    policy: 'assessment.dismissal',
    span: span(10, 'workday'),
    bounds: [3, 20],
    runsIn: ['case.dismissalProposed'],
    fires: 'lapseDismissal',
  },
  hearing: {
    ...deadline,
    title: text('听取陈述期限', 'Hearing'),
    policy: 'assessment.hearing',
    span: span(15, 'workday'),
    bounds: [5, 30],
    runsIn: ['case.hearing'],
    fires: 'reportHearingOverdue',
  },
  /** From the opening, whatever way the case goes meanwhile. */
  decision: {
    kind: 'deadline',
    from: (c: C) => (c.openedOn === null ? undefined : { on: c.openedOn as Day }),
    title: text('问责决定期限', 'Decision'),
    policy: 'assessment.decision',
    span: span(90, 'day'),
    bounds: [30, 180],
    runsIn: ['case.factFinding', 'case.dismissalProposed', 'case.hearing', 'case.deciding'],
    unless: (c: C) => c.work.breaches.some((b) => b.clock === 'decision'),
    fires: 'reportDecisionOverdue',
  },
  /** From the last decision, also after a claim that was not confirmed. */
  remedy: {
    kind: 'deadline',
    from: (c: C) => (c.remedy === null ? undefined : { on: c.remedy.since as Day }),
    title: text('整改期限', 'Remedy'),
    policy: 'assessment.remedy',
    span: span(90, 'day'),
    bounds: [10, 180],
    runsIn: ['case.remedying.inTime'],
    fires: 'reportRemedyOverdue',
  },
  remedyVerification: {
    ...deadline,
    title: text('核实期限', 'Verification of the remedy'),
    policy: 'assessment.remedyVerification',
    span: span(15, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.remedyClaimed'],
    fires: 'reportRemedyUnverified',
  },
} as const
