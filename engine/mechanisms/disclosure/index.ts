/**
 * M02 信息披露 — information disclosure before, during and after the sale, and to the public (2022 No. 9
 * art. 10).
 *
 * Four charts: the package of a product (`package`), what one consumer is shown and acknowledges
 * (`presentation`), the notice of a change (`notice`), and the annual report to the public (`report`).
 * Read `terms.ts` first, then of each chart its terms, its chart with what deviates from the law's own
 * sketch and why, its events, rules and clocks.
 */
import { text } from '../../../policies/law.ts'
import { joinParts } from '../../core/parts.ts'
import { noticePart } from './notice.ts'
import { obligations } from './obligations.ts'
import { packagePart } from './package.ts'
import { coverage, launch } from './phases.ts'
import { presentationPart } from './presentation.ts'
import { reportPart } from './report.ts'

export const disclosure = joinParts(
  {
    id: 'M02',
    kind: 'mechanism',
    slug: 'disclosure',
    title: text('信息披露', 'Information disclosure'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: [
        '2022-9:10',
        '2020-3:8',
        '2020-3:26',
        '2025-7:31',
        '2025-7:37',
        '2025-9:partner-list',
        '2026-2:cost-sheet',
        '2026-marketing:own-page',
      ],
    },
    coverage,
    launch,
    obligations,
  },
  [packagePart, presentationPart, noticePart, reportPart],
)
