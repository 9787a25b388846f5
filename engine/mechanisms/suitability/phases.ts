/** What suitability owes in each phase, what bars a product, and what a launch needs of it. */
import { text } from '../../../policies/law.ts'
import type { Bar, CoverageRule, LaunchCheck, Share } from '../../core/coverage.ts'
import type { ProcessFact } from '../../core/facts.ts'

const onShelf = [
  'case.onShelf',
  'case.rerating',
  'case.changed',
  'case.escalated',
  'case.holdersNotified',
]
const sale = { of: 'product', chart: 'sale' } as const
const none = text('尚无销售', 'Nothing was sold yet')

export const coverage: readonly CoverageRule[] = [
  {
    phase: 'before',
    of: 'product',
    chart: 'rating',
    says: text('产品已分级并上架', 'The product is graded and on the shelf'),
    inPlace: onShelf,
    late: ['case.escalated'],
    none: text(
      '投资型产品和保险产品以外无需分级',
      'Only investment and insurance products are graded (2025 No. 7 art. 3)',
    ),
  },
  {
    ...sale,
    phase: 'during',
    says: text('销售经适当性判断', 'Each sale was found suitable'),
    inPlace: ['case.executed', 'case.breachFound', 'case.remedied', 'case.archived'],
    none,
  },
  {
    ...sale,
    phase: 'after',
    says: text('不适当销售已整改', 'Unsuitable sales are remedied'),
    inPlace: ['case.executed', 'case.remedied', 'case.archived'],
    late: ['case.breachFound.escalated'],
    none,
  },
]

export const bars: readonly Bar[] = [
  {
    subject: 'product',
    chart: 'rating',
    paths: ['case.withdrawn', 'case.abandoned'],
    says: text('产品已下架', 'It was taken off the shelf'),
  },
  {
    subject: 'consumer',
    chart: 'assessment',
    paths: ['case.expired', 'case.invalidated', 'case.limitBlocked'],
    says: text('风险承受能力评估无效', 'The assessment of the consumer does not count now'),
  },
]

const sound = ['case.executed', 'case.archived']
export const shares: readonly Share[] = [
  {
    phase: 'during',
    says: text(
      '各项前置均已记录且事后未发现不适当的成交，占全部成交',
      'Sales with every gate recorded in which nothing unsuitable was found, among all sales',
    ),
    done: { chart: 'sale', paths: sound },
    due: { chart: 'sale', paths: [...sound, 'case.breachFound', 'case.remedied'] },
  },
]

export const launch: readonly LaunchCheck[] = [
  {
    says: text('产品已分级并上架', 'The product is graded and on the shelf'),
    change: text('完成产品分级并上架', 'Have it graded and put on the shelf'),
    article: '2025-7:22',
    fact: ({ product }) => ({
      kind: 'latest',
      mechanism: 'M03',
      chart: 'rating',
      subject: product,
    }),
    holds: (rating: ProcessFact | null, { review }) =>
      ['investment', 'insurance'].includes(String(review?.context['productClass']))
        ? onShelf.some((path) => rating?.paths.includes(path))
        : undefined,
  },
]
