/**
 * The chart of a policy or an annual plan (2022 No. 9 art. 8; 2019 No. 38): management brings it about, the
 * committee examines it, the board adopts it, management executes it and accounts for it.
 *
 * - Nothing is adopted, and nothing revoked, but by a resolution about the very content that stands here.
 * - Every change of content goes back to the committee and the board: what was adopted before is outdated
 *   from then on, and nothing is executed until the board has resolved anew. There is no lesser change.
 * - One case of each kind and year. Before its year ends the next is put down, so that no year waits for
 *   somebody to remember it; the case goes on until management has accounted for its execution.
 * - Lateness is marked in place; a policy that is late is deliberated like any other.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { everydayOn } from '../everyday.ts'
import { dayOf } from '../seen.ts'
import { DECISION_RULES, endorsedBy, resolves } from './deciding.ts'
import { late } from './kit.ts'
import { policyTypes } from './policy-events.ts'
import type { PolicyEvent, PolicyEventOf } from './policy-events.ts'
import { policyRules } from './policy-rules.ts'
import { noPolicy } from './policy-terms.ts'
import type { PolicyContext } from './policy-terms.ts'

type C = PolicyContext
type Change = Partial<C>
const chart = setup({
  types: policyTypes,
  guards: guardsOf<C, PolicyEvent, typeof policyRules>(policyRules),
})

const brought = (c: C, e: PolicyEventOf<'submitPolicy' | 'changePolicy'>): Change => ({
  contentHash: e.payload.contentHash,
  versions: c.versions + 1,
  submittedOn: dayOf(e),
  endorsedBy: [],
  endorsement: null,
})
const executed = (c: C, e: PolicyEventOf<'reportExecution'>): Change => ({
  executions: c.executions + 1,
  lastExecutedOn: dayOf(e),
})

const preparing = chart.createStateConfig({
  meta: { title: text('起草', 'Being drawn up'), phase: 'before' },
  on: {
    submitPolicy: {
      target: 'beforeCommittee',
      actions: assign(({ context: c, event: e }) => brought(c, e)),
    },
    withdrawPolicy: { target: 'policyWithdrawn', guard: 'notAdoptedNow' },
    remindDraft: { actions: assign(({ context: c, event: e }) => late(c, 'policyDraft', e)) },
  },
} satisfies StateOf<typeof chart>)

const beforeCommittee = chart.createStateConfig({
  meta: { title: text('委员会审查', 'Before the committee'), phase: 'before' },
  on: {
    endorsePolicy: {
      target: 'beforeBoard',
      guard: { type: 'all', params: [...DECISION_RULES] },
      actions: assign(({ context: c, event: e }) => ({
        endorsedBy: endorsedBy(c, e.by.person),
        endorsement: resolves.kept(e),
      })),
    },
    committeeReturnPolicy: 'preparing',
    escalatePolicyExamination: {
      actions: assign(({ context: c, event: e }) => late(c, 'policyExamination', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const beforeBoard = chart.createStateConfig({
  meta: { title: text('董事会审议', 'Before the board'), phase: 'before' },
  on: {
    adoptPolicy: {
      target: 'executing',
      guard: { type: 'all', params: [...DECISION_RULES] },
      actions: assign(({ event: e }) => ({ adoption: resolves.kept(e) })),
    },
    boardReturnPolicy: 'preparing',
    escalatePolicyAdoption: {
      actions: assign(({ context: c, event: e }) => late(c, 'policyResolution', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const executing = chart.createStateConfig({
  meta: { title: text('已通过、执行中', 'Adopted and executed'), phase: 'during' },
  on: {
    reportExecution: {
      guard: { type: 'all', params: ['adoptionStands', 'executesWhatWasAdopted'] },
      actions: assign(({ context: c, event: e }) => executed(c, e)),
    },
    changePolicy: {
      target: 'beforeCommittee',
      guard: 'changeDiffers',
      actions: assign(({ context: c, event: e }) => brought(c, e)),
    },
    revokePolicy: {
      target: 'preparing',
      guard: { type: 'all', params: [...DECISION_RULES] },
      actions: assign({ adoption: null }),
    },
    concludePolicy: {
      target: 'policyConcluded',
      guard: { type: 'all', params: ['policyYearIsOver', 'adoptionStands'] },
      actions: assign(({ event: e }) => ({ account: e.payload.accountHash })),
    },
    remindAccount: {
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'policyAccount', e),
        late: { ...c.late, account: true },
      })),
    },
  },
} satisfies StateOf<typeof chart>)

/** Whether what the board adopted is what stands here. */
const force = chart.createStateConfig({
  meta: { title: text('效力', 'Force'), phase: 'during' },
  initial: 'notAdopted',
  states: {
    notAdopted: {
      meta: { title: text('未通过', 'Not adopted') },
      on: { adoptPolicy: 'inForce' },
    },
    inForce: {
      meta: { title: text('有效', 'In force') },
      on: { changePolicy: 'outdated', revokePolicy: 'notAdopted' },
    },
    outdated: {
      meta: { title: text('已过时，待重新决议', 'Outdated: to be resolved anew') },
      on: { adoptPolicy: 'inForce' },
    },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const policyChart = chart.createMachine({
  id: 'G04a',
  type: 'parallel',
  context: noPolicy,
  states: {
    case: {
      meta: { title: text('政策与计划', 'Policy and plan'), phase: 'before' },
      initial: 'notPutDown',
      on: {
        ...everydayOn,
        reportAdoptionOverdue: {
          actions: assign(({ context: c, event: e }) => ({
            ...late(c, 'policyAdoption', e),
            late: { ...c.late, adoption: true },
          })),
        },
        beginRenewal: { actions: assign({ renewed: true }) },
      },
      states: {
        notPutDown: {
          meta: { title: text('未列入', 'Not put down'), phase: 'before' },
          on: {
            openPolicy: {
              target: 'preparing',
              guard: 'policyNotPutDown',
              actions: assign(({ event: e }) => ({
                kind: e.payload.kind,
                year: e.payload.year,
                openedOn: dayOf(e),
              })),
            },
          },
        },
        preparing,
        beforeCommittee,
        beforeBoard,
        executing,
        policyConcluded: end('年度终结', 'Accounted for'),
        policyWithdrawn: end('已撤回', 'Withdrawn'),
      },
    },
    force,
  },
} satisfies MachineOf<typeof chart>)
