/** The case region after the report: instruction, rectification finding by finding, follow-up. */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import { RESOLUTION_RULES } from '../../resolution.ts'
import {
  acceptanceLapsed,
  escalated,
  findingMoved,
  findingOverdue,
  followUpLate,
  instructed,
  late,
  ordered,
} from './changes.ts'
import type { Move } from './changes.ts'
import type { EngagementContext } from './context.ts'
import { chart } from './rules.ts'
import type { RuleName } from './rules.ts'

export const boardReview = chart.createStateConfig({
  meta: { title: text('报告审议', 'Report before the board'), phase: 'after' },
  on: {
    instruct: {
      target: 'remediation',
      guard: {
        type: 'all',
        params: [
          'someFindingStands',
          ...RESOLUTION_RULES,
          'resolutionIsOfReport',
          'resolutionIsTimely',
          'everyFindingIsDue',
          'dueDaysAreAhead',
        ],
      },
      actions: assign(({ context: c, event: e }) => instructed(c, e)),
    },
    closeWithoutFindings: {
      target: 'closed',
      guard: {
        type: 'all',
        params: [
          'noFindingStands',
          ...RESOLUTION_RULES,
          'resolutionIsOfReport',
          'resolutionIsTimely',
        ],
      },
    },
    reportInstructionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'instruction', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const STAGES = {
  leadsToEscalated: '.escalated',
  leadsToOverdue: '.overdue',
  leadsToOnTime: '.onTime',
  leadsToFollowUp: '.followUp',
  leadsToRiskAccepted: '.riskAccepted',
} as const
type Leads = keyof typeof STAGES
interface Args {
  readonly context: EngagementContext
  readonly event: Move
}

/**
 * Whatever moves one finding moves rectification as a whole to where its worst finding stands; where none
 * keeps it open, it ends. XState types a transition by the one event it stands at; these are the same for
 * five.
 */
const byStage = (rules: readonly RuleName[]): never => {
  const actions = assign((({ context: c, event: e }: Args) => findingMoved(c, e)) as never)
  const stays = (Object.keys(STAGES) as Leads[]).map((leads) => ({
    target: STAGES[leads],
    guard: { type: 'all', params: [...rules, leads] },
    actions,
  }))
  const ends = { target: '#engagement.case.closed', guard: { type: 'all', params: rules }, actions }
  return [...stays, ends] as never
}

export const remediation = chart.createStateConfig({
  meta: { title: text('整改', 'Rectification'), phase: 'after' },
  initial: 'onTime',
  states: {
    onTime: {
      meta: { title: text('整改期内', 'Within its days') },
      on: {
        reportFindingOverdue: {
          target: 'overdue',
          actions: assign(({ context: c, event: e }) => findingOverdue(c, e)),
        },
      },
    },
    overdue: {
      meta: { title: text('整改逾期', 'Overdue') },
      on: {
        escalateOverdue: {
          target: 'escalated',
          actions: assign(({ context: c, event: e }) => escalated(c, e)),
        },
      },
    },
    followUp: {
      meta: { title: text('跟踪核实', 'Followed up') },
      on: {
        lapseRiskAcceptance: {
          target: 'onTime',
          actions: assign(({ context: c }) => acceptanceLapsed(c)),
        },
      },
    },
    escalated: {
      meta: { title: text('已升级至董事会', 'Escalated to the board') },
      on: {
        orderRectification: {
          target: 'onTime',
          guard: {
            type: 'all',
            params: [
              ...RESOLUTION_RULES,
              'resolutionIsOfReport',
              'resolutionIsTimely',
              'everyOverdueIsDue',
              'dueDaysAreAhead',
            ],
          },
          actions: assign(({ context: c, event: e }) => ordered(c, e)),
        },
        reportOrderOverdue: {
          actions: assign(({ context: c, event: e }) => late(c, 'order', e)),
        },
      },
    },
    riskAccepted: {
      meta: { title: text('风险被接受', 'Risk accepted') },
      on: {
        lapseRiskAcceptance: {
          target: 'onTime',
          actions: assign(({ context: c }) => acceptanceLapsed(c)),
        },
      },
    },
  },
  on: {
    claimFixed: byStage(['someOpen', 'findingIsOpen']),
    confirmFixed: byStage(['someClaimed', 'findingIsClaimed', 'claimOfAnother']),
    rejectFix: byStage(['someClaimed', 'findingIsClaimed', 'claimOfAnother']),
    acceptRisk: byStage([
      'someRiskMayBeAccepted',
      'findingIsOpen',
      'riskMayBeAccepted',
      'acceptanceIsBounded',
    ]),
    closeRisk: byStage(['someAccepted', 'findingIsAccepted']),
    // Elsewhere something worse than one more open finding stands already.
    lapseRiskAcceptance: { actions: assign(({ context: c }) => acceptanceLapsed(c)) },
    reportFindingOverdue: {
      actions: assign(({ context: c, event: e }) => findingOverdue(c, e)),
    },
    reportFollowUpOverdue: {
      actions: assign(({ context: c, event: e }) => followUpLate(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)
