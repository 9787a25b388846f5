/** The case region before the list: proposal, due diligence, approval, agreement (事前审核). */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  agreed,
  anew,
  approved,
  diligenceRecorded,
  failed,
  late,
  leaves,
  openedByDealing,
  proposed,
  published,
  sentBack,
  submitted,
} from './changes.ts'
import { chart } from './rules.ts'

/**
 * A negative decision ends the case only where nothing was dealt. Where there are customers already, a
 * final state would leave them and their data with a partner that nobody watches: it must leave in order.
 */
const refused = (ground: string) =>
  [
    {
      target: '#M06.case.rejected',
      guard: 'nothingDealt',
      actions: chart.assign(({ event: e }) => failed(e, ground)),
    },
    {
      target: '#M06.case.exiting',
      actions: chart.assign(({ context: c, event: e }) => ({
        ...failed(e, ground),
        ...leaves(c, e, { ground: 'refusedAfterDealing', forced: true }),
      })),
    },
  ] as const
const withdrawal = { target: '#M06.case.withdrawn', guard: 'nothingDealt' } as const
const fails = [
  {
    target: '#M06.case.rejected',
    guard: 'nothingDealt',
    actions: chart.assign(({ event: e }) =>
      e.type === 'failDueDiligence' ? failed(e, e.payload.ground) : {},
    ),
  },
  ...refused('other').slice(1),
] as const

/** Left by the event that opens the process and never stored. */
export const opening = chart.createStateConfig({
  meta: { title: text('未立案', 'Not opened'), phase: 'before' },
  on: {
    proposePartner: {
      target: 'proposed',
      guard: { type: 'all', params: ['noOpenListing', 'notBlacklisted', 'rejectionAnswered'] },
      actions: assign(({ context: c, event: e }) => proposed(c, e)),
    },
    // Dealing with whom no list names has no proposal: its finding opens the case.
    reportOffListDealing: {
      target: 'offListDetected',
      guard: { type: 'all', params: ['noOpenListing', 'unitExists'] },
      actions: assign(({ event: e }) => openedByDealing(e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const proposedState = chart.createStateConfig({
  meta: { title: text('已提议', 'Proposed'), phase: 'before' },
  on: {
    beginDueDiligence: {
      target: 'dueDiligence',
      guard: 'overseerHoldsSeat',
      actions: assign(({ event: e }) => ({ overseer: e.payload.handler })),
    },
    withdrawProposal: withdrawal,
    reportProposalOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'proposal', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** Seven aspects, each by the body that owns it; an aspect may be assessed again until it is reported. */
export const dueDiligence = chart.createStateConfig({
  meta: { title: text('尽职调查', 'Due diligence'), phase: 'before' },
  on: {
    recordDiligence: {
      guard: 'aspectIsYours',
      actions: assign(({ context: c, event: e }) => diligenceRecorded(c, e)),
    },
    reportDueDiligence: {
      target: 'rated',
      guard: { type: 'all', params: ['diligenceDone', 'diligencePassed', 'agentIsQualified'] },
    },
    failDueDiligence: fails,
    withdrawProposal: withdrawal,
    reportDiligenceOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'diligence', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const rated = chart.createStateConfig({
  meta: { title: text('已评级', 'Rated'), phase: 'before' },
  on: {
    submitForApproval: {
      target: 'hqApproval',
      guard: {
        type: 'all',
        params: ['coreStaysInside', 'platformStaysOut', 'feesAreLawful', 'standardIsAdopted'],
      },
      actions: assign(({ context: c, event: e }) => submitted(c, e)),
    },
    failDueDiligence: fails,
    withdrawProposal: withdrawal,
    reportSubmissionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'submission', e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** Only headquarters and senior management decide here; a key partner is for senior management alone. */
export const hqApproval = chart.createStateConfig({
  meta: { title: text('总部审批', 'Approval by headquarters'), phase: 'before' },
  on: {
    approvePartner: {
      target: 'contracting',
      guard: {
        type: 'all',
        params: ['keyTierNeedsManagement', 'nothingOutstanding', 'approvalIsOfFile'],
      },
      actions: assign(({ event: e }) => approved(e)),
    },
    refusePartner: refused('refused'),
    returnToDiligence: {
      target: 'dueDiligence',
      actions: assign(({ context: c, event: e }) => sentBack(c, e)),
    },
    withdrawProposal: withdrawal,
    reportApprovalOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'approval', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const contracting = chart.createStateConfig({
  meta: { title: text('签约中', 'Contracting'), phase: 'before' },
  on: {
    signAgreement: {
      target: 'listed',
      guard: {
        type: 'all',
        params: [
          'sevenClausesNamed',
          'supervisionClauseNamed',
          'informationClauseNamed',
          'loanClausesNamed',
          'suitabilityClauseNamed',
          'agreementRuns',
        ],
      },
      actions: assign(({ event: e }) => agreed(e)),
    },
    failTerms: refused('termsNotAgreed'),
    withdrawProposal: withdrawal,
    // What was found months ago says little: the approval goes stale with it.
    lapseApproval: { target: 'dueDiligence', actions: assign(() => anew) },
  },
} satisfies StateOf<typeof chart>)

/** On the list, but nobody outside can see it: no business before it is published (K63). */
export const listed = chart.createStateConfig({
  meta: { title: text('已列名待公布', 'Listed, to be published'), phase: 'before' },
  on: {
    publishList: {
      target: 'active',
      guard: {
        type: 'all',
        params: [
          'nothingOutstanding',
          'publicationIsOfficial',
          'publishedNotLater',
          'versionIsNew',
        ],
      },
      actions: assign(({ context: c, event: e }) => published(c, e)),
    },
    withdrawProposal: withdrawal,
    reportPublicationOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'publication', e)),
    },
  },
} satisfies StateOf<typeof chart>)
