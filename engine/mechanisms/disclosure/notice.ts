/** The part of disclosure that is about a change in service; see `notice-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { addDays } from '../../core/calendar.ts'
import { span } from '../../core/clocks.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { definePart } from '../../core/parts.ts'
import type { Day, SubjectKey } from '../../core/values.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { noticeChart, noticeRules } from './notice-chart.ts'
import { noticeEvents, noticeFacts } from './notice-events.ts'
import { noNotice, noticeContext } from './notice-terms.ts'
import type { NoticeContext } from './notice-terms.ts'
import { noticeReactions } from './reactions.ts'
import { samplesOver } from './samples.ts'

type C = NoticeContext
const clocks = {
  notice: {
    kind: 'deadline',
    from: 'entered',
    title: text('变更告知期限', 'Notice of a change'),
    policy: 'disclosure.notice',
    span: span(5, 'workday'),
    bounds: [1, 15],
    runsIn: ['case.updatePending.due'],
    fires: 'reportNoticeOverdue',
  },
  /** Told before it takes effect: the last day is the one before. */
  effect: {
    kind: 'deadline',
    from: 'entered',
    title: text('变更生效前告知', 'Notice before the change takes effect'),
    agreed: (c: C) => (c.effectiveOn === null ? undefined : addDays(c.effectiveOn as Day, -1)),
    runsIn: ['case.updatePending.due', 'case.updatePending.late'],
    fires: 'reportUnannounced',
  },
  delivery: {
    kind: 'deadline',
    from: 'entered',
    title: text('告知送达期限', 'Delivery of a notice'),
    policy: 'disclosure.delivery',
    span: span(10, 'workday'),
    bounds: [1, 20],
    runsIn: ['case.notified'],
    fires: 'reportUndelivered',
  },
} as const

const EVIDENCE = 'e5'.repeat(32)
type Ask = SampleAsk<C>
const samples = {
  announceChange: ({ on }: Ask) => ({
    product: 'product:demo-loan',
    label: 'change of fees',
    changes: ['fee' as const],
    effectiveOn: addDays(on, 30),
    affected: { listHash: EVIDENCE, count: 1000 },
  }),
  postponeChange: ({ context: c, on }: Ask) => ({
    effectiveOn: addDays((c.effectiveOn ?? on) as Day, 10),
    reason: 'the notice needs time',
  }),
  cancelChange: () => ({ reason: 'given up' }),
  notifyChange: () => ({
    noticeHash: EVIDENCE,
    means: ['appMessage' as const],
    evidenceHash: EVIDENCE,
  }),
  confirmDelivery: ({ context: c }: Ask) => ({
    delivered: c.affected?.count ?? 0,
    undelivered: 0,
    proofHash: EVIDENCE,
  }),
}

export const noticePart = definePart({
  context: noticeContext,
  facts: noticeFacts,
  events: noticeEvents,
  rules: noticeRules,
  separation: {},
  charts: { notice: noticeChart },
  clocks: { ...clocks, ...everydayClocks },
  about: (c) => ({
    subjects: [c.product, c.campaign].filter((s) => s !== null) as SubjectKey[],
    title: text(`变更告知：${c.label ?? ''}`, `Notice of a change: ${c.label ?? ''}`),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  reactions: noticeReactions,
  samples: { ...samplesOver(noNotice, samples), ...everydaySamples },
})
