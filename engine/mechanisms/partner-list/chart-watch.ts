/** The case region while the partner is on the public list (事中管控), and off-list dealing. */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  anew,
  contactsRecorded,
  dealingFound,
  forbidden,
  late,
  leaves,
  limitsBroken,
  ordered,
  remedied,
  renewed,
  signalled,
  standsAs,
  verified,
} from './changes.ts'
import { chart } from './rules.ts'

const clauses = [
  'sevenClausesNamed',
  'supervisionClauseNamed',
  'informationClauseNamed',
  'loanClausesNamed',
  'suitabilityClauseNamed',
  'agreementRuns',
] as const

/** Ways out, and what stops new business, wherever the partner stands while it is listed. */
const whileListed = chart.createStateConfig({
  on: {
    suspendPartner: {
      target: '#M06.case.suspended',
      guard: 'repeatIsOne',
      actions: assign(({ context: c, event: e }) => standsAs(c, e, 'suspended')),
    },
    lapseEvaluation: {
      target: '#M06.case.suspended',
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'evaluationLapse', e),
        ...standsAs(c, e, 'suspended'),
      })),
    },
    renewAgreement: {
      guard: { type: 'all', params: clauses },
      actions: assign(({ context: c, event: e }) => renewed(c, e)),
    },
    terminate: {
      target: '#M06.case.exiting',
      actions: assign(({ context: c, event: e }) =>
        leaves(c, e, { ground: 'terminated', forced: false }),
      ),
    },
    lapseContract: {
      target: '#M06.case.exiting',
      actions: assign(({ context: c, event: e }) =>
        leaves(c, e, { ground: 'contractEnded', forced: false }),
      ),
    },
    findNotQualified: {
      target: '#M06.case.exiting',
      actions: assign(({ context: c, event: e }) =>
        leaves(c, e, { ground: 'notQualified', forced: true }),
      ),
    },
    orderExit: {
      target: '#M06.case.exiting',
      actions: assign(({ context: c, event: e }) =>
        leaves(c, e, { ground: 'ordered', forced: true }),
      ),
    },
  },
} satisfies StateOf<typeof chart>)

/** Contacts of a collection agent; what is beyond the limits is a violation at once (K62). */
const collection = [
  {
    guard: { type: 'all', params: ['isCollectionAgent', 'daysInOrder', 'withinLimits'] },
    actions: chart.assign(({ context: c, event: e }) =>
      e.type === 'recordContacts' ? contactsRecorded(c, e) : {},
    ),
  },
  {
    guard: { type: 'all', params: ['isCollectionAgent', 'daysInOrder', 'beyondLimits'] },
    actions: chart.assign(({ context: c, event: e }) =>
      e.type === 'recordContacts' ? limitsBroken(c, e) : {},
    ),
  },
] as const

export const active = chart.createStateConfig({
  meta: { title: text('合作中', 'Active'), phase: 'during' },
  on: {
    ...whileListed.on,
    reportSignal: {
      target: 'watch',
      actions: assign(({ context: c, event: e }) => signalled(c, e)),
    },
    recordContacts: [collection[0], { ...collection[1], target: 'watch' }],
    retainPartner: { guard: 'stillQualified' },
    retainWithConditions: { target: 'watch', guard: 'stillQualified' },
  },
} satisfies StateOf<typeof chart>)

export const watch = chart.createStateConfig({
  meta: { title: text('重点关注', 'Watch'), phase: 'during' },
  on: {
    ...whileListed.on,
    recordContacts: collection,
    clearWatch: { target: 'active', guard: 'nothingOutstanding' },
    orderRemediation: {
      target: 'remediation',
      guard: 'someViolated',
      actions: assign(() => ordered),
    },
    retainPartner: { guard: 'stillQualified' },
    retainWithConditions: { guard: 'stillQualified' },
    escalateWatch: { actions: assign(({ context: c, event: e }) => late(c, 'watch', e)) },
  },
} satisfies StateOf<typeof chart>)

/**
 * Entered from the watch, business goes on meanwhile; entered from a suspension it does not, and only the
 * verification opens it again: an evaluation is no way round it.
 */
export const remediation = chart.createStateConfig({
  meta: { title: text('整改', 'Remediation'), phase: 'during' },
  on: {
    ...whileListed.on,
    recordContacts: collection,
    reportRemediation: { actions: assign(({ event: e }) => remedied(e)) },
    verifyRemediation: [
      {
        target: 'active',
        guard: { type: 'all', params: ['remediationReported', 'signalsAssessed'] },
        actions: assign(({ context: c, event: e }) => verified(c, e)),
      },
      {
        target: 'watch',
        guard: 'remediationReported',
        actions: assign(({ context: c, event: e }) => verified(c, e)),
      },
    ],
    retainPartner: { guard: { type: 'all', params: ['stillQualified', 'businessGoesOn'] } },
    retainWithConditions: {
      guard: { type: 'all', params: ['stillQualified', 'businessGoesOn'] },
    },
    lapseRemediation: {
      target: 'suspended',
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'remediation', e),
        ...standsAs(c, e, 'suspended'),
      })),
    },
  },
} satisfies StateOf<typeof chart>)

const forbids = {
  target: '#M06.case.exiting',
  guard: 'notForbidden',
  actions: chart.assign(({ context: c, event: e }) =>
    e.type === 'decideBlacklisting' ? forbidden(c, e) : {},
  ),
} as const

/** No new business. Back by a plan that is carried out and verified, or by an evaluation that finds it fit. */
export const suspended = chart.createStateConfig({
  meta: { title: text('暂停合作', 'Suspended'), phase: 'during' },
  on: {
    renewAgreement: whileListed.on.renewAgreement,
    terminate: whileListed.on.terminate,
    lapseContract: whileListed.on.lapseContract,
    findNotQualified: whileListed.on.findNotQualified,
    orderExit: whileListed.on.orderExit,
    recordContacts: collection,
    acceptPlan: { target: 'remediation', guard: 'notForbidden', actions: assign(() => ordered) },
    reviewNow: {},
    retainPartner: {
      target: 'active',
      guard: { type: 'all', params: ['stillQualified', 'nothingOutstanding', 'notForbidden'] },
      actions: assign(({ context: c, event: e }) => standsAs(c, e, 'listed')),
    },
    retainWithConditions: {
      target: 'watch',
      guard: { type: 'all', params: ['stillQualified', 'nothingOutstanding', 'notForbidden'] },
      actions: assign(({ context: c, event: e }) => standsAs(c, e, 'listed')),
    },
    decideBlacklisting: forbids,
    escalateSuspension: {
      actions: assign(({ context: c, event: e }) => late(c, 'suspension', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/**
 * Off-list dealing, found before the proposal, in any state of entry, while suspended, on the way out, or
 * beyond the scope of an active partner. New business stops with the finding. After the freeze a partner
 * that was on the public list is suspended, one that is leaving goes on leaving, and one that was never
 * listed is `frozen`: dealing off the list is no short way onto it.
 */
export const offListDetected = chart.createStateConfig({
  meta: { title: text('名单外合作', 'Off-list dealing'), phase: 'after' },
  on: {
    findOffListDealing: { actions: assign(({ context: c, event: e }) => dealingFound(c, e)) },
    freezeDealings: [
      { target: 'exiting', guard: 'isLeaving' },
      {
        target: 'suspended',
        guard: 'wasPublished',
        actions: assign(({ context: c, event: e }) => standsAs(c, e, 'suspended')),
      },
      { target: 'frozen' },
    ],
    reportFreezeOverdue: { actions: assign(({ context: c, event: e }) => late(c, 'freeze', e)) },
  },
} satisfies StateOf<typeof chart>)

export const frozen = chart.createStateConfig({
  meta: { title: text('名单外业务已冻结', 'Dealings frozen'), phase: 'after' },
  on: {
    resumeOnboarding: {
      target: 'dueDiligence',
      guard: 'notForbidden',
      actions: assign(() => anew),
    },
    orderExit: whileListed.on.orderExit,
    decideBlacklisting: forbids,
    escalateFrozen: { actions: assign(({ context: c, event: e }) => late(c, 'frozen', e)) },
  },
} satisfies StateOf<typeof chart>)
