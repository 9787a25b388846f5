/** The periods of a rating. The law names none but that of keeping the file; the rest is house policy. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import type { RatingContext } from './rating-terms.ts'

type C = RatingContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const since = (day: string | null) => (day === null ? undefined : { on: day as Day })

export const ratingClocks = {
  ...everydayClocks,
  ratingStalled: {
    ...deadline,
    title: text('评级期限', 'Rating'),
    policy: 'suitability.rating',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.rating', 'case.rated', 'case.reconciled'],
    fires: 'reportRatingStalled',
  },
  /** Dynamic management (2022 No. 9 art. 11): at least once a year, counted from the last rating. */
  yearlyRerating: {
    kind: 'coverage',
    from: (c: C) => since(c.ratedOn),
    title: text('年度复评', 'Yearly rerating'),
    policy: 'suitability.yearlyRerating',
    span: span(12, 'month'),
    bounds: [1, 12],
    runsIn: ['case.onShelf'],
    fires: 'fallDueForRerating',
  },
  rerating: {
    ...deadline,
    title: text('复评期限', 'Rerating'),
    policy: 'suitability.rerating',
    span: span(15, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.rerating'],
    fires: 'reportReratingOverdue',
  },
  /** Art. 22 says "promptly" and names no number. */
  levelNotice: {
    ...deadline,
    title: text('等级调整告知期限', 'Notice of a change of level'),
    policy: 'suitability.levelNotice',
    span: span(5, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.changed'],
    fires: 'escalateUnnotified',
  },
  forcedNotice: {
    ...deadline,
    title: text('责令告知期限', 'Notice by order'),
    policy: 'suitability.forcedNotice',
    span: span(3, 'workday'),
    bounds: [1, 10],
    runsIn: ['case.escalated'],
    fires: 'reportNoticeOverdue',
  },
  delivery: {
    ...deadline,
    title: text('告知送达确认期限', 'Delivery of the notices'),
    policy: 'suitability.delivery',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.holdersNotified'],
    fires: 'reportDeliveryOverdue',
  },
  ratingRetention: {
    kind: 'retention',
    from: (c: C) => since(c.lastContractEndedOn),
    title: text('评级档案保存期', 'Keeping of the rating'),
    cite: '2025-7:17',
    span: span(5, 'year'),
    runsIn: ['case.withdrawn'],
    unless: (c: C) => c.record.stage !== 'kept',
    fires: 'endRetention',
  },
  abandonedRetention: {
    kind: 'retention',
    from: 'entered',
    title: text('终止评级档案保存期', 'Keeping of an abandoned rating'),
    policy: 'suitability.abandonedRecords',
    span: span(5, 'year'),
    bounds: [1, 30],
    runsIn: ['case.abandoned'],
    unless: (c: C) => c.record.stage !== 'kept',
    fires: 'endRetention',
  },
} as const
