/** A risk that was reported to the audit universe. */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { SampleAsk } from '../../../core/mechanism.ts'
import { definePart } from '../../../core/parts.ts'
import type { Day } from '../../../core/values.ts'
import { everydayClocks } from '../../everyday.ts'
import { workSamples } from '../work.ts'
import { riskChart } from './chart.ts'
import { riskContext } from './context.ts'
import type { RiskContext } from './context.ts'
import { events, facts } from './events.ts'
import type { RiskEventOf } from './events.ts'
import { rules } from './rules.ts'

type C = RiskContext

export const clocks = {
  ...everydayClocks,
  /** Silence does not bury a risk: from the report, whatever was proposed meanwhile. */
  silence: {
    kind: 'deadline',
    from: (c: C) => (c.reportedOn === null ? undefined : { on: c.reportedOn as Day }),
    title: text('风险处置期限', 'Judgement of a risk'),
    policy: 'audit.risk',
    span: span(30, 'day'),
    bounds: [10, 90],
    runsIn: ['silence.running'],
    fires: 'escalateRisk',
  },
  riskDismissal: {
    kind: 'deadline',
    from: 'entered',
    title: text('不予纳入确认期限', 'Confirmation of a dismissal'),
    policy: 'audit.riskDismissal',
    span: span(10, 'workday'),
    bounds: [3, 20],
    runsIn: ['case.riskDismissalProposed'],
    fires: 'lapseRiskDismissal',
  },
} as const

type Ask = SampleAsk<C>

export const risk = definePart({
  context: riskContext,
  facts,
  events,
  rules,
  separation: {
    confirmRiskDismissal: ['secondAuditor', 'noPartInRisk'],
    rejectRiskDismissal: ['secondAuditor', 'noPartInRisk'],
    proposeRiskDismissal: ['noPartInRisk'],
  },
  charts: { risk: riskChart },
  clocks,
  about: (c) => ({
    subjects: c.unit === null ? [] : [`unit:${c.unit}` as const],
    title: text(`上报风险：${c.unit ?? ''}`, `Reported risk: ${c.unit ?? ''}`),
  }),
  reactions: [
    {
      on: 'takeRisk',
      to: 'M11',
      event: 'absorbRisk',
      make: ({ process, payload }: RiskEventOf<'takeRisk'>, c: C) => ({
        process: payload.engagement,
        payload: { risk: process, kind: c.kind ?? 'other' },
      }),
    },
  ],
  samples: {
    ...workSamples,
    reportRisk: ({ lastEntry }: Ask) => ({
      source: lastEntry,
      kind: 'misSale' as const,
      unit: 'consumer-loans',
    }),
    takeRisk: ({ lastEntry }: Ask) => ({ engagement: lastEntry }),
    proposeRiskDismissal: () => ({ reasons: 'rectified and verified already' }),
    confirmRiskDismissal: () => ({ grounds: 'agreed' }),
    rejectRiskDismissal: () => ({ grounds: 'the same happened twice' }),
  },
})
