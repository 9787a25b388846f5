/** Events of a reported risk, and the facts they read. */
import * as z from 'zod'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { regulator } from '../../../../policies/outsiders.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import { processRef, unit } from '../../../core/payload.ts'
import { riskKind, words } from '../terms.ts'
import { workEvents } from '../work.ts'
import type { RiskContext } from './context.ts'

export const events = {
  reportRisk: {
    by: [courier.carry, consumerProtection.reportViolation, regulator.referViolation, audit.report],
    opens: true,
    title: text('上报风险', 'Report a risk to the audit universe'),
    nature: 'submission',
    reads: ['riskSource'],
    notices: [{ to: 'internalAudit', about: text('有风险待判断', 'A risk is to be judged') }],
    payload: z.object({ source: processRef(), kind: riskKind, unit: unit().optional() }),
  },
  takeRisk: {
    by: audit.judgeRisk,
    title: text('纳入审计项目', 'Take it into an engagement'),
    nature: 'finding',
    reads: ['takenInto'],
    payload: z.object({ engagement: processRef('M11') }),
  },
  proposeRiskDismissal: {
    by: audit.judgeRisk,
    title: text('建议不予纳入', 'Propose to dismiss it'),
    nature: 'finding',
    capacity: 'proposer',
    payload: z.object({ reasons: words() }),
  },
  confirmRiskDismissal: {
    by: audit.judgeRisk,
    title: text('确认不予纳入', 'Confirm the dismissal'),
    nature: 'finding',
    notices: [{ to: 'supervisoryBody', about: text('上报风险不予纳入', 'A risk was dismissed') }],
    payload: z.object({ grounds: words() }),
  },
  rejectRiskDismissal: {
    by: audit.judgeRisk,
    title: text('不同意不予纳入', 'Reject the dismissal'),
    nature: 'finding',
    payload: z.object({ grounds: words() }),
  },
  lapseRiskDismissal: {
    by: clock.strike,
    title: text('不予纳入逾期未确认', 'The dismissal was not confirmed in time'),
    nature: 'record',
    notices: [{ to: 'internalAudit', about: text('风险仍待判断', 'A risk is still to be judged') }],
    payload: z.object({}),
  },
  escalateRisk: {
    by: clock.strike,
    title: text('风险逾期未处置', 'Nobody judged the risk in time'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('上报风险逾期未处置', 'A reported risk was not judged in time') },
      {
        to: 'supervisoryBody',
        about: text('上报风险逾期未处置', 'A reported risk was not judged in time'),
      },
    ],
    payload: z.object({}),
  },
  ...workEvents,
} as const satisfies EventTable

export const facts = {
  riskSource: {
    title: text('风险来源流程', 'The process from which the risk comes'),
    kind: 'process',
    key: ({ payload }) =>
      payload?.['source'] === undefined
        ? undefined
        : { kind: 'process', process: payload['source'] as string },
  },
  takenInto: {
    title: text('纳入的审计项目', 'The engagement that takes it in'),
    kind: 'process',
    key: ({ payload }) =>
      payload?.['engagement'] === undefined
        ? undefined
        : { kind: 'process', process: payload['engagement'] as string },
  },
} as const satisfies FactTable<RiskContext>

export type RiskEvent = Asked<typeof events, typeof facts>
export type RiskEventOf<K extends RiskEvent['type']> = Extract<RiskEvent, { type: K }>
export const riskTypes = chartTypes<RiskContext, RiskEvent>()
