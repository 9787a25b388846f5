/** The periods of an assessment: those of art. 29, that of keeping the file, and house policy. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import { WINDOW_MONTHS } from './assessment-terms.ts'
import type { AssessmentContext } from './assessment-terms.ts'

type C = AssessmentContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const lapse = { kind: 'validity', from: 'entered' } as const
const since = (day: string | null | undefined) =>
  day === null || day === undefined ? undefined : { on: day as Day }

export const assessmentClocks = {
  ...everydayClocks,
  /** K20. */
  validity: {
    kind: 'validity',
    from: (c: C) => since(c.scoredOn),
    title: text('评估结果有效期', 'Validity of the result'),
    cite: '2025-7:29',
    span: span(12, 'month'),
    runsIn: ['case.valid'],
    fires: 'expireAssessment',
  },
  /** K21: two a day. The day itself must pass. */
  dayLimit: {
    kind: 'validity',
    from: (c: C) => since(c.limit?.from),
    title: text('一日次数限制', 'Limit of a day'),
    cite: '2025-7:29',
    span: span(0, 'day'),
    runsIn: ['case.limitBlocked'],
    unless: (c: C) => c.limit?.kind !== 'day',
    fires: 'freeLimit',
  },
  /** K21: eight in twelve months. The oldest of them must fall out of the window. */
  windowLimit: {
    kind: 'validity',
    from: (c: C) => since(c.limit?.from),
    title: text('十二个月次数限制', 'Limit of twelve months'),
    cite: '2025-7:29',
    span: span(WINDOW_MONTHS, 'month'),
    runsIn: ['case.limitBlocked'],
    unless: (c: C) => c.limit?.kind !== 'months',
    fires: 'freeLimit',
  },
  profile: {
    ...lapse,
    title: text('提供信息期限', 'Giving of the information'),
    policy: 'suitability.profile',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.profiling'],
    fires: 'lapseProfile',
  },
  answering: {
    ...lapse,
    title: text('答卷期限', 'Answering'),
    policy: 'suitability.answering',
    span: span(1, 'day'),
    bounds: [1, 5],
    runsIn: ['case.answering'],
    fires: 'lapseAnswering',
  },
  variance: {
    ...lapse,
    title: text('变化结果确认期限', 'Confirmation of a different result'),
    policy: 'suitability.variance',
    span: span(10, 'day'),
    bounds: [1, 30],
    runsIn: ['case.variance'],
    fires: 'lapseVariance',
  },
  proof: {
    ...deadline,
    title: text('专业投资者认定期限', 'Examination of a professional investor'),
    policy: 'suitability.proof',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.proving'],
    fires: 'lapseProof',
  },
  professional: {
    kind: 'validity',
    from: (c: C) => since(c.professional?.since),
    title: text('专业投资者认定有效期', 'Validity of professional standing'),
    policy: 'suitability.professional',
    span: span(12, 'month'),
    bounds: [1, 36],
    runsIn: ['case.professional'],
    fires: 'lapseProfessional',
  },
  reopening: {
    ...deadline,
    title: text('作废评估处置期限', 'Dealing with an invalidated assessment'),
    policy: 'suitability.reopening',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.invalidated'],
    fires: 'reportReopeningOverdue',
  },
  assessmentRetention: {
    kind: 'retention',
    from: (c: C) => since(c.endedOn),
    title: text('评估档案保存期', 'Keeping of the assessment'),
    cite: '2025-7:17',
    span: span(5, 'year'),
    runsIn: ['case.closed'],
    unless: (c: C) => c.record.stage !== 'kept',
    fires: 'endRetention',
  },
} as const
