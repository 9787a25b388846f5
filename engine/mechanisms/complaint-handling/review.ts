/**
 * Review of a decision by the superior institution (核查), inside `case.reviewOpen` (2020 No. 3 art. 20),
 * and the second look that house policy offers where there is no superior institution.
 *
 * Deviations from the usual drawing of this chart:
 * - A review ends with telling the complainant, because the thirty days are for deciding and telling;
 *   so `inadmissible`, `upheld` and `changed` are not final, and being overdue is a state of the review
 *   clock, not of the review: an overdue request must still be admitted and examined.
 * - `changeDecision` carries the new decision and its relief, which is owed from the telling on.
 * - The complainant may withdraw the request without withdrawing the complaint.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import { changed, reviewTold, reviewed } from './effects.ts'
import { complaint } from './kit.ts'
import type { Part, Taken } from './kit.ts'

const tellReview = {
  tellReview: {
    target: '#M07.case.rootCause',
    guard: 'toldNotLater',
    actions: assign(({ context: c, event: e }) => reviewTold(c, e)),
  },
} as const satisfies Taken

export const reviewStates = {
  asked: complaint.createStateConfig({
    meta: { title: text('已申请', 'Asked for') },
    on: {
      findInadmissible: {
        target: 'inadmissible',
        guard: { type: 'all', params: ['managementOnlyWhenReviewLate', 'aboutParty'] },
        actions: assign(({ context: c, event: e }) =>
          reviewed(c, { inadmissible: e.payload.ground, reviewer: e.by.person ?? null }),
        ),
      },
      acceptReview: {
        target: 'reviewing',
        guard: 'managementOnlyWhenReviewLate',
        actions: assign(({ context: c, event: e }) =>
          reviewed(c, { reviewer: e.by.person ?? null }),
        ),
      },
    },
  } satisfies Part),
  reviewing: complaint.createStateConfig({
    meta: { title: text('核查中', 'Under review') },
    on: {
      upholdDecision: {
        target: 'upheld',
        guard: {
          type: 'all',
          params: ['managementOnlyWhenReviewLate', 'aboutParty', 'allExamined'],
        },
        actions: assign(({ context: c, event: e }) =>
          reviewed(c, { examined: e.payload.examined, reviewer: e.by.person ?? null }),
        ),
      },
      changeDecision: {
        target: 'changed',
        guard: {
          type: 'all',
          params: [
            'managementOnlyWhenReviewLate',
            'aboutParty',
            'allExamined',
            'outcomeStated',
            'reliefComplete',
            'remediesListed',
          ],
        },
        actions: assign(({ context: c, event: e }) => changed(c, e)),
      },
    },
  } satisfies Part),
  inadmissible: complaint.createStateConfig({
    meta: { title: text('不予受理，待告知', 'Inadmissible, to be told') },
    on: tellReview,
  } satisfies Part),
  upheld: complaint.createStateConfig({
    meta: { title: text('维持，待告知', 'Upheld, to be told') },
    on: tellReview,
  } satisfies Part),
  changed: complaint.createStateConfig({
    meta: { title: text('变更，待告知', 'Changed, to be told') },
    on: tellReview,
  } satisfies Part),
} as const
