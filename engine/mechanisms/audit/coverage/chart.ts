/**
 * The chart of the five-year coverage of one unit (2022 No. 9 art. 19): is an audit planned, and how long is
 * the last one ago.
 *
 * It follows the statechart of that article with these deviations:
 * - what is planned and how the window stands are two regions: a plan that is not carried out no longer stops
 *   the five years, which count from the last report, or the opening of the unit, whatever is planned;
 * - planned, dropped and covered follow from engagements by themselves; nobody enters them by hand;
 * - the warning after four years stands aside while an audit is planned, and comes at once if it is dropped;
 * - a unit that stays uncovered is told again;
 * - that a unit was closed is recorded by senior management: human resources do not read audits.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../../core/mechanism.ts'
import { breached, corrected, recused } from '../../case-file.ts'
import { everydayOn } from '../../everyday.ts'
import { dayOf } from '../../seen.ts'
import type { Seen } from '../../seen.ts'
import { beforeCoverage } from './context.ts'
import type { CoverageContext } from './context.ts'
import type { CoverageEventOf } from './events.ts'
import { chart } from './rules.ts'

type C = CoverageContext
const entered = (e: CoverageEventOf<'enterUniverse'>): Partial<C> => ({
  unit: e.payload.unit,
  openedOn: e.payload.openedOn ?? e.payload.lastReportOn ?? dayOf(e),
  lastReportOn: e.payload.lastReportOn ?? null,
  engagement: e.payload.engagement ?? null,
  planned: e.payload.engagement !== undefined,
  reports: e.payload.lastReportOn === undefined ? 0 : 1,
})
const covered = (c: C, e: CoverageEventOf<'recordCovered'>): Partial<C> => ({
  lastReportOn: e.payload.reportedOn,
  engagement: e.payload.engagement,
  planned: false,
  reports: c.reports + 1,
})
const late = (c: C, clock: string, e: Seen): Partial<C> => ({ work: breached(c.work, clock, e) })
const correctedOpening = (c: C, { payload }: CoverageEventOf<'correctRecord'>): Partial<C> => ({
  ...('openedOn' in payload.record ? { openedOn: payload.record.openedOn.is } : {}),
  work: corrected(c.work),
})

const anywhere = chart.createStateConfig({
  on: {
    ...everydayOn,
    recuse: {
      guard: 'notYetAside',
      actions: assign(({ context: c, event: e }) => ({
        work: recused(c.work, e.by.person ?? ''),
      })),
    },
    correctRecord: {
      guard: 'openingIsAsStated',
      actions: assign(({ context: c, event: e }) => correctedOpening(c, e)),
    },
    closeUnit: { target: '#coverage.case.dissolved', guard: 'closedByNow' },
    recordCovered: {
      target: '.unplanned',
      actions: assign(({ context: c, event: e }) => covered(c, e)),
    },
    planCoverage: {
      target: '.planned',
      actions: assign(({ event: e }) => ({ engagement: e.payload.engagement, planned: true })),
    },
    warnCoverage: { actions: assign(({ context: c, event: e }) => late(c, 'warning', e)) },
    reportCoverageBreach: { actions: assign(({ context: c, event: e }) => late(c, 'cycle', e)) },
    remindUncovered: { actions: assign(({ context: c, event: e }) => late(c, 'uncovered', e)) },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

/** How the five years stand. */
const window = chart.createStateConfig({
  meta: { title: text('五年周期', 'The five years'), phase: 'after' },
  initial: 'neverAudited',
  states: {
    neverAudited: {
      meta: { title: text('从未审计', 'Never audited') },
      on: {
        enterUniverse: { target: 'covered', guard: 'wasReportedOn' },
        recordCovered: 'covered',
        warnCoverage: 'atRisk',
        reportCoverageBreach: 'uncovered',
      },
    },
    covered: {
      meta: { title: text('已覆盖', 'Covered') },
      on: {
        recordCovered: 'covered',
        warnCoverage: 'atRisk',
        reportCoverageBreach: 'uncovered',
      },
    },
    atRisk: {
      meta: { title: text('即将超期', 'At risk') },
      on: { recordCovered: 'covered', reportCoverageBreach: 'uncovered' },
    },
    uncovered: {
      meta: { title: text('超期未审计', 'Uncovered') },
      on: { recordCovered: 'covered' },
    },
  },
} satisfies StateOf<typeof chart>)

const enters = ['unitIsInside', 'notYetInUniverse', 'datesAreKnown'] as const

export const coverageChart = chart.createMachine({
  id: 'coverage',
  type: 'parallel',
  context: beforeCoverage,
  states: {
    case: {
      meta: { title: text('审计覆盖', 'Audit coverage'), phase: 'before' },
      initial: 'openingCoverage',
      on: anywhere.on,
      states: {
        openingCoverage: {
          meta: { title: text('纳入中', 'Being entered') },
          on: {
            enterUniverse: [
              {
                target: 'planned',
                guard: { type: 'all', params: [...enters, 'entersPlanned'] },
                actions: assign(({ event: e }) => entered(e)),
              },
              {
                target: 'unplanned',
                guard: { type: 'all', params: enters },
                actions: assign(({ event: e }) => entered(e)),
              },
            ],
          },
        },
        unplanned: { meta: { title: text('未列入计划', 'Not planned') } },
        planned: {
          meta: { title: text('已列入计划', 'Planned') },
          on: {
            recordDropped: {
              target: 'unplanned',
              actions: assign(() => ({ planned: false })),
            },
          },
        },
        dissolved: {
          type: 'final',
          meta: { title: text('单位已撤销', 'Unit closed'), phase: 'after' },
        },
      },
    },
    window,
  },
} satisfies MachineOf<typeof chart>)
