/** What the review owes in each phase, what bars a product, and what a launch needs of it. */
import { text } from '../../../policies/law.ts'
import type { Bar, CoverageRule, LaunchAsk, LaunchCheck, Share } from '../../core/coverage.ts'
import type { ProcessFact } from '../../core/facts.ts'

const chart = 'review'
export const coverage: readonly CoverageRule[] = [
  {
    phase: 'before',
    of: 'product',
    chart,
    says: text('所售内容经审查通过', 'What is sold was cleared'),
    inPlace: ['case.cleared', 'case.live', 'case.changeHold', 'case.outOfScope'],
    late: ['case.breach'],
  },
  {
    phase: 'during',
    of: 'product',
    chart,
    says: text('销售受控：未经审查不得销售', 'The sale is controlled: nothing is sold unreviewed'),
    inPlace: ['sale.none', 'sale.open', 'sale.held', 'sale.stopped'],
    late: ['case.breach'],
  },
  {
    phase: 'after',
    of: 'product',
    chart,
    says: text('开展后评价', 'The post-review is scheduled or running'),
    inPlace: ['postReview.scheduled', 'postReview.running', 'postReview.suspended'],
    late: ['postReview.overdue'],
    notDue: {
      paths: ['postReview.off'],
      says: text('推出后方开展后评价', 'A post-review follows the launch'),
    },
  },
]

const stopped = ['sale.held', 'sale.stopped']
export const bars: readonly Bar[] = [
  {
    subject: 'product',
    chart,
    paths: stopped,
    says: text('暂停或停止销售', 'Its sale is held or stopped'),
  },
  {
    subject: 'campaign',
    chart,
    paths: stopped,
    says: text('暂停或停止宣传', 'It is held or stopped'),
  },
]

const LAUNCHED = ['launch', 'resumeSale'] as const
export const shares: readonly Share[] = [
  {
    phase: 'before',
    says: text(
      '经审查推出和恢复的，占全部推出、恢复及发现的未经审查销售',
      'Launches and resumptions that were reviewed, among these and the unreviewed sales found',
    ),
    done: { events: LAUNCHED },
    due: { events: [...LAUNCHED, 'reportUnreviewed', 'reportBreach'] },
  },
  {
    phase: 'after',
    says: text('后评价未逾期的在售产品', 'Products on sale whose post-review is not overdue'),
    done: { chart, paths: ['postReview.scheduled', 'postReview.running'] },
    due: { chart, paths: ['postReview.scheduled', 'postReview.running', 'postReview.overdue'] },
  },
]

const covers = (ask: LaunchAsk): boolean => {
  const clearance = ask.review?.context['clearance'] as { covers: readonly string[] } | null
  return clearance?.covers.includes(ask.contentHash) ?? false
}
const latest = ({ product }: LaunchAsk) =>
  ({ kind: 'latest', mechanism: 'M01', chart, subject: product }) as const

export const launch: readonly LaunchCheck[] = [
  {
    says: text('该内容经消保审查通过', 'This very content was cleared by a review'),
    change: text('提交审查并取得通过', 'Submit it for review and have it cleared'),
    article: '2022-9:9',
    fact: latest,
    holds: (_value: ProcessFact | null, ask) => ask.review?.final === false && covers(ask),
  },
  {
    says: text('销售未被暂停或停止', 'The sale is neither held nor stopped'),
    change: text('消除暂停的原因并恢复销售', 'Remove why it is held, and resume the sale'),
    article: '2022-9:9',
    fact: latest,
    holds: (value: ProcessFact | null) => !stopped.some((path) => value?.paths.includes(path)),
  },
]
