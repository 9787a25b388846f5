/** The case region before anything is processed: description, screening, assessment, decision (事前审核). */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import {
  approved,
  assessed,
  decidedOn,
  described,
  ended,
  foundUnassessed,
  goneStale,
  late,
  presumed,
  proposed,
  rejected,
  requiredInFull,
  restored,
  screened,
  begun,
  begunAtOnce,
  stopped,
} from './changes.ts'
import { chart } from './rules.ts'

/** A new description is always screened anew, whatever was found of the one before it. */
export const submission = {
  target: '#M05a.case.screening',
  guard: { type: 'all', params: ['contentNotRejected', 'endLiesAhead'] },
  actions: chart.assign(({ context: c, event: e }) =>
    e.type === 'submitActivity' ? described(c, e) : {},
  ),
} as const
/**
 * A withdrawal ends the case only where nothing was ever processed. Where a change is given up, what was
 * approved before is restored; what is stopped is not withdrawn, but cured or deleted.
 */
export const withdrawal = [
  {
    target: '#M05a.case.dropped',
    guard: 'neverUsed',
    actions: chart.assign(({ event: e }) => ended(e)),
  },
  {
    target: '#M05a.case.active',
    guard: 'heldForChange',
    actions: chart.assign(({ context: c, event: e }) => restored(c, e)),
  },
] as const
const rejection = [
  {
    target: '#M05a.case.rejected',
    guard: 'neverUsed',
    actions: chart.assign(({ context: c, event: e }) => ({ ...rejected(c, e), ...ended(e) })),
  },
  {
    target: '#M05a.case.active',
    guard: 'heldForChange',
    actions: chart.assign(({ context: c, event: e }) => ({
      ...rejected(c, e),
      ...restored(c, e),
    })),
  },
  {
    target: '#M05a.case.suspended',
    actions: chart.assign(({ context: c, event: e }) => rejected(c, e)),
  },
] as const
const lapse = [
  {
    target: '#M05a.case.dropped',
    guard: 'neverUsed',
    actions: chart.assign(({ context: c, event: e }) => ({
      ...late(c, 'assessment', e),
      ...ended(e),
    })),
  },
  {
    target: '#M05a.case.suspended',
    actions: chart.assign(({ context: c, event: e }) => stopped(c, 'assessment', e)),
  },
] as const

/**
 * Left by the event that opens the process and never stored. Processing that is found without an
 * assessment has no description, so its finding opens the process as well, suspended.
 */
export const openingActivity = chart.createStateConfig({
  meta: { title: text('未立案', 'Not opened'), phase: 'before' },
  on: {
    proposeActivity: {
      target: 'proposed',
      guard: 'noOpenActivity',
      actions: assign(({ event: e }) => proposed(e)),
    },
    reportUnassessed: {
      target: 'suspended',
      guard: 'noOpenActivity',
      actions: assign(({ event: e }) => foundUnassessed(e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const proposedState = chart.createStateConfig({
  meta: { title: text('已提出', 'Proposed'), phase: 'before' },
  on: {
    submitActivity: submission,
    withdrawActivity: withdrawal,
    lapseDraft: { target: 'dropped', actions: assign(({ event: e }) => ended(e)) },
  },
} satisfies StateOf<typeof chart>)

/** Each item of art. 55 is answered; any yes leads to the full assessment, and so does silence. */
export const screening = chart.createStateConfig({
  meta: { title: text('逐项判断', 'Screening'), phase: 'before' },
  on: {
    screenActivity: [
      {
        target: 'assessment',
        guard: { type: 'all', params: ['answersFit', 'someTrigger'] },
        actions: assign(({ event: e }) => screened(e)),
      },
      {
        target: 'lite',
        guard: 'answersFit',
        actions: assign(({ event: e }) => screened(e)),
      },
    ],
    presumeTriggered: {
      target: 'assessment',
      actions: assign(({ context: c, event: e }) => presumed(c, e)),
    },
    returnActivity: 'returned',
    withdrawActivity: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/** Nothing of art. 55 applies: the short form suffices, and it too takes the officer's decision. */
export const lite = chart.createStateConfig({
  meta: { title: text('简式审批', 'Short form'), phase: 'before' },
  on: {
    approveActivity: {
      target: 'approved',
      actions: assign(({ context: c, event: e }) => approved(c, e)),
    },
    requireAssessment: {
      target: 'assessment',
      actions: assign(({ context: c }) => requiredInFull(c)),
    },
    rejectActivity: rejection,
    returnActivity: 'returned',
    withdrawActivity: withdrawal,
    escalateLite: { actions: assign(({ context: c, event: e }) => late(c, 'lite', e)) },
  },
} satisfies StateOf<typeof chart>)

export const assessment = chart.createStateConfig({
  meta: { title: text('影响评估', 'Impact assessment'), phase: 'before' },
  on: {
    finishAssessment: {
      target: 'opinion',
      guard: {
        type: 'all',
        params: [
          'assessmentOfContent',
          'automationSafeguarded',
          'processorsBound',
          'transferLawful',
        ],
      },
      actions: assign(({ context: c, event: e }) => assessed(c, e)),
    },
    lapseAssessment: lapse,
    withdrawActivity: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/** The officer's opinion on the assessment; a high risk then goes to senior management. */
export const opinion = chart.createStateConfig({
  meta: { title: text('负责人审核', 'Opinion of the officer'), phase: 'before' },
  on: {
    approveActivity: [
      {
        target: 'ruling',
        guard: 'tierIsHigh',
        actions: assign(({ context: c, event: e }) => decidedOn(c, e)),
      },
      { target: 'approved', actions: assign(({ context: c, event: e }) => approved(c, e)) },
    ],
    rejectActivity: rejection,
    returnActivity: 'returned',
    withdrawActivity: withdrawal,
    escalateOpinion: { actions: assign(({ context: c, event: e }) => late(c, 'opinion', e)) },
  },
} satisfies StateOf<typeof chart>)

export const returnedState = chart.createStateConfig({
  meta: { title: text('退回补正', 'Returned'), phase: 'before' },
  on: {
    submitActivity: submission,
    reworkAssessment: { target: 'assessment', guard: 'assessmentDue' },
    lapseAssessment: lapse,
    withdrawActivity: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/** Tiered approval (分级授权审批): what is of high risk is not approved by the officer alone. */
export const ruling = chart.createStateConfig({
  meta: { title: text('高级管理层批准', 'Approval of senior management'), phase: 'before' },
  on: {
    confirmApproval: {
      target: 'approved',
      actions: assign(({ context: c, event: e }) => approved(c, e)),
    },
    declineApproval: 'returned',
    withdrawActivity: withdrawal,
    escalateApproval: { actions: assign(({ context: c, event: e }) => late(c, 'ruling', e)) },
  },
} satisfies StateOf<typeof chart>)

export const approvedState = chart.createStateConfig({
  meta: { title: text('已同意', 'Approved'), phase: 'before' },
  on: {
    goLive: [
      {
        target: 'consenting',
        guard: { type: 'all', params: ['reviewGateHolds', 'consentIsNeeded', 'consentTextShown'] },
        actions: assign(({ event: e }) => begun(e)),
      },
      {
        target: 'active',
        guard: { type: 'all', params: ['reviewGateHolds', 'noConsentNeeded'] },
        actions: assign(({ context: c, event: e }) => begunAtOnce(c, e)),
      },
    ],
    submitActivity: submission,
    lapseApproval: { target: 'screening', actions: assign(() => goneStale()) },
    withdrawActivity: withdrawal,
  },
} satisfies StateOf<typeof chart>)
