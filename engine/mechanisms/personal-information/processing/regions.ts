/** The regions beside the case: whether information is processed, and how long the record is kept. */
import { text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import { chart } from './rules.ts'

const last = {
  target: 'ended',
  guard: { type: 'all', params: ['consentStands', 'lastConsent'] },
} as const
const ends = { endPurpose: 'ended', lapsePurpose: 'ended', withdrawConsent: last } as const
const begins = {
  goLive: { target: 'running', guard: 'noConsentNeeded' },
  recordConsent: 'running',
} as const

/**
 * Whether information is processed: the hard control. It runs exactly while the case stands in `active`,
 * and gets there only with an approval of the very description, and with the consents that it needs.
 */
export const use = chart.createStateConfig({
  meta: { title: text('处理状态', 'Processing'), phase: 'during' },
  initial: 'none',
  states: {
    none: {
      meta: { title: text('未处理', 'Never processed') },
      on: {
        ...begins,
        reportUnassessed: 'stopped',
        dropForRefusal: 'ended',
        lapseConsenting: 'ended',
      },
    },
    running: {
      meta: { title: text('处理中', 'Running') },
      on: { ...ends, reportChange: 'held', reportViolation: 'stopped' },
    },
    held: {
      meta: { title: text('暂缓', 'Held') },
      on: {
        ...begins,
        ...ends,
        withdrawActivity: 'running',
        rejectActivity: 'running',
        dropForRefusal: 'running',
        lapseConsenting: 'running',
        lapseHold: 'stopped',
        lapseAssessment: 'stopped',
        reportViolation: 'stopped',
      },
    },
    stopped: {
      meta: { title: text('停止', 'Stopped') },
      on: { ...begins, ...ends, liftSuspension: 'running', stopProcessing: 'ended' },
    },
    ended: { meta: { title: text('已终止', 'Ended') } },
  },
} satisfies StateOf<typeof chart>)

/**
 * The record of assessment and processing (K40, K43). It is kept anew with every decision, every provision
 * to others and the deletion; only afterwards, and only by two people, it is disposed of.
 */
export const assessmentRecord = chart.createStateConfig({
  meta: { title: text('评估与处理记录', 'Record of assessment and processing'), phase: 'after' },
  initial: 'none',
  states: {
    none: {
      meta: { title: text('尚无记录', 'No record yet') },
      on: {
        approveActivity: 'kept',
        rejectActivity: 'kept',
        confirmDeletion: 'kept',
      },
    },
    kept: {
      meta: { title: text('保存中', 'Kept') },
      on: { endAssessmentRetention: 'releasable', endProvisionRetention: 'releasable' },
    },
    releasable: {
      meta: { title: text('保存期满', 'May be disposed of') },
      on: {
        approveActivity: 'kept',
        confirmApproval: 'kept',
        rejectActivity: 'kept',
        recordProvision: 'kept',
        confirmDeletion: 'kept',
        confirmDisposal: 'disposed',
      },
    },
    disposed: { meta: { title: text('已处置', 'Disposed of') } },
  },
} satisfies StateOf<typeof chart>)
