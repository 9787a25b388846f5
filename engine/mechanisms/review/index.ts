/**
 * M01 消费者权益保护审查 — consumer-protection review of products, services and communications, before
 * they are launched, when they change, and while they are on sale (2022 No. 9 art. 9).
 *
 * Read `terms.ts` (the words), `chart.ts` (the states, with what deviates from the law's own sketch and
 * why), the events by subject, then rules and clocks.
 */
import { text } from '../../../policies/law.ts'
import { defineMechanism } from '../../core/mechanism.ts'
import { reviewChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { bars, coverage, launch, shares } from './coverage.ts'
import { events, facts, subjectsOf } from './events.ts'
import { obligations } from './obligations.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { separation } from './separation.ts'
import { reviewContext } from './terms.ts'

export const review = defineMechanism({
  id: 'M01',
  kind: 'mechanism',
  slug: 'review',
  title: text('消费者权益保护审查', 'Consumer-protection review'),
  edition: {
    from: '2023-03-01',
    revision: 1,
    basis: 'statute',
    articles: ['2022-9:9', '2019-38:adoption', '2025-7:8'],
  },
  context: reviewContext,
  facts,
  events,
  rules,
  separation,
  charts: { review: reviewChart },
  clocks,
  /** A campaign reviewed by itself is its own subject: its cases must not be taken for the product's. */
  about: (c) => {
    const label = c.label ?? c.product ?? ''
    return {
      subjects: subjectsOf(c),
      title: text(`消保审查：${label}`, `Review: ${label}`),
      ...(c.unit === null ? {} : { unit: c.unit }),
      ...(c.basis === null ? {} : { basis: c.basis }),
    }
  },
  reactions,
  coverage,
  bars,
  shares,
  launch,
  obligations,
  samples,
})
