/**
 * The chart of a disclosure package (披露材料): from the copy to the end of the last contract.
 *
 * It follows the statechart of article 10 with these deviations, each explained where it stands:
 * - one package stands for a product, version after version; what is shown to one consumer and
 *   acknowledged is a case of its own (chart `presentation`), and so is the notice of a change (`notice`);
 * - consumer protection and legal each check the five tests in a region of its own, by two people;
 * - a copy may be withdrawn, an approval goes stale, a published package is revised while it is shown;
 * - only what the review has cleared is published, in the same version, with the partner list published;
 * - a deviation is a region: several can be open, none of them ends or moves the case, and an order of
 *   senior management corrects what is shown without replacing the remedy of consumers;
 * - `retired` is reached when no contract is in service; before that the package runs off.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { corrected as recordCorrected } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import {
  affected,
  checked,
  corrected,
  correctedRecord,
  deviates,
  endedNow,
  escalated,
  forced,
  foundLater,
  givenUp,
  insufficient,
  late,
  listPublished,
  neverPublished,
  opened,
  passed,
  published,
  remedied,
  remedyLate,
  returned,
  settled,
  stale,
  steppedAside,
  submitted,
  takenOff,
  unchanged,
  uninformed,
  unverified,
} from './package-changes.ts'
import { chart } from './package-kit.ts'
import { deviation, legalCheck, protectionCheck } from './package-regions.ts'
import { noPackage } from './package-terms.ts'

/**
 * A version that was never published is given up. Where another version is on display, the case goes back
 * to that; where a deviation is open, it is settled first.
 */
const withdrawal = [
  {
    target: '#M02a.case.withdrawn',
    guard: { type: 'all', params: ['nothingPublished', 'noDeviationOpen'] },
    actions: chart.assign(() => neverPublished),
  },
  {
    target: '#M02a.case.published',
    guard: 'somethingPublished',
    actions: chart.assign(({ context: c }) => givenUp(c)),
  },
] as const

const drafted = chart.createStateConfig({
  meta: { title: text('起草', 'Drafted'), phase: 'before' },
  on: {
    submitCopy: {
      target: 'checking',
      guard: {
        type: 'all',
        params: ['itemsComplete', 'costSheetGiven', 'partnerChargesShown', 'copyNotReturned'],
      },
      actions: assign(({ context: c, event: e }) => submitted(c, e)),
    },
    withdrawCopy: withdrawal,
    lapseDraft: [
      ...withdrawal,
      // With a deviation open nothing ends by silence.
      { actions: assign(({ context: c, event: e }) => late(c, 'draft', e)) },
    ],
  },
} satisfies StateOf<typeof chart>)

const checking = chart.createStateConfig({
  meta: { title: text('审核中', 'Being checked'), phase: 'before' },
  on: {
    recordCheck: { actions: assign(({ context: c, event: e }) => checked(c, e)) },
    returnCopy: {
      target: 'drafted',
      guard: 'ownCheckFailed',
      actions: assign(({ context: c }) => returned(c)),
    },
    pass: {
      target: 'approved',
      guard: { type: 'all', params: ['bothChecksMet', 'sameVersionAsReview'] },
      actions: assign(({ context: c, event: e }) => passed(c, e)),
    },
    escalateCheck: { actions: assign(({ context: c, event: e }) => late(c, 'checking', e)) },
    withdrawCopy: withdrawal,
  },
} satisfies StateOf<typeof chart>)

const approved = chart.createStateConfig({
  meta: { title: text('审核通过', 'Approved'), phase: 'before' },
  on: {
    publish: {
      target: 'published',
      guard: {
        type: 'all',
        params: [
          'reviewCleared',
          'costSheetPrepared',
          'partnerListPublished',
          'pagesIdentical',
          'everyPlaceShown',
          'contactsPublished',
        ],
      },
      actions: assign(({ context: c, event: e }) => published(c, e)),
    },
    lapseApproval: { target: 'drafted', actions: assign(() => stale) },
    withdrawCopy: withdrawal,
  },
} satisfies StateOf<typeof chart>)

/** On display, unless a deviation suspends it: then `display` says so, and nobody is shown anything. */
const publishedState = chart.createStateConfig({
  meta: { title: text('已公布', 'Published'), phase: 'during' },
  on: {
    revise: { target: 'drafted', actions: assign(({ context: c, event: e }) => unchanged(c, e)) },
    confirmDisplay: {
      guard: { type: 'all', params: ['onDisplay', 'pagesIdentical', 'everyPlaceShown'] },
      actions: assign(({ event: e }) => ({ recheckFrom: e.on ?? e.at.slice(0, 10) })),
    },
    flagRecheckDue: { actions: assign(({ context: c, event: e }) => unverified(c, e)) },
    retirePackage: [
      {
        target: 'retired',
        guard: { type: 'all', params: ['nobodyInService', 'noDeviationOpen'] },
        actions: assign(() => endedNow),
      },
      { target: 'runOff', actions: assign(() => takenOff) },
    ],
  },
} satisfies StateOf<typeof chart>)

/** No longer shown, but contracts are in service: what art. 10 asks after the sale goes on. */
const runOff = chart.createStateConfig({
  meta: { title: text('停止展示，存续服务', 'Off display, contracts in service'), phase: 'after' },
  on: {
    settlePackage: {
      target: 'retired',
      guard: { type: 'all', params: ['nobodyInService', 'noDeviationOpen'] },
      actions: assign(() => endedNow),
    },
    flagRunOff: { actions: assign(({ context: c, event: e }) => late(c, 'runOff', e)) },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string, phase: 'before' | 'after') =>
  ({ type: 'final', meta: { title: text(zh, en), phase } }) as const

/** What every state takes; a state that says otherwise for the same event goes first. */
const anywhere = chart.createStateConfig({
  on: {
    ...everydayOn,
    recordListPublication: { actions: assign(({ event: e }) => listPublished(e)) },
    informInvestors: {
      guard: { type: 'all', params: ['isInvestment', 'somethingPublished'] },
      actions: assign(({ event: e }) => ({ informFrom: e.on ?? e.at.slice(0, 10) })),
    },
    reportInvestorsUninformed: {
      actions: assign(({ context: c, event: e }) => uninformed(c, e)),
    },
    reportMysteryShop: {
      guard: 'somethingPublished',
      actions: assign(({ context: c, event: e }) => deviates(c, e)),
    },
    reportDrift: {
      guard: { type: 'all', params: ['somethingPublished', 'driftIsReal'] },
      actions: assign(({ context: c, event: e }) => deviates(c, e)),
    },
    // Recorded wherever it arrives, after the end too.
    reportDeviation: [
      {
        guard: 'notEnded',
        actions: assign(({ context: c, event: e }) => deviates(c, e)),
      },
      { actions: assign(({ context: c, event: e }) => foundLater(c, e)) },
    ],
    recordAffected: {
      guard: { type: 'all', params: ['someDeviation', 'deviationKnown', 'listNotShortened'] },
      actions: assign(({ context: c, event: e }) => affected(c, e)),
    },
    remedyAffected: {
      guard: { type: 'all', params: ['someAffectedListed', 'deviationKnown', 'remedyWithinList'] },
      actions: assign(({ context: c, event: e }) => remedied(c, e)),
    },
    correctDeviation: {
      guard: {
        type: 'all',
        params: [
          'someUncorrected',
          'someCorrectable',
          'deviationKnown',
          'notYetCorrected',
          'affectedRemedied',
        ],
      },
      actions: assign(({ context: c, event: e }) => corrected(c, e)),
    },
    forceCorrection: {
      guard: { type: 'all', params: ['someUncorrected', 'remedyDayAhead'] },
      actions: assign(({ context: c, event: e }) => forced(c, e)),
    },
    rejectCorrection: {
      guard: 'deviationKnown',
      actions: assign(({ context: c, event: e }) => insufficient(c, e)),
    },
    republish: {
      guard: {
        type: 'all',
        params: [
          'somethingPublished',
          'everybodyRemedied',
          'faultyCopyReplaced',
          'pagesIdentical',
          'everyPlaceShown',
        ],
      },
      actions: assign(({ context: c, event: e }) => settled(c, e)),
    },
    escalateDeviation: { actions: assign(({ context: c, event: e }) => escalated(c, e)) },
    reportVerificationOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'verification', e)),
    },
    reportRemedyOverdue: { actions: assign(({ context: c, event: e }) => remedyLate(c, e)) },
    reassign: {
      guard: 'checkerHoldsSeat',
      actions: assign(({ event: e }) => ({ checker: e.payload.handler })),
    },
    recuse: {
      guard: 'notYetRecused',
      actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
    },
    correctRecord: {
      guard: 'recordIsAsStated',
      actions: assign(({ context: c, event: e }) => ({
        ...correctedRecord(e.payload.record),
        work: recordCorrected(c.work),
      })),
    },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

export const packageChart = chart.createMachine({
  id: 'M02a',
  type: 'parallel',
  context: noPackage,
  states: {
    case: {
      meta: { title: text('披露材料', 'Disclosure package'), phase: 'before' },
      initial: 'unopenedPackage',
      on: anywhere.on,
      states: {
        unopenedPackage: {
          meta: { title: text('未建立', 'Not opened'), phase: 'before' },
          on: {
            openPackage: {
              target: 'drafted',
              guard: 'noOpenPackage',
              actions: assign(({ event: e }) => opened(e)),
            },
          },
        },
        drafted,
        checking,
        approved,
        published: publishedState,
        runOff,
        withdrawn: end('已撤回', 'Withdrawn', 'before'),
        retired: end('已退出', 'Retired', 'after'),
      },
    },
    protectionCheck,
    legalCheck,
    deviation,
  },
} satisfies MachineOf<typeof chart>)
