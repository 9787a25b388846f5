/**
 * The chart of a suitable sale (M03c; 2022 No. 9 art. 11, 2025 No. 7).
 *
 * It follows the usual drawing with these deviations:
 * - what the drawing leaves to automatic events (precheck, mismatch, suitable or not, care, declarations)
 *   is one verdict inside the event that asks, so that nobody can choose another outcome;
 * - the verdict is made again on demand, and a sale is executed only on a match that still stands: the
 *   rating, the assessment, the review and the seller may have changed since;
 * - special care leads back to `matched`, so that there is one way to inform, and its "more time" is a
 *   clock that must have struck; the call-back it promises is a region with a clock of its own;
 * - time remedies nothing: a remedy that is late goes to senior management, which orders it, and stays
 *   late; and a remedy that is offered must be accepted and performed, by an agreed day;
 * - the end of the contract is recorded whenever it comes, but a mis-sale is archived only settled;
 * - a mis-sale may be found for as long as the file is kept, also after the contract ended.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { corrected } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import { recordOn, recordRegion } from './record.ts'
import {
  archivedAfterRemedy,
  archivedAtEnd,
  calledBack,
  contractEnded,
  late,
  lookedBack,
  misSold,
  offered,
  settled,
} from './sale-changes.ts'
import { beforeMatch, requested, untilExecution } from './sale-chart-request.ts'
import { saleChart as chart } from './sale-rules.ts'
import { beforeSale } from './sale-terms.ts'

type State = StateOf<typeof chart>

const endFits = { type: 'all', params: ['contractRuns', 'contractEndFits'] } as const
const contractEnds = {
  endContract: {
    target: '#M03c.case.archived',
    guard: endFits,
    actions: chart.assign(({ event: e }) => (e.type === 'endContract' ? archivedAtEnd(e) : {})),
  },
} as const
/** A contract may end while its mis-sale is not settled: that is recorded, and changes nothing else. */
const contractEndsMeanwhile = {
  endContract: {
    guard: endFits,
    actions: chart.assign(({ event: e }) => (e.type === 'endContract' ? contractEnded(e) : {})),
  },
} as const
const passes = {
  passLookback: { actions: chart.assign(({ context: c }) => lookedBack(c)) },
} as const

const offer = ['performanceAhead', 'compensationStated'] as const
const offering = {
  offerRemedy: {
    target: '#M03c.case.remedied.offered',
    guard: { type: 'all', params: offer },
    actions: chart.assign(({ event: e }) => (e.type === 'offerRemedy' ? offered(e) : {})),
  },
} as const

const executedStates = {
  executed: chart.createStateConfig({
    meta: { title: text('已执行', 'Executed'), phase: 'after' },
    on: { ...contractEnds, ...passes },
  } satisfies State),
  breachFound: chart.createStateConfig({
    meta: { title: text('发现不适当销售', 'Mis-sale found'), phase: 'after' },
    initial: 'pending',
    states: {
      pending: {
        meta: { title: text('待补救', 'Remedy awaited') },
        on: {
          escalateRemedy: {
            target: 'escalated',
            actions: assign(({ context: c, event: e }) => late(c, 'remedy', e)),
          },
        },
      },
      escalated: {
        meta: { title: text('已升级', 'Escalated') },
        on: {
          forceRemedy: {
            target: '#M03c.case.remedied.offered',
            guard: { type: 'all', params: offer },
            actions: assign(({ event: e }) => offered(e)),
          },
          reportRemedyOverdue: {
            actions: assign(({ context: c, event: e }) => late(c, 'forcedRemedy', e)),
          },
        },
      },
    },
    on: { ...offering, ...contractEndsMeanwhile },
  } satisfies State),
}

/** What is promised must be accepted and performed; what is not accepted stays open until it is closed. */
const remedied = chart.createStateConfig({
  meta: { title: text('补救', 'Remedied'), phase: 'after' },
  initial: 'offered',
  states: {
    offered: {
      meta: { title: text('已提出补救', 'Offered') },
      on: {
        acceptRemedy: 'performing',
        declineRemedy: 'unsettled',
        lapseOffer: 'unsettled',
        ...contractEndsMeanwhile,
      },
    },
    performing: {
      meta: { title: text('履行中', 'To be performed') },
      on: {
        performRemedy: [
          {
            target: '#M03c.case.archived',
            guard: { type: 'all', params: ['performancePast', 'contractEnded'] },
            actions: assign(({ event: e }) => archivedAfterRemedy(e)),
          },
          { target: 'settled', guard: 'performancePast', actions: assign(() => settled) },
        ],
        reportPerformanceOverdue: {
          actions: assign(({ context: c, event: e }) => late(c, 'performance', e)),
        },
        ...contractEndsMeanwhile,
      },
    },
    unsettled: {
      meta: { title: text('未达成补救', 'Unsettled') },
      on: {
        ...offering,
        closeUnsettled: [
          {
            target: '#M03c.case.archived',
            guard: 'contractEnded',
            actions: assign(({ event: e }) => archivedAfterRemedy(e)),
          },
          { target: 'settled', actions: assign(() => settled) },
        ],
        reportUnsettled: {
          actions: assign(({ context: c, event: e }) => late(c, 'unsettled', e)),
        },
        ...contractEndsMeanwhile,
      },
    },
    settled: {
      meta: { title: text('补救完结', 'Settled') },
      on: { ...contractEnds, ...passes },
    },
  },
} satisfies State)

const found = ['wasExecuted', 'fileKept', 'foundInTime'] as const
const anywhere = chart.createStateConfig({
  on: {
    ...everydayOn,
    ...recordOn,
    failLookback: [
      {
        target: '#M03c.case.breachFound',
        guard: { type: 'all', params: [...found, 'noBreachOpen'] },
        actions: assign(({ context: c, event: e }) => misSold(c, e)),
      },
      {
        guard: { type: 'all', params: found },
        actions: assign(({ context: c, event: e }) => misSold(c, e)),
      },
    ],
    recordCallBack: { actions: assign(({ event: e }) => calledBack(e)) },
    reportCallBackOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'callBack', e)),
    },
    correctSale: {
      guard: 'saleUnitIsAsStated',
      actions: assign(({ context: c, event: e }) => ({
        unit: e.payload.is,
        work: corrected(c.work),
      })),
    },
  },
} satisfies State)

/** Art. 18: whoever was given special care is called back promptly once the sale was executed. */
const callBack = chart.createStateConfig({
  meta: { title: text('回访', 'Call-back'), phase: 'after' },
  initial: 'notDue',
  states: {
    notDue: {
      meta: { title: text('无须回访', 'Not due') },
      on: { executeSale: { target: 'due', guard: 'careWasGiven' } },
    },
    due: {
      meta: { title: text('待回访', 'Due') },
      on: { recordCallBack: 'made', reportCallBackOverdue: 'overdue' },
    },
    overdue: {
      meta: { title: text('回访逾期', 'Overdue') },
      on: { recordCallBack: 'made' },
    },
    made: { meta: { title: text('已回访', 'Made') } },
  },
} satisfies State)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'during' } }) as const

export const saleMachine = chart.createMachine({
  id: 'M03c',
  type: 'parallel',
  context: beforeSale,
  states: {
    case: {
      meta: { title: text('适当销售', 'Suitable sale'), phase: 'during' },
      initial: 'requested',
      on: anywhere.on,
      states: {
        requested,
        ...beforeMatch,
        ...untilExecution,
        ...executedStates,
        remedied,
        blocked: end('已阻断', 'Blocked'),
        cancelled: end('已取消', 'Cancelled'),
        archived: {
          type: 'final',
          meta: { title: text('已归档', 'Archived'), phase: 'after' },
        },
      },
    },
    callBack,
    saleRecord: chart.createStateConfig(
      recordRegion(text('销售档案', 'File of the sale')) satisfies State,
    ),
  },
} satisfies MachineOf<typeof chart>)
