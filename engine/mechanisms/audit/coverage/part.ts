/** The five-year coverage of one department or first-level branch. */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { SampleAsk } from '../../../core/mechanism.ts'
import { definePart } from '../../../core/parts.ts'
import type { Day, Effective } from '../../../core/values.ts'
import { everydayClocks } from '../../everyday.ts'
import { workSamples } from '../work.ts'
import { coverageChart } from './chart.ts'
import { coverageContext, since } from './context.ts'
import type { CoverageContext } from './context.ts'
import { events, facts } from './events.ts'
import { rules } from './rules.ts'

type C = CoverageContext
const counted = (c: C): Effective | undefined => {
  const from = since(c)
  return from === null ? undefined : { on: from as Day }
}

export const clocks = {
  ...everydayClocks,
  warning: {
    kind: 'coverage',
    from: counted,
    title: text('审计覆盖预警', 'Warning before the five years are over'),
    policy: 'audit.warning',
    span: span(4, 'year'),
    bounds: [1, 4],
    runsIn: ['window.neverAudited', 'window.covered'],
    unless: (c: C) => c.planned,
    fires: 'warnCoverage',
  },
  cycle: {
    kind: 'coverage',
    from: counted,
    title: text('五年审计周期', 'Five-year cycle'),
    cite: '2022-9:19',
    span: span(5, 'year'),
    runsIn: ['window.neverAudited', 'window.covered', 'window.atRisk'],
    fires: 'reportCoverageBreach',
  },
  uncovered: {
    kind: 'deadline',
    from: 'entered',
    title: text('超期单位补审期限', 'Audit of an uncovered unit'),
    policy: 'audit.uncovered',
    span: span(90, 'day'),
    bounds: [30, 180],
    runsIn: ['window.uncovered'],
    fires: 'remindUncovered',
  },
} as const

type Ask = SampleAsk<C>
const EVIDENCE = 'e5'.repeat(32)
const breach =
  (field: 'cause' | 'kind', ofUnit: boolean) =>
  ({ process }: { readonly process: string }, c: C) => ({
    payload: {
      [field]: 'statutoryBreach',
      source: process,
      ...(ofUnit && c.unit !== null ? { unit: c.unit } : {}),
    },
  })

export const coverage = definePart({
  context: coverageContext,
  facts,
  events,
  rules,
  separation: {},
  charts: { coverage: coverageChart },
  clocks,
  about: (c) => ({
    subjects: c.unit === null ? [] : [`unit:${c.unit}` as const],
    title: text(`审计覆盖：${c.unit ?? ''}`, `Audit coverage: ${c.unit ?? ''}`),
  }),
  /** The unit does not answer for it that nobody audited it; that nobody did is a risk of the unit. */
  reactions: [
    {
      on: 'reportCoverageBreach',
      to: 'M10',
      event: 'openAccountability',
      make: breach('cause', false),
    },
    { on: 'reportCoverageBreach', to: 'M11', event: 'reportRisk', make: breach('kind', true) },
  ],
  samples: {
    ...workSamples,
    enterUniverse: ({ on }: Ask) => ({ unit: 'consumer-loans', openedOn: on }),
    planCoverage: ({ lastEntry }: Ask) => ({ engagement: lastEntry }),
    recordDropped: ({ lastEntry }: Ask) => ({ engagement: lastEntry }),
    recordCovered: ({ lastEntry, on }: Ask) => ({ engagement: lastEntry, reportedOn: on }),
    closeUnit: ({ on }: Ask) => ({ closedOn: on, recordHash: EVIDENCE }),
  },
})
