/**
 * Clocks of a complaint. Each says whether it is the law's, an agreement's or house policy; only house
 * policy is configurable. K05 (restart), K06 (withdrawal ends the procedure the same day) and K10 (counts)
 * need no timer: the chart and its rules carry them. K09 binds the regulator who forwards, not us.
 */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day, Effective } from '../../core/values.ts'
import { nextInquiryDay } from '../case-file.ts'
import type { Context } from './context.ts'

const since = (day: string | null | undefined): Effective | undefined =>
  day === null || day === undefined ? undefined : { on: day as Day }
const periodStart = (c: Context) => since(c.startedOn)
const excluded = (c: Context) =>
  c.pauses.map(({ from, to }) => ({ from: from as Day, to: to as Day }))
/** Art. 20 counts from receipt of the decision; where that is not proved, house policy lapses it. */
const receiptProved = (c: Context) =>
  c.decision?.level === 'branch' && c.told !== null && c.told.deliveredOn !== null

const statutory = {
  K01: {
    title: text('情况清楚、争议简单：十五日', 'Clear and simple: 15 days'),
    kind: 'deadline',
    cite: '2020-3:18',
    span: span(15, 'day'),
    runsIn: ['clock.d15'],
    pausedIn: ['clock.paused'],
    from: periodStart,
    excluded,
    fires: 'expire',
  },
  K02: {
    title: text('情况复杂：三十日', 'Complex: 30 days'),
    kind: 'deadline',
    cite: '2020-3:18',
    span: span(30, 'day'),
    runsIn: ['clock.d30', 'clock.d60Pending'],
    pausedIn: ['clock.paused'],
    from: periodStart,
    excluded,
    fires: 'expire',
  },
  K03: {
    title: text(
      '特别复杂或有其他特殊原因，经批准：六十日',
      'Especially complex, approved: 60 days',
    ),
    kind: 'deadline',
    cite: '2020-3:18',
    span: span(60, 'day'),
    runsIn: ['clock.d60'],
    pausedIn: ['clock.paused'],
    from: periodStart,
    excluded,
    fires: 'expire',
  },
  K07: {
    title: text('申请核查：收到决定之日起三十日', 'Asking for review: 30 days from the decision'),
    kind: 'validity',
    cite: '2020-3:20',
    span: span(30, 'day'),
    runsIn: ['case.notified'],
    from: (c: Context) => since(c.told?.deliveredOn),
    unless: (c: Context) => !receiptProved(c),
    fires: 'lapse',
  },
  K08: {
    title: text('核查决定并告知：三十日', 'Review decided and told: 30 days'),
    kind: 'deadline',
    cite: '2020-3:20',
    span: span(30, 'day'),
    runsIn: ['reviewClock.running'],
    from: (c: Context) => since(c.review?.askedOn),
    unless: (c: Context) => c.review?.kind !== 'statutory',
    fires: 'expireReview',
  },
  /** The People's Bank knows no thirty days for the complex: fifteen, or sixty once approved and told. */
  K13: {
    title: text('人民银行转办：十五日答复', 'Forwarded by the People’s Bank: 15 days to answer'),
    kind: 'deadline',
    cite: 'pboc-2020-5:complaint-answer',
    span: span(15, 'day'),
    runsIn: ['clock.d15', 'clock.d30', 'clock.d60Pending', 'clock.paused', 'clock.expired'],
    from: periodStart,
    unless: (c: Context) => c.forwardedBy !== 'pboc' || c.restarts > 0,
    fires: 'expirePbocAnswer',
  },
  K14: {
    title: text(
      '人民银行业务投诉档案：三年',
      'Records of business under the People’s Bank: 3 years',
    ),
    kind: 'retention',
    cite: 'pboc-2020-5:complaint-records',
    span: span(3, 'year'),
    runsIn: ['record.keptByLaw'],
    from: 'entered',
    fires: 'endStatutoryRetention',
  },
} as const

const house = {
  /** The law sets no number (art. 28); less than the three years of K14 cannot be set. */
  K12: {
    title: text('投诉档案保存期（内部要求）', 'Retention of the archive (house policy)'),
    kind: 'retention',
    policy: 'complaint.retention',
    span: span(5, 'year'),
    bounds: [3, 30],
    runsIn: ['record.keptByLaw', 'record.keptByPolicy'],
    from: 'entered',
    fires: 'releaseRecord',
  },
  /**
   * No law asks for it. A complaint of another register was acknowledged there or never, and a part that
   * is split off came with the whole: a reminder on the day of the split would be late before it began.
   */
  K11: {
    title: text(
      '告知受理：一个工作日（内部要求）',
      'Acknowledgement: one working day (house policy)',
    ),
    kind: 'deadline',
    policy: 'complaint.acknowledgement',
    span: span(1, 'workday'),
    bounds: [1, 5],
    runsIn: ['acknowledgement.awaited'],
    from: (c: Context) => since(c.receivedOn),
    unless: (c: Context) => c.source !== null || c.splitFrom !== null,
    fires: 'remindAcknowledgement',
  },
  majorPlan: {
    title: text('重大投诉启动预案（内部要求）', 'Plan for a major complaint (house policy)'),
    kind: 'deadline',
    policy: 'complaint.majorPlan',
    span: span(1, 'day'),
    bounds: [1, 3],
    runsIn: ['case'],
    from: (c: Context) => since(c.major?.on),
    unless: (c: Context) => c.major === null || c.major.planActive,
    fires: 'escalateMajor',
  },
  /** K04 has no end in law; house policy asks whether it still has its reason. */
  pause: {
    title: text('中止提醒（内部要求）', 'Reminder of a pause (house policy)'),
    kind: 'deadline',
    policy: 'complaint.pause',
    span: span(30, 'day'),
    bounds: [7, 90],
    runsIn: ['clock.paused'],
    from: 'entered',
    fires: 'remindPause',
  },
  lapse: {
    title: text('未提出异议视为办结（内部要求）', 'Uncontested: goes on (house policy)'),
    kind: 'validity',
    policy: 'complaint.lapse',
    span: span(30, 'day'),
    bounds: [30, 90],
    runsIn: ['case.notified'],
    from: 'entered',
    unless: receiptProved,
    fires: 'lapse',
  },
  secondLook: {
    title: text('复查（内部要求）', 'Second look (house policy)'),
    kind: 'deadline',
    policy: 'complaint.secondLook',
    span: span(30, 'day'),
    bounds: [5, 60],
    runsIn: ['reviewClock.running'],
    from: (c: Context) => since(c.review?.askedOn),
    unless: (c: Context) => c.review?.kind !== 'secondLook',
    fires: 'expireReview',
  },
  rootCause: {
    title: text('查明原因（内部要求）', 'Finding the cause (house policy)'),
    kind: 'deadline',
    policy: 'complaint.rootCause',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.rootCause'],
    from: 'entered',
    fires: 'escalateRootCause',
  },
  rectification: {
    title: text('整改（内部要求）', 'Rectification (house policy)'),
    kind: 'deadline',
    policy: 'complaint.rectification',
    span: span(90, 'day'),
    bounds: [10, 180],
    runsIn: ['case.rectifying'],
    from: 'entered',
    fires: 'escalateRectification',
  },
} as const

const agreed = {
  performance: {
    title: text('履行承诺', 'Performance as promised'),
    kind: 'deadline',
    agreed: (c: Context) => (c.owed?.by ?? undefined) as Day | undefined,
    runsIn: ['remedy.owed'],
    from: 'entered',
    fires: 'markPerformanceOverdue',
  },
  inquiry: {
    title: text('答复质询', 'Answer to an inquiry'),
    kind: 'deadline',
    agreed: (c: Context) => nextInquiryDay(c.work),
    runsIn: ['case'],
    from: 'entered',
    fires: 'markInquiryOverdue',
  },
} as const

export const clocks = { ...statutory, ...house, ...agreed } as const
