/**
 * M03 适当性管理 — suitability management (2022 No. 9 art. 11; for investment and insurance products from
 * 1 February 2026 also 2025 No. 7, the Measures for Product Suitability Management).
 *
 * Three charts: the rating of a product, the assessment of a consumer, and a sale that joins the two.
 * Read `common.ts`, then for each chart its terms, events, rules, changes, chart and clocks; of a sale
 * also `sale-verdict.ts`, the one table that decides where it may go.
 */
import { text } from '../../../policies/law.ts'
import { joinParts } from '../../core/parts.ts'
import { assessment } from './assessment.ts'
import { obligations } from './obligations.ts'
import { bars, coverage, launch, shares } from './phases.ts'
import { rating } from './rating.ts'
import { sale } from './sale.ts'

export const suitability = joinParts(
  {
    id: 'M03',
    kind: 'mechanism',
    slug: 'suitability',
    title: text('适当性管理', 'Suitability management'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: ['2022-9:11', '2025-7:12', '2025-7:22', '2025-7:29', '2025-7:39'],
    },
    coverage,
    bars,
    shares,
    launch,
    obligations,
  },
  [rating, assessment, sale],
)
