/**
 * The periods of a package. Article 10 asks for timeliness and names no number, so each is house policy,
 * labelled as the institution's own wherever it is shown; a day that was ordered counts as it was ordered.
 */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { nextRemedy, nextToEscalate } from './package-terms.ts'
import type { PackageContext } from './package-terms.ts'
import { since } from './terms.ts'

type C = PackageContext
const deadline = { kind: 'deadline', from: 'entered' } as const

export const packageClocks = {
  draft: {
    ...deadline,
    title: text('起草期限', 'Draft'),
    policy: 'disclosure.draft',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.drafted'],
    fires: 'lapseDraft',
  },
  checking: {
    ...deadline,
    title: text('审核期限', 'Check of a copy'),
    policy: 'disclosure.checking',
    span: span(5, 'workday'),
    bounds: [1, 20],
    runsIn: ['case.checking'],
    fires: 'escalateCheck',
  },
  approval: {
    kind: 'validity',
    from: 'entered',
    title: text('审核结论有效期', 'Validity of an approval before publication'),
    policy: 'disclosure.approval',
    span: span(90, 'day'),
    bounds: [10, 180],
    runsIn: ['case.approved'],
    fires: 'lapseApproval',
  },
  /** Compared with the pages, or shopped incognito: whatever was found right counts anew. */
  recheck: {
    kind: 'deadline',
    from: (c: C) => since(c.recheckFrom),
    title: text('展示核对期限', 'Comparison of what is shown'),
    policy: 'disclosure.recheck',
    span: span(180, 'day'),
    bounds: [30, 365],
    runsIn: ['case.published'],
    fires: 'flagRecheckDue',
  },
  /** 2025 No. 7 art. 31 asks to keep investors informed and leaves the interval to rules and contract. */
  periodic: {
    kind: 'deadline',
    from: (c: C) => since(c.informFrom),
    title: text('存续期信息披露间隔', 'Information of investors during the life of the product'),
    policy: 'disclosure.periodic',
    span: span(90, 'day'),
    bounds: [7, 366],
    runsIn: ['case.drafted', 'case.checking', 'case.approved', 'case.published', 'case.runOff'],
    unless: (c: C) => c.productClass !== 'investment' || c.informFrom === null,
    fires: 'reportInvestorsUninformed',
  },
  runOff: {
    ...deadline,
    title: text('存续期提醒', 'Reminder of contracts in service'),
    policy: 'disclosure.runOff',
    span: span(365, 'day'),
    bounds: [30, 730],
    runsIn: ['case.runOff'],
    fires: 'flagRunOff',
  },
  correction: {
    kind: 'deadline',
    from: (c: C) => since(nextToEscalate(c)?.on),
    title: text('偏差纠正期限', 'Correction of a deviation'),
    policy: 'disclosure.correction',
    span: span(10, 'workday'),
    bounds: [1, 20],
    runsIn: ['deviation.open', 'deviation.escalated'],
    unless: (c: C) => nextToEscalate(c) === undefined,
    fires: 'escalateDeviation',
  },
  verification: {
    ...deadline,
    title: text('偏差复核期限', 'Verification of a correction'),
    policy: 'disclosure.verification',
    span: span(5, 'workday'),
    bounds: [1, 15],
    runsIn: ['deviation.corrected'],
    fires: 'reportVerificationOverdue',
  },
  remedy: {
    ...deadline,
    title: text('责令补救期限', 'Remedy that was ordered'),
    agreed: (c: C) => (nextRemedy(c)?.forcedUntil ?? undefined) as Day | undefined,
    runsIn: ['deviation.open', 'deviation.escalated', 'deviation.corrected'],
    unless: (c: C) => nextRemedy(c) === undefined,
    fires: 'reportRemedyOverdue',
  },
} as const
