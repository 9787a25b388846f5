/**
 * The chart of the yearly plan: the institution's own year.
 *
 * It follows the statechart of article 17 with these deviations:
 * - the plan of the year and the training of a person are two charts: a plan is made once for everybody,
 *   a training as often as there are people, and neither can stand in two states at once;
 * - `overdue` of a plan is a substate: late, it is still the approved plan, and its first session is due;
 * - a plan may be changed while it runs, and a change that is returned leaves the approved plan in force;
 * - the end of the year is reached from every state, also without a plan: then nobody is covered;
 * - coverage is counted from the certificates, not stated; less than all of it is made up by order of
 *   senior management or deliberated by the committee, and only then the year is closed.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { breached } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import { RESOLUTION_RULES } from '../resolution.ts'
import { covered } from './coverage.ts'
import type { PlanEvent, PlanEventOf } from './plan-events.ts'
import { planKit as chart } from './plan-rules.ts'
import { resolves } from './resolves.ts'
import { beforePlanning } from './terms.ts'
import type { PlanContext } from './terms.ts'

type C = PlanContext
type Change = Partial<PlanContext>
const dayOf = (e: PlanEvent): string => e.on ?? e.at.slice(0, 10)

const drafted = (e: PlanEventOf<'submitPlan' | 'amendPlan'>): Change => ({
  draft: {
    planHash: e.payload.planHash,
    passMark: e.payload.passMark,
    topics: e.payload.topics,
    by: e.by.person ?? null,
  },
})
function approved(c: C, e: PlanEvent): Change {
  if (c.draft === null) return {}
  const { by: _by, ...plan } = c.draft
  return { approved: { ...plan, on: dayOf(e) }, draft: null }
}
const sessionHeld = (c: C, e: PlanEventOf<'recordSession'>): Change => ({
  sessions: c.sessions + 1,
  topicsHeld: c.topicsHeld.includes(e.payload.topic)
    ? c.topicsHeld
    : [...c.topicsHeld, e.payload.topic],
})
const counted = (c: C, e: PlanEventOf<'assessCoverage' | 'assessCatchUp'>): Coverage => ({
  coverage: covered(c, { on: dayOf(e), facts: e.facts }),
})
type Coverage = Pick<C, 'coverage'>
/** The breach of the year is recorded once, when the year is over. */
const uncovered = (c: C, e: PlanEventOf<'assessCoverage'>): Change => ({
  ...counted(c, e),
  work: breached(c.work, 'yearEnd', e),
})
const late = (c: C, clock: string, e: PlanEvent): Change => ({ work: breached(c.work, clock, e) })

/** The year ends whatever has become of its plan. */
const yearEnd = {
  assessCoverage: [
    {
      target: '#M09plan.case.yearClosing.covered',
      guard: 'coverageComplete',
      actions: assign(({ context: c, event: e }) => counted(c, e)),
    },
    {
      target: '#M09plan.case.yearClosing.uncovered',
      actions: assign(({ context: c, event: e }) => uncovered(c, e)),
    },
  ],
} as const satisfies StateOf<typeof chart>['on']
const submission = {
  type: 'all',
  params: ['everyInputConsidered', 'everyGroupCovered', 'everyTopicPlanned'],
} as const
const session = {
  target: '#M09plan.case.underway',
  guard: { type: 'all', params: ['planYearBegun', 'topicPlanned', 'sessionInYear', 'sessionHeld'] },
  actions: assign(({ context: c, event: e }) => sessionHeld(c, e)),
} as const satisfies NonNullable<StateOf<typeof chart>['on']>['recordSession']
const amendment = {
  target: '#M09plan.case.planDraft',
  guard: submission,
  actions: assign(({ event: e }) => drafted(e)),
} as const satisfies NonNullable<StateOf<typeof chart>['on']>['amendPlan']
/** Back to what was approved, or to the needs where nothing was. */
const dropped = {
  returnPlan: [
    { target: 'underway', guard: 'hadSessions', actions: assign(() => ({ draft: null })) },
    { target: 'planApproved', guard: 'wasApproved', actions: assign(() => ({ draft: null })) },
    { target: 'needs', actions: assign(() => ({ draft: null })) },
  ],
  withdrawPlan: [
    { target: 'underway', guard: 'hadSessions', actions: assign(() => ({ draft: null })) },
    { target: 'planApproved', guard: 'wasApproved', actions: assign(() => ({ draft: null })) },
    { target: 'needs', actions: assign(() => ({ draft: null })) },
  ],
} as const satisfies StateOf<typeof chart>['on']

const opening = chart.createStateConfig({
  meta: { title: text('启动', 'Opening'), phase: 'before' },
  on: {
    openPlan: {
      target: 'needs',
      guard: { type: 'all', params: ['yearAtHand', 'onePlanPerYear'] },
      actions: assign(({ event: e }) => ({ year: e.payload.year })),
    },
  },
} satisfies StateOf<typeof chart>)
const needs = chart.createStateConfig({
  meta: { title: text('需求分析', 'Needs'), phase: 'before' },
  on: {
    ...yearEnd,
    submitPlan: {
      target: 'planDraft',
      guard: submission,
      actions: assign(({ event: e }) => drafted(e)),
    },
    reportPlanningOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'planning', e)),
    },
  },
} satisfies StateOf<typeof chart>)
const planDraft = chart.createStateConfig({
  meta: { title: text('计划待批', 'Draft'), phase: 'before' },
  on: {
    ...yearEnd,
    approvePlan: [
      {
        target: 'underway',
        guard: 'hadSessions',
        actions: assign(({ context: c, event: e }) => approved(c, e)),
      },
      {
        target: 'planApproved',
        actions: assign(({ context: c, event: e }) => approved(c, e)),
      },
    ],
    ...dropped,
    reportApprovalOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'approval', e)),
    },
  },
} satisfies StateOf<typeof chart>)
const planApproved = chart.createStateConfig({
  meta: { title: text('计划已批准', 'Approved'), phase: 'before' },
  initial: 'waiting',
  states: {
    waiting: {
      meta: { title: text('待首次培训', 'Awaits the first session') },
      on: {
        reportFirstSessionMissing: {
          target: 'overdue',
          actions: assign(({ context: c, event: e }) => late(c, 'firstSession', e)),
        },
      },
    },
    overdue: { meta: { title: text('逾期未开训', 'No session in time') } },
  },
  on: { ...yearEnd, recordSession: session, amendPlan: amendment },
} satisfies StateOf<typeof chart>)
const underway = chart.createStateConfig({
  meta: { title: text('执行中', 'Under way'), phase: 'during' },
  on: { ...yearEnd, recordSession: session, amendPlan: amendment },
} satisfies StateOf<typeof chart>)

const closing = {
  closePlan: {
    target: '#M09plan.case.closed',
    actions: assign(({ event: e }) => ({ reportHash: e.payload.reportHash })),
  },
  reportClosingOverdue: {
    actions: assign(({ context: c, event: e }) => late(c, 'closing', e)),
  },
} as const satisfies StateOf<typeof chart>['on']
const note = {
  noteShortfall: {
    target: 'noted',
    guard: {
      type: 'all',
      params: [...RESOLUTION_RULES, 'resolutionOfFigures', 'resolutionTimely'],
    },
    actions: assign(({ event: e }) => ({ resolution: resolves.kept(e) })),
  },
} as const satisfies StateOf<typeof chart>['on']

const yearClosing = chart.createStateConfig({
  meta: { title: text('年度核定', 'End of the year'), phase: 'after' },
  initial: 'uncovered',
  states: {
    covered: { meta: { title: text('全部覆盖', 'Everybody covered') }, on: closing },
    uncovered: {
      meta: { title: text('未全部覆盖', 'Not everybody covered') },
      on: {
        ...note,
        orderCatchUp: {
          target: 'catchingUp',
          guard: 'catchUpAhead',
          actions: assign(({ event: e }) => ({ catchUpBy: e.payload.by })),
        },
        reportShortfallOverdue: {
          actions: assign(({ context: c, event: e }) => late(c, 'shortfall', e)),
        },
      },
    },
    catchingUp: {
      meta: { title: text('限期补足', 'Being made up') },
      on: {
        ...note,
        assessCatchUp: [
          {
            target: 'covered',
            guard: 'coverageComplete',
            actions: assign(({ context: c, event: e }) => counted(c, e)),
          },
          {
            target: 'uncovered',
            actions: assign(({ context: c, event: e }) => counted(c, e)),
          },
        ],
      },
    },
    noted: { meta: { title: text('缺口已审议', 'The shortfall was deliberated') }, on: closing },
  },
  on: {
    // Sessions that are made up after the year still count for its topics.
    recordSession: {
      guard: { type: 'all', params: ['wasApproved', 'topicPlanned', 'sessionHeld'] },
      actions: assign(({ context: c, event: e }) => sessionHeld(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)
const closed = chart.createStateConfig({
  type: 'final',
  meta: { title: text('已归档', 'Closed'), phase: 'after' },
} satisfies StateOf<typeof chart>)

export const planChart = chart.createMachine({
  id: 'M09plan',
  type: 'parallel',
  context: beforePlanning,
  states: {
    case: {
      meta: { title: text('年度培训计划', 'Training plan of a year'), phase: 'before' },
      initial: 'planOpening',
      on: {
        ...everydayOn,
        recordNeed: {
          actions: assign(({ context: c, event: e }) => ({
            needs: [
              ...c.needs,
              {
                source: e.payload.source,
                topic: e.payload.topic,
                matter: e.payload.matter ?? null,
              },
            ],
          })),
        },
        recordRoster: {
          actions: assign(({ event: e }) => ({ roster: { ...e.payload, on: dayOf(e) } })),
        },
      },
      states: {
        planOpening: opening,
        needs,
        planDraft,
        planApproved,
        underway,
        yearClosing,
        closed,
      },
    },
  },
} satisfies MachineOf<typeof chart>)
