/** The regions beside the case: what is watched, the evaluation, new business, and the record. */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { recordRegion } from '../keeping.ts'
import { chart } from './rules.ts'

type OnAspect = 'onConduct' | 'onComplaints' | 'onData' | 'onFees'

/** One aspect under watch. A signal is assessed; a violation is remedied under an order and verified. */
const watchOf = (title: Text, here: OnAspect) =>
  chart.createStateConfig({
    meta: { title, phase: 'during' },
    initial: 'clear',
    states: {
      clear: {
        meta: { title: text('正常', 'Clear') },
        on: { reportSignal: { target: 'signalled', guard: here } },
      },
      signalled: {
        meta: { title: text('有信号', 'Signalled') },
        on: {
          dismissSignal: { target: 'clear', guard: here },
          confirmViolation: { target: 'violated', guard: here },
        },
      },
      violated: {
        meta: { title: text('违规', 'Violated') },
        on: { verifyRemediation: 'clear', dismissSignal: { target: 'clear', guard: here } },
      },
    },
  } satisfies StateOf<typeof chart>)

const conductRegion = chart.createStateConfig({
  meta: { title: text('营销催收行为', 'Conduct'), phase: 'during' },
  initial: 'clear',
  states: {
    clear: {
      meta: { title: text('正常', 'Clear') },
      on: {
        reportSignal: { target: 'signalled', guard: 'onConduct' },
        recordContacts: { target: 'violated', guard: 'beyondLimits' },
      },
    },
    signalled: {
      meta: { title: text('有信号', 'Signalled') },
      on: {
        dismissSignal: { target: 'clear', guard: 'onConduct' },
        confirmViolation: { target: 'violated', guard: 'onConduct' },
        recordContacts: { target: 'violated', guard: 'beyondLimits' },
      },
    },
    violated: {
      meta: { title: text('违规', 'Violated') },
      on: { verifyRemediation: 'clear', dismissSignal: { target: 'clear', guard: 'onConduct' } },
    },
  },
} satisfies StateOf<typeof chart>)

export const watchRegions = {
  conduct: conductRegion,
  complaints: watchOf(text('投诉', 'Complaints'), 'onComplaints'),
  data: watchOf(text('个人信息', 'Personal information'), 'onData'),
  fees: watchOf(text('收费', 'Fees'), 'onFees'),
}

const recorded = [{ target: 'current', guard: 'isLeaving' }, { target: 'recorded' }] as const

/**
 * The yearly full evaluation. A region, so that neither watch nor remediation nor suspension puts it off,
 * and so that business goes on while it is made. It runs as long as there are customers of the partner.
 */
export const evaluation = chart.createStateConfig({
  meta: { title: text('年度全面评估', 'Yearly evaluation'), phase: 'after' },
  initial: 'none',
  states: {
    none: {
      meta: { title: text('未安排', 'Not scheduled') },
      on: { publishList: 'current' },
    },
    current: {
      meta: { title: text('有效期内', 'Current') },
      on: {
        beginEvaluation: 'due',
        reviewNow: 'due',
        recordEvaluation: recorded,
        reportEvaluationOverdue: 'overdue',
      },
    },
    due: {
      meta: { title: text('待评估', 'Due') },
      on: { recordEvaluation: recorded, reportEvaluationOverdue: 'overdue' },
    },
    recorded: {
      meta: { title: text('已评估，待决定', 'Recorded, to be decided') },
      on: {
        retainPartner: 'current',
        retainWithConditions: 'current',
        findNotQualified: 'current',
        recordEvaluation: recorded,
        reviewNow: 'due',
        reportEvaluationOverdue: 'overdue',
      },
    },
    overdue: {
      meta: { title: text('评估逾期', 'Overdue') },
      on: { recordEvaluation: recorded },
    },
  },
} satisfies StateOf<typeof chart>)

/**
 * Whether there may be new business: the hard control. Only the publication, a verified remediation and a
 * decision to retain open it; whatever casts doubt on the partner closes it at once.
 */
export const newBusiness = chart.createStateConfig({
  meta: { title: text('新增业务', 'New business'), phase: 'during' },
  initial: 'closed',
  states: {
    closed: {
      meta: { title: text('不得开展', 'Closed') },
      on: {
        publishList: 'open',
        verifyRemediation: 'open',
        retainPartner: 'open',
        retainWithConditions: 'open',
      },
    },
    open: {
      meta: { title: text('可以开展', 'Open') },
      on: {
        suspendPartner: 'closed',
        lapseRemediation: 'closed',
        lapseEvaluation: 'closed',
        findOffListDealing: 'closed',
        terminate: 'closed',
        lapseContract: 'closed',
        findNotQualified: 'closed',
        orderExit: 'closed',
      },
    },
  },
} satisfies StateOf<typeof chart>)

const ends = { target: 'kept', guard: 'nothingDealt' } as const
export const record = recordRegion({
  completeExit: 'kept',
  withdrawProposal: 'kept',
  failDueDiligence: ends,
  refusePartner: ends,
  failTerms: ends,
})
