/**
 * M10 内部考核 — internal assessment of consumer protection: what departments and branches did for
 * consumers bears on their performance, on pay and promotion, and on who answers for what went wrong (2022
 * No. 9 art. 18; 2020 No. 3 arts 26 and 27).
 *
 * Read `terms.ts` and `work.ts` (what both charts share), then each chart by its `chart.ts`, which says
 * what deviates from the law's own sketch and why: `cycle` for a unit and a period, `accountability` for a
 * matter and the persons concerned.
 */
import { text } from '../../../policies/law.ts'
import { joinParts } from '../../core/parts.ts'
import { accountability } from './accountability/part.ts'
import { cycle } from './cycle/part.ts'
import { obligations } from './obligations.ts'
import { coverage } from './phases.ts'

export const assessment = joinParts(
  {
    id: 'M10',
    kind: 'mechanism',
    slug: 'assessment',
    title: text('内部考核', 'Internal assessment'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: ['2022-9:18', '2020-3:26', '2020-3:27', '2025-7:16', '2019-38:assessment'],
    },
    coverage,
    obligations,
  },
  [cycle, accountability],
)
