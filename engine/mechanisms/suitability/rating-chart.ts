/**
 * The chart of a product rating (M03a; 2025 No. 7 arts 22–24).
 *
 * It follows the usual drawing with these deviations:
 * - every grading is confirmed by a second person of the team, the first one and each rerating; the
 *   drawing lets one department rate, compare and publish;
 * - "unchanged" and "changed" are not two events to choose from: the level that was graded decides;
 * - a rerating ends no sale by itself, for the published level stands meanwhile; but a rerating that is
 *   late, and a change that is not told, hold the shelf (`shelf`), and a sale looks at that;
 * - an issuer that changes its level is heard by an event of its own, also while a rerating runs;
 * - a change that is not told in time is told by order or, still, by the department; nothing is delisted
 *   over the heads of holders who were not told, so `delist` waits until they were;
 * - a rating may be abandoned before it is published;
 * - the file is kept from the end of the last contract over the product, which comes after `withdrawn`.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { corrected as countCorrection } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import {
  confirmed,
  corrected,
  delivered,
  graded,
  issuerSaid,
  late,
  notified,
  published,
  reconciled,
  returned,
  started,
  steppedAside,
} from './rating-changes.ts'
import { ratingChart as chart } from './rating-rules.ts'
import { unratedContext } from './rating-terms.ts'
import { recordOn, recordRegion } from './record.ts'

type State = StateOf<typeof chart>

const abandonment = { abandonRating: '#M03a.case.abandoned' } as const
const stalled = {
  reportRatingStalled: {
    actions: chart.assign(({ context: c, event: e }) => late(c, 'ratingStalled', e)),
  },
} as const
const grading = ['factorsWeighed', 'ownLevelOnScale'] as const

const beforeShelf = {
  unrated: chart.createStateConfig({
    meta: { title: text('未评级', 'Unrated'), phase: 'before' },
    on: {
      startRating: {
        target: 'rating',
        guard: { type: 'all', params: ['noOpenRating', 'fiveProductLevels', 'thresholdsFit'] },
        actions: assign(({ event: e }) => started(e)),
      },
    },
  } satisfies State),
  rating: chart.createStateConfig({
    meta: { title: text('评级中', 'Being rated'), phase: 'before' },
    on: {
      rate: {
        target: 'rated',
        guard: { type: 'all', params: [...grading, 'issuerLevelGiven'] },
        actions: assign(({ context: c, event: e }) => graded(c, e)),
      },
      ...abandonment,
      ...stalled,
    },
  } satisfies State),
  rated: chart.createStateConfig({
    meta: { title: text('已评级', 'Rated'), phase: 'before' },
    on: {
      returnGrading: { target: 'rating', actions: assign(() => returned) },
      reconcile: {
        target: 'reconciled',
        guard: 'disagreementDisclosed',
        actions: assign(({ event: e }) => reconciled(e)),
      },
      ...abandonment,
      ...stalled,
    },
  } satisfies State),
  reconciled: chart.createStateConfig({
    meta: { title: text('已核对', 'Reconciled'), phase: 'before' },
    on: {
      returnGrading: { target: 'rating', actions: assign(() => returned) },
      publishRating: {
        target: 'onShelf',
        guard: 'productCleared',
        actions: assign(({ context: c }) => published(c)),
      },
      ...abandonment,
      ...stalled,
    },
  } satisfies State),
}

const toRerating = {
  beginRerating: {
    target: '#M03a.case.rerating',
    actions: chart.assign(({ event: e }) => ({
      reratedFor: e.type === 'beginRerating' ? e.payload.cause : null,
    })),
  },
} as const
const issuerSpeaks = {
  reportIssuerLevel: {
    target: '#M03a.case.rerating',
    guard: { type: 'all', params: ['issuerIsAnother', 'issuerLevelOnScale'] },
    actions: chart.assign(({ event: e }) => (e.type === 'reportIssuerLevel' ? issuerSaid(e) : {})),
  },
} as const

const onTheShelf = {
  onShelf: chart.createStateConfig({
    meta: { title: text('已上架', 'On the shelf'), phase: 'during' },
    on: {
      ...toRerating,
      ...issuerSpeaks,
      fallDueForRerating: {
        target: 'rerating',
        actions: assign(() => ({ reratedFor: 'period' as const })),
      },
      delist: { target: 'withdrawn', actions: assign(() => ({ shelf: 'closed' as const })) },
    },
  } satisfies State),
  rerating: chart.createStateConfig({
    meta: { title: text('复评中', 'Being rated anew'), phase: 'during' },
    initial: 'underWay',
    states: {
      underWay: {
        meta: { title: text('复评', 'Rerating') },
        on: {
          rerate: {
            target: 'proposed',
            guard: { type: 'all', params: grading },
            actions: assign(({ context: c, event: e }) => graded(c, e)),
          },
        },
      },
      proposed: {
        meta: { title: text('待确认', 'Awaits confirmation') },
        on: {
          returnGrading: { target: 'underWay', actions: assign(() => returned) },
          confirmRerating: [
            {
              target: '#M03a.case.onShelf',
              guard: { type: 'all', params: ['disagreementDisclosed', 'levelUnchanged'] },
              actions: assign(({ context: c, event: e }) => confirmed(c, e, false)),
            },
            {
              target: '#M03a.case.changed',
              guard: 'disagreementDisclosed',
              actions: assign(({ context: c, event: e }) => confirmed(c, e, true)),
            },
          ],
        },
      },
    },
    on: {
      ...issuerSpeaks,
      reportReratingOverdue: {
        actions: assign(({ context: c, event: e }) => ({
          shelf: 'held' as const,
          ...late(c, 'rerating', e),
        })),
      },
      delist: {
        target: 'withdrawn',
        actions: assign(() => ({ shelf: 'closed' as const, proposal: null })),
      },
    },
  } satisfies State),
}

const told = {
  target: '#M03a.case.holdersNotified',
  guard: 'noticesComplete',
} as const
const changeStates = {
  changed: chart.createStateConfig({
    meta: { title: text('等级已调整', 'Level changed'), phase: 'during' },
    on: {
      notifyHolders: { ...told, actions: assign(({ event: e }) => notified(e)) },
      escalateUnnotified: {
        target: 'escalated',
        actions: assign(({ context: c, event: e }) => late(c, 'levelNotice', e)),
      },
    },
  } satisfies State),
  escalated: chart.createStateConfig({
    meta: { title: text('已升级', 'Escalated'), phase: 'after' },
    on: {
      notifyHolders: { ...told, actions: assign(({ event: e }) => notified(e)) },
      forceNotice: { ...told, actions: assign(({ event: e }) => notified(e)) },
      reportNoticeOverdue: {
        actions: assign(({ context: c, event: e }) => late(c, 'forcedNotice', e)),
      },
    },
  } satisfies State),
  holdersNotified: chart.createStateConfig({
    meta: { title: text('已告知持有人', 'Holders told'), phase: 'during' },
    on: {
      confirmDelivery: {
        target: 'onShelf',
        guard: 'undeliveredFollowed',
        actions: assign(({ context: c, event: e }) => delivered(c, e)),
      },
      reportDeliveryOverdue: {
        actions: assign(({ context: c, event: e }) => late(c, 'delivery', e)),
      },
      ...toRerating,
      ...issuerSpeaks,
    },
  } satisfies State),
}

export const ratingMachine = chart.createMachine({
  id: 'M03a',
  type: 'parallel',
  context: unratedContext,
  states: {
    case: {
      meta: { title: text('产品风险评级', 'Rating of a product'), phase: 'before' },
      initial: 'unrated',
      on: {
        ...everydayOn,
        ...recordOn,
        recordLastContractEnd: {
          guard: { type: 'all', params: ['offTheShelf', 'contractEndPast'] },
          actions: assign(({ event: e }) => ({ lastContractEndedOn: e.payload.endedOn })),
        },
        recuseFromRating: {
          guard: 'notYetRecused',
          actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
        },
        correctRating: {
          guard: 'ratingIsAsStated',
          actions: assign(({ context: c, event: e }) => ({
            ...corrected(e.payload.record),
            work: countCorrection(c.work),
          })),
        },
      },
      states: {
        ...beforeShelf,
        ...onTheShelf,
        ...changeStates,
        withdrawn: {
          type: 'final',
          meta: { title: text('已下架', 'Withdrawn'), phase: 'after' },
        },
        abandoned: {
          type: 'final',
          meta: { title: text('已终止评级', 'Abandoned'), phase: 'before' },
        },
      },
    },
    ratingRecord: chart.createStateConfig(
      recordRegion(text('评级档案', 'File of the rating')) satisfies State,
    ),
  },
} satisfies MachineOf<typeof chart>)
