/** The case region while information is processed, and its end: active, held, suspended, deleted. */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import {
  audited,
  changed,
  consented,
  consentedFirst,
  consentWithdrawn,
  cured,
  deleted,
  deletionConfirmed,
  deletionProved,
  inspected,
  late,
  provided,
  restored,
  retained,
  stopped,
  terminated,
  violated,
} from './changes.ts'
import { submission, withdrawal } from './chart-proposal.ts'
import { chart } from './rules.ts'

const consent = ['consentAsked', 'consentIsOfText', 'consentCovers', 'recipientTold'] as const
/** Nobody consents: a change is given up, a stopped activity stays stopped, a new one is ended. */
const refused = [
  {
    target: '#M05a.case.active',
    guard: 'heldForChange',
    actions: chart.assign(({ context: c, event: e }) => restored(c, e)),
  },
  {
    target: '#M05a.case.terminating',
    guard: 'neverUsed',
    actions: chart.assign(() => terminated()),
  },
  { target: '#M05a.case.suspended', actions: chart.assign(() => ({ approval: null })) },
] as const

/** The text is shown; processing begins with the first consent that covers all that needs one. */
export const consenting = chart.createStateConfig({
  meta: { title: text('取得同意', 'Obtaining consent'), phase: 'during' },
  on: {
    recordConsent: {
      target: 'active',
      guard: { type: 'all', params: consent },
      actions: assign(({ context: c, event: e }) => consentedFirst(c, e)),
    },
    dropForRefusal: refused,
    lapseConsenting: refused,
  },
} satisfies StateOf<typeof chart>)

/** Processed as approved. Consents are counted; each withdrawal opens a request of the individual. */
export const active = chart.createStateConfig({
  meta: { title: text('处理中', 'Active'), phase: 'during' },
  on: {
    recordConsent: {
      guard: { type: 'all', params: consent },
      actions: assign(({ context: c }) => consented(c)),
    },
    reportChange: {
      target: 'changeHold',
      actions: assign(({ context: c, event: e }) => changed(c, e)),
    },
    recordProvision: {
      guard: { type: 'all', params: ['someRecipient', 'recipientKnown'] },
      actions: assign(({ context: c, event: e }) => provided(c, e)),
    },
    recordInspection: {
      guard: { type: 'all', params: ['someProcessor', 'processorKnown'] },
      actions: assign(({ context: c, event: e }) => inspected(c, e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** What has changed is not processed until it was screened anew; silence stops the activity. */
export const changeHold = chart.createStateConfig({
  meta: { title: text('变更暂缓', 'Held for a change'), phase: 'during' },
  on: {
    submitActivity: submission,
    withdrawActivity: withdrawal,
    lapseHold: {
      target: 'suspended',
      actions: assign(({ context: c, event: e }) => stopped(c, 'changeHold', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/**
 * Stopped after a violation, or because nothing came in time. It is lifted only on evidence of a cure and
 * only to what was approved before; what was never approved is submitted and assessed.
 */
export const suspended = chart.createStateConfig({
  meta: { title: text('已暂停', 'Suspended'), phase: 'after' },
  initial: 'uncured',
  states: {
    uncured: {
      meta: { title: text('待整改', 'To be cured') },
      on: {
        escalateSuspension: {
          target: 'overdue',
          actions: assign(({ context: c, event: e }) => late(c, 'suspension', e)),
        },
      },
    },
    overdue: { meta: { title: text('逾期未整改', 'Not cured in time') } },
  },
  on: {
    submitCure: { actions: assign(({ context: c, event: e }) => cured(c, e)) },
    liftSuspension: {
      target: 'active',
      guard: { type: 'all', params: ['approvedBefore', 'cureEvidenced'] },
      actions: assign(({ context: c, event: e }) => restored(c, e)),
    },
    submitActivity: submission,
    stopProcessing: { target: 'terminating', actions: assign(() => terminated()) },
  },
} satisfies StateOf<typeof chart>)

/** To be deleted, with proof and the confirmation of everybody who received it; lateness changes nothing. */
export const terminating = chart.createStateConfig({
  meta: { title: text('待删除', 'To be deleted'), phase: 'after' },
  on: {
    submitDeletionProof: {
      actions: assign(({ context: c, event: e }) => deletionProved(c, e)),
    },
    confirmProcessorDeletion: {
      guard: { type: 'all', params: ['someRecipient', 'recipientKnown', 'confirmsForItself'] },
      actions: assign(({ context: c, event: e }) => deletionConfirmed(c, e)),
    },
    confirmDeletion: {
      target: 'deleted',
      guard: { type: 'all', params: ['deletionProved', 'recipientsConfirmed'] },
      actions: assign(({ context: c, event: e }) => deleted(c, e)),
    },
    retainByLaw: {
      target: 'retained',
      guard: 'retentionAhead',
      actions: assign(({ event: e }) => retained(e)),
    },
    flagDeletionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'deletion', e)),
    },
    reportViolation: {
      actions: assign(({ context: c }) => ({ violations: c.violations + 1 })),
    },
  },
} satisfies StateOf<typeof chart>)

/** Kept because other law demands it, or because it cannot be deleted: stored and protected, nothing else. */
export const retainedState = chart.createStateConfig({
  meta: { title: text('依法保存', 'Kept by law'), phase: 'after' },
  on: {
    retainByLaw: {
      guard: 'retentionAhead',
      actions: assign(({ event: e }) => retained(e)),
    },
    endLegalRetention: { target: 'terminating', actions: assign(() => ({ retention: null })) },
    reportViolation: {
      actions: assign(({ context: c }) => ({ violations: c.violations + 1 })),
    },
  },
} satisfies StateOf<typeof chart>)

/** What every state takes; a state that says otherwise for the same event goes first. */
export const anywhere = chart.createStateConfig({
  on: {
    reportViolation: {
      target: '#M05a.case.suspended',
      guard: 'inUse',
      actions: assign(({ context: c }) => violated(c)),
    },
    withdrawConsent: [
      {
        target: '#M05a.case.terminating',
        guard: { type: 'all', params: ['consentStands', 'lastConsent'] },
        actions: assign(({ context: c }) => ({ ...consentWithdrawn(c), ...terminated() })),
      },
      {
        guard: 'consentStands',
        actions: assign(({ context: c }) => consentWithdrawn(c)),
      },
    ],
    endPurpose: {
      target: '#M05a.case.terminating',
      guard: 'inUse',
      actions: assign(() => terminated()),
    },
    lapsePurpose: {
      target: '#M05a.case.terminating',
      actions: assign(() => terminated()),
    },
    recordAudit: { guard: 'inUse', actions: assign(({ event: e }) => audited(e)) },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

const end = (zh: string, en: string, phase: 'before' | 'after') =>
  ({ type: 'final', meta: { title: text(zh, en), phase } }) as const
export const rejectedState = end('未同意', 'Rejected', 'before')
export const dropped = end('已放弃', 'Dropped', 'before')
export const deletedState = end('已删除', 'Deleted', 'after')
