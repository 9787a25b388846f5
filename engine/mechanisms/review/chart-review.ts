/** The case region before a sale: dossier, scope, review and conditions (事前审核). */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import {
  backToCleared,
  cleared,
  disputed,
  found,
  foundNotMaterial,
  fulfilled,
  inScope,
  late,
  newRound,
  onConditions,
  opened,
  openedInBreach,
  proposed,
  rejected,
  returned,
  stoppedFor,
  submitted,
} from './changes.ts'
import { gates } from './gates.ts'
import { chart } from './rules.ts'

/**
 * A withdrawal ends the case only where nothing was ever sold. Where a change is given up, the product
 * goes back to what was cleared, and its sale stays held until it is resumed. A stopped product is not
 * withdrawn: it is reworked or retired. The chart of the dossier lets only a draft be withdrawn; a
 * department may give up at any time before the launch.
 */
export const withdrawal = [
  { target: '#M01.case.withdrawn', guard: 'nothingOnSale' },
  {
    target: '#M01.case.live',
    guard: { type: 'all', params: ['saleHeld', 'clearanceStands'] },
    actions: chart.assign(({ context: c }) => backToCleared(c)),
  },
] as const

const submission = ['dossierComplete', 'targetMarketStated', 'contentNotRejected'] as const

/**
 * Left by the event that opens the process and never stored. A sale without review has no dossier, so
 * its finding opens the process as well, straight in breach.
 */
export const opening = chart.createStateConfig({
  meta: { title: text('未立案', 'Not opened'), phase: 'before' },
  on: {
    openDraft: {
      target: 'draft',
      guard: { type: 'all', params: ['noOpenReview', 'campaignFits'] },
      actions: assign(({ event: e }) => opened(e)),
    },
    reportUnreviewed: {
      target: 'breach',
      guard: 'noOpenReview',
      actions: assign(({ event: e }) => openedInBreach(e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const draft = chart.createStateConfig({
  meta: { title: text('起草', 'Draft'), phase: 'before' },
  on: {
    submit: {
      target: 'submitted',
      guard: { type: 'all', params: submission },
      actions: assign(({ context: c, event: e }) => submitted(c, e)),
    },
    withdraw: withdrawal,
    // A draft of what was never sold may wait; where a sale is interrupted, it is stopped in the end.
    lapseDossier: {
      target: '#M01.case.stopped.settled',
      guard: 'onSale',
      actions: assign(({ context: c, event: e }) => stoppedFor(c, 'dossier', e)),
    },
  },
} satisfies StateOf<typeof chart>)

export const submittedState = chart.createStateConfig({
  meta: { title: text('已提交', 'Submitted'), phase: 'before' },
  on: {
    acceptDossier: {
      target: 'triage',
      guard: 'reviewerHoldsSeat',
      actions: assign(({ event: e }) => ({ reviewer: e.payload.handler })),
    },
    returnIncomplete: 'draft',
    // The period binds the department, so its silence is not held against who submitted.
    presumeComplete: {
      target: 'triage',
      actions: assign(({ context: c, event: e }) => late(c, 'completeness', e)),
    },
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/**
 * Two people agree that something is out of scope, each by their own event; the fail-safe goes on
 * meanwhile. For a product on sale this means that the change is not material: it goes back to `live`,
 * where its sale stays interrupted until it is resumed with content that the clearance covers.
 */
export const triage = chart.createStateConfig({
  meta: { title: text('适用判断', 'Triage'), phase: 'before' },
  on: {
    scopeIn: { target: 'inReview', actions: assign(() => inScope()) },
    presumeInScope: {
      target: 'inReview',
      actions: assign(({ context: c, event: e }) => ({ ...inScope(), ...late(c, 'triage', e) })),
    },
    proposeScopeOut: {
      guard: { type: 'all', params: ['scopeUndecided', 'contentNotObjected', 'scopeOutGrounded'] },
      actions: assign(({ context: c, event: e }) => proposed(e, 'scopeOut', c.contentHash)),
    },
    confirmScopeOut: [
      {
        target: 'outOfScope',
        guard: {
          type: 'all',
          params: ['scopeOutProposed', 'scopeUndecided', 'contentNotObjected', 'nothingCleared'],
        },
        actions: assign(() => ({ scope: 'out' as const, proposal: null })),
      },
      {
        target: 'live',
        guard: {
          type: 'all',
          params: ['scopeOutProposed', 'scopeUndecided', 'contentNotObjected', 'clearanceStands'],
        },
        actions: assign(({ context: c }) => ({
          ...foundNotMaterial(c, c.contentHash),
          scope: 'out' as const,
        })),
      },
    ],
    // A re-review comes here without the check of completeness, so a dossier may be returned here too.
    returnIncomplete: { target: 'draft', actions: assign(() => newRound) },
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/**
 * The review proper. Each area has a region of its own that holds its finding; `recordFinding` moves it,
 * so that the areas can be cleared one by one. A finding that flags is no way out by itself: the way out
 * is `returnForRework` or a negative opinion, which must rest on it.
 */
export const inReview = chart.createStateConfig({
  meta: { title: text('审查中', 'In review'), phase: 'before' },
  on: {
    recordFinding: {
      guard: { type: 'all', params: ['areaIsYours', 'prohibitionIsLegal'] },
      actions: assign(({ context: c, event: e }) => found(c, e)),
    },
    returnForRework: {
      target: 'returned',
      guard: 'someFlagged',
      actions: assign(({ context: c }) => returned(c)),
    },
    returnIncomplete: {
      target: 'draft',
      guard: 'dossierMissing',
      actions: assign(() => newRound),
    },
    opineOk: {
      target: 'cleared',
      guard: { type: 'all', params: ['areasClear', 'dossierHeld', 'noObjection', ...gates] },
      actions: assign(({ context: c, event: e }) => cleared(c, e, 'opinion')),
    },
    opineConditional: {
      target: 'conditional',
      guard: {
        type: 'all',
        params: ['areasDone', 'noneFlagged', 'dossierHeld', 'onlyConditions'],
      },
      actions: assign(({ context: c, event: e }) => onConditions(c, e.payload.conditions)),
    },
    opineNo: [
      {
        target: 'rejected',
        guard: { type: 'all', params: ['someFlagged', 'nothingOnSale'] },
        actions: assign(({ context: c }) => rejected(c)),
      },
      {
        target: 'stopped',
        guard: { type: 'all', params: ['someFlagged', 'onSale'] },
        actions: assign(({ context: c }) => rejected(c)),
      },
    ],
    escalateStalled: {
      target: 'smRuling',
      actions: assign(({ context: c, event: e }) => late(c, 'stalled', e)),
    },
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/**
 * Returned for rework. To resubmit is to adopt the opinion, so the content must have changed, or name
 * what it supersedes and why. Silence ends the case only where nothing was ever sold; a product whose
 * sale is held does not wait for ever either: its sale is stopped.
 */
export const returnedState = chart.createStateConfig({
  meta: { title: text('退回整改', 'Returned'), phase: 'before' },
  on: {
    resubmit: {
      target: 'submitted',
      guard: { type: 'all', params: submission },
      actions: assign(({ context: c, event: e }) => submitted(c, e)),
    },
    contest: { target: 'disputed', actions: assign(({ event: e }) => disputed(e, 'returned')) },
    lapseRework: [
      { target: 'withdrawn', guard: 'nothingOnSale' },
      {
        target: '#M01.case.stopped.settled',
        actions: assign(({ context: c, event: e }) => stoppedFor(c, 'rework', e)),
      },
    ],
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/** The department that submitted hands in evidence for each condition; the reviewing one verifies it. */
export const conditional = chart.createStateConfig({
  meta: { title: text('附条件通过', 'Cleared on conditions'), phase: 'before' },
  on: {
    fulfilConditions: {
      guard: 'conditionsKnown',
      actions: assign(({ context: c, event: e }) => fulfilled(c, e)),
    },
    meetConditions: {
      target: 'cleared',
      guard: { type: 'all', params: ['conditionsEvidenced', 'onlyConditions', ...gates] },
      actions: assign(({ context: c, event: e }) => cleared(c, e, 'conditions')),
    },
    notAdopt: { target: 'disputed', actions: assign(({ event: e }) => disputed(e, 'conditional')) },
    lapseConditions: {
      target: 'returned',
      actions: assign(({ context: c }) => returned(c)),
    },
    withdraw: withdrawal,
  },
} satisfies StateOf<typeof chart>)
