/** Events of the coverage of one unit, and the facts they read. */
import * as z from 'zod'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { management } from '../../../../policies/management.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import { day, hash, processRef, unit } from '../../../core/payload.ts'
import { workEvents } from '../work.ts'
import type { CoverageContext } from './context.ts'

const nothing = z.object({})

export const events = {
  enterUniverse: {
    by: [audit.plan, courier.carry],
    opens: true,
    title: text('纳入审计范围', 'Enter a unit in the audit universe'),
    nature: 'record',
    reads: ['enteredUnit', 'priorCoverage'],
    /** Without a day the unit counts as opened today; an earlier report is attested by its hash. */
    payload: z.object({
      unit: unit(),
      openedOn: day().optional(),
      lastReportOn: day().optional(),
      reportHash: hash().optional(),
      engagement: processRef('M11').optional(),
    }),
  },
  planCoverage: {
    by: courier.carry,
    title: text('列入已批准计划', 'Planned'),
    nature: 'record',
    payload: z.object({ engagement: processRef('M11') }),
  },
  recordDropped: {
    by: courier.carry,
    title: text('计划项目取消', 'The planned audit was dropped'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('须另行安排审计', 'Another audit must be planned') },
    ],
    payload: z.object({ engagement: processRef('M11') }),
  },
  recordCovered: {
    by: courier.carry,
    title: text('审计报告已出具', 'Covered by a report'),
    nature: 'record',
    payload: z.object({ engagement: processRef('M11'), reportedOn: day() }),
  },
  closeUnit: {
    by: management.closeUnit,
    title: text('登记单位撤销', 'Record that the unit was closed'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('被审计单位已撤销', 'A unit was closed') },
      { to: 'supervisoryBody', about: text('被审计单位已撤销', 'A unit was closed') },
    ],
    payload: z.object({ closedOn: day(), recordHash: hash() }),
  },
  warnCoverage: {
    by: clock.strike,
    title: text('四年未审计预警', 'Four years without an audit'),
    nature: 'record',
    notices: [
      { to: 'internalAudit', about: text('审计覆盖预警', 'A unit is about to go uncovered') },
      { to: 'supervisoryBody', about: text('审计覆盖预警', 'A unit is about to go uncovered') },
    ],
    payload: nothing,
  },
  /** Art. 19: every relevant department and first-level branch once in five years. */
  reportCoverageBreach: {
    by: clock.strike,
    title: text('五年未审计', 'Five years without an audit'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('五年审计全覆盖未达成', 'A unit was not audited in five years') },
      {
        to: 'supervisoryBody',
        about: text('五年审计全覆盖未达成', 'A unit was not audited in five years'),
      },
      {
        to: 'consumerProtectionCommittee',
        about: text('五年审计全覆盖未达成', 'A unit was not audited in five years'),
      },
    ],
    payload: nothing,
  },
  remindUncovered: {
    by: clock.strike,
    title: text('仍未审计', 'Still not audited'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('超期单位仍未审计', 'An uncovered unit is still not audited') },
      {
        to: 'supervisoryBody',
        about: text('超期单位仍未审计', 'An uncovered unit is still not audited'),
      },
    ],
    payload: nothing,
  },
  ...workEvents,
} as const satisfies EventTable

export const facts = {
  enteredUnit: {
    title: text('纳入的单位', 'The unit entered'),
    kind: 'unit',
    key: ({ payload }) =>
      payload?.['unit'] === undefined
        ? undefined
        : { kind: 'unit', unit: payload['unit'] as string },
  },
  priorCoverage: {
    title: text('该单位既有的审计覆盖', 'The coverage that the unit has already'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['unit'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M11',
            chart: 'coverage',
            subject: `unit:${payload['unit'] as string}`,
          },
  },
} as const satisfies FactTable<CoverageContext>

export type CoverageEvent = Asked<typeof events, typeof facts>
export type CoverageEventOf<K extends CoverageEvent['type']> = Extract<CoverageEvent, { type: K }>
export const coverageTypes = chartTypes<CoverageContext, CoverageEvent>()
